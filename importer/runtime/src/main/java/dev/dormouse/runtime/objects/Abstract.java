package dev.dormouse.runtime.objects;

import java.util.ArrayList;
import java.util.List;

/**
 * The operations that everybody uses on objects: attributes, calls, comparison, iteration,
 * conversion. Arithmetic is in {@link Numbers}. They know the protocols and the error messages;
 * {@link Ops} only knows one type's side.
 *
 * <p>Follows CPython's {@code Objects/abstract.c}, {@code object.c} and {@code call.c}.
 */
public final class Abstract {
  public static final int LT = 0;
  public static final int LE = 1;
  public static final int EQ = 2;
  public static final int NE = 3;
  public static final int GT = 4;
  public static final int GE = 5;

  private Abstract() {}

  // attributes

  public static PyObject getAttribute(PyObject o, PyStr name) {
    PyObject v;
    try {
      v = o.type.ops.getAttribute(o, name);
    } catch (PyException e) {
      throw withContext(e, o, name);
    }
    if (v == null) {
      throw o.type.ops.noAttribute(o, name);
    }
    return v;
  }

  /**
   * Tells an AttributeError that Python code raised without saying so what was asked of whom, for
   * suggestions.
   */
  private static PyException withContext(PyException e, PyObject o, PyStr name) {
    if (e.value instanceof PyAttributeError a && a.name == null && a.obj == null) {
      a.name = name;
      a.obj = o;
    }
    return e;
  }

  public static PyObject getAttribute(PyObject o, String name) {
    return getAttribute(o, PyStr.interned(name));
  }

  /** Null when there is none; AttributeError raised by Python code counts as none. */
  public static PyObject getAttributeOrNull(PyObject o, PyStr name) {
    try {
      return o.type.ops.getAttribute(o, name);
    } catch (PyException e) {
      if (e.matches(Exceptions.AttributeError)) {
        return null;
      }
      throw e;
    }
  }

  /** {@code value} null deletes. */
  public static void setAttribute(PyObject o, PyStr name, PyObject value) {
    o.type.ops.setAttribute(o, name, value);
  }

  /** A special method found on the type and bound to {@code o}; null if there is none. */
  public static PyObject lookupSpecial(PyObject o, PyStr name) {
    PyObject d = o.type.lookup(name);
    if (d == null) {
      return null;
    }
    return d.type.has(Slot.DESCR_GET) ? d.type.ops.descrGet(d, o, o.type) : d;
  }

  /** Checks an attribute name that came as an object. */
  public static PyStr attributeName(PyObject name) {
    if (!(name instanceof PyStr s)) {
      throw Errors.typeError("attribute name must be string, not '" + name.type.fullName() + "'");
    }
    return s;
  }

  public static boolean isAbstractMethod(PyObject f) {
    PyObject flag = getAttributeOrNull(f, Names.ISABSTRACTMETHOD);
    return flag != null && isTrue(flag);
  }

  /** What functools.wraps would copy, for staticmethod and classmethod objects. */
  static void copyFunctionAttributes(PyObject to, PyObject from) {
    PyStr[] names = {Names.MODULE, Names.DUNDER_NAME, Names.QUALNAME, Names.DOC, Names.ANNOTATIONS};
    for (PyStr name : names) {
      PyObject v = getAttributeOrNull(from, name);
      if (v != null) {
        to.dict().put(name, v);
      }
    }
  }

  // calls

  /** See {@link Ops#call} for the form of the arguments. */
  public static PyObject call(PyObject f, PyObject[] args, PyStr[] kwnames) {
    return f.type.ops.call(f, args, kwnames);
  }

  public static PyObject call(PyObject f) {
    return f.type.ops.call(f, PyObject.NO_ARGS, null);
  }

  public static PyObject call(PyObject f, PyObject... args) {
    return f.type.ops.call(f, args, null);
  }

  public static PyObject callMethod(PyObject o, PyStr name, PyObject... args) {
    return call(getAttribute(o, name), args, null);
  }

  public static PyObject callMethod(PyObject o, String name, PyObject... args) {
    return call(getAttribute(o, PyStr.interned(name)), args, null);
  }

