package dev.dormouse.runtime.modules.multibyte;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.util.HashMap;
import java.util.Map;

/**
 * A character set of two-byte codes: filled from a charset of the JDK, put right where CPython's
 * differs, then only read.
 *
 * <p>The way back is the inverse of the way there. Where several codes mean one character, {@link
 * #seal} says which of them it is written as.
 */
final class CodeTable {
  private static final int PLANES = 0x300; // pages of the planes 0 to 2, which all sets keep to

  /** What {@link #decode(int)} returns for {@link #refuse}d codes. */
  static final int REFUSED = Integer.MIN_VALUE;

  /** By first byte, then by second: a code point, 0 for none, or minus the index of a pair. */
  private final int[][] rows = new int[256][];

  /** By code point divided by 256; made by {@link #seal}. */
  private final char[][] pages = new char[PLANES][];

  /** Codes that mean two characters, from 1 on; null when there are none. */
  private String[] pairs;

  private int pairCount;

  /** The codes by both characters; by the first alone, 0. Null as above. */
  private Map<String, Integer> codesOfPairs;

  /**
   * Takes over the codes of a charset whose first byte is in a range, but not those for private
   * use.
   */
  CodeTable fill(String charset, int firstLead, int lastLead) {
    return fill(charset, firstLead, lastLead, false);
  }

  CodeTable fill(String charset, int firstLead, int lastLead, boolean privateUse) {
    CharsetDecoder d =
        Charset.forName(charset)
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    byte[] code = new byte[2];
    CharBuffer out = CharBuffer.allocate(8);
    for (int lead = firstLead; lead <= lastLead; lead++) {
      for (int trail = 0x20; trail < 0xff; trail++) {
        code[0] = (byte) lead;
        code[1] = (byte) trail;
        out.clear();
        d.reset();
        if (!d.decode(ByteBuffer.wrap(code), out, true).isUnderflow()
            || !d.flush(out).isUnderflow()) {
          continue;
        }
        out.flip();
        String s = out.toString();
        int first = s.isEmpty() ? 0 : s.codePointAt(0);
        if (s.isEmpty() || !privateUse && Character.getType(first) == Character.PRIVATE_USE) {
          continue;
        }
        if (s.length() == Character.charCount(first)) {
          set(lead << 8 | trail, first);
        } else {
          pair(lead << 8 | trail, s);
        }
      }
    }
    return this;
  }

  /** {@code cp} 0 takes a code away. */
  CodeTable set(int code, int cp) {
    int[] row = rows[code >> 8];
    if (row == null) {
      row = rows[code >> 8] = new int[256];
    }
    row[code & 0xff] = cp;
    return this;
  }

  /** Consecutive codes for consecutive characters. */
  CodeTable run(int code, int cp, int n) {
    for (int i = 0; i < n; i++) {
      set(code + i, cp + i);
    }
    return this;
  }

  CodeTable clear(int firstCode, int lastCode) {
    return setAll(firstCode, lastCode, 0);
  }

  /** Codes that mean nothing, both bytes of which are wrong. */
  CodeTable refuse(int firstCode, int lastCode) {
    return setAll(firstCode, lastCode, REFUSED);
  }

  private CodeTable setAll(int firstCode, int lastCode, int all) {
    for (int code = firstCode; code <= lastCode; code++) {
      set(code, all);
    }
    return this;
  }

  CodeTable pair(int code, String both) {
    if (pairs == null) {
      pairs = new String[32];
      codesOfPairs = new HashMap<>();
    }
    pairs[++pairCount] = both;
    codesOfPairs.put(both, code);
    codesOfPairs.put(both.substring(0, 1), 0);
    return set(code, -pairCount);
  }

  /** Makes the way back, by the lowest or by the highest of several codes of a character. */
  CodeTable seal(boolean lowest) {
    for (int lead = 0; lead < 256; lead++) {
      int[] row = rows[lead];
      for (int trail = 0; row != null && trail < 256; trail++) {
        if (row[trail] > 0 && !(lowest && encode(row[trail]) != 0)) {
          written(row[trail], lead << 8 | trail);
        }
      }
    }
    return this;
  }

  /** After {@link #seal}: a character is written as this code, whatever the code is read as. */
  CodeTable written(int cp, int code) {
    char[] page = pages[cp >> 8];
    if (page == null) {
      page = pages[cp >> 8] = new char[256];
    }
    page[cp & 0xff] = (char) code;
    return this;
  }

  /** The character of a code, 0 for none; negative is for {@link #pairOf}. */
  int decode(int code) {
    int[] row = rows[code >> 8];
    return row == null ? 0 : row[code & 0xff];
  }

  String pairOf(int decoded) {
    return pairs[-decoded];
  }

  /**
   * Appends what a code means.
   *
   * @return 2, or minus the number of bytes that are wrong
   */
  int decode(int code, StringBuilder out) {
    int cp = decode(code);
    if (cp == 0 || cp == REFUSED) {
      return cp == 0 ? -1 : -2;
    }
    if (cp > 0) {
      out.appendCodePoint(cp);
    } else {
      out.append(pairOf(cp));
    }
    return 2;
  }

  /** The code of a character, 0 for none. */
  int encode(int cp) {
    int page = cp >> 8;
    return page >= PLANES || pages[page] == null ? 0 : pages[page][cp & 0xff];
  }

  /** Whether a character may be the first of two that have one code. */
  boolean startsPair(int cp) {
    return codesOfPairs != null && cp < 0x10000 && codesOfPairs.containsKey(one(cp));
  }

  /** The code of two characters together, 0 for none. */
  int encodePair(String text, int at) {
    Integer code = at + 2 > text.length() ? null : codesOfPairs.get(text.substring(at, at + 2));
    return code == null ? 0 : code;
  }

  private static String one(int cp) {
    return String.valueOf((char) cp);
  }
}
