package dev.dormouse.runtime.objects;

/**
 * Calls slots as Python methods: what {@code int.__add__(1, 2)} does. One switch instead of
 * CPython's {@code wrap_*} functions in {@code Objects/typeobject.c}.
 */
final class SlotWrappers {
  private SlotWrappers() {}

  /**
   * Whether a type whose own slots are {@code slots} shows wrapper {@code id} in its dictionary.
   */
  static boolean present(long slots, int id) {
    int slot = Slot.slotOfWrapper(id);
    if ((slots >>> slot & 1) != 0) {
      return id != Slot.W_GETATTR;
    }
    // The sequence slots share their names with number slots.
    int sequence =
        switch (id) {
          case Slot.W_ADD -> Slot.CONCAT;
          case 2 * Slot.MULTIPLY, 2 * Slot.MULTIPLY + 1 -> Slot.REPEAT;
          case Slot.W_IADD -> Slot.INPLACE_CONCAT;
          case Slot.W_IADD + Slot.MULTIPLY -> Slot.INPLACE_REPEAT;
          default -> -1;
        };
    return sequence >= 0 && (slots >>> sequence & 1) != 0;
  }

  /** Performs wrapper {@code id} of {@code owner}, one of the types of {@code self}. */
  static PyObject call(PyType owner, int id, PyObject self, PyObject[] args, PyStr[] kwnames) {
    Ops ops = owner.ops;
    if (id == Slot.W_CALL) {
      return ops.call(self, args, kwnames);
    }
    if (id == Slot.W_INIT) {
      ops.init(self, args, kwnames);
      return PyObject.NONE;
    }
    if (kwnames != null && kwnames.length > 0) {
      throw Errors.typeError(
          "wrapper " + Slot.wrapperName(id).value() + "() takes no keyword arguments");
    }
    if (id < Slot.W_DIVMOD || id == Slot.W_DIVMOD || id == Slot.W_RDIVMOD) {
      return binary(owner, id, self, args);
    }
    if (id >= Slot.W_LT && id <= Slot.W_GE) {
      return ops.richCompare(self, one(args), id - Slot.W_LT);
    }
    switch (id) {
      case Slot.W_NEG:
        none(args);
        return ops.negative(self);
      case Slot.W_POS:
        none(args);
        return ops.positive(self);
      case Slot.W_ABS:
        none(args);
        return ops.absolute(self);
      case Slot.W_INVERT:
        none(args);
        return ops.invert(self);
      case Slot.W_BOOL:
        none(args);
        return PyBool.of(ops.bool(self));
      case Slot.W_INT:
        none(args);
        return ops.toInt(self);
      case Slot.W_FLOAT:
        none(args);
        return ops.toFloat(self);
      case Slot.W_INDEX:
        none(args);
        return ops.index(self);
      case Slot.W_LEN:
        none(args);
        // A range is longer than a Java int can say.
        return PyInt.of(self instanceof PyRange r ? r.size() : ops.length(self));
      case Slot.W_CONTAINS:
        return PyBool.of(ops.contains(self, one(args)));
      case Slot.W_GETITEM:
        return ops.getItem(self, one(args));
      case Slot.W_SETITEM:
        count(args, 2);
        ops.setItem(self, args[0], args[1]);
        return PyObject.NONE;
      case Slot.W_DELITEM:
        ops.setItem(self, one(args), null);
        return PyObject.NONE;
      case Slot.W_REPR:
        none(args);
        return ops.repr(self);
      case Slot.W_STR:
        none(args);
        return ops.str(self);
      case Slot.W_HASH:
        none(args);
        return PyInt.of(ops.hash(self));
      case Slot.W_GETATTRIBUTE:
        return getAttribute(ops, self, Abstract.attributeName(one(args)));
      case Slot.W_SETATTR:
        count(args, 2);
        hackCheck(owner, self, "__setattr__");
        ops.setAttribute(self, Abstract.attributeName(args[0]), args[1]);
        return PyObject.NONE;
      case Slot.W_DELATTR:
        hackCheck(owner, self, "__delattr__");
        ops.setAttribute(self, Abstract.attributeName(one(args)), null);
        return PyObject.NONE;
      case Slot.W_ITER:
        none(args);
        return ops.iter(self);
      case Slot.W_NEXT:
        none(args);
        PyObject item = ops.next(self);
        if (item == null) {
          throw Errors.stopIteration(null);
        }
        return item;
      case Slot.W_GET:
        return descrGet(ops, self, args);
      case Slot.W_SET:
        count(args, 2);
        ops.descrSet(self, args[0], args[1]);
        return PyObject.NONE;
      case Slot.W_DELETE:
        ops.descrSet(self, one(args), null);
        return PyObject.NONE;
      case Slot.W_DEL:
        none(args);
        ops.del(self);
        return PyObject.NONE;
      case Slot.W_AWAIT:
        none(args);
        return ops.await(self);
      case Slot.W_AITER:
        none(args);
        return ops.aiter(self);
      case Slot.W_ANEXT:
        none(args);
        return ops.anext(self);
      default:
        throw new IllegalArgumentException("no wrapper " + id);
    }
  }

