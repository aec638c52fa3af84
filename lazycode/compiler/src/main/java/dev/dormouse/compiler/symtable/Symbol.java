package dev.dormouse.compiler.symtable;

/**
 * What is known of one name in one scope: an int of flags, with the scope that the analysis decided
 * in the upper bits. The numbers are those of CPython's {@code _symtable} module.
 */
public final class Symbol {
  public static final int DEF_GLOBAL = 1;
  public static final int DEF_LOCAL = 2;
  public static final int DEF_PARAM = 4;
  public static final int DEF_NONLOCAL = 8;
  public static final int USE = 16;
  public static final int DEF_FREE_CLASS = 64;
  public static final int DEF_IMPORT = 128;
  public static final int DEF_ANNOT = 256;
  public static final int DEF_COMP_ITER = 512;

  /** Any of the ways to bind a name here. */
  public static final int DEF_BOUND = DEF_LOCAL | DEF_PARAM | DEF_IMPORT;

  public static final int SCOPE_OFFSET = 11;
  public static final int SCOPE_MASK = DEF_GLOBAL | DEF_LOCAL | DEF_PARAM | DEF_NONLOCAL;

  /** Scopes; zero means that the name does not occur. */
  public static final int LOCAL = 1;

  public static final int GLOBAL_EXPLICIT = 2;
  public static final int GLOBAL_IMPLICIT = 3;
  public static final int FREE = 4;
  public static final int CELL = 5;

  private Symbol() {}

  /** {@code flags} with {@code scope} in place of the one they had. */
  static int withScope(int flags, int scope) {
    return flags & ~(SCOPE_MASK << SCOPE_OFFSET) | scope << SCOPE_OFFSET;
  }

  /** The scope in {@code flags}. */
  public static int scope(int flags) {
    return flags >> SCOPE_OFFSET & SCOPE_MASK;
  }
}
