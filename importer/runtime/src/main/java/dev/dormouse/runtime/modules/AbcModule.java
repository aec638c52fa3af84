package dev.dormouse.runtime.modules;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.BuiltinTable;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Interpreter;
import dev.dormouse.runtime.objects.Names;
import dev.dormouse.runtime.objects.PyBool;
import dev.dormouse.runtime.objects.PyDict;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PySet;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.runtime.objects.PyWeakRef;
import dev.dormouse.tables.BuiltinModule;
import dev.dormouse.tables.Function;
import java.util.ArrayList;
import java.util.Set;

/**
 * The {@code _abc} module: registration and cached subclass checks of abstract base classes.
 * Compare CPython's {@code Modules/_abc.c}.
 */
@BuiltinModule(name = "_abc", doc = "Native part of the abc module.")
public final class AbcModule {
  private static final PyStr IMPL = PyStr.interned("_abc_impl");
  private static final PyStr TPFLAGS = PyStr.interned("__abc_tpflags__");
  private static final int SEQUENCE_FLAG = 1 << 5;
  private static final int MAPPING_FLAG = 1 << 6;

  private AbcModule() {}

  public static BuiltinTable table() {
    return new AbcModuleTable();
  }

  /** The number that changes with every registration, one for an interpreter. */
  private static final class Counter {
    long value;
  }

  private static Counter counter() {
    Interpreter interp = Interpreter.current();
    Counter c = (Counter) interp.registered(Counter.class);
    if (c == null) {
      c = new Counter();
      interp.register(Counter.class, c);
    }
    return c;
  }

  @Function(
      name = "get_cache_token",
      doc = "Return the current ABC cache token, which changes with every register().")
  static long getCacheToken() {
    return counter().value;
  }

  @Function(
      name = "_abc_init",
      signature = "(self, /)",
      doc = "Set up a class as an abstract base class.")
  static void init(PyObject self) {
    computeAbstractMethods(self);
    AbcData data = new AbcData();
    Abstract.setAttribute(self, IMPL, data);
    if (self instanceof PyType t) {
      PyObject flags = t.own(TPFLAGS);
      if (flags instanceof PyInt i) {
        long v = i.longValue();
        if ((v & (SEQUENCE_FLAG | MAPPING_FLAG)) == (SEQUENCE_FLAG | MAPPING_FLAG)) {
          throw Errors.typeError(
              "__abc_tpflags__ cannot be both Py_TPFLAGS_SEQUENCE and Py_TPFLAGS_MAPPING");
        }
        if ((v & SEQUENCE_FLAG) != 0) {
          t.flags = t.flags & ~PyType.MAPPING | PyType.SEQUENCE;
        } else if ((v & MAPPING_FLAG) != 0) {
          t.flags = t.flags & ~PyType.SEQUENCE | PyType.MAPPING;
        }
        Abstract.setAttribute(t, TPFLAGS, null);
      }
    }
  }

  private static void computeAbstractMethods(PyObject self) {
    PySet names = PySet.frozen();
    if (!(self instanceof PyType cls)) {
      throw Errors.typeError("_abc_init() argument must be a class, not " + self.type.name());
    }
    PyDict own = cls.dictionary();
    for (int i = 0; i < own.slotLimit(); i++) {
      if (own.keyAt(i) != null && Abstract.isAbstractMethod(own.valueAt(i))) {
        names.add(own.keyAt(i));
      }
    }
    PyObject bases = Abstract.getAttribute(self, Names.BASES);
    for (PyObject base : Abstract.toArray(bases)) {
      PyObject inherited = Abstract.getAttributeOrNull(base, Names.ABSTRACT_METHODS);
      if (inherited == null) {
        continue;
      }
      for (PyObject key : Abstract.toArray(inherited)) {
        PyObject v = Abstract.getAttributeOrNull(self, Abstract.attributeName(key));
        if (v != null && Abstract.isAbstractMethod(v)) {
          names.add(key);
        }
      }
    }
    Abstract.setAttribute(self, Names.ABSTRACT_METHODS, names);
  }

  // for snapshots

  /** The classes registered with an {@code _abc_data}; null if {@code o} is none. */
  public static PyType[] registered(PyObject o) {
    if (!(o instanceof AbcData data)) {
      return null;
    }
    Set<PyType> registry = data.registryOrNull();
    return registry == null ? new PyType[0] : registry.toArray(new PyType[0]);
  }

  public static PyObject newData() {
    return new AbcData();
  }

  /** Registers a class with an {@code _abc_data}, and asks nobody whether that makes sense. */
  public static void restoreRegistration(PyObject data, PyType subclass) {
    ((AbcData) data).registry().add(subclass);
    counter().value++;
  }

  private static AbcData data(PyObject self) {
    PyObject impl = Abstract.getAttribute(self, IMPL);
    if (!(impl instanceof AbcData d)) {
      throw Errors.typeError("_abc_impl is set to a wrong type");
    }
    return d;
  }

