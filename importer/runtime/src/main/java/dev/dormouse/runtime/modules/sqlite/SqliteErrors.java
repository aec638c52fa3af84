package dev.dormouse.runtime.modules.sqlite;

import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Exceptions;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyType;

/** The exceptions of the module, and which one goes with which of SQLite's codes. */
final class SqliteErrors {
  static final PyType WARNING = define("Warning", Exceptions.Exception);
  static final PyType ERROR = define("Error", Exceptions.Exception);
  static final PyType INTERFACE = define("InterfaceError", ERROR);
  static final PyType DATABASE = define("DatabaseError", ERROR);
  static final PyType DATA = define("DataError", DATABASE);
  static final PyType OPERATIONAL = define("OperationalError", DATABASE);
  static final PyType INTEGRITY = define("IntegrityError", DATABASE);
  static final PyType INTERNAL = define("InternalError", DATABASE);
  static final PyType PROGRAMMING = define("ProgrammingError", DATABASE);
  static final PyType NOT_SUPPORTED = define("NotSupportedError", DATABASE);

  /** In the order in which connections and the module name them. */
  static final PyType[] ALL = {
    WARNING,
    ERROR,
    INTERFACE,
    DATABASE,
    DATA,
    OPERATIONAL,
    INTEGRITY,
    INTERNAL,
    PROGRAMMING,
    NOT_SUPPORTED
  };

  private SqliteErrors() {}

  private static PyType define(String name, PyType base) {
    return Exceptions.define("sqlite3", name, base);
  }

  static PyException programming(String message) {
    return Errors.of(PROGRAMMING, message);
  }

  static PyException operational(String message) {
    return Errors.of(OPERATIONAL, message);
  }

  /** {@code code} may be extended. */
  static PyException of(int code, String message) {
    PyType type =
        switch (code & 0xFF) {
          case 2, 12 -> INTERNAL; // INTERNAL, NOTFOUND
          case 7 -> Exceptions.MemoryError;
          case 1, 3, 4, 5, 6, 8, 9, 10, 13, 14, 15, 16, 17 -> OPERATIONAL;
          case 18 -> DATA; // TOOBIG
          case 19, 20 -> INTEGRITY; // CONSTRAINT, MISMATCH
          case 21, 25 -> INTERFACE; // MISUSE, RANGE
          default -> DATABASE;
        };
    boolean longSql = type == DATA && message.equals("statement too long");
    PyException e = Errors.of(type, longSql ? "query string is too large" : message);
    if (type != Exceptions.MemoryError) {
      String name = SqliteConstants.errorName(code);
      e.value.dict().put(PyStr.interned("sqlite_errorcode"), PyInt.of(code));
      e.value
          .dict()
          .put(PyStr.interned("sqlite_errorname"), PyStr.of(name == null ? "unknown" : name));
    }
    return e;
  }
}
