package dev.dormouse.runtime.modules.sqlite;

import dev.dormouse.runtime.modules.posix.Host;
import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.ArgParser;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Ops;
import dev.dormouse.runtime.objects.PyBytes;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.runtime.objects.ThreadState;
import dev.dormouse.runtime.os.FsEncoding;
import dev.dormouse.tables.BuiltinType;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;

/**
 * {@code sqlite3.Connection}: its state; the Python methods are in {@link ConnectionMethods} and
 * {@link ConnectionCallbacks}. Compare CPython's {@code Modules/_sqlite/connection.c}.
 */
@BuiltinType(
    name = "Connection",
    ops = PyConnection.ConnectionOps.class,
    doc = "SQLite database connection object.",
    parts = {ConnectionMethods.class, ConnectionCallbacks.class, ConnectionAttributes.class})
final class PyConnection extends PyObject {
  static final PyType TYPE =
      PyType.builtin("Connection", PyType.OBJECT, new ConnectionOps(), new PyConnectionTable())
          .in("sqlite3")
          .with(PyType.BASETYPE)
          .withWeakrefs();

  /** A statement that a cursor is reading. The cursor may be collected before it is done. */
  private record Reading(WeakReference<PyCursor> cursor, PyStatement statement) {}

  private boolean initialized;

  /** Null before {@code __init__} and after {@code close}. */
  private Database database;

  /** The path it was opened with. */
  String file;

  private int detectTypes;

  /** "BEGIN …" or null for autocommit. */
  private String beginStatement;

  PyObject isolationLevel = PyStr.of("");
  PyObject rowFactory = NONE;
  PyObject textFactory = PyStr.TYPE;

  /** Called with each statement that is executed; null for none. */
  PyObject traceCallback;

  private boolean checkSameThread;
  private long thread;
  private int cacheSize;
  private long knownRowId;
  private boolean rowIdKnown;

  /** By their text, the one used longest ago first. */
  private LinkedHashMap<String, PyStatement> cache;

  private final List<Reading> readings = new ArrayList<>();

  PyConnection(PyType type) {
    super(type);
  }

  // state

  int detectTypes() {
    return detectTypes;
  }

  PyObject textFactory() {
    return textFactory;
  }

  Database database() {
    return database;
  }

  void checkThread() {
    if (initialized && checkSameThread && ThreadState.current().ident != thread) {
      throw SqliteErrors.programming(
          "SQLite objects created in a thread can only be used in that same thread. The object"
              + " was created in thread id "
              + thread
              + " and this is thread id "
              + ThreadState.current().ident
              + ".");
    }
  }

  Database checkOpen() {
    if (!initialized) {
      throw SqliteErrors.programming("Base Connection.__init__ not called.");
    }
    if (database == null) {
      throw SqliteErrors.programming("Cannot operate on a closed database.");
    }
    return database;
  }

  /** What nearly every method begins with. */
  Database check() {
    checkThread();
    return checkOpen();
  }

  boolean isInitialized() {
    return initialized;
  }

  void setIsolationLevel(PyObject level) {
    if (level == null) {
      throw Errors.attributeError("cannot delete attribute", null, null);
    }
    if (level == NONE) {
      beginStatement = null;
      isolationLevel = NONE;
      // As in CPython: what is pending is committed.
      if (database != null && !database.autocommit()) {
        database.execute("COMMIT");
      }
      return;
    }
    beginStatement = begin(level);
    isolationLevel = level;
  }

  private static String begin(PyObject level) {
    if (!(level instanceof PyStr s)) {
      throw Errors.typeError("isolation_level must be str or None");
    }
    String name = s.value().toUpperCase(Locale.ROOT);
    return switch (name) {
      case "" -> "BEGIN ";
      case "DEFERRED", "IMMEDIATE", "EXCLUSIVE" -> "BEGIN " + name;
      default ->
          throw Errors.valueError(
              "isolation_level string must be '', 'DEFERRED', 'IMMEDIATE', or 'EXCLUSIVE'");
    };
  }

