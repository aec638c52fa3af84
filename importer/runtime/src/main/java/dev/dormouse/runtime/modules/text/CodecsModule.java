package dev.dormouse.runtime.modules.text;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.BuiltinTable;
import dev.dormouse.runtime.objects.Bytes;
import dev.dormouse.runtime.objects.CodecRegistry;
import dev.dormouse.runtime.objects.Codecs;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Exceptions;
import dev.dormouse.runtime.objects.PyBytes;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.objects.TextErrors;
import dev.dormouse.runtime.text.Charmap;
import dev.dormouse.runtime.text.CodecErrors;
import dev.dormouse.runtime.text.CodecFailure;
import dev.dormouse.runtime.text.EscapeCodec;
import dev.dormouse.runtime.text.TextError;
import dev.dormouse.runtime.text.UnicodeNames;
import dev.dormouse.runtime.text.Utf16;
import dev.dormouse.runtime.text.Utf7;
import dev.dormouse.runtime.text.Utf8;
import dev.dormouse.tables.BuiltinModule;
import dev.dormouse.tables.Function;

/** {@code _codecs}. Compare CPython's {@code Modules/_codecsmodule.c}. */
@BuiltinModule(
    name = "_codecs",
    parts = {CharmapFunctions.class})
public final class CodecsModule {
  private CodecsModule() {}

  public static BuiltinTable table() {
    return new CodecsModuleTable();
  }

  // the registry

  @Function(
      signature = "(search_function, /)",
      doc = "Register a function that takes a normalised name and returns a codec or None.")
  static void register(PyObject searchFunction) {
    CodecRegistry.current().register(searchFunction);
  }

  @Function(
      signature = "(search_function, /)",
      doc = "Unregister a search function and forget what was found.")
  static void unregister(PyObject searchFunction) {
    CodecRegistry.current().unregister(searchFunction);
  }

  @Function(signature = "(encoding, /)", doc = "Look up a codec.")
  static PyObject lookup(String encoding) {
    return CodecRegistry.current().lookup(encoding);
  }

  @Function(signature = "(obj, encoding='utf-8', errors='strict')", doc = "Encode with a codec.")
  static PyObject encode(PyObject obj, String encoding, String errors) {
    return Codecs.encode(obj, encoding == null ? "utf-8" : encoding, errors);
  }

  @Function(signature = "(obj, encoding='utf-8', errors='strict')", doc = "Decode with a codec.")
  static PyObject decode(PyObject obj, String encoding, String errors) {
    return Codecs.decode(obj, encoding == null ? "utf-8" : encoding, errors);
  }

  @Function(
      name = "register_error",
      signature = "(errors, handler, /)",
      doc = "Register an error handler.")
  static void registerError(String errors, PyObject handler) {
    CodecRegistry.current().registerError(errors, handler);
  }

  @Function(
      name = "lookup_error",
      signature = "(name, /)",
      doc = "Return the error handler of a name.")
  static PyObject lookupError(String name) {
    return CodecRegistry.current().lookupError(name);
  }

  // codecs

  private static final int UTF_7 = 0;
  private static final int UTF_8 = 1;
  private static final int UTF_16 = 2;
  private static final int UTF_16_LE = 3;
  private static final int UTF_16_BE = 4;
  private static final int UTF_32 = 5;
  private static final int UTF_32_LE = 6;
  private static final int UTF_32_BE = 7;
  private static final int LATIN_1 = 8;
  private static final int ASCII = 9;
  private static final int UNICODE_ESCAPE = 10;
  private static final int RAW_UNICODE_ESCAPE = 11;

  private static String errorsName(PyObject errors, String function) {
    if (errors == null || errors == PyObject.NONE) {
      return null;
    }
    if (!(errors instanceof PyStr s)) {
      throw Errors.typeError(
          function + "() argument 2 must be str or None, not " + errors.type.name());
    }
    return s.value();
  }

