package dev.dormouse.runtime.modules.sqlite;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.ArgParser;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Interpreter;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.tables.Method;
import org.sqlite.Collation;
import org.sqlite.Function;
import org.sqlite.ProgressHandler;

/** Methods of {@link PyConnection} with which SQLite is made to call Python. */
final class ConnectionCallbacks {
  /** A function gives the same result for the same arguments. */
  private static final int DETERMINISTIC = 0x800;

  private ConnectionCallbacks() {}

  /** Shows an exception of a callback if that was asked for; it goes no further. */
  static void report(PyException e, PyObject callback) {
    if (SqliteModule.State.current().callbackTracebacks) {
      Interpreter.current().unraisable(e, callback);
    }
  }

  private static void define(
      PyConnection c, String name, int arguments, int flags, Function f, String failure) {
    Database d = c.check();
    if (arguments < -1 || arguments > 127) {
      throw SqliteErrors.operational(failure);
    }
    try {
      d.call(
          db -> {
            Function.create(d.jdbc(), name, f, arguments, flags);
            return null;
          });
    } catch (PyException e) {
      throw e.matches(SqliteErrors.ERROR) ? SqliteErrors.operational(failure) : e;
    }
  }

  @Method(
      name = "create_function",
      signature = "(name, narg, func, *, deterministic=False)",
      doc = "Creates a new SQL function out of a Python one.")
  static void createFunction(
      PyConnection c, String name, int arguments, PyObject function, boolean deterministic) {
    Function f =
        function == PyObject.NONE
            ? new PythonFunction.Removed(name)
            : new PythonFunction(c.check(), function);
    define(c, name, arguments, deterministic ? DETERMINISTIC : 0, f, "Error creating function");
  }

  @Method(
      name = "create_aggregate",
      signature = "(name, n_arg, aggregate_class)",
      doc = "Creates a new SQL aggregate out of a class.")
  static void createAggregate(PyConnection c, String name, int arguments, PyObject cls) {
    Function f =
        cls == PyObject.NONE
            ? new PythonFunction.Removed(name)
            : new PythonAggregate(c.check(), cls);
    define(c, name, arguments, 0, f, "Error creating aggregate");
  }

  @Method(
      name = "create_window_function",
      signature = "(name, num_params, aggregate_class, /)",
      doc = "Creates an SQL window function out of a class.")
  static void createWindowFunction(PyConnection c, String name, int arguments, PyObject cls) {
    Function f =
        cls == PyObject.NONE
            ? new PythonFunction.Removed(name)
            : new PythonAggregate(c.check(), cls);
    if (arguments < -1 || arguments > 127) {
      throw SqliteErrors.programming("Error creating window function");
    }
    define(c, name, arguments, 0, f, "Error creating window function");
  }

  @Method(
      name = "create_collation",
      signature = "(name, callback, /)",
      doc = "Creates a collation out of a Python function.")
  static void createCollation(PyConnection c, PyObject name, PyObject function) {
    Database d = c.check();
    if (!(name instanceof PyStr text)) {
      throw Errors.typeError(
          "create_collation() argument 1 must be str, not " + ArgParser.typeName(name));
    }
    Parameters.checkText(text);
    if (function == PyObject.NONE) {
      d.call(
          db -> {
            Collation.destroy(d.jdbc(), text.value());
            return null;
          });
      return;
    }
    SqliteModule.callable(function);
    d.call(
        db -> {
          Collation.create(d.jdbc(), text.value(), new PythonCollation(function));
          return null;
        });
  }

  private static final class PythonCollation extends Collation {
    private final PyObject function;
    private final Interpreter interpreter = Interpreter.current();

    PythonCollation(PyObject function) {
      this.function = function;
    }

    @Override
    protected int xCompare(String a, String b) {
      return Database.inPython(
          interpreter,
          () -> {
            try {
              PyObject r = Abstract.call(function, PyStr.of(a), PyStr.of(b));
              return Abstract.index(r).bigValue().signum();
            } catch (PyException e) {
              report(e, function);
              return 0;
            }
          });
    }
  }

  @Method(
      name = "set_progress_handler",
      signature = "(progress_handler, n)",
      doc = "Have a function called every n instructions; true from it ends the statement.")
  static void setProgressHandler(PyConnection c, PyObject handler, int n) {
    Database d = c.check();
    Interpreter interpreter = Interpreter.current();
    ProgressHandler made =
        new ProgressHandler() {
          @Override
          protected int progress() {
            return Database.inPython(
                interpreter,
                () -> {
                  try {
                    return Abstract.isTrue(Abstract.call(handler)) ? 1 : 0;
                  } catch (PyException e) {
                    report(e, handler);
                    return 1;
                  }
                });
          }
        };
    d.call(
        db -> {
          if (handler == PyObject.NONE || n <= 0) {
            ProgressHandler.clearHandler(d.jdbc());
          } else {
            ProgressHandler.setHandler(d.jdbc(), n, made);
          }
          return null;
        });
  }

  @Method(
      name = "set_trace_callback",
      signature = "(trace_callback)",
      doc = "Have a function called with the text of each statement that is executed.")
  static void setTraceCallback(PyConnection c, PyObject callback) {
    c.check();
    c.traceCallback = callback == PyObject.NONE ? null : callback;
  }

  @Method(
      name = "set_authorizer",
      signature = "(authorizer_callback)",
      doc = "Set a function that decides what statements may do. Not there yet.")
  static void setAuthorizer(PyConnection c, PyObject callback) {
    c.check();
    if (callback != PyObject.NONE) {
      throw Errors.missingFeature("sqlite3.Connection.set_authorizer");
    }
  }
}
