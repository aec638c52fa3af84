package dev.dormouse.runtime.modules.ast;

import dev.dormouse.compiler.ast.Arg;
import dev.dormouse.compiler.ast.Arguments;
import dev.dormouse.compiler.ast.Comprehension;
import dev.dormouse.compiler.ast.ExceptHandler;
import dev.dormouse.compiler.ast.Expr;
import dev.dormouse.compiler.ast.ExprContext;
import dev.dormouse.compiler.ast.Keyword;
import dev.dormouse.compiler.ast.MatchCase;
import dev.dormouse.compiler.ast.Mod;
import dev.dormouse.compiler.ast.Node;
import dev.dormouse.compiler.ast.Stmt;
import dev.dormouse.compiler.ast.WithItem;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.ThreadState;

/**
 * Checks that a tree made by Python code is one that the parser could have made, as far as the
 * compiler relies on it. Follows CPython's {@code Python/ast.c}, messages included.
 */
final class AstValidator {
  private static final int LEVELS = 3;

  private final PatternValidator patterns = new PatternValidator(this);
  private final long limit;
  private long depth;

  private AstValidator() {
    ThreadState ts = ThreadState.current();
    limit = (long) ts.interpreter.recursionLimit * LEVELS;
    depth = (long) ts.depth * LEVELS;
  }

  static void validate(Mod tree) {
    AstValidator v = new AstValidator();
    if (tree instanceof Mod.Module m) {
      v.stmts(m.body);
    } else if (tree instanceof Mod.Interactive m) {
      v.stmts(m.body);
    } else if (tree instanceof Mod.Expression m) {
      v.expr(m.body, ExprContext.LOAD);
    }
  }

  void enter() {
    if (++depth > limit) {
      throw Errors.recursionError("maximum recursion depth exceeded during compilation");
    }
  }

  void leave() {
    depth--;
  }

  static void place(Node n) {
    if (n.lineno > n.endLineno) {
      throw Errors.valueError(
          "AST node line range (" + n.lineno + ", " + n.endLineno + ") is not valid");
    }
    if (n.lineno < 0 && n.endLineno != n.lineno
        || n.colOffset < 0 && n.colOffset != n.endColOffset) {
      throw Errors.valueError(
          "AST node column range ("
              + n.colOffset
              + ", "
              + n.endColOffset
              + ") for line range ("
              + n.lineno
              + ", "
              + n.endLineno
              + ") is not valid");
    }
    if (n.lineno == n.endLineno && n.colOffset > n.endColOffset) {
      throw Errors.valueError(
          "line "
              + n.lineno
              + ", column "
              + n.colOffset
              + "-"
              + n.endColOffset
              + " is not a valid range");
    }
  }

  static void name(String name) {
    if (name.equals("None") || name.equals("True") || name.equals("False")) {
      throw Errors.valueError("identifier field can't represent '" + name + "' constant");
    }
  }

  private static void nonempty(Object[] list, String what, String owner) {
    if (list.length == 0) {
      throw Errors.valueError("empty " + what + " on " + owner);
    }
  }

  private void body(Stmt[] body, String owner) {
    nonempty(body, "body", owner);
    stmts(body);
  }

  private void stmts(Stmt[] list) {
    for (Stmt s : list) {
      if (s == null) {
        throw Errors.valueError("None disallowed in statement list");
      }
      stmt(s);
    }
  }

  private void stmt(Stmt s) {
    place(s);
    enter();
    check(s);
    leave();
  }

