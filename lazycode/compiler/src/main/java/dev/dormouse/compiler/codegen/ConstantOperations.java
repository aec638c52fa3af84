package dev.dormouse.compiler.codegen;

import dev.dormouse.code.Constants;
import dev.dormouse.compiler.ast.Operator;
import dev.dormouse.compiler.ast.UnaryOperator;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;

/**
 * Python's operators on constants, for folding. Null means "do not fold": the operation raises, or
 * its result would be larger than CPython allows a folded constant to be, or nobody writes such
 * constants. Values are in the domain of {@link Constants}.
 */
final class ConstantOperations {
  private static final int MAX_INT_BITS = 128;
  private static final int MAX_COLLECTION_SIZE = 256;
  private static final int MAX_STR_SIZE = 4096;
  private static final int MAX_TOTAL_ITEMS = 1024;

  private ConstantOperations() {}

  static boolean isTrue(Object v) {
    if (v instanceof Boolean b) {
      return b;
    }
    if (v instanceof String s) {
      return !s.isEmpty();
    }
    if (v instanceof Long i) {
      return i != 0;
    }
    if (v instanceof Double d) {
      return d != 0;
    }
    if (v instanceof Constants.Complex c) {
      return c.real != 0 || c.imag != 0;
    }
    if (v instanceof Constants.Bytes b) {
      return b.value.length != 0;
    }
    if (v instanceof Constants.Tuple t) {
      return t.items.length != 0;
    }
    if (v instanceof Constants.FrozenSet f) {
      return f.items.length != 0;
    }
    return v != Constants.Singleton.NONE;
  }

  static boolean isInt(Object v) {
    return v instanceof Long || v instanceof Boolean || v instanceof BigInteger;
  }

  static boolean isStr(Object v) {
    return v instanceof String || v instanceof Constants.WideText;
  }

  // unary

  static Object unary(int op, Object v) {
    if (op == UnaryOperator.NOT) {
      return !isTrue(v);
    }
    if (v instanceof Long i && op == UnaryOperator.USUB && i != Long.MIN_VALUE) {
      // Negative numbers are most of what there is to fold.
      return -i;
    }
    if (isInt(v)) {
      BigInteger i = big(v);
      return switch (op) {
        case UnaryOperator.INVERT -> integer(i.not());
        case UnaryOperator.UADD -> integer(i);
        case UnaryOperator.USUB -> integer(i.negate());
        default -> null;
      };
    }
    if (op == UnaryOperator.INVERT) {
      return null;
    }
    boolean negative = op == UnaryOperator.USUB;
    if (v instanceof Double d) {
      return negative ? Double.valueOf(-d) : d;
    }
    if (v instanceof Constants.Complex c) {
      return negative ? new Constants.Complex(-c.real, -c.imag) : c;
    }
    return null;
  }

  // binary

  static Object binary(int op, Object v, Object w) {
    if (isInt(v) && isInt(w)) {
      return integers(op, v, w);
    }
    if (isNumber(v) && isNumber(w)) {
      if (v instanceof Constants.Complex || w instanceof Constants.Complex) {
        return complexes(op, complex(v), complex(w));
      }
      Double x = toDouble(v);
      Double y = toDouble(w);
      return x == null || y == null ? null : floats(op, x, y);
    }
    if (op == Operator.ADD) {
      return concatenate(v, w);
    }
    if (op == Operator.MULT) {
      return isInt(v) ? repeat(w, v) : isInt(w) ? repeat(v, w) : null;
    }
    return null;
  }

  private static boolean isNumber(Object v) {
    return isInt(v) || v instanceof Double || v instanceof Constants.Complex;
  }

  static BigInteger big(Object v) {
    if (v instanceof BigInteger b) {
      return b;
    }
    if (v instanceof Boolean b) {
      return b ? BigInteger.ONE : BigInteger.ZERO;
    }
    return BigInteger.valueOf((Long) v);
  }

  static Object integer(BigInteger v) {
    return v.bitLength() < 64 ? (Object) v.longValue() : v;
  }

  /** Null if {@code v} is an int too large for a float. */
  private static Double toDouble(Object v) {
    if (v instanceof Double d) {
      return d;
    }
    if (v instanceof Long i) {
      return (double) i;
    }
    double d = big(v).doubleValue();
    return Double.isInfinite(d) ? null : Double.valueOf(d);
  }

