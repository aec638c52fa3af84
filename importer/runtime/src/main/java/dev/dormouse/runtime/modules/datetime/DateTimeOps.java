package dev.dormouse.runtime.modules.datetime;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Ops;
import dev.dormouse.runtime.objects.PyBool;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyType;

/** The slots of {@code datetime}. */
final class DateTimeOps extends Ops {
  static final String NAMES = "year\0month\0day\0hour\0minute\0second\0microsecond\0tzinfo\0fold";

  @Override
  public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
    int positional = args.length - (kwnames == null ? 0 : kwnames.length);
    if (positional == 1 || positional == 2) {
      byte[] s = PickledState.of(args[0], 10, 2, 0x7f, 1, 13, "datetime");
      if (s != null) {
        return unpickled(cls, s, PickledState.zone(positional == 2 ? args[1] : null));
      }
    }
    return make(cls, Arguments.day(NAMES, 8, args, kwnames), PyDateTime.MIN);
  }

  private static PyDateTime unpickled(PyType cls, byte[] s, PyObject zone) {
    return new PyDateTime(
        cls,
        (s[0] & 0xff) << 8 | s[1] & 0xff,
        s[2] & 0x7f,
        s[3] & 0xff,
        s[4] & 0xff,
        s[5] & 0xff,
        s[6] & 0xff,
        PickledState.microsecond(s, 7),
        zone,
        (s[2] & 0x80) >> 7);
  }

  /** Of the arguments, by {@link #NAMES}, and of another one's fields for those missing. */
  static PyDateTime make(PyType cls, PyObject[] a, PyDateTime rest) {
    int year = Arguments.integer(a[0], rest.year);
    int month = Arguments.integer(a[1], rest.month);
    int day = Arguments.integer(a[2], rest.day);
    int hour = Arguments.integer(a[3], rest.hour);
    int minute = Arguments.integer(a[4], rest.minute);
    int second = Arguments.integer(a[5], rest.second);
    int microsecond = Arguments.integer(a[6], rest.microsecond);
    int fold = Arguments.integer(a[8], rest.fold);
    Calendar.check(year, month, day);
    Calendar.checkClock(hour, minute, second, microsecond, fold);
    PyObject zone = a[7] == null ? rest.zone : Zones.check(a[7]);
    return new PyDateTime(cls, year, month, day, hour, minute, second, microsecond, zone, fold);
  }

  @Override
  public PyObject repr(PyObject o) {
    PyDateTime t = (PyDateTime) o;
    StringBuilder out = new StringBuilder(o.type.fullName());
    out.append('(').append(t.year).append(", ").append(t.month).append(", ").append(t.day);
    out.append(", ").append(t.hour).append(", ").append(t.minute);
    TimeOps.appendSeconds(out, t.second, t.microsecond);
    if (t.fold != 0) {
      out.append(", fold=1");
    }
    if (t.zone != PyObject.NONE) {
      out.append(", tzinfo=").append(Abstract.repr(t.zone).value());
    }
    return PyStr.of(out.append(')').toString());
  }

  @Override
  public PyObject str(PyObject o) {
    return Abstract.callMethod(o, "isoformat", PyStr.of(" "));
  }

  @Override
  public long hash(PyObject o) {
    return ((PyDateTime) o).pythonHash();
  }

  @Override
  public PyObject richCompare(PyObject v, PyObject w, int op) {
    boolean equality = op == Abstract.EQ || op == Abstract.NE;
    PyDateTime a = (PyDateTime) v;
    if (!(w instanceof PyDateTime b)) {
      if (!(w instanceof PyDate)) {
        return PyObject.NOT_IMPLEMENTED;
      }
      // A datetime is a date by inheritance alone.
      if (equality) {
        return PyBool.of(op == Abstract.NE);
      }
      throw Errors.typeError("can't compare " + v.type.fullName() + " to " + w.type.fullName());
    }
    if (a.zone == b.zone) {
      return outcome(Long.compare(a.clock(), b.clock()), op);
    }
    PyTimeDelta offsetA = a.offset();
    PyTimeDelta offsetB = b.offset();
    int c;
    if (Zones.same(offsetA, offsetB)) {
      c = Long.compare(a.clock(), b.clock());
    } else if (offsetA == null || offsetB == null) {
      if (equality) {
        return PyBool.of(op == Abstract.NE);
      }
      throw Errors.typeError("can't compare offset-naive and offset-aware datetimes");
    } else {
      c = a.minus(b).compareTo(PyTimeDelta.ZERO);
    }
    if (equality && c == 0 && (dependsOnFold(a, offsetA) || dependsOnFold(b, offsetB))) {
      // PEP 495: a time that is in doubt equals none of another zone.
      c = 1;
    }
    return outcome(c, op);
  }

  private static PyObject outcome(int c, int op) {
    return PyBool.of(Abstract.compareOutcome(c, op));
  }

  private static boolean dependsOnFold(PyDateTime t, PyTimeDelta offset) {
    return !Zones.same(offset, Zones.utcOffset(t.zone, t.with(t.zone, 1 - t.fold)));
  }

  @Override
  public PyObject add(PyObject v, PyObject w) {
    if (v instanceof PyDateTime t) {
      return w instanceof PyTimeDelta d ? t.plus(d, 1) : PyObject.NOT_IMPLEMENTED;
    }
    return v instanceof PyTimeDelta d && w instanceof PyDateTime t
        ? t.plus(d, 1)
        : PyObject.NOT_IMPLEMENTED;
  }

  @Override
  public PyObject subtract(PyObject v, PyObject w) {
    if (!(v instanceof PyDateTime t)) {
      return PyObject.NOT_IMPLEMENTED;
    }
    if (w instanceof PyDateTime u) {
      return t.minus(u);
    }
    return w instanceof PyTimeDelta d ? t.plus(d, -1) : PyObject.NOT_IMPLEMENTED;
  }
}
