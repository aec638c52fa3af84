package dev.dormouse.runtime.objects;

/** The slots of {@code weakref.proxy}. */
class WeakProxyOps extends Ops {
  private static PyObject target(PyObject o) {
    return PyWeakProxy.unwrap(o);
  }

  @Override
  public PyObject add(PyObject v, PyObject w) {
    return Numbers.binary(Slot.ADD, target(v), target(w));
  }

  @Override
  public PyObject subtract(PyObject v, PyObject w) {
    return Numbers.binary(Slot.SUBTRACT, target(v), target(w));
  }

  @Override
  public PyObject multiply(PyObject v, PyObject w) {
    return Numbers.binary(Slot.MULTIPLY, target(v), target(w));
  }

  @Override
  public PyObject remainder(PyObject v, PyObject w) {
    return Numbers.binary(Slot.REMAINDER, target(v), target(w));
  }

  @Override
  public PyObject trueDivide(PyObject v, PyObject w) {
    return Numbers.binary(Slot.TRUE_DIVIDE, target(v), target(w));
  }

  @Override
  public PyObject floorDivide(PyObject v, PyObject w) {
    return Numbers.binary(Slot.FLOOR_DIVIDE, target(v), target(w));
  }

  @Override
  public PyObject lshift(PyObject v, PyObject w) {
    return Numbers.binary(Slot.LSHIFT, target(v), target(w));
  }

  @Override
  public PyObject rshift(PyObject v, PyObject w) {
    return Numbers.binary(Slot.RSHIFT, target(v), target(w));
  }

  @Override
  public PyObject and(PyObject v, PyObject w) {
    return Numbers.binary(Slot.AND, target(v), target(w));
  }

  @Override
  public PyObject xor(PyObject v, PyObject w) {
    return Numbers.binary(Slot.XOR, target(v), target(w));
  }

  @Override
  public PyObject or(PyObject v, PyObject w) {
    return Numbers.binary(Slot.OR, target(v), target(w));
  }

  @Override
  public PyObject matrixMultiply(PyObject v, PyObject w) {
    return Numbers.binary(Slot.MATRIX_MULTIPLY, target(v), target(w));
  }

  @Override
  public PyObject divmod(PyObject v, PyObject w) {
    return Numbers.binary(Slot.DIVMOD, target(v), target(w));
  }

  @Override
  public PyObject inplaceAdd(PyObject v, PyObject w) {
    return Numbers.inplace(Slot.ADD, target(v), target(w));
  }

  @Override
  public PyObject inplaceSubtract(PyObject v, PyObject w) {
    return Numbers.inplace(Slot.SUBTRACT, target(v), target(w));
  }

  @Override
  public PyObject inplaceMultiply(PyObject v, PyObject w) {
    return Numbers.inplace(Slot.MULTIPLY, target(v), target(w));
  }

  @Override
  public PyObject inplaceRemainder(PyObject v, PyObject w) {
    return Numbers.inplace(Slot.REMAINDER, target(v), target(w));
  }

  @Override
  public PyObject inplaceTrueDivide(PyObject v, PyObject w) {
    return Numbers.inplace(Slot.TRUE_DIVIDE, target(v), target(w));
  }

  @Override
  public PyObject inplaceFloorDivide(PyObject v, PyObject w) {
    return Numbers.inplace(Slot.FLOOR_DIVIDE, target(v), target(w));
  }

  @Override
  public PyObject inplaceLshift(PyObject v, PyObject w) {
    return Numbers.inplace(Slot.LSHIFT, target(v), target(w));
  }

  @Override
  public PyObject inplaceRshift(PyObject v, PyObject w) {
    return Numbers.inplace(Slot.RSHIFT, target(v), target(w));
  }

  @Override
  public PyObject inplaceAnd(PyObject v, PyObject w) {
    return Numbers.inplace(Slot.AND, target(v), target(w));
  }

  @Override
  public PyObject inplaceXor(PyObject v, PyObject w) {
    return Numbers.inplace(Slot.XOR, target(v), target(w));
  }

  @Override
  public PyObject inplaceOr(PyObject v, PyObject w) {
    return Numbers.inplace(Slot.OR, target(v), target(w));
  }

  @Override
  public PyObject inplaceMatrixMultiply(PyObject v, PyObject w) {
    return Numbers.inplace(Slot.MATRIX_MULTIPLY, target(v), target(w));
  }

  @Override
  public PyObject inplacePower(PyObject v, PyObject w) {
    return Numbers.inplace(Slot.POWER, target(v), target(w));
  }

  @Override
  public PyObject power(PyObject v, PyObject w, PyObject modulo) {
    return Numbers.power(target(v), target(w), target(modulo));
  }

  @Override
  public PyObject negative(PyObject o) {
    return Numbers.negative(target(o));
  }

  @Override
  public PyObject positive(PyObject o) {
    return Numbers.positive(target(o));
  }

  @Override
  public PyObject absolute(PyObject o) {
    return Numbers.absolute(target(o));
  }

  @Override
  public PyObject invert(PyObject o) {
    return Numbers.invert(target(o));
  }

  @Override
  public PyObject toInt(PyObject o) {
    return Abstract.call(PyInt.TYPE, target(o));
  }

  @Override
  public PyObject toFloat(PyObject o) {
    return PyFloat.of(ArgParser.toDouble(target(o)));
  }

  @Override
  public PyObject index(PyObject o) {
    return Abstract.index(target(o));
  }

  @Override
  public boolean bool(PyObject o) {
    return Abstract.isTrue(target(o));
  }

  @Override
  public int length(PyObject o) {
    return Abstract.length(target(o));
  }

  @Override
  public boolean contains(PyObject o, PyObject item) {
    return Abstract.contains(target(o), target(item));
  }

  @Override
  public PyObject getItem(PyObject o, PyObject key) {
    return Abstract.getItem(target(o), target(key));
  }

  @Override
  public void setItem(PyObject o, PyObject key, PyObject value) {
    if (value == null) {
      Abstract.delItem(target(o), target(key));
    } else {
      Abstract.setItem(target(o), target(key), value);
    }
  }

  @Override
  public PyObject repr(PyObject o) {
    PyObject t = target(o);
    return PyStr.of(
        "<weakproxy at "
            + Generic.address(o)
            + " to "
            + t.type.name()
            + " at "
            + Generic.address(t)
            + ">");
  }

  @Override
  public PyObject str(PyObject o) {
    return Abstract.str(target(o));
  }

  @Override
  public PyObject getAttribute(PyObject o, PyStr name) {
    return Abstract.getAttribute(target(o), name);
  }

  @Override
  public void setAttribute(PyObject o, PyStr name, PyObject value) {
    Abstract.setAttribute(target(o), name, value);
  }

  @Override
  public PyObject richCompare(PyObject a, PyObject b, int op) {
    return Abstract.richCompare(target(a), target(b), op);
  }

  @Override
  public PyObject iter(PyObject o) {
    return Abstract.iter(target(o));
  }

  @Override
  public PyObject next(PyObject o) {
    PyObject t = target(o);
    if (!Abstract.isIterator(t)) {
      throw Errors.typeError(
          "Weakref proxy referenced a non-iterator '" + t.type.name() + "' object");
    }
    return Abstract.next(t);
  }
}