  private static PyObject encode(int codec, PyStr s, PyObject errors, String function) {
    try {
      CodecErrors handler = Codecs.errors(errorsName(errors, function));
      String text = s.value();
      byte[] b =
          switch (codec) {
            case UTF_7 -> Utf7.encode(text);
            case UTF_8 -> Utf8.encode(text, handler);
            case UTF_16 -> Utf16.encode(text, 2, Utf16.DETECT, handler);
            case UTF_16_LE -> Utf16.encode(text, 2, Utf16.LITTLE, handler);
            case UTF_16_BE -> Utf16.encode(text, 2, Utf16.BIG, handler);
            case UTF_32 -> Utf16.encode(text, 4, Utf16.DETECT, handler);
            case UTF_32_LE -> Utf16.encode(text, 4, Utf16.LITTLE, handler);
            case UTF_32_BE -> Utf16.encode(text, 4, Utf16.BIG, handler);
            case LATIN_1 -> Charmap.encode(text, 256, handler);
            case ASCII -> Charmap.encode(text, 128, handler);
            case UNICODE_ESCAPE -> EscapeCodec.encode(text);
            default -> EscapeCodec.encodeRaw(text);
          };
      return PyTuple.of(PyBytes.of(b), PyInt.of(s.length()));
    } catch (CodecFailure e) {
      throw TextErrors.python(e, s);
    }
  }

  private static PyObject decode(
      int codec, PyObject data, PyObject errors, boolean last, String function) {
    byte[] b = Bytes.of(data);
    try {
      CodecErrors handler = Codecs.errors(errorsName(errors, function));
      int[] consumed = {b.length};
      String s =
          switch (codec) {
            case UTF_7 -> Utf7.decode(b, handler, last, consumed);
            case UTF_8 -> Utf8.decode(b, 0, b.length, handler, last, consumed);
            case UTF_16 -> Utf16.decode16(b, new int[] {Utf16.DETECT}, handler, last, consumed);
            case UTF_16_LE -> Utf16.decode16(b, new int[] {Utf16.LITTLE}, handler, last, consumed);
            case UTF_16_BE -> Utf16.decode16(b, new int[] {Utf16.BIG}, handler, last, consumed);
            case UTF_32 -> Utf16.decode32(b, new int[] {Utf16.DETECT}, handler, last, consumed);
            case UTF_32_LE -> Utf16.decode32(b, new int[] {Utf16.LITTLE}, handler, last, consumed);
            case UTF_32_BE -> Utf16.decode32(b, new int[] {Utf16.BIG}, handler, last, consumed);
            case LATIN_1 -> Charmap.decodeLatin1(b);
            case ASCII -> Charmap.decodeAscii(b, handler);
            case UNICODE_ESCAPE -> unescape(b, handler, last, consumed);
            default -> new EscapeCodec().decodeRaw(b, handler, last, consumed);
          };
      return PyTuple.of(PyStr.of(s), PyInt.of(consumed[0]));
    } catch (CodecFailure e) {
      throw TextErrors.python(e, data);
    }
  }

  private static String unescape(byte[] b, CodecErrors handler, boolean last, int[] consumed) {
    EscapeCodec codec = new EscapeCodec();
    String s = codec.decode(b, new NameLookup(), handler, last, consumed);
    warnOfUnknown(codec, b);
    return s;
  }

  private static final class NameLookup implements EscapeCodec.Names {
    @Override
    public int lookup(String name) {
      return UnicodeNames.lookup(name);
    }
  }

  private static void warnOfUnknown(EscapeCodec codec, byte[] b) {
    int at = codec.firstUnknownEscape;
    if (at >= 0) {
      boolean octal = b[at] >= '4' && b[at] <= '7';
      String escape =
          Charmap.decodeLatin1(java.util.Arrays.copyOfRange(b, at, octal ? at + 3 : at + 1));
      Errors.warn(
          Exceptions.DeprecationWarning,
          "invalid " + (octal ? "octal " : "") + "escape sequence '\\" + escape + "'",
          1);
    }
  }

  @Function(name = "utf_7_encode", signature = "(str, errors=None, /)")
  static PyObject utf7Encode(PyStr s, PyObject errors) {
    return encode(UTF_7, s, errors, "utf_7_encode");
  }

  @Function(name = "utf_8_encode", signature = "(str, errors=None, /)")
  static PyObject utf8Encode(PyStr s, PyObject errors) {
    return encode(UTF_8, s, errors, "utf_8_encode");
  }

  @Function(name = "utf_16_encode", signature = "(str, errors=None, byteorder=0, /)")
  static PyObject utf16Encode(PyStr s, PyObject errors, int order) {
    return encode(
        order < 0 ? UTF_16_LE : order > 0 ? UTF_16_BE : UTF_16, s, errors, "utf_16_encode");
  }

