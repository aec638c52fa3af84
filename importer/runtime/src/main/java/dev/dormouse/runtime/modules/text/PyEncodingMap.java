package dev.dormouse.runtime.modules.text;

import dev.dormouse.runtime.objects.Ops;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.runtime.text.Charmap;
import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Method;

/** {@code EncodingMap}: what {@code charmap_build} makes and {@code charmap_encode} takes. */
@BuiltinType(name = "EncodingMap")
final class PyEncodingMap extends PyObject {
  static final PyType TYPE =
      PyType.builtin("EncodingMap", PyType.OBJECT, new MapOps(), new PyEncodingMapTable());

  final Charmap.Table table;

  PyEncodingMap(Charmap.Table table) {
    super(TYPE);
    this.table = table;
  }

  @Method(doc = "Return the size (in bytes) of this object.")
  static int size(PyEncodingMap self) {
    return 64;
  }

  private static final class MapOps extends Ops {}
}
