package dev.dormouse.runtime.objects;

/** {@code list[int]}: making {@code types.GenericAlias} objects. Compare CPython's {@code Objects/genericaliasobject.c}. */
public final class GenericAliases {
  private GenericAliases() {}

  public static PyObject make(PyType origin, PyObject args) {
    return new PyGenericAlias(origin, args instanceof PyTuple t ? t : PyTuple.of(args));
  }

  static boolean is(PyObject o) {
    return o instanceof PyGenericAlias;
  }

  /** How a type shows as an argument: by qualified name if it is a class. */
  static String argumentRepr(PyObject a) {
    if (a == PyObject.ELLIPSIS) {
      return "...";
    }
    if (a instanceof PyType t) {
      String module = Abstract.moduleName(t);
      return module == null || module.equals("builtins") ? Abstract.qualname(t) : module + "." + Abstract.qualname(t);
    }
    return Abstract.repr(a).value();
  }
}
