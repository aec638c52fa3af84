package dev.dormouse.runtime.eval;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.ExceptionGroups;
import dev.dormouse.runtime.objects.Exceptions;
import dev.dormouse.runtime.objects.PyBaseException;
import dev.dormouse.runtime.objects.PyFrame;
import dev.dormouse.runtime.objects.PyList;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.runtime.objects.ThreadState;

/** {@code except} and {@code except*}. */
final class ExceptionMatching {
  private static final String MESSAGE =
      "catching classes that do not inherit from BaseException is not allowed";

  private ExceptionMatching() {}

  static boolean matches(PyObject e, PyObject pattern) {
    if (pattern instanceof PyTuple t) {
      for (PyObject p : t.items) {
        requireException(p);
      }
      for (PyObject p : t.items) {
        if (e.type.isSubtype((PyType) p)) {
          return true;
        }
      }
      return false;
    }
    requireException(pattern);
    return e.type.isSubtype((PyType) pattern);
  }

  private static void requireException(PyObject p) {
    if (!(p instanceof PyType t) || !t.isSubtype(Exceptions.BaseException)) {
      throw Errors.typeError(MESSAGE);
    }
  }

  /** CHECK_EG_MATCH. Stack before: … exception, pattern; after: … rest or None, match or None. */
  static void checkGroup(ThreadState ts, PyFrame f) {
    PyObject[] s = f.localsplus;
    PyObject pattern = s[f.sp - 1];
    requireNoGroup(pattern);
    if (s[f.sp - 2] == PyObject.NONE) {
      s[f.sp - 1] = PyObject.NONE; // the clauses before took all of it
      return;
    }
    PyBaseException e = (PyBaseException) s[f.sp - 2];
    if (matches(e, pattern)) {
      PyObject match = e;
      if (!ExceptionGroups.isGroup(e)) {
        match = ExceptionGroups.wrap(e);
      }
      s[f.sp - 2] = PyObject.NONE;
      s[f.sp - 1] = match;
    } else if (ExceptionGroups.isGroup(e)) {
      PyObject pair = Abstract.callMethod(e, "split", pattern);
      if (!(pair instanceof PyTuple t) || t.items.length < 2) {
        throw Errors.typeError(
            e.type.name()
                + ".split must return a 2-tuple, got "
                + (pair instanceof PyTuple t2
                    ? "tuple of size " + t2.items.length
                    : pair.type.name()));
      }
      s[f.sp - 2] = t.items[1];
      s[f.sp - 1] = t.items[0];
    } else {
      s[f.sp - 1] = PyObject.NONE;
    }
    if (s[f.sp - 1] != PyObject.NONE) {
      ts.excInfo.value = (PyBaseException) s[f.sp - 1];
    }
  }

  private static void requireNoGroup(PyObject pattern) {
    PyObject[] all = pattern instanceof PyTuple t ? t.items : new PyObject[] {pattern};
    for (PyObject p : all) {
      requireException(p);
    }
    for (PyObject p : all) {
      if (((PyType) p).isSubtype(ExceptionGroups.BASE)) {
        throw Errors.typeError(
            "catching ExceptionGroup with except* is not allowed. Use except instead.");
      }
    }
  }

  /**
   * What an {@code except*} statement raises in the end, or None: the unhandled rest and what its
   * clauses raised.
   */
  static PyObject prepareReraise(PyObject original, PyList raised) {
    return ExceptionGroups.prepareReraise((PyBaseException) original, raised.toArray());
  }
}
