package dev.dormouse.runtime.objects;

/** The slots of {@code str}. */
final class StrOps extends Ops {
  @Override
  public PyObject str(PyObject o) {
    return o.type == PyStr.TYPE ? o : PyStr.of(((PyStr) o).value());
  }

  @Override
  public long hash(PyObject o) {
    return Hashes.mix(((PyStr) o).value().hashCode());
  }

  @Override
  public PyObject richCompare(PyObject a, PyObject b, int op) {
    if (!(a instanceof PyStr x) || !(b instanceof PyStr y)) {
      return PyObject.NOT_IMPLEMENTED;
    }
    if (op == Abstract.EQ) {
      return PyBool.of(x.value().equals(y.value()));
    }
    if (op == Abstract.NE) {
      return PyBool.of(!x.value().equals(y.value()));
    }
    return PyBool.of(Abstract.compareOutcome(compare(x, y), op));
  }

  private static int compare(PyStr x, PyStr y) {
    if (!x.isAstral() && !y.isAstral()) {
      return x.value().compareTo(y.value());
    }
    return java.util.Arrays.compare(x.codePoints(), y.codePoints());
  }

  @Override
  public int length(PyObject o) {
    return ((PyStr) o).length();
  }

  @Override
  public PyObject concat(PyObject v, PyObject w) {
    if (!(w instanceof PyStr y)) {
      throw Errors.typeError("can only concatenate str (not \"" + w.type.name() + "\") to str");
    }
    return PyStr.of(((PyStr) v).value().concat(y.value()));
  }
}
