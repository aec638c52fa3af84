package dev.dormouse.runtime.objects;

import dev.dormouse.code.CodeUnit;
import dev.dormouse.code.ConstantFactory;
import dev.dormouse.code.LazyText;
import java.math.BigInteger;

/** Makes Python objects of code constants. Stateless. */
public final class ObjectFactory implements ConstantFactory {
  public static final ObjectFactory INSTANCE = new ObjectFactory();

  private ObjectFactory() {}

  @Override
  public Object none() {
    return PyObject.NONE;
  }

  @Override
  public Object ellipsis() {
    return PyObject.ELLIPSIS;
  }

  @Override
  public Object bool(boolean value) {
    return PyBool.of(value);
  }

  @Override
  public Object integer(long value) {
    return PyInt.of(value);
  }

  @Override
  public Object integer(BigInteger value) {
    return PyInt.of(value);
  }

  @Override
  public Object floating(double value) {
    return PyFloat.of(value);
  }

  @Override
  public Object complex(double real, double imag) {
    return PyComplex.of(real, imag);
  }

  @Override
  public Object str(String value, boolean interned) {
    return interned ? PyStr.interned(value) : PyStr.of(value);
  }

  @Override
  public Object str(int[] codePoints) {
    return PyStr.of(codePoints);
  }

  @Override
  public Object lazyStr(LazyText source) {
    return new PyStr(source);
  }

  @Override
  public Object bytes(byte[] value) {
    return PyBytes.of(value);
  }

  @Override
  public Object tuple(Object[] items) {
    return PyTuple.of(objects(items));
  }

  @Override
  public Object frozenset(Object[] items) {
    return PySet.frozen(objects(items));
  }

  @Override
  public Object code(CodeUnit unit) {
    return new PyCode(unit);
  }

  private static PyObject[] objects(Object[] items) {
    PyObject[] all = new PyObject[items.length];
    for (int i = 0; i < all.length; i++) {
      all[i] = (PyObject) items[i];
    }
    return all;
  }
}
