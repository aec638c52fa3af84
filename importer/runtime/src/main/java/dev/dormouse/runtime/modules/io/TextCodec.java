package dev.dormouse.runtime.modules.io;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Exceptions;
import dev.dormouse.runtime.objects.Interpreter;
import dev.dormouse.runtime.objects.PyBool;
import dev.dormouse.runtime.objects.PyBytes;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.text.CodecErrors;
import dev.dormouse.runtime.text.CodecFailure;
import dev.dormouse.runtime.text.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * How a text stream turns bytes into text and back: in Java for UTF-8, Latin-1 and ASCII with the
 * builtin error handlers, through the codec's incremental objects for everything else.
 */
final class TextCodec {
  private static final int OTHER = 0;
  private static final int UTF8 = 1;
  private static final int LATIN1 = 2;
  private static final int ASCII = 3;

  final String encoding;
  final String errors;
  private final int kind;
  private final int policy;

  /** The codec's CodecInfo; null for the three. */
  private final PyObject info;

  /** Incremental objects of another codec, made on first use. */
  private PyObject decoder;

  private PyObject encoder;

  /** The start of a character whose rest is still to come; only of the three. */
  private byte[] partial = {};

  TextCodec(String encoding, String errors) {
    this.encoding = encoding;
    this.errors = errors;
    this.policy = CodecErrors.policy(errors);
    int known = policy == CodecErrors.CUSTOM ? OTHER : kindOf(encoding);
    this.kind = known;
    this.info = known == OTHER ? lookUp(encoding) : null;
  }

  private static int kindOf(String encoding) {
    switch (encoding) {
      case "utf-8":
      case "UTF-8":
      case "utf8":
      case "UTF8":
      case "utf_8":
        return UTF8;
      case "latin-1":
      case "iso-8859-1":
      case "ISO-8859-1":
      case "latin1":
      case "latin_1":
        return LATIN1;
      case "ascii":
      case "ASCII":
      case "us-ascii":
      case "US-ASCII":
        return ASCII;
      default:
        return OTHER;
    }
  }

  private static PyObject lookUp(String encoding) {
    PyObject codecs = Interpreter.current().importer().importModule("_codecs");
    PyObject info = Abstract.callMethod(codecs, "lookup", PyStr.of(encoding));
    PyObject isText = Abstract.getAttributeOrNull(info, PyStr.interned("_is_text_encoding"));
    if (isText != null && !Abstract.isTrue(isText)) {
      throw Errors.of(
          Exceptions.LookupError,
          "'"
              + encoding
              + "' is not a text encoding; use codecs.open() to handle arbitrary codecs");
    }
    return info;
  }

  /** True if text and bytes correspond piece by piece, without state between characters. */
  boolean isStateless() {
    return kind != OTHER;
  }

  /**
   * True if {@link #charactersIn} can be trusted: no error handler may have put other text in place
   * of bytes.
   */
  boolean isMeasurable() {
    return policy == CodecErrors.STRICT || policy == CodecErrors.SURROGATEESCAPE;
  }

  // encoding

  byte[] encode(PyStr text) {
    String s = text.value();
    switch (kind) {
      case UTF8:
        try {
          return Utf8.encode(s, CodecErrors.of(policy));
        } catch (CodecFailure failure) {
          return encodeByName(text);
        }
      case LATIN1:
        return fits(s, 0xFF) ? s.getBytes(StandardCharsets.ISO_8859_1) : encodeByName(text);
      case ASCII:
        return fits(s, 0x7F) ? s.getBytes(StandardCharsets.ISO_8859_1) : encodeByName(text);
      default:
        return bytes(Abstract.callMethod(encoder(), "encode", text));
    }
  }

  private static boolean fits(String s, int max) {
    for (int i = 0; i < s.length(); i++) {
      if (s.charAt(i) > max) {
        return false;
      }
    }
    return true;
  }

  private byte[] encodeByName(PyStr text) {
    return bytes(Abstract.callMethod(text, "encode", PyStr.of(encoding), PyStr.of(errors)));
  }

  private static byte[] bytes(PyObject o) {
    if (!(o instanceof PyBytes b)) {
      throw Errors.typeError("encoder should return a bytes object, not '" + o.type.name() + "'");
    }
    return b.value;
  }

