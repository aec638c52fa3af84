package dev.dormouse.runtime.objects;

import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Method;

/**
 * The awaitable of {@code anext(iterator, default)}. Compare CPython's {@code
 * Objects/iterobject.c}.
 */
@BuiltinType(name = "anext_awaitable", ops = PyAnextAwaitable.AnextOps.class)
public final class PyAnextAwaitable extends PyObject {
  public static final PyType TYPE =
      PyType.builtin("anext_awaitable", PyType.OBJECT, new AnextOps(), new PyAnextAwaitableTable());

  private final PyObject wrapped;
  private final PyObject defaultValue;

  public PyAnextAwaitable(PyObject wrapped, PyObject defaultValue) {
    super(TYPE);
    this.wrapped = wrapped;
    this.defaultValue = defaultValue;
  }

  private PyObject iterator() {
    if (wrapped instanceof PyGenerator g && g.isAwaitable()) {
      return g.isCoroutine() ? g.type.ops.await(g) : g;
    }
    if (!wrapped.type.has(Slot.AWAIT)) {
      throw Errors.typeError(
          "object " + wrapped.type.name() + " can't be used in 'await' expression");
    }
    PyObject it = wrapped.type.ops.await(wrapped);
    if (it instanceof PyGenerator g && g.isAwaitable()) {
      throw Errors.typeError("__await__() returned a coroutine");
    }
    if (!it.type.has(Slot.NEXT)) {
      throw Errors.typeError(
          "__await__() returned non-iterator of type '" + it.type.fullName() + "'");
    }
    return it;
  }

  private PyException ended(PyException e) {
    return e.matches(Exceptions.StopAsyncIteration) ? Errors.stopIteration(defaultValue) : e;
  }

  private PyObject forward(String method, PyObject[] args) {
    try {
      return Abstract.call(Abstract.getAttribute(iterator(), method), args, null);
    } catch (PyException e) {
      throw ended(e);
    }
  }

  @Method(name = "send", signature = "(arg, /)")
  static PyObject send(PyAnextAwaitable a, PyObject arg) {
    return a.forward("send", new PyObject[] {arg});
  }

  @Method(name = "throw", signature = "(*args)")
  static PyObject throwMethod(PyAnextAwaitable a, PyObject[] args) {
    return a.forward("throw", args);
  }

  @Method(name = "close")
  static PyObject close(PyAnextAwaitable a) {
    return a.forward("close", NO_ARGS);
  }

  static final class AnextOps extends Ops {
    @Override
    public PyObject await(PyObject o) {
      return o;
    }

    @Override
    public PyObject iter(PyObject o) {
      return o;
    }

    @Override
    public PyObject next(PyObject o) {
      PyAnextAwaitable a = (PyAnextAwaitable) o;
      try {
        return Abstract.nextOrStop(a.iterator());
      } catch (PyException e) {
        throw a.ended(e);
      }
    }
  }
}
