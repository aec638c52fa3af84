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
    return o == PyObject.NONE || o instanceof PyType || o instanceof PyUnion || GenericAliases.is(o);
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
