package dev.dormouse.runtime.objects;

import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Getter;
import dev.dormouse.tables.Method;
import dev.dormouse.tables.Setter;

/** {@code property}. Compare {@code propertyobject} in CPython's {@code Objects/descrobject.c}. */
@BuiltinType(name = "property", ops = PyProperty.PropertyOps.class, doc = "Property attribute.")
public final class PyProperty extends PyObject {
  public static final PyType TYPE =
      PyType.builtin("property", PyType.OBJECT, new PropertyOps(), new PyPropertyTable())
          .with(PyType.BASETYPE);

  // Null where not given.
  private PyObject get;
  private PyObject set;
  private PyObject delete;
  private PyObject doc;

  /** The attribute's name, told by the class statement; for messages. */
  private PyObject name;

  /** Whether the docstring came from the getter. */
  private boolean docFromGetter;

  PyProperty(PyType type) {
    super(type);
  }

  /** As {@link #parts} and {@link #docIsGetters} say. */
  PyProperty(PyType type, PyObject[] parts, boolean docFromGetter) {
    super(type);
    get = parts[0];
    set = parts[1];
    delete = parts[2];
    doc = parts[3];
    name = parts[4];
    this.docFromGetter = docFromGetter;
  }

  PyObject[] parts() {
    return new PyObject[] {get, set, delete, doc, name};
  }

  boolean docIsGetters() {
    return docFromGetter;
  }

  @Getter(name = "fget", member = true)
  static PyObject getGet(PyProperty p) {
    return p.get == null ? NONE : p.get;
  }

  @Getter(name = "fset", member = true)
  static PyObject getSet(PyProperty p) {
    return p.set == null ? NONE : p.set;
  }

  @Getter(name = "fdel", member = true)
  static PyObject getDelete(PyProperty p) {
    return p.delete == null ? NONE : p.delete;
  }

  @Getter(name = "__doc__", member = true)
  static PyObject getDoc(PyProperty p) {
    return p.doc == null ? NONE : p.doc;
  }

  @Setter(name = "__doc__")
  static void setDoc(PyProperty p, PyObject value) {
    p.doc = value;
  }

  @Getter(name = "__isabstractmethod__")
  static boolean isAbstract(PyProperty p) {
    return p.get != null && Abstract.isAbstractMethod(p.get)
        || p.set != null && Abstract.isAbstractMethod(p.set)
        || p.delete != null && Abstract.isAbstractMethod(p.delete);
  }

  @Method(
      name = "getter",
      signature = "(object, /)",
      doc = "Descriptor to obtain a copy of the property with a different getter.")
  static PyObject getter(PyProperty p, PyObject f) {
    return p.copy(f, null, null);
  }

  @Method(
      name = "setter",
      signature = "(object, /)",
      doc = "Descriptor to obtain a copy of the property with a different setter.")
  static PyObject setter(PyProperty p, PyObject f) {
    return p.copy(null, f, null);
  }

  @Method(
      name = "deleter",
      signature = "(object, /)",
      doc = "Descriptor to obtain a copy of the property with a different deleter.")
  static PyObject deleter(PyProperty p, PyObject f) {
    return p.copy(null, null, f);
  }

  @Method(name = "__set_name__", signature = "(*args)", doc = "Method to set name of a property.")
  static void setName(PyProperty p, PyObject[] args) {
    if (args.length != 2) {
      throw Errors.typeError(
          "__set_name__() takes 2 positional arguments but " + args.length + " were given");
    }
    p.name = args[1];
  }

  private PyObject copy(PyObject newGet, PyObject newSet, PyObject newDelete) {
    PyObject g = newGet == null || newGet == NONE ? get : newGet;
    PyObject s = newSet == null || newSet == NONE ? set : newSet;
    PyObject d = newDelete == null || newDelete == NONE ? delete : newDelete;
    PyObject text = docFromGetter && g != null ? NONE : doc == null ? NONE : doc;
    PyObject made =
        Abstract.call(type, g == null ? NONE : g, s == null ? NONE : s, d == null ? NONE : d, text);
    if (made instanceof PyProperty p) {
      p.name = name;
    }
    return made;
  }

  static final class PropertyOps extends Ops {
    @Override
    public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
      return new PyProperty(cls);
    }

    @Override
    public void init(PyObject o, PyObject[] args, PyStr[] kwnames) {
      PyProperty p = (PyProperty) o;
      PyObject[] a = ArgParser.parse("property", "fget\0fset\0fdel\0doc", 0, 4, 0, args, kwnames);
      p.get = a[0] == NONE ? null : a[0];
      p.set = a[1] == NONE ? null : a[1];
      p.delete = a[2] == NONE ? null : a[2];
      p.doc = a[3] == NONE ? null : a[3];
      p.docFromGetter = false;
      if (p.doc == null && p.get != null) {
        PyObject d = Abstract.getAttributeOrNull(p.get, Names.DOC);
        if (d != null && d != NONE) {
          p.docFromGetter = true;
          if (p.type == TYPE) {
            p.doc = d;
          } else {
            Abstract.setAttribute(p, Names.DOC, d);
          }
        }
      }
    }

    @Override
    public PyObject descrGet(PyObject descr, PyObject obj, PyObject owner) {
      if (obj == null) {
        return descr;
      }
      PyProperty p = (PyProperty) descr;
      if (p.get == null) {
        throw missing(p, obj, "getter");
      }
      return Abstract.call(p.get, obj);
    }

    @Override
    public void descrSet(PyObject descr, PyObject obj, PyObject value) {
      PyProperty p = (PyProperty) descr;
      PyObject f = value == null ? p.delete : p.set;
      if (f == null) {
        throw missing(p, obj, value == null ? "deleter" : "setter");
      }
      if (value == null) {
        Abstract.call(f, obj);
      } else {
        Abstract.call(f, obj, value);
      }
    }

    private static PyException missing(PyProperty p, PyObject obj, String what) {
      String of =
          " of "
              + Abstract.repr(PyStr.of(Abstract.qualname(obj.type))).value()
              + " object has no "
              + what;
      return Errors.attributeError(
          p.name == null ? "property" + of : "property " + Abstract.repr(p.name).value() + of,
          null,
          null);
    }
  }
}
