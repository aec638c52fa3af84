package dev.dormouse.compiler;

import dev.dormouse.compiler.ast.Arg;
import dev.dormouse.compiler.ast.Arguments;
import dev.dormouse.compiler.ast.Comprehension;
import dev.dormouse.compiler.ast.ExceptHandler;
import dev.dormouse.compiler.ast.Expr;
import dev.dormouse.compiler.ast.Keyword;
import dev.dormouse.compiler.ast.MatchCase;
import dev.dormouse.compiler.ast.Pattern;
import dev.dormouse.compiler.ast.Stmt;
import dev.dormouse.compiler.ast.WithItem;

/**
 * A walk over a tree for a pass that cares for some kinds of nodes only.
 *
 * <p>The pass says what it does at a node, and calls {@code children} where the node is no more to
 * it than what is in it. The order of the children is the one in which the symbol table meets
 * names, because that decides which of two errors is reported; no other pass depends on it. What
 * {@link #expression} returns takes the place of the expression.
 *
 * <p>Nesting is counted here, so that both passes give up at the same depth.
 */
public abstract class TreePass {
  /** See {@link WarningSink#maxDepth}. */
  private final int maxDepth;

  private int depth;

  protected TreePass(int maxDepth) {
    this.maxDepth = maxDepth;
  }

  /** What the pass does at a statement. */
  protected abstract void statement(Stmt s);

  /** What the pass does at an expression. Returns the one to have in its place, often itself. */
  protected abstract Expr expression(Expr e);

  /** What the pass does at a pattern. */
  protected void pattern(Pattern p) {
    children(p);
  }

  /** What the pass does at an annotation, which may be text to it. */
  protected Expr annotation(Expr e) {
    return walk(e);
  }

  protected final void walk(Stmt s) {
    deeper();
    statement(s);
    depth--;
  }

  /** Null gives null, which a part that may be missing is. */
  protected final Expr walk(Expr e) {
    if (e == null) {
      return null;
    }
    deeper();
    Expr instead = expression(e);
    depth--;
    return instead;
  }

  protected final void walk(Pattern p) {
    deeper();
    pattern(p);
    depth--;
  }

  private void deeper() {
    if (++depth > maxDepth) {
      throw SyntaxErrors.tooDeep();
    }
  }

  protected final void walk(Stmt[] body) {
    for (Stmt s : body) {
      walk(s);
    }
  }

  /** Elements may be null. */
  protected final void walk(Expr[] exprs) {
    for (int i = 0; i < exprs.length; i++) {
      exprs[i] = walk(exprs[i]);
    }
  }

  private void walk(Pattern[] patterns) {
    for (Pattern p : patterns) {
      walk(p);
    }
  }

  protected final void walk(Keyword[] keywords) {
    for (Keyword keyword : keywords) {
      keyword.value = walk(keyword.value);
    }
  }

