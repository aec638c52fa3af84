package dev.dormouse.bench;

import java.util.Arrays;

/** The times of one contestant in one case, in milliseconds. */
final class Sample {
  private double[] times = new double[16];
  private int count;

  void add(double milliseconds) {
    if (count == times.length) {
      times = Arrays.copyOf(times, 2 * count);
    }
    times[count++] = milliseconds;
  }

  int count() {
    return count;
  }

  /** The time that {@code share} of the runs stay below, between two runs interpolated. */
  double quantile(double share) {
    double[] sorted = Arrays.copyOf(times, count);
    Arrays.sort(sorted);
    double position = share * (count - 1);
    int below = (int) position;
    int above = Math.min(below + 1, count - 1);
    return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
  }

  double median() {
    return quantile(0.5);
  }
}
