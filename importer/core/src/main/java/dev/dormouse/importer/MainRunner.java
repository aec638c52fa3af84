package dev.dormouse.importer;

import dev.dormouse.code.CodeObject;
import dev.dormouse.code.Opcode;
import dev.dormouse.image.Image;
import dev.dormouse.image.ImageBuilder;
import dev.dormouse.runtime.modules.Compiling;
import dev.dormouse.runtime.modules.posix.Host;
import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Exceptions;
import dev.dormouse.runtime.objects.Interpreter;
import dev.dormouse.runtime.objects.Names;
import dev.dormouse.runtime.objects.PyCode;
import dev.dormouse.runtime.objects.PyDict;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyFrame;
import dev.dormouse.runtime.objects.PyImportError;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyList;
import dev.dormouse.runtime.objects.PyModule;
import dev.dormouse.runtime.objects.PyOSError;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyTraceback;
import dev.dormouse.runtime.objects.Raising;
import dev.dormouse.runtime.os.Os;
import dev.dormouse.runtime.os.OsError;

/**
 * Runs what the command line names in {@code __main__}: text, a module, a script, a directory, a
 * zip file or an image. Follows {@code Modules/main.c} of CPython and the library's {@code runpy},
 * without executing the latter.
 */
final class MainRunner {
  /** A line table for one instruction that has no place: the line is given by the traceback. */
  private static final byte[] NO_LOCATION = {(byte) 0xF8};

  /** The file name of {@code runpy}'s code, for what the reference ascribes to it. */
  private static final String RUNPY = "<frozen runpy>";

  private static final PyStr INIT_MAIN = PyStr.interned("__main__");

  private final Interpreter interp;

  /** Null if nothing was compiled ahead. */
  private final CompileAhead ahead;

  private final ImportSystem system;

  MainRunner(Interpreter interp, ImportSystem system, CompileAhead ahead) {
    this.ahead = ahead;
    this.interp = interp;
    this.system = system;
  }

  /** A {@code __main__} as it is before anything runs, entered in {@code sys.modules}. */
  static PyModule makeMain(Interpreter interp) {
    PyModule main = new PyModule("__main__", PyObject.NONE);
    PyDict d = main.dict();
    d.put(Names.LOADER, BuiltinImporter.TYPE);
    d.put(Names.ANNOTATIONS, new PyDict());
    d.put(Names.BUILTINS, interp.builtins);
    interp.modules.put(INIT_MAIN, main);
    return main;
  }

  private PyDict globals() {
    PyObject main = interp.modules.get(INIT_MAIN);
    if (main == null) {
      throw Errors.runtimeError("unable to get the __main__ module");
    }
    return main.dict();
  }

  private void exec(PyCode code) {
    PyDict globals = globals();
    Compiling.run(code, globals, globals, null);
  }

  /** {@code -c}. */
  void runText(PyStr source, String filename) {
    insertPath("");
    CodeObject ready = ahead != null ? ahead.takeText(source.value()) : null;
    exec(ready != null ? new PyCode(ready) : Compiling.compileMain(source, filename));
  }

  /** Standard input. */
  void runBytes(byte[] source, String filename) {
    insertPath("");
    exec(Compiling.compileMain(source, filename));
  }

  /** The prompt before any program. */
  void startPrompt(Prompt prompt) {
    insertPath("");
    prompt.runFromStart();
  }

  private void insertPath(String entry) {
    if (!interp.flags.safePath && !interp.flags.isolated) {
      insertPathAlways(entry);
    }
  }

  private void insertPathAlways(String entry) {
    if (interp.sysAttribute("path") instanceof PyList path) {
      Abstract.callMethod(path, "insert", PyInt.of(0), PyStr.of(entry));
    }
  }

  // -m

  /** {@code -m}. */
  void runModule(String name) {
    try {
      insertPath(Host.os(interp).getcwd());
    } catch (OsError e) {
      // The current directory may be gone; then it is not searched.
    }
    PyStr module = PyStr.interned(name);
    runSpec(details(module), true);
  }

