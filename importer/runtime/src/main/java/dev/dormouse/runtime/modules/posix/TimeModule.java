package dev.dormouse.runtime.modules.posix;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.BuiltinTable;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Interpreter;
import dev.dormouse.runtime.objects.PyBool;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyFloat;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyModule;
import dev.dormouse.runtime.objects.PyOSError;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyStructSequence;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.runtime.objects.ThreadState;
import dev.dormouse.runtime.os.Clock;
import dev.dormouse.runtime.os.Os;
import dev.dormouse.runtime.os.OsError;
import dev.dormouse.runtime.os.StrfTime;
import dev.dormouse.runtime.os.TimeZoneRules;
import dev.dormouse.runtime.os.Tm;
import dev.dormouse.tables.BuiltinModule;
import dev.dormouse.tables.Function;

/** {@code time}. */
@BuiltinModule(
    name = "time",
    doc = "This module provides various functions to manipulate time values.")
public final class TimeModule {
  private TimeModule() {}

  private static final PyType STRUCT_TIME =
      PyStructSequence.type(
          "time",
          "struct_time",
          "The time value as returned by gmtime(), localtime(), and strptime().",
          "tm_year tm_mon tm_mday tm_hour tm_min tm_sec tm_wday tm_yday tm_isdst tm_zone tm_gmtoff",
          9);

  private static final String INTEGERS =
      "CLOCK_BOOTTIME 7 CLOCK_MONOTONIC 1 CLOCK_MONOTONIC_RAW 4 CLOCK_PROCESS_CPUTIME_ID 2"
          + " CLOCK_REALTIME 0 CLOCK_TAI 11 CLOCK_THREAD_CPUTIME_ID 3 _STRUCT_TM_ITEMS 11";

  public static BuiltinTable table() {
    return new TimeModuleTable();
  }

  static void exec(PyModule m) {
    Constants.fill(m, INTEGERS);
    m.set("struct_time", STRUCT_TIME);
    loadZone(m);
  }

  /**
   * Reads TZ and sets the four attributes as CPython does, from the zone in January and in July.
   */
  private static void loadZone(PyModule m) {
    Os os = Host.os();
    TimeZoneRules rules = TimeZoneRules.load(os.getenv("TZ"));
    // Also the module datetime shows local time.
    Interpreter.current().register(TimeZoneRules.class, rules);
    long year = (365 * 24 + 6) * 3600L;
    long january = System.currentTimeMillis() / 1000 / year * year;
    Tm first = rules.local(january);
    Tm second = rules.local(january + year / 2);
    Tm standard = first.gmtoff > second.gmtoff ? second : first;
    Tm daylight = standard == first ? second : first;
    m.set("timezone", PyInt.of(-standard.gmtoff));
    m.set("altzone", PyInt.of(-daylight.gmtoff));
    m.set("daylight", PyInt.of(first.gmtoff != second.gmtoff ? 1 : 0));
    m.set("tzname", PyTuple.of(PyStr.of(standard.zone), PyStr.of(daylight.zone)));
  }

  /** The zone here, as of the first use or the last {@code tzset}. */
  public static TimeZoneRules zone() {
    Interpreter interpreter = Interpreter.current();
    Object found = interpreter.registered(TimeZoneRules.class);
    if (found == null) {
      found = TimeZoneRules.load(Host.os().getenv("TZ"));
      interpreter.register(TimeZoneRules.class, found);
    }
    return (TimeZoneRules) found;
  }

  private static double seconds(long nanos) {
    return nanos / 1e9;
  }

  private static long clock(int clock) {
    try {
      return Host.os().clock().gettime(clock);
    } catch (OsError e) {
      throw PyOSError.of(e, null, null);
    }
  }

  @Function(signature = "()", doc = "Return the current time in seconds since the Epoch.")
  static double time() {
    return seconds(Host.os().clock().wall());
  }

  @Function(signature = "()", doc = "Return the current time in nanoseconds since the Epoch.")
  static long time_ns() {
    return Host.os().clock().wall();
  }

  @Function(signature = "()", doc = "Monotonic clock, cannot go backward.")
  static double monotonic() {
    return seconds(System.nanoTime());
  }

  @Function(signature = "()", doc = "Monotonic clock, cannot go backward, as nanoseconds.")
  static long monotonic_ns() {
    return System.nanoTime();
  }

