package dev.dormouse.runtime.objects;

import dev.dormouse.tables.BuiltinType;

/** {@code bytes}. The array is owned by this object and never changes. */
@BuiltinType(name = "bytes", ops = BytesOps.class)
public class PyBytes extends PyObject {
  public static final PyType TYPE =
      PyType.builtin("bytes", PyType.OBJECT, new BytesOps(), new PyBytesTable())
          .with(PyType.BASETYPE | PyType.MATCH_SELF | PyType.VARIABLE_SIZE);

  public static final PyBytes EMPTY = new PyBytes(TYPE, new byte[0]);

  public final byte[] value;

  public PyBytes(PyType type, byte[] value) {
    super(type);
    this.value = value;
  }

  /** Takes ownership of {@code value}. */
  public static PyBytes of(byte[] value) {
    return value.length == 0 ? EMPTY : new PyBytes(TYPE, value);
  }
}
