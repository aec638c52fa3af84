package dev.dormouse.runtime.modules.ctypes;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Generic;
import dev.dormouse.runtime.objects.Interpreter;
import dev.dormouse.runtime.objects.PyBytes;
import dev.dormouse.runtime.objects.PyDict;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyModule;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.objects.PyType;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * The functions that CPython's module has in C and the library calls by address. Here they are
 * Java's; their addresses are memory that is nobody's, so that no function can be there.
 */
final class InternalFunctions {
  private static final int COUNT = 3;
  private static final int CAST = 0;
  private static final int STRING_AT = 1;

  /** Process-wide: three bytes whose addresses are the names. */
  private static final MemorySegment PLACES = PyCData.allocate(COUNT, 1);

  private InternalFunctions() {}

  static PyInt cast() {
    return PyInt.of(PLACES.address() + CAST);
  }

  static PyInt stringAt() {
    return PyInt.of(PLACES.address() + STRING_AT);
  }

  static PyInt wideStringAt() {
    return PyInt.of(PLACES.address() + STRING_AT + 1);
  }

  static boolean isInternal(long address) {
    return address >= PLACES.address() && address < PLACES.address() + COUNT;
  }

  /**
   * Called for each function made of an address. When the library makes its cast(), its module is
   * nearly done, and {@code ctypes.pythonapi} is taken out of it: there is no C API of Python here.
   * Programs look for the name, since other Pythons do not have it either, and not for what would
   * be missing in it.
   */
  static void made(long address) {
    if (address == PLACES.address() + CAST
        && Interpreter.current().modules.get("ctypes") instanceof PyModule m) {
      m.dict().remove(PyStr.interned("pythonapi"));
    }
  }

  static PyObject call(long address, PyObject[] args) {
    int which = (int) (address - PLACES.address());
    if (which == CAST) {
      return cast(pointer(args[0]), object(args[1]), object(args[2]));
    }
    long from = pointer(args[0]);
    long size = number(args[1]);
    Interpreter.current();
    if (which == STRING_AT) {
      return PyBytes.of(
          size == -1
              ? Scalars.cString(from)
              : PyCData.at(from, size).toArray(ValueLayout.JAVA_BYTE));
    }
    return PyStr.of(Scalars.wideString(from, size));
  }

  /** What {@code c_void_p.from_param} let through, as an address. */
  private static long pointer(PyObject o) {
    if (o == PyObject.NONE) {
      return 0;
    }
    if (o instanceof PyCArg a) {
      return a.isReference()
          ? ((PyCData) a.object).address() + a.offset
          : a.value.get(ValueLayout.JAVA_LONG, 0);
    }
    PyCData d = (PyCData) o;
    return d.ctype().kind == CType.Kind.ARRAY ? d.address() : d.pointer();
  }

  private static PyObject object(PyObject o) {
    return o instanceof PyCArg a
        ? Scalars.get(a.value, 'O', false)
        : Scalars.get(((PyCData) o).memory, 'O', false);
  }

  private static long number(PyObject o) {
    return o instanceof PyCArg a
        ? a.value.get(ValueLayout.JAVA_INT, 0)
        : ((PyCData) o).memory.get(ValueLayout.JAVA_INT_UNALIGNED, 0);
  }

  private static PyObject cast(long address, PyObject source, PyObject type) {
    CType c = CType.of(type);
    boolean pointer =
        c != null
            && (c.kind == CType.Kind.POINTER
                || c.kind == CType.Kind.FUNCTION
                || c.kind == CType.Kind.SIMPLE && "sPzUZXO".indexOf(c.code) >= 0);
    if (!pointer) {
      throw Errors.typeError(
          "cast() argument 2 must be a pointer type, not "
              + (type instanceof PyType t ? t.name() : Abstract.repr(type).value()));
    }
    PyCData result = PyCData.fresh((PyType) type);
    result.setPointer(address);
    if (source instanceof PyCData d) {
      // Both keep each other's: what one of them points to may be what the other was given.
      PyObject kept = d.kept();
      PyDict both = kept instanceof PyDict k ? k : new PyDict();
      both.put(PyInt.of(Generic.id(d)), d);
      result.objects = kept instanceof PyDict ? kept : both;
      if (!(kept instanceof PyDict) && kept != PyObject.NONE) {
        both.put(PyStr.of("cast"), PyTuple.of(kept));
      }
    }
    if (source != PyObject.NONE) {
      result.keep(-1, new Kept(PyObject.NONE, source));
    }
    return result;
  }
}
