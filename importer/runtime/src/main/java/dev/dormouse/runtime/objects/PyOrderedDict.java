package dev.dormouse.runtime.objects;

import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.ClassMethod;
import dev.dormouse.tables.Getter;
import dev.dormouse.tables.Method;

/**
 * {@code collections.OrderedDict}. Since {@link PyDict} keeps its order anyway, this only adds
 * moving to an end, comparison by order and CPython's calls back into overridden methods. Compare
 * CPython's {@code Objects/odictobject.c}.
 */
@BuiltinType(
    name = "OrderedDict",
    ops = PyOrderedDict.OrderedDictOps.class,
    doc = "Dictionary that remembers insertion order")
public class PyOrderedDict extends PyDict {
  public static final PyType TYPE =
      PyType.builtin("OrderedDict", PyDict.TYPE, new OrderedDictOps(), new PyOrderedDictTable())
          .in("collections")
          .with(PyType.BASETYPE)
          .withDict()
          .withWeakrefs()
          .unhashable();

  public PyOrderedDict(PyType type) {
    super(type);
  }

  @ClassMethod(
      signature = "(iterable, value=None)",
      doc = "Make one with the items of an iterable as keys.")
  static PyObject fromkeys(PyType cls, PyObject iterable, PyObject value) {
    PyObject made = Abstract.call(cls);
    PyObject it = Abstract.iter(iterable);
    for (PyObject key = Abstract.next(it); key != null; key = Abstract.next(it)) {
      Abstract.setItem(made, key, value == null ? NONE : value);
    }
    return made;
  }

  @Method(
      signature = "(key, default=None)",
      doc = "Return the value of the key; if there is none, enter the default first.")
  static PyObject setdefault(PyOrderedDict self, PyObject key, PyObject otherwise) {
    PyObject value = otherwise == null ? NONE : otherwise;
    if (self.type == TYPE) {
      return self.setDefault(key, value);
    }
    if (Abstract.contains(self, key)) {
      return Abstract.getItem(self, key);
    }
    Abstract.setItem(self, key, value);
    return value;
  }

  @Method(
      signature = "(key, default=None)",
      doc =
          "Remove the key and return its value; without it the default, or KeyError if none is"
              + " given.")
  static PyObject pop(PyOrderedDict self, PyObject key, PyObject otherwise) {
    return DictMethods.pop(self, key, otherwise);
  }

  @Method(signature = "(last=True)", doc = "Remove the last pair, or the first one, and return it.")
  static PyObject popitem(PyOrderedDict self, boolean last) {
    int e = last ? self.previous(Integer.MAX_VALUE) : self.next(0);
    if (e < 0) {
      throw Errors.keyError(PyStr.of("dictionary is empty"));
    }
    if (last) {
      return self.removeLast(e);
    }
    PyTuple pair = PyTuple.of(self.keyAt(e), self.valueAt(e));
    self.removeAt(e);
    return pair;
  }

  @Method(
      name = "move_to_end",
      signature = "(key, last=True)",
      doc = "Make a key the last one, or the first; KeyError if there is none.")
  static void moveToEnd(PyOrderedDict self, PyObject key, boolean last) {
    int e = self.findAny(key);
    if (e < 0) {
      throw Errors.keyError(key);
    }
    self.move(e, last);
  }

  @Method(
      signature = "(*args, **kwds)",
      doc = "Enter the pairs of a mapping or an iterable, and the keyword arguments.")
  static void update(PyOrderedDict self, PyObject[] args, PyStr[] kwnames) {
    updateFromCall(self, args, kwnames);
  }

  @Method(doc = "Return a view of the keys.")
  static PyObject keys(PyOrderedDict self) {
    return DictMethods.keys(self);
  }

  @Method(doc = "Return a view of the values.")
  static PyObject values(PyOrderedDict self) {
    return DictMethods.values(self);
  }

  @Method(doc = "Return a view of the (key, value) pairs.")
  static PyObject items(PyOrderedDict self) {
    return DictMethods.items(self);
  }

  @Method(name = "clear", doc = "Remove all pairs.")
  static void clearAll(PyOrderedDict self) {
    self.clear();
  }

  @Method(name = "copy", doc = "Return a new one of the same class with the same pairs.")
  static PyObject copyAll(PyOrderedDict self) {
    if (self.type == TYPE) {
      PyOrderedDict copy = new PyOrderedDict(TYPE);
      copy.takeEntries(self);
      return copy;
    }
    PyObject copy = Abstract.call(self.type);
    for (int e = self.next(0); e >= 0; e = self.next(e + 1)) {
      PyObject key = self.keyAt(e);
      Abstract.setItem(copy, key, Abstract.getItem(self, key));
    }
    return copy;
  }

  @Getter(name = "__dict__")
  static PyObject getDict(PyOrderedDict self) {
    return self.dict();
  }

  @Method(name = "__sizeof__", doc = "Return the size in memory, in bytes.")
  static int sizeOf(PyOrderedDict self) {
    return 16 + self.memory();
  }

  @Method(name = "__reversed__", doc = "Return a reverse iterator over the keys.")
  static PyObject reversed(PyOrderedDict self) {
    return DictMethods.reversed(self);
  }

