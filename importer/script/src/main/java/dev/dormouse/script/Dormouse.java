package dev.dormouse.script;

import dev.dormouse.importer.Python;
import dev.dormouse.importer.PythonConfig;
import dev.dormouse.runtime.modules.Compiling;
import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Interpreter;
import dev.dormouse.runtime.objects.PyDict;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyModule;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.objects.ThreadState;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.Supplier;

/**
 * A Python interpreter in this JVM. Interpreters share nothing but the images they read, so a
 * program may have as many as it likes.
 *
 * <p><b>Threads.</b> Any thread may call any method at any time. As in CPython, one thread at a
 * time runs Python code in an interpreter: a call waits until it is its turn. Java code that Python
 * calls may call back. Python runs on the caller's stack, so how deep it may recurse depends on the
 * thread; a stack that is full is a {@code RecursionError}.
 *
 * <p><b>Errors.</b> What Python raises and nobody catches is a {@link PythonException}; {@code
 * SystemExit} too, which never ends the JVM. After {@link #close} every call is an {@code
 * IllegalStateException}.
 */
public final class Dormouse implements AutoCloseable {
  private static final PyStr MAIN = PyStr.interned("__main__");

  private final Python python;
  final Interpreter interpreter;

  /**
   * The main thread's state while no thread runs with it; null while one does. That role goes to
   * whichever thread comes first. Guarded by this object's monitor.
   */
  private ThreadState mainState;

  private volatile boolean closed;

  private Dormouse(Python python) {
    this.python = python;
    this.interpreter = python.interpreter();
    this.mainState = interpreter.mainThread();
    interpreter.register(Dormouse.class, this);
  }

  /** The one whose Python code the calling thread runs; null while it is being started. */
  static Dormouse current() {
    return (Dormouse) Interpreter.current().registered(Dormouse.class);
  }

  /** Says how an interpreter is to be, before it starts. */
  public static DormouseBuilder builder() {
    return new DormouseBuilder();
  }

  /** An interpreter with a library and the process's streams. */
  public static Dormouse start() throws IOException {
    return builder().start();
  }

  static Dormouse start(PythonConfig config) throws IOException {
    ThreadState outer = ThreadState.currentOrNull();
    if (outer != null) {
      outer.interpreter.releaseLock();
    }
    boolean started = false;
    try {
      Dormouse made = new Dormouse(Python.start(config));
      started = true;
      made.interpreter.detach(outer);
      return made;
    } catch (PyException e) {
      throw new IllegalStateException("Python does not start: " + e.getMessage(), e);
    } finally {
      ThreadState failed = started ? null : ThreadState.currentOrNull();
      if (failed != null && failed != outer) {
        failed.interpreter.detach(outer);
      }
      if (outer != null) {
        outer.interpreter.acquireLock();
      }
    }
  }

  // running code

  /** Runs a program's text in {@code __main__}. */
  public void exec(String source) {
    exec(source, "<string>");
  }

  /**
   * Runs a program's text in {@code __main__}.
   *
   * @param filename what tracebacks are to call it
   */
  public void exec(String source, String filename) {
    run(source, filename);
  }

  /** The value of an expression in {@code __main__}. */
  public PythonValue eval(String expression) {
    return inside(
        () -> {
          Compiling.Script script = Compiling.compileScript(expression.strip(), "<string>");
          if (script.result == null) {
            throw Errors.valueError("not an expression: " + expression);
          }
          return value(execute(script, globals()));
        });
  }

  /**
   * Runs a program's text in {@code __main__}.
   *
   * @return the value of the expression that it ends in; None if it ends in another statement
   */
  public PythonValue run(String source, String filename) {
    return inside(() -> value(execute(Compiling.compileScript(source, filename), globals())));
  }

  /** Runs compiled code; with the interpreter current. */
  PyObject execute(Compiling.Script script, PyDict globals) {
    Compiling.run(script.body, globals, globals, null);
    return script.result == null
        ? PyObject.NONE
        : Compiling.run(script.result, globals, globals, null);
  }

  /** A module, imported if it is not yet: for {@code a.b}, {@code b}. */
  public PythonValue importModule(String name) {
    return inside(() -> value(interpreter.importer().importModule(name)));
  }

  // names of __main__

