package dev.dormouse.runtime.objects;

/**
 * The operations of a type: one virtual method per slot of CPython's {@code PyTypeObject}. A
 * builtin type overrides what it has; a class defined in Python uses {@link HeapOps}, which
 * consults the MRO. Ops objects have no state and are shared by all interpreters.
 *
 * <p>Nobody calls these directly to perform an operation: {@link Abstract} does, since it alone
 * knows the protocol (reflected operands, sequence fall-backs, error messages). Whether a type
 * <em>has</em> an operation is asked with {@link PyType#has}; the defaults here are what CPython
 * does for an empty slot, or what {@code object} has.
 *
 * <p>Rules for overriding:
 *
 * <ul>
 *   <li>Binary operations get the operands in source order; either may be of the type. They return
 *       {@link PyObject#NOT_IMPLEMENTED} when they do not know the other operand.
 *   <li>{@link #next} returns null when exhausted; it throws StopIteration only to carry a value.
 *   <li>{@link #getAttribute} returns null when the attribute is missing (the caller words the
 *       error through {@link #noAttribute}), or throws AttributeError with words of its own.
 *   <li>{@code value == null} in {@link #setAttribute}, {@link #setItem} and {@link #descrSet}
 *       means delete.
 * </ul>
 */
public class Ops {
  protected Ops() {}

  public PyObject add(PyObject v, PyObject w) {
    return PyObject.NOT_IMPLEMENTED;
  }

  public PyObject subtract(PyObject v, PyObject w) {
    return PyObject.NOT_IMPLEMENTED;
  }

  public PyObject multiply(PyObject v, PyObject w) {
    return PyObject.NOT_IMPLEMENTED;
  }

  public PyObject remainder(PyObject v, PyObject w) {
    return PyObject.NOT_IMPLEMENTED;
  }

  public PyObject trueDivide(PyObject v, PyObject w) {
    return PyObject.NOT_IMPLEMENTED;
  }

  public PyObject floorDivide(PyObject v, PyObject w) {
    return PyObject.NOT_IMPLEMENTED;
  }

  public PyObject lshift(PyObject v, PyObject w) {
    return PyObject.NOT_IMPLEMENTED;
  }

  public PyObject rshift(PyObject v, PyObject w) {
    return PyObject.NOT_IMPLEMENTED;
  }

  public PyObject and(PyObject v, PyObject w) {
    return PyObject.NOT_IMPLEMENTED;
  }

  public PyObject xor(PyObject v, PyObject w) {
    return PyObject.NOT_IMPLEMENTED;
  }

  public PyObject or(PyObject v, PyObject w) {
    return PyObject.NOT_IMPLEMENTED;
  }

  public PyObject matrixMultiply(PyObject v, PyObject w) {
    return PyObject.NOT_IMPLEMENTED;
  }

  public PyObject divmod(PyObject v, PyObject w) {
    return PyObject.NOT_IMPLEMENTED;
  }

  /** {@code modulo} is {@link PyObject#NONE} for the operator. */
  public PyObject power(PyObject v, PyObject w, PyObject modulo) {
    return PyObject.NOT_IMPLEMENTED;
  }

  public PyObject inplaceAdd(PyObject v, PyObject w) {
    return add(v, w);
  }

  public PyObject inplaceSubtract(PyObject v, PyObject w) {
    return subtract(v, w);
  }

  public PyObject inplaceMultiply(PyObject v, PyObject w) {
    return multiply(v, w);
  }

  public PyObject inplaceRemainder(PyObject v, PyObject w) {
    return remainder(v, w);
  }

  public PyObject inplaceTrueDivide(PyObject v, PyObject w) {
    return trueDivide(v, w);
  }

  public PyObject inplaceFloorDivide(PyObject v, PyObject w) {
    return floorDivide(v, w);
  }

  public PyObject inplaceLshift(PyObject v, PyObject w) {
    return lshift(v, w);
  }

  public PyObject inplaceRshift(PyObject v, PyObject w) {
    return rshift(v, w);
  }

  public PyObject inplaceAnd(PyObject v, PyObject w) {
    return and(v, w);
  }

  public PyObject inplaceXor(PyObject v, PyObject w) {
    return xor(v, w);
  }

  public PyObject inplaceOr(PyObject v, PyObject w) {
    return or(v, w);
  }

  public PyObject inplaceMatrixMultiply(PyObject v, PyObject w) {
    return matrixMultiply(v, w);
  }

  public PyObject inplacePower(PyObject v, PyObject w) {
    return power(v, w, PyObject.NONE);
  }

  /**
   * Dispatches a binary ({@code op < Slot.BINARY_END}), in-place or DIVMOD operation to its method.
   */
  public final PyObject binary(int op, PyObject v, PyObject w) {
    return switch (op) {
      case Slot.ADD -> add(v, w);
      case Slot.SUBTRACT -> subtract(v, w);
      case Slot.MULTIPLY -> multiply(v, w);
      case Slot.REMAINDER -> remainder(v, w);
      case Slot.TRUE_DIVIDE -> trueDivide(v, w);
      case Slot.FLOOR_DIVIDE -> floorDivide(v, w);
      case Slot.LSHIFT -> lshift(v, w);
      case Slot.RSHIFT -> rshift(v, w);
      case Slot.AND -> and(v, w);
      case Slot.XOR -> xor(v, w);
      case Slot.OR -> or(v, w);
      case Slot.MATRIX_MULTIPLY -> matrixMultiply(v, w);
      case Slot.POWER -> power(v, w, PyObject.NONE);
      case Slot.DIVMOD -> divmod(v, w);
      default -> inplace(op - Slot.INPLACE, v, w);
    };
  }

