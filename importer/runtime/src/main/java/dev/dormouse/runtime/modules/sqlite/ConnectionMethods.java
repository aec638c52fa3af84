package dev.dormouse.runtime.modules.sqlite;

import dev.dormouse.runtime.modules.posix.Host;
import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.ArgParser;
import dev.dormouse.runtime.objects.Codecs;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Interpreter;
import dev.dormouse.runtime.objects.PyBool;
import dev.dormouse.runtime.objects.PyBytes;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.tables.Method;
import java.sql.SQLException;
import org.sqlite.core.DB;

/** Methods of {@link PyConnection}: statements, transactions, copies. */
final class ConnectionMethods {
  private ConnectionMethods() {}

  @Method(signature = "(factory=<unrepresentable>)", doc = "Return a cursor for the connection.")
  static PyObject cursor(PyConnection c, PyObject factory) {
    c.check();
    PyObject made = Abstract.call(factory == null ? PyCursor.TYPE : factory, c);
    if (!(made instanceof PyCursor cursor)) {
      throw Errors.typeError("factory must return a cursor, not " + made.type.fullName());
    }
    if (c.rowFactory != PyObject.NONE) {
      cursor.setRowFactory(c.rowFactory);
    }
    return made;
  }

  private static PyObject onCursor(PyConnection c, String method, PyObject... args) {
    PyObject cursor = Abstract.callMethod(c, "cursor");
    return Abstract.callMethod(cursor, method, args);
  }

  @Method(signature = "(sql, parameters=<unrepresentable>, /)", doc = "Executes an SQL statement.")
  static PyObject execute(PyConnection c, PyObject sql, PyObject parameters) {
    return parameters == null
        ? onCursor(c, "execute", sql)
        : onCursor(c, "execute", sql, parameters);
  }

  @Method(signature = "(sql, parameters, /)", doc = "Repeatedly executes an SQL statement.")
  static PyObject executemany(PyConnection c, PyObject sql, PyObject parameters) {
    return onCursor(c, "executemany", sql, parameters);
  }

  @Method(signature = "(sql_script, /)", doc = "Executes multiple SQL statements at once.")
  static PyObject executescript(PyConnection c, PyObject script) {
    return onCursor(c, "executescript", script);
  }

  @Method(doc = "Commit any pending transaction to the database.")
  static void commit(PyConnection c) {
    c.check();
    c.commitPending();
  }

  @Method(doc = "Roll back to the start of any pending transaction.")
  static void rollback(PyConnection c) {
    Database d = c.check();
    if (!d.autocommit()) {
      c.traceText("ROLLBACK");
      d.execute("ROLLBACK");
    }
  }

  @Method(doc = "Close the database connection; what was not committed is lost.")
  static void close(PyConnection c) {
    c.checkThread();
    if (!c.isInitialized()) {
      throw SqliteErrors.programming("Base Connection.__init__ not called.");
    }
    c.close();
  }

  @Method(doc = "Abort any pending database operation.")
  static void interrupt(PyConnection c) {
    // From any thread, and without the lock that the operation to be ended holds.
    try {
      c.checkOpen().jdbc().getDatabase().interrupt();
    } catch (SQLException e) {
      throw SqliteErrors.operational(e.getMessage());
    }
  }

  @Method(doc = "Returns iterator to the dump of the database in an SQL text format.")
  static PyObject iterdump(PyConnection c) {
    c.checkOpen();
    PyObject module = Interpreter.current().importer().importModule("sqlite3.dump");
    return Abstract.callMethod(module, "_iterdump", c);
  }

  @Method(name = "__enter__", doc = "Called when the connection is used as a context manager.")
  static PyObject enter(PyConnection c) {
    c.check();
    return c;
  }

  @Method(
      name = "__exit__",
      signature = "(type, value, traceback, /)",
      doc = "Commits, or rolls back if there was an exception.")
  static PyObject exit(PyConnection c, PyObject type, PyObject value, PyObject traceback) {
    if (type != PyObject.NONE || value != PyObject.NONE || traceback != PyObject.NONE) {
      Abstract.callMethod(c, "rollback");
      return PyBool.FALSE;
    }
    try {
      Abstract.callMethod(c, "commit");
    } catch (PyException e) {
      try {
        Abstract.callMethod(c, "rollback");
      } catch (PyException later) {
        throw Errors.chained(later, e);
      }
      throw e;
    }
    return PyBool.FALSE;
  }

  @Method(
      signature = "(category, limit, /)",
      doc = "Set a limit of the connection; returns the old one.")
  static int setlimit(PyConnection c, int category, int limit) {
    int old = c.check().call(db -> db.limit(category, limit));
    if (old < 0) {
      throw SqliteErrors.programming("'category' is out of bounds");
    }
    return old;
  }

