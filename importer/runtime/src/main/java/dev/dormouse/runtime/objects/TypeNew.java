package dev.dormouse.runtime.objects;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * {@code type.__new__}: the metaclass and layout rules, {@code __slots__}, {@code __set_name__},
 * {@code __init_subclass__}. Follows {@code type_new} of CPython's {@code Objects/typeobject.c}.
 */
public final class TypeNew {
  private TypeNew() {}

  static PyObject make(PyType meta, PyObject[] args, PyStr[] kwnames) {
    int keywords = kwnames == null ? 0 : kwnames.length;
    int positional = args.length - keywords;
    if (positional != 3) {
      throw Errors.typeError("type.__new__() takes exactly 3 arguments (" + positional + " given)");
    }
    if (!(args[0] instanceof PyStr name)) {
      throw Errors.typeError("type.__new__() argument 1 must be str, not " + args[0].type.name());
    }
    if (!(args[1] instanceof PyTuple bases)) {
      throw Errors.typeError("type.__new__() argument 2 must be tuple, not " + args[1].type.name());
    }
    if (!(args[2] instanceof PyDict namespace)) {
      throw Errors.typeError("type.__new__() argument 3 must be dict, not " + args[2].type.name());
    }
    for (PyObject b : bases.items) {
      if (!(b instanceof PyType) && Abstract.lookupSpecial(b, Names.MRO_ENTRIES) != null) {
        throw Errors.typeError(
            "type() doesn't support MRO entry resolution; use types.new_class()");
      }
    }
    PyType winner = calculateMetaclass(meta, bases);
    if (winner != meta) {
      PyObject f = winner.lookup(Names.NEW);
      if (!(f instanceof PyBuiltinNew n) || n.owner != PyType.TYPE) {
        PyObject bound = f.type.has(Slot.DESCR_GET) ? f.type.ops.descrGet(f, null, winner) : f;
        PyObject[] all = new PyObject[args.length + 1];
        all[0] = winner;
        System.arraycopy(args, 0, all, 1, args.length);
        return Abstract.call(bound, all, kwnames);
      }
    }
    return create(winner, name, bases, namespace, args, kwnames);
  }

  /** CPython keeps names and docstrings of classes as UTF-8, which has no lone surrogates. */
  static void requireUtf8(PyStr text) {
    String s = text.value();
    for (int i = 0; i < s.length(); i++) {
      if (Character.isSurrogate(s.charAt(i))) {
        Codecs.encode(text, "utf-8", "strict"); // raises if it is a lone one
        return;
      }
    }
  }

  /** The most derived metaclass of {@code meta} and the bases' classes. */
  public static PyType calculateMetaclass(PyType meta, PyTuple bases) {
    PyType winner = meta;
    for (PyObject b : bases.items) {
      PyType t = b.type;
      if (winner.isSubtype(t)) {
        continue;
      }
      if (t.isSubtype(winner)) {
        winner = t;
        continue;
      }
      throw Errors.typeError(
          "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of"
              + " the metaclasses of all its bases");
    }
    return winner;
  }

  private static PyObject create(
      PyType meta,
      PyStr name,
      PyTuple baseTuple,
      PyDict namespace,
      PyObject[] args,
      PyStr[] kwnames) {
    if (name.value().indexOf('\0') >= 0) {
      throw Errors.valueError("type name must not contain null characters");
    }
    requireUtf8(name);
    PyType[] bases = checkBases(baseTuple);
    PyType base = bestBase(bases);
    PyDict dict = namespace.copy();
    PyType t = new PyType(meta, name.value(), base, bases, dict);
    PyObject qualname = dict.get(Names.QUALNAME);
    if (qualname == null) {
      t.qualname = name;
    } else if (qualname instanceof PyStr q) {
      t.qualname = q;
      dict.remove(Names.QUALNAME);
    } else {
      throw Errors.typeError("type __qualname__ must be a str, not " + qualname.type.name());
    }
    PyObject cell = dict.get(Names.CLASSCELL);
    if (cell != null) {
      if (!(cell instanceof PyCell c)) {
        throw Errors.typeError(
            "__classcell__ must be a nonlocal cell, not " + Abstract.repr(cell.type).value());
      }
      c.value = t;
      dict.remove(Names.CLASSCELL);
    }
    slots(t, dict, bases);
    if (dict.get(Names.MODULE) == null) {
      PyObject module = Interpreter.current().currentGlobal(Names.DUNDER_NAME);
      if (module != null) {
        dict.put(Names.MODULE, module);
      }
    }
    if (dict.get(Names.DOC) == null) {
      dict.put(Names.DOC, PyObject.NONE);
    } else if (dict.get(Names.DOC) instanceof PyStr doc && !doc.isUnread()) {
      requireUtf8(doc);
    }
    implicitStaticOrClass(dict, Names.NEW, false);
    implicitStaticOrClass(dict, Names.INIT_SUBCLASS, true);
    implicitStaticOrClass(dict, Names.CLASS_GETITEM, true);
    if (dict.get(Names.EQ) != null && dict.get(Names.HASH) == null) {
      dict.put(Names.HASH, PyObject.NONE);
    }
    Mro.install(t);
    inheritPatternFlags(t);
    t.updateSlots();
    t.register();
    setNames(t, dict);
    initSubclass(t, args, kwnames);
    return t;
  }

