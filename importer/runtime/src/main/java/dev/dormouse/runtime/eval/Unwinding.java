package dev.dormouse.runtime.eval;

import dev.dormouse.code.ExceptionTable;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.PyBaseException;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyFrame;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyTraceback;
import dev.dormouse.runtime.objects.Raising;
import dev.dormouse.runtime.objects.ThreadState;
import java.util.Arrays;

/**
 * From a raised exception to the handler in its frame. Compare {@code exception_unwind} in
 * CPython's ceval.c.
 */
final class Unwinding {
  private Unwinding() {}

  /** A bug of ours as a SystemError that says where it happened. */
  static PyException internalError(RuntimeException e) {
    StackTraceElement[] trace = e.getStackTrace();
    return Errors.systemError(
        "internal error of Dormouse: " + e + (trace.length == 0 ? "" : " at " + trace[0]));
  }

  /** Points the frame at the handler for {@code error}; false if there is none. */
  static boolean toHandler(ThreadState ts, PyFrame f, PyException error) {
    PyBaseException e = error.value;
    if (!error.contextSet) {
      error.contextSet = true;
      Raising.chainContext(e, ts.handledException());
    }
    if (error.reraised) {
      error.reraised = false;
    } else {
      e.traceback = new PyTraceback(e.traceback, f, f.lasti, 0);
    }
    f.kwnames = null;
    long handler = ExceptionTable.lookup(f.code.exceptiontable, f.lasti);
    if (error.restoredLasti >= 0) {
      f.lasti = error.restoredLasti;
      error.restoredLasti = -1;
    }
    if (handler == ExceptionTable.NO_HANDLER) {
      return false;
    }
    PyObject[] s = f.localsplus;
    int sp = f.code.nlocalsplus + ExceptionTable.depth(handler);
    Arrays.fill(s, sp, s.length, null);
    if (ExceptionTable.lasti(handler)) {
      s[sp++] = PyInt.of(f.lasti);
    }
    s[sp++] = e;
    f.sp = sp;
    f.pc = ExceptionTable.target(handler);
    return true;
  }
}
