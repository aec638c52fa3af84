package dev.dormouse.importer;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Interpreter;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;

/** What {@code -v} says about imports, on {@code sys.stderr}. */
final class Verbose {
  private Verbose() {}

  static void imported(PyObject name, PyObject loader) {
    message("import " + Abstract.repr(name).value() + " # " + Abstract.repr(loader).value());
  }

  /** {@code text} gets a {@code # } in front unless it begins like an import or a comment. */
  static void message(String text) {
    String line = text.startsWith("import ") || text.startsWith("#") ? text : "# " + text;
    PyObject err = Interpreter.current().sysAttribute("stderr");
    if (err != null && err != PyObject.NONE) {
      Abstract.callMethod(err, "write", PyStr.of(line + "\n"));
    }
  }
}
