package dev.dormouse.runtime.objects;

import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Method;

/** The iterator that {@code coroutine.__await__()} gives. */
@BuiltinType(name = "coroutine_wrapper", ops = PyCoroutineWrapper.WrapperOps.class)
final class PyCoroutineWrapper extends PyObject {
  static final PyType TYPE =
      PyType.builtin(
          "coroutine_wrapper", PyType.OBJECT, new WrapperOps(), new PyCoroutineWrapperTable());

  private final PyCoroutine coroutine;

  PyCoroutineWrapper(PyCoroutine coroutine) {
    super(TYPE);
    this.coroutine = coroutine;
  }

  @Method(name = "send", signature = "(arg, /)")
  static PyObject send(PyCoroutineWrapper w, PyObject value) {
    return PyGenerator.sendMethod(w.coroutine, value);
  }

  @Method(name = "throw", signature = "(type, value=None, traceback=None, /)")
  static PyObject throwMethod(
      PyCoroutineWrapper w, PyObject type, PyObject value, PyObject traceback) {
    return PyGenerator.throwMethod(w.coroutine, type, value, traceback);
  }

  @Method(name = "close")
  static void close(PyCoroutineWrapper w) {
    w.coroutine.close();
  }

  static final class WrapperOps extends Ops {
    @Override
    public PyObject iter(PyObject o) {
      return o;
    }

    @Override
    public PyObject next(PyObject o) {
      return ((PyCoroutineWrapper) o).coroutine.resume(null, null);
    }
  }
}
