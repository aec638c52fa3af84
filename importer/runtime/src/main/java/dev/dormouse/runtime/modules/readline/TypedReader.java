package dev.dormouse.runtime.modules.readline;

import dev.dormouse.runtime.objects.Exceptions;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.os.Os;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jline.utils.NonBlockingReader;

/**
 * Characters from descriptor 0, waited for in {@code poll}: a signal ends the wait, its Python
 * handler runs, and what that raises (KeyboardInterrupt) passes through JLine, which puts the
 * terminal in order on the way. JLine's own readers wait on a thread that nothing can interrupt.
 *
 * <p>The interpreter lock is held by the caller and given up while waiting.
 */
final class TypedReader extends NonBlockingReader {
  /** How often to look whether the terminal has changed. */
  private static final long LOOK_MILLIS = 300;

  private final Os os;
  private final PromptTerminal terminal;
  private final ByteBuffer bytes = ByteBuffer.allocate(1024).limit(0);
  private final CharBuffer chars = CharBuffer.allocate(1024).limit(0);
  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPLACE)
          .onUnmappableCharacter(CodingErrorAction.REPLACE);

  TypedReader(Os os, PromptTerminal terminal) {
    this.os = os;
    this.terminal = terminal;
  }

  /** Milliseconds, of which 0 means any time. */
  @Override
  protected int read(long timeout, boolean isPeek) throws IOException {
    if (!chars.hasRemaining()) {
      int state = fill(timeout);
      if (state < 0) {
        return state;
      }
    }
    return isPeek ? chars.get(chars.position()) : chars.get();
  }

  @Override
  public int readBuffered(char[] b, int off, int len, long timeout) throws IOException {
    if (len == 0) {
      return 0;
    }
    if (!chars.hasRemaining()) {
      int state = fill(timeout);
      if (state < 0) {
        return state;
      }
    }
    int n = Math.min(len, chars.remaining());
    chars.get(b, off, n);
    return n;
  }

  @Override
  public int available() {
    return chars.remaining();
  }

  /** Reads until there is a character; 0, or what JLine wants to hear instead. */
  private int fill(long timeout) throws IOException {
    long end = System.nanoTime() + timeout * 1_000_000;
    while (true) {
      long left = timeout <= 0 ? -1 : Math.max(0, (end - System.nanoTime() + 999_999) / 1_000_000);
      if (!await(left)) {
        return READ_EXPIRED;
      }
      bytes.compact();
      int n = os.fds().read(0, bytes.array(), bytes.position(), bytes.remaining());
      if (n <= 0) {
        return EOF;
      }
      bytes.position(bytes.position() + n).flip();
      chars.clear();
      decoder.decode(bytes, chars, false);
      chars.flip();
      if (chars.hasRemaining()) {
        return 0;
      }
    }
  }

  /** False if the time is over. */
  private boolean await(long millis) {
    try {
      boolean typed;
      do {
        terminal.lookAround();
        typed = LineInput.awaitTyping(os, millis < 0 ? LOOK_MILLIS : millis);
      } while (!typed && millis < 0);
      return typed;
    } catch (PyException e) {
      // The terminal does not show the key while lines are edited.
      terminal.writer().write(e.matches(Exceptions.KeyboardInterrupt) ? "^C" : "");
      throw e;
    }
  }
}
