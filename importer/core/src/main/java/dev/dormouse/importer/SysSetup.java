package dev.dormouse.importer;

import dev.dormouse.runtime.objects.Interpreter;
import dev.dormouse.runtime.objects.PyBool;
import dev.dormouse.runtime.objects.PyDict;
import dev.dormouse.runtime.objects.PyList;
import dev.dormouse.runtime.objects.PyModule;
import dev.dormouse.runtime.objects.PyStr;
import java.util.ArrayList;
import java.util.List;

/** The parts of {@code sys} that depend on how the interpreter was started. */
final class SysSetup {
  private SysSetup() {}

  static void fill(Interpreter interp, PythonConfig config) {
    PyModule sys = interp.sys;
    String home = config.home == null ? "" : config.home;
    String launcher = config.home == null ? "" : home + "/bin/dormouse";
    String executable = config.executable == null ? launcher : config.executable;
    sys.set("executable", PyStr.of(executable));
    // CPython has the link here when it was called by one outside of an environment, and makes
    // environments from it that find no library.
    sys.set("_base_executable", PyStr.of(launcher));
    for (String name : new String[] {"prefix", "exec_prefix", "base_prefix", "base_exec_prefix"}) {
      sys.set(name, PyStr.of(home));
    }
    sys.set("_stdlib_dir", PyStr.of(home + "/images/stdlib.dmi"));
    sys.set("argv", strings(config.argv));
    PyList original = new PyList();
    original.add(PyStr.of(executable));
    if (config.originalArguments != null) {
      for (String a : config.originalArguments) {
        original.add(PyStr.of(a));
      }
    }
    sys.set("orig_argv", original);
    sys.set("warnoptions", strings(warnOptions(config)));
    PyDict x = new PyDict();
    for (String option : config.xOptions) {
      int eq = option.indexOf('=');
      x.put(
          PyStr.of(eq < 0 ? option : option.substring(0, eq)),
          eq < 0 ? PyBool.TRUE : PyStr.of(option.substring(eq + 1)));
    }
    sys.set("_xoptions", x);
    if (config.pycachePrefix != null) {
      sys.set("pycache_prefix", PyStr.of(config.pycachePrefix));
    }
    PyList path = new PyList();
    for (String entry : config.path) {
      path.add(PyStr.of(absolute(entry)));
    }
    if (!config.flags.ignoreEnvironment) {
      String pythonPath = System.getenv("PYTHONPATH");
      if (pythonPath != null && !pythonPath.isEmpty()) {
        int start = 0;
        while (start <= pythonPath.length()) {
          int end = pythonPath.indexOf(':', start);
          end = end < 0 ? pythonPath.length() : end;
          path.add(PyStr.of(absolute(pythonPath.substring(start, end))));
          start = end + 1;
        }
      }
    }
    for (String image : config.images) {
      path.add(PyStr.of(absolute(image)));
    }
    if (config.home != null) {
      path.add(PyStr.of(home + "/images/stdlib.dmi"));
      // The sources of the same modules, for tools that look for files: after the image, so that
      // nothing is ever imported from here that could come from there.
      path.add(PyStr.of(home + "/lib/python3.11"));
    }
    sys.set("path", path);
  }

  private static String absolute(String path) {
    return java.nio.file.Path.of(path).toAbsolutePath().toString();
  }

  private static List<String> warnOptions(PythonConfig config) {
    List<String> all = new ArrayList<>(config.warnings);
    if (config.flags.bytesWarning > 1) {
      all.add("error::BytesWarning");
    } else if (config.flags.bytesWarning > 0) {
      all.add("default::BytesWarning");
    }
    if (config.flags.devMode) {
      all.add(0, "default");
    }
    return all;
  }

  private static PyList strings(List<String> from) {
    PyList list = new PyList();
    for (String s : from) {
      list.add(PyStr.of(s));
    }
    return list;
  }
}
