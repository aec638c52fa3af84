package dev.dormouse.runtime.objects;

import dev.dormouse.runtime.text.Charmap;
import dev.dormouse.runtime.text.CodecErrors;
import dev.dormouse.runtime.text.CodecFailure;
import dev.dormouse.runtime.text.Utf16;
import dev.dormouse.runtime.text.Utf8;

/**
 * {@code str.encode} and {@code bytes.decode}, and what {@code codecs.encode} and {@code
 * codecs.decode} do. The codecs that start-up needs are called directly; all others go through the
 * {@link CodecRegistry}.
 */
public final class Codecs {
  private Codecs() {}

  private static final int OTHER = 0;
  private static final int UTF_8 = 1;
  private static final int LATIN_1 = 2;
  private static final int ASCII = 3;
  private static final int UTF_16 = 4;
  private static final int UTF_32 = 5;

  /**
   * The built-in codec that a name stands for; names as CPython knows them without looking in the
   * registry.
   */
  private static int builtin(String encoding) {
    return switch (encoding) {
      case "utf-8", "UTF-8", "utf8", "UTF8", "utf_8" -> UTF_8;
      case "latin-1", "iso-8859-1", "latin1", "iso8859-1", "latin_1", "ISO-8859-1" -> LATIN_1;
      case "ascii", "us-ascii", "ASCII", "US-ASCII" -> ASCII;
      case "utf-16", "utf16", "UTF-16", "utf_16" -> UTF_16;
      case "utf-32", "utf32", "UTF-32", "utf_32" -> UTF_32;
      default -> OTHER;
    };
  }

  /** The handler for {@code errors}; null stands for strict, as the codecs want it. */
  public static CodecErrors errors(String errors) {
    int policy = CodecErrors.policy(errors);
    if (policy == CodecErrors.STRICT) {
      return null;
    }
    return policy < 0 ? new PythonCodecErrors(errors) : CodecErrors.of(policy);
  }

  /**
   * In development mode ({@code -X dev}) an unknown handler is an error even if nothing needs it.
   */
  private static void checkErrors(String errors) {
    if (errors != null && Interpreter.current().flags.devMode && CodecErrors.policy(errors) < 0) {
      CodecRegistry.current().lookupError(errors);
    }
  }

  /** {@code s.encode(encoding, errors)}; null stands for the defaults. */
  public static PyBytes encodeText(PyStr s, String encoding, String errors) {
    checkErrors(errors);
    int kind = encoding == null ? UTF_8 : builtin(encoding);
    if (kind == OTHER) {
      return encodeByCodec(s, encoding, errors);
    }
    try {
      CodecErrors handler = errors(errors);
      String text = s.value();
      return PyBytes.of(
          switch (kind) {
            case UTF_8 -> Utf8.encode(text, handler);
            case LATIN_1 -> Charmap.encode(text, 256, handler);
            case ASCII -> Charmap.encode(text, 128, handler);
            case UTF_16 -> Utf16.encode(text, 2, Utf16.DETECT, handler);
            default -> Utf16.encode(text, 4, Utf16.DETECT, handler);
          });
    } catch (CodecFailure e) {
      throw TextErrors.python(e, s);
    }
  }

  private static boolean isEmpty(PyObject o) {
    if (o instanceof PyByteArray a) {
      return a.size() == 0;
    }
    return (o instanceof PyBytes || o instanceof PyMemoryView) && Bytes.of(o).length == 0;
  }

  /** {@code o.decode(encoding, errors)} of a bytes-like object; null stands for the defaults. */
  public static PyStr decodeText(PyObject o, String encoding, String errors) {
    checkErrors(errors);
    if (isEmpty(o) && !Interpreter.current().flags.devMode) {
      // Nobody asks then whether there is such an encoding.
      return Names.EMPTY;
    }
    int kind = encoding == null ? UTF_8 : builtin(encoding);
    if (kind == OTHER) {
      return decodeByCodec(o, encoding, errors);
    }
    try {
      CodecErrors handler = errors(errors);
      byte[] b = Bytes.of(o);
      return PyStr.of(
          switch (kind) {
            case UTF_8 -> Utf8.decode(b, 0, b.length, handler, true, null);
            case LATIN_1 -> Charmap.decodeLatin1(b);
            case ASCII -> Charmap.decodeAscii(b, handler);
            case UTF_16 -> Utf16.decode16(b, new int[1], handler, true, null);
            default -> Utf16.decode32(b, new int[1], handler, true, null);
          });
    } catch (CodecFailure e) {
      throw TextErrors.python(e, o);
    }
  }

