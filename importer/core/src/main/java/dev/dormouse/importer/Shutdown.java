package dev.dormouse.importer;

import dev.dormouse.runtime.modules.io.IoState;
import dev.dormouse.runtime.modules.sys.ExceptionDisplay;
import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Exceptions;
import dev.dormouse.runtime.objects.Interpreter;
import dev.dormouse.runtime.objects.Names;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PySystemExit;

/**
 * The end of an interpreter: exit codes, exit functions, threads, streams. Compare CPython's
 * pylifecycle.c and pythonrun.c.
 */
final class Shutdown {
  private Shutdown() {}

  /**
   * What an exception that ended the program means for the exit code; shows it unless it is
   * SystemExit.
   */
  static int exitCode(PyException e) {
    if (!e.matches(Exceptions.SystemExit) || Interpreter.current().flags.inspect > 0) {
      try {
        ExceptionDisplay.uncaught(e);
      } catch (PyException again) {
        return again.matches(Exceptions.SystemExit) ? systemExit(again) : 1;
      }
      return e.matches(Exceptions.KeyboardInterrupt) ? 130 : 1;
    }
    return systemExit(e);
  }

  private static int systemExit(PyException e) {
    PyObject code = ((PySystemExit) e.value).code;
    if (code == null || code == PyObject.NONE) {
      return 0;
    }
    if (code instanceof PyInt i) {
      return (int) (i.isBig() ? -1 : i.longValue()) & 0xFF;
    }
    printError(Interpreter.current(), Abstract.str(code).value());
    return 1;
  }

  /** Prints a line on {@code sys.stderr}, or the process's if there is none. */
  static void printError(Interpreter interp, String line) {
    PyObject err = interp.sysAttribute("stderr");
    if (err != null && err != PyObject.NONE) {
      Abstract.callMethod(err, Names.WRITE, PyStr.of(line));
      Abstract.callMethod(err, Names.WRITE, PyStr.ofChar('\n'));
    } else {
      System.err.println(line);
    }
  }

  /** Waits for threads, runs exit functions and flushes; 120 if that fails and nothing else had. */
  static int finish(Interpreter interp, int code) {
    int result = code;
    try {
      PyObject threading = interp.modules.get("threading");
      if (threading != null) {
        Abstract.callMethod(threading, "_shutdown");
      }
    } catch (PyException e) {
      ExceptionDisplay.writeUnraisable(e, null, interp.modules.get("threading"));
    }
    try {
      if (interp.atExit != null) {
        interp.atExit.run();
      }
    } catch (PyException e) {
      // Each was shown when it failed.
    }
    interp.finalizing = true;
    if (interp.unawaited != null) {
      interp.unawaited.end();
    }
    if (interp.finalizers != null) {
      interp.finalizers.end();
    }
    if (!flush(interp, "stdout", true)) {
      result = result == 0 ? 120 : result;
    }
    flush(interp, "stderr", false);
    // What programs left open: CPython writes it out when it drops the objects.
    IoState.current().writeOut(true);
    return result;
  }

  static boolean flush(Interpreter interp, String name, boolean tell) {
    PyObject stream = interp.sysAttribute(name);
    if (stream == null || stream == PyObject.NONE) {
      return true;
    }
    try {
      PyObject closed = Abstract.getAttributeOrNull(stream, PyStr.interned("closed"));
      if (closed != null && Abstract.isTrue(closed)) {
        return true;
      }
      Abstract.callMethod(stream, Names.FLUSH);
      return true;
    } catch (PyException e) {
      if (tell) {
        ExceptionDisplay.writeUnraisable(e, null, stream);
      }
      return false;
    }
  }
}