  // statements

  void checkLength(String sql) {
    int limit = database.call(db -> db.limit(1, -1));
    if (sql.length() > limit) {
      throw Errors.of(SqliteErrors.DATA, "query string is too large");
    }
  }

  PyStatement statement(PyStr sql) {
    Parameters.checkText(sql);
    PyStatement s = cache.remove(sql.value());
    if (s == null || s.inUse) {
      if (s != null) {
        cache.put(sql.value(), s);
      }
      checkLength(sql.value());
      PyStatement made = new PyStatement(database, sql.value());
      if (s != null || cacheSize == 0) {
        made.evicted = true;
        made.inUse = true;
        return made;
      }
      s = made;
    }
    cache.put(sql.value(), s);
    s.inUse = true;
    if (cache.size() > cacheSize) {
      Iterator<PyStatement> eldest = cache.values().iterator();
      PyStatement old = eldest.next();
      eldest.remove();
      old.evicted = true;
      if (!old.inUse) {
        old.close();
      }
    }
    return s;
  }

  void reading(PyCursor cursor, PyStatement s) {
    readings.add(new Reading(new WeakReference<>(cursor), s));
  }

  void release(PyCursor cursor, PyStatement s) {
    for (int i = readings.size() - 1; i >= 0; i--) {
      if (readings.get(i).statement == s) {
        readings.remove(i);
      }
    }
    if (database != null) {
      s.reset();
    }
  }

  /** Resets what cursors that nobody has any more were reading; false if there are none. */
  private boolean releaseAbandoned() {
    System.gc();
    boolean any = false;
    for (int i = readings.size() - 1; i >= 0; i--) {
      if (readings.get(i).cursor.get() == null) {
        readings.remove(i).statement.reset();
        any = true;
      }
    }
    return any;
  }

  /** Goes on with a statement. */
  Object[] step(PyStatement s, boolean[] asBytes) {
    try {
      return s.step(asBytes);
    } catch (PyException e) {
      // Reference counting would have reset the statements of cursors that are gone.
      if (readings.isEmpty() || !isLocked(e) || !releaseAbandoned()) {
        throw e;
      }
      s.rewind();
      return s.step(asBytes);
    }
  }

  private static boolean isLocked(PyException e) {
    PyObject code =
        e.matches(SqliteErrors.OPERATIONAL)
            ? e.value.dict().get(PyStr.interned("sqlite_errorcode"))
            : null;
    return code != null && Database.isLocked(Abstract.toJavaInt(code));
  }

  /** Begins a transaction before a statement that changes data, unless there is one. */
  void begin() {
    if (beginStatement != null && database.autocommit()) {
      traceText(beginStatement);
      database.execute(beginStatement);
    }
  }

  void commitPending() {
    if (!database.autocommit()) {
      traceText("COMMIT");
      database.execute("COMMIT");
    }
  }

  void trace(PyStatement s, Object[] values) {
    if (traceCallback != null && !s.isEmpty()) {
      String text =
          values.length == 0
              ? s.sql
              : SqlText.expand(s.sql, s.parameters, Parameters.literals(values));
      if (text.length() > database.call(db -> db.limit(0, -1))) {
        ConnectionCallbacks.report(
            Errors.of(SqliteErrors.DATA, "Expanded SQL string exceeds the maximum string length"),
            traceCallback);
        text = s.sql;
      }
      traceText(text);
    }
  }

  void traceText(String sql) {
    if (traceCallback != null) {
      try {
        Abstract.call(traceCallback, PyStr.of(sql));
      } catch (PyException e) {
        ConnectionCallbacks.report(e, traceCallback);
      }
    }
  }