  @Function(
      name = "_abc_register",
      signature = "(self, subclass, /)",
      doc = "Register a virtual subclass; return it.")
  static PyObject register(PyObject self, PyObject subclass) {
    if (!(subclass instanceof PyType sub)) {
      throw Errors.typeError("Can only register classes");
    }
    if (Abstract.isSubclass(subclass, self)) {
      return subclass;
    }
    if (Abstract.isSubclass(self, subclass)) {
      throw Errors.runtimeError("Refusing to create an inheritance cycle");
    }
    data(self).registry().add(sub);
    counter().value++;
    if (self instanceof PyType t && (sub.flags & PyType.IMMUTABLE) == 0) {
      inheritPatternFlags(sub, t.flags & (PyType.SEQUENCE | PyType.MAPPING));
    }
    return subclass;
  }

  private static void inheritPatternFlags(PyType t, int flags) {
    if (flags == 0 || (t.flags & (PyType.SEQUENCE | PyType.MAPPING)) == flags) {
      return;
    }
    t.flags = t.flags & ~(PyType.SEQUENCE | PyType.MAPPING) | flags;
    for (PyType sub : t.subclasses()) {
      inheritPatternFlags(sub, flags);
    }
  }

  @Function(
      name = "_abc_instancecheck",
      signature = "(self, instance, /)",
      doc = "isinstance() for abstract base classes.")
  static boolean instanceCheck(PyObject self, PyObject instance) {
    AbcData data = data(self);
    PyObject subclass = Abstract.getAttribute(instance, Names.CLASS);
    if (subclass instanceof PyType t && data.inCache(t)) {
      return true;
    }
    PyType type = instance.type;
    PyStr check = Names.SUBCLASSCHECK;
    if (type == subclass) {
      if (data.negativeIsCurrent(counter().value) && data.inNegativeCache(type)) {
        return false;
      }
      return Abstract.isTrue(Abstract.callMethod(self, check, subclass));
    }
    return Abstract.isTrue(Abstract.callMethod(self, check, subclass))
        || Abstract.isTrue(Abstract.callMethod(self, check, type));
  }

  @Function(
      name = "_abc_subclasscheck",
      signature = "(self, subclass, /)",
      doc = "issubclass() for abstract base classes.")
  static boolean subclassCheck(PyObject self, PyObject subclass) {
    if (!(subclass instanceof PyType sub)) {
      throw Errors.typeError("issubclass() arg 1 must be a class");
    }
    AbcData data = data(self);
    if (data.inCache(sub)) {
      return true;
    }
    long now = counter().value;
    if (!data.negativeIsCurrent(now)) {
      data.clearNegative(now);
    } else if (data.inNegativeCache(sub)) {
      return false;
    }
    PyObject hook = Abstract.callMethod(self, Names.SUBCLASSHOOK, subclass);
    if (hook == PyBool.TRUE) {
      data.cache().add(sub);
      return true;
    }
    if (hook == PyBool.FALSE) {
      data.negativeCache().add(sub);
      return false;
    }
    if (hook != PyObject.NOT_IMPLEMENTED) {
      throw Errors.assertionError(
          "__subclasshook__ must return either False, True, or NotImplemented");
    }
    if (self instanceof PyType t && sub.isSubtype(t)) {
      data.cache().add(sub);
      return true;
    }
    if (data.registryOrNull() != null) {
      if (data.registry().contains(sub)) {
        data.cache().add(sub);
        return true;
      }
      for (PyType r : new ArrayList<>(data.registry())) {
        if (Abstract.isSubclass(subclass, r)) {
          data.cache().add(sub);
          return true;
        }
      }
    }
    PyObject subs = Abstract.callMethod(self, "__subclasses__");
    for (PyObject s : Abstract.toArray(subs)) {
      if (Abstract.isSubclass(subclass, s)) {
        data.cache().add(sub);
        return true;
      }
    }
    data.negativeCache().add(sub);
    return false;
  }

  @Function(
      name = "_reset_registry",
      signature = "(self, /)",
      doc = "Forget registrations, for regrtest.")
  static void resetRegistry(PyObject self) {
    data(self).registry().clear();
  }

  @Function(
      name = "_reset_caches",
      signature = "(self, /)",
      doc = "Forget cached answers, for regrtest.")
  static void resetCaches(PyObject self) {
    AbcData data = data(self);
    data.cache().clear();
    data.negativeCache().clear();
  }

  @Function(
      name = "_get_dump",
      signature = "(self, /)",
      doc = "Return registry, caches and version, for debugging.")
  static PyObject getDump(PyObject self) {
    AbcData data = data(self);
    return PyTuple.of(
        weakRefs(data.registry()),
        weakRefs(data.cache()),
        weakRefs(data.negativeCache()),
        PyInt.of(data.negativeVersion()));
  }

  private static PyObject weakRefs(Set<PyType> types) {
    PySet out = new PySet();
    for (PyType t : types) {
      out.add(PyWeakRef.of(t));
    }
    return out;
  }
}
