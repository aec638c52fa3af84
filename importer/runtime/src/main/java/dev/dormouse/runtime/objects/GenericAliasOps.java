package dev.dormouse.runtime.objects;

/** The slots of {@code types.GenericAlias}. */
final class GenericAliasOps extends Ops {
  /** What an alias answers itself; it passes every other attribute on to its origin. */
  static final String[] OWN = {
    "__class__",
    "__origin__",
    "__args__",
    "__unpacked__",
    "__parameters__",
    "__typing_unpacked_tuple_args__",
    "__mro_entries__",
    "__reduce_ex__",
    "__reduce__",
    "__copy__",
    "__deepcopy__"
  };

  private static final PyStr ORIG_CLASS = PyStr.interned("__orig_class__");

  @Override
  public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
    ArgParser.noKeywords(null, "GenericAlias", kwnames);
    if (args.length != 2) {
      throw Errors.typeError("GenericAlias expected 2 arguments, got " + args.length);
    }
    PyTuple arguments = args[1] instanceof PyTuple t ? t : PyTuple.of(args[1]);
    return new PyGenericAlias(cls, args[0], arguments, false);
  }

  @Override
  public PyObject or(PyObject v, PyObject w) {
    return UnionOps.make(v, w);
  }

  @Override
  public PyObject repr(PyObject o) {
    PyGenericAlias a = (PyGenericAlias) o;
    StringBuilder out = new StringBuilder(a.unpacked ? "*" : "");
    out.append(GenericAliases.argumentRepr(a.origin)).append('[');
    PyObject[] args = a.args.items;
    for (int i = 0; i < args.length; i++) {
      out.append(i == 0 ? "" : ", ").append(GenericAliases.argumentRepr(args[i]));
    }
    return PyStr.of(out.append(args.length == 0 ? "()]" : "]").toString());
  }

  @Override
  public long hash(PyObject o) {
    PyGenericAlias a = (PyGenericAlias) o;
    long h = Abstract.hash(a.origin) ^ Abstract.hash(a.args);
    return h == -1 ? -2 : h;
  }

  @Override
  public PyObject richCompare(PyObject x, PyObject y, int op) {
    if (!(x instanceof PyGenericAlias a)
        || !(y instanceof PyGenericAlias b)
        || op != Abstract.EQ && op != Abstract.NE) {
      return PyObject.NOT_IMPLEMENTED;
    }
    boolean equal =
        a.unpacked == b.unpacked
            && Abstract.equal(a.origin, b.origin)
            && Abstract.equal(a.args, b.args);
    return PyBool.of(equal == (op == Abstract.EQ));
  }

  @Override
  public PyObject getItem(PyObject o, PyObject item) {
    PyGenericAlias a = (PyGenericAlias) o;
    PyTuple args = GenericAliases.substitute(a, a.args, a.parameters(), item);
    return new PyGenericAlias(PyGenericAlias.TYPE, a.origin, args, a.unpacked);
  }

  @Override
  public PyObject iter(PyObject o) {
    return new PyGenericAlias.Unpacking((PyGenericAlias) o);
  }

  @Override
  public PyObject call(PyObject o, PyObject[] args, PyStr[] kwnames) {
    PyGenericAlias a = (PyGenericAlias) o;
    PyObject made = Abstract.call(a.origin, args, kwnames);
    try {
      Abstract.setAttribute(made, ORIG_CLASS, a);
    } catch (PyException e) {
      if (!e.matches(Exceptions.AttributeError) && !e.matches(Exceptions.TypeError)) {
        throw e;
      }
    }
    return made;
  }

  @Override
  public PyObject getAttribute(PyObject o, PyStr name) {
    PyGenericAlias a = (PyGenericAlias) o;
    String s = name.value();
    if (isOwn(s)) {
      return Generic.getAttribute(o, name);
    }
    return Abstract.getAttribute(a.origin, name);
  }

  private static boolean isOwn(String name) {
    for (String own : OWN) {
      if (own.equals(name)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public PyObject[] referents(PyObject o) {
    PyGenericAlias a = (PyGenericAlias) o;
    return new PyObject[] {a.origin, a.args};
  }
}
