package dev.dormouse.runtime.modules.ctypes;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Buffer;
import dev.dormouse.runtime.objects.Bytes;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyMemoryView;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.runtime.objects.Slot;
import dev.dormouse.tables.Method;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** The methods that all metaclasses of C data have: other ways to make instances, and arguments. */
final class MetaMethods {
  private MetaMethods() {}

  static final PyStr AS_PARAMETER = PyStr.interned("_as_parameter_");

  @Method(name = "from_address", signature = "(integer, /)", doc = "C data at an address.")
  static PyObject fromAddress(PyType self, PyObject integer) {
    if (!(integer instanceof PyInt n)) {
      throw Errors.typeError("integer expected");
    }
    CType c = CType.require(self);
    return PyCData.part(self, null, 0, PyCData.at(Scalars.mask(n), c.size));
  }

  @Method(
      name = "from_buffer",
      signature = "(object, offset=0, /)",
      doc = "C data in the memory of a writable buffer.")
  static PyObject fromBuffer(PyType self, PyObject object, long offset) {
    CType c = CType.require(self);
    if (!object.type.has(Slot.BUFFER)) {
      throw Errors.typeError("a bytes-like object is required, not '" + object.type.name() + "'");
    }
    PyCData made;
    if (object instanceof PyCData source && source.lent == null) {
      // Its own buffer would be a copy.
      checkOffset(source.size(), c, offset);
      made = PyCData.part(self, null, 0, source.memory.asSlice(offset, c.size));
      made.keep(-1, new Kept(object, source));
      return made;
    }
    if (object instanceof PyMemoryView m && !m.isContiguous()) {
      throw Errors.typeError("underlying buffer is not C contiguous");
    }
    Buffer buffer = object.type.ops.getBuffer(object, 0);
    try {
      if (buffer.readonly) {
        throw Errors.typeError("underlying buffer is not writable");
      }
      checkOffset(buffer.length, c, offset);
    } catch (PyException e) {
      buffer.release();
      throw e;
    }
    MemorySegment memory =
        MemorySegment.ofArray(buffer.bytes).asSlice(buffer.offset + offset, c.size);
    made = PyCData.part(self, null, 0, memory);
    made.lent = buffer;
    made.keep(-1, new Kept(object, object));
    return made;
  }

  private static void checkOffset(long available, CType c, long offset) {
    if (offset < 0) {
      throw Errors.valueError("offset cannot be negative");
    }
    if (c.size > available - offset) {
      throw Errors.valueError(
          "Buffer size too small ("
              + available
              + " instead of at least "
              + (c.size + offset)
              + " bytes)");
    }
  }

  @Method(
      name = "from_buffer_copy",
      signature = "(object, offset=0, /)",
      doc = "C data with a copy of a buffer.")
  static PyObject fromBufferCopy(PyType self, PyObject object, long offset) {
    CType c = CType.require(self);
    byte[] b = Bytes.of(object);
    checkOffset(b.length, c, offset);
    PyCData made = PyCData.fresh(self);
    MemorySegment.copy(b, (int) offset, made.memory, ValueLayout.JAVA_BYTE, 0, (int) c.size);
    return made;
  }

  @Method(
      name = "in_dll",
      signature = "(library, name, /)",
      doc = "C data that a library exports under a name.")
  static PyObject inDll(PyType self, PyObject library, String name) {
    long handle = Libraries.handle(library);
    long address = Libraries.symbol(handle, name);
    if (address == 0) {
      throw Errors.valueError(Libraries.error());
    }
    return PyCData.part(self, null, 0, PyCData.at(address, CType.require(self).size));
  }

  @Method(
      name = "from_param",
      signature = "(object, /)",
      doc = "What a foreign function gets for an argument of this type.")
  static PyObject fromParameter(PyType self, PyObject given) {
    PyObject value = given;
    for (int depth = 0; depth < DEEPEST; depth++) {
      PyObject made = parameterOrNull(self, value);
      if (made != null) {
        return made;
      }
      // It knows something that can be passed for it.
      value = Abstract.getAttribute(value, AS_PARAMETER);
    }
    throw tooDeep();
  }

