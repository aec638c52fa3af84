package dev.dormouse.compiler.parser;

import dev.dormouse.code.Constants;
import dev.dormouse.compiler.ast.Alias;
import dev.dormouse.compiler.ast.Arg;
import dev.dormouse.compiler.ast.Arguments;
import dev.dormouse.compiler.ast.BoolOperator;
import dev.dormouse.compiler.ast.CmpOperator;
import dev.dormouse.compiler.ast.Comprehension;
import dev.dormouse.compiler.ast.ExceptHandler;
import dev.dormouse.compiler.ast.Expr;
import dev.dormouse.compiler.ast.ExprContext;
import dev.dormouse.compiler.ast.Keyword;
import dev.dormouse.compiler.ast.MatchCase;
import dev.dormouse.compiler.ast.Mod;
import dev.dormouse.compiler.ast.Node;
import dev.dormouse.compiler.ast.Operator;
import dev.dormouse.compiler.ast.Pattern;
import dev.dormouse.compiler.ast.Stmt;
import dev.dormouse.compiler.ast.TypeIgnore;
import dev.dormouse.compiler.ast.UnaryOperator;
import dev.dormouse.compiler.ast.WithItem;

/**
 * Writes a tree as {@code ast.dump(tree, include_attributes=True)} does, with everything outside
 * ASCII escaped: which characters repr shows as themselves depends on the version of Unicode.
 */
public final class AstDump {
  private final StringBuilder out = new StringBuilder();

  /** Whether the node being written already has a field. */
  private boolean started;

  private AstDump() {}

  public static String dump(Mod mod) {
    AstDump dump = new AstDump();
    dump.mod(mod);
    return dump.out.toString();
  }

  private void open(String name) {
    out.append(name).append('(');
    started = false;
  }

  private void close() {
    out.append(')');
    started = true;
  }

  private void close(Node node) {
    field("lineno").append(node.lineno);
    field("col_offset").append(node.colOffset);
    field("end_lineno").append(node.endLineno);
    field("end_col_offset").append(node.endColOffset);
    close();
  }

  private StringBuilder field(String name) {
    if (started) {
      out.append(", ");
    }
    started = true;
    return out.append(name).append('=');
  }

  private void name(String field, String value) {
    if (value != null) {
      field(field);
      text(value);
    }
  }

  private void names(String field, String[] values) {
    field(field).append('[');
    for (int i = 0; i < values.length; i++) {
      out.append(i == 0 ? "" : ", ");
      text(values[i]);
    }
    out.append(']');
  }

  private void symbol(String field, String name) {
    field(field).append(name).append("()");
  }

  private void child(String field, Object node) {
    if (node != null) {
      field(field);
      any(node);
    }
  }

  private void children(String field, Object[] nodes) {
    field(field).append('[');
    for (int i = 0; i < nodes.length; i++) {
      out.append(i == 0 ? "" : ", ");
      any(nodes[i]);
    }
    out.append(']');
    started = true;
  }

  private void any(Object node) {
    if (node == null) {
      out.append("None");
    } else if (node instanceof Expr e) {
      expr(e);
    } else if (node instanceof Stmt s) {
      stmt(s);
    } else if (node instanceof Pattern p) {
      pattern(p);
    } else if (node instanceof Arguments a) {
      open("arguments");
      children("posonlyargs", a.posonlyargs);
      children("args", a.args);
      child("vararg", a.vararg);
      children("kwonlyargs", a.kwonlyargs);
      children("kw_defaults", a.kwDefaults);
      child("kwarg", a.kwarg);
      children("defaults", a.defaults);
      close();
    } else if (node instanceof Arg a) {
      open("arg");
      name("arg", a.arg);
      child("annotation", a.annotation);
      name("type_comment", a.typeComment);
      close(a);
    } else if (node instanceof Keyword k) {
      open("keyword");
      name("arg", k.arg);
      child("value", k.value);
      close(k);
    } else if (node instanceof Alias a) {
      open("alias");
      name("name", a.name);
      name("asname", a.asname);
      close(a);
    } else if (node instanceof WithItem w) {
      open("withitem");
      child("context_expr", w.contextExpr);
      child("optional_vars", w.optionalVars);
      close();
    } else if (node instanceof MatchCase m) {
      open("match_case");
      child("pattern", m.pattern);
      child("guard", m.guard);
      children("body", m.body);
      close();
    } else if (node instanceof Comprehension c) {
      open("comprehension");
      child("target", c.target);
      child("iter", c.iter);
      children("ifs", c.ifs);
      field("is_async").append(c.isAsync ? 1 : 0);
      close();
    } else if (node instanceof ExceptHandler h) {
      open("ExceptHandler");
      child("type", h.type);
      name("name", h.name);
      children("body", h.body);
      close(h);
    } else if (node instanceof TypeIgnore t) {
      open("TypeIgnore");
      field("lineno").append(t.lineno);
      name("tag", t.tag);
      close();
    } else {
      throw new IllegalArgumentException(node.toString());
    }
  }

