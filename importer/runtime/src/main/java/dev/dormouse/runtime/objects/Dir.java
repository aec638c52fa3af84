package dev.dormouse.runtime.objects;

/** {@code dir()} of the kinds of object that have their own idea of it. */
final class Dir {
  private Dir() {}

  static PyObject ofObject(PyObject o) {
    PyDict names = new PyDict();
    PyObject own = Abstract.getAttributeOrNull(o, Names.DICT);
    if (own instanceof PyDict d) {
      addAll(names, d);
    }
    PyObject cls = Abstract.getAttributeOrNull(o, Names.CLASS);
    if (cls != null) {
      addClass(names, cls);
    }
    return keys(names);
  }

  static PyObject ofType(PyType t) {
    PyDict names = new PyDict();
    addClass(names, t);
    return keys(names);
  }

  static PyObject ofModule(PyModule m) {
    PyObject d = Abstract.getAttribute(m, Names.DICT);
    if (!(d instanceof PyDict dict)) {
      throw Errors.typeError("<module>.__dict__ is not a dictionary");
    }
    PyObject hook = dict.get(Names.DIR);
    if (hook != null) {
      return Abstract.call(hook);
    }
    PyDict names = new PyDict();
    addAll(names, dict);
    return keys(names);
  }

  private static void addClass(PyDict names, PyObject cls) {
    if (cls instanceof PyType t) {
      for (PyType base : t.mro) {
        addAll(names, base.dictionary());
      }
      return;
    }
    PyObject d = Abstract.getAttributeOrNull(cls, Names.DICT);
    if (d instanceof PyDict dict) {
      addAll(names, dict);
    }
    PyObject bases = Abstract.getAttributeOrNull(cls, Names.BASES);
    if (bases instanceof PyTuple t) {
      for (PyObject b : t.items) {
        addClass(names, b);
      }
    }
  }

  private static void addAll(PyDict names, PyDict from) {
    for (int i = 0; i < from.slotLimit(); i++) {
      if (from.keyAt(i) != null) {
        names.put(from.keyAt(i), PyObject.NONE);
      }
    }
  }

  private static PyObject keys(PyDict names) {
    PyList all = new PyList();
    for (int i = 0; i < names.slotLimit(); i++) {
      if (names.keyAt(i) != null) {
        all.add(names.keyAt(i));
      }
    }
    return all;
  }
}
