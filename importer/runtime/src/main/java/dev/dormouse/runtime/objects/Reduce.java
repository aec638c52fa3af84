package dev.dormouse.runtime.objects;

/**
 * Default pickling: {@code object.__reduce_ex__}. Compare {@code object___reduce_ex___impl} in
 * CPython's typeobject.c.
 */
final class Reduce {
  private Reduce() {}

  static PyObject reduce(PyObject self, int protocol) {
    Interpreter interp = Interpreter.current();
    PyObject copyreg = interp.importer().importModule("copyreg");
    if (protocol < 2) {
      return Abstract.callMethod(copyreg, "_reduce_ex", self, PyInt.of(protocol));
    }
    PyType cls = self.type;
    if (!cls.has(Slot.NEW)) {
      throw Errors.typeError("cannot pickle '" + cls.fullName() + "' object");
    }
    PyObject args;
    PyObject kwargs = null;
    PyObject getNewArgsEx = Abstract.lookupSpecial(self, Names.GETNEWARGS_EX);
    PyObject getNewArgs =
        getNewArgsEx != null ? null : Abstract.lookupSpecial(self, Names.GETNEWARGS);
    if (getNewArgsEx != null) {
      PyObject pair = Abstract.call(getNewArgsEx);
      if (!(pair instanceof PyTuple t)) {
        throw Errors.typeError(
            "__getnewargs_ex__ should return a tuple, not '" + pair.type.fullName() + "'");
      }
      if (t.items.length != 2) {
        throw Errors.valueError(
            "__getnewargs_ex__ should return a tuple of length 2, not " + t.items.length);
      }
      args = t.items[0];
      kwargs = t.items[1];
      if (!(args instanceof PyTuple)) {
        throw Errors.typeError(
            "first item of the tuple returned by __getnewargs_ex__ must be a tuple, not '"
                + args.type.fullName()
                + "'");
      }
      if (!(kwargs instanceof PyDict)) {
        throw Errors.typeError(
            "second item of the tuple returned by __getnewargs_ex__ must be a dict, not '"
                + kwargs.type.fullName()
                + "'");
      }
    } else if (getNewArgs != null) {
      args = Abstract.call(getNewArgs);
      if (!(args instanceof PyTuple)) {
        throw Errors.typeError(
            "__getnewargs__ should return a tuple, not '" + args.type.fullName() + "'");
      }
    } else {
      args = PyTuple.EMPTY;
    }
    boolean hasArgs = getNewArgs != null || getNewArgsEx != null;
    PyObject make;
    PyObject makeArgs;
    if (kwargs instanceof PyDict kw && kw.size() > 0) {
      make = Abstract.getAttribute(copyreg, "__newobj_ex__");
      makeArgs = PyTuple.of(cls, args, kwargs);
    } else {
      make = Abstract.getAttribute(copyreg, "__newobj__");
      PyObject[] tail = ((PyTuple) args).items;
      PyObject[] all = new PyObject[tail.length + 1];
      all[0] = cls;
      System.arraycopy(tail, 0, all, 1, tail.length);
      makeArgs = PyTuple.of(all);
    }
    PyObject getState = Abstract.getAttribute(self, Names.GETSTATE);
    boolean required = !hasArgs && !(self instanceof PyList) && !(self instanceof PyDict);
    PyObject state =
        getState instanceof PyBuiltinFunction f
                && f.self == self
                && f.table.owner().equals("object")
            ? defaultState(self, required)
            : Abstract.call(getState);
    PyObject listItems = self instanceof PyList ? Abstract.iter(self) : PyObject.NONE;
    PyObject dictItems =
        self instanceof PyDict ? Abstract.iter(Abstract.callMethod(self, "items")) : PyObject.NONE;
    return PyTuple.of(make, makeArgs, state, listItems, dictItems);
  }

  /** The names that copyreg found in the class and its bases, and keeps in the class. */
  private static PyObject[] slotNames(PyType t) {
    PyObject names = t.own(PyStr.interned("__slotnames__"));
    if (names == null) {
      if (t.slotCount == 0) {
        return PyObject.NO_ARGS; // no need for copyreg
      }
      PyObject copyreg = Interpreter.current().importer().importModule("copyreg");
      names = Abstract.callMethod(copyreg, "_slotnames", t);
      if (names != PyObject.NONE && !(names instanceof PyList)) {
        throw Errors.typeError("copyreg._slotnames didn't return a list or None");
      }
    }
    if (names == PyObject.NONE) {
      return PyObject.NO_ARGS;
    }
    if (!(names instanceof PyList list)) {
      throw Errors.typeError(
          t.name() + ".__slotnames__ should be a list or None, not " + names.type.name());
    }
    return list.toArray();
  }

  /** What {@code object.__getstate__} gives: None, the dict, or (dict, slots). */
  static PyObject defaultState(PyObject self, boolean required) {
    PyType t = self.type;
    if (required
        && t.layout != PyType.OBJECT
        && self != PyObject.NONE
        && !t.layout.sharesLayoutWithBase()) {
      throw Errors.typeError(
          t.layout == PyMemoryView.TYPE
              ? "cannot pickle " + t.fullName() + " objects"
              : "cannot pickle '" + t.fullName() + "' object");
    }
    PyDict d = t.hasDict ? self.dictOrNull() : null;
    PyObject state =
        d == null
            ? t.hasDict && t.layout == PyType.OBJECT && t.slotCount == 0
                ? PyObject.NONE
                : PyObject.NONE
            : d;
    if (d != null && d.size() == 0) {
      state = PyObject.NONE;
    }
    PyDict slots = new PyDict();
    for (PyObject name : slotNames(t)) {
      PyObject value = Abstract.getAttributeOrNull(self, Abstract.attributeName(name));
      if (value != null) {
        slots.put(name, value);
      }
    }
    return slots.size() == 0 ? state : PyTuple.of(state, slots);
  }
}
