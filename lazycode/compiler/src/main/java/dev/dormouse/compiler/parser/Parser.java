package dev.dormouse.compiler.parser;

import dev.dormouse.compiler.WarningSink;
import dev.dormouse.compiler.ast.Mod;

/** The entry to parsing. */
public final class Parser {
  /** What is parsed: the mode of {@code compile()}. */
  public static final int MODE_EXEC = 0;

  public static final int MODE_EVAL = 1;
  public static final int MODE_SINGLE = 2;
  public static final int MODE_FUNC_TYPE = 3;

  private Parser() {}

  /**
   * Parses encoded source, honouring a byte order mark and a coding cookie, as {@code compile()} does with bytes.
   *
   * @param flags of {@link dev.dormouse.compiler.CompilerFlags}
   * @throws dev.dormouse.compiler.PySyntaxError when the source cannot be parsed
   */
  public static Mod parse(
      byte[] source, String filename, int mode, int flags, WarningSink warnings) {
    throw new UnsupportedOperationException("the parser");
  }

  /**
   * Parses text, as {@code compile()} does with a str.
   *
   * @param flags of {@link dev.dormouse.compiler.CompilerFlags}
   * @throws dev.dormouse.compiler.PySyntaxError when the source cannot be parsed
   */
  public static Mod parse(
      String source, String filename, int mode, int flags, WarningSink warnings) {
    throw new UnsupportedOperationException("the parser");
  }
}
