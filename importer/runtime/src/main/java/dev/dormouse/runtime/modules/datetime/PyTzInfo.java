package dev.dormouse.runtime.modules.datetime;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Names;
import dev.dormouse.runtime.objects.Ops;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Method;

/** {@code datetime.tzinfo}, whose instances are plain objects: it adds methods alone. */
@BuiltinType(
    name = "tzinfo",
    ops = PyTzInfo.TzInfoOps.class,
    doc = "What classes of time zones derive from.")
final class PyTzInfo {
  static final PyType TYPE =
      PyType.builtin("tzinfo", PyType.OBJECT, new TzInfoOps(), new PyTzInfoTable())
          .in("datetime")
          .with(PyType.BASETYPE | PyType.SAME_LAYOUT);

  private static final PyStr GETINITARGS = PyStr.interned("__getinitargs__");

  private PyTzInfo() {}

  private static PyException missing(String method) {
    return Errors.notImplementedError("a tzinfo subclass must implement " + method + "()");
  }

  @Method(signature = "(dt, /)", doc = "datetime -> the zone's name then.")
  static PyObject tzname(PyObject self, PyObject dt) {
    throw missing("tzname");
  }

  @Method(
      signature = "(dt, /)",
      doc = "datetime -> offset from UTC as timedelta, positive in the east.")
  static PyObject utcoffset(PyObject self, PyObject dt) {
    throw missing("utcoffset");
  }

  @Method(signature = "(dt, /)", doc = "datetime -> daylight saving as timedelta.")
  static PyObject dst(PyObject self, PyObject dt) {
    throw missing("dst");
  }

  @Method(signature = "(dt, /)", doc = "datetime in UTC -> datetime in local time.")
  static PyObject fromutc(PyObject self, PyObject dt) {
    PyDateTime utc = requireOwn(self, dt);
    PyTimeDelta offset = Zones.utcOffset(self, utc);
    if (offset == null) {
      throw Errors.valueError("fromutc: non-None utcoffset() result required");
    }
    PyTimeDelta dst = Zones.dst(self, utc);
    if (dst == null) {
      throw Errors.valueError("fromutc: non-None dst() result required");
    }
    PyObject standard = utc.plus(offset.minus(dst), 1);
    // A subclass's constructor may have made anything of it.
    PyObject zone = standard instanceof PyDateTime s ? s.zone : NO_ZONE;
    dst = Zones.dst(zone, standard);
    if (dst == null) {
      throw Errors.valueError("fromutc: tz.dst() gave inconsistent results; cannot convert");
    }
    return dst.isZero() ? standard : ((PyDateTime) standard).plus(dst, 1);
  }

  private static final PyObject NO_ZONE = PyObject.NONE;

  /** The argument of fromutc, a datetime of this very zone. */
  static PyDateTime requireOwn(PyObject zone, PyObject dt) {
    if (!(dt instanceof PyDateTime utc)) {
      throw Errors.typeError("fromutc: argument must be a datetime");
    }
    if (utc.zone != zone) {
      throw Errors.valueError("fromutc: dt.tzinfo is not self");
    }
    return utc;
  }

  @Method(name = "__reduce__", doc = "-> (cls, state)")
  static PyObject reduce(PyObject self) {
    PyObject initargs = Abstract.getAttributeOrNull(self, GETINITARGS);
    PyObject args = initargs == null ? PyTuple.EMPTY : Abstract.call(initargs);
    return PyTuple.of(self.type, args, Abstract.callMethod(self, Names.GETSTATE));
  }

  static final class TzInfoOps extends Ops {
    @Override
    public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
      PyType layout = cls.layout();
      return layout.isSubtype(TYPE)
          ? new PyObject(cls)
          : layout.ops.newObject(cls, PyObject.NO_ARGS, null);
    }
  }
}