  private PyObject inplace(int op, PyObject v, PyObject w) {
    return switch (op) {
      case Slot.ADD -> inplaceAdd(v, w);
      case Slot.SUBTRACT -> inplaceSubtract(v, w);
      case Slot.MULTIPLY -> inplaceMultiply(v, w);
      case Slot.REMAINDER -> inplaceRemainder(v, w);
      case Slot.TRUE_DIVIDE -> inplaceTrueDivide(v, w);
      case Slot.FLOOR_DIVIDE -> inplaceFloorDivide(v, w);
      case Slot.LSHIFT -> inplaceLshift(v, w);
      case Slot.RSHIFT -> inplaceRshift(v, w);
      case Slot.AND -> inplaceAnd(v, w);
      case Slot.XOR -> inplaceXor(v, w);
      case Slot.OR -> inplaceOr(v, w);
      case Slot.MATRIX_MULTIPLY -> inplaceMatrixMultiply(v, w);
      case Slot.POWER -> inplacePower(v, w);
      default -> throw new IllegalArgumentException("no binary slot " + op);
    };
  }

  public PyObject negative(PyObject o) {
    throw missing("negative");
  }

  public PyObject positive(PyObject o) {
    throw missing("positive");
  }

  public PyObject absolute(PyObject o) {
    throw missing("absolute");
  }

  public PyObject invert(PyObject o) {
    throw missing("invert");
  }

  /** {@code nb_bool}. Called only when {@link PyType#has}(BOOL). */
  public boolean bool(PyObject o) {
    return true;
  }

  public PyObject toInt(PyObject o) {
    throw missing("toInt");
  }

  public PyObject toFloat(PyObject o) {
    throw missing("toFloat");
  }

  public PyObject index(PyObject o) {
    throw missing("index");
  }

  public int length(PyObject o) {
    throw missing("length");
  }

  public PyObject concat(PyObject v, PyObject w) {
    return PyObject.NOT_IMPLEMENTED;
  }

  /** {@code sq_repeat}: {@code count} may be negative, which means zero. */
  public PyObject repeat(PyObject o, int count) {
    throw missing("repeat");
  }

  public PyObject inplaceConcat(PyObject v, PyObject w) {
    return concat(v, w);
  }

  public PyObject inplaceRepeat(PyObject o, int count) {
    return repeat(o, count);
  }

  public boolean contains(PyObject o, PyObject item) {
    return Abstract.iterContains(o, item);
  }

  public PyObject getItem(PyObject o, PyObject key) {
    throw missing("getItem");
  }

  public void setItem(PyObject o, PyObject key, PyObject value) {
    throw missing("setItem");
  }

  public PyObject repr(PyObject o) {
    return PyStr.of(Generic.defaultRepr(o));
  }

  public PyObject str(PyObject o) {
    return o.type.ops.repr(o);
  }

  /** Never -1; that value is mapped to -2 as in CPython. */
  public long hash(PyObject o) {
    return Generic.identityHash(o);
  }

  /**
   * Calls {@code o}. {@code args} holds the positional arguments followed by the values of the
   * keyword arguments, whose names are {@code kwnames} (null or empty if there are none). The
   * callee may keep {@code args}.
   */
  public PyObject call(PyObject o, PyObject[] args, PyStr[] kwnames) {
    throw Errors.typeError("'" + o.type.fullName() + "' object is not callable");
  }

  /** Returns null when there is no such attribute. */
  public PyObject getAttribute(PyObject o, PyStr name) {
    return Generic.getAttribute(o, name);
  }

  public void setAttribute(PyObject o, PyStr name, PyObject value) {
    Generic.setAttribute(o, name, value);
  }

  /** The error for a missing attribute, in this type's words. */
  public PyException noAttribute(PyObject o, PyStr name) {
    return Errors.attributeError(
        "'" + o.type.fullName() + "' object has no attribute '" + name.value() + "'", o, name);
  }

  /** {@code op} is one of the {@code Py_LT} … {@code Py_GE} constants of {@link Abstract}. */
  public PyObject richCompare(PyObject a, PyObject b, int op) {
    return Generic.richCompare(a, b, op);
  }

  public PyObject iter(PyObject o) {
    throw missing("iter");
  }

  /** The next item, or null when exhausted. */
  public PyObject next(PyObject o) {
    throw missing("next");
  }

  /**
   * {@code obj} is null when looked up on the class itself; {@code owner} may be null when {@code
   * obj} is not.
   */
  public PyObject descrGet(PyObject descr, PyObject obj, PyObject owner) {
    return descr;
  }

  public void descrSet(PyObject descr, PyObject obj, PyObject value) {
    throw missing("descrSet");
  }

  /** {@code __init__}. */
  public void init(PyObject o, PyObject[] args, PyStr[] kwnames) {
    Generic.objectInit(o, args, kwnames);
  }

  /** {@code __new__}: makes an object of {@code cls}, which is this type or a subtype. */
  public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
    throw Errors.typeError("cannot create '" + cls.fullName() + "' instances");
  }

  public void del(PyObject o) {}

  public PyObject await(PyObject o) {
    throw missing("await");
  }

  public PyObject aiter(PyObject o) {
    throw missing("aiter");
  }

  public PyObject anext(PyObject o) {
    throw missing("anext");
  }

  /** The buffer of an object that has one ({@link Slot#BUFFER}); the caller releases it. */
  public Buffer getBuffer(PyObject o, int flags) {
    throw missing("getBuffer");
  }

  /** The objects that {@code o} refers to directly, for gc and snapshots; null means not said. */
  public PyObject[] referents(PyObject o) {
    return null;
  }

  private IllegalStateException missing(String slot) {
    return new IllegalStateException(
        "slot " + slot + " called on " + getClass().getName() + ", which has none");
  }
}