  protected final void children(Stmt node) {
    switch (node.kind) {
      case Stmt.FUNCTION_DEF, Stmt.ASYNC_FUNCTION_DEF -> {
        Stmt.FunctionDef s = (Stmt.FunctionDef) node;
        outside(s);
        walk(s.body);
      }
      case Stmt.CLASS_DEF -> {
        Stmt.ClassDef s = (Stmt.ClassDef) node;
        outside(s);
        walk(s.body);
      }
      case Stmt.RETURN -> {
        Stmt.Return s = (Stmt.Return) node;
        s.value = walk(s.value);
      }
      case Stmt.DELETE -> walk(((Stmt.Delete) node).targets);
      case Stmt.ASSIGN -> {
        Stmt.Assign s = (Stmt.Assign) node;
        walk(s.targets);
        s.value = walk(s.value);
      }
      case Stmt.AUG_ASSIGN -> {
        Stmt.AugAssign s = (Stmt.AugAssign) node;
        s.target = walk(s.target);
        s.value = walk(s.value);
      }
      case Stmt.ANN_ASSIGN -> {
        Stmt.AnnAssign s = (Stmt.AnnAssign) node;
        s.target = walk(s.target);
        s.annotation = annotation(s.annotation);
        s.value = walk(s.value);
      }
      case Stmt.FOR, Stmt.ASYNC_FOR -> {
        Stmt.For s = (Stmt.For) node;
        s.target = walk(s.target);
        s.iter = walk(s.iter);
        walk(s.body);
        walk(s.orelse);
      }
      case Stmt.WHILE -> {
        Stmt.While s = (Stmt.While) node;
        s.test = walk(s.test);
        walk(s.body);
        walk(s.orelse);
      }
      case Stmt.IF -> {
        Stmt.If s = (Stmt.If) node;
        s.test = walk(s.test);
        walk(s.body);
        walk(s.orelse);
      }
      case Stmt.WITH, Stmt.ASYNC_WITH -> {
        Stmt.With s = (Stmt.With) node;
        for (WithItem item : s.items) {
          item.contextExpr = walk(item.contextExpr);
          item.optionalVars = walk(item.optionalVars);
        }
        walk(s.body);
      }
      case Stmt.MATCH -> {
        Stmt.Match s = (Stmt.Match) node;
        s.subject = walk(s.subject);
        for (MatchCase c : s.cases) {
          walk(c.pattern);
          c.guard = walk(c.guard);
          walk(c.body);
        }
      }
      case Stmt.RAISE -> {
        Stmt.Raise s = (Stmt.Raise) node;
        s.exc = walk(s.exc);
        s.cause = walk(s.cause);
      }
      case Stmt.TRY, Stmt.TRY_STAR -> {
        Stmt.Try s = (Stmt.Try) node;
        walk(s.body);
        walk(s.orelse);
        for (ExceptHandler handler : s.handlers) {
          children(handler);
        }
        walk(s.finalbody);
      }
      case Stmt.ASSERT -> {
        Stmt.Assert s = (Stmt.Assert) node;
        s.test = walk(s.test);
        s.msg = walk(s.msg);
      }
      case Stmt.EXPR_STMT -> {
        Stmt.ExprStmt s = (Stmt.ExprStmt) node;
        s.value = walk(s.value);
      }
      default -> {
        // Names and places only.
      }
    }
  }

  /** An {@code except} clause has a name, at which a pass may have something to do. */
  protected void children(ExceptHandler handler) {
    handler.type = walk(handler.type);
    walk(handler.body);
  }

  /** What belongs to a function but is evaluated where it is defined. */
  protected final void outside(Stmt.FunctionDef s) {
    defaults(s.args);
    annotations(s.args.posonlyargs);
    annotations(s.args.args);
    annotation(s.args.vararg);
    annotation(s.args.kwarg);
    annotations(s.args.kwonlyargs);
    if (s.returns != null) {
      s.returns = annotation(s.returns);
    }
    walk(s.decoratorList);
  }

  /** What belongs to a class but is evaluated where it is defined. */
  protected final void outside(Stmt.ClassDef s) {
    walk(s.bases);
    walk(s.keywords);
    walk(s.decoratorList);
  }

  protected final void defaults(Arguments args) {
    walk(args.defaults);
    walk(args.kwDefaults);
  }

  private void annotations(Arg[] args) {
    for (Arg arg : args) {
      annotation(arg);
    }
  }

  private void annotation(Arg arg) {
    if (arg != null && arg.annotation != null) {
      arg.annotation = annotation(arg.annotation);
    }
  }

