package dev.dormouse.runtime.modules.readline;

import dev.dormouse.runtime.os.Fds;
import dev.dormouse.runtime.os.Libc;
import dev.dormouse.runtime.os.Os;
import dev.dormouse.runtime.os.OsError;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.function.IntConsumer;
import org.jline.terminal.Attributes;
import org.jline.terminal.Cursor;
import org.jline.terminal.Size;
import org.jline.terminal.Sized;
import org.jline.terminal.impl.AbstractTerminal;
import org.jline.terminal.spi.SystemStream;
import org.jline.terminal.spi.TerminalProvider;
import org.jline.utils.NonBlockingReader;

/**
 * Descriptors 0 and 1 as JLine's terminal, through our own calls of libc: JLine's providers bring
 * native libraries of their own or start {@code stty}, and take SIGINT, which is Python's.
 *
 * <p>In raw mode the terminal still makes signals of its keys, so that Ctrl-C is SIGINT as always.
 */
final class PromptTerminal extends AbstractTerminal {
  private static final int TERMIOS = 60;

  /** Where the first byte of the local flags is. */
  private static final int LOCAL_FLAGS = 12;

  private static final int CONTROL_CHARS = 17;
  private static final int VMIN = 6;
  private static final int VTIME = 5;
  private static final int INLCR = 64;
  private static final int ICRNL = 256;
  private static final int IXON = 1024;
  private static final int ICANON = 2;
  private static final int ECHO = 8;
  private static final int IEXTEN = 32768;
  private static final int TCSADRAIN = 1;

  /** In the order of Linux's {@code c_cc}. */
  private static final Attributes.ControlChar[] CONTROLS = {
    Attributes.ControlChar.VINTR,
    Attributes.ControlChar.VQUIT,
    Attributes.ControlChar.VERASE,
    Attributes.ControlChar.VKILL,
    Attributes.ControlChar.VEOF,
    null,
    null,
    null,
    null,
    null,
    Attributes.ControlChar.VSUSP,
    null,
    Attributes.ControlChar.VREPRINT,
    null,
    Attributes.ControlChar.VWERASE,
    Attributes.ControlChar.VLNEXT,
  };

  private final Os os;
  private final NonBlockingReader reader;
  private final OutputStream output;
  private final PrintWriter writer;

  /** The terminal's settings before raw mode; null outside of it. */
  private byte[] before;

  private int[] lastSize;

  PromptTerminal(Os os, String type) throws IOException {
    super("dormouse", type, StandardCharsets.UTF_8, SignalHandler.SIG_DFL);
    this.os = os;
    this.reader = new TypedReader(os, this);
    this.output = new Output(os.fds());
    this.writer = new PrintWriter(new OutputStreamWriter(output, StandardCharsets.UTF_8));
    parseInfoCmp();
    lastSize = size();
  }

  /** Buffers nothing: the writer before it does. */
  private static final class Output extends OutputStream {
    private final Fds fds;

    Output(Fds fds) {
      this.fds = fds;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] b, int off, int len) throws IOException {
      int done = 0;
      try {
        while (done < len) {
          done += fds.write(1, b, off + done, len - done);
        }
      } catch (OsError e) {
        throw new IOException(e);
      }
    }
  }

  private byte[] settings() {
    Libc libc = os.libc();
    try (Libc.Mem.Frame frame = libc.frame()) {
      long p = frame.take(TERMIOS);
      Libc.check(libc.call("tcgetattr", 0, p));
      return libc.bytes(p, TERMIOS);
    }
  }

  private void apply(byte[] settings) {
    Libc libc = os.libc();
    try (Libc.Mem.Frame frame = libc.frame()) {
      long p = frame.bytes(settings, 0, settings.length);
      os.fds().retryInt("tcsetattr", 0, TCSADRAIN, p, 0);
    }
  }

  private static void clear(byte[] settings, int field, int bits) {
    for (int i = 0; i < 4; i++) {
      settings[field * 4 + i] &= (byte) ~(bits >>> 8 * i);
    }
  }

  @Override
  public Attributes enterRawMode() {
    Attributes attributes = getAttributes();
    before = settings();
    byte[] raw = before.clone();
    clear(raw, 0, INLCR | ICRNL | IXON);
    clear(raw, 3, ICANON | ECHO | IEXTEN);
    raw[CONTROL_CHARS + VMIN] = 1;
    raw[CONTROL_CHARS + VTIME] = 0;
    apply(raw);
    return attributes;
  }

  /** What JLine asks for: the control characters that its keys follow. */
  @Override
  public Attributes getAttributes() {
    byte[] settings = before != null ? before : settings();
    Attributes attributes = new Attributes();
    for (int i = 0; i < CONTROLS.length; i++) {
      if (CONTROLS[i] != null) {
        attributes.setControlChar(CONTROLS[i], settings[CONTROL_CHARS + i] & 0xFF);
      }
    }
    return attributes;
  }

  /** Leaves raw mode, which is the only thing it is called for. */
  @Override
  public void setAttributes(Attributes attributes) {
    if (before != null) {
      apply(before);
      before = null;
    }
  }

  private int[] size() {
    int[] size = {0, 0};
    try {
      size = os.fds().terminalSize(1);
    } catch (OsError e) {
      // As a terminal that does not know, such as a serial line.
    }
    return new int[] {size[0] > 0 ? size[0] : 80, size[1] > 0 ? size[1] : 24};
  }

  @Override
  public Size getSize() {
    int[] size = size();
    return new Size(size[0], size[1]);
  }

  @Override
  public void setSize(Sized size) {
    throw new UnsupportedOperationException();
  }

  /**
   * Whether the window has another size, and whether the shell has had the terminal meanwhile
   * (Ctrl-Z and {@code fg}), which takes it out of raw mode: JLine hears of it as of signals.
   */
  void lookAround() {
    if (before != null && (settings()[LOCAL_FLAGS] & ECHO) != 0) {
      raise(Signal.CONT);
    }
    int[] size = size();
    if (size[0] != lastSize[0] || size[1] != lastSize[1]) {
      lastSize = size;
      raise(Signal.WINCH);
    }
  }

  @Override
  public NonBlockingReader reader() {
    return reader;
  }

  @Override
  public PrintWriter writer() {
    return writer;
  }

  @Override
  public InputStream input() {
    throw new UnsupportedOperationException("characters come from the reader");
  }

  @Override
  public OutputStream output() {
    return output;
  }

  @Override
  public TerminalProvider getProvider() {
    return null;
  }

  @Override
  public SystemStream getSystemStream() {
    return SystemStream.Output;
  }

  /** The mouse is left alone; JLine would switch it off after every line. */
  @Override
  public boolean trackMouse(MouseTracking tracking) {
    return false;
  }

  @Override
  public Cursor getCursorPosition(IntConsumer discarded) {
    return null;
  }
}
