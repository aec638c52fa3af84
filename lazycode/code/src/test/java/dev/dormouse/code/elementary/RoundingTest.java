package dev.dormouse.code.elementary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Results are the doubles next to the exact values, which are computed here to 60 digits. */
class RoundingTest {
  private static final MathContext DIGITS = new MathContext(60);
  private static final BigDecimal PI = pi();
  private static final int COUNT = 400;

  private final Random random = new Random(311);

  private double magnitude(int low, int high) {
    return Math.scalb(1 + random.nextDouble(), low + random.nextInt(high - low + 1));
  }

  private static BigDecimal big(double x) {
    return new BigDecimal(x);
  }

  /** By Machin's formula, to 400 digits: the largest double has 309 before the point. */
  private static BigDecimal pi() {
    BigDecimal fifth = inverseTangentOfInverse(5).multiply(BigDecimal.valueOf(16));
    return fifth.subtract(inverseTangentOfInverse(239).multiply(BigDecimal.valueOf(4)));
  }

  private static BigDecimal inverseTangentOfInverse(int n) {
    MathContext digits = new MathContext(400);
    BigDecimal power = BigDecimal.ONE.divide(BigDecimal.valueOf(n), digits);
    BigDecimal sum = BigDecimal.ZERO;
    for (int k = 1; power.precision() - power.scale() > -400; k += 2) {
      BigDecimal term = power.divide(BigDecimal.valueOf(k), digits);
      sum = k % 4 == 1 ? sum.add(term) : sum.subtract(term);
      power = power.divide(BigDecimal.valueOf((long) n * n), digits);
    }
    return sum;
  }

  private static BigDecimal exp(BigDecimal x) {
    BigDecimal small = x.divide(BigDecimal.valueOf(1 << 20), DIGITS);
    BigDecimal term = BigDecimal.ONE;
    BigDecimal sum = term;
    for (int k = 1; k < 40; k++) {
      term = term.multiply(small, DIGITS).divide(BigDecimal.valueOf(k), DIGITS);
      sum = sum.add(term, DIGITS);
    }
    return sum.pow(1 << 20, DIGITS);
  }

  /** Newton's method from the double next to it. */
  private static BigDecimal log(double x) {
    BigDecimal y = big(StrictMath.log(x));
    for (int i = 0; i < 2; i++) {
      BigDecimal e = exp(y);
      BigDecimal difference = big(x).subtract(e).multiply(BigDecimal.TWO);
      y = y.add(difference.divide(big(x).add(e), DIGITS), DIGITS);
    }
    return y;
  }

  private static BigDecimal sin(BigDecimal x) {
    BigDecimal turn = PI.multiply(BigDecimal.TWO);
    BigDecimal r = x.subtract(turn.multiply(x.divideToIntegralValue(turn))).round(DIGITS);
    BigDecimal square = r.multiply(r, DIGITS);
    BigDecimal sum = r;
    for (int k = 2; k < 90; k += 2) {
      r = r.multiply(square, DIGITS).divide(BigDecimal.valueOf(-k * (k + 1)), DIGITS);
      sum = sum.add(r, DIGITS);
    }
    return sum;
  }

  private static BigDecimal cos(BigDecimal x) {
    return sin(x.add(PI.divide(BigDecimal.TWO)));
  }

  private static BigDecimal tan(BigDecimal x) {
    return sin(x).divide(cos(x), DIGITS);
  }

  private static void rounded(BigDecimal exact, double result, double argument) {
    assertEquals(exact.doubleValue(), result, () -> "of " + argument);
  }

  /** The result lies within half of its last bit of where a rising function takes the argument. */
  private static void inverse(UnaryOperator<BigDecimal> of, double y, double x) {
    BigDecimal half = big(Math.ulp(y)).divide(BigDecimal.TWO);
    assertTrue(of.apply(big(y).subtract(half)).compareTo(big(x)) <= 0, () -> "too large: of " + x);
    assertTrue(of.apply(big(y).add(half)).compareTo(big(x)) >= 0, () -> "too small: of " + x);
  }

  @Test
  void exponential_isRounded() {
    for (int i = 0; i < COUNT; i++) {
      double x = i % 2 == 0 ? magnitude(-30, 3) : random.nextDouble(-745, 709);
      rounded(exp(big(x)), Exponential.exp(x), x);
    }
    assertEquals(Double.MIN_VALUE, Exponential.exp(-745.1332191019411));
    assertEquals(0, Exponential.exp(-745.1332191019413));
    assertEquals(1.7976931348622732e308, Exponential.exp(709.782712893384));
    assertEquals(Double.POSITIVE_INFINITY, Exponential.exp(709.7827128933841));
  }

  @Test
  void powersOfTwo_areRounded() {
    BigDecimal two = log(2);
    for (int i = 0; i < COUNT; i++) {
      double x = random.nextDouble(-1070, 1023);
      rounded(exp(big(x).multiply(two)), Exponential.exp2(x), x);
    }
    for (int e = -1074; e < 1024; e++) {
      assertEquals(Math.scalb(1.0, e), Exponential.exp2(e));
    }
  }

