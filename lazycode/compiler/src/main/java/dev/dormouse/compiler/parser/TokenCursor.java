package dev.dormouse.compiler.parser;

import dev.dormouse.compiler.CompilerFlags;
import dev.dormouse.compiler.ProgramText;
import dev.dormouse.compiler.PySyntaxError;
import dev.dormouse.compiler.ast.TypeIgnore;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The tokens read so far, a position among them, and the errors that name places among them.
 *
 * <p>Tokens are read on demand and kept, so that the position can be moved back. They are eight
 * ints each in one array: an object per token would be most of what parsing allocates.
 */
class TokenCursor {
  private static final int SHIFT = 3;
  private static final int START = 1;
  private static final int END = 2;
  private static final int LINE = 3;
  private static final int COL = 4;
  private static final int END_LINE = 5;
  private static final int END_COL = 6;
  private static final int LEVEL = 7;

  /** Stands for the tokenizer's position in places given to {@link #errorAt}. */
  static final int CURRENT = -5;

  final Source source;
  final Tokenizer tokenizer;

  /** The index of the next token. */
  int pos;

  /** How many tokens have been read. */
  int fill;

  private int[] tokens = new int[64 << SHIFT];

  /** For an expression in an f-string: the line on which columns are shifted, and by how much. */
  final int startingLine;

  final int startingCol;

  /** Type ignores in the order of their lines; null until there is one. */
  List<TypeIgnore> typeIgnores;

  /**
   * Set once the last token was no end of input; a single statement gets a NEWLINE at its end only
   * then.
   */
  private boolean parsingStarted;

  /** The error that an ERRORTOKEN stands for, thrown whenever that token is looked at. */
  private PySyntaxError tokenError;

  /** The error of {@link #requires}; null without one. */
  PySyntaxError refused;

  /** Names already made, so that a name used often is one String; indexed by a weak hash. */
  private final String[] names = new String[128];

  TokenCursor(Source source, int startingLine, int startingCol) {
    this.source = source;
    this.startingLine = startingLine;
    this.startingCol = startingCol;
    this.tokenizer = new Tokenizer(source, startingLine == 0 ? 0 : startingLine - 1);
  }

  /** Continues with the tokens of another cursor, from the first one on. */
  TokenCursor(TokenCursor other) {
    this.source = other.source;
    this.tokenizer = other.tokenizer;
    this.startingLine = other.startingLine;
    this.startingCol = other.startingCol;
    this.tokens = other.tokens;
    this.fill = other.fill;
    this.parsingStarted = other.parsingStarted;
    this.tokenError = other.tokenError;
  }

  /** The type of the next token. */
  final int peek() {
    return pos < fill ? tokens[pos << SHIFT] : fetch(pos);
  }

  /** The type of the token after the next. */
  final int peek2() {
    return pos + 1 < fill ? tokens[pos + 1 << SHIFT] : fetch(pos + 1);
  }

  /** The type of a token that may not have been read yet; ERRORTOKEN where there is no token. */
  final int typeAhead(int i) {
    while (fill <= i) {
      if (fill > 0 && tokens[fill - 1 << SHIFT] == Tok.ERRORTOKEN) {
        return Tok.ERRORTOKEN;
      }
      read();
    }
    return tokens[i << SHIFT];
  }

  private int fetch(int i) {
    int type = typeAhead(i);
    if (type == Tok.ERRORTOKEN) {
      throw tokenError;
    }
    return type;
  }

  /** Whether the next token has a type; consumes it if so. */
  final boolean accept(int type) {
    if (peek() == type) {
      pos++;
      return true;
    }
    return false;
  }

  /** Consumes a token of a type. */
  final void expect(int type) {
    if (peek() != type) {
      throw new ParseFailure();
    }
    pos++;
  }

  final int type(int i) {
    return tokens[i << SHIFT];
  }

  final int start(int i) {
    return tokens[(i << SHIFT) + START];
  }

  final int end(int i) {
    return tokens[(i << SHIFT) + END];
  }

  final int line(int i) {
    return tokens[(i << SHIFT) + LINE];
  }

  final int col(int i) {
    return tokens[(i << SHIFT) + COL];
  }

  final int endLine(int i) {
    return tokens[(i << SHIFT) + END_LINE];
  }

  final int endCol(int i) {
    return tokens[(i << SHIFT) + END_COL];
  }

  /** How many brackets are open after a token. */
  final int level(int i) {
    return tokens[(i << SHIFT) + LEVEL];
  }

