package dev.dormouse.runtime.modules.warnings;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Exceptions;
import dev.dormouse.runtime.objects.Interpreter;
import dev.dormouse.runtime.objects.Names;
import dev.dormouse.runtime.objects.PyBool;
import dev.dormouse.runtime.objects.PyDict;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyFrame;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyList;
import dev.dormouse.runtime.objects.PyModule;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.runtime.objects.Raising;
import dev.dormouse.runtime.objects.ThreadState;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Decides what becomes of a warning and shows it. One per interpreter, made at start and cheap
 * until the first warning: it works whether or not Python's {@code warnings} module has been
 * imported, and never imports it unless a warning names the object it is about. Once that module is
 * there, its {@code filters}, {@code defaultaction}, {@code onceregistry} and {@code _showwarnmsg}
 * count.
 */
public final class Warnings implements Interpreter.Warner {
  private static final PyStr WARNINGS = PyStr.interned("warnings");
  private static final PyStr VERSION = PyStr.interned("version");
  private static final PyStr REGISTRY = PyStr.interned("__warningregistry__");
  private static final PyStr DEFAULT = PyStr.interned("default");
  private static final PyStr IGNORE = PyStr.interned("ignore");

  private final Interpreter interpreter;

  /** Made on first use. */
  private PyList filters;

  private PyDict onceRegistry;
  private PyObject defaultAction = DEFAULT;

  /** Registries that remember another number are out of date. */
  private long filtersVersion;

  private Warnings(Interpreter interpreter) {
    this.interpreter = interpreter;
  }

  /**
   * Lets {@link Errors#warn} and the compiler issue warnings. Called at the start of an
   * interpreter.
   */
  public static Warnings install(Interpreter interpreter) {
    Warnings w = new Warnings(interpreter);
    interpreter.register(Warnings.class, w);
    interpreter.setWarner(w);
    return w;
  }

  static Warnings current() {
    Interpreter interp = Interpreter.current();
    Warnings w = (Warnings) interp.registered(Warnings.class);
    return w != null ? w : install(interp);
  }

  PyList filters() {
    if (filters == null) {
      filters = new PyList();
      filters.add(filter(Exceptions.DeprecationWarning, DEFAULT, Names.MAIN));
      filters.add(filter(Exceptions.DeprecationWarning, IGNORE, PyObject.NONE));
      filters.add(filter(Exceptions.PendingDeprecationWarning, IGNORE, PyObject.NONE));
      filters.add(filter(Exceptions.ImportWarning, IGNORE, PyObject.NONE));
      filters.add(filter(Exceptions.ResourceWarning, IGNORE, PyObject.NONE));
    }
    return filters;
  }

  private static PyObject filter(PyType category, PyStr action, PyObject module) {
    return PyTuple.of(action, PyObject.NONE, category, module, PyInt.ZERO);
  }

  PyDict onceRegistry() {
    if (onceRegistry == null) {
      onceRegistry = new PyDict();
    }
    return onceRegistry;
  }

  PyObject defaultAction() {
    return defaultAction;
  }

  void filtersMutated() {
    filtersVersion++;
  }

  @Override
  public void warn(PyType category, String message, int stackLevel) {
    warn(category, PyStr.of(message), stackLevel, null);
  }

  @Override
  public void warnUnclosed(PyType category, String message, PyObject source) {
    // At the end there is nothing more to say of the object: CPython has no module left for that.
    PyObject about = interpreter.finalizing ? null : source;
    warn(category, PyStr.of(message), 1, about);
  }

  @Override
  public void warnExplicit(PyType category, String message, String filename, int line) {
    warnExplicit(
        category, PyStr.of(message), PyStr.of(filename), line, null, null, null, null, null);
  }