  /**
   * {@code runpy._run_code}: makes {@code __main__} look like the module and runs the module's code
   * in it.
   */
  private void runSpec(Details details, boolean setArgument) {
    PyDict d = globals();
    PyObject spec = details.spec;
    PyObject origin = Abstract.getAttribute(spec, PyModuleSpec.ORIGIN);
    if (setArgument && interp.sysAttribute("argv") instanceof PyList argv && argv.size() > 0) {
      argv.set(0, origin);
    }
    d.put(Names.DUNDER_NAME, INIT_MAIN);
    d.put(Names.FILE, origin);
    d.put(Names.CACHED, Abstract.getAttribute(spec, "cached"));
    d.put(Names.DOC, PyObject.NONE);
    d.put(Names.LOADER, Abstract.getAttribute(spec, PyModuleSpec.LOADER));
    d.put(Names.PACKAGE, Abstract.getAttribute(spec, PyModuleSpec.PARENT));
    d.put(Names.SPEC, spec);
    try {
      Compiling.run(details.code, d, d, null);
    } catch (PyException e) {
      if (!e.matches(Exceptions.SystemExit) || interp.flags.inspect > 0) {
        addRunpyFrames(e);
      }
      throw e;
    }
  }

  /**
   * What tracebacks show of {@code runpy} when a module runs as the main program; tools that cut
   * them off count on it.
   */
  private void addRunpyFrames(PyException e) {
    PyTraceback inner = new PyTraceback(e.value.traceback, runpyFrame("_run_code"), 0, 88);
    e.value.traceback = new PyTraceback(inner, runpyFrame("_run_module_as_main"), 0, 198);
  }

  private PyFrame runpyFrame(String function) {
    CodeObject code =
        new CodeObject(
            0,
            0,
            0,
            0,
            0,
            new byte[] {(byte) Opcode.NOP, 0},
            new Object[0],
            new String[0],
            new String[0],
            new byte[0],
            RUNPY,
            function,
            function,
            1,
            NO_LOCATION,
            new byte[0]);
    PyCode c = new PyCode(code);
    PyDict globals = new PyDict();
    globals.put(Names.DUNDER_NAME, PyStr.of("runpy"));
    return new PyFrame(c, null, globals, interp.builtins.dict(), null);
  }

  /** A module to run as the main program. */
  private static final class Details {
    final PyObject spec;
    final PyCode code;

    Details(PyObject spec, PyCode code) {
      this.spec = spec;
      this.code = code;
    }
  }

  /** Why a module cannot be run: what {@code runpy} says behind the program's name. */
  private static final class CannotRun extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The exception that it goes back to, or null. */
    final transient PyException reason;