  @Function(signature = "()", doc = "Performance counter for benchmarking.")
  static double perf_counter() {
    return seconds(System.nanoTime());
  }

  @Function(signature = "()", doc = "Performance counter for benchmarking as nanoseconds.")
  static long perf_counter_ns() {
    return System.nanoTime();
  }

  @Function(
      signature = "()",
      doc = "Process time for profiling: sum of the kernel and user-space CPU time.")
  static double process_time() {
    return seconds(clock(Clock.PROCESS_CPUTIME));
  }

  @Function(signature = "()", doc = "Process time for profiling as nanoseconds.")
  static long process_time_ns() {
    return clock(Clock.PROCESS_CPUTIME);
  }

  @Function(
      signature = "()",
      doc = "Thread time for profiling: sum of the kernel and user-space CPU time.")
  static double thread_time() {
    return seconds(clock(Clock.THREAD_CPUTIME));
  }

  @Function(signature = "()", doc = "Thread time for profiling as nanoseconds.")
  static long thread_time_ns() {
    return clock(Clock.THREAD_CPUTIME);
  }

  @Function(
      signature = "(clk_id, /)",
      doc = "Return the time of the specified clock clk_id as a float.")
  static double clock_gettime(int clock) {
    return seconds(clock(clock));
  }

  @Function(
      signature = "(clk_id, /)",
      doc = "Return the time of the specified clock clk_id as nanoseconds (int).")
  static long clock_gettime_ns(int clock) {
    return clock(clock);
  }

  @Function(
      signature = "(clk_id, /)",
      doc = "Return the resolution (precision) of the specified clock clk_id.")
  static double clock_getres(int clock) {
    try {
      return seconds(Host.os().clock().resolution(clock));
    } catch (OsError e) {
      throw PyOSError.of(e, null, null);
    }
  }

  @Function(signature = "(clk_id, time, /)", doc = "Set the time of the specified clock clk_id.")
  static void clock_settime(int clock, PyObject time) {
    clock_settime_ns(clock, Host.nanoseconds(time));
  }

  @Function(
      signature = "(clk_id, time, /)",
      doc = "Set the time of the specified clock clk_id with nanoseconds.")
  static void clock_settime_ns(int clock, long nanos) {
    try {
      Host.os().clock().settime(clock, nanos);
    } catch (OsError e) {
      throw PyOSError.of(e, null, null);
    }
  }

  @Function(signature = "(thread_id, /)", doc = "Return the clk_id of a thread's CPU time clock.")
  static int pthread_getcpuclockid(long thread) {
    if (thread != ThreadState.current().ident) {
      // The JVM does not tell which of the system's threads another one is.
      throw Errors.missingFeature("time.pthread_getcpuclockid of another thread");
    }
    int id = Host.os().processes().threadId();
    return id == 0 ? Clock.THREAD_CPUTIME : Clock.ofThread(id);
  }

  @Function(signature = "(name, /)", doc = "Get information of the specified clock.")
  static PyObject get_clock_info(String name) {
    String implementation =
        switch (name) {
          case "time" -> "REALTIME";
          case "monotonic", "perf_counter" -> "MONOTONIC";
          case "process_time" -> "PROCESS_CPUTIME_ID";
          case "thread_time" -> "THREAD_CPUTIME_ID";
          default -> throw Errors.valueError("unknown clock");
        };
    boolean wall = name.equals("time");
    PyObject namespace =
        Abstract.getAttribute(
            Interpreter.current().importer().importModule("types"), "SimpleNamespace");
    return Abstract.call(
        namespace,
        new PyObject[] {
          PyStr.of("clock_gettime(CLOCK_" + implementation + ")"),
          PyBool.of(!wall),
          PyBool.of(wall),
          PyFloat.of(1e-9)
        },
        new PyStr[] {
          PyStr.interned("implementation"),
          PyStr.interned("monotonic"),
          PyStr.interned("adjustable"),
          PyStr.interned("resolution")
        });
  }