  /** The index of the last token before the position that is not just layout. */
  final int lastSolid() {
    int i = pos - 1;
    while (i > 0 && isLayout(tokens[i << SHIFT])) {
      i--;
    }
    return i;
  }

  private static boolean isLayout(int type) {
    return type == Tok.ENDMARKER || (type >= Tok.NEWLINE && type <= Tok.DEDENT);
  }

  /** Reads one token. Never throws: what is wrong is kept for whoever looks at the token. */
  private void read() {
    Tokenizer t = tokenizer;
    int type = t.next();
    while (type == Tok.TYPE_IGNORE) {
      if (typeIgnores == null) {
        typeIgnores = new ArrayList<>();
      }
      typeIgnores.add(new TypeIgnore(t.lineno, source.text(t.tokenStart, t.tokenEnd)));
      type = t.next();
    }
    if (type == Tok.ENDMARKER && source.mode == Parser.MODE_SINGLE && parsingStarted) {
      type = Tok.NEWLINE;
      parsingStarted = false;
      if (t.indent > 0 && !source.has(CompilerFlags.DONT_IMPLY_DEDENT)) {
        t.pending = -t.indent;
        t.indent = 0;
      }
    } else {
      parsingStarted = true;
    }
    int base = fill << SHIFT;
    if (base == tokens.length) {
      tokens = Arrays.copyOf(tokens, base * 2);
    }
    int[] a = tokens;
    int start = t.tokenStart;
    int end = t.tokenEnd;
    int lineStart = type == Tok.STRING ? t.multiLineStart : t.lineStart;
    int col = start >= lineStart ? start - lineStart : -1;
    int endCol = end >= t.lineStart ? end - t.lineStart : -1;
    if (startingLine != 0 && t.lineno == startingLine) {
      col += startingCol;
      endCol += startingCol;
    }
    a[base] = type;
    a[base + START] = start;
    a[base + END] = end;
    a[base + LINE] = type == Tok.STRING ? t.firstLineno : t.lineno;
    a[base + COL] = col;
    a[base + END_LINE] = t.lineno;
    a[base + END_COL] = endCol;
    a[base + LEVEL] = t.level;
    fill++;
    if (type == Tok.ERRORTOKEN) {
      tokenError = tokenizerError();
    }
  }

  /** Refuses syntax that came after the version wanted. */
  final void requires(int version, String what) {
    if (source.featureVersion < version) {
      refused = errorAtLast(what + " only supported in Python 3." + version + " and greater");
      throw refused;
    }
  }

  private PySyntaxError tokenizerError() {
    Tokenizer t = tokenizer;
    if (t.decodeProblem != null) {
      return errorAtLast("(unicode error) " + t.decodeProblem);
    }
    if (t.error != null) {
      return t.error;
    }
    switch (t.done) {
      case Tokenizer.EOF:
        return t.level > 0 ? unclosedBracket() : errorAtLast("unexpected EOF while parsing");
      case Tokenizer.DEDENT_MISMATCH:
        return error(
            PySyntaxError.Type.INDENTATION_ERROR,
            "unindent does not match any outer indentation level",
            fill - 1);
      case Tokenizer.TABSPACE:
        return errorAt(
            PySyntaxError.Type.TAB_ERROR,
            "inconsistent use of tabs and spaces in indentation",
            t.lineno,
            0,
            t.lineno,
            -1);
      case Tokenizer.TOODEEP:
        return errorAt(
            PySyntaxError.Type.INDENTATION_ERROR,
            "too many levels of indentation",
            t.lineno,
            0,
            t.lineno,
            -1);
      case Tokenizer.LINECONT:
        return errorAt(
            PySyntaxError.Type.SYNTAX_ERROR,
            "unexpected character after line continuation character",
            t.lineno,
            Math.max(0, t.cur - t.bufStart - 1),
            t.lineno,
            -1);
      default:
        return errorAt(
            PySyntaxError.Type.SYNTAX_ERROR, "unknown parsing error", t.lineno, 0, t.lineno, -1);
    }
  }

  /** The error for the innermost bracket that is still open. */
  final PySyntaxError unclosedBracket() {
    Tokenizer t = tokenizer;
    int i = t.level - 1;
    return errorAt(
        PySyntaxError.Type.SYNTAX_ERROR,
        "'" + t.parenStack[i] + "' was never closed",
        t.parenLine[i],
        t.parenCol[i],
        t.parenLine[i],
        -1);
  }

