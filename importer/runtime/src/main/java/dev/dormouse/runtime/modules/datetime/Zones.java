package dev.dormouse.runtime.modules.datetime;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;

/**
 * What time zones are asked, and what they may answer. A zone is None or of a subclass of tzinfo;
 * {@code about} is the datetime asked about, None for a time of no day.
 */
final class Zones {
  private static final PyStr UTCOFFSET = PyStr.interned("utcoffset");
  private static final PyStr DST = PyStr.interned("dst");
  private static final PyStr TZNAME = PyStr.interned("tzname");
  private static final PyStr FROMUTC = PyStr.interned("fromutc");

  private Zones() {}

  /** The argument if it can be a zone; null means None. */
  static PyObject check(PyObject zone) {
    if (zone == null || zone == PyObject.NONE) {
      return PyObject.NONE;
    }
    if (!zone.type.isSubtype(PyTzInfo.TYPE)) {
      throw Errors.typeError(
          "tzinfo argument must be None or of a tzinfo subclass, not type '"
              + zone.type.fullName()
              + "'");
    }
    return zone;
  }

  /** Null if the zone knows none. */
  static PyTimeDelta utcOffset(PyObject zone, PyObject about) {
    if (zone instanceof PyTimezone fixed) {
      return fixed.offset;
    }
    return zone == PyObject.NONE ? null : duration(zone, UTCOFFSET, about);
  }

  /** Null if the zone knows none. */
  static PyTimeDelta dst(PyObject zone, PyObject about) {
    return zone == PyObject.NONE || zone instanceof PyTimezone ? null : duration(zone, DST, about);
  }

  private static PyTimeDelta duration(PyObject zone, PyStr method, PyObject about) {
    PyObject answer = Abstract.callMethod(zone, method, about);
    if (answer == PyObject.NONE) {
      return null;
    }
    if (!(answer instanceof PyTimeDelta delta)) {
      throw Errors.typeError(
          "tzinfo."
              + method.value()
              + "() must return None or timedelta, not '"
              + answer.type.fullName()
              + "'");
    }
    if (!isWithinDay(delta)) {
      throw Errors.valueError(
          "offset must be a timedelta strictly between -timedelta(hours=24) and"
              + " timedelta(hours=24).");
    }
    return delta;
  }

  /** Whether it is shorter than a day in both directions. */
  static boolean isWithinDay(PyTimeDelta d) {
    return d.days == 0 || d.days == -1 && (d.seconds > 0 || d.microseconds > 0);
  }

  /** None or a str. */
  static PyObject name(PyObject zone, PyObject about) {
    if (zone == PyObject.NONE) {
      return zone;
    }
    PyObject name = Abstract.callMethod(zone, TZNAME, about);
    if (name != PyObject.NONE && !(name instanceof PyStr)) {
      throw Errors.typeError(
          "tzinfo.tzname() must return None or a string, not '" + name.type.fullName() + "'");
    }
    return name;
  }

  static PyObject fromUtc(PyObject zone, PyObject datetime) {
    return Abstract.callMethod(zone, FROMUTC, datetime);
  }

  /** Whether both are unknown or the same. */
  static boolean same(PyTimeDelta a, PyTimeDelta b) {
    return a == b || a != null && b != null && a.compareTo(b) == 0;
  }

  static PyObject orNone(PyObject o) {
    return o == null ? PyObject.NONE : o;
  }
}
