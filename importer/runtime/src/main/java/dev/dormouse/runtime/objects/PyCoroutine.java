package dev.dormouse.runtime.objects;

import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Getter;
import dev.dormouse.tables.Method;
import dev.dormouse.tables.Setter;

/** A coroutine: what calling an {@code async def} gives. */
@BuiltinType(name = "coroutine", ops = PyCoroutine.CoroutineOps.class)
public final class PyCoroutine extends PyGenerator {
  public static final PyType TYPE =
      PyType.builtin("coroutine", PyType.OBJECT, new CoroutineOps(), new PyCoroutineTable())
          .withWeakrefs();

  private final UnawaitedCoroutines.Entry unawaited;

  PyCoroutine(PyFrame frame) {
    super(TYPE, frame);
    unawaited = UnawaitedCoroutines.add(this);
  }

  @Override
  void begun() {
    UnawaitedCoroutines.remove(unawaited);
  }

  @Override
  public boolean isCoroutine() {
    return true;
  }

  @Override
  String kind() {
    return "coroutine";
  }

  @Method(name = "send", signature = "(arg, /)")
  static PyObject sendCoroutine(PyCoroutine c, PyObject value) {
    return sendMethod(c, value);
  }

  @Method(name = "throw", signature = "(type, value=None, traceback=None, /)")
  static PyObject throwCoroutine(PyCoroutine c, PyObject type, PyObject value, PyObject traceback) {
    return throwMethod(c, type, value, traceback);
  }

  @Method(name = "close")
  static void closeCoroutine(PyCoroutine c) {
    c.close();
  }

  @Getter(name = "__name__")
  static PyObject getCoroutineName(PyCoroutine c) {
    return c.name;
  }

  @Setter(name = "__name__")
  static void setCoroutineName(PyCoroutine c, PyObject value) {
    setName(c, value);
  }

  @Getter(name = "__qualname__")
  static PyObject getCoroutineQualname(PyCoroutine c) {
    return c.qualname;
  }

  @Setter(name = "__qualname__")
  static void setCoroutineQualname(PyCoroutine c, PyObject value) {
    setQualname(c, value);
  }

  @Getter(name = "cr_frame")
  static PyObject getCoroutineFrame(PyCoroutine c) {
    return getFrame(c);
  }

  @Getter(name = "cr_code", member = true)
  static PyObject getCoroutineCode(PyCoroutine c) {
    return c.code;
  }

  @Getter(name = "cr_running")
  static boolean isCoroutineRunning(PyCoroutine c) {
    return c.running;
  }

  @Getter(name = "cr_suspended")
  static boolean isCoroutineSuspended(PyCoroutine c) {
    return isSuspended(c);
  }

  @Getter(name = "cr_await")
  static PyObject getAwait(PyCoroutine c) {
    return getYieldFrom(c);
  }

  @Getter(name = "cr_origin", member = true)
  static PyObject getOrigin(PyCoroutine c) {
    return NONE;
  }

  static final class CoroutineOps extends Ops {
    @Override
    public PyObject repr(PyObject o) {
      PyCoroutine c = (PyCoroutine) o;
      return PyStr.of(
          "<coroutine object "
              + Abstract.str(c.qualname).value()
              + " at "
              + Generic.address(o)
              + ">");
    }

    @Override
    public PyObject await(PyObject o) {
      return new PyCoroutineWrapper((PyCoroutine) o);
    }
  }
}
