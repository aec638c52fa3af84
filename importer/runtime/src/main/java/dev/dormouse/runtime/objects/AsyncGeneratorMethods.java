package dev.dormouse.runtime.objects;

import dev.dormouse.tables.ClassMethod;
import dev.dormouse.tables.Getter;
import dev.dormouse.tables.Method;
import dev.dormouse.tables.Setter;

/** The methods and attributes of asynchronous generators. */
final class AsyncGeneratorMethods {
  private AsyncGeneratorMethods() {}

  @Method(
      name = "asend",
      signature = "(value, /)",
      doc = "Return an awaitable that resumes the generator with a value.")
  static PyObject asend(PyAsyncGenerator g, PyObject value) {
    g.startHooks();
    return new PyAsyncGenASend(g, value);
  }

  @Method(
      name = "athrow",
      signature = "(type, value=None, traceback=None, /)",
      doc = "Return an awaitable that raises an exception in the generator.")
  static PyObject athrow(PyAsyncGenerator g, PyObject type, PyObject value, PyObject traceback) {
    g.startHooks();
    return new PyAsyncGenAThrow(g, new PyObject[] {type, value, traceback});
  }

  @Method(name = "aclose", doc = "Return an awaitable that closes the generator.")
  static PyObject aclose(PyAsyncGenerator g) {
    g.startHooks();
    return new PyAsyncGenAThrow(g, null);
  }

  @ClassMethod(name = "__class_getitem__", signature = "(item, /)", doc = "See PEP 585")
  static PyObject classGetItem(PyType cls, PyObject item) {
    return GenericAliases.make(cls, item);
  }

  @Getter(name = "__name__")
  static PyObject getName(PyAsyncGenerator g) {
    return g.name;
  }

  @Setter(name = "__name__")
  static void setName(PyAsyncGenerator g, PyObject value) {
    PyGenerator.setName(g, value);
  }

  @Getter(name = "__qualname__")
  static PyObject getQualname(PyAsyncGenerator g) {
    return g.qualname;
  }

  @Setter(name = "__qualname__")
  static void setQualname(PyAsyncGenerator g, PyObject value) {
    PyGenerator.setQualname(g, value);
  }

  @Getter(name = "ag_await")
  static PyObject getAwait(PyAsyncGenerator g) {
    return PyGenerator.getYieldFrom(g);
  }

  @Getter(name = "ag_frame")
  static PyObject getFrame(PyAsyncGenerator g) {
    return PyGenerator.getFrame(g);
  }

  @Getter(name = "ag_running", member = true)
  static boolean isRunning(PyAsyncGenerator g) {
    return g.runningAsync;
  }

  @Getter(name = "ag_code", member = true)
  static PyObject getCode(PyAsyncGenerator g) {
    return g.code;
  }
}