  @Function(name = "utf_16_le_encode", signature = "(str, errors=None, /)")
  static PyObject utf16LeEncode(PyStr s, PyObject errors) {
    return encode(UTF_16_LE, s, errors, "utf_16_le_encode");
  }

  @Function(name = "utf_16_be_encode", signature = "(str, errors=None, /)")
  static PyObject utf16BeEncode(PyStr s, PyObject errors) {
    return encode(UTF_16_BE, s, errors, "utf_16_be_encode");
  }

  @Function(name = "utf_32_encode", signature = "(str, errors=None, byteorder=0, /)")
  static PyObject utf32Encode(PyStr s, PyObject errors, int order) {
    return encode(
        order < 0 ? UTF_32_LE : order > 0 ? UTF_32_BE : UTF_32, s, errors, "utf_32_encode");
  }

  @Function(name = "utf_32_le_encode", signature = "(str, errors=None, /)")
  static PyObject utf32LeEncode(PyStr s, PyObject errors) {
    return encode(UTF_32_LE, s, errors, "utf_32_le_encode");
  }

  @Function(name = "utf_32_be_encode", signature = "(str, errors=None, /)")
  static PyObject utf32BeEncode(PyStr s, PyObject errors) {
    return encode(UTF_32_BE, s, errors, "utf_32_be_encode");
  }

  @Function(name = "latin_1_encode", signature = "(str, errors=None, /)")
  static PyObject latin1Encode(PyStr s, PyObject errors) {
    return encode(LATIN_1, s, errors, "latin_1_encode");
  }

  @Function(name = "ascii_encode", signature = "(str, errors=None, /)")
  static PyObject asciiEncode(PyStr s, PyObject errors) {
    return encode(ASCII, s, errors, "ascii_encode");
  }

  @Function(name = "unicode_escape_encode", signature = "(str, errors=None, /)")
  static PyObject unicodeEscapeEncode(PyStr s, PyObject errors) {
    return encode(UNICODE_ESCAPE, s, errors, "unicode_escape_encode");
  }

  @Function(name = "raw_unicode_escape_encode", signature = "(str, errors=None, /)")
  static PyObject rawUnicodeEscapeEncode(PyStr s, PyObject errors) {
    return encode(RAW_UNICODE_ESCAPE, s, errors, "raw_unicode_escape_encode");
  }

  @Function(name = "utf_7_decode", signature = "(data, errors=None, final=False, /)")
  static PyObject utf7Decode(PyObject data, PyObject errors, boolean last) {
    return decode(UTF_7, data, errors, last, "utf_7_decode");
  }

  @Function(name = "utf_8_decode", signature = "(data, errors=None, final=False, /)")
  static PyObject utf8Decode(PyObject data, PyObject errors, boolean last) {
    return decode(UTF_8, data, errors, last, "utf_8_decode");
  }

  @Function(name = "utf_16_decode", signature = "(data, errors=None, final=False, /)")
  static PyObject utf16Decode(PyObject data, PyObject errors, boolean last) {
    return decode(UTF_16, data, errors, last, "utf_16_decode");
  }

  @Function(name = "utf_16_le_decode", signature = "(data, errors=None, final=False, /)")
  static PyObject utf16LeDecode(PyObject data, PyObject errors, boolean last) {
    return decode(UTF_16_LE, data, errors, last, "utf_16_le_decode");
  }

  @Function(name = "utf_16_be_decode", signature = "(data, errors=None, final=False, /)")
  static PyObject utf16BeDecode(PyObject data, PyObject errors, boolean last) {
    return decode(UTF_16_BE, data, errors, last, "utf_16_be_decode");
  }

  @Function(name = "utf_32_decode", signature = "(data, errors=None, final=False, /)")
  static PyObject utf32Decode(PyObject data, PyObject errors, boolean last) {
    return decode(UTF_32, data, errors, last, "utf_32_decode");
  }

  @Function(name = "utf_32_le_decode", signature = "(data, errors=None, final=False, /)")
  static PyObject utf32LeDecode(PyObject data, PyObject errors, boolean last) {
    return decode(UTF_32_LE, data, errors, last, "utf_32_le_decode");
  }

  @Function(name = "utf_32_be_decode", signature = "(data, errors=None, final=False, /)")
  static PyObject utf32BeDecode(PyObject data, PyObject errors, boolean last) {
    return decode(UTF_32_BE, data, errors, last, "utf_32_be_decode");
  }

