package dev.dormouse.runtime.objects;

import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Getter;
import dev.dormouse.tables.Method;
import dev.dormouse.tables.Setter;

/** A module: its namespace is {@link #dict}. Compare CPython's {@code Objects/moduleobject.c}. */
@BuiltinType(name = "module", ops = PyModule.ModuleOps.class)
public class PyModule extends PyObject {
  public static final PyType TYPE =
      PyType.builtin("module", PyType.OBJECT, new ModuleOps(), new PyModuleTable())
          .with(PyType.BASETYPE)
          .withDict()
          .withWeakrefs();

  /** What a native module keeps for itself; null otherwise. Set by the module's {@code exec}. */
  public Object state;

  public PyModule(PyType type) {
    super(type);
    attrs = new PyDict();
  }

  /** A module whose namespace is made when somebody asks for it. */
  public PyModule(DormantNamespace namespace) {
    super(TYPE);
    attrs = namespace;
  }

  /** Whether the body of this module has not run to its end because nobody has asked for it. */
  public final boolean isDormant() {
    return attrs instanceof DormantNamespace;
  }

  /**
   * A module with the attributes that every module has, as {@code types.ModuleType(name)} makes it.
   */
  public PyModule(String name, PyObject doc) {
    this(TYPE);
    fill(PyStr.interned(name), doc);
  }

  final void fill(PyObject name, PyObject doc) {
    PyDict d = dict();
    d.put(Names.DUNDER_NAME, name);
    d.put(Names.DOC, doc);
    d.put(Names.PACKAGE, NONE);
    d.put(Names.LOADER, NONE);
    d.put(Names.SPEC, NONE);
  }

  /** Sets a global of this module. */
  public final void set(String name, PyObject value) {
    dict().put(PyStr.interned(name), value);
  }

  /** A global of this module, or null. */
  public final PyObject get(String name) {
    return dict().get(PyStr.interned(name));
  }

  @Getter(name = "__dict__", member = true)
  static PyObject getDict(PyModule m) {
    return m.dict();
  }

  @Getter(name = "__annotations__")
  static PyObject getAnnotations(PyModule m) {
    PyObject a = m.dict().get(Names.ANNOTATIONS);
    if (a == null) {
      a = new PyDict();
      m.dict().put(Names.ANNOTATIONS, a);
    }
    return a;
  }

  @Setter(name = "__annotations__")
  static void setAnnotations(PyModule m, PyObject value) {
    if (value != null) {
      m.dict().put(Names.ANNOTATIONS, value);
    } else if (m.dict().remove(Names.ANNOTATIONS) == null) {
      throw Errors.attributeError("__annotations__", m, Names.ANNOTATIONS);
    }
  }

  @Method(name = "__dir__", doc = "__dir__() -> list\nspecialized dir() implementation")
  static PyObject dir(PyModule m) {
    return Dir.ofModule(m);
  }

  static final class ModuleOps extends Ops {
    @Override
    public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
      return new PyModule(cls);
    }

    @Override
    public void init(PyObject o, PyObject[] args, PyStr[] kwnames) {
      PyObject[] parsed = ArgParser.parse("module", "name\0doc", 0, 2, 1, args, kwnames);
      if (!(parsed[0] instanceof PyStr)) {
        throw Errors.typeError(
            "module() argument 'name' must be str, not " + parsed[0].type.name());
      }
      ((PyModule) o).fill(parsed[0], parsed[1] == null ? NONE : parsed[1]);
    }

    @Override
    public PyObject repr(PyObject o) {
      return PyStr.of(Interpreter.current().importer().moduleRepr((PyModule) o));
    }

    @Override
    public PyObject getAttribute(PyObject o, PyStr name) {
      PyObject v = Generic.getAttribute(o, name);
      if (v != null) {
        return v;
      }
      PyObject hook = o.dict().get(Names.GETATTR);
      return hook == null ? null : Abstract.call(hook, name);
    }

    @Override
    public PyException noAttribute(PyObject o, PyStr name) {
      PyDict d = o.dict();
      PyObject module = d.get(Names.DUNDER_NAME);
      if (!(module instanceof PyStr m)) {
        return Errors.attributeError("module has no attribute '" + name.value() + "'", o, name);
      }
      PyObject spec = d.get(Names.SPEC);
      if (spec != null && spec != NONE && Interpreter.current().importer().isInitializing(spec)) {
        return Errors.attributeError(
            "partially initialized module '"
                + m.value()
                + "' has no attribute '"
                + name.value()
                + "' (most likely due to a circular import)",
            o,
            name);
      }
      if (spec != null
          && spec != NONE
          && Interpreter.current().importer().isUninitializedSubmodule(spec, name)) {
        return Errors.attributeError(
            "cannot access submodule '"
                + name.value()
                + "' of module '"
                + m.value()
                + "' (most likely due to a circular import)",
            o,
            name);
      }
      return Errors.attributeError(
          "module '" + m.value() + "' has no attribute '" + name.value() + "'", o, name);
    }
  }
}
