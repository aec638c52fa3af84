package dev.dormouse.runtime.modules.datetime;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Ops;
import dev.dormouse.runtime.objects.PyBool;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyType;

/** The slots of {@code date}. */
final class DateOps extends Ops {
  @Override
  public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
    int positional = args.length - (kwnames == null ? 0 : kwnames.length);
    if (positional == 1) {
      byte[] s = PickledState.of(args[0], 4, 2, -1, 1, 13, "date");
      if (s != null) {
        return new PyDate(cls, (s[0] & 0xff) << 8 | s[1] & 0xff, s[2], s[3] & 0xff);
      }
    }
    PyObject[] a =
        positional == 3 && args.length == 3
            ? args
            : Arguments.day("year\0month\0day", 3, args, kwnames);
    int year = Arguments.integer(a[0], 0);
    int month = Arguments.integer(a[1], 0);
    int day = Arguments.integer(a[2], 0);
    Calendar.check(year, month, day);
    return new PyDate(cls, year, month, day);
  }

  @Override
  public PyObject repr(PyObject o) {
    PyDate d = (PyDate) o;
    return PyStr.of(o.type.fullName() + "(" + d.year + ", " + d.month + ", " + d.day + ")");
  }

  @Override
  public PyObject str(PyObject o) {
    return Abstract.callMethod(o, "isoformat");
  }

  @Override
  public long hash(PyObject o) {
    return ((PyDate) o).pythonHash();
  }

  @Override
  public PyObject richCompare(PyObject a, PyObject b, int op) {
    if (!(b instanceof PyDate d)) {
      return PyObject.NOT_IMPLEMENTED;
    }
    int c = Integer.compare(((PyDate) a).packed(), d.packed());
    return PyBool.of(Abstract.compareOutcome(c, op));
  }

  @Override
  public PyObject add(PyObject v, PyObject w) {
    if (v instanceof PyDateTime || w instanceof PyDateTime) {
      return PyObject.NOT_IMPLEMENTED;
    }
    if (v instanceof PyDate d) {
      return w instanceof PyTimeDelta t ? d.plusDays(t.days) : PyObject.NOT_IMPLEMENTED;
    }
    return v instanceof PyTimeDelta t ? ((PyDate) w).plusDays(t.days) : PyObject.NOT_IMPLEMENTED;
  }

  @Override
  public PyObject subtract(PyObject v, PyObject w) {
    if (v instanceof PyDateTime || w instanceof PyDateTime || !(v instanceof PyDate d)) {
      return PyObject.NOT_IMPLEMENTED;
    }
    if (w instanceof PyDate e) {
      return PyTimeDelta.normalized(d.ordinal() - e.ordinal(), 0, 0);
    }
    return w instanceof PyTimeDelta t ? d.plusDays(-(long) t.days) : PyObject.NOT_IMPLEMENTED;
  }
}
