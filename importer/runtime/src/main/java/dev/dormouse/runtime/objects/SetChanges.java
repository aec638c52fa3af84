package dev.dormouse.runtime.objects;

import dev.dormouse.tables.Method;

/** The methods that only {@code set} has: they change it. */
final class SetChanges {
  private SetChanges() {}

  @Method(signature = "(object, /)", doc = "Add an item; nothing happens if it is there already.")
  static void add(PySet self, PyObject object) {
    self.add(object);
  }

  @Method(doc = "Remove all items.")
  static void clear(PySet self) {
    self.clear();
  }

  @Method(signature = "(object, /)", doc = "Remove an item if it is there.")
  static void discard(PySet self, PyObject object) {
    removeItem(self, object);
  }

  @Method(signature = "(object, /)", doc = "Remove an item; KeyError if it is not there.")
  static void remove(PySet self, PyObject object) {
    if (!removeItem(self, object)) {
      throw Errors.keyError(object);
    }
  }

  private static boolean removeItem(PySet self, PyObject o) {
    long hash;
    try {
      hash = Abstract.hash(o);
    } catch (PyException e) {
      return self.discard(SetOps.hashable(o, e));
    }
    return self.remove(o, hash);
  }

  @Method(doc = "Remove some item and return it; KeyError if the set is empty.")
  static PyObject pop(PySet self) {
    PyObject o = self.pop();
    if (o == null) {
      throw Errors.keyError(PyStr.of("pop from an empty set"));
    }
    return o;
  }

  @Method(signature = "(*others)", doc = "Add the items of all the iterables.")
  static void update(PySet self, PyObject[] others) {
    for (PyObject other : others) {
      self.update(other);
    }
  }

  @Method(
      name = "intersection_update",
      signature = "(*others)",
      doc = "Keep only the items that are in all the iterables.")
  static void intersectionUpdate(PySet self, PyObject[] others) {
    PySet result = (PySet) SetMethods.intersection(self, others);
    self.become(result);
  }

  @Method(
      name = "difference_update",
      signature = "(*others)",
      doc = "Remove the items of all the iterables.")
  static void differenceUpdate(PySet self, PyObject[] others) {
    for (PyObject other : others) {
      self.differenceUpdate(other);
    }
  }

  @Method(
      name = "symmetric_difference_update",
      signature = "(other, /)",
      doc = "Keep the items that are in exactly one of the two.")
  static void symmetricDifferenceUpdate(PySet self, PyObject other) {
    self.symmetricDifferenceUpdate(other);
  }
}
