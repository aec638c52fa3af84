package dev.dormouse.runtime.objects;

import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Getter;
import dev.dormouse.tables.Method;

/**
 * {@code dict.keys()}, {@code dict.items()} and {@code dict.values()}. The first two behave as
 * sets.
 */
@BuiltinType(name = "dict_keys", ops = PyDictView.SetViewOps.class)
public final class PyDictView extends PyObject {
  static final int KEYS = 0;
  static final int VALUES = 1;
  static final int ITEMS = 2;

  private static final Ops SET_OPS = new SetViewOps();
  private static final BuiltinTable SET_TABLE = new PyDictViewTable();
  private static final Ops OPS = new ViewOps();
  private static final BuiltinTable TABLE = new PyDictViewValuesTable();

  public static final PyType KEYS_TYPE =
      PyType.builtin("dict_keys", PyType.OBJECT, SET_OPS, SET_TABLE).unhashable();

  public static final PyType VALUES_TYPE = PyType.builtin("dict_values", PyType.OBJECT, OPS, TABLE);

  public static final PyType ITEMS_TYPE =
      PyType.builtin("dict_items", PyType.OBJECT, SET_OPS, SET_TABLE).unhashable();

  static final PyType ODICT_KEYS_TYPE =
      PyType.builtin("odict_keys", KEYS_TYPE, SET_OPS, SET_TABLE).unhashable();

  static final PyType ODICT_VALUES_TYPE = PyType.builtin("odict_values", VALUES_TYPE, OPS, TABLE);

  static final PyType ODICT_ITEMS_TYPE =
      PyType.builtin("odict_items", ITEMS_TYPE, SET_OPS, SET_TABLE).unhashable();

  final int kind;
  final PyDict dict;

  PyDictView(int kind, PyDict dict) {
    // The first test keeps the class of the second from loading in most programs.
    super(typeOf(kind, dict.type != PyDict.TYPE && dict instanceof PyOrderedDict));
    this.kind = kind;
    this.dict = dict;
  }

  private static PyType typeOf(int kind, boolean ordered) {
    return switch (kind) {
      case KEYS -> ordered ? ODICT_KEYS_TYPE : KEYS_TYPE;
      case VALUES -> ordered ? ODICT_VALUES_TYPE : VALUES_TYPE;
      default -> ordered ? ODICT_ITEMS_TYPE : ITEMS_TYPE;
    };
  }

  @Method(
      signature = "(other, /)",
      doc = "Whether the view and the iterable have nothing in common.")
  static boolean isdisjoint(PyDictView self, PyObject other) {
    if (other == self) {
      return self.dict.size() == 0;
    }
    PyObject view = self;
    // The shorter one is gone through, when the other is a set.
    if ((other instanceof PySet || isSetView(other)) && Abstract.length(other) > self.dict.size()) {
      view = other;
      other = self;
    }
    PyObject it = Abstract.iter(other);
    for (PyObject x = Abstract.next(it); x != null; x = Abstract.next(it)) {
      if (Abstract.contains(view, x)) {
        return false;
      }
    }
    return true;
  }

  @Method(name = "__reversed__", doc = "Return a reverse iterator over the view.")
  static PyObject reversed(PyDictView self) {
    return new PyDictIterator(self.kind, self.dict, true);
  }

  @Getter(doc = "The dict that this view shows, read-only.")
  static PyObject mapping(PyDictView self) {
    return new PyMappingProxy(self.dict);
  }

  static boolean isSetView(PyObject o) {
    return o instanceof PyDictView v && v.kind != VALUES;
  }

  /** The part of the members that {@code dict_values} has too. */
  @BuiltinType(name = "dict_values", ops = ViewOps.class)
  static final class Values {
    private Values() {}

    @Method(name = "__reversed__", doc = "Return a reverse iterator over the view.")
    static PyObject reversedValues(PyDictView self) {
      return PyDictView.reversed(self);
    }

    @Getter(name = "mapping", doc = "The dict that this view shows, read-only.")
    static PyObject mappingOfValues(PyDictView self) {
      return PyDictView.mapping(self);
    }
  }

