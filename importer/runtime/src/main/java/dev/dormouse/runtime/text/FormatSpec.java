package dev.dormouse.runtime.text;

import java.math.BigInteger;

/**
 * The mini-language of {@code format()}: {@code
 * [[fill]align][sign][z][#][0][width][grouping][.precision][type]}, parsed once and then applied to
 * one value.
 *
 * <p>Numbers are laid out as padding, sign, prefix ("0x"), zeros, grouped digits, remainder (point,
 * places, exponent, percent sign), padding.
 */
public final class FormatSpec {
  private static final int NO_GROUPS = 0;

  private int fill = ' ';
  private char align;
  private boolean alternate;
  private boolean noNegativeZero;

  /** '+', '-' or ' '; 0 if the format had none. */
  private char sign;

  private int width = -1;

  /** ',' or '_'; 0 if the format had none. */
  private char grouping;

  private int precision = -1;

  /** The default if the format had none; may lie beyond ASCII only until it is refused. */
  private int type;

  /** Named in messages. */
  private final String typeName;

  private FormatSpec(String typeName) {
    this.typeName = typeName;
  }

  private static FormatSpec parse(String s, String typeName, int defaultType, char defaultAlign) {
    FormatSpec f = new FormatSpec(typeName);
    f.align = defaultAlign;
    f.type = defaultType;
    int n = s.length();
    int i = 0;
    boolean filled = false;
    boolean aligned = false;
    int first = n > 0 ? Character.charCount(s.codePointAt(0)) : 0;
    if (n > first && first > 0 && isAlign(s.charAt(first))) {
      f.fill = s.codePointAt(0);
      f.align = s.charAt(first);
      filled = true;
      aligned = true;
      i = first + 1;
    } else if (n > 0 && isAlign(s.charAt(0))) {
      f.align = s.charAt(0);
      aligned = true;
      i = 1;
    }
    if (i < n && (s.charAt(i) == ' ' || s.charAt(i) == '+' || s.charAt(i) == '-')) {
      f.sign = s.charAt(i++);
    }
    if (i < n && s.charAt(i) == 'z') {
      f.noNegativeZero = true;
      i++;
    }
    if (i < n && s.charAt(i) == '#') {
      f.alternate = true;
      i++;
    }
    if (!filled && i < n && s.charAt(i) == '0') {
      f.fill = '0';
      if (!aligned && defaultAlign == '>') {
        f.align = '=';
      }
      i++;
    }
    int end = digitsEnd(s, i);
    if (end > i) {
      f.width = number(s, i, end);
      i = end;
    }
    if (i < n && s.charAt(i) == ',') {
      f.grouping = ',';
      i++;
    }
    if (i < n && s.charAt(i) == '_') {
      if (f.grouping != 0) {
        throw bothGroupings();
      }
      f.grouping = '_';
      i++;
    }
    if (i < n && s.charAt(i) == ',' && f.grouping == '_') {
      throw bothGroupings();
    }
    if (i < n && s.charAt(i) == '.') {
      i++;
      end = digitsEnd(s, i);
      if (end == i) {
        throw TextError.value("Format specifier missing precision");
      }
      f.precision = number(s, i, end);
      i = end;
    }
    if (i < n) {
      f.type = s.codePointAt(i);
      if (i + Character.charCount(f.type) < n) {
        throw TextError.value(
            "Invalid format specifier '" + s + "' for object of type '" + typeName + "'");
      }
    }
    if (f.grouping != 0) {
      f.checkGrouping();
    }
    return f;
  }

  private void checkGrouping() {
    switch (type) {
      case 'd', 'e', 'f', 'g', 'E', 'G', '%', 'F', 0 -> {
        return;
      }
      case 'b', 'o', 'x', 'X' -> {
        if (grouping == '_') {
          return;
        }
      }
      default -> {}
    }
    throw TextError.value("Cannot specify '" + grouping + "' with '" + shownType() + "'.");
  }

  private String shownType() {
    return type > 32 && type < 128
        ? String.valueOf((char) type)
        : "\\x" + Integer.toHexString(type);
  }

  private static TextError bothGroupings() {
    return TextError.value("Cannot specify both ',' and '_'.");
  }

  private static boolean isAlign(char c) {
    return c == '<' || c == '>' || c == '=' || c == '^';
  }

  /** Where the decimal digits, of any script, that begin at {@code i} end. */
  private static int digitsEnd(String s, int i) {
    while (i < s.length()) {
      int cp = s.codePointAt(i);
      if (UnicodeProperties.decimalValue(cp) < 0) {
        break;
      }
      i += Character.charCount(cp);
    }
    return i;
  }

  private static int number(String s, int from, int to) {
    long value = 0;
    for (int i = from; i < to; ) {
      int cp = s.codePointAt(i);
      value = value * 10 + UnicodeProperties.decimalValue(cp);
      if (value < 0 || value > Long.MAX_VALUE / 10 - 10) {
        throw TextError.value("Too many decimal digits in format string");
      }
      i += Character.charCount(cp);
    }
    // CPython fails to allocate what does not fit an int here.
    return (int) Math.min(value, Integer.MAX_VALUE);
  }

