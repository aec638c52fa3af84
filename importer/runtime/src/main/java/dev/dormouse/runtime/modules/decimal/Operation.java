package dev.dormouse.runtime.modules.decimal;

/**
 * The operations by number: decimals have most of them as methods with an optional context, and
 * contexts have all.
 */
final class Operation {
  private Operation() {}

  static final int ABS = 0;
  static final int EXP = 1;
  static final int LN = 2;
  static final int LOG10 = 3;
  static final int MINUS = 4;
  static final int NEXT_MINUS = 5;
  static final int NEXT_PLUS = 6;
  static final int NORMALIZE = 7;
  static final int PLUS = 8;
  static final int TO_INTEGRAL = 9;
  static final int TO_INTEGRAL_EXACT = 10;
  static final int SQRT = 11;
  static final int LOGB = 12;
  static final int INVERT = 13;
  static final int COPY_ABS = 14;
  static final int COPY_NEGATE = 15;

  static PyDecimal unary(int operation, PyDecimal a, Rules rules) {
    return switch (operation) {
      case ABS -> signed(a, false, rules);
      case EXP -> Transcendental.exp(a, rules);
      case LN -> Transcendental.ln(a, rules);
      case LOG10 -> Transcendental.log10(a, rules);
      case MINUS -> signed(a, !a.negative, rules);
      case NEXT_MINUS -> Adjustments.next(a, false, rules);
      case NEXT_PLUS -> Adjustments.next(a, true, rules);
      case NORMALIZE -> Adjustments.normalize(a, rules);
      case PLUS -> signed(a, a.negative, rules);
      case TO_INTEGRAL -> Adjustments.toIntegral(a, false, rules);
      case TO_INTEGRAL_EXACT -> Adjustments.toIntegral(a, true, rules);
      case SQRT -> Powers.sqrt(a, rules);
      case LOGB -> Adjustments.logb(a, rules);
      case INVERT -> Digitwise.invert(a, rules);
      case COPY_ABS -> a.withSign(false);
      default -> a.withSign(!a.negative);
    };
  }

  /** With a sign, as a sum with zero has it. */
  private static PyDecimal signed(PyDecimal a, boolean negative, Rules rules) {
    if (a.isNan()) {
      return rules.quiet(a);
    }
    return rules.finish(a.withSign(negative && !(a.isZero() && rules.rounding != Rules.FLOOR)));
  }

  static final int ADD = 0;
  static final int SUBTRACT = 1;
  static final int MULTIPLY = 2;
  static final int DIVIDE = 3;
  static final int DIVIDE_INT = 4;
  static final int REMAINDER = 5;
  static final int REMAINDER_NEAR = 6;
  static final int COMPARE = 7;
  static final int COMPARE_SIGNAL = 8;
  static final int COMPARE_TOTAL = 9;
  static final int COMPARE_TOTAL_MAG = 10;
  static final int COPY_SIGN = 11;
  static final int MAX = 12;
  static final int MAX_MAG = 13;
  static final int MIN = 14;
  static final int MIN_MAG = 15;
  static final int NEXT_TOWARD = 16;
  static final int QUANTIZE = 17;
  static final int LOGICAL_AND = 18;
  static final int LOGICAL_OR = 19;
  static final int LOGICAL_XOR = 20;
  static final int ROTATE = 21;
  static final int SCALEB = 22;
  static final int SHIFT = 23;
  static final int POWER = 24;

  static PyDecimal binary(int operation, PyDecimal a, PyDecimal b, Rules rules) {
    return switch (operation) {
      case ADD -> Arithmetic.add(a, b, rules);
      case SUBTRACT -> Arithmetic.subtract(a, b, rules);
      case MULTIPLY -> Arithmetic.multiply(a, b, rules);
      case DIVIDE -> Arithmetic.divide(a, b, rules);
      case DIVIDE_INT -> Arithmetic.divideInteger(a, b, rules);
      case REMAINDER -> Arithmetic.remainder(a, b, rules);
      case REMAINDER_NEAR -> Arithmetic.remainderNear(a, b, rules);
      case COMPARE -> Comparisons.compare(a, b, rules);
      case COMPARE_SIGNAL -> Comparisons.compareSignal(a, b, rules);
      case COMPARE_TOTAL -> Comparisons.integer(Comparisons.total(a, b));
      case COMPARE_TOTAL_MAG -> Comparisons.integer(Comparisons.totalMagnitude(a, b));
      case COPY_SIGN -> a.withSign(b.negative);
      case MAX -> Comparisons.choose(a, b, 1, false, rules);
      case MAX_MAG -> Comparisons.choose(a, b, 1, true, rules);
      case MIN -> Comparisons.choose(a, b, -1, false, rules);
      case MIN_MAG -> Comparisons.choose(a, b, -1, true, rules);
      case NEXT_TOWARD -> Adjustments.nextToward(a, b, rules);
      case QUANTIZE -> Adjustments.quantize(a, b, rules);
      case LOGICAL_AND -> Digitwise.combine(a, b, Digitwise.AND, rules);
      case LOGICAL_OR -> Digitwise.combine(a, b, Digitwise.OR, rules);
      case LOGICAL_XOR -> Digitwise.combine(a, b, Digitwise.XOR, rules);
      case ROTATE -> Digitwise.rotate(a, b, rules);
      case SCALEB -> Adjustments.scaleb(a, b, rules);
      case SHIFT -> Digitwise.shift(a, b, rules);
      default -> Powers.power(a, b, rules);
    };
  }

  static final int IS_FINITE = 0;
  static final int IS_INFINITE = 1;
  static final int IS_NAN = 2;
  static final int IS_QNAN = 3;
  static final int IS_SNAN = 4;
  static final int IS_SIGNED = 5;
  static final int IS_ZERO = 6;
  static final int IS_NORMAL = 7;
  static final int IS_SUBNORMAL = 8;

  static boolean is(int question, PyDecimal a, Rules rules) {
    return switch (question) {
      case IS_FINITE -> a.isFinite();
      case IS_INFINITE -> a.isInfinite();
      case IS_NAN -> a.isNan();
      case IS_QNAN -> a.kind == PyDecimal.QNAN;
      case IS_SNAN -> a.kind == PyDecimal.SNAN;
      case IS_SIGNED -> a.negative;
      case IS_ZERO -> a.isZero();
      case IS_NORMAL -> a.isFinite() && !a.isZero() && a.adjusted() >= rules.emin;
      default -> a.isFinite() && !a.isZero() && a.adjusted() < rules.emin;
    };
  }

  /** {@code number_class}. */
  static String numberClass(PyDecimal a, Rules rules) {
    if (a.isNan()) {
      return a.kind == PyDecimal.SNAN ? "sNaN" : "NaN";
    }
    String name =
        a.isInfinite()
            ? "Infinity"
            : a.isZero() ? "Zero" : a.adjusted() < rules.emin ? "Subnormal" : "Normal";
    return (a.negative ? "-" : "+").concat(name);
  }
}