  private static Object integers(int op, Object v, Object w) {
    BigInteger x = big(v);
    BigInteger y = big(w);
    boolean bools = v instanceof Boolean && w instanceof Boolean;
    switch (op) {
      case Operator.ADD -> {
        return integer(x.add(y));
      }
      case Operator.SUB -> {
        return integer(x.subtract(y));
      }
      case Operator.MULT -> {
        return bits(x) + bits(y) > MAX_INT_BITS && x.signum() != 0 && y.signum() != 0
            ? null
            : integer(x.multiply(y));
      }
      case Operator.DIV -> {
        return y.signum() == 0 ? null : divide(x, y);
      }
      case Operator.FLOOR_DIV -> {
        return y.signum() == 0 ? null : integer(floorDivide(x, y));
      }
      case Operator.MOD -> {
        return y.signum() == 0 ? null : integer(x.subtract(floorDivide(x, y).multiply(y)));
      }
      case Operator.POW -> {
        return power(x, y);
      }
      case Operator.LSHIFT -> {
        if (y.signum() < 0) {
          return null;
        }
        if (x.signum() == 0 || y.signum() == 0) {
          return integer(x);
        }
        return y.bitLength() > 31 || y.intValue() > MAX_INT_BITS - bits(x)
            ? null
            : integer(x.shiftLeft(y.intValue()));
      }
      case Operator.RSHIFT -> {
        if (y.signum() < 0) {
          return null;
        }
        int count = y.bitLength() > 31 ? Integer.MAX_VALUE : y.intValue();
        return integer(x.shiftRight(count));
      }
      case Operator.BIT_OR -> {
        return bools ? (Object) ((Boolean) v | (Boolean) w) : integer(x.or(y));
      }
      case Operator.BIT_XOR -> {
        return bools ? (Object) ((Boolean) v ^ (Boolean) w) : integer(x.xor(y));
      }
      case Operator.BIT_AND -> {
        return bools ? (Object) ((Boolean) v & (Boolean) w) : integer(x.and(y));
      }
      default -> {
        return null;
      }
    }
  }

  /**
   * Bits of the magnitude, which for negative powers of two {@link BigInteger#bitLength} does not
   * give.
   */
  private static int bits(BigInteger v) {
    return v.abs().bitLength();
  }

  private static BigInteger floorDivide(BigInteger x, BigInteger y) {
    BigInteger[] parts = x.divideAndRemainder(y);
    return parts[1].signum() != 0 && parts[1].signum() != y.signum()
        ? parts[0].subtract(BigInteger.ONE)
        : parts[0];
  }

  private static Object power(BigInteger x, BigInteger y) {
    if (y.signum() < 0) {
      Double base = toDouble(x);
      Double exponent = toDouble(y);
      return base == null || exponent == null ? null : floatPower(base, exponent);
    }
    if (x.signum() != 0 && y.signum() > 0) {
      if (y.bitLength() > 31 || bits(x) > MAX_INT_BITS / y.intValue()) {
        return null;
      }
    } else if (y.signum() > 0) {
      return 0L;
    }
    return integer(x.pow(y.intValue()));
  }

  /** True division of ints, rounded once. */
  private static Double divide(BigInteger x, BigInteger y) {
    if (bits(x) <= 53 && bits(y) <= 53) {
      return x.doubleValue() / y.doubleValue();
    }
    boolean negative = x.signum() * y.signum() < 0;
    BigInteger a = x.abs();
    BigInteger b = y.abs();
    // A quotient of 66 bits or more, with a sticky lowest bit for the remainder, rounds as the
    // exact one does.
    int shift = Math.max(0, 66 - (a.bitLength() - b.bitLength()));
    BigInteger[] parts = a.shiftLeft(shift).divideAndRemainder(b);
    BigInteger quotient = parts[0];
    if (parts[1].signum() != 0) {
      quotient = quotient.setBit(0);
    }
    double d = Math.scalb(quotient.doubleValue(), -shift);
    // A subnormal result would have been rounded twice.
    if (Double.isInfinite(d) || d < Double.MIN_NORMAL && x.signum() != 0) {
      return null;
    }
    return negative ? -d : d;
  }

  private static Object floats(int op, double x, double y) {
    switch (op) {
      case Operator.ADD -> {
        return x + y;
      }
      case Operator.SUB -> {
        return x - y;
      }
      case Operator.MULT -> {
        return x * y;
      }
      case Operator.DIV -> {
        return y == 0 ? null : (Object) (x / y);
      }
      case Operator.MOD -> {
        return y == 0 ? null : (Object) floatModulo(x, y);
      }
      case Operator.FLOOR_DIV -> {
        return y == 0 ? null : (Object) floatFloorDivide(x, y);
      }
      case Operator.POW -> {
        return floatPower(x, y);
      }
      default -> {
        return null;
      }
    }
  }

  private static double floatFloorDivide(double x, double y) {
    double mod = x % y;
    double quotient = (x - mod) / y;
    if (mod != 0 && y < 0 != mod < 0) {
      quotient -= 1;
    }
    if (quotient == 0) {
      return Math.copySign(0.0, x / y);
    }
    double floor = Math.floor(quotient);
    return quotient - floor > 0.5 ? floor + 1 : floor;
  }

