package dev.dormouse.compiler.ast;

/**
 * A statement. The async form of a statement is the same class with another {@link #kind}, since
 * the two always have the same fields.
 */
public abstract class Stmt extends Node {
  public static final int FUNCTION_DEF = 1;
  public static final int ASYNC_FUNCTION_DEF = 2;
  public static final int CLASS_DEF = 3;
  public static final int RETURN = 4;
  public static final int DELETE = 5;
  public static final int ASSIGN = 6;
  public static final int AUG_ASSIGN = 7;
  public static final int ANN_ASSIGN = 8;
  public static final int FOR = 9;
  public static final int ASYNC_FOR = 10;
  public static final int WHILE = 11;
  public static final int IF = 12;
  public static final int WITH = 13;
  public static final int ASYNC_WITH = 14;
  public static final int MATCH = 15;
  public static final int RAISE = 16;
  public static final int TRY = 17;
  public static final int TRY_STAR = 18;
  public static final int ASSERT = 19;
  public static final int IMPORT = 20;
  public static final int IMPORT_FROM = 21;
  public static final int GLOBAL = 22;
  public static final int NONLOCAL = 23;
  public static final int EXPR_STMT = 24;
  public static final int PASS = 25;
  public static final int BREAK = 26;
  public static final int CONTINUE = 27;

  /** The shared empty sequence. */
  public static final Stmt[] EMPTY = {};

  /** Which node this is: one of the constants above. */
  public final int kind;

  Stmt(int kind, int lineno, int colOffset, int endLineno, int endColOffset) {
    super(lineno, colOffset, endLineno, endColOffset);
    this.kind = kind;
  }

  /** The name of this node in CPython's {@code ast} module. */
  public final String nodeName() {
    return switch (kind) {
      case FUNCTION_DEF -> "FunctionDef";
      case ASYNC_FUNCTION_DEF -> "AsyncFunctionDef";
      case CLASS_DEF -> "ClassDef";
      case RETURN -> "Return";
      case DELETE -> "Delete";
      case ASSIGN -> "Assign";
      case AUG_ASSIGN -> "AugAssign";
      case ANN_ASSIGN -> "AnnAssign";
      case FOR -> "For";
      case ASYNC_FOR -> "AsyncFor";
      case WHILE -> "While";
      case IF -> "If";
      case WITH -> "With";
      case ASYNC_WITH -> "AsyncWith";
      case MATCH -> "Match";
      case RAISE -> "Raise";
      case TRY -> "Try";
      case TRY_STAR -> "TryStar";
      case ASSERT -> "Assert";
      case IMPORT -> "Import";
      case IMPORT_FROM -> "ImportFrom";
      case GLOBAL -> "Global";
      case NONLOCAL -> "Nonlocal";
      case EXPR_STMT -> "Expr";
      case PASS -> "Pass";
      case BREAK -> "Break";
      case CONTINUE -> "Continue";
      default -> throw new IllegalStateException("node kind " + kind);
    };
  }

  /** A {@code def} or {@code async def}. */
  public static final class FunctionDef extends Stmt {
    public String name;
    public Arguments args;
    public Stmt[] body;
    public Expr[] decoratorList;

    /** Null without annotation. */
    public Expr returns;

    /** The text of the type comment, or null. */
    public String typeComment;

    public FunctionDef(
        int kind,
        String name,
        Arguments args,
        Stmt[] body,
        Expr[] decoratorList,
        Expr returns,
        String typeComment,
        int lineno,
        int colOffset,
        int endLineno,
        int endColOffset) {
      super(kind, lineno, colOffset, endLineno, endColOffset);
      this.name = name;
      this.args = args;
      this.body = body;
      this.decoratorList = decoratorList;
      this.returns = returns;
      this.typeComment = typeComment;
    }
  }

  /** A {@code class} statement. */
  public static final class ClassDef extends Stmt {
    public String name;
    public Expr[] bases;
    public Keyword[] keywords;
    public Stmt[] body;
    public Expr[] decoratorList;

    public ClassDef(
        String name,
        Expr[] bases,
        Keyword[] keywords,
        Stmt[] body,
        Expr[] decoratorList,
        int lineno,
        int colOffset,
        int endLineno,
        int endColOffset) {
      super(CLASS_DEF, lineno, colOffset, endLineno, endColOffset);
      this.name = name;
      this.bases = bases;
      this.keywords = keywords;
      this.body = body;
      this.decoratorList = decoratorList;
    }
  }

