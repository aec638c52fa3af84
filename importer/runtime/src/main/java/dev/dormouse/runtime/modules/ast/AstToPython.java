package dev.dormouse.runtime.modules.ast;

import dev.dormouse.code.CodeObject;
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
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.ObjectFactory;
import dev.dormouse.runtime.objects.PyDict;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyList;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.ThreadState;

/**
 * Makes Python objects of a tree. The values given to {@link #make} are in the order of the fields
 * in the grammar.
 */
public final class AstToPython {
  /**
   * How many nodes deep a tree may be for each level that the recursion limit allows, as in
   * CPython.
   */
  private static final int LEVELS = 3;

  private final AstTypes types = AstTypes.current();
  private final long limit;
  private long depth;

  private AstToPython() {
    ThreadState ts = ThreadState.current();
    limit = (long) ts.interpreter.recursionLimit * LEVELS;
    depth = (long) ts.depth * LEVELS;
  }

  public static PyObject convert(Mod tree) {
    return new AstToPython().mod(tree);
  }

  private PyObject make(String name, PyObject... values) {
    AstTypes.Node node = types.byName(name);
    PyObject o = new PyObject(node.type);
    PyDict d = o.dict();
    for (int i = 0; i < values.length; i++) {
      d.put(node.fields[i], values[i]);
    }
    return o;
  }

  private static PyObject place(PyObject o, Node n) {
    PyDict d = o.dict();
    d.put(AstTypes.LINENO, PyInt.of(n.lineno));
    d.put(AstTypes.COL_OFFSET, PyInt.of(n.colOffset));
    d.put(AstTypes.END_LINENO, PyInt.of(n.endLineno));
    d.put(AstTypes.END_COL_OFFSET, PyInt.of(n.endColOffset));
    return o;
  }

  private PyObject singleton(String name) {
    return types.byName(name).singleton;
  }

  private void enter() {
    if (++depth > limit) {
      throw Errors.recursionError("maximum recursion depth exceeded during ast construction");
    }
  }

  private static PyObject identifier(String s) {
    return s == null ? PyObject.NONE : PyStr.interned(s);
  }

  private static PyObject string(String s) {
    return s == null ? PyObject.NONE : PyStr.of(s);
  }

  private static PyObject constant(Object value) {
    return (PyObject) CodeObject.make(value, ObjectFactory.INSTANCE);
  }

  private static PyObject identifiers(String[] names) {
    PyObject[] all = new PyObject[names.length];
    for (int i = 0; i < all.length; i++) {
      all[i] = identifier(names[i]);
    }
    return PyList.of(all);
  }

  private PyObject context(int ctx) {
    return singleton(ExprContext.name(ctx));
  }

  private PyObject mod(Mod m) {
    if (m instanceof Mod.Module n) {
      PyObject[] ignores = new PyObject[n.typeIgnores.length];
      for (int i = 0; i < ignores.length; i++) {
        TypeIgnore t = n.typeIgnores[i];
        ignores[i] = make("TypeIgnore", PyInt.of(t.lineno), string(t.tag));
      }
      return make("Module", stmts(n.body), PyList.of(ignores));
    }
    if (m instanceof Mod.Interactive n) {
      return make("Interactive", stmts(n.body));
    }
    if (m instanceof Mod.Expression n) {
      return make("Expression", expr(n.body));
    }
    Mod.FunctionType n = (Mod.FunctionType) m;
    return make("FunctionType", exprs(n.argtypes), expr(n.returns));
  }

  private PyObject stmts(Stmt[] body) {
    PyObject[] all = new PyObject[body.length];
    for (int i = 0; i < all.length; i++) {
      all[i] = stmt(body[i]);
    }
    return PyList.of(all);
  }

  private PyObject exprs(Expr[] list) {
    PyObject[] all = new PyObject[list.length];
    for (int i = 0; i < all.length; i++) {
      all[i] = expr(list[i]);
    }
    return PyList.of(all);
  }

  private PyObject stmt(Stmt s) {
    enter();
    PyObject o = place(unplaced(s), s);
    depth--;
    return o;
  }

