package dev.dormouse.runtime.modules.sqlite;

import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Ops;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.tables.BuiltinType;
import java.sql.SQLException;
import java.util.List;
import org.sqlite.core.DB;
import org.sqlite.core.DormouseAccess;
import org.sqlite.core.SafeStmtPtr;

/** {@code sqlite3.Statement}: one compiled statement. */
@BuiltinType(name = "Statement")
final class PyStatement extends PyObject {
  static final PyType TYPE =
      PyType.builtin("Statement", PyType.OBJECT, new StatementOps(), new PyStatementTable())
          .in("sqlite3")
          .with(PyType.DISALLOW_INSTANTIATION);

  private static final class StatementOps extends Ops {}

  final Database database;
  final String sql;

  /** In upper case. */
  private final String firstWord;

  /** INSERT, UPDATE, DELETE or REPLACE: what opens a transaction. */
  final boolean dml;

  final List<String> parameters;

  /** Null for text without a statement, and when closed. */
  private SafeStmtPtr handle;

  private long pointer;

  /** A cursor is reading from it. */
  boolean inUse;

  /** To be closed as soon as no cursor uses it. */
  boolean evicted;

  PyStatement(Database database, String sql) {
    super(TYPE);
    this.database = database;
    if (sql.indexOf('\0') >= 0) {
      throw SqliteErrors.programming("the query contains a null character");
    }
    int end = SqlText.statementEnd(sql, 0);
    if (end < sql.length() && !SqlText.isEmpty(sql.substring(end))) {
      throw SqliteErrors.programming("You can only execute one statement at a time.");
    }
    this.sql = sql;
    this.firstWord = SqlText.firstWord(sql);
    this.dml =
        switch (firstWord) {
          case "INSERT", "UPDATE", "DELETE", "REPLACE" -> true;
          default -> false;
        };
    if (firstWord.isEmpty()) {
      parameters = List.of();
      return;
    }
    String first = sql.substring(0, end);
    handle =
        database.call(
            db -> {
              SafeStmtPtr p = database.prepare(db, first);
              pointer = DormouseAccess.pointer(p);
              return p;
            });
    parameters = SqlText.parameters(first);
  }

  boolean isEmpty() {
    return handle == null;
  }

  /** Whether it may begin or end a transaction. */
  boolean isTransactional() {
    return switch (firstWord) {
      case "BEGIN", "COMMIT", "END", "ROLLBACK", "SAVEPOINT", "RELEASE" -> true;
      default -> false;
    };
  }

  /** Can change when the schema does. */
  int columns() {
    return isEmpty() ? 0 : database.call(db -> db.column_count(pointer));
  }

  /** Binds null, Long, Double, String or byte[]. */
  void bind(Object[] values) {
    database.call(
        db -> {
          db.clear_bindings(pointer);
          for (int i = 0; i < values.length; i++) {
            Database.check(db, bind(db, i + 1, values[i]));
          }
          return null;
        });
  }

  private int bind(DB db, int position, Object v) throws SQLException {
    return switch (v) {
      case null -> DormouseAccess.bindNull(db, pointer, position);
      case Long n -> DormouseAccess.bindLong(db, pointer, position, n);
      case Double d -> DormouseAccess.bindDouble(db, pointer, position, d);
      case String s -> DormouseAccess.bindText(db, pointer, position, s);
      default -> DormouseAccess.bindBlob(db, pointer, position, (byte[]) v);
    };
  }

  /**
   * Goes on; the next row, or null at the end.
   *
   * @param bytes which columns are wanted as bytes, whatever they hold; null for none
   */
  Object[] step(boolean[] bytes) {
    if (isEmpty()) {
      return null;
    }
    Object[] row =
        database.call(
            db -> {
              int code = db.step(pointer);
              Database.check(db, code);
              return code == Database.ROW ? read(db, bytes) : null;
            });
    if (isTransactional()) {
      database.transactionMayHaveChanged();
    }
    return row;
  }

  private Object[] read(DB db, boolean[] bytes) throws SQLException {
    Object[] row = new Object[db.column_count(pointer)];
    for (int i = 0; i < row.length; i++) {
      int type = db.column_type(pointer, i);
      boolean raw = bytes != null && i < bytes.length && bytes[i];
      row[i] =
          switch (raw && type != NULL ? BLOB : type) {
            case INTEGER -> db.column_long(pointer, i);
            case FLOAT -> db.column_double(pointer, i);
            case TEXT -> new Database.Text(blob(db, i));
            case BLOB -> blobOrNull(db, i, raw);
            default -> null;
          };
    }
    return row;
  }

  static final int INTEGER = 1;
  static final int FLOAT = 2;
  static final int TEXT = 3;
  static final int BLOB = 4;
  static final int NULL = 5;

  /** Converters get no empty values, since SQLite has no address for them. */
  private byte[] blobOrNull(DB db, int column, boolean raw) throws SQLException {
    byte[] b = blob(db, column);
    return raw && b.length == 0 ? null : b;
  }

  private byte[] blob(DB db, int column) throws SQLException {
    byte[] b = db.column_blob(pointer, column);
    return b == null ? new byte[0] : b;
  }

  String columnName(int i) {
    String name = database.call(db -> db.column_name(pointer, i));
    if (name == null) {
      throw Errors.memoryError();
    }
    return name;
  }

  /** The declared type of a column; null for an expression. */
  String declaredType(int i) {
    return database.call(db -> db.column_decltype(pointer, i));
  }

  void reset() {
    inUse = false;
    if (handle != null) {
      database.call(db -> db.reset(pointer));
      if (evicted) {
        close();
      }
    }
  }

  /** To run it once more with the same parameters. */
  void rewind() {
    database.call(db -> db.reset(pointer));
  }

  void close() {
    SafeStmtPtr h = handle;
    handle = null;
    if (h != null) {
      database.finish(h);
    }
  }
}
