package dev.dormouse.runtime.modules.sys;

import dev.dormouse.runtime.modules.posix.Host;
import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Exceptions;
import dev.dormouse.runtime.objects.Importer;
import dev.dormouse.runtime.objects.Interpreter;
import dev.dormouse.runtime.objects.Names;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyStructSequence;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.runtime.objects.ThreadState;
import dev.dormouse.tables.Function;

/** The hooks of {@code sys}: display, exceptions, tracing. */
final class SysHooks {
  private SysHooks() {}

  @Function(
      signature = "(object, /)",
      doc = "Print an object to sys.stdout and save it in builtins._.")
  static void displayhook(PyObject object) {
    Interpreter interp = Interpreter.current();
    if (object == PyObject.NONE) {
      return;
    }
    interp.builtins.set("_", PyObject.NONE);
    PyObject out = interp.sysAttribute("stdout");
    if (out == null || out == PyObject.NONE) {
      throw Errors.runtimeError("lost sys.stdout");
    }
    PyStr text = Abstract.repr(object);
    try {
      Abstract.callMethod(out, Names.WRITE, text);
    } catch (PyException e) {
      if (!e.matches(Exceptions.UnicodeError)) {
        throw e;
      }
      PyObject encoding = Abstract.getAttribute(out, "encoding");
      PyObject bytes = Abstract.callMethod(text, "encode", encoding, PyStr.of("backslashreplace"));
      PyObject buffer = Abstract.getAttributeOrNull(out, PyStr.interned("buffer"));
      if (buffer != null) {
        Abstract.callMethod(buffer, Names.WRITE, bytes);
      } else {
        Abstract.callMethod(
            out, Names.WRITE, Abstract.callMethod(bytes, "decode", encoding, PyStr.of("strict")));
      }
    }
    Abstract.callMethod(out, Names.WRITE, PyStr.ofChar('\n'));
    interp.builtins.set("_", object);
  }

  @Function(
      signature = "(exctype, value, traceback, /)",
      doc = "Print an exception with its traceback to sys.stderr.")
  static void excepthook(PyObject exctype, PyObject value, PyObject traceback) {
    ExceptionDisplay.display(value, traceback);
  }

  @Function(signature = "(unraisable, /)", doc = "Tell of an exception that cannot be raised.")
  static void unraisablehook(PyObject unraisable) {
    ExceptionDisplay.unraisable(unraisable);
  }

  @Function(
      signature = "(*args, **kws)",
      doc = "Drop into the debugger named by PYTHONBREAKPOINT, pdb by default.")
  static PyObject breakpointhook(PyObject[] args, PyStr[] kwnames) {
    Interpreter interp = Interpreter.current();
    String given =
        interp.flags.ignoreEnvironment ? null : Host.os(interp).getenv("PYTHONBREAKPOINT");
    String target = given == null || given.isEmpty() ? "pdb.set_trace" : given;
    if (target.equals("0")) {
      return PyObject.NONE;
    }
    PyObject hook = find(interp, target);
    if (hook == null) {
      interp.warn(
          Exceptions.RuntimeWarning,
          "Ignoring unimportable $PYTHONBREAKPOINT: \"" + target + "\"",
          0);
      return PyObject.NONE;
    }
    return Abstract.call(hook, args, kwnames);
  }

  /** What a dotted name, or one of a builtin, stands for; null if it cannot be had. */
  private static PyObject find(Interpreter interp, String name) {
    int dot = name.lastIndexOf('.');
    if (dot == 0) {
      return null;
    }
    try {
      PyObject module =
          interp.importer().importModule(dot < 0 ? "builtins" : name.substring(0, dot));
      return Abstract.getAttributeOrNull(module, PyStr.interned(name.substring(dot + 1)));
    } catch (PyException e) {
      if (!e.matches(Exceptions.ImportError)) {
        throw e;
      }
      return null;
    }
  }

  @Function(doc = "Return the asynchronous generator hooks.")
  static PyObject get_asyncgen_hooks() {
    ThreadState ts = ThreadState.current();
    return new PyStructSequence(
        ASYNCGEN_HOOKS,
        ts.asyncGenFirstIter == null ? PyObject.NONE : ts.asyncGenFirstIter,
        ts.asyncGenFinalizer == null ? PyObject.NONE : ts.asyncGenFinalizer);
  }

  private static final PyType ASYNCGEN_HOOKS =
      PyStructSequence.type(
          "sys", "asyncgen_hooks", "Hooks for asynchronous generators.", "firstiter finalizer", 2);

  @Function(
      signature = "(firstiter=None, finalizer=None)",
      doc = "Set the asynchronous generator hooks.")
  static void set_asyncgen_hooks(PyObject firstiter, PyObject finalizer) {
    check(finalizer, "finalizer");
    check(firstiter, "firstiter");
    ThreadState ts = ThreadState.current();
    if (finalizer != null) {
      ts.asyncGenFinalizer = finalizer == PyObject.NONE ? null : finalizer;
    }
    if (firstiter != null) {
      ts.asyncGenFirstIter = firstiter == PyObject.NONE ? null : firstiter;
    }
  }

  private static void check(PyObject hook, String name) {
    if (hook != null && hook != PyObject.NONE && !Abstract.isCallable(hook)) {
      throw Errors.typeError("callable " + name + " expected, got " + hook.type.name());
    }
  }

  /** Modules that are imported already must not run their bodies before a tracer's eyes. */
  private static void wakeModules(PyObject tracer) {
    Importer importer = Interpreter.current().importer();
    // The runtime's own tests have none.
    if (tracer != PyObject.NONE && importer != null) {
      importer.wakeModules();
    }
  }

  @Function(signature = "(function, /)", doc = "Set the global debug tracing function.")
  static void settrace(PyObject function) {
    wakeModules(function);
    ThreadState.current().setTrace(function == PyObject.NONE ? null : function);
  }

  @Function(doc = "Return the global debug tracing function.")
  static PyObject gettrace() {
    PyObject f = ThreadState.current().traceFunction;
    return f == null ? PyObject.NONE : f;
  }

  @Function(signature = "(function, /)", doc = "Set the profiling function.")
  static void setprofile(PyObject function) {
    wakeModules(function);
    ThreadState.current().setProfile(function == PyObject.NONE ? null : function);
  }

  @Function(doc = "Return the profiling function.")
  static PyObject getprofile() {
    PyObject f = ThreadState.current().profileFunction;
    return f == null ? PyObject.NONE : f;
  }

  @Function(signature = "(func, args, /)", doc = "Call func(*args) with tracing enabled.")
  static PyObject call_tracing(PyObject func, PyTuple args) {
    ThreadState ts = ThreadState.current();
    boolean saved = ts.tracing;
    ts.tracing = false;
    try {
      return Abstract.call(func, args.items, null);
    } finally {
      ts.tracing = saved;
    }
  }
}
