package dev.dormouse.runtime.modules.io;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Exceptions;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.ThreadState;

/** Words and reprs that several streams share. */
final class PyIOBaseErrors {
  private PyIOBaseErrors() {}

  static PyException shouldReturnBytes(String method, PyObject got) {
    return Errors.of(
        Exceptions.OSError,
        method + "() should have returned a bytes object, not '" + got.type.name() + "'");
  }

  /** {@code <_io.BufferedReader name='x'>}. */
  static PyObject repr(PyIOBase self) {
    PyObject name = null;
    try {
      name = Abstract.getAttributeOrNull(self, PyIOBase.NAME);
    } catch (PyException e) {
      if (!e.matches(Exceptions.ValueError)) {
        throw e;
      }
    }
    if (name == null) {
      return PyStr.of("<" + self.type.fullName() + ">");
    }
    ThreadState ts = ThreadState.current();
    if (!ts.enterRepr(self)) {
      throw Errors.runtimeError("reentrant call inside " + self.type.fullName() + ".__repr__");
    }
    try {
      return PyStr.of("<" + self.type.fullName() + " name=" + Abstract.repr(name).value() + ">");
    } finally {
      ts.leaveRepr(self);
    }
  }
}
