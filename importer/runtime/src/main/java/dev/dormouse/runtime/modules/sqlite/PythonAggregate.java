package dev.dormouse.runtime.modules.sqlite;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Interpreter;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import java.sql.SQLException;
import org.sqlite.Function;

/**
 * An SQL aggregate or window function in Python. The library clones the one that was registered for
 * each group of rows.
 */
final class PythonAggregate extends Function.Window {
  private final Database database;
  private final PyObject cls;
  private final Interpreter interpreter = Interpreter.current();

  /** Of this group; null before its first row. */
  private PyObject instance;

  /** Why the group has no result; null while all is well. */
  private PythonFunction.Failed failed;

  PythonAggregate(Database database, PyObject cls) {
    this.database = database;
    this.cls = cls;
  }

  private Object[] arguments() throws SQLException {
    Object[] all = new Object[args()];
    for (int i = 0; i < all.length; i++) {
      all[i] =
          switch (value_type(i)) {
            case PyStatement.INTEGER -> value_long(i);
            case PyStatement.FLOAT -> value_double(i);
            case PyStatement.TEXT -> new Database.Text(PythonFunction.bytes(value_blob(i)));
            case PyStatement.BLOB -> PythonFunction.bytes(value_blob(i));
            default -> null;
          };
    }
    return all;
  }

  /** Calls a method of the group's object; false, with the error told, if it failed. */
  private Object invoke(String method, Object[] arguments) throws SQLException {
    if (failed != null) {
      error(failed.message());
      return failed;
    }
    String words = "user-defined aggregate's '" + method + "' method ";
    Object found =
        PythonFunction.call(
            database,
            interpreter,
            cls,
            words + "not defined",
            () -> Abstract.getAttribute(instance, PyStr.interned(method)));
    Object result =
        found instanceof PythonFunction.Failed
            ? found
            : PythonFunction.call(
                database,
                interpreter,
                cls,
                words + "raised error",
                () -> {
                  PyObject r = Abstract.call((PyObject) found, PythonFunction.python(arguments));
                  return method.equals("step") || method.equals("inverse")
                      ? null
                      : PythonFunction.checked(r);
                });
    if (result instanceof PythonFunction.Failed f) {
      failed = f;
      error(f.message());
    }
    return result;
  }

  @Override
  protected void xStep() throws SQLException {
    if (instance == null && failed == null) {
      Object made =
          PythonFunction.call(
              database,
              interpreter,
              cls,
              "user-defined aggregate's '__init__' method raised error",
              () -> Abstract.call(cls));
      if (made instanceof PythonFunction.Failed f) {
        failed = f;
      } else {
        instance = (PyObject) made;
      }
    }
    Object ignored = invoke("step", arguments());
  }

  @Override
  protected void xInverse() throws SQLException {
    Object ignored = invoke("inverse", arguments());
  }

  @Override
  protected void xValue() throws SQLException {
    give("value");
  }

  @Override
  protected void xFinal() throws SQLException {
    if (instance == null && failed == null) {
      result();
      return;
    }
    give("finalize");
  }

  private void give(String method) throws SQLException {
    switch (invoke(method, new Object[0])) {
      case null -> result();
      case Long n -> result(n.longValue());
      case Double d -> result(d.doubleValue());
      case String s -> result(s);
      case byte[] b -> result(b);
      default -> {
        // told already
      }
    }
  }
}
