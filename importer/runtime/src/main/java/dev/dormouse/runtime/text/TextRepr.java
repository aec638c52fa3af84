package dev.dormouse.runtime.text;

/** {@code repr} and {@code ascii} of str, and {@code repr} of bytes. */
public final class TextRepr {
  private TextRepr() {}

  private static final String HEX = "0123456789abcdef";

  public static String repr(String s) {
    return quote(s, false);
  }

  public static String ascii(String s) {
    return quote(s, true);
  }

  private static String quote(String s, boolean ascii) {
    int n = s.length();
    boolean plain = true;
    boolean single = false;
    boolean doubled = false;
    for (int i = 0; i < n; i++) {
      char c = s.charAt(i);
      if (c == '\'') {
        single = true;
      } else if (c == '"') {
        doubled = true;
      } else if (c < ' ' || c == '\\' || c >= 127) {
        plain = false;
      }
    }
    char quote = single && !doubled ? '"' : '\'';
    StringBuilder out = new StringBuilder(n + 2 + (plain ? 0 : 16)).append(quote);
    if (plain && !(single && doubled)) {
      return out.append(s).append(quote).toString();
    }
    for (int i = 0; i < n; ) {
      int cp = s.codePointAt(i);
      i += Character.charCount(cp);
      if (cp == quote || cp == '\\') {
        out.append('\\').append((char) cp);
      } else if (cp >= ' ' && cp < 127) {
        out.append((char) cp);
      } else if (cp == '\n') {
        out.append("\\n");
      } else if (cp == '\r') {
        out.append("\\r");
      } else if (cp == '\t') {
        out.append("\\t");
      } else if (!ascii && cp > 127 && UnicodeProperties.isPrintable(cp)) {
        out.appendCodePoint(cp);
      } else {
        escape(out, cp);
      }
    }
    return out.append(quote).toString();
  }

  /** Appends the shortest of {@code \xhh}, {@code \\uhhhh} and {@code \\Uhhhhhhhh}. */
  static void escape(StringBuilder out, int cp) {
    int digits;
    out.append('\\');
    if (cp < 0x100) {
      out.append('x');
      digits = 2;
    } else if (cp < 0x10000) {
      out.append('u');
      digits = 4;
    } else {
      out.append('U');
      digits = 8;
    }
    for (int shift = (digits - 1) * 4; shift >= 0; shift -= 4) {
      out.append(HEX.charAt(cp >>> shift & 15));
    }
  }

  /** {@code repr(bytes)}, with its prefix. */
  public static String repr(byte[] bytes, int from, int to) {
    return repr(bytes, from, to, false);
  }

  /**
   * {@code repr(bytes)}, with its prefix.
   *
   * @param apostrophes whether to escape them even between quotation marks, as bytearray does
   */
  public static String repr(byte[] bytes, int from, int to, boolean apostrophes) {
    boolean single = false;
    boolean doubled = false;
    for (int i = from; i < to; i++) {
      single |= bytes[i] == '\'';
      doubled |= bytes[i] == '"';
    }
    char quote = single && !doubled ? '"' : '\'';
    StringBuilder out = new StringBuilder(to - from + 3).append('b').append(quote);
    for (int i = from; i < to; i++) {
      byte b = bytes[i];
      if (b == quote || b == '\\' || apostrophes && b == '\'') {
        out.append('\\').append((char) b);
      } else if (b >= ' ' && b < 127) {
        out.append((char) b);
      } else {
        switch (b) {
          case '\t' -> out.append("\\t");
          case '\n' -> out.append("\\n");
          case '\r' -> out.append("\\r");
          default -> out.append("\\x").append(HEX.charAt(b >> 4 & 15)).append(HEX.charAt(b & 15));
        }
      }
    }
    return out.append(quote).toString();
  }
}
