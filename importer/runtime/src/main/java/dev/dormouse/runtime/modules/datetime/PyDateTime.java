package dev.dormouse.runtime.modules.datetime;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.ArgParser;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.PyBytes;
import dev.dormouse.runtime.objects.PyFloat;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Method;

/** {@code datetime.datetime}. */
@BuiltinType(
    name = "datetime",
    ops = DateTimeOps.class,
    parts = {DateTimeMaking.class, ClockAttributes.class},
    doc =
        "datetime(year, month, day[, hour[, minute[, second[, microsecond[,tzinfo]]]]])\n\n"
            + "A day is required. All are ints but tzinfo, which is None or of a subclass of"
            + " tzinfo.\n")
final class PyDateTime extends PyDate implements ClockAttributes.Clock {
  static final PyType TYPE =
      PyType.builtin("datetime", PyDate.TYPE, new DateTimeOps(), new PyDateTimeTable())
          .in("datetime")
          .with(PyType.BASETYPE);

  private static final PyDateTime EPOCH =
      new PyDateTime(TYPE, 1970, 1, 1, 0, 0, 0, 0, PyTimezone.UTC, 0);

  /** A midnight, whose time and zone are those that the constructor is not given. */
  static final PyDateTime MIN = new PyDateTime(TYPE, 1, 1, 1, 0, 0, 0, 0, NONE, 0);

