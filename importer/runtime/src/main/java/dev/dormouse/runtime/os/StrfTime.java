package dev.dormouse.runtime.os;

/** glibc's {@code strftime} in the C locale, with its flags ({@code _ - 0 ^ #}) and widths. */
public final class StrfTime {
  private StrfTime() {}

  /**
   * Formats.
   *
   * @param zones for {@code %s}
   */
  public static String format(String format, Tm tm, TimeZoneRules zones) {
    StringBuilder out = new StringBuilder();
    int n = format.length();
    for (int i = 0; i < n; i++) {
      char c = format.charAt(i);
      if (c != '%') {
        out.append(c);
        continue;
      }
      int start = i;
      char pad = 0;
      boolean upper = false;
      boolean swap = false;
      i++;
      for (; i < n; i++) {
        char flag = format.charAt(i);
        if (flag == '_' || flag == '-' || flag == '0' || flag == '+') {
          pad = flag;
        } else if (flag == '^') {
          upper = true;
        } else if (flag == '#') {
          swap = true;
        } else {
          break;
        }
      }
      int width = -1;
      for (; i < n && format.charAt(i) >= '0' && format.charAt(i) <= '9'; i++) {
        width = Math.min(Math.max(width, 0) * 10 + format.charAt(i) - '0', 1 << 20);
      }
      char modifier = i < n ? format.charAt(i) : 0;
      if (modifier == 'E' || modifier == 'O') {
        i++;
      }
      if (i >= n) {
        out.append(format, start, n);
        break;
      }
      if (isRefused(modifier, format.charAt(i))
          || !one(out, format.charAt(i), pad, width, upper, swap, tm, zones)) {
        out.append(format, start, i + 1);
      }
    }
    return out.toString();
  }

  /** Whether a modifier does not go with a directive, which is copied then. */
  private static boolean isRefused(char modifier, char directive) {
    return modifier == 'E' && "aAbBdDeFgGhHIjklmMSUVwW".indexOf(directive) >= 0
        || modifier == 'O' && "aAcDFxXY".indexOf(directive) >= 0;
  }

  private static boolean one(
      StringBuilder out,
      char directive,
      char pad,
      int width,
      boolean upper,
      boolean swap,
      Tm tm,
      TimeZoneRules zones) {
    switch (directive) {
      case 'a' ->
          text(out, day(tm).substring(0, Math.min(3, day(tm).length())), pad, width, upper | swap);
      case 'A' -> text(out, day(tm), pad, width, upper | swap);
      case 'b', 'h' ->
          text(
              out,
              month(tm).substring(0, Math.min(3, month(tm).length())),
              pad,
              width,
              upper | swap);
      case 'B' -> text(out, month(tm), pad, width, upper | swap);
      case 'c' -> composite(out, "%a %b %e %H:%M:%S %Y", pad, width, upper, tm, zones);
      case 'C' -> number(out, Math.floorDiv(tm.year, 100L), 1, '0', pad, width);
      case 'd' -> number(out, tm.day, 2, '0', pad, width);
      case 'D', 'x' -> composite(out, "%m/%d/%y", pad, width, upper, tm, zones);
      case 'e' -> number(out, tm.day, 2, '_', pad, width);
      case 'F' -> composite(out, "%Y-%m-%d", pad, width, upper, tm, zones);
      case 'g' -> number(out, Math.floorMod(isoYear(tm), 100L), 2, '0', pad, width);
      case 'G' -> number(out, isoYear(tm), 1, '0', pad, width);
      case 'H' -> number(out, tm.hour, 2, '0', pad, width);
      case 'I' -> number(out, hour12(tm), 2, '0', pad, width);
      case 'j' -> number(out, tm.yearday, 3, '0', pad, width);
      case 'k' -> number(out, tm.hour, 2, '_', pad, width);
      case 'l' -> number(out, hour12(tm), 2, '_', pad, width);
      case 'm' -> number(out, tm.month, 2, '0', pad, width);
      case 'M' -> number(out, tm.minute, 2, '0', pad, width);
      case 'n' -> text(out, "\n", pad, width, false);
      case 'p' -> {
        String half = tm.hour < 12 ? "AM" : "PM";
        text(out, swap ? lower(half) : half, pad, width, upper);
      }
      case 'P' -> text(out, tm.hour < 12 ? "am" : "pm", pad, width, false);
      case 'r' -> composite(out, "%I:%M:%S %p", pad, width, upper, tm, zones);
      case 'R' -> composite(out, "%H:%M", pad, width, upper, tm, zones);
      case 's' -> number(out, zones.toSeconds(tm), 1, '0', pad, width);
      case 'S' -> number(out, tm.second, 2, '0', pad, width);
      case 't' -> text(out, "\t", pad, width, false);
      case 'T', 'X' -> composite(out, "%H:%M:%S", pad, width, upper, tm, zones);
      case 'u' -> number(out, tm.weekday + 1, 1, '0', pad, width);
      case 'U' -> number(out, (tm.yearday + 6 - (tm.weekday + 1) % 7) / 7, 2, '0', pad, width);
      case 'V' -> number(out, isoWeek(tm), 2, '0', pad, width);
      case 'w' -> number(out, (tm.weekday + 1) % 7, 1, '0', pad, width);
      case 'W' -> number(out, (tm.yearday + 6 - tm.weekday) / 7, 2, '0', pad, width);
      case 'y' -> number(out, Math.floorMod(tm.year, 100L), 2, '0', pad, width);
      case 'Y' -> number(out, tm.year, 1, '0', pad, width);
      case 'z' -> {
        if (tm.dst >= 0) {
          int minutes = Math.abs(tm.gmtoff) / 60;
          int hhmm = minutes / 60 * 100 + minutes % 60;
          out.append(tm.gmtoff < 0 ? '-' : '+');
          number(out, hhmm, 4, '0', pad, width - 1);
        }
      }
      case 'Z' -> {
        String zone = tm.zone;
        if (zone == null) {
          zone = tm.dst < 0 ? "" : zones.abbreviation(tm.dst != 0);
        }
        text(out, swap ? lower(zone) : zone, pad, width, upper);
      }
      case '%' -> text(out, "%", pad, width, false);
      default -> {
        return false;
      }
    }
    return true;
  }

