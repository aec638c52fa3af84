package dev.dormouse.runtime.objects;

import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Getter;
import dev.dormouse.tables.Method;

/** The {@code member_descriptor} of a name in {@code __slots__}. */
final class PySlotDescr extends PyObject {
  static final PyType TYPE =
      PyType.builtin(
          "member_descriptor", PyType.OBJECT, new PySlotDescrOps(), new PySlotDescrMembersTable());

  final PyType owner;
  final PyStr name;
  final int index;

  PySlotDescr(PyType owner, PyStr name, int index) {
    super(TYPE);
    this.owner = owner;
    this.name = name;
    this.index = index;
  }

  @BuiltinType(name = "member_descriptor", ops = PySlotDescrOps.class)
  static final class Members {
    private Members() {}

    @Getter(name = "__name__", member = true)
    static PyObject getName(PySlotDescr d) {
      return d.name;
    }

    @Getter(name = "__qualname__")
    static PyObject getQualname(PySlotDescr d) {
      return PyStr.of(Abstract.qualname(d.owner) + "." + d.name.value());
    }

    @Getter(name = "__objclass__", member = true)
    static PyObject getObjclass(PySlotDescr d) {
      return d.owner;
    }

    @Getter(name = "__doc__")
    static PyObject getDoc(PySlotDescr d) {
      return NONE;
    }

    @Method(name = "__reduce__")
    static PyObject reduce(PySlotDescr d) {
      return PyTuple.of(Interpreter.current().builtin("getattr"), PyTuple.of(d.owner, d.name));
    }
  }

  static final class PySlotDescrOps extends Ops {
    private static PySlotDescr checked(PyObject descr, PyObject obj) {
      PySlotDescr d = (PySlotDescr) descr;
      if (!obj.type.isSubtype(d.owner)) {
        throw Errors.typeError(
            "descriptor '"
                + d.name.value()
                + "' for '"
                + d.owner.name()
                + "' objects doesn't apply to a '"
                + obj.type.fullName()
                + "' object");
      }
      return d;
    }

    @Override
    public PyObject repr(PyObject o) {
      PySlotDescr d = (PySlotDescr) o;
      return PyStr.of("<member '" + d.name.value() + "' of '" + d.owner.name() + "' objects>");
    }

    @Override
    public PyObject descrGet(PyObject descr, PyObject obj, PyObject owner) {
      if (obj == null) {
        return descr;
      }
      PySlotDescr d = checked(descr, obj);
      PyObject v = obj.slot(d.index);
      if (v == null) {
        throw Errors.attributeError(
            "'" + obj.type.fullName() + "' object has no attribute '" + d.name.value() + "'",
            obj,
            d.name);
      }
      return v;
    }

    @Override
    public void descrSet(PyObject descr, PyObject obj, PyObject value) {
      PySlotDescr d = checked(descr, obj);
      if (value == null && obj.slot(d.index) == null) {
        throw Errors.attributeError(d.name.value(), obj, d.name);
      }
      obj.setSlot(d.index, value);
    }
  }
}
