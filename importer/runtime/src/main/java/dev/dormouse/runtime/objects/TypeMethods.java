package dev.dormouse.runtime.objects;

import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.ClassMethod;
import dev.dormouse.tables.Getter;
import dev.dormouse.tables.Method;
import dev.dormouse.tables.Setter;
import java.util.ArrayList;
import java.util.List;

/**
 * The methods and attributes of classes. Compare {@code type_methods} in CPython's {@code
 * Objects/typeobject.c}.
 */
@BuiltinType(
    name = "type",
    ops = TypeOps.class,
    doc =
        "type(object) tells an object's class; type(name, bases, dict, **kwds) makes a new class.")
final class TypeMethods {
  private TypeMethods() {}

  @Getter(name = "__name__")
  static PyObject getName(PyType t) {
    return t.nameObject();
  }

  @Setter(name = "__name__")
  static void setName(PyType t, PyObject value) {
    checkMutable(t, "__name__", value);
    if (!(value instanceof PyStr s)) {
      throw Errors.typeError(
          "can only assign string to " + t.name() + ".__name__, not '" + value.type.name() + "'");
    }
    if (s.value().indexOf('\0') >= 0) {
      throw Errors.valueError("type name must not contain null characters");
    }
    TypeNew.requireUtf8(s);
    t.setName(s);
    t.modified();
  }

  @Getter(name = "__qualname__")
  static PyObject getQualname(PyType t) {
    return t.isHeap() ? t.qualname : PyStr.of(Abstract.qualname(t));
  }

  @Setter(name = "__qualname__")
  static void setQualname(PyType t, PyObject value) {
    checkMutable(t, "__qualname__", value);
    if (!(value instanceof PyStr s)) {
      throw Errors.typeError(
          "can only assign string to "
              + t.name()
              + ".__qualname__, not '"
              + value.type.name()
              + "'");
    }
    t.qualname = s;
  }

  @Getter(name = "__module__")
  static PyObject getModule(PyType t) {
    if (!t.isHeap()) {
      return PyStr.of(t.module);
    }
    PyObject m = t.own(Names.MODULE);
    if (m == null) {
      throw Errors.attributeError("__module__", t, Names.MODULE);
    }
    return m;
  }

  @Setter(name = "__module__")
  static void setModule(PyType t, PyObject value) {
    checkMutable(t, "__module__", value);
    t.setOwn(Names.MODULE, value);
  }

  @Getter(name = "__bases__")
  static PyObject getBases(PyType t) {
    return PyTuple.of((PyObject[]) t.bases.clone());
  }

  @Setter(name = "__bases__")
  static void setBases(PyType t, PyObject value) {
    checkMutable(t, "__bases__", value);
    if (!(value instanceof PyTuple tuple)) {
      throw Errors.typeError(
          "can only assign tuple to " + t.name() + ".__bases__, not " + value.type.name());
    }
    if (tuple.items.length == 0) {
      throw Errors.typeError(
          "can only assign non-empty tuple to " + t.name() + ".__bases__, not ()");
    }
    PyType[] bases = new PyType[tuple.items.length];
    for (int i = 0; i < bases.length; i++) {
      if (!(tuple.items[i] instanceof PyType b)) {
        throw Errors.typeError(
            t.name()
                + ".__bases__ must be tuple of classes, not '"
                + tuple.items[i].type.name()
                + "'");
      }
      if (b.isSubtype(t) || isInBaseChain(b, t)) {
        throw Errors.typeError("a __bases__ item causes an inheritance cycle");
      }
      bases[i] = b;
    }
    PyType base = TypeNew.bestBase(bases);
    if (base.layout != t.base.layout || base.slotCount != t.base.slotCount) {
      throw Errors.typeError(
          "__bases__ assignment: '"
              + base.name()
              + "' object layout differs from '"
              + t.base.name()
              + "'");
    }
    PyType[] oldBases = t.bases;
    PyType oldBase = t.base;
    t.bases = bases;
    t.base = base;
    List<PyType> changed = new ArrayList<>();
    List<PyType[]> before = new ArrayList<>();
    try {
      relinearize(t, changed, before);
    } catch (PyException e) {
      for (int i = changed.size() - 1; i >= 0; i--) {
        changed.get(i).setMro(before.get(i));
      }
      if (t.bases == bases) {
        t.bases = oldBases;
        t.base = oldBase;
      }
      throw e;
    }
    if (t.bases != bases) {
      return; // a metaclass's mro() assigned other bases meanwhile, and that assignment is complete
    }
    for (PyType b : oldBases) {
      b.removeSubclass(t);
    }
    t.register();
    t.updateSlots();
    t.modified();
  }

