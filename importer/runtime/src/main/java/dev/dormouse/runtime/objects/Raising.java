package dev.dormouse.runtime.objects;

/** Turns what a {@code raise} statement or {@code throw()} names into an exception object. */
public final class Raising {
  private Raising() {}

  /** {@code raise what}: a class is called, an instance is taken. */
  public static PyException exception(PyObject what) {
    if (what instanceof PyBaseException e) {
      return new PyException(e);
    }
    if (what instanceof PyType t && t.isSubtype(Exceptions.BaseException)) {
      PyObject made = Abstract.call(t);
      if (!(made instanceof PyBaseException e)) {
        return Errors.typeError(
            "calling "
                + Abstract.repr(t).value()
                + " should have returned an instance of BaseException, not "
                + Abstract.repr(made.type).value());
      }
      return new PyException(e);
    }
    return Errors.typeError("exceptions must derive from BaseException");
  }

  /** {@code raise what from cause}; {@code cause} may be None, null means no from clause. */
  public static PyException exception(PyObject what, PyObject cause) {
    PyException e = exception(what);
    if (cause == null || !(e.value == what || what instanceof PyType)) {
      return e;
    }
    if (cause == PyObject.NONE) {
      e.value.cause = null;
    } else if (cause instanceof PyBaseException c) {
      e.value.cause = c;
    } else if (cause instanceof PyType t && t.isSubtype(Exceptions.BaseException)) {
      PyObject made = Abstract.call(t);
      if (!(made instanceof PyBaseException c)) {
        return Errors.typeError(
            "calling "
                + Abstract.repr(t).value()
                + " should have returned an instance of BaseException, not "
                + Abstract.repr(made.type).value());
      }
      e.value.cause = c;
    } else {
      return Errors.typeError("exception causes must derive from BaseException");
    }
    e.value.suppressContext = true;
    return e;
  }

  /** Sets the context of an exception that is about to be handled or propagated, avoiding loops. */
  public static void chainContext(PyBaseException e, PyBaseException handled) {
    if (handled == null || handled == e) {
      return;
    }
    // Cut the chain where it would come back to e.
    PyBaseException o = handled;
    PyBaseException slow = handled;
    boolean advance = false;
    while (o.context != null) {
      if (o.context == e) {
        o.context = null;
        break;
      }
      o = o.context;
      if (o == slow) {
        break;
      }
      if (advance) {
        slow = slow.context;
      }
      advance = !advance;
    }
    e.context = handled;
  }
}
