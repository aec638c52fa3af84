package dev.dormouse.runtime.text;

import java.math.BigInteger;

/**
 * Floats as text and back: repr, correctly rounded formatting, {@code float(str)}, and {@code
 * float.__round__}.
 *
 * <p>A finite value is first cut into decimal digits d₀d₁d₂… and a point such that the value is
 * 0.d₀d₁d₂… times ten to the point; {@link #layout} then writes them in either notation. Shortest
 * digits come from the JDK; a fixed number of them from exact integer arithmetic, since BigDecimal
 * is too slow to load at start-up.
 */
public final class FloatText {
  private FloatText() {}

  /** Flag: a plus sign before what is not negative. */
  public static final int SIGN = 1;

  /** Flag: ".0" after what would look like an int. */
  public static final int DOT_ZERO = 2;

  /** Flag '#': keep the decimal point and, with 'g', the trailing zeros. */
  public static final int ALTERNATE = 4;

  /** Flag 'z': no sign on what was rounded to zero. */
  public static final int NO_NEGATIVE_ZERO = 8;

  /**
   * A double has no digit beyond this many places after the decimal point, and fewer significant
   * ones.
   */
  private static final int MAX_PLACES = 1100;

  private static final double[] POWERS_OF_TEN = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22
  };

  /** {@code repr(float)}. */
  public static String repr(double x) {
    long whole = (long) x;
    // Below 2**53 an integral value's shortest digits are all of its digits.
    if (whole == x && whole < 1L << 53 && whole > -(1L << 53)) {
      if (whole == 0) {
        return Double.doubleToRawLongBits(x) < 0 ? "-0.0" : "0.0";
      }
      return Long.toString(whole).concat(".0");
    }
    return format(x, 'r', 0, DOT_ZERO);
  }

  /** A part of {@code repr(complex)}: as {@link #repr} without ".0". */
  public static String reprPart(double x, boolean sign) {
    return format(x, 'r', 0, sign ? SIGN : 0);
  }

  /**
   * Formats like C's printf.
   *
   * @param type one of e E f F g G, or r for repr's shortest digits, for which the precision is
   *     ignored
   * @param flags a union of the constants of this class
   */
  public static String format(double x, char type, int precision, int flags) {
    boolean upper = type == 'E' || type == 'F' || type == 'G';
    boolean negative = Double.doubleToRawLongBits(x) < 0;
    if (Double.isNaN(x)) {
      return ((flags & SIGN) != 0 ? "+" : "").concat(upper ? "NAN" : "nan");
    }
    String sign = negative ? "-" : (flags & SIGN) != 0 ? "+" : "";
    if (Double.isInfinite(x)) {
      return sign.concat(upper ? "INF" : "inf");
    }
    double abs = Math.abs(x);
    Digits d;
    boolean exponent = false;
    int end; // how many digits to show, counted from d₀
    switch (type) {
      case 'e', 'E' -> {
        d = significant(abs, precision + 1);
        exponent = true;
        end = precision + 1;
      }
      case 'f', 'F' -> {
        d = fixed(abs, precision);
        end = d.point + precision;
      }
      case 'g', 'G' -> {
        int n = precision == 0 ? 1 : precision;
        d = significant(abs, n);
        d.stripTrailingZeros();
        exponent = d.point <= -4 || d.point > n - ((flags & DOT_ZERO) != 0 ? 1 : 0);
        end = (flags & ALTERNATE) != 0 ? n : d.text.length();
      }
      case 'r' -> {
        d = shortest(abs);
        exponent = d.point <= -4 || d.point > 16;
        end = d.text.length();
      }
      default -> throw new IllegalArgumentException("float format " + type);
    }
    if ((flags & NO_NEGATIVE_ZERO) != 0 && negative && d.isZero()) {
      sign = (flags & SIGN) != 0 ? "+" : "";
    }
    return layout(sign, d, exponent, end, flags, upper);
  }

  private static String layout(
      String sign, Digits d, boolean exponent, int end, int flags, boolean upper) {
    int point = exponent ? 1 : d.point;
    int start = point <= 0 ? point - 1 : 0;
    if (!exponent && (flags & DOT_ZERO) != 0) {
      end = Math.max(end, point + 1);
    } else {
      end = Math.max(end, point);
    }
    StringBuilder out = new StringBuilder(sign.length() + end - start + 8).append(sign);
    String digits = d.text;
    for (int i = start; i < end; i++) {
      if (i == point) {
        out.append('.');
      }
      out.append(i < 0 || i >= digits.length() ? '0' : digits.charAt(i));
    }
    if (end == point && (flags & ALTERNATE) != 0) {
      out.append('.');
    }
    if (exponent) {
      int e = d.point - 1;
      out.append(upper ? 'E' : 'e').append(e < 0 ? '-' : '+');
      e = Math.abs(e);
      if (e < 10) {
        out.append('0');
      }
      out.append(e);
    }
    return out.toString();
  }

  /** The decimal digits of a finite value that is not negative. */
  private static final class Digits {
    String text;
    int point;

    Digits(String text, int point) {
      this.text = text;
      this.point = point;
    }

    boolean isZero() {
      return text.equals("0");
    }

    void stripTrailingZeros() {
      int n = text.length();
      while (n > 1 && text.charAt(n - 1) == '0') {
        n--;
      }
      text = text.substring(0, n);
    }
  }

  private static Digits shortest(double x) {
    if (x == 0) {
      return new Digits("0", 1);
    }
    String s = Double.toString(x);
    int e = s.indexOf('E');
    int exponent = e < 0 ? 0 : Integer.parseInt(s, e + 1, s.length(), 10);
    int stop = e < 0 ? s.length() : e;
    int dot = s.indexOf('.');
    String all = s.substring(0, dot).concat(s.substring(dot + 1, stop));
    int point = dot + exponent;
    int lead = 0;
    while (all.charAt(lead) == '0') {
      lead++;
    }
    Digits d = new Digits(all.substring(lead), point - lead);
    d.stripTrailingZeros();
    if (d.text.length() == 2 && x < 1e-321) {
      shortenSubnormal(d, x);
    }
    return d;
  }

  /**
   * The JDK never shows fewer than two digits, where one may do: 4.9E-324 is also the nearest to
   * 5e-324.
   */
  private static void shortenSubnormal(Digits d, double x) {
    int first = d.text.charAt(0) - '0';
    int preferred = d.text.charAt(1) >= '5' ? first + 1 : first;
    for (int k = 0; k < 2; k++) {
      int candidate = k == 0 ? preferred : 2 * first + 1 - preferred;
      if (candidate > 0 && Double.parseDouble(candidate + "E" + (d.point - 1)) == x) {
        d.text = candidate == 10 ? "1" : Integer.toString(candidate);
        d.point += candidate == 10 ? 1 : 0;
        return;
      }
    }
  }

  /** Rounded to {@code places} after the decimal point; trailing zeros may be missing. */
  private static Digits fixed(double x, int places) {
    if (x == 0) {
      return new Digits("0", 1);
    }
    int p = Math.min(places, MAX_PLACES);
    String s = decimal(x, p);
    return s.equals("0") ? new Digits(s, 1) : new Digits(s, s.length() - p);
  }

  /** Rounded to {@code n} significant digits; trailing zeros may be missing. */
  private static Digits significant(double x, int n) {
    if (x == 0) {
      return new Digits("0", 1);
    }
    n = Math.min(n, MAX_PLACES);
    // The estimate is the true point or, close to a power of ten, one beside it.
    int point = (int) Math.floor(Math.log10(x)) + 1;
    String s = decimal(x, n - point);
    if (s.length() < n) {
      point--;
      s = decimal(x, n - point);
    } else if (s.length() > n) {
      point++;
      // Rounding up to a power of ten and an estimate that was too low both end here.
      s = decimal(x, n - point);
    }
    return new Digits(s, point);
  }

  /** {@code x} times ten to {@code places}, rounded half to even, in decimal. */
  private static String decimal(double x, int places) {
    long bits = Double.doubleToRawLongBits(x);
    int exponent = (int) (bits >>> 52 & 0x7ff);
    long mantissa = bits & (1L << 52) - 1;
    if (exponent == 0) {
      exponent = 1;
    } else {
      mantissa |= 1L << 52;
    }
    exponent -= 1075;
    int zeros = Long.numberOfTrailingZeros(mantissa);
    mantissa >>>= zeros;
    exponent += zeros;
    if (places >= 0 && places <= 18 && exponent < 0 && exponent > -63) {
      long factor = 1;
      for (int i = 0; i < places; i++) {
        factor *= 10;
      }
      if (Math.multiplyHigh(mantissa, factor) == 0 && mantissa * factor >= 0) {
        long product = mantissa * factor;
        long quotient = product >>> -exponent;
        long rest = product & (1L << -exponent) - 1;
        long half = 1L << -exponent - 1;
        if (rest > half || rest == half && (quotient & 1) != 0) {
          quotient++;
        }
        return Long.toString(quotient);
      }
    }
    BigInteger numerator = BigInteger.valueOf(mantissa);
    if (places >= 0) {
      numerator = numerator.multiply(BigInteger.TEN.pow(places));
      if (exponent >= 0) {
        return numerator.shiftLeft(exponent).toString();
      }
      BigInteger quotient = numerator.shiftRight(-exponent);
      if (numerator.testBit(-exponent - 1)
          && (quotient.testBit(0) || numerator.getLowestSetBit() < -exponent - 1)) {
        quotient = quotient.add(BigInteger.ONE);
      }
      return quotient.toString();
    }
    BigInteger divisor = BigInteger.TEN.pow(-places);
    if (exponent >= 0) {
      numerator = numerator.shiftLeft(exponent);
    } else {
      divisor = divisor.shiftLeft(-exponent);
    }
    BigInteger[] parts = numerator.divideAndRemainder(divisor);
    int half = parts[1].shiftLeft(1).compareTo(divisor);
    if (half > 0 || half == 0 && parts[0].testBit(0)) {
      return parts[0].add(BigInteger.ONE).toString();
    }
    return parts[0].toString();
  }

  /** {@code round(x, ndigits)}; what is not finite stays. */
  public static double round(double x, int ndigits) {
    // Beyond these limits every double is already round, or far below half a unit.
    if (ndigits > 323 || x == 0 || Double.isNaN(x) || Double.isInfinite(x)) {
      return x;
    }
    if (ndigits < -308) {
      return 0.0 * x;
    }
    double rounded = Double.parseDouble(decimal(Math.abs(x), ndigits) + "E" + -ndigits);
    if (Double.isInfinite(rounded)) {
      throw TextError.overflow("rounded value too large to represent");
    }
    return Math.copySign(rounded, x);
  }

  /** {@code float(s)}. */
  public static double parse(String s) {
    double x = tryParse(s);
    if (Double.isNaN(x) && !parsedNan(s)) {
      throw invalid(TextRepr.repr(s));
    }
    return x;
  }

  /** The error of a float literal that is none, {@code shown} being its repr. */
  public static TextError invalid(String shown) {
    return TextError.value("could not convert string to float: ".concat(shown));
  }

  /** Whether a NaN from {@link #tryParse} was asked for rather than a failure. */
  public static boolean parsedNan(String s) {
    String t = s.strip();
    int sign = t.startsWith("-") || t.startsWith("+") ? 1 : 0;
    return t.length() == sign + 3 && t.regionMatches(true, sign, "nan", 0, 3);
  }

  /** {@code float(s)}, with NaN for failure too; {@link #parsedNan} tells which. */
  public static double tryParse(String s) {
    s = IntText.toAscii(s);
    int i = 0;
    int n = s.length();
    while (i < n && isSpace(s.charAt(i))) {
      i++;
    }
    while (n > i && isSpace(s.charAt(n - 1))) {
      n--;
    }
    if (i == n) {
      return Double.NaN;
    }
    int start = i;
    boolean negative = s.charAt(i) == '-';
    if (negative || s.charAt(i) == '+') {
      i++;
    }
    if (i < n && s.charAt(i) > '9') {
      return special(s, i, n, negative);
    }
    long mantissa = 0;
    int digits = 0; // significant ones
    int seen = 0;
    int scale = 0;
    boolean point = false;
    boolean underscores = false;
    boolean afterDigit = false;
    for (; i < n; i++) {
      char c = s.charAt(i);
      if (c >= '0' && c <= '9') {
        seen++;
        if (digits > 0 || c != '0') {
          digits++;
          if (digits <= 18) {
            mantissa = mantissa * 10 + (c - '0');
          }
        }
        if (point) {
          scale--;
        }
        afterDigit = true;
      } else if (c == '.' && !point) {
        point = true;
        afterDigit = false;
      } else if (c == '_' && afterDigit && i + 1 < n && isDigit(s.charAt(i + 1))) {
        underscores = true;
        afterDigit = false;
      } else {
        break;
      }
    }
    if (seen == 0) {
      return Double.NaN;
    }
    boolean exponent = false;
    if (i < n && (s.charAt(i) == 'e' || s.charAt(i) == 'E')) {
      exponent = true;
      i++;
      boolean negativeExponent = i < n && s.charAt(i) == '-';
      if (i < n && (negativeExponent || s.charAt(i) == '+')) {
        i++;
      }
      int e = 0;
      boolean any = false;
      for (; i < n; i++) {
        char c = s.charAt(i);
        if (c == '_' && any && isDigit(s.charAt(i - 1)) && i + 1 < n && isDigit(s.charAt(i + 1))) {
          underscores = true;
        } else if (isDigit(c)) {
          e = Math.min(e * 10 + (c - '0'), 100_000_000);
          any = true;
        } else {
          break;
        }
      }
      if (!any) {
        return Double.NaN;
      }
      scale += negativeExponent ? -e : e;
    }
    if (i != n) {
      return Double.NaN;
    }
    // Both operands are exact here, so that one operation rounds correctly.
    if (digits <= 15 && scale >= -22 && scale <= 22) {
      double x = mantissa;
      x = scale < 0 ? x / POWERS_OF_TEN[-scale] : x * POWERS_OF_TEN[scale];
      return negative ? -x : x;
    }
    String literal = s.substring(start, n);
    if (underscores) {
      literal = literal.replace("_", "");
    }
    return Double.parseDouble(literal);
  }

  private static double special(String s, int i, int n, boolean negative) {
    int length = n - i;
    if (length == 3 && s.regionMatches(true, i, "inf", 0, 3)
        || length == 8 && s.regionMatches(true, i, "infinity", 0, 8)) {
      return negative ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }
    if (length == 3 && negative && s.regionMatches(true, i, "nan", 0, 3)) {
      return Double.longBitsToDouble(0xfff8L << 48);
    }
    return Double.NaN;
  }

  static boolean isSpace(char c) {
    return c == ' ' || c >= 9 && c <= 13;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
