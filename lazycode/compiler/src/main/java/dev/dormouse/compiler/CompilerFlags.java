package dev.dormouse.compiler;

/**
 * The flag bits of {@code compile()}, with the values of CPython's {@code PyCF_*} and {@code
 * CO_FUTURE_*} constants.
 */
public final class CompilerFlags {
  public static final int SOURCE_IS_UTF8 = 0x100;

  /** Interactive input that ends inside a block stays unfinished instead of closing its blocks. */
  public static final int DONT_IMPLY_DEDENT = 0x200;

  public static final int ONLY_AST = 0x400;

  /** The source was a str: no coding cookie is looked for. */
  public static final int IGNORE_COOKIE = 0x800;

  public static final int TYPE_COMMENTS = 0x1000;
  public static final int ALLOW_TOP_LEVEL_AWAIT = 0x2000;

  /** Source that merely ends too early raises "incomplete input", for {@code codeop}. */
  public static final int ALLOW_INCOMPLETE_INPUT = 0x4000;

  public static final int FUTURE_DIVISION = 0x20000;
  public static final int FUTURE_ABSOLUTE_IMPORT = 0x40000;
  public static final int FUTURE_WITH_STATEMENT = 0x80000;
  public static final int FUTURE_PRINT_FUNCTION = 0x100000;
  public static final int FUTURE_UNICODE_LITERALS = 0x200000;
  public static final int FUTURE_BARRY_AS_BDFL = 0x400000;
  public static final int FUTURE_GENERATOR_STOP = 0x800000;
  public static final int FUTURE_ANNOTATIONS = 0x1000000;

  private CompilerFlags() {}
}