  private static PyBytes encodeByCodec(PyStr s, String encoding, String errors) {
    PyTuple codec = textCodec(encoding, "codecs.encode()");
    PyObject r = convert(codec, 0, s, encoding, errors);
    if (r instanceof PyByteArray a) {
      Errors.warn(
          Exceptions.RuntimeWarning,
          "encoder "
              + encoding
              + " returned bytearray instead of bytes; use codecs.encode() to encode to arbitrary"
              + " types",
          1);
      return PyBytes.of(a.toBytes());
    }
    if (!(r instanceof PyBytes b)) {
      throw Errors.typeError(
          "'"
              + encoding
              + "' encoder returned '"
              + r.type.name()
              + "' instead of 'bytes'; use codecs.encode() to encode to arbitrary types");
    }
    return b;
  }

  private static PyStr decodeByCodec(PyObject o, String encoding, String errors) {
    PyTuple codec = textCodec(encoding, "codecs.decode()");
    PyObject r = convert(codec, 1, o, encoding, errors);
    if (!(r instanceof PyStr s)) {
      throw Errors.typeError(
          "'"
              + encoding
              + "' decoder returned '"
              + r.type.name()
              + "' instead of 'str'; use codecs.decode() to decode to arbitrary types");
    }
    return s;
  }

  private static PyTuple textCodec(String encoding, String alternative) {
    if (encoding.indexOf('\0') >= 0) {
      throw Errors.valueError("embedded null character");
    }
    PyTuple codec = CodecRegistry.current().lookup(encoding);
    if (codec.type != PyTuple.TYPE) {
      PyObject flag = Abstract.getAttributeOrNull(codec, PyStr.interned("_is_text_encoding"));
      if (flag != null && !Abstract.isTrue(flag)) {
        throw Errors.lookupError(
            "'"
                + encoding
                + "' is not a text encoding; use "
                + alternative
                + " to handle arbitrary codecs");
      }
    }
    return codec;
  }

  /** {@code codecs.encode}. */
  public static PyObject encode(PyObject o, String encoding, String errors) {
    return convert(CodecRegistry.current().lookup(encoding), 0, o, encoding, errors);
  }

  /** {@code codecs.decode}. */
  public static PyObject decode(PyObject o, String encoding, String errors) {
    return convert(CodecRegistry.current().lookup(encoding), 1, o, encoding, errors);
  }

  private static PyObject convert(
      PyTuple codec, int direction, PyObject o, String encoding, String errors) {
    PyObject f = codec.items[direction];
    PyObject r;
    try {
      r = errors == null ? Abstract.call(f, o) : Abstract.call(f, o, PyStr.of(errors));
    } catch (PyException e) {
      throw wrapped(e, direction == 0 ? "encoding" : "decoding", encoding);
    }
    if (!(r instanceof PyTuple t) || t.items.length != 2) {
      throw Errors.typeError(
          (direction == 0 ? "encoder" : "decoder") + " must return a tuple (object, integer)");
    }
    return t.items[0];
  }

  /**
   * Whether an exception type is made as BaseException is, so that another one can be made with a
   * message.
   */
  private static boolean ownInit(PyType type) {
    for (PyType t : type.mro) {
      if (t.isHeap() && (t.own(Names.INIT) != null || t.own(Names.NEW) != null)) {
        return false;
      }
    }
    return true;
  }

  /**
   * The exception with a message that names the codec, chained to the original; only for plain
   * exceptions whose one argument is a str, since others could not be made again.
   */
  private static PyException wrapped(PyException e, String operation, String encoding) {
    PyBaseException v = e.value;
    boolean plain =
        v.getClass() == PyBaseException.class
            && ownInit(v.type)
            && v.args.items.length <= 1
            && (v.args.items.length == 0 || v.args.items[0] instanceof PyStr)
            && (v.dictOrNull() == null || v.dictOrNull().size() == 0);
    if (!plain) {
      return e;
    }
    String text = Abstract.str(v).value();
    PyException outer =
        Errors.of(
            v.type,
            operation
                + " with '"
                + encoding
                + "' codec failed ("
                + v.type.name()
                + ": "
                + text
                + ")");
    return Errors.chained(outer, e);
  }
}
