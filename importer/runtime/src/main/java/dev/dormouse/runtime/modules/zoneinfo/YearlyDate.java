package dev.dormouse.runtime.modules.zoneinfo;

import dev.dormouse.runtime.objects.Errors;

/** When in each year a clock is set, by the local time until then. */
final class YearlyDate {
  private static final String DAYS_BEFORE_MONTH =
      "\0\37\73\132\170\227\265\324\363\u0111\u0130\u014e";

  /** 1 to 12 for a weekday of a month; 0 for a day of the year. */
  private final int month;

  /** 1 to 5 for the last one. */
  private final int week;

  /** Of the week from Sunday, 0; or of the year, from 1 without leap days or from 0 with them. */
  private final int day;

  private final boolean leapDaysCount;
  private final long secondOfDay;

  private YearlyDate(int month, int week, int day, boolean leapDaysCount, long secondOfDay) {
    this.month = month;
    this.week = week;
    this.day = day;
    this.leapDaysCount = leapDaysCount;
    this.secondOfDay = secondOfDay;
  }

  /** Throws ValueError. */
  static YearlyDate ofMonth(int month, int week, int day, long secondOfDay) {
    if (month <= 0 || month > 12) {
      throw Errors.valueError("Month must be in (0, 12]");
    }
    if (week <= 0 || week > 5) {
      throw Errors.valueError("Week must be in (0, 5]");
    }
    if (day > 6) {
      throw Errors.valueError("Day must be in [0, 6]");
    }
    return new YearlyDate(month, week, day, true, secondOfDay);
  }

  /** Throws ValueError. {@code julian}: days are counted from 1, without those of February 29. */
  static YearlyDate ofYear(boolean julian, int day, long secondOfDay) {
    int least = julian ? 1 : 0;
    if (day < least || day > 365) {
      throw Errors.valueError("day must be in [" + least + ", 365], not: " + day);
    }
    return new YearlyDate(0, 0, day, !julian, secondOfDay);
  }

  /** In seconds from the start of 1970, as the clock shows it. */
  long in(long year) {
    long days = month == 0 ? dayOfYear(year) : dayOfMonth(year);
    return (daysBefore(year) + days) * 86_400 + secondOfDay;
  }

  /**
   * As CPython 3.11 counts: from the day before the first one also where that is number 0, and
   * after a leap day from number 59.
   */
  private long dayOfYear(long year) {
    return !leapDaysCount && day >= 59 && isLeap(year) ? day : day - 1;
  }

  private long dayOfMonth(long year) {
    boolean leap = isLeap(year);
    long first = DAYS_BEFORE_MONTH.charAt(month - 1) + (month > 2 && leap ? 1 : 0);
    long next = month == 12 ? 365 : DAYS_BEFORE_MONTH.charAt(month);
    long length = next + (month > 1 && leap ? 1 : 0) - first;
    // 1970 began on a Thursday.
    long weekday = Math.floorMod(daysBefore(year) + first + 4, 7L);
    long at = Math.floorMod(day - weekday, 7L) + (week - 1) * 7L;
    return first + (at >= length ? at - 7 : at);
  }

  /** From the start of 1970 to that of the year. */
  private static long daysBefore(long year) {
    long y = year - 1;
    return y * 365
        + Math.floorDiv(y, 4L)
        - Math.floorDiv(y, 100L)
        + Math.floorDiv(y, 400L)
        - 719_162;
  }

  private static boolean isLeap(long year) {
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  }
}
