package dev.dormouse.runtime.modules.ctypes;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Generic;
import dev.dormouse.runtime.objects.Ops;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Getter;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * An argument as a foreign function will get it: what {@code from_param} and {@code byref} make.
 */
@BuiltinType(name = "CArgObject", ops = PyCArg.ArgOps.class)
final class PyCArg extends PyObject {
  static final PyType TYPE =
      PyType.builtin("CArgObject", PyType.OBJECT, new ArgOps(), new PyCArgTable()).in("");

  /** The letter of its type; {@code P} for references. */
  final char code;

  /** The value, in memory of its own; for a reference the address is worked out when it is used. */
  final MemorySegment value;

  /** What must live until the call is over; for a reference, what is referred to. */
  final PyObject object;

  /** Java memory that {@link #value} points to, or null. */
  final Object hidden;

  /** Behind the beginning of {@link #object}; for references only. */
  final long offset;

  private final boolean reference;

  private PyCArg(
      char code, MemorySegment value, PyObject object, Object hidden, long offset, boolean ref) {
    super(TYPE);
    this.code = code;
    this.value = value;
    this.object = object;
    this.hidden = hidden;
    this.offset = offset;
    this.reference = ref;
  }

  /** {@code value} as a simple type; throws what does not fit. */
  static PyCArg of(CType c, PyObject value) {
    MemorySegment memory = PyCData.allocate(16, 16);
    Kept kept =
        c.code == 'P' && !(value instanceof PyInt)
            ? Scalars.set(memory, value instanceof PyStr ? 'Z' : 'z', false, value)
            : Scalars.set(memory, c, value);
    return new PyCArg(c.code, memory, kept.visible(), kept.hidden(), 0, false);
  }

  static PyCArg reference(PyCData object, long offset) {
    return new PyCArg('P', null, object, null, offset, true);
  }

  static PyCArg address(long address, PyObject object) {
    MemorySegment memory = PyCData.allocate(16, 16);
    memory.set(ValueLayout.JAVA_LONG, 0, address);
    return new PyCArg('P', memory, object, null, 0, false);
  }

  boolean isReference() {
    return reference;
  }

  boolean isPointer() {
    return "PzZ".indexOf(code) >= 0;
  }

  @Getter(name = "_obj", member = true, doc = "the wrapped object")
  static PyObject object(PyCArg self) {
    return self.object == null ? NONE : self.object;
  }

  /** An argument's slots. */
  static final class ArgOps extends Ops {
    @Override
    public PyObject repr(PyObject o) {
      PyCArg a = (PyCArg) o;
      if (a.isPointer()) {
        long at =
            a.reference
                ? ((PyCData) a.object).address() + a.offset
                : a.value.get(ValueLayout.JAVA_LONG, 0);
        return PyStr.of("<cparam '" + a.code + "' (0x" + Long.toHexString(at) + ")>");
      }
      String text;
      if ("?gOvu".indexOf(a.code) >= 0) {
        String at = Long.toHexString(Generic.id(o));
        return PyStr.of("<cparam '" + a.code + "' at 0x" + at + ">");
      }
      if (a.code == 'c') {
        int c = a.value.get(ValueLayout.JAVA_BYTE, 0) & 0xff;
        text =
            c >= ' ' && c < 127 && c != '\'' && c != '\\'
                ? "'" + (char) c + "'"
                : "'\\x" + Integer.toHexString(c | 0x100).substring(1) + "'";
      } else {
        text = Abstract.repr(Scalars.get(a.value, a.code, false)).value();
      }
      return PyStr.of("<cparam '" + a.code + "' (" + text + ")>");
    }
  }
}