  /** {@code changed}: a row may have been inserted since the last call. */
  long lastInsertRowId(boolean changed) {
    if (changed || !rowIdKnown) {
      knownRowId = database.lastInsertRowId();
      rowIdKnown = true;
    }
    return knownRowId;
  }

  /** Says that statements ran whose effect was not looked at. */
  void changed() {
    rowIdKnown = false;
  }

  long changes() {
    return database.call(db -> db.changes());
  }

  void close() {
    Database d = database;
    if (d != null) {
      readings.clear();
      for (PyStatement s : cache.values()) {
        s.close();
      }
      cache.clear();
      d.close();
      database = null;
    }
  }

  // opening

  private void open(PyObject[] p) {
    PyStr path = path(p[0]);
    double timeout = p[1] == null ? 5.0 : ArgParser.toDouble(p[1]);
    boolean uri = p[7] != null && Abstract.isTrue(p[7]);
    int types = p[2] == null ? 0 : Abstract.toJavaInt(p[2]);
    PyObject level = p[3] == null ? PyStr.of("") : p[3];
    String begin = level == NONE ? null : begin(level);
    if (initialized) {
      close();
    }
    file = path.value();
    if (file.indexOf('\0') >= 0) {
      throw Errors.valueError("embedded null byte");
    }
    String name = file;
    boolean special = file.isEmpty() || file.equals(":memory:") || uri && file.startsWith("file:");
    if (!special && !file.startsWith("/")) {
      String cwd = Host.os().getcwd();
      name = cwd.endsWith("/") ? cwd + file : cwd + "/" + file;
    }
    database = Database.open(name, (int) (timeout * 1000));
    if (SqliteModule.State.current().sharedCache) {
      database.call(db -> db.shared_cache(true));
    }
    initialized = true;
    detectTypes = types;
    isolationLevel = level;
    beginStatement = begin;
    checkSameThread = p[4] == null || Abstract.isTrue(p[4]);
    thread = ThreadState.current().ident;
    cacheSize = p[6] == null ? 128 : Abstract.toJavaInt(p[6]);
    cache = new LinkedHashMap<>();
    rowFactory = NONE;
    textFactory = PyStr.TYPE;
    traceCallback = null;
  }

  private static PyStr path(PyObject o) {
    PyObject p = o;
    if (!(p instanceof PyStr) && !(p instanceof PyBytes)) {
      PyObject method = Abstract.lookupSpecial(o, PyStr.interned("__fspath__"));
      if (method != null) {
        p = Abstract.call(method);
      }
    }
    if (p instanceof PyBytes b) {
      return PyStr.of(FsEncoding.decode(b.value));
    }
    if (!(p instanceof PyStr s)) {
      throw Errors.typeError("expected str, bytes or os.PathLike object, not " + o.type.fullName());
    }
    return s;
  }

  static final class ConnectionOps extends Ops {
    @Override
    public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
      return new PyConnection(cls);
    }

    @Override
    public void init(PyObject o, PyObject[] args, PyStr[] kwnames) {
      PyObject[] p =
          ArgParser.parse(
              "Connection",
              "database\0timeout\0detect_types\0isolation_level\0check_same_thread\0factory"
                  + "\0cached_statements\0uri",
              0,
              8,
              1,
              args,
              kwnames);
      PyConnection c = (PyConnection) o;
      try {
        c.open(p);
      } catch (PyException e) {
        c.initialized = false;
        throw e;
      }
    }

    @Override
    public PyObject call(PyObject o, PyObject[] args, PyStr[] kwnames) {
      PyConnection c = (PyConnection) o;
      c.checkOpen();
      ArgParser.noKeywords(null, "Connection", kwnames);
      ArgParser.positional(null, "Connection", args, kwnames, 1, 1);
      if (!(args[0] instanceof PyStr sql)) {
        throw Errors.typeError("argument 1 must be str, not " + args[0].type.fullName());
      }
      return new PyStatement(c.database, sql.value());
    }
  }
}