  /** The nearest of the bases that is a sequence or a mapping says which of them the class is. */
  private static void inheritPatternFlags(PyType t) {
    int kinds = PyType.SEQUENCE | PyType.MAPPING;
    for (PyType b : t.mro) {
      if (b != t && (b.flags & kinds) != 0) {
        t.flags = t.flags & ~kinds | b.flags & kinds;
        return;
      }
    }
  }

  private static void implicitStaticOrClass(PyDict dict, PyStr key, boolean classMethod) {
    PyObject f = dict.get(key);
    if (f instanceof PyFunction) {
      dict.put(key, classMethod ? new PyClassMethod(f) : new PyStaticMethod(f));
    }
  }

  private static PyType[] checkBases(PyTuple tuple) {
    if (tuple.items.length == 0) {
      return new PyType[] {PyType.OBJECT};
    }
    PyType[] bases = new PyType[tuple.items.length];
    for (int i = 0; i < bases.length; i++) {
      if (!(tuple.items[i] instanceof PyType b)) {
        throw Errors.typeError("bases must be types");
      }
      if ((b.flags & PyType.BASETYPE) == 0) {
        throw Errors.typeError("type '" + b.fullName() + "' is not an acceptable base type");
      }
      bases[i] = b;
    }
    return bases;
  }

  /** The base whose layout all others agree with ({@code best_base}). */
  static PyType bestBase(PyType[] bases) {
    PyType best = null;
    PyType winner = null;
    for (PyType b : bases) {
      PyType candidate = solid(b);
      if (winner == null || winner != candidate && candidate.isSubtype(winner)) {
        winner = candidate;
        best = b;
      } else if (!winner.isSubtype(candidate)) {
        throw Errors.typeError("multiple bases have instance lay-out conflict");
      }
    }
    return best;
  }

  /**
   * The nearest class that adds to the layout: a builtin with Java fields of its own, or one with
   * {@code __slots__}.
   */
  private static PyType solid(PyType t) {
    while (t.base != null) {
      if (t.isHeap() ? t.slotCount > t.base.slotCount : !t.sharesLayoutWithBase()) {
        return t;
      }
      t = t.base;
    }
    return t;
  }

