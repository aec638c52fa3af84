package dev.dormouse.image.profile;

import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The text of a profile while it is written, line by line, as PROFILE.md describes it.
 *
 * <p>A recorder writes its profile while its process ends, in a JVM that still interprets most of
 * this. There, each call and each step of a loop counts: so bytes are gathered, not characters;
 * names are copied whole; and there is one method for each kind of line.
 */
public final class ProfileLines {
  static final String MAGIC = "dormouse profile";
  static final int VERSION = 1;

  /** The longest a number gets. */
  private static final int DIGITS = 20;

  /** All that a line has besides names, with some to spare. */
  private static final int FIELDS = 256;

  private static final byte[] NOTHING = {};

  private static final byte[] IMPORT = ascii("import ");
  private static final byte[] AWAKE = ascii("awake ");
  private static final byte[] BOUND = ascii("bound ");
  private static final byte[] WHY = ascii(" why=");
  private static final byte[] BY = ascii(" by=");
  private static final byte[] IN = ascii(" in=");
  private static final byte[] AT = ascii(" at=");
  private static final byte[] SELF = ascii(" self=");
  private static final byte[] TOTAL = ascii(" total=");
  private static final byte[] TOOK = ascii(" took=");
  private static final byte[] SIZE = ascii(" size=");
  private static final byte[] CALLS = ascii(" calls=");
  private static final byte[] RUNS = ascii(" runs=");

  private byte[] bytes;
  private int size;

  public ProfileLines(int runs, long nanoseconds) {
    this(1 << 17);
    put(ascii(MAGIC + " " + VERSION + "\nruns " + runs + "\ntime " + nanoseconds + "\n"));
  }

  private ProfileLines(int room) {
    bytes = new byte[room];
  }

  public void part(Profile.Part p) {
    byte[] name = escaped(p.image() + ":" + p.part());
    room(name.length + FIELDS);
    put(ascii("part "));
    put(name);
    field(SIZE, p.size());
    field(ascii(" read="), p.read());
    bytes[size++] = '\n';
  }

  public void imported(Profile.Import i) {
    imported(i.module(), by(i.by()), i.inside(), i.at(), i.self(), i.total(), i.runs());
  }

  /**
   * The same, for whoever has names as bytes.
   *
   * @param by what {@link #by} made of the code that ran the import, or nothing
   */
  public void imported(
      String module, byte[] by, String inside, long at, long self, long total, int runs) {
    byte[] name = escaped(module);
    byte[] in = escaped(inside);
    room(name.length + by.length + in.length + FIELDS);
    put(IMPORT);
    put(name);
    put(by);
    field(IN, in);
    field(AT, at);
    field(SELF, self);
    field(TOTAL, total);
    end(runs);
  }

  public void code(Profile.Code c) {
    byte[] name = escaped(c.key().toString());
    byte[] line = joined(c.awake() ? AWAKE : BOUND, name);
    if (c.awake()) {
      awake(line, name, 0, 0, 1, why(c.why()), by(c.by()));
      figures(c.at(), c.took(), c.size(), c.calls(), c.runs());
    } else {
      bound(line, name, 0, 0, 1, c.size(), c.runs());
    }
  }

  // For whoever has names as bytes: what a line begins with, and the qualified name from start to
  // end, of which each byte is plain.

  /** The line of a code object from which a function was made, and which slept on. */
  public void bound(
      byte[] prefix, byte[] qualname, int start, int end, int number, long size, int runs) {
    room(prefix.length + end - start + FIELDS);
    putName(prefix, qualname, start, end, number);
    if (size != 0) {
      field(SIZE, size);
    }
    end(runs);
  }

  /**
   * Begins the line of a code object that woke; {@link #figures} must follow.
   *
   * @param why what {@link #why} made of the reason
   * @param by what {@link #by} made of who woke it, or nothing
   */
  public void awake(
      byte[] prefix, byte[] qualname, int start, int end, int number, byte[] why, byte[] by) {
    room(prefix.length + end - start + why.length + by.length + FIELDS);
    putName(prefix, qualname, start, end, number);
    put(why);
    put(by);
  }

  /** Ends the line; see {@link Profile.Code}. */
  public void figures(long at, long took, long size, long calls, int runs) {
    field(AT, at);
    field(TOOK, took);
    field(SIZE, size);
    field(CALLS, calls);
    end(runs);
  }

  /** With what the lines of a module's code begin that was bound. */
  public static byte[] boundPrefix(String module) {
    return joined(BOUND, escaped(module + ":"));
  }

