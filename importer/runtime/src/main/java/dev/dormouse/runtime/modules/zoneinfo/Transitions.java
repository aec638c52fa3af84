package dev.dormouse.runtime.modules.zoneinfo;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyTuple;

/**
 * What a file says of a zone: when its clocks were set to what, and what they show before and
 * after.
 */
final class Transitions {
  /** When, in seconds from the start of 1970. */
  private final long[] utc;

  /** The same on the clock, for times that it shows first, and for those that it shows again. */
  private final long[][] clock;

  /** What the clock shows from each transition on. */
  private final TimeType[] types;

  private final TimeType before;
  private final ZoneRule after;

  /** Whether the answer is always the same. */
  private final boolean fixed;

  /** Reads what {@code zoneinfo._common.load_data} found in a file. Throws ValueError. */
  Transitions(PyObject data, ZoneState state) {
    if (data.type != PyTuple.TYPE) {
      throw Errors.typeError("Invalid data result type: " + Abstract.repr(data).value());
    }
    PyObject[] parts = ((PyTuple) data).items;
    if (parts.length < 6) {
      throw Errors.indexError("tuple index out of range");
    }
    utc = numbers(parts[1]);
    long[] offsets = numbers(parts[2]);
    int[] index = indexes(parts[0], offsets.length);
    boolean[] isDst = truths(parts[3], offsets.length);
    long[] dst = daylight(index, offsets, isDst);
    clock = clocks(index, offsets);
    PyObject[] names = items(parts[4], offsets.length);
    TimeType[] all = new TimeType[offsets.length];
    for (int i = 0; i < all.length; i++) {
      all[i] = state.timeType(offsets[i], dst[i], names[i]);
    }
    types = new TimeType[utc.length];
    for (int i = 0; i < types.length; i++) {
      types[i] = all[index[i]];
    }
    before = before(all, isDst);
    after = after(parts[5], all, state);
    fixed = all.length == 0 || all.length == 1 && after.isFixed() && all[0].sameAs(after.standard);
  }

  private static PyObject[] items(PyObject tuple, int least) {
    if (!(tuple instanceof PyTuple t)) {
      throw Errors.systemError("bad argument to internal function");
    }
    if (t.items.length < least) {
      throw Errors.indexError("tuple index out of range");
    }
    return t.items;
  }

  private static long[] numbers(PyObject tuple) {
    PyObject[] items = items(tuple, 0);
    long[] numbers = new long[items.length];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = Abstract.toJavaLong(items[i]);
    }
    return numbers;
  }

  private int[] indexes(PyObject tuple, int count) {
    PyObject[] items = items(tuple, utc.length);
    int[] indexes = new int[utc.length];
    for (int i = 0; i < indexes.length; i++) {
      long index = Abstract.toJavaLong(items[i]);
      if (index < 0 || index >= count) {
        throw Errors.valueError("Invalid transition index found while reading TZif: " + index);
      }
      indexes[i] = (int) index;
    }
    return indexes;
  }

  private static boolean[] truths(PyObject tuple, int count) {
    PyObject[] items = items(tuple, count);
    boolean[] truths = new boolean[count];
    for (int i = 0; i < count; i++) {
      truths[i] = Abstract.isTrue(items[i]);
    }
    return truths;
  }

  /**
   * How much of each offset is daylight saving, which files do not say: the difference to the
   * standard time that a transition comes from or goes to, or else an hour.
   */
  private static long[] daylight(int[] index, long[] offsets, boolean[] isDst) {
    long[] dst = new long[offsets.length];
    for (int i = 1; i < index.length; i++) {
      int type = index[i];
      if (!isDst[type] || dst[type] != 0) {
        continue;
      }
      int other = index[i - 1];
      long difference = isDst[other] ? 0 : offsets[type] - offsets[other];
      if (difference == 0 && type < offsets.length - 1 && i + 1 < index.length) {
        other = index[i + 1];
        difference = isDst[other] ? 0 : offsets[type] - offsets[other];
      }
      dst[type] = difference;
    }
    for (int i = 0; i < dst.length; i++) {
      if (isDst[i] && dst[i] == 0) {
        dst[i] = 3600;
      }
    }
    return dst;
  }

  private long[][] clocks(int[] index, long[] offsets) {
    long[][] clocks = {new long[utc.length], new long[utc.length]};
    for (int i = 0; i < utc.length; i++) {
      long to = offsets[index[i]];
      long from = i > 0 ? offsets[index[i - 1]] : offsets.length > 1 ? offsets[0] : to;
      clocks[0][i] = utc[i] + Math.max(from, to);
      clocks[1][i] = utc[i] + Math.min(from, to);
    }
    return clocks;
  }

  private static TimeType before(TimeType[] all, boolean[] isDst) {
    for (int i = 0; i < all.length; i++) {
      if (!isDst[i]) {
        return all[i];
      }
    }
    return all.length == 0 ? null : all[0];
  }

  private ZoneRule after(PyObject text, TimeType[] all, ZoneState state) {
    if (text != PyObject.NONE && Abstract.isTrue(text)) {
      return TzString.parse(text, state);
    }
    if (all.length == 0) {
      throw Errors.valueError("No time zone information found.");
    }
    TimeType last = types.length == 0 ? all[all.length - 1] : types[types.length - 1];
    return new ZoneRule(last, null, null, null);
  }

  /** How many of the times are not after {@code time}. */
  private static int countUntil(long time, long[] times) {
    int low = 0;
    int high = times.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (times[middle] > time) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return high;
  }

  /** Without a date. */
  TimeType always() {
    return fixed ? after.standard : TimeType.NONE;
  }

  /** Whether that needs the year to be known. */
  boolean isAfterLocal(long time, boolean fold) {
    long[] times = clock[fold ? 1 : 0];
    return times.length == 0 || time > times[times.length - 1];
  }

  /** At the local time of a clock; {@code year} is only looked at after the last transition. */
  TimeType atLocal(long time, boolean fold, long year) {
    long[] times = clock[fold ? 1 : 0];
    if (times.length > 0 && time < times[0]) {
      return before;
    }
    if (isAfterLocal(time, fold)) {
      return after.atLocal(time, fold, year);
    }
    return types[countUntil(time, times) - 1];
  }

  private boolean isAfterUtc(long time) {
    return utc.length == 0 || time > utc[utc.length - 1];
  }

  /** At a time in UTC. */
  TimeType atUtc(long time, long year) {
    if (utc.length > 0 && time < utc[0]) {
      return before;
    }
    return isAfterUtc(time) ? after.atUtc(time, year) : types[countUntil(time, utc) - 1];
  }

  /** Whether the clock shows this time, in UTC, for the second time. */
  boolean isFold(long time, long year) {
    if (utc.length == 0) {
      return after.isFold(time, year);
    }
    if (time < utc[0]) {
      return false;
    }
    int last = countUntil(time, utc) - 1;
    TimeType previous = last == 0 ? before : types[last - 1];
    long again = previous.seconds - atUtc(time, year).seconds;
    boolean isAgain = time - utc[last] < again;
    return isAgain || isAfterUtc(time) && after.isFold(time, year);
  }
}
