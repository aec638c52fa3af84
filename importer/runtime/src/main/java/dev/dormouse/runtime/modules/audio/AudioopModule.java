package dev.dormouse.runtime.modules.audio;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.BuiltinTable;
import dev.dormouse.runtime.objects.Bytes;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Exceptions;
import dev.dormouse.runtime.objects.PyBytes;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyModule;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.tables.BuiltinModule;
import dev.dormouse.tables.Function;

/** {@code audioop}: what changes fragments; {@link Measures} is the rest. */
@BuiltinModule(
    name = "audioop",
    parts = {Measures.class, RateConversion.class})
public final class AudioopModule {
  private static final PyType ERROR = Exceptions.define("audioop", "error", Exceptions.Exception);

  private AudioopModule() {}

  public static BuiltinTable table() {
    return new AudioopModuleTable();
  }

  static PyException error(String message) {
    return Errors.of(ERROR, message);
  }

  static void exec(PyModule m) {
    Errors.warn(
        Exceptions.DeprecationWarning,
        "'audioop' is deprecated and slated for removal in Python 3.13",
        1);
    m.set("error", ERROR);
  }

  @Function(
      signature = "(fragment, width, factor, /)",
      doc = "Return a fragment with all samples multiplied by a factor.")
  static PyObject mul(PyObject fragment, int width, double factor) {
    Samples s = Samples.of(fragment, width);
    Samples out = Samples.blank(s.count, width);
    for (int i = 0; i < s.count; i++) {
      out.set(i, out.bound(s.get(i) * factor));
    }
    return PyBytes.of(out.bytes);
  }

  @Function(
      signature = "(fragment, width, lfactor, rfactor, /)",
      doc = "Convert a stereo fragment to a mono fragment.")
  static PyObject tomono(PyObject fragment, int width, double left, double right) {
    Samples s = Samples.of(fragment, width);
    if (s.count % 2 != 0) {
      throw error("not a whole number of frames");
    }
    Samples out = Samples.blank(s.count / 2, width);
    for (int i = 0; i < out.count; i++) {
      out.set(i, out.bound(s.get(2 * i) * left + s.get(2 * i + 1) * right));
    }
    return PyBytes.of(out.bytes);
  }

  @Function(
      signature = "(fragment, width, lfactor, rfactor, /)",
      doc = "Generate a stereo fragment from a mono fragment.")
  static PyObject tostereo(PyObject fragment, int width, double left, double right) {
    Samples s = Samples.of(fragment, width);
    Samples out = Samples.blank(s.count * 2, width);
    for (int i = 0; i < s.count; i++) {
      out.set(2 * i, out.bound(s.get(i) * left));
      out.set(2 * i + 1, out.bound(s.get(i) * right));
    }
    return PyBytes.of(out.bytes);
  }

  @Function(
      signature = "(fragment1, fragment2, width, /)",
      doc = "Return a fragment which is the addition of the two samples.")
  static PyObject add(PyObject first, PyObject second, int width) {
    Samples a = Samples.of(first, width);
    byte[] other = Bytes.of(second);
    if (a.bytes.length != other.length) {
      throw error("Lengths should be the same");
    }
    Samples b = Samples.of(second, width);
    Samples out = Samples.blank(a.count, width);
    for (int i = 0; i < a.count; i++) {
      long sum = (long) a.get(i) + b.get(i);
      out.set(i, (int) Math.max(Math.min(sum, out.maximum()), out.minimum()));
    }
    return PyBytes.of(out.bytes);
  }

  @Function(
      signature = "(fragment, width, bias, /)",
      doc = "Return a fragment with a bias added to each sample.")
  static PyObject bias(PyObject fragment, int width, int bias) {
    Samples s = Samples.of(fragment, width);
    Samples out = Samples.blank(s.count, width);
    for (int i = 0; i < s.count; i++) {
      out.set(i, s.get(i) + bias);
    }
    return PyBytes.of(out.bytes);
  }

  @Function(signature = "(fragment, width, /)", doc = "Reverse the samples in a fragment.")
  static PyObject reverse(PyObject fragment, int width) {
    Samples s = Samples.of(fragment, width);
    Samples out = Samples.blank(s.count, width);
    for (int i = 0; i < s.count; i++) {
      out.set(i, s.get(s.count - 1 - i));
    }
    return PyBytes.of(out.bytes);
  }

  @Function(signature = "(fragment, width, /)", doc = "Turn round the bytes of each sample.")
  static PyObject byteswap(PyObject fragment, int width) {
    Samples s = Samples.of(fragment, width);
    byte[] out = new byte[s.bytes.length];
    for (int i = 0; i < out.length; i++) {
      int within = i % width;
      out[i] = s.bytes[i - within + width - 1 - within];
    }
    return PyBytes.of(out);
  }

  @Function(signature = "(fragment, width, newwidth, /)", doc = "Convert samples between widths.")
  static PyObject lin2lin(PyObject fragment, int width, int wanted) {
    Samples s = Samples.of(fragment, width);
    Samples.checkWidth(wanted);
    Samples out = Samples.blank(s.count, wanted);
    for (int i = 0; i < s.count; i++) {
      out.set32(i, s.get32(i));
    }
    return PyBytes.of(out.bytes);
  }