  @Function(
      name = "utf_16_ex_decode",
      signature = "(data, errors=None, byteorder=0, final=False, /)")
  static PyObject utf16ExDecode(PyObject data, PyObject errors, int order, boolean last) {
    return exDecode(data, errors, order, last, true);
  }

  @Function(
      name = "utf_32_ex_decode",
      signature = "(data, errors=None, byteorder=0, final=False, /)")
  static PyObject utf32ExDecode(PyObject data, PyObject errors, int order, boolean last) {
    return exDecode(data, errors, order, last, false);
  }

  /** Also returns the byte order that was found. */
  private static PyObject exDecode(
      PyObject data, PyObject errors, int order, boolean last, boolean narrow) {
    byte[] b = Bytes.of(data);
    int[] consumed = {b.length};
    int[] found = {Integer.signum(order)};
    try {
      CodecErrors handler =
          Codecs.errors(errorsName(errors, narrow ? "utf_16_ex_decode" : "utf_32_ex_decode"));
      String s =
          narrow
              ? Utf16.decode16(b, found, handler, last, consumed)
              : Utf16.decode32(b, found, handler, last, consumed);
      return PyTuple.of(PyStr.of(s), PyInt.of(consumed[0]), PyInt.of(found[0]));
    } catch (CodecFailure e) {
      throw TextErrors.python(e, data);
    }
  }

  @Function(name = "latin_1_decode", signature = "(data, errors=None, /)")
  static PyObject latin1Decode(PyObject data, PyObject errors) {
    return decode(LATIN_1, data, errors, true, "latin_1_decode");
  }

  @Function(name = "ascii_decode", signature = "(data, errors=None, /)")
  static PyObject asciiDecode(PyObject data, PyObject errors) {
    return decode(ASCII, data, errors, true, "ascii_decode");
  }

  @Function(name = "unicode_escape_decode", signature = "(data, errors=None, final=True, /)")
  static PyObject unicodeEscapeDecode(PyObject data, PyObject errors, boolean last) {
    return decode(UNICODE_ESCAPE, textOrBytes(data), errors, last, "unicode_escape_decode");
  }

  @Function(name = "raw_unicode_escape_decode", signature = "(data, errors=None, final=True, /)")
  static PyObject rawUnicodeEscapeDecode(PyObject data, PyObject errors, boolean last) {
    return decode(RAW_UNICODE_ESCAPE, textOrBytes(data), errors, last, "raw_unicode_escape_decode");
  }

  /** These decoders take a str as its UTF-8 encoding. */
  private static PyObject textOrBytes(PyObject data) {
    return data instanceof PyStr s ? Codecs.encodeText(s, null, null) : data;
  }

  @Function(name = "escape_encode", signature = "(data, errors=None, /)")
  static PyObject escapeEncode(PyBytes data, PyObject errors) {
    return PyTuple.of(PyBytes.of(EscapeCodec.encodeBytes(data.value)), PyInt.of(data.value.length));
  }

  @Function(name = "escape_decode", signature = "(data, errors=None, /)")
  static PyObject escapeDecode(PyObject data, PyObject errors) {
    byte[] b = Bytes.of(textOrBytes(data));
    EscapeCodec codec = new EscapeCodec();
    String name = errorsName(errors, "escape_decode");
    int policy = CodecErrors.policy(name);
    try {
      byte[] out = codec.decodeBytes(b, policy);
      warnOfUnknown(codec, b);
      return PyTuple.of(PyBytes.of(out), PyInt.of(b.length));
    } catch (TextError e) {
      throw policy < 0 ? Errors.valueError(e.getMessage() + name) : TextErrors.python(e);
    }
  }

  @Function(name = "readbuffer_encode", signature = "(data, errors=None, /)")
  static PyObject readbufferEncode(PyObject data, PyObject errors) {
    byte[] b = Bytes.of(textOrBytes(data)).clone();
    return PyTuple.of(PyBytes.of(b), PyInt.of(b.length));
  }

  static PyObject none(PyObject o) {
    return o == null ? PyObject.NONE : o;
  }

  /** {@code mapping[key]}, or null if there is no such key. */
  static PyObject mapped(PyObject mapping, int key) {
    try {
      return Abstract.getItem(mapping, PyInt.of(key));
    } catch (dev.dormouse.runtime.objects.PyException e) {
      if (e.matches(Exceptions.LookupError)) {
        return null;
      }
      throw e;
    }
  }
}
