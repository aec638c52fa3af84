package dev.dormouse.compiler.ast;

/** Operators of {@link Expr.Compare}, in CPython's order. */
public final class CmpOperator {
  public static final int EQ = 1;
  public static final int NOT_EQ = 2;
  public static final int LT = 3;
  public static final int LT_E = 4;
  public static final int GT = 5;
  public static final int GT_E = 6;
  public static final int IS = 7;
  public static final int IS_NOT = 8;
  public static final int IN = 9;
  public static final int NOT_IN = 10;

  private CmpOperator() {}

  /** The name of this operator in CPython's {@code ast} module. */
  public static String name(int code) {
    return switch (code) {
      case EQ -> "Eq";
      case NOT_EQ -> "NotEq";
      case LT -> "Lt";
      case LT_E -> "LtE";
      case GT -> "Gt";
      case GT_E -> "GtE";
      case IS -> "Is";
      case IS_NOT -> "IsNot";
      case IN -> "In";
      case NOT_IN -> "NotIn";
      default -> throw new IllegalArgumentException("CmpOperator " + code);
    };
  }
}
