package dev.dormouse.runtime.modules.math;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.tables.Function;
import java.math.BigInteger;

/** The functions of {@code math} that take and give ints. */
final class IntegerFunctions {
  private IntegerFunctions() {}

  @Function(signature = "(*integers)", doc = "The greatest common divisor.")
  static PyObject gcd(PyObject[] integers) {
    PyInt r = PyInt.ZERO;
    for (int i = 0; i < integers.length; i++) {
      r = gcd(r, Abstract.index(integers[i]));
    }
    return r;
  }

  private static PyInt gcd(PyInt x, PyInt y) {
    if (x.isBig()
        || y.isBig()
        || x.longValue() == Long.MIN_VALUE
        || y.longValue() == Long.MIN_VALUE) {
      return PyInt.of(x.bigValue().gcd(y.bigValue()));
    }
    long a = Math.abs(x.longValue());
    long b = Math.abs(y.longValue());
    while (b != 0) {
      long t = a % b;
      a = b;
      b = t;
    }
    return PyInt.of(a);
  }

  @Function(signature = "(*integers)", doc = "The least common multiple.")
  static PyObject lcm(PyObject[] integers) {
    BigInteger r = BigInteger.ONE;
    for (int i = 0; i < integers.length; i++) {
      BigInteger n = Abstract.index(integers[i]).bigValue().abs();
      r = r.signum() == 0 || n.signum() == 0 ? BigInteger.ZERO : r.divide(r.gcd(n)).multiply(n);
    }
    return PyInt.of(r);
  }

  @Function(signature = "(n, /)", doc = "The product of the ints from 1 to n.")
  static PyObject factorial(PyObject n) {
    PyInt i = Abstract.index(n);
    if (i.isNegative()) {
      throw Errors.valueError("factorial() not defined for negative values");
    }
    if (i.isBig()) {
      throw Errors.overflowError("factorial() argument should not exceed " + Long.MAX_VALUE);
    }
    return PyInt.of(product(1, i.longValue()));
  }

  /**
   * The product of the ints from {@code from} to {@code to}, multiplying numbers of about the same
   * size.
   */
  private static BigInteger product(long from, long to) {
    if (to - from < 16) {
      BigInteger r = BigInteger.ONE;
      long small = 1;
      for (long i = from; i <= to; i++) {
        if (Math.multiplyHigh(small, i) == 0 && small * i > 0) {
          small *= i;
        } else {
          r = r.multiply(BigInteger.valueOf(small));
          small = i;
        }
      }
      return r.multiply(BigInteger.valueOf(small));
    }
    long middle = from + (to - from) / 2;
    try {
      return product(from, middle).multiply(product(middle + 1, to));
    } catch (ArithmeticException e) {
      throw Errors.memoryError();
    }
  }

  @Function(signature = "(n, /)", doc = "The largest int whose square is not greater than n.")
  static PyObject isqrt(PyObject n) {
    PyInt i = Abstract.index(n);
    if (i.isNegative()) {
      throw Errors.valueError("isqrt() argument must be nonnegative");
    }
    if (i.isBig()) {
      return PyInt.of(i.bigValue().sqrt());
    }
    long v = i.longValue();
    long r = (long) Math.sqrt((double) v);
    while (r > 3037000499L || r * r > v) {
      r--;
    }
    while (r < 3037000499L && (r + 1) * (r + 1) <= v) {
      r++;
    }
    return PyInt.of(r);
  }

  @Function(
      signature = "(n, k, /)",
      doc =
          "In how many ways k of n things can be chosen, whatever their order.\n\n"
              + "Zero when k is greater than n.")
  static PyObject comb(PyObject n, PyObject k) {
    PyInt total = Abstract.index(n);
    PyInt chosen = Abstract.index(k);
    requireNonNegative(total, "n");
    requireNonNegative(chosen, "k");
    BigInteger all = total.bigValue();
    BigInteger rest = all.subtract(chosen.bigValue());
    if (rest.signum() < 0) {
      return PyInt.ZERO;
    }
    BigInteger smaller = rest.min(chosen.bigValue());
    if (smaller.bitLength() > 63) {
      throw Errors.overflowError("min(n - k, k) must not exceed " + Long.MAX_VALUE);
    }
    return PyInt.of(choose(all, smaller.longValue()));
  }

  private static BigInteger choose(BigInteger n, long k) {
    BigInteger r = BigInteger.ONE;
    if (k > 64) {
      // C(n, k) = C(n, j) * C(n - j, k - j) / C(k, j) keeps the factors of similar size.
      long j = k / 2;
      return choose(n, j)
          .multiply(choose(n.subtract(BigInteger.valueOf(j)), k - j))
          .divide(choose(BigInteger.valueOf(k), j));
    }
    for (long i = 0; i < k; i++) {
      r = r.multiply(n.subtract(BigInteger.valueOf(i))).divide(BigInteger.valueOf(i + 1));
    }
    return r;
  }

  @Function(
      signature = "(n, k=None, /)",
      doc = "In how many orders k of n things can be put; all of them if k is not given.")
  static PyObject perm(PyObject n, PyObject k) {
    if (k == null || k == PyObject.NONE) {
      return factorial(n);
    }
    PyInt total = Abstract.index(n);
    PyInt chosen = Abstract.index(k);
    requireNonNegative(total, "n");
    requireNonNegative(chosen, "k");
    BigInteger all = total.bigValue();
    if (all.compareTo(chosen.bigValue()) < 0) {
      return PyInt.ZERO;
    }
    if (chosen.isBig()) {
      throw Errors.overflowError("k must not exceed " + Long.MAX_VALUE);
    }
    long count = chosen.longValue();
    if (!total.isBig()) {
      return PyInt.of(product(total.longValue() - count + 1, total.longValue()));
    }
    BigInteger r = BigInteger.ONE;
    for (long i = 0; i < count; i++) {
      r = r.multiply(all.subtract(BigInteger.valueOf(i)));
    }
    return PyInt.of(r);
  }

  private static void requireNonNegative(PyInt i, String name) {
    if (i.isNegative()) {
      throw Errors.valueError(name + " must be a non-negative integer");
    }
  }
}