  private void mod(Mod mod) {
    open(mod.nodeName());
    switch (mod.kind) {
      case Mod.MODULE -> {
        children("body", ((Mod.Module) mod).body);
        children("type_ignores", ((Mod.Module) mod).typeIgnores);
      }
      case Mod.INTERACTIVE -> children("body", ((Mod.Interactive) mod).body);
      case Mod.EXPRESSION -> child("body", ((Mod.Expression) mod).body);
      default -> {
        children("argtypes", ((Mod.FunctionType) mod).argtypes);
        child("returns", ((Mod.FunctionType) mod).returns);
      }
    }
    close();
  }

  private void stmt(Stmt stmt) {
    open(stmt.nodeName());
    switch (stmt.kind) {
      case Stmt.FUNCTION_DEF, Stmt.ASYNC_FUNCTION_DEF -> {
        Stmt.FunctionDef s = (Stmt.FunctionDef) stmt;
        name("name", s.name);
        child("args", s.args);
        children("body", s.body);
        children("decorator_list", s.decoratorList);
        child("returns", s.returns);
        name("type_comment", s.typeComment);
      }
      case Stmt.CLASS_DEF -> {
        Stmt.ClassDef s = (Stmt.ClassDef) stmt;
        name("name", s.name);
        children("bases", s.bases);
        children("keywords", s.keywords);
        children("body", s.body);
        children("decorator_list", s.decoratorList);
      }
      case Stmt.RETURN -> child("value", ((Stmt.Return) stmt).value);
      case Stmt.DELETE -> children("targets", ((Stmt.Delete) stmt).targets);
      case Stmt.ASSIGN -> {
        Stmt.Assign s = (Stmt.Assign) stmt;
        children("targets", s.targets);
        child("value", s.value);
        name("type_comment", s.typeComment);
      }
      case Stmt.AUG_ASSIGN -> {
        Stmt.AugAssign s = (Stmt.AugAssign) stmt;
        child("target", s.target);
        symbol("op", Operator.name(s.op));
        child("value", s.value);
      }
      case Stmt.ANN_ASSIGN -> {
        Stmt.AnnAssign s = (Stmt.AnnAssign) stmt;
        child("target", s.target);
        child("annotation", s.annotation);
        child("value", s.value);
        field("simple").append(s.simple ? 1 : 0);
      }
      case Stmt.FOR, Stmt.ASYNC_FOR -> {
        Stmt.For s = (Stmt.For) stmt;
        child("target", s.target);
        child("iter", s.iter);
        children("body", s.body);
        children("orelse", s.orelse);
        name("type_comment", s.typeComment);
      }
      case Stmt.WHILE -> {
        Stmt.While s = (Stmt.While) stmt;
        child("test", s.test);
        children("body", s.body);
        children("orelse", s.orelse);
      }
      case Stmt.IF -> {
        Stmt.If s = (Stmt.If) stmt;
        child("test", s.test);
        children("body", s.body);
        children("orelse", s.orelse);
      }
      case Stmt.WITH, Stmt.ASYNC_WITH -> {
        Stmt.With s = (Stmt.With) stmt;
        children("items", s.items);
        children("body", s.body);
        name("type_comment", s.typeComment);
      }
      case Stmt.MATCH -> {
        Stmt.Match s = (Stmt.Match) stmt;
        child("subject", s.subject);
        children("cases", s.cases);
      }
      case Stmt.RAISE -> {
        Stmt.Raise s = (Stmt.Raise) stmt;
        child("exc", s.exc);
        child("cause", s.cause);
      }
      case Stmt.TRY, Stmt.TRY_STAR -> {
        Stmt.Try s = (Stmt.Try) stmt;
        children("body", s.body);
        children("handlers", s.handlers);
        children("orelse", s.orelse);
        children("finalbody", s.finalbody);
      }
      case Stmt.ASSERT -> {
        Stmt.Assert s = (Stmt.Assert) stmt;
        child("test", s.test);
        child("msg", s.msg);
      }
      case Stmt.IMPORT -> children("names", ((Stmt.Import) stmt).names);
      case Stmt.IMPORT_FROM -> {
        Stmt.ImportFrom s = (Stmt.ImportFrom) stmt;
        name("module", s.module);
        children("names", s.names);
        field("level").append(s.level);
      }
      case Stmt.GLOBAL -> names("names", ((Stmt.Global) stmt).names);
      case Stmt.NONLOCAL -> names("names", ((Stmt.Nonlocal) stmt).names);
      case Stmt.EXPR_STMT -> child("value", ((Stmt.ExprStmt) stmt).value);
      default -> {}
    }
    close(stmt);
  }

