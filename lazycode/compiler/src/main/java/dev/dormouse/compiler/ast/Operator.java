package dev.dormouse.compiler.ast;

/** Operators of {@link Expr.BinOp} and {@link Stmt.AugAssign}, in CPython's order. */
public final class Operator {
  public static final int ADD = 1;
  public static final int SUB = 2;
  public static final int MULT = 3;
  public static final int MAT_MULT = 4;
  public static final int DIV = 5;
  public static final int MOD = 6;
  public static final int POW = 7;
  public static final int LSHIFT = 8;
  public static final int RSHIFT = 9;
  public static final int BIT_OR = 10;
  public static final int BIT_XOR = 11;
  public static final int BIT_AND = 12;
  public static final int FLOOR_DIV = 13;

  private Operator() {}

  /** The name of this operator in CPython's {@code ast} module. */
  public static String name(int code) {
    return switch (code) {
      case ADD -> "Add";
      case SUB -> "Sub";
      case MULT -> "Mult";
      case MAT_MULT -> "MatMult";
      case DIV -> "Div";
      case MOD -> "Mod";
      case POW -> "Pow";
      case LSHIFT -> "LShift";
      case RSHIFT -> "RShift";
      case BIT_OR -> "BitOr";
      case BIT_XOR -> "BitXor";
      case BIT_AND -> "BitAnd";
      case FLOOR_DIV -> "FloorDiv";
      default -> throw new IllegalArgumentException("Operator " + code);
    };
  }
}