  /** A {@code return} statement. */
  public static final class Return extends Stmt {
    /** Null for a bare {@code return}. */
    public Expr value;

    public Return(Expr value, int lineno, int colOffset, int endLineno, int endColOffset) {
      super(RETURN, lineno, colOffset, endLineno, endColOffset);
      this.value = value;
    }
  }

  /** A {@code del} statement. */
  public static final class Delete extends Stmt {
    public Expr[] targets;

    public Delete(Expr[] targets, int lineno, int colOffset, int endLineno, int endColOffset) {
      super(DELETE, lineno, colOffset, endLineno, endColOffset);
      this.targets = targets;
    }
  }

  /** An assignment, possibly chained. */
  public static final class Assign extends Stmt {
    public Expr[] targets;
    public Expr value;

    /** The text of the type comment, or null. */
    public String typeComment;

    public Assign(
        Expr[] targets,
        Expr value,
        String typeComment,
        int lineno,
        int colOffset,
        int endLineno,
        int endColOffset) {
      super(ASSIGN, lineno, colOffset, endLineno, endColOffset);
      this.targets = targets;
      this.value = value;
      this.typeComment = typeComment;
    }
  }

  /** An augmented assignment. */
  public static final class AugAssign extends Stmt {
    public Expr target;

    /** One of {@link Operator}. */
    public int op;

    public Expr value;

    public AugAssign(
        Expr target,
        int op,
        Expr value,
        int lineno,
        int colOffset,
        int endLineno,
        int endColOffset) {
      super(AUG_ASSIGN, lineno, colOffset, endLineno, endColOffset);
      this.target = target;
      this.op = op;
      this.value = value;
    }
  }

  /** An annotated assignment or declaration. */
  public static final class AnnAssign extends Stmt {
    public Expr target;
    public Expr annotation;

    /** Null for a bare annotation. */
    public Expr value;

    /** Whether the target is a name without parentheses. */
    public boolean simple;

    public AnnAssign(
        Expr target,
        Expr annotation,
        Expr value,
        boolean simple,
        int lineno,
        int colOffset,
        int endLineno,
        int endColOffset) {
      super(ANN_ASSIGN, lineno, colOffset, endLineno, endColOffset);
      this.target = target;
      this.annotation = annotation;
      this.value = value;
      this.simple = simple;
    }
  }

  /** A {@code for} or {@code async for} loop. */
  public static final class For extends Stmt {
    public Expr target;
    public Expr iter;
    public Stmt[] body;
    public Stmt[] orelse;

    /** The text of the type comment, or null. */
    public String typeComment;

    public For(
        int kind,
        Expr target,
        Expr iter,
        Stmt[] body,
        Stmt[] orelse,
        String typeComment,
        int lineno,
        int colOffset,
        int endLineno,
        int endColOffset) {
      super(kind, lineno, colOffset, endLineno, endColOffset);
      this.target = target;
      this.iter = iter;
      this.body = body;
      this.orelse = orelse;
      this.typeComment = typeComment;
    }
  }

  /** A {@code while} loop. */
  public static final class While extends Stmt {
    public Expr test;
    public Stmt[] body;
    public Stmt[] orelse;

    public While(
        Expr test,
        Stmt[] body,
        Stmt[] orelse,
        int lineno,
        int colOffset,
        int endLineno,
        int endColOffset) {
      super(WHILE, lineno, colOffset, endLineno, endColOffset);
      this.test = test;
      this.body = body;
      this.orelse = orelse;
    }
  }

  /** An {@code if} statement; an {@code elif} is an If in orelse. */
  public static final class If extends Stmt {
    public Expr test;
    public Stmt[] body;
    public Stmt[] orelse;

    public If(
        Expr test,
        Stmt[] body,
        Stmt[] orelse,
        int lineno,
        int colOffset,
        int endLineno,
        int endColOffset) {
      super(IF, lineno, colOffset, endLineno, endColOffset);
      this.test = test;
      this.body = body;
      this.orelse = orelse;
    }
  }

  /** A {@code with} or {@code async with} statement. */
  public static final class With extends Stmt {
    public WithItem[] items;
    public Stmt[] body;

    /** The text of the type comment, or null. */
    public String typeComment;

    public With(
        int kind,
        WithItem[] items,
        Stmt[] body,
        String typeComment,
        int lineno,
        int colOffset,
        int endLineno,
        int endColOffset) {
      super(kind, lineno, colOffset, endLineno, endColOffset);
      this.items = items;
      this.body = body;
      this.typeComment = typeComment;
    }
  }

