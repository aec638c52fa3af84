package dev.dormouse.compiler.codegen;

import dev.dormouse.code.Constants.Complex;
import dev.dormouse.code.elementary.Circular;
import dev.dormouse.code.elementary.Exponential;
import dev.dormouse.code.elementary.Hypotenuse;
import dev.dormouse.code.elementary.InverseTangent;
import dev.dormouse.code.elementary.Logarithm;
import dev.dormouse.compiler.ast.Operator;

/**
 * Python's arithmetic on float and complex constants and on mixtures with ints; null where nothing
 * is to be folded, see {@link ConstantOperations}. The bits of a result have to be CPython's, so
 * the formulas are too, where several would do.
 */
final class FloatArithmetic {
  private static final Complex ONE = new Complex(1, 0);

  private FloatArithmetic() {}

  /** The result for two numbers at least one of which is no int, or that leave the ints. */
  static Object apply(int op, Object v, Object w) {
    if (v instanceof Complex || w instanceof Complex) {
      Complex x = complex(v);
      Complex y = complex(w);
      return x == null || y == null ? null : apply(op, x, y);
    }
    Double x = real(v);
    Double y = real(w);
    return x == null || y == null ? null : apply(op, x.doubleValue(), y.doubleValue());
  }

  /** Null for an int too large for a float. */
  private static Double real(Object v) {
    if (v instanceof Double d) {
      return d;
    }
    double d = v instanceof Long i ? i : IntegerArithmetic.value(v).doubleValue();
    return Double.isInfinite(d) ? null : Double.valueOf(d);
  }

  private static Complex complex(Object v) {
    if (v instanceof Complex c) {
      return c;
    }
    Double d = real(v);
    return d == null ? null : new Complex(d, 0);
  }

  private static Object apply(int op, double x, double y) {
    return switch (op) {
      case Operator.ADD -> x + y;
      case Operator.SUB -> x - y;
      case Operator.MULT -> x * y;
      case Operator.DIV -> y == 0 ? null : (Object) (x / y);
      case Operator.MOD -> y == 0 ? null : (Object) modulo(x, y);
      case Operator.FLOOR_DIV -> y == 0 ? null : (Object) floorDivide(x, y);
      case Operator.POW -> power(x, y);
      default -> null;
    };
  }

  /** The remainder with the sign of {@code y}, also when it is zero. */
  private static double modulo(double x, double y) {
    double rest = x % y;
    if (rest == 0) {
      return Math.copySign(0.0, y);
    }
    return y < 0 != rest < 0 ? rest + y : rest;
  }

  private static double floorDivide(double x, double y) {
    double rest = x % y;
    double quotient = (x - rest) / y;
    if (rest != 0 && y < 0 != rest < 0) {
      quotient -= 1;
    }
    if (quotient == 0) {
      return Math.copySign(0.0, x / y);
    }
    // The quotient is a whole number but for rounding errors, on either side.
    double floor = Math.floor(quotient);
    return quotient - floor > 0.5 ? floor + 1 : floor;
  }

  private static Object power(double x, double y) {
    if (x == 0 && y < 0) {
      return null;
    }
    if (x < 0 && y != Math.floor(y) && !Double.isNaN(y)) {
      return power(new Complex(x, 0), new Complex(y, 0));
    }
    double d = Exponential.pow(x, y);
    boolean overflow = Double.isInfinite(d) && !Double.isInfinite(x) && !Double.isInfinite(y);
    return overflow ? null : (Object) d;
  }

  private static Object apply(int op, Complex x, Complex y) {
    return switch (op) {
      case Operator.ADD -> new Complex(x.real + y.real, x.imag + y.imag);
      case Operator.SUB -> new Complex(x.real - y.real, x.imag - y.imag);
      case Operator.MULT -> product(x, y);
      case Operator.DIV -> quotient(x, y);
      case Operator.POW -> power(x, y);
      default -> null;
    };
  }

  private static Complex product(Complex x, Complex y) {
    return new Complex(x.real * y.real - x.imag * y.imag, x.real * y.imag + x.imag * y.real);
  }

  /** Smith's method, which scales by the larger part of the divisor. */
  private static Complex quotient(Complex x, Complex y) {
    if (y.real == 0 && y.imag == 0) {
      return null;
    }
    if (Math.abs(y.real) >= Math.abs(y.imag)) {
      double ratio = y.imag / y.real;
      double divisor = y.real + y.imag * ratio;
      return new Complex((x.real + x.imag * ratio) / divisor, (x.imag - x.real * ratio) / divisor);
    }
    double ratio = y.real / y.imag;
    double divisor = y.real * ratio + y.imag;
    return new Complex((x.real * ratio + x.imag) / divisor, (x.imag * ratio - x.real) / divisor);
  }

  private static Complex power(Complex x, Complex y) {
    boolean smallInteger = y.imag == 0 && y.real == Math.floor(y.real) && Math.abs(y.real) <= 100;
    Complex power;
    if (smallInteger) {
      power = integerPower(x, (int) y.real);
    } else if (x.real == 0 && x.imag == 0) {
      power = y.imag != 0 || y.real < 0 ? null : new Complex(0, 0);
    } else {
      power = polarPower(x, y);
    }
    return power == null || Double.isInfinite(power.real) || Double.isInfinite(power.imag)
        ? null
        : power;
  }

  /** By squaring, which is exact more often than logarithms. */
  private static Complex integerPower(Complex x, int y) {
    Complex power = ONE;
    Complex square = x;
    for (int n = Math.abs(y); n != 0; n >>= 1) {
      if ((n & 1) != 0) {
        power = product(power, square);
      }
      square = product(square, square);
    }
    return y > 0 ? power : quotient(ONE, power);
  }

  private static Complex polarPower(Complex x, Complex y) {
    double size = Hypotenuse.hypot(x.real, x.imag);
    double angle = InverseTangent.atan2(x.imag, x.real);
    double length = Exponential.pow(size, y.real);
    double phase = angle * y.real;
    if (y.imag != 0) {
      length /= Exponential.exp(angle * y.imag);
      phase += y.imag * Logarithm.log(size);
    }
    return new Complex(length * Circular.cos(phase), length * Circular.sin(phase));
  }
}
