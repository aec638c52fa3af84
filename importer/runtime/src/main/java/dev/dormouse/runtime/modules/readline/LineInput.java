package dev.dormouse.runtime.modules.readline;

import dev.dormouse.runtime.modules.posix.Host;
import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Interpreter;
import dev.dormouse.runtime.objects.Names;
import dev.dormouse.runtime.objects.PyBytes;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.ThreadState;
import dev.dormouse.runtime.os.Errno;
import dev.dormouse.runtime.os.Fds;
import dev.dormouse.runtime.os.Libc;
import dev.dormouse.runtime.os.Os;
import dev.dormouse.runtime.os.OsError;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads lines from descriptor 0 after a prompt, one per interpreter: {@code PyOS_Readline}. What it
 * has read ahead belongs to it, as the C library's buffer does in CPython: {@code sys.stdin} does
 * not see it. With {@code -u} it reads nothing ahead.
 */
public final class LineInput {
  private static final int STDIN = 0;
  private static final int STDOUT = 1;
  private static final int STDERR = 2;
  private static final int POLLIN = 1;

  /** How long a signal may have to wait if it comes at a bad moment. */
  private static final long SIGNAL_MILLIS = 300;

  private final Os os;
  private final byte[] buffer;
  private int position;
  private int limit;

  /** What edits lines on a terminal; null as long as {@code readline} was not imported. */
  private Editor editor;

  /** Reads a line that a person may edit. Called with the interpreter lock held. */
  interface Editor {
    /** Whether this terminal is one on which lines can be edited. */
    boolean isUsable();

    /** The line with its newline, or null at the end of the input. */
    byte[] readLine(String prompt);
  }

  private LineInput(Os os, boolean unbuffered) {
    this.os = os;
    buffer = new byte[unbuffered ? 1 : 4096];
  }

  public static LineInput of(Interpreter interpreter) {
    Object found = interpreter.registered(LineInput.class);
    if (found != null) {
      return (LineInput) found;
    }
    LineInput made = new LineInput(Host.os(interpreter), interpreter.flags.unbuffered);
    interpreter.register(LineInput.class, made);
    return made;
  }

  /**
   * {@code input()} where both streams may be the terminal.
   *
   * @param prompt null for none
   * @return null if one of them is not: then they are read and written as any file
   */
  public static PyObject input(PyObject stdin, PyObject stdout, PyObject prompt) {
    Interpreter interpreter = Interpreter.current();
    LineInput input = of(interpreter);
    if (!input.isTerminal() || !isDescriptor(stdin, STDIN) || !isDescriptor(stdout, STDOUT)) {
      return null;
    }
    PyObject encoding = Abstract.getAttribute(stdin, "encoding");
    PyObject errors = Abstract.getAttribute(stdin, "errors");
    String text = prompt == null ? "" : Abstract.str(prompt).value();
    if (text.indexOf('\0') >= 0) {
      throw Errors.valueError("input: prompt string cannot contain null characters");
    }
    try {
      Abstract.callMethod(stdout, Names.FLUSH);
    } catch (PyException e) {
      // As CPython: what matters is the line.
    }
    byte[] line = input.readLine(text);
    if (line == null) {
      throw Errors.eofError("");
    }
    int length = line.length - (line[line.length - 1] == '\n' ? 1 : 0);
    PyBytes bytes = PyBytes.of(Arrays.copyOf(line, length));
    return Abstract.callMethod(bytes, "decode", encoding, errors);
  }

  private static boolean isDescriptor(PyObject stream, int fd) {
    try {
      return Abstract.toJavaInt(Abstract.callMethod(stream, "fileno")) == fd;
    } catch (PyException e) {
      return false;
    }
  }

  void setEditor(Editor editor) {
    this.editor = editor;
  }

  /** Whether both ends are a terminal, so that lines can be edited. */
  public boolean isTerminal() {
    return os.fds().isatty(STDIN) && os.fds().isatty(STDOUT);
  }

  /** The next line with its newline, which only a last one may lack; null at the end. */
  public byte[] readLine(String prompt) {
    if (editor != null && isTerminal() && editor.isUsable()) {
      return editor.readLine(prompt);
    }
    byte[] bytes = prompt.getBytes(StandardCharsets.UTF_8);
    write(bytes);
    return plainLine();
  }

  private void write(byte[] bytes) {
    Fds fds = os.fds();
    int done = 0;
    try {
      while (done < bytes.length) {
        done += fds.write(STDERR, bytes, done, bytes.length - done);
      }
    } catch (OsError closed) {
      // A prompt that nobody can see.
    }
  }

  private byte[] plainLine() {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    while (true) {
      if (position == limit && !fill()) {
        return line.size() == 0 ? null : line.toByteArray();
      }
      int start = position;
      while (position < limit && buffer[position] != '\n') {
        position++;
      }
      boolean ended = position < limit;
      position += ended ? 1 : 0;
      line.write(buffer, start, position - start);
      if (ended) {
        return line.toByteArray();
      }
    }
  }

  /**
   * Waits until something is typed, with the interpreter lock given up; meanwhile runs what signals
   * ask for, which may raise.
   *
   * @param millis how long at most; negative for any time
   * @return false if the time is over
   */
  static boolean awaitTyping(Os os, long millis) {
    Libc libc = os.libc();
    long end = System.nanoTime() + millis * 1_000_000;
    try (Libc.Mem.Frame frame = libc.frame()) {
      long p = frame.take(8);
      libc.setShort(p + 4, POLLIN);
      while (true) {
        long left = (end - System.nanoTime() + 999_999) / 1_000_000;
        // A signal that comes just before poll does not end it.
        long slice = millis < 0 || left > SIGNAL_MILLIS ? SIGNAL_MILLIS : Math.max(left, 0);
        int n = ThreadState.current().allowThreads(() -> libc.call("poll", p, 1, slice));
        if (n > 0 || n < 0 && n != -Errno.EINTR) {
          return true;
        }
        os.interrupted();
        if (millis >= 0 && System.nanoTime() >= end) {
          return false;
        }
      }
    }
  }

  private boolean fill() {
    if (os.fds().isatty(STDIN)) {
      awaitTyping(os, -1);
    }
    int n;
    try {
      n = ThreadState.current().allowThreads(() -> os.fds().read(STDIN, buffer, 0, buffer.length));
    } catch (OsError unreadable) {
      return false;
    }
    position = 0;
    limit = n;
    return n > 0;
  }
}
