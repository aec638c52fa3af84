package dev.dormouse.runtime.objects;

import java.util.Arrays;

/** The slots of code objects. */
final class CodeOps extends Ops {
  @Override
  public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
    return CodeMaking.fromArguments(args, kwnames);
  }

  @Override
  public PyObject repr(PyObject o) {
    PyCode c = (PyCode) o;
    int line = c.unit.firstlineno();
    return PyStr.of(
        "<code object "
            + c.name()
            + " at "
            + Generic.address(o)
            + ", file \""
            + c.unit.filename()
            + "\", line "
            + (line == 0 ? -1 : line)
            + ">");
  }

  @Override
  public long hash(PyObject o) {
    PyCode c = (PyCode) o;
    int h = c.name().hashCode() * 31 + c.argcount;
    h = h * 31 + c.kwonlyargcount;
    h = h * 31 + c.flags;
    h = h * 31 + c.unit.firstlineno();
    h = h * 31 + Arrays.hashCode(c.unit.wordcode());
    return Hashes.mix(h);
  }

  @Override
  public PyObject richCompare(PyObject a, PyObject b, int op) {
    if (!(a instanceof PyCode x)
        || !(b instanceof PyCode y)
        || op != Abstract.EQ && op != Abstract.NE) {
      return PyObject.NOT_IMPLEMENTED;
    }
    return PyBool.of((x == y || equal(x, y)) == (op == Abstract.EQ));
  }

  private static boolean equal(PyCode x, PyCode y) {
    if (x.argcount != y.argcount
        || x.posonlyargcount != y.posonlyargcount
        || x.kwonlyargcount != y.kwonlyargcount
        || x.flags != y.flags
        || x.unit.firstlineno() != y.unit.firstlineno()
        || !x.name().equals(y.name())) {
      return false;
    }
    x.wake(PyCode.WakeReason.INTROSPECTION);
    y.wake(PyCode.WakeReason.INTROSPECTION);
    return Arrays.equals(x.unit.wordcode(), y.unit.wordcode())
        && Arrays.equals(x.names, y.names)
        && Arrays.equals(x.localsplusnames, y.localsplusnames)
        && Arrays.equals(x.linetable(), y.linetable())
        && Arrays.equals(x.exceptiontable, y.exceptiontable)
        && same(x.consts, y.consts);
  }

  private static boolean same(PyObject[] a, PyObject[] b) {
    if (a.length != b.length) {
      return false;
    }
    for (int i = 0; i < a.length; i++) {
      if (!same(a[i], b[i])) {
        return false;
      }
    }
    return true;
  }

  /** Equal constants of one type; 0.0 and -0.0, equal to Python, are two constants. */
  private static boolean same(PyObject a, PyObject b) {
    if (a == b) {
      return true;
    }
    if (a.type != b.type) {
      return false;
    }
    if (a instanceof PyFloat x) {
      return Double.doubleToLongBits(x.value) == Double.doubleToLongBits(((PyFloat) b).value);
    }
    if (a instanceof PyComplex x && b instanceof PyComplex y) {
      return Double.doubleToLongBits(x.real) == Double.doubleToLongBits(y.real)
          && Double.doubleToLongBits(x.imag) == Double.doubleToLongBits(y.imag);
    }
    if (a instanceof PyTuple x) {
      return same(x.items, ((PyTuple) b).items);
    }
    return Abstract.equal(a, b);
  }
}