  private TextError unknownType() {
    return TextError.value(
        "Unknown format code '" + shownType() + "' for object of type '" + typeName + "'");
  }

  /** {@code format(str, spec)}. */
  public static String formatStr(String value, String spec, String typeName) {
    if (spec.isEmpty()) {
      return value;
    }
    FormatSpec f = parse(spec, typeName, 's', '<');
    if (f.type != 's') {
      throw f.unknownType();
    }
    if (f.sign != 0) {
      throw TextError.value(
          (f.sign == ' ' ? "Space" : "Sign") + " not allowed in string format specifier");
    }
    if (f.noNegativeZero) {
      throw TextError.value("Negative zero coercion (z) not allowed in string format specifier");
    }
    if (f.alternate) {
      throw TextError.value("Alternate form (#) not allowed in string format specifier");
    }
    if (f.align == '=') {
      throw TextError.value("'=' alignment not allowed in string format specifier");
    }
    int length = value.codePointCount(0, value.length());
    if (f.precision >= 0 && length > f.precision) {
      value = value.substring(0, value.offsetByCodePoints(0, f.precision));
      length = f.precision;
    }
    return f.pad(value, length);
  }

  private String pad(String value, int length) {
    int padding = width - length;
    if (padding <= 0) {
      return value;
    }
    int left = align == '>' ? padding : align == '^' ? padding / 2 : 0;
    checkPadding(padding);
    StringBuilder out = new StringBuilder(value.length() + padding);
    repeat(out, fill, left);
    out.append(value);
    repeat(out, fill, padding - left);
    return out.toString();
  }

  static void checkPadding(int times) {
    if (times > MAX_PADDING) {
      throw new OutOfMemoryError("padding");
    }
  }

  /** More padding than this is refused at once, rather than after minutes of writing it. */
  private static final int MAX_PADDING = 1 << 30;

  static void repeat(StringBuilder out, int cp, int times) {
    checkPadding(times);
    for (int i = 0; i < times; i++) {
      out.appendCodePoint(cp);
    }
  }

  /** {@code format(int, spec)}; {@code value} is a Long or a BigInteger. */
  public static String formatInt(Number value, String spec, String typeName, int maxDigits) {
    if (spec.isEmpty()) {
      return value instanceof BigInteger big ? IntText.decimal(big, maxDigits) : value.toString();
    }
    FormatSpec f = parse(spec, typeName, 'd', '>');
    switch (f.type) {
      case 'b', 'c', 'd', 'o', 'x', 'X', 'n' -> {
        return f.integer(value, maxDigits);
      }
      case 'e', 'E', 'f', 'F', 'g', 'G', '%' -> {
        double x = value.doubleValue();
        if (Double.isInfinite(x)) {
          throw TextError.overflow("int too large to convert to float");
        }
        return f.floating(x);
      }
      default -> throw f.unknownType();
    }
  }

  private String integer(Number value, int maxDigits) {
    if (precision != -1) {
      throw TextError.value("Precision not allowed in integer format specifier");
    }
    if (noNegativeZero) {
      throw TextError.value("Negative zero coercion (z) not allowed in integer format specifier");
    }
    if (type == 'c') {
      if (sign != 0) {
        throw TextError.value("Sign not allowed with integer format specifier 'c'");
      }
      if (alternate) {
        throw TextError.value("Alternate form (#) not allowed with integer format specifier 'c'");
      }
      if (value instanceof BigInteger) {
        throw TextError.overflow("Python int too large to convert to C long");
      }
      long cp = value.longValue();
      if (cp < 0 || cp > 0x10ffff) {
        throw TextError.overflow("%c arg not in range(0x110000)");
      }
      StringBuilder out = new StringBuilder();
      layout(out, "", "", "", Character.toString((int) cp), 1, NO_GROUPS);
      return out.toString();
    }
    int base =
        switch (type) {
          case 'b' -> 2;
          case 'o' -> 8;
          case 'x', 'X' -> 16;
          default -> 10;
        };
    boolean negative = value instanceof BigInteger big ? big.signum() < 0 : value.longValue() < 0;
    String digits =
        value instanceof BigInteger big
            ? base == 10 ? IntText.decimal(big, maxDigits) : big.toString(base)
            : Long.toString(value.longValue(), base);
    if (negative) {
      digits = digits.substring(1);
    }
    String prefix = !alternate || base == 10 ? "" : base == 16 ? "0x" : base == 8 ? "0o" : "0b";
    if (type == 'X') {
      digits = CaseMapping.upper(digits);
      prefix = CaseMapping.upper(prefix);
    }
    StringBuilder out = new StringBuilder();
    layout(out, signOf(negative), prefix, digits, "", 0, groupSize(base));
    return out.toString();
  }

  private int groupSize(int base) {
    return grouping == 0 ? NO_GROUPS : base == 10 ? 3 : 4;
  }

