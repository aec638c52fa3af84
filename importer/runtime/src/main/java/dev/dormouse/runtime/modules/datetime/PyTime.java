package dev.dormouse.runtime.modules.datetime;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.ArgParser;
import dev.dormouse.runtime.objects.PyBytes;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.ClassMethod;
import dev.dormouse.tables.Method;

/** {@code datetime.time}. */
@BuiltinType(
    name = "time",
    ops = TimeOps.class,
    parts = {ClockAttributes.class},
    doc =
        "time([hour[, minute[, second[, microsecond[, tzinfo]]]]]) --> a time of no day\n\n"
            + "All are ints but tzinfo, which is None or of a subclass of tzinfo.")
final class PyTime extends PyObject implements ClockAttributes.Clock {
  static final PyType TYPE =
      PyType.builtin("time", PyType.OBJECT, new TimeOps(), new PyTimeTable())
          .in("datetime")
          .with(PyType.BASETYPE);

  /** Midnight, whose fields are those that the constructor is not given. */
  static final PyTime MIN = new PyTime(TYPE, 0, 0, 0, 0, NONE, 0);

  static {
    TYPE.add("min", MIN);
    TYPE.add("max", new PyTime(TYPE, 23, 59, 59, 999_999, NONE, 0));
    TYPE.add("resolution", PyTimeDelta.RESOLUTION);
  }

  final int hour;
  final int minute;
  final int second;
  final int microsecond;

  /** None, or of a subclass of tzinfo. */
  final PyObject zone;

  /** 1 for the second of two times that a clock shows when it is set back. */
  final int fold;

  /** -1 until asked for; no object's hash is -1. */
  private long hash = -1;

  PyTime(PyType type, int hour, int minute, int second, int microsecond, PyObject zone, int fold) {
    super(type);
    this.hour = hour;
    this.minute = minute;
    this.second = second;
    this.microsecond = microsecond;
    this.zone = zone;
    this.fold = fold;
  }

  /** Microseconds since midnight. */
  long sinceMidnight() {
    return (hour * 3600 + minute * 60 + second) * 1_000_000L + microsecond;
  }

  PyTimeDelta offset() {
    return Zones.utcOffset(zone, NONE);
  }

  long pythonHash() {
    long h = hash;
    if (h == -1) {
      PyTimeDelta offset = offset();
      h =
          offset == null
              ? Abstract.hash(PyBytes.of(state(false)))
              : PyTimeDelta.normalized(0, 0, sinceMidnight()).minus(offset).pythonHash();
      hash = h;
    }
    return h;
  }

  @Override
  public byte[] state(boolean withFold) {
    return new byte[] {
      (byte) (withFold ? hour | fold << 7 : hour),
      (byte) minute,
      (byte) second,
      (byte) (microsecond >> 16),
      (byte) (microsecond >> 8),
      (byte) microsecond
    };
  }

  @Method(
      signature = "(timespec='auto')",
      doc =
          "The time in ISO 8601, [HH[:MM[:SS[.mmm[uuu]]]]][+HH:MM].\n\n"
              + "timespec says how much of it: 'auto', 'hours', 'minutes', 'seconds',"
              + " 'milliseconds' or 'microseconds'.")
  static String isoformat(PyTime self, PyObject[] args, PyStr[] kwnames) {
    PyObject spec = ArgParser.parse("isoformat", "timespec", 0, 1, 0, args, kwnames)[0];
    StringBuilder out = new StringBuilder(32);
    self.clock(out, Arguments.timespec(spec, 1));
    IsoFormat.offset(out, self.offset(), ":");
    return out.toString();
  }

  private void clock(StringBuilder out, String timespec) {
    IsoFormat.clock(out, hour, minute, second, microsecond, timespec);
  }

  @Method(signature = "(format)", doc = "format -> str in the manner of strftime().")
  static PyObject strftime(PyTime self, PyObject[] args, PyStr[] kwnames) {
    PyObject format = ArgParser.parse("strftime", "format", 0, 1, 1, args, kwnames)[0];
    Arguments.text(format, "strftime", 1);
    PyInt one = PyInt.ONE;
    // A day is needed, and strftime has trouble with those before 1900.
    PyTuple timetuple =
        PyTuple.of(
            PyInt.of(1900),
            one,
            one,
            PyInt.of(self.hour),
            PyInt.of(self.minute),
            PyInt.of(self.second),
            PyInt.ZERO,
            one,
            PyInt.of(-1));
    return IsoFormat.strftime(format, self.microsecond, self.zone, NONE, timetuple);
  }

  @Method(name = "__format__", signature = "(format, /)", doc = "Formats self with strftime.")
  static PyObject format(PyTime self, PyObject[] args, PyStr[] kwnames) {
    return IsoFormat.format(self, args, kwnames);
  }

  @Method(
      signature = "(hour, minute, second, microsecond, tzinfo, *, fold)",
      doc = "The time with other fields.")
  static PyObject replace(PyTime self, PyObject[] args, PyStr[] kwnames) {
    PyObject[] a = ArgParser.parse("replace", TimeOps.NAMES, 0, 5, 0, args, kwnames);
    return TimeOps.make(self.type, a, self);
  }

  @ClassMethod(signature = "(string, /)", doc = "str -> the time that it says in ISO 8601.")
  static PyObject fromisoformat(PyType cls, PyObject string) {
    IsoText t = IsoText.ofTime(string);
    if (cls == TYPE) {
      Calendar.checkClock(t.hour, t.minute, t.second, t.microsecond, 0);
      return new PyTime(cls, t.hour, t.minute, t.second, t.microsecond, t.zone, 0);
    }
    return Abstract.call(
        cls,
        PyInt.of(t.hour),
        PyInt.of(t.minute),
        PyInt.of(t.second),
        PyInt.of(t.microsecond),
        t.zone);
  }

  @Override
  public int hour() {
    return hour;
  }

  @Override
  public int minute() {
    return minute;
  }

  @Override
  public int second() {
    return second;
  }

  @Override
  public int microsecond() {
    return microsecond;
  }

  @Override
  public PyObject zone() {
    return zone;
  }

  @Override
  public int fold() {
    return fold;
  }

  @Override
  public PyObject about() {
    return NONE;
  }
}
