package dev.dormouse.compiler.ast;

/**
 * An expression. List and set comprehensions and generator expressions share the class {@link
 * Comp}, since they have the same fields.
 */
public abstract class Expr extends Node {
  public static final int BOOL_OP = 1;
  public static final int NAMED_EXPR = 2;
  public static final int BIN_OP = 3;
  public static final int UNARY_OP = 4;
  public static final int LAMBDA = 5;
  public static final int IF_EXP = 6;
  public static final int DICT = 7;
  public static final int SET = 8;
  public static final int LIST_COMP = 9;
  public static final int SET_COMP = 10;
  public static final int GENERATOR_EXP = 11;
  public static final int DICT_COMP = 12;
  public static final int AWAIT = 13;
  public static final int YIELD = 14;
  public static final int YIELD_FROM = 15;
  public static final int COMPARE = 16;
  public static final int CALL = 17;
  public static final int FORMATTED_VALUE = 18;
  public static final int JOINED_STR = 19;
  public static final int CONSTANT = 20;
  public static final int ATTRIBUTE = 21;
  public static final int SUBSCRIPT = 22;
  public static final int STARRED = 23;
  public static final int NAME = 24;
  public static final int LIST = 25;
  public static final int TUPLE = 26;
  public static final int SLICE = 27;

  /** The shared empty sequence. */
  public static final Expr[] EMPTY = {};

  /** Which node this is: one of the constants above. */
  public final int kind;

  Expr(int kind, int lineno, int colOffset, int endLineno, int endColOffset) {
    super(lineno, colOffset, endLineno, endColOffset);
    this.kind = kind;
  }

  /** The name of this node in CPython's {@code ast} module. */
  public final String nodeName() {
    return switch (kind) {
      case BOOL_OP -> "BoolOp";
      case NAMED_EXPR -> "NamedExpr";
      case BIN_OP -> "BinOp";
      case UNARY_OP -> "UnaryOp";
      case LAMBDA -> "Lambda";
      case IF_EXP -> "IfExp";
      case DICT -> "Dict";
      case SET -> "Set";
      case LIST_COMP -> "ListComp";
      case SET_COMP -> "SetComp";
      case GENERATOR_EXP -> "GeneratorExp";
      case DICT_COMP -> "DictComp";
      case AWAIT -> "Await";
      case YIELD -> "Yield";
      case YIELD_FROM -> "YieldFrom";
      case COMPARE -> "Compare";
      case CALL -> "Call";
      case FORMATTED_VALUE -> "FormattedValue";
      case JOINED_STR -> "JoinedStr";
      case CONSTANT -> "Constant";
      case ATTRIBUTE -> "Attribute";
      case SUBSCRIPT -> "Subscript";
      case STARRED -> "Starred";
      case NAME -> "Name";
      case LIST -> "List";
      case TUPLE -> "Tuple";
      case SLICE -> "Slice";
      default -> throw new IllegalStateException("node kind " + kind);
    };
  }

  /** A chain of {@code and} or {@code or}. */
  public static final class BoolOp extends Expr {
    /** One of {@link BoolOperator}. */
    public int op;

    public Expr[] values;

    public BoolOp(
        int op, Expr[] values, int lineno, int colOffset, int endLineno, int endColOffset) {
      super(BOOL_OP, lineno, colOffset, endLineno, endColOffset);
      this.op = op;
      this.values = values;
    }
  }

  /** A {@code :=} expression. */
  public static final class NamedExpr extends Expr {
    public Expr target;
    public Expr value;

    public NamedExpr(
        Expr target, Expr value, int lineno, int colOffset, int endLineno, int endColOffset) {
      super(NAMED_EXPR, lineno, colOffset, endLineno, endColOffset);
      this.target = target;
      this.value = value;
    }
  }

  /** A binary operation. */
  public static final class BinOp extends Expr {
    public Expr left;

    /** One of {@link Operator}. */
    public int op;

    public Expr right;

    public BinOp(
        Expr left, int op, Expr right, int lineno, int colOffset, int endLineno, int endColOffset) {
      super(BIN_OP, lineno, colOffset, endLineno, endColOffset);
      this.left = left;
      this.op = op;
      this.right = right;
    }
  }

  /** A unary operation. */
  public static final class UnaryOp extends Expr {
    /** One of {@link UnaryOperator}. */
    public int op;

    public Expr operand;

    public UnaryOp(
        int op, Expr operand, int lineno, int colOffset, int endLineno, int endColOffset) {
      super(UNARY_OP, lineno, colOffset, endLineno, endColOffset);
      this.op = op;
      this.operand = operand;
    }
  }

