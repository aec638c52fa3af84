package dev.dormouse.runtime.modules.datetime;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyType;

/**
 * What other native modules use of {@code _datetime}. Compare {@code PyDateTime_CAPI} in CPython's
 * {@code Include/datetime.h}.
 */
public final class DatetimeApi {
  private static final long EPOCH_ORDINAL = 719_163;

  private DatetimeApi() {}

  /** {@code datetime.tzinfo}. */
  public static PyType tzinfo() {
    return PyTzInfo.TYPE;
  }

  public static PyObject timedelta(long seconds) {
    return PyTimeDelta.normalized(0, seconds, 0);
  }

  /**
   * The seconds from the start of 1970 to what a date and a clock show, of a datetime or an object
   * with its attributes. Those of a subclass are asked for, since it may have its own.
   */
  public static long clock(PyObject dt) {
    if (dt.type == PyDateTime.TYPE) {
      PyDateTime t = (PyDateTime) dt;
      return (t.ordinal() - EPOCH_ORDINAL) * 86_400 + t.secondOfDay();
    }
    long ordinal = Abstract.toJavaLong(Abstract.callMethod(dt, "toordinal"));
    long hour = attribute(dt, "hour");
    long minute = attribute(dt, "minute");
    return (ordinal - EPOCH_ORDINAL) * 86_400 + hour * 3600 + minute * 60 + attribute(dt, "second");
  }

  public static long year(PyObject dt) {
    return dt instanceof PyDateTime t ? t.year : attribute(dt, "year");
  }

  public static boolean isFold(PyObject dt) {
    return (dt instanceof PyDateTime t ? t.fold : attribute(dt, "fold")) != 0;
  }

  private static long attribute(PyObject dt, String name) {
    return Abstract.toJavaLong(Abstract.getAttribute(dt, name));
  }

  /** Throws unless {@code dt} is a datetime of this very zone, in the words of {@code fromutc}. */
  public static void requireOwn(PyObject zone, PyObject dt) {
    PyTzInfo.requireOwn(zone, dt);
  }

  /** A datetime, or what its class made of it, as the second of two times that a clock shows. */
  public static PyObject withFold(PyObject dt) {
    if (dt.type == PyDateTime.TYPE) {
      PyDateTime t = (PyDateTime) dt;
      return t.with(t.zone, 1);
    }
    PyObject replace = Abstract.getAttribute(dt, "replace");
    return Abstract.call(
        replace, new PyObject[] {PyInt.of(1)}, new PyStr[] {PyStr.interned("fold")});
  }
}
