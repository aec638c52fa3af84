package dev.dormouse.runtime.eval;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Numbers;
import dev.dormouse.runtime.objects.PyBool;
import dev.dormouse.runtime.objects.PyDict;
import dev.dormouse.runtime.objects.PyFloat;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyList;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.objects.Slot;

/**
 * BINARY_OP, COMPARE_OP and BINARY_SUBSCR with fast paths for exact int, float, str, list, tuple
 * and dict.
 */
final class Arithmetic {
  /** NB_* operand → slot; the in-place forms follow 13 higher, as in the wordcode. */
  private static final byte[] SLOTS = {
    Slot.ADD,
    Slot.AND,
    Slot.FLOOR_DIVIDE,
    Slot.LSHIFT,
    Slot.MATRIX_MULTIPLY,
    Slot.MULTIPLY,
    Slot.REMAINDER,
    Slot.OR,
    Slot.POWER,
    Slot.RSHIFT,
    Slot.SUBTRACT,
    Slot.TRUE_DIVIDE,
    Slot.XOR
  };

  private static final int NB_ADD = 0;
  private static final int NB_AND = 1;
  private static final int NB_MULTIPLY = 5;
  private static final int NB_SUBTRACT = 10;
  private static final int NB_INPLACE = 13;

  private Arithmetic() {}

  static PyObject binary(PyObject v, PyObject w, int arg) {
    int op = arg < NB_INPLACE ? arg : arg - NB_INPLACE;
    if (v.type == PyInt.TYPE && w.type == PyInt.TYPE) {
      PyInt x = (PyInt) v;
      PyInt y = (PyInt) w;
      if (!x.isBig() && !y.isBig()) {
        long a = x.longValue();
        long b = y.longValue();
        long r;
        switch (op) {
          case NB_ADD:
            r = a + b;
            if (((a ^ r) & (b ^ r)) >= 0) {
              return PyInt.of(r);
            }
            break;
          case NB_SUBTRACT:
            r = a - b;
            if (((a ^ b) & (a ^ r)) >= 0) {
              return PyInt.of(r);
            }
            break;
          case NB_MULTIPLY:
            if ((int) a == a && (int) b == b) {
              return PyInt.of(a * b);
            }
            break;
          case NB_AND:
            return PyInt.of(a & b);
          default:
            break;
        }
      }
    } else if (v.type == PyStr.TYPE && w.type == PyStr.TYPE && op == NB_ADD) {
      return PyStr.of(((PyStr) v).value().concat(((PyStr) w).value()));
    } else if (v.type == PyFloat.TYPE && w.type == PyFloat.TYPE) {
      double a = ((PyFloat) v).value;
      double b = ((PyFloat) w).value;
      switch (op) {
        case NB_ADD:
          return PyFloat.of(a + b);
        case NB_SUBTRACT:
          return PyFloat.of(a - b);
        case NB_MULTIPLY:
          return PyFloat.of(a * b);
        default:
          break;
      }
    }
    return arg < NB_INPLACE ? Numbers.binary(SLOTS[op], v, w) : Numbers.inplace(SLOTS[op], v, w);
  }

  static PyObject compare(PyObject v, PyObject w, int op) {
    if (v.type == PyInt.TYPE && w.type == PyInt.TYPE) {
      PyInt x = (PyInt) v;
      PyInt y = (PyInt) w;
      if (!x.isBig() && !y.isBig()) {
        return PyBool.of(Abstract.compareOutcome(Long.compare(x.longValue(), y.longValue()), op));
      }
    } else if (v.type == PyStr.TYPE
        && w.type == PyStr.TYPE
        && (op == Abstract.EQ || op == Abstract.NE)) {
      return PyBool.of(
          (v == w || ((PyStr) v).value().equals(((PyStr) w).value())) == (op == Abstract.EQ));
    }
    return Abstract.richCompare(v, w, op);
  }

  static PyObject subscript(PyObject o, PyObject key) {
    if (key.type == PyInt.TYPE && !((PyInt) key).isBig()) {
      long i = ((PyInt) key).longValue();
      if (o.type == PyList.TYPE) {
        PyList list = (PyList) o;
        if (i >= 0 && i < list.size()) {
          return list.get((int) i);
        }
      } else if (o.type == PyTuple.TYPE) {
        PyObject[] items = ((PyTuple) o).items;
        if (i >= 0 && i < items.length) {
          return items[(int) i];
        }
      }
    } else if (o.type == PyDict.TYPE) {
      PyObject v = ((PyDict) o).get(key);
      if (v != null) {
        return v;
      }
    }
    return Abstract.getItem(o, key);
  }
}
