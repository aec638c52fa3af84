package dev.dormouse.runtime.objects;

import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Getter;
import dev.dormouse.tables.Setter;

/**
 * {@code UnicodeDecodeError}, {@code UnicodeEncodeError} and {@code UnicodeTranslateError}: what
 * could not be converted, and why. Attributes are null while the exception has not been
 * initialised.
 */
@BuiltinType(
    name = "UnicodeDecodeError",
    ops = PyUnicodeError.ErrorOps.class,
    doc = "Text could not be encoded, decoded or translated.")
public final class PyUnicodeError extends PyBaseException {
  static final ErrorOps OPS = new ErrorOps();

  /** Null in a UnicodeTranslateError. */
  public PyObject encoding;

  /** A {@link PyBytes} when decoding, else a {@link PyStr}. */
  public PyObject object;

  /** In bytes, or in code points. */
  public int start;

  public int end;
  public PyObject reason;

  public PyUnicodeError(PyType type, PyTuple args) {
    super(type, args);
  }

  static PyUnicodeError decode(
      String encoding, PyObject object, int start, int end, String reason) {
    return make(Exceptions.UnicodeDecodeError, encoding, object, start, end, reason);
  }

  static PyUnicodeError encode(String encoding, PyStr object, int start, int end, String reason) {
    return make(Exceptions.UnicodeEncodeError, encoding, object, start, end, reason);
  }

  private static PyUnicodeError make(
      PyType type, String encoding, PyObject object, int start, int end, String reason) {
    PyStr name = PyStr.of(encoding);
    PyStr why = PyStr.of(reason);
    PyUnicodeError e =
        new PyUnicodeError(type, PyTuple.of(name, object, PyInt.of(start), PyInt.of(end), why));
    e.encoding = name;
    e.object = object;
    e.start = start;
    e.end = end;
    e.reason = why;
    return e;
  }

  static PyUnicodeError translate(PyStr object, int start, int end, String reason) {
    PyStr why = PyStr.of(reason);
    PyUnicodeError e =
        new PyUnicodeError(
            Exceptions.UnicodeTranslateError,
            PyTuple.of(object, PyInt.of(start), PyInt.of(end), why));
    e.object = object;
    e.start = start;
    e.end = end;
    e.reason = why;
    return e;
  }

  boolean isDecode() {
    return type.isSubtype(Exceptions.UnicodeDecodeError);
  }

  boolean isTranslate() {
    return type.isSubtype(Exceptions.UnicodeTranslateError);
  }

  /** {@link #start} clipped to the object, as handlers see it. */
  int clippedStart() {
    return Math.max(Math.min(start, size() - 1), 0);
  }

  int clippedEnd() {
    return Math.min(Math.max(end, 1), size());
  }

  private int size() {
    return object instanceof PyBytes b
        ? b.value.length
        : object instanceof PyStr s ? s.length() : 0;
  }

  private static PyObject orNone(PyObject o) {
    return o == null ? NONE : o;
  }

  @Getter(name = "encoding", member = true)
  static PyObject getEncoding(PyUnicodeError e) {
    return orNone(e.encoding);
  }

  @Setter(name = "encoding")
  static void setEncoding(PyUnicodeError e, PyObject value) {
    e.encoding = value;
  }

  @Getter(name = "object", member = true)
  static PyObject getObject(PyUnicodeError e) {
    return orNone(e.object);
  }

  @Setter(name = "object")
  static void setObject(PyUnicodeError e, PyObject value) {
    e.object = value;
  }

  @Getter(name = "start", member = true)
  static int getStart(PyUnicodeError e) {
    return e.start;
  }

  @Setter(name = "start")
  static void setStart(PyUnicodeError e, PyObject value) {
    e.start = position(value);
  }

  @Getter(name = "end", member = true)
  static int getEnd(PyUnicodeError e) {
    return e.end;
  }

  @Setter(name = "end")
  static void setEnd(PyUnicodeError e, PyObject value) {
    e.end = position(value);
  }

  private static int position(PyObject value) {
    if (value == null) {
      throw Errors.typeError("can't delete numeric/char attribute");
    }
    return Abstract.toIndex(value, Exceptions.OverflowError);
  }

  @Getter(name = "reason", member = true)
  static PyObject getReason(PyUnicodeError e) {
    return orNone(e.reason);
  }

  @Setter(name = "reason")
  static void setReason(PyUnicodeError e, PyObject value) {
    e.reason = value;
  }

  /** The slots of all three. */
  static final class ErrorOps extends ExceptionOps {
    @Override
    PyBaseException make(PyType cls, PyTuple args) {
      return new PyUnicodeError(cls, args);
    }

    @Override
    public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
      return make(cls, PyTuple.of(positional(args, kwnames)));
    }

    @Override
    public void init(PyObject o, PyObject[] args, PyStr[] kwnames) {
      super.init(o, args, kwnames);
      PyUnicodeError e = (PyUnicodeError) o;
      boolean translate = e.isTranslate();
      int expected = translate ? 4 : 5;
      if (args.length != expected) {
        throw Errors.typeError(
            "function takes exactly " + expected + " arguments (" + args.length + " given)");
      }
      int i = 0;
      if (!translate) {
        e.encoding = text(args[i], ++i);
      }
      PyObject object = args[i++];
      if (e.isDecode()) {
        if (!(object instanceof PyBytes)) {
          if (!object.type.has(Slot.BUFFER)) {
            throw Errors.typeError(
                "a bytes-like object is required, not '" + object.type.name() + "'");
          }
          object = PyBytes.of(Bytes.of(object).clone());
        }
        e.object = object;
      } else {
        e.object = text(object, i);
      }
      e.start = Abstract.toIndex(args[i], Exceptions.OverflowError);
      e.end = Abstract.toIndex(args[i + 1], Exceptions.OverflowError);
      e.reason = text(args[i + 2], i + 3);
    }

    private static PyStr text(PyObject o, int argument) {
      if (!(o instanceof PyStr s)) {
        throw Errors.typeError(
            "argument " + argument + " must be str, not " + ArgParser.typeName(o));
      }
      return s;
    }

    @Override
    public PyObject str(PyObject o) {
      PyUnicodeError e = (PyUnicodeError) o;
      if (e.object == null) {
        return Names.EMPTY;
      }
      String reason = Abstract.str(e.reason == null ? NONE : e.reason).value();
      String by =
          e.isTranslate() ? "" : "'" + Abstract.str(orNone(e.encoding)).value() + "' codec ";
      String verb = e.isDecode() ? "decode" : e.isTranslate() ? "translate" : "encode";
      boolean one = e.start < e.size() && e.start >= 0 && e.end == e.start + 1;
      String where;
      if (one && e.object instanceof PyBytes b) {
        String hex = Integer.toHexString(b.value[e.start] & 0xff | 0x100).substring(1);
        where = "byte 0x" + hex + " in position " + e.start;
      } else if (one && e.object instanceof PyStr s) {
        where = "character '" + escape(s.codePointAt(e.start)) + "' in position " + e.start;
      } else {
        where =
            (e.isDecode() ? "bytes" : "characters") + " in position " + e.start + "-" + (e.end - 1);
      }
      return PyStr.of(by + "can't " + verb + " " + where + ": " + reason);
    }

    private static String escape(int cp) {
      String hex = Integer.toHexString(cp);
      int digits = cp < 0x100 ? 2 : cp < 0x10000 ? 4 : 8;
      return (digits == 2 ? "\\x" : digits == 4 ? "\\u" : "\\U")
          + "0".repeat(digits - hex.length())
          + hex;
    }
  }
}