  static {
    TYPE.add("min", MIN);
    TYPE.add("max", new PyDateTime(TYPE, 9999, 12, 31, 23, 59, 59, 999_999, NONE, 0));
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

  PyDateTime(
      PyType type,
      int year,
      int month,
      int day,
      int hour,
      int minute,
      int second,
      int microsecond,
      PyObject zone,
      int fold) {
    super(type, year, month, day);
    this.hour = hour;
    this.minute = minute;
    this.second = second;
    this.microsecond = microsecond;
    this.zone = zone;
    this.fold = fold;
  }

  /** An object of a class that may have a constructor of its own, which learns of no fold. */
  static PyObject make(
      PyType cls, int packed, int secondOfDay, int microsecond, PyObject zone, int fold) {
    int year = Calendar.year(packed);
    int month = Calendar.month(packed);
    int day = Calendar.day(packed);
    int hour = secondOfDay / 3600;
    int minute = secondOfDay / 60 % 60;
    int second = secondOfDay % 60;
    if (cls == TYPE) {
      Calendar.check(year, month, day);
      return new PyDateTime(cls, year, month, day, hour, minute, second, microsecond, zone, fold);
    }
    return Abstract.call(
        cls,
        PyInt.of(year),
        PyInt.of(month),
        PyInt.of(day),
        PyInt.of(hour),
        PyInt.of(minute),
        PyInt.of(second),
        PyInt.of(microsecond),
        zone);
  }

  /** The same with another zone and fold. */
  PyDateTime with(PyObject zone, int fold) {
    return new PyDateTime(type, year, month, day, hour, minute, second, microsecond, zone, fold);
  }

  int secondOfDay() {
    return hour * 3600 + minute * 60 + second;
  }

  /** Orders the fields, the zone left out. */
  long clock() {
    return (long) packed() << 37 | secondOfDay() * 1_000_000L + microsecond;
  }

  PyTimeDelta offset() {
    return Zones.utcOffset(zone, this);
  }

  /** {@code factor} is 1 or -1. The result is of this class. */
  PyObject plus(PyTimeDelta d, int factor) {
    long us = microsecond + factor * d.microseconds;
    long seconds = secondOfDay() + factor * d.seconds + Math.floorDiv(us, 1_000_000L);
    long ordinal = ordinal() + (long) factor * d.days + Math.floorDiv(seconds, 86_400L);
    return make(
        type,
        dateOf(ordinal),
        (int) Math.floorMod(seconds, 86_400L),
        (int) Math.floorMod(us, 1_000_000L),
        zone,
        0);
  }

  /** As above, for what must be a datetime although a class may make anything of it. */
  private static PyDateTime plain(PyDateTime t, PyTimeDelta d, int factor) {
    return (PyDateTime) t.asPlain().plus(d, factor);
  }

  private PyDateTime asPlain() {
    return type == TYPE
        ? this
        : new PyDateTime(TYPE, year, month, day, hour, minute, second, microsecond, zone, fold);
  }

  /** Since midnight of the day 0, without a zone. */
  private PyTimeDelta sinceDayZero() {
    return new PyTimeDelta(PyTimeDelta.TYPE, ordinal(), secondOfDay(), microsecond);
  }

  PyTimeDelta minus(PyDateTime t) {
    PyTimeDelta difference = sinceDayZero().minus(t.sinceDayZero());
    if (zone == t.zone) {
      return difference;
    }
    PyTimeDelta offset = offset();
    PyTimeDelta other = t.offset();
    if (offset == null != (other == null)) {
      throw Errors.typeError("can't subtract offset-naive and offset-aware datetimes");
    }
    return offset == null ? difference : difference.minus(offset.minus(other));
  }

  @Override
  PyObject plusDays(long days) {
    throw new IllegalStateException("a datetime is added by its own slots");
  }

  @Override
  public byte[] state(boolean withFold) {
    return new byte[] {
      (byte) (year >> 8),
      (byte) year,
      (byte) (withFold ? month | fold << 7 : month),
      (byte) day,
      (byte) hour,
      (byte) minute,
      (byte) second,
      (byte) (microsecond >> 16),
      (byte) (microsecond >> 8),
      (byte) microsecond
    };
  }

  @Override
  long pythonHash() {
    long h = hash;
    if (h == -1) {
      PyTimeDelta offset = fold == 0 ? offset() : Zones.utcOffset(zone, with(zone, 0));
      h =
          offset == null
              ? Abstract.hash(PyBytes.of(state(false)))
              : sinceDayZero().minus(offset).pythonHash();
      hash = h;
    }
    return h;
  }

  /** The timestamp of a datetime whose zone, if it has one, is not asked. */
  private long localTimestamp() {
    return LocalTime.timestamp((ordinal() - 719_163L) * 86_400 + secondOfDay(), fold);
  }

  private static PyTimezone localZone(PyDateTime utc) {
    PyTimeDelta d = utc.minus(EPOCH);
    return LocalTime.zoneAt(d.days * 86_400L + d.seconds);
  }

  @Method(doc = "The day.")
  static PyObject date(PyDateTime self) {
    return new PyDate(PyDate.TYPE, self.year, self.month, self.day);
  }

  @Method(doc = "The time, without tzinfo.")
  static PyObject time(PyDateTime self) {
    return self.time(NONE);
  }

  @Method(doc = "The time with tzinfo.")
  static PyObject timetz(PyDateTime self) {
    return self.time(self.zone);
  }

  private PyTime time(PyObject zone) {
    return new PyTime(PyTime.TYPE, hour, minute, second, microsecond, zone, fold);
  }

  @Method(doc = "The moment as C's ctime() writes it.")
  static String ctime(PyDateTime self) {
    return IsoFormat.ctime(self, self.hour, self.minute, self.second);
  }

  @Method(doc = "A time tuple, as of time.localtime().")
  static PyObject timetuple(PyDateTime self) {
    PyTimeDelta dst = Zones.dst(self.zone, self);
    int flag = dst == null ? -1 : dst.isZero() ? 0 : 1;
    return self.structTime(self.hour, self.minute, self.second, flag);
  }

  @Method(doc = "A time tuple in UTC, as of time.gmtime().")
  static PyObject utctimetuple(PyDateTime self) {
    PyTimeDelta offset = self.offset();
    PyDateTime utc = offset == null ? self : plain(self, offset, -1);
    return utc.structTime(utc.hour, utc.minute, utc.second, 0);
  }

  @Method(doc = "The POSIX timestamp as a float.")
  static PyObject timestamp(PyDateTime self) {
    if (self.zone == NONE) {
      return PyFloat.of(self.localTimestamp() + self.microsecond / 1e6);
    }
    return PyTimeDelta.total_seconds(self.minus(EPOCH));
  }

  @Method(
      signature = "(sep='T', timespec='auto')",
      doc =
          "The moment in ISO 8601, YYYY-MM-DDT[HH[:MM[:SS[.mmm[uuu]]]]][+HH:MM].\n"
              + "sep stands between the day and the time. timespec says how much of the time:\n"
              + "'auto', 'hours', 'minutes', 'seconds', 'milliseconds' or 'microseconds'.\n")
  static String isoformat(PyDateTime self, PyObject[] args, PyStr[] kwnames) {
    PyObject[] a =
        args.length == 0
            ? new PyObject[2]
            : ArgParser.parse("isoformat", "sep\0timespec", 0, 2, 0, args, kwnames);
    int separator = 'T';
    if (a[0] != null) {
      if (!(a[0] instanceof PyStr s) || s.length() != 1) {
        throw Errors.typeError(
            "isoformat() argument 1 must be a unicode character, not " + ArgParser.typeName(a[0]));
      }
      separator = s.codePointAt(0);
    }
    return self.iso(separator, Arguments.timespec(a[1], 2));
  }

  String iso(int separator, String timespec) {
    StringBuilder out = new StringBuilder(32);
    IsoFormat.date(out, this);
    out.appendCodePoint(separator);
    IsoFormat.clock(out, hour, minute, second, microsecond, timespec);
    IsoFormat.offset(out, offset(), ":");
    return out.toString();
  }

  @Method(
      signature = "(year, month, day, hour, minute, second, microsecond, tzinfo, *, fold)",
      doc = "The moment with other fields.")
  static PyObject replace(PyDateTime self, PyObject[] args, PyStr[] kwnames) {
    PyObject[] a = ArgParser.parse("replace", DateTimeOps.NAMES, 0, 8, 0, args, kwnames);
    return DateTimeOps.make(self.type, a, self);
  }

  @Method(signature = "(tz=None)", doc = "tz -> the same moment in the time of zone tz\n")
  static PyObject astimezone(PyDateTime self, PyObject[] args, PyStr[] kwnames) {
    PyObject zone = Zones.check(ArgParser.parse("astimezone", "tz", 0, 1, 0, args, kwnames)[0]);
    PyObject own = self.zone;
    if (own == zone && own != NONE) {
      return self;
    }
    PyTimeDelta offset = self.offset();
    if (offset == null) {
      PyTimezone local = LocalTime.zoneAt(self.localTimestamp());
      if (local == zone) {
        return self;
      }
      offset = local.offset;
    }
    PyObject shifted = self.plus(offset, -1);
    if (!(shifted instanceof PyDateTime utc)) {
      throw Errors.typeError(
          "unsupported operand type(s) for -: '"
              + shifted.type.fullName()
              + "' and 'datetime.timedelta'");
    }
    utc = utc.with(PyTimezone.UTC, utc.fold);
    if (zone == NONE) {
      zone = localZone(utc);
    }
    return Zones.fromUtc(zone, utc.with(zone, utc.fold));
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
    return this;
  }
}
