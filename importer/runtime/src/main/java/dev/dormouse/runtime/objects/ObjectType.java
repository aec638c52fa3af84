package dev.dormouse.runtime.objects;

import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.ClassMethod;
import dev.dormouse.tables.Getter;
import dev.dormouse.tables.Method;
import dev.dormouse.tables.Setter;

/**
 * The methods of {@code object}. Compare {@code object_methods} in CPython's {@code
 * Objects/typeobject.c}.
 */
@BuiltinType(
    name = "object",
    ops = ObjectOps.class,
    doc = "()\n--\n\n" + "The base of all classes; an instance of it has no attributes of its own.")
final class ObjectType {
  private ObjectType() {}

  @Getter(name = "__class__", doc = "the class of this object")
  static PyObject getClass(PyObject self) {
    return self.type;
  }

  @Setter(name = "__class__")
  static void setClass(PyObject self, PyObject value) {
    if (value == null) {
      throw Errors.typeError("can't delete __class__ attribute");
    }
    if (!(value instanceof PyType newType)) {
      throw Errors.typeError(
          "__class__ must be set to a class, not '" + value.type.name() + "' object");
    }
    PyType old = self.type;
    boolean modules = old.isSubtype(PyModule.TYPE) && newType.isSubtype(PyModule.TYPE);
    if (!modules && (!newType.isHeap() || !old.isHeap())) {
      throw Errors.typeError(
          "__class__ assignment only supported for mutable types or ModuleType subclasses");
    }
    if (!modules && !sameLayout(newType, old)) {
      throw Errors.typeError(
          "__class__ assignment: '"
              + newType.name()
              + "' object layout differs from '"
              + old.name()
              + "'");
    }
    self.type = newType;
  }

  /**
   * Whether instances of two classes look alike: up to classes that add nothing, both must add the
   * same to the same base.
   */
  private static boolean sameLayout(PyType a, PyType b) {
    while (addsNothing(a)) {
      a = a.base;
    }
    while (addsNothing(b)) {
      b = b.base;
    }
    return a == b
        || a.isHeap()
            && b.isHeap()
            && a.base == b.base
            && a.hasDict == b.hasDict
            && a.weakrefable == b.weakrefable
            && slotNames(a).equals(slotNames(b));
  }

  private static boolean addsNothing(PyType t) {
    return t.isHeap()
        && t.slotCount == t.base.slotCount
        && t.hasDict == t.base.hasDict
        && t.weakrefable == t.base.weakrefable;
  }

  /** The names of a class's own slots. Sorted, since slots are laid out by name. */
  private static java.util.TreeSet<String> slotNames(PyType t) {
    java.util.TreeSet<String> names = new java.util.TreeSet<>();
    PyDict own = t.dictionary();
    for (int i = 0; i < own.slotLimit(); i++) {
      if (own.keyAt(i) instanceof PyStr key && own.valueAt(i) instanceof PySlotDescr) {
        names.add(key.value());
      }
    }
    return names;
  }

  @Method(name = "__reduce__", doc = "Helper for pickle.")
  static PyObject reduce(PyObject self) {
    return Reduce.reduce(self, 0);
  }

  @Method(name = "__reduce_ex__", signature = "(protocol, /)", doc = "Helper for pickle.")
  static PyObject reduceEx(PyObject self, int protocol) {
    PyObject reduce = self.type.lookup(Names.REDUCE);
    if (reduce != null && reduce != PyType.OBJECT.lookup(Names.REDUCE)) {
      return Abstract.call(Abstract.getAttribute(self, Names.REDUCE));
    }
    return Reduce.reduce(self, protocol);
  }

  @Method(name = "__getstate__", doc = "Helper for pickle.")
  static PyObject getState(PyObject self) {
    return Reduce.defaultState(self, false);
  }

  @Method(name = "__format__", signature = "(format_spec, /)", doc = "Default object formatter.")
  static PyObject format(PyObject self, PyObject spec) {
    if (!(spec instanceof PyStr s)) {
      throw Errors.typeError("__format__() argument must be str, not " + ArgParser.typeName(spec));
    }
    if (!s.value().isEmpty()) {
      throw Errors.typeError(
          "unsupported format string passed to " + self.type.name() + ".__format__");
    }
    return Abstract.str(self);
  }

  @Method(name = "__sizeof__", doc = "Size of the object in memory, in bytes; an estimate.")
  static int sizeof(PyObject self) {
    return 16;
  }

  @Method(name = "__dir__", doc = "Default dir() implementation.")
  static PyObject dir(PyObject self) {
    return Dir.ofObject(self);
  }

  @ClassMethod(
      name = "__subclasshook__",
      signature = "(subclass, /)",
      doc = "Lets a class answer issubclass() itself.")
  static PyObject subclassHook(PyType cls, PyObject subclass) {
    return PyObject.NOT_IMPLEMENTED;
  }

  @ClassMethod(
      name = "__init_subclass__",
      doc = "Called when a class is subclassed; does nothing by default.")
  static void initSubclass(PyType cls) {}
}
