package dev.dormouse.runtime.modules.datetime;

import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.PyBytes;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;

/**
 * The bytes that pickles of dates and times hold, which their constructors take instead of numbers.
 * Python 2 wrote them as str, which reads as text in latin-1.
 */
final class PickledState {
  private PickledState() {}

  /**
   * The state, or null if the argument is none of this length.
   *
   * @param marked the index of the byte that may have its high bit set for {@code fold}
   * @param mask what of it must be at least {@code least} and less than {@code limit}
   */
  static byte[] of(
      PyObject o, int length, int marked, int mask, int least, int limit, String type) {
    if (o instanceof PyBytes b) {
      return b.value.length == length && isSane(b.value[marked] & mask, least, limit)
          ? b.value
          : null;
    }
    if (!(o instanceof PyStr s)
        || s.length() != length
        || !isSane(s.codePointAt(marked) & mask, least, limit)) {
      return null;
    }
    byte[] state = new byte[length];
    for (int i = 0; i < length; i++) {
      int c = s.codePointAt(i);
      if (c > 255) {
        throw Errors.valueError(
            "Failed to encode latin1 string when unpickling a "
                + type
                + " object. pickle.load(data, encoding='latin1') is assumed.");
      }
      state[i] = (byte) c;
    }
    return state;
  }

  private static boolean isSane(int value, int least, int limit) {
    return value >= least && value < limit;
  }

  static int microsecond(byte[] state, int at) {
    return (state[at] & 0xff) << 16 | (state[at + 1] & 0xff) << 8 | state[at + 2] & 0xff;
  }

  /** The zone beside a state; null means None. */
  static PyObject zone(PyObject o) {
    if (o == null || o == PyObject.NONE) {
      return PyObject.NONE;
    }
    if (!o.type.isSubtype(PyTzInfo.TYPE)) {
      throw Errors.typeError("bad tzinfo state arg");
    }
    return o;
  }
}
