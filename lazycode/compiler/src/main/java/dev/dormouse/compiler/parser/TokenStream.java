package dev.dormouse.compiler.parser;

import dev.dormouse.compiler.CompilerFlags;
import dev.dormouse.compiler.PySyntaxError;
import dev.dormouse.compiler.WarningSink;

/**
 * The tokens of a text as the parser sees them, one after the other: without comments and blank
 * lines, and up to the first that is wrong. What describes a token is that of the last one read.
 */
public final class TokenStream {
  /** Keywords are types of their own only inside: to others they are names. */
  private static final int FIRST_KEYWORD = Tok.FALSE;

  private final Source source;
  private final Tokenizer tokenizer;
  private int type;

  /**
   * Starts before the first token.
   *
   * @throws PySyntaxError if the text has null bytes or lone surrogates
   */
  public TokenStream(String text, String filename, WarningSink warnings) {
    source =
        SourceDecoder.decode(
            text,
            filename,
            Parser.MODE_EXEC,
            CompilerFlags.IGNORE_COOKIE,
            Parser.VERSION,
            warnings);
    tokenizer = new Tokenizer(source, 0);
  }

  /**
   * Reads the next token; false at the end, and where the text stops making sense without an error
   * that belongs to one token.
   *
   * @throws PySyntaxError if the token is malformed
   */
  public boolean next() {
    type = tokenizer.next();
    if (type == Tok.ERRORTOKEN && tokenizer.error != null) {
      throw tokenizer.error;
    }
    return type != Tok.ERRORTOKEN && type != Tok.ENDMARKER;
  }

  /** Its number in Python's module {@code token}. */
  public int type() {
    return type >= FIRST_KEYWORD ? Tok.NAME : type;
  }

  /** Empty for an indentation. */
  public String text() {
    return tokenizer.tokenStart < 0 ? "" : source.text(tokenizer.tokenStart, tokenizer.tokenEnd);
  }

  /** One-based, as is {@link #endLine}. */
  public int line() {
    return type == Tok.STRING ? tokenizer.firstLineno : tokenizer.lineno;
  }

  public int endLine() {
    return tokenizer.lineno;
  }

  /** In bytes from zero, as {@link #endColumn}; -1 for an indentation. */
  public int column() {
    int lineStart = type == Tok.STRING ? tokenizer.multiLineStart : tokenizer.lineStart;
    return Math.max(tokenizer.tokenStart - lineStart, -1);
  }

  public int endColumn() {
    return Math.max(tokenizer.tokenEnd - tokenizer.lineStart, -1);
  }

  /** The lines it is on; of lines that are joined the earlier ones as well. */
  public String lines() {
    return source.text(tokenizer.bufStart, tokenizer.inp);
  }
}
