package dev.dormouse.runtime.objects;

/**
 * What a slice selects from a sequence of a given length: {@link #count} items from {@link #start}
 * in steps.
 */
public final class Slices {
  public final int start;

  /**
   * Behind the last item in the direction of the step; may lie before {@link #start} when nothing
   * is selected.
   */
  public final int stop;

  public final int step;
  public final int count;

  private Slices(int start, int stop, int step, int count) {
    this.start = start;
    this.stop = stop;
    this.step = step;
    this.count = count;
  }

  public static Slices of(PySlice slice, int length) {
    int step = 1;
    if (slice.step != PyObject.NONE) {
      // The smallest int could not be negated.
      step = Math.max(clipped(slice.step), -Integer.MAX_VALUE);
      if (step == 0) {
        throw Errors.valueError("slice step cannot be zero");
      }
    }
    int low = step < 0 ? -1 : 0;
    int high = step < 0 ? length - 1 : length;
    int start = bound(slice.start, length, low, high, step < 0 ? high : low);
    int stop = bound(slice.stop, length, low, high, step < 0 ? low : high);
    int count = 0;
    if (step < 0 && stop < start) {
      count = (start - stop - 1) / -step + 1;
    } else if (step > 0 && start < stop) {
      count = (stop - start - 1) / step + 1;
    }
    return new Slices(start, stop, step, count);
  }

  private static int bound(PyObject o, int length, int low, int high, int standard) {
    if (o == PyObject.NONE) {
      return standard;
    }
    int i = clipped(o);
    if (i < 0) {
      return Math.max(i + length, low);
    }
    return Math.min(i, high);
  }

  private static int clipped(PyObject o) {
    return Abstract.toIndexClipped(index(o));
  }

  /** A part of a slice as an int. */
  static PyInt index(PyObject o) {
    if (!Abstract.hasIndex(o)) {
      throw Errors.typeError("slice indices must be integers or None or have an __index__ method");
    }
    return Abstract.index(o);
  }
}
