package dev.dormouse.runtime.modules.ctypes;

import dev.dormouse.runtime.modules.posix.Host;
import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.PyBytes;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.runtime.objects.ThreadState;
import dev.dormouse.runtime.os.Libc;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;

/** One call of a foreign function: arguments to C, the call, the result to Python. */
final class ForeignCall {
  static final int PYTHON_API = 4;
  static final int USE_ERRNO = 8;

  /** Arguments of {@link Libc#rawAt}; longer calls, and others than of integers, are linked. */
  private static final int PLAIN_ARGUMENTS = 7;

  private static final int MOST_ARGUMENTS = 1024;

  /** Objects that stand for others, one call's all together, before that is an endless chain. */
  private static final int DEEPEST = 4096;

  /** What an argument is in C: {@code i}, {@code q}, {@code f}, {@code d}, or 0 for a struct. */
  private final char[] codes;

  private final long[] bits;

  /** Structures that are passed by value. */
  private final PyCData[] structs;

  /** What must not be collected before the function has returned. */
  private final List<Object> alive = new ArrayList<>();

  /**
   * Borrowed memory that C works on a copy of, and that copy, in turn; null while there is none.
   */
  private List<MemorySegment> copies;

  private ForeignCall(int n) {
    codes = new char[n];
    bits = new long[n];
    structs = new PyCData[n];
  }

  static PyObject call(PyCFuncPtr function, PyObject[] args) {
    CType parameters = function.parameters();
    PyObject[] converters = parameters.converters;
    long address = function.pointer();
    if (converters != null && converters.length > args.length) {
      int n = converters.length;
      throw Errors.typeError(
          "this function takes at least "
              + n
              + " argument"
              + (n == 1 ? "" : "s")
              + " ("
              + args.length
              + " given)");
    }
    if (args.length > MOST_ARGUMENTS) {
      throw Errors.of(
          ArgumentError.type(),
          "too many arguments (" + args.length + "), maximum is " + MOST_ARGUMENTS);
    }
    ForeignCall call = new ForeignCall(args.length);
    PyObject[] converted = new PyObject[args.length];
    for (int i = 0; i < args.length; i++) {
      try {
        converted[i] =
            converters != null && i < converters.length
                ? Abstract.call(converters[i], args[i])
                : args[i];
        call.argument(i, converted[i]);
      } catch (PyException e) {
        String words;
        try {
          words = Abstract.str(e.value).value();
        } catch (PyException unreadable) {
          words = "???";
        }
        throw Errors.of(
            ArgumentError.type(),
            "argument " + (i + 1) + ": " + e.value.type.name() + ": " + words);
      }
    }
    PyObject result;
    if (InternalFunctions.isInternal(address)) {
      result = InternalFunctions.call(address, converted);
    } else {
      if (address == 0) {
        throw Errors.valueError("attempt to call a NULL function pointer");
      }
      result = call.perform(address, function.ctype().flags, function.result());
    }
    if (function.errcheck != null) {
      result = Abstract.call(function.errcheck, result, function, PyTuple.of(args.clone()));
    }
    return result;
  }

  // arguments

  private void argument(int i, PyObject o) {
    alive.add(o);
    switch (o) {
      case PyCData d -> data(i, d);
      case PyCArg a -> {
        alive.add(a.hidden);
        if (a.isReference()) {
          PyCData target = (PyCData) a.object;
          set(i, 'q', place(target) + a.offset);
        } else {
          simple(i, a.code, a.value);
        }
      }
      case PyInt n -> {
        if (n.isBig() && n.bigValue().bitLength() > 64) {
          throw Errors.overflowError("int too long to convert");
        }
        set(i, 'i', (int) Scalars.mask(n));
      }
      case PyBytes b -> pointer(i, Scalars.terminated(b.value));
      case PyStr s -> pointer(i, Scalars.terminated(s));
      default -> other(i, o);
    }
  }

  private void other(int i, PyObject o) {
    if (o == PyObject.NONE) {
      set(i, 'q', 0);
      return;
    }
    PyObject as = Abstract.getAttributeOrNull(o, MetaMethods.AS_PARAMETER);
    if (as == null) {
      throw Errors.typeError("Don't know how to convert parameter " + (i + 1));
    }
    if (alive.size() > DEEPEST) {
      throw MetaMethods.tooDeep();
    }
    argument(i, as);
  }

  private void data(int i, PyCData d) {
    CType c = d.ctype();
    switch (c.kind) {
      case SIMPLE -> simple(i, c.code, d.memory);
      case ARRAY -> set(i, 'q', place(d));
      case POINTER, FUNCTION -> set(i, 'q', d.pointer());
      case STRUCT, UNION -> {
        codes[i] = 0;
        structs[i] = d;
      }
    }
  }

