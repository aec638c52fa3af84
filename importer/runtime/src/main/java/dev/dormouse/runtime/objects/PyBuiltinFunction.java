package dev.dormouse.runtime.objects;

import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Getter;
import dev.dormouse.tables.Method;

/**
 * {@code builtin_function_or_method}: a (table, id) pair, maybe with a self. A module's function
 * keeps its module as self, a bound method its object. Never a Java lambda, so that a snapshot can
 * write it down.
 */
public class PyBuiltinFunction extends PyObject {
  public static final PyType TYPE =
      PyType.builtin(
              "builtin_function_or_method",
              PyType.OBJECT,
              new PyBuiltinFunctionOps(),
              new PyBuiltinFunctionMembersTable())
          .withWeakrefs();

  public final BuiltinTable table;
  public final int id;

  /** What the function is bound to. For a static method its type, which nothing shows as self. */
  public final PyObject self;

  /** {@code __module__} for functions, null for methods. */
  final PyObject module;

  public PyBuiltinFunction(BuiltinTable table, int id, PyObject self, PyObject module) {
    super(TYPE);
    this.table = table;
    this.id = id;
    this.self = self;
    this.module = module;
  }

  public final String name() {
    return table.name(id);
  }

  private String qualname() {
    if (table.kind(id) == BuiltinTable.FUNCTION || self == null) {
      return name();
    }
    PyType t =
        self instanceof PyType cls && table.kind(id) != BuiltinTable.METHOD ? cls : self.type;
    return Abstract.qualname(t) + "." + name();
  }

  @BuiltinType(name = "builtin_function_or_method", ops = PyBuiltinFunctionOps.class)
  static final class Members {
    private Members() {}

    @Getter(name = "__name__")
    static PyObject getName(PyBuiltinFunction f) {
      return PyStr.of(f.name());
    }

    @Getter(name = "__qualname__")
    static PyObject getQualname(PyBuiltinFunction f) {
      return PyStr.of(f.qualname());
    }

    @Getter(name = "__self__")
    static PyObject getSelf(PyBuiltinFunction f) {
      return f.self == null || f.table.kind(f.id) == BuiltinTable.STATIC_METHOD ? NONE : f.self;
    }

    @Getter(name = "__module__", member = true)
    static PyObject getModule(PyBuiltinFunction f) {
      return f.module == null ? NONE : f.module;
    }

    @Getter(name = "__doc__")
    static PyObject getDoc(PyBuiltinFunction f) {
      String d = f.table.doc(f.id);
      return d == null ? NONE : PyStr.of(d);
    }

    @Getter(name = "__text_signature__")
    static PyObject getTextSignature(PyBuiltinFunction f) {
      return TextSignatures.of(f.table, f.id);
    }

    @Method(name = "__reduce__")
    static PyObject reduce(PyBuiltinFunction f) {
      if (f.self == null || f.self instanceof PyModule) {
        return PyStr.of(f.qualname());
      }
      return PyTuple.of(
          Interpreter.current().builtin("getattr"), PyTuple.of(f.self, PyStr.of(f.name())));
    }
  }

  static final class PyBuiltinFunctionOps extends Ops {
    @Override
    public PyObject repr(PyObject o) {
      PyBuiltinFunction f = (PyBuiltinFunction) o;
      if (f.self == null || f.self instanceof PyModule) {
        return PyStr.of("<built-in function " + f.name() + ">");
      }
      return PyStr.of(
          "<built-in method "
              + f.name()
              + " of "
              + f.self.type.fullName()
              + " object at "
              + Generic.address(f.self)
              + ">");
    }

    @Override
    public PyObject call(PyObject o, PyObject[] args, PyStr[] kwnames) {
      PyBuiltinFunction f = (PyBuiltinFunction) o;
      return f.table.call(f.id, f.self, args, kwnames);
    }

    @Override
    public PyObject richCompare(PyObject a, PyObject b, int op) {
      if (!(a instanceof PyBuiltinFunction x)
          || !(b instanceof PyBuiltinFunction y)
          || op != Abstract.EQ && op != Abstract.NE) {
        return NOT_IMPLEMENTED;
      }
      return PyBool.of(
          (x.table == y.table && x.id == y.id && x.self == y.self) == (op == Abstract.EQ));
    }

    @Override
    public long hash(PyObject o) {
      PyBuiltinFunction f = (PyBuiltinFunction) o;
      return (f.self == null ? 0 : Generic.identityHash(f.self))
          ^ System.identityHashCode(f.table) + 31L * f.id;
    }
  }
}
