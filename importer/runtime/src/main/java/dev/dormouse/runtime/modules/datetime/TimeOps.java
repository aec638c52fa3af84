package dev.dormouse.runtime.modules.datetime;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.ArgParser;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Ops;
import dev.dormouse.runtime.objects.PyBool;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyType;

/** The slots of {@code time}. */
final class TimeOps extends Ops {
  static final String NAMES = "hour\0minute\0second\0microsecond\0tzinfo\0fold";

  @Override
  public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
    int positional = args.length - (kwnames == null ? 0 : kwnames.length);
    if (positional == 1 || positional == 2) {
      byte[] s = PickledState.of(args[0], 6, 0, 0x7f, 0, 24, "time");
      if (s != null) {
        PyObject zone = PickledState.zone(positional == 2 ? args[1] : null);
        int us = PickledState.microsecond(s, 3);
        return new PyTime(cls, s[0] & 0x7f, s[1] & 0xff, s[2] & 0xff, us, zone, (s[0] & 0x80) >> 7);
      }
    }
    return make(cls, ArgParser.parse(null, NAMES, 0, 5, 0, args, kwnames), PyTime.MIN);
  }

  /** A time of the arguments, by {@link #NAMES}, and of another one's fields for those missing. */
  static PyTime make(PyType cls, PyObject[] a, PyTime rest) {
    int hour = Arguments.integer(a[0], rest.hour);
    int minute = Arguments.integer(a[1], rest.minute);
    int second = Arguments.integer(a[2], rest.second);
    int microsecond = Arguments.integer(a[3], rest.microsecond);
    int fold = Arguments.integer(a[5], rest.fold);
    Calendar.checkClock(hour, minute, second, microsecond, fold);
    PyObject zone = a[4] == null ? rest.zone : Zones.check(a[4]);
    return new PyTime(cls, hour, minute, second, microsecond, zone, fold);
  }

  @Override
  public PyObject repr(PyObject o) {
    PyTime t = (PyTime) o;
    StringBuilder out = new StringBuilder(o.type.fullName());
    out.append('(').append(t.hour).append(", ").append(t.minute);
    appendSeconds(out, t.second, t.microsecond);
    if (t.zone != PyObject.NONE) {
      out.append(", tzinfo=").append(Abstract.repr(t.zone).value());
    }
    return PyStr.of(out.append(t.fold == 0 ? ")" : ", fold=1)").toString());
  }

  static void appendSeconds(StringBuilder out, int second, int microsecond) {
    if (second != 0 || microsecond != 0) {
      out.append(", ").append(second);
    }
    if (microsecond != 0) {
      out.append(", ").append(microsecond);
    }
  }

  @Override
  public PyObject str(PyObject o) {
    return Abstract.callMethod(o, "isoformat");
  }

  @Override
  public long hash(PyObject o) {
    return ((PyTime) o).pythonHash();
  }

  @Override
  public PyObject richCompare(PyObject v, PyObject w, int op) {
    if (!(w instanceof PyTime b)) {
      return PyObject.NOT_IMPLEMENTED;
    }
    PyTime a = (PyTime) v;
    long shift = 0;
    if (a.zone != b.zone) {
      PyTimeDelta offsetA = a.offset();
      PyTimeDelta offsetB = b.offset();
      if (offsetA == null != (offsetB == null)) {
        if (op == Abstract.EQ || op == Abstract.NE) {
          return PyBool.of(op == Abstract.NE);
        }
        throw Errors.typeError("can't compare offset-naive and offset-aware times");
      }
      shift = offsetA == null ? 0 : offsetA.small() - offsetB.small();
    }
    int c = Long.compare(a.sinceMidnight() - shift, b.sinceMidnight());
    return PyBool.of(Abstract.compareOutcome(c, op));
  }
}
