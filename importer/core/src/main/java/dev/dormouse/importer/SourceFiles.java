package dev.dormouse.importer;

import dev.dormouse.runtime.modules.posix.Host;
import dev.dormouse.runtime.objects.Interpreter;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;

/** Names of source files and of their compiled files. */
final class SourceFiles {
  private SourceFiles() {}

  /**
   * What {@code __cached__} is for a file: the {@code .pyc} of a {@code .py}, a {@code .pyc}
   * itself, else None.
   */
  static PyObject cached(String file) {
    if (file.endsWith(".py")) {
      String cached = cacheFromSource(file);
      return cached == null ? PyObject.NONE : PyStr.of(cached);
    }
    return file.endsWith(".pyc") ? PyStr.of(file) : PyObject.NONE;
  }

  /**
   * The {@code .pyc} that belongs to a source file at the current optimization level; null if there
   * is no cache tag.
   */
  static String cacheFromSource(String file) {
    Interpreter interp = Interpreter.current();
    String tag = cacheTag(interp);
    if (tag == null) {
      return null;
    }
    int slash = file.lastIndexOf('/');
    String tail = file.substring(slash + 1);
    int dot = tail.lastIndexOf('.');
    String base = dot > 0 ? tail.substring(0, dot) : dot == 0 ? tail.substring(1) : tail;
    int level = interp.flags.optimize;
    String name = base + (dot < 0 ? "" : ".") + tag + (level == 0 ? "" : ".opt-" + level) + ".pyc";
    if (interp.sysAttribute("pycache_prefix") instanceof PyStr prefix) {
      String head = slash < 0 ? "" : slash == 0 ? "/" : file.substring(0, slash);
      if (!head.startsWith("/")) {
        head = Paths.join(Host.os(interp).getcwd(), head);
      }
      int start = 0;
      while (start < head.length() && head.charAt(start) == '/') {
        start++;
      }
      return Paths.join(Paths.join(prefix.value(), head.substring(start)), name);
    }
    return file.substring(0, slash + 1) + "__pycache__/" + name;
  }

  /** {@code sys.implementation.cache_tag}, or null when it is None. */
  private static String cacheTag(Interpreter interp) {
    PyObject implementation = interp.sysAttribute("implementation");
    PyObject tag = implementation == null ? null : implementation.dict().get("cache_tag");
    return tag instanceof PyStr s ? s.value() : null;
  }
}
