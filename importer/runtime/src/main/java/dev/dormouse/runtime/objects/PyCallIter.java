package dev.dormouse.runtime.objects;

import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Method;

/** Iterates by calling a function until it returns a sentinel: {@code iter(callable, sentinel)}. */
@BuiltinType(name = "callable_iterator", ops = PyCallIter.CallIterOps.class)
public final class PyCallIter extends PyObject {
  public static final PyType TYPE =
      PyType.builtin("callable_iterator", PyType.OBJECT, new CallIterOps(), new PyCallIterTable());

  /** Null once exhausted. */
  private PyObject callable;

  private PyObject sentinel;

  public PyCallIter(PyObject callable, PyObject sentinel) {
    super(TYPE);
    this.callable = callable;
    this.sentinel = sentinel;
  }

  @Method(name = "__reduce__")
  static PyObject reduce(PyCallIter it) {
    PyObject iter = Interpreter.current().builtin("iter");
    return it.callable == null
        ? PyTuple.of(iter, PyTuple.of(PyTuple.EMPTY))
        : PyTuple.of(iter, PyTuple.of(it.callable, it.sentinel));
  }

  /** The slots of {@code callable_iterator}. */
  static final class CallIterOps extends Ops {
    @Override
    public PyObject iter(PyObject o) {
      return o;
    }

    @Override
    public PyObject next(PyObject o) {
      PyCallIter it = (PyCallIter) o;
      if (it.callable == null) {
        return null;
      }
      PyObject value;
      try {
        value = Abstract.call(it.callable);
      } catch (PyException e) {
        if (e.matches(Exceptions.StopIteration)) {
          it.exhaust();
          return null;
        }
        throw e;
      }
      // The call may have exhausted this very iterator.
      if (it.sentinel != null && !Abstract.equal(value, it.sentinel)) {
        return value;
      }
      it.exhaust();
      return null;
    }

    @Override
    public PyObject[] referents(PyObject o) {
      PyCallIter it = (PyCallIter) o;
      return it.callable == null ? NO_ARGS : new PyObject[] {it.callable, it.sentinel};
    }
  }

  private void exhaust() {
    callable = null;
    sentinel = null;
  }
}
