package dev.dormouse.compiler.codegen;

import dev.dormouse.code.Constants;
import dev.dormouse.compiler.SyntaxErrors;
import dev.dormouse.compiler.ast.Arg;
import dev.dormouse.compiler.ast.Arguments;
import dev.dormouse.compiler.ast.CmpOperator;
import dev.dormouse.compiler.ast.Comprehension;
import dev.dormouse.compiler.ast.ExceptHandler;
import dev.dormouse.compiler.ast.Expr;
import dev.dormouse.compiler.ast.ExprContext;
import dev.dormouse.compiler.ast.Keyword;
import dev.dormouse.compiler.ast.MatchCase;
import dev.dormouse.compiler.ast.Mod;
import dev.dormouse.compiler.ast.Operator;
import dev.dormouse.compiler.ast.Pattern;
import dev.dormouse.compiler.ast.Stmt;
import dev.dormouse.compiler.ast.UnaryOperator;
import dev.dormouse.compiler.ast.WithItem;

/**
 * Replaces constant expressions of a tree by their values, in place. Runs before the symbol table
 * is made, so that a name in a branch of a constant test still counts as used.
 */
final class ConstantFolder {
  private final int optimize;

  /** Annotations become text, so they stay as they were written. */
  private final boolean keepAnnotations;

  /** See {@link dev.dormouse.compiler.WarningSink#maxDepth}. */
  private final int maxDepth;

  private int depth;

  private ConstantFolder(int optimize, boolean keepAnnotations, int maxDepth) {
    this.optimize = optimize;
    this.keepAnnotations = keepAnnotations;
    this.maxDepth = maxDepth;
  }

  static void fold(Mod tree, int optimize, boolean keepAnnotations, int maxDepth) {
    ConstantFolder folder = new ConstantFolder(optimize, keepAnnotations, maxDepth);
    if (tree instanceof Mod.Module m) {
      folder.foldBody(m.body);
    } else if (tree instanceof Mod.Interactive m) {
      folder.foldAll(m.body);
    } else if (tree instanceof Mod.Expression m) {
      m.body = folder.fold(m.body);
    }
  }

  /** The docstring of {@code body} as a constant of {@link Constants}; null if it has none. */
  static Object docstring(Stmt[] body) {
    if (body.length > 0
        && body[0] instanceof Stmt.ExprStmt first
        && first.value instanceof Expr.Constant constant
        && ConstantOperations.isStr(constant.value)) {
      return constant.value;
    }
    return null;
  }

  private void deeper() {
    if (++depth > maxDepth) {
      throw SyntaxErrors.tooDeep();
    }
  }

  // statements

  private void foldBody(Stmt[] body) {
    boolean documented = docstring(body) != null;
    foldAll(body);
    // An expression that was folded to a str is no docstring: an f-string of it hides it.
    if (!documented && docstring(body) != null) {
      Stmt.ExprStmt first = (Stmt.ExprStmt) body[0];
      first.value =
          new Expr.JoinedStr(
              new Expr[] {first.value},
              first.lineno,
              first.colOffset,
              first.endLineno,
              first.endColOffset);
    }
  }

  private void foldAll(Stmt[] body) {
    for (Stmt s : body) {
      fold(s);
    }
  }

