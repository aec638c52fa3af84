package dev.dormouse.runtime.objects;

import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Getter;
import dev.dormouse.tables.Method;
import dev.dormouse.tables.Setter;
import java.util.ArrayList;
import java.util.List;

/** A coroutine: what calling an {@code async def} gives. */
@BuiltinType(name = "coroutine", ops = PyCoroutine.CoroutineOps.class)
public final class PyCoroutine extends PyGenerator {
  public static final PyType TYPE =
      PyType.builtin("coroutine", PyType.OBJECT, new CoroutineOps(), new PyCoroutineTable())
          .withWeakrefs();

  /** Null for one that only stands for another. */
  private final UnawaitedCoroutines.Entry unawaited;

  /**
   * Where it was made, innermost call first: a tuple of (file, line, name); null unless {@code
   * sys.set_coroutine_origin_tracking_depth} asked.
   */
  private final PyObject origin;

  PyCoroutine(PyFrame frame, PyObject origin) {
    super(TYPE, frame);
    this.origin = origin;
    unawaited = UnawaitedCoroutines.add(this);
  }

  /**
   * An ended coroutine that stands for {@code dead} in a warning, and keeps nothing that it kept.
   */
  PyCoroutine(PyCoroutine dead) {
    super(TYPE, dead);
    this.origin = dead.origin;
    unawaited = null;
  }

  /** The origin of a coroutine that {@code caller} makes. */
  static PyObject origin(PyFrame caller, int depth) {
    List<PyObject> places = new ArrayList<>();
    for (PyFrame f = caller; f != null && places.size() < depth; f = f.back) {
      places.add(
          PyTuple.of(
              PyStr.of(f.code.unit.filename()), PyInt.of(f.line()), PyStr.of(f.code.name())));
    }
    return PyTuple.of(places.toArray(NO_ARGS));
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

  @Method(
      name = "send",
      signature = "(arg, /)",
      doc =
          "Put a value into coroutine, as the result of what it waits for; return what it waits"
              + " for next.")
  static PyObject sendCoroutine(PyCoroutine c, PyObject value) {
    return sendMethod(c, value);
  }

  @Method(
      name = "throw",
      signature = "(type, value=None, traceback=None, /)",
      doc = "Raise an exception in coroutine, where it waits; return what it waits for next.")
  static PyObject throwCoroutine(PyCoroutine c, PyObject type, PyObject value, PyObject traceback) {
    return throwMethod(c, type, value, traceback);
  }

  @Method(name = "close", doc = "Raise GeneratorExit inside coroutine, where it waits.")
  static void closeCoroutine(PyCoroutine c) {
    c.close();
  }

  @Getter(name = "__name__", doc = "the name of the coroutine")
  static PyObject getCoroutineName(PyCoroutine c) {
    return c.name;
  }

  @Setter(name = "__name__")
  static void setCoroutineName(PyCoroutine c, PyObject value) {
    setName(c, value);
  }

  @Getter(name = "__qualname__", doc = "the qualified name of the coroutine")
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
    return c.origin == null ? NONE : c.origin;
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
    public void del(PyObject o) {
      ((PyCoroutine) o).closeForgotten();
    }

    @Override
    public PyObject await(PyObject o) {
      return new PyCoroutineWrapper((PyCoroutine) o);
    }
  }
}
