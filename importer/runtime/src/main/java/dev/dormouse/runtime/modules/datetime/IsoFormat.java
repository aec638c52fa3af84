package dev.dormouse.runtime.modules.datetime;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Interpreter;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;

/** Writing: ISO 8601, {@code ctime}, and what {@code strftime} adds to that of module time. */
final class IsoFormat {
  private IsoFormat() {}

  /** At least {@code width} digits of a number that is not negative. */
  static StringBuilder digits(StringBuilder out, int value, int width) {
    int limit = 10;
    for (int i = 1; i < width; i++) {
      if (value < limit) {
        out.append('0');
      }
      limit *= 10;
    }
    return out.append(value);
  }

  static void date(StringBuilder out, PyDate d) {
    digits(out, d.year, 4);
    digits(out.append('-'), d.month, 2);
    digits(out.append('-'), d.day, 2);
  }

  static void clock(
      StringBuilder out, int hour, int minute, int second, int microsecond, String timespec) {
    int parts =
        switch (timespec) {
          case "auto" -> microsecond == 0 ? 3 : 6;
          case "hours" -> 1;
          case "minutes" -> 2;
          case "seconds" -> 3;
          case "milliseconds" -> 5;
          case "microseconds" -> 6;
          default -> throw Errors.valueError("Unknown timespec value");
        };
    digits(out, hour, 2);
    if (parts > 1) {
      digits(out.append(':'), minute, 2);
    }
    if (parts > 2) {
      digits(out.append(':'), second, 2);
    }
    if (parts == 5) {
      digits(out.append('.'), microsecond / 1000, 3);
    } else if (parts == 6) {
      digits(out.append('.'), microsecond, 6);
    }
  }

  /** {@code +HH:MM}, with seconds and microseconds where there are some; nothing for null. */
  static void offset(StringBuilder out, PyTimeDelta offset, String separator) {
    if (offset == null) {
      return;
    }
    boolean west = offset.days < 0;
    PyTimeDelta size = west ? offset.negated() : offset;
    digits(out.append(west ? '-' : '+'), size.seconds / 3600, 2);
    digits(out.append(separator), size.seconds / 60 % 60, 2);
    if (size.seconds % 60 != 0 || size.microseconds != 0) {
      digits(out.append(separator), size.seconds % 60, 2);
    }
    if (size.microseconds != 0) {
      digits(out.append('.'), size.microseconds, 6);
    }
  }

  /** C's {@code ctime} without the end of the line. */
  static String ctime(PyDate d, int hour, int minute, int second) {
    StringBuilder out = new StringBuilder(24);
    out.append(Calendar.weekdayName(Calendar.weekday(d.ordinal())));
    out.append(' ').append(Calendar.monthName(d.month));
    out.append(d.day < 10 ? "  " : " ").append(d.day).append(' ');
    clock(out, hour, minute, second, 0, "seconds");
    return digits(out.append(' '), d.year, 4).toString();
  }

  /**
   * Fills in {@code %f}, {@code %z} and {@code %Z}, which C does not know or not of this zone, and
   * leaves the rest to {@code time.strftime}. As the format of a C function it ends at a NUL.
   *
   * @param about what the zone is asked about
   */
  static PyObject strftime(
      PyObject format, int microsecond, PyObject zone, PyObject about, PyObject timetuple) {
    String f = ((PyStr) format).value();
    int end = f.indexOf('\0');
    if (end < 0) {
      end = f.length();
    }
    StringBuilder out = new StringBuilder(end + 16);
    for (int i = 0; i < end; i++) {
      char c = f.charAt(i);
      if (Character.isSurrogate(c)) {
        requireUtf8((PyStr) format);
      }
      out.append(c);
      if (c != '%' || i + 1 == end) {
        continue;
      }
      char directive = f.charAt(++i);
      switch (directive) {
        case 'f' -> {
          out.setLength(out.length() - 1);
          digits(out, microsecond, 6);
        }
        case 'z' -> {
          out.setLength(out.length() - 1);
          offset(out, Zones.utcOffset(zone, about), "");
        }
        case 'Z' -> {
          out.setLength(out.length() - 1);
          if (Zones.name(zone, about) instanceof PyStr name) {
            out.append(escaped(name));
          }
        }
        default -> out.append(directive);
      }
    }
    PyObject time = Interpreter.current().importer().importModule("time");
    return Abstract.callMethod(time, "strftime", PyStr.of(out.toString()), timetuple);
  }

  /** A zone's name with each percent sign doubled, by its own {@code replace}. */
  private static String escaped(PyStr name) {
    PyObject escaped = Abstract.callMethod(name, "replace", PyStr.of("%"), PyStr.of("%%"));
    if (!(escaped instanceof PyStr s)) {
      throw Errors.typeError("tzname.replace() did not return a string");
    }
    requireUtf8(s);
    return s.value();
  }

  private static void requireUtf8(PyStr text) {
    dev.dormouse.runtime.objects.Codecs.encode(text, "utf-8", "strict");
  }

  /** {@code __format__}: the own str of an object, or its own strftime. */
  static PyObject format(PyObject self, PyObject[] args, PyStr[] kwnames) {
    Arguments.count("__format__", 1, args, kwnames);
    return Arguments.text(args[0], "__format__", 1).isEmpty()
        ? Abstract.str(self)
        : Abstract.callMethod(self, "strftime", args[0]);
  }
}
