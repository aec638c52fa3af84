package dev.dormouse.image;

import dev.dormouse.code.CodeUnit;
import dev.dormouse.code.ConstantFactory;
import dev.dormouse.code.Constants;
import java.math.BigInteger;

/**
 * Makes constants as the plain Java values of {@link Constants}; nested code stays an {@link
 * ImageCode}.
 */
final class PlainConstants implements ConstantFactory {
  /** Stateless, and one for all: images cache by factory. */
  static final PlainConstants FACTORY = new PlainConstants();

  private PlainConstants() {}

  @Override
  public Object none() {
    return Constants.Singleton.NONE;
  }

  @Override
  public Object ellipsis() {
    return Constants.Singleton.ELLIPSIS;
  }

  @Override
  public Object bool(boolean value) {
    return value;
  }

  @Override
  public Object integer(long value) {
    return value;
  }

  @Override
  public Object integer(BigInteger value) {
    return value;
  }

  @Override
  public Object floating(double value) {
    return value;
  }

  @Override
  public Object complex(double real, double imag) {
    return new Constants.Complex(real, imag);
  }

  @Override
  public Object str(String value, boolean interned) {
    return value;
  }

  @Override
  public Object str(int[] codePoints) {
    return Constants.text(codePoints);
  }

  @Override
  public Object bytes(byte[] value) {
    return new Constants.Bytes(value);
  }

  @Override
  public Object tuple(Object[] items) {
    return new Constants.Tuple(items);
  }

  @Override
  public Object frozenset(Object[] items) {
    return new Constants.FrozenSet(items);
  }

  @Override
  public Object code(CodeUnit unit) {
    return unit;
  }
}
