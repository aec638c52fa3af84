package dev.dormouse.runtime.text;

/**
 * What a codec does with input that it cannot convert: one of Python's own error handlers, or a
 * subclass that calls somebody else's.
 *
 * <p>A codec calls {@link #decode} or {@link #encode} with the offending range and goes on at
 * {@link #resume} with the replacement. One object serves one conversion at a time.
 */
public class CodecErrors {
  public static final int STRICT = 0;
  public static final int IGNORE = 1;
  public static final int REPLACE = 2;
  public static final int BACKSLASHREPLACE = 3;
  public static final int SURROGATEESCAPE = 4;
  public static final int SURROGATEPASS = 5;
  public static final int XMLCHARREFREPLACE = 6;
  public static final int NAMEREPLACE = 7;

  /** For subclasses. */
  public static final int CUSTOM = -1;

  private final int policy;

  /** Where the codec goes on: set by every call, in the input's own units. */
  public int resume;

  /**
   * Set by {@link #encode} when the replacement is bytes, to be copied as they are; otherwise null.
   */
  public byte[] replacementBytes;

  /** The input of which {@link #resume} speaks; a handler of the user's may have exchanged it. */
  public byte[] input;

  public CodecErrors(int policy) {
    this.policy = policy;
  }

  /**
   * The id of Python's own handler called {@code name}, or {@link #CUSTOM}; null stands for strict.
   */
  public static int policy(String name) {
    if (name == null) {
      return STRICT;
    }
    return switch (name) {
      case "strict" -> STRICT;
      case "ignore" -> IGNORE;
      case "replace" -> REPLACE;
      case "backslashreplace" -> BACKSLASHREPLACE;
      case "surrogateescape" -> SURROGATEESCAPE;
      case "surrogatepass" -> SURROGATEPASS;
      case "xmlcharrefreplace" -> XMLCHARREFREPLACE;
      case "namereplace" -> NAMEREPLACE;
      default -> CUSTOM;
    };
  }

  /** The handler for {@code policy}; a new one, since handlers have state. */
  public static CodecErrors of(int policy) {
    return new CodecErrors(policy);
  }

  /**
   * Handles undecodable bytes.
   *
   * @return the text that replaces them
   */
  public String decode(String encoding, byte[] bytes, int start, int end, String reason) {
    input = bytes;
    resume = end;
    switch (policy) {
      case IGNORE -> {
        return "";
      }
      case REPLACE -> {
        return "\ufffd";
      }
      case BACKSLASHREPLACE -> {
        StringBuilder out = new StringBuilder();
        for (int i = start; i < end; i++) {
          TextRepr.escape(out, bytes[i] & 0xff);
        }
        return out.toString();
      }
      case SURROGATEESCAPE -> {
        StringBuilder out = new StringBuilder();
        int i = start;
        while (i < end && i < start + 4 && bytes[i] < 0) {
          out.append((char) (0xdc00 + (bytes[i++] & 0xff)));
        }
        if (i > start) {
          resume = i;
          return out.toString();
        }
      }
      case SURROGATEPASS -> {
        int unit = surrogateAt(encoding, bytes, start);
        if (unit >= 0) {
          return String.valueOf((char) unit);
        }
      }
      default -> {}
    }
    throw CodecFailure.decode(encoding, bytes, start, end, reason);
  }

  /** The surrogate encoded at {@code start}, or -1; sets {@link #resume} behind it. */
  private int surrogateAt(String encoding, byte[] b, int start) {
    int kind = unicodeKind(encoding);
    int size = kind == 0 ? 3 : kind >> 1;
    if (kind < 0 || b.length - start < size) {
      return -1;
    }
    int cp;
    if (kind == 0) {
      int b0 = b[start] & 0xff;
      int b1 = b[start + 1] & 0xff;
      int b2 = b[start + 2] & 0xff;
      if ((b0 & 0xf0) != 0xe0 || (b1 & 0xc0) != 0x80 || (b2 & 0xc0) != 0x80) {
        return -1;
      }
      cp = (b0 & 15) << 12 | (b1 & 63) << 6 | b2 & 63;
    } else {
      cp = 0;
      for (int i = 0; i < size; i++) {
        int at = (kind & 1) != 0 ? i : size - 1 - i;
        cp = cp << 8 | b[start + at] & 0xff;
      }
    }
    if (cp < 0xd800 || cp > 0xdfff) {
      return -1;
    }
    resume = start + size;
    return cp;
  }

