package dev.dormouse.runtime.modules.datetime;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.ArgParser;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Ops;
import dev.dormouse.runtime.objects.PyBool;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Method;

/** {@code datetime.timezone}: a fixed offset from UTC. */
@BuiltinType(
    name = "timezone",
    ops = PyTimezone.TimezoneOps.class,
    doc = "A time zone with one offset from UTC.")
final class PyTimezone extends PyObject {
  static final PyType TYPE =
      PyType.builtin("timezone", PyTzInfo.TYPE, new TimezoneOps(), new PyTimezoneTable())
          .in("datetime");

  static final PyTimezone UTC = new PyTimezone(PyTimeDelta.ZERO, null);

  static {
    TYPE.add("utc", UTC);
    TYPE.add("min", new PyTimezone(PyTimeDelta.normalized(0, -86_340, 0), null));
    TYPE.add("max", new PyTimezone(PyTimeDelta.normalized(0, 86_340, 0), null));
  }

  /** Less than a day. */
  final PyTimeDelta offset;

  /** Null if it was made without. */
  private final PyStr name;

  private PyTimezone(PyTimeDelta offset, PyStr name) {
    super(TYPE);
    this.offset = offset;
    this.name = name;
  }

  /** {@link #UTC} itself for no offset and no name. */
  static PyTimezone make(PyTimeDelta offset, PyStr name) {
    if (name == null && offset.isZero()) {
      return UTC;
    }
    if (!Zones.isWithinDay(offset)) {
      throw Errors.valueError(
          "offset must be a timedelta strictly between -timedelta(hours=24) and"
              + " timedelta(hours=24), not "
              + Abstract.repr(offset).value()
              + ".");
    }
    return new PyTimezone(offset, name);
  }

  private PyStr shownName() {
    if (name != null) {
      return name;
    }
    StringBuilder out = new StringBuilder("UTC");
    if (!offset.isZero()) {
      IsoFormat.offset(out, offset, ":");
    }
    return PyStr.of(out.toString());
  }

  private static void requireDateTime(PyObject dt, String method) {
    if (dt != NONE && !(dt instanceof PyDateTime)) {
      throw Errors.typeError(
          method + "(dt) argument must be a datetime instance or None, not " + dt.type.fullName());
    }
  }

  @Method(
      signature = "(dt, /)",
      doc = "The name that was given when the time zone was made, or 'UTC(+|-)HH:MM'.")
  static PyObject tzname(PyTimezone self, PyObject dt) {
    requireDateTime(dt, "tzname");
    return self.shownName();
  }

  @Method(signature = "(dt, /)", doc = "The offset.")
  static PyObject utcoffset(PyTimezone self, PyObject dt) {
    requireDateTime(dt, "utcoffset");
    return self.offset;
  }

  @Method(signature = "(dt, /)", doc = "None: there is no daylight saving.")
  static PyObject dst(PyTimezone self, PyObject dt) {
    requireDateTime(dt, "dst");
    return NONE;
  }

  @Method(signature = "(dt, /)", doc = "datetime in UTC -> datetime in local time.")
  static PyObject fromutc(PyTimezone self, PyObject dt) {
    return PyTzInfo.requireOwn(self, dt).plus(self.offset, 1);
  }

  @Method(name = "__getinitargs__", doc = "pickle support")
  static PyObject getInitArgs(PyTimezone self) {
    return self.name == null ? PyTuple.of(self.offset) : PyTuple.of(self.offset, self.name);
  }

  static final class TimezoneOps extends Ops {
    @Override
    public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
      PyObject[] a = ArgParser.parse("timezone", "offset\0name", 0, 2, 1, args, kwnames);
      if (!(a[0] instanceof PyTimeDelta offset)) {
        throw Errors.typeError(
            "timezone() argument 1 must be datetime.timedelta, not " + ArgParser.typeName(a[0]));
      }
      if (a[1] != null) {
        Arguments.text(a[1], "timezone", 2);
      }
      return make(offset, (PyStr) a[1]);
    }

    @Override
    public PyObject repr(PyObject o) {
      PyTimezone z = (PyTimezone) o;
      if (z == UTC) {
        return PyStr.of("datetime.timezone.utc");
      }
      String name = z.name == null ? "" : ", " + Abstract.repr(z.name).value();
      return PyStr.of("datetime.timezone(" + Abstract.repr(z.offset).value() + name + ")");
    }

    @Override
    public PyObject str(PyObject o) {
      return ((PyTimezone) o).shownName();
    }

    @Override
    public long hash(PyObject o) {
      return ((PyTimezone) o).offset.pythonHash();
    }

    @Override
    public PyObject richCompare(PyObject a, PyObject b, int op) {
      if (op != Abstract.EQ && op != Abstract.NE || !(b instanceof PyTimezone z)) {
        return NOT_IMPLEMENTED;
      }
      return PyBool.of(Zones.same(((PyTimezone) a).offset, z.offset) == (op == Abstract.EQ));
    }
  }
}
