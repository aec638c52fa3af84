package dev.dormouse.importer;

import dev.dormouse.image.ImageModule;
import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.ArgParser;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Names;
import dev.dormouse.runtime.objects.Ops;
import dev.dormouse.runtime.objects.PyBool;
import dev.dormouse.runtime.objects.PyDict;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyList;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Getter;
import dev.dormouse.tables.Setter;

/**
 * {@code importlib.machinery.ModuleSpec}: how a module is loaded. Its attributes are in its {@code
 * __dict__}, as in CPython, so that whatever a finder or a user puts there counts; the methods
 * below read them for the import system.
 */
@BuiltinType(
    name = "ModuleSpec",
    ops = PyModuleSpec.SpecOps.class,
    doc =
        "How a module is to be loaded: its name, loader, origin and, for a package, where its"
            + " submodules are searched.")
public final class PyModuleSpec extends PyObject {
  public static final PyType TYPE =
      PyType.builtin("ModuleSpec", PyType.OBJECT, new SpecOps(), new PyModuleSpecTable())
          .in("_frozen_importlib")
          .with(PyType.BASETYPE)
          .withDict()
          .withWeakrefs()
          .unhashable();

  static final PyStr NAME = PyStr.interned("name");
  static final PyStr LOADER = PyStr.interned("loader");
  static final PyStr ORIGIN = PyStr.interned("origin");
  static final PyStr LOADER_STATE = PyStr.interned("loader_state");
  static final PyStr LOCATIONS = PyStr.interned("submodule_search_locations");
  static final PyStr UNINITIALIZED = PyStr.interned("_uninitialized_submodules");
  static final PyStr SET_FILEATTR = PyStr.interned("_set_fileattr");
  static final PyStr CACHED = PyStr.interned("_cached");
  static final PyStr INITIALIZING = PyStr.interned("_initializing");
  static final PyStr PARENT = PyStr.interned("parent");
  static final PyStr HAS_LOCATION = PyStr.interned("has_location");

  /**
   * What an {@link ImageImporter} found for this spec, so that loading need not search again; null
   * for other specs. Used only while the spec's loader is that importer.
   */
  ImageModule found;

  private PyModuleSpec(PyType type) {
    super(type);
  }

  /** {@code origin} may be null; {@code isPackage} gives an empty search path to fill. */
  PyModuleSpec(PyObject name, PyObject loader, PyObject origin, boolean isPackage) {
    super(TYPE);
    fill(name, loader, origin == null ? NONE : origin, NONE, isPackage);
  }

  private void fill(
      PyObject name, PyObject loader, PyObject origin, PyObject state, boolean isPackage) {
    PyDict d = dict();
    d.put(NAME, name);
    d.put(LOADER, loader);
    d.put(ORIGIN, origin);
    d.put(LOADER_STATE, state);
    d.put(LOCATIONS, isPackage ? new PyList() : NONE);
    d.put(UNINITIALIZED, new PyList());
    d.put(SET_FILEATTR, PyBool.FALSE);
    d.put(CACHED, NONE);
  }

  /** An attribute, or None when somebody deleted it. */
  PyObject attribute(PyStr name) {
    PyObject v = dict().get(name);
    return v == null ? NONE : v;
  }

  private PyObject required(PyStr name) {
    PyObject v = dict().get(name);
    if (v == null) {
      throw Errors.attributeError(
          "'" + type.name() + "' object has no attribute '" + name.value() + "'", this, name);
    }
    return v;
  }

  /** Makes {@code origin} the module's {@code __file__}. */
  void setHasLocation() {
    dict().put(SET_FILEATTR, PyBool.TRUE);
  }

  @Getter(name = "__dict__", member = true)
  static PyObject getDict(PyModuleSpec s) {
    return s.dict();
  }

  @Getter
  static PyObject cached(PyModuleSpec s) {
    PyObject cached = s.required(CACHED);
    if (cached == NONE) {
      PyObject origin = s.required(ORIGIN);
      if (origin != NONE && Abstract.isTrue(s.required(SET_FILEATTR))) {
        cached = origin instanceof PyStr o ? SourceFiles.cached(o.value()) : NONE;
        s.dict().put(CACHED, cached);
      }
    }
    return cached;
  }

