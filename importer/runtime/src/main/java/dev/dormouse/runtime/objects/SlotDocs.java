package dev.dormouse.runtime.objects;

/** Docstrings and signatures of slot wrappers, made on demand from the method's form. */
final class SlotDocs {
  private SlotDocs() {}

  static PyObject doc(int id) {
    String name = Slot.wrapperName(id).value();
    return PyStr.of("Implements the " + name + " special method.");
  }

  static PyObject signature(int id) {
    return switch (id) {
      case Slot.W_CALL, Slot.W_INIT -> PyStr.of("($self, /, *args, **kwargs)");
      case Slot.W_SETATTR -> PyStr.of("($self, name, value, /)");
      case Slot.W_GETATTRIBUTE, Slot.W_DELATTR -> PyStr.of("($self, name, /)");
      case Slot.W_SETITEM -> PyStr.of("($self, key, value, /)");
      case Slot.W_GETITEM, Slot.W_DELITEM, Slot.W_CONTAINS -> PyStr.of("($self, key, /)");
      case Slot.W_GET -> PyStr.of("($self, instance, owner=None, /)");
      case Slot.W_SET -> PyStr.of("($self, instance, value, /)");
      case Slot.W_DELETE -> PyStr.of("($self, instance, /)");
      case 2 * Slot.POWER, 2 * Slot.POWER + 1 -> PyStr.of("($self, value, mod=None, /)");
      default -> {
        boolean unary =
            id >= Slot.W_NEG && id <= Slot.W_LEN
                || id >= Slot.W_REPR && id <= Slot.W_HASH
                || id == Slot.W_ITER
                || id == Slot.W_NEXT
                || id >= Slot.W_DEL;
        yield PyStr.of(unary ? "($self, /)" : "($self, value, /)");
      }
    };
  }
}