  /** An error at the last token read. */
  final PySyntaxError errorAtLast(String message) {
    return error(PySyntaxError.Type.SYNTAX_ERROR, message, fill - 1);
  }

  /** An error at a token, which may be one without text. */
  final PySyntaxError error(PySyntaxError.Type type, String message, int i) {
    if (i < 0) {
      return build(type, message, 0, 0, 0, -1);
    }
    int offset;
    if (col(i) == -1) {
      // How far reading has come in the line, of which nothing is kept at the end of a program.
      boolean nothing =
          source.isProgram && tokenizer.done == Tokenizer.EOF && type(i) != Tok.ERRORTOKEN;
      offset = nothing || tokenizer.cur == 0 ? 0 : tokenizer.cur - tokenizer.lineStart;
    } else {
      offset = col(i) + 1;
    }
    int endOffset = endCol(i) == -1 ? -1 : endCol(i) + 1;
    return build(type, message, line(i), offset, endLine(i), endOffset);
  }

  /**
   * An error from one place, given as line and zero-based column, to another; {@link #CURRENT} is
   * allowed.
   */
  final PySyntaxError errorAt(
      PySyntaxError.Type type, String message, int line, int col, int endLine, int endCol) {
    return build(type, message, line, col + 1, endLine, endCol == CURRENT ? CURRENT : endCol + 1);
  }

  private PySyntaxError build(
      PySyntaxError.Type type, String message, int line, int offset, int endLine, int endOffset) {
    Tokenizer t = tokenizer;
    if (endLine == CURRENT) {
      endLine = t.lineno;
    }
    if (endOffset == CURRENT) {
      endOffset = t.cur - t.lineStart;
    }
    String text =
        source.mode == Parser.MODE_EXEC && !source.isRecoded
            ? ProgramText.line(source.filename, line)
            : null;
    if (text == null) {
      text = buffered(line);
    }
    if (source.mode == Source.FSTRING) {
      message = "f-string: " + message;
      offset -= startingCol;
      endOffset -= startingCol;
    }
    if (source.encodingKnown) {
      offset = characterOffset(text, offset);
      if (endOffset > 0) {
        endOffset = characterOffset(text, endOffset);
      }
    }
    return new PySyntaxError(
        type, message, source.filename, line, offset, endLine, endOffset, text);
  }

  /**
   * The text of a line as CPython finds it without a file: all that is buffered if the line is the
   * one being read. Of source in another encoding than UTF-8 it quotes some line of the bytes as
   * they came, depending on where its buffers lie in memory; we quote the right one.
   */
  private String buffered(int line) {
    Tokenizer t = tokenizer;
    int from;
    int to;
    if (source.lines == null && t.lineno <= line && t.inp > t.bufStart) {
      from = t.bufStart;
      to = t.inp;
    } else {
      from = 0;
      for (int i = startingLine == 0 ? 1 : startingLine; i < line; i++) {
        int end = source.lineEnd(from);
        if (end == source.limit) {
          break;
        }
        from = end + 1;
      }
      to = source.lineEnd(from);
    }
    return source.text(from, to);
  }

  /**
   * How many characters an offset in bytes is. The bytes are those of the text, not of the source:
   * they differ where malformed bytes were replaced.
   */
  private static int characterOffset(String text, int offset) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int inside = Math.max(0, Math.min(offset, bytes.length));
    String s = Utf8.decode(bytes, 0, inside);
    return s.codePointCount(0, s.length()) + (offset > bytes.length ? 1 : 0);
  }

  /** The text of a NAME token, in normal form. */
  final String name(int i) {
    int start = start(i);
    int length = end(i) - start;
    byte[] buf = source.buf;
    int slot = (buf[start] * 31 + buf[start + length - 1] * 7 + length) & 127;
    String known = names[slot];
    if (known != null && same(known, start, length)) {
      return known;
    }
    String s = new String(buf, start, length, StandardCharsets.UTF_8);
    if (s.length() != length) {
      return Identifiers.normalize(s);
    }
    names[slot] = s;
    return s;
  }

  private boolean same(String s, int start, int length) {
    if (s.length() != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (source.buf[start + i] != s.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Whether a token is a given ASCII word. */
  final boolean isWord(int i, String word) {
    return type(i) == Tok.NAME
        && end(i) - start(i) == word.length()
        && same(word, start(i), word.length());
  }
}