  private void expr(Expr expr) {
    open(expr.nodeName());
    switch (expr.kind) {
      case Expr.BOOL_OP -> {
        symbol("op", BoolOperator.name(((Expr.BoolOp) expr).op));
        children("values", ((Expr.BoolOp) expr).values);
      }
      case Expr.NAMED_EXPR -> {
        child("target", ((Expr.NamedExpr) expr).target);
        child("value", ((Expr.NamedExpr) expr).value);
      }
      case Expr.BIN_OP -> {
        child("left", ((Expr.BinOp) expr).left);
        symbol("op", Operator.name(((Expr.BinOp) expr).op));
        child("right", ((Expr.BinOp) expr).right);
      }
      case Expr.UNARY_OP -> {
        symbol("op", UnaryOperator.name(((Expr.UnaryOp) expr).op));
        child("operand", ((Expr.UnaryOp) expr).operand);
      }
      case Expr.LAMBDA -> {
        child("args", ((Expr.Lambda) expr).args);
        child("body", ((Expr.Lambda) expr).body);
      }
      case Expr.IF_EXP -> {
        child("test", ((Expr.IfExp) expr).test);
        child("body", ((Expr.IfExp) expr).body);
        child("orelse", ((Expr.IfExp) expr).orelse);
      }
      case Expr.DICT -> {
        children("keys", ((Expr.Dict) expr).keys);
        children("values", ((Expr.Dict) expr).values);
      }
      case Expr.SET -> children("elts", ((Expr.Set) expr).elts);
      case Expr.LIST_COMP, Expr.SET_COMP, Expr.GENERATOR_EXP -> {
        child("elt", ((Expr.Comp) expr).elt);
        children("generators", ((Expr.Comp) expr).generators);
      }
      case Expr.DICT_COMP -> {
        child("key", ((Expr.DictComp) expr).key);
        child("value", ((Expr.DictComp) expr).value);
        children("generators", ((Expr.DictComp) expr).generators);
      }
      case Expr.AWAIT -> child("value", ((Expr.Await) expr).value);
      case Expr.YIELD -> child("value", ((Expr.Yield) expr).value);
      case Expr.YIELD_FROM -> child("value", ((Expr.YieldFrom) expr).value);
      case Expr.COMPARE -> {
        Expr.Compare e = (Expr.Compare) expr;
        child("left", e.left);
        field("ops").append('[');
        for (int i = 0; i < e.ops.length; i++) {
          out.append(i == 0 ? "" : ", ").append(CmpOperator.name(e.ops[i])).append("()");
        }
        out.append(']');
        children("comparators", e.comparators);
      }
      case Expr.CALL -> {
        child("func", ((Expr.Call) expr).func);
        children("args", ((Expr.Call) expr).args);
        children("keywords", ((Expr.Call) expr).keywords);
      }
      case Expr.FORMATTED_VALUE -> {
        Expr.FormattedValue e = (Expr.FormattedValue) expr;
        child("value", e.value);
        field("conversion").append(e.conversion);
        child("format_spec", e.formatSpec);
      }
      case Expr.JOINED_STR -> children("values", ((Expr.JoinedStr) expr).values);
      case Expr.CONSTANT -> {
        field("value");
        value(((Expr.Constant) expr).value);
        name("kind", ((Expr.Constant) expr).prefix);
      }
      case Expr.ATTRIBUTE -> {
        child("value", ((Expr.Attribute) expr).value);
        name("attr", ((Expr.Attribute) expr).attr);
        context(((Expr.Attribute) expr).ctx);
      }
      case Expr.SUBSCRIPT -> {
        child("value", ((Expr.Subscript) expr).value);
        child("slice", ((Expr.Subscript) expr).slice);
        context(((Expr.Subscript) expr).ctx);
      }
      case Expr.STARRED -> {
        child("value", ((Expr.Starred) expr).value);
        context(((Expr.Starred) expr).ctx);
      }
      case Expr.NAME -> {
        name("id", ((Expr.Name) expr).id);
        context(((Expr.Name) expr).ctx);
      }
      case Expr.LIST -> {
        children("elts", ((Expr.List) expr).elts);
        context(((Expr.List) expr).ctx);
      }
      case Expr.TUPLE -> {
        children("elts", ((Expr.Tuple) expr).elts);
        context(((Expr.Tuple) expr).ctx);
      }
      default -> {
        child("lower", ((Expr.Slice) expr).lower);
        child("upper", ((Expr.Slice) expr).upper);
        child("step", ((Expr.Slice) expr).step);
      }
    }
    close(expr);
  }

  private void context(int ctx) {
    symbol("ctx", ExprContext.name(ctx));
  }

