package dev.dormouse.runtime.modules.functools;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.BuiltinTable;
import dev.dormouse.runtime.objects.Bytes;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.ItemArrays;
import dev.dormouse.runtime.objects.Numbers;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyModule;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.Slot;
import dev.dormouse.tables.BuiltinModule;
import dev.dormouse.tables.Function;

/** {@code _operator}: operators as functions. */
@BuiltinModule(
    name = "_operator",
    parts = {OperatorArithmetic.class},
    doc = "Operator interface: the operators of the language as functions.")
public final class OperatorModule {
  private OperatorModule() {}

  public static BuiltinTable table() {
    return new OperatorModuleTable();
  }

  @Function(signature = "(a, /)", doc = "Return True if a is true, False otherwise.")
  static boolean truth(PyObject a) {
    return Abstract.isTrue(a);
  }

  @Function(name = "not_", signature = "(a, /)", doc = "Same as not a.")
  static boolean not(PyObject a) {
    return !Abstract.isTrue(a);
  }

  @Function(name = "is_", signature = "(a, b, /)", doc = "Same as a is b.")
  static boolean is(PyObject a, PyObject b) {
    return a == b;
  }

  @Function(name = "is_not", signature = "(a, b, /)", doc = "Same as a is not b.")
  static boolean isNot(PyObject a, PyObject b) {
    return a != b;
  }

  @Function(signature = "(a, b, /)", doc = "Same as a < b.")
  static PyObject lt(PyObject a, PyObject b) {
    return Abstract.richCompare(a, b, Abstract.LT);
  }

  @Function(signature = "(a, b, /)", doc = "Same as a <= b.")
  static PyObject le(PyObject a, PyObject b) {
    return Abstract.richCompare(a, b, Abstract.LE);
  }

  @Function(signature = "(a, b, /)", doc = "Same as a == b.")
  static PyObject eq(PyObject a, PyObject b) {
    return Abstract.richCompare(a, b, Abstract.EQ);
  }

  @Function(signature = "(a, b, /)", doc = "Same as a != b.")
  static PyObject ne(PyObject a, PyObject b) {
    return Abstract.richCompare(a, b, Abstract.NE);
  }

  @Function(signature = "(a, b, /)", doc = "Same as a > b.")
  static PyObject gt(PyObject a, PyObject b) {
    return Abstract.richCompare(a, b, Abstract.GT);
  }

  @Function(signature = "(a, b, /)", doc = "Same as a >= b.")
  static PyObject ge(PyObject a, PyObject b) {
    return Abstract.richCompare(a, b, Abstract.GE);
  }

  @Function(signature = "(a, b, /)", doc = "Same as b in a (note reversed operands).")
  static boolean contains(PyObject a, PyObject b) {
    return Abstract.contains(a, b);
  }

  @Function(
      name = "countOf",
      signature = "(a, b, /)",
      doc = "Return how many items of a are, or equal, b.")
  static long countOf(PyObject a, PyObject b) {
    PyObject it = iterable(a);
    long n = 0;
    for (PyObject x = Abstract.next(it); x != null; x = Abstract.next(it)) {
      if (Abstract.equal(x, b)) {
        n++;
      }
    }
    return n;
  }

  @Function(name = "indexOf", signature = "(a, b, /)", doc = "Return the first index of b in a.")
  static long indexOf(PyObject a, PyObject b) {
    PyObject it = iterable(a);
    long n = 0;
    for (PyObject x = Abstract.next(it); x != null; x = Abstract.next(it)) {
      if (Abstract.equal(x, b)) {
        return n;
      }
      n++;
    }
    throw Errors.valueError("sequence.index(x): x not in sequence");
  }

  private static PyObject iterable(PyObject a) {
    if (!a.type.has(Slot.ITER) && !Abstract.isSequence(a)) {
      throw Errors.typeError("argument of type '" + a.type.name() + "' is not iterable");
    }
    return Abstract.iter(a);
  }

  @Function(signature = "(a, b, /)", doc = "Same as a[b].")
  static PyObject getitem(PyObject a, PyObject b) {
    return Abstract.getItem(a, b);
  }

  @Function(signature = "(a, b, c, /)", doc = "Same as a[b] = c.")
  static void setitem(PyObject a, PyObject b, PyObject c) {
    Abstract.setItem(a, b, c);
  }

  @Function(signature = "(a, b, /)", doc = "Same as del a[b].")
  static void delitem(PyObject a, PyObject b) {
    Abstract.delItem(a, b);
  }

  @Function(signature = "(a, /)", doc = "Same as a.__index__()")
  static PyObject index(PyObject a) {
    return Abstract.index(a);
  }

  @Function(
      name = "length_hint",
      signature = "(obj, default=0, /)",
      doc =
          "Return an estimate of the number of items in obj: its length, its __length_hint__, or"
              + " the default.")
  static long lengthHint(PyObject obj, PyObject otherwise) {
    if (otherwise != null && !(otherwise instanceof PyInt)) {
      throw Errors.typeError(
          "'" + otherwise.type.name() + "' object cannot be interpreted as an integer");
    }
    return Abstract.lengthHint(obj, otherwise == null ? 0 : Abstract.toJavaLong(otherwise));
  }

  @Function(signature = "(obj, /, *args, **kwargs)", doc = "Same as obj(*args, **kwargs).")
  static PyObject call(PyObject[] args, PyStr[] kwnames) {
    int positional = args.length - (kwnames == null ? 0 : kwnames.length);
    if (positional < 1) {
      throw Errors.typeError("call expected at least 1 argument, got 0");
    }
    return Abstract.call(args[0], ItemArrays.copyOfRange(args, 1, args.length), kwnames);
  }

  @Function(
      name = "_compare_digest",
      signature = "(a, b, /)",
      doc =
          "Whether two ASCII strings or bytes-like objects are equal, in a time that does not tell"
              + " where they differ.")
  static boolean compareDigest(PyObject a, PyObject b) {
    if (a instanceof PyStr x && b instanceof PyStr y) {
      if (!x.isAscii() || !y.isAscii()) {
        throw Errors.typeError("comparing strings with non-ASCII characters is not supported");
      }
      return sameBytes(Bytes.ofAsciiOrBytes(x), Bytes.ofAsciiOrBytes(y));
    }
    return sameBytes(Bytes.of(a), Bytes.of(b));
  }

  private static boolean sameBytes(byte[] a, byte[] b) {
    return java.security.MessageDigest.isEqual(a, b);
  }

  @Function(signature = "(a, b, /)", doc = "Same as a + b, for a and b sequences.")
  static PyObject concat(PyObject a, PyObject b) {
    requireSequence(a);
    return Numbers.add(a, b);
  }

  @Function(signature = "(a, b, /)", doc = "Same as a += b, for a and b sequences.")
  static PyObject iconcat(PyObject a, PyObject b) {
    requireSequence(a);
    return Numbers.inplace(Slot.ADD, a, b);
  }

  private static void requireSequence(PyObject a) {
    if (!a.type.has(Slot.CONCAT) && !Abstract.isSequence(a)) {
      throw Errors.typeError("'" + a.type.name() + "' object can't be concatenated");
    }
  }

  static void exec(PyModule m) {
    m.set("attrgetter", Getters.ATTRGETTER);
    m.set("itemgetter", Getters.ITEMGETTER);
    m.set("methodcaller", MethodCaller.TYPE);
  }
}
