package dev.dormouse.compiler.ast;

/** One {@code except} clause. */
public final class ExceptHandler extends Node {
  /** The shared empty sequence. */
  public static final ExceptHandler[] EMPTY = {};

  /** Null for a bare {@code except}. */
  public Expr type;

  /** Null without {@code as}. */
  public String name;

  public Stmt[] body;

  public ExceptHandler(
      Expr type,
      String name,
      Stmt[] body,
      int lineno,
      int colOffset,
      int endLineno,
      int endColOffset) {
    super(lineno, colOffset, endLineno, endColOffset);
    this.type = type;
    this.name = name;
    this.body = body;
  }
}