  private void simple(int i, char code, MemorySegment value) {
    switch (code) {
      case 'f' -> set(i, 'f', Scalars.bits(value, 'i', false));
      case 'd' -> set(i, 'd', Scalars.bits(value, 'q', false));
      case 'g' -> throw Errors.missingFeature("passing long double to foreign functions");
      default -> set(i, Scalars.size(code) == 8 ? 'q' : 'i', Scalars.bits(value, code, false));
    }
  }

  private void pointer(int i, MemorySegment to) {
    alive.add(to);
    set(i, 'q', to.address());
  }

  private void set(int i, char code, long value) {
    codes[i] = code;
    bits[i] = value;
  }

  /** Where C finds the memory of {@code d}: a copy for the time of the call if it was borrowed. */
  private long place(PyCData d) {
    if (d.memory.isNative()) {
      return d.address();
    }
    MemorySegment copy = PyCData.allocate(d.size(), 16);
    copy.copyFrom(d.memory);
    if (copies == null) {
      copies = new ArrayList<>();
    }
    copies.add(d.memory);
    copies.add(copy);
    return copy.address();
  }

  // the call

  private PyObject perform(long address, int flags, CType result) {
    CType type = result.restype == null ? null : CType.of(result.restype);
    Libc libc = Host.os().libc();
    Errno errno = (flags & USE_ERRNO) != 0 ? Errno.current() : null;
    MemorySegment returned = PyCData.allocate(type == null ? 8 : Math.max(type.size, 8), 16);
    boolean plain = isPlain(type);
    ThreadState.Blocking<Void> run =
        () -> {
          if (errno != null) {
            libc.setErrno(errno.value);
          }
          int after;
          if (plain) {
            long[] a = bits;
            int n = a.length;
            long r =
                libc.rawAt(
                    address,
                    n > 0 ? a[0] : 0,
                    n > 1 ? a[1] : 0,
                    n > 2 ? a[2] : 0,
                    n > 3 ? a[3] : 0,
                    n > 4 ? a[4] : 0,
                    n > 5 ? a[5] : 0,
                    n > 6 ? a[6] : 0);
            after = libc.errno();
            returned.set(ValueLayout.JAVA_LONG, 0, r);
          } else {
            after = linked(address, result.restype, type, returned);
          }
          if (errno != null) {
            errno.value = after;
          }
          return null;
        };
    if ((flags & PYTHON_API) != 0) {
      run.run();
    } else {
      ThreadState.current().allowThreads(run);
    }
    for (int i = 0; copies != null && i < copies.size(); i += 2) {
      copies.get(i).copyFrom(copies.get(i + 1));
    }
    java.lang.ref.Reference.reachabilityFence(alive);
    return converted(result, type, returned);
  }

  private boolean isPlain(CType type) {
    if (bits.length > PLAIN_ARGUMENTS) {
      return false;
    }
    for (char code : codes) {
      if (code != 'i' && code != 'q') {
        return false;
      }
    }
    return type == null
        || type.kind == CType.Kind.POINTER
        || type.kind == CType.Kind.FUNCTION
        || type.kind == CType.Kind.SIMPLE && "fdg".indexOf(type.code) < 0;
  }

  private int linked(long address, PyObject restype, CType type, MemorySegment returned) {
    Signature signature = Signature.of(codes, structs, restype == PyObject.NONE ? 'v' : 0, type);
    Object[] values = new Object[codes.length];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          switch (codes[i]) {
            case 'i' -> (int) bits[i];
            case 'f' -> Float.intBitsToFloat((int) bits[i]);
            case 'd' -> Double.longBitsToDouble(bits[i]);
            case 0 -> {
              MemorySegment copy = PyCData.allocate(structs[i].size(), 16);
              copy.copyFrom(structs[i].memory);
              yield copy;
            }
            default -> bits[i];
          };
    }
    try (Arena arena = Arena.ofConfined()) {
      return signature.call(address, arena, values, returned);
    }
  }

  private static PyObject converted(CType result, CType type, MemorySegment returned) {
    PyObject restype = result.restype;
    if (restype == PyObject.NONE) {
      return PyObject.NONE;
    }
    PyObject value;
    if (type == null) {
      value = PyInt.of(returned.get(ValueLayout.JAVA_INT, 0));
      return restype == null ? value : Abstract.call(restype, value);
    }
    PyType cls = (PyType) restype;
    if (CType.readsAsValue(cls, type)) {
      value = Scalars.get(returned, type.code, false);
    } else {
      PyCData made = PyCData.fresh(cls);
      MemorySegment.copy(returned, 0, made.memory, 0, type.size);
      value = made;
    }
    return result.checker == null ? value : Abstract.call(result.checker, value);
  }
}
