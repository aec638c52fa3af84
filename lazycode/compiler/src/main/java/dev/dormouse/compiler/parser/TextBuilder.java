package dev.dormouse.compiler.parser;

import dev.dormouse.code.Constants;
import java.util.Arrays;

/**
 * Collects the value of a str literal.
 *
 * <p>It is a StringBuilder until an escape names a lone surrogate. From then on it collects code
 * points, because two surrogates that were written apart must not melt into one character.
 */
final class TextBuilder {
  private final StringBuilder chars = new StringBuilder();

  /** Null until there is a lone surrogate; then everything, and {@link #chars} is unused. */
  private int[] codePoints;

  private int count;

  boolean isEmpty() {
    return codePoints == null ? chars.isEmpty() : count == 0;
  }

  void append(int cp) {
    if (codePoints == null) {
      if (cp < 0xD800 || cp > 0xDFFF) {
        chars.appendCodePoint(cp);
        return;
      }
      codePoints = chars.codePoints().toArray();
      count = codePoints.length;
    }
    if (count == codePoints.length) {
      codePoints = Arrays.copyOf(codePoints, count * 2 + 8);
    }
    codePoints[count++] = cp;
  }

  /** Appends text without lone surrogates. */
  void append(String s) {
    if (codePoints == null) {
      chars.append(s);
      return;
    }
    for (int i = 0; i < s.length(); ) {
      int cp = s.codePointAt(i);
      append(cp);
      i += Character.charCount(cp);
    }
  }

  /** The value, a constant of {@link Constants}; the builder is empty afterwards. */
  Object take() {
    Object result;
    if (codePoints == null) {
      result = chars.toString();
    } else {
      result = Constants.text(Arrays.copyOf(codePoints, count));
    }
    chars.setLength(0);
    codePoints = null;
    count = 0;
    return result;
  }
}
