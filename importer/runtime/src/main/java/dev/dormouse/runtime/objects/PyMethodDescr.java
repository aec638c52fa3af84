package dev.dormouse.runtime.objects;

import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Getter;
import dev.dormouse.tables.Method;

/**
 * A method of a builtin type, unbound ({@code method_descriptor}). Compare CPython's {@code
 * Objects/descrobject.c}.
 */
public final class PyMethodDescr extends PyDescr {
  public static final PyType TYPE =
      PyType.builtin(
              "method_descriptor",
              PyType.OBJECT,
              new PyMethodDescrOps(),
              new PyMethodDescrMembersTable())
          .with(PyType.METHOD_DESCRIPTOR);

  PyMethodDescr(PyType owner, BuiltinTable table, int id) {
    super(TYPE, owner, table, id);
  }

  /**
   * Calls the method with self apart from the arguments; the caller has made sure that self fits.
   */
  public PyObject callMethod(PyObject self, PyObject[] args, PyStr[] kwnames) {
    check(self);
    return table.call(id, self, args, kwnames);
  }

  @BuiltinType(name = "method_descriptor", ops = PyMethodDescrOps.class)
  static final class Members {
    private Members() {}

    @Getter(name = "__name__", member = true)
    static PyObject getName(PyMethodDescr d) {
      return PyStr.of(d.name());
    }

    @Getter(name = "__qualname__")
    static PyObject getQualname(PyMethodDescr d) {
      return d.qualname();
    }

    @Getter(name = "__objclass__", member = true)
    static PyObject getObjclass(PyMethodDescr d) {
      return d.owner;
    }

    @Getter(name = "__doc__")
    static PyObject getDoc(PyMethodDescr d) {
      return d.doc();
    }

    @Getter(name = "__text_signature__")
    static PyObject getTextSignature(PyMethodDescr d) {
      return d.textSignature();
    }

    @Method(name = "__reduce__")
    static PyObject reduce(PyMethodDescr d) {
      return d.reduceAsAttribute();
    }
  }

  static final class PyMethodDescrOps extends Ops {
    @Override
    public PyObject repr(PyObject o) {
      PyMethodDescr d = (PyMethodDescr) o;
      return PyStr.of("<method '" + d.name() + "' of '" + d.owner.fullName() + "' objects>");
    }

    @Override
    public PyObject descrGet(PyObject descr, PyObject obj, PyObject owner) {
      if (obj == null) {
        return descr;
      }
      PyMethodDescr d = (PyMethodDescr) descr;
      d.check(obj);
      return new PyBuiltinFunction(d.table, d.id, obj, null);
    }

    @Override
    public PyObject call(PyObject o, PyObject[] args, PyStr[] kwnames) {
      PyMethodDescr d = (PyMethodDescr) o;
      int positional = args.length - (kwnames == null ? 0 : kwnames.length);
      if (positional < 1) {
        throw Errors.typeError(
            "unbound method " + d.owner.name() + "." + d.name() + "() needs an argument");
      }
      d.check(args[0]);
      return d.table.call(d.id, args[0], Abstract.tail(args), kwnames);
    }
  }
}