  private static int hour12(Tm tm) {
    return tm.hour % 12 == 0 ? 12 : tm.hour % 12;
  }

  private static String day(Tm tm) {
    return switch (tm.weekday) {
      case 0 -> "Monday";
      case 1 -> "Tuesday";
      case 2 -> "Wednesday";
      case 3 -> "Thursday";
      case 4 -> "Friday";
      case 5 -> "Saturday";
      case 6 -> "Sunday";
      default -> "?";
    };
  }

  private static String month(Tm tm) {
    return switch (tm.month) {
      case 1 -> "January";
      case 2 -> "February";
      case 3 -> "March";
      case 4 -> "April";
      case 5 -> "May";
      case 6 -> "June";
      case 7 -> "July";
      case 8 -> "August";
      case 9 -> "September";
      case 10 -> "October";
      case 11 -> "November";
      case 12 -> "December";
      default -> "?";
    };
  }

  /** ASCII upper case; String's needs a locale. */
  private static String upper(String s) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < s.length(); i++) {
      char c = s.charAt(i);
      out.append(c >= 'a' && c <= 'z' ? (char) (c - 32) : c);
    }
    return out.toString();
  }

  private static String lower(String s) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < s.length(); i++) {
      char c = s.charAt(i);
      out.append(c >= 'A' && c <= 'Z' ? (char) (c + 32) : c);
    }
    return out.toString();
  }

  /** Thursday's week decides; days counted from Thursday stay in its year. */
  private static long isoYear(Tm tm) {
    int thursday = tm.yearday - tm.weekday + 3;
    if (thursday < 1) {
      return tm.year - 1;
    }
    return thursday > (Tm.isLeap(tm.year) ? 366 : 365) ? tm.year + 1 : tm.year;
  }

  private static int isoWeek(Tm tm) {
    int thursday = tm.yearday - tm.weekday + 3;
    int length = Tm.isLeap(tm.year) ? 366 : 365;
    if (thursday < 1) {
      thursday += Tm.isLeap(tm.year - 1) ? 366 : 365;
    } else if (thursday > length) {
      thursday -= length;
    }
    return (thursday - 1) / 7 + 1;
  }

  private static void composite(
      StringBuilder out,
      String format,
      char pad,
      int width,
      boolean upper,
      Tm tm,
      TimeZoneRules zones) {
    text(out, format(format, tm, zones), pad, width, upper);
  }

  private static void text(StringBuilder out, String s, char pad, int width, boolean upper) {
    if (pad != '-') {
      for (int k = s.length(); k < width; k++) {
        out.append(pad == '0' || pad == '+' ? '0' : ' ');
      }
    }
    out.append(upper ? upper(s) : s);
  }

  private static void number(
      StringBuilder out, long value, int digits, char usual, char pad, int width) {
    char how = pad == 0 ? usual : pad;
    String s = Long.toString(Math.abs(value));
    int wanted = how == '-' ? 0 : Math.max(digits, width);
    int fill = wanted - s.length() - (value < 0 ? 1 : 0);
    if (how == '_') {
      for (int k = 0; k < fill; k++) {
        out.append(' ');
      }
      fill = 0;
    }
    if (value < 0) {
      out.append('-');
    }
    for (int k = 0; k < fill; k++) {
      out.append('0');
    }
    out.append(s);
  }
}
