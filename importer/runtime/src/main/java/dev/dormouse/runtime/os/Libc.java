package dev.dormouse.runtime.os;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * libc through the foreign-function API: any function whose arguments are integers or pointers.
 *
 * <p>There is one downcall shape, seven longs to a long, for all functions. The Linux calling
 * conventions of x86-64 and aarch64 pass integers and pointers alike, in six (eight) registers and
 * then on the stack, and let a callee ignore those it does not take, variadic functions included,
 * so the 20–30 ms that linking a shape costs in a fresh JVM are paid once and not per signature. (A
 * method handle per function was measured and rejected for that.) The price: a result of C type
 * {@code int} must be narrowed by the caller, which {@link #call} does.
 *
 * <p>Only {@link Os#libc()} makes one.
 */
public final class Libc {
  /** All of memory, for reading and writing at plain addresses. */
  private static final MemorySegment MEMORY = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);

  private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED;
  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED;
  private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED;

  /** In a holder so that {@link MethodHandle#invokeExact} sees a constant. */
  private static final class Downcall {
    static final Linker LINKER = Linker.nativeLinker();
    static final StructLayout STATE = Linker.Option.captureStateLayout();
    static final long ERRNO_OFFSET =
        STATE.byteOffset(StructLayout.PathElement.groupElement("errno"));
    static final MethodHandle CALL =
        LINKER.downcallHandle(
            FunctionDescriptor.of(
                ValueLayout.JAVA_LONG,
                ValueLayout.JAVA_LONG,
                ValueLayout.JAVA_LONG,
                ValueLayout.JAVA_LONG,
                ValueLayout.JAVA_LONG,
                ValueLayout.JAVA_LONG,
                ValueLayout.JAVA_LONG,
                ValueLayout.JAVA_LONG),
            Linker.Option.captureCallState("errno"));

    private Downcall() {}
  }

  private final ConcurrentHashMap<String, MemorySegment> functions = new ConcurrentHashMap<>();
  private final ThreadLocal<Mem> scratch = ThreadLocal.withInitial(() -> new Mem(this));

  Libc() {}

  /** True if this libc has the function. */
  public boolean has(String function) {
    return Downcall.LINKER.defaultLookup().find(function).isPresent();
  }

  private MemorySegment function(String name) {
    MemorySegment address = functions.get(name);
    if (address == null) {
      Optional<MemorySegment> found = Downcall.LINKER.defaultLookup().find(name);
      if (found.isEmpty()) {
        throw new OsError(Errno.ENOSYS, name);
      }
      address = found.get();
      functions.put(name, address);
    }
    return address;
  }

  /** The address of a function, for libc calls that take one. */
  public long address(String function) {
    return function(function).address();
  }

  /**
   * This thread's scratch memory; what is taken from it is released when the returned frame is
   * closed.
   */
  public Mem.Frame frame() {
    return scratch.get().push();
  }

  /**
   * Calls a function and returns all 64 bits of its result; {@link #errno} then says why it failed,
   * if it did.
   */
  public long raw(String name, long a, long b, long c, long d, long e, long f) {
    return raw(name, a, b, c, d, e, f, 0);
  }

  public long rawAt(long function, long a, long b) {
    return rawAt(function, a, b, 0, 0, 0, 0, 0);
  }

  /** As {@link #raw} for a function of another library, by its address. */
  public long rawAt(long function, long a, long b, long c, long d, long e, long f, long g) {
    try {
      return (long)
          Downcall.CALL.invokeExact(
              MemorySegment.ofAddress(function), scratch.get().state, a, b, c, d, e, f, g);
    } catch (RuntimeException | Error failure) {
      throw failure;
    } catch (Throwable impossible) {
      throw new AssertionError(impossible);
    }
  }

  /** As above for the few functions with seven arguments. */
  public long raw(String name, long a, long b, long c, long d, long e, long f, long g) {
    try {
      return (long)
          Downcall.CALL.invokeExact(function(name), scratch.get().state, a, b, c, d, e, f, g);
    } catch (RuntimeException | Error failure) {
      throw failure;
    } catch (Throwable impossible) {
      throw new AssertionError(impossible);
    }
  }

  /** errno after this thread's last call; meaningful only if that call failed. */
  public int errno() {
    return scratch.get().state.get(ValueLayout.JAVA_INT, Downcall.ERRNO_OFFSET);
  }

  /** Calls a function that returns {@code int}; -1 comes back as {@code -errno}. */
  public int call(String name, long a, long b, long c, long d, long e, long f) {
    int result = (int) raw(name, a, b, c, d, e, f);
    return result == -1 ? -errno() : result;
  }

  public int call(String name, long a, long b, long c, long d) {
    return call(name, a, b, c, d, 0, 0);
  }

  public int call(String name, long a, long b, long c) {
    return call(name, a, b, c, 0, 0, 0);
  }

  public int call(String name, long a, long b) {
    return call(name, a, b, 0, 0, 0, 0);
  }

  public int call(String name, long a) {
    return call(name, a, 0, 0, 0, 0, 0);
  }

  public int call(String name) {
    return call(name, 0, 0, 0, 0, 0, 0);
  }

  /**
   * Calls a function that returns a 64-bit number ({@code ssize_t}, {@code off_t}); -1 comes back
   * as {@code -errno}.
   */
  public long callLong(String name, long a, long b, long c, long d, long e, long f) {
    long result = raw(name, a, b, c, d, e, f);
    return result == -1 ? -errno() : result;
  }

  /**
   * Calls a function that returns a pointer; 0 comes back as {@code -errno}, which no pointer is.
   */
  public long callPointer(String name, long a, long b, long c, long d) {
    long result = raw(name, a, b, c, d, 0, 0);
    return result == 0 ? -errno() : result;
  }

  /**
   * Clears this thread's C errno, for functions whose error value is also a result ({@code
   * sysconf}). The JVM does not touch errno between two calls of one thread except when it runs
   * into a signal or a safepoint's own failure, which would at worst turn a rare -1 into an error.
   */
  public void clearErrno() {
    setErrno(0);
  }

  /** As {@link #clearErrno}, to another value. */
  public void setErrno(int value) {
    setInt(raw("__errno_location", 0, 0, 0, 0, 0, 0), value);
  }

  /** Throws for a result of {@link #call} and its siblings that is {@code -errno}. */
  public static long check(long result) {
    if (result < 0) {
      throw new OsError((int) -result);
    }
    return result;
  }

  public byte getByte(long address) {
    return MEMORY.get(ValueLayout.JAVA_BYTE, address);
  }

  public int getShort(long address) {
    return MEMORY.get(SHORT, address) & 0xFFFF;
  }

  public int getInt(long address) {
    return MEMORY.get(INT, address);
  }

  public long getUnsignedInt(long address) {
    return MEMORY.get(INT, address) & 0xFFFF_FFFFL;
  }

  public long getLong(long address) {
    return MEMORY.get(LONG, address);
  }

  public void setByte(long address, int value) {
    MEMORY.set(ValueLayout.JAVA_BYTE, address, (byte) value);
  }

  public void setShort(long address, int value) {
    MEMORY.set(SHORT, address, (short) value);
  }

  public void setInt(long address, int value) {
    MEMORY.set(INT, address, value);
  }

  public void setLong(long address, long value) {
    MEMORY.set(LONG, address, value);
  }

  public void get(long address, byte[] into, int offset, int length) {
    MemorySegment.copy(MEMORY, ValueLayout.JAVA_BYTE, address, into, offset, length);
  }

  public void set(long address, byte[] from, int offset, int length) {
    MemorySegment.copy(from, offset, MEMORY, ValueLayout.JAVA_BYTE, address, length);
  }

  /** A copy of memory. */
  public byte[] bytes(long address, int length) {
    byte[] copy = new byte[length];
    get(address, copy, 0, length);
    return copy;
  }

  /** A zero-terminated string's bytes. */
  public byte[] cString(long address) {
    int length = 0;
    while (MEMORY.get(ValueLayout.JAVA_BYTE, address + length) != 0) {
      length++;
    }
    return bytes(address, length);
  }

  /** Memory that lives until {@link #free}. */
  public long malloc(long size) {
    long address = raw("malloc", Math.max(size, 1), 0, 0, 0, 0, 0);
    if (address == 0) {
      throw new OsError(Errno.ENOMEM);
    }
    return address;
  }

  public void free(long address) {
    raw("free", address, 0, 0, 0, 0, 0);
  }

  /** Zeroes memory. */
  public void clear(long address, long length) {
    MEMORY.asSlice(address, length).fill((byte) 0);
  }

  /**
   * A stack of native memory, one per thread: most calls need a path or a struct, and malloc is a
   * downcall itself.
   */
  public static final class Mem {
    private static final int SIZE = 1 << 16;

    private final Libc libc;
    final MemorySegment state;

    /** Freed by the collector with this object, hence with its thread. */
    private final MemorySegment stack;

    private final long base;
    private long top;

    Mem(Libc libc) {
      this.libc = libc;
      Arena arena = Arena.ofAuto();
      this.state = arena.allocate(Downcall.STATE);
      this.stack = arena.allocate(SIZE, 16);
      this.base = stack.address();
      this.top = base;
    }

    Frame push() {
      return new Frame(this);
    }

    /** What one call needs, released together. */
    public static final class Frame implements AutoCloseable {
      private final Mem mem;
      private final long mark;

      /** Blocks too large for the stack; null while there are none. */
      private ArrayList<Long> large;

      private Frame(Mem mem) {
        this.mem = mem;
        this.mark = mem.top;
      }

      /** Zeroed memory, 16-byte aligned. */
      public long take(long size) {
        long address = takeDirty(size);
        mem.libc.clear(address, size);
        return address;
      }

      /** Memory with whatever was in it, for buffers that a call fills. */
      public long takeDirty(long size) {
        long rounded = size + 15 & -16;
        if (rounded <= mem.base + SIZE - mem.top) {
          long address = mem.top;
          mem.top += rounded;
          return address;
        }
        long address = mem.libc.malloc(rounded);
        if (large == null) {
          large = new ArrayList<>();
        }
        large.add(address);
        return address;
      }

      /** Copies bytes. */
      public long bytes(byte[] bytes, int offset, int length) {
        long address = takeDirty(length);
        mem.libc.set(address, bytes, offset, length);
        return address;
      }

      /** Copies bytes and ends them with a zero. */
      public long cString(byte[] bytes) {
        long address = take(bytes.length + 1L);
        mem.libc.set(address, bytes, 0, bytes.length);
        return address;
      }

      /** A path in the file system encoding, zero-terminated. */
      public long path(String path) {
        return cString(FsEncoding.encode(path));
      }

      /** A null-terminated array of zero-terminated strings, as execve takes it. */
      public long strings(byte[][] strings) {
        long array = take(8L * (strings.length + 1));
        for (int i = 0; i < strings.length; i++) {
          mem.libc.setLong(array + 8L * i, cString(strings[i]));
        }
        return array;
      }

      @Override
      public void close() {
        mem.top = mark;
        if (large != null) {
          for (long address : large) {
            mem.libc.free(address);
          }
          large = null;
        }
      }
    }
  }
}
