package dev.dormouse.runtime.objects;

import dev.dormouse.tables.ClassMethod;
import dev.dormouse.tables.Method;

/**
 * The methods that {@code set} and {@code frozenset} share. Results are exact sets or frozensets
 * even for subclasses.
 */
final class SetMethods {
  private SetMethods() {}

  @Method(name = "copy", doc = "Return a set with the same items.")
  static PyObject copy(PySet self) {
    return self.type == PySet.FROZEN ? self : self.sibling(self);
  }

  @Method(
      signature = "(*others)",
      doc = "Return a set of the items of this set and of all the iterables.")
  static PyObject union(PySet self, PyObject[] others) {
    PySet result = self.sibling(self);
    for (PyObject other : others) {
      if (other != self) {
        result.update(other);
      }
    }
    return result;
  }

  @Method(
      signature = "(*others)",
      doc = "Return a set of the items that are in all the iterables too.")
  static PyObject intersection(PySet self, PyObject[] others) {
    if (others.length == 0) {
      return self.sibling(self);
    }
    PySet result = self;
    for (PyObject other : others) {
      result = intersect(result, other);
    }
    return result;
  }

  @Method(
      signature = "(*others)",
      doc = "Return a set of the items that are in none of the iterables.")
  static PyObject difference(PySet self, PyObject[] others) {
    if (others.length == 0) {
      return self.sibling(self);
    }
    PySet result = subtract(self, others[0]);
    for (int i = 1; i < others.length; i++) {
      result.differenceUpdate(others[i]);
    }
    return result;
  }

  @Method(
      name = "symmetric_difference",
      signature = "(other, /)",
      doc = "Return a set of the items that are in exactly one of the two.")
  static PyObject symmetricDifference(PySet self, PyObject other) {
    PySet result = self.sibling(other);
    result.symmetricDifferenceUpdate(self);
    return result;
  }

  @Method(signature = "(other, /)", doc = "Whether the two have no item in common.")
  static boolean isdisjoint(PySet self, PyObject other) {
    if (other == self) {
      return self.size() == 0;
    }
    if (other instanceof PySet s) {
      PySet small = s.size() > self.size() ? self : s;
      PySet large = small == s ? self : s;
      for (int i = small.next(0); i >= 0; i = small.next(i + 1)) {
        if (large.find(small.itemAt(i), small.hashAt(i)) >= 0) {
          return false;
        }
      }
      return true;
    }
    PyObject it = Abstract.iter(other);
    for (PyObject x = Abstract.next(it); x != null; x = Abstract.next(it)) {
      if (self.contains(x)) {
        return false;
      }
    }
    return true;
  }

  @Method(signature = "(other, /)", doc = "Whether every item is in the other.")
  static boolean issubset(PySet self, PyObject other) {
    if (!(other instanceof PySet s)) {
      return intersect(self, other).size() == self.size();
    }
    return isSubset(self, s);
  }

  @Method(signature = "(other, /)", doc = "Whether every item of the other is in this set.")
  static boolean issuperset(PySet self, PyObject other) {
    if (other instanceof PySet s) {
      return isSubset(s, self);
    }
    PyObject it = Abstract.iter(other);
    for (PyObject x = Abstract.next(it); x != null; x = Abstract.next(it)) {
      if (!self.contains(x)) {
        return false;
      }
    }
    return true;
  }

  static boolean isSubset(PySet part, PySet whole) {
    if (part.size() > whole.size()) {
      return false;
    }
    for (int i = part.next(0); i >= 0; i = part.next(i + 1)) {
      if (whole.find(part.itemAt(i), part.hashAt(i)) < 0) {
        return false;
      }
    }
    return true;
  }

  @Method(name = "__sizeof__", doc = "Return the size of the set in memory, in bytes.")
  static int sizeOf(PySet self) {
    return self.memory();
  }

  @Method(name = "__reduce__", doc = "Return state information for pickling.")
  static PyObject reduce(PySet self) {
    PyList items = PyList.of(Abstract.toArray(self));
    return PyTuple.of(self.type, PyTuple.of(items), Abstract.callMethod(self, Names.GETSTATE));
  }

  @ClassMethod(name = "__class_getitem__", signature = "(object, /)", doc = "See PEP 585")
  static PyObject classGetItem(PyType cls, PyObject item) {
    return GenericAliases.make(cls, item);
  }

  static PySet intersect(PySet self, PyObject other) {
    if (other == self) {
      return self.sibling(self);
    }
    PySet result = self.sibling(null);
    if (other instanceof PySet s) {
      PySet large = s.size() > self.size() ? s : self;
      PySet small = large == s ? self : s;
      for (int i = small.next(0); i >= 0; i = small.next(i + 1)) {
        PyObject x = small.itemAt(i);
        long h = small.hashAt(i);
        if (large.find(x, h) >= 0) {
          result.add(x, h);
        }
      }
      return result;
    }
    PyObject it = Abstract.iter(other);
    for (PyObject x = Abstract.next(it); x != null; x = Abstract.next(it)) {
      long h = Abstract.hash(x);
      if (self.find(x, h) >= 0) {
        result.add(x, h);
      }
    }
    return result;
  }

  static PySet subtract(PySet self, PyObject other) {
    boolean isSet = other instanceof PySet;
    boolean isDict = other.type == PyDict.TYPE;
    if (!isSet && !isDict
        || self.size() >> 2 > (isSet ? ((PySet) other).size() : ((PyDict) other).size())) {
      PySet result = self.sibling(self);
      result.differenceUpdate(other);
      return result;
    }
    PySet result = self.sibling(null);
    for (int i = self.next(0); i >= 0; i = self.next(i + 1)) {
      PyObject x = self.itemAt(i);
      long h = self.hashAt(i);
      boolean there =
          isSet ? ((PySet) other).find(x, h) >= 0 : ((PyDict) other).findKnown(x, h) >= 0;
      if (!there) {
        result.add(x, h);
      }
    }
    return result;
  }
}
