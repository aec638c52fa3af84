package dev.dormouse.importer;

import dev.dormouse.image.Image;
import dev.dormouse.image.ImageModule;
import dev.dormouse.runtime.modules.Compiling;
import dev.dormouse.runtime.modules.posix.Host;
import dev.dormouse.runtime.objects.Flags;
import dev.dormouse.runtime.objects.PyBool;
import dev.dormouse.runtime.objects.PyCode;
import dev.dormouse.runtime.objects.PyDict;
import dev.dormouse.runtime.objects.PyList;
import dev.dormouse.runtime.objects.PyModule;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.runtime.os.Os;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;

/**
 * What importing the library's {@code site} does at the start, done in Java where no Python code is
 * there for it to run: no {@code .pth} files, no {@code sitecustomize}. {@code site} and the
 * modules that it imports are then put to sleep ({@link DormantModules}).
 *
 * <p>Where there is something to run, and where imports are shown one by one, the library's module
 * runs.
 */
final class Site {
  /** What {@code site} imports, itself and through others, in the order in which that ends. */
  private static final String[] IMPORTED = {
    "abc", "stat", "_collections_abc", "genericpath", "posixpath", "os", "io"
  };

  /** What {@code credits} and {@code license} say, as {@code site.py} has it. */
  private static final String CREDITS =
      "    Thanks to CWI, CNRI, BeOpen.com, Zope Corporation and a cast of thousands\n"
          + "    for supporting Python development.  See www.python.org for more information.";

  private static final String LICENSE = "See https://www.python.org/psf/license/";

  private final ImportSystem system;
  private final Flags flags;
  private final Os os;

  /** {@code ENABLE_USER_SITE}. */
  private boolean usesUserSite;

  /** The virtual environment that the executable is in; null if it is in none. */
  private VirtualEnvironment environment;

  /** {@code USER_BASE} and {@code USER_SITE}; null if there is no home directory. */
  private final String userBase;

  private final String userSite;

  private Site(ImportSystem system) {
    this.system = system;
    this.flags = system.interp.flags;
    this.os = Host.os(system.interp);
    this.usesUserSite = !flags.noUserSite;
    this.userBase = userBase();
    this.userSite = userBase == null ? null : userBase + "/lib/python3.11/site-packages";
  }

  /**
   * Does all that importing {@code site} does.
   *
   * @param library the image that has it; null if the module itself shall run
   */
  static void start(ImportSystem system, Image library) {
    Site site = new Site(system);
    if (!system.interp.flags.eager && library != null && site.hasNothingToRun(library)) {
      site.sleep(library);
    } else {
      system.importModule("site");
    }
  }

  private boolean hasNothingToRun(Image library) {
    PyModule sys = system.interp.sys;
    if (!(sys.get("executable") instanceof PyStr executable)
        || !(sys.get("prefix") instanceof PyStr prefix)
        || !(sys.get("path") instanceof PyList path)) {
      return false;
    }
    return isNormal(path)
        && findEnvironment(executable.value())
        && userSite != null
        && (environment == null || addPackages(path, environment.prefix()))
        && (!usesUserSite || isOneself() && addDirectory(path, userSite))
        && (environment != null && !environment.seesSystem() || addPackages(path, prefix.value()))
        && system.findSpec(PyStr.interned("sitecustomize"), null) == null
        && (!usesUserSite || system.findSpec(PyStr.interned("usercustomize"), null) == null)
        && library.find("site") != null;
  }

