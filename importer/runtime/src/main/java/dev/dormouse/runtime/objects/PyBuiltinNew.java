package dev.dormouse.runtime.objects;

import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Getter;
import dev.dormouse.tables.Method;

/**
 * The {@code __new__} in a builtin type's dictionary. CPython shows a {@code builtin_function_or_method} whose self is the type;
 * this has that type's name and behaviour, with the type's slot instead of a table entry behind it.
 */
final class PyBuiltinNew extends PyObject {
  static final PyType TYPE =
      PyType.builtin("builtin_function_or_method", PyType.OBJECT, new PyBuiltinNewOps(), new PyBuiltinNewMembersTable());

  final PyType owner;

  PyBuiltinNew(PyType owner) {
    super(TYPE);
    this.owner = owner;
  }

  @BuiltinType(name = "builtin_function_or_method", ops = PyBuiltinNewOps.class)
  static final class Members {
    private Members() {}

    @Getter(name = "__name__")
    static PyObject getName(PyBuiltinNew f) {
      return Names.NEW;
    }

    @Getter(name = "__qualname__")
    static PyObject getQualname(PyBuiltinNew f) {
      return PyStr.of(Abstract.qualname(f.owner) + ".__new__");
    }

    @Getter(name = "__self__")
    static PyObject getSelf(PyBuiltinNew f) {
      return f.owner;
    }

    @Getter(name = "__module__", member = true)
    static PyObject getModule(PyBuiltinNew f) {
      return NONE;
    }

    @Getter(name = "__doc__")
    static PyObject getDoc(PyBuiltinNew f) {
      return PyStr.of("Create and return a new object.  See help(type) for accurate signature.");
    }

    @Getter(name = "__text_signature__")
    static PyObject getTextSignature(PyBuiltinNew f) {
      return PyStr.of("($type, *args, **kwargs)");
    }

    @Method(name = "__reduce__")
    static PyObject reduce(PyBuiltinNew f) {
      return PyTuple.of(Interpreter.current().builtin("getattr"), PyTuple.of(f.owner, Names.NEW));
    }
  }

  static final class PyBuiltinNewOps extends Ops {
    @Override
    public PyObject repr(PyObject o) {
      PyBuiltinNew f = (PyBuiltinNew) o;
      return PyStr.of("<built-in method __new__ of type object at " + Generic.address(f.owner) + ">");
    }

    /** Whose {@code __new__} a builtin type uses: its own or an inherited one. */
    private static PyType maker(PyType t) {
      while (t.base != null && (t.table.slots() >>> Slot.NEW & 1) == 0) {
        t = t.base;
      }
      return t;
    }

    @Override
    public PyObject call(PyObject o, PyObject[] args, PyStr[] kwnames) {
      PyType owner = ((PyBuiltinNew) o).owner;
      String name = owner.name();
      if (args.length - (kwnames == null ? 0 : kwnames.length) < 1) {
        throw Errors.typeError(name + ".__new__(): not enough arguments");
      }
      if (!(args[0] instanceof PyType cls)) {
        throw Errors.typeError(name + ".__new__(X): X is not a type object (" + args[0].type.name() + ")");
      }
      if (!cls.isSubtype(owner)) {
        throw Errors.typeError(
            name + ".__new__(" + cls.fullName() + "): " + cls.fullName() + " is not a subtype of " + name);
      }
      if (cls.layout != owner.layout && cls.layout.ops.getClass() != owner.ops.getClass() && !cls.layout.sharesLayoutWithBase()
          && maker(cls.layout).ops.getClass() != owner.ops.getClass()) {
        throw Errors.typeError(
            name + ".__new__(" + cls.fullName() + ") is not safe, use " + cls.layout.name() + ".__new__()");
      }
      return owner.ops.newObject(cls, Abstract.tail(args), kwnames);
    }
  }
}