  private PyObject unplaced(Stmt s) {
    String name = s.nodeName();
    switch (s.kind) {
      case Stmt.FUNCTION_DEF, Stmt.ASYNC_FUNCTION_DEF:
        {
          Stmt.FunctionDef n = (Stmt.FunctionDef) s;
          return make(
              name,
              identifier(n.name),
              arguments(n.args),
              stmts(n.body),
              exprs(n.decoratorList),
              expr(n.returns),
              string(n.typeComment));
        }
      case Stmt.CLASS_DEF:
        {
          Stmt.ClassDef n = (Stmt.ClassDef) s;
          return make(
              name,
              identifier(n.name),
              exprs(n.bases),
              keywords(n.keywords),
              stmts(n.body),
              exprs(n.decoratorList));
        }
      case Stmt.RETURN:
        return make(name, expr(((Stmt.Return) s).value));
      case Stmt.DELETE:
        return make(name, exprs(((Stmt.Delete) s).targets));
      case Stmt.ASSIGN:
        {
          Stmt.Assign n = (Stmt.Assign) s;
          return make(name, exprs(n.targets), expr(n.value), string(n.typeComment));
        }
      case Stmt.AUG_ASSIGN:
        {
          Stmt.AugAssign n = (Stmt.AugAssign) s;
          return make(name, expr(n.target), singleton(Operator.name(n.op)), expr(n.value));
        }
      case Stmt.ANN_ASSIGN:
        {
          Stmt.AnnAssign n = (Stmt.AnnAssign) s;
          return make(
              name, expr(n.target), expr(n.annotation), expr(n.value), PyInt.of(n.simple ? 1 : 0));
        }
      case Stmt.FOR, Stmt.ASYNC_FOR:
        {
          Stmt.For n = (Stmt.For) s;
          return make(
              name,
              expr(n.target),
              expr(n.iter),
              stmts(n.body),
              stmts(n.orelse),
              string(n.typeComment));
        }
      case Stmt.WHILE:
        {
          Stmt.While n = (Stmt.While) s;
          return make(name, expr(n.test), stmts(n.body), stmts(n.orelse));
        }
      case Stmt.IF:
        {
          Stmt.If n = (Stmt.If) s;
          return make(name, expr(n.test), stmts(n.body), stmts(n.orelse));
        }
      case Stmt.WITH, Stmt.ASYNC_WITH:
        {
          Stmt.With n = (Stmt.With) s;
          return make(name, withItems(n.items), stmts(n.body), string(n.typeComment));
        }
      case Stmt.MATCH:
        {
          Stmt.Match n = (Stmt.Match) s;
          return make(name, expr(n.subject), cases(n.cases));
        }
      case Stmt.RAISE:
        {
          Stmt.Raise n = (Stmt.Raise) s;
          return make(name, expr(n.exc), expr(n.cause));
        }
      case Stmt.TRY, Stmt.TRY_STAR:
        {
          Stmt.Try n = (Stmt.Try) s;
          return make(
              name, stmts(n.body), handlers(n.handlers), stmts(n.orelse), stmts(n.finalbody));
        }
      case Stmt.ASSERT:
        {
          Stmt.Assert n = (Stmt.Assert) s;
          return make(name, expr(n.test), expr(n.msg));
        }
      case Stmt.IMPORT:
        return make(name, aliases(((Stmt.Import) s).names));
      case Stmt.IMPORT_FROM:
        {
          Stmt.ImportFrom n = (Stmt.ImportFrom) s;
          return make(name, identifier(n.module), aliases(n.names), PyInt.of(n.level));
        }
      case Stmt.GLOBAL:
        return make(name, identifiers(((Stmt.Global) s).names));
      case Stmt.NONLOCAL:
        return make(name, identifiers(((Stmt.Nonlocal) s).names));
      case Stmt.EXPR_STMT:
        return make(name, expr(((Stmt.ExprStmt) s).value));
      default:
        return make(name);
    }
  }

  private PyObject expr(Expr e) {
    if (e == null) {
      return PyObject.NONE;
    }
    enter();
    PyObject o = place(unplaced(e), e);
    depth--;
    return o;
  }

