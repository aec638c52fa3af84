package dev.dormouse.runtime.modules.pickle;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Bytes;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Exceptions;
import dev.dormouse.runtime.objects.PyBytes;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The bytes of a pickle, all there or from a file. Of a file that can {@code peek} it looks ahead;
 * from another it takes just what it needs, so that what comes after the pickle stays there.
 */
final class PickleInput {
  private static final int LOOK_AHEAD = 128 * 1024;

  private final PyObject read;
  private final PyObject readline;

  /** Null if the file has none; forgotten if it does not work. */
  private PyObject peek;

  private byte[] bytes;
  private int at;

  /** What of {@link #bytes} was only peeked at begins here. */
  private int peeked;

  /** Reads from bytes. */
  PickleInput(byte[] bytes) {
    this.bytes = bytes;
    peeked = bytes.length;
    read = null;
    readline = null;
  }

  /** Reads from a file. */
  PickleInput(PyObject file) {
    bytes = new byte[0];
    peek = Abstract.getAttributeOrNull(file, PyStr.interned("peek"));
    read = Abstract.getAttributeOrNull(file, PyStr.interned("read"));
    readline = Abstract.getAttributeOrNull(file, PyStr.interned("readline"));
    if (read == null || readline == null) {
      throw Errors.typeError("file must have 'read' and 'readline' attributes");
    }
  }

  private static PyException truncated() {
    return PickleErrors.unpickling("pickle data was truncated");
  }

  /** Takes from the file what was peeked at and used. */
  void skipConsumed() {
    if (at > peeked) {
      Abstract.call(read, PyInt.of(at - peeked));
      peeked = at;
    }
  }

  private void take(PyObject data) {
    if (!(data instanceof PyBytes b)) {
      throw Errors.typeError("read() returned non-bytes object (" + data.type.fullName() + ")");
    }
    bytes = b.value;
    at = 0;
    peeked = bytes.length;
  }

  /** Makes at least so many bytes available at {@link #at}, or fewer at the end of a file. */
  private int fill(int n) {
    skipConsumed();
    if (peek != null && n < LOOK_AHEAD) {
      try {
        take(Abstract.call(peek, PyInt.of(LOOK_AHEAD)));
        peeked = 0;
        if (bytes.length >= n) {
          return bytes.length;
        }
      } catch (PyException e) {
        if (!e.matches(Exceptions.NotImplementedError)) {
          throw e;
        }
        peek = null;
      }
    }
    take(Abstract.call(read, PyInt.of(n)));
    return bytes.length;
  }

  /** Makes {@code n} bytes available and answers where they begin in {@link #buffer}. */
  int need(int n) {
    if (n > bytes.length - at && (read == null || fill(n) < n)) {
      throw truncated();
    }
    int start = at;
    at += n;
    return start;
  }

  byte[] buffer() {
    return bytes;
  }

  /** The next opcode. */
  int opcode() {
    if (at == bytes.length && (read == null || fill(1) < 1)) {
      throw Errors.eofError("Ran out of input");
    }
    return bytes[at++] & 0xff;
  }

  int unsigned(int width) {
    int start = need(width);
    int value = 0;
    for (int i = width - 1; i >= 0; i--) {
      value = value << 8 | bytes[start + i] & 0xff;
    }
    return value;
  }

  /** Eight bytes; negative stands for what no long holds. */
  long eight() {
    int start = need(8);
    long value = 0;
    for (int i = 7; i >= 0; i--) {
      value = value << 8 | bytes[start + i] & 0xff;
    }
    return value;
  }

  /** A copy of the next bytes. */
  byte[] block(long n) {
    int there = bytes.length - at;
    if (n <= there || read == null) {
      if (n > Integer.MAX_VALUE) {
        throw truncated();
      }
      int start = need((int) n);
      return Arrays.copyOfRange(bytes, start, start + (int) n);
    }
    byte[] head = Arrays.copyOfRange(bytes, at, bytes.length);
    at = bytes.length;
    skipConsumed();
    PyObject rest = Abstract.call(read, PyInt.of(n - there));
    byte[] tail = rest instanceof PyBytes b ? b.value : Bytes.of(rest);
    if (tail.length < n - there) {
      throw truncated();
    }
    if (there == 0 && tail.length == n) {
      return tail.clone();
    }
    byte[] all = Arrays.copyOf(head, (int) n);
    System.arraycopy(tail, 0, all, there, (int) n - there);
    return all;
  }

  /** The next frame; what it has is read from the file at once. */
  void frame(long length) {
    if (length > Integer.MAX_VALUE) {
      // No bytes object is that long: the file has less.
      throw truncated();
    }
    need((int) length);
    at -= (int) length;
  }

  /** A line without its end, one char a byte. */
  String line() {
    for (int i = at; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        return upTo(i);
      }
    }
    if (read == null) {
      throw truncated();
    }
    skipConsumed();
    take(Abstract.call(readline));
    if (bytes.length == 0 || bytes[bytes.length - 1] != '\n') {
      throw truncated();
    }
    return upTo(bytes.length - 1);
  }

  private String upTo(int end) {
    String line = new String(bytes, at, end - at, StandardCharsets.ISO_8859_1);
    at = end + 1;
    return line;
  }
}