  /** Whether {@code t} is among the bases of {@code b}, whatever a metaclass's mro() said. */
  private static boolean isInBaseChain(PyType b, PyType t) {
    for (; b != null; b = b.base) {
      if (b == t) {
        return true;
      }
    }
    return false;
  }

  /** Notes what each class had before, so that a failure further down can be undone. */
  private static void relinearize(PyType t, List<PyType> changed, List<PyType[]> before) {
    PyType[] old = t.mro;
    Mro.install(t);
    changed.add(t);
    before.add(old);
    for (PyType sub : t.subclasses()) {
      relinearize(sub, changed, before);
    }
  }

  @Getter(name = "__mro__", member = true)
  static PyObject getMro(PyType t) {
    return t.mro == null ? PyObject.NONE : t.mroTuple();
  }

  @Getter(name = "__base__", member = true)
  static PyObject getBase(PyType t) {
    return t.base == null ? PyObject.NONE : t.base;
  }

  @Getter(name = "__dict__")
  static PyObject getDict(PyType t) {
    return new PyMappingProxy(t.dictionary());
  }

  @Getter(name = "__doc__")
  static PyObject getDoc(PyType t) {
    PyObject doc = t.own(Names.DOC);
    if (doc == null) {
      return PyObject.NONE;
    }
    return doc.type.has(Slot.DESCR_GET) ? doc.type.ops.descrGet(doc, null, t) : doc;
  }

  @Setter(name = "__doc__")
  static void setDoc(PyType t, PyObject value) {
    checkMutable(t, "__doc__", value);
    t.setOwn(Names.DOC, value);
  }

  @Getter(name = "__abstractmethods__")
  static PyObject getAbstractMethods(PyType t) {
    PyObject v = t == PyType.TYPE ? null : t.own(Names.ABSTRACT_METHODS);
    if (v == null) {
      throw Errors.attributeError("__abstractmethods__", t, Names.ABSTRACT_METHODS);
    }
    return v;
  }

  @Setter(name = "__abstractmethods__")
  static void setAbstractMethods(PyType t, PyObject value) {
    boolean isAbstract = value != null && Abstract.isTrue(value);
    if (!t.setOwn(Names.ABSTRACT_METHODS, value)) {
      throw Errors.attributeError("__abstractmethods__", t, Names.ABSTRACT_METHODS);
    }
    t.flags = isAbstract ? t.flags | PyType.ABSTRACT : t.flags & ~PyType.ABSTRACT;
  }

  @Getter(name = "__text_signature__")
  static PyObject getTextSignature(PyType t) {
    String signature = t.textSignature();
    return signature == null ? PyObject.NONE : PyStr.of(signature);
  }

  @Getter(name = "__annotations__")
  static PyObject getAnnotations(PyType t) {
    if (!t.isHeap()) {
      throw Errors.attributeError(
          "type object '" + t.name() + "' has no attribute '__annotations__'",
          t,
          Names.ANNOTATIONS);
    }
    PyObject found = t.own(Names.ANNOTATIONS);
    if (found != null) {
      return found.type.has(Slot.DESCR_GET) ? found.type.ops.descrGet(found, null, t) : found;
    }
    PyDict made = new PyDict();
    t.setOwn(Names.ANNOTATIONS, made);
    return made;
  }

