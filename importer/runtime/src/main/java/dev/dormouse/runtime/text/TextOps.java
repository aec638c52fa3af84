package dev.dormouse.runtime.text;

import java.util.ArrayList;
import java.util.List;

/**
 * Searching, splitting, stripping and replacing, shared by str and bytes (as Latin-1 text, for
 * which {@code ascii} limits spaces and line ends to ASCII's).
 *
 * <p>Positions are UTF-16 units. No operation ever cuts a surrogate pair.
 */
public final class TextOps {
  private TextOps() {}

  private static boolean isSpace(int cp, boolean ascii) {
    return ascii ? cp == ' ' || cp >= 9 && cp <= 13 : UnicodeProperties.isSpace(cp);
  }

  /** The first match within {@code [from, to)}, or -1. */
  public static int find(String s, String sub, int from, int to) {
    int last = to - sub.length();
    for (int i = from; i <= last; i++) {
      i = s.indexOf(sub, i, to);
      if (i < 0 || !cutsPair(s, sub, i)) {
        return i;
      }
    }
    return -1;
  }

  /** Whether there is a match at {@code i}. */
  public static boolean matchesAt(String s, String sub, int i) {
    return s.startsWith(sub, i) && !cutsPair(s, sub, i);
  }

  /** The last match within {@code [from, to)}, or -1. */
  public static int rfind(String s, String sub, int from, int to) {
    // Not lastIndexOf, which does not stop at from.
    for (int i = to - sub.length(); i >= from; i--) {
      if (matchesAt(s, sub, i)) {
        return i;
      }
    }
    return -1;
  }

  /** Whether a match at {@code i} begins or ends within a surrogate pair, and so is none. */
  private static boolean cutsPair(String s, String sub, int i) {
    int n = sub.length();
    if (n == 0) {
      return isInsidePair(s, i);
    }
    char first = sub.charAt(0);
    char last = sub.charAt(n - 1);
    return Character.isLowSurrogate(first) && isInsidePair(s, i)
        || Character.isHighSurrogate(last) && isInsidePair(s, i + n);
  }

  private static boolean isInsidePair(String s, int i) {
    return i > 0
        && i < s.length()
        && Character.isLowSurrogate(s.charAt(i))
        && Character.isHighSurrogate(s.charAt(i - 1));
  }

  /** The number of matches within {@code [from, to)} that do not overlap. */
  public static int count(String s, String sub, int from, int to) {
    if (sub.isEmpty()) {
      return from > to ? 0 : s.codePointCount(from, to) + 1;
    }
    int count = 0;
    for (int i = from; (i = find(s, sub, i, to)) >= 0; i += sub.length()) {
      count++;
    }
    return count;
  }

  /** Replaces the first {@code max} matches, all if it is negative. */
  public static String replace(String s, String old, String by, int max) {
    if (max == 0 || old.equals(by)) {
      return s;
    }
    if (old.isEmpty()) {
      return intersperse(s, by, max);
    }
    int at = find(s, old, 0, s.length());
    if (at < 0) {
      return s;
    }
    StringBuilder out = new StringBuilder(s.length() + Math.max(by.length() - old.length(), 0) * 4);
    int done = 0;
    do {
      out.append(s, done, at).append(by);
      done = at + old.length();
      at = --max == 0 ? -1 : find(s, old, done, s.length());
    } while (at >= 0);
    return out.append(s, done, s.length()).toString();
  }

  private static String intersperse(String s, String by, int max) {
    StringBuilder out = new StringBuilder(s.length() * 2 + by.length());
    int i = 0;
    while (max != 0) {
      out.append(by);
      max--;
      if (i == s.length()) {
        break;
      }
      int cp = s.codePointAt(i);
      out.appendCodePoint(cp);
      i += Character.charCount(cp);
    }
    return out.append(s, i, s.length()).toString();
  }

  /** Strips spaces, or the code points of {@code chars} if it is not null. */
  public static String strip(String s, String chars, boolean left, boolean right, boolean ascii) {
    int from = 0;
    int to = s.length();
    while (left && from < to) {
      int cp = s.codePointAt(from);
      if (!isStripped(cp, chars, ascii)) {
        break;
      }
      from += Character.charCount(cp);
    }
    while (right && to > from) {
      int cp = s.codePointBefore(to);
      if (!isStripped(cp, chars, ascii)) {
        break;
      }
      to -= Character.charCount(cp);
    }
    return s.substring(from, to);
  }

