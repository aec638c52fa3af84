package dev.dormouse.runtime.modules.functools;

import dev.dormouse.runtime.objects.Numbers;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.Slot;
import dev.dormouse.tables.Function;

/** The arithmetic operators of {@code _operator}. */
final class OperatorArithmetic {
  private OperatorArithmetic() {}

  @Function(signature = "(a, /)", doc = "Same as abs(a).")
  static PyObject abs(PyObject a) {
    return Numbers.absolute(a);
  }

  @Function(signature = "(a, /)", doc = "Same as ~a.")
  static PyObject inv(PyObject a) {
    return Numbers.invert(a);
  }

  @Function(signature = "(a, /)", doc = "Same as ~a.")
  static PyObject invert(PyObject a) {
    return Numbers.invert(a);
  }

  @Function(signature = "(a, /)", doc = "Same as -a.")
  static PyObject neg(PyObject a) {
    return Numbers.negative(a);
  }

  @Function(signature = "(a, /)", doc = "Same as +a.")
  static PyObject pos(PyObject a) {
    return Numbers.positive(a);
  }

  @Function(signature = "(a, b, /)", doc = "Same as a + b.")
  static PyObject add(PyObject a, PyObject b) {
    return Numbers.binary(Slot.ADD, a, b);
  }

  @Function(signature = "(a, b, /)", doc = "Same as a - b.")
  static PyObject sub(PyObject a, PyObject b) {
    return Numbers.binary(Slot.SUBTRACT, a, b);
  }

  @Function(signature = "(a, b, /)", doc = "Same as a * b.")
  static PyObject mul(PyObject a, PyObject b) {
    return Numbers.binary(Slot.MULTIPLY, a, b);
  }

  @Function(signature = "(a, b, /)", doc = "Same as a % b.")
  static PyObject mod(PyObject a, PyObject b) {
    return Numbers.binary(Slot.REMAINDER, a, b);
  }

  @Function(signature = "(a, b, /)", doc = "Same as a / b.")
  static PyObject truediv(PyObject a, PyObject b) {
    return Numbers.binary(Slot.TRUE_DIVIDE, a, b);
  }

  @Function(signature = "(a, b, /)", doc = "Same as a // b.")
  static PyObject floordiv(PyObject a, PyObject b) {
    return Numbers.binary(Slot.FLOOR_DIVIDE, a, b);
  }

  @Function(signature = "(a, b, /)", doc = "Same as a << b.")
  static PyObject lshift(PyObject a, PyObject b) {
    return Numbers.binary(Slot.LSHIFT, a, b);
  }

  @Function(signature = "(a, b, /)", doc = "Same as a >> b.")
  static PyObject rshift(PyObject a, PyObject b) {
    return Numbers.binary(Slot.RSHIFT, a, b);
  }

  @Function(name = "and_", signature = "(a, b, /)", doc = "Same as a & b.")
  static PyObject and(PyObject a, PyObject b) {
    return Numbers.binary(Slot.AND, a, b);
  }

  @Function(signature = "(a, b, /)", doc = "Same as a ^ b.")
  static PyObject xor(PyObject a, PyObject b) {
    return Numbers.binary(Slot.XOR, a, b);
  }

  @Function(name = "or_", signature = "(a, b, /)", doc = "Same as a | b.")
  static PyObject or(PyObject a, PyObject b) {
    return Numbers.binary(Slot.OR, a, b);
  }

  @Function(signature = "(a, b, /)", doc = "Same as a @ b.")
  static PyObject matmul(PyObject a, PyObject b) {
    return Numbers.binary(Slot.MATRIX_MULTIPLY, a, b);
  }

  @Function(signature = "(a, b, /)", doc = "Same as a ** b.")
  static PyObject pow(PyObject a, PyObject b) {
    return Numbers.binary(Slot.POWER, a, b);
  }

  @Function(signature = "(a, b, /)", doc = "Same as a += b.")
  static PyObject iadd(PyObject a, PyObject b) {
    return Numbers.inplace(Slot.ADD, a, b);
  }

  @Function(signature = "(a, b, /)", doc = "Same as a -= b.")
  static PyObject isub(PyObject a, PyObject b) {
    return Numbers.inplace(Slot.SUBTRACT, a, b);
  }

  @Function(signature = "(a, b, /)", doc = "Same as a *= b.")
  static PyObject imul(PyObject a, PyObject b) {
    return Numbers.inplace(Slot.MULTIPLY, a, b);
  }

  @Function(signature = "(a, b, /)", doc = "Same as a %= b.")
  static PyObject imod(PyObject a, PyObject b) {
    return Numbers.inplace(Slot.REMAINDER, a, b);
  }

  @Function(signature = "(a, b, /)", doc = "Same as a /= b.")
  static PyObject itruediv(PyObject a, PyObject b) {
    return Numbers.inplace(Slot.TRUE_DIVIDE, a, b);
  }

  @Function(signature = "(a, b, /)", doc = "Same as a //= b.")
  static PyObject ifloordiv(PyObject a, PyObject b) {
    return Numbers.inplace(Slot.FLOOR_DIVIDE, a, b);
  }

  @Function(signature = "(a, b, /)", doc = "Same as a <<= b.")
  static PyObject ilshift(PyObject a, PyObject b) {
    return Numbers.inplace(Slot.LSHIFT, a, b);
  }

  @Function(signature = "(a, b, /)", doc = "Same as a >>= b.")
  static PyObject irshift(PyObject a, PyObject b) {
    return Numbers.inplace(Slot.RSHIFT, a, b);
  }

  @Function(signature = "(a, b, /)", doc = "Same as a &= b.")
  static PyObject iand(PyObject a, PyObject b) {
    return Numbers.inplace(Slot.AND, a, b);
  }

  @Function(signature = "(a, b, /)", doc = "Same as a ^= b.")
  static PyObject ixor(PyObject a, PyObject b) {
    return Numbers.inplace(Slot.XOR, a, b);
  }

  @Function(signature = "(a, b, /)", doc = "Same as a |= b.")
  static PyObject ior(PyObject a, PyObject b) {
    return Numbers.inplace(Slot.OR, a, b);
  }

  @Function(signature = "(a, b, /)", doc = "Same as a @= b.")
  static PyObject imatmul(PyObject a, PyObject b) {
    return Numbers.inplace(Slot.MATRIX_MULTIPLY, a, b);
  }

  @Function(signature = "(a, b, /)", doc = "Same as a **= b.")
  static PyObject ipow(PyObject a, PyObject b) {
    return Numbers.inplace(Slot.POWER, a, b);
  }
}