  /**
   * Warns at the place {@code stackLevel} frames up; {@code source} is the object the warning is
   * about, or null.
   */
  void warn(PyObject category, PyObject message, int stackLevel, PyObject source) {
    PyFrame f = ThreadState.current().frame;
    int level = stackLevel;
    if (level <= 0 || isInternal(f)) {
      while (--level > 0 && f != null) {
        f = f.back;
      }
    } else {
      while (--level > 0 && f != null) {
        do {
          f = f.back;
        } while (f != null && isInternal(f));
      }
    }
    PyDict globals = f == null ? interpreter.sys.dict() : f.globals;
    PyStr filename = f == null ? PyStr.of("sys") : PyStr.of(f.code.unit.filename());
    PyObject registry = globals.get(REGISTRY);
    if (registry == null) {
      registry = new PyDict();
      globals.put(REGISTRY, registry);
    }
    if (registry instanceof PyDict seen && isIgnoredEverywhere(category, message)) {
      alreadyWarned(seen, PyTuple.EMPTY, false);
      return;
    }
    int line = f == null ? 1 : f.line();
    PyObject module = globals.get(Names.DUNDER_NAME);
    if (module != PyObject.NONE && !(module instanceof PyStr)) {
      module = PyStr.of("<string>");
    }
    warnExplicit(category, message, filename, line, module, registry, null, source, globals);
  }

  /**
   * Whether a warning is ignored whatever its place: then nobody needs the line, and the line table
   * of the code stays asleep. False where it takes more than a look to tell.
   */
  private boolean isIgnoredEverywhere(PyObject category, PyObject message) {
    if (!(message instanceof PyStr)
        || !(category instanceof PyType type)
        || !(attribute("filters", false) instanceof PyList list)) {
      return false;
    }
    for (int i = 0; i < list.size(); i++) {
      if (!(list.get(i) instanceof PyTuple t)
          || t.items.length != 5
          || !(t.items[2] instanceof PyType filtered)) {
        return false;
      }
      if (type.isSubtype(filtered)) {
        return t.items[1] == PyObject.NONE
            && t.items[3] == PyObject.NONE
            && t.items[4] == PyInt.ZERO
            && t.items[0] instanceof PyStr action
            && action.value().equals("ignore");
      }
    }
    return false;
  }

  /**
   * Frames of the import system do not count: a warning about an import belongs to the importer.
   */
  private static boolean isInternal(PyFrame f) {
    if (f == null) {
      return false;
    }
    String name = f.code.unit.filename();
    return name.contains("importlib") && name.contains("_bootstrap");
  }

  /**
   * {@code module}, {@code registry}, {@code sourceLine} and {@code source} may be null; {@code
   * globals} are those of the code that is warned about, null if it is not known.
   */
  void warnExplicit(
      PyObject category,
      PyObject message,
      PyStr filename,
      int line,
      PyObject module,
      PyObject registry,
      PyObject sourceLine,
      PyObject source,
      PyDict globals) {
    if (module == PyObject.NONE) {
      return;
    }
    if (registry != null && registry != PyObject.NONE && !(registry instanceof PyDict)) {
      throw Errors.typeError("'registry' must be a dict or None");
    }
    PyDict seen = registry instanceof PyDict d ? d : null;
    PyObject inModule = module == null ? moduleOf(filename) : module;
    PyObject text;
    PyObject warning;
    if (Abstract.isInstance(message, Exceptions.Warning)) {
      text = Abstract.str(message);
      warning = message;
      category = message.type;
    } else {
      text = message;
      warning = Abstract.call(category, message);
    }
    PyInt lineObject = PyInt.of(line);
    PyObject key = PyTuple.of(text, category, lineObject);
    if (seen != null && alreadyWarned(seen, key, false)) {
      return;
    }
    PyObject[] item = {PyObject.NONE};
    String action = action(category, text, line, inModule, item);
    switch (action) {
      case "error":
        throw Raising.exception(warning);
      case "ignore":
        return;
      case "always":
        break;
      default:
        if (!note(action, seen, key, text, category, item[0])) {
          return;
        }
    }
    show(category, text, warning, filename, line, lineObject, sourceLine, source, globals);
  }

