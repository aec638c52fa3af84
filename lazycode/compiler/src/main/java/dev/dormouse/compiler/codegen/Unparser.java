package dev.dormouse.compiler.codegen;

import dev.dormouse.code.Constants;
import dev.dormouse.compiler.ast.Arg;
import dev.dormouse.compiler.ast.Arguments;
import dev.dormouse.compiler.ast.BoolOperator;
import dev.dormouse.compiler.ast.CmpOperator;
import dev.dormouse.compiler.ast.Comprehension;
import dev.dormouse.compiler.ast.Expr;
import dev.dormouse.compiler.ast.Keyword;
import dev.dormouse.compiler.ast.Operator;
import dev.dormouse.compiler.ast.UnaryOperator;

/** The text that an annotation is kept as under {@code from __future__ import annotations}. */
final class Unparser {
  /**
   * How tightly operators bind; an expression that binds less than its place asks for gets
   * parentheses.
   */
  private static final int TUPLE = 0;

  private static final int TEST = 1;
  private static final int OR = 2;
  private static final int AND = 3;
  private static final int NOT = 4;
  private static final int CMP = 5;
  private static final int BIT_OR = 6;
  private static final int BIT_XOR = 7;
  private static final int BIT_AND = 8;
  private static final int SHIFT = 9;
  private static final int ARITH = 10;
  private static final int TERM = 11;
  private static final int FACTOR = 12;
  private static final int POWER = 13;
  private static final int AWAIT = 14;
  private static final int ATOM = 15;

  /** What infinity is written as, since "inf" would be a name: a number too large for a float. */
  private static final String INFINITY = "1e309";

  private final StringBuilder out = new StringBuilder();

  private Unparser() {}

  static String unparse(Expr e) {
    Unparser unparser = new Unparser();
    unparser.append(e, TEST);
    return unparser.out.toString();
  }

