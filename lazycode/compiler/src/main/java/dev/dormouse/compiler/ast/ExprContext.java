package dev.dormouse.compiler.ast;

/** What is done with a name, attribute, subscript, list or tuple. */
public final class ExprContext {
  public static final int LOAD = 1;
  public static final int STORE = 2;
  public static final int DEL = 3;

  private ExprContext() {}

  /** The name of this context in CPython's {@code ast} module. */
  public static String name(int code) {
    return switch (code) {
      case LOAD -> "Load";
      case STORE -> "Store";
      case DEL -> "Del";
      default -> throw new IllegalArgumentException("ExprContext " + code);
    };
  }
}
