package dev.dormouse.runtime.eval;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.ItemArrays;
import dev.dormouse.runtime.objects.Names;
import dev.dormouse.runtime.objects.PyDict;
import dev.dormouse.runtime.objects.PyList;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PySet;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.objects.Slot;

/** Building and taking apart collections. */
final class Collecting {
  private Collecting() {}

  /** UNPACK_SEQUENCE; returns the new stack height. */
  static int unpack(PyObject[] s, int sp, int count) {
    PyObject o = s[--sp];
    if (o.type == PyTuple.TYPE && ((PyTuple) o).items.length == count) {
      PyObject[] items = ((PyTuple) o).items;
      for (int i = count - 1; i >= 0; i--) {
        s[sp++] = items[i];
      }
      return sp;
    }
    if (o.type == PyList.TYPE && ((PyList) o).size() == count) {
      PyList list = (PyList) o;
      for (int i = count - 1; i >= 0; i--) {
        s[sp++] = list.get(i);
      }
      return sp;
    }
    return unpackIterable(s, sp, o, count, -1);
  }

  /**
   * Unpacks {@code before} items and, if {@code after >= 0}, a list of the middle and {@code after}
   * items from the end.
   */
  static int unpackIterable(PyObject[] s, int sp, PyObject o, int before, int after) {
    if (!o.type.has(Slot.ITER) && !Abstract.isSequence(o)) {
      throw Errors.typeError("cannot unpack non-iterable " + o.type.name() + " object");
    }
    PyObject it = Abstract.iter(o);
    PyObject[] head = new PyObject[before];
    for (int i = 0; i < before; i++) {
      head[i] = Abstract.next(it);
      if (head[i] == null) {
        throw Errors.valueError(
            after < 0
                ? "not enough values to unpack (expected " + before + ", got " + i + ")"
                : "not enough values to unpack (expected at least "
                    + (before + after)
                    + ", got "
                    + i
                    + ")");
      }
    }
    if (after < 0) {
      if (Abstract.next(it) != null) {
        throw Errors.valueError("too many values to unpack (expected " + before + ")");
      }
    } else {
      PyObject[] rest = Abstract.toArray(it);
      if (rest.length < after) {
        throw Errors.valueError(
            "not enough values to unpack (expected at least "
                + (before + after)
                + ", got "
                + (before + rest.length)
                + ")");
      }
      for (int i = rest.length - 1; i >= rest.length - after; i--) {
        s[sp++] = rest[i];
      }
      s[sp++] = PyList.of(ItemArrays.copyOf(rest, rest.length - after));
    }
    for (int i = before - 1; i >= 0; i--) {
      s[sp++] = head[i];
    }
    return sp;
  }

  static void listExtend(PyList list, PyObject iterable) {
    if (!iterable.type.has(Slot.ITER) && !Abstract.isSequence(iterable)) {
      throw Errors.typeError("Value after * must be an iterable, not " + iterable.type.name());
    }
    list.extendWith(iterable);
  }

  static void setUpdate(PySet set, PyObject iterable) {
    PyObject it = Abstract.iter(iterable);
    for (PyObject o = Abstract.next(it); o != null; o = Abstract.next(it)) {
      set.add(o);
    }
  }

  /** {@code {**mapping}}: later keys win. */
  static void dictUpdate(PyDict dict, PyObject mapping) {
    if (mapping instanceof PyDict d) {
      for (int i = 0; i < d.slotLimit(); i++) {
        if (d.keyAt(i) != null) {
          dict.put(d.keyAt(i), d.valueAt(i));
        }
      }
      return;
    }
    PyObject keys = keysOf(mapping);
    if (keys == null) {
      throw Errors.typeError("'" + mapping.type.name() + "' object is not a mapping");
    }
    for (PyObject k : Abstract.toArray(keys)) {
      dict.put(k, Abstract.getItem(mapping, k));
    }
  }

  private static PyObject keysOf(PyObject mapping) {
    PyObject method = Abstract.getAttributeOrNull(mapping, Names.KEYS);
    return method == null ? null : Abstract.call(method);
  }

  /** {@code f(**mapping)}: a key that is there already is an error. */
  static void dictMerge(PyDict dict, PyObject mapping, PyObject callable) {
    PyDict from = mapping instanceof PyDict d ? d : toDict(mapping, callable);
    for (int i = 0; i < from.slotLimit(); i++) {
      PyObject key = from.keyAt(i);
      if (key == null) {
        continue;
      }
      if (dict.containsKey(key)) {
        throw Errors.typeError(
            functionName(callable)
                + " got multiple values for keyword argument '"
                + Abstract.str(key).value()
                + "'");
      }
      dict.put(key, from.valueAt(i));
    }
  }

  static PyDict toDict(PyObject mapping, PyObject callable) {
    PyDict d = new PyDict();
    PyObject keys = keysOf(mapping);
    if (keys == null) {
      throw Errors.typeError(
          functionName(callable)
              + " argument after ** must be a mapping, not "
              + mapping.type.name());
    }
    for (PyObject k : Abstract.toArray(keys)) {
      d.put(k, Abstract.getItem(mapping, k));
    }
    return d;
  }

  /** How messages about a call name the callable ({@code _PyObject_FunctionStr}). */
  static String functionName(PyObject f) {
    PyObject qualname = Abstract.getAttributeOrNull(f, Names.QUALNAME);
    if (!(qualname instanceof PyStr q)) {
      return Abstract.str(f).value();
    }
    PyObject module = Abstract.getAttributeOrNull(f, Names.MODULE);
    if (module instanceof PyStr m && !m.value().equals("builtins")) {
      return m.value() + "." + q.value() + "()";
    }
    return q.value() + "()";
  }

  static PyObject buildMap(PyObject[] s, int from, int pairs) {
    PyDict d = new PyDict();
    for (int i = 0; i < pairs; i++) {
      d.put(s[from + 2 * i], s[from + 2 * i + 1]);
    }
    return d;
  }

  static PyObject buildConstKeyMap(PyObject[] s, int from, PyTuple keys) {
    PyDict d = new PyDict();
    for (int i = 0; i < keys.items.length; i++) {
      d.put(keys.items[i], s[from + i]);
    }
    return d;
  }

  static PyObject buildString(PyObject[] s, int from, int count) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < count; i++) {
      out.append(((PyStr) s[from + i]).value());
    }
    return PyStr.of(out.toString());
  }

  /** FORMAT_VALUE: conversion in the low two bits of {@code arg}. */
  static PyObject format(PyObject value, PyObject spec, int conversion) {
    PyObject v =
        switch (conversion & 3) {
          case 1 -> Abstract.str(value);
          case 2 -> Abstract.repr(value);
          case 3 -> Abstract.ascii(value);
          default -> value;
        };
    if (spec == null) {
      return v.type == PyStr.TYPE ? v : Abstract.format(v, Names.EMPTY);
    }
    return Abstract.format(v, (PyStr) spec);
  }
}
