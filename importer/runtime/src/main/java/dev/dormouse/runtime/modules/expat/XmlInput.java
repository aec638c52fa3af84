package dev.dormouse.runtime.modules.expat;

import java.util.Arrays;

/**
 * The bytes of an entity as they are fed, and their characters. Characters that were parsed are
 * dropped when more is fed. The encoding may change after the XML declaration, so the bytes of what
 * is held are held too.
 */
final class XmlInput {
  enum Encoding {
    /** Not known before the first bytes came. */
    UNDECIDED,
    UTF_8,
    UTF_16_BE,
    UTF_16_LE,
    /** By {@link #map}. */
    SINGLE_BYTE
  }

  /** Stands for bytes that are no character; nothing behind it is decoded. */
  static final char INVALID = 0xFFFF;

  Encoding encoding = Encoding.UNDECIDED;

  /** The character of each byte for {@link Encoding#SINGLE_BYTE}, {@link #INVALID} for none. */
  private char[] map;

  char[] text = new char[1024];

  /** How much of {@link #text} is filled. */
  int end;

  private byte[] raw = {};
  private int rawEnd;

  /** How many of the bytes are decoded. */
  private int decoded;

  private boolean poisoned;

  /** Characters dropped so far: the number in the whole entity of {@code text[0]}. */
  long origin;

  /** The number of the first byte that is held. */
  long rawOrigin;

  static char[] latin1() {
    char[] map = new char[256];
    for (int i = 0; i < 256; i++) {
      map[i] = (char) i;
    }
    return map;
  }

  static char[] ascii() {
    char[] map = latin1();
    Arrays.fill(map, 128, 256, INVALID);
    return map;
  }

  /** Drops what is before {@code from} and appends bytes. */
  void feed(int from, byte[] bytes, boolean last) {
    int bytesDropped = (int) (byteIndex(from) - rawOrigin);
    System.arraycopy(text, from, text, 0, end - from);
    end -= from;
    origin += from;
    byte[] grown = new byte[rawEnd - bytesDropped + bytes.length];
    System.arraycopy(raw, bytesDropped, grown, 0, rawEnd - bytesDropped);
    System.arraycopy(bytes, 0, grown, rawEnd - bytesDropped, bytes.length);
    raw = grown;
    rawEnd = grown.length;
    decoded -= bytesDropped;
    rawOrigin += bytesDropped;
    if (encoding == Encoding.UNDECIDED) {
      decide(last);
    }
    decode();
  }

  private void decide(boolean last) {
    if (rawEnd == 0 && !last) {
      return;
    }
    int a = rawEnd > 0 ? raw[0] & 0xFF : 'x';
    int b = rawEnd > 1 ? raw[1] & 0xFF : -1;
    boolean early = a == 0xFE || a == 0xFF || a == 0xEF || a == 0 || a == '<';
    if (b < 0 && !last && early) {
      return;
    }
    if (a == 0xFE && b == 0xFF || a == 0) {
      encoding = Encoding.UTF_16_BE;
    } else if (a == 0xFF && b == 0xFE || a == '<' && b == 0) {
      encoding = Encoding.UTF_16_LE;
    } else {
      encoding = Encoding.UTF_8;
    }
  }

  /** Reads on in another encoding from {@code at}; {@code map} is for single bytes. */
  void change(Encoding to, char[] map, int at) {
    decoded = (int) (byteIndex(at) - rawOrigin);
    end = at;
    encoding = to;
    this.map = map;
    poisoned = false;
    decode();
  }

  /** Before the first byte: the encoding is known from outside. */
  void preset(Encoding to, char[] map) {
    encoding = to;
    this.map = map;
  }

  /** Whether bytes of an unfinished character are waiting. */
  boolean hasPartial() {
    return decoded < rawEnd && !poisoned;
  }

  boolean isUtf16() {
    return encoding == Encoding.UTF_16_BE || encoding == Encoding.UTF_16_LE;
  }

  /** The number of the byte where {@code text[at]} begins. */
  long byteIndex(int at) {
    return rawOrigin + width(0, at);
  }

  long width(int from, int to) {
    if (encoding == Encoding.SINGLE_BYTE) {
      return to - from;
    }
    if (encoding != Encoding.UTF_8) {
      return 2L * (to - from);
    }
    long n = 0;
    for (int i = from; i < to; i++) {
      n += XmlChars.utf8Length(text[i]);
    }
    return n;
  }

  /** The bytes from {@code at} on. */
  byte[] rest(int at) {
    return Arrays.copyOfRange(raw, (int) Math.min(byteIndex(at) - rawOrigin, rawEnd), rawEnd);
  }

  private void add(int c) {
    if (end + 2 > text.length) {
      text = Arrays.copyOf(text, text.length * 2);
    }
    if (c >= 0x10000) {
      text[end++] = Character.highSurrogate(c);
      text[end++] = Character.lowSurrogate(c);
    } else {
      text[end++] = (char) c;
    }
  }

  private void decode() {
    switch (encoding) {
      case UTF_8 -> decodeUtf8();
      case UTF_16_BE -> decodeUtf16(1);
      case UTF_16_LE -> decodeUtf16(0);
      case SINGLE_BYTE -> {
        while (decoded < rawEnd && !poisoned) {
          char c = map[raw[decoded++] & 0xFF];
          add(c);
          poisoned = c == INVALID;
        }
      }
      case UNDECIDED -> {}
    }
  }

  private void poison() {
    add(INVALID);
    poisoned = true;
  }

  private void decodeUtf8() {
    while (decoded < rawEnd && !poisoned) {
      int b = raw[decoded] & 0xFF;
      if (b < 0x80) {
        add(b);
        decoded++;
        continue;
      }
      int n = b < 0xC2 ? 0 : b < 0xE0 ? 2 : b < 0xF0 ? 3 : b < 0xF5 ? 4 : 0;
      if (n == 0) {
        poison();
        return;
      }
      int c = b & (0x7F >> n);
      for (int i = 1; i < n; i++) {
        if (decoded + i >= rawEnd) {
          return;
        }
        int d = raw[decoded + i] & 0xFF;
        if ((d & 0xC0) != 0x80) {
          poison();
          return;
        }
        c = c << 6 | d & 0x3F;
      }
      boolean overlong = n == 3 && c < 0x800 || n == 4 && c < 0x10000;
      if (overlong || !XmlChars.isLegal(c)) {
        poison();
        return;
      }
      add(c);
      decoded += n;
    }
  }

  private void decodeUtf16(int low) {
    while (decoded + 2 <= rawEnd && !poisoned) {
      int c = unit(decoded, low);
      if (Character.isHighSurrogate((char) c)) {
        if (decoded + 4 > rawEnd) {
          return;
        }
        int d = unit(decoded + 2, low);
        if (!Character.isLowSurrogate((char) d)) {
          poison();
          return;
        }
        add(c);
        add(d);
        decoded += 4;
      } else if (Character.isLowSurrogate((char) c) || c >= 0xFFFE) {
        poison();
      } else {
        add(c);
        decoded += 2;
      }
    }
  }

  private int unit(int at, int low) {
    return (raw[at + low] & 0xFF) | (raw[at + 1 - low] & 0xFF) << 8;
  }
}
