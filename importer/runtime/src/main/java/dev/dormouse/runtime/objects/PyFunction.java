package dev.dormouse.runtime.objects;

/**
 * A function defined in Python. Dormant code stays dormant: {@code __name__}, defaults and the like
 * need only the code's header.
 */
public final class PyFunction extends PyObject {
  public static final PyType TYPE =
      PyType.builtin("function", PyType.OBJECT, new FunctionOps(), new FunctionMembersTable())
          .with(PyType.METHOD_DESCRIPTOR)
          .withDict()
          .withWeakrefs();

  public PyCode code;
  public final PyDict globals;
  public final PyDict builtins;

  /** Null means: not asked for yet, see {@link #name}. Most functions are never asked. */
  private PyObject name;

  /** Null means: not asked for yet, see {@link #qualname}. */
  private PyObject qualname;

  /** Null means: not asked for yet, see {@link #doc}. */
  PyObject doc;

  /** A tuple; null for none. */
  public PyTuple defaults;

  /** Null for none. */
  public PyDict kwdefaults;

  /** A dict, or the tuple of alternating names and values that MAKE_FUNCTION got; null for none. */
  PyObject annotations;

  /** A tuple of cells, as long as the code's free variables; null for none. */
  public PyTuple closure;

  public PyObject module;

  public PyFunction(PyCode code, PyDict globals) {
    super(TYPE);
    this.code = code;
    this.globals = globals;
    PyObject m = globals.get(Names.DUNDER_NAME);
    this.module = m == null ? NONE : m;
    PyObject b = globals.get(Names.BUILTINS);
    this.builtins =
        b instanceof PyModule bm ? bm.dict() : b instanceof PyDict bd ? bd : inheritedBuiltins();
    code.unit.noteBound();
  }

  /** Globals without {@code __builtins__} share those of the code that makes the function. */
  private static PyDict inheritedBuiltins() {
    ThreadState ts = ThreadState.current();
    return ts.frame != null ? ts.frame.builtins : ts.interpreter.builtins.dict();
  }

  public PyObject name() {
    if (name == null) {
      name = PyStr.interned(code.unit.name());
    }
    return name;
  }

  /** {@link #name} if somebody asked for it or set it, else null. */
  PyObject ownName() {
    return name;
  }

  /** {@link #qualname} if somebody asked for it or set it, else null. */
  PyObject ownQualname() {
    return qualname;
  }

  public void setName(PyObject name) {
    this.name = name;
  }

  public PyObject qualname() {
    if (qualname == null) {
      qualname = PyStr.interned(code.unit.qualname());
    }
    return qualname;
  }

  public void setQualname(PyObject qualname) {
    this.qualname = qualname;
  }

  /** The docstring; reads it from the (until then unread) docstring part the first time. */
  public PyObject doc() {
    if (doc == null) {
      Object d = code.unit.docstring(ObjectFactory.INSTANCE);
      doc = d == null ? NONE : (PyObject) d;
    }
    return doc;
  }

  public void setAnnotations(PyObject annotations) {
    this.annotations = annotations;
  }

  /** {@code __annotations__}, made into a dict. */
  public PyDict annotations() {
    if (annotations instanceof PyDict d) {
      return d;
    }
    PyDict d = new PyDict();
    if (annotations instanceof PyTuple t) {
      for (int i = 0; i + 1 < t.items.length; i += 2) {
        d.put(t.items[i], t.items[i + 1]);
      }
    }
    annotations = d;
    return d;
  }
}
