package dev.dormouse.runtime.objects;

import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Getter;

/** A class method of a builtin type ({@code classmethod_descriptor}). */
public final class PyClassMethodDescr extends PyDescr {
  public static final PyType TYPE =
      PyType.builtin(
          "classmethod_descriptor",
          PyType.OBJECT,
          new PyClassMethodDescrOps(),
          new PyClassMethodDescrMembersTable());

  PyClassMethodDescr(PyType owner, BuiltinTable table, int id) {
    super(TYPE, owner, table, id);
  }

  @BuiltinType(name = "classmethod_descriptor", ops = PyClassMethodDescrOps.class)
  static final class Members {
    private Members() {}

    @Getter(name = "__name__", member = true)
    static PyObject getName(PyClassMethodDescr d) {
      return PyStr.of(d.name());
    }

    @Getter(name = "__qualname__")
    static PyObject getQualname(PyClassMethodDescr d) {
      return d.qualname();
    }

    @Getter(name = "__objclass__", member = true)
    static PyObject getObjclass(PyClassMethodDescr d) {
      return d.owner;
    }

    @Getter(name = "__doc__")
    static PyObject getDoc(PyClassMethodDescr d) {
      return d.doc();
    }

    @Getter(name = "__text_signature__")
    static PyObject getTextSignature(PyClassMethodDescr d) {
      return d.textSignature();
    }
  }

  static final class PyClassMethodDescrOps extends Ops {
    @Override
    public PyObject repr(PyObject o) {
      PyClassMethodDescr d = (PyClassMethodDescr) o;
      return PyStr.of("<method '" + d.name() + "' of '" + d.owner.fullName() + "' objects>");
    }

    @Override
    public PyObject descrGet(PyObject descr, PyObject obj, PyObject owner) {
      PyClassMethodDescr d = (PyClassMethodDescr) descr;
      PyObject cls = owner != null ? owner : obj.type;
      if (!(cls instanceof PyType t)) {
        throw Errors.typeError(
            "descriptor '"
                + d.name()
                + "' for type '"
                + d.owner.fullName()
                + "' needs a type, not a '"
                + cls.type.name()
                + "' as arg 2");
      }
      if (!t.isSubtype(d.owner)) {
        throw Errors.typeError(
            "descriptor '"
                + d.name()
                + "' requires a subtype of '"
                + d.owner.fullName()
                + "' but received '"
                + t.name()
                + "'");
      }
      return new PyBuiltinFunction(d.table, d.id, t, null);
    }

    @Override
    public PyObject call(PyObject o, PyObject[] args, PyStr[] kwnames) {
      PyClassMethodDescr d = (PyClassMethodDescr) o;
      if (args.length - (kwnames == null ? 0 : kwnames.length) < 1) {
        throw Errors.typeError(
            "descriptor '"
                + d.name()
                + "' of '"
                + d.owner.fullName()
                + "' object needs an argument");
      }
      return Abstract.call(descrGet(o, null, args[0]), Abstract.tail(args), kwnames);
    }
  }
}
