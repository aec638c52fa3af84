package dev.dormouse.compiler.codegen;

import dev.dormouse.code.Constants;
import dev.dormouse.compiler.ast.Operator;
import dev.dormouse.compiler.ast.UnaryOperator;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;

/**
 * Python's operators on constants, for folding. Null means "do not fold": the operation raises, or
 * its result would be larger than CPython allows a folded constant to be, or nobody writes such
 * constants. Values are in the domain of {@link Constants}.
 *
 * <p>The operands decide who computes: {@link IntegerArithmetic}, {@link FloatArithmetic} or {@link
 * SequenceOperations}.
 */
final class ConstantOperations {
  private ConstantOperations() {}

  static boolean isTrue(Object v) {
    if (v instanceof Boolean b) {
      return b;
    }
    if (v instanceof String s) {
      return !s.isEmpty();
    }
    if (v instanceof Long i) {
      return i != 0;
    }
    if (v instanceof Double d) {
      return d != 0;
    }
    if (v instanceof Constants.Complex c) {
      return c.real != 0 || c.imag != 0;
    }
    if (v instanceof Constants.Bytes b) {
      return b.value.length != 0;
    }
    if (v instanceof Constants.Tuple t) {
      return t.items.length != 0;
    }
    if (v instanceof Constants.FrozenSet f) {
      return f.items.length != 0;
    }
    return v != Constants.Singleton.NONE;
  }

  static boolean isInt(Object v) {
    return v instanceof Long || v instanceof Boolean || v instanceof BigInteger;
  }

  static boolean isStr(Object v) {
    return v instanceof String || v instanceof Constants.WideText;
  }

  private static boolean isNumber(Object v) {
    return isInt(v) || v instanceof Double || v instanceof Constants.Complex;
  }

  static Object unary(int op, Object v) {
    if (op == UnaryOperator.NOT) {
      return !isTrue(v);
    }
    boolean negative = op == UnaryOperator.USUB;
    if (v instanceof Long i && negative && i != Long.MIN_VALUE) {
      // Negative numbers are most of what there is to fold.
      return -i;
    }
    if (isInt(v)) {
      BigInteger i = IntegerArithmetic.value(v);
      return IntegerArithmetic.of(op == UnaryOperator.INVERT ? i.not() : negative ? i.negate() : i);
    }
    if (op == UnaryOperator.INVERT) {
      return null;
    }
    if (v instanceof Double d) {
      return negative ? Double.valueOf(-d) : d;
    }
    if (v instanceof Constants.Complex c) {
      return negative ? new Constants.Complex(-c.real, -c.imag) : c;
    }
    return null;
  }

  static Object binary(int op, Object v, Object w) {
    if (v instanceof Boolean x && w instanceof Boolean y) {
      Boolean logical = logical(op, x, y);
      if (logical != null) {
        return logical;
      }
    }
    if (isInt(v) && isInt(w)) {
      return IntegerArithmetic.apply(op, IntegerArithmetic.value(v), IntegerArithmetic.value(w));
    }
    if (isNumber(v) && isNumber(w)) {
      return FloatArithmetic.apply(op, v, w);
    }
    if (op == Operator.ADD) {
      return SequenceOperations.concatenate(v, w);
    }
    if (op == Operator.MULT && isInt(v)) {
      return SequenceOperations.repeat(w, IntegerArithmetic.value(v));
    }
    if (op == Operator.MULT && isInt(w)) {
      return SequenceOperations.repeat(v, IntegerArithmetic.value(w));
    }
    return null;
  }

  /** The operators that make a bool of two; null for the others. */
  private static Boolean logical(int op, boolean x, boolean y) {
    return switch (op) {
      case Operator.BIT_OR -> x | y;
      case Operator.BIT_XOR -> x ^ y;
      case Operator.BIT_AND -> x & y;
      default -> null;
    };
  }

  static Object subscript(Object v, Object index) {
    return isInt(index) ? SequenceOperations.subscript(v, IntegerArithmetic.value(index)) : null;
  }

  /** The frozenset of {@code items}; of items that are equal in Python the first stays. */
  static Constants.FrozenSet frozenSet(Object[] items) {
    HashSet<Object> seen = new HashSet<>();
    ArrayList<Object> kept = new ArrayList<>();
    for (Object item : items) {
      if (seen.add(equalityKey(item))) {
        kept.add(item);
      }
    }
    return new Constants.FrozenSet(kept.toArray());
  }

  /**
   * Something that is equal in Java for constants that are equal in Python, where 1 == 1.0 == True.
   */
  static Object equalityKey(Object v) {
    if (v instanceof Boolean b) {
      return b ? 1L : 0L;
    }
    if (v instanceof Constants.Complex c && c.imag == 0) {
      return equalityKey(c.real);
    }
    if (v instanceof Double d) {
      double x = d;
      if (x == Math.rint(x) && Math.abs(x) < 0x1p63) {
        return (long) x;
      }
      return v;
    }
    if (v instanceof Constants.Tuple t) {
      Object[] keys = new Object[t.items.length];
      for (int i = 0; i < keys.length; i++) {
        keys[i] = equalityKey(t.items[i]);
      }
      return new Constants.Tuple(keys);
    }
    return v;
  }
}
