package dev.dormouse.runtime.objects;

import dev.dormouse.tables.ClassMethod;
import dev.dormouse.tables.Method;

/**
 * The methods of {@code dict}, and the merging behind its constructor, {@code update} and {@code
 * |}.
 */
final class DictMethods {
  private DictMethods() {}

  @Method(
      signature = "(key, default=None, /)",
      doc = "Return the value of the key, or the default if there is none.")
  static PyObject get(PyDict self, PyObject key, PyObject otherwise) {
    PyObject v = self.get(key);
    return v != null ? v : otherwise == null ? PyObject.NONE : otherwise;
  }

  @Method(
      signature = "(key, default=None, /)",
      doc = "Return the value of the key; if there is none, enter the default first.")
  static PyObject setdefault(PyDict self, PyObject key, PyObject otherwise) {
    return self.setDefault(key, otherwise == null ? PyObject.NONE : otherwise);
  }

  @Method(
      signature = "(key, default=None, /)",
      doc =
          "Remove the key and return its value; without it the default, or KeyError if none is"
              + " given.")
  static PyObject pop(PyDict self, PyObject key, PyObject otherwise) {
    PyObject v = self.size() == 0 ? null : self.remove(key);
    if (v == null) {
      if (otherwise == null) {
        throw Errors.keyError(key);
      }
      return otherwise;
    }
    return v;
  }

  @Method(
      doc = "Remove the pair that was entered last and return it; KeyError if the dict is empty.")
  static PyObject popitem(PyDict self) {
    int e = self.previous(Integer.MAX_VALUE);
    if (e < 0) {
      throw Errors.keyError(PyStr.of("popitem(): dictionary is empty"));
    }
    return self.removeLast(e);
  }

  @Method(doc = "Return a view of the keys.")
  static PyObject keys(PyDict self) {
    return new PyDictView(PyDictView.KEYS, self);
  }

  @Method(doc = "Return a view of the values.")
  static PyObject values(PyDict self) {
    return new PyDictView(PyDictView.VALUES, self);
  }

  @Method(doc = "Return a view of the (key, value) pairs.")
  static PyObject items(PyDict self) {
    return new PyDictView(PyDictView.ITEMS, self);
  }

  @Method(
      signature = "(iterable=None, /, **kwargs)",
      doc = "Enter the pairs of a mapping or of an iterable of pairs, then the keyword arguments.")
  static void update(PyDict self, PyObject[] args, PyStr[] kwnames) {
    updateFromCall(self, "update", args, kwnames);
  }

  @Method(doc = "Remove all pairs.")
  static void clear(PyDict self) {
    self.clear();
  }

  @Method(doc = "Return a new dict with the same pairs.")
  static PyObject copy(PyDict self) {
    return self.copy();
  }

  @ClassMethod(
      signature = "(iterable, value=None, /)",
      doc = "Make a dict with the items of an iterable as keys, all with the same value.")
  static PyObject fromkeys(PyType cls, PyObject iterable, PyObject value) {
    PyObject v = value == null ? PyObject.NONE : value;
    PyObject made = Abstract.call(cls);
    boolean plain = made.type == PyDict.TYPE;
    if (plain && iterable instanceof PySet s && (s.type == PySet.TYPE || s.type == PySet.FROZEN)) {
      // Their hashes are known.
      for (int i = s.next(0); i >= 0; i = s.next(i + 1)) {
        ((PyDict) made).putKnown(s.itemAt(i), s.hashAt(i), v);
      }
      return made;
    }
    PyObject it = Abstract.iter(iterable);
    for (PyObject key = Abstract.next(it); key != null; key = Abstract.next(it)) {
      if (plain) {
        ((PyDict) made).put(key, v);
      } else {
        Abstract.setItem(made, key, v);
      }
    }
    return made;
  }

  @Method(name = "__reversed__", doc = "Return a reverse iterator over the dict keys.")
  static PyObject reversed(PyDict self) {
    return new PyDictIterator(PyDictView.KEYS, self, true);
  }

  @Method(name = "__sizeof__", doc = "Return the size of the dict in memory, in bytes.")
  static int sizeOf(PyDict self) {
    return self.memory();
  }

  @ClassMethod(name = "__class_getitem__", signature = "(object, /)", doc = "See PEP 585")
  static PyObject classGetItem(PyType cls, PyObject item) {
    return GenericAliases.make(cls, item);
  }

  /** {@code dict(…)} and {@code d.update(…)}: at most one positional argument, any keywords. */
  static void updateFromCall(PyDict self, String function, PyObject[] args, PyStr[] kwnames) {
    int keywords = kwnames == null ? 0 : kwnames.length;
    int positional = args.length - keywords;
    if (positional > 1) {
      throw Errors.typeError(function + " expected at most 1 argument, got " + positional);
    }
    if (positional == 1) {
      updateFrom(self, args[0]);
    }
    for (int i = 0; i < keywords; i++) {
      self.put(kwnames[i], args[positional + i]);
    }
  }

  /** Enters the pairs of a mapping, or of an iterable of pairs. */
  static void updateFrom(PyDict self, PyObject from) {
    if (from.type == PyDict.TYPE || Abstract.getAttributeOrNull(from, Names.KEYS) != null) {
      merge(self, from);
    } else {
      mergePairs(self, from);
    }
  }

  /** Whether iterating a dict gives its entries, so that they may be read without asking it. */
  static boolean hasPlainIter(PyDict d) {
    return d.type == PyDict.TYPE
        || d.type.lookup(Names.ITER) instanceof PyWrapperDescr w && w.owner == PyDict.TYPE;
  }

  private static void merge(PyDict self, PyObject from) {
    if (from instanceof PyDict d && hasPlainIter(d)) {
      if (d == self || d.size() == 0) {
        return;
      }
      if (self.size() == 0) {
        self.takeEntries(d);
        return;
      }
      int n = d.size();
      for (int e = d.next(0); e >= 0; e = d.next(e + 1)) {
        self.putFrom(d, e);
        if (d.size() != n) {
          throw Errors.runtimeError("dict mutated during update");
        }
      }
      return;
    }
    PyObject it = Abstract.iter(Abstract.callMethod(from, Names.KEYS));
    for (PyObject key = Abstract.next(it); key != null; key = Abstract.next(it)) {
      self.put(key, Abstract.getItem(from, key));
    }
  }

  private static void mergePairs(PyDict self, PyObject from) {
    PyObject it = Abstract.iter(from);
    int i = 0;
    for (PyObject item = Abstract.next(it); item != null; item = Abstract.next(it)) {
      PyObject[] pair;
      // Not by Sequences.fast: its message would need to be built for each item.
      if (item.type == PyTuple.TYPE) {
        pair = ((PyTuple) item).items;
      } else {
        pair = pair(item, i);
      }
      if (pair.length != 2) {
        throw Errors.valueError(
            "dictionary update sequence element #"
                + i
                + " has length "
                + pair.length
                + "; 2 is required");
      }
      self.put(pair[0], pair[1]);
      i++;
    }
  }

  private static PyObject[] pair(PyObject item, int number) {
    return Sequences.fast(
        item, "cannot convert dictionary update sequence element #" + number + " to a sequence");
  }
}