  /** A {@code lambda}. */
  public static final class Lambda extends Expr {
    public Arguments args;
    public Expr body;

    public Lambda(
        Arguments args, Expr body, int lineno, int colOffset, int endLineno, int endColOffset) {
      super(LAMBDA, lineno, colOffset, endLineno, endColOffset);
      this.args = args;
      this.body = body;
    }
  }

  /** A conditional expression. */
  public static final class IfExp extends Expr {
    public Expr test;
    public Expr body;
    public Expr orelse;

    public IfExp(
        Expr test,
        Expr body,
        Expr orelse,
        int lineno,
        int colOffset,
        int endLineno,
        int endColOffset) {
      super(IF_EXP, lineno, colOffset, endLineno, endColOffset);
      this.test = test;
      this.body = body;
      this.orelse = orelse;
    }
  }

  /** A dict display. */
  public static final class Dict extends Expr {
    /** A null element stands for {@code **value}. */
    public Expr[] keys;

    public Expr[] values;

    public Dict(
        Expr[] keys, Expr[] values, int lineno, int colOffset, int endLineno, int endColOffset) {
      super(DICT, lineno, colOffset, endLineno, endColOffset);
      this.keys = keys;
      this.values = values;
    }
  }

  /** A set display. */
  public static final class Set extends Expr {
    public Expr[] elts;

    public Set(Expr[] elts, int lineno, int colOffset, int endLineno, int endColOffset) {
      super(SET, lineno, colOffset, endLineno, endColOffset);
      this.elts = elts;
    }
  }

  /** A list or set comprehension or a generator expression. */
  public static final class Comp extends Expr {
    public Expr elt;
    public Comprehension[] generators;

    public Comp(
        int kind,
        Expr elt,
        Comprehension[] generators,
        int lineno,
        int colOffset,
        int endLineno,
        int endColOffset) {
      super(kind, lineno, colOffset, endLineno, endColOffset);
      this.elt = elt;
      this.generators = generators;
    }
  }

  /** A dict comprehension. */
  public static final class DictComp extends Expr {
    public Expr key;
    public Expr value;
    public Comprehension[] generators;

    public DictComp(
        Expr key,
        Expr value,
        Comprehension[] generators,
        int lineno,
        int colOffset,
        int endLineno,
        int endColOffset) {
      super(DICT_COMP, lineno, colOffset, endLineno, endColOffset);
      this.key = key;
      this.value = value;
      this.generators = generators;
    }
  }

  /** An {@code await} expression. */
  public static final class Await extends Expr {
    public Expr value;

    public Await(Expr value, int lineno, int colOffset, int endLineno, int endColOffset) {
      super(AWAIT, lineno, colOffset, endLineno, endColOffset);
      this.value = value;
    }
  }

  /** A {@code yield} expression. */
  public static final class Yield extends Expr {
    /** Null for a bare {@code yield}. */
    public Expr value;

    public Yield(Expr value, int lineno, int colOffset, int endLineno, int endColOffset) {
      super(YIELD, lineno, colOffset, endLineno, endColOffset);
      this.value = value;
    }
  }

  /** A {@code yield from} expression. */
  public static final class YieldFrom extends Expr {
    public Expr value;

    public YieldFrom(Expr value, int lineno, int colOffset, int endLineno, int endColOffset) {
      super(YIELD_FROM, lineno, colOffset, endLineno, endColOffset);
      this.value = value;
    }
  }

  /** A chain of comparisons. */
  public static final class Compare extends Expr {
    public Expr left;

    /** Each one of {@link CmpOperator}. */
    public int[] ops;

    public Expr[] comparators;

    public Compare(
        Expr left,
        int[] ops,
        Expr[] comparators,
        int lineno,
        int colOffset,
        int endLineno,
        int endColOffset) {
      super(COMPARE, lineno, colOffset, endLineno, endColOffset);
      this.left = left;
      this.ops = ops;
      this.comparators = comparators;
    }
  }

  /** A call. */
  public static final class Call extends Expr {
    public Expr func;
    public Expr[] args;
    public Keyword[] keywords;

    public Call(
        Expr func,
        Expr[] args,
        Keyword[] keywords,
        int lineno,
        int colOffset,
        int endLineno,
        int endColOffset) {
      super(CALL, lineno, colOffset, endLineno, endColOffset);
      this.func = func;
      this.args = args;
      this.keywords = keywords;
    }
  }

