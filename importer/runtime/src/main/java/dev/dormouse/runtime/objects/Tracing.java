package dev.dormouse.runtime.objects;

import dev.dormouse.code.CodeFormatException;
import dev.dormouse.code.CodeVerifier;
import dev.dormouse.code.LocationTable;

/**
 * Calls trace and profile functions ({@code sys.settrace}, {@code sys.setprofile}). When they are
 * called is the tracing evaluator's business. Compare {@code trace_trampoline} in CPython's {@code
 * Python/sysmodule.c}.
 */
public final class Tracing {
  public static final String CALL = "call";
  public static final String LINE = "line";
  public static final String OPCODE = "opcode";
  public static final String RETURN = "return";
  public static final String EXCEPTION = "exception";

  private Tracing() {}

  /**
   * Tells the trace function of an event; what it raises turns tracing off and goes on to the
   * traced code.
   */
  public static void trace(ThreadState ts, PyFrame f, String event, PyObject arg) {
    PyObject function = event == CALL ? ts.traceFunction : f.trace;
    if (function == null || ts.tracing) {
      return;
    }
    PyObject r;
    String before = ts.tracingEvent;
    ts.tracingEvent = event;
    try {
      r = invoke(ts, f, function, event, arg);
    } catch (PyException e) {
      ts.setTrace(null);
      f.trace = null;
      throw e;
    } finally {
      ts.tracingEvent = before;
    }
    if (r != PyObject.NONE) {
      f.trace = r;
    }
  }

  /** Tells the profile function of an event. */
  public static void profile(ThreadState ts, PyFrame f, String event, PyObject arg) {
    PyObject function = ts.profileFunction;
    if (function == null || ts.tracing) {
      return;
    }
    try {
      invoke(ts, f, function, event, arg);
    } catch (PyException e) {
      ts.setProfile(null);
      throw e;
    }
  }

  private static PyObject invoke(
      ThreadState ts, PyFrame f, PyObject function, String event, PyObject arg) {
    ts.tracing = true;
    boolean fast = (f.code.flags & dev.dormouse.code.CodeUnit.CO_OPTIMIZED) != 0;
    if (fast) {
      f.localsMapping();
    }
    try {
      return Abstract.call(function, f, PyStr.interned(event), arg == null ? PyObject.NONE : arg);
    } finally {
      ts.tracing = false;
      if (fast) {
        f.localsToFast();
      }
    }
  }

  /** {@code f.f_lineno = line}. */
  static void jump(PyFrame f, PyObject line) {
    ThreadState ts = ThreadState.current();
    String event = ts.tracingEvent;
    if (event == null || event == CALL) {
      throw Errors.valueError("can't jump from the 'call' trace event of a new frame");
    }
    if (event != LINE) {
      throw Errors.valueError("can only jump from a 'line' trace event");
    }
    if (f.trace == null) {
      throw Errors.valueError("f_lineno can only be set by a trace function");
    }
    f.jumpTarget = target(f, Abstract.toJavaInt(line));
  }

  /**
   * Where to go on at a line. Only jumps to places outside of all blocks, from places that are in
   * none but {@code for} loops, are known to leave the stack in order; others are refused.
   */
  private static int target(PyFrame f, int wanted) {
    PyCode c = f.code;
    if (wanted < c.unit.firstlineno()) {
      throw Errors.valueError("line " + wanted + " comes before the current code block");
    }
    int[] lines = LocationTable.lines(c.linetable(), c.unit.firstlineno());
    int line = -1;
    for (int i = 2; i < lines.length; i += 3) {
      if (lines[i] >= wanted && (line < 0 || lines[i] < line)) {
        line = lines[i];
      }
    }
    if (line < 0) {
      throw Errors.valueError("line " + wanted + " comes after the current code block");
    }
    CodeVerifier verifier = new CodeVerifier();
    try {
      verifier.verify(
          "",
          c.unit,
          c.unit.wordcode(),
          c.consts.length,
          c.names.length,
          c.localspluskinds,
          c.exceptiontable);
    } catch (CodeFormatException e) {
      throw Errors.valueError("cannot jump in damaged code");
    }
    boolean onlyLoops = true;
    for (int i = c.nlocalsplus; i < f.sp; i++) {
      onlyLoops &= f.localsplus[i] != null && f.localsplus[i].type.has(Slot.NEXT);
    }
    for (int i = 0; onlyLoops && i < lines.length; i += 3) {
      boolean starts = lines[i + 2] == line && (i == 0 || lines[i - 1] != line);
      if (starts && verifier.depthAt(lines[i]) == 0) {
        return lines[i];
      }
    }
    throw Errors.missingFeature("jumping into, out of or within a block from a trace function");
  }
}
