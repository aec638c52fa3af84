package dev.dormouse.runtime.modules.datetime;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.ArgParser;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Exceptions;
import dev.dormouse.runtime.objects.Interpreter;
import dev.dormouse.runtime.objects.PyBytes;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.ClassMethod;
import dev.dormouse.tables.Getter;
import dev.dormouse.tables.Method;

/** {@code datetime.date}. */
@BuiltinType(
    name = "date",
    ops = DateOps.class,
    doc = "date(year, month, day) --> a day in the Gregorian calendar")
class PyDate extends PyObject {
  static final PyType TYPE =
      PyType.builtin("date", PyType.OBJECT, new DateOps(), new PyDateTable())
          .in("datetime")
          .with(PyType.BASETYPE);

  static {
    TYPE.add("min", new PyDate(TYPE, 1, 1, 1));
    TYPE.add("max", new PyDate(TYPE, 9999, 12, 31));
    TYPE.add("resolution", PyTimeDelta.normalized(1, 0, 0));
  }

  final int year;
  final int month;
  final int day;

  /** -1 until asked for; no object's hash is -1. */
  long hash = -1;

  PyDate(PyType type, int year, int month, int day) {
    super(type);
    this.year = year;
    this.month = month;
    this.day = day;
  }

  /** An object of a class that may be a datetime's or have a constructor of its own. */
  static PyObject make(PyType cls, int year, int month, int day) {
    if (cls != TYPE && cls != PyDateTime.TYPE) {
      return Abstract.call(cls, PyInt.of(year), PyInt.of(month), PyInt.of(day));
    }
    Calendar.check(year, month, day);
    return cls == TYPE
        ? new PyDate(cls, year, month, day)
        : new PyDateTime(cls, year, month, day, 0, 0, 0, 0, NONE, 0);
  }

  static PyObject make(PyType cls, int packed) {
    return make(cls, Calendar.year(packed), Calendar.month(packed), Calendar.day(packed));
  }

  final int packed() {
    return Calendar.pack(year, month, day);
  }

  final int ordinal() {
    return Calendar.ordinal(year, month, day);
  }

  /** This day and some more, as an object of this class. */
  PyObject plusDays(long days) {
    return make(type, dateOf(ordinal() + days));
  }

  /** The packed date of an ordinal that may be out of range. */
  static int dateOf(long ordinal) {
    if (ordinal < 1 || ordinal > Calendar.MAX_ORDINAL) {
      throw Errors.overflowError("date value out of range");
    }
    return Calendar.ofOrdinal((int) ordinal);
  }

  /** What pickles hold. */
  byte[] state() {
    return new byte[] {(byte) (year >> 8), (byte) year, (byte) month, (byte) day};
  }

  long pythonHash() {
    long h = hash;
    if (h == -1) {
      h = hash = Abstract.hash(PyBytes.of(state()));
    }
    return h;
  }

  /** Calls {@code time.struct_time}. */
  final PyObject structTime(int hour, int minute, int second, int dst) {
    int ordinal = ordinal();
    PyTuple fields =
        PyTuple.of(
            PyInt.of(year),
            PyInt.of(month),
            PyInt.of(day),
            PyInt.of(hour),
            PyInt.of(minute),
            PyInt.of(second),
            PyInt.of(Calendar.weekday(ordinal)),
            PyInt.of(ordinal - Calendar.ordinal(year, 1, 1) + 1),
            PyInt.of(dst));
    PyObject time = Interpreter.current().importer().importModule("time");
    return Abstract.callMethod(time, "struct_time", fields);
  }

  @ClassMethod(
      signature = "(timestamp, /)",
      doc = "The day of a POSIX timestamp, such as time.time() gives, in local time.")
  static PyObject fromtimestamp(PyType cls, PyObject timestamp) {
    return make(cls, LocalTime.dateOf(LocalTime.wholeSeconds(timestamp)));
  }

  @ClassMethod(signature = "(ordinal, /)", doc = "int -> the day of that number, 1 for 0001-01-01.")
  static PyObject fromordinal(PyType cls, PyObject[] args, PyStr[] kwnames) {
    Arguments.count("fromordinal", 1, args, kwnames);
    int ordinal = Arguments.integer(args[0], 0);
    if (ordinal < 1) {
      throw Errors.valueError("ordinal must be >= 1");
    }
    // Of greater ones one is as much out of range as another, but not all have a year.
    return make(cls, Calendar.ofOrdinal(Math.min(ordinal, 1_000_000_000)));
  }

  @ClassMethod(signature = "(string, /)", doc = "str -> the day that it says in ISO 8601.")
  static PyObject fromisoformat(PyType cls, PyObject string) {
    IsoText t = IsoText.ofDate(string);
    return make(cls, t.year, t.month, t.day);
  }