  private void pattern(Pattern pattern) {
    open(pattern.nodeName());
    switch (pattern.kind) {
      case Pattern.MATCH_VALUE -> child("value", ((Pattern.MatchValue) pattern).value);
      case Pattern.MATCH_SINGLETON -> {
        field("value");
        value(((Pattern.MatchSingleton) pattern).value);
      }
      case Pattern.MATCH_SEQUENCE ->
          children("patterns", ((Pattern.MatchSequence) pattern).patterns);
      case Pattern.MATCH_MAPPING -> {
        children("keys", ((Pattern.MatchMapping) pattern).keys);
        children("patterns", ((Pattern.MatchMapping) pattern).patterns);
        name("rest", ((Pattern.MatchMapping) pattern).rest);
      }
      case Pattern.MATCH_CLASS -> {
        child("cls", ((Pattern.MatchClass) pattern).cls);
        children("patterns", ((Pattern.MatchClass) pattern).patterns);
        names("kwd_attrs", ((Pattern.MatchClass) pattern).kwdAttrs);
        children("kwd_patterns", ((Pattern.MatchClass) pattern).kwdPatterns);
      }
      case Pattern.MATCH_STAR -> name("name", ((Pattern.MatchStar) pattern).name);
      case Pattern.MATCH_AS -> {
        child("pattern", ((Pattern.MatchAs) pattern).pattern);
        name("name", ((Pattern.MatchAs) pattern).name);
      }
      default -> children("patterns", ((Pattern.MatchOr) pattern).patterns);
    }
    close(pattern);
  }

  // Constants, as Python's repr shows them.

  private void value(Object v) {
    if (v == Constants.Singleton.NONE) {
      out.append("None");
    } else if (v == Constants.Singleton.ELLIPSIS) {
      out.append("Ellipsis");
    } else if (v instanceof Boolean b) {
      out.append(b ? "True" : "False");
    } else if (v instanceof Double d) {
      String s = number(d);
      out.append(s.indexOf('.') < 0 && s.indexOf('e') < 0 && s.indexOf('n') < 0 ? s + ".0" : s);
    } else if (v instanceof Constants.Complex c) {
      out.append(number(c.imag)).append('j');
    } else if (v instanceof String s) {
      text(s);
    } else if (v instanceof Constants.WideText w) {
      text(w.codePoints());
    } else if (v instanceof Constants.Bytes b) {
      int[] units = new int[b.value.length];
      for (int i = 0; i < units.length; i++) {
        units[i] = b.value[i] & 0xFF;
      }
      out.append('b');
      quoted(units);
    } else {
      out.append(v);
    }
  }

  /** A float in repr's form, without a trailing {@code .0}. */
  private static String number(double d) {
    if (Double.isInfinite(d)) {
      return "inf";
    }
    if (d == 0) {
      return "0";
    }
    java.math.BigDecimal decimal =
        new java.math.BigDecimal(Double.toString(d)).stripTrailingZeros();
    String digits = decimal.unscaledValue().toString();
    if (digits.length() == 2) {
      // Java always shows two digits of the smallest numbers, even when one would do.
      java.math.BigDecimal shorter =
          decimal.round(new java.math.MathContext(1, java.math.RoundingMode.HALF_UP));
      if (shorter.doubleValue() == d) {
        decimal = shorter.stripTrailingZeros();
        digits = decimal.unscaledValue().toString();
      }
    }
    int exponent = digits.length() - decimal.scale() - 1;
    if (exponent < -4 || exponent >= 16) {
      String mantissa =
          digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
      int size = Math.abs(exponent);
      return mantissa + (exponent < 0 ? "e-" : "e+") + (size < 10 ? "0" : "") + size;
    }
    return decimal.toPlainString();
  }

  private void text(String s) {
    text(s.codePoints().toArray());
  }

  private void text(int[] codePoints) {
    quoted(codePoints);
  }

  private void quoted(int[] units) {
    boolean single = false;
    boolean dual = false;
    for (int c : units) {
      single |= c == '\'';
      dual |= c == '"';
    }
    char quote = single && !dual ? '"' : '\'';
    out.append(quote);
    for (int c : units) {
      if (c == quote || c == '\\') {
        out.append('\\').append((char) c);
      } else if (c == '\n') {
        out.append("\\n");
      } else if (c == '\r') {
        out.append("\\r");
      } else if (c == '\t') {
        out.append("\\t");
      } else if (c >= ' ' && c < 127) {
        out.append((char) c);
      } else {
        int width = c < 0x100 ? 2 : c < 0x10000 ? 4 : 8;
        out.append(c < 0x100 ? "\\x" : c < 0x10000 ? "\\u" : "\\U");
        out.append("0".repeat(width - Integer.toHexString(c).length()));
        out.append(Integer.toHexString(c));
      }
    }
    out.append(quote);
  }
}