  /** {@code f(*args, **kwargs)}; {@code kwargs} may be null and must have str keys. */
  public static PyObject callWithDict(PyObject f, PyObject[] args, PyDict kwargs) {
    if (kwargs == null || kwargs.size() == 0) {
      return call(f, args, null);
    }
    PyObject[] all = ItemArrays.copyOf(args, args.length + kwargs.size());
    PyStr[] names = new PyStr[kwargs.size()];
    int n = 0;
    for (int i = 0; i < kwargs.slotLimit(); i++) {
      PyObject key = kwargs.keyAt(i);
      if (key != null) {
        if (!(key instanceof PyStr s)) {
          throw Errors.typeError("keywords must be strings");
        }
        names[n] = s;
        all[args.length + n++] = kwargs.valueAt(i);
      }
    }
    return call(f, all, names);
  }

  public static boolean isCallable(PyObject o) {
    return o.type.has(Slot.CALL);
  }

  /** The arguments without the first. */
  public static PyObject[] tail(PyObject[] args) {
    return ItemArrays.copyOfRange(args, 1, args.length);
  }

  // text

  public static PyStr repr(PyObject o) {
    ThreadState ts = ThreadState.current();
    ts.enterRecursive(" while getting the repr of an object");
    try {
      PyObject r = o.type.ops.repr(o);
      if (!(r instanceof PyStr s)) {
        throw Errors.typeError("__repr__ returned non-string (type " + r.type.fullName() + ")");
      }
      return s;
    } finally {
      ts.leaveRecursive();
    }
  }

  public static PyStr str(PyObject o) {
    if (o.type == PyStr.TYPE) {
      return (PyStr) o;
    }
    ThreadState ts = ThreadState.current();
    ts.enterRecursive(" while getting the str of an object");
    try {
      PyObject r = o.type.ops.str(o);
      if (!(r instanceof PyStr s)) {
        throw Errors.typeError("__str__ returned non-string (type " + r.type.fullName() + ")");
      }
      return s;
    } finally {
      ts.leaveRecursive();
    }
  }

  /** {@code ascii()}. */
  public static PyStr ascii(PyObject o) {
    String s = repr(o).value();
    for (int i = 0; i < s.length(); i++) {
      if (s.charAt(i) > 127) {
        return PyStr.of(escapeNonAscii(s));
      }
    }
    return PyStr.of(s);
  }

  private static String escapeNonAscii(String s) {
    StringBuilder out = new StringBuilder(s.length() + 16);
    for (int i = 0; i < s.length(); ) {
      int c = s.codePointAt(i);
      i += Character.charCount(c);
      if (c < 128) {
        out.append((char) c);
      } else {
        int digits = c < 256 ? 2 : c < 65536 ? 4 : 8;
        out.append('\\').append(digits == 2 ? 'x' : digits == 4 ? 'u' : 'U');
        String hex = Integer.toHexString(c);
        for (int k = hex.length(); k < digits; k++) {
          out.append('0');
        }
        out.append(hex);
      }
    }
    return out.toString();
  }

  /** {@code format(o, spec)}. */
  public static PyStr format(PyObject o, PyStr spec) {
    if (spec.value().isEmpty() && (o.type == PyStr.TYPE || o.type == PyInt.TYPE)) {
      return str(o);
    }
    PyObject f = lookupSpecial(o, Names.FORMAT);
    if (f == null) {
      throw Errors.typeError("Type " + o.type.fullName() + " doesn't define __format__");
    }
    PyObject r = call(f, spec);
    if (!(r instanceof PyStr s)) {
      throw Errors.typeError("__format__ must return a str, not " + r.type.fullName());
    }
    return s;
  }

  /** {@code __module__} of a class as text; null if it is no str. */
  public static String moduleName(PyType t) {
    if (!t.isHeap()) {
      return t.module;
    }
    return t.own(Names.MODULE) instanceof PyStr s ? s.value() : null;
  }

  public static String qualname(PyType t) {
    return t.qualname != null ? t.qualname.value() : t.name();
  }

  /** A private name as seen inside class {@code className}. */
  public static PyStr mangle(String className, PyStr name) {
    String s = name.value();
    if (!s.startsWith("__") || s.endsWith("__") || s.indexOf('.') >= 0) {
      return name;
    }
    int i = 0;
    while (i < className.length() && className.charAt(i) == '_') {
      i++;
    }
    return i == className.length() ? name : PyStr.interned("_" + className.substring(i) + s);
  }

