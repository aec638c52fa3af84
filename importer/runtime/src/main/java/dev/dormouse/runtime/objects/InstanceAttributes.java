package dev.dormouse.runtime.objects;

import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Getter;
import dev.dormouse.tables.Setter;
import java.util.List;

/**
 * The {@code __dict__} and {@code __weakref__} descriptors that classes defined in Python put into
 * their dictionary.
 */
@BuiltinType(name = "object")
final class InstanceAttributes {
  private static final BuiltinTable TABLE = new InstanceAttributesTable();

  private InstanceAttributes() {}

  /** Adds what {@code t} has and its base has not. */
  static void addTo(PyType t, PyDict dict) {
    if (t.hasDict && !t.base.hasDict && dict.get(Names.DICT) == null) {
      dict.put(Names.DICT, new PyGetSetDescr(t, TABLE, TABLE.find("__dict__")));
    }
    if (t.weakrefable && !t.base.weakrefable && dict.get(Names.WEAKREF) == null) {
      dict.put(Names.WEAKREF, new PyGetSetDescr(t, TABLE, TABLE.find("__weakref__")));
    }
  }

  /** The descriptor of this name for a class that {@link #addTo} gave one. */
  static PyObject descriptor(PyType t, String name) {
    return new PyGetSetDescr(t, TABLE, TABLE.find(name));
  }

  /**
   * The {@code __dict__} of a builtin base that has one, of a class or module say, is what it is,
   * whatever base asks.
   */
  private static PyObject builtinDict(PyObject o) {
    PyType layout = o.type.layout;
    return layout.hasDict ? layout.lookup(Names.DICT) : null;
  }

  @Getter(name = "__dict__", doc = "dictionary for instance variables (if defined)")
  static PyObject getDict(PyObject o) {
    PyObject builtin = builtinDict(o);
    return builtin == null ? o.dict() : builtin.type.ops.descrGet(builtin, o, o.type);
  }

  @Setter(name = "__dict__")
  static void setDict(PyObject o, PyObject value) {
    PyObject builtin = builtinDict(o);
    if (builtin != null) {
      builtin.type.ops.descrSet(builtin, o, value);
      return;
    }
    if (value != null && !(value instanceof PyDict)) {
      throw Errors.typeError(
          "__dict__ must be set to a dictionary, not a '" + value.type.name() + "'");
    }
    o.setDict((PyDict) value);
  }

  @Getter(name = "__weakref__", doc = "list of weak references to the object (if defined)")
  static PyObject getWeakref(PyObject o) {
    List<PyWeakRef> all = WeakRefs.current().of(o);
    return all.isEmpty() ? PyObject.NONE : all.get(0).shown();
  }
}