  /** Remembers that a warning was issued; false if it need not be shown again. */
  private boolean note(
      String action, PyDict seen, PyObject key, PyObject text, PyObject category, PyObject item) {
    if (seen != null) {
      seen.put(key, PyBool.TRUE);
    }
    switch (action) {
      case "once":
        PyDict registry = seen;
        if (registry == null) {
          PyObject o = attribute("onceregistry", false);
          if (o == null) {
            o = onceRegistry();
          } else if (!(o instanceof PyDict)) {
            throw Errors.typeError(
                "_warnings.onceregistry must be a dict, not '" + o.type.name() + "'");
          }
          registry = onceRegistry = (PyDict) o;
        }
        return !alreadyWarned(registry, PyTuple.of(text, category), true);
      case "module":
        return seen == null || !alreadyWarned(seen, PyTuple.of(text, category), true);
      case "default":
        return true;
      default:
        throw Errors.runtimeError(
            "Unrecognized action ("
                + Abstract.repr(PyStr.of(action)).value()
                + ") in warnings.filters:\n "
                + Abstract.repr(item).value());
    }
  }

  /** The module name that a file name suggests. */
  private static PyStr moduleOf(PyStr filename) {
    String name = filename.value();
    if (name.isEmpty()) {
      return PyStr.of("<unknown>");
    }
    return name.endsWith(".py") ? PyStr.of(name.substring(0, name.length() - 3)) : filename;
  }

  private boolean alreadyWarned(PyDict registry, PyObject key, boolean set) {
    PyObject version = registry.get(VERSION);
    if (version instanceof PyInt v
        && v.type == PyInt.TYPE
        && !v.isBig()
        && v.longValue() == filtersVersion) {
      PyObject already = registry.get(key);
      if (already != null && Abstract.isTrue(already)) {
        return true;
      }
    } else {
      registry.clear();
      registry.put(VERSION, PyInt.of(filtersVersion));
    }
    if (set) {
      registry.put(key, PyBool.TRUE);
    }
    return false;
  }

  /** What the first filter that matches says; {@code item[0]} becomes that filter. */
  private String action(
      PyObject category, PyObject text, int line, PyObject module, PyObject[] item) {
    PyObject current = attribute("filters", false);
    if (current == null) {
      current = filters();
    }
    if (!(current instanceof PyList list)) {
      throw Errors.valueError("_warnings.filters must be a list");
    }
    filters = list;
    // A filter's match() may change the list.
    for (int i = 0; i < list.size(); i++) {
      if (!(list.get(i) instanceof PyTuple t) || t.items.length != 5) {
        throw Errors.valueError("_warnings.filters item " + i + " isn't a 5-tuple");
      }
      PyObject[] f = t.items;
      String action = actionText(f[0]);
      boolean goodText = matches(f[1], text);
      boolean goodModule = matches(f[3], module);
      boolean goodCategory = Abstract.isSubclass(category, f[2]);
      int filterLine = Abstract.toIndex(f[4], Exceptions.OverflowError);
      if (goodCategory && goodText && goodModule && (filterLine == 0 || filterLine == line)) {
        item[0] = t;
        return action;
      }
    }
    PyObject action = attribute("defaultaction", false);
    if (action == null) {
      action = defaultAction;
    }
    if (!(action instanceof PyStr s)) {
      throw Errors.typeError(
          "_warnings.defaultaction must be a string, not '" + action.type.name() + "'");
    }
    defaultAction = action;
    return s.value();
  }

  private static String actionText(PyObject action) {
    if (!(action instanceof PyStr s)) {
      throw Errors.typeError("action must be a string, not '" + action.type.name() + "'");
    }
    return s.value();
  }

  /** A filter's condition: None, text to be equal to, or a compiled regular expression. */
  private static boolean matches(PyObject condition, PyObject text) {
    if (condition == PyObject.NONE) {
      return true;
    }
    if (condition.type == PyStr.TYPE) {
      return Abstract.equal(condition, text);
    }
    return Abstract.isTrue(Abstract.callMethod(condition, "match", text));
  }

