package dev.dormouse.compiler.ast;

/** Operators of {@link Expr.UnaryOp}. */
public final class UnaryOperator {
  public static final int INVERT = 1;
  public static final int NOT = 2;
  public static final int UADD = 3;
  public static final int USUB = 4;

  private UnaryOperator() {}

  /** The name of this operator in CPython's {@code ast} module. */
  public static String name(int code) {
    return switch (code) {
      case INVERT -> "Invert";
      case NOT -> "Not";
      case UADD -> "UAdd";
      case USUB -> "USub";
      default -> throw new IllegalArgumentException("UnaryOperator " + code);
    };
  }
}
