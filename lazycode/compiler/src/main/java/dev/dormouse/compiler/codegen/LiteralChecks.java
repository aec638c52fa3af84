package dev.dormouse.compiler.codegen;

import dev.dormouse.code.Constants;
import dev.dormouse.compiler.ast.CmpOperator;
import dev.dormouse.compiler.ast.Expr;

/**
 * The SyntaxWarnings about literals that are used as what they cannot be, mostly for want of a
 * comma.
 */
final class LiteralChecks {
  private LiteralChecks() {}

  /** Warns of {@code x is 1}. */
  static void checkCompare(CodeGenerator g, Expr.Compare e) {
    boolean left = isComparableByIdentity(e.left);
    for (int i = 0; i < e.ops.length; i++) {
      boolean right = isComparableByIdentity(e.comparators[i]);
      if (!left || !right) {
        if (e.ops[i] == CmpOperator.IS) {
          g.warn("\"is\" with a literal. Did you mean \"==\"?");
          return;
        }
        if (e.ops[i] == CmpOperator.IS_NOT) {
          g.warn("\"is not\" with a literal. Did you mean \"!=\"?");
          return;
        }
      }
      left = right;
    }
  }

  private static boolean isComparableByIdentity(Expr e) {
    return !(e instanceof Expr.Constant c)
        || c.value instanceof Boolean
        || c.value instanceof Constants.Singleton;
  }

  /** Warns of {@code "text"(…)}. */
  static void checkCall(CodeGenerator g, Expr func) {
    switch (func.kind) {
      case Expr.CONSTANT,
          Expr.TUPLE,
          Expr.LIST,
          Expr.LIST_COMP,
          Expr.DICT,
          Expr.DICT_COMP,
          Expr.SET,
          Expr.SET_COMP,
          Expr.GENERATOR_EXP,
          Expr.JOINED_STR,
          Expr.FORMATTED_VALUE ->
          g.warn("'" + typeName(func) + "' object is not callable; perhaps you missed a comma?");
      default -> {}
    }
  }

  /** Warns of {@code 1[…]} and of {@code "text"["text"]}. */
  static void checkSubscript(CodeGenerator g, Expr.Subscript e) {
    if (isUnsubscriptable(e.value)) {
      g.warn(
          "'" + typeName(e.value) + "' object is not subscriptable; perhaps you missed a comma?");
    }
    String index = typeName(e.slice);
    if (index != null && !index.equals("int") && !index.equals("bool") && isSequence(e.value)) {
      g.warn(
          typeName(e.value)
              + " indices must be integers or slices, not "
              + index
              + "; perhaps you missed a comma?");
    }
  }

  private static boolean isUnsubscriptable(Expr e) {
    return switch (e.kind) {
      case Expr.CONSTANT -> {
        Object v = ((Expr.Constant) e).value;
        yield v instanceof Constants.Singleton
            || v instanceof Double
            || v instanceof Constants.Complex
            || v instanceof Constants.FrozenSet
            || ConstantOperations.isInt(v);
      }
      case Expr.SET, Expr.SET_COMP, Expr.GENERATOR_EXP, Expr.LAMBDA -> true;
      default -> false;
    };
  }

  private static boolean isSequence(Expr e) {
    return switch (e.kind) {
      case Expr.CONSTANT -> {
        Object v = ((Expr.Constant) e).value;
        yield ConstantOperations.isStr(v)
            || v instanceof Constants.Bytes
            || v instanceof Constants.Tuple;
      }
      case Expr.TUPLE, Expr.LIST, Expr.LIST_COMP, Expr.JOINED_STR, Expr.FORMATTED_VALUE -> true;
      default -> false;
    };
  }

  /** The name of the type that {@code e} certainly has; null if that is not certain. */
  private static String typeName(Expr e) {
    return switch (e.kind) {
      case Expr.TUPLE -> "tuple";
      case Expr.LIST, Expr.LIST_COMP -> "list";
      case Expr.DICT, Expr.DICT_COMP -> "dict";
      case Expr.SET, Expr.SET_COMP -> "set";
      case Expr.GENERATOR_EXP -> "generator";
      case Expr.LAMBDA -> "function";
      case Expr.JOINED_STR, Expr.FORMATTED_VALUE -> "str";
      case Expr.CONSTANT -> constantTypeName(((Expr.Constant) e).value);
      default -> null;
    };
  }

  private static String constantTypeName(Object v) {
    if (ConstantOperations.isStr(v)) {
      return "str";
    }
    if (v instanceof Boolean) {
      return "bool";
    }
    if (ConstantOperations.isInt(v)) {
      return "int";
    }
    if (v instanceof Double) {
      return "float";
    }
    if (v instanceof Constants.Bytes) {
      return "bytes";
    }
    if (v instanceof Constants.Tuple) {
      return "tuple";
    }
    if (v instanceof Constants.Complex) {
      return "complex";
    }
    if (v instanceof Constants.FrozenSet) {
      return "frozenset";
    }
    return v == Constants.Singleton.NONE ? "NoneType" : "ellipsis";
  }
}
