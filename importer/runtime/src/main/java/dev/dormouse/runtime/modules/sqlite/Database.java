package dev.dormouse.runtime.modules.sqlite;

import dev.dormouse.runtime.objects.Interpreter;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.ThreadState;
import java.sql.SQLException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.sqlite.SQLiteException;
import org.sqlite.core.Codes;
import org.sqlite.core.DB;
import org.sqlite.core.DormouseAccess;
import org.sqlite.core.SafeStmtPtr;
import org.sqlite.jdbc4.JDBC4Connection;

/**
 * An open database: native calls, their locks and their errors. Knows no Python objects but errors.
 */
final class Database {
  static final int ROW = Codes.SQLITE_ROW;
  static final int DONE = Codes.SQLITE_DONE;

  /** SQLITE_LOCKED without its extended part. */
  private static final int LOCKED = 6;

  /** A text as SQLite keeps it; not always valid UTF-8. */
  record Text(byte[] utf8) {}

  /** A native call. */
  interface Call<T> {
    T run(DB db) throws SQLException;
  }

  private final JDBC4Connection connection;
  private final DB db;

  /** Held while a native call runs; see the package for the order of locks. */
  private final ReentrantLock lock = new ReentrantLock();

  /** Raised by a callback inside the native call that runs; null if none. */
  PyException callbackError;

  private boolean autocommit = true;
  private boolean autocommitKnown = true;
  private SafeStmtPtr lastRowId;

  /** Every statement that was not closed, since the library does not look after those made here. */
  private final Set<SafeStmtPtr> statements = Collections.newSetFromMap(new IdentityHashMap<>());

  /** {@code file} is absolute, special or a URI. */
  static Database open(String file, int busyMilliseconds) {
    Object made =
        ThreadState.current()
            .allowThreads(
                () -> {
                  try {
                    Properties none = new Properties();
                    Database d =
                        new Database(new JDBC4Connection("jdbc:sqlite:" + file, file, none));
                    d.db.busy_timeout(busyMilliseconds);
                    return d;
                  } catch (SQLException e) {
                    return e;
                  }
                });
    if (made instanceof Database d) {
      return d;
    }
    SQLException e = (SQLException) made;
    int code = e instanceof SQLiteException s ? s.getResultCode().code : Codes.SQLITE_CANTOPEN;
    throw SqliteErrors.of(code, "unable to open database file");
  }

  private Database(JDBC4Connection connection) {
    this.connection = connection;
    this.db = connection.getDatabase();
  }

  JDBC4Connection jdbc() {
    return connection;
  }

  /** Runs a native call; SQLException becomes the Python exception of its code. */
  <T> T call(Call<T> call) {
    ThreadState ts = ThreadState.current();
    if (lock.isHeldByCurrentThread()) {
      // Inside a callback, which holds the interpreter lock: no other thread can be in here.
      return raise(attempt(call), null);
    }
    Object result =
        ts.allowThreads(
            () -> {
              lock.lock();
              try {
                callbackError = null;
                return attempt(call);
              } finally {
                lock.unlock();
              }
            });
    PyException inside = callbackError;
    callbackError = null;
    return raise(result, inside);
  }

  /** A failed native call: its code and words, read before anything else could change them. */
  private record Failure(int code, String message) {}

  private Object attempt(Call<?> call) {
    try {
      return call.run(db);
    } catch (SQLException e) {
      autocommitKnown = false;
      int code = e instanceof SQLiteException s ? s.getResultCode().code : e.getErrorCode();
      String message;
      try {
        message = DormouseAccess.message(db);
      } catch (SQLException closed) {
        message = e.getMessage();
      }
      return new Failure(code, message);
    }
  }

  @SuppressWarnings("unchecked") // what attempt() returns if it is no failure
  private <T> T raise(Object result, PyException inside) {
    if (result instanceof Failure f) {
      if (inside != null) {
        throw inside;
      }
      throw SqliteErrors.of(f.code, f.message);
    }
    return (T) result;
  }

  /** Throws for a result code that is none of OK, ROW and DONE. */
  static int check(DB db, int code) throws SQLException {
    if (code != Codes.SQLITE_OK && code != ROW && code != DONE) {
      throw new SQLException(DormouseAccess.message(db), null, code);
    }
    return code;
  }

  static boolean isLocked(int code) {
    return (code & 0xFF) == LOCKED;
  }

  // transactions

  /** Says that a statement may have begun or ended a transaction. */
  void transactionMayHaveChanged() {
    autocommitKnown = false;
  }

  /** {@code sqlite3_get_autocommit}, found out by trying: BEGIN fails within a transaction. */
  boolean autocommit() {
    if (!autocommitKnown) {
      autocommit =
          call(
              d -> {
                try {
                  d.exec("BEGIN", true);
                } catch (SQLException e) {
                  return false;
                }
                d.exec("COMMIT", true);
                return true;
              });
      autocommitKnown = true;
    }
    return autocommit;
  }

  void execute(String sql) {
    call(
        d -> {
          d.exec(sql, true);
          return null;
        });
    autocommitKnown = false;
  }

  long lastInsertRowId() {
    return call(
        d -> {
          if (lastRowId == null) {
            lastRowId = prepare(d, "SELECT last_insert_rowid()");
          }
          long p = DormouseAccess.pointer(lastRowId);
          check(d, d.step(p));
          long id = d.column_long(p, 0);
          d.reset(p);
          return id;
        });
  }

  /** Within a native call. */
  SafeStmtPtr prepare(DB d, String sql) throws SQLException {
    SafeStmtPtr s = DormouseAccess.prepare(d, sql);
    statements.add(s);
    return s;
  }

  void finish(SafeStmtPtr statement) {
    call(
        d -> {
          statements.remove(statement);
          return statement.close();
        });
  }

  void close() {
    call(
        d -> {
          for (SafeStmtPtr s : statements) {
            s.close();
          }
          statements.clear();
          connection.close();
          return null;
        });
  }

  /** Runs Python code out of a native call. */
  static <T> T inPython(Interpreter interpreter, ThreadState.Blocking<T> code) {
    interpreter.acquireLock();
    try {
      return code.run();
    } finally {
      interpreter.releaseLock();
    }
  }
}
