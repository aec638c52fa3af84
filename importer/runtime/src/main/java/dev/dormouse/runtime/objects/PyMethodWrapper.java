package dev.dormouse.runtime.objects;

import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Getter;
import dev.dormouse.tables.Method;

/** A slot wrapper bound to an object ({@code method-wrapper}): {@code (1).__add__}. */
public final class PyMethodWrapper extends PyObject {
  public static final PyType TYPE =
      PyType.builtin(
          "method-wrapper",
          PyType.OBJECT,
          new PyMethodWrapperOps(),
          new PyMethodWrapperMembersTable());

  final PyWrapperDescr descr;
  final PyObject self;

  PyMethodWrapper(PyWrapperDescr descr, PyObject self) {
    super(TYPE);
    this.descr = descr;
    this.self = self;
  }

  @BuiltinType(name = "method-wrapper", ops = PyMethodWrapperOps.class)
  static final class Members {
    private Members() {}

    @Getter(name = "__self__", member = true)
    static PyObject getSelf(PyMethodWrapper m) {
      return m.self;
    }

    @Getter(name = "__name__")
    static PyObject getName(PyMethodWrapper m) {
      return m.descr.name();
    }

    @Getter(name = "__qualname__")
    static PyObject getQualname(PyMethodWrapper m) {
      return PyStr.of(Abstract.qualname(m.descr.owner) + "." + m.descr.name().value());
    }

    @Getter(name = "__objclass__")
    static PyObject getObjclass(PyMethodWrapper m) {
      return m.descr.owner;
    }

    @Getter(name = "__doc__")
    static PyObject getDoc(PyMethodWrapper m) {
      return SlotDocs.doc(m.descr.id);
    }

    @Getter(name = "__text_signature__")
    static PyObject getTextSignature(PyMethodWrapper m) {
      return SlotDocs.signature(m.descr.id);
    }

    @Method(name = "__reduce__")
    static PyObject reduce(PyMethodWrapper m) {
      return PyTuple.of(
          Interpreter.current().builtin("getattr"), PyTuple.of(m.self, m.descr.name()));
    }
  }

  static final class PyMethodWrapperOps extends Ops {
    @Override
    public PyObject repr(PyObject o) {
      PyMethodWrapper m = (PyMethodWrapper) o;
      return PyStr.of(
          "<method-wrapper '"
              + m.descr.name().value()
              + "' of "
              + m.self.type.fullName()
              + " object at "
              + Generic.address(m.self)
              + ">");
    }

    @Override
    public PyObject call(PyObject o, PyObject[] args, PyStr[] kwnames) {
      PyMethodWrapper m = (PyMethodWrapper) o;
      return SlotWrappers.call(m.descr.owner, m.descr.id, m.self, args, kwnames);
    }

    @Override
    public PyObject richCompare(PyObject a, PyObject b, int op) {
      if (!(a instanceof PyMethodWrapper x)
          || !(b instanceof PyMethodWrapper y)
          || op != Abstract.EQ && op != Abstract.NE) {
        return NOT_IMPLEMENTED;
      }
      return PyBool.of((x.descr == y.descr && x.self == y.self) == (op == Abstract.EQ));
    }

    @Override
    public long hash(PyObject o) {
      PyMethodWrapper m = (PyMethodWrapper) o;
      return Generic.identityHash(m.self) ^ Generic.identityHash(m.descr);
    }
  }
}