  @Method(signature = "(category, /)", doc = "Get a limit of the connection.")
  static int getlimit(PyConnection c, int category) {
    return setlimit(c, category, -1);
  }

  // copies

  @Method(signature = "(*, name='main')", doc = "The database as bytes, as it would be on disk.")
  static PyObject serialize(PyConnection c, String name) {
    String schema = name == null ? "main" : name;
    byte[] data = c.check().call(db -> hasSchema(c, schema) ? serializeOrNull(db, schema) : null);
    if (data == null) {
      throw SqliteErrors.operational("unable to serialize '" + schema + "'");
    }
    return PyBytes.of(data);
  }

  @Method(
      signature = "(data, /, *, name='main')",
      doc = "Make the bytes of a database the content of the connection, in memory.")
  static void deserialize(PyConnection c, PyObject data, String name) {
    byte[] bytes =
        data instanceof PyStr s
            ? Codecs.encodeText(s, "utf-8", "strict").value
            : Parameters.bytes(data);
    String schema = name == null ? "main" : name;
    Database d = c.check();
    if (bytes.length == 0) {
      return;
    }
    d.call(
        db -> {
          db.deserialize(schema, bytes);
          return null;
        });
    d.transactionMayHaveChanged();
  }

  /** Null for a database that has nothing in it yet. */
  private static byte[] serializeOrNull(DB db, String schema) {
    try {
      return db.serialize(schema);
    } catch (SQLException e) {
      return null;
    }
  }

  private static boolean hasSchema(PyConnection c, String name) {
    PyStatement s = new PyStatement(c.database(), "PRAGMA database_list");
    try {
      for (Object[] row = s.step(null); row != null; row = s.step(null)) {
        if (Parameters.python(row[1]) instanceof PyStr known
            && known.value().equalsIgnoreCase(name)) {
          return true;
        }
      }
      return name.equalsIgnoreCase("temp");
    } finally {
      s.close();
    }
  }

  @Method(
      signature = "(target, *, pages=-1, progress=None, name='main', sleep=0.25)",
      doc = "Makes a backup of the database in another connection.")
  static void backup(
      PyConnection c, PyObject target, int pages, PyObject progress, String name, double sleep) {
    ArgParser.instance(target, PyConnection.TYPE, "backup", "'target'");
    PyConnection to = (PyConnection) target;
    c.check();
    to.check();
    if (c == to) {
      throw Errors.valueError("target cannot be the same connection instance");
    }
    PyObject report = progress == null || progress == PyObject.NONE ? null : progress;
    if (report != null && !Abstract.isCallable(report)) {
      throw Errors.typeError("progress argument must be a callable");
    }
    if (!to.database().autocommit()) {
      throw SqliteErrors.operational("target is in transaction");
    }
    String schema = name == null ? "main" : name;
    if (!hasSchema(c, schema)) {
      throw SqliteErrors.of(1, "unknown database " + schema);
    }
    copy(c, to, schema);
    if (report != null) {
      reportProgress(to, pages, report);
    }
  }

  private static void copy(PyConnection from, PyConnection to, String schema) {
    boolean memory = to.file.isEmpty() || to.file.equals(":memory:");
    if (memory || to.file.startsWith("file:")) {
      byte[] data = from.database().call(db -> serializeOrNull(db, schema));
      if (data == null || data.length == 0) {
        return;
      }
      to.database()
          .call(
              db -> {
                db.deserialize("main", data);
                return null;
              });
      return;
    }
    String path = Host.os().getcwd();
    String file = to.file.startsWith("/") ? to.file : path + "/" + to.file;
    from.database().call(db -> Database.check(db, db.backup(schema, file, null)));
  }

  /** The copy is made at once; what is told is what steps of so many pages would have told. */
  private static void reportProgress(PyConnection to, int pages, PyObject report) {
    PyStatement s = new PyStatement(to.database(), "PRAGMA page_count");
    long total;
    try {
      total = (Long) s.step(null)[0];
    } finally {
      s.close();
    }
    long step = pages <= 0 ? Math.max(total, 1) : pages;
    long remaining = total;
    do {
      remaining = Math.max(remaining - step, 0);
      Abstract.call(
          report,
          PyInt.of(remaining > 0 ? 0 : Database.DONE),
          PyInt.of(remaining),
          PyInt.of(total));
    } while (remaining > 0);
  }

  @Method(
      signature = "(table, column, row, /, *, readonly=False, name='main')",
      doc = "Open and return a BLOB object.")
  static PyObject blobopen(
      PyConnection c, String table, String column, long row, boolean readonly, String name) {
    c.check();
    return new PySqliteBlob(c, table, column, row, readonly, name == null ? "main" : name);
  }
}
