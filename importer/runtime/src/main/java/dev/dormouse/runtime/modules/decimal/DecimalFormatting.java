package dev.dormouse.runtime.modules.decimal;

import dev.dormouse.runtime.objects.Errors;
import java.nio.charset.StandardCharsets;

/**
 * The format language of {@code format(Decimal)}: {@code
 * [[fill]align][sign][z][0][width][,][.precision][type]}. Compare {@code mpd_parse_fmt_str} and
 * {@code mpd_qformat_spec} in libmpdec's {@code io.c}.
 */
final class DecimalFormatting {
  /** Pads with zeros that are digits, before which separators go. */
  private static final char ZEROS = 'z';

  private int fill = ' ';
  private char align = '>';
  private char sign = '-';
  private boolean noNegativeZero;
  private long width;
  private long precision = -1;
  private char type;
  private String point = ".";
  private String separator = "";

  /** Lengths of groups from the point on; the last repeats. */
  private String grouping = "";

  DecimalFormatting(String s, boolean capitals) {
    type = capitals ? 'G' : 'g';
    int n = s.length();
    int i = 0;
    int first = n > 0 ? Character.charCount(s.codePointAt(0)) : 0;
    boolean aligned = false;
    if (n > first && isAlign(s.charAt(first))) {
      fill = s.codePointAt(0);
      if (fill >= Character.MIN_SURROGATE && fill <= Character.MAX_SURROGATE) {
        throw invalid();
      }
      align = s.charAt(first);
      aligned = true;
      i = first + 1;
    } else if (n > 0 && isAlign(s.charAt(0))) {
      align = s.charAt(0);
      aligned = true;
      i = 1;
    }
    if (i < n && "+- ".indexOf(s.charAt(i)) >= 0) {
      sign = s.charAt(i++);
    }
    if (i < n && s.charAt(i) == 'z') {
      noNegativeZero = true;
      i++;
    }
    if (i < n && s.charAt(i) == '0') {
      if (aligned) {
        throw invalid();
      }
      align = ZEROS;
      fill = '0';
      i++;
    }
    int end = digitsEnd(s, i);
    if (end > i) {
      width = number(s, i, end);
      i = end;
    }
    if (i < n && s.charAt(i) == ',') {
      separator = ",";
      grouping = "\3\3";
      i++;
    }
    if (i < n && s.charAt(i) == '.') {
      end = digitsEnd(s, ++i);
      if (end == i) {
        throw invalid();
      }
      precision = number(s, i, end);
      i = end;
    }
    if (i < n) {
      char c = s.charAt(i++);
      if ("EeFfGgNn%".indexOf(c) < 0 || i < n || (c == 'n' || c == 'N') && !separator.isEmpty()) {
        throw invalid();
      }
      // The locale of numbers is always that of C, which has a point and no groups.
      type = c == 'n' ? 'g' : c == 'N' ? 'G' : c;
    }
  }

  private static RuntimeException invalid() {
    return Errors.valueError("invalid format string");
  }

  private static boolean isAlign(char c) {
    return c == '<' || c == '>' || c == '=' || c == '^';
  }

  private static int digitsEnd(String s, int i) {
    while (i < s.length() && s.charAt(i) >= '0' && s.charAt(i) <= '9') {
      i++;
    }
    return i;
  }

  private static long number(String s, int from, int to) {
    if (to - from > 19) {
      throw invalid();
    }
    long value = Coefficients.readLong(s, from, to);
    if (value < 0) {
      throw invalid();
    }
    return value;
  }

  /** Other signs than the locale's; null leaves one as it is. */
  void override(String newPoint, String newSeparator, String newGrouping) {
    point = newPoint != null ? newPoint : point;
    separator = newSeparator != null ? newSeparator : separator;
    grouping = newGrouping != null ? newGrouping : grouping;
    int n = bytes(point);
    boolean valid = n > 0 && n <= 4 && bytes(separator) <= 4;
    for (int i = 0; i < grouping.length(); i++) {
      valid &= grouping.charAt(i) < 128;
    }
    if (!valid) {
      throw Errors.valueError("invalid override dict");
    }
    int end = grouping.indexOf(0);
    grouping = end < 0 ? grouping : grouping.substring(0, end);
  }

  private static int bytes(String s) {
    return s.getBytes(StandardCharsets.UTF_8).length;
  }

  String format(PyDecimal d, Rules rules) {
    if (width > Rules.MAX_PREC || precision > Rules.MAX_PREC) {
      throw limits();
    }
    StringBuilder out = new StringBuilder();
    boolean negative = d.negative;
    if (!d.isFinite()) {
      if (align == ZEROS) {
        align = '>';
        fill = ' ';
      }
      out.append(DecimalText.special(d.withSign(false))).append(type == '%' ? "%" : "");
    } else {
      PyDecimal shown = rounded(type == '%' ? d.withExponent(d.exponent + 2) : d, rules);
      if (noNegativeZero && shown.isZero()) {
        negative = false;
      }
      digits(out, shown, negative || sign != '-');
    }
    String signText = negative ? "-" : sign == '-' ? "" : String.valueOf(sign);
    return padded(signText, out.toString());
  }