  private static boolean isStripped(int cp, String chars, boolean ascii) {
    if (chars == null) {
      return isSpace(cp, ascii);
    }
    int i = chars.indexOf(cp);
    while (i >= 0 && (isInsidePair(chars, i) || cp < 0x10000 && isInsidePair(chars, i + 1))) {
      i = chars.indexOf(cp, i + 1);
    }
    return i >= 0;
  }

  /**
   * Splits from the left.
   *
   * @param separator not empty; null for runs of spaces
   * @param max the number of splits, negative for all
   */
  public static List<String> split(String s, String separator, int max, boolean ascii) {
    List<String> out = new ArrayList<>();
    int n = s.length();
    int i = 0;
    if (separator != null) {
      int at;
      while (max-- != 0 && (at = find(s, separator, i, n)) >= 0) {
        out.add(s.substring(i, at));
        i = at + separator.length();
      }
      out.add(s.substring(i));
      return out;
    }
    while (true) {
      // No space lies beyond U+FFFF.
      while (i < n && isSpace(s.charAt(i), ascii)) {
        i++;
      }
      if (i == n) {
        return out;
      }
      if (max-- == 0) {
        // The rest keeps its trailing spaces.
        out.add(s.substring(i, n));
        return out;
      }
      int start = i;
      while (i < n && !isSpace(s.charAt(i), ascii)) {
        i++;
      }
      out.add(s.substring(start, i));
    }
  }

  /** Splits from the right; the parameters are those of {@link #split}. */
  public static List<String> rsplit(String s, String separator, int max, boolean ascii) {
    if (max < 0 && separator == null) {
      return split(s, separator, max, ascii);
    }
    List<String> out = new ArrayList<>();
    int end = s.length();
    if (separator != null) {
      int at;
      while (max-- != 0 && (at = rfind(s, separator, 0, end)) >= 0) {
        out.add(s.substring(at + separator.length(), end));
        end = at;
      }
      out.add(s.substring(0, end));
    } else {
      while (true) {
        while (end > 0 && isSpace(s.charAt(end - 1), ascii)) {
          end--;
        }
        if (end == 0) {
          break;
        }
        if (max-- == 0) {
          out.add(s.substring(0, end));
          break;
        }
        int start = end;
        while (start > 0 && !isSpace(s.charAt(start - 1), ascii)) {
          start--;
        }
        out.add(s.substring(start, end));
        end = start;
      }
    }
    java.util.Collections.reverse(out);
    return out;
  }

  public static List<String> splitLines(String s, boolean keepEnds, boolean ascii) {
    List<String> out = new ArrayList<>();
    int n = s.length();
    for (int i = 0; i < n; ) {
      int end = i;
      while (end < n && !isLineEnd(s.charAt(end), ascii)) {
        end++;
      }
      int next = end;
      if (next < n) {
        next += s.charAt(end) == '\r' && end + 1 < n && s.charAt(end + 1) == '\n' ? 2 : 1;
      }
      out.add(s.substring(i, keepEnds ? next : end));
      i = next;
    }
    return out;
  }

  private static boolean isLineEnd(char c, boolean ascii) {
    if (c == '\n' || c == '\r') {
      return true;
    }
    return !ascii
        && (c == 11
            || c == 12
            || c >= 0x1c && c <= 0x1e
            || c == 0x85
            || c == 0x2028
            || c == 0x2029);
  }

  public static String expandTabs(String s, int size) {
    if (s.indexOf('\t') < 0) {
      return s;
    }
    StringBuilder out = new StringBuilder(s.length() + 16);
    int column = 0;
    for (int i = 0; i < s.length(); i++) {
      char c = s.charAt(i);
      if (c == '\t') {
        if (size > 0) {
          int spaces = size - column % size;
          column += spaces;
          FormatSpec.repeat(out, ' ', spaces);
        }
      } else {
        out.append(c);
        if (!isInsidePair(s, i)) {
          column++;
        }
        if (c == '\n' || c == '\r') {
          column = 0;
        }
      }
    }
    return out.toString();
  }

  /** Pads with zeros behind the sign. */
  public static String zfill(String s, int width) {
    int padding = width - s.codePointCount(0, s.length());
    if (padding <= 0) {
      return s;
    }
    FormatSpec.checkPadding(padding);
    StringBuilder out = new StringBuilder(s.length() + padding);
    int sign = !s.isEmpty() && (s.charAt(0) == '+' || s.charAt(0) == '-') ? 1 : 0;
    out.append(s, 0, sign);
    FormatSpec.repeat(out, '0', padding);
    return out.append(s, sign, s.length()).toString();
  }
}
