package dev.dormouse.runtime.modules.sre;

import dev.dormouse.runtime.objects.Buffer;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.PyBytes;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyMemoryView;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.Slot;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A Python object as something to match in: a str, or the bytes of an object with a buffer.
 *
 * <p>The bytes of a mutable object are copied when the session begins. CPython keeps the buffer
 * exported instead, which forbids resizing it meanwhile and shows later writes; iterators here
 * would never let go of it.
 */
final class SreSubject {
  /** The object as it was given. */
  final PyObject object;

  /** The text; null for bytes. */
  private final PyStr text;

  /** The bytes; null for text. */
  private final byte[] bytes;

  final int length;

  private SreSubject(PyObject object, PyStr text, byte[] bytes) {
    this.object = object;
    this.text = text;
    this.bytes = bytes;
    this.length = text != null ? text.length() : bytes.length;
  }

  static SreSubject of(PyObject object) {
    if (object instanceof PyStr s) {
      return new SreSubject(object, s, null);
    }
    if (object instanceof PyBytes b) {
      return new SreSubject(object, null, b.value);
    }
    byte[] copy = bytesOrNull(object);
    if (copy == null) {
      throw Errors.typeError(
          "expected string or bytes-like object, got '" + object.type.name() + "'");
    }
    return new SreSubject(object, null, copy);
  }

  /** A copy of the bytes of an object with a contiguous buffer; null for other objects. */
  static byte[] bytesOrNull(PyObject object) {
    if (!object.type.has(Slot.BUFFER) || object instanceof PyMemoryView v && !v.isContiguous()) {
      return null;
    }
    Buffer buffer;
    try {
      buffer = object.type.ops.getBuffer(object, 0);
    } catch (PyException e) {
      // As in CPython, the caller's words replace the exporter's.
      return null;
    }
    try {
      return buffer.toByteArray();
    } finally {
      buffer.release();
    }
  }

  boolean isBytes() {
    return bytes != null;
  }

  /** Begins a session within bounds that are moved into the subject. */
  SreEngine engine(SreCode code, long pos, long endpos) {
    SreEngine engine = engine(code);
    engine.reset(clamp(pos), clamp(endpos));
    return engine;
  }

  private int clamp(long position) {
    return (int) Math.max(0, Math.min(position, length));
  }

  private SreEngine engine(SreCode code) {
    if (text == null) {
      return SreEngine.ofBytes(code, bytes, 0, length, SignalPoll.INSTANCE);
    }
    return text.isAstral()
        ? SreEngine.ofCodePoints(code, text.codePoints(), length, SignalPoll.INSTANCE)
        : SreEngine.ofText(code, text.value(), SignalPoll.INSTANCE);
  }

  /**
   * A part as an exact str or bytes; the object itself if it is that already and the part is all of
   * it.
   */
  PyObject slice(int start, int end) {
    if (text != null) {
      return text.substring(start, end);
    }
    if (start == 0 && end == length && object.type == PyBytes.TYPE) {
      return object;
    }
    return PyBytes.of(Arrays.copyOfRange(bytes, start, end));
  }

  /** Appends a part; bytes become the characters of the same numbers. */
  void appendTo(StringBuilder out, int start, int end) {
    if (text == null) {
      for (int i = start; i < end; i++) {
        out.append((char) (bytes[i] & 255));
      }
    } else if (text.isAstral()) {
      int[] codePoints = text.codePoints();
      for (int i = start; i < end; i++) {
        out.appendCodePoint(codePoints[i]);
      }
    } else {
      out.append(text.value(), start, end);
    }
  }

  /** An object of the subject's kind from what {@link #appendTo} appended. */
  PyObject toObject(StringBuilder built) {
    return text != null
        ? PyStr.of(built.toString())
        : PyBytes.of(built.toString().getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Whether an object is text as the subject is, or bytes as the subject is. */
  boolean isLike(PyObject other) {
    return text != null ? other instanceof PyStr : other instanceof PyBytes;
  }
}
