package dev.dormouse.runtime.objects;

import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Getter;
import dev.dormouse.tables.Method;

/** A slot of a builtin type seen as a method ({@code wrapper_descriptor}): {@code int.__add__}. */
public final class PyWrapperDescr extends PyObject {
  public static final PyType TYPE =
      PyType.builtin(
              "wrapper_descriptor",
              PyType.OBJECT,
              new PyWrapperDescrOps(),
              new PyWrapperDescrMembersTable())
          .with(PyType.METHOD_DESCRIPTOR);

  final PyType owner;

  /** A wrapper id of {@link Slot}. */
  final int id;

  PyWrapperDescr(PyType owner, int id) {
    super(TYPE);
    this.owner = owner;
    this.id = id;
  }

  /** See {@link Foreign}; null until a class needs it. */
  private Foreign foreign;

  /** This as a special method of a class that is no subclass of the owner, or of another name. */
  PyObject foreign() {
    if (foreign == null) {
      foreign = new Foreign(this);
    }
    return foreign;
  }

  /**
   * A wrapper that the operations of classes must call as the method that it is, and not take for
   * their own base's slot. Never seen by Python code.
   */
  static final class Foreign extends PyObject {
    static final PyType TYPE =
        PyType.builtin(
                "wrapper_descriptor",
                PyType.OBJECT,
                new ForeignOps(),
                new PyWrapperDescrMembersTable())
            .with(PyType.METHOD_DESCRIPTOR);

    final PyWrapperDescr wrapper;

    Foreign(PyWrapperDescr wrapper) {
      super(TYPE);
      this.wrapper = wrapper;
    }
  }

  static final class ForeignOps extends Ops {
    @Override
    public PyObject descrGet(PyObject descr, PyObject obj, PyObject owner) {
      return PyWrapperDescr.TYPE.ops.descrGet(((Foreign) descr).wrapper, obj, owner);
    }

    @Override
    public PyObject call(PyObject o, PyObject[] args, PyStr[] kwnames) {
      return PyWrapperDescr.TYPE.ops.call(((Foreign) o).wrapper, args, kwnames);
    }
  }

  PyStr name() {
    return Slot.wrapperName(id);
  }

  void check(PyObject obj) {
    if (!obj.type.isSubtype(owner)) {
      throw Errors.typeError(
          "descriptor '"
              + name().value()
              + "' requires a '"
              + owner.fullName()
              + "' object but received a '"
              + obj.type.fullName()
              + "'");
    }
  }

  @BuiltinType(name = "wrapper_descriptor", ops = PyWrapperDescrOps.class)
  static final class Members {
    private Members() {}

    @Getter(name = "__name__", member = true)
    static PyObject getName(PyWrapperDescr d) {
      return d.name();
    }

    @Getter(name = "__qualname__")
    static PyObject getQualname(PyWrapperDescr d) {
      return PyStr.of(Abstract.qualname(d.owner) + "." + d.name().value());
    }

    @Getter(name = "__objclass__", member = true)
    static PyObject getObjclass(PyWrapperDescr d) {
      return d.owner;
    }

    @Getter(name = "__doc__")
    static PyObject getDoc(PyWrapperDescr d) {
      return SlotDocs.doc(d.id);
    }

    @Getter(name = "__text_signature__")
    static PyObject getTextSignature(PyWrapperDescr d) {
      return SlotDocs.signature(d.id);
    }

    @Method(name = "__reduce__")
    static PyObject reduce(PyWrapperDescr d) {
      return PyTuple.of(Interpreter.current().builtin("getattr"), PyTuple.of(d.owner, d.name()));
    }
  }

  static final class PyWrapperDescrOps extends Ops {
    @Override
    public PyObject repr(PyObject o) {
      PyWrapperDescr d = (PyWrapperDescr) o;
      return PyStr.of(
          "<slot wrapper '" + d.name().value() + "' of '" + d.owner.fullName() + "' objects>");
    }

    @Override
    public PyObject descrGet(PyObject descr, PyObject obj, PyObject owner) {
      if (obj == null) {
        return descr;
      }
      PyWrapperDescr d = (PyWrapperDescr) descr;
      d.check(obj);
      return new PyMethodWrapper(d, obj);
    }

    @Override
    public PyObject call(PyObject o, PyObject[] args, PyStr[] kwnames) {
      PyWrapperDescr d = (PyWrapperDescr) o;
      if (args.length - (kwnames == null ? 0 : kwnames.length) < 1) {
        throw Errors.typeError(
            "descriptor '"
                + d.name().value()
                + "' of '"
                + d.owner.fullName()
                + "' object needs an argument");
      }
      d.check(args[0]);
      return SlotWrappers.call(d.owner, d.id, args[0], Abstract.tail(args), kwnames);
    }
  }
}