  private void check(Stmt s) {
    int load = ExprContext.LOAD;
    int store = ExprContext.STORE;
    String owner = s.nodeName();
    switch (s.kind) {
      case Stmt.FUNCTION_DEF, Stmt.ASYNC_FUNCTION_DEF:
        {
          Stmt.FunctionDef n = (Stmt.FunctionDef) s;
          body(n.body, owner);
          arguments(n.args);
          exprs(n.decoratorList, load, false);
          optional(n.returns);
          break;
        }
      case Stmt.CLASS_DEF:
        {
          Stmt.ClassDef n = (Stmt.ClassDef) s;
          body(n.body, owner);
          exprs(n.bases, load, false);
          keywords(n.keywords);
          exprs(n.decoratorList, load, false);
          break;
        }
      case Stmt.RETURN:
        optional(((Stmt.Return) s).value);
        break;
      case Stmt.DELETE:
        {
          Stmt.Delete n = (Stmt.Delete) s;
          nonempty(n.targets, "targets", owner);
          exprs(n.targets, ExprContext.DEL, false);
          break;
        }
      case Stmt.ASSIGN:
        {
          Stmt.Assign n = (Stmt.Assign) s;
          nonempty(n.targets, "targets", owner);
          exprs(n.targets, store, false);
          expr(n.value, load);
          break;
        }
      case Stmt.AUG_ASSIGN:
        {
          Stmt.AugAssign n = (Stmt.AugAssign) s;
          expr(n.target, store);
          expr(n.value, load);
          break;
        }
      case Stmt.ANN_ASSIGN:
        {
          Stmt.AnnAssign n = (Stmt.AnnAssign) s;
          if (n.target.kind != Expr.NAME && n.simple) {
            throw Errors.typeError("AnnAssign with simple non-Name target");
          }
          expr(n.target, store);
          optional(n.value);
          expr(n.annotation, load);
          break;
        }
      case Stmt.FOR, Stmt.ASYNC_FOR:
        {
          Stmt.For n = (Stmt.For) s;
          expr(n.target, store);
          expr(n.iter, load);
          body(n.body, owner);
          stmts(n.orelse);
          break;
        }
      case Stmt.WHILE:
        {
          Stmt.While n = (Stmt.While) s;
          expr(n.test, load);
          body(n.body, owner);
          stmts(n.orelse);
          break;
        }
      case Stmt.IF:
        {
          Stmt.If n = (Stmt.If) s;
          expr(n.test, load);
          body(n.body, owner);
          stmts(n.orelse);
          break;
        }
      case Stmt.WITH, Stmt.ASYNC_WITH:
        {
          Stmt.With n = (Stmt.With) s;
          nonempty(n.items, "items", owner);
          for (WithItem item : n.items) {
            expr(item.contextExpr, load);
            if (item.optionalVars != null) {
              expr(item.optionalVars, store);
            }
          }
          body(n.body, owner);
          break;
        }
      case Stmt.MATCH:
        {
          Stmt.Match n = (Stmt.Match) s;
          expr(n.subject, load);
          nonempty(n.cases, "cases", owner);
          for (MatchCase c : n.cases) {
            patterns.pattern(c.pattern, false);
            optional(c.guard);
            body(c.body, "match_case");
          }
          break;
        }
      case Stmt.RAISE:
        {
          Stmt.Raise n = (Stmt.Raise) s;
          if (n.exc == null && n.cause != null) {
            throw Errors.valueError("Raise with cause but no exception");
          }
          optional(n.exc);
          optional(n.cause);
          break;
        }
      case Stmt.TRY, Stmt.TRY_STAR:
        tryStatement((Stmt.Try) s, owner);
        break;
      case Stmt.ASSERT:
        {
          Stmt.Assert n = (Stmt.Assert) s;
          expr(n.test, load);
          optional(n.msg);
          break;
        }
      case Stmt.IMPORT:
        nonempty(((Stmt.Import) s).names, "names", owner);
        break;
      case Stmt.IMPORT_FROM:
        {
          Stmt.ImportFrom n = (Stmt.ImportFrom) s;
          if (n.level < 0) {
            throw Errors.valueError("Negative ImportFrom level");
          }
          nonempty(n.names, "names", owner);
          break;
        }
      case Stmt.GLOBAL:
        nonempty(((Stmt.Global) s).names, "names", owner);
        break;
      case Stmt.NONLOCAL:
        nonempty(((Stmt.Nonlocal) s).names, "names", owner);
        break;
      case Stmt.EXPR_STMT:
        expr(((Stmt.ExprStmt) s).value, load);
        break;
      default:
        break;
    }
  }

