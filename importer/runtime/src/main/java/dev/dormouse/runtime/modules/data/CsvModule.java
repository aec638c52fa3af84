package dev.dormouse.runtime.modules.data;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.BuiltinTable;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Exceptions;
import dev.dormouse.runtime.objects.Interpreter;
import dev.dormouse.runtime.objects.PyDict;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyList;
import dev.dormouse.runtime.objects.PyModule;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.tables.BuiltinModule;
import dev.dormouse.tables.Function;
import java.util.Arrays;

/** {@code _csv}. Compare CPython's {@code Modules/_csv.c}. */
@BuiltinModule(name = "_csv", doc = "CSV parsing and writing.")
public final class CsvModule {
  private CsvModule() {}

  static final PyType ERROR = Exceptions.define("_csv", "Error", Exceptions.Exception);

  static final int QUOTE_MINIMAL = 0;
  static final int QUOTE_ALL = 1;
  static final int QUOTE_NONNUMERIC = 2;
  static final int QUOTE_NONE = 3;

  /** What an interpreter's module keeps: registered dialects, and how long a field may be. */
  static final class State {
    final PyDict dialects = new PyDict();
    long fieldLimit = 128 * 1024;

    static State current() {
      Interpreter i = Interpreter.current();
      Object s = i.registered(State.class);
      if (s == null) {
        s = new State();
        i.register(State.class, s);
      }
      return (State) s;
    }
  }

  public static BuiltinTable table() {
    return new CsvModuleTable();
  }

  static PyException error(String message) {
    return Errors.of(ERROR, message);
  }

  static void exec(PyModule m) {
    m.set("__version__", PyStr.of("1.0"));
    m.set("_dialects", State.current().dialects);
    m.set("QUOTE_MINIMAL", PyInt.of(QUOTE_MINIMAL));
    m.set("QUOTE_ALL", PyInt.of(QUOTE_ALL));
    m.set("QUOTE_NONNUMERIC", PyInt.of(QUOTE_NONNUMERIC));
    m.set("QUOTE_NONE", PyInt.of(QUOTE_NONE));
    m.set("Error", ERROR);
    m.set("Dialect", PyCsvDialect.TYPE);
    m.set("Reader", PyCsvReader.TYPE);
    m.set("Writer", PyCsvWriter.TYPE);
  }

  /** The dialect of a call {@code f(first, dialect='excel', **format)}. */
  private static PyCsvDialect dialect(PyObject[] args, PyStr[] kwnames) {
    int keywords = kwnames == null ? 0 : kwnames.length;
    int positional = args.length - keywords;
    if (positional < 1) {
      throw Errors.typeError(" expected at least 1 argument, got 0");
    }
    if (positional > 2) {
      throw Errors.typeError(" expected at most 2 arguments, got " + positional);
    }
    PyObject[] rest = Arrays.copyOfRange(args, 1, args.length);
    return PyCsvDialect.make(PyCsvDialect.TYPE, rest, kwnames);
  }

  @Function(
      signature = "(iterable, dialect='excel', **fmtparams)",
      doc = "An iterator over the rows of CSV text.")
  static PyObject reader(PyModule m, PyObject[] args, PyStr[] kwnames) {
    PyObject input = args.length == 0 ? PyObject.NONE : args[0];
    PyCsvDialect d = args.length == 0 ? dialect(args, kwnames) : null;
    PyObject it = Abstract.iter(input);
    d = d == null ? dialect(args, kwnames) : d;
    return new PyCsvReader(it, d);
  }

  @Function(
      signature = "(fileobj, dialect='excel', **fmtparams)",
      doc = "An object that writes rows as CSV text.")
  static PyObject writer(PyModule m, PyObject[] args, PyStr[] kwnames) {
    PyCsvDialect d = args.length == 0 ? dialect(args, kwnames) : null;
    PyObject write = Abstract.getAttributeOrNull(args[0], PyStr.interned("write"));
    if (write == null || !Abstract.isCallable(write)) {
      throw Errors.typeError("argument 1 must have a \"write\" method");
    }
    d = d == null ? dialect(args, kwnames) : d;
    return new PyCsvWriter(write, d);
  }

  @Function(name = "list_dialects", doc = "Return a list of all known dialect names.")
  static PyObject listDialects() {
    return PyList.of(Abstract.toArray(State.current().dialects));
  }

  @Function(
      name = "register_dialect",
      signature = "(name, dialect='excel', **fmtparams)",
      doc = "Create a mapping from a string name to a dialect class.")
  static void registerDialect(PyModule m, PyObject[] args, PyStr[] kwnames) {
    int positional = args.length - (kwnames == null ? 0 : kwnames.length);
    if (positional < 1 || positional > 2) {
      throw Errors.typeError(
          "register_dialect expected at "
              + (positional < 1 ? "least 1 argument" : "most 2 arguments")
              + ", got "
              + positional);
    }
    if (!(args[0] instanceof PyStr)) {
      throw Errors.typeError("dialect name must be a string");
    }
    State.current().dialects.put(args[0], dialect(args, kwnames));
  }

  @Function(
      name = "unregister_dialect",
      signature = "(name)",
      doc = "Delete the name/dialect mapping.")
  static void unregisterDialect(PyObject name) {
    if (State.current().dialects.remove(name) == null) {
      throw error("unknown dialect");
    }
  }

  @Function(
      name = "get_dialect",
      signature = "(name)",
      doc = "Return the dialect instance associated with name.")
  static PyObject getDialect(PyObject name) {
    return named(name);
  }

  static PyObject named(PyObject name) {
    PyObject d = State.current().dialects.get(name);
    if (d == null) {
      throw error("unknown dialect");
    }
    return d;
  }

  @Function(
      name = "field_size_limit",
      signature = "(limit=None, /)",
      doc = "Sets an upper limit on parsed fields; returns the old one.")
  static PyObject fieldSizeLimit(PyObject limit) {
    State s = State.current();
    long old = s.fieldLimit;
    if (limit != null) {
      if (!(limit instanceof PyInt)) {
        throw Errors.typeError("limit must be an integer");
      }
      s.fieldLimit = Abstract.toJavaLong(limit);
    }
    return PyInt.of(old);
  }

  static boolean isNone(PyObject o) {
    return o == null || o == PyObject.NONE;
  }
}
