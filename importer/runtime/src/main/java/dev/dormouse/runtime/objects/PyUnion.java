package dev.dormouse.runtime.objects;

import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Getter;

/** {@code int | str}: {@code types.UnionType}. Compare CPython's {@code Objects/unionobject.c}. */
@BuiltinType(name = "UnionType", ops = UnionOps.class, doc = "A union of types, as in int | str.")
public final class PyUnion extends PyObject {
  public static final PyType TYPE =
      PyType.builtin("UnionType", PyType.OBJECT, new UnionOps(), new PyUnionTable()).in("types");

  final PyObject[] args;

  PyUnion(PyObject[] args) {
    super(TYPE);
    this.args = args;
  }

  private PyTuple parameters;

  PyTuple parameters() {
    if (parameters == null) {
      parameters = GenericAliases.parameters(args);
    }
    return parameters;
  }

  @Getter(name = "__args__", member = true)
  static PyObject getArgs(PyUnion u) {
    return PyTuple.of(u.args);
  }

  @Getter(name = "__parameters__", doc = "The type parameters in the union.")
  static PyObject getParameters(PyUnion u) {
    return u.parameters();
  }

  /** {@code v | w} where one of them is a class; NotImplemented if they are no types. */
  static PyObject or(PyObject v, PyObject w) {
    return UnionOps.make(v, w);
  }

  boolean instanceCheck(PyObject o) {
    for (PyObject a : args) {
      if (a == NONE ? o == NONE : Abstract.isInstance(o, a)) {
        return true;
      }
    }
    return false;
  }

  boolean subclassCheck(PyObject sub) {
    for (PyObject a : args) {
      if (Abstract.isSubclass(sub, a == NONE ? NONE.type : a)) {
        return true;
      }
    }
    return false;
  }
}
