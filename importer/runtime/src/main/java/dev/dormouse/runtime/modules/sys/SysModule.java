package dev.dormouse.runtime.modules.sys;

import dev.dormouse.runtime.modules.BuiltinModules;
import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.ArgParser;
import dev.dormouse.runtime.objects.BuiltinTable;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Exceptions;
import dev.dormouse.runtime.objects.IntDigits;
import dev.dormouse.runtime.objects.Interpreter;
import dev.dormouse.runtime.objects.Names;
import dev.dormouse.runtime.objects.PyBaseException;
import dev.dormouse.runtime.objects.PyBool;
import dev.dormouse.runtime.objects.PyDict;
import dev.dormouse.runtime.objects.PyFrame;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyList;
import dev.dormouse.runtime.objects.PyModule;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PySet;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.objects.Raising;
import dev.dormouse.runtime.objects.ThreadState;
import dev.dormouse.tables.BuiltinModule;
import dev.dormouse.tables.Function;

/**
 * The {@code sys} module. What the command line and the import system decide (argv, path,
 * executable, …) is set by them.
 */
@BuiltinModule(
    name = "sys",
    doc = "Objects used or maintained by the interpreter, and functions that interact with it.",
    parts = {SysHooks.class})
public final class SysModule {
  private SysModule() {}

  public static BuiltinTable table() {
    return new SysModuleTable();
  }

  static void exec(PyModule m) {
    Interpreter interp = Interpreter.current();
    SysInfo.addTo(m, interp);
    interp.setUnraisable(new ExceptionDisplay());
    m.set("modules", interp.modules);
    m.set("builtin_module_names", names("sys " + BuiltinModules.NAMES));
    m.set("dont_write_bytecode", PyBool.of(interp.flags.dontWriteBytecode));
    m.set("warnoptions", new PyList());
    m.set("_xoptions", new PyDict());
    m.set("pycache_prefix", PyObject.NONE);
    m.set("argv", PyList.of(Names.EMPTY));
    m.set("orig_argv", new PyList());
    m.set("path", new PyList());
    m.set("meta_path", new PyList());
    m.set("path_hooks", new PyList());
    m.set("path_importer_cache", new PyDict());
    m.set("_home", PyObject.NONE);
    for (String hook :
        new String[] {"displayhook", "excepthook", "breakpointhook", "unraisablehook"}) {
      m.set("__" + hook + "__", m.get(hook));
    }
    PyObject[] all = names(StdlibNames.ALL).items;
    m.set("stdlib_module_names", PySet.frozen(all));
  }

  /** A tuple of the words of a text. */
  static PyTuple names(String words) {
    PyList list = new PyList();
    int start = 0;
    while (start < words.length()) {
      int end = words.indexOf(' ', start);
      end = end < 0 ? words.length() : end;
      list.add(PyStr.of(words.substring(start, end)));
      start = end + 1;
    }
    return PyTuple.of(list.toArray());
  }

  @Function(
      signature = "(status=None, /)",
      doc = "Exit the interpreter by raising SystemExit(status).")
  static void exit(PyObject status) {
    // As raised in C, where a tuple stands for the arguments.
    PyObject[] args =
        status == null || status == PyObject.NONE
            ? PyObject.NO_ARGS
            : status instanceof PyTuple t ? t.items : new PyObject[] {status};
    throw Raising.exception(Abstract.call(Exceptions.SystemExit, args, null));
  }

  @Function(
      name = "_getframe",
      signature = "(depth=0, /)",
      doc = "Return a frame object from the call stack.")
  static PyObject getFrame(int depth) {
    PyFrame f = ThreadState.current().frame;
    for (int i = 0; i < depth && f != null; i++) {
      f = f.back;
    }
    if (f == null) {
      throw Errors.valueError("call stack is not deep enough");
    }
    return f;
  }

  @Function(
      name = "exc_info",
      doc = "Return (type, value, traceback) of the exception being handled.")
  static PyObject excInfo() {
    PyBaseException e = ThreadState.current().handledException();
    if (e == null) {
      return PyTuple.of(PyObject.NONE, PyObject.NONE, PyObject.NONE);
    }
    return PyTuple.of(e.type, e, e.traceback == null ? PyObject.NONE : e.traceback);
  }

  @Function(doc = "Return the exception being handled, or None.")
  static PyObject exception() {
    PyBaseException e = ThreadState.current().handledException();
    return e == null ? PyObject.NONE : e;
  }

  @Function(
      signature = "(string, /)",
      doc = "Enter a string into the table of interned strings and return the one in it.")
  static PyObject intern(PyObject string) {
    if (!(string instanceof PyStr s)) {
      throw Errors.typeError("intern() argument must be str, not " + ArgParser.typeName(string));
    }
    if (s.type != PyStr.TYPE) {
      throw Errors.typeError("can't intern " + s.type.name());
    }
    return PyStr.interned(s);
  }

  @Function(doc = "Return the flags for loading C libraries, which are only remembered.")
  static int getdlopenflags() {
    PyInt flags = (PyInt) Interpreter.current().registered("dlopenflags");
    return flags == null ? 2 : (int) flags.longValue();
  }

  @Function(signature = "(flags, /)", doc = "Set the flags for loading C libraries, to no effect.")
  static void setdlopenflags(int flags) {
    Interpreter.current().register("dlopenflags", PyInt.of(flags));
  }

