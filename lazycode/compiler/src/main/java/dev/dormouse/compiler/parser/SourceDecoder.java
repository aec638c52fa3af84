package dev.dormouse.compiler.parser;

import dev.dormouse.compiler.CompilerFlags;
import dev.dormouse.compiler.PySyntaxError;
import dev.dormouse.compiler.SyntaxErrors;
import dev.dormouse.compiler.WarningSink;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * Makes a {@link Source} of what the caller has: byte order mark, coding cookie (PEP 263), line
 * ends.
 */
final class SourceDecoder {
  private SourceDecoder() {}

  static Source decode(
      String text, String filename, int mode, int flags, int featureVersion, WarningSink warnings) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0) {
        throw nullByte();
      }
      if (Character.isSurrogate(c)) {
        if (Character.isHighSurrogate(c)
            && i + 1 < text.length()
            && Character.isLowSurrogate(text.charAt(i + 1))) {
          i++;
        } else {
          throw PySyntaxError.unplaced(
              PySyntaxError.Type.UNICODE_ENCODE_ERROR,
              "'utf-8' codec can't encode character '\\u"
                  + Integer.toHexString(c)
                  + "' in position "
                  + text.codePointCount(0, i)
                  + ": surrogates not allowed");
        }
      }
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return make(bytes, 0, bytes.length, filename, mode, flags, featureVersion, warnings, true);
  }

  static Source decode(
      byte[] bytes,
      String filename,
      int mode,
      int flags,
      int featureVersion,
      WarningSink warnings) {
    for (byte b : bytes) {
      if (b == 0) {
        throw nullByte();
      }
    }
    if ((flags & CompilerFlags.IGNORE_COOKIE) != 0) {
      return make(bytes, 0, bytes.length, filename, mode, flags, featureVersion, warnings, true);
    }
    boolean mark =
        bytes.length >= 3
            && bytes[0] == (byte) 0xEF
            && bytes[1] == (byte) 0xBB
            && bytes[2] == (byte) 0xBF;
    int from = mark ? 3 : 0;
    String encoding = encoding(bytes, from, mode == Parser.MODE_EXEC);
    if (encoding == null) {
      return make(bytes, from, bytes.length, filename, mode, flags, featureVersion, warnings, mark);
    }
    boolean recoded = !encoding.equals("utf-8");
    if (recoded) {
      if (mark) {
        throw SyntaxErrors.undecodable(filename, "encoding problem: " + encoding + " with BOM");
      }
      bytes = Recoder.recode(bytes, encoding, filename, warnings);
      from = 0;
    }
    Source source =
        make(bytes, from, bytes.length, filename, mode, flags, featureVersion, warnings, true);
    source.isRecoded = recoded;
    return source;
  }

  /**
   * Like {@link #decode(byte[], String, int, int, int, WarningSink)} with the errors of a file that
   * is run, and with what CPython makes of null bytes there: its lines are C strings, unless it has
   * to recode them.
   */
  static Source decodeFile(byte[] bytes, String filename, int flags, WarningSink warnings) {
    String encoding = encoding(bytes, 0, true);
    if (encoding == null || encoding.equals("utf-8")) {
      bytes = endedAtNulls(bytes);
    }
    if (endsInReturn(bytes, bytes.length)) {
      // A file is read by lines, for which this is one end like another.
      bytes = Arrays.copyOf(bytes, bytes.length - 1);
      bytes[bytes.length - 1] = '\n';
    }
    Source source;
    try {
      source = decode(bytes, filename, Parser.MODE_EXEC, flags, Parser.VERSION, warnings);
    } catch (PySyntaxError e) {
      if (e.type != PySyntaxError.Type.SYNTAX_ERROR) {
        throw e;
      }
      String message = e.getMessage();
      if (!message.startsWith("encoding problem: ")) {
        message = "encoding problem: " + encoding(bytes, 0, true);
      }
      throw PySyntaxError.unplaced(PySyntaxError.Type.SYNTAX_ERROR, message);
    }
    source.isProgram = true;
    if (!source.encodingKnown) {
      int bad = Utf8.firstInvalid(source.buf, 0, source.limit);
      if (bad >= 0) {
        int line = 1;
        for (int i = 0; i < bad; i++) {
          if (source.buf[i] == '\n') {
            line++;
          }
        }
        throw PySyntaxError.unplaced(
            PySyntaxError.Type.SYNTAX_ERROR,
            "Non-UTF-8 code starting with '\\x"
                + Integer.toHexString(source.buf[bad] & 0xFF)
                + "' in file "
                + filename
                + " on line "
                + line
                + ", but no encoding declared; see https://peps.python.org/pep-0263/ for details");
      }
    }
    return source;
  }

  /** Without what stands in a line after a null byte, the end of the line included. */
  private static byte[] endedAtNulls(byte[] bytes) {
    int i = 0;
    while (i < bytes.length && bytes[i] != 0) {
      i++;
    }
    if (i == bytes.length) {
      return bytes;
    }
    byte[] out = Arrays.copyOf(bytes, bytes.length);
    int n = i;
    boolean ended = false;
    for (; i < bytes.length; i++) {
      ended |= bytes[i] == 0;
      if (!ended) {
        out[n++] = bytes[i];
      }
      if (bytes[i] == '\n' || bytes[i] == '\r' && (i + 1 == bytes.length || bytes[i + 1] != '\n')) {
        ended = false;
      }
    }
    return Arrays.copyOf(out, n);
  }

  private static PySyntaxError nullByte() {
    return PySyntaxError.unplaced(
        PySyntaxError.Type.VALUE_ERROR, "source code string cannot contain null bytes");
  }

  /** Translates line ends and, for files, adds the last one. */
  private static Source make(
      byte[] bytes,
      int from,
      int to,
      String filename,
      int mode,
      int flags,
      int featureVersion,
      WarningSink warnings,
      boolean encodingKnown) {
    byte[] out = new byte[to - from + 2];
    int n = 0;
    int firstReturn = from;
    while (firstReturn < to && bytes[firstReturn] != '\r') {
      firstReturn++;
    }
    n = firstReturn - from;
    System.arraycopy(bytes, from, out, 0, n);
    for (int i = firstReturn; i < to; i++) {
      byte b = bytes[i];
      if (b == '\r') {
        b = '\n';
        if (i + 1 < to && bytes[i + 1] == '\n') {
          i++;
        }
      }
      out[n++] = b;
    }
    // CPython takes a return and newline at the very end for no end of a line.
    if (mode == Parser.MODE_EXEC && (n == 0 || out[n - 1] != '\n' || endsInReturn(bytes, to))) {
      out[n++] = '\n';
    }
    Arrays.fill(out, n, out.length, (byte) 0);
    return new Source(out, n, filename, mode, flags, warnings, featureVersion, encodingKnown);
  }

  private static boolean endsInReturn(byte[] bytes, int to) {
    return to >= 2 && bytes[to - 2] == '\r' && bytes[to - 1] == '\n';
  }

  /**
   * The encoding that a comment in the first two lines names, or null.
   *
   * @param complete whether the last line ends even without a newline
   */
  private static String encoding(byte[] b, int from, boolean complete) {
    int start = from;
    for (int line = 0; line < 2; line++) {
      int end = start;
      while (end < b.length && b[end] != '\n' && b[end] != '\r') {
        end++;
      }
      if (end == b.length && !complete) {
        return null;
      }
      int p = start;
      while (p < end && (b[p] == ' ' || b[p] == '\t' || b[p] == '\f')) {
        p++;
      }
      if (p < end && b[p] != '#') {
        return null;
      }
      String found = cookie(b, p, end);
      if (found != null) {
        return found;
      }
      if (end == b.length) {
        return null;
      }
      start = b[end] == '\r' && end + 1 < b.length && b[end + 1] == '\n' ? end + 2 : end + 1;
    }
    return null;
  }

  private static String cookie(byte[] b, int from, int end) {
    for (int p = from; p + 6 < end; p++) {
      if (b[p] != 'c'
          || b[p + 1] != 'o'
          || b[p + 2] != 'd'
          || b[p + 3] != 'i'
          || b[p + 4] != 'n'
          || b[p + 5] != 'g'
          || (b[p + 6] != ':' && b[p + 6] != '=')) {
        continue;
      }
      int q = p + 7;
      while (q < end && (b[q] == ' ' || b[q] == '\t')) {
        q++;
      }
      int nameStart = q;
      while (q < end && isNameByte(b[q])) {
        q++;
      }
      if (q > nameStart) {
        return normalName(new String(b, nameStart, q - nameStart, StandardCharsets.ISO_8859_1));
      }
    }
    return null;
  }

  private static boolean isNameByte(byte c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '_'
        || c == '.';
  }

  /** One name for the spellings of the two encodings that CPython decodes without a codec. */
  private static String normalName(String name) {
    String s = name.length() > 12 ? name.substring(0, 12) : name;
    s = s.toLowerCase(Locale.ROOT).replace('_', '-');
    if (s.equals("utf-8") || s.startsWith("utf-8-")) {
      return "utf-8";
    }
    if (s.equals("latin-1")
        || s.equals("iso-8859-1")
        || s.equals("iso-latin-1")
        || s.startsWith("latin-1-")
        || s.startsWith("iso-8859-1-")
        || s.startsWith("iso-latin-1-")) {
      return "iso-8859-1";
    }
    return name;
  }
}
