package dev.dormouse.runtime.eval;

import dev.dormouse.runtime.objects.LoopOpcode;
import dev.dormouse.runtime.objects.PyBaseException;
import dev.dormouse.runtime.objects.PyBuiltinFunction;
import dev.dormouse.runtime.objects.PyCode;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyFrame;
import dev.dormouse.runtime.objects.PyGenerator;
import dev.dormouse.runtime.objects.PyMethodDescr;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStopIteration;
import dev.dormouse.runtime.objects.PyTraceback;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.objects.Raising;
import dev.dormouse.runtime.objects.Slot;
import dev.dormouse.runtime.objects.ThreadState;
import dev.dormouse.runtime.objects.Tracing;

/**
 * Runs a frame one instruction at a time while the thread has a trace or profile function, and
 * tells them what happens.
 *
 * <p>It drives the one {@link Loop} rather than being another: the frame gets a copy of its
 * wordcode in which every instruction is {@link LoopOpcode#STEP}, at which the loop comes back
 * here. To execute an instruction its opcode is put into place, and the loop runs to the next STEP.
 * So tracing costs the loop nothing while it is off. An instruction behind EXTENDED_ARG keeps its
 * opcode, since the loop would forget the prefix on the way.
 */
final class SteppingLoop {
  private SteppingLoop() {}

  /**
   * As {@link Loop#run}; comes back with {@link Loop#STEPPED} if tracing was turned off on the way.
   */
  static PyObject run(ThreadState ts, PyFrame f) {
    PyCode co = f.code;
    byte[] original = co.wordcode;
    byte[] code = original.clone();
    int entry = patch(co, code);
    int previous = f.lasti;
    while (ts.isTraced()) {
      int pc = f.pc;
      int op = original[pc];
      f.lasti = pc;
      if (op == LoopOpcode.RESUME) {
        enter(ts, f);
      } else {
        line(ts, f, previous, entry);
        if (f.jumpTarget >= 0) {
          pc = f.jumpTarget;
          f.jumpTarget = -1;
          op = original[pc];
          f.pc = pc;
          f.lasti = pc;
        }
      }
      previous = pc;
      PyObject callee =
          op == LoopOpcode.CALL && ts.profileFunction != null
              ? builtinCallee(f, original, pc)
              : null;
      if (callee != null) {
        Tracing.profile(ts, f, "c_call", callee);
      }
      code[pc] = original[pc];
      PyObject result;
      try {
        result = Loop.run(ts, f, code);
      } catch (PyException e) {
        if (callee != null) {
          Tracing.profile(ts, f, "c_exception", callee);
        }
        throw e;
      } finally {
        code[pc] = LoopOpcode.STEP;
      }
      if (callee != null) {
        Tracing.profile(ts, f, "c_return", callee);
      }
      if (result != Loop.STEPPED) {
        if (op != LoopOpcode.RETURN_GENERATOR) {
          Tracing.trace(ts, f, Tracing.RETURN, result);
          Tracing.profile(ts, f, Tracing.RETURN, result);
        }
        return result;
      }
    }
    return Loop.STEPPED;
  }

  /**
   * Makes every instruction a STEP; returns the offset of the first RESUME, before which nothing is
   * traced.
   */
  private static int patch(PyCode co, byte[] code) {
    byte[] real = co.unit.wordcode();
    int entry = -1;
    boolean extended = false;
    for (int pc = 0; pc < code.length; pc += 2) {
      int op = code[pc];
      if (op == LoopOpcode.RESUME && entry < 0) {
        entry = pc;
      }
      if (real[pc] != 0 && !extended) {
        code[pc] = LoopOpcode.STEP;
      }
      extended = op == LoopOpcode.EXTENDED_ARG;
    }
    return entry;
  }

  static void enter(ThreadState ts, PyFrame f) {
    Tracing.trace(ts, f, Tracing.CALL, null);
    Tracing.profile(ts, f, Tracing.CALL, null);
  }

  /** A line begins where the line changes, or where a jump leads back. */
  private static void line(ThreadState ts, PyFrame f, int previous, int entry) {
    if (f.trace == null) {
      return;
    }
    int pc = f.lasti;
    if (pc < entry) {
      return;
    }
    if (f.traceLines) {
      int line = f.code.lineAt(pc);
      int last = previous <= entry ? -1 : f.code.lineAt(previous);
      boolean back = pc < previous && f.code.wordcode[pc] != LoopOpcode.SEND;
      if (line >= 0 && (line != last || back)) {
        Tracing.trace(ts, f, Tracing.LINE, null);
      }
    }
    if (f.traceOpcodes) {
      Tracing.trace(ts, f, Tracing.OPCODE, null);
    }
  }

  /** The builtin that the CALL at {@code pc} calls; null if it is none. */
  private static PyObject builtinCallee(PyFrame f, byte[] code, int pc) {
    int arg = code[pc + 1] & 0xFF;
    int at = f.sp - arg - 2;
    PyObject method = f.localsplus[at];
    PyObject callee = method != null ? method : f.localsplus[at + 1];
    return callee instanceof PyBuiltinFunction || callee instanceof PyMethodDescr ? callee : null;
  }

  /**
   * An exception came up in the frame, raised by it or by what it called. Gives the one to go on
   * with.
   */
  static PyException raised(ThreadState ts, PyFrame f, PyException error) {
    if (error.reraised || f.trace == null || ts.tracing) {
      return error;
    }
    // The trace function shall see this frame in the traceback, so it is entered here rather than
    // by Unwinding.
    PyBaseException e = error.value;
    if (!error.contextSet) {
      error.contextSet = true;
      Raising.chainContext(e, ts.handledException());
    }
    e.traceback = new PyTraceback(e.traceback, f, f.lasti, 0);
    error.reraised = true;
    try {
      Tracing.trace(ts, f, Tracing.EXCEPTION, PyTuple.of(e.type, e, e.traceback));
    } catch (PyException another) {
      return another;
    }
    return error;
  }

  /**
   * What SEND does in a frame that is traced: the StopIteration that ends the receiver is an
   * exception to be seen, as in CPython, if there is one. Generators and other iterators that are
   * not written in Python raise none to end with None.
   */
  static PyObject send(PyFrame f, PyObject receiver, PyObject value) {
    try {
      return PyGenerator.sendTo(receiver, value);
    } catch (PyException end) {
      ThreadState ts = ThreadState.current();
      if (end.value instanceof PyStopIteration e
          && ts.traceFunction != null
          && !ts.tracing
          && !(value == PyObject.NONE
              && e.value == PyObject.NONE
              && receiver.type.has(Slot.NEXT)
              && !receiver.type.isHeap())) {
        PyObject traceback = e.traceback == null ? PyObject.NONE : e.traceback;
        Tracing.trace(ts, f, Tracing.EXCEPTION, PyTuple.of(e.type, e, traceback));
      }
      throw end;
    }
  }

  /**
   * The frame is left by {@code error}; gives what is to be thrown, which is the trace function's
   * exception if it raised one.
   */
  static PyException unwound(ThreadState ts, PyFrame f, PyException error) {
    try {
      Tracing.trace(ts, f, Tracing.RETURN, null);
      Tracing.profile(ts, f, Tracing.RETURN, null);
    } catch (PyException e) {
      return e;
    }
    return error;
  }
}
