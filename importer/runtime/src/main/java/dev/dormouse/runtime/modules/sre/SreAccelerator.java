package dev.dormouse.runtime.modules.sre;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.BuiltinTable;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.PyBuiltinFunction;
import dev.dormouse.runtime.objects.PyBytes;
import dev.dormouse.runtime.objects.PyDict;
import dev.dormouse.runtime.objects.PyFunction;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyModule;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.tables.BuiltinModule;
import dev.dormouse.tables.Function;
import java.util.Arrays;

/**
 * A native {@code re._compiler.compile} in front of the library's own, as CPython has native
 * versions of parts of other modules. Compiling patterns is what tools do most until they do their
 * job; see {@link SreCompiler}.
 *
 * <p>The importer calls {@link #install} when it has executed {@code re._compiler}. The library's
 * function stays reachable in that module and serves every pattern that the native one declines; so
 * it is still the library that words errors and warnings, and it sleeps unless there are some.
 */
@BuiltinModule(name = "re._compiler")
public final class SreAccelerator {
  /** Where the library's function is kept, in its own module. */
  private static final String ORIGINAL = "_compile_in_python";

  private SreAccelerator() {}

  /**
   * Puts the native function in place of the library's in {@code module}, which is {@code
   * re._compiler}.
   */
  public static void install(PyModule module) {
    PyObject original = module.get("compile");
    if (original instanceof PyFunction) {
      BuiltinTable table = new SreAcceleratorTable();
      module.set(ORIGINAL, original);
      module.set(
          "compile",
          new PyBuiltinFunction(table, table.find("compile"), module, PyStr.of("re._compiler")));
    }
  }

  @Function(signature = "(p, flags=0)")
  static PyObject compile(PyModule module, PyObject p, PyObject flags) {
    PyObject compiled = flags == null || flags.type == PyInt.TYPE ? compiled(p, flags) : null;
    if (compiled != null) {
      return compiled;
    }
    PyObject original = module.get(ORIGINAL);
    if (original == null) {
      throw Errors.nameError("name '" + ORIGINAL + "' is not defined", PyStr.of(ORIGINAL));
    }
    return flags == null ? Abstract.call(original, p) : Abstract.call(original, p, flags);
  }

  /**
   * For snapshots: a pattern like the one that has this source and these flags; null if only the
   * library can compile it.
   */
  public static PyPattern restored(PyObject source, int flags) {
    return (PyPattern) compiled(source, PyInt.of(flags));
  }

  /** The pattern, or null if the library has to see to it. */
  private static PyObject compiled(PyObject p, PyObject flags) {
    long bits = flags == null ? 0 : ((PyInt) flags).isBig() ? -1 : ((PyInt) flags).longValue();
    if (bits < 0 || bits > Integer.MAX_VALUE) {
      return null;
    }
    boolean isText = p.type == PyStr.TYPE;
    int[] characters;
    if (isText) {
      characters = ((PyStr) p).codePoints();
    } else if (p.type == PyBytes.TYPE) {
      byte[] bytes = ((PyBytes) p).value;
      characters = new int[bytes.length];
      for (int i = 0; i < bytes.length; i++) {
        characters[i] = bytes[i] & 255;
      }
    } else {
      return null;
    }
    SreCompiler.Result result = SreCompiler.compile(characters, isText, (int) bits);
    if (result == null) {
      return null;
    }
    SreCode code;
    try {
      code = new SreCode(result.code, result.groups);
    } catch (IllegalArgumentException e) {
      return null;
    }
    PyDict groupindex = new PyDict();
    PyObject[] indexgroup = new PyObject[result.groups + 1];
    Arrays.fill(indexgroup, PyObject.NONE);
    for (int i = 0; i < result.names.length; i++) {
      PyStr name = PyStr.interned(result.names[i]);
      groupindex.put(name, PyInt.of(result.numbers[i]));
      indexgroup[result.numbers[i]] = name;
    }
    return new PyPattern(
        code,
        p,
        isText ? PyPattern.TEXT : PyPattern.BYTES,
        result.flags,
        groupindex,
        PyTuple.of(indexgroup));
  }
}
