package dev.dormouse.compiler.parser;

import dev.dormouse.compiler.LineSource;
import dev.dormouse.compiler.PySyntaxError;
import dev.dormouse.compiler.WarningSink;
import dev.dormouse.compiler.ast.Expr;
import dev.dormouse.compiler.ast.Mod;

/**
 * The entry to parsing. It needs as much stack as the source is deep, and ends in a
 * StackOverflowError where there is not enough; {@link dev.dormouse.compiler.Compiler} sees to
 * that.
 */
public final class Parser {
  /** What is parsed: the mode of {@code compile()}. */
  public static final int MODE_EXEC = 0;

  public static final int MODE_EVAL = 1;
  public static final int MODE_SINGLE = 2;
  public static final int MODE_FUNC_TYPE = 3;

  /** The minor version of Python 3 whose grammar this is. */
  public static final int VERSION = 11;

  private Parser() {}

  /**
   * Parses encoded source, honouring a byte order mark and a coding cookie, as {@code compile()}
   * does with bytes.
   *
   * @param flags of {@link dev.dormouse.compiler.CompilerFlags}
   * @throws PySyntaxError when the source cannot be parsed
   */
  public static Mod parse(
      byte[] source, String filename, int mode, int flags, WarningSink warnings) {
    return parse(source, filename, mode, flags, VERSION, warnings);
  }

  /**
   * Parses text, as {@code compile()} does with a str.
   *
   * @param flags of {@link dev.dormouse.compiler.CompilerFlags}
   * @throws PySyntaxError when the source cannot be parsed
   */
  public static Mod parse(
      String source, String filename, int mode, int flags, WarningSink warnings) {
    return parse(source, filename, mode, flags, VERSION, warnings);
  }

  /**
   * Parses like {@link #parse(byte[], String, int, int, WarningSink)} with the syntax of an older
   * Python 3, as {@code ast.parse} does for {@code feature_version}: as there, only some of the
   * newer syntax is refused.
   */
  public static Mod parse(
      byte[] source,
      String filename,
      int mode,
      int flags,
      int featureVersion,
      WarningSink warnings) {
    return parse(SourceDecoder.decode(source, filename, mode, flags, featureVersion, warnings));
  }

  /** The same for text. */
  public static Mod parse(
      String source,
      String filename,
      int mode,
      int flags,
      int featureVersion,
      WarningSink warnings) {
    return parse(SourceDecoder.decode(source, filename, mode, flags, featureVersion, warnings));
  }

  /**
   * Parses a file that is to be run. It differs from {@code compile()} in the errors of its
   * encoding, which name the file and have no place.
   *
   * @param flags of {@link dev.dormouse.compiler.CompilerFlags}
   * @throws PySyntaxError when the source cannot be parsed
   */
  public static Mod parseFile(byte[] source, String filename, int flags, WarningSink warnings) {
    return parse(SourceDecoder.decodeFile(source, filename, flags, warnings));
  }

  /**
   * Parses one interactive statement of the lines that are read for it; null if the input has ended
   * before it.
   *
   * @param flags of {@link dev.dormouse.compiler.CompilerFlags}
   * @throws PySyntaxError when the source cannot be parsed
   */
  public static Mod parseInteractive(
      LineSource lines, String filename, int flags, WarningSink warnings) {
    Source source = Source.interactive(lines, filename, flags, warnings);
    if (!source.readLine()) {
      return null;
    }
    try {
      return parse(source);
    } catch (StackOverflowError e) {
      // Another thread could not ask for lines, and the one that can has a large stack.
      throw PySyntaxError.unplaced(PySyntaxError.Type.MEMORY_ERROR, "");
    }
  }

  private static Mod parse(Source source) {
    StatementParser parser = new StatementParser(source, 0, 0);
    try {
      Mod mod =
          switch (source.mode) {
            case MODE_EXEC -> parser.file();
            case MODE_EVAL -> parser.evalInput();
            case MODE_SINGLE -> parser.interactive();
            case MODE_FUNC_TYPE -> parser.funcType();
            default -> throw new IllegalArgumentException("mode " + source.mode);
          };
      if (source.mode == MODE_SINGLE) {
        checkSingle(parser);
      }
      return mod;
    } catch (ParseFailure e) {
      throw new ErrorPass(parser).explain();
    } catch (PySyntaxError e) {
      throw new ErrorPass(parser).confirm(e);
    }
  }

  /** Parses the expression of an f-string's replacement field. */
  static Expr fstringExpression(Source source, int startingLine, int startingCol) {
    ExpressionParser parser = new ExpressionParser(source, startingLine, startingCol);
    try {
      return parser.starExpressions();
    } catch (ParseFailure e) {
      throw new ErrorPass(parser).explain();
    } catch (PySyntaxError e) {
      throw new ErrorPass(parser).confirm(e);
    }
  }

  /** A single statement must be all there is, but for blank lines and comments. */
  private static void checkSingle(TokenCursor parser) {
    byte[] buf = parser.source.buf;
    int p = parser.tokenizer.cur;
    while (true) {
      while (buf[p] == ' ' || buf[p] == '\t' || buf[p] == '\n' || buf[p] == '\f') {
        p++;
      }
      if (p == parser.source.limit) {
        return;
      }
      if (buf[p] != '#') {
        throw parser.errorAtLast("multiple statements found while compiling a single statement");
      }
      p = parser.source.lineEnd(p);
    }
  }
}
