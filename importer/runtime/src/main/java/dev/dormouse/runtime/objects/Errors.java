package dev.dormouse.runtime.objects;

/**
 * Makes Python exceptions for Java code to throw: {@code throw Errors.typeError("…")}. Messages are
 * CPython's, word for word; the exception's context is set when it reaches a frame's handler
 * search, not here.
 */
public final class Errors {
  private Errors() {}

  /** An exception of a builtin type with one str argument and no field set. */
  public static PyException of(PyType type, String message) {
    PyTuple args = PyTuple.of(PyStr.of(message));
    return new PyException(
        type.ops instanceof PyBaseException.ExceptionOps ops
            ? ops.make(type, args)
            : new PyBaseException(type, args));
  }

  public static PyException typeError(String message) {
    return of(Exceptions.TypeError, message);
  }

  public static PyException valueError(String message) {
    return of(Exceptions.ValueError, message);
  }

  public static PyException runtimeError(String message) {
    return of(Exceptions.RuntimeError, message);
  }

  public static PyException indexError(String message) {
    return of(Exceptions.IndexError, message);
  }

  public static PyException overflowError(String message) {
    return of(Exceptions.OverflowError, message);
  }

  public static PyException zeroDivisionError(String message) {
    return of(Exceptions.ZeroDivisionError, message);
  }

  public static PyException systemError(String message) {
    return of(Exceptions.SystemError, message);
  }

  public static PyException notImplementedError(String message) {
    return of(Exceptions.NotImplementedError, message);
  }

  public static PyException recursionError(String message) {
    return of(Exceptions.RecursionError, message);
  }

  public static PyException memoryError(String message) {
    return of(Exceptions.MemoryError, message);
  }

  /** Without a message, as CPython raises it when it cannot allocate. */
  public static PyException memoryError() {
    return new PyException(new PyBaseException(Exceptions.MemoryError, PyTuple.EMPTY));
  }

  public static PyException bufferError(String message) {
    return of(Exceptions.BufferError, message);
  }

  public static PyException lookupError(String message) {
    return of(Exceptions.LookupError, message);
  }

  public static PyException eofError(String message) {
    return of(Exceptions.EOFError, message);
  }

  public static PyException assertionError(String message) {
    return of(Exceptions.AssertionError, message);
  }

  public static PyException referenceError(String message) {
    return of(Exceptions.ReferenceError, message);
  }

  /** {@code key} is the only argument, so that the message shows its repr. */
  public static PyException keyError(PyObject key) {
    return new PyException(new PyKeyError(Exceptions.KeyError, PyTuple.of(key)));
  }

  /** {@code obj} and {@code name} fill the attributes of the same name; both may be null. */
  public static PyException attributeError(String message, PyObject obj, PyStr name) {
    PyAttributeError e =
        new PyAttributeError(Exceptions.AttributeError, PyTuple.of(PyStr.of(message)));
    e.obj = obj;
    e.name = name;
    return new PyException(e);
  }

  public static PyException nameError(String message, PyStr name) {
    PyNameError e = new PyNameError(Exceptions.NameError, PyTuple.of(PyStr.of(message)));
    e.name = name;
    return new PyException(e);
  }

  public static PyException unboundLocalError(String message, PyStr name) {
    PyNameError e = new PyNameError(Exceptions.UnboundLocalError, PyTuple.of(PyStr.of(message)));
    return new PyException(e);
  }

  /** {@code value} null means none given. */
  public static PyException stopIteration(PyObject value) {
    PyTuple args = value == null ? PyTuple.EMPTY : PyTuple.of(value);
    PyStopIteration e = new PyStopIteration(Exceptions.StopIteration, args);
    e.value = value == null ? PyObject.NONE : value;
    return new PyException(e);
  }

  /** {@code name} and {@code path} may be null. */
  public static PyException importError(PyType type, String message, PyStr name, PyObject path) {
    PyImportError e = new PyImportError(type, PyTuple.of(PyStr.of(message)));
    e.msg = PyStr.of(message);
    e.name = name == null ? PyObject.NONE : name;
    e.path = path == null ? PyObject.NONE : path;
    return new PyException(e);
  }

  public static PyException moduleNotFound(String name) {
    return importError(
        Exceptions.ModuleNotFoundError, "No module named '" + name + "'", PyStr.of(name), null);
  }

  /** Something Dormouse does not do yet; the message names it. */
  public static PyException missingFeature(String what) {
    return notImplementedError(what + " is not supported by Dormouse yet");
  }

  /** {@code error} with {@code cause} as its {@code __cause__} and {@code __context__}. */
  public static PyException chained(PyException error, PyException cause) {
    error.value.cause = cause.value;
    error.value.context = cause.value;
    error.value.suppressContext = true;
    return error;
  }

  /** Issues a warning as C code does; raises it if the filters say so. */
  public static void warn(PyType category, String message, int stackLevel) {
    Interpreter.current().warn(category, message, stackLevel);
  }
}
