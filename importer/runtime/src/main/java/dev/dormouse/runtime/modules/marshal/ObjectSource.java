package dev.dormouse.runtime.modules.marshal;

import dev.dormouse.code.MarshalWriter;
import dev.dormouse.runtime.objects.Buffer;
import dev.dormouse.runtime.objects.Exceptions;
import dev.dormouse.runtime.objects.PyBool;
import dev.dormouse.runtime.objects.PyBytes;
import dev.dormouse.runtime.objects.PyCode;
import dev.dormouse.runtime.objects.PyComplex;
import dev.dormouse.runtime.objects.PyDict;
import dev.dormouse.runtime.objects.PyFloat;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyList;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PySet;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.objects.Slot;
import java.util.ArrayList;

/** Tells the writer what a Python value is made of. Exact builtin types only, as marshal has it. */
final class ObjectSource implements MarshalWriter.Source {
  @Override
  public void describe(Object value, MarshalWriter out) {
    PyObject o = (PyObject) value;
    if (o == PyObject.NONE) {
      out.none();
    } else if (o == Exceptions.StopIteration) {
      out.stopIteration();
    } else if (o == PyObject.ELLIPSIS) {
      out.ellipsis();
    } else if (o.type == PyBool.TYPE) {
      out.bool(o == PyBool.TRUE);
    } else if (o.type == PyInt.TYPE) {
      PyInt n = (PyInt) o;
      if (n.isBig()) {
        out.integer(n.bigValue());
      } else {
        out.integer(n.longValue());
      }
    } else if (o.type == PyFloat.TYPE) {
      out.floating(((PyFloat) o).value);
    } else if (o.type == PyComplex.TYPE) {
      out.complex(((PyComplex) o).real, ((PyComplex) o).imag);
    } else if (o.type == PyStr.TYPE) {
      string((PyStr) o, out);
    } else if (o.type == PyBytes.TYPE) {
      out.bytes(((PyBytes) o).value);
    } else if (o.type == PyCode.TYPE) {
      out.code(((PyCode) o).unit);
    } else {
      container(o, out);
    }
  }

  private static void string(PyStr s, MarshalWriter out) {
    if (s.isAstral()) {
      out.str(s.codePoints(), false);
    } else {
      out.str(s.value(), PyStr.interned(s) == s);
    }
  }

  private static void container(PyObject o, MarshalWriter out) {
    if (o.type == PyTuple.TYPE) {
      out.tuple(((PyTuple) o).items);
    } else if (o.type == PyList.TYPE) {
      out.list(((PyList) o).toArray());
    } else if (o.type == PyDict.TYPE) {
      PyDict d = (PyDict) o;
      ArrayList<Object> items = new ArrayList<>(2 * d.size());
      for (int i = 0; i < d.slotLimit(); i++) {
        if (d.keyAt(i) != null) {
          items.add(d.keyAt(i));
          items.add(d.valueAt(i));
        }
      }
      out.dict(items.toArray());
    } else if (o.type == PySet.TYPE) {
      out.set(((PySet) o).toArray());
    } else if (o.type == PySet.FROZEN) {
      out.frozenset(((PySet) o).toArray());
    } else if (o.type.has(Slot.BUFFER)) {
      Buffer b = o.type.ops.getBuffer(o, 0);
      try {
        out.bytes(b.toByteArray());
      } finally {
        b.release();
      }
    }
  }
}
