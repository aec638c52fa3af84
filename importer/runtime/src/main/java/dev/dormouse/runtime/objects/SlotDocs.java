package dev.dormouse.runtime.objects;

/** Docstrings and signatures of slot wrappers: CPython's {@code slotdefs}. Made on demand. */
final class SlotDocs {
  /** One line for each wrapper, in the order of their ids; empty for none. */
  private static final String DOCS =
      """
      Return self+value.
      Return value+self.
      Return self-value.
      Return value-self.
      Return self*value.
      Return value*self.
      Return self%value.
      Return value%self.
      Return self/value.
      Return value/self.
      Return self//value.
      Return value//self.
      Return self<<value.
      Return value<<self.
      Return self>>value.
      Return value>>self.
      Return self&value.
      Return value&self.
      Return self^value.
      Return value^self.
      Return self|value.
      Return value|self.
      Return self@value.
      Return value@self.
      Return pow(self, value, mod).
      Return pow(value, self, mod).
      Implement self+=value.
      Return self-=value.
      Implement self*=value.
      Return self%=value.
      Return self/=value.
      Return self//=value.
      Return self<<=value.
      Return self>>=value.
      Return self&=value.
      Return self^=value.
      Return self|=value.
      Return self@=value.
      Return self**=value.
      Return divmod(self, value).
      Return divmod(value, self).
      -self
      +self
      abs(self)
      ~self
      True if self else False
      int(self)
      float(self)
      Return self converted to an integer, if self is suitable for use as an index into a list.
      Return len(self).
      Return key in self.
      Return self[key].
      Set self[key] to value.
      Delete self[key].
      Return repr(self).
      Return str(self).
      Return hash(self).
      Call self as a function.
      Return getattr(self, name).

      Implement setattr(self, name, value).
      Implement delattr(self, name).
      Return self<value.
      Return self<=value.
      Return self==value.
      Return self!=value.
      Return self>value.
      Return self>=value.
      Implement iter(self).
      Implement next(self).
      Return an attribute of instance, which is of type owner.
      Set an attribute of instance to value.
      Delete an attribute of instance.
      Initialize self.  See help(type(self)) for accurate signature.

      Return an iterator to be used in await expression.
      Return an awaitable, that resolves in asynchronous iterator.
      Return a value or raise StopAsyncIteration.
      """;

  private SlotDocs() {}

  static PyObject doc(int id) {
    int start = 0;
    for (int i = 0; i < id; i++) {
      start = DOCS.indexOf('\n', start) + 1;
    }
    int end = DOCS.indexOf('\n', start);
    return start == end ? PyObject.NONE : PyStr.of(DOCS.substring(start, end));
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