  /** One replacement field of an f-string. */
  public static final class FormattedValue extends Expr {
    public Expr value;

    /** -1, or the code of {@code s}, {@code r} or {@code a}. */
    public int conversion;

    /** A JoinedStr, or null. */
    public Expr formatSpec;

    public FormattedValue(
        Expr value,
        int conversion,
        Expr formatSpec,
        int lineno,
        int colOffset,
        int endLineno,
        int endColOffset) {
      super(FORMATTED_VALUE, lineno, colOffset, endLineno, endColOffset);
      this.value = value;
      this.conversion = conversion;
      this.formatSpec = formatSpec;
    }
  }

  /** An f-string. */
  public static final class JoinedStr extends Expr {
    public Expr[] values;

    public JoinedStr(Expr[] values, int lineno, int colOffset, int endLineno, int endColOffset) {
      super(JOINED_STR, lineno, colOffset, endLineno, endColOffset);
      this.values = values;
    }
  }

  /** A literal. */
  public static final class Constant extends Expr {
    /** In the domain of {@link dev.dormouse.code.Constants}. */
    public Object value;

    /** CPython's {@code kind}: "u" for a str literal with that prefix, else null. */
    public String prefix;

    public Constant(
        Object value, String prefix, int lineno, int colOffset, int endLineno, int endColOffset) {
      super(CONSTANT, lineno, colOffset, endLineno, endColOffset);
      this.value = value;
      this.prefix = prefix;
    }
  }

  /** An attribute reference. */
  public static final class Attribute extends Expr {
    public Expr value;
    public String attr;

    /** One of {@link ExprContext}. */
    public int ctx;

    public Attribute(
        Expr value,
        String attr,
        int ctx,
        int lineno,
        int colOffset,
        int endLineno,
        int endColOffset) {
      super(ATTRIBUTE, lineno, colOffset, endLineno, endColOffset);
      this.value = value;
      this.attr = attr;
      this.ctx = ctx;
    }
  }

  /** A subscription. */
  public static final class Subscript extends Expr {
    public Expr value;
    public Expr slice;

    /** One of {@link ExprContext}. */
    public int ctx;

    public Subscript(
        Expr value,
        Expr slice,
        int ctx,
        int lineno,
        int colOffset,
        int endLineno,
        int endColOffset) {
      super(SUBSCRIPT, lineno, colOffset, endLineno, endColOffset);
      this.value = value;
      this.slice = slice;
      this.ctx = ctx;
    }
  }

  /** A starred expression. */
  public static final class Starred extends Expr {
    public Expr value;

    /** One of {@link ExprContext}. */
    public int ctx;

    public Starred(
        Expr value, int ctx, int lineno, int colOffset, int endLineno, int endColOffset) {
      super(STARRED, lineno, colOffset, endLineno, endColOffset);
      this.value = value;
      this.ctx = ctx;
    }
  }

  /** A name. */
  public static final class Name extends Expr {
    public String id;

    /** One of {@link ExprContext}. */
    public int ctx;

    public Name(String id, int ctx, int lineno, int colOffset, int endLineno, int endColOffset) {
      super(NAME, lineno, colOffset, endLineno, endColOffset);
      this.id = id;
      this.ctx = ctx;
    }
  }

  /** A list display or target. */
  public static final class List extends Expr {
    public Expr[] elts;

    /** One of {@link ExprContext}. */
    public int ctx;

    public List(Expr[] elts, int ctx, int lineno, int colOffset, int endLineno, int endColOffset) {
      super(LIST, lineno, colOffset, endLineno, endColOffset);
      this.elts = elts;
      this.ctx = ctx;
    }
  }

  /** A tuple display or target. */
  public static final class Tuple extends Expr {
    public Expr[] elts;

    /** One of {@link ExprContext}. */
    public int ctx;

    public Tuple(Expr[] elts, int ctx, int lineno, int colOffset, int endLineno, int endColOffset) {
      super(TUPLE, lineno, colOffset, endLineno, endColOffset);
      this.elts = elts;
      this.ctx = ctx;
    }
  }

  /** A slice; each field is null when left out. */
  public static final class Slice extends Expr {
    public Expr lower;
    public Expr upper;
    public Expr step;

    public Slice(
        Expr lower,
        Expr upper,
        Expr step,
        int lineno,
        int colOffset,
        int endLineno,
        int endColOffset) {
      super(SLICE, lineno, colOffset, endLineno, endColOffset);
      this.lower = lower;
      this.upper = upper;
      this.step = step;
    }
  }
}
