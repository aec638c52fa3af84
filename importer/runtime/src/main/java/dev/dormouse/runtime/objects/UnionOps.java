package dev.dormouse.runtime.objects;

import java.util.ArrayList;
import java.util.List;

/** The slots of {@code types.UnionType}. */
final class UnionOps extends Ops {
  static PyObject make(PyObject v, PyObject w) {
    if (!acceptable(v) || !acceptable(w)) {
      return PyObject.NOT_IMPLEMENTED;
    }
    List<PyObject> all = new ArrayList<>();
    collect(v, all);
    collect(w, all);
    return all.size() == 1 ? all.get(0) : new PyUnion(all.toArray(PyObject.NO_ARGS));
  }

  private static boolean acceptable(PyObject o) {
    return o == PyObject.NONE
        || o instanceof PyType
        || o instanceof PyUnion
        || GenericAliases.is(o);
  }

  private static void collect(PyObject o, List<PyObject> all) {
    if (o instanceof PyUnion u) {
      for (PyObject a : u.args) {
        collect(a, all);
      }
      return;
    }
    PyObject item = o == PyObject.NONE ? PyObject.NONE.type : o;
    for (PyObject a : all) {
      if (a == item || !(a instanceof PyType) && Abstract.equal(a, item)) {
        return;
      }
    }
    all.add(item);
  }

  @Override
  public PyObject getAttribute(PyObject o, PyStr name) {
    // A union has no module of its own; the class has, and typing relies on it.
    return name.value().equals("__module__")
        ? Abstract.getAttribute(o.type, name)
        : Generic.getAttribute(o, name);
  }

  @Override
  public PyObject getItem(PyObject o, PyObject item) {
    PyUnion u = (PyUnion) o;
    PyTuple args = GenericAliases.substitute(u, PyTuple.of(u.args), u.parameters(), item);
    PyObject r = null;
    for (PyObject a : args.items) {
      r = r == null ? a : Numbers.or(r, a);
    }
    return r;
  }

  @Override
  public long hash(PyObject o) {
    return Abstract.hash(asSet((PyUnion) o));
  }

  private static PySet asSet(PyUnion u) {
    PySet set = PySet.frozen();
    for (PyObject a : u.args) {
      set.add(a);
    }
    return set;
  }

  @Override
  public PyObject richCompare(PyObject a, PyObject b, int op) {
    if (!(a instanceof PyUnion x)
        || !(b instanceof PyUnion y)
        || op != Abstract.EQ && op != Abstract.NE) {
      return PyObject.NOT_IMPLEMENTED;
    }
    return Abstract.richCompare(asSet(x), asSet(y), op);
  }

  @Override
  public PyObject[] referents(PyObject o) {
    return ((PyUnion) o).args.clone();
  }

  @Override
  public PyObject or(PyObject v, PyObject w) {
    return make(v, w);
  }

  @Override
  public PyObject repr(PyObject o) {
    StringBuilder out = new StringBuilder();
    for (PyObject a : ((PyUnion) o).args) {
      out.append(out.length() == 0 ? "" : " | ");
      out.append(a == PyObject.NONE.type ? "None" : GenericAliases.argumentRepr(a));
    }
    return PyStr.of(out.toString());
  }
}