  public static boolean isIdentifier(PyStr s) {
    String v = s.value();
    for (int i = 0; i < v.length(); i++) {
      char c = v.charAt(i);
      boolean ok =
          c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || i > 0 && c >= '0' && c <= '9';
      if (!ok) {
        if (c < 128) {
          return false;
        }
        int cp = v.codePointAt(i);
        if (!(i == 0
            ? Character.isUnicodeIdentifierStart(cp)
            : Character.isUnicodeIdentifierPart(cp))) {
          return false;
        }
        i += Character.charCount(cp) - 1;
      }
    }
    return !v.isEmpty();
  }

  // truth, comparison, hash

  public static boolean isTrue(PyObject o) {
    if (o == PyBool.TRUE) {
      return true;
    }
    if (o == PyBool.FALSE || o == PyObject.NONE) {
      return false;
    }
    PyType t = o.type;
    if (t.has(Slot.BOOL)) {
      return t.ops.bool(o);
    }
    return !t.has(Slot.LENGTH) || t.ops.length(o) != 0;
  }

  /** What a three-way comparison means for {@code op}. */
  public static boolean compareOutcome(int c, int op) {
    return switch (op) {
      case LT -> c < 0;
      case LE -> c <= 0;
      case EQ -> c == 0;
      case NE -> c != 0;
      case GT -> c > 0;
      default -> c >= 0;
    };
  }

  public static PyObject richCompare(PyObject v, PyObject w, int op) {
    ThreadState ts = ThreadState.current();
    ts.enterRecursive(" in comparison");
    try {
      return compareUnchecked(v, w, op);
    } finally {
      ts.leaveRecursive();
    }
  }

  private static PyObject compareUnchecked(PyObject v, PyObject w, int op) {
    int swapped = op == EQ || op == NE ? op : op < 2 ? op + 4 : op - 4;
    boolean reflected = false;
    if (v.type != w.type && w.type.isSubtype(v.type) && w.type.has(Slot.RICHCOMPARE)) {
      reflected = true;
      PyObject r = w.type.ops.richCompare(w, v, swapped);
      if (r != PyObject.NOT_IMPLEMENTED) {
        return r;
      }
    }
    PyObject r = v.type.ops.richCompare(v, w, op);
    if (r != PyObject.NOT_IMPLEMENTED) {
      return r;
    }
    if (!reflected) {
      r = w.type.ops.richCompare(w, v, swapped);
      if (r != PyObject.NOT_IMPLEMENTED) {
        return r;
      }
    }
    switch (op) {
      case EQ:
        return PyBool.of(v == w);
      case NE:
        return PyBool.of(v != w);
      default:
        throw Errors.typeError(
            "'"
                + operator(op)
                + "' not supported between instances of '"
                + v.type.fullName()
                + "' and '"
                + w.type.fullName()
                + "'");
    }
  }

  private static String operator(int op) {
    return switch (op) {
      case LT -> "<";
      case LE -> "<=";
      case GT -> ">";
      default -> ">=";
    };
  }

  /** Identity or {@code ==}, as containers compare. */
  public static boolean equal(PyObject a, PyObject b) {
    if (a == b) {
      return true;
    }
    if (a.type == b.type) {
      if (a.type == PyStr.TYPE) {
        return ((PyStr) a).value().equals(((PyStr) b).value());
      }
      if (a.type == PyInt.TYPE && ((PyInt) a).big == null && ((PyInt) b).big == null) {
        return ((PyInt) a).value == ((PyInt) b).value;
      }
    }
    return isTrue(richCompare(a, b, EQ));
  }

  public static boolean less(PyObject a, PyObject b) {
    if (a.type == PyInt.TYPE
        && b.type == PyInt.TYPE
        && ((PyInt) a).big == null
        && ((PyInt) b).big == null) {
      return ((PyInt) a).value < ((PyInt) b).value;
    }
    return isTrue(richCompare(a, b, LT));
  }

  public static long hash(PyObject o) {
    PyType t = o.type;
    if (!t.has(Slot.HASH)) {
      throw Errors.typeError("unhashable type: '" + t.fullName() + "'");
    }
    return t.ops.hash(o);
  }

  // iteration and items

  public static PyObject iter(PyObject o) {
    PyType t = o.type;
    if (t.has(Slot.ITER)) {
      PyObject it = t.ops.iter(o);
      if (!it.type.has(Slot.NEXT)) {
        throw Errors.typeError("iter() returned non-iterator of type '" + it.type.fullName() + "'");
      }
      return it;
    }
    if (isSequence(o)) {
      return new PySeqIter(o);
    }
    throw Errors.typeError("'" + t.fullName() + "' object is not iterable");
  }

