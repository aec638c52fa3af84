package dev.dormouse.importer.state;

import dev.dormouse.runtime.objects.Anatomy;
import dev.dormouse.runtime.objects.Ops;
import dev.dormouse.runtime.objects.PyBuiltinFunction;
import dev.dormouse.runtime.objects.PyFrame;
import dev.dormouse.runtime.objects.PyModule;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Getter;
import java.util.Set;

/**
 * A profile function that hears what the body of a module calls, and keeps the first call that asks
 * the world outside of Python or changes it: the environment, files, the time, threads, output. A
 * state would hold the answer of the machine on which it was written. Which native functions do no
 * such thing is on a list; what is not on it counts as one that does.
 *
 * <p>It hears of calls written in Python code; not of those that native functions make.
 */
@BuiltinType(name = "body_watch", ops = BodyWatch.WatchOps.class)
public final class BodyWatch extends PyObject {
  static final PyType TYPE =
      PyType.builtin("body_watch", PyType.OBJECT, new WatchOps(), new BodyWatchTable());

  /** Modules all of whose functions give the same for the same arguments, wherever they run. */
  private static final Set<String> PURE =
      Set.of(
          "builtins",
          "_abc",
          "_ast",
          "_bisect",
          "_blake2",
          "_codecs",
          "_collections",
          "_functools",
          "_heapq",
          "_json",
          "_md5",
          "_opcode",
          "_operator",
          "_sha1",
          "_sha256",
          "_sha3",
          "_sha512",
          "_sre",
          "_stat",
          "_string",
          "_struct",
          "_symtable",
          "_typing",
          "_weakref",
          "_datetime",
          "array",
          "binascii",
          "cmath",
          "errno",
          "itertools",
          "marshal",
          "math",
          "re._compiler",
          "unicodedata",
          "zlib");

  private static final Set<String> IMPURE_IN_PURE =
      Set.of(
          "builtins.open",
          "builtins.print",
          "builtins.input",
          "builtins.breakpoint",
          "builtins.__import__",
          "_codecs.register",
          "_codecs.register_error",
          "_codecs.unregister");

  private static final Set<String> PURE_IN_IMPURE =
      Set.of(
          "posix.fspath",
          "sys.intern",
          "sys._getframe",
          "sys.exc_info",
          "sys.getrecursionlimit",
          "sys.getrefcount",
          "_thread.allocate_lock",
          "_thread.get_ident",
          "_io.text_encoding",
          "_contextvars.copy_context");

  /** Types of which a method may do anything. */
  private static final Set<String> IMPURE_TYPES =
      Set.of("_io", "_random", "_socket", "_ssl", "select", "posix", "_sqlite3", "mmap", "_queue");

  /** What was called first that should not be; null if nothing was. */
  private String heard;

  BodyWatch() {
    super(TYPE);
  }

  String heard() {
    return heard;
  }

  private void hear(PyFrame frame, String event, PyObject callee) {
    if (heard != null) {
      return;
    }
    if (event.equals("c_call")) {
      heard = impure(callee);
    } else if (event.equals("call")) {
      String file = frame.code.unit.filename();
      String function = frame.code.unit.qualname();
      if (file.endsWith("/os.py") && function.startsWith("_Environ.")
          || file.endsWith("os>") && function.startsWith("_Environ.")) {
        heard = "reads or changes the environment";
      } else if (function.equals("import_module") && file.contains("importlib")) {
        heard = "imports by a computed name";
      }
    }
  }

  private static String impure(PyObject callee) {
    if (callee instanceof PyBuiltinFunction f && f.self instanceof PyModule m) {
      String module = String.valueOf(Namespaces.nameOf(m));
      String name = module + "." + f.name();
      boolean pure =
          PURE.contains(module) ? !IMPURE_IN_PURE.contains(name) : PURE_IN_IMPURE.contains(name);
      return pure ? null : "calls " + name;
    }
    PyType owner =
        callee instanceof PyBuiltinFunction f
            ? f.self == null ? null : f.self instanceof PyType t ? t : f.self.type
            : Anatomy.owner(callee);
    if (owner == null || owner.isHeap()) {
      return null;
    }
    String type = owner.fullName();
    int dot = type.lastIndexOf('.');
    boolean inMemory = type.equals("_io.StringIO") || type.equals("_io.BytesIO");
    return dot > 0 && IMPURE_TYPES.contains(type.substring(0, dot)) && !inMemory
        ? "calls a method of a " + type
        : null;
  }

  @Getter
  static PyObject heard(BodyWatch w) {
    return w.heard == null ? NONE : PyStr.of(w.heard);
  }

  static final class WatchOps extends Ops {
    @Override
    public PyObject call(PyObject callable, PyObject[] args, PyStr[] kwnames) {
      ((BodyWatch) callable).hear((PyFrame) args[0], ((PyStr) args[1]).value(), args[2]);
      return PyObject.NONE;
    }
  }
}
