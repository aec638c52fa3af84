package dev.dormouse.compiler.parser;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * Cuts a {@link Source} into tokens, one per call of {@link #next}.
 *
 * <p>It reads line by line and keeps the current line's bounds, because error places depend on how
 * far it has come: tokens are made only when the parser asks for them.
 */
final class Tokenizer extends NumberReader {
  private static final int MAX_INDENT = 100;
  private static final int MAX_LEVEL = 200;
  private static final int TAB_SIZE = 8;

  private final boolean typeComments;

  /**
   * Before 3.7 {@code async} and {@code await} were keywords only in and before an {@code async
   * def}.
   */
  private final boolean asyncNames;

  /**
   * Whether, with {@link #asyncNames}, an async def is open; its indentation; whether its line has
   * ended.
   */
  private boolean asyncDef;

  private int asyncDefIndent;
  private boolean asyncDefLine;

  /**
   * What Python's UTF-8 decoder says of an identifier with malformed bytes, when that ended the
   * tokens.
   */
  String decodeProblem;

  /** Open brackets, and where each was opened. */
  int level;

  char[] parenStack = new char[16];
  int[] parenLine = new int[16];
  int[] parenCol = new int[16];

  /** Where a string token starts: its line and that line's first byte. */
  int firstLineno;

  int multiLineStart;

  /** Open indentation levels: columns with tabs of eight, and with tabs of one. */
  int indent;

  private int[] indents = new int[16];
  private int[] altIndents = new int[16];

  /** Indents (positive) or dedents (negative) still to be returned. */
  int pending;

  private boolean atLineStart = true;

  Tokenizer(Source source, int firstLine) {
    super(source, firstLine);
    this.typeComments = source.typeComments();
    this.asyncNames = source.featureVersion < 7;
  }

  private static boolean isIdentStart(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 128;
  }

  /** Reads the next token: returns its type and sets {@link #tokenStart} and {@link #tokenEnd}. */
  int next() {
    tokenStart = tokenEnd = -1;
    while (true) {
      start = -1;
      boolean blank = false;
      if (atLineStart) {
        atLineStart = false;
        int state = indentation();
        if (state < 0) {
          return Tok.ERRORTOKEN;
        }
        blank = state == 1;
      }
      start = cur;
      if (pending != 0) {
        if (pending < 0) {
          pending++;
          return Tok.DEDENT;
        }
        pending--;
        return Tok.INDENT;
      }
      if (asyncDef
          && !blank
          && level == 0
          && asyncDefLine
          && asyncDefIndent >= indent
          && buf[cur] != '\n') {
        asyncDef = false;
        asyncDefLine = false;
      }
      int type = token(blank);
      if (type >= 0) {
        return type;
      }
    }
  }

  /**
   * Measures a line's indentation and counts the indents and dedents it means.
   *
   * @return 0 for a line with code, 1 for a blank one, -1 on an error
   */
  private int indentation() {
    int col = 0;
    int altcol = 0;
    int contCol = 0;
    int c;
    while (true) {
      c = nextByte();
      if (c == ' ') {
        col++;
        altcol++;
      } else if (c == '\t') {
        col = (col / TAB_SIZE + 1) * TAB_SIZE;
        altcol++;
      } else if (c == '\f') {
        col = altcol = 0;
      } else if (c == '\\') {
        // The first piece of an indentation split by backslashes is the one that counts.
        contCol = contCol != 0 ? contCol : col;
        if (!continuation()) {
          return -1;
        }
      } else {
        break;
      }
    }
    backup(c);
    if (c == '#' || c == '\n') {
      if (source.lines == null) {
        return 1;
      }
      // An empty line ends an interactive statement, and a first line without code is one.
      if (lineno == 1) {
        col = altcol = contCol = 0;
      } else if (col != 0 || c == '#') {
        return 1;
      }
    }
    if (level != 0) {
      return 0;
    }
    if (contCol != 0) {
      col = altcol = contCol;
    }
    if (col == indents[indent]) {
      if (altcol != altIndents[indent]) {
        stop(TABSPACE);
        return -1;
      }
    } else if (col > indents[indent]) {
      if (indent + 1 >= MAX_INDENT) {
        stop(TOODEEP);
        return -1;
      }
      if (altcol <= altIndents[indent]) {
        stop(TABSPACE);
        return -1;
      }
      pending++;
      indent++;
      if (indent == indents.length) {
        indents = Arrays.copyOf(indents, MAX_INDENT);
        altIndents = Arrays.copyOf(altIndents, MAX_INDENT);
      }
      indents[indent] = col;
      altIndents[indent] = altcol;
    } else {
      while (indent > 0 && col < indents[indent]) {
        pending--;
        indent--;
      }
      if (col != indents[indent]) {
        stop(DEDENT_MISMATCH);
        return -1;
      }
      if (altcol != altIndents[indent]) {
        stop(TABSPACE);
        return -1;
      }
    }
    return 0;
  }

  /** After a backslash: moves to the next line, or sets {@link #done} and returns false. */
  private boolean continuation() {
    int c = nextByte();
    if (c != '\n') {
      done = LINECONT;
      return false;
    }
    c = nextByte();
    if (c < 0) {
      done = EOF;
      cur = inp;
      return false;
    }
    backup(c);
    return true;
  }

  /**
   * Reads a token that is not indentation; -1 when a blank line or a line end in brackets was
   * skipped.
   */
  private int token(boolean blank) {
    int c;
    while (true) {
      start = -1;
      do {
        c = nextByte();
      } while (c == ' ' || c == '\t' || c == '\f');
      start = c < 0 ? cur : cur - 1;
      if (c == '#') {
        // The rest of the line is in the buffer, so it need not be read byte by byte.
        cur = source.lineEnd(cur);
        if (typeComments) {
          int type = typeComment(blank);
          if (type >= 0) {
            return type;
          }
        }
        c = nextByte();
      }
      if (c != '\\') {
        break;
      }
      if (!continuation()) {
        return Tok.ERRORTOKEN;
      }
    }
    if (c < 0) {
      if (done == STOPPED) {
        return Tok.ENDMARKER;
      }
      return level == 0 && done == EOF ? Tok.ENDMARKER : Tok.ERRORTOKEN;
    }
    if (isIdentStart(c)) {
      return word(c);
    }
    if (c == '\n') {
      atLineStart = true;
      if (blank || level > 0) {
        return -1;
      }
      tokenStart = start;
      tokenEnd = cur - 1;
      asyncDefLine = asyncDef;
      return Tok.NEWLINE;
    }
    if (c == '.') {
      c = nextByte();
      if (isDigit(c)) {
        return fraction(c);
      }
      if (c == '.') {
        c = nextByte();
        if (c == '.') {
          return finish(Tok.ELLIPSIS);
        }
        backup(c);
        backup('.');
      } else {
        backup(c);
      }
      return finish(Tok.DOT);
    }
    if (isDigit(c)) {
      return number(c);
    }
    if (c == '"' || c == '\'') {
      return string(c);
    }
    int c2 = nextByte();
    int type = Tok.twoChars(c, c2);
    if (type != Tok.OP) {
      int c3 = nextByte();
      int longer = c3 == '=' ? Tok.withEqual(type) : Tok.OP;
      if (longer != Tok.OP) {
        type = longer;
      } else {
        backup(c3);
      }
      return finish(type);
    }
    backup(c2);
    switch (c) {
      case '(', '[', '{' -> {
        if (level >= MAX_LEVEL) {
          return fail("too many nested parentheses");
        }
        open(c);
      }
      case ')', ']', '}' -> {
        if (level == 0) {
          return fail("unmatched '" + (char) c + "'");
        }
        level--;
        char opening = parenStack[level];
        if (c != (opening == '(' ? ')' : opening + 2)) {
          String message =
              "closing parenthesis '"
                  + (char) c
                  + "' does not match opening parenthesis '"
                  + opening
                  + "'";
          if (parenLine[level] != lineno) {
            message += " on line " + parenLine[level];
          }
          return fail(message);
        }
      }
      default -> {}
    }
    if (c < ' ' || c == 127) {
      return fail("invalid non-printable character U+" + hex4(c));
    }
    return finish(Tok.oneChar(c));
  }

  private void open(int c) {
    if (level == parenStack.length) {
      parenStack = Arrays.copyOf(parenStack, MAX_LEVEL);
      parenLine = Arrays.copyOf(parenLine, MAX_LEVEL);
      parenCol = Arrays.copyOf(parenCol, MAX_LEVEL);
    }
    parenStack[level] = (char) c;
    parenLine[level] = lineno;
    parenCol[level] = start - lineStart;
    level++;
  }

  private static String hex4(int cp) {
    String s = Integer.toHexString(cp).toUpperCase(Locale.ROOT);
    while (s.length() < 4) {
      s = "0" + s;
    }
    return s;
  }

  /**
   * With {@link #cur} at the end of a comment: TYPE_COMMENT, TYPE_IGNORE, or -1 for any other
   * comment.
   */
  private int typeComment(boolean blank) {
    int p = skipBlanks(start + 1);
    if (!matches(p, "type:")) {
      return -1;
    }
    p = skipBlanks(p + 5);
    int afterIgnore = p + 6;
    boolean ignore = matches(p, "ignore") && !(cur > afterIgnore && isWordByte(buf[afterIgnore]));
    tokenStart = ignore ? afterIgnore : p;
    tokenEnd = cur;
    if (ignore && blank) {
      // Alone on its line: the line's end must not become a NEWLINE.
      nextByte();
      atLineStart = true;
    }
    return ignore ? Tok.TYPE_IGNORE : Tok.TYPE_COMMENT;
  }

  private static boolean isWordByte(byte b) {
    return b < 0 || (b != '_' && isIdentPart(b));
  }

  private int skipBlanks(int p) {
    while (p < cur && (buf[p] == ' ' || buf[p] == '\t')) {
      p++;
    }
    return p;
  }

  private boolean matches(int p, String s) {
    if (p + s.length() > cur) {
      return false;
    }
    for (int i = 0; i < s.length(); i++) {
      if (buf[p + i] != s.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** An identifier, a keyword or a string with a prefix. */
  private int word(int c) {
    boolean sawB = false;
    boolean sawR = false;
    boolean sawU = false;
    boolean sawF = false;
    while (true) {
      if (!(sawB || sawU || sawF) && (c == 'b' || c == 'B')) {
        sawB = true;
      } else if (!(sawB || sawU || sawR || sawF) && (c == 'u' || c == 'U')) {
        sawU = true;
      } else if (!(sawR || sawU) && (c == 'r' || c == 'R')) {
        sawR = true;
      } else if (!(sawF || sawB || sawU) && (c == 'f' || c == 'F')) {
        sawF = true;
      } else {
        break;
      }
      c = nextByte();
      if (c == '"' || c == '\'') {
        return string(c);
      }
    }
    boolean nonAscii = false;
    if (isIdentPart(c)) {
      nonAscii = c >= 128;
      // The byte after the text is zero and no identifier runs past its line.
      int p = cur;
      byte b;
      while (isIdentPart((b = buf[p]) & 0xFF)) {
        nonAscii |= b < 0;
        p++;
      }
      cur = p;
      if (p == limit) {
        backup(nextByte());
      }
    } else {
      backup(c);
    }
    if (nonAscii && !verifyIdentifier()) {
      return Tok.ERRORTOKEN;
    }
    tokenStart = start;
    tokenEnd = cur;
    int type = nonAscii ? Tok.NAME : Tok.keyword(buf, start, cur);
    return asyncNames ? asyncOrName(type) : type;
  }

  /**
   * The type of a word in a Python in which {@code async} and {@code await} were no keywords yet.
   */
  private int asyncOrName(int type) {
    if ((type != Tok.ASYNC && type != Tok.AWAIT) || asyncDef) {
      return type;
    }
    if (type == Tok.ASYNC) {
      int p = cur;
      while (buf[p] == ' ' || buf[p] == '\t' || buf[p] == '\f' || buf[p] == '\\') {
        p += buf[p] == '\\' && buf[p + 1] == '\n' ? 2 : 1;
      }
      int end = p + 3;
      if (end <= limit
          && buf[p] == 'd'
          && buf[p + 1] == 'e'
          && buf[p + 2] == 'f'
          && !isIdentPart(buf[end] & 0xFF)) {
        asyncDef = true;
        asyncDefIndent = indent;
        return type;
      }
    }
    return Tok.NAME;
  }

  /** The bytes of the word that was just read. */
  byte[] word() {
    return Arrays.copyOfRange(buf, start, cur);
  }

  private boolean verifyIdentifier() {
    String problem = Utf8.problem(buf, start, cur);
    if (problem != null) {
      error = null;
      decodeProblem = problem;
      done = ERROR;
      return false;
    }
    String word = new String(buf, start, cur - start, StandardCharsets.UTF_8);
    int invalid = Identifiers.firstInvalid(word);
    if (invalid < 0) {
      return true;
    }
    int cp = word.codePointAt(invalid);
    int after = invalid + Character.charCount(cp);
    cur = start + word.substring(0, after).getBytes(StandardCharsets.UTF_8).length;
    if (Identifiers.isPrintable(cp)) {
      fail("invalid character '" + Character.toString(cp) + "' (U+" + hex4(cp) + ")");
    } else {
      fail("invalid non-printable character U+" + hex4(cp));
    }
    return false;
  }

  /** A string from its quote on; {@link #start} is at its prefix. */
  private int string(int quote) {
    firstLineno = lineno;
    multiLineStart = lineStart;
    int quoteSize = 1;
    int endSize = 0;
    int c = nextByte();
    if (c == quote) {
      c = nextByte();
      if (c == quote) {
        quoteSize = 3;
      } else {
        endSize = 1;
      }
    }
    if (c != quote) {
      backup(c);
    }
    while (endSize != quoteSize) {
      c = nextByte();
      if (c < 0 || (quoteSize == 1 && c == '\n')) {
        int detected = lineno;
        cur = start + 1;
        lineStart = multiLineStart;
        lineno = firstLineno;
        fail(
            (quoteSize == 3
                    ? "unterminated triple-quoted string literal (detected at line "
                    : "unterminated string literal (detected at line ")
                + detected
                + ")");
        if (c != '\n') {
          done = quoteSize == 3 ? EOFS : EOLS;
        }
        return Tok.ERRORTOKEN;
      }
      if (c == quote) {
        endSize++;
      } else {
        endSize = 0;
        if (c == '\\') {
          nextByte();
        }
      }
    }
    return finish(Tok.STRING);
  }
}
