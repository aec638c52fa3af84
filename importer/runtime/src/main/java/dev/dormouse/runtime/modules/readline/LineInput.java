package dev.dormouse.runtime.modules.readline;

import dev.dormouse.runtime.modules.posix.Host;
import dev.dormouse.runtime.objects.Interpreter;
import dev.dormouse.runtime.objects.ThreadState;
import dev.dormouse.runtime.os.Fds;
import dev.dormouse.runtime.os.Os;
import dev.dormouse.runtime.os.OsError;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Reads lines from descriptor 0 after a prompt, one per interpreter: {@code PyOS_Readline}. Of what
 * is no terminal it reads no byte more than the line, so that the statement may read the next ones
 * from {@code sys.stdin}.
 */
public final class LineInput {
  private static final int STDIN = 0;
  private static final int STDOUT = 1;
  private static final int STDERR = 2;

  private final Os os;
  private final byte[] buffer = new byte[4096];
  private int position;
  private int limit;

  /** What edits lines on a terminal; null as long as {@code readline} was not imported. */
  private Editor editor;

  /** Reads a line that a person may edit. Called with the interpreter lock held. */
  interface Editor {
    /** The line with its newline, or null at the end of the input. */
    byte[] readLine(String prompt);
  }

  private LineInput(Os os) {
    this.os = os;
  }

  public static LineInput of(Interpreter interpreter) {
    Object found = interpreter.registered(LineInput.class);
    if (found != null) {
      return (LineInput) found;
    }
    LineInput made = new LineInput(Host.os(interpreter));
    interpreter.register(LineInput.class, made);
    return made;
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
    if (editor != null && isTerminal()) {
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

  private boolean fill() {
    boolean terminal = os.fds().isatty(STDIN);
    if (terminal) {
      // Only its calls can be ended by Ctrl-C.
      os.libc();
    }
    int length = terminal ? buffer.length : 1;
    int n;
    try {
      n = ThreadState.current().allowThreads(() -> os.fds().read(STDIN, buffer, 0, length));
    } catch (OsError unreadable) {
      return false;
    }
    position = 0;
    limit = n;
    return n > 0;
  }
}