  private static double floatModulo(double x, double y) {
    double mod = x % y;
    if (mod == 0) {
      return Math.copySign(0.0, y);
    }
    return y < 0 != mod < 0 ? mod + y : mod;
  }

  private static Object floatPower(double x, double y) {
    if (x == 0 && y < 0) {
      return null;
    }
    if (x < 0 && y != Math.floor(y) && !Double.isNaN(y)) {
      return complexPower(new Constants.Complex(x, 0), new Constants.Complex(y, 0));
    }
    if (x == 1 || y == 0) {
      return 1.0;
    }
    // C and Java disagree on (-1) ** inf, where Python says 1.
    double d = x == -1 && Double.isInfinite(y) ? 1.0 : Math.pow(x, y);
    return Double.isInfinite(d) && !Double.isInfinite(x) && !Double.isInfinite(y)
        ? null
        : (Object) d;
  }

  /** Null if {@code v} is an int too large for a float. */
  private static Constants.Complex complex(Object v) {
    if (v instanceof Constants.Complex c) {
      return c;
    }
    Double d = toDouble(v);
    return d == null ? null : new Constants.Complex(d, 0);
  }

  private static Object complexes(int op, Constants.Complex x, Constants.Complex y) {
    if (x == null || y == null) {
      return null;
    }
    switch (op) {
      case Operator.ADD -> {
        return new Constants.Complex(x.real + y.real, x.imag + y.imag);
      }
      case Operator.SUB -> {
        return new Constants.Complex(x.real - y.real, x.imag - y.imag);
      }
      case Operator.MULT -> {
        return product(x, y);
      }
      case Operator.DIV -> {
        return quotient(x, y);
      }
      case Operator.POW -> {
        return complexPower(x, y);
      }
      default -> {
        return null;
      }
    }
  }

  private static Constants.Complex product(Constants.Complex x, Constants.Complex y) {
    return new Constants.Complex(
        x.real * y.real - x.imag * y.imag, x.real * y.imag + x.imag * y.real);
  }

  private static Object complexPower(Constants.Complex x, Constants.Complex y) {
    Constants.Complex power;
    if (y.imag == 0 && y.real == Math.floor(y.real) && Math.abs(y.real) <= 100) {
      power = new Constants.Complex(1, 0);
      Constants.Complex square = x;
      for (int n = (int) Math.abs(y.real); n != 0; n >>= 1) {
        if ((n & 1) != 0) {
          power = product(power, square);
        }
        square = product(square, square);
      }
      if (y.real <= 0) {
        power = quotient(new Constants.Complex(1, 0), power);
      }
    } else if (x.real == 0 && x.imag == 0) {
      power = y.imag != 0 || y.real < 0 ? null : new Constants.Complex(0, 0);
    } else {
      double size = Math.hypot(x.real, x.imag);
      double angle = Math.atan2(x.imag, x.real);
      double length = Math.pow(size, y.real);
      double phase = angle * y.real;
      if (y.imag != 0) {
        length /= Math.exp(angle * y.imag);
        phase += y.imag * Math.log(size);
      }
      power = new Constants.Complex(length * Math.cos(phase), length * Math.sin(phase));
    }
    return power == null || Double.isInfinite(power.real) || Double.isInfinite(power.imag)
        ? null
        : power;
  }

  /** Smith's method, which scales by the larger part of the divisor. */
  private static Constants.Complex quotient(Constants.Complex x, Constants.Complex y) {
    if (y.real == 0 && y.imag == 0) {
      return null;
    }
    if (Math.abs(y.real) >= Math.abs(y.imag)) {
      double ratio = y.imag / y.real;
      double divisor = y.real + y.imag * ratio;
      return new Constants.Complex(
          (x.real + x.imag * ratio) / divisor, (x.imag - x.real * ratio) / divisor);
    }
    double ratio = y.real / y.imag;
    double divisor = y.real * ratio + y.imag;
    return new Constants.Complex(
        (x.real * ratio + x.imag) / divisor, (x.imag * ratio - x.real) / divisor);
  }

  // sequences

  private static Object concatenate(Object v, Object w) {
    if (isStr(v) && isStr(w)) {
      return concatenateText(v, w);
    }
    if (v instanceof Constants.Bytes a && w instanceof Constants.Bytes b) {
      byte[] joined = Arrays.copyOf(a.value, a.value.length + b.value.length);
      System.arraycopy(b.value, 0, joined, a.value.length, b.value.length);
      return new Constants.Bytes(joined);
    }
    if (v instanceof Constants.Tuple a && w instanceof Constants.Tuple b) {
      Object[] joined = Arrays.copyOf(a.items, a.items.length + b.items.length);
      System.arraycopy(b.items, 0, joined, a.items.length, b.items.length);
      return new Constants.Tuple(joined);
    }
    return null;
  }

