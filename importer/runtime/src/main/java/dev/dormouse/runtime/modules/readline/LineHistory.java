package dev.dormouse.runtime.modules.readline;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.ListIterator;
import org.jline.reader.History;
import org.jline.reader.LineReader;

/**
 * The lines of a {@link LineState} as JLine walks through them. JLine neither adds to them nor
 * keeps them in files: that is for Python code to decide.
 */
final class LineHistory implements History {
  private final List<String> lines;
  private int index;

  LineHistory(List<String> lines) {
    this.lines = lines;
  }

  @Override
  public void attach(LineReader reader) {
    moveToEnd();
  }

  @Override
  public void load() {}

  @Override
  public void save() {}

  @Override
  public void write(Path file, boolean incremental) throws IOException {
    throw new IOException("not by JLine");
  }

  @Override
  public void append(Path file, boolean incremental) throws IOException {
    throw new IOException("not by JLine");
  }

  @Override
  public void read(Path file, boolean checkDuplicates) throws IOException {
    throw new IOException("not by JLine");
  }

  @Override
  public void purge() {}

  @Override
  public void add(Instant time, String line) {}

  @Override
  public int size() {
    return lines.size();
  }

  @Override
  public int index() {
    return index;
  }

  @Override
  public int first() {
    return 0;
  }

  @Override
  public int last() {
    return lines.size() - 1;
  }

  @Override
  public String get(int i) {
    return lines.get(i);
  }

  @Override
  public String current() {
    return index < lines.size() ? lines.get(index) : "";
  }

  @Override
  public boolean previous() {
    if (index <= 0) {
      return false;
    }
    index--;
    return true;
  }

  @Override
  public boolean next() {
    if (index >= lines.size()) {
      return false;
    }
    index++;
    return true;
  }

  @Override
  public boolean moveToFirst() {
    return !lines.isEmpty() && index != 0 && moveTo(0);
  }

  @Override
  public boolean moveToLast() {
    return index != last() && moveTo(last());
  }

  @Override
  public boolean moveTo(int i) {
    if (i < 0 || i >= lines.size()) {
      return false;
    }
    index = i;
    return true;
  }

  @Override
  public void moveToEnd() {
    index = lines.size();
  }

  @Override
  public void resetIndex() {
    index = Math.min(index, lines.size());
  }

  @Override
  public ListIterator<Entry> iterator(int from) {
    List<String> copy = List.copyOf(lines);
    return new ListIterator<>() {
      private int next = Math.max(0, Math.min(from, copy.size()));

      @Override
      public boolean hasNext() {
        return next < copy.size();
      }

      @Override
      public Entry next() {
        return new Line(next, copy.get(next++));
      }

      @Override
      public boolean hasPrevious() {
        return next > 0;
      }

      @Override
      public Entry previous() {
        next--;
        return new Line(next, copy.get(next));
      }

      @Override
      public int nextIndex() {
        return next;
      }

      @Override
      public int previousIndex() {
        return next - 1;
      }

      @Override
      public void remove() {
        throw new UnsupportedOperationException();
      }

      @Override
      public void set(Entry e) {
        throw new UnsupportedOperationException();
      }

      @Override
      public void add(Entry e) {
        throw new UnsupportedOperationException();
      }
    };
  }

  /** When a line was typed is not kept. */
  private static final class Line implements Entry {
    private final int index;
    private final String text;

    Line(int index, String text) {
      this.index = index;
      this.text = text;
    }

    @Override
    public int index() {
      return index;
    }

    @Override
    public Instant time() {
      return Instant.EPOCH;
    }

    @Override
    public String line() {
      return text;
    }
  }
}