  private void append(Expr node, int level) {
    switch (node.kind) {
      case Expr.BOOL_OP -> appendBoolOp((Expr.BoolOp) node, level);
      case Expr.BIN_OP -> appendBinOp((Expr.BinOp) node, level);
      case Expr.UNARY_OP -> {
        Expr.UnaryOp e = (Expr.UnaryOp) node;
        int own = e.op == UnaryOperator.NOT ? NOT : FACTOR;
        open(level > own);
        out.append(
            switch (e.op) {
              case UnaryOperator.INVERT -> "~";
              case UnaryOperator.NOT -> "not ";
              case UnaryOperator.UADD -> "+";
              default -> "-";
            });
        append(e.operand, own);
        close(level > own);
      }
      case Expr.LAMBDA -> {
        Expr.Lambda e = (Expr.Lambda) node;
        open(level > TEST);
        // Without positional parameters CPython leaves out the space, even before a star.
        boolean positional = e.args.args.length + e.args.posonlyargs.length > 0;
        out.append(positional ? "lambda " : "lambda");
        appendArguments(e.args);
        out.append(": ");
        append(e.body, TEST);
        close(level > TEST);
      }
      case Expr.IF_EXP -> {
        Expr.IfExp e = (Expr.IfExp) node;
        open(level > TEST);
        append(e.body, TEST + 1);
        out.append(" if ");
        append(e.test, TEST + 1);
        out.append(" else ");
        append(e.orelse, TEST);
        close(level > TEST);
      }
      case Expr.DICT -> appendDict((Expr.Dict) node);
      case Expr.SET -> {
        out.append('{');
        appendList(((Expr.Set) node).elts);
        out.append('}');
      }
      case Expr.GENERATOR_EXP -> appendComp((Expr.Comp) node, '(', ')');
      case Expr.LIST_COMP -> appendComp((Expr.Comp) node, '[', ']');
      case Expr.SET_COMP -> appendComp((Expr.Comp) node, '{', '}');
      case Expr.DICT_COMP -> {
        Expr.DictComp e = (Expr.DictComp) node;
        out.append('{');
        append(e.key, TEST);
        out.append(": ");
        append(e.value, TEST);
        appendGenerators(e.generators);
        out.append('}');
      }
      case Expr.YIELD -> {
        Expr value = ((Expr.Yield) node).value;
        out.append(value == null ? "(yield" : "(yield ");
        if (value != null) {
          append(value, TEST);
        }
        out.append(')');
      }
      case Expr.YIELD_FROM -> {
        out.append("(yield from ");
        append(((Expr.YieldFrom) node).value, TEST);
        out.append(')');
      }
      case Expr.AWAIT -> {
        open(level > AWAIT);
        out.append("await ");
        append(((Expr.Await) node).value, ATOM);
        close(level > AWAIT);
      }
      case Expr.COMPARE -> appendCompare((Expr.Compare) node, level);
      case Expr.CALL -> appendCall((Expr.Call) node);
      case Expr.CONSTANT -> appendConstant((Expr.Constant) node);
      case Expr.JOINED_STR -> appendJoinedStr((Expr.JoinedStr) node);
      case Expr.FORMATTED_VALUE -> appendField(out, (Expr.FormattedValue) node);
      case Expr.ATTRIBUTE -> {
        Expr.Attribute e = (Expr.Attribute) node;
        append(e.value, ATOM);
        // "1.real" would be a float and a name.
        boolean number =
            e.value instanceof Expr.Constant c
                && ConstantOperations.isInt(c.value)
                && !(c.value instanceof Boolean);
        out.append(number ? " ." : ".").append(e.attr);
      }
      case Expr.SUBSCRIPT -> {
        Expr.Subscript e = (Expr.Subscript) node;
        append(e.value, ATOM);
        out.append('[');
        append(e.slice, TUPLE);
        out.append(']');
      }
      case Expr.STARRED -> {
        out.append('*');
        append(((Expr.Starred) node).value, BIT_OR);
      }
      case Expr.SLICE -> appendSlice((Expr.Slice) node);
      case Expr.NAME -> out.append(((Expr.Name) node).id);
      case Expr.LIST -> {
        out.append('[');
        appendList(((Expr.List) node).elts);
        out.append(']');
      }
      case Expr.TUPLE -> {
        Expr[] elts = ((Expr.Tuple) node).elts;
        if (elts.length == 0) {
          out.append("()");
        } else {
          open(level > TUPLE);
          appendList(elts);
          out.append(elts.length == 1 ? "," : "");
          close(level > TUPLE);
        }
      }
      case Expr.NAMED_EXPR -> {
        Expr.NamedExpr e = (Expr.NamedExpr) node;
        open(level > TUPLE);
        append(e.target, ATOM);
        out.append(" := ");
        append(e.value, ATOM);
        close(level > TUPLE);
      }
      default -> throw new IllegalArgumentException("expression kind " + node.kind);
    }
  }

  private void open(boolean parentheses) {
    if (parentheses) {
      out.append('(');
    }
  }

  private void close(boolean parentheses) {
    if (parentheses) {
      out.append(')');
    }
  }

  private void appendList(Expr[] elts) {
    for (int i = 0; i < elts.length; i++) {
      out.append(i == 0 ? "" : ", ");
      append(elts[i], TEST);
    }
  }

  private void appendBoolOp(Expr.BoolOp e, int level) {
    boolean and = e.op == BoolOperator.AND;
    int own = and ? AND : OR;
    open(level > own);
    for (int i = 0; i < e.values.length; i++) {
      out.append(i == 0 ? "" : and ? " and " : " or ");
      append(e.values[i], own + 1);
    }
    close(level > own);
  }

