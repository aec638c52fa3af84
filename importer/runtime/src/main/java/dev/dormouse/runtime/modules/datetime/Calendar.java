package dev.dormouse.runtime.modules.datetime;

import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.PyException;

/**
 * The proleptic Gregorian calendar. An ordinal is the number of a day, 1 for the first of January
 * of year 1. A date travels as one int, {@link #pack}, so that no object is made for it. The
 * conversions count in eras of 400 years that begin in March, as in Howard Hinnant's
 * "chrono-Compatible Low-Level Date Algorithms".
 */
final class Calendar {
  static final int MIN_YEAR = 1;
  static final int MAX_YEAR = 9999;

  /** Of the last day of year 9999. */
  static final int MAX_ORDINAL = 3652059;

  private static final String MONTH_LENGTHS = "\37\34\37\36\37\36\37\37\36\37\36\37";
  private static final String WEEKDAYS = "MonTueWedThuFriSatSun";
  private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";

  /**
   * Where a year that begins in March begins in days from the January before: moving the leap day
   * to the end makes the months' lengths a formula.
   */
  private static final int MARCH = 306;

  private Calendar() {}

  static boolean isLeap(int year) {
    return (year & 3) == 0 && (year % 100 != 0 || year % 400 == 0);
  }

  static int daysInMonth(int year, int month) {
    return month == 2 && isLeap(year) ? 29 : MONTH_LENGTHS.charAt(month - 1);
  }

  static int pack(int year, int month, int day) {
    return year << 9 | month << 5 | day;
  }

  static int year(int packed) {
    return packed >> 9;
  }

  static int month(int packed) {
    return packed >> 5 & 15;
  }

  static int day(int packed) {
    return packed & 31;
  }

  /** Of a valid date; also of the years 0 and 10000. */
  static int ordinal(int year, int month, int day) {
    int y = month > 2 ? year : year - 1;
    int sinceMarch = month > 2 ? month - 3 : month + 9;
    int leapDays = Math.floorDiv(y, 4) - Math.floorDiv(y, 100) + Math.floorDiv(y, 400);
    return 365 * y + leapDays + (153 * sinceMarch + 2) / 5 + day - MARCH;
  }

  /** The packed date of an ordinal of 1 or more. */
  static int ofOrdinal(int ordinal) {
    int days = ordinal + MARCH - 1;
    int era = days / 146097;
    int inEra = days % 146097;
    int yearOfEra = (inEra - inEra / 1460 + inEra / 36524 - inEra / 146096) / 365;
    int inYear = inEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    int sinceMarch = (5 * inYear + 2) / 153;
    int day = inYear - (153 * sinceMarch + 2) / 5 + 1;
    int month = sinceMarch < 10 ? sinceMarch + 3 : sinceMarch - 9;
    return pack(era * 400 + yearOfEra + (month > 2 ? 0 : 1), month, day);
  }

  /** 0 is Monday. */
  static int weekday(int ordinal) {
    return Math.floorMod(ordinal - 1, 7);
  }

  static int dayOfYear(int year, int month, int day) {
    return ordinal(year, month, day) - ordinal(year, 1, 1) + 1;
  }

  /** The ordinal of the Monday of the ISO week that has the year's first Thursday. */
  static int firstIsoMonday(int year) {
    int fourth = ordinal(year, 1, 4);
    return fourth - weekday(fourth);
  }

  /** The packed date of an ISO week date; ValueError in the words of fromisocalendar. */
  static int ofIsoWeek(int year, int week, int day) {
    String problem = isoWeekProblem(year, week, day);
    if (problem != null) {
      throw Errors.valueError(problem);
    }
    return ofOrdinal(firstIsoMonday(year) + (week - 1) * 7 + day - 1);
  }

  /** Null if there is such a day. */
  static String isoWeekProblem(int year, int week, int day) {
    if (year < MIN_YEAR || year > MAX_YEAR) {
      return "Year is out of range: " + year;
    }
    if (week < 1 || week > 52 && (week > 53 || !hasWeek53(year))) {
      return "Invalid week: " + week;
    }
    return day < 1 || day > 7 ? "Invalid day: " + day + " (range is [1, 7])" : null;
  }

  private static boolean hasWeek53(int year) {
    return firstIsoMonday(year + 1) - firstIsoMonday(year) > 52 * 7;
  }

  static void check(int year, int month, int day) {
    if (year < MIN_YEAR || year > MAX_YEAR) {
      throw yearOutOfRange(year);
    }
    if (month < 1 || month > 12) {
      throw Errors.valueError("month must be in 1..12");
    }
    if (day < 1 || day > daysInMonth(year, month)) {
      throw Errors.valueError("day is out of range for month");
    }
  }

  static PyException yearOutOfRange(long year) {
    return Errors.valueError("year " + year + " is out of range");
  }

  static void checkClock(int hour, int minute, int second, int microsecond, int fold) {
    if (hour < 0 || hour > 23) {
      throw Errors.valueError("hour must be in 0..23");
    }
    if (minute < 0 || minute > 59) {
      throw Errors.valueError("minute must be in 0..59");
    }
    if (second < 0 || second > 59) {
      throw Errors.valueError("second must be in 0..59");
    }
    if (microsecond < 0 || microsecond > 999999) {
      throw Errors.valueError("microsecond must be in 0..999999");
    }
    if (fold != 0 && fold != 1) {
      throw Errors.valueError("fold must be either 0 or 1");
    }
  }

  /** {@code Mon}. */
  static String weekdayName(int weekday) {
    return WEEKDAYS.substring(weekday * 3, weekday * 3 + 3);
  }

  /** {@code Jan} for 1. */
  static String monthName(int month) {
    return MONTHS.substring(month * 3 - 3, month * 3);
  }
}
