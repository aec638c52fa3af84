package dev.dormouse.runtime.modules.multibyte;

import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Exceptions;
import dev.dormouse.runtime.objects.Names;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.TextErrors;
import dev.dormouse.runtime.text.ByteSink;
import dev.dormouse.runtime.text.CodecFailure;
import dev.dormouse.runtime.text.Utf8;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Encoding piece by piece: what the incremental encoder and the stream writer share. */
final class StatefulWriter {
  /** More bytes than any codec waits with, in UTF-8. */
  private static final int MAX_PENDING = 8;

  private static final int STATE = 8;

  private final PyMultibyteCodec codec;
  private final Coding.Shift shift;

  /** Text whose code depends on what follows. */
  private String pending = "";

  StatefulWriter(PyMultibyteCodec codec) {
    this.codec = codec;
    this.shift = new Coding.Shift(codec.coding.initial());
  }

  byte[] encode(PyStr text, PyObject errors, boolean last) {
    String all = pending.isEmpty() ? text.value() : pending + text.value();
    int[] consumed = new int[1];
    try {
      byte[] out =
          Multibyte.encode(codec, shift, all, PyMultibyteCodec.errors(errors), last, consumed);
      pending = all.substring(Math.min(consumed[0], all.length()));
      return out;
    } catch (CodecFailure e) {
      throw TextErrors.python(e, text);
    }
  }

  /** Forgets what waits. */
  void reset() {
    codec.coding.resetWriting(shift, new ByteSink(0));
    pending = "";
  }

  /** The end of a text: what waits, and the way back to the first state. */
  byte[] finish(PyObject errors) {
    if (pending.isEmpty()) {
      return new byte[0];
    }
    try {
      return encode(Names.EMPTY, errors, true);
    } finally {
      pending = "";
    }
  }

  /** The length of what waits, that in UTF-8, and the state, as one number. */
  PyInt state() {
    byte[] waits = pending.getBytes(StandardCharsets.UTF_8);
    byte[] little = new byte[1 + waits.length + STATE];
    little[0] = (byte) waits.length;
    System.arraycopy(waits, 0, little, 1, waits.length);
    for (int i = 0; i < STATE; i++) {
      little[1 + waits.length + i] = (byte) (shift.bits >> i * 8);
    }
    return PyInt.of(new BigInteger(1, reversed(little)));
  }

  void setState(PyInt state) {
    byte[] little = littleEndian(state, 1 + MAX_PENDING + STATE);
    int n = little[0] & 0xff;
    if (n > MAX_PENDING) {
      throw Errors.of(Exceptions.UnicodeError, "pending buffer too large");
    }
    try {
      pending = Utf8.decode(Arrays.copyOfRange(little, 1, 1 + n));
    } catch (CodecFailure e) {
      throw TextErrors.python(e, null);
    }
    shift.bits = bits(little, 1 + n);
  }

  static long bits(byte[] little, int at) {
    long bits = 0;
    for (int i = 0; i < STATE; i++) {
      bits |= (little[at + i] & 0xffL) << i * 8;
    }
    return bits;
  }

  /** The bytes of a number that must be natural and fit. */
  static byte[] littleEndian(PyInt n, int size) {
    BigInteger big = n.bigValue();
    if (big.signum() < 0) {
      throw Errors.overflowError("can't convert negative int to unsigned");
    }
    if (big.bitLength() > size * 8) {
      throw Errors.overflowError("int too big to convert");
    }
    byte[] bytes = reversed(big.toByteArray());
    return Arrays.copyOf(bytes, size);
  }

  private static byte[] reversed(byte[] b) {
    byte[] out = new byte[b.length];
    for (int i = 0; i < b.length; i++) {
      out[b.length - 1 - i] = b[i];
    }
    return out;
  }
}