  @Function(signature = "(seconds, /)", doc = "Delay execution for a given number of seconds.")
  static void sleep(PyObject seconds) {
    long nanos = sleepNanos(seconds);
    if (nanos < 0) {
      throw Errors.valueError("sleep length must be non-negative");
    }
    Interpreter interpreter = Interpreter.current();
    Os os = Host.os(interpreter);
    boolean main = ThreadState.current() == interpreter.mainThread();
    long end = System.nanoTime() + nanos;
    while (true) {
      long left = end - System.nanoTime();
      boolean signalled = false;
      interpreter.releaseLock();
      try {
        if (left > 0 && main) {
          signalled = os.signals().sleep(left);
        } else if (left > 0) {
          Thread.sleep(left / 1_000_000, (int) (left % 1_000_000));
        } else {
          Thread.yield();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } finally {
        interpreter.acquireLock();
      }
      if (signalled) {
        interpreter.runPending();
      }
      if (!signalled || System.nanoTime() >= end) {
        return;
      }
    }
  }

  /**
   * Rounded away from zero, so that a sleep is never shorter than asked for; capped at a century.
   */
  private static long sleepNanos(PyObject seconds) {
    double value;
    if (seconds instanceof PyFloat f) {
      value = f.value;
      if (Double.isNaN(value)) {
        throw Errors.valueError("Invalid value NaN (not a number)");
      }
    } else {
      value = Abstract.index(seconds).doubleValue();
    }
    if (Math.abs(value) > 9.2e9) {
      throw Errors.overflowError("timestamp too large to convert to C _PyTime_t");
    }
    return Math.min((long) Math.ceil(value * 1e9), 3_000_000_000L * 1_000_000_000L);
  }

  // broken-down time

  private static PyObject struct(Tm tm) {
    return new PyStructSequence(
        STRUCT_TIME,
        PyInt.of(tm.year),
        PyInt.of(tm.month),
        PyInt.of(tm.day),
        PyInt.of(tm.hour),
        PyInt.of(tm.minute),
        PyInt.of(tm.second),
        PyInt.of(tm.weekday),
        PyInt.of(tm.yearday),
        PyInt.of(tm.dst),
        PyStr.of(tm.zone),
        PyInt.of(tm.gmtoff));
  }

  /** Whole seconds of an argument, rounded down; the present if it is missing or None. */
  private static long moment(PyObject o) {
    if (o == null || o == PyObject.NONE) {
      return Math.floorDiv(Host.os().clock().wall(), 1_000_000_000L);
    }
    if (o instanceof PyFloat f) {
      if (Double.isNaN(f.value)) {
        throw Errors.valueError("Invalid value NaN (not a number)");
      }
      double whole = Math.floor(f.value);
      if (!(whole >= -0x1p63 && whole < 0x1p63)) {
        throw tooLarge();
      }
      return inYears((long) whole);
    }
    PyInt i = Abstract.index(o);
    if (i.isBig()) {
      throw tooLarge();
    }
    return inYears(i.longValue());
  }

  private static PyException tooLarge() {
    return Errors.overflowError("timestamp out of range for platform time_t");
  }

  /** C's int holds no further years. */
  private static long inYears(long seconds) {
    if (Math.abs(seconds) > 67_768_036_191_676_799L) {
      throw PyOSError.of(dev.dormouse.runtime.os.Errno.EOVERFLOW);
    }
    return seconds;
  }

  @Function(
      signature = "(seconds=None, /)",
      doc = "Convert seconds since the Epoch to a time tuple expressing UTC (a.k.a. GMT).")
  static PyObject gmtime(PyObject seconds) {
    return struct(Tm.utc(moment(seconds)));
  }

  @Function(
      signature = "(seconds=None, /)",
      doc = "Convert seconds since the Epoch to a time tuple expressing local time.")
  static PyObject localtime(PyObject seconds) {
    return struct(zone().local(moment(seconds)));
  }

  /** A time tuple's fields. */
  private static Tm fields(PyObject o, String function) {
    if (!(o instanceof PyTuple t)) {
      throw Errors.typeError("Tuple or struct_time argument required");
    }
    PyObject[] items = t.items;
    if (items.length != 9) {
      throw Errors.typeError(function + "(): illegal time tuple argument");
    }
    Tm tm = new Tm();
    tm.year = Abstract.toJavaInt(items[0]);
    if (tm.year < Integer.MIN_VALUE + 1900L) {
      throw Errors.overflowError("year out of range");
    }
    tm.month = Abstract.toJavaInt(items[1]);
    tm.day = Abstract.toJavaInt(items[2]);
    tm.hour = Abstract.toJavaInt(items[3]);
    tm.minute = Abstract.toJavaInt(items[4]);
    tm.second = Abstract.toJavaInt(items[5]);
    int weekday = Abstract.toJavaInt(items[6]);
    // As C counts it: from Sunday, and -1 to be told from Sunday.
    tm.weekday = (weekday + 1) % 7 < 0 ? -1 : Math.floorMod(weekday, 7);
    tm.yearday = Abstract.toJavaInt(items[7]);
    tm.dst = Abstract.toJavaInt(items[8]);
    if (t instanceof PyStructSequence s && s.type == STRUCT_TIME) {
      if (s.field(9) instanceof PyStr zone) {
        tm.zone = zone.value();
      }
      if (s.field(10) instanceof PyInt offset) {
        tm.gmtoff = (int) offset.longValue();
      }
    }
    return tm;
  }

  private static Tm checked(Tm tm) {
    if (tm.month == 0) {
      tm.month = 1;
    } else if (tm.month < 0 || tm.month > 12) {
      throw Errors.valueError("month out of range");
    }
    if (tm.day == 0) {
      tm.day = 1;
    } else if (tm.day < 0 || tm.day > 31) {
      throw Errors.valueError("day of month out of range");
    }
    if (tm.hour < 0 || tm.hour > 23) {
      throw Errors.valueError("hour out of range");
    }
    if (tm.minute < 0 || tm.minute > 59) {
      throw Errors.valueError("minute out of range");
    }
    if (tm.second < 0 || tm.second > 61) {
      throw Errors.valueError("seconds out of range");
    }
    if (tm.weekday < 0) {
      throw Errors.valueError("day of week out of range");
    }
    if (tm.yearday == 0) {
      tm.yearday = 1;
    } else if (tm.yearday < 0 || tm.yearday > 366) {
      throw Errors.valueError("day of year out of range");
    }
    return tm;
  }

  private static Tm fieldsOrNow(PyObject tuple, String function) {
    return tuple == null ? zone().local(moment(null)) : checked(fields(tuple, function));
  }

  @Function(
      signature = "(tuple=None, /)",
      doc = "Convert a time tuple to a string, e.g. 'Sat Jun 06 16:26:11 1998'.")
  static String asctime(PyObject tuple) {
    return ascii(fieldsOrNow(tuple, "asctime"));
  }

  private static String ascii(Tm tm) {
    return StrfTime.format("%a %b %e %H:%M:%S ", tm, zone()) + tm.year;
  }

  @Function(
      signature = "(seconds=None, /)",
      doc = "Convert a time in seconds since the Epoch to a string in local time.")
  static String ctime(PyObject seconds) {
    return ascii(zone().local(moment(seconds)));
  }

  @Function(
      signature = "(tuple, /)",
      doc = "Convert a time tuple in local time to seconds since the Epoch.")
  static double mktime(PyObject tuple) {
    Tm tm = fields(tuple, "mktime");
    if (Math.abs(tm.year) > Integer.MAX_VALUE - 2000L) {
      throw Errors.overflowError("mktime argument out of range");
    }
    return zone().toSeconds(tm);
  }

  @Function(
      signature = "(format, tuple=None, /)",
      doc = "Convert a time tuple to a string according to a format specification.")
  static String strftime(PyObject format, PyObject tuple) {
    if (!(format instanceof PyStr f)) {
      throw Errors.typeError(
          "strftime() argument 1 must be str, not "
              + dev.dormouse.runtime.objects.ArgParser.typeName(format));
    }
    Tm tm = fieldsOrNow(tuple, "strftime");
    if (f.value().indexOf('\0') >= 0) {
      throw Errors.valueError("embedded null character");
    }
    tm.dst = Integer.compare(tm.dst, 0);
    return StrfTime.format(f.value(), tm, zone());
  }

  @Function(
      signature = "(*args)",
      doc = "Parse a string to a time tuple according to a format specification.")
  static PyObject strptime(PyObject[] args) {
    PyObject module = Interpreter.current().importer().importModule("_strptime");
    return Abstract.callMethod(module, "_strptime_time", args);
  }

  @Function(
      signature = "()",
      doc =
          "Initialize, or reinitialize, the local timezone to the value stored in"
              + " os.environ['TZ'].")
  static void tzset(PyModule m) {
    loadZone(m);
  }
}