  @Function(doc = "Return the current recursion limit.")
  static int getrecursionlimit() {
    return Interpreter.current().recursionLimit;
  }

  @Function(signature = "(limit, /)", doc = "Set the maximum depth of the Python stack.")
  static void setrecursionlimit(int limit) {
    if (limit < 1) {
      throw Errors.valueError("recursion limit must be greater or equal than 1");
    }
    ThreadState ts = ThreadState.current();
    if (ts.depth >= limit) {
      throw Errors.recursionError(
          "cannot set the recursion limit to "
              + limit
              + " at the recursion depth "
              + ts.depth
              + ": the limit is too low");
    }
    ts.interpreter.recursionLimit = limit;
  }

  @Function(doc = "Return the current default encoding used by the Unicode implementation.")
  static String getdefaultencoding() {
    return "utf-8";
  }

  @Function(doc = "Return the encoding used to convert file names.")
  static String getfilesystemencoding() {
    return "utf-8";
  }

  @Function(doc = "Return the error handler used to convert file names.")
  static String getfilesystemencodeerrors() {
    return "surrogateescape";
  }

  @Function(
      signature = "(object, default=None)",
      doc = "Return the size of an object in bytes; an estimate.")
  static PyObject getsizeof(PyObject object, PyObject otherwise) {
    PyObject f = Abstract.lookupSpecial(object, PyStr.interned("__sizeof__"));
    if (f == null) {
      if (otherwise != null) {
        return otherwise;
      }
      throw Errors.typeError("Type " + object.type.name() + " doesn't define __sizeof__");
    }
    PyInt n = Abstract.index(Abstract.call(f));
    if (n.isNegative()) {
      throw Errors.valueError("__sizeof__() should return >= 0");
    }
    return n;
  }

  @Function(
      signature = "(object, /)",
      doc = "There is no reference counting here; always a small constant.")
  static int getrefcount(PyObject object) {
    return 2;
  }

  @Function(doc = "Return True if Python is exiting.")
  static boolean is_finalizing() {
    return Interpreter.current().finalizing;
  }

  @Function(doc = "Return the maximum number of digits in conversions between int and str.")
  static int get_int_max_str_digits() {
    return IntDigits.limit();
  }

  @Function(
      signature = "(maxdigits)",
      doc = "Set the maximum number of digits in conversions between int and str.")
  static void set_int_max_str_digits(int maxdigits) {
    if (maxdigits != 0 && maxdigits < 640) {
      throw Errors.valueError("maxdigits must be 0 or larger than 640");
    }
    IntDigits.setLimit(maxdigits);
  }

  @Function(doc = "Return the number of seconds after which threads are asked to switch.")
  static double getswitchinterval() {
    return Interpreter.current().switchInterval;
  }

  @Function(
      signature = "(interval, /)",
      doc = "Set the number of seconds after which threads are asked to switch.")
  static void setswitchinterval(double interval) {
    if (interval <= 0) {
      throw Errors.valueError("switch interval must be strictly positive");
    }
    Interpreter.current().switchInterval = interval;
  }

  @Function(name = "_clear_type_cache", doc = "Does nothing: caches are per type here.")
  static void clearTypeCache() {}

  @Function(doc = "There is no such count here; always 0.")
  static int getallocatedblocks() {
    return 0;
  }

  @Function(name = "_current_frames", doc = "Return a dict of thread id to current frame.")
  static PyObject currentFrames() {
    PyDict d = new PyDict();
    for (ThreadState ts : Interpreter.current().threads()) {
      if (ts.frame != null) {
        d.put(PyInt.of(ts.ident), ts.frame);
      }
    }
    return d;
  }

  @Function(
      name = "_current_exceptions",
      doc = "Return a dict of thread id to the exception it handles.")
  static PyObject currentExceptions() {
    PyDict d = new PyDict();
    for (ThreadState ts : Interpreter.current().threads()) {
      PyBaseException e = ts.handledException();
      PyObject info =
          e == null
              ? PyTuple.of(PyObject.NONE, PyObject.NONE, PyObject.NONE)
              : PyTuple.of(e.type, e, e.traceback == null ? PyObject.NONE : e.traceback);
      d.put(PyInt.of(ts.ident), info);
    }
    return d;
  }

  @Function(doc = "Return the depth to which coroutine origins are recorded.")
  static int get_coroutine_origin_tracking_depth() {
    return ThreadState.current().coroutineOriginDepth;
  }

  @Function(signature = "(depth)", doc = "Set the depth to which coroutine origins are recorded.")
  static void set_coroutine_origin_tracking_depth(int depth) {
    if (depth < 0) {
      throw Errors.valueError("depth must be >= 0");
    }
    ThreadState.current().coroutineOriginDepth = depth;
  }

  @Function(name = "addaudithook", signature = "(hook)", doc = "Add an audit hook.")
  static void addAuditHook(PyObject hook) {
    Interpreter.current().auditHooks.add(hook);
  }

  @Function(signature = "(event, /, *args)", doc = "Pass an event to the audit hooks.")
  static void audit(PyObject event, PyObject[] args) {
    if (!(event instanceof PyStr)) {
      throw Errors.typeError("expected str for argument 'event', not " + event.type.name());
    }
    for (PyObject hook : Abstract.toArray(Interpreter.current().auditHooks)) {
      Abstract.call(hook, event, PyTuple.of(args));
    }
  }
}