  /** The slots of {@code dict_values}. */
  static class ViewOps extends Ops {
    @Override
    public int length(PyObject o) {
      return ((PyDictView) o).dict.size();
    }

    @Override
    public PyObject iter(PyObject o) {
      PyDictView v = (PyDictView) o;
      return new PyDictIterator(v.kind, v.dict, false);
    }

    @Override
    public PyObject repr(PyObject o) {
      ThreadState ts = ThreadState.current();
      if (!ts.enterRepr(o)) {
        return PyStr.of("...");
      }
      try {
        PyList all = PyList.of(Abstract.toArray(o));
        return PyStr.of(o.type.name() + "(" + Abstract.repr(all).value() + ")");
      } finally {
        ts.leaveRepr(o);
      }
    }

    @Override
    public PyObject[] referents(PyObject o) {
      return new PyObject[] {((PyDictView) o).dict};
    }
  }

  /** The slots of {@code dict_keys} and {@code dict_items}. */
  static final class SetViewOps extends ViewOps {
    @Override
    public int length(PyObject o) {
      return super.length(o);
    }

    @Override
    public PyObject iter(PyObject o) {
      return super.iter(o);
    }

    @Override
    public PyObject repr(PyObject o) {
      return super.repr(o);
    }

    @Override
    public boolean contains(PyObject o, PyObject item) {
      PyDictView v = (PyDictView) o;
      if (v.kind == KEYS) {
        return v.dict.containsKey(item);
      }
      if (!(item instanceof PyTuple pair) || pair.items.length != 2) {
        return false;
      }
      PyObject found = v.dict.get(pair.items[0]);
      return found != null && Abstract.equal(found, pair.items[1]);
    }

    @Override
    public PyObject richCompare(PyObject v, PyObject w, int op) {
      if (!isSetView(v) || !(w instanceof PySet) && !isSetView(w)) {
        return PyObject.NOT_IMPLEMENTED;
      }
      int n = Abstract.length(v);
      int m = Abstract.length(w);
      return PyBool.of(
          switch (op) {
            case Abstract.EQ -> n == m && allIn(v, w);
            case Abstract.NE -> n != m || !allIn(v, w);
            case Abstract.LT -> n < m && allIn(v, w);
            case Abstract.LE -> n <= m && allIn(v, w);
            case Abstract.GT -> n > m && allIn(w, v);
            default -> n >= m && allIn(w, v);
          });
    }

    private static boolean allIn(PyObject part, PyObject whole) {
      PyObject it = Abstract.iter(part);
      for (PyObject x = Abstract.next(it); x != null; x = Abstract.next(it)) {
        if (!Abstract.contains(whole, x)) {
          return false;
        }
      }
      return true;
    }

    @Override
    public PyObject subtract(PyObject v, PyObject w) {
      PySet result = setOf(v);
      result.differenceUpdate(w);
      return result;
    }

    @Override
    public PyObject or(PyObject v, PyObject w) {
      PySet result = setOf(v);
      result.update(w);
      return result;
    }

    @Override
    public PyObject xor(PyObject v, PyObject w) {
      PySet result = setOf(v);
      result.symmetricDifferenceUpdate(w);
      return result;
    }

    @Override
    public PyObject and(PyObject v, PyObject w) {
      PyObject view = isSetView(v) ? v : w;
      PyObject other = view == v ? w : v;
      int n = Abstract.length(view);
      if (other.type == PySet.TYPE && n <= ((PySet) other).size()
          || isSetView(other) && Abstract.length(other) > n) {
        // The shorter one is gone through.
        PyObject swapped = view;
        view = other;
        other = swapped;
      }
      PySet result = new PySet();
      PyObject it = Abstract.iter(other);
      for (PyObject x = Abstract.next(it); x != null; x = Abstract.next(it)) {
        if (Abstract.contains(view, x)) {
          result.add(x);
        }
      }
      return result;
    }

    private static PySet setOf(PyObject o) {
      PySet s = new PySet();
      s.update(o);
      return s;
    }
  }
}