  /** The next item of an iterator, or null at its end. */
  public static PyObject next(PyObject it) {
    return it.type.ops.next(it);
  }

  /** The next item; StopIteration, with the value that the iterator gave it, at the end. */
  public static PyObject nextOrStop(PyObject it) {
    PyObject f = it.type.isHeap() ? it.type.special(Slot.W_NEXT) : null;
    if (f != null && !(f instanceof PyWrapperDescr)) {
      // HeapOps.next would drop the value.
      return call(lookupSpecial(it, Names.NEXT));
    }
    PyObject v = it instanceof PyGenerator g ? g.resume(null, null) : it.type.ops.next(it);
    if (v == null) {
      throw Errors.stopIteration(null);
    }
    return v;
  }

  /** {@code PySequence_Check}. */
  public static boolean isSequence(PyObject o) {
    return !(o instanceof PyDict) && o.type.has(Slot.GETITEM) && (o.type.flags & PyType.KEYED) == 0;
  }

  /** {@code PyMapping_Check}. */
  public static boolean isMapping(PyObject o) {
    return o.type.has(Slot.GETITEM);
  }

  public static boolean isIterator(PyObject o) {
    return o.type.has(Slot.NEXT);
  }

  /** The items of any iterable in a fresh array. */
  public static PyObject[] toArray(PyObject iterable) {
    if (iterable instanceof PyTuple t && (t.type == PyTuple.TYPE || !overridesIter(t))) {
      return ItemArrays.copy(t.items);
    }
    if (iterable instanceof PyList l && (l.type == PyList.TYPE || !overridesIter(l))) {
      return l.toArray();
    }
    PyObject it = iter(iterable);
    List<PyObject> all = new ArrayList<>();
    for (PyObject x = next(it); x != null; x = next(it)) {
      all.add(x);
    }
    return all.toArray(PyObject.NO_ARGS);
  }

  private static boolean overridesIter(PyObject o) {
    return !(o.type.lookup(Names.ITER) instanceof PyWrapperDescr);
  }

  static boolean iterContains(PyObject o, PyObject item) {
    if (!o.type.has(Slot.ITER) && !isSequence(o)) {
      throw Errors.typeError("argument of type '" + o.type.fullName() + "' is not iterable");
    }
    PyObject it = iter(o);
    for (PyObject x = next(it); x != null; x = next(it)) {
      if (equal(x, item)) {
        return true;
      }
    }
    return false;
  }

  public static boolean contains(PyObject container, PyObject item) {
    return container.type.has(Slot.CONTAINS)
        ? container.type.ops.contains(container, item)
        : iterContains(container, item);
  }

  public static int length(PyObject o) {
    if (!o.type.has(Slot.LENGTH)) {
      throw Errors.typeError("object of type '" + o.type.fullName() + "' has no len()");
    }
    return o.type.ops.length(o);
  }

  /**
   * {@code len(o)}. Ranges and classes defined in Python can be longer than {@link #length} can
   * say.
   */
  public static long size(PyObject o) {
    if (o instanceof PyRange r) {
      return r.size();
    }
    return o.type.isHeap() && o.type.has(Slot.LENGTH) ? HeapOps.longLength(o) : length(o);
  }

  /** {@code __length_hint__}, or {@code fallback}. */
  public static long lengthHint(PyObject o, long fallback) {
    if (o.type.has(Slot.LENGTH)) {
      try {
        return o.type.ops.length(o);
      } catch (PyException e) {
        if (!e.matches(Exceptions.TypeError)) {
          throw e;
        }
      }
    }
    PyObject hint = lookupSpecial(o, Names.LENGTH_HINT);
    if (hint == null) {
      return fallback;
    }
    PyObject r;
    try {
      r = call(hint);
    } catch (PyException e) {
      if (e.matches(Exceptions.TypeError)) {
        return fallback;
      }
      throw e;
    }
    if (r == PyObject.NOT_IMPLEMENTED) {
      return fallback;
    }
    if (!(r instanceof PyInt n)) {
      throw Errors.typeError("__length_hint__ must be an integer, not " + r.type.fullName());
    }
    if (n.isNegative()) {
      throw Errors.valueError("__length_hint__() should return >= 0");
    }
    return toJavaLong(n);
  }

