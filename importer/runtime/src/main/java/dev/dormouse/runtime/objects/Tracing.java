package dev.dormouse.runtime.objects;

import dev.dormouse.code.Opcode;

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
    boolean yielded =
        event == RETURN
            && f.lasti >= 0
            && (f.code.unit.wordcode()[f.lasti] & 0xff) == Opcode.YIELD_VALUE;
    if (event == null || event == CALL) {
      throw Errors.valueError("can't jump from the 'call' trace event of a new frame");
    }
    if (event != LINE && !yielded) {
      throw Errors.valueError("can only jump from a 'line' trace event");
    }
    if (f.trace == null) {
      throw Errors.valueError("f_lineno can only be set by a trace function");
    }
    FrameJump.to(ts, f, Abstract.toJavaInt(line), yielded);
  }
}
