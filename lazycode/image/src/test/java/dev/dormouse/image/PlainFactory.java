package dev.dormouse.image;

import dev.dormouse.code.CodeUnit;
import dev.dormouse.code.ConstantFactory;
import dev.dormouse.code.LazyText;
import java.math.BigInteger;

/** The plain constants, with docstrings left asleep. */
final class PlainFactory implements ConstantFactory {
  static final PlainFactory LAZY = new PlainFactory();

  private final ConstantFactory plain = PlainConstants.FACTORY;

  @Override
  public Object lazyStr(LazyText source) {
    return source;
  }

  @Override
  public Object none() {
    return plain.none();
  }

  @Override
  public Object ellipsis() {
    return plain.ellipsis();
  }

  @Override
  public Object bool(boolean value) {
    return plain.bool(value);
  }

  @Override
  public Object integer(long value) {
    return plain.integer(value);
  }

  @Override
  public Object integer(BigInteger value) {
    return plain.integer(value);
  }

  @Override
  public Object floating(double value) {
    return plain.floating(value);
  }

  @Override
  public Object complex(double real, double imag) {
    return plain.complex(real, imag);
  }

  @Override
  public Object str(String value, boolean interned) {
    return plain.str(value, interned);
  }

  @Override
  public Object str(int[] codePoints) {
    return plain.str(codePoints);
  }

  @Override
  public Object bytes(byte[] value) {
    return plain.bytes(value);
  }

  @Override
  public Object tuple(Object[] items) {
    return plain.tuple(items);
  }

  @Override
  public Object frozenset(Object[] items) {
    return plain.frozenset(items);
  }

  @Override
  public Object code(CodeUnit unit) {
    return unit;
  }
}
