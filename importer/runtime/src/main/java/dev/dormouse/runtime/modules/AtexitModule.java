package dev.dormouse.runtime.modules;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.BuiltinTable;
import dev.dormouse.runtime.objects.Calls;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Interpreter;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.tables.BuiltinModule;
import dev.dormouse.tables.Function;
import java.util.ArrayList;

/** The {@code atexit} module. */
@BuiltinModule(name = "atexit", doc = "Functions to be called when the interpreter exits.")
public final class AtexitModule {
  private AtexitModule() {}

  public static BuiltinTable table() {
    return new AtexitModuleTable();
  }

  /** One call to make at exit; each registration is an object of its own. */
  public static final class Call {
    public final PyObject function;
    public final PyObject[] args;

    /** The names of the last arguments; null if there are none. */
    public final PyStr[] kwnames;

    private Call(PyObject function, PyObject[] args, PyStr[] kwnames) {
      this.function = function;
      this.args = args;
      this.kwnames = kwnames;
    }
  }

  /** What is registered, first registered first. The caller holds the interpreter lock. */
  public static Call[] registered() {
    return calls().toArray(new Call[0]);
  }

  /** Has a function be called at exit, as {@code register} does. */
  public static void register(PyObject function, PyObject[] args) {
    calls().add(new Call(function, args, null));
  }

  /** The calls to make, first registered first; kept by the interpreter. */
  private static final class Calls implements Runnable {
    final ArrayList<Call> list = new ArrayList<>();

    @Override
    public void run() {
      AtexitModule.run();
    }
  }

  private static ArrayList<Call> calls() {
    Interpreter interp = Interpreter.current();
    Calls c = (Calls) interp.registered(Calls.class);
    if (c == null) {
      c = new Calls();
      interp.register(Calls.class, c);
      interp.atExit = c;
    }
    return c.list;
  }

  @Function(
      signature = "(func, /, *args, **kwargs)",
      doc = "Register a function to be called at exit; return it.")
  static PyObject register(PyObject[] args, PyStr[] kwnames) {
    if (args.length - (kwnames == null ? 0 : kwnames.length) < 1) {
      throw Errors.typeError("register() takes at least 1 argument (0 given)");
    }
    if (!Abstract.isCallable(args[0])) {
      throw Errors.typeError("the first argument must be callable");
    }
    calls().add(new Call(args[0], Abstract.tail(args), kwnames));
    return args[0];
  }

  @Function(signature = "(func, /)", doc = "Forget all registrations of a function.")
  static void unregister(PyObject func) {
    ArrayList<Call> calls = calls();
    for (int i = calls.size() - 1; i >= 0; i--) {
      if (Abstract.equal(calls.get(i).function, func)) {
        calls.remove(i);
      }
    }
  }

  @Function(name = "_clear", doc = "Forget all registrations.")
  static void clear() {
    calls().clear();
  }

  @Function(name = "_ncallbacks", doc = "Return the number of registrations.")
  static int count() {
    return calls().size();
  }

  @Function(name = "_run_exitfuncs", doc = "Call all registered functions, last registered first.")
  static void run() {
    ArrayList<Call> calls = calls();
    while (!calls.isEmpty()) {
      Call c = calls.remove(calls.size() - 1);
      try {
        Abstract.call(c.function, c.args, c.kwnames);
      } catch (PyException e) {
        Interpreter.current().unraisable(e, c.function);
      }
    }
  }
}
