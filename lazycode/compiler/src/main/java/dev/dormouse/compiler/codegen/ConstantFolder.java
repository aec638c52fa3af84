package dev.dormouse.compiler.codegen;

import dev.dormouse.code.Constants;
import dev.dormouse.compiler.TreePass;
import dev.dormouse.compiler.ast.CmpOperator;
import dev.dormouse.compiler.ast.Comprehension;
import dev.dormouse.compiler.ast.Expr;
import dev.dormouse.compiler.ast.ExprContext;
import dev.dormouse.compiler.ast.Mod;
import dev.dormouse.compiler.ast.Operator;
import dev.dormouse.compiler.ast.Stmt;
import dev.dormouse.compiler.ast.UnaryOperator;

/**
 * Replaces constant expressions of a tree by their values, in place, from the inside out. Runs
 * before the symbol table is made, so that a name in a branch of a constant test still counts as
 * used.
 */
final class ConstantFolder extends TreePass {
  private final int optimize;

  /** Annotations become text, so they stay as they were written. */
  private final boolean keepAnnotations;

  private ConstantFolder(int optimize, boolean keepAnnotations, int maxDepth) {
    super(maxDepth);
    this.optimize = optimize;
    this.keepAnnotations = keepAnnotations;
  }

  static void fold(Mod tree, int optimize, boolean keepAnnotations, int maxDepth) {
    ConstantFolder folder = new ConstantFolder(optimize, keepAnnotations, maxDepth);
    if (tree instanceof Mod.Module m) {
      boolean documented = docstring(m.body) != null;
      folder.walk(m.body);
      hideDocstring(m.body, documented);
    } else if (tree instanceof Mod.Interactive m) {
      folder.walk(m.body);
    } else if (tree instanceof Mod.Expression m) {
      m.body = folder.walk(m.body);
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

  /** An expression that was folded to a str is no docstring: an f-string of it hides it. */
  private static void hideDocstring(Stmt[] body, boolean documented) {
    if (!documented && docstring(body) != null) {
      Stmt.ExprStmt s = (Stmt.ExprStmt) body[0];
      s.value =
          new Expr.JoinedStr(
              new Expr[] {s.value}, s.lineno, s.colOffset, s.endLineno, s.endColOffset);
    }
  }

  @Override
  protected void statement(Stmt s) {
    Stmt[] body =
        s instanceof Stmt.FunctionDef f ? f.body : s instanceof Stmt.ClassDef c ? c.body : null;
    boolean documented = body != null && docstring(body) != null;
    children(s);
    if (body != null) {
      hideDocstring(body, documented);
    } else if (s.kind == Stmt.FOR) {
      Stmt.For loop = (Stmt.For) s;
      loop.iter = foldIterable(loop.iter);
    }
  }

  @Override
  protected Expr annotation(Expr e) {
    return keepAnnotations ? e : walk(e);
  }

  @Override
  protected Expr expression(Expr node) {
    children(node);
    switch (node.kind) {
      case Expr.UNARY_OP:
        return foldUnary((Expr.UnaryOp) node);
      case Expr.BIN_OP:
        return foldBinary((Expr.BinOp) node);
      case Expr.TUPLE:
        {
          Expr.Tuple e = (Expr.Tuple) node;
          return e.ctx == ExprContext.LOAD ? constant(tuple(e.elts), e) : e;
        }
      case Expr.SUBSCRIPT:
        {
          Expr.Subscript e = (Expr.Subscript) node;
          return e.ctx == ExprContext.LOAD
                  && e.value instanceof Expr.Constant value
                  && e.slice instanceof Expr.Constant index
              ? constant(ConstantOperations.subscript(value.value, index.value), e)
              : e;
        }
      case Expr.NAME:
        {
          Expr.Name e = (Expr.Name) node;
          return e.ctx == ExprContext.LOAD && e.id.equals("__debug__")
              ? constant(optimize == 0, e)
              : e;
        }
      case Expr.COMPARE:
        {
          Expr.Compare e = (Expr.Compare) node;
          int last = e.ops.length - 1;
          if (e.ops[last] == CmpOperator.IN || e.ops[last] == CmpOperator.NOT_IN) {
            e.comparators[last] = foldIterable(e.comparators[last]);
          }
          return e;
        }
      case Expr.LIST_COMP, Expr.SET_COMP, Expr.GENERATOR_EXP:
        foldIterables(((Expr.Comp) node).generators);
        return node;
      case Expr.DICT_COMP:
        foldIterables(((Expr.DictComp) node).generators);
        return node;
      default:
        return node;
    }
  }

  private static void foldIterables(Comprehension[] generators) {
    for (Comprehension c : generators) {
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
