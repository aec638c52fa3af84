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

/**
 * The text that an annotation is kept as under {@code from __future__ import annotations}.
 *
 * <p>Every text binds as tightly as its outermost operator, and every place asks for some
 * tightness: {@link #put} writes first, and puts parentheses around what turned out to be too
 * loose.
 */
final class Unparser {
  // How tightly texts bind, from the loosest on.
  private static final int TUPLE = 0;
  private static final int TEST = 1;
  private static final int OR = 2;
  private static final int AND = 3;
  private static final int NOT = 4;
  private static final int COMPARISON = 5;
  private static final int BIT_OR = 6;
  private static final int BIT_XOR = 7;
  private static final int BIT_AND = 8;
  private static final int SHIFT = 9;
  private static final int SUM = 10;
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
    return unparse(e, TEST);
  }

  private static String unparse(Expr e, int place) {
    Unparser unparser = new Unparser();
    unparser.put(e, place);
    return unparser.out.toString();
  }

  /** Writes {@code e} where a text has to bind at least as tightly as {@code place}. */
  private void put(Expr e, int place) {
    int start = out.length();
    if (write(e) < place) {
      out.insert(start, '(').append(')');
    }
  }

  private void putAll(Expr[] exprs) {
    for (int i = 0; i < exprs.length; i++) {
      out.append(i == 0 ? "" : ", ");
      put(exprs[i], TEST);
    }
  }

  private void putOptional(Expr e) {
    if (e != null) {
      put(e, TEST);
    }
  }

  /** Writes an expression without parentheses around it and returns how tightly it binds. */
  private int write(Expr node) {
    return switch (node.kind) {
      case Expr.NAME -> atom(((Expr.Name) node).id);
      case Expr.CONSTANT -> writeConstant((Expr.Constant) node);
      case Expr.ATTRIBUTE -> writeAttribute((Expr.Attribute) node);
      case Expr.SUBSCRIPT -> {
        Expr.Subscript e = (Expr.Subscript) node;
        put(e.value, ATOM);
        out.append('[');
        put(e.slice, TUPLE);
        yield atom("]");
      }
      case Expr.CALL -> writeCall((Expr.Call) node);
      case Expr.BOOL_OP -> writeBoolOp((Expr.BoolOp) node);
      case Expr.BIN_OP -> writeBinOp((Expr.BinOp) node);
      case Expr.UNARY_OP -> {
        Expr.UnaryOp e = (Expr.UnaryOp) node;
        int own = e.op == UnaryOperator.NOT ? NOT : FACTOR;
        out.append(sign(e.op));
        put(e.operand, own);
        yield own;
      }
      case Expr.COMPARE -> writeCompare((Expr.Compare) node);
      case Expr.IF_EXP -> {
        Expr.IfExp e = (Expr.IfExp) node;
        put(e.body, TEST + 1);
        out.append(" if ");
        put(e.test, TEST + 1);
        out.append(" else ");
        put(e.orelse, TEST);
        yield TEST;
      }
      case Expr.LAMBDA -> {
        Expr.Lambda e = (Expr.Lambda) node;
        // Without positional parameters CPython leaves out the space, even before a star.
        boolean positional = e.args.args.length + e.args.posonlyargs.length > 0;
        out.append(positional ? "lambda " : "lambda");
        writeParameters(e.args);
        out.append(": ");
        put(e.body, TEST);
        yield TEST;
      }
      case Expr.NAMED_EXPR -> {
        Expr.NamedExpr e = (Expr.NamedExpr) node;
        put(e.target, ATOM);
        out.append(" := ");
        put(e.value, ATOM);
        yield TUPLE;
      }
      case Expr.STARRED -> {
        out.append('*');
        put(((Expr.Starred) node).value, BIT_OR);
        yield ATOM;
      }
      case Expr.AWAIT -> {
        out.append("await ");
        put(((Expr.Await) node).value, ATOM);
        yield AWAIT;
      }
      case Expr.YIELD -> {
        Expr value = ((Expr.Yield) node).value;
        out.append(value == null ? "(yield" : "(yield ");
        putOptional(value);
        yield atom(")");
      }
      case Expr.YIELD_FROM -> {
        out.append("(yield from ");
        put(((Expr.YieldFrom) node).value, TEST);
        yield atom(")");
      }
      case Expr.SLICE -> writeSlice((Expr.Slice) node);
      case Expr.TUPLE -> writeTuple(((Expr.Tuple) node).elts);
      case Expr.LIST -> writeList("[", ((Expr.List) node).elts, "]");
      case Expr.SET -> writeList("{", ((Expr.Set) node).elts, "}");
      case Expr.DICT -> writeDict((Expr.Dict) node);
      case Expr.LIST_COMP -> writeComp("[", (Expr.Comp) node, "]");
      case Expr.SET_COMP -> writeComp("{", (Expr.Comp) node, "}");
      case Expr.GENERATOR_EXP -> writeComp("(", (Expr.Comp) node, ")");
      case Expr.DICT_COMP -> {
        Expr.DictComp e = (Expr.DictComp) node;
        out.append('{');
        writeItem(e.key, e.value);
        writeGenerators(e.generators);
        yield atom("}");
      }
      case Expr.JOINED_STR -> writeJoinedStr((Expr.JoinedStr) node);
      case Expr.FORMATTED_VALUE -> {
        writeField(out, (Expr.FormattedValue) node);
        yield ATOM;
      }
      default -> throw new IllegalArgumentException("expression kind " + node.kind);
    };
  }

  /** Writes the end of what nothing can come between. */
  private int atom(String end) {
    out.append(end);
    return ATOM;
  }

  // operators

  private static String sign(int op) {
    return switch (op) {
      case UnaryOperator.INVERT -> "~";
      case UnaryOperator.NOT -> "not ";
      case UnaryOperator.UADD -> "+";
      default -> "-";
    };
  }

  private static String comparison(int op) {
    return switch (op) {
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
    };
  }

  private int writeCompare(Expr.Compare e) {
    put(e.left, COMPARISON + 1);
    for (int i = 0; i < e.ops.length; i++) {
      out.append(comparison(e.ops[i]));
      put(e.comparators[i], COMPARISON + 1);
    }
    return COMPARISON;
  }

  private int writeBoolOp(Expr.BoolOp e) {
    boolean and = e.op == BoolOperator.AND;
    int own = and ? AND : OR;
    for (int i = 0; i < e.values.length; i++) {
      out.append(i == 0 ? "" : and ? " and " : " or ");
      put(e.values[i], own + 1);
    }
    return own;
  }

  private int writeBinOp(Expr.BinOp e) {
    return switch (e.op) {
      case Operator.ADD -> writeLeft(e, " + ", SUM);
      case Operator.SUB -> writeLeft(e, " - ", SUM);
      case Operator.MULT -> writeLeft(e, " * ", TERM);
      case Operator.MAT_MULT -> writeLeft(e, " @ ", TERM);
      case Operator.DIV -> writeLeft(e, " / ", TERM);
      case Operator.MOD -> writeLeft(e, " % ", TERM);
      case Operator.FLOOR_DIV -> writeLeft(e, " // ", TERM);
      case Operator.LSHIFT -> writeLeft(e, " << ", SHIFT);
      case Operator.RSHIFT -> writeLeft(e, " >> ", SHIFT);
      case Operator.BIT_OR -> writeLeft(e, " | ", BIT_OR);
      case Operator.BIT_XOR -> writeLeft(e, " ^ ", BIT_XOR);
      case Operator.BIT_AND -> writeLeft(e, " & ", BIT_AND);
      default -> {
        // Powers alone group from the right.
        put(e.left, POWER + 1);
        out.append(" ** ");
        put(e.right, POWER);
        yield POWER;
      }
    };
  }

  private int writeLeft(Expr.BinOp e, String operator, int own) {
    put(e.left, own);
    out.append(operator);
    put(e.right, own + 1);
    return own;
  }

  private int writeAttribute(Expr.Attribute e) {
    put(e.value, ATOM);
    // "1.real" would be a float and a name.
    boolean number =
        e.value instanceof Expr.Constant c
            && ConstantOperations.isInt(c.value)
            && !(c.value instanceof Boolean);
    return atom((number ? " ." : ".").concat(e.attr));
  }

  private int writeCall(Expr.Call e) {
    put(e.func, ATOM);
    if (e.args.length == 1 && e.keywords.length == 0 && e.args[0].kind == Expr.GENERATOR_EXP) {
      // Its own parentheses are enough.
      put(e.args[0], TEST);
      return ATOM;
    }
    out.append('(');
    putAll(e.args);
    for (int i = 0; i < e.keywords.length; i++) {
      Keyword keyword = e.keywords[i];
      out.append(i == 0 && e.args.length == 0 ? "" : ", ");
      if (keyword.arg == null) {
        out.append("**");
      } else {
        out.append(keyword.arg).append('=');
      }
      put(keyword.value, TEST);
    }
    return atom(")");
  }

  // parameters

  private void writeParameters(Arguments args) {
    int start = out.length();
    int posonly = args.posonlyargs.length;
    int positional = posonly + args.args.length;
    int withoutDefault = positional - args.defaults.length;
    for (int i = 0; i < positional; i++) {
      separate(start);
      writeParameter(
          i < posonly ? args.posonlyargs[i] : args.args[i - posonly],
          i < withoutDefault ? null : args.defaults[i - withoutDefault]);
      out.append(i + 1 == posonly ? ", /" : "");
    }
    if (args.vararg != null || args.kwonlyargs.length > 0) {
      separate(start);
      out.append('*');
      if (args.vararg != null) {
        writeParameter(args.vararg, null);
      }
    }
    for (int i = 0; i < args.kwonlyargs.length; i++) {
      separate(start);
      writeParameter(args.kwonlyargs[i], args.kwDefaults[i]);
    }
    if (args.kwarg != null) {
      separate(start);
      out.append("**");
      writeParameter(args.kwarg, null);
    }
  }

  private void separate(int start) {
    out.append(out.length() == start ? "" : ", ");
  }

  private void writeParameter(Arg arg, Expr value) {
    out.append(arg.arg);
    if (arg.annotation != null) {
      out.append(": ");
      put(arg.annotation, TEST);
    }
    if (value != null) {
      out.append('=');
      put(value, TEST);
    }
  }

  // displays and slices

  private int writeSlice(Expr.Slice e) {
    putOptional(e.lower);
    out.append(':');
    putOptional(e.upper);
    if (e.step != null) {
      out.append(':');
      put(e.step, TEST);
    }
    return ATOM;
  }

  private int writeTuple(Expr[] elts) {
    if (elts.length == 0) {
      return atom("()");
    }
    putAll(elts);
    out.append(elts.length == 1 ? "," : "");
    return TUPLE;
  }

  private int writeList(String open, Expr[] elts, String close) {
    out.append(open);
    putAll(elts);
    return atom(close);
  }

  private int writeComp(String open, Expr.Comp e, String close) {
    out.append(open);
    put(e.elt, TEST);
    writeGenerators(e.generators);
    return atom(close);
  }

  private int writeDict(Expr.Dict e) {
    out.append('{');
    for (int i = 0; i < e.values.length; i++) {
      out.append(i == 0 ? "" : ", ");
      if (e.keys[i] == null) {
        out.append("**");
        put(e.values[i], BIT_OR);
      } else {
        writeItem(e.keys[i], e.values[i]);
      }
    }
    return atom("}");
  }

  private void writeItem(Expr key, Expr value) {
    put(key, TEST);
    out.append(": ");
    put(value, TEST);
  }

  private void writeGenerators(Comprehension[] generators) {
    for (Comprehension c : generators) {
      out.append(c.isAsync ? " async for " : " for ");
      put(c.target, TUPLE);
      out.append(" in ");
      put(c.iter, TEST + 1);
      for (Expr test : c.ifs) {
        out.append(" if ");
        put(test, TEST + 1);
      }
    }
  }

  // literals

  private int writeConstant(Expr.Constant e) {
    if (e.prefix != null) {
      out.append(e.prefix);
    }
    if (e.value == Constants.Singleton.ELLIPSIS) {
      // In a folded tuple it is written as repr() has it.
      out.append("...");
    } else {
      writeValue(e.value);
    }
    return ATOM;
  }

  private void writeValue(Object v) {
    if (v instanceof Constants.Tuple t) {
      out.append('(');
      for (int i = 0; i < t.items.length; i++) {
        out.append(i == 0 ? "" : ", ");
        writeValue(t.items[i]);
      }
      out.append(t.items.length == 1 ? ",)" : ")");
    } else if (v instanceof Double d && Double.isInfinite(d) || v instanceof Constants.Complex) {
      out.append(ConstantRepr.repr(v).replace("inf", INFINITY));
    } else {
      ConstantRepr.append(out, v);
    }
  }

  // f-strings

  private int writeJoinedStr(Expr.JoinedStr e) {
    StringBuilder body = new StringBuilder();
    writePieces(body, e);
    out.append('f');
    ConstantRepr.append(out, body.toString());
    return ATOM;
  }

  private static void writePieces(StringBuilder body, Expr.JoinedStr e) {
    for (Expr piece : e.values) {
      writePiece(body, piece, false);
    }
  }

  /** One piece of an f-string, before quoting; a format is itself a string of pieces. */
  private static void writePiece(StringBuilder body, Expr e, boolean format) {
    if (e instanceof Expr.Constant constant) {
      String text = constant.value instanceof String s ? s : ConstantRepr.repr(constant.value);
      body.append(text.replace("{", "{{").replace("}", "}}"));
    } else if (e instanceof Expr.FormattedValue field) {
      writeField(body, field);
    } else if (format) {
      writePieces(body, (Expr.JoinedStr) e);
    } else {
      body.append(unparse(e));
    }
  }

  private static void writeField(StringBuilder body, Expr.FormattedValue e) {
    // A lambda's colon would start the format.
    String value = unparse(e.value, TEST + 1);
    body.append(value.startsWith("{") ? "{ " : "{").append(value);
    if (e.conversion > 0) {
      body.append('!').append((char) e.conversion);
    }
    if (e.formatSpec != null) {
      body.append(':');
      writePiece(body, e.formatSpec, true);
    }
    body.append('}');
  }
}
