package dev.dormouse.runtime.objects;

import dev.dormouse.runtime.text.CodecErrors;

/** Calls an error handler that was registered with {@code codecs.register_error}. */
final class PythonCodecErrors extends CodecErrors {
  private final String name;

  /** Null until the first error, since an unknown name only matters then. */
  private PyObject handler;

  /** The exception shown to the handler; used again for the next error, as in CPython. */
  private PyUnicodeError shown;

  /** The str being encoded, so that it is wrapped once. */
  private PyStr source;

  PythonCodecErrors(String name) {
    super(CUSTOM);
    this.name = name;
  }

  private PyTuple call(String direction, String expected) {
    if (handler == null) {
      handler = CodecRegistry.current().lookupError(name);
    }
    PyObject r = Abstract.call(handler, shown);
    boolean fits =
        r instanceof PyTuple t
            && t.items.length == 2
            && t.items[1] instanceof PyInt
            && (t.items[0] instanceof PyStr
                || expected.startsWith("(str/") && t.items[0] instanceof PyBytes);
    if (!fits) {
      throw Errors.typeError(direction + " error handler must return " + expected + " tuple");
    }
    return (PyTuple) r;
  }

  private static int position(PyObject o, int size) {
    PyInt n = (PyInt) o;
    long at = n.isBig() ? Long.MAX_VALUE : n.longValue();
    if (at < 0) {
      at += size;
    }
    if (at < 0 || at > size) {
      throw Errors.indexError("position " + at + " from error handler out of bounds");
    }
    return (int) at;
  }

  @Override
  public String decode(String encoding, byte[] bytes, int start, int end, String reason) {
    boolean again = shown != null && shown.object instanceof PyBytes b && b.value == bytes;
    if (again) {
      shown.start = start;
      shown.end = end;
      shown.reason = PyStr.of(reason);
    } else {
      shown = PyUnicodeError.decode(encoding, PyBytes.of(bytes), start, end, reason);
    }
    PyTuple r = call("decoding", "(str, int)");
    if (!(shown.object instanceof PyBytes replaced)) {
      throw Errors.typeError("exception attribute object must be bytes");
    }
    input = replaced.value;
    resume = position(r.items[1], input.length);
    return ((PyStr) r.items[0]).value();
  }

  @Override
  public String encode(String encoding, String text, int start, int end, String reason) {
    if (source == null || !source.value().equals(text)) {
      source = PyStr.of(text);
    }
    shown =
        PyUnicodeError.encode(
            encoding, source, source.codePointIndex(start), source.codePointIndex(end), reason);
    PyTuple r = call("encoding", "(str/bytes, int)");
    resume = source.unitIndex(position(r.items[1], source.length()));
    replacementBytes = r.items[0] instanceof PyBytes b ? b.value : null;
    return replacementBytes != null ? null : ((PyStr) r.items[0]).value();
  }
}
