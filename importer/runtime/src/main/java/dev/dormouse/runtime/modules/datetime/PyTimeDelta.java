package dev.dormouse.runtime.modules.datetime;

import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Numbers;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Getter;
import dev.dormouse.tables.Method;
import java.math.BigInteger;

/** {@code datetime.timedelta}. */
@BuiltinType(
    name = "timedelta",
    ops = TimeDeltaOps.class,
    doc =
        "The time between two moments.\n\n"
            + "timedelta(days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0,"
            + " weeks=0)\n\n"
            + "Each may be an int or a float of either sign; they are added up.")
final class PyTimeDelta extends PyObject implements Comparable<PyTimeDelta> {
  static final PyType TYPE =
      PyType.builtin("timedelta", PyType.OBJECT, new TimeDeltaOps(), new PyTimeDeltaTable())
          .in("datetime")
          .with(PyType.BASETYPE);

  static final int MAX_DAYS = 999_999_999;
  static final long DAY = 86_400_000_000L;
  private static final BigInteger BIG_DAY = BigInteger.valueOf(DAY);

  static final PyTimeDelta ZERO = new PyTimeDelta(TYPE, 0, 0, 0);
  static final PyTimeDelta RESOLUTION = new PyTimeDelta(TYPE, 0, 0, 1);

  static {
    TYPE.add("resolution", RESOLUTION);
    TYPE.add("min", new PyTimeDelta(TYPE, -MAX_DAYS, 0, 0));
    TYPE.add("max", new PyTimeDelta(TYPE, MAX_DAYS, 86399, 999_999));
  }

  final int days;

  /** 0 to 86399. */
  final int seconds;

  /** 0 to 999999. */
  final int microseconds;

  /** -1 until asked for; no object's hash is -1. */
  private long hash = -1;

  /** Of fields that are in their ranges. */
  PyTimeDelta(PyType type, int days, int seconds, int microseconds) {
    super(type);
    this.days = days;
    this.seconds = seconds;
    this.microseconds = microseconds;
  }

  /** A plain timedelta; seconds and microseconds carry over into what is above them. */
  static PyTimeDelta normalized(long days, long seconds, long microseconds) {
    return normalized(TYPE, days, seconds, microseconds);
  }

  /** As above; days and seconds must be small enough for their sum to be a long. */
  static PyTimeDelta normalized(PyType type, long days, long seconds, long microseconds) {
    seconds += Math.floorDiv(microseconds, 1_000_000L);
    days += Math.floorDiv(seconds, 86_400L);
    if (days != (int) days) {
      throw Errors.overflowError("Python int too large to convert to C int");
    }
    if (days < -MAX_DAYS || days > MAX_DAYS) {
      throw Errors.overflowError("days=" + days + "; must have magnitude <= " + MAX_DAYS);
    }
    return new PyTimeDelta(
        type,
        (int) days,
        (int) Math.floorMod(seconds, 86_400L),
        (int) Math.floorMod(microseconds, 1_000_000L));
  }

  static PyTimeDelta ofMicroseconds(PyType type, BigInteger total) {
    if (total.bitLength() < 64) {
      return normalized(type, 0, 0, total.longValue());
    }
    BigInteger[] parts = total.divideAndRemainder(BIG_DAY);
    if (parts[0].bitLength() > 40) {
      throw Errors.overflowError("Python int too large to convert to C int");
    }
    return normalized(type, parts[0].longValue(), 0, parts[1].longValue());
  }

  /** Whether {@link #small} holds the whole. */
  boolean isSmall() {
    return days > -100_000_000 && days < 100_000_000;
  }

  /** All of it in microseconds, if it {@link #isSmall}. */
  long small() {
    return days * DAY + seconds * 1_000_000L + microseconds;
  }

  BigInteger total() {
    if (isSmall()) {
      return BigInteger.valueOf(small());
    }
    return BigInteger.valueOf(days)
        .multiply(BIG_DAY)
        .add(BigInteger.valueOf(seconds * 1_000_000L + microseconds));
  }

  PyInt totalObject() {
    return isSmall() ? PyInt.of(small()) : PyInt.of(total());
  }

  boolean isZero() {
    return (days | seconds | microseconds) == 0;
  }

  PyTimeDelta negated() {
    return normalized(-(long) days, -seconds, -microseconds);
  }

  PyTimeDelta plus(PyTimeDelta d) {
    return normalized(
        (long) days + d.days, (long) seconds + d.seconds, (long) microseconds + d.microseconds);
  }

  PyTimeDelta minus(PyTimeDelta d) {
    return normalized(
        (long) days - d.days, (long) seconds - d.seconds, (long) microseconds - d.microseconds);
  }

  @Override
  public int compareTo(PyTimeDelta d) {
    int c = Integer.compare(days, d.days);
    if (c == 0) {
      c = Integer.compare(seconds, d.seconds);
    }
    return c != 0 ? c : Integer.compare(microseconds, d.microseconds);
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof PyTimeDelta d && compareTo(d) == 0;
  }

  @Override
  public int hashCode() {
    return (days * 31 + seconds) * 31 + microseconds;
  }

  PyTuple state() {
    return PyTuple.of(PyInt.of(days), PyInt.of(seconds), PyInt.of(microseconds));
  }

  long pythonHash() {
    long h = hash;
    if (h == -1) {
      h = hash = PyTuple.TYPE.ops.hash(state());
    }
    return h;
  }

  @Getter(member = true, doc = "The whole days, rounded down.")
  static int days(PyTimeDelta self) {
    return self.days;
  }

  @Getter(member = true, doc = "The seconds beyond the days, 0 to 86399.")
  static int seconds(PyTimeDelta self) {
    return self.seconds;
  }

  @Getter(member = true, doc = "The microseconds beyond the seconds, 0 to 999999.")
  static int microseconds(PyTimeDelta self) {
    return self.microseconds;
  }

  @Method(doc = "All of it in seconds.")
  static PyObject total_seconds(PyTimeDelta self) {
    return Numbers.trueDivide(self.totalObject(), PyInt.of(1_000_000));
  }

  @Method(name = "__reduce__", doc = "__reduce__() -> (cls, state)")
  static PyObject reduce(PyTimeDelta self) {
    return PyTuple.of(self.type, self.state());
  }
}
