package dev.dormouse.runtime.modules.datetime;

import dev.dormouse.runtime.modules.posix.TimeModule;
import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyFloat;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyOSError;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.os.Errno;
import dev.dormouse.runtime.os.Tm;

/**
 * POSIX timestamps, and what the clocks here show or showed then. A wall time is what a clock
 * shows, counted in seconds as if it were UTC.
 */
final class LocalTime {
  /** No zone has ever set its clocks by as much as a day. */
  private static final long DAY = 86_400;

  /** What C's {@code struct tm}, whose year is an int, can hold. */
  private static final long MAX_SECONDS = 67_768_036_191_676_799L;

  private LocalTime() {}

  // arguments

  /** A timestamp rounded down. */
  static long wholeSeconds(PyObject timestamp) {
    return timestamp instanceof PyFloat f ? seconds(Math.floor(f.value)) : integer(timestamp);
  }

  /** A timestamp that is no float. */
  static long integer(PyObject timestamp) {
    PyInt i = Abstract.index(timestamp);
    if (i.isBig()) {
      throw tooLarge();
    }
    return i.longValue();
  }

  static long seconds(double whole) {
    if (Double.isNaN(whole)) {
      throw Errors.valueError("Invalid value NaN (not a number)");
    }
    if (!(whole >= -0x1p63 && whole < 0x1p63)) {
      throw tooLarge();
    }
    return (long) whole;
  }

  private static PyException tooLarge() {
    return Errors.overflowError("timestamp out of range for platform time_t");
  }

  // conversions

  static Tm utc(long seconds) {
    return Tm.utc(checked(seconds));
  }

  static Tm at(long seconds) {
    return TimeModule.zone().local(checked(seconds));
  }

  private static long checked(long seconds) {
    if (seconds > MAX_SECONDS || seconds < -MAX_SECONDS) {
      throw PyOSError.of(Errno.EOVERFLOW);
    }
    return seconds;
  }

  /** The packed local date. */
  static int dateOf(long seconds) {
    Tm tm = at(seconds);
    checkYear(tm);
    return Calendar.pack((int) tm.year, tm.month, tm.day);
  }

  static void checkYear(Tm tm) {
    if (tm.year < Calendar.MIN_YEAR || tm.year > Calendar.MAX_YEAR) {
      throw Calendar.yearOutOfRange(tm.year);
    }
  }

  /** The wall time at a timestamp. */
  private static long wall(long seconds) {
    Tm tm = at(seconds);
    checkYear(tm);
    return seconds + tm.gmtoff;
  }

  /** Whether the clocks, having been set back, show a wall time for the second time. */
  static int fold(long seconds, long wall) {
    long earlier = wall(seconds - DAY);
    long setBack = wall - earlier - DAY;
    return setBack < 0 && wall(seconds + setBack) == wall ? 1 : 0;
  }

  /**
   * The timestamp at which the clocks show a wall time. Of two the earlier, with fold the later; a
   * time that they skip is taken by the offset before the gap, with fold by that after it.
   */
  static long timestamp(long wall, int fold) {
    long offset = wall(wall) - wall;
    long first = wall - offset;
    long shown = wall(first);
    long other;
    if (shown == wall) {
      long probe = fold == 0 ? first - DAY : first + DAY;
      other = wall(probe) - probe;
      if (other == offset) {
        return first;
      }
    } else {
      other = shown - first;
    }
    long second = wall - other;
    if (wall(second) == wall) {
      return second;
    }
    if (shown == wall) {
      return first;
    }
    return fold == 0 ? Math.max(first, second) : Math.min(first, second);
  }

  /** The offset and name of the zone here at a timestamp. */
  static PyTimezone zoneAt(long seconds) {
    Tm tm = at(seconds);
    return PyTimezone.make(PyTimeDelta.normalized(0, tm.gmtoff, 0), PyStr.of(tm.zone));
  }
}
