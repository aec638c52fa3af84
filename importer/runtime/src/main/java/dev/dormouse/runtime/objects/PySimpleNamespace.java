package dev.dormouse.runtime.objects;

import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Getter;
import dev.dormouse.tables.Method;

/** {@code types.SimpleNamespace}. Compare CPython's {@code Objects/namespaceobject.c}. */
@BuiltinType(
    name = "SimpleNamespace",
    ops = PySimpleNamespace.NamespaceOps.class,
    doc = "A simple attribute-based namespace.")
public final class PySimpleNamespace extends PyObject {
  public static final PyType TYPE =
      PyType.builtin(
              "SimpleNamespace", PyType.OBJECT, new NamespaceOps(), new PySimpleNamespaceTable())
          .in("types")
          .with(PyType.BASETYPE)
          .withDict()
          .unhashable();

  public PySimpleNamespace() {
    this(TYPE);
  }

  private PySimpleNamespace(PyType type) {
    super(type);
  }

  @Getter(name = "__dict__", member = true)
  static PyObject getDict(PySimpleNamespace n) {
    return n.dict();
  }

  @Method(name = "__reduce__", doc = "Return state information for pickling")
  static PyObject reduce(PySimpleNamespace n) {
    return PyTuple.of(n.type, PyTuple.EMPTY, n.dict());
  }

  static final class NamespaceOps extends Ops {
    @Override
    public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
      return new PySimpleNamespace(cls);
    }

    @Override
    public void init(PyObject o, PyObject[] args, PyStr[] kwnames) {
      if (args.length > (kwnames == null ? 0 : kwnames.length)) {
        throw Errors.typeError("no positional arguments expected");
      }
      PyDict d = o.dict();
      for (int i = 0; i < args.length; i++) {
        d.put(kwnames[i], args[i]);
      }
    }

    @Override
    public PyObject repr(PyObject o) {
      String name = o.type == TYPE ? "namespace" : o.type.name();
      ThreadState ts = ThreadState.current();
      if (!ts.enterRepr(o)) {
        return PyStr.of(name + "(...)");
      }
      try {
        StringBuilder out = new StringBuilder(name).append('(');
        PyDict d = o.dict();
        boolean first = true;
        for (int i = 0; i < d.slotLimit(); i++) {
          if (d.keyAt(i) instanceof PyStr key && key.length() > 0) {
            out.append(first ? "" : ", ")
                .append(key.value())
                .append('=')
                .append(Abstract.repr(d.valueAt(i)).value());
            first = false;
          }
        }
        return PyStr.of(out.append(')').toString());
      } finally {
        ts.leaveRepr(o);
      }
    }

    @Override
    public PyObject richCompare(PyObject a, PyObject b, int op) {
      if (a instanceof PySimpleNamespace && b instanceof PySimpleNamespace) {
        return Abstract.richCompare(a.dict(), b.dict(), op);
      }
      return NOT_IMPLEMENTED;
    }
  }
}
