package dev.dormouse.script;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/** A Java writer in the place of {@code sys.stdout}: Python calls these methods by their names. */
public final class TextOutput {
  public final String encoding = "utf-8";
  public final String errors = "strict";
  public final String mode = "w";
  public final String name;

  /** The stream below for {@code sys.stdout.buffer}; null if there is only a writer. */
  public final Bytes buffer;

  private final Writer writer;

  TextOutput(Writer writer, String name) {
    this(writer, name, null);
  }

  private TextOutput(Writer writer, String name, Bytes buffer) {
    this.writer = writer;
    this.name = name;
    this.buffer = buffer;
  }

  static TextOutput of(OutputStream stream, String name) {
    Writer writer = new OutputStreamWriter(stream, StandardCharsets.UTF_8);
    return new TextOutput(writer, name, new Bytes(stream, writer));
  }

  public int write(String text) throws IOException {
    writer.write(text);
    if (text.indexOf('\n') >= 0) {
      writer.flush();
    }
    return text.codePointCount(0, text.length());
  }

  public void flush() throws IOException {
    writer.flush();
  }

  public boolean isatty() {
    return false;
  }

  public boolean readable() {
    return false;
  }

  public boolean writable() {
    return true;
  }

  public boolean seekable() {
    return false;
  }

  public boolean isClosed() {
    return false;
  }

  /** The same for bytes. */
  public static final class Bytes {
    private final OutputStream stream;
    private final Writer before;

    Bytes(OutputStream stream, Writer before) {
      this.stream = stream;
      this.before = before;
    }

    public int write(byte[] bytes) throws IOException {
      before.flush();
      stream.write(bytes);
      return bytes.length;
    }

    public void flush() throws IOException {
      before.flush();
      stream.flush();
    }

    public boolean writable() {
      return true;
    }
  }
}
