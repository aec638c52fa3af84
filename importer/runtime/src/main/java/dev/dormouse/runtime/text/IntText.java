package dev.dormouse.runtime.text;

import java.math.BigInteger;

/**
 * Ints as text and back, with the limit on decimal digits that {@code sys.set_int_max_str_digits}
 * sets.
 */
public final class IntText {
  private IntText() {}

  /** The default of {@code sys.get_int_max_str_digits()}; zero stands for no limit. */
  public static final int DEFAULT_MAX_STR_DIGITS = 4300;

  /** Numbers with no more digits than this are never refused. */
  public static final int MAX_STR_DIGITS_CHECK_THRESHOLD = 640;

  private static final String LIMIT_ADVICE =
      "use sys.set_int_max_str_digits() to increase the limit";

  /** {@code str(int)}. */
  public static String decimal(BigInteger n, int maxDigits) {
    if (maxDigits > 0) {
      // A number of b bits has at least (b - 1) * log10(2) digits, so this refuses early and
      // cheaply.
      if (n.bitLength() > 2000 && (n.bitLength() - 1) * 0.30102999 > maxDigits) {
        throw limit(maxDigits);
      }
      String s = n.toString();
      int digits = s.length() - (n.signum() < 0 ? 1 : 0);
      if (digits > maxDigits && digits > MAX_STR_DIGITS_CHECK_THRESHOLD) {
        throw limit(maxDigits);
      }
      return s;
    }
    return n.toString();
  }

  private static TextError limit(int maxDigits) {
    return TextError.value(
        "Exceeds the limit ("
            + maxDigits
            + " digits) for integer string conversion; "
            + LIMIT_ADVICE);
  }

  /**
   * {@code int(s, base)}: a Long if it fits, else a BigInteger.
   *
   * @param base 2 to 36, or 0 to read a prefix
   */
  public static Number parse(String s, int base, int maxDigits) {
    Number n = tryParse(s, base, maxDigits);
    if (n == null) {
      throw invalid(base, TextRepr.repr(s));
    }
    return n;
  }

  /** The error of an int literal that is none, {@code shown} being its repr. */
  public static TextError invalid(int base, String shown) {
    if (shown.length() > 200) {
      shown = shown.substring(0, 200);
    }
    return TextError.value("invalid literal for int() with base " + base + ": " + shown);
  }

  /** As {@link #parse}, but null for a bad literal. */
  public static Number tryParse(String s, int base, int maxDigits) {
    if (base != 0 && (base < 2 || base > 36)) {
      throw TextError.value("int() base must be >= 2 and <= 36, or 0");
    }
    s = toAscii(s);
    int i = 0;
    int n = s.length();
    while (i < n && FloatText.isSpace(s.charAt(i))) {
      i++;
    }
    while (n > i && FloatText.isSpace(s.charAt(n - 1))) {
      n--;
    }
    boolean negative = i < n && s.charAt(i) == '-';
    if (i < n && (negative || s.charAt(i) == '+')) {
      i++;
    }
    boolean onlyZero = false;
    if (i + 1 < n && s.charAt(i) == '0') {
      int prefixed =
          switch (s.charAt(i + 1)) {
            case 'x', 'X' -> 16;
            case 'o', 'O' -> 8;
            case 'b', 'B' -> 2;
            default -> 0;
          };
      if (prefixed != 0 && (base == 0 || base == prefixed)) {
        base = prefixed;
        i += 2;
        if (i < n && s.charAt(i) == '_') {
          i++;
        }
      } else if (base == 0) {
        // "017" was octal once and so is refused, but "00" is fine.
        onlyZero = true;
      }
    }
    if (base == 0) {
      base = 10;
    }
    return digits(s, i, n, base, negative, onlyZero, maxDigits);
  }

  private static Number digits(
      String s, int i, int n, int base, boolean negative, boolean onlyZero, int maxDigits) {
    int start = i;
    int count = 0;
    long value = 0;
    boolean fits = true;
    boolean afterDigit = false;
    long limit = Long.MAX_VALUE / base - 1;
    for (; i < n; i++) {
      char c = s.charAt(i);
      if (c == '_') {
        if (!afterDigit) {
          return null;
        }
        afterDigit = false;
        continue;
      }
      int digit = c < 128 ? Character.digit(c, base) : -1;
      if (digit < 0) {
        return null;
      }
      count++;
      afterDigit = true;
      if (value > limit) {
        fits = false;
      } else if (fits) {
        value = value * base + digit;
      }
    }
    if (!afterDigit) {
      return null;
    }
    if (maxDigits > 0
        && count > maxDigits
        && count > MAX_STR_DIGITS_CHECK_THRESHOLD
        && (base & base - 1) != 0) {
      throw TextError.value(
          "Exceeds the limit ("
              + maxDigits
              + " digits) for integer string conversion: value has "
              + count
              + " digits; "
              + LIMIT_ADVICE);
    }
    if (fits) {
      return onlyZero && value != 0 ? null : Long.valueOf(negative ? -value : value);
    }
    if (onlyZero) {
      return null;
    }
    String text = s.substring(start, n);
    if (text.indexOf('_') >= 0) {
      text = text.replace("_", "");
    }
    BigInteger big = new BigInteger(text, base);
    if (negative) {
      big = big.negate();
    }
    return big.bitLength() < 64 ? (Number) big.longValue() : big;
  }

  /**
   * Replaces Unicode's decimal digits and spaces beyond ASCII by ASCII ones, and everything else
   * beyond ASCII by a character that no number contains.
   */
  public static String toAscii(String s) {
    int i = 0;
    int n = s.length();
    while (i < n && s.charAt(i) < 128) {
      i++;
    }
    if (i == n) {
      return s;
    }
    StringBuilder out = new StringBuilder(n).append(s, 0, i);
    while (i < n) {
      int cp = s.codePointAt(i);
      int digit = cp < 128 ? -1 : UnicodeProperties.decimalValue(cp);
      if (cp < 128) {
        out.append((char) cp);
      } else if (digit >= 0) {
        out.append((char) ('0' + digit));
      } else {
        out.append(UnicodeProperties.isSpace(cp) ? ' ' : '?');
      }
      i += Character.charCount(cp);
    }
    return out.toString();
  }

  /** The digits of a value that is not negative, in base 2, 8, 10 or 16, in lower case. */
  static String digits(Number n, int base) {
    return n instanceof BigInteger big ? big.toString(base) : Long.toString(n.longValue(), base);
  }

  /** {@code bin}, {@code oct} and {@code hex}. */
  public static String prefixed(Number n, int base) {
    String s =
        n instanceof BigInteger big ? big.toString(base) : Long.toString(n.longValue(), base);
    String prefix = base == 16 ? "0x" : base == 8 ? "0o" : "0b";
    return s.charAt(0) == '-' ? "-" + prefix + s.substring(1) : prefix + s;
  }
}