  /** The value of a name in {@code __main__}; null if there is none. */
  public PythonValue get(String name) {
    return inside(
        () -> {
          PyObject found = globals().get(name);
          return found == null ? null : value(found);
        });
  }

  /** Gives a name of {@code __main__} a value, converted as {@link #value(Object)} does. */
  public void set(String name, Object value) {
    inside(
        () -> {
          globals().put(PyStr.interned(name), Conversions.toPython(value));
          return null;
        });
  }

  /** The namespace of {@code __main__} as a value. */
  PythonValue names() {
    return inside(() -> value(globals()));
  }

  /** The namespace of {@code __main__}; with the interpreter current. */
  PyDict globals() {
    return mainModule().dict();
  }

  /** {@code __main__}; with the interpreter current. */
  PyModule mainModule() {
    if (interpreter.modules.get(MAIN) instanceof PyModule main) {
      return main;
    }
    throw Errors.runtimeError("unable to get the __main__ module");
  }

  // values

  /**
   * A Java value as Python sees it: null is None; Boolean, the number types, CharSequence and
   * Character become bool, int, float and str; {@code byte[]} becomes bytes; lists and arrays, maps
   * and sets are copied, element by element, to list, dict and set; a {@link PythonValue} is the
   * object it stands for. Anything else is handed over as it is: see {@link #wrap}.
   */
  public PythonValue value(Object object) {
    return inside(() -> value(Conversions.toPython(object)));
  }

  /**
   * A Java object as an object of Python's, never copied or converted. Python reads its public
   * fields, calls its public methods and reads {@code getName()} as {@code name}; a {@code Class}
   * gives its static members and makes instances when called; an implementation of a functional
   * interface can be called; collections, maps and arrays have {@code len}, {@code []}, {@code in}
   * and {@code for}.
   */
  public PythonValue wrap(Object object) {
    return inside(() -> value(object == null ? PyObject.NONE : new JavaObject(object)));
  }

  PythonValue value(PyObject object) {
    return new PythonValue(this, object);
  }

  PyObject call(PyObject function, Object[] arguments) {
    PyObject[] converted = new PyObject[arguments.length];
    for (int i = 0; i < arguments.length; i++) {
      converted[i] = Conversions.toPython(arguments[i]);
    }
    return Abstract.call(function, converted, null);
  }

  /** Sets {@code sys.argv}; with the interpreter current. */
  void setArguments(Object[] arguments) {
    interpreter.sys.set("argv", Conversions.toPython(Arrays.asList(arguments)));
  }

  // threads and errors

  /** Runs {@code body} with this interpreter current and its lock held. */
  <T> T inside(Supplier<T> body) {
    if (closed) {
      throw new IllegalStateException("this interpreter is closed");
    }
    ThreadState outer = ThreadState.currentOrNull();
    if (outer != null && outer.interpreter == interpreter) {
      return translated(body);
    }
    if (outer != null) {
      // Nobody waits for one interpreter while holding another.
      outer.interpreter.releaseLock();
    }
    try {
      ThreadState state = takeState();
      interpreter.attach(state);
      try {
        if (closed) {
          throw new IllegalStateException("this interpreter is closed");
        }
        return translated(body);
      } finally {
        interpreter.detach(outer);
        giveBack(state);
      }
    } finally {
      if (outer != null) {
        outer.interpreter.acquireLock();
      }
    }
  }

  private synchronized ThreadState takeState() {
    ThreadState state = mainState;
    mainState = null;
    return state != null ? state : interpreter.newState();
  }

  private synchronized void giveBack(ThreadState state) {
    if (state == interpreter.mainThread()) {
      mainState = state;
    }
  }

  private <T> T translated(Supplier<T> body) {
    try {
      return body.get();
    } catch (PyException e) {
      throw PythonException.of(this, e);
    } catch (StackOverflowError e) {
      throw PythonException.of(
          this, Errors.recursionError("maximum recursion depth exceeded on this thread's stack"));
    }
  }

  /**
   * Ends the interpreter: waits for its threads, runs what {@code atexit} registered, flushes its
   * streams. A second call does nothing.
   */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    inside(
        () -> {
          if (!closed) {
            python.run(() -> {});
            closed = true;
          }
          return PyTuple.EMPTY;
        });
  }
}
