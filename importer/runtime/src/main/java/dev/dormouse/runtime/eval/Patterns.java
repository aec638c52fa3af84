package dev.dormouse.runtime.eval;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Names;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PySet;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.objects.PyType;

/** MATCH_KEYS and MATCH_CLASS (PEP 634). */
final class Patterns {
  private Patterns() {}

  /** The values for {@code keys} in a tuple, or None if one is missing. */
  static PyObject matchKeys(PyObject map, PyTuple keys) {
    PyObject[] values = new PyObject[keys.items.length];
    PySet seen = new PySet();
    PyObject get = Abstract.getAttribute(map, "get");
    PyObject missing = new PyObject(PyType.OBJECT);
    for (int i = 0; i < values.length; i++) {
      PyObject key = keys.items[i];
      if (seen.contains(key)) {
        throw Errors.valueError(
            "mapping pattern checks duplicate key (" + Abstract.repr(key).value() + ")");
      }
      seen.add(key);
      PyObject v = Abstract.call(get, key, missing);
      if (v == missing) {
        return PyObject.NONE;
      }
      values[i] = v;
    }
    return PyTuple.of(values);
  }

  /** The attributes to match in a tuple, or None if {@code subject} does not match {@code cls}. */
  static PyObject matchClass(PyObject subject, PyObject cls, int positional, PyTuple keywords) {
    if (!(cls instanceof PyType type)) {
      throw Errors.typeError("called match pattern must be a type");
    }
    if (!Abstract.isInstance(subject, cls)) {
      return PyObject.NONE;
    }
    PyObject[] values = new PyObject[positional + keywords.items.length];
    PySet seen = new PySet();
    int n = 0;
    if (positional > 0) {
      PyObject names = Abstract.getAttributeOrNull(type, Names.MATCH_ARGS);
      boolean matchSelf = false;
      PyTuple args;
      if (names != null) {
        if (!(names instanceof PyTuple t)) {
          throw Errors.typeError(
              type.name() + ".__match_args__ must be a tuple (got " + names.type.name() + ")");
        }
        args = t;
      } else {
        args = PyTuple.EMPTY;
        matchSelf = (type.flags & PyType.MATCH_SELF) != 0;
      }
      int allowed = matchSelf ? 1 : args.items.length;
      if (allowed < positional) {
        throw Errors.typeError(
            type.name()
                + "() accepts "
                + allowed
                + " positional sub-pattern"
                + (allowed == 1 ? "" : "s")
                + " ("
                + positional
                + " given)");
      }
      for (int i = 0; i < positional; i++) {
        if (matchSelf) {
          values[n++] = subject;
          continue;
        }
        PyObject name = args.items[i];
        if (!(name instanceof PyStr s)) {
          throw Errors.typeError(
              "__match_args__ elements must be strings (got " + name.type.name() + ")");
        }
        PyObject v = attribute(subject, type, s, seen);
        if (v == null) {
          return PyObject.NONE;
        }
        values[n++] = v;
      }
    }
    for (PyObject name : keywords.items) {
      PyObject v = attribute(subject, type, (PyStr) name, seen);
      if (v == null) {
        return PyObject.NONE;
      }
      values[n++] = v;
    }
    return PyTuple.of(values);
  }

  private static PyObject attribute(PyObject subject, PyType type, PyStr name, PySet seen) {
    if (seen.contains(name)) {
      throw Errors.typeError(
          type.name()
              + "() got multiple sub-patterns for attribute "
              + Abstract.repr(name).value());
    }
    seen.add(name);
    return Abstract.getAttributeOrNull(subject, name);
  }
}