  private static final int DEEPEST = 1000;

  static PyException tooDeep() {
    return Errors.recursionError(
        "maximum recursion depth exceeded while processing _as_parameter_");
  }

  /**
   * The argument for {@code value}; null if it has {@code _as_parameter_}, which is to be asked.
   */
  private static PyObject parameterOrNull(PyType self, PyObject value) {
    CType c = CType.require(self);
    if (c.kind == CType.Kind.SIMPLE) {
      return simple(self, c, value);
    }
    if (c.kind == CType.Kind.POINTER) {
      if (value == PyObject.NONE) {
        return value;
      }
      if (c.item != null && Abstract.isInstance(value, c.item)) {
        return PyCArg.reference((PyCData) value, 0);
      }
      if (value instanceof PyCData d && c.item != null) {
        CType given = d.ctype();
        if (given.isPointerLike() && given.item != null && given.item.isSubtype(c.item)) {
          return value;
        }
      }
    }
    if (value.type.isSubtype(self)) {
      return value;
    }
    if (value instanceof PyCArg a) {
      if (c.item != null && a.object instanceof PyCData d && d.type.isSubtype(c.item)) {
        return value;
      }
      throw Errors.typeError(
          "expected "
              + self.name()
              + " instance instead of pointer to "
              + (a.object == null ? "NULL" : a.object.type.name()));
    }
    if (Abstract.getAttributeOrNull(value, AS_PARAMETER) != null) {
      return null;
    }
    throw Errors.typeError("expected " + self.name() + " instance instead of " + value.type.name());
  }

  private static PyObject simple(PyType self, CType c, PyObject value) {
    if (c.code == 'z' || c.code == 'Z' || c.code == 'P') {
      return pointer(self, c, value);
    }
    if (value.type.isSubtype(self)) {
      return value;
    }
    PyException wrong;
    try {
      return PyCArg.of(c, value);
    } catch (PyException e) {
      wrong = e;
    }
    if (Abstract.getAttributeOrNull(value, AS_PARAMETER) != null) {
      return null;
    }
    throw c.code == '?' ? wrong : Errors.typeError("wrong type");
  }

  /** Whether a letter is what a pointer of another letter's type points to. */
  private static boolean pointsTo(PyType item, char pointer) {
    CType c = CType.of(item);
    return c != null && c.kind == CType.Kind.SIMPLE && c.code == (pointer == 'z' ? 'c' : 'u');
  }

  private static PyObject pointer(PyType self, CType c, PyObject value) {
    if (value == PyObject.NONE) {
      return value;
    }
    boolean text = value instanceof PyStr;
    boolean bytes = value instanceof dev.dormouse.runtime.objects.PyBytes;
    if (c.code == 'P' ? text || bytes || value instanceof PyInt : c.code == 'Z' ? text : bytes) {
      return PyCArg.of(c, value);
    }
    if (value.type.isSubtype(self)) {
      return value;
    }
    if (value instanceof PyCData d && CType.of(d.type) != null) {
      CType given = d.ctype();
      if (given.isPointerLike() && (c.code == 'P' || pointsTo(given.item, c.code))) {
        return value;
      }
      if (c.code == 'P' && given.kind == CType.Kind.FUNCTION) {
        return PyCArg.address(((PyCFuncPtr) d).pointer(), d);
      }
      if (c.code == 'P' && given.kind == CType.Kind.SIMPLE && "zZ".indexOf(given.code) >= 0) {
        return PyCArg.address(d.pointer(), d);
      }
    }
    if (value instanceof PyCArg a
        && (c.code == 'P'
            ? a.isPointer()
            : a.object instanceof PyCData d && pointsTo(d.type, c.code))) {
      return value;
    }
    if (Abstract.getAttributeOrNull(value, AS_PARAMETER) != null) {
      return null;
    }
    throw Errors.typeError("wrong type");
  }
}
