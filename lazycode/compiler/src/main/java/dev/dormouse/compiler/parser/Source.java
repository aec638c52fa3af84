package dev.dormouse.compiler.parser;

import dev.dormouse.compiler.CompilerFlags;
import dev.dormouse.compiler.WarningSink;

/** What is parsed, as UTF-8 bytes with {@code \n} line ends, and how it is to be parsed. */
final class Source {
  /** One of {@link Parser}'s modes, or {@link #FSTRING}. */
  static final int FSTRING = 4;

  /** The text, followed by at least one zero byte at {@link #limit}. No zero byte occurs before. */
  final byte[] buf;

  final int limit;
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

  Source(
      byte[] buf,
      int limit,
      String filename,
      int mode,
      int flags,
      WarningSink warnings,
      int featureVersion,
      boolean encodingKnown) {
    this.buf = buf;
    this.limit = limit;
    this.filename = filename;
    this.mode = mode;
    this.flags = flags;
    this.warnings = warnings;
    this.featureVersion = featureVersion;
    this.encodingKnown = encodingKnown;
  }

  /** The same source with another sink. */
  Source with(WarningSink sink) {
    return new Source(buf, limit, filename, mode, flags, sink, featureVersion, encodingKnown);
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