  private void fold(Stmt node) {
    deeper();
    switch (node.kind) {
      case Stmt.FUNCTION_DEF, Stmt.ASYNC_FUNCTION_DEF -> {
        Stmt.FunctionDef s = (Stmt.FunctionDef) node;
        fold(s.args);
        foldBody(s.body);
        foldAll(s.decoratorList);
        if (!keepAnnotations) {
          s.returns = foldOptional(s.returns);
        }
      }
      case Stmt.CLASS_DEF -> {
        Stmt.ClassDef s = (Stmt.ClassDef) node;
        foldAll(s.bases);
        foldAll(s.keywords);
        foldBody(s.body);
        foldAll(s.decoratorList);
      }
      case Stmt.RETURN -> {
        Stmt.Return s = (Stmt.Return) node;
        s.value = foldOptional(s.value);
      }
      case Stmt.DELETE -> foldAll(((Stmt.Delete) node).targets);
      case Stmt.ASSIGN -> {
        Stmt.Assign s = (Stmt.Assign) node;
        foldAll(s.targets);
        s.value = fold(s.value);
      }
      case Stmt.AUG_ASSIGN -> {
        Stmt.AugAssign s = (Stmt.AugAssign) node;
        s.target = fold(s.target);
        s.value = fold(s.value);
      }
      case Stmt.ANN_ASSIGN -> {
        Stmt.AnnAssign s = (Stmt.AnnAssign) node;
        s.target = fold(s.target);
        if (!keepAnnotations) {
          s.annotation = fold(s.annotation);
        }
        s.value = foldOptional(s.value);
      }
      case Stmt.FOR, Stmt.ASYNC_FOR -> {
        Stmt.For s = (Stmt.For) node;
        s.target = fold(s.target);
        s.iter = fold(s.iter);
        foldAll(s.body);
        foldAll(s.orelse);
        if (node.kind == Stmt.FOR) {
          s.iter = foldIterable(s.iter);
        }
      }
      case Stmt.WHILE -> {
        Stmt.While s = (Stmt.While) node;
        s.test = fold(s.test);
        foldAll(s.body);
        foldAll(s.orelse);
      }
      case Stmt.IF -> {
        Stmt.If s = (Stmt.If) node;
        s.test = fold(s.test);
        foldAll(s.body);
        foldAll(s.orelse);
      }
      case Stmt.WITH, Stmt.ASYNC_WITH -> {
        Stmt.With s = (Stmt.With) node;
        for (WithItem item : s.items) {
          item.contextExpr = fold(item.contextExpr);
          item.optionalVars = foldOptional(item.optionalVars);
        }
        foldAll(s.body);
      }
      case Stmt.MATCH -> {
        Stmt.Match s = (Stmt.Match) node;
        s.subject = fold(s.subject);
        for (MatchCase c : s.cases) {
          fold(c.pattern);
          c.guard = foldOptional(c.guard);
          foldAll(c.body);
        }
      }
      case Stmt.RAISE -> {
        Stmt.Raise s = (Stmt.Raise) node;
        s.exc = foldOptional(s.exc);
        s.cause = foldOptional(s.cause);
      }
      case Stmt.TRY, Stmt.TRY_STAR -> {
        Stmt.Try s = (Stmt.Try) node;
        foldAll(s.body);
        for (ExceptHandler handler : s.handlers) {
          handler.type = foldOptional(handler.type);
          foldAll(handler.body);
        }
        foldAll(s.orelse);
        foldAll(s.finalbody);
      }
      case Stmt.ASSERT -> {
        Stmt.Assert s = (Stmt.Assert) node;
        s.test = fold(s.test);
        s.msg = foldOptional(s.msg);
      }
      case Stmt.EXPR_STMT -> {
        Stmt.ExprStmt s = (Stmt.ExprStmt) node;
        s.value = fold(s.value);
      }
      default -> {}
    }
    depth--;
  }

  private void fold(Arguments args) {
    foldAll(args.posonlyargs);
    foldAll(args.args);
    fold(args.vararg);
    foldAll(args.kwonlyargs);
    foldAll(args.kwDefaults);
    fold(args.kwarg);
    foldAll(args.defaults);
  }

  private void foldAll(Arg[] args) {
    for (Arg arg : args) {
      fold(arg);
    }
  }

  private void fold(Arg arg) {
    if (arg != null && !keepAnnotations) {
      arg.annotation = foldOptional(arg.annotation);
    }
  }

  private void foldAll(Keyword[] keywords) {
    for (Keyword keyword : keywords) {
      keyword.value = fold(keyword.value);
    }
  }

  private void fold(Pattern node) {
    deeper();
    switch (node.kind) {
      case Pattern.MATCH_VALUE -> {
        Pattern.MatchValue p = (Pattern.MatchValue) node;
        p.value = fold(p.value);
      }
      case Pattern.MATCH_SEQUENCE -> foldAll(((Pattern.MatchSequence) node).patterns);
      case Pattern.MATCH_MAPPING -> {
        Pattern.MatchMapping p = (Pattern.MatchMapping) node;
        foldAll(p.keys);
        foldAll(p.patterns);
      }
      case Pattern.MATCH_CLASS -> {
        Pattern.MatchClass p = (Pattern.MatchClass) node;
        p.cls = fold(p.cls);
        foldAll(p.patterns);
        foldAll(p.kwdPatterns);
      }
      case Pattern.MATCH_AS -> {
        Pattern inner = ((Pattern.MatchAs) node).pattern;
        if (inner != null) {
          fold(inner);
        }
      }
      case Pattern.MATCH_OR -> foldAll(((Pattern.MatchOr) node).patterns);
      default -> {}
    }
    depth--;
  }