  private static Object concatenateText(Object v, Object w) {
    if (v instanceof String a && w instanceof String b) {
      boolean wouldPair =
          !a.isEmpty()
              && !b.isEmpty()
              && Character.isHighSurrogate(a.charAt(a.length() - 1))
              && Character.isLowSurrogate(b.charAt(0));
      if (!wouldPair) {
        return a + b;
      }
    }
    int[] a = codePoints(v);
    int[] b = codePoints(w);
    int[] joined = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, joined, a.length, b.length);
    return Constants.text(joined);
  }

  static int[] codePoints(Object text) {
    if (text instanceof Constants.WideText wide) {
      return wide.codePoints();
    }
    String s = (String) text;
    int[] points = new int[s.codePointCount(0, s.length())];
    for (int i = 0, at = 0; i < points.length; i++) {
      points[i] = s.codePointAt(at);
      at += Character.charCount(points[i]);
    }
    return points;
  }

  private static Object repeat(Object v, Object times) {
    int length;
    int limit;
    if (v instanceof Constants.Tuple t) {
      length = t.items.length;
      limit = MAX_COLLECTION_SIZE;
    } else if (v instanceof Constants.Bytes b) {
      length = b.value.length;
      limit = MAX_STR_SIZE;
    } else if (isStr(v)) {
      length = v instanceof String s ? s.codePointCount(0, s.length()) : codePoints(v).length;
      limit = MAX_STR_SIZE;
    } else {
      return null;
    }
    if (length == 0) {
      return v;
    }
    BigInteger big = big(times);
    if (big.signum() < 0 || big.bitLength() > 31 || big.intValue() > limit / length) {
      return null;
    }
    int n = big.intValue();
    if (v instanceof Constants.Tuple t) {
      if (n > 0 && remainingItems(t, MAX_TOTAL_ITEMS / n) < 0) {
        return null;
      }
      Object[] items = new Object[length * n];
      for (int i = 0; i < items.length; i++) {
        items[i] = t.items[i % length];
      }
      return new Constants.Tuple(items);
    }
    if (v instanceof Constants.Bytes b) {
      byte[] bytes = new byte[length * n];
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = b.value[i % length];
      }
      return new Constants.Bytes(bytes);
    }
    Object text = "";
    for (int i = 0; i < n; i++) {
      text = concatenateText(text, v);
    }
    return text;
  }

  /**
   * {@code limit} less the number of items in {@code v}, nested ones included; negative if there
   * are more.
   */
  private static int remainingItems(Object v, int limit) {
    if (v instanceof Constants.Tuple t) {
      limit -= t.items.length;
      for (int i = 0; limit >= 0 && i < t.items.length; i++) {
        limit = remainingItems(t.items[i], limit);
      }
    }
    return limit;
  }

  static Object subscript(Object v, Object index) {
    if (!isInt(index)) {
      return null;
    }
    BigInteger big = big(index);
    if (big.bitLength() > 31) {
      return null;
    }
    int i = big.intValue();
    if (v instanceof Constants.Tuple t) {
      i = position(i, t.items.length);
      return i < 0 ? null : t.items[i];
    }
    if (v instanceof Constants.Bytes b) {
      i = position(i, b.value.length);
      return i < 0 ? null : (Object) (b.value[i] & 0xFFL);
    }
    if (isStr(v)) {
      int[] points = codePoints(v);
      i = position(i, points.length);
      return i < 0 ? null : Constants.text(new int[] {points[i]});
    }
    return null;
  }

  private static int position(int index, int length) {
    int i = index < 0 ? index + length : index;
    return i < length ? i : -1;
  }

  /** The frozenset of {@code items}; of items that are equal in Python the first stays. */
  static Constants.FrozenSet frozenSet(Object[] items) {
    HashSet<Object> seen = new HashSet<>();
    ArrayList<Object> kept = new ArrayList<>();
    for (Object item : items) {
      if (seen.add(equalityKey(item))) {
        kept.add(item);
      }
    }
    return new Constants.FrozenSet(kept.toArray());
  }

  /**
   * Something that is equal in Java for constants that are equal in Python, where 1 == 1.0 == True.
   */
  static Object equalityKey(Object v) {
    if (v instanceof Boolean b) {
      return b ? 1L : 0L;
    }
    if (v instanceof Constants.Complex c && c.imag == 0) {
      return equalityKey(c.real);
    }
    if (v instanceof Double d) {
      double x = d;
      if (x == Math.rint(x) && Math.abs(x) < 0x1p63) {
        return (long) x;
      }
      return v;
    }
    if (v instanceof Constants.Tuple t) {
      Object[] keys = new Object[t.items.length];
      for (int i = 0; i < keys.length; i++) {
        keys[i] = equalityKey(t.items[i]);
      }
      return new Constants.Tuple(keys);
    }
    return v;
  }
}
