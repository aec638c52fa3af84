package dev.dormouse.compiler.ast;

/** The root of a syntax tree. */
public abstract class Mod {
  public static final int MODULE = 1;
  public static final int INTERACTIVE = 2;
  public static final int EXPRESSION = 3;
  public static final int FUNCTION_TYPE = 4;

  /** Which node this is: one of the constants above. */
  public final int kind;

  Mod(int kind) {
    this.kind = kind;
  }

  /** The name of this node in CPython's {@code ast} module. */
  public final String nodeName() {
    return switch (kind) {
      case MODULE -> "Module";
      case INTERACTIVE -> "Interactive";
      case EXPRESSION -> "Expression";
      case FUNCTION_TYPE -> "FunctionType";
      default -> throw new IllegalStateException("node kind " + kind);
    };
  }

  /** A file or {@code exec} input. */
  public static final class Module extends Mod {
    public Stmt[] body;
    public TypeIgnore[] typeIgnores;

    public Module(Stmt[] body, TypeIgnore[] typeIgnores) {
      super(MODULE);
      this.body = body;
      this.typeIgnores = typeIgnores;
    }
  }

  /** One interactive statement ({@code single}). */
  public static final class Interactive extends Mod {
    public Stmt[] body;

    public Interactive(Stmt[] body) {
      super(INTERACTIVE);
      this.body = body;
    }
  }

  /** An {@code eval} input. */
  public static final class Expression extends Mod {
    public Expr body;

    public Expression(Expr body) {
      super(EXPRESSION);
      this.body = body;
    }
  }

  /** A function signature type comment ({@code func_type}). */
  public static final class FunctionType extends Mod {
    public Expr[] argtypes;
    public Expr returns;

    public FunctionType(Expr[] argtypes, Expr returns) {
      super(FUNCTION_TYPE);
      this.argtypes = argtypes;
      this.returns = returns;
    }
  }
}
