package dev.dormouse.runtime.objects;

import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Method;

/** The iterator of a bytes or bytearray. */
@BuiltinType(name = "bytes_iterator", ops = PyBytesIterator.IteratorOps.class)
public final class PyBytesIterator extends PyObject {
  static final PyType BYTES_TYPE =
      PyType.builtin(
          "bytes_iterator", PyType.OBJECT, new IteratorOps(), new PyBytesIteratorTable());

  static final PyType BYTEARRAY_TYPE =
      PyType.builtin(
          "bytearray_iterator", PyType.OBJECT, new IteratorOps(), new PyBytesIteratorTable());

  /** Null once exhausted. */
  private PyObject source;

  private int position;

  public PyBytesIterator(PyObject source) {
    super(source instanceof PyBytes ? BYTES_TYPE : BYTEARRAY_TYPE);
    this.source = source;
  }

  private int length() {
    return source instanceof PyBytes b ? b.value.length : ((PyByteArray) source).size();
  }

  @Method(name = "__length_hint__")
  static int lengthHint(PyBytesIterator it) {
    return it.source == null ? 0 : Math.max(it.length() - it.position, 0);
  }

  @Method(name = "__reduce__")
  static PyObject reduce(PyBytesIterator it) {
    PyObject iter = Interpreter.current().builtin("iter");
    return it.source == null
        ? PyTuple.of(iter, PyTuple.of(PyTuple.EMPTY))
        : PyTuple.of(iter, PyTuple.of(it.source), PyInt.of(it.position));
  }

  @Method(name = "__setstate__", signature = "(state, /)")
  static void setState(PyBytesIterator it, PyObject state) {
    if (it.source != null) {
      it.position = Math.min(Math.max(Abstract.toIndex(state), 0), it.length());
    }
  }

  static final class IteratorOps extends Ops {
    @Override
    public PyObject iter(PyObject o) {
      return o;
    }

    @Override
    public PyObject next(PyObject o) {
      PyBytesIterator it = (PyBytesIterator) o;
      if (it.source == null) {
        return null;
      }
      if (it.position >= it.length()) {
        it.source = null;
        return null;
      }
      int i = it.position++;
      int b = it.source instanceof PyBytes x ? x.value[i] : ((PyByteArray) it.source).get(i);
      return PyInt.of(b & 0xff);
    }
  }
}
