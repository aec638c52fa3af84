package dev.dormouse.compiler.ast;

/** Operators of {@link Expr.BoolOp}. */
public final class BoolOperator {
  public static final int AND = 1;
  public static final int OR = 2;

  private BoolOperator() {}

  /** The name of this operator in CPython's {@code ast} module. */
  public static String name(int code) {
    return switch (code) {
      case AND -> "And";
      case OR -> "Or";
      default -> throw new IllegalArgumentException("BoolOperator " + code);
    };
  }
}
