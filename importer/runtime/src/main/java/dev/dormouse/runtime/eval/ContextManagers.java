package dev.dormouse.runtime.eval;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Names;
import dev.dormouse.runtime.objects.PyBaseException;
import dev.dormouse.runtime.objects.PyFrame;
import dev.dormouse.runtime.objects.PyObject;

/** {@code with} and {@code async with}. */
final class ContextManagers {
  private ContextManagers() {}

  /** Stack before: … manager; after: … bound exit, result of enter. */
  static void enter(PyFrame f) {
    PyObject[] s = f.localsplus;
    PyObject manager = s[f.sp - 1];
    PyObject enter = Abstract.lookupSpecial(manager, Names.ENTER);
    if (enter == null) {
      throw Errors.typeError(
          "'" + manager.type.name() + "' object does not support the context manager protocol");
    }
    PyObject exit = Abstract.lookupSpecial(manager, Names.EXIT);
    if (exit == null) {
      throw Errors.typeError(
          "'"
              + manager.type.name()
              + "' object does not support the context manager protocol (missed __exit__ method)");
    }
    s[f.sp - 1] = exit;
    s[f.sp++] = Abstract.call(enter);
  }

  static void enterAsync(PyFrame f) {
    PyObject[] s = f.localsplus;
    PyObject manager = s[f.sp - 1];
    PyObject enter = Abstract.lookupSpecial(manager, Names.AENTER);
    if (enter == null) {
      throw Errors.typeError(
          "'"
              + manager.type.name()
              + "' object does not support the asynchronous context manager protocol");
    }
    PyObject exit = Abstract.lookupSpecial(manager, Names.AEXIT);
    if (exit == null) {
      throw Errors.typeError(
          "'"
              + manager.type.name()
              + "' object does not support the asynchronous context manager protocol (missed"
              + " __aexit__ method)");
    }
    s[f.sp - 1] = exit;
    s[f.sp++] = Abstract.call(enter);
  }

  /** Stack: … exit, lasti, previous exception, exception; pushes what exit says. */
  static void exitWithException(PyFrame f) {
    PyObject[] s = f.localsplus;
    PyBaseException e = (PyBaseException) s[f.sp - 1];
    PyObject traceback = e.traceback == null ? PyObject.NONE : e.traceback;
    PyObject exit = s[f.sp - 4];
    s[f.sp++] = Abstract.call(exit, e.type, e, traceback);
  }
}