  /** An attribute of Python's {@code warnings} module, null if that is not loaded. */
  private PyObject attribute(String name, boolean load) {
    PyObject module;
    if (load && !interpreter.finalizing) {
      try {
        module = interpreter.importer().importModule("warnings");
      } catch (PyException e) {
        if (e.matches(Exceptions.ImportError)) {
          return null;
        }
        throw e;
      }
    } else {
      module = interpreter.modules.get(WARNINGS);
    }
    if (module == null) {
      return null;
    }
    PyStr key = PyStr.interned(name);
    // A module's dictionary spares the search through the type; nearly every warning takes this
    // path.
    return module.type == PyModule.TYPE
        ? module.dict().get(key)
        : Abstract.getAttributeOrNull(module, key);
  }

  private void show(
      PyObject category,
      PyObject text,
      PyObject warning,
      PyStr filename,
      int line,
      PyInt lineObject,
      PyObject sourceLine,
      PyObject source,
      PyDict globals) {
    PyObject showMessage = attribute("_showwarnmsg", source != null);
    if (showMessage == null) {
      showPlainly(category, text, filename, line, sourceLine, globals);
      return;
    }
    if (globals != null && globals.get(Names.LOADER) != null) {
      tellLinecache(filename, globals);
    }
    if (!Abstract.isCallable(showMessage)) {
      throw Errors.typeError("warnings._showwarnmsg() must be set to a callable");
    }
    PyObject cls = attribute("WarningMessage", false);
    if (cls == null) {
      throw Errors.runtimeError("unable to get warnings.WarningMessage");
    }
    PyObject none = PyObject.NONE;
    Abstract.call(
        showMessage,
        Abstract.call(
            cls,
            warning,
            category,
            filename,
            lineObject,
            none,
            none,
            source == null ? none : source));
  }

  /**
   * The library asks {@code linecache} for the source line by file name alone, which finds none in
   * an image: it must hear of the loader first. It imports linecache itself a moment later.
   */
  private void tellLinecache(PyStr filename, PyDict globals) {
    if (new File(filename.value()).exists()) {
      return;
    }
    try {
      Abstract.callMethod(
          interpreter.importer().importModule("linecache"), "lazycache", filename, globals);
    } catch (PyException e) {
      // Then the warning is shown without the line.
    }
  }

  /**
   * Without the warnings module: one line, and the source line if it can be had. Errors on the way
   * are swallowed.
   */
  private void showPlainly(
      PyObject category,
      PyObject text,
      PyStr filename,
      int line,
      PyObject sourceLine,
      PyDict globals) {
    PyObject err = interpreter.sysAttribute("stderr");
    if (err == null) {
      System.err.println("lost sys.stderr");
      return;
    }
    if (err == PyObject.NONE) {
      return;
    }
    try {
      String name = Abstract.str(Abstract.getAttribute(category, Names.DUNDER_NAME)).value();
      StringBuilder out = new StringBuilder();
      out.append(filename.value()).append(':').append(line).append(": ").append(name).append(": ");
      out.append(Abstract.str(text).value()).append('\n');
      String code = sourceLine instanceof PyStr s ? s.value() : lineOf(filename.value(), line);
      if (code == null && globals != null) {
        code = lineFromLoader(globals, line);
      }
      if (code != null) {
        out.append("  ").append(code.stripLeading());
        out.append(code.endsWith("\n") ? "" : "\n");
      }
      Abstract.callMethod(err, Names.WRITE, PyStr.of(out.toString()));
    } catch (PyException e) {
      // There is nowhere to tell of it.
    }
  }

  private static String lineFromLoader(PyDict globals, int line) {
    try {
      return WarningsModule.sourceLine(globals, line) instanceof PyStr s ? s.value() : null;
    } catch (PyException e) {
      return null;
    }
  }

  private static String lineOf(String filename, int line) {
    if (filename.isEmpty() || filename.startsWith("<") && filename.endsWith(">")) {
      return null;
    }
    // Latin-1 reads any bytes; the line is decoded once it is found.
    try (BufferedReader in =
        Files.newBufferedReader(Path.of(filename), StandardCharsets.ISO_8859_1)) {
      String text = null;
      for (int i = 0; i < line; i++) {
        text = in.readLine();
        if (text == null) {
          return null;
        }
      }
      return text == null
          ? null
          : new String(text.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    } catch (IOException | java.nio.file.InvalidPathException e) {
      return null;
    }
  }
}