  public static PyObject getItem(PyObject o, PyObject key) {
    PyType t = o.type;
    if (t.has(Slot.GETITEM)) {
      return t.ops.getItem(o, key);
    }
    if (o instanceof PyType cls) {
      if (cls == PyType.TYPE) {
        return GenericAliases.make(cls, key);
      }
      PyObject f = getAttributeOrNull(cls, Names.CLASS_GETITEM);
      if (f != null && f != PyObject.NONE) {
        return call(f, key);
      }
      throw Errors.typeError("type '" + cls.fullName() + "' is not subscriptable");
    }
    throw Errors.typeError("'" + t.fullName() + "' object is not subscriptable");
  }

  public static void setItem(PyObject o, PyObject key, PyObject value) {
    if (!o.type.has(Slot.SETITEM)) {
      throw Errors.typeError("'" + o.type.fullName() + "' object does not support item assignment");
    }
    o.type.ops.setItem(o, key, value);
  }

  public static void delItem(PyObject o, PyObject key) {
    if (!o.type.has(Slot.SETITEM)) {
      throw Errors.typeError("'" + o.type.fullName() + "' object doesn't support item deletion");
    }
    o.type.ops.setItem(o, key, null);
  }

  // numbers as indices and Java values

  /** {@code operator.index}: an exact int. */
  public static PyInt index(PyObject o) {
    if (o instanceof PyInt i) {
      return i.type == PyInt.TYPE ? i : PyInt.of(i.bigValue());
    }
    if (!o.type.has(Slot.INDEX)) {
      throw Errors.typeError(
          "'" + o.type.fullName() + "' object cannot be interpreted as an integer");
    }
    PyObject r = o.type.ops.index(o);
    if (!(r instanceof PyInt i)) {
      throw Errors.typeError("__index__ returned non-int (type " + r.type.fullName() + ")");
    }
    if (r.type != PyInt.TYPE) {
      IntConversion.warnStrictSubclass(r, "__index__");
      return PyInt.of(i.bigValue());
    }
    return i;
  }

  public static boolean hasIndex(PyObject o) {
    return o.type.has(Slot.INDEX);
  }

  /**
   * An index as a Java int. IndexError if it is beyond {@code Py_ssize_t}; one that only Java
   * cannot hold is clipped, so that every container finds it out of range in its own words.
   */
  public static int toIndex(PyObject o) {
    long i = toSsize(o, Exceptions.IndexError);
    return i > Integer.MAX_VALUE
        ? Integer.MAX_VALUE
        : i < Integer.MIN_VALUE ? Integer.MIN_VALUE : (int) i;
  }

  /** A size or position as a Java int; {@code overflow} if it does not fit. */
  public static int toIndex(PyObject o, PyType overflow) {
    long i = toSsize(o, overflow);
    if (i != (int) i) {
      throw unfit(o, overflow);
    }
    return (int) i;
  }

  /** As a {@code Py_ssize_t}; {@code overflow} if it does not fit. */
  public static long toSsize(PyObject o, PyType overflow) {
    PyInt i = index(o);
    if (i.isBig()) {
      throw unfit(o, overflow);
    }
    return i.longValue();
  }

  private static PyException unfit(PyObject o, PyType overflow) {
    return Errors.of(
        overflow, "cannot fit '" + o.type.fullName() + "' into an index-sized integer");
  }

  /** Clips to the int range, as slices do. */
  public static int toIndexClipped(PyObject o) {
    PyInt i = index(o);
    if (i.isBig()) {
      return i.isNegative() ? Integer.MIN_VALUE : Integer.MAX_VALUE;
    }
    long v = i.longValue();
    return v > Integer.MAX_VALUE
        ? Integer.MAX_VALUE
        : v < Integer.MIN_VALUE ? Integer.MIN_VALUE : (int) v;
  }

  /** A non-negative size; OverflowError if Java cannot hold it. */
  static int toJavaSize(PyInt n) {
    if (n.isBig() || n.longValue() > Integer.MAX_VALUE) {
      throw Errors.overflowError("cannot fit 'int' into an index-sized integer");
    }
    return (int) n.longValue();
  }

  /** As a C int argument. */
  public static int toJavaInt(PyObject o) {
    PyInt i = index(o);
    if (i.isBig() || i.longValue() != (int) i.longValue()) {
      throw Errors.overflowError("Python int too large to convert to C int");
    }
    return (int) i.longValue();
  }

  public static long toJavaLong(PyObject o) {
    PyInt i = index(o);
    if (i.isBig()) {
      throw Errors.overflowError("Python int too large to convert to C long");
    }
    return i.longValue();
  }

