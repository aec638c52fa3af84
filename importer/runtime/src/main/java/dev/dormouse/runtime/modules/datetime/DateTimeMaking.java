package dev.dormouse.runtime.modules.datetime;

import dev.dormouse.runtime.modules.posix.Host;
import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.ArgParser;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Interpreter;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyFloat;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.runtime.os.Tm;
import dev.dormouse.tables.ClassMethod;

/** The class methods of {@code datetime}: its other constructors. */
final class DateTimeMaking {
  private DateTimeMaking() {}

  @ClassMethod(
      signature = "(tz=None)",
      doc = "The present as a datetime, in the time of a zone or in local time.")
  static PyObject now(PyType cls, PyObject tz) {
    PyObject zone = Zones.check(tz);
    long nanos = Host.os().clock().wall();
    return inZone(
        cls,
        Math.floorDiv(nanos, 1_000_000_000L),
        (int) (Math.floorMod(nanos, 1_000_000_000L) / 1000),
        zone);
  }

  @ClassMethod(doc = "The present in UTC, without tzinfo.")
  static PyObject utcnow(PyType cls) {
    long nanos = Host.os().clock().wall();
    return inUtc(
        cls,
        Math.floorDiv(nanos, 1_000_000_000L),
        (int) (Math.floorMod(nanos, 1_000_000_000L) / 1000),
        PyObject.NONE);
  }

  @ClassMethod(
      signature = "(timestamp, tz=None)",
      doc = "timestamp[, tz] -> the moment of a POSIX timestamp in the time of a zone.")
  static PyObject fromtimestamp(PyType cls, PyObject[] args, PyStr[] kwnames) {
    PyObject[] a = ArgParser.parse("fromtimestamp", "timestamp\0tz", 0, 2, 1, args, kwnames);
    PyObject zone = Zones.check(a[1]);
    long seconds = seconds(a[0]);
    int microsecond = microsecond(a[0]);
    return inZone(cls, seconds + microsecond / 1_000_000, microsecond % 1_000_000, zone);
  }

  @ClassMethod(
      signature = "(timestamp, /)",
      doc = "The moment of a POSIX timestamp in UTC, without tzinfo.")
  static PyObject utcfromtimestamp(PyType cls, PyObject[] args, PyStr[] kwnames) {
    Arguments.count("utcfromtimestamp", 1, args, kwnames);
    long seconds = seconds(args[0]);
    int microsecond = microsecond(args[0]);
    return inUtc(cls, seconds + microsecond / 1_000_000, microsecond % 1_000_000, PyObject.NONE);
  }

  private static long seconds(PyObject timestamp) {
    return timestamp instanceof PyFloat f
        ? LocalTime.seconds(Math.floor(f.value))
        : LocalTime.integer(timestamp);
  }

  /** Of the second below a timestamp, 0 to a whole million, rounded half to even. */
  private static int microsecond(PyObject timestamp) {
    if (!(timestamp instanceof PyFloat f)) {
      return 0;
    }
    // The fraction toward zero is exact, that from the second below a negative time may not be.
    double whole = f.value < 0 ? Math.ceil(f.value) : Math.floor(f.value);
    int us = (int) Math.rint((f.value - whole) * 1e6);
    return whole == Math.floor(f.value) ? us : us + 1_000_000;
  }

  private static PyObject inZone(PyType cls, long seconds, int microsecond, PyObject zone) {
    if (zone != PyObject.NONE) {
      return Zones.fromUtc(zone, inUtc(cls, seconds, microsecond, zone));
    }
    Tm tm = LocalTime.at(seconds);
    LocalTime.checkYear(tm);
    return make(cls, tm, microsecond, zone, LocalTime.fold(seconds, seconds + tm.gmtoff));
  }

  private static PyObject inUtc(PyType cls, long seconds, int microsecond, PyObject zone) {
    Tm tm = LocalTime.utc(seconds);
    LocalTime.checkYear(tm);
    return make(cls, tm, microsecond, zone, 0);
  }

  private static PyObject make(PyType cls, Tm tm, int microsecond, PyObject zone, int fold) {
    return PyDateTime.make(
        cls,
        Calendar.pack((int) tm.year, tm.month, tm.day),
        tm.hour * 3600 + tm.minute * 60 + tm.second,
        microsecond,
        zone,
        fold);
  }

  @ClassMethod(
      signature = "(string, format, /)",
      doc = "string, format -> the moment that a text says (like time.strptime()).")
  static PyObject strptime(PyType cls, PyObject[] args, PyStr[] kwnames) {
    Arguments.count("strptime", 2, args, kwnames);
    Arguments.text(args[0], "strptime", 1);
    Arguments.text(args[1], "strptime", 2);
    PyObject module = Interpreter.current().importer().importModule("_strptime");
    return Abstract.callMethod(module, "_strptime_datetime", cls, args[0], args[1]);
  }

  @ClassMethod(
      signature = "(date, time, tzinfo=True)",
      doc = "date, time -> the moment of this day and this time")
  static PyObject combine(PyType cls, PyObject[] args, PyStr[] kwnames) {
    PyObject[] a = ArgParser.parse("combine", "date\0time\0tzinfo", 0, 3, 2, args, kwnames);
    if (!(a[0] instanceof PyDate date)) {
      throw wrongArgument(1, "date", a[0]);
    }
    if (!(a[1] instanceof PyTime time)) {
      throw wrongArgument(2, "time", a[1]);
    }
    PyObject zone = a[2] == null ? time.zone : a[2];
    if (cls == PyDateTime.TYPE) {
      zone = Zones.check(zone);
    }
    return PyDateTime.make(
        cls,
        date.packed(),
        time.hour * 3600 + time.minute * 60 + time.second,
        time.microsecond,
        zone,
        time.fold);
  }

  private static PyException wrongArgument(int position, String type, PyObject o) {
    return Errors.typeError(
        "combine() argument "
            + position
            + " must be datetime."
            + type
            + ", not "
            + ArgParser.typeName(o));
  }

  @ClassMethod(
      signature = "(string, /)",
      doc = "string -> the moment that it says in ISO 8601, in most of its formats")
  static PyObject fromisoformat(PyType cls, PyObject string) {
    IsoText t = IsoText.ofDateTime(string);
    Calendar.check(t.year, t.month, t.day);
    Calendar.checkClock(t.hour, t.minute, t.second, t.microsecond, 0);
    return PyDateTime.make(
        cls,
        Calendar.pack(t.year, t.month, t.day),
        t.hour * 3600 + t.minute * 60 + t.second,
        t.microsecond,
        t.zone,
        0);
  }
}