    CannotRun(String message, PyException reason) {
      super(message, null, false, false);
      this.reason = reason;
    }
  }

  private Details details(PyStr name) {
    try {
      return find(name);
    } catch (CannotRun e) {
      throw exit(e);
    }
  }

  private PyException exit(CannotRun e) {
    PyStr message = PyStr.of(program() + ": " + e.getMessage());
    return Raising.exception(Abstract.call(Exceptions.SystemExit, message));
  }

  private String program() {
    PyObject executable = interp.sysAttribute("executable");
    return executable instanceof PyStr s && !s.value().isEmpty() ? s.value() : "dormouse";
  }

  private Details find(PyStr name) {
    String text = name.value();
    if (text.startsWith(".")) {
      throw new CannotRun("Relative module names not supported", null);
    }
    int dot = text.lastIndexOf('.');
    if (dot >= 0) {
      importParent(name, text.substring(0, dot));
    }
    PyObject spec;
    try {
      spec = findSpec(name);
    } catch (PyException e) {
      if (!e.matches(Exceptions.ImportError)
          && !e.matches(Exceptions.AttributeError)
          && !e.matches(Exceptions.TypeError)
          && !e.matches(Exceptions.ValueError)) {
        throw e;
      }
      String hint =
          text.endsWith(".py")
              ? ". Try using '"
                  + text.substring(0, text.length() - 3)
                  + "' instead of '"
                  + text
                  + "' as the module name."
              : "";
      throw new CannotRun(
          "Error while finding module specification for "
              + Abstract.repr(name).value()
              + " ("
              + e.value.type.name()
              + ": "
              + Abstract.str(e.value).value()
              + ")"
              + hint,
          e);
    }
    if (spec == null) {
      throw new CannotRun("No module named " + text, null);
    }
    if (Abstract.getAttribute(spec, PyModuleSpec.LOCATIONS) != PyObject.NONE) {
      if (text.equals("__main__") || text.endsWith(".__main__")) {
        throw new CannotRun("Cannot use package as __main__ module", null);
      }
      try {
        return find(PyStr.interned(text + ".__main__"));
      } catch (CannotRun e) {
        if (interp.modules.get(name) == null) {
          throw e;
        }
        throw new CannotRun(
            e.getMessage()
                + "; "
                + Abstract.repr(name).value()
                + " is a package and cannot be directly executed",
            null);
      }
    }
    return new Details(spec, codeOf(spec, name));
  }

  private PyCode codeOf(PyObject spec, PyStr name) {
    PyObject loader = Abstract.getAttribute(spec, PyModuleSpec.LOADER);
    if (loader == PyObject.NONE) {
      throw new CannotRun(
          Abstract.repr(name).value() + " is a namespace package and cannot be executed", null);
    }
    PyObject code;
    try {
      code =
          loader instanceof StoreImporter
              // Not by the name asked for: os.path is there as posixpath.
              ? Abstract.callMethod(
                  loader, "get_code", Abstract.getAttribute(spec, PyModuleSpec.NAME))
              : loader instanceof FileLoader file && file.isOurs()
                  ? system.codeOf(file, name)
                  : Abstract.callMethod(loader, "get_code", name);
    } catch (PyException e) {
      if (!e.matches(Exceptions.ImportError)) {
        throw e;
      }
      throw new CannotRun(Abstract.str(e.value).value(), e);
    }
    if (!(code instanceof PyCode c)) {
      throw new CannotRun("No code object available for " + name.value(), null);
    }
    return c;
  }

  /**
   * Imports the package first, so that its own errors are not taken for those of finding the
   * module.
   */
  private void importParent(PyStr name, String parent) {
    try {
      system.importModule(parent);
    } catch (PyException e) {
      if (!e.matches(Exceptions.ImportError)
          || !(e.value instanceof PyImportError error && error.name instanceof PyStr missing)
          || !missing.value().equals(parent) && !parent.startsWith(missing.value() + ".")) {
        throw e;
      }
    }
    PyObject existing = interp.modules.get(name);
    if (existing != null
        && existing != PyObject.NONE
        && Abstract.getAttributeOrNull(existing, Names.PATH) == null) {
      String module = Abstract.repr(name).value();
      interp.warnExplicit(
          Exceptions.RuntimeWarning,
          module
              + " found in sys.modules after import of package "
              + Abstract.repr(PyStr.of(parent)).value()
              + ", but prior to execution of "
              + module
              + "; this may result in unpredictable behaviour",
          RUNPY,
          128);
    }
  }

  /** {@code importlib.util.find_spec}; null if there is none. */
  private PyObject findSpec(PyStr name) {
    PyObject module = interp.modules.get(name);
    if (module == PyObject.NONE) {
      return null;
    }
    if (module != null) {
      PyObject spec = Abstract.getAttributeOrNull(module, Names.SPEC);
      if (spec == null || spec == PyObject.NONE) {
        throw Errors.valueError(
            name.value() + ".__spec__ is " + (spec == null ? "not set" : "None"));
      }
      return spec;
    }
    int dot = name.value().lastIndexOf('.');
    if (dot < 0) {
      return system.findSpec(name, null);
    }
    String parent = name.value().substring(0, dot);
    PyObject path = Abstract.getAttributeOrNull(system.importModule(parent), Names.PATH);
    if (path == null) {
      throw Errors.importError(
          Exceptions.ModuleNotFoundError,
          "__path__ attribute not found on "
              + Abstract.repr(PyStr.of(parent)).value()
              + " while trying to find "
              + Abstract.repr(name).value(),
          name,
          null);
    }
    return system.findSpec(name, path);
  }

  // scripts, directories, zip files and images

  void runPath(String argument, boolean skipFirstLine) {
    Os os = Host.os(interp);
    String path = argument.startsWith("/") ? argument : Paths.join(os.getcwd(), argument);
    PyObject finder = system.paths.finderFor(PyStr.of(path));
    if (finder != null && finder != PyObject.NONE) {
      insertPathAlways(path);
      String main =
          finder instanceof ImageImporter i && i.prefix.isEmpty() ? mainOf(i.image) : null;
      if (main != null) {
        runSpec(details(PyStr.interned(main)), false);
      } else {
        runMainIn(path);
      }
      return;
    }
    String real;
    try {
      real = os.files().realpath(path);
    } catch (OsError e) {
      real = path;
    }
    int slash = real.lastIndexOf('/');
    insertPath(slash <= 0 ? "/" : real.substring(0, slash));
    runScript(os, path, skipFirstLine);
  }

  private static String mainOf(Image image) {
    return image.info(ImageBuilder.INFO_MAIN);
  }

  /** Runs {@code __main__} of a path entry, which is the first of {@code sys.path} now. */
  private void runMainIn(String path) {
    PyObject saved = interp.modules.remove(INIT_MAIN);
    Details found;
    try {
      found = find(INIT_MAIN);
    } catch (CannotRun e) {
      throw exit(
          e.getMessage().contains("__main__")
              ? new CannotRun(
                  "can't find '__main__' module in " + Abstract.repr(PyStr.of(path)).value(), null)
              : e);
    } finally {
      interp.modules.put(INIT_MAIN, saved);
    }
    runSpec(found, false);
  }

  private void runScript(Os os, String path, boolean skipFirstLine) {
    byte[] data;
    try {
      data = CompiledFiles.require(os, path);
    } catch (PyException e) {
      if (!(e.value instanceof PyOSError error)) {
        throw e;
      }
      Shutdown.printError(
          interp,
          program()
              + ": can't open file "
              + Abstract.repr(PyStr.of(path)).value()
              + ": [Errno "
              + Abstract.str(error.errno).value()
              + "] "
              + Abstract.str(error.strerror).value());
      throw Raising.exception(Abstract.call(Exceptions.SystemExit, PyInt.of(2)));
    }
    PyDict d = globals();
    PyStr file = PyStr.of(path);
    boolean compiled = path.endsWith(".pyc") || CompiledFiles.hasMagic(data);
    d.put(Names.FILE, file);
    d.put(Names.CACHED, PyObject.NONE);
    d.put(Names.LOADER, FileLoader.of(system, !compiled, INIT_MAIN, file));
    PyCode code =
        compiled
            ? system.compiled.fromCompiled(INIT_MAIN, path)
            : compileScript(skipFirstLine ? withoutFirstLine(data) : data, path);
    try {
      exec(code);
    } finally {
      if (interp.flags.inspect > 0) {
        // The prompt is not in the file.
        d.remove(Names.FILE);
        d.remove(Names.CACHED);
      }
    }
  }

  /**
   * Runs the user's start-up file in {@code __main__}, which is as before afterwards but for what
   * the file defines.
   */
  void runStartup(String path) {
    byte[] data;
    try {
      data = CompiledFiles.require(Host.os(interp), path);
    } catch (PyException e) {
      Shutdown.printError(interp, "Could not open PYTHONSTARTUP");
      throw e;
    }
    PyDict d = globals();
    PyStr file = PyStr.of(path);
    d.put(Names.FILE, file);
    d.put(Names.CACHED, PyObject.NONE);
    d.put(Names.LOADER, FileLoader.of(system, true, INIT_MAIN, file));
    try {
      exec(Compiling.compileMain(data, path));
    } finally {
      d.remove(Names.FILE);
      d.remove(Names.CACHED);
    }
  }

  private PyCode compileScript(byte[] source, String path) {
    CodeObject ready = ahead == null ? null : ahead.takeFile(path, source);
    return ready != null ? new PyCode(ready) : Compiling.compileMain(source, path);
  }

  /** Keeps the end of the line, so that later lines keep their numbers. */
  private static byte[] withoutFirstLine(byte[] data) {
    int end = 0;
    while (end < data.length && data[end] != '\n') {
      end++;
    }
    byte[] rest = new byte[data.length - end];
    System.arraycopy(data, end, rest, 0, rest.length);
    return rest;
  }
}
