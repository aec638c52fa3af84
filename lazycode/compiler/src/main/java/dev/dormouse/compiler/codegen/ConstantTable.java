package dev.dormouse.compiler.codegen;

import dev.dormouse.code.CodeObject;
import dev.dormouse.code.Constants;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;

/** The constants of one code object, numbered in the order in which they were first needed. */
final class ConstantTable {
  private final HashMap<Object, Integer> numbers = new HashMap<>();
  private final ArrayList<Object> values = new ArrayList<>();

  /** The number of {@code value}, which is added if it is new. */
  int number(Object value) {
    Object key = key(value);
    Integer known = numbers.get(key);
    if (known != null) {
      return known;
    }
    numbers.put(key, values.size());
    values.add(value);
    return values.size() - 1;
  }

  Object get(int number) {
    return values.get(number);
  }

  int size() {
    return values.size();
  }

  /** The first {@code count} constants. */
  Object[] toArray(int count) {
    Object[] all = values.toArray();
    return count < all.length ? Arrays.copyOf(all, count) : all;
  }

  private static Object key(Object value) {
    if (value instanceof CodeObject code) {
      return new CodeKey(code);
    }
    if (value instanceof Constants.FrozenSet set) {
      return new HashSet<>(Arrays.asList(set.items));
    }
    // A NaN equals nothing but itself.
    if (value instanceof Double d && Double.isNaN(d)
        || value instanceof Constants.Complex c && (Double.isNaN(c.real) || Double.isNaN(c.imag))) {
      return new IdentityKey(value);
    }
    return value;
  }

  private static final class IdentityKey {
    private final Object value;

    IdentityKey(Object value) {
      this.value = value;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof IdentityKey key && key.value == value;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(value);
    }
  }

  /**
   * Code objects are compared by value: the body of a {@code finally} is compiled twice, and the
   * functions in it come out equal. As in CPython, neither the qualified name nor the file counts.
   */
  private static final class CodeKey {
    private final CodeObject code;

    CodeKey(CodeObject code) {
      this.code = code;
    }

    @Override
    public boolean equals(Object other) {
      if (!(other instanceof CodeKey key)) {
        return false;
      }
      CodeObject a = code;
      CodeObject b = key.code;
      return a.name.equals(b.name)
          && a.argcount == b.argcount
          && a.posonlyargcount == b.posonlyargcount
          && a.kwonlyargcount == b.kwonlyargcount
          && a.flags == b.flags
          && a.firstlineno == b.firstlineno
          && Arrays.equals(a.code, b.code)
          && Arrays.equals(a.names, b.names)
          && Arrays.equals(a.localsplusnames, b.localsplusnames)
          && Arrays.equals(a.linetable, b.linetable)
          && Arrays.equals(a.exceptiontable, b.exceptiontable)
          && sameConstants(a.consts, b.consts);
    }

    private static boolean sameConstants(Object[] a, Object[] b) {
      if (a.length != b.length) {
        return false;
      }
      for (int i = 0; i < a.length; i++) {
        if (!key(a[i]).equals(key(b[i]))) {
          return false;
        }
      }
      return true;
    }

    @Override
    public int hashCode() {
      return (code.name.hashCode() * 31 + code.firstlineno) * 31 + Arrays.hashCode(code.linetable);
    }
  }
}
