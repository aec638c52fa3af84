package dev.dormouse.script;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/** A Java reader in the place of {@code sys.stdin}: Python calls these methods by their names. */
public final class TextInput implements Iterable<String> {
  public final String encoding = "utf-8";
  public final String errors = "strict";
  public final String mode = "r";
  public final String name = "<stdin>";

  private final BufferedReader reader;

  TextInput(Reader reader) {
    this.reader = reader instanceof BufferedReader b ? b : new BufferedReader(reader);
  }

  static TextInput of(InputStream stream) {
    return new TextInput(new InputStreamReader(stream, StandardCharsets.UTF_8));
  }

  /** A line with its end as {@code \n}; empty at the end. */
  public String readline() throws IOException {
    StringBuilder line = new StringBuilder();
    int c;
    while ((c = reader.read()) >= 0) {
      if (c == '\r') {
        reader.mark(1);
        if (reader.read() != '\n') {
          reader.reset();
        }
        c = '\n';
      }
      line.append((char) c);
      if (c == '\n') {
        break;
      }
    }
    return line.toString();
  }

  public String read() throws IOException {
    StringBuilder all = new StringBuilder();
    String line;
    while (!(line = readline()).isEmpty()) {
      all.append(line);
    }
    return all.toString();
  }

  public String read(int size) throws IOException {
    if (size < 0) {
      return read();
    }
    char[] chars = new char[size];
    int n = reader.read(chars, 0, size);
    return n <= 0 ? "" : new String(chars, 0, n);
  }

  public List<String> readlines() throws IOException {
    List<String> lines = new ArrayList<>();
    String line;
    while (!(line = readline()).isEmpty()) {
      lines.add(line);
    }
    return lines;
  }

  @Override
  public Iterator<String> iterator() {
    return new Iterator<>() {
      private String next;

      @Override
      public boolean hasNext() {
        try {
          next = next == null ? readline() : next;
          return !next.isEmpty();
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }

      @Override
      public String next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        String line = next;
        next = null;
        return line;
      }
    };
  }

  public void flush() {}

  public boolean isatty() {
    return false;
  }

  public boolean readable() {
    return true;
  }

  public boolean writable() {
    return false;
  }

  public boolean seekable() {
    return false;
  }

  public boolean isClosed() {
    return false;
  }
}
