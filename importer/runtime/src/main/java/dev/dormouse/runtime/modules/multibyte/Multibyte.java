package dev.dormouse.runtime.modules.multibyte;

import dev.dormouse.runtime.text.ByteSink;
import dev.dormouse.runtime.text.CodecErrors;
import dev.dormouse.runtime.text.CodecFailure;
import dev.dormouse.runtime.text.Utf8;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;

/** Conversion by a charset of the JDK with Python's error handlers. */
final class Multibyte {
  private Multibyte() {}

  private static final String ILLEGAL = "illegal multibyte sequence";
  private static final String INCOMPLETE = "incomplete multibyte sequence";

  static CharsetDecoder decoder(PyMultibyteCodec codec) {
    return codec
        .charset
        .newDecoder()
        .onMalformedInput(CodingErrorAction.REPORT)
        .onUnmappableCharacter(CodingErrorAction.REPORT);
  }

  static CharsetEncoder encoder(PyMultibyteCodec codec) {
    return codec
        .charset
        .newEncoder()
        .onMalformedInput(CodingErrorAction.REPORT)
        .onUnmappableCharacter(CodingErrorAction.REPORT);
  }

  /**
   * Decodes.
   *
   * @param errors null for strict
   * @param last whether an incomplete sequence at the end is an error rather than left alone
   * @param consumed receives the number of bytes decoded
   */
  static String decode(
      PyMultibyteCodec codec,
      CharsetDecoder d,
      byte[] in,
      CodecErrors errors,
      boolean last,
      int[] consumed) {
    StringBuilder out = new StringBuilder(in.length);
    CharBuffer chars = CharBuffer.allocate(Math.max(in.length, 64));
    ByteBuffer bytes = ByteBuffer.wrap(in);
    boolean seven = codec.name.startsWith("iso2022");
    while (true) {
      // The JDK lets bytes beyond ASCII pass in the seven-bit codecs.
      int stop = seven ? highByte(in, bytes.position()) : in.length;
      bytes.limit(stop);
      CoderResult r = d.decode(bytes, chars, last && stop == in.length);
      bytes.limit(in.length);
      chars.flip();
      out.append(chars);
      chars.clear();
      if (r.isOverflow()) {
        continue;
      }
      if (r.isUnderflow() && stop == in.length) {
        break;
      }
      int start = bytes.position();
      // The JDK counts what it looked at; Python refuses one byte and looks again at the next.
      boolean incomplete = start == in.length - 1 && isLead(codec, in[start]);
      int end = start + 1;
      String reason = incomplete ? INCOMPLETE : ILLEGAL;
      if (errors == null) {
        if (last) {
          // Having heard of an end, it takes no more input until it is reset.
          d.reset();
        }
        throw CodecFailure.decode(codec.name, in, start, end, reason);
      }
      out.append(errors.decode(codec.name, in, start, end, reason));
      if (errors.input != in) {
        in = errors.input;
        bytes = ByteBuffer.wrap(in);
      }
      bytes.position(errors.resume);
    }
    if (last) {
      d.flush(chars);
      chars.flip();
      out.append(chars);
      d.reset();
    }
    consumed[0] = bytes.position();
    return out.toString();
  }

  private static int highByte(byte[] in, int i) {
    while (i < in.length && in[i] >= 0) {
      i++;
    }
    return i;
  }

  /** Whether a codec would wait for another byte after this one. */
  private static boolean isLead(PyMultibyteCodec codec, byte b) {
    int c = b & 0xff;
    if (codec.name.startsWith("shift_jis") || codec.name.equals("cp932")) {
      return c >= 0x81 && c <= 0x9f || c >= 0xe0 && c <= 0xfc;
    }
    return c >= 0x80 && !codec.name.startsWith("iso2022");
  }

  /** Encodes; {@code errors} null for strict. */
  static byte[] encode(
      PyMultibyteCodec codec, CharsetEncoder e, String s, CodecErrors errors, boolean last) {
    ByteSink out = new ByteSink(s.length() * 2);
    ByteBuffer bytes = ByteBuffer.allocate(Math.max(s.length() * 2, 64));
    CharBuffer chars = CharBuffer.wrap(s);
    while (chars.hasRemaining()) {
      // The encoder never hears of the end before there is nothing left, since replacements must
      // still follow errors; so lone
      // surrogates, for which it would wait, are found here.
      int lone = Utf8.loneSurrogate(s, chars.position());
      chars.limit(lone < 0 ? s.length() : lone);
      CoderResult r = e.encode(chars, bytes, false);
      drain(bytes, out);
      int start = chars.position();
      boolean stopped = r.isUnderflow() && start == lone;
      chars.limit(s.length());
      if (r.isOverflow() || r.isUnderflow() && !stopped) {
        continue;
      }
      int end = start + Character.charCount(s.codePointAt(start));
      if (errors == null) {
        throw CodecFailure.encode(codec.name, s, start, end, ILLEGAL);
      }
      String replacement = errors.encode(codec.name, s, start, end, ILLEGAL);
      if (replacement == null) {
        out.add(errors.replacementBytes, 0, errors.replacementBytes.length);
      } else {
        CharBuffer more = CharBuffer.wrap(replacement);
        while (more.hasRemaining()) {
          CoderResult again = e.encode(more, bytes, false);
          drain(bytes, out);
          if (again.isError()) {
            throw CodecFailure.encode(codec.name, s, start, end, ILLEGAL);
          }
        }
      }
      chars.position(errors.resume);
    }
    if (last) {
      e.encode(CharBuffer.allocate(0), bytes, true);
      e.flush(bytes);
      drain(bytes, out);
      e.reset();
    }
    return out.toBytes();
  }

  private static void drain(ByteBuffer bytes, ByteSink out) {
    bytes.flip();
    out.add(bytes.array(), 0, bytes.limit());
    bytes.clear();
  }
}
