package dev.dormouse.runtime.objects;

/** The slots of {@code dict}. */
public class DictOps extends Ops {
  @Override
  public int length(PyObject o) {
    return ((PyDict) o).size();
  }

  @Override
  public PyObject getItem(PyObject o, PyObject key) {
    PyDict d = (PyDict) o;
    PyObject v = d.get(key);
    if (v != null) {
      return v;
    }
    if (d.type != PyDict.TYPE) {
      PyObject missing = Abstract.lookupSpecial(d, Names.MISSING);
      if (missing != null) {
        return Abstract.call(missing, key);
      }
    }
    throw Errors.keyError(key);
  }

  @Override
  public void setItem(PyObject o, PyObject key, PyObject value) {
    PyDict d = (PyDict) o;
    if (value != null) {
      d.put(key, value);
    } else if (d.remove(key) == null) {
      throw Errors.keyError(key);
    }
  }

  @Override
  public boolean contains(PyObject o, PyObject key) {
    return ((PyDict) o).containsKey(key);
  }

  @Override
  public PyObject iter(PyObject o) {
    return new PyDictIterator(PyDictView.KEYS, (PyDict) o, false);
  }

  @Override
  public PyObject repr(PyObject o) {
    PyDict d = (PyDict) o;
    if (d.size() == 0) {
      return PyStr.of("{}");
    }
    ThreadState ts = ThreadState.current();
    if (!ts.enterRepr(o)) {
      return PyStr.of("{...}");
    }
    try {
      StringBuilder out = new StringBuilder("{");
      for (int e = d.next(0); e >= 0; e = d.next(e + 1)) {
        if (out.length() > 1) {
          out.append(", ");
        }
        PyObject value = d.valueAt(e);
        out.append(Abstract.repr(d.keyAt(e)).value())
            .append(": ")
            .append(Abstract.repr(value).value());
      }
      return PyStr.of(out.append('}').toString());
    } finally {
      ts.leaveRepr(o);
    }
  }

  @Override
  public PyObject richCompare(PyObject v, PyObject w, int op) {
    if (op != Abstract.EQ && op != Abstract.NE
        || !(v instanceof PyDict a)
        || !(w instanceof PyDict b)) {
      return PyObject.NOT_IMPLEMENTED;
    }
    return PyBool.of(equal(a, b) == (op == Abstract.EQ));
  }

  static boolean equal(PyDict a, PyDict b) {
    if (a.size() != b.size()) {
      return false;
    }
    for (int e = a.next(0); e >= 0; e = a.next(e + 1)) {
      PyObject value = a.valueAt(e);
      int at = b.findFrom(a, e);
      if (at < 0 || !Abstract.equal(value, b.valueAt(at))) {
        return false;
      }
    }
    return true;
  }

  @Override
  public PyObject or(PyObject v, PyObject w) {
    if (!(v instanceof PyDict a) || !(w instanceof PyDict)) {
      return PyObject.NOT_IMPLEMENTED;
    }
    PyDict d = a.copy();
    DictMethods.updateFrom(d, w);
    return d;
  }

  @Override
  public PyObject inplaceOr(PyObject v, PyObject w) {
    DictMethods.updateFrom((PyDict) v, w);
    return v;
  }

  @Override
  public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
    return new PyDict(cls);
  }

  @Override
  public void init(PyObject o, PyObject[] args, PyStr[] kwnames) {
    DictMethods.updateFromCall((PyDict) o, "dict", args, kwnames);
  }

  @Override
  public PyObject[] referents(PyObject o) {
    PyDict d = (PyDict) o;
    PyObject[] all = new PyObject[2 * d.size()];
    int n = 0;
    for (int e = d.next(0); e >= 0; e = d.next(e + 1)) {
      all[n++] = d.keyAt(e);
      all[n++] = d.valueAt(e);
    }
    return all;
  }
}