  private static void slots(PyType t, PyDict dict, PyType[] bases) {
    boolean baseDict = false;
    boolean baseWeak = false;
    for (PyType b : bases) {
      baseDict |= b.hasDict;
      baseWeak |= b.weakrefable;
    }
    PyObject slots = dict.get(Names.SLOTS);
    if (slots == null) {
      t.hasDict = true;
      t.weakrefable = baseWeak || !t.layout.hasVariableSize();
      InstanceAttributes.addTo(t, dict);
      return;
    }
    List<PyStr> names = new ArrayList<>();
    if (slots instanceof PyStr one) {
      names.add(slotName(one));
    } else {
      PyObject it = Abstract.iter(slots);
      for (PyObject s = Abstract.next(it); s != null; s = Abstract.next(it)) {
        names.add(slotName(s));
      }
    }
    if (!names.isEmpty() && t.layout.hasVariableSize()) {
      throw Errors.typeError(
          "nonempty __slots__ not supported for subtype of '" + t.base.name() + "'");
    }
    t.hasDict = baseDict;
    t.weakrefable = baseWeak;
    List<PyStr> members = new ArrayList<>();
    for (PyStr s : names) {
      if (s.value().equals("__dict__")) {
        if (t.base.hasDict || t.hasDict && !baseDict) {
          throw Errors.typeError("__dict__ slot disallowed: we already got one");
        }
        t.hasDict = true;
      } else if (s.value().equals("__weakref__")) {
        if (t.base.weakrefable || t.weakrefable && !baseWeak) {
          throw Errors.typeError(
              "__weakref__ slot disallowed: either we already got one, or __itemsize__ != 0");
        }
        t.weakrefable = true;
      } else {
        members.add(Abstract.mangle(t.name(), s));
      }
    }
    members.sort(new ByValue());
    for (PyStr m : members) {
      if (dict.get(m) != null
          && !m.value().equals("__qualname__")
          && !m.value().equals("__classcell__")) {
        throw Errors.valueError("'" + m.value() + "' in __slots__ conflicts with class variable");
      }
    }
    // A name may come twice: the library's datetime has one so.
    for (PyStr m : members) {
      dict.put(m, new PySlotDescr(t, m, t.slotCount++));
    }
    InstanceAttributes.addTo(t, dict);
  }

  private static PyStr slotName(PyObject o) {
    if (!(o instanceof PyStr s)) {
      throw Errors.typeError("__slots__ items must be strings, not '" + o.type.name() + "'");
    }
    if (!Abstract.isIdentifier(s)) {
      throw Errors.typeError("__slots__ must be identifiers");
    }
    return PyStr.interned(s);
  }

  private static void setNames(PyType t, PyDict dict) {
    PyDict copy = dict.copy();
    for (int i = 0; i < copy.slotLimit(); i++) {
      PyObject key = copy.keyAt(i);
      if (key == null) {
        continue;
      }
      PyObject value = copy.valueAt(i);
      if (!value.type.isHeap() && value.type.layout.table.find("__set_name__") < 0) {
        continue;
      }
      PyObject hook = Abstract.lookupSpecial(value, Names.SET_NAME);
      if (hook == null) {
        continue;
      }
      try {
        Abstract.call(hook, t, key);
      } catch (PyException e) {
        throw Errors.chained(
            Errors.runtimeError(
                "Error calling __set_name__ on '"
                    + value.type.name()
                    + "' instance "
                    + Abstract.repr(key).value()
                    + " in '"
                    + t.name()
                    + "'"),
            e);
      }
    }
  }

  private static void initSubclass(PyType t, PyObject[] args, PyStr[] kwnames) {
    // object's hook does nothing without keywords: do not build a super object to find that out.
    PyObject found = null;
    boolean isObjects = false;
    int i = 0;
    while (i < t.mro.length && t.mro[i] != t) {
      i++; // a metaclass's mro() may put the class anywhere, or nowhere
    }
    if (i == t.mro.length) {
      throw Errors.typeError("super(type, obj): obj must be an instance or subtype of type");
    }
    for (i++; i < t.mro.length && found == null; i++) {
      found = t.mro[i].own(Names.INIT_SUBCLASS);
      isObjects = t.mro[i] == PyType.OBJECT;
    }
    if (found == null) {
      found = PyType.OBJECT.own(Names.INIT_SUBCLASS);
      isObjects = true;
    }
    int keywords = kwnames == null ? 0 : kwnames.length;
    if (found == null || keywords == 0 && isObjects) {
      return;
    }
    PyObject bound =
        found.type.has(Slot.DESCR_GET) ? found.type.ops.descrGet(found, null, t) : found;
    PyObject[] values = new PyObject[keywords];
    System.arraycopy(args, args.length - keywords, values, 0, keywords);
    Abstract.call(bound, values, kwnames);
  }

  /** A class, since the first lambda in a run brings those that make lambdas. */
  private static final class ByValue implements Comparator<PyStr> {
    @Override
    public int compare(PyStr a, PyStr b) {
      return a.value().compareTo(b.value());
    }
  }
}
