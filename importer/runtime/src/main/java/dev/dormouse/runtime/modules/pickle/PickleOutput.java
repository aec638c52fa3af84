package dev.dormouse.runtime.modules.pickle;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.PyBytes;
import dev.dormouse.runtime.objects.PyObject;
import java.util.Arrays;

/**
 * The bytes of a pickle in the making. From protocol 4 on they are in frames of about 64 KiB, which
 * go to the file one by one, and great blocks of bytes stand between frames and are not copied.
 */
final class PickleOutput {
  private static final int FRAME_TARGET = 64 * 1024;

  /** Less is not worth a frame. */
  private static final int FRAME_LEAST = 4;

  /** The opcode and eight bytes of length. */
  private static final int FRAME_HEADER = 9;

  /** A file's bound method {@code write}; null to collect all bytes here. */
  private final PyObject write;

  private byte[] bytes = new byte[128];
  private int length;
  private boolean framing;

  /** Where the header of the open frame is; -1 if none is open. */
  private int frame = -1;

  PickleOutput(PyObject write) {
    this.write = write;
  }

  void startFraming() {
    framing = true;
  }

  private void need(int more) {
    if (framing && frame < 0) {
      frame = length;
      ensure(FRAME_HEADER);
      length += FRAME_HEADER;
    }
    ensure(more);
  }

  private void ensure(int more) {
    if (more > bytes.length - length) {
      long wanted = Math.max(bytes.length * 2L, (long) length + more);
      bytes = Arrays.copyOf(bytes, (int) Math.min(wanted, Integer.MAX_VALUE - 8));
    }
  }

  void op(char opcode) {
    need(1);
    bytes[length++] = (byte) opcode;
  }

  /** An opcode and an argument in so many bytes, the lowest first. */
  void op(char opcode, long argument, int width) {
    need(1 + width);
    bytes[length++] = (byte) opcode;
    little(argument, width);
  }

  private void little(long value, int width) {
    for (int i = 0; i < width; i++) {
      bytes[length++] = (byte) (value >>> 8 * i);
    }
  }

  /** An opcode and eight bytes, the highest first. */
  void opBigEndian(char opcode, long argument) {
    op(opcode, Long.reverseBytes(argument), 8);
  }

  /** An opcode and a line of text in Latin-1. */
  void line(char opcode, String text) {
    int n = text.length();
    need(n + 2);
    bytes[length++] = (byte) opcode;
    for (int i = 0; i < n; i++) {
      bytes[length++] = (byte) text.charAt(i);
    }
    bytes[length++] = '\n';
  }

  void write(byte[] data) {
    need(data.length);
    System.arraycopy(data, 0, bytes, length, data.length);
    length += data.length;
  }

  /**
   * An opcode, a length of so many bytes and the data.
   *
   * @param whole the bytes object that has the data, null if there is none yet
   */
  void block(char opcode, int width, byte[] data, PyObject whole) {
    if (!framing || data.length < FRAME_TARGET) {
      op(opcode, data.length, width);
      write(data);
      return;
    }
    closeFrame();
    framing = false;
    op(opcode, data.length, width);
    if (write != null) {
      flush();
      Abstract.call(write, whole != null ? whole : PyBytes.of(data));
    } else {
      write(data);
    }
    framing = true;
  }

  /** Between two objects: ends a frame that is long enough. */
  void boundary() {
    if (frame >= 0 && length - frame - FRAME_HEADER >= FRAME_TARGET) {
      closeFrame();
      if (write != null) {
        flush();
      }
    }
  }

  private void closeFrame() {
    if (frame < 0) {
      return;
    }
    int size = length - frame - FRAME_HEADER;
    if (size >= FRAME_LEAST) {
      int end = length;
      length = frame;
      bytes[length++] = (byte) Opcodes.FRAME;
      little(size, 8);
      length = end;
    } else {
      System.arraycopy(bytes, frame + FRAME_HEADER, bytes, frame, size);
      length -= FRAME_HEADER;
    }
    frame = -1;
  }

  private void flush() {
    PyBytes data = PyBytes.of(Arrays.copyOf(bytes, length));
    length = 0;
    Abstract.call(write, data);
  }

  /** Ends the pickle; all of it if there is no file. */
  PyBytes finish() {
    closeFrame();
    framing = false;
    if (write != null) {
      flush();
      return null;
    }
    return PyBytes.of(Arrays.copyOf(bytes, length));
  }
}
