package dev.dormouse.runtime.modules.thread;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.PyFloat;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyObject;

/** The {@code blocking} and {@code timeout} arguments of locks, as nanoseconds to wait. */
final class Timeouts {
  /** Wait as long as it takes. */
  static final long FOREVER = -1;

  private static final long MAX_MICROS = Long.MAX_VALUE / 1000;

  private Timeouts() {}

  /** 0 when not blocking; {@code timeout} may be null. */
  static long nanos(boolean blocking, PyObject timeout) {
    long nanos = timeout == null ? FOREVER : toNanos(timeout);
    boolean given = timeout != null && nanos != -1_000_000_000L;
    if (!blocking) {
      if (given) {
        throw Errors.valueError("can't specify a timeout for a non-blocking call");
      }
      return 0;
    }
    if (!given) {
      return FOREVER;
    }
    if (nanos < 0) {
      throw Errors.valueError("timeout value must be positive");
    }
    if (nanos / 1000 + (nanos % 1000 == 0 ? 0 : 1) > MAX_MICROS) {
      throw Errors.overflowError("timeout value is too large");
    }
    return nanos;
  }

  /** Seconds as nanoseconds, rounded up. */
  private static long toNanos(PyObject timeout) {
    if (timeout instanceof PyFloat f) {
      double d = f.value;
      if (Double.isNaN(d)) {
        throw Errors.valueError("Invalid value NaN (not a number)");
      }
      double nanos = d * 1e9;
      nanos = nanos >= 0 ? Math.ceil(nanos) : Math.floor(nanos);
      if (!(nanos >= -0x1p63 && nanos < 0x1p63)) {
        throw Errors.overflowError("timestamp out of range for platform time_t");
      }
      return (long) nanos;
    }
    PyInt i = Abstract.index(timeout);
    if (i.isBig()) {
      throw tooLarge();
    }
    long seconds = i.longValue();
    if (Math.abs(seconds) > Long.MAX_VALUE / 1_000_000_000L) {
      throw tooLarge();
    }
    return seconds * 1_000_000_000L;
  }

  private static RuntimeException tooLarge() {
    return Errors.overflowError("timestamp too large to convert to C _PyTime_t");
  }
}
