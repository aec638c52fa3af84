package dev.dormouse.runtime.modules.sqlite;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Exceptions;
import dev.dormouse.runtime.objects.Interpreter;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyObject;
import java.sql.SQLException;
import java.util.function.Supplier;
import org.sqlite.Function;

/** An SQL function in Python. */
final class PythonFunction extends Function {
  private final Database database;
  private final PyObject function;
  private final Interpreter interpreter = Interpreter.current();

  PythonFunction(Database database, PyObject function) {
    this.database = database;
    this.function = function;
  }

  @Override
  protected void xFunc() throws SQLException {
    Object[] arguments = new Object[args()];
    for (int i = 0; i < arguments.length; i++) {
      arguments[i] = argument(value_type(i), i);
    }
    Object result =
        call(
            database,
            interpreter,
            function,
            "user-defined function raised exception",
            () -> checked(Abstract.call(function, python(arguments))));
    give(result);
  }

  private Object argument(int type, int i) throws SQLException {
    return switch (type) {
      case PyStatement.INTEGER -> value_long(i);
      case PyStatement.FLOAT -> value_double(i);
      case PyStatement.TEXT -> new Database.Text(bytes(value_blob(i)));
      case PyStatement.BLOB -> bytes(value_blob(i));
      default -> null;
    };
  }

  private void give(Object result) throws SQLException {
    switch (result) {
      case null -> result();
      case Long n -> result(n.longValue());
      case Double d -> result(d.doubleValue());
      case String s -> result(s);
      case byte[] b -> result(b);
      default -> error(((Failed) result).message);
    }
  }

  // shared with aggregates, whose library class has no common ancestor that shows these methods

  /** What SQLite is told of an exception. */
  record Failed(String message) {}

  static byte[] bytes(byte[] b) {
    return b == null ? new byte[0] : b;
  }

  static PyObject[] python(Object[] arguments) {
    PyObject[] all = new PyObject[arguments.length];
    for (int i = 0; i < all.length; i++) {
      all[i] = Parameters.python(arguments[i]);
    }
    return all;
  }

  /** What SQLite can store of a result. */
  static Object checked(PyObject result) {
    Object v = Parameters.plain(result);
    if (v == result) {
      throw Errors.typeError("unsupported result");
    }
    return v;
  }

  /** Runs Python code for a callback; {@link Failed} if it raised. */
  static Object call(
      Database database,
      Interpreter interpreter,
      PyObject callback,
      String message,
      Supplier<Object> code) {
    return Database.inPython(
        interpreter,
        () -> {
          try {
            return code.get();
          } catch (PyException e) {
            ConnectionCallbacks.report(e, callback);
            if (e.matches(Exceptions.MemoryError)) {
              database.callbackError = Errors.memoryError();
            } else if (e.matches(Exceptions.OverflowError)) {
              database.callbackError = SqliteErrors.of(18, "string or blob too big");
            }
            return new Failed(message);
          }
        });
  }

  /** In place of a function that was taken away, which SQLite cannot do for one arity alone. */
  static final class Removed extends Function {
    private final String name;

    Removed(String name) {
      this.name = name;
    }

    @Override
    protected void xFunc() throws SQLException {
      error("no such function: " + name);
    }
  }
}