  @Setter(name = "cached")
  static void setCached(PyModuleSpec s, PyObject value) {
    if (value == null) {
      throw Errors.attributeError(
          "property 'cached' of 'ModuleSpec' object has no deleter", s, PyStr.of("cached"));
    }
    s.dict().put(CACHED, value);
  }

  @Getter
  static PyObject parent(PyModuleSpec s) {
    PyObject name = s.required(NAME);
    if (s.required(LOCATIONS) != NONE) {
      return name;
    }
    if (!(name instanceof PyStr n)) {
      throw Errors.attributeError(
          "'" + name.type.name() + "' object has no attribute 'rpartition'",
          name,
          PyStr.of("rpartition"));
    }
    int dot = n.value().lastIndexOf('.');
    return dot < 0 ? Names.EMPTY : PyStr.interned(n.value().substring(0, dot));
  }

  @Getter(name = "has_location")
  static PyObject hasLocation(PyModuleSpec s) {
    return s.required(SET_FILEATTR);
  }

  @Setter(name = "has_location")
  static void setHasLocation(PyModuleSpec s, PyObject value) {
    if (value == null) {
      throw Errors.attributeError(
          "property 'has_location' of 'ModuleSpec' object has no deleter", s, HAS_LOCATION);
    }
    s.dict().put(SET_FILEATTR, PyBool.of(Abstract.isTrue(value)));
  }

  static final class SpecOps extends Ops {
    @Override
    public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
      return new PyModuleSpec(cls);
    }

    @Override
    public void init(PyObject o, PyObject[] args, PyStr[] kwnames) {
      PyObject[] a =
          ArgParser.parse(
              "ModuleSpec.__init__",
              "name\0loader\0origin\0loader_state\0is_package",
              0,
              2,
              2,
              args,
              kwnames);
      ((PyModuleSpec) o)
          .fill(
              a[0],
              a[1],
              a[2] == null ? NONE : a[2],
              a[3] == null ? NONE : a[3],
              a[4] != null && Abstract.isTrue(a[4]));
    }

    @Override
    public PyObject repr(PyObject o) {
      PyModuleSpec s = (PyModuleSpec) o;
      StringBuilder out = new StringBuilder(s.type.name());
      out.append("(name=").append(Abstract.repr(s.required(NAME)).value());
      out.append(", loader=").append(Abstract.repr(s.required(LOADER)).value());
      PyObject origin = s.required(ORIGIN);
      if (origin != NONE) {
        out.append(", origin=").append(Abstract.repr(origin).value());
      }
      PyObject locations = s.required(LOCATIONS);
      if (locations != NONE) {
        out.append(", submodule_search_locations=").append(Abstract.str(locations).value());
      }
      return PyStr.of(out.append(')').toString());
    }

    @Override
    public PyObject richCompare(PyObject a, PyObject b, int op) {
      if (op != Abstract.EQ) {
        return super.richCompare(a, b, op);
      }
      PyModuleSpec s = (PyModuleSpec) a;
      try {
        return PyBool.of(
            Abstract.equal(s.required(NAME), Abstract.getAttribute(b, NAME))
                && Abstract.equal(s.required(LOADER), Abstract.getAttribute(b, LOADER))
                && Abstract.equal(s.required(ORIGIN), Abstract.getAttribute(b, ORIGIN))
                && Abstract.equal(s.required(LOCATIONS), Abstract.getAttribute(b, LOCATIONS))
                && Abstract.equal(cached(s), Abstract.getAttribute(b, "cached"))
                && Abstract.equal(hasLocation(s), Abstract.getAttribute(b, HAS_LOCATION)));
      } catch (PyException e) {
        if (e.matches(dev.dormouse.runtime.objects.Exceptions.AttributeError)) {
          return NOT_IMPLEMENTED;
        }
        throw e;
      }
    }

    @Override
    public PyObject[] referents(PyObject o) {
      return new PyObject[] {o.dict()};
    }
  }
}
