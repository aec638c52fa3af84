package dev.dormouse.runtime.objects;

import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Getter;
import dev.dormouse.tables.Method;

/**
 * A computed attribute of a builtin type: {@code getset_descriptor}, or {@code member_descriptor}
 * by the table's word.
 */
public class PyGetSetDescr extends PyDescr {
  public static final PyType TYPE =
      PyType.builtin(
          "getset_descriptor",
          PyType.OBJECT,
          new PyGetSetDescrOps(),
          new PyGetSetDescrMembersTable());
  public static final PyType MEMBER_TYPE =
      PyType.builtin(
          "member_descriptor",
          PyType.OBJECT,
          new PyGetSetDescrOps(),
          new PyGetSetDescrMemberTable());

  PyGetSetDescr(PyType owner, BuiltinTable table, int id) {
    super(table.kind(id) == BuiltinTable.MEMBER ? MEMBER_TYPE : TYPE, owner, table, id);
  }

  /** A descriptor of no table. */
  PyGetSetDescr(PyType type, PyType owner) {
    super(type, owner, null, -1);
  }

  PyObject get(PyObject obj) {
    return table.get(id, obj);
  }

  /** {@code value} null deletes; false if it is read-only. */
  boolean set(PyObject obj, PyObject value) {
    return table.set(id, obj, value);
  }

  @BuiltinType(
      name = "member_descriptor",
      ops = PyGetSetDescrOps.class,
      parts = {PyGetSetDescr.Members.class})
  static final class Member {
    private Member() {}

    @Method(name = "__reduce__")
    static PyObject reduce(PyGetSetDescr d) {
      return d.reduceAsAttribute();
    }
  }

  @BuiltinType(name = "getset_descriptor", ops = PyGetSetDescrOps.class)
  static final class Members {
    private Members() {}

    @Getter(name = "__name__", member = true)
    static PyObject getName(PyGetSetDescr d) {
      return PyStr.of(d.name());
    }

    @Getter(name = "__qualname__")
    static PyObject getQualname(PyGetSetDescr d) {
      return d.qualname();
    }

    @Getter(name = "__objclass__", member = true)
    static PyObject getObjclass(PyGetSetDescr d) {
      return d.owner;
    }

    @Getter(name = "__doc__")
    static PyObject getDoc(PyGetSetDescr d) {
      return d.doc();
    }
  }

  static final class PyGetSetDescrOps extends Ops {
    @Override
    public PyObject repr(PyObject o) {
      PyGetSetDescr d = (PyGetSetDescr) o;
      String what = o.type == MEMBER_TYPE ? "member" : "attribute";
      return PyStr.of("<" + what + " '" + d.name() + "' of '" + d.owner.fullName() + "' objects>");
    }

    @Override
    public PyObject descrGet(PyObject descr, PyObject obj, PyObject owner) {
      if (obj == null) {
        return descr;
      }
      PyGetSetDescr d = (PyGetSetDescr) descr;
      d.check(obj);
      return d.get(obj);
    }

    @Override
    public void descrSet(PyObject descr, PyObject obj, PyObject value) {
      PyGetSetDescr d = (PyGetSetDescr) descr;
      d.check(obj);
      if (!d.set(obj, value)) {
        throw Errors.attributeError(
            d.type == MEMBER_TYPE
                ? "readonly attribute"
                : "attribute '"
                    + d.name()
                    + "' of '"
                    + d.owner.fullName()
                    + "' objects is not writable",
            null,
            null);
      }
    }
  }
}