  private void tryStatement(Stmt.Try n, String owner) {
    body(n.body, owner);
    if (n.handlers.length == 0 && n.finalbody.length == 0) {
      throw Errors.valueError(owner + " has neither except handlers nor finalbody");
    }
    if (n.handlers.length == 0 && n.orelse.length > 0) {
      throw Errors.valueError(owner + " has orelse but no except handlers");
    }
    for (ExceptHandler h : n.handlers) {
      place(h);
      optional(h.type);
      body(h.body, "ExceptHandler");
    }
    stmts(n.finalbody);
    stmts(n.orelse);
  }

  private void arguments(Arguments a) {
    args(a.posonlyargs);
    args(a.args);
    if (a.vararg != null) {
      optional(a.vararg.annotation);
    }
    args(a.kwonlyargs);
    if (a.kwarg != null) {
      optional(a.kwarg.annotation);
    }
    if (a.defaults.length > a.posonlyargs.length + a.args.length) {
      throw Errors.valueError("more positional defaults than args on arguments");
    }
    if (a.kwDefaults.length != a.kwonlyargs.length) {
      throw Errors.valueError("length of kwonlyargs is not the same as kw_defaults on arguments");
    }
    exprs(a.defaults, ExprContext.LOAD, false);
    exprs(a.kwDefaults, ExprContext.LOAD, true);
  }

  private void args(Arg[] list) {
    for (Arg a : list) {
      place(a);
      optional(a.annotation);
    }
  }

  private void keywords(Keyword[] list) {
    for (Keyword k : list) {
      expr(k.value, ExprContext.LOAD);
    }
  }

  private void generators(Comprehension[] list) {
    if (list.length == 0) {
      throw Errors.valueError("comprehension with no generators");
    }
    for (Comprehension c : list) {
      expr(c.target, ExprContext.STORE);
      expr(c.iter, ExprContext.LOAD);
      exprs(c.ifs, ExprContext.LOAD, false);
    }
  }

  private void optional(Expr e) {
    if (e != null) {
      expr(e, ExprContext.LOAD);
    }
  }

  private void exprs(Expr[] list, int ctx, boolean mayBeNull) {
    for (Expr e : list) {
      if (e != null) {
        expr(e, ctx);
      } else if (!mayBeNull) {
        throw Errors.valueError("None disallowed in expression list");
      }
    }
  }

  /** The context that an expression says it is in, or 0 for one that can only be loaded. */
  private static int contextOf(Expr e) {
    return switch (e.kind) {
      case Expr.ATTRIBUTE -> ((Expr.Attribute) e).ctx;
      case Expr.SUBSCRIPT -> ((Expr.Subscript) e).ctx;
      case Expr.STARRED -> ((Expr.Starred) e).ctx;
      case Expr.NAME -> ((Expr.Name) e).ctx;
      case Expr.LIST -> ((Expr.List) e).ctx;
      case Expr.TUPLE -> ((Expr.Tuple) e).ctx;
      default -> 0;
    };
  }

  void expr(Expr e, int ctx) {
    place(e);
    enter();
    if (e.kind == Expr.NAME) {
      name(((Expr.Name) e).id);
    }
    int actual = contextOf(e);
    if (actual == 0 ? ctx != ExprContext.LOAD : actual != ctx) {
      throw wrongContext(actual, ctx);
    }
    check(e, ctx);
    leave();
  }

  private static PyException wrongContext(int actual, int ctx) {
    return Errors.valueError(
        actual == 0
            ? "expression which can't be assigned to in " + ExprContext.name(ctx) + " context"
            : "expression must have "
                + ExprContext.name(ctx)
                + " context but has "
                + ExprContext.name(actual)
                + " instead");
  }

