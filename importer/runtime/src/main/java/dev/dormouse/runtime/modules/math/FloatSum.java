package dev.dormouse.runtime.modules.math;

import dev.dormouse.runtime.objects.Errors;
import java.util.Arrays;

/**
 * A sum of doubles kept exactly: as doubles of increasing magnitude whose bits do not overlap
 * (Shewchuk 1997). Rounding happens once, in {@link #result}.
 */
final class FloatSum {
  private double[] parts = new double[16];
  private int count;
  private double specials;
  private double infinities;

  void add(double given) {
    double x = given;
    int kept = 0;
    for (int i = 0; i < count; i++) {
      double y = parts[i];
      if (Math.abs(x) < Math.abs(y)) {
        double t = x;
        x = y;
        y = t;
      }
      double high = x + y;
      double low = y - (high - x);
      if (low != 0) {
        parts[kept++] = low;
      }
      x = high;
    }
    count = kept;
    if (x == 0) {
      return;
    }
    if (!MathModule.isFinite(x)) {
      if (MathModule.isFinite(given)) {
        throw Errors.overflowError("intermediate overflow in fsum");
      }
      if (Double.isInfinite(given)) {
        infinities += given;
      }
      specials += given;
      count = 0;
      return;
    }
    if (count == parts.length) {
      parts = Arrays.copyOf(parts, count * 2);
    }
    parts[count++] = x;
  }

  double result() {
    if (specials != 0) {
      if (Double.isNaN(infinities)) {
        throw Errors.valueError("-inf + inf in fsum");
      }
      return specials;
    }
    if (count == 0) {
      return 0.0;
    }
    int n = count - 1;
    double high = parts[n];
    double low = 0;
    while (n > 0) {
      double x = high;
      double y = parts[--n];
      high = x + y;
      low = y - (high - x);
      if (low != 0) {
        break;
      }
    }
    // What is below may decide a tie.
    if (n > 0 && (low < 0 && parts[n - 1] < 0 || low > 0 && parts[n - 1] > 0)) {
      double twice = low * 2;
      double x = high + twice;
      if (twice == x - high) {
        high = x;
      }
    }
    return high;
  }
}
