package dev.dormouse.runtime.modules.marshal;

import dev.dormouse.code.CodeUnit;
import dev.dormouse.code.MarshalFactory;
import dev.dormouse.runtime.objects.Exceptions;
import dev.dormouse.runtime.objects.ObjectFactory;
import dev.dormouse.runtime.objects.PyDict;
import dev.dormouse.runtime.objects.PyList;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PySet;
import dev.dormouse.runtime.objects.PyTuple;
import java.math.BigInteger;

/** Makes Python objects of marshal data: code constants as everywhere, and the containers. */
final class ObjectMarshalFactory implements MarshalFactory {
  private static final ObjectFactory CONSTANTS = ObjectFactory.INSTANCE;

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
    return CONSTANTS.bool(value);
  }

  @Override
  public Object integer(long value) {
    return CONSTANTS.integer(value);
  }

  @Override
  public Object integer(BigInteger value) {
    return CONSTANTS.integer(value);
  }

  @Override
  public Object floating(double value) {
    return CONSTANTS.floating(value);
  }

  @Override
  public Object complex(double real, double imag) {
    return CONSTANTS.complex(real, imag);
  }

  @Override
  public Object str(String value, boolean interned) {
    return CONSTANTS.str(value, interned);
  }

  @Override
  public Object str(int[] codePoints) {
    return CONSTANTS.str(codePoints);
  }

  @Override
  public Object bytes(byte[] value) {
    return CONSTANTS.bytes(value);
  }

  @Override
  public Object tuple(Object[] items) {
    return CONSTANTS.tuple(items);
  }

  @Override
  public Object frozenset(Object[] items) {
    return CONSTANTS.frozenset(items);
  }

  @Override
  public Object code(CodeUnit unit) {
    return CONSTANTS.code(unit);
  }

  @Override
  public Object stopIteration() {
    return Exceptions.StopIteration;
  }

  @Override
  public Object[] tupleItems(int count) {
    return new PyObject[count];
  }

  @Override
  public Object unfilledTuple(Object[] items) {
    return items.length == 0 ? PyTuple.EMPTY : new PyTuple(PyTuple.TYPE, (PyObject[]) items);
  }

  @Override
  public Object list(int size) {
    return new PyList();
  }

  @Override
  public void append(Object list, Object item) {
    ((PyList) list).add((PyObject) item);
  }

  @Override
  public Object dict() {
    return new PyDict();
  }

  @Override
  public void put(Object dict, Object key, Object value) {
    ((PyDict) dict).put((PyObject) key, (PyObject) value);
  }

  @Override
  public Object set() {
    return new PySet();
  }

  @Override
  public void add(Object set, Object item) {
    ((PySet) set).add((PyObject) item);
  }
}
