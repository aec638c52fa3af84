package dev.dormouse.code;

import java.math.BigInteger;

/**
 * Makes a runtime's objects out of code constants, so that images and marshal can hand out
 * constants without knowing any object model. The runtime has one stateless implementation; results
 * for immutable constants may be cached and shared image-wide by whoever calls it.
 */
public interface ConstantFactory {
  Object none();

  Object ellipsis();

  Object bool(boolean value);

  Object integer(long value);

  /** {@code value} does not fit a {@code long}. */
  Object integer(BigInteger value);

  Object floating(double value);

  Object complex(double real, double imag);

  /**
   * {@code value} is UTF-16 in which every high surrogate followed by a low one stands for one code
   * point beyond U+FFFF.
   *
   * @param interned whether the string is used as a name (identifier-like) and so is worth
   *     interning
   */
  Object str(String value, boolean interned);

  /**
   * A docstring whose text may not be needed: either a str object that reads {@code source} on
   * first use, or, as here, an ordinary one made at once. Only docstring constants come this way
   * ({@code co_consts[0]} of a function, what a module or class body assigns to {@code __doc__}),
   * so that a run without need never reads the docstring part of an image.
   */
  default Object lazyStr(LazyText source) {
    return str(source.read(), false);
  }

  /**
   * A string that UTF-16 cannot express: a lone high surrogate directly followed by a lone low one.
   */
  Object str(int[] codePoints);

  Object bytes(byte[] value);

  /** {@code items} are this factory's own products; the callee takes ownership of the array. */
  Object tuple(Object[] items);

  /**
   * {@code items} are this factory's own products, in the order in which the compiler wrote them.
   */
  Object frozenset(Object[] items);

  /** A nested code object, still dormant. */
  Object code(CodeUnit unit);
}