  /** False if the library's module is to say what is wrong with it. */
  private boolean findEnvironment(String executable) {
    String bin = parent(executable);
    String prefix = bin == null ? null : parent(bin);
    if (prefix == null) {
      return false;
    }
    String config = bin + "/pyvenv.cfg";
    if (!exists(config)) {
      config = prefix + "/pyvenv.cfg";
      if (!exists(config)) {
        return true;
      }
    }
    try {
      environment = VirtualEnvironment.read(prefix, Path.of(os.resolve(config)));
      usesUserSite &= environment.seesSystem();
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** The folder that has a file or folder; null for the root. */
  private static String parent(String path) {
    int slash = path.lastIndexOf('/');
    return slash <= 0 ? null : path.substring(0, slash);
  }

  private boolean exists(String path) {
    return os.files().kind(path) != 0;
  }

  private boolean addPackages(PyList path, String prefix) {
    return addDirectory(path, prefix + "/lib/python3.11/site-packages");
  }

  /**
   * Appends a site directory to the path if it exists; false, with nothing done, if it has path
   * configuration files, which may run any code.
   */
  private boolean addDirectory(PyList path, String directory) {
    String[] names = new File(os.resolve(directory)).list();
    if (names == null) {
      return !exists(directory);
    }
    for (String name : names) {
      if (name.endsWith(".pth")) {
        return false;
      }
    }
    PyList longer = PyList.of(path.toArray());
    longer.add(PyStr.of(directory));
    if (!isNormal(longer)) {
      return false;
    }
    path.add(PyStr.of(directory));
    return true;
  }

  /** Set-uid programs have no user site. */
  private boolean isOneself() {
    long[] uids = os.processes().uids();
    long[] gids = os.processes().gids();
    return uids[0] == uids[1] && gids[0] == gids[1];
  }

  /** Whether {@code site} would leave the path as it is: absolute, normal, without repetitions. */
  private static boolean isNormal(PyList path) {
    for (int i = 0; i < path.size(); i++) {
      if (!(path.get(i) instanceof PyStr entry) || !isNormal(entry.value())) {
        return false;
      }
      for (int j = 0; j < i; j++) {
        if (((PyStr) path.get(j)).value().equals(entry.value())) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean isNormal(String path) {
    return path.startsWith("/")
        && !path.endsWith("/")
        && !path.contains("//")
        && !path.contains("/./")
        && !path.contains("/../")
        && !path.endsWith("/.")
        && !path.endsWith("/..");
  }

  private String userBase() {
    String base = os.getenv("PYTHONUSERBASE");
    if (base != null && !base.isEmpty()) {
      return base;
    }
    String home = os.getenv("HOME");
    return home == null || !isNormal(home) ? null : home + "/.local";
  }

  private void sleep(Image library) {
    enterEnvironment(system.interp.sys);
    DormantModules dormant = new DormantModules(system, library);
    system.dormant = dormant;
    for (String name : IMPORTED) {
      PyModule module = dormant.add(name);
      if (name.equals("posixpath")) {
        system.modules.put("os.path", module);
      }
    }
    setBuiltins((PyModule) system.importModule("_sitebuiltins"));
    dormant.add(
        dormant.new Namespace(PyStr.interned("site")) {
          @Override
          void run(ImageModule found, PyModule module) {
            runBody(found, module.dict());
          }
        });
    if (!flags.isolated) {
      system.interp.sys.set(
          "__interactivehook__", system.paths.hooksModule().get("register_readline"));
    }
  }

  /** What there is to say of the environment, once it is clear that nothing else will say it. */
  private void enterEnvironment(PyModule sys) {
    PyObject home = PyObject.NONE;
    if (environment != null) {
      PyStr prefix = PyStr.of(environment.prefix());
      sys.set("prefix", prefix);
      sys.set("exec_prefix", prefix);
      home = environment.home() == null ? home : PyStr.of(environment.home());
    }
    sys.set("_home", home);
  }

  /** The body of {@code site} without its call of {@code main}, whose work is done. */
  private void runBody(ImageModule found, PyDict globals) {
    PyCode code = new PyCode(found.code());
    code.wake(PyCode.WakeReason.GLOBAL);
    // The body asks sys.flags.no_site whether it is to call main. It must hear that it is not, but
    // the flag is the program's to see as it is: let it ask for another one, which is never zero.
    for (int i = 0; i < code.names.length; i++) {
      if (code.names[i].value().equals("no_site")) {
        code.names[i] = PyStr.interned("n_fields");
      }
    }
    Compiling.run(code, globals, globals, null);
    if (environment != null) {
      PyList prefixes = new PyList();
      prefixes.add(PyStr.of(environment.prefix()));
      if (environment.seesSystem()) {
        prefixes.add(system.interp.sysAttribute("base_prefix"));
        prefixes.add(system.interp.sysAttribute("base_exec_prefix"));
      }
      globals.put("PREFIXES", prefixes);
    }
    globals.put("ENABLE_USER_SITE", PyBool.of(usesUserSite));
    globals.put("USER_BASE", PyStr.of(userBase));
    globals.put("USER_SITE", PyStr.of(userSite));
  }

  private void setBuiltins(PyModule classes) {
    PyDict builtins = system.interp.builtins.dict();
    for (String name : new String[] {"quit", "exit"}) {
      PyObject quitter = make(classes, "Quitter");
      quitter.dict().put("name", PyStr.of(name));
      quitter.dict().put("eof", PyStr.of("Ctrl-D (i.e. EOF)"));
      builtins.put(name, quitter);
    }
    PyObject copyright = system.interp.sysAttribute("copyright");
    builtins.put("copyright", printer(classes, "copyright", copyright, new PyList()));
    builtins.put("credits", printer(classes, "credits", PyStr.of(CREDITS), new PyList()));
    PyList files = new PyList();
    if (system.interp.sysAttribute("_stdlib_dir") instanceof PyStr here) {
      for (String folder : new String[] {here.value() + "/..", here.value(), "."}) {
        files.add(PyStr.of(folder + "/LICENSE.txt"));
        files.add(PyStr.of(folder + "/LICENSE"));
      }
    }
    builtins.put("license", printer(classes, "license", PyStr.of(LICENSE), files));
    builtins.put("help", make(classes, "_Helper"));
  }

  private static PyObject printer(PyModule classes, String name, PyObject text, PyList files) {
    PyObject printer = make(classes, "_Printer");
    PyDict d = printer.dict();
    d.put("_Printer__name", PyStr.of(name));
    d.put("_Printer__data", text);
    d.put("_Printer__lines", PyObject.NONE);
    d.put("_Printer__filenames", files);
    return printer;
  }

  /** An instance on which {@code __init__} is not called: it would wake {@code os}. */
  private static PyObject make(PyModule classes, String name) {
    return new PyObject((PyType) classes.get(name));
  }
}
