package dev.dormouse.runtime.objects;

import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Method;

/**
 * The six iterators of dicts: keys, values or items, forwards or backwards. They differ by their
 * type only.
 */
@BuiltinType(name = "dict_keyiterator", ops = PyDictIterator.DictIteratorOps.class)
final class PyDictIterator extends PyObject {
  private static final Ops OPS = new DictIteratorOps();
  private static final BuiltinTable TABLE = new PyDictIteratorTable();

  static final PyType KEY_TYPE = make("dict_keyiterator");
  static final PyType VALUE_TYPE = make("dict_valueiterator");
  static final PyType ITEM_TYPE = make("dict_itemiterator");
  static final PyType REVERSE_KEY_TYPE = make("dict_reversekeyiterator");
  static final PyType REVERSE_VALUE_TYPE = make("dict_reversevalueiterator");
  static final PyType REVERSE_ITEM_TYPE = make("dict_reverseitemiterator");

  /** OrderedDict's, whose words differ. */
  static final PyType ODICT_TYPE = make("odict_iterator");

  private static PyType make(String name) {
    return PyType.builtin(name, PyType.OBJECT, OPS, TABLE);
  }

  /** Null once exhausted. */
  private PyDict dict;

  private final int kind;
  private final boolean reverse;

  /** The entry to look at next. */
  private int entry;

  /** The dict's size in the beginning; -1 once it was found changed, which stays an error. */
  private int expectedSize;

  /** For an OrderedDict, whose iterators also notice a change that keeps the size. */
  private final int version;

  /** How many items are still to come. */
  private int left;

  PyDictIterator(int kind, PyDict dict, boolean reverse) {
    super(typeOf(kind, dict, reverse));
    this.dict = dict;
    this.kind = kind;
    this.reverse = reverse;
    this.expectedSize = dict.size();
    this.left = expectedSize;
    this.version = type == ODICT_TYPE ? dict.stampKeys(Interpreter.current()) : 0;
    this.entry = reverse ? dict.slotLimit() - 1 : 0;
  }

  private static PyType typeOf(int kind, PyDict dict, boolean reverse) {
    // The first test keeps the class of the second from loading in most programs.
    if (dict.type != PyDict.TYPE && dict instanceof PyOrderedDict) {
      return ODICT_TYPE;
    }
    return switch (kind) {
      case PyDictView.KEYS -> reverse ? REVERSE_KEY_TYPE : KEY_TYPE;
      case PyDictView.VALUES -> reverse ? REVERSE_VALUE_TYPE : VALUE_TYPE;
      default -> reverse ? REVERSE_ITEM_TYPE : ITEM_TYPE;
    };
  }

  @Method(name = "__length_hint__", doc = "How many items are left.")
  static int lengthHint(PyDictIterator it) {
    return it.dict == null || it.dict.size() != it.expectedSize ? 0 : it.left;
  }

  @Method(name = "__reduce__", doc = "For pickling.")
  static PyObject reduce(PyDictIterator it) {
    PyDictIterator copy =
        new PyDictIterator(it.kind, it.dict == null ? new PyDict() : it.dict, it.reverse);
    copy.entry = it.entry;
    copy.expectedSize = it.dict == null ? 0 : it.expectedSize;
    copy.left = it.left;
    PyList rest = new PyList();
    for (PyObject x = copy.advance(); x != null; x = copy.advance()) {
      rest.add(x);
    }
    return PyTuple.of(Interpreter.current().builtin("iter"), PyTuple.of(rest));
  }

  private PyObject advance() {
    PyDict d = dict;
    if (d == null) {
      return null;
    }
    if (type == ODICT_TYPE && version != d.keysVersion()) {
      throw Errors.runtimeError("OrderedDict mutated during iteration");
    }
    if (expectedSize != d.size()) {
      expectedSize = -1;
      throw Errors.runtimeError("dictionary changed size during iteration");
    }
    int e = reverse ? d.previous(entry) : d.next(entry);
    if (e < 0) {
      dict = null;
      return null;
    }
    if (left == 0) {
      dict = null;
      throw Errors.runtimeError("dictionary keys changed during iteration");
    }
    entry = reverse ? e - 1 : e + 1;
    left--;
    return switch (kind) {
      case PyDictView.KEYS -> d.keyAt(e);
      case PyDictView.VALUES -> value(d, e);
      default -> PyTuple.of(d.keyAt(e), value(d, e));
    };
  }

  private PyObject value(PyDict d, int e) {
    boolean asks = type == ODICT_TYPE && d.type != PyOrderedDict.TYPE;
    return asks ? Abstract.getItem(d, d.keyAt(e)) : d.valueAt(e);
  }

  /** The slots of all dict iterators. */
  static final class DictIteratorOps extends Ops {
    @Override
    public PyObject iter(PyObject o) {
      return o;
    }

    @Override
    public PyObject next(PyObject o) {
      return ((PyDictIterator) o).advance();
    }

    @Override
    public PyObject[] referents(PyObject o) {
      PyDict d = ((PyDictIterator) o).dict;
      return d == null ? NO_ARGS : new PyObject[] {d};
    }
  }
}
