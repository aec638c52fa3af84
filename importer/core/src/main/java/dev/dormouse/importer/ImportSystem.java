package dev.dormouse.importer;

import dev.dormouse.image.Image;
import dev.dormouse.image.ImageModule;
import dev.dormouse.runtime.modules.BuiltinModules;
import dev.dormouse.runtime.modules.Compiling;
import dev.dormouse.runtime.modules.sre.SreAccelerator;
import dev.dormouse.runtime.objects.Importer;
import java.util.List;
import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.BuiltinTable;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Exceptions;
import dev.dormouse.runtime.objects.Interpreter;
import dev.dormouse.runtime.objects.Names;
import dev.dormouse.runtime.objects.PyCode;
import dev.dormouse.runtime.objects.PyDict;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyList;
import dev.dormouse.runtime.objects.PyModule;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyTuple;

/** Minimal. */
public final class ImportSystem implements Importer {
  private final Interpreter interp;
  private final List<Image> images;

  public ImportSystem(Interpreter interp, List<Image> images) {
    this.interp = interp;
    this.images = images;
  }

  @Override
  public PyObject importModule(String name) {
    PyObject m = interp.modules.get(PyStr.interned(name));
    if (m != null) {
      if (m == PyObject.NONE) {
        throw Errors.importError(Exceptions.ModuleNotFoundError, "import of " + name + " halted; None in sys.modules", PyStr.of(name), null);
      }
      return m;
    }
    int dot = name.lastIndexOf('.');
    PyObject parent = null;
    if (dot > 0) {
      parent = importModule(name.substring(0, dot));
      m = interp.modules.get(PyStr.interned(name));
      if (m != null) {
        return m;
      }
      if (Abstract.getAttributeOrNull(parent, Names.PATH) == null) {
        throw Errors.importError(Exceptions.ModuleNotFoundError, "No module named '" + name + "'; '" + name.substring(0, dot) + "' is not a package", PyStr.of(name), null);
      }
    }
    m = load(name);
    if (parent != null) {
      Abstract.setAttribute(parent, PyStr.interned(name.substring(dot + 1)), m);
    }
    return m;
  }

  private PyObject load(String name) {
    BuiltinTable table = name.indexOf('.') < 0 ? BuiltinModules.find(name) : null;
    PyStr key = PyStr.interned(name);
    if (table != null) {
      PyModule m = BuiltinModules.create(table);
      interp.modules.put(key, m);
      return m;
    }
    for (Image image : images) {
      ImageModule im = image.find(name);
      if (im == null) {
        continue;
      }
      PyModule m = new PyModule(name, PyObject.NONE);
      PyDict d = m.dict();
      d.put(Names.BUILTINS, interp.builtins);
      String file = im.file();
      if (file != null) {
        d.put(Names.FILE, PyStr.of(file));
      }
      int dot = name.lastIndexOf('.');
      if (im.isPackage()) {
        d.put(Names.PATH, PyList.of(PyStr.of(file == null ? name : file.substring(0, file.lastIndexOf('/')))));
        d.put(Names.PACKAGE, key);
      } else {
        d.put(Names.PACKAGE, PyStr.of(dot < 0 ? "" : name.substring(0, dot)));
      }
      interp.modules.put(key, m);
      try {
        Compiling.run(new PyCode(im.code()), d, d, null);
      } catch (PyException e) {
        interp.modules.remove(key);
        throw e;
      }
      PyObject now = interp.modules.get(key);
      if (name.equals("re._compiler")) {
        SreAccelerator.install((PyModule) now);
      }
      return now;
    }
    throw Errors.moduleNotFound(name);
  }

  @Override
  public PyObject importName(PyStr name, PyDict globals, PyObject fromList, int level) {
    String n = name.value();
    if (level > 0) {
      PyObject pkg = globals.get(Names.PACKAGE);
      String p = pkg instanceof PyStr s ? s.value() : "";
      for (int i = 1; i < level; i++) {
        p = p.substring(0, Math.max(0, p.lastIndexOf('.')));
      }
      n = n.isEmpty() ? p : p + "." + n;
    }
    PyObject m = importModule(n);
    if (fromList == PyObject.NONE || fromList instanceof PyTuple t && t.items.length == 0) {
      if (level > 0) {
        return m;
      }
      int dot = n.indexOf('.');
      return dot < 0 ? m : importModule(n.substring(0, dot));
    }
    if (Abstract.getAttributeOrNull(m, Names.PATH) != null) {
      for (PyObject o : Abstract.toArray(fromList)) {
        PyStr s = (PyStr) o;
        if (!s.value().equals("*") && Abstract.getAttributeOrNull(m, s) == null) {
          try {
            importModule(n + "." + s.value());
          } catch (PyException e) {
            if (!e.matches(Exceptions.ModuleNotFoundError)) {
              throw e;
            }
          }
        }
      }
    }
    return m;
  }

  @Override
  public String moduleRepr(PyModule module) {
    return "<module " + Abstract.repr(module.dict().get(Names.DUNDER_NAME)).value() + ">";
  }

  @Override
  public boolean isInitializing(PyObject spec) {
    return false;
  }
}
