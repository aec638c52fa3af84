package dev.dormouse.runtime.modules.pickle;

import dev.dormouse.runtime.objects.PyDict;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Method;

/** {@code Unpickler.memo}. */
@BuiltinType(name = "UnpicklerMemoProxy", doc = "The memo of an unpickler.")
final class PyUnpicklerMemoProxy extends PyObject {
  static final PyType TYPE =
      PyType.builtin(
              "UnpicklerMemoProxy",
              PyType.OBJECT,
              new MemoProxyOps(),
              new PyUnpicklerMemoProxyTable())
          .in("_pickle")
          .with(PyType.BASETYPE)
          .unhashable();

  final PyUnpickler unpickler;

  PyUnpicklerMemoProxy(PyUnpickler unpickler) {
    super(TYPE);
    this.unpickler = unpickler;
  }

  @Method(doc = "Remove all items from memo.")
  void clear() {
    unpickler.memo.clear();
  }

  @Method(doc = "The memo as a dict of numbers to objects.")
  PyObject copy() {
    PyDict all = new PyDict();
    unpickler.memo.forEach((number, o) -> all.put(PyInt.of(number), o));
    return all;
  }

  @Method(name = "__reduce__", doc = "Implement pickle support.")
  PyObject reduce() {
    return PyTuple.of(PyDict.TYPE, PyTuple.of(copy()));
  }
}