  private PyObject unplaced(Expr e) {
    String name = e.nodeName();
    switch (e.kind) {
      case Expr.BOOL_OP:
        {
          Expr.BoolOp n = (Expr.BoolOp) e;
          return make(name, singleton(BoolOperator.name(n.op)), exprs(n.values));
        }
      case Expr.NAMED_EXPR:
        {
          Expr.NamedExpr n = (Expr.NamedExpr) e;
          return make(name, expr(n.target), expr(n.value));
        }
      case Expr.BIN_OP:
        {
          Expr.BinOp n = (Expr.BinOp) e;
          return make(name, expr(n.left), singleton(Operator.name(n.op)), expr(n.right));
        }
      case Expr.UNARY_OP:
        {
          Expr.UnaryOp n = (Expr.UnaryOp) e;
          return make(name, singleton(UnaryOperator.name(n.op)), expr(n.operand));
        }
      case Expr.LAMBDA:
        {
          Expr.Lambda n = (Expr.Lambda) e;
          return make(name, arguments(n.args), expr(n.body));
        }
      case Expr.IF_EXP:
        {
          Expr.IfExp n = (Expr.IfExp) e;
          return make(name, expr(n.test), expr(n.body), expr(n.orelse));
        }
      case Expr.DICT:
        {
          Expr.Dict n = (Expr.Dict) e;
          return make(name, exprs(n.keys), exprs(n.values));
        }
      case Expr.SET:
        return make(name, exprs(((Expr.Set) e).elts));
      case Expr.LIST_COMP, Expr.SET_COMP, Expr.GENERATOR_EXP:
        {
          Expr.Comp n = (Expr.Comp) e;
          return make(name, expr(n.elt), generators(n.generators));
        }
      case Expr.DICT_COMP:
        {
          Expr.DictComp n = (Expr.DictComp) e;
          return make(name, expr(n.key), expr(n.value), generators(n.generators));
        }
      case Expr.AWAIT:
        return make(name, expr(((Expr.Await) e).value));
      case Expr.YIELD:
        return make(name, expr(((Expr.Yield) e).value));
      case Expr.YIELD_FROM:
        return make(name, expr(((Expr.YieldFrom) e).value));
      case Expr.COMPARE:
        {
          Expr.Compare n = (Expr.Compare) e;
          PyObject[] ops = new PyObject[n.ops.length];
          for (int i = 0; i < ops.length; i++) {
            ops[i] = singleton(CmpOperator.name(n.ops[i]));
          }
          return make(name, expr(n.left), PyList.of(ops), exprs(n.comparators));
        }
      case Expr.CALL:
        {
          Expr.Call n = (Expr.Call) e;
          return make(name, expr(n.func), exprs(n.args), keywords(n.keywords));
        }
      case Expr.FORMATTED_VALUE:
        {
          Expr.FormattedValue n = (Expr.FormattedValue) e;
          return make(name, expr(n.value), PyInt.of(n.conversion), expr(n.formatSpec));
        }
      case Expr.JOINED_STR:
        return make(name, exprs(((Expr.JoinedStr) e).values));
      case Expr.CONSTANT:
        {
          Expr.Constant n = (Expr.Constant) e;
          return make(name, constant(n.value), string(n.prefix));
        }
      case Expr.ATTRIBUTE:
        {
          Expr.Attribute n = (Expr.Attribute) e;
          return make(name, expr(n.value), identifier(n.attr), context(n.ctx));
        }
      case Expr.SUBSCRIPT:
        {
          Expr.Subscript n = (Expr.Subscript) e;
          return make(name, expr(n.value), expr(n.slice), context(n.ctx));
        }
      case Expr.STARRED:
        {
          Expr.Starred n = (Expr.Starred) e;
          return make(name, expr(n.value), context(n.ctx));
        }
      case Expr.NAME:
        {
          Expr.Name n = (Expr.Name) e;
          return make(name, identifier(n.id), context(n.ctx));
        }
      case Expr.LIST:
        {
          Expr.List n = (Expr.List) e;
          return make(name, exprs(n.elts), context(n.ctx));
        }
      case Expr.TUPLE:
        {
          Expr.Tuple n = (Expr.Tuple) e;
          return make(name, exprs(n.elts), context(n.ctx));
        }
      default:
        {
          Expr.Slice n = (Expr.Slice) e;
          return make(name, expr(n.lower), expr(n.upper), expr(n.step));
        }
    }
  }

  private PyObject pattern(Pattern p) {
    if (p == null) {
      return PyObject.NONE;
    }
    enter();
    PyObject o = place(unplaced(p), p);
    depth--;
    return o;
  }