  private PyObject encoder() {
    if (encoder == null) {
      encoder = Abstract.callMethod(info, "incrementalencoder", PyStr.of(errors));
    }
    return encoder;
  }

  /**
   * Says where in the stream writing begins: codecs with a mark at the start write it only there.
   */
  void setEncoderAtStart(boolean start) {
    if (kind != OTHER) {
      return;
    }
    if (start) {
      Abstract.callMethod(encoder(), "reset");
    } else {
      Abstract.callMethod(encoder(), "setstate", PyInt.ZERO);
    }
  }

  // decoding

  /**
   * The text of the next bytes; an unfinished character is kept for the next call unless these are
   * the last.
   */
  String decode(byte[] input, boolean last) {
    switch (kind) {
      case UTF8:
        return decodeUtf8(input, last);
      case LATIN1:
        return new String(input, StandardCharsets.ISO_8859_1);
      case ASCII:
        for (byte b : input) {
          if (b < 0) {
            return decodeByName(input);
          }
        }
        return new String(input, StandardCharsets.ISO_8859_1);
      default:
        PyObject text =
            Abstract.callMethod(decoder(), "decode", PyBytes.of(input), PyBool.of(last));
        if (!(text instanceof PyStr s)) {
          throw Errors.typeError(
              "decoder should return a string result, not '" + text.type.name() + "'");
        }
        return s.value();
    }
  }

  private String decodeUtf8(byte[] input, boolean last) {
    byte[] all = input;
    if (partial.length > 0) {
      all = Arrays.copyOf(partial, partial.length + input.length);
      System.arraycopy(input, 0, all, partial.length, input.length);
    }
    int[] consumed = new int[1];
    String text;
    try {
      text = Utf8.decode(all, 0, all.length, CodecErrors.of(policy), last, consumed);
    } catch (CodecFailure failure) {
      return decodeByName(all);
    }
    int rest = last ? 0 : all.length - consumed[0];
    partial = rest == 0 ? PyBytes.EMPTY.value : Arrays.copyOfRange(all, consumed[0], all.length);
    return text;
  }

  private String decodeByName(byte[] input) {
    PyObject text =
        Abstract.callMethod(PyBytes.of(input), "decode", PyStr.of(encoding), PyStr.of(errors));
    return ((PyStr) text).value();
  }

  private PyObject decoder() {
    if (decoder == null) {
      decoder = Abstract.callMethod(info, "incrementaldecoder", PyStr.of(errors));
    }
    return decoder;
  }

  byte[] partial() {
    return partial;
  }

  /** Forgets what was begun. */
  void resetDecoder() {
    partial = PyBytes.EMPTY.value;
    if (decoder != null) {
      Abstract.callMethod(decoder, "reset");
    }
  }

  /** (bytes not decoded yet, flags) of another codec. */
  PyTuple decoderState() {
    PyObject state = Abstract.callMethod(decoder(), "getstate");
    if (!(state instanceof PyTuple t) || t.items.length != 2 || !(t.items[0] instanceof PyBytes)) {
      throw Errors.typeError("illegal decoder state");
    }
    return t;
  }

  void setDecoderState(byte[] bytes, long flags) {
    if (flags == 0 && bytes.length == 0) {
      Abstract.callMethod(decoder(), "reset");
    } else {
      Abstract.callMethod(decoder(), "setstate", PyTuple.of(PyBytes.of(bytes), PyInt.of(flags)));
    }
  }

  /**
   * The length in bytes of the character at {@code i} of valid input of one of the three codecs.
   */
  int characterLength(byte[] bytes, int i) {
    if (kind != UTF8 || bytes[i] >= 0) {
      return 1;
    }
    int lead = bytes[i] & 0xFF;
    int n = lead < 0xC2 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 1;
    if (i + n > bytes.length) {
      return 1;
    }
    // Bytes that surrogateescape took one by one stand for themselves.
    int[] consumed = new int[1];
    try {
      Utf8.decode(bytes, i, i + n, null, true, consumed);
      return n;
    } catch (CodecFailure escaped) {
      return 1;
    }
  }
}
