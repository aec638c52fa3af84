package dev.dormouse.runtime.modules.sqlite;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.BuiltinTable;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Exceptions;
import dev.dormouse.runtime.objects.Interpreter;
import dev.dormouse.runtime.objects.PyByteArray;
import dev.dormouse.runtime.objects.PyDict;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyFloat;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyModule;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.tables.BuiltinModule;
import dev.dormouse.tables.Function;
import java.util.Locale;
import org.sqlite.SQLiteJDBCLoader;

/** {@code _sqlite3}. Compare CPython's {@code Modules/_sqlite/module.c}. */
@BuiltinModule(name = "_sqlite3")
public final class SqliteModule {
  static final int PARSE_DECLTYPES = 1;
  static final int PARSE_COLNAMES = 2;

  /** What an interpreter's module keeps. */
  static final class State {
    /** By (type, protocol). */
    final PyDict adapters = new PyDict();

    /** By the name of a type in upper case. */
    final PyDict converters = new PyDict();

    /** Whether exceptions in callbacks are shown. */
    boolean callbackTracebacks;

    boolean sharedCache;

    /** An adapter was registered for a type that usually needs none. */
    boolean plainTypesAdapted;

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

  private SqliteModule() {}

  public static BuiltinTable table() {
    return new SqliteModuleTable();
  }

  static void exec(PyModule m) {
    State s = State.current();
    m.set("adapters", s.adapters);
    m.set("converters", s.converters);
    m.set("Connection", PyConnection.TYPE);
    m.set("Cursor", PyCursor.TYPE);
    m.set("Row", PyRow.TYPE);
    m.set("Blob", PySqliteBlob.TYPE);
    m.set("PrepareProtocol", PyPrepareProtocol.TYPE);
    for (PyType t : SqliteErrors.ALL) {
      m.set(t.name(), t);
    }
    m.set("PARSE_DECLTYPES", PyInt.of(PARSE_DECLTYPES));
    m.set("PARSE_COLNAMES", PyInt.of(PARSE_COLNAMES));
    m.set("threadsafety", PyInt.of(3));
    m.set("version", PyStr.of("2.6.0"));
    // The library counts its own releases behind SQLite's three numbers.
    String version = SQLiteJDBCLoader.getVersion();
    int third = version.indexOf('.', version.indexOf('.') + 1);
    int fourth = version.indexOf('.', third + 1);
    m.set("sqlite_version", PyStr.of(fourth < 0 ? version : version.substring(0, fourth)));
    SqliteConstants.fill(m);
  }

  @Function(
      signature =
          "(database, timeout=5.0, detect_types=0, isolation_level='', check_same_thread=True,"
              + " factory=ConnectionType, cached_statements=128, uri=False)",
      doc = "Open a connection to the SQLite database file.")
  static PyObject connect(PyModule m, PyObject[] args, PyStr[] kwnames) {
    int positional = args.length - (kwnames == null ? 0 : kwnames.length);
    PyObject factory = positional > 5 ? args[5] : null;
    for (int i = 0; kwnames != null && i < kwnames.length; i++) {
      if (kwnames[i].value().equals("factory")) {
        factory = args[positional + i];
      }
    }
    return Abstract.call(factory == null ? PyConnection.TYPE : factory, args, kwnames);
  }

  @Function(
      name = "complete_statement",
      signature = "(statement)",
      doc = "Whether a text ends with a complete SQL statement.")
  static boolean completeStatement(String statement) {
    return SqlText.isComplete(statement);
  }

  @Function(
      name = "enable_callback_tracebacks",
      signature = "(enable, /)",
      doc = "Show or do not show exceptions that callbacks raise.")
  static void enableCallbackTracebacks(int enable) {
    State.current().callbackTracebacks = enable != 0;
  }

  @Function(
      name = "enable_shared_cache",
      signature = "(do_enable)",
      doc = "Let connections that are opened from now on share their caches, or not.")
  static void enableSharedCache(int enable) {
    State.current().sharedCache = enable != 0;
  }

  @Function(
      name = "register_adapter",
      signature = "(type, adapter, /)",
      doc = "Register a function that makes objects of a type into what SQLite can store.")
  static void registerAdapter(PyObject type, PyObject adapter) {
    if (type == PyInt.TYPE
        || type == PyFloat.TYPE
        || type == PyStr.TYPE
        || type == PyByteArray.TYPE) {
      State.current().plainTypesAdapted = true;
    }
    State.current().adapters.put(PyTuple.of(type, PyPrepareProtocol.TYPE), adapter);
  }

  @Function(
      name = "register_converter",
      signature = "(typename, converter, /)",
      doc = "Register a function that makes bytes of a declared SQL type into Python objects.")
  static void registerConverter(String name, PyObject converter) {
    State.current().converters.put(PyStr.of(name.toUpperCase(Locale.ROOT)), converter);
  }

  @Function(
      signature = "(obj, proto=PrepareProtocolType, alt=<unrepresentable>, /)",
      doc = "Adapt an object to the protocol.")
  static PyObject adapt(PyObject o, PyObject protocol, PyObject alternative) {
    return adaptTo(o, protocol == null ? PyPrepareProtocol.TYPE : protocol, alternative);
  }

  /** {@code alternative} null: there is none. */
  static PyObject adaptTo(PyObject o, PyObject protocol, PyObject alternative) {
    PyObject adapter = State.current().adapters.get(PyTuple.of(o.type, protocol));
    if (adapter != null) {
      return Abstract.call(adapter, o);
    }
    PyObject method = Abstract.getAttributeOrNull(protocol, PyStr.interned("__adapt__"));
    if (method != null) {
      PyObject adapted = callAdapting(method, o);
      if (adapted != null) {
        return adapted;
      }
    }
    method = Abstract.getAttributeOrNull(o, PyStr.interned("__conform__"));
    if (method != null) {
      PyObject adapted = callAdapting(method, protocol);
      if (adapted != null) {
        return adapted;
      }
    }
    if (alternative != null) {
      return alternative;
    }
    throw SqliteErrors.programming("can't adapt");
  }

  /** Null for None and for a method that does not take the argument. */
  private static PyObject callAdapting(PyObject method, PyObject argument) {
    try {
      PyObject adapted = Abstract.call(method, argument);
      return adapted == PyObject.NONE ? null : adapted;
    } catch (PyException e) {
      if (e.matches(Exceptions.TypeError)) {
        return null;
      }
      throw e;
    }
  }

  static PyObject callable(PyObject o) {
    if (!Abstract.isCallable(o)) {
      throw Errors.typeError("parameter must be callable");
    }
    return o;
  }
}