  private PyObject patterns(Pattern[] list) {
    PyObject[] all = new PyObject[list.length];
    for (int i = 0; i < all.length; i++) {
      all[i] = pattern(list[i]);
    }
    return PyList.of(all);
  }

  private PyObject unplaced(Pattern p) {
    String name = p.nodeName();
    switch (p.kind) {
      case Pattern.MATCH_VALUE:
        return make(name, expr(((Pattern.MatchValue) p).value));
      case Pattern.MATCH_SINGLETON:
        return make(name, constant(((Pattern.MatchSingleton) p).value));
      case Pattern.MATCH_SEQUENCE:
        return make(name, patterns(((Pattern.MatchSequence) p).patterns));
      case Pattern.MATCH_MAPPING:
        {
          Pattern.MatchMapping n = (Pattern.MatchMapping) p;
          return make(name, exprs(n.keys), patterns(n.patterns), identifier(n.rest));
        }
      case Pattern.MATCH_CLASS:
        {
          Pattern.MatchClass n = (Pattern.MatchClass) p;
          return make(
              name,
              expr(n.cls),
              patterns(n.patterns),
              identifiers(n.kwdAttrs),
              patterns(n.kwdPatterns));
        }
      case Pattern.MATCH_STAR:
        return make(name, identifier(((Pattern.MatchStar) p).name));
      case Pattern.MATCH_AS:
        {
          Pattern.MatchAs n = (Pattern.MatchAs) p;
          return make(name, pattern(n.pattern), identifier(n.name));
        }
      default:
        return make(name, patterns(((Pattern.MatchOr) p).patterns));
    }
  }

  private PyObject arguments(Arguments a) {
    return make(
        "arguments",
        args(a.posonlyargs),
        args(a.args),
        arg(a.vararg),
        args(a.kwonlyargs),
        exprs(a.kwDefaults),
        arg(a.kwarg),
        exprs(a.defaults));
  }

  private PyObject args(Arg[] list) {
    PyObject[] all = new PyObject[list.length];
    for (int i = 0; i < all.length; i++) {
      all[i] = arg(list[i]);
    }
    return PyList.of(all);
  }

  private PyObject arg(Arg a) {
    return a == null
        ? PyObject.NONE
        : place(make("arg", identifier(a.arg), expr(a.annotation), string(a.typeComment)), a);
  }

  private PyObject keywords(Keyword[] list) {
    PyObject[] all = new PyObject[list.length];
    for (int i = 0; i < all.length; i++) {
      all[i] = place(make("keyword", identifier(list[i].arg), expr(list[i].value)), list[i]);
    }
    return PyList.of(all);
  }

  private PyObject aliases(Alias[] list) {
    PyObject[] all = new PyObject[list.length];
    for (int i = 0; i < all.length; i++) {
      all[i] = place(make("alias", identifier(list[i].name), identifier(list[i].asname)), list[i]);
    }
    return PyList.of(all);
  }

  private PyObject generators(Comprehension[] list) {
    PyObject[] all = new PyObject[list.length];
    for (int i = 0; i < all.length; i++) {
      Comprehension c = list[i];
      all[i] =
          make(
              "comprehension",
              expr(c.target),
              expr(c.iter),
              exprs(c.ifs),
              PyInt.of(c.isAsync ? 1 : 0));
    }
    return PyList.of(all);
  }

  private PyObject withItems(WithItem[] list) {
    PyObject[] all = new PyObject[list.length];
    for (int i = 0; i < all.length; i++) {
      all[i] = make("withitem", expr(list[i].contextExpr), expr(list[i].optionalVars));
    }
    return PyList.of(all);
  }

  private PyObject cases(MatchCase[] list) {
    PyObject[] all = new PyObject[list.length];
    for (int i = 0; i < all.length; i++) {
      all[i] =
          make("match_case", pattern(list[i].pattern), expr(list[i].guard), stmts(list[i].body));
    }
    return PyList.of(all);
  }

  private PyObject handlers(ExceptHandler[] list) {
    PyObject[] all = new PyObject[list.length];
    for (int i = 0; i < all.length; i++) {
      ExceptHandler h = list[i];
      all[i] = place(make("ExceptHandler", expr(h.type), identifier(h.name), stmts(h.body)), h);
    }
    return PyList.of(all);
  }
}