  private void foldAll(Pattern[] patterns) {
    for (Pattern p : patterns) {
      fold(p);
    }
  }

  // expressions

  /** Folds those of {@code exprs} that are not null. */
  private void foldAll(Expr[] exprs) {
    for (int i = 0; i < exprs.length; i++) {
      if (exprs[i] != null) {
        exprs[i] = fold(exprs[i]);
      }
    }
  }

  private Expr foldOptional(Expr e) {
    return e == null ? null : fold(e);
  }

  /** What {@code node} is to be replaced by; often itself. */
  private Expr fold(Expr node) {
    deeper();
    Expr folded = node;
    switch (node.kind) {
      case Expr.BOOL_OP -> foldAll(((Expr.BoolOp) node).values);
      case Expr.BIN_OP -> {
        Expr.BinOp e = (Expr.BinOp) node;
        e.left = fold(e.left);
        e.right = fold(e.right);
        folded = foldBinary(e);
      }
      case Expr.UNARY_OP -> {
        Expr.UnaryOp e = (Expr.UnaryOp) node;
        e.operand = fold(e.operand);
        folded = foldUnary(e);
      }
      case Expr.LAMBDA -> {
        Expr.Lambda e = (Expr.Lambda) node;
        fold(e.args);
        e.body = fold(e.body);
      }
      case Expr.IF_EXP -> {
        Expr.IfExp e = (Expr.IfExp) node;
        e.test = fold(e.test);
        e.body = fold(e.body);
        e.orelse = fold(e.orelse);
      }
      case Expr.DICT -> {
        Expr.Dict e = (Expr.Dict) node;
        foldAll(e.keys);
        foldAll(e.values);
      }
      case Expr.SET -> foldAll(((Expr.Set) node).elts);
      case Expr.LIST_COMP, Expr.SET_COMP, Expr.GENERATOR_EXP -> {
        Expr.Comp e = (Expr.Comp) node;
        e.elt = fold(e.elt);
        foldAll(e.generators);
      }
      case Expr.DICT_COMP -> {
        Expr.DictComp e = (Expr.DictComp) node;
        e.key = fold(e.key);
        e.value = fold(e.value);
        foldAll(e.generators);
      }
      case Expr.AWAIT -> {
        Expr.Await e = (Expr.Await) node;
        e.value = fold(e.value);
      }
      case Expr.YIELD -> {
        Expr.Yield e = (Expr.Yield) node;
        e.value = foldOptional(e.value);
      }
      case Expr.YIELD_FROM -> {
        Expr.YieldFrom e = (Expr.YieldFrom) node;
        e.value = fold(e.value);
      }
      case Expr.COMPARE -> {
        Expr.Compare e = (Expr.Compare) node;
        e.left = fold(e.left);
        foldAll(e.comparators);
        int last = e.ops.length - 1;
        if (e.ops[last] == CmpOperator.IN || e.ops[last] == CmpOperator.NOT_IN) {
          e.comparators[last] = foldIterable(e.comparators[last]);
        }
      }
      case Expr.CALL -> {
        Expr.Call e = (Expr.Call) node;
        e.func = fold(e.func);
        foldAll(e.args);
        foldAll(e.keywords);
      }
      case Expr.FORMATTED_VALUE -> {
        Expr.FormattedValue e = (Expr.FormattedValue) node;
        e.value = fold(e.value);
        e.formatSpec = foldOptional(e.formatSpec);
      }
      case Expr.JOINED_STR -> foldAll(((Expr.JoinedStr) node).values);
      case Expr.ATTRIBUTE -> {
        Expr.Attribute e = (Expr.Attribute) node;
        e.value = fold(e.value);
      }
      case Expr.SUBSCRIPT -> {
        Expr.Subscript e = (Expr.Subscript) node;
        e.value = fold(e.value);
        e.slice = fold(e.slice);
        if (e.ctx == ExprContext.LOAD
            && e.value instanceof Expr.Constant value
            && e.slice instanceof Expr.Constant index) {
          folded = constant(ConstantOperations.subscript(value.value, index.value), e);
        }
      }
      case Expr.STARRED -> {
        Expr.Starred e = (Expr.Starred) node;
        e.value = fold(e.value);
      }
      case Expr.SLICE -> {
        Expr.Slice e = (Expr.Slice) node;
        e.lower = foldOptional(e.lower);
        e.upper = foldOptional(e.upper);
        e.step = foldOptional(e.step);
      }
      case Expr.LIST -> foldAll(((Expr.List) node).elts);
      case Expr.TUPLE -> {
        Expr.Tuple e = (Expr.Tuple) node;
        foldAll(e.elts);
        if (e.ctx == ExprContext.LOAD) {
          folded = constant(tuple(e.elts), e);
        }
      }
      case Expr.NAME -> {
        Expr.Name e = (Expr.Name) node;
        if (e.ctx == ExprContext.LOAD && e.id.equals("__debug__")) {
          folded = constant(optimize == 0, e);
        }
      }
      case Expr.NAMED_EXPR -> {
        Expr.NamedExpr e = (Expr.NamedExpr) node;
        e.value = fold(e.value);
      }
      default -> {}
    }
    depth--;
    return folded;
  }