  private void appendBinOp(Expr.BinOp e, int level) {
    int own =
        switch (e.op) {
          case Operator.ADD, Operator.SUB -> ARITH;
          case Operator.LSHIFT, Operator.RSHIFT -> SHIFT;
          case Operator.BIT_OR -> BIT_OR;
          case Operator.BIT_XOR -> BIT_XOR;
          case Operator.BIT_AND -> BIT_AND;
          case Operator.POW -> POWER;
          default -> TERM;
        };
    boolean right = e.op == Operator.POW;
    open(level > own);
    append(e.left, right ? own + 1 : own);
    out.append(
        switch (e.op) {
          case Operator.ADD -> " + ";
          case Operator.SUB -> " - ";
          case Operator.MULT -> " * ";
          case Operator.MAT_MULT -> " @ ";
          case Operator.DIV -> " / ";
          case Operator.MOD -> " % ";
          case Operator.POW -> " ** ";
          case Operator.LSHIFT -> " << ";
          case Operator.RSHIFT -> " >> ";
          case Operator.BIT_OR -> " | ";
          case Operator.BIT_XOR -> " ^ ";
          case Operator.BIT_AND -> " & ";
          default -> " // ";
        });
    append(e.right, right ? own : own + 1);
    close(level > own);
  }

  private void appendCompare(Expr.Compare e, int level) {
    open(level > CMP);
    append(e.left, CMP + 1);
    for (int i = 0; i < e.ops.length; i++) {
      out.append(
          switch (e.ops[i]) {
            case CmpOperator.EQ -> " == ";
            case CmpOperator.NOT_EQ -> " != ";
            case CmpOperator.LT -> " < ";
            case CmpOperator.LT_E -> " <= ";
            case CmpOperator.GT -> " > ";
            case CmpOperator.GT_E -> " >= ";
            case CmpOperator.IS -> " is ";
            case CmpOperator.IS_NOT -> " is not ";
            case CmpOperator.IN -> " in ";
            default -> " not in ";
          });
      append(e.comparators[i], CMP + 1);
    }
    close(level > CMP);
  }

  private void appendDict(Expr.Dict e) {
    out.append('{');
    for (int i = 0; i < e.values.length; i++) {
      out.append(i == 0 ? "" : ", ");
      if (e.keys[i] == null) {
        out.append("**");
        append(e.values[i], BIT_OR);
      } else {
        append(e.keys[i], TEST);
        out.append(": ");
        append(e.values[i], TEST);
      }
    }
    out.append('}');
  }

  private void appendComp(Expr.Comp e, char open, char close) {
    out.append(open);
    append(e.elt, TEST);
    appendGenerators(e.generators);
    out.append(close);
  }

  private void appendGenerators(Comprehension[] generators) {
    for (Comprehension c : generators) {
      out.append(c.isAsync ? " async for " : " for ");
      append(c.target, TUPLE);
      out.append(" in ");
      append(c.iter, TEST + 1);
      for (Expr test : c.ifs) {
        out.append(" if ");
        append(test, TEST + 1);
      }
    }
  }

  private void appendCall(Expr.Call e) {
    append(e.func, ATOM);
    if (e.args.length == 1 && e.keywords.length == 0 && e.args[0].kind == Expr.GENERATOR_EXP) {
      append(e.args[0], TEST);
      return;
    }
    out.append('(');
    appendList(e.args);
    for (int i = 0; i < e.keywords.length; i++) {
      Keyword keyword = e.keywords[i];
      out.append(i == 0 && e.args.length == 0 ? "" : ", ");
      if (keyword.arg == null) {
        out.append("**");
      } else {
        out.append(keyword.arg).append('=');
      }
      append(keyword.value, TEST);
    }
    out.append(')');
  }

  private void appendSlice(Expr.Slice e) {
    if (e.lower != null) {
      append(e.lower, TEST);
    }
    out.append(':');
    if (e.upper != null) {
      append(e.upper, TEST);
    }
    if (e.step != null) {
      out.append(':');
      append(e.step, TEST);
    }
  }

  // parameters

  private boolean first;

  private void separate() {
    out.append(first ? "" : ", ");
    first = false;
  }

