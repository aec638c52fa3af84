package dev.dormouse.runtime.objects;

import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Getter;
import dev.dormouse.tables.Method;

/** {@code list[int]} ({@code types.GenericAlias}). */
@BuiltinType(
    name = "GenericAlias",
    ops = GenericAliasOps.class,
    doc =
        "A class with type arguments.\n\n"
            + "E.g. for t = list[int], t.__origin__ is list and t.__args__ is (int,).")
public class PyGenericAlias extends PyObject {
  public static final PyType TYPE =
      PyType.builtin(
              "GenericAlias", PyType.OBJECT, new GenericAliasOps(), new PyGenericAliasTable())
          .in("types")
          .with(PyType.BASETYPE)
          .withWeakrefs();

  public final PyObject origin;
  public final PyTuple args;

  /** Whether this is {@code *tuple[…]}. */
  public final boolean unpacked;

  /** Made when first asked for. */
  private PyTuple parameters;

  public PyGenericAlias(PyObject origin, PyTuple args) {
    this(TYPE, origin, args, false);
  }

  PyGenericAlias(PyType type, PyObject origin, PyTuple args, boolean unpacked) {
    super(type);
    this.origin = origin;
    this.args = args;
    this.unpacked = unpacked;
  }

  PyTuple parameters() {
    if (parameters == null) {
      parameters = GenericAliases.parameters(args.items);
    }
    return parameters;
  }

  @Getter(name = "__origin__", member = true)
  static PyObject getOrigin(PyGenericAlias a) {
    return a.origin;
  }

  @Getter(name = "__args__", member = true)
  static PyObject getArgs(PyGenericAlias a) {
    return a.args;
  }

  @Getter(name = "__unpacked__", member = true)
  static boolean isUnpacked(PyGenericAlias a) {
    return a.unpacked;
  }

  @Getter(name = "__parameters__", doc = "The type parameters among the arguments.")
  static PyObject getParameters(PyGenericAlias a) {
    return a.parameters();
  }

  @Getter(name = "__typing_unpacked_tuple_args__")
  static PyObject getUnpackedArgs(PyGenericAlias a) {
    return a.unpacked && a.origin == PyTuple.TYPE ? a.args : NONE;
  }

  @Method(name = "__mro_entries__", signature = "(bases, /)")
  static PyObject mroEntries(PyGenericAlias a, PyObject bases) {
    return PyTuple.of(a.origin);
  }

  @Method(name = "__instancecheck__", signature = "(instance, /)")
  static PyObject instanceCheck(PyGenericAlias a, PyObject instance) {
    throw Errors.typeError("isinstance() argument 2 cannot be a parameterized generic");
  }

  @Method(name = "__subclasscheck__", signature = "(subclass, /)")
  static PyObject subclassCheck(PyGenericAlias a, PyObject subclass) {
    throw Errors.typeError("issubclass() argument 2 cannot be a parameterized generic");
  }

  @Method(name = "__reduce__")
  static PyObject reduce(PyGenericAlias a) {
    if (a.unpacked) {
      PyObject it = Abstract.iter(new PyGenericAlias(a.origin, a.args));
      return PyTuple.of(Interpreter.current().builtin("next"), PyTuple.of(it));
    }
    return PyTuple.of(a.type, PyTuple.of(a.origin, a.args));
  }

  @Method(name = "__dir__")
  static PyObject dir(PyGenericAlias a) {
    PyList names =
        PyList.of(Abstract.toArray(Abstract.call(Interpreter.current().builtin("dir"), a.origin)));
    for (String s : GenericAliasOps.OWN) {
      PyStr name = PyStr.interned(s);
      if (!Abstract.contains(names, name)) {
        names.add(name);
      }
    }
    return names;
  }

  /** {@code iter(tuple[int])}: gives {@code *tuple[int]} once. */
  @BuiltinType(name = "generic_alias_iterator", ops = Unpacking.UnpackingOps.class)
  static final class Unpacking extends PyObject {
    static final PyType TYPE =
        PyType.builtin(
                "generic_alias_iterator",
                PyType.OBJECT,
                new UnpackingOps(),
                new PyGenericAliasUnpackingTable())
            .in("builtins");

    /** Null once given. */
    private PyGenericAlias alias;

    Unpacking(PyGenericAlias alias) {
      super(TYPE);
      this.alias = alias;
    }

    @Method(name = "__reduce__")
    static PyObject reduce(Unpacking u) {
      PyObject iter = Interpreter.current().builtin("iter");
      return PyTuple.of(iter, PyTuple.of(u.alias == null ? PyTuple.EMPTY : u.alias));
    }

    static final class UnpackingOps extends Ops {
      @Override
      public PyObject iter(PyObject o) {
        return o;
      }

      @Override
      public PyObject next(PyObject o) {
        Unpacking u = (Unpacking) o;
        PyGenericAlias a = u.alias;
        if (a == null) {
          return null;
        }
        u.alias = null;
        return new PyGenericAlias(PyGenericAlias.TYPE, a.origin, a.args, true);
      }
    }
  }
}