  /**
   * The count of a sequence repetition; negative counts as zero, and what only Java cannot hold as
   * the largest int, for which {@link Sequences#repeatedLength} finds no memory.
   */
  static int repeatCount(PyObject o) {
    if (!hasIndex(o)) {
      throw Errors.typeError(
          "can't multiply sequence by non-int of type '" + o.type.fullName() + "'");
    }
    return repeats(o);
  }

  /** As above for the methods, which say of anything else only that it is no integer. */
  static int repeats(PyObject o) {
    return (int) Math.min(Math.max(0, toSsize(o, Exceptions.OverflowError)), Integer.MAX_VALUE);
  }

  public static String toJavaString(PyObject o, String function, int argument) {
    if (!(o instanceof PyStr s)) {
      throw Errors.typeError(
          function + "() argument " + argument + " must be str, not " + ArgParser.typeName(o));
    }
    return s.value();
  }

  // classes

  public static boolean isInstance(PyObject o, PyObject cls) {
    if (o.type == cls) {
      return true;
    }
    if (cls.type == PyType.TYPE) {
      return realIsInstance(o, cls);
    }
    if (cls instanceof PyUnion u) {
      return u.instanceCheck(o);
    }
    if (cls instanceof PyTuple t) {
      ThreadState ts = ThreadState.current();
      ts.enterRecursive(" in __instancecheck__");
      try {
        for (PyObject c : t.items) {
          if (isInstance(o, c)) {
            return true;
          }
        }
        return false;
      } finally {
        ts.leaveRecursive();
      }
    }
    PyObject check = lookupSpecial(cls, Names.INSTANCECHECK);
    return check != null ? isTrue(call(check, o)) : realIsInstance(o, cls);
  }

  static boolean realIsInstanceOfAny(PyObject o, PyObject[] classes) {
    for (PyObject c : classes) {
      if (o.type.isSubtype((PyType) c)) {
        return true;
      }
    }
    return false;
  }

  /** {@code isinstance} without asking {@code __instancecheck__}. */
  public static boolean realIsInstance(PyObject o, PyObject cls) {
    if (cls instanceof PyType t) {
      if (o.type.isSubtype(t)) {
        return true;
      }
      PyObject c = getAttributeOrNull(o, Names.CLASS);
      return c instanceof PyType ct && ct != o.type && ct.isSubtype(t);
    }
    requireClass(cls, "isinstance() arg 2 must be a type, a tuple of types, or a union");
    PyObject c = getAttributeOrNull(o, Names.CLASS);
    return c != null && abstractIsSubclass(c, cls);
  }

  public static boolean isSubclass(PyObject sub, PyObject cls) {
    if (cls.type == PyType.TYPE) {
      return sub == cls || realIsSubclass(sub, cls);
    }
    if (cls instanceof PyUnion u) {
      return u.subclassCheck(sub);
    }
    if (cls instanceof PyTuple t) {
      ThreadState ts = ThreadState.current();
      ts.enterRecursive(" in __subclasscheck__");
      try {
        for (PyObject c : t.items) {
          if (isSubclass(sub, c)) {
            return true;
          }
        }
        return false;
      } finally {
        ts.leaveRecursive();
      }
    }
    PyObject check = lookupSpecial(cls, Names.SUBCLASSCHECK);
    return check != null ? isTrue(call(check, sub)) : realIsSubclass(sub, cls);
  }

  /** {@code issubclass} without asking {@code __subclasscheck__}. */
  public static boolean realIsSubclass(PyObject sub, PyObject cls) {
    if (sub instanceof PyType s && cls instanceof PyType t) {
      return s.isSubtype(t);
    }
    requireClass(sub, "issubclass() arg 1 must be a class");
    requireClass(cls, "issubclass() arg 2 must be a class, a tuple of classes, or a union");
    return abstractIsSubclass(sub, cls);
  }

  private static PyTuple abstractBases(PyObject cls) {
    return getAttributeOrNull(cls, Names.BASES) instanceof PyTuple t ? t : null;
  }

  private static void requireClass(PyObject cls, String message) {
    if (!(cls instanceof PyType) && abstractBases(cls) == null) {
      throw Errors.typeError(message);
    }
  }

  private static boolean abstractIsSubclass(PyObject sub, PyObject cls) {
    if (sub == cls) {
      return true;
    }
    PyTuple bases = abstractBases(sub);
    if (bases == null) {
      return false;
    }
    for (PyObject b : bases.items) {
      if (abstractIsSubclass(b, cls)) {
        return true;
      }
    }
    return false;
  }
}
