package dev.dormouse.runtime.modules.collections;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.DictOps;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.GenericAliases;
import dev.dormouse.runtime.objects.ItemArrays;
import dev.dormouse.runtime.objects.Numbers;
import dev.dormouse.runtime.objects.PyDict;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.runtime.objects.Slot;
import dev.dormouse.runtime.objects.ThreadState;
import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.ClassMethod;
import dev.dormouse.tables.Getter;
import dev.dormouse.tables.Method;
import dev.dormouse.tables.Setter;

/** {@code collections.defaultdict}. */
@BuiltinType(
    name = "defaultdict",
    ops = PyDefaultDict.DefaultDictOps.class,
    doc =
        "defaultdict(default_factory=None, /, [...]) --> dict with default factory\n\n"
            + "A dict that makes the value of a missing key with the factory. The other arguments"
            + " are those of dict.")
public class PyDefaultDict extends PyDict {
  public static final PyType TYPE =
      PyType.builtin("defaultdict", PyDict.TYPE, new DefaultDictOps(), new PyDefaultDictTable())
          .in("collections")
          .with(PyType.BASETYPE);

  /** Null or None for none. */
  private PyObject factory;

  PyDefaultDict(PyType type) {
    super(type);
  }

  @Method(
      name = "__missing__",
      signature = "(key, /)",
      doc = "Make, enter and return the value of a missing key.")
  static PyObject missing(PyDefaultDict self, PyObject key) {
    PyObject f = self.factory;
    if (f == null || f == NONE) {
      throw Errors.keyError(key);
    }
    PyObject value = Abstract.call(f);
    Abstract.setItem(self, key, value);
    return value;
  }

  @Method(name = "copy", doc = "D.copy() -> a shallow copy of D.")
  static PyObject copyAll(PyDefaultDict self) {
    return like(self, self);
  }

  @Method(name = "__copy__", doc = "D.copy() -> a shallow copy of D.")
  static PyObject copyForModule(PyDefaultDict self) {
    return like(self, self);
  }

  private static PyObject like(PyDefaultDict self, PyObject entries) {
    return Abstract.call(self.type, self.factory == null ? NONE : self.factory, entries);
  }

  @Method(name = "__reduce__", doc = "Return state information for pickling.")
  static PyObject reduce(PyDefaultDict self) {
    PyTuple args =
        self.factory == null || self.factory == NONE ? PyTuple.EMPTY : PyTuple.of(self.factory);
    PyObject items = Abstract.iter(Abstract.callMethod(self, "items"));
    return PyTuple.of(self.type, args, NONE, NONE, items);
  }

  @ClassMethod(name = "__class_getitem__", signature = "(object, /)", doc = "See PEP 585")
  static PyObject classGetItem(PyType cls, PyObject item) {
    return GenericAliases.make(cls, item);
  }

  @Getter(
      name = "default_factory",
      member = true,
      doc = "Factory for default value called by __missing__().")
  static PyObject getDefaultFactory(PyDefaultDict self) {
    return self.factory == null ? NONE : self.factory;
  }

  @Setter(name = "default_factory")
  static void setDefaultFactory(PyDefaultDict self, PyObject value) {
    self.factory = value;
  }

  /** The slots of {@code defaultdict}. */
  static final class DefaultDictOps extends DictOps {
    @Override
    public PyObject repr(PyObject o) {
      PyDefaultDict d = (PyDefaultDict) o;
      String entries = super.repr(o).toString();
      String factory = "None";
      if (d.factory != null) {
        ThreadState ts = ThreadState.current();
        if (ts.enterRepr(d.factory)) {
          try {
            factory = Abstract.repr(d.factory).value();
          } finally {
            ts.leaveRepr(d.factory);
          }
        } else {
          factory = "...";
        }
      }
      return PyStr.of(d.type.name() + "(" + factory + ", " + entries + ")");
    }

    @Override
    public PyObject or(PyObject v, PyObject w) {
      PyObject self = v instanceof PyDefaultDict ? v : w;
      if (!(v instanceof PyDict) || !(w instanceof PyDict)) {
        return NOT_IMPLEMENTED;
      }
      PyObject sum = like((PyDefaultDict) self, v);
      return Numbers.inplace(Slot.OR, sum, w);
    }

    @Override
    public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
      return new PyDefaultDict(cls);
    }

    @Override
    public void init(PyObject o, PyObject[] args, PyStr[] kwnames) {
      PyDefaultDict d = (PyDefaultDict) o;
      PyObject factory = null;
      if (args.length > (kwnames == null ? 0 : kwnames.length)) {
        factory = args[0];
        if (factory != NONE && !Abstract.isCallable(factory)) {
          throw Errors.typeError("first argument must be callable or None");
        }
        args = ItemArrays.copyOfRange(args, 1, args.length);
      }
      d.factory = factory;
      super.init(o, args, kwnames);
    }
  }
}
