package dev.dormouse.runtime.text;

import java.nio.charset.StandardCharsets;

/**
 * Codecs of one byte per character: ASCII, Latin-1, and those given by a table of the characters
 * that bytes stand for, in which U+FFFE marks a byte that stands for none.
 */
public final class Charmap {
  private Charmap() {}

  private static final String UNDEFINED = "character maps to <undefined>";

  public static String decodeLatin1(byte[] in) {
    return new String(in, StandardCharsets.ISO_8859_1);
  }

  /** Decodes ASCII; {@code errors} null for strict. */
  public static String decodeAscii(byte[] in, CodecErrors errors) {
    int i = 0;
    while (i < in.length && in[i] >= 0) {
      i++;
    }
    if (i == in.length) {
      return new String(in, StandardCharsets.ISO_8859_1);
    }
    StringBuilder out = new StringBuilder(in.length);
    for (i = 0; i < in.length; ) {
      if (in[i] >= 0) {
        out.append((char) in[i++]);
        continue;
      }
      String reason = "ordinal not in range(128)";
      if (errors == null) {
        throw CodecFailure.decode("ascii", in, i, i + 1, reason);
      }
      out.append(errors.decode("ascii", in, i, i + 1, reason));
      i = errors.resume;
      in = errors.input;
    }
    return out.toString();
  }

  /** Encodes what is below {@code limit}: 128 for ASCII, 256 for Latin-1. */
  public static byte[] encode(String s, int limit, CodecErrors errors) {
    int n = s.length();
    int i = 0;
    while (i < n && s.charAt(i) < limit) {
      i++;
    }
    if (i == n) {
      return s.getBytes(StandardCharsets.ISO_8859_1);
    }
    String name = limit == 128 ? "ascii" : "latin-1";
    String reason = limit == 128 ? "ordinal not in range(128)" : "ordinal not in range(256)";
    ByteSink out = new ByteSink(n).addLatin1(s.substring(0, i));
    while (i < n) {
      char c = s.charAt(i);
      if (c < limit) {
        out.add(c);
        i++;
        continue;
      }
      int end = i + 1;
      while (end < n && s.charAt(end) >= limit) {
        end++;
      }
      if (errors == null) {
        throw CodecFailure.encode(name, s, i, end, reason);
      }
      String replacement = errors.encode(name, s, i, end, reason);
      if (replacement == null) {
        out.add(errors.replacementBytes, 0, errors.replacementBytes.length);
      } else {
        for (int k = 0; k < replacement.length(); k++) {
          if (replacement.charAt(k) >= limit) {
            throw CodecFailure.encode(name, s, i, end, reason);
          }
        }
        out.addLatin1(replacement);
      }
      i = errors.resume;
    }
    return out.toBytes();
  }

  /** Decodes by a table of code points, one per byte; shorter tables leave the rest undefined. */
  public static String decode(byte[] in, String table, CodecErrors errors) {
    boolean wide = table.codePointCount(0, table.length()) != table.length();
    int[] codePoints = wide ? table.codePoints().toArray() : null;
    int size = wide ? codePoints.length : table.length();
    StringBuilder out = new StringBuilder(in.length);
    for (int i = 0; i < in.length; ) {
      int b = in[i] & 0xff;
      int cp = b >= size ? 0xfffe : wide ? codePoints[b] : table.charAt(b);
      if (cp != 0xfffe) {
        out.appendCodePoint(cp);
        i++;
        continue;
      }
      if (errors == null) {
        throw CodecFailure.decode("charmap", in, i, i + 1, UNDEFINED);
      }
      out.append(errors.decode("charmap", in, i, i + 1, UNDEFINED));
      i = errors.resume;
      in = errors.input;
    }
    return out.toString();
  }

  /** What an encoder by table looks characters up in. */
  public abstract static class Encoder {
    /** Appends the bytes of {@code cp} to {@code out}; false if it has none. */
    protected abstract boolean encode(ByteSink out, int cp);

    /** Encodes a whole text; {@code errors} null for strict. */
    public final byte[] encode(String s, CodecErrors errors) {
      ByteSink out = new ByteSink(s.length());
      ByteSink probe = new ByteSink(8);
      int n = s.length();
      for (int i = 0; i < n; ) {
        int cp = s.codePointAt(i);
        if (encode(out, cp)) {
          i += Character.charCount(cp);
          continue;
        }
        // All neighbours without bytes make one error.
        int end = i + Character.charCount(cp);
        while (end < n && !encode(probe, s.codePointAt(end))) {
          end += Character.charCount(s.codePointAt(end));
        }
        if (errors == null) {
          throw CodecFailure.encode("charmap", s, i, end, UNDEFINED);
        }
        String replacement = errors.encode("charmap", s, i, end, UNDEFINED);
        if (replacement == null) {
          out.add(errors.replacementBytes, 0, errors.replacementBytes.length);
        } else {
          for (int k = 0; k < replacement.length(); k++) {
            if (!encode(out, replacement.charAt(k))) {
              throw CodecFailure.encode("charmap", s, i, end, UNDEFINED);
            }
          }
        }
        i = errors.resume;
      }
      return out.toBytes();
    }
  }

  /** The inverse of a decoding table: {@code codecs.charmap_build}. */
  public static final class Table extends Encoder {
    private static final int PAGE = 256;

    /**
     * By the code point's high bits, the byte plus one of each code point of that page; 0 stands
     * for none.
     */
    private final char[][] pages = new char[0x110000 / PAGE][];

    public Table(String decoding) {
      int b = 0;
      for (int i = 0; i < decoding.length() && b < 256; b++) {
        int cp = decoding.codePointAt(i);
        i += Character.charCount(cp);
        if (cp == 0xfffe) {
          continue;
        }
        char[] page = pages[cp / PAGE];
        if (page == null) {
          page = pages[cp / PAGE] = new char[PAGE];
        }
        page[cp % PAGE] = (char) (b + 1);
      }
    }

    @Override
    protected boolean encode(ByteSink out, int cp) {
      char[] page = pages[cp / PAGE];
      if (page == null || page[cp % PAGE] == 0) {
        return false;
      }
      out.add(page[cp % PAGE] - 1);
      return true;
    }
  }
}