  @Function(signature = "(fragment, width, /)", doc = "Convert samples to u-LAW encoding.")
  static PyObject lin2ulaw(PyObject fragment, int width) {
    Samples s = Samples.of(fragment, width);
    byte[] out = new byte[s.count];
    for (int i = 0; i < out.length; i++) {
      out[i] = (byte) Laws.toUlaw(s.get32(i) >> 18);
    }
    return PyBytes.of(out);
  }

  @Function(
      signature = "(fragment, width, /)",
      doc = "Convert samples in u-LAW encoding to linear ones.")
  static PyObject ulaw2lin(PyObject fragment, int width) {
    byte[] b = Bytes.of(fragment);
    Samples.checkWidth(width);
    Samples out = Samples.blank(b.length, width);
    for (int i = 0; i < b.length; i++) {
      out.set32(i, Laws.fromUlaw(b[i] & 0xFF) << 16);
    }
    return PyBytes.of(out.bytes);
  }

  @Function(signature = "(fragment, width, /)", doc = "Convert samples to a-LAW encoding.")
  static PyObject lin2alaw(PyObject fragment, int width) {
    Samples s = Samples.of(fragment, width);
    byte[] out = new byte[s.count];
    for (int i = 0; i < out.length; i++) {
      out[i] = (byte) Laws.toAlaw(s.get32(i) >> 19);
    }
    return PyBytes.of(out);
  }

  @Function(
      signature = "(fragment, width, /)",
      doc = "Convert samples in a-LAW encoding to linear ones.")
  static PyObject alaw2lin(PyObject fragment, int width) {
    byte[] b = Bytes.of(fragment);
    Samples.checkWidth(width);
    Samples out = Samples.blank(b.length, width);
    for (int i = 0; i < b.length; i++) {
      out.set32(i, Laws.fromAlaw(b[i] & 0xFF) << 16);
    }
    return PyBytes.of(out.bytes);
  }

  /** Where an ADPCM stream is: the last value and the index of the step. */
  private static int[] state(PyObject state) {
    if (state == PyObject.NONE) {
      return new int[] {0, 0};
    }
    if (!(state instanceof PyTuple t)) {
      throw Errors.typeError("state must be a tuple or None");
    }
    if (t.items.length != 2) {
      throw Errors.typeError("function takes exactly 2 arguments (" + t.items.length + " given)");
    }
    int value = Abstract.toJavaInt(t.items[0]);
    int index = Abstract.toJavaInt(t.items[1]);
    if (value < -0x8000 || value > 0x7FFF || index < 0 || index >= Laws.STEPS.length) {
      throw Errors.valueError("bad state");
    }
    return new int[] {value, index};
  }

  private static PyObject result(byte[] bytes, int[] state) {
    return PyTuple.of(PyBytes.of(bytes), PyTuple.of(PyInt.of(state[0]), PyInt.of(state[1])));
  }

  /** Goes on by one code of four bits. */
  private static void follow(int[] state, int code) {
    int step = Laws.STEPS[state[1]];
    int change = step >> 3;
    change += (code & 4) != 0 ? step : 0;
    change += (code & 2) != 0 ? step >> 1 : 0;
    change += (code & 1) != 0 ? step >> 2 : 0;
    int value = (code & 8) != 0 ? state[0] - change : state[0] + change;
    state[0] = Math.max(Math.min(value, 0x7FFF), -0x8000);
    int index = state[1] + Laws.STEP_CHANGES[code & 7];
    state[1] = Math.max(Math.min(index, Laws.STEPS.length - 1), 0);
  }

  private static int encode(int difference, int step) {
    int code = difference < 0 ? 8 : 0;
    int rest = Math.abs(difference);
    for (int bit = 4, part = step; bit > 0; bit >>= 1, part >>= 1) {
      if (rest >= part) {
        code |= bit;
        rest -= part;
      }
    }
    return code;
  }

  @Function(
      signature = "(fragment, width, state, /)",
      doc = "Convert samples to 4 bit Intel/DVI ADPCM encoding.")
  static PyObject lin2adpcm(PyObject fragment, int width, PyObject state) {
    Samples s = Samples.of(fragment, width);
    int[] at = state(state);
    byte[] out = new byte[s.count / 2];
    int high = 0;
    for (int i = 0; i < s.count; i++) {
      int code = encode((s.get32(i) >> 16) - at[0], Laws.STEPS[at[1]]);
      follow(at, code);
      if (i % 2 == 0) {
        high = code << 4;
      } else {
        out[i / 2] = (byte) (high | code);
      }
    }
    return result(out, at);
  }

  @Function(
      signature = "(fragment, width, state, /)",
      doc = "Decode an Intel/DVI ADPCM coded fragment to a linear fragment.")
  static PyObject adpcm2lin(PyObject fragment, int width, PyObject state) {
    byte[] b = Bytes.of(fragment);
    Samples.checkWidth(width);
    int[] at = state(state);
    Samples out = Samples.blank(b.length * 2, width);
    for (int i = 0; i < out.count; i++) {
      follow(at, i % 2 == 0 ? b[i / 2] >> 4 & 0xF : b[i / 2] & 0xF);
      out.set32(i, at[0] << 16);
    }
    return result(out.bytes, at);
  }
}
