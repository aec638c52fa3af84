package dev.dormouse.runtime.objects;

/** The slots of {@code bool}. */
final class BoolOps extends IntOps {
  @Override
  public PyObject repr(PyObject o) {
    return PyStr.of(o == PyBool.TRUE ? "True" : "False");
  }

  @Override
  public PyObject and(PyObject v, PyObject w) {
    return v instanceof PyBool x && w instanceof PyBool y
        ? PyBool.of(x.truth() & y.truth())
        : super.and(v, w);
  }

  @Override
  public PyObject or(PyObject v, PyObject w) {
    return v instanceof PyBool x && w instanceof PyBool y
        ? PyBool.of(x.truth() | y.truth())
        : super.or(v, w);
  }

  @Override
  public PyObject xor(PyObject v, PyObject w) {
    return v instanceof PyBool x && w instanceof PyBool y
        ? PyBool.of(x.truth() ^ y.truth())
        : super.xor(v, w);
  }

  @Override
  public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
    if (kwnames != null && kwnames.length > 0) {
      throw Errors.typeError("bool() takes no keyword arguments");
    }
    if (args.length > 1) {
      throw Errors.typeError("bool expected at most 1 argument, got " + args.length);
    }
    return PyBool.of(args.length == 1 && Abstract.isTrue(args[0]));
  }
}