  @Test
  void logarithms_areRounded() {
    BigDecimal two = log(2);
    for (int i = 0; i < COUNT; i++) {
      double x = i % 2 == 0 ? magnitude(-1074, 1022) : 1 + magnitude(-50, -1) / (i % 4 - 2);
      BigDecimal log = log(x);
      rounded(log, Logarithm.log(x), x);
      rounded(log.divide(two, DIGITS), Logarithm.log2(x), x);
    }
    for (int e = -1074; e < 1024; e++) {
      assertEquals(e, Logarithm.log2(Math.scalb(1.0, e)));
    }
  }

  @Test
  void powers_areRounded() {
    for (int i = 0; i < COUNT; i++) {
      double x = magnitude(-40, 40);
      double y = random.nextDouble(-18, 18);
      rounded(exp(log(x).multiply(big(y))), Exponential.pow(x, y), x);
    }
    for (int n = 1; n < 50; n++) {
      assertEquals((double) n * n * n * n * n, Exponential.pow(n, 5));
      assertEquals(-1.0 / (1L << n), Exponential.pow(-2, -n) * (n % 2 == 0 ? -1 : 1));
    }
  }

  @Test
  void powersOfNoNumber_areThoseOfC() {
    double inf = Double.POSITIVE_INFINITY;
    assertEquals(1, Exponential.pow(1, Double.NaN));
    assertEquals(1, Exponential.pow(Double.NaN, 0));
    assertEquals(1, Exponential.pow(-1, -inf));
    assertEquals(Double.NaN, Exponential.pow(-1, Double.NaN));
    assertEquals(Double.NaN, Exponential.pow(-8, 1.0 / 3));
    assertEquals(-inf, Exponential.pow(-1e200, 3));
    assertEquals(-0.0, Exponential.pow(-1e200, -3));
    assertEquals(inf, Exponential.pow(-1e200, 0x1p60));
    assertEquals(inf, Exponential.pow(-0.0, -2));
  }

  @Test
  void circularFunctions_areRounded() {
    for (int i = 0; i < COUNT; i++) {
      double x =
          switch (i % 4) {
            case 0 -> magnitude(-20, 0);
            case 1 -> random.nextDouble(-20, 20);
            case 2 -> magnitude(0, 50);
            default -> -magnitude(50, 1022);
          };
      rounded(sin(big(x)), Circular.sin(x), x);
      rounded(cos(big(x)), Circular.cos(x), x);
      rounded(tan(big(x)), Circular.tan(x), x);
    }
    for (int k = 1; k < 200; k++) {
      double x = k * (Math.PI / 2);
      rounded(sin(big(x)), Circular.sin(x), x);
      rounded(cos(big(x)), Circular.cos(x), x);
    }
  }

  @Test
  void inverseCircularFunctions_areRounded() {
    DoubleUnaryOperator tangent = InverseTangent::atan;
    for (int i = 0; i < COUNT; i++) {
      double x = i % 2 == 0 ? random.nextDouble(0, 1) : magnitude(-30, -1);
      inverse(RoundingTest::sin, InverseTangent.asin(x), x);
      inverse(y -> cos(y).negate(), InverseTangent.acos(-x), x);
      inverse(y -> cos(y).negate(), InverseTangent.acos(x), -x);
      double t = magnitude(-30, 30);
      inverse(RoundingTest::tan, tangent.applyAsDouble(t), t);
      assertEquals(-tangent.applyAsDouble(t), tangent.applyAsDouble(-t));
    }
  }

  @Test
  void angles_areThoseOfTheirQuadrant() {
    for (int i = 0; i < COUNT; i++) {
      double x = magnitude(-1074, 1023);
      assertEquals(Math.PI / 4, InverseTangent.atan2(x, x));
      assertEquals(-3 * Math.PI / 4, InverseTangent.atan2(-x, -x), 1e-15);
      assertEquals(InverseTangent.atan(0.3), InverseTangent.atan2(3, 10));
    }
    assertEquals(Math.PI, InverseTangent.atan2(1e-300, -1e300));
    assertEquals(-Math.PI / 2, InverseTangent.atan2(-1e300, 1e-300));
    assertEquals(Double.MIN_VALUE, InverseTangent.atan2(Double.MIN_VALUE, 1));
    assertEquals(-Math.PI, InverseTangent.atan2(-0.0, -1));
  }

  @Test
  void hypotenuse_isWithinTheLastBit() {
    for (int i = 0; i < COUNT; i++) {
      int e = random.nextInt(-1000, 1000);
      double x = magnitude(e - 10, e + 10);
      double y = magnitude(e - 10, e + 10);
      BigDecimal exact = big(x).pow(2).add(big(y).pow(2)).sqrt(DIGITS);
      assertEquals(exact.doubleValue(), Hypotenuse.hypot(x, -y), Math.ulp(x + y));
    }
    assertEquals(5, Hypotenuse.hypot(-3, 4));
    assertEquals(Double.POSITIVE_INFINITY, Hypotenuse.hypot(Double.NEGATIVE_INFINITY, Double.NaN));
    assertEquals(Double.NaN, Hypotenuse.hypot(0, Double.NaN));
  }
}