  private void check(Expr e, int ctx) {
    int load = ExprContext.LOAD;
    switch (e.kind) {
      case Expr.BOOL_OP:
        {
          Expr.BoolOp n = (Expr.BoolOp) e;
          if (n.values.length < 2) {
            throw Errors.valueError("BoolOp with less than 2 values");
          }
          exprs(n.values, load, false);
          break;
        }
      case Expr.NAMED_EXPR:
        expr(((Expr.NamedExpr) e).value, load);
        break;
      case Expr.BIN_OP:
        expr(((Expr.BinOp) e).left, load);
        expr(((Expr.BinOp) e).right, load);
        break;
      case Expr.UNARY_OP:
        expr(((Expr.UnaryOp) e).operand, load);
        break;
      case Expr.LAMBDA:
        arguments(((Expr.Lambda) e).args);
        expr(((Expr.Lambda) e).body, load);
        break;
      case Expr.IF_EXP:
        {
          Expr.IfExp n = (Expr.IfExp) e;
          expr(n.test, load);
          expr(n.body, load);
          expr(n.orelse, load);
          break;
        }
      case Expr.DICT:
        {
          Expr.Dict n = (Expr.Dict) e;
          if (n.keys.length != n.values.length) {
            throw Errors.valueError("Dict doesn't have the same number of keys as values");
          }
          exprs(n.keys, load, true);
          exprs(n.values, load, false);
          break;
        }
      case Expr.SET:
        exprs(((Expr.Set) e).elts, load, false);
        break;
      case Expr.LIST_COMP, Expr.SET_COMP, Expr.GENERATOR_EXP:
        generators(((Expr.Comp) e).generators);
        expr(((Expr.Comp) e).elt, load);
        break;
      case Expr.DICT_COMP:
        {
          Expr.DictComp n = (Expr.DictComp) e;
          generators(n.generators);
          expr(n.key, load);
          expr(n.value, load);
          break;
        }
      case Expr.AWAIT:
        expr(((Expr.Await) e).value, load);
        break;
      case Expr.YIELD:
        optional(((Expr.Yield) e).value);
        break;
      case Expr.YIELD_FROM:
        expr(((Expr.YieldFrom) e).value, load);
        break;
      case Expr.COMPARE:
        {
          Expr.Compare n = (Expr.Compare) e;
          if (n.comparators.length == 0) {
            throw Errors.valueError("Compare with no comparators");
          }
          if (n.comparators.length != n.ops.length) {
            throw Errors.valueError("Compare has a different number of comparators and operands");
          }
          exprs(n.comparators, load, false);
          expr(n.left, load);
          break;
        }
      case Expr.CALL:
        {
          Expr.Call n = (Expr.Call) e;
          expr(n.func, load);
          exprs(n.args, load, false);
          keywords(n.keywords);
          break;
        }
      case Expr.FORMATTED_VALUE:
        expr(((Expr.FormattedValue) e).value, load);
        optional(((Expr.FormattedValue) e).formatSpec);
        break;
      case Expr.JOINED_STR:
        exprs(((Expr.JoinedStr) e).values, load, false);
        break;
      case Expr.ATTRIBUTE:
        expr(((Expr.Attribute) e).value, load);
        break;
      case Expr.SUBSCRIPT:
        expr(((Expr.Subscript) e).slice, load);
        expr(((Expr.Subscript) e).value, load);
        break;
      case Expr.STARRED:
        expr(((Expr.Starred) e).value, ctx);
        break;
      case Expr.LIST:
        exprs(((Expr.List) e).elts, ctx, false);
        break;
      case Expr.TUPLE:
        exprs(((Expr.Tuple) e).elts, ctx, false);
        break;
      case Expr.SLICE:
        {
          Expr.Slice n = (Expr.Slice) e;
          optional(n.lower);
          optional(n.upper);
          optional(n.step);
          break;
        }
      default:
        // Names were checked, constants when they were read.
        break;
    }
  }
}