  private static RuntimeException limits() {
    return Errors.valueError("format specification exceeds internal limits of _decimal");
  }

  private PyDecimal rounded(PyDecimal d, Rules rules) {
    PyDecimal shown = d;
    if (precision >= 0) {
      switch (type) {
        case 'g', 'G' -> shown = shortened(d, Math.max(precision, 1), rules);
        case 'e', 'E' -> shown = shortened(d, precision + 1, rules);
        default -> {
          Coefficients.check(d.digits + Math.max(0, d.exponent + precision));
          shown = Adjustments.rescale(d, -precision, rules);
        }
      }
    }
    boolean fixed = type == 'f' || type == 'F' || type == '%';
    return fixed && shown.isZero() && shown.exponent > 0 ? shown.withExponent(0) : shown;
  }

  /**
   * With so many digits at most; for exponents exactly so many, unless it is zero, whose point
   * moves instead.
   */
  private PyDecimal shortened(PyDecimal d, long most, Rules rules) {
    boolean exactly = type == 'e' || type == 'E';
    if (d.isZero() || d.digits == most || d.digits < most && !exactly) {
      return d;
    }
    long exponent = d.exponent + d.digits - most;
    PyDecimal shown = Adjustments.rescale(d, exponent, rules);
    return shown.digits > most ? Adjustments.rescale(shown, exponent + 1, rules) : shown;
  }

  private void digits(StringBuilder out, PyDecimal d, boolean signed) {
    String digits = DecimalText.digits(d);
    long left = d.exponent + digits.length();
    boolean scientific = type == 'e' || type == 'E';
    long at;
    if (scientific) {
      at = d.isZero() && precision >= 0 ? 1 - precision : 1;
    } else if (type == 'g' || type == 'G') {
      at = d.exponent <= 0 && left > -6 ? left : 1;
    } else {
      at = left;
    }
    Coefficients.check(Math.abs(at));
    DecimalText.placePoint(out, digits, (int) at);
    int dot = out.indexOf(".");
    String whole = dot < 0 ? out.toString() : out.substring(0, dot);
    String fraction = dot < 0 ? "" : out.substring(dot + 1);
    StringBuilder tail = new StringBuilder();
    if (!fraction.isEmpty()) {
      tail.append(point).append(fraction);
    }
    if (scientific || left != at) {
      tail.append(type == 'E' || type == 'G' ? 'E' : 'e');
      DecimalText.exponent(tail, left - at);
    }
    if (type == '%') {
      tail.append('%');
    }
    out.setLength(0);
    long least = align == ZEROS ? width - tail.length() - (signed ? 1 : 0) : 0;
    Coefficients.check(least);
    out.append(grouped(whole, (int) least)).append(tail);
  }

  /** Digits with separators, and with zeros before them up to a length. */
  private String grouped(String digits, int least) {
    if (separator.isEmpty() || grouping.isEmpty()) {
      StringBuilder out = new StringBuilder();
      DecimalText.zeros(out, least - digits.length());
      return out.append(digits).toString();
    }
    StringBuilder reversed = new StringBuilder();
    String backwards = new StringBuilder(separator).reverse().toString();
    int next = digits.length();
    int group = 0;
    int room = grouping.charAt(0);
    while (next > 0 || reversed.length() < least) {
      if (room == 0) {
        reversed.append(backwards);
        group = Math.min(group + 1, grouping.length() - 1);
        room = grouping.charAt(group);
      }
      reversed.append(next > 0 ? digits.charAt(--next) : '0');
      // CHAR_MAX says that no more groups follow.
      room = room == 127 ? 127 : room - 1;
    }
    return reversed.reverse().toString();
  }

  private String padded(String signText, String text) {
    long padding = width - signText.length() - text.codePointCount(0, text.length());
    if (padding <= 0) {
      return signText.concat(text);
    }
    Coefficients.check(padding);
    long before = align == '>' ? padding : align == '^' ? padding / 2 : 0;
    long inside = align == '=' || align == ZEROS ? padding : 0;
    StringBuilder out = new StringBuilder();
    fill(out, before);
    out.append(signText);
    fill(out, inside);
    out.append(text);
    fill(out, padding - before - inside);
    return out.toString();
  }

  private void fill(StringBuilder out, long times) {
    for (long i = 0; i < times; i++) {
      out.appendCodePoint(fill);
    }
  }
}
