package dev.dormouse.runtime.modules.audio;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.PyBytes;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.text.ByteSink;
import dev.dormouse.tables.Function;

/** {@code audioop.ratecv}: another frame rate, by linear interpolation. */
final class RateConversion {
  private RateConversion() {}

  private static int divisor(int a, int b) {
    return b == 0 ? a : divisor(b, a % b);
  }

  @Function(
      signature = "(fragment, width, nchannels, inrate, outrate, state, weightA=1, weightB=0, /)",
      doc = "Convert the frame rate of the input fragment.")
  static PyObject ratecv(
      PyObject fragment,
      int width,
      int channels,
      int inRate,
      int outRate,
      PyObject state,
      int weightA,
      int weightB) {
    Samples.checkWidth(width);
    if (channels < 1) {
      throw AudioopModule.error("# of channels should be >= 1");
    }
    if ((long) width * channels > Integer.MAX_VALUE) {
      throw Errors.overflowError("width * nchannels too big for a C int");
    }
    if (weightA < 1 || weightB < 0) {
      throw AudioopModule.error("weightA should be >= 1, weightB should be >= 0");
    }
    Samples in = Samples.of(fragment, width);
    if (in.count % channels != 0) {
      throw AudioopModule.error("not a whole number of frames");
    }
    if (inRate <= 0 || outRate <= 0) {
      throw AudioopModule.error("sampling rate not > 0");
    }
    int rates = divisor(inRate, outRate);
    int from = inRate / rates;
    int to = outRate / rates;
    int weights = divisor(weightA, weightB);
    long a = weightA / weights;
    long b = weightB / weights;
    int[] previous = new int[channels];
    int[] current = new int[channels];
    int d = start(state, previous, current, to);
    int frames = in.count / channels;
    ByteSink out = new ByteSink(in.bytes.length);
    Samples one = Samples.blank(1, width);
    int frame = 0;
    while (true) {
      while (d < 0) {
        if (frame == frames) {
          return PyTuple.of(PyBytes.of(out.toBytes()), state(d, previous, current));
        }
        for (int c = 0; c < channels; c++) {
          previous[c] = current[c];
          current[c] = in.get32(frame * channels + c);
          current[c] = (int) (((double) a * current[c] + (double) b * previous[c]) / (a + b));
        }
        frame++;
        d += to;
      }
      while (d >= 0) {
        for (int c = 0; c < channels; c++) {
          double v = ((double) previous[c] * d + (double) current[c] * ((double) to - d)) / to;
          one.set32(0, (int) v);
          out.add(one.bytes, 0, width);
        }
        d -= from;
      }
    }
  }

  private static int start(PyObject state, int[] previous, int[] current, int to) {
    if (state == PyObject.NONE) {
      return -to;
    }
    if (!(state instanceof PyTuple t)) {
      throw Errors.typeError("state must be a tuple or None");
    }
    if (t.items.length != 2 || !(t.items[1] instanceof PyTuple samples)) {
      throw Errors.typeError("ratecv(): illegal state argument");
    }
    if (samples.items.length != previous.length) {
      throw AudioopModule.error("illegal state argument");
    }
    for (int c = 0; c < previous.length; c++) {
      if (!(samples.items[c] instanceof PyTuple pair) || pair.items.length != 2) {
        throw Errors.typeError("ratecv(): illegal state argument");
      }
      previous[c] = Abstract.toJavaInt(pair.items[0]);
      current[c] = Abstract.toJavaInt(pair.items[1]);
    }
    return Abstract.toJavaInt(t.items[0]);
  }

  private static PyObject state(int d, int[] previous, int[] current) {
    PyObject[] pairs = new PyObject[previous.length];
    for (int c = 0; c < pairs.length; c++) {
      pairs[c] = PyTuple.of(PyInt.of(previous[c]), PyInt.of(current[c]));
    }
    return PyTuple.of(PyInt.of(d), PyTuple.of(pairs));
  }
}