  private void foldAll(Comprehension[] generators) {
    for (Comprehension c : generators) {
      c.target = fold(c.target);
      c.iter = fold(c.iter);
      foldAll(c.ifs);
      c.iter = foldIterable(c.iter);
    }
  }

  /** The constant {@code value} in place of {@code e}; {@code e} itself if there is no value. */
  private static Expr constant(Object value, Expr e) {
    return value == null
        ? e
        : new Expr.Constant(value, null, e.lineno, e.colOffset, e.endLineno, e.endColOffset);
  }

  private static Expr foldUnary(Expr.UnaryOp e) {
    if (e.operand instanceof Expr.Constant operand) {
      return constant(ConstantOperations.unary(e.op, operand.value), e);
    }
    if (e.op == UnaryOperator.NOT
        && e.operand instanceof Expr.Compare compare
        && compare.ops.length == 1) {
      // Only these are each other's negation whatever the operands are.
      int inverse =
          switch (compare.ops[0]) {
            case CmpOperator.IS -> CmpOperator.IS_NOT;
            case CmpOperator.IS_NOT -> CmpOperator.IS;
            case CmpOperator.IN -> CmpOperator.NOT_IN;
            case CmpOperator.NOT_IN -> CmpOperator.IN;
            default -> 0;
          };
      if (inverse != 0) {
        compare.ops[0] = inverse;
        return compare;
      }
    }
    return e;
  }

  private static Expr foldBinary(Expr.BinOp e) {
    if (!(e.left instanceof Expr.Constant left)) {
      return e;
    }
    if (e.op == Operator.MOD && ConstantOperations.isStr(left.value)) {
      if (e.right instanceof Expr.Tuple right
          && left.value instanceof String format
          && !hasStarred(right.elts)) {
        Expr converted = PercentFormat.convert(e, format, right.elts);
        return converted == null ? e : converted;
      }
      return e;
    }
    if (e.right instanceof Expr.Constant right) {
      return constant(ConstantOperations.binary(e.op, left.value, right.value), e);
    }
    return e;
  }

  private static boolean hasStarred(Expr[] elts) {
    for (Expr e : elts) {
      if (e.kind == Expr.STARRED) {
        return true;
      }
    }
    return false;
  }

  /** The tuple of {@code elts} if all are constant; otherwise null. */
  private static Constants.Tuple tuple(Expr[] elts) {
    for (Expr e : elts) {
      if (e.kind != Expr.CONSTANT) {
        return null;
      }
    }
    Object[] items = new Object[elts.length];
    for (int i = 0; i < items.length; i++) {
      items[i] = ((Expr.Constant) elts[i]).value;
    }
    return new Constants.Tuple(items);
  }

  /** A list or set that is only iterated or searched may as well be a tuple or frozenset. */
  private static Expr foldIterable(Expr e) {
    if (e instanceof Expr.List list) {
      if (hasStarred(list.elts)) {
        return e;
      }
      Expr.Tuple tuple =
          new Expr.Tuple(list.elts, list.ctx, e.lineno, e.colOffset, e.endLineno, e.endColOffset);
      return constant(tuple(list.elts), tuple);
    }
    if (e instanceof Expr.Set set) {
      Constants.Tuple items = tuple(set.elts);
      return items == null ? e : constant(ConstantOperations.frozenSet(items.items), e);
    }
    return e;
  }
}