  @ClassMethod(
      signature = "(year, week, day)",
      doc =
          "int, int, int -> the day with this ISO year, week and weekday, as isocalendar() gives.")
  static PyObject fromisocalendar(PyType cls, PyObject[] args, PyStr[] kwnames) {
    PyObject[] a = ArgParser.parse("fromisocalendar", "year\0week\0day", 0, 3, 3, args, kwnames);
    int year;
    int week;
    int day;
    try {
      year = Arguments.integer(a[0], 0);
      week = Arguments.integer(a[1], 0);
      day = Arguments.integer(a[2], 0);
    } catch (PyException e) {
      throw e.matches(Exceptions.OverflowError)
          ? Errors.valueError("ISO calendar component out of range")
          : e;
    }
    return make(cls, Calendar.ofIsoWeek(year, week, day));
  }

  @ClassMethod(doc = "Today, or now: the same as self.__class__.fromtimestamp(time.time()).")
  static PyObject today(PyType cls) {
    PyObject time = Interpreter.current().importer().importModule("time");
    return Abstract.callMethod(cls, "fromtimestamp", Abstract.callMethod(time, "time"));
  }

  @Method(doc = "The day as C's ctime() writes it.")
  static String ctime(PyDate self) {
    return IsoFormat.ctime(self, 0, 0, 0);
  }

  @Method(signature = "(format)", doc = "format -> str in the manner of strftime().")
  static PyObject strftime(PyDate self, PyObject[] args, PyStr[] kwnames) {
    PyObject format = ArgParser.parse("strftime", "format", 0, 1, 1, args, kwnames)[0];
    Arguments.text(format, "strftime", 1);
    PyDateTime d = self instanceof PyDateTime t ? t : null;
    return IsoFormat.strftime(
        format,
        d == null ? 0 : d.microsecond,
        d == null ? NONE : d.zone,
        self,
        Abstract.callMethod(self, "timetuple"));
  }

  @Method(name = "__format__", signature = "(format, /)", doc = "Formats self with strftime.")
  static PyObject format(PyDate self, PyObject[] args, PyStr[] kwnames) {
    return IsoFormat.format(self, args, kwnames);
  }

  @Method(doc = "A time tuple, as of time.localtime().")
  static PyObject timetuple(PyDate self) {
    return self.structTime(0, 0, 0, -1);
  }

  @Method(doc = "A named tuple of ISO year, week number and weekday.")
  static PyObject isocalendar(PyDate self) {
    int ordinal = self.ordinal();
    int year = self.year;
    if (ordinal < Calendar.firstIsoMonday(year)) {
      year--;
    } else if (ordinal >= Calendar.firstIsoMonday(year + 1)) {
      year++;
    }
    int days = ordinal - Calendar.firstIsoMonday(year);
    return new PyIsoCalendarDate(year, days / 7 + 1, days % 7 + 1);
  }

  @Method(doc = "The day in ISO 8601, YYYY-MM-DD.")
  static String isoformat(PyDate self) {
    StringBuilder out = new StringBuilder(10);
    IsoFormat.date(out, self);
    return out.toString();
  }

  @Method(doc = "The weekday, 1 for Monday to 7 for Sunday.")
  static int isoweekday(PyDate self) {
    return Calendar.weekday(self.ordinal()) + 1;
  }

  @Method(doc = "The day's number in the Gregorian calendar, 1 for 0001-01-01.")
  static int toordinal(PyDate self) {
    return self.ordinal();
  }

  @Method(doc = "The weekday, 0 for Monday to 6 for Sunday.")
  static int weekday(PyDate self) {
    return Calendar.weekday(self.ordinal());
  }

  @Method(signature = "(year, month, day)", doc = "The day with other fields.")
  static PyObject replace(PyDate self, PyObject[] args, PyStr[] kwnames) {
    PyObject[] a = ArgParser.parse("replace", "year\0month\0day", 0, 3, 0, args, kwnames);
    int year = Arguments.integer(a[0], self.year);
    int month = Arguments.integer(a[1], self.month);
    int day = Arguments.integer(a[2], self.day);
    Calendar.check(year, month, day);
    return new PyDate(self.type, year, month, day);
  }

  @Method(name = "__reduce__", doc = "__reduce__() -> (cls, state)")
  static PyObject reduce(PyDate self) {
    return PyTuple.of(self.type, PyTuple.of(PyBytes.of(self.state())));
  }

  @Getter
  static int year(PyDate self) {
    return self.year;
  }

  @Getter
  static int month(PyDate self) {
    return self.month;
  }

  @Getter
  static int day(PyDate self) {
    return self.day;
  }
}
