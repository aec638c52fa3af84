package dev.dormouse.runtime.modules.datetime;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;

/**
 * Reading ISO 8601: dates in calendar and week form, clock times and offsets, in the basic and the
 * extended form. It accepts what CPython's fast parser accepts, which is more than the standard:
 * what follows eight digits of a date, a colon or a point with nothing behind it before an offset,
 * two digits behind the seconds as a fraction. A NUL ends a clock time.
 *
 * <p>A problem is kept as {@link #failed} and told once, by {@link #check}.
 */
final class IsoText {
  /** After everything: no digit and no mark. */
  private static final char END = '\0';

  private final PyStr original;
  private final String text;
  private int at;

  /** The end of what is read now: of the text, or of the clock time before an offset. */
  private int end;

  private boolean failed;

  int year;
  int month;
  int day;
  int hour;
  int minute;
  int second;
  int microsecond;

  /** None if the text has no offset. */
  PyObject zone = PyObject.NONE;

  private IsoText(PyObject text) {
    if (!(text instanceof PyStr s)) {
      throw Errors.typeError("fromisoformat: argument must be str");
    }
    original = s;
    this.text = s.value();
    end = this.text.length();
  }

  static IsoText ofDate(PyObject text) {
    IsoText t = new IsoText(text);
    if (t.end != 7 && t.end != 8 && t.end != 10) {
      throw t.invalid();
    }
    t.date(t.end);
    return t.check();
  }

  static IsoText ofTime(PyObject text) {
    IsoText t = new IsoText(text);
    t.at = t.text.startsWith("T") ? 1 : 0;
    t.time();
    return t.check();
  }

  static IsoText ofDateTime(PyObject text) {
    IsoText t = new IsoText(text);
    if (t.end < 7) {
      throw t.invalid();
    }
    int separator = t.separator();
    t.date(separator);
    if (!t.failed && separator < t.end) {
      t.at = separator + Character.charCount(t.text.codePointAt(separator));
      t.time();
    }
    return t.check();
  }

  private IsoText check() {
    if (failed) {
      throw invalid();
    }
    return this;
  }

  private PyException invalid() {
    return Errors.valueError("Invalid isoformat string: " + Abstract.repr(original).value());
  }

  private char charAt(int i) {
    return i < text.length() ? text.charAt(i) : END;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private int number(int digits) {
    int value = 0;
    for (int i = 0; i < digits; i++, at++) {
      char c = charAt(at);
      if (!isDigit(c)) {
        failed = true;
        return 0;
      }
      value = value * 10 + c - '0';
    }
    return value;
  }

  /**
   * The index behind the date. Week dates are ambiguous, since the day may be missing and the
   * separator be anything: a digit then belongs to the time if that makes its digits even.
   */
  private int separator() {
    if (end == 7) {
      return 7;
    }
    if (text.charAt(4) == '-') {
      if (text.charAt(5) != 'W') {
        return Math.min(10, end);
      }
      if (charAt(8) != '-') {
        return 8;
      }
      failed |= end == 9;
      return end > 10 && isDigit(charAt(10)) ? 8 : Math.min(10, end);
    }
    if (text.charAt(4) != 'W') {
      return 8;
    }
    int i = 7;
    while (isDigit(charAt(i))) {
      i++;
    }
    return i < 9 ? i : i % 2 == 0 ? 7 : 8;
  }

  private void date(int until) {
    year = number(4);
    boolean extended = charAt(at) == '-';
    at += extended ? 1 : 0;
    if (charAt(at) == 'W') {
      at++;
      week(extended, until);
      return;
    }
    month = number(2);
    dash(extended);
    day = number(2);
  }

  private void dash(boolean expected) {
    if (expected) {
      failed |= charAt(at) != '-';
      at++;
    }
  }

  private void week(boolean extended, int until) {
    int week = number(2);
    int weekday = 1;
    if (at < until) {
      dash(extended);
      weekday = number(1);
    }
    if (failed) {
      return;
    }
    if (year < Calendar.MIN_YEAR) {
      throw Calendar.yearOutOfRange(year);
    }
    failed = Calendar.isoWeekProblem(year, week, weekday) != null;
    if (!failed) {
      int date = Calendar.ofIsoWeek(year, week, weekday);
      year = Calendar.year(date);
      month = Calendar.month(date);
      day = Calendar.day(date);
    }
  }

  private void time() {
    int whole = end;
    int sign = at;
    while (sign < whole && "+-Z".indexOf(text.charAt(sign)) < 0) {
      sign++;
    }
    if (sign == at && at < whole) {
      failed = true;
      return;
    }
    end = sign;
    boolean complete = clock();
    if (sign == whole) {
      failed |= !complete;
      return;
    }
    if (failed) {
      return;
    }
    if (text.charAt(sign) == 'Z') {
      failed = charAt(sign + 1) != END;
      zone = PyTimezone.UTC;
      return;
    }
    offset(sign, whole);
  }

  /** Reads the offset whose sign is at an index. */
  private void offset(int sign, int whole) {
    int h = hour;
    int m = minute;
    int s = second;
    int us = microsecond;
    at = sign + 1;
    end = whole;
    failed = !clock() || failed;
    if (!failed) {
      int seconds = hour * 3600 + minute * 60 + second;
      // Microseconds alone make no offset.
      zone =
          seconds == 0
              ? PyTimezone.UTC
              : PyTimezone.make(
                  text.charAt(sign) == '-'
                      ? PyTimeDelta.normalized(0, -seconds, -microsecond)
                      : PyTimeDelta.normalized(0, seconds, microsecond),
                  null);
    }
    hour = h;
    minute = m;
    second = s;
    microsecond = us;
  }

  /** Reads {@code HH[[:]MM[[:]SS[.ffffff]]]}; whether that was all up to {@link #end}. */
  private boolean clock() {
    hour = number(2);
    minute = 0;
    second = 0;
    microsecond = 0;
    boolean extended = charAt(at) == ':';
    for (int part = 1; ; part++) {
      if (failed) {
        return false;
      }
      char mark = charAt(at);
      if (at + 1 >= end) {
        return at >= end || mark == END;
      }
      if (mark == '.' || mark == ',' || extended && mark == ':') {
        at++;
      } else if (extended) {
        failed = true;
        return false;
      }
      if (part == 3 || mark == '.' || mark == ',') {
        return fraction();
      }
      if (part == 1) {
        minute = number(2);
      } else {
        second = number(2);
      }
    }
  }

  private boolean fraction() {
    int digits = Math.min(end - at, 6);
    microsecond = number(digits);
    for (int i = digits; i < 6; i++) {
      microsecond *= 10;
    }
    while (isDigit(charAt(at))) {
      at++;
    }
    return charAt(at) == END;
  }
}