  @Setter(name = "__annotations__")
  static void setAnnotations(PyType t, PyObject value) {
    if (!t.isHeap()) {
      throw Errors.typeError(
          "cannot set '__annotations__' attribute of immutable type '" + t.name() + "'");
    }
    if (!t.setOwn(Names.ANNOTATIONS, value)) {
      throw Errors.attributeError("__annotations__", t, Names.ANNOTATIONS);
    }
  }

  @Getter(name = "__flags__", member = true)
  static long getFlags(PyType t) {
    long f = 1 << 12;
    f |= t.isHeap() ? 1 << 9 : 1 << 8;
    f |= (t.flags & PyType.BASETYPE) != 0 ? 1 << 10 : 0;
    f |= (t.flags & PyType.ABSTRACT) != 0 ? 1 << 20 : 0;
    f |= (t.flags & PyType.SEQUENCE) != 0 ? 1 << 5 : 0;
    f |= (t.flags & PyType.MAPPING) != 0 ? 1 << 6 : 0;
    f |= (t.flags & PyType.DISALLOW_INSTANTIATION) != 0 ? 1 << 7 : 0;
    return f;
  }

  @Getter(name = "__basicsize__", member = true)
  static int getBasicSize(PyType t) {
    return 16 + 8 * t.slotCount + (t.hasDict ? 8 : 0);
  }

  @Getter(name = "__itemsize__", member = true)
  static int getItemSize(PyType t) {
    return t.layout.hasVariableSize() ? 8 : 0;
  }

  @Getter(name = "__dictoffset__", member = true)
  static int getDictOffset(PyType t) {
    return t.hasDict ? 16 : 0;
  }

  @Getter(name = "__weakrefoffset__", member = true)
  static int getWeakrefOffset(PyType t) {
    return t.weakrefable ? 24 : 0;
  }

  @Method(name = "mro", doc = "Return a type's method resolution order.")
  static PyObject mro(PyType t) {
    PyType[] mro = t.isHeap() ? Mro.compute(t) : t.mro.clone();
    return PyList.of((PyObject[]) mro);
  }

  @Method(name = "__subclasses__", doc = "Return the living direct subclasses.")
  static PyObject subclasses(PyType t) {
    List<PyType> found = t.subclasses();
    return PyList.of(found.toArray(PyObject.NO_ARGS));
  }

  @Method(
      name = "__instancecheck__",
      signature = "(instance, /)",
      doc = "Check if an object is an instance.")
  static boolean instanceCheck(PyType t, PyObject instance) {
    return Abstract.realIsInstance(instance, t);
  }

  @Method(
      name = "__subclasscheck__",
      signature = "(subclass, /)",
      doc = "Check if a class is a subclass.")
  static boolean subclassCheck(PyType t, PyObject subclass) {
    return Abstract.realIsSubclass(subclass, t);
  }

  @ClassMethod(
      name = "__prepare__",
      signature = "(name=None, bases=None, /, **kwds)",
      doc = "Make the namespace for a class statement.")
  static PyObject prepare(PyType meta, PyObject[] args, PyStr[] kwnames) {
    return new PyDict();
  }

  @Method(name = "__dir__", doc = "Specialized __dir__ implementation for types.")
  static PyObject dir(PyType t) {
    return Dir.ofType(t);
  }

  @Method(name = "__sizeof__", doc = "Return memory consumption of the type object; an estimate.")
  static int sizeof(PyType t) {
    return t.isHeap() ? 1064 : 408;
  }

  private static void checkMutable(PyType t, String attribute, PyObject value) {
    if ((t.flags & PyType.IMMUTABLE) != 0) {
      throw Errors.typeError(
          "cannot set '" + attribute + "' attribute of immutable type '" + t.name() + "'");
    }
    if (value == null) {
      throw Errors.typeError(
          "cannot delete '" + attribute + "' attribute of immutable type '" + t.name() + "'");
    }
  }
}
