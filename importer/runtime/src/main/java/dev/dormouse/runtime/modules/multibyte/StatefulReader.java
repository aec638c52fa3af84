package dev.dormouse.runtime.modules.multibyte;

import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Exceptions;
import dev.dormouse.runtime.objects.PyBytes;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.objects.TextErrors;
import dev.dormouse.runtime.text.CodecFailure;
import java.math.BigInteger;
import java.util.Arrays;

/** Decoding piece by piece: what the incremental decoder and the stream reader share. */
final class StatefulReader {
  /** More bytes than any codec waits with. */
  private static final int MAX_PENDING = 8;

  private final PyMultibyteCodec codec;
  private final Coding.Shift shift;

  /** The beginning of a sequence that did not come whole yet. */
  private byte[] pending = {};

  StatefulReader(PyMultibyteCodec codec) {
    this.codec = codec;
    this.shift = new Coding.Shift(codec.coding.initialReading());
  }

  String decode(byte[] more, PyObject errors, boolean last) {
    byte[] all = Arrays.copyOf(pending, pending.length + more.length);
    System.arraycopy(more, 0, all, pending.length, more.length);
    int[] consumed = new int[1];
    try {
      String s =
          Multibyte.decode(codec, shift, all, PyMultibyteCodec.errors(errors), last, consumed);
      pending = Arrays.copyOfRange(all, Math.min(consumed[0], all.length), all.length);
      return s;
    } catch (CodecFailure e) {
      if (!e.getMessage().equals(Multibyte.INCOMPLETE)) {
        pending = new byte[0]; // it was the beginning of what is wrong; else it may be tried again
      }
      throw TextErrors.python(e, null);
    }
  }

  void reset() {
    codec.coding.resetReading(shift);
    pending = new byte[0];
  }

  PyTuple state() {
    BigInteger bits = BigInteger.valueOf(shift.bits);
    if (shift.bits < 0) {
      bits = bits.add(BigInteger.ONE.shiftLeft(64));
    }
    return PyTuple.of(PyBytes.of(pending.clone()), PyInt.of(bits));
  }

  void setState(byte[] waits, PyInt state) {
    byte[] little = StatefulWriter.littleEndian(state, 8);
    if (waits.length > MAX_PENDING) {
      throw Errors.of(Exceptions.UnicodeError, "pending buffer too large");
    }
    pending = waits.clone();
    shift.bits = StatefulWriter.bits(little, 0);
  }
}