  private static PyObject binary(PyType owner, int id, PyObject self, PyObject[] args) {
    Ops ops = owner.ops;
    int slot = Slot.slotOfWrapper(id);
    if (slot == Slot.POWER) {
      if (args.length != 1 && args.length != 2) {
        throw Errors.typeError(
            " expected "
                + (args.length > 2 ? "at most 2 arguments" : "at least 1 argument")
                + ", got "
                + args.length);
      }
      PyObject modulo = args.length == 2 ? args[1] : PyObject.NONE;
      return Slot.isReflected(id)
          ? ops.power(args[0], self, modulo)
          : ops.power(self, args[0], modulo);
    }
    boolean concatenates = id == Slot.W_ADD || id == Slot.W_IADD;
    if (!owner.has(slot) && !concatenates && args.length != 1) {
      throw Errors.typeError(" expected 1 argument, got " + args.length);
    }
    PyObject other = one(args);
    if (!owner.has(slot)) {
      return switch (id) {
        case Slot.W_ADD -> ops.concat(self, other);
        case Slot.W_IADD -> ops.inplaceConcat(self, other);
        case Slot.W_IADD + Slot.MULTIPLY -> ops.inplaceRepeat(self, Abstract.repeats(other));
        default -> ops.repeat(self, Abstract.repeats(other));
      };
    }
    return Slot.isReflected(id) ? ops.binary(slot, other, self) : ops.binary(slot, self, other);
  }

  private static PyObject getAttribute(Ops ops, PyObject self, PyStr name) {
    PyObject v = ops.getAttribute(self, name);
    if (v == null) {
      throw self.type.ops.noAttribute(self, name);
    }
    return v;
  }

  private static PyObject descrGet(Ops ops, PyObject self, PyObject[] args) {
    if (args.length != 1 && args.length != 2) {
      throw Errors.typeError(
          " expected "
              + (args.length > 2 ? "at most 2 arguments" : "at least 1 argument")
              + ", got "
              + args.length);
    }
    PyObject obj = args[0] == PyObject.NONE ? null : args[0];
    PyObject owner = args.length < 2 || args[1] == PyObject.NONE ? null : args[1];
    if (obj == null && owner == null) {
      throw Errors.typeError("__get__(None, None) is invalid");
    }
    return ops.descrGet(self, obj, owner);
  }

  /**
   * Keeps {@code object.__setattr__(SomeBuiltinType, …)} from going round {@code type.__setattr__}.
   */
  private static void hackCheck(PyType owner, PyObject self, String what) {
    PyType t = self.type;
    while (t != null && t.isHeap()) {
      t = t.base;
    }
    if (t != null
        && t != owner
        && t.ops.getClass() != owner.ops.getClass()
        && t.isSubtype(PyType.TYPE)) {
      throw Errors.typeError(
          "can't apply this " + what + " to " + self.type.fullName() + " object");
    }
  }

  static void none(PyObject[] args) {
    if (args.length != 0) {
      throw Errors.typeError("expected 0 arguments, got " + args.length);
    }
  }

  static PyObject one(PyObject[] args) {
    count(args, 1);
    return args[0];
  }

  private static void count(PyObject[] args, int n) {
    if (args.length != n) {
      // CPython's parser of two arguments puts a name that is empty here before the words.
      throw Errors.typeError(
          (n == 1 ? "expected 1 argument, got " : " expected " + n + " arguments, got ")
              + args.length);
    }
  }
}
