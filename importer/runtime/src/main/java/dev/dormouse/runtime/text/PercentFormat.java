package dev.dormouse.runtime.text;

import java.math.BigInteger;

/**
 * The specifications of '%' formatting, read one after the other; str and bytes share it (bytes as
 * Latin-1).
 *
 * <p>{@link #next} stops after each specification, with what it said in the fields. Arguments are
 * the caller's business, so a width or precision of '*' is asked for through {@link #star} at the
 * moment it is read.
 */
public abstract class PercentFormat {
  public static final int LEFT = 1;
  public static final int SIGN = 2;
  public static final int BLANK = 4;
  public static final int ALTERNATE = 8;
  public static final int ZERO = 16;

  private final String format;
  private int position;

  /** Where the literal text before this specification begins and ends. */
  public int literalStart;

  public int literalEnd;

  /** The key in parentheses, or null. */
  public String key;

  public int flags;

  /** -1 if none was given. */
  public int width;

  /** -1 if none was given. */
  public int precision;

  /** The code point that ends the specification. */
  public int conversion;

  /** Where {@link #conversion} is. */
  public int conversionIndex;

  protected PercentFormat(String format) {
    this.format = format;
  }

  /**
   * The next argument, which must be an int, as a width or precision; a negative width sets {@link
   * #LEFT} itself.
   */
  protected abstract int star(boolean isPrecision);

  /** Takes {@link #key} from the mapping, before anything behind it is read. */
  protected abstract void select();

  /**
   * Reads on to the end of the next specification.
   *
   * @return false if only literal text is left, which the fields then tell
   */
  public final boolean next() {
    literalStart = position;
    int percent = format.indexOf('%', position);
    if (percent < 0) {
      literalEnd = format.length();
      position = literalEnd;
      return false;
    }
    literalEnd = percent;
    position = percent + 1;
    key = null;
    flags = 0;
    width = -1;
    precision = -1;
    if (peek() == '(') {
      readKey();
    }
    readFlags();
    if (peek() == '*') {
      position++;
      width = star(false);
      if (width < 0) {
        flags |= LEFT;
        width = -width;
      }
    } else {
      width = readNumber("width too big");
    }
    if (peek() == '.') {
      position++;
      precision = 0;
      if (peek() == '*') {
        position++;
        precision = Math.max(star(true), 0);
      } else {
        precision = Math.max(readNumber("precision too big"), 0);
      }
    }
    int c = peek();
    if (c == 'h' || c == 'l' || c == 'L') {
      position++;
    }
    if (position >= format.length()) {
      throw TextError.value("incomplete format");
    }
    conversionIndex = position;
    conversion = format.codePointAt(position);
    position += Character.charCount(conversion);
    return true;
  }

  private int peek() {
    return position < format.length() ? format.charAt(position) : -1;
  }

  private void readKey() {
    int start = ++position;
    int depth = 1;
    while (position < format.length() && depth > 0) {
      char c = format.charAt(position++);
      if (c == ')') {
        depth--;
      } else if (c == '(') {
        depth++;
      }
    }
    int end = position - 1;
    if (depth > 0) {
      end = -1;
    }
    key = end < 0 ? null : format.substring(start, end);
    // Without a mapping CPython complains about that first, even if the key never ends.
    select();
  }

  /** What {@link #select} throws when {@link #key} is null. */
  public static TextError incompleteKey() {
    return TextError.value("incomplete format key");
  }

  private void readFlags() {
    for (; ; position++) {
      switch (peek()) {
        case '-' -> flags |= LEFT;
        case '+' -> flags |= SIGN;
        case ' ' -> flags |= BLANK;
        case '#' -> flags |= ALTERNATE;
        case '0' -> flags |= ZERO;
        default -> {
          return;
        }
      }
    }
  }

  private int readNumber(String tooBig) {
    int c = peek();
    if (c < '0' || c > '9') {
      return -1;
    }
    long n = 0;
    for (; (c = peek()) >= '0' && c <= '9'; position++) {
      if (n > (Long.MAX_VALUE - (c - '0')) / 10) {
        throw TextError.value(tooBig);
      }
      n = n * 10 + (c - '0');
    }
    // CPython fails to allocate what does not fit an int here.
    return (int) Math.min(n, Integer.MAX_VALUE);
  }

  /** The error of a conversion that does not exist. */
  public final TextError unsupported() {
    String shown = conversion > 31 && conversion < 128 ? Character.toString(conversion) : "?";
    return TextError.value(
        "unsupported format character '"
            + shown
            + "' (0x"
            + Integer.toHexString(conversion)
            + ") at index "
            + format.codePointCount(0, conversionIndex));
  }

  /** Lays out d, i, u, o, x or X; {@code value} is a Long or a BigInteger. */
  public final String integer(Number value, int maxDigits) {
    int base =
        switch (conversion) {
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
    if (precision > digits.length()) {
      StringBuilder padded = new StringBuilder(precision);
      FormatSpec.repeat(padded, '0', precision - digits.length());
      digits = padded.append(digits).toString();
    }
    String prefix = (flags & ALTERNATE) == 0 || base == 10 ? "" : base == 16 ? "0x" : "0o";
    if (conversion == 'X') {
      prefix = CaseMapping.upper(prefix);
      digits = CaseMapping.upper(digits);
    }
    return number(negative, prefix, digits);
  }

  /** Lays out e, E, f, F, g or G. */
  public final String floating(double value) {
    int alternate = (flags & ALTERNATE) != 0 ? FloatText.ALTERNATE : 0;
    String s = FloatText.format(value, (char) conversion, precision < 0 ? 6 : precision, alternate);
    boolean negative = s.charAt(0) == '-';
    return number(negative, "", negative ? s.substring(1) : s);
  }

  private String number(boolean negative, String prefix, String digits) {
    String sign = negative ? "-" : (flags & SIGN) != 0 ? "+" : (flags & BLANK) != 0 ? " " : "";
    int padding = width - sign.length() - prefix.length() - digits.length();
    if (padding <= 0) {
      return sign.concat(prefix).concat(digits);
    }
    FormatSpec.checkPadding(padding);
    StringBuilder out = new StringBuilder(width);
    boolean left = (flags & LEFT) != 0;
    boolean zeros = (flags & ZERO) != 0;
    if (!left && !zeros) {
      FormatSpec.repeat(out, ' ', padding);
    }
    out.append(sign).append(prefix);
    if (!left && zeros) {
      FormatSpec.repeat(out, '0', padding);
    }
    out.append(digits);
    if (left) {
      FormatSpec.repeat(out, ' ', padding);
    }
    return out.toString();
  }

  /** Lays out s, r, a or c: cut to the precision (not for c) and padded to the width. */
  public final String text(String value) {
    int length = value.codePointCount(0, value.length());
    if (conversion != 'c' && precision >= 0 && length > precision) {
      value = value.substring(0, value.offsetByCodePoints(0, precision));
      length = precision;
    }
    int padding = width - length;
    if (padding <= 0) {
      return value;
    }
    FormatSpec.checkPadding(padding);
    StringBuilder out = new StringBuilder(value.length() + padding);
    if ((flags & LEFT) != 0) {
      out.append(value);
      FormatSpec.repeat(out, ' ', padding);
    } else {
      FormatSpec.repeat(out, ' ', padding);
      out.append(value);
    }
    return out.toString();
  }
}