  @Method(name = "__reduce__", doc = "For pickling.")
  static PyObject reduce(PyOrderedDict self) {
    PyObject state = Abstract.callMethod(self, Names.GETSTATE);
    PyObject items = Abstract.iter(Abstract.callMethod(self, "items"));
    return PyTuple.of(self.type, PyTuple.EMPTY, state, NONE, items);
  }

  /** As {@code MutableMapping.update}: through the {@code __setitem__} of a subclass. */
  private static void updateFromCall(PyOrderedDict self, PyObject[] args, PyStr[] kwnames) {
    int keywords = kwnames == null ? 0 : kwnames.length;
    int positional = args.length - keywords;
    if (positional > 1) {
      throw Errors.typeError(
          "update() takes at most 1 positional argument (" + positional + " given)");
    }
    if (positional == 1) {
      updateFrom(self, args[0]);
    }
    for (int i = 0; i < keywords; i++) {
      Abstract.setItem(self, kwnames[i], args[positional + i]);
    }
  }

  private static void updateFrom(PyObject self, PyObject from) {
    if (from instanceof PyDict d && from.type == PyDict.TYPE) {
      PyDict copy = d.copy();
      for (int e = copy.next(0); e >= 0; e = copy.next(e + 1)) {
        Abstract.setItem(self, copy.keyAt(e), copy.valueAt(e));
      }
      return;
    }
    PyObject keys = Abstract.getAttributeOrNull(from, Names.KEYS);
    if (keys != null) {
      PyObject it = Abstract.iter(Abstract.call(keys));
      for (PyObject key = Abstract.next(it); key != null; key = Abstract.next(it)) {
        Abstract.setItem(self, key, Abstract.getItem(from, key));
      }
      return;
    }
    PyObject items = Abstract.getAttributeOrNull(from, PyStr.interned("items"));
    PyObject it = Abstract.iter(items == null ? from : Abstract.call(items));
    for (PyObject pair = Abstract.next(it); pair != null; pair = Abstract.next(it)) {
      PyObject parts = Abstract.iter(pair);
      PyObject key = Abstract.next(parts);
      PyObject value = key == null ? null : Abstract.next(parts);
      if (value == null) {
        throw Errors.valueError(
            key == null ? "need more than 0 values to unpack" : "need more than 1 value to unpack");
      }
      if (Abstract.next(parts) != null) {
        throw Errors.valueError("too many values to unpack (expected 2)");
      }
      Abstract.setItem(self, key, value);
    }
  }

  /** The slots of {@code OrderedDict}. */
  static final class OrderedDictOps extends DictOps {
    @Override
    public PyObject iter(PyObject o) {
      return super.iter(o);
    }

    @Override
    public void setItem(PyObject o, PyObject key, PyObject value) {
      super.setItem(o, key, value);
    }

    @Override
    public PyObject repr(PyObject o) {
      PyOrderedDict d = (PyOrderedDict) o;
      if (d.size() == 0) {
        return PyStr.of(d.type.name() + "()");
      }
      ThreadState ts = ThreadState.current();
      if (!ts.enterRepr(o)) {
        return PyStr.of("...");
      }
      try {
        PyObject items = d.type == TYPE ? DictMethods.items(d) : Abstract.callMethod(d, "items");
        PyList pairs = PyList.of(Abstract.toArray(items));
        return PyStr.of(d.type.name() + "(" + Abstract.repr(pairs).value() + ")");
      } finally {
        ts.leaveRepr(o);
      }
    }

    @Override
    public PyObject richCompare(PyObject v, PyObject w, int op) {
      if (op != Abstract.EQ && op != Abstract.NE
          || !(v instanceof PyDict a)
          || !(w instanceof PyDict b)) {
        return PyObject.NOT_IMPLEMENTED;
      }
      boolean equal = equal(a, b) && (!(b instanceof PyOrderedDict) || sameOrder(a, b));
      return PyBool.of(equal == (op == Abstract.EQ));
    }

    private static boolean sameOrder(PyDict a, PyDict b) {
      int f = b.next(0);
      for (int e = a.next(0); e >= 0; e = a.next(e + 1), f = b.next(f + 1)) {
        if (f < 0 || !Abstract.equal(a.keyAt(e), b.keyAt(f))) {
          return false;
        }
      }
      return true;
    }

    @Override
    public PyObject or(PyObject v, PyObject w) {
      if (!(v instanceof PyDict) || !(w instanceof PyDict)) {
        return PyObject.NOT_IMPLEMENTED;
      }
      PyType type = v instanceof PyOrderedDict ? v.type : w.type;
      PyObject made = Abstract.call(type, v);
      updateFrom(made, w);
      return made;
    }

    @Override
    public PyObject inplaceOr(PyObject v, PyObject w) {
      updateFrom(v, w);
      return v;
    }

    @Override
    public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
      return new PyOrderedDict(cls);
    }

    @Override
    public void init(PyObject o, PyObject[] args, PyStr[] kwnames) {
      int positional = args.length - (kwnames == null ? 0 : kwnames.length);
      if (positional > 1) {
        throw Errors.typeError("expected at most 1 arguments, got " + positional);
      }
      updateFromCall((PyOrderedDict) o, args, kwnames);
    }
  }
}
