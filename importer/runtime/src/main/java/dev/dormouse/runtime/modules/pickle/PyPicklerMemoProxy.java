package dev.dormouse.runtime.modules.pickle;

import dev.dormouse.runtime.objects.Generic;
import dev.dormouse.runtime.objects.PyDict;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Method;

/** {@code Pickler.memo}. */
@BuiltinType(name = "PicklerMemoProxy", doc = "The memo of a pickler.")
final class PyPicklerMemoProxy extends PyObject {
  static final PyType TYPE =
      PyType.builtin(
              "PicklerMemoProxy", PyType.OBJECT, new MemoProxyOps(), new PyPicklerMemoProxyTable())
          .in("_pickle")
          .unhashable();

  final PyPickler pickler;

  PyPicklerMemoProxy(PyPickler pickler) {
    super(TYPE);
    this.pickler = pickler;
  }

  @Method(doc = "Remove all items from memo.")
  void clear() {
    pickler.memo.clear();
  }

  @Method(doc = "The memo as a dict of ids to tuples of number and object.")
  PyObject copy() {
    PyDict all = new PyDict();
    PicklerMemo memo = pickler.memo;
    for (int i = 0; i < memo.places(); i++) {
      PyObject o = memo.keyAt(i);
      if (o != null) {
        all.put(PyInt.of(Generic.id(o)), PyTuple.of(PyInt.of(memo.numberAt(i)), o));
      }
    }
    return all;
  }

  @Method(name = "__reduce__", doc = "Implement pickle support.")
  PyObject reduce() {
    return PyTuple.of(PyDict.TYPE, PyTuple.of(copy()));
  }
}