  /** 0 for UTF-8, 4/5 for UTF-16 and 8/9 for UTF-32 in little/big endian, -1 for anything else. */
  private static int unicodeKind(String encoding) {
    if (encoding.length() < 3 || !encoding.regionMatches(true, 0, "utf", 0, 3)) {
      return -1;
    }
    String rest = CaseMapping.lower(encoding.substring(3));
    if (rest.startsWith("-") || rest.startsWith("_")) {
      rest = rest.substring(1);
    }
    return switch (rest) {
      case "8" -> 0;
      case "16", "16-le", "16_le", "16le" -> 4;
      case "16-be", "16_be", "16be" -> 5;
      case "32", "32-le", "32_le", "32le" -> 8;
      case "32-be", "32_be", "32be" -> 9;
      default -> -1;
    };
  }

  /**
   * Handles unencodable text; positions are UTF-16 units.
   *
   * @return the text that replaces it, or null if {@link #replacementBytes} does
   */
  public String encode(String encoding, String text, int start, int end, String reason) {
    resume = end;
    replacementBytes = null;
    switch (policy) {
      case IGNORE -> {
        return "";
      }
      case REPLACE -> {
        return "?".repeat(text.codePointCount(start, end));
      }
      case BACKSLASHREPLACE, XMLCHARREFREPLACE, NAMEREPLACE -> {
        StringBuilder out = new StringBuilder();
        for (int i = start; i < end; ) {
          int cp = text.codePointAt(i);
          i += Character.charCount(cp);
          describe(out, cp);
        }
        return out.toString();
      }
      case SURROGATEESCAPE -> {
        byte[] out = new byte[end - start];
        for (int i = start; i < end; i++) {
          char c = text.charAt(i);
          if (c < 0xdc80 || c > 0xdcff || i > 0 && Character.isHighSurrogate(text.charAt(i - 1))) {
            // All codecs but charmap have escaped what came before when they notice.
            int at = encoding.equals("charmap") ? start : i;
            throw CodecFailure.encode(encoding, text, at, end, reason);
          }
          out[i - start] = (byte) c;
        }
        replacementBytes = out;
        return null;
      }
      case SURROGATEPASS -> {
        int kind = unicodeKind(encoding);
        if (kind >= 0) {
          replacementBytes = passSurrogates(encoding, kind, text, start, end, reason);
          return null;
        }
      }
      default -> {}
    }
    throw CodecFailure.encode(encoding, text, start, end, reason);
  }

  private void describe(StringBuilder out, int cp) {
    if (policy == XMLCHARREFREPLACE) {
      out.append("&#").append(cp).append(';');
      return;
    }
    String name = policy == NAMEREPLACE ? UnicodeNames.name(cp) : null;
    if (name != null) {
      out.append("\\N{").append(name).append('}');
    } else {
      TextRepr.escape(out, cp);
    }
  }

  private static byte[] passSurrogates(
      String encoding, int kind, String text, int start, int end, String reason) {
    ByteSink out = new ByteSink((end - start) * 4);
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      boolean paired =
          Character.isHighSurrogate(c)
              && i + 1 < text.length()
              && Character.isLowSurrogate(text.charAt(i + 1));
      if (!Character.isSurrogate(c) || paired) {
        throw CodecFailure.encode(encoding, text, start, end, reason);
      }
      switch (kind) {
        case 0 -> out.add(0xe0 | c >> 12).add(0x80 | c >> 6 & 63).add(0x80 | c & 63);
        case 4 -> out.add(c).add(c >> 8);
        case 5 -> out.add(c >> 8).add(c);
        case 8 -> out.add(c).add(c >> 8).add(0).add(0);
        default -> out.add(0).add(0).add(c >> 8).add(c);
      }
    }
    return out.toBytes();
  }
}