  private String signOf(boolean negative) {
    return negative ? "-" : sign == '+' ? "+" : sign == ' ' ? " " : "";
  }

  /** {@code format(float, spec)}. */
  public static String formatFloat(double value, String spec, String typeName) {
    if (spec.isEmpty()) {
      return FloatText.repr(value);
    }
    FormatSpec f = parse(spec, typeName, 0, '>');
    switch (f.type) {
      case 0, 'e', 'E', 'f', 'F', 'g', 'G', 'n', '%' -> {
        return f.floating(value);
      }
      default -> throw f.unknownType();
    }
  }

  private String floating(double value) {
    char code = (char) type;
    int digits = precision;
    int flags = flags();
    int standard = 6;
    if (type == 0) {
      flags |= FloatText.DOT_ZERO;
      code = 'r';
      standard = 0;
    } else if (type == 'n') {
      code = 'g';
    } else if (type == '%') {
      code = 'f';
      value *= 100;
    }
    if (digits < 0) {
      digits = standard;
    } else if (code == 'r') {
      code = 'g';
    }
    String text = FloatText.format(value, code, digits, flags);
    if (type == '%') {
      text = text.concat("%");
    }
    StringBuilder out = new StringBuilder();
    part(out, text);
    return out.toString();
  }

  private int flags() {
    return (alternate ? FloatText.ALTERNATE : 0)
        | (noNegativeZero ? FloatText.NO_NEGATIVE_ZERO : 0);
  }

  /** Lays out the text of a float, with its sign as the format wants it. */
  private void part(StringBuilder out, String text) {
    boolean negative = text.charAt(0) == '-';
    int start = negative ? 1 : 0;
    int end = start;
    while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
      end++;
    }
    layout(
        out,
        signOf(negative),
        "",
        text.substring(start, end),
        text.substring(end),
        text.length() - end,
        groupSize(10));
  }

  /** {@code format(complex, spec)}. */
  public static String formatComplex(double real, double imag, String spec, String typeName) {
    FormatSpec f = parse(spec, typeName, 0, '>');
    switch (f.type) {
      case 0, 'e', 'E', 'f', 'F', 'g', 'G', 'n' -> {
        return f.complex(real, imag);
      }
      default -> throw f.unknownType();
    }
  }

  private String complex(double real, double imag) {
    if (fill == '0') {
      throw TextError.value("Zero padding is not allowed in complex format specifier");
    }
    if (align == '=') {
      throw TextError.value("'=' alignment flag is not allowed in complex format specifier");
    }
    char code = type == 'n' ? 'g' : (char) type;
    int digits = precision;
    boolean bare = type == 0;
    if (bare) {
      code = 'r';
    }
    boolean skipReal = bare && Double.doubleToRawLongBits(real) == 0;
    if (digits < 0) {
      digits = bare ? 0 : 6;
    } else if (bare) {
      code = 'g';
    }
    int flags = flags();
    StringBuilder out = new StringBuilder();
    int total = width;
    width = -1; // the width is the whole number's, not a part's
    if (bare && !skipReal) {
      out.append('(');
    }
    if (!skipReal) {
      part(out, FloatText.format(real, code, digits, flags));
      sign = '+';
    }
    part(out, FloatText.format(imag, code, digits, flags));
    out.append('j');
    if (bare && !skipReal) {
      out.append(')');
    }
    width = total;
    return pad(out.toString(), out.length());
  }

  /**
   * Appends a number with its padding.
   *
   * @param digits what is grouped and extended by zeros
   * @param remainder what follows, {@code remainderLength} code points long
   */
  private void layout(
      StringBuilder out,
      String signText,
      String prefix,
      String digits,
      String remainder,
      int remainderLength,
      int groupSize) {
    int others = signText.length() + prefix.length() + remainderLength;
    // Zeros that pad a number are part of its digits, so they are grouped with them.
    int minimum = fill == '0' && align == '=' ? width - others : 0;
    String grouped =
        digits.isEmpty() || groupSize == NO_GROUPS ? digits : group(digits, minimum, groupSize);
    int padding = Math.max(width - others - grouped.length(), 0);
    int left = align == '>' ? padding : align == '^' ? padding / 2 : 0;
    int inside = align == '=' ? padding : 0;
    repeat(out, fill, left);
    out.append(signText).append(prefix);
    repeat(out, fill, inside);
    out.append(grouped).append(remainder);
    repeat(out, fill, padding - left - inside);
  }

  private String group(String digits, int minimum, int groupSize) {
    checkPadding(minimum);
    // Written from the last digit on, then reversed.
    StringBuilder out = new StringBuilder();
    int next = digits.length();
    int inGroup = 0;
    while (next > 0 || out.length() < minimum) {
      if (inGroup == groupSize) {
        out.append(grouping);
        inGroup = 0;
      }
      out.append(next > 0 ? digits.charAt(--next) : '0');
      inGroup++;
    }
    return out.reverse().toString();
  }
}
