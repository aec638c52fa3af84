package dev.dormouse.compiler.parser;

import dev.dormouse.compiler.CompilerFlags;
import dev.dormouse.compiler.LineSource;
import dev.dormouse.compiler.WarningSink;
import java.util.Arrays;

/** What is parsed, as UTF-8 bytes with {@code \n} line ends, and how it is to be parsed. */
final class Source {
  /** One of {@link Parser}'s modes, or {@link #FSTRING}. */
  static final int FSTRING = 4;

  /**
   * The text, followed by at least one zero byte at {@link #limit}. No zero byte occurs before.
   * Both change only in {@link #readLine}; what was read stays where it is.
   */
  byte[] buf;

  int limit;

  /** Where further lines come from when somebody types them; null for a text that is all there. */
  final LineSource lines;

  /** Set when no further line is to be asked for: the search for an error's words must not. */
  boolean stopped;

  /** Set when the last line has been read: asking again could give another. */
  private boolean ended;

  final String filename;
  final int mode;
  final int flags;
  final WarningSink warnings;

  /** The minor version of Python 3 whose grammar is wanted; it only takes newer syntax away. */
  final int featureVersion;

  /**
   * Whether the encoding was given: by the caller's having text, a byte order mark or a cookie.
   * CPython converts error offsets from bytes to characters only then.
   */
  final boolean encodingKnown;

  /** Set for a file that is run: CPython reads it line by line, and keeps one at a time. */
  boolean isProgram;

  /** Set where the file is in an encoding that is not this one, so its lines are not read again. */
  boolean isRecoded;

  Source(
      byte[] buf,
      int limit,
      String filename,
      int mode,
      int flags,
      WarningSink warnings,
      int featureVersion,
      boolean encodingKnown) {
    this(buf, limit, filename, mode, flags, warnings, featureVersion, encodingKnown, null);
  }

  private Source(
      byte[] buf,
      int limit,
      String filename,
      int mode,
      int flags,
      WarningSink warnings,
      int featureVersion,
      boolean encodingKnown,
      LineSource lines) {
    this.buf = buf;
    this.limit = limit;
    this.lines = lines;
    this.filename = filename;
    this.mode = mode;
    this.flags = flags;
    this.warnings = warnings;
    this.featureVersion = featureVersion;
    this.encodingKnown = encodingKnown;
  }

  /** A statement of which nothing has been read yet. */
  static Source interactive(LineSource lines, String filename, int flags, WarningSink warnings) {
    return new Source(
        new byte[1],
        0,
        filename,
        Parser.MODE_SINGLE,
        flags | CompilerFlags.IGNORE_COOKIE,
        warnings,
        Parser.VERSION,
        true,
        lines);
  }

  /** The same source with another sink. Of lines still to come only one of the two can read. */
  Source with(WarningSink sink) {
    Source made =
        new Source(buf, limit, filename, mode, flags, sink, featureVersion, encodingKnown, lines);
    made.ended = ended;
    made.isProgram = isProgram;
    made.isRecoded = isRecoded;
    return made;
  }

  /**
   * Adds the next line of an interactive statement, up to a null byte if there is one; false if
   * there is none.
   */
  boolean readLine() {
    byte[] line = lines == null || ended ? null : lines.nextLine();
    if (line == null) {
      ended = true;
      return false;
    }
    int length = 0;
    while (length < line.length && line[length] != 0) {
      length++;
    }
    int needed = limit + length + 1;
    if (needed > buf.length) {
      buf = Arrays.copyOf(buf, Math.max(needed, buf.length * 2));
    }
    System.arraycopy(line, 0, buf, limit, length);
    limit += length;
    return length > 0;
  }

  /** The source of an expression in an f-string of this source. */
  Source expression(byte[] text, int length) {
    return new Source(text, length, filename, FSTRING, flags, warnings, featureVersion, false);
  }

  boolean has(int flag) {
    return (flags & flag) != 0;
  }

  boolean typeComments() {
    return has(CompilerFlags.TYPE_COMMENTS);
  }

  /** The text between two offsets; malformed bytes become replacement characters. */
  String text(int start, int end) {
    return Utf8.decode(buf, start, end);
  }

  /** How many characters the bytes between two offsets are. */
  int characters(int start, int end) {
    for (int i = start; i < end; i++) {
      if (buf[i] < 0) {
        String s = text(start, end);
        return s.codePointCount(0, s.length());
      }
    }
    return end - start;
  }

  /** The end of the line that contains an offset: that of its newline or of the text. */
  int lineEnd(int from) {
    int i = from;
    while (i < limit && buf[i] != '\n') {
      i++;
    }
    return i;
  }
}