  protected final void children(Expr node) {
    switch (node.kind) {
      case Expr.BOOL_OP -> walk(((Expr.BoolOp) node).values);
      case Expr.NAMED_EXPR -> {
        Expr.NamedExpr e = (Expr.NamedExpr) node;
        e.value = walk(e.value);
        e.target = walk(e.target);
      }
      case Expr.BIN_OP -> {
        Expr.BinOp e = (Expr.BinOp) node;
        e.left = walk(e.left);
        e.right = walk(e.right);
      }
      case Expr.UNARY_OP -> {
        Expr.UnaryOp e = (Expr.UnaryOp) node;
        e.operand = walk(e.operand);
      }
      case Expr.LAMBDA -> {
        Expr.Lambda e = (Expr.Lambda) node;
        defaults(e.args);
        e.body = walk(e.body);
      }
      case Expr.IF_EXP -> {
        Expr.IfExp e = (Expr.IfExp) node;
        e.test = walk(e.test);
        e.body = walk(e.body);
        e.orelse = walk(e.orelse);
      }
      case Expr.DICT -> {
        Expr.Dict e = (Expr.Dict) node;
        walk(e.keys);
        walk(e.values);
      }
      case Expr.SET -> walk(((Expr.Set) node).elts);
      case Expr.LIST_COMP, Expr.SET_COMP, Expr.GENERATOR_EXP -> {
        Expr.Comp e = (Expr.Comp) node;
        children(e.generators);
        e.elt = walk(e.elt);
      }
      case Expr.DICT_COMP -> {
        Expr.DictComp e = (Expr.DictComp) node;
        children(e.generators);
        e.key = walk(e.key);
        e.value = walk(e.value);
      }
      case Expr.AWAIT -> {
        Expr.Await e = (Expr.Await) node;
        e.value = walk(e.value);
      }
      case Expr.YIELD -> {
        Expr.Yield e = (Expr.Yield) node;
        e.value = walk(e.value);
      }
      case Expr.YIELD_FROM -> {
        Expr.YieldFrom e = (Expr.YieldFrom) node;
        e.value = walk(e.value);
      }
      case Expr.COMPARE -> {
        Expr.Compare e = (Expr.Compare) node;
        e.left = walk(e.left);
        walk(e.comparators);
      }
      case Expr.CALL -> {
        Expr.Call e = (Expr.Call) node;
        e.func = walk(e.func);
        walk(e.args);
        walk(e.keywords);
      }
      case Expr.FORMATTED_VALUE -> {
        Expr.FormattedValue e = (Expr.FormattedValue) node;
        e.value = walk(e.value);
        e.formatSpec = walk(e.formatSpec);
      }
      case Expr.JOINED_STR -> walk(((Expr.JoinedStr) node).values);
      case Expr.ATTRIBUTE -> {
        Expr.Attribute e = (Expr.Attribute) node;
        e.value = walk(e.value);
      }
      case Expr.SUBSCRIPT -> {
        Expr.Subscript e = (Expr.Subscript) node;
        e.value = walk(e.value);
        e.slice = walk(e.slice);
      }
      case Expr.STARRED -> {
        Expr.Starred e = (Expr.Starred) node;
        e.value = walk(e.value);
      }
      case Expr.SLICE -> {
        Expr.Slice e = (Expr.Slice) node;
        e.lower = walk(e.lower);
        e.upper = walk(e.upper);
        e.step = walk(e.step);
      }
      case Expr.LIST -> walk(((Expr.List) node).elts);
      case Expr.TUPLE -> walk(((Expr.Tuple) node).elts);
      default -> {
        // A name or a constant.
      }
    }
  }

  private void children(Comprehension[] generators) {
    for (Comprehension c : generators) {
      c.target = walk(c.target);
      c.iter = walk(c.iter);
      walk(c.ifs);
    }
  }

  protected final void children(Pattern node) {
    switch (node.kind) {
      case Pattern.MATCH_VALUE -> {
        Pattern.MatchValue p = (Pattern.MatchValue) node;
        p.value = walk(p.value);
      }
      case Pattern.MATCH_SEQUENCE -> walk(((Pattern.MatchSequence) node).patterns);
      case Pattern.MATCH_MAPPING -> {
        Pattern.MatchMapping p = (Pattern.MatchMapping) node;
        walk(p.keys);
        walk(p.patterns);
      }
      case Pattern.MATCH_CLASS -> {
        Pattern.MatchClass p = (Pattern.MatchClass) node;
        p.cls = walk(p.cls);
        walk(p.patterns);
        walk(p.kwdPatterns);
      }
      case Pattern.MATCH_AS -> {
        Pattern inner = ((Pattern.MatchAs) node).pattern;
        if (inner != null) {
          walk(inner);
        }
      }
      case Pattern.MATCH_OR -> walk(((Pattern.MatchOr) node).patterns);
      default -> {
        // A name or a singleton.
      }
    }
  }
}