  private void appendArguments(Arguments args) {
    first = true;
    int posonly = args.posonlyargs.length;
    int positional = posonly + args.args.length;
    int withoutDefault = positional - args.defaults.length;
    for (int i = 0; i < positional; i++) {
      separate();
      appendArg(i < posonly ? args.posonlyargs[i] : args.args[i - posonly]);
      if (i >= withoutDefault) {
        out.append('=');
        append(args.defaults[i - withoutDefault], TEST);
      }
      // Nested lambdas in defaults have used the flag.
      first = false;
      if (i + 1 == posonly) {
        out.append(", /");
      }
    }
    if (args.vararg != null || args.kwonlyargs.length > 0) {
      separate();
      out.append('*');
      if (args.vararg != null) {
        appendArg(args.vararg);
      }
    }
    for (int i = 0; i < args.kwonlyargs.length; i++) {
      first = false;
      separate();
      appendArg(args.kwonlyargs[i]);
      if (args.kwDefaults[i] != null) {
        out.append('=');
        append(args.kwDefaults[i], TEST);
        first = false;
      }
    }
    if (args.kwarg != null) {
      separate();
      out.append("**");
      appendArg(args.kwarg);
    }
  }

  private void appendArg(Arg arg) {
    out.append(arg.arg);
    if (arg.annotation != null) {
      out.append(": ");
      append(arg.annotation, TEST);
    }
  }

  // literals

  private void appendConstant(Expr.Constant e) {
    if (e.prefix != null) {
      out.append(e.prefix);
    }
    appendValue(e.value, true);
  }

  private void appendValue(Object v, boolean top) {
    if (v instanceof Constants.Tuple t) {
      out.append('(');
      for (int i = 0; i < t.items.length; i++) {
        out.append(i == 0 ? "" : ", ");
        appendValue(t.items[i], false);
      }
      out.append(t.items.length == 1 ? ",)" : ")");
    } else if (v == Constants.Singleton.ELLIPSIS) {
      out.append(top ? "..." : "Ellipsis");
    } else if (v instanceof Double d && Double.isInfinite(d) || v instanceof Constants.Complex) {
      out.append(ConstantRepr.repr(v).replace("inf", INFINITY));
    } else {
      ConstantRepr.append(out, v);
    }
  }

  // f-strings

  private void appendJoinedStr(Expr.JoinedStr e) {
    StringBuilder body = new StringBuilder();
    appendBody(body, e);
    out.append('f');
    ConstantRepr.append(out, body.toString());
  }

  private void appendBody(StringBuilder body, Expr.JoinedStr e) {
    for (Expr value : e.values) {
      appendElement(body, value, false);
    }
  }

  private void appendElement(StringBuilder body, Expr e, boolean formatSpec) {
    if (e instanceof Expr.Constant constant) {
      String text = constant.value instanceof String s ? s : ConstantRepr.repr(constant.value);
      body.append(text.replace("{", "{{").replace("}", "}}"));
    } else if (e instanceof Expr.FormattedValue field) {
      appendField(body, field);
    } else if (formatSpec) {
      appendBody(body, (Expr.JoinedStr) e);
    } else {
      Unparser inner = new Unparser();
      inner.appendJoinedStr((Expr.JoinedStr) e);
      body.append(inner.out);
    }
  }

  private void appendField(StringBuilder body, Expr.FormattedValue e) {
    Unparser inner = new Unparser();
    // A lambda's colon would start the format.
    inner.append(e.value, TEST + 1);
    boolean brace = inner.out.length() > 0 && inner.out.charAt(0) == '{';
    body.append(brace ? "{ " : "{").append(inner.out);
    if (e.conversion > 0) {
      body.append('!').append((char) e.conversion);
    }
    if (e.formatSpec != null) {
      body.append(':');
      appendElement(body, e.formatSpec, true);
    }
    body.append('}');
  }
}
