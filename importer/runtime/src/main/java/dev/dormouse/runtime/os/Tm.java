package dev.dormouse.runtime.os;

/**
 * C's {@code struct tm} with glibc's additions, and the proleptic Gregorian calendar under it.
 *
 * <p>Not {@code java.time}: that costs 11 ms cold, and glibc's rules (normalization, POSIX time
 * zone strings) are needed in any case.
 */
public final class Tm {
  /** The full year, not less 1900. */
  public long year;

  /** 1 to 12. */
  public int month = 1;

  /** 1 to 31. */
  public int day = 1;

  public int hour;
  public int minute;
  public int second;

  /** 0 is Monday, as in Python. */
  public int weekday;

  /** 1 to 366. */
  public int yearday = 1;

  /** 1 in daylight saving time, 0 not, -1 unknown. */
  public int dst;

  /** Seconds east of UTC. */
  public int gmtoff;

  /** The zone's abbreviation; null if unknown. */
  public String zone;

  /** Days from 1970-01-01 to a date. */
  public static long daysFromEpoch(long year, int month, int day) {
    long y = month <= 2 ? year - 1 : year;
    long era = Math.floorDiv(y, 400L);
    long yearOfEra = y - era * 400;
    long dayOfYear = (153L * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    long dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
    return era * 146097 + dayOfEra - 719468;
  }

  public static boolean isLeap(long year) {
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  }

  /** {@code gmtime}. */
  public static Tm utc(long seconds) {
    Tm tm = at(seconds, 0);
    tm.zone = "GMT";
    return tm;
  }

  /** The broken-down time at an offset from UTC. */
  static Tm at(long seconds, int offset) {
    long local = seconds + offset;
    long days = Math.floorDiv(local, 86400L);
    int rest = (int) Math.floorMod(local, 86400L);
    long z = days + 719468;
    long era = Math.floorDiv(z, 146097L);
    long dayOfEra = z - era * 146097;
    long yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146096) / 365;
    int dayOfYear = (int) (dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100));
    int mp = (5 * dayOfYear + 2) / 153;
    Tm tm = new Tm();
    tm.day = dayOfYear - (153 * mp + 2) / 5 + 1;
    tm.month = mp < 10 ? mp + 3 : mp - 9;
    tm.year = yearOfEra + era * 400 + (tm.month <= 2 ? 1 : 0);
    tm.hour = rest / 3600;
    tm.minute = rest / 60 % 60;
    tm.second = rest % 60;
    tm.weekday = (int) Math.floorMod(days + 3, 7L);
    tm.yearday = (int) (days - daysFromEpoch(tm.year, 1, 1)) + 1;
    tm.gmtoff = offset;
    return tm;
  }

  /** {@code timegm}: fields out of range carry over. */
  public long toUtcSeconds() {
    long months = year * 12 + (month - 1);
    long y = Math.floorDiv(months, 12L);
    int m = (int) Math.floorMod(months, 12L) + 1;
    long days = daysFromEpoch(y, m, 1) + day - 1;
    return days * 86400 + hour * 3600L + minute * 60L + second;
  }
}
