package dev.dormouse.runtime.modules.multibyte;

import dev.dormouse.runtime.text.ByteSink;
import dev.dormouse.runtime.text.CodecErrors;
import dev.dormouse.runtime.text.CodecFailure;

/** Conversion of texts by a {@link Coding} with Python's error handlers. */
final class Multibyte {
  private Multibyte() {}

  private static final String ILLEGAL = "illegal multibyte sequence";
  static final String INCOMPLETE = "incomplete multibyte sequence";

  /**
   * Decodes.
   *
   * @param errors null for strict
   * @param last whether an incomplete sequence at the end is an error rather than left alone
   * @param consumed receives the number of bytes decoded
   */
  static String decode(
      PyMultibyteCodec codec,
      Coding.Shift shift,
      byte[] in,
      CodecErrors errors,
      boolean last,
      int[] consumed) {
    StringBuilder out = new StringBuilder(in.length);
    int at = 0;
    while (at < in.length) {
      int n = codec.coding.read(in, at, shift, out);
      if (n > 0) {
        at += n;
        continue;
      }
      if (n == Coding.MORE && !last) {
        break;
      }
      int end = n == Coding.MORE ? in.length : at - n;
      String reason = n == Coding.MORE ? INCOMPLETE : ILLEGAL;
      if (errors == null) {
        throw CodecFailure.decode(codec.name, in, at, end, reason);
      }
      out.append(errors.decode(codec.name, in, at, end, reason));
      in = errors.input;
      at = errors.resume;
    }
    consumed[0] = at;
    return out.toString();
  }

  /**
   * Encodes.
   *
   * @param errors null for strict
   * @param last whether nothing follows, so that the state goes back to the beginning
   * @param consumed receives the number of UTF-16 units encoded
   */
  static byte[] encode(
      PyMultibyteCodec codec,
      Coding.Shift shift,
      String s,
      CodecErrors errors,
      boolean last,
      int[] consumed) {
    ByteSink out = new ByteSink(s.length() * 2);
    int at = 0;
    while (at < s.length()) {
      int n = codec.coding.write(s, at, last, shift, out);
      if (n > 0) {
        at += n;
        continue;
      }
      if (n == Coding.MORE) {
        break;
      }
      int end = at - n;
      if (errors == null) {
        throw CodecFailure.encode(codec.name, s, at, end, ILLEGAL);
      }
      String replacement = errors.encode(codec.name, s, at, end, ILLEGAL);
      if (replacement == null) {
        out.add(errors.replacementBytes, 0, errors.replacementBytes.length);
      } else {
        for (int i = 0; i < replacement.length(); ) {
          int m = codec.coding.write(replacement, i, true, shift, out);
          if (m < 0) {
            throw CodecFailure.encode(codec.name, replacement, i, i - m, ILLEGAL);
          }
          i += m;
        }
      }
      at = errors.resume;
    }
    if (last) {
      codec.coding.resetWriting(shift, out);
    }
    consumed[0] = at;
    return out.toBytes();
  }
}
