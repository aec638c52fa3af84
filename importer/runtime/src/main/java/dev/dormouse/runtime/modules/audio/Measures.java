package dev.dormouse.runtime.modules.audio;

import dev.dormouse.runtime.objects.Bytes;
import dev.dormouse.runtime.objects.PyFloat;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.tables.Function;

/** What {@code audioop} finds out about fragments. */
final class Measures {
  private Measures() {}

  @Function(signature = "(fragment, width, index, /)", doc = "Return the value of a sample.")
  static int getsample(PyObject fragment, int width, long index) {
    Samples s = Samples.of(fragment, width);
    if (index < 0 || index >= s.count) {
      throw AudioopModule.error("Index out of range");
    }
    return s.get((int) index);
  }

  @Function(
      signature = "(fragment, width, /)",
      doc = "Return the maximum of the absolute value of all samples.")
  static long max(PyObject fragment, int width) {
    Samples s = Samples.of(fragment, width);
    long most = 0;
    for (int i = 0; i < s.count; i++) {
      most = Math.max(most, Math.abs((long) s.get(i)));
    }
    return most;
  }

  @Function(
      signature = "(fragment, width, /)",
      doc = "Return the minimum and maximum values of all samples.")
  static PyObject minmax(PyObject fragment, int width) {
    Samples s = Samples.of(fragment, width);
    int least = Integer.MAX_VALUE;
    int most = Integer.MIN_VALUE;
    for (int i = 0; i < s.count; i++) {
      least = Math.min(least, s.get(i));
      most = Math.max(most, s.get(i));
    }
    return PyTuple.of(PyInt.of(least), PyInt.of(most));
  }

  @Function(signature = "(fragment, width, /)", doc = "Return the average over all samples.")
  static long avg(PyObject fragment, int width) {
    Samples s = Samples.of(fragment, width);
    double sum = 0;
    for (int i = 0; i < s.count; i++) {
      sum += s.get(i);
    }
    return s.count == 0 ? 0 : (long) Math.floor(sum / s.count);
  }

  @Function(
      signature = "(fragment, width, /)",
      doc = "Return the root-mean-square of the fragment.")
  static long rms(PyObject fragment, int width) {
    Samples s = Samples.of(fragment, width);
    double sum = 0;
    for (int i = 0; i < s.count; i++) {
      double v = s.get(i);
      sum += v * v;
    }
    return s.count == 0 ? 0 : (long) Math.sqrt(sum / s.count);
  }

  /** The sum of the products of two runs of samples of two bytes. */
  private static double products(byte[] a, int fromA, byte[] b, int fromB, int count) {
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += (double) Samples.read(a, 2 * (fromA + i), 2) * Samples.read(b, 2 * (fromB + i), 2);
    }
    return sum;
  }

  private static byte[] even(PyObject fragment, String message) {
    byte[] b = Bytes.of(fragment);
    if (b.length % 2 != 0) {
      throw AudioopModule.error(message);
    }
    return b;
  }

  @Function(
      signature = "(fragment, reference, /)",
      doc = "Try to match reference as well as possible to a portion of fragment.")
  static PyObject findfit(PyObject fragment, PyObject reference) {
    byte[] a = even(fragment, "Strings should be even-sized");
    byte[] r = even(reference, "Strings should be even-sized");
    int n = a.length / 2;
    int m = r.length / 2;
    if (n < m) {
      throw AudioopModule.error("First sample should be longer");
    }
    double own = products(r, 0, r, 0, m);
    double window = products(a, 0, a, 0, m);
    double both = products(a, 0, r, 0, m);
    double best = (own * window - both * both) / window;
    int bestAt = 0;
    for (int at = 1; at <= n - m; at++) {
      double out = Samples.read(a, 2 * (at - 1), 2);
      double in = Samples.read(a, 2 * (at + m - 1), 2);
      window += in * in - out * out;
      both = products(a, at, r, 0, m);
      double result = (own * window - both * both) / window;
      if (result < best) {
        best = result;
        bestAt = at;
      }
    }
    double factor = products(a, bestAt, r, 0, m) / own;
    return PyTuple.of(PyInt.of(bestAt), PyFloat.of(factor));
  }

  @Function(
      signature = "(fragment, reference, /)",
      doc = "Return a factor F such that rms(add(fragment, mul(reference, -F))) is minimal.")
  static double findfactor(PyObject fragment, PyObject reference) {
    byte[] a = even(fragment, "Strings should be even-sized");
    byte[] r = even(reference, "Strings should be even-sized");
    if (a.length != r.length) {
      throw AudioopModule.error("Samples should be same size");
    }
    int n = a.length / 2;
    return products(a, 0, r, 0, n) / products(r, 0, r, 0, n);
  }

  @Function(
      signature = "(fragment, length, /)",
      doc = "Search fragment for a slice of specified number of samples with maximum energy.")
  static int findmax(PyObject fragment, long length) {
    byte[] a = even(fragment, "Strings should be even-sized");
    int n = a.length / 2;
    if (length < 0 || n < length) {
      throw AudioopModule.error("Input sample should be longer");
    }
    int m = (int) length;
    double energy = products(a, 0, a, 0, m);
    double best = energy;
    int bestAt = 0;
    for (int at = 1; at <= n - m; at++) {
      double out = Samples.read(a, 2 * (at - 1), 2);
      double in = Samples.read(a, 2 * (at + m - 1), 2);
      energy += in * in - out * out;
      if (energy > best) {
        best = energy;
        bestAt = at;
      }
    }
    return bestAt;
  }

  /** The peak-to-peak values of a fragment: how many, their sum and the largest. */
  private static double[] peaks(Samples s) {
    double sum = 0;
    double largest = 0;
    int n = 0;
    if (s.count > 0) {
      int previous = s.get(0);
      int direction = 0;
      boolean anyExtreme = false;
      int extreme = 0;
      for (int i = 1; i < s.count; i++) {
        int v = s.get(i);
        if (v != previous) {
          int now = v < previous ? -1 : 1;
          if (direction == -now) {
            if (anyExtreme) {
              double height = Math.abs((double) previous - extreme);
              sum += height;
              largest = Math.max(largest, height);
              n++;
            }
            anyExtreme = true;
            extreme = previous;
          }
          previous = v;
          direction = now;
        }
      }
    }
    return new double[] {n, sum, largest};
  }

  @Function(
      signature = "(fragment, width, /)",
      doc = "Return the average peak-peak value over all samples in the fragment.")
  static long avgpp(PyObject fragment, int width) {
    double[] p = peaks(Samples.of(fragment, width));
    return p[0] == 0 ? 0 : (long) (p[1] / p[0]);
  }

  @Function(
      signature = "(fragment, width, /)",
      doc = "Return the maximum peak-peak value in the sound fragment.")
  static long maxpp(PyObject fragment, int width) {
    return (long) peaks(Samples.of(fragment, width))[2];
  }

  @Function(
      signature = "(fragment, width, /)",
      doc = "Return the number of zero crossings in the fragment passed as an argument.")
  static int cross(PyObject fragment, int width) {
    Samples s = Samples.of(fragment, width);
    int crossings = -1;
    int previous = 17; // neither sign
    for (int i = 0; i < s.count; i++) {
      int negative = s.get(i) < 0 ? 1 : 0;
      if (negative != previous) {
        crossings++;
      }
      previous = negative;
    }
    return crossings;
  }
}