  /** With what the lines of a module's code begin that woke. */
  public static byte[] awakePrefix(String module) {
    return joined(AWAKE, escaped(module + ":"));
  }

  /** The field with the reason for waking; nothing if that is empty. */
  public static byte[] why(String reason) {
    return reason.isEmpty() ? NOTHING : joined(WHY, escaped(reason));
  }

  /** The field that names a code object of this module. */
  public static byte[] by(String module, byte[] qualname, int start, int end, int number) {
    byte[] prefix = joined(BY, escaped(module + ":"));
    ProfileLines out = new ProfileLines(prefix.length + end - start + DIGITS);
    out.putName(prefix, qualname, start, end, number);
    return out.toBytes();
  }

  private static byte[] by(String name) {
    return name.isEmpty() ? NOTHING : joined(BY, escaped(name));
  }

  private static byte[] joined(byte[] one, byte[] two) {
    byte[] both = Arrays.copyOf(one, one.length + two.length);
    System.arraycopy(two, 0, both, one.length, two.length);
    return both;
  }

  /** Whether so many bytes are characters of ASCII of which none is to be escaped. */
  public static boolean isPlain(byte[] bytes, int start, int end) {
    for (int i = start; i < end; i++) {
      byte b = bytes[i];
      if (b < 'A') {
        // Beyond ASCII it is below zero. A question mark may stand for half of a surrogate pair.
        if (b <= ' ' || b == '%' || b == '?') {
          return false;
        }
      } else if (b == 0x7F) {
        return false;
      }
    }
    return true;
  }

  /** What was written, in UTF-8. */
  public byte[] toBytes() {
    return Arrays.copyOf(bytes, size);
  }

  /** Writes that; answers how many bytes it is. */
  int writeTo(DataOutput out) throws IOException {
    out.write(bytes, 0, size);
    return size;
  }

  // Callers have made room for what these put.

  private void putName(byte[] prefix, byte[] qualname, int start, int end, int number) {
    byte[] to = bytes;
    int at = size;
    System.arraycopy(prefix, 0, to, at, prefix.length);
    at += prefix.length;
    System.arraycopy(qualname, start, to, at, end - start);
    size = at + end - start;
    if (number > 1) {
      bytes[size++] = Key.NUMBER;
      number(number);
    }
  }

  private void end(int runs) {
    if (runs != 1) {
      field(RUNS, runs);
    }
    bytes[size++] = '\n';
  }

  private void field(byte[] name, long value) {
    if (value != 0) {
      put(name);
      number(value);
    }
  }

  private void field(byte[] name, byte[] value) {
    if (value.length != 0) {
      put(name);
      put(value);
    }
  }

  private void put(byte[] text) {
    System.arraycopy(text, 0, bytes, size, text.length);
    size += text.length;
  }

  /** Not negative, and at most {@link Profile#MAX_NUMBER}. */
  private void number(long value) {
    int end = size + 1;
    for (long limit = 10; value >= limit; limit *= 10) {
      end++;
    }
    size = end;
    long high = value;
    while (high > Integer.MAX_VALUE) {
      bytes[--end] = (byte) ('0' + high % 10);
      high /= 10;
    }
    int low = (int) high;
    do {
      int rest = low / 10;
      bytes[--end] = (byte) ('0' + low - 10 * rest);
      low = rest;
    } while (low != 0);
  }

  private void room(int more) {
    if (more > bytes.length - size) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** Names hold no white space and no control characters on a line; they come as %XXXX. */
  public static byte[] escaped(String name) {
    byte[] text = name.getBytes(StandardCharsets.UTF_8);
    return isPlain(text, 0, text.length) ? text : escapedSlowly(name);
  }

  private static byte[] escapedSlowly(String name) {
    StringBuilder out = new StringBuilder(name.length() + 16);
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c > ' ' && c < 0x7F && c != '%') {
        out.append(c);
      } else if (plain(name, i)) {
        out.append(c);
      } else {
        out.append('%');
        for (int shift = 12; shift >= 0; shift -= 4) {
          out.append(Character.toUpperCase(Character.forDigit(c >> shift & 15, 16)));
        }
      }
    }
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Beyond ASCII: everything but white space, controls and lone surrogates. */
  private static boolean plain(String name, int i) {
    char c = name.charAt(i);
    if (Character.isHighSurrogate(c)) {
      return i + 1 < name.length() && Character.isLowSurrogate(name.charAt(i + 1));
    }
    if (Character.isLowSurrogate(c)) {
      return i > 0 && Character.isHighSurrogate(name.charAt(i - 1));
    }
    return c > 0xA0 && !Character.isWhitespace(c) && !Character.isISOControl(c);
  }
}