  /** A {@code match} statement. */
  public static final class Match extends Stmt {
    public Expr subject;
    public MatchCase[] cases;

    public Match(
        Expr subject,
        MatchCase[] cases,
        int lineno,
        int colOffset,
        int endLineno,
        int endColOffset) {
      super(MATCH, lineno, colOffset, endLineno, endColOffset);
      this.subject = subject;
      this.cases = cases;
    }
  }

  /** A {@code raise} statement. */
  public static final class Raise extends Stmt {
    /** Null for a bare {@code raise}. */
    public Expr exc;

    /** Null without {@code from}. */
    public Expr cause;

    public Raise(Expr exc, Expr cause, int lineno, int colOffset, int endLineno, int endColOffset) {
      super(RAISE, lineno, colOffset, endLineno, endColOffset);
      this.exc = exc;
      this.cause = cause;
    }
  }

  /** A {@code try} statement, with {@code except} or {@code except*}. */
  public static final class Try extends Stmt {
    public Stmt[] body;
    public ExceptHandler[] handlers;
    public Stmt[] orelse;
    public Stmt[] finalbody;

    public Try(
        int kind,
        Stmt[] body,
        ExceptHandler[] handlers,
        Stmt[] orelse,
        Stmt[] finalbody,
        int lineno,
        int colOffset,
        int endLineno,
        int endColOffset) {
      super(kind, lineno, colOffset, endLineno, endColOffset);
      this.body = body;
      this.handlers = handlers;
      this.orelse = orelse;
      this.finalbody = finalbody;
    }
  }

  /** An {@code assert} statement. */
  public static final class Assert extends Stmt {
    public Expr test;

    /** Null without message. */
    public Expr msg;

    public Assert(Expr test, Expr msg, int lineno, int colOffset, int endLineno, int endColOffset) {
      super(ASSERT, lineno, colOffset, endLineno, endColOffset);
      this.test = test;
      this.msg = msg;
    }
  }

  /** An {@code import} statement. */
  public static final class Import extends Stmt {
    public Alias[] names;

    public Import(Alias[] names, int lineno, int colOffset, int endLineno, int endColOffset) {
      super(IMPORT, lineno, colOffset, endLineno, endColOffset);
      this.names = names;
    }
  }

  /** A {@code from … import} statement. */
  public static final class ImportFrom extends Stmt {
    /** Null when only dots name the module. */
    public String module;

    public Alias[] names;
    public int level;

    public ImportFrom(
        String module,
        Alias[] names,
        int level,
        int lineno,
        int colOffset,
        int endLineno,
        int endColOffset) {
      super(IMPORT_FROM, lineno, colOffset, endLineno, endColOffset);
      this.module = module;
      this.names = names;
      this.level = level;
    }
  }

  /** A {@code global} statement. */
  public static final class Global extends Stmt {
    public String[] names;

    public Global(String[] names, int lineno, int colOffset, int endLineno, int endColOffset) {
      super(GLOBAL, lineno, colOffset, endLineno, endColOffset);
      this.names = names;
    }
  }

  /** A {@code nonlocal} statement. */
  public static final class Nonlocal extends Stmt {
    public String[] names;

    public Nonlocal(String[] names, int lineno, int colOffset, int endLineno, int endColOffset) {
      super(NONLOCAL, lineno, colOffset, endLineno, endColOffset);
      this.names = names;
    }
  }

  /** An expression statement: CPython's {@code Expr}, renamed apart from {@link Expr}. */
  public static final class ExprStmt extends Stmt {
    public Expr value;

    public ExprStmt(Expr value, int lineno, int colOffset, int endLineno, int endColOffset) {
      super(EXPR_STMT, lineno, colOffset, endLineno, endColOffset);
      this.value = value;
    }
  }

  /** A {@code pass} statement. */
  public static final class Pass extends Stmt {

    public Pass(int lineno, int colOffset, int endLineno, int endColOffset) {
      super(PASS, lineno, colOffset, endLineno, endColOffset);
    }
  }

  /** A {@code break} statement. */
  public static final class Break extends Stmt {

    public Break(int lineno, int colOffset, int endLineno, int endColOffset) {
      super(BREAK, lineno, colOffset, endLineno, endColOffset);
    }
  }

  /** A {@code continue} statement. */
  public static final class Continue extends Stmt {

    public Continue(int lineno, int colOffset, int endLineno, int endColOffset) {
      super(CONTINUE, lineno, colOffset, endLineno, endColOffset);
    }
  }
}
