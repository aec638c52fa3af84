package dev.dormouse.runtime.eval;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.FrameEvaluator;
import dev.dormouse.runtime.objects.LoopOpcode;
import dev.dormouse.runtime.objects.PyBaseException;
import dev.dormouse.runtime.objects.PyBool;
import dev.dormouse.runtime.objects.PyCell;
import dev.dormouse.runtime.objects.PyCode;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyFrame;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.runtime.objects.ThreadState;

/**
 * The interpreter loop. Stateless. {@link #run} is kept small (HotSpot never compiles a method over
 * 8 000 bytes of bytecode, and small is faster long before that; a test watches its size): frequent
 * instructions are here, the others in {@link RareInstructions} and the classes it calls.
 *
 * <p>Stack and program counter live in Java locals while the loop runs and go to the frame when it
 * suspends. The frame's {@link PyFrame#lasti} is written at every instruction, so that whoever
 * looks at the frame sees the right line.
 */
public final class Loop implements FrameEvaluator {
  /**
   * What {@link #run} gives when it comes back for the stepping loop rather than for the frame's
   * end.
   */
  static final PyObject STEPPED = new PyObject(PyType.OBJECT);

  @Override
  public PyObject evaluate(ThreadState ts, PyFrame f, PyBaseException thrown) {
    ts.enterRecursive("");
    PyFrame back = ts.frame;
    f.back = back;
    ts.frame = f;
    f.suspended = false;
    try {
      PyException error = null;
      if (thrown != null) {
        error = new PyException(thrown);
        error.contextSet = true; // by the generator that it is thrown into
      }
      if (error != null && ts.isTraced()) {
        SteppingLoop.enter(ts, f);
      }
      while (true) {
        if (error != null && ts.isTraced()) {
          error = SteppingLoop.raised(ts, f, error);
        }
        if (error != null && !Unwinding.toHandler(ts, f, error)) {
          throw ts.isTraced() ? SteppingLoop.unwound(ts, f, error) : error;
        }
        try {
          PyObject r = STEPPED;
          while (r == STEPPED) {
            r = ts.isTraced() ? SteppingLoop.run(ts, f) : run(ts, f, f.code.wordcode);
          }
          return r;
        } catch (PyException e) {
          error = e;
        } catch (NullPointerException
            | ClassCastException
            | IllegalStateException
            | IllegalArgumentException
            | IndexOutOfBoundsException
            | NegativeArraySizeException
            | ArithmeticException e) {
          // A bug of ours. The program may go on, as it does after CPython's SystemError.
          error = Unwinding.internalError(e);
        } catch (StackOverflowError e) {
          error = Errors.recursionError("maximum recursion depth exceeded");
        } catch (OutOfMemoryError e) {
          error = Errors.memoryError();
        }
      }
    } finally {
      ts.frame = back;
      ts.leaveRecursive();
      if (!f.suspended) {
        f.finished = true;
      }
    }
  }

  /**
   * Runs from the frame's pc and sp until it returns, yields or an exception comes out of an
   * instruction.
   */
  static PyObject run(ThreadState ts, PyFrame f, byte[] code) {
    PyCode co = f.code;
    PyObject[] s = f.localsplus;
    int sp = f.sp;
    int pc = f.pc;
    int extended = 0;
    while (true) {
      f.lasti = pc;
      int op = code[pc];
      int arg = code[pc + 1] & 0xFF | extended;
      extended = 0;
      pc += 2;
      switch (op) {
        case LoopOpcode.LOAD_FAST:
          {
            PyObject v = s[arg];
            if (v == null) {
              f.sp = sp;
              throw Variables.unbound(co, arg);
            }
            s[sp++] = v;
            break;
          }
        case LoopOpcode.STORE_FAST:
          s[arg] = s[--sp];
          break;
        case LoopOpcode.LOAD_CONST:
          s[sp++] = co.consts[arg];
          break;
        case LoopOpcode.LOAD_GLOBAL:
          if ((arg & 1) != 0) {
            s[sp++] = null;
          }
          s[sp++] = Variables.loadGlobal(f, co, arg >> 1, pc >> 1);
          pc += 10;
          break;
        case LoopOpcode.LOAD_ATTR:
          s[sp - 1] = Abstract.getAttribute(s[sp - 1], co.names[arg]);
          pc += 8;
          break;
        case LoopOpcode.LOAD_METHOD:
          Invocation.loadMethod(s, sp, co.names[arg]);
          sp++;
          pc += 20;
          break;
        case LoopOpcode.PRECALL:
          pc += 2;
          break;
        case LoopOpcode.CALL:
          {
            PyObject r = Invocation.call(ts, f, s, sp - arg - 2, arg);
            sp -= arg + 1;
            s[sp - 1] = r;
            pc += 8;
            if (ts.isTraced()) {
              // Perhaps only since the call: then this frame has to be stepped too.
              f.sp = sp;
              f.pc = pc;
              return STEPPED;
            }
            break;
          }
        case LoopOpcode.POP_TOP:
          s[--sp] = null;
          break;
        case LoopOpcode.RETURN_VALUE:
          f.sp = sp - 1;
          return s[sp - 1];
        case LoopOpcode.POP_JUMP_FORWARD_IF_FALSE:
          {
            PyObject v = s[--sp];
            if (v == PyBool.FALSE || v != PyBool.TRUE && !Abstract.isTrue(v)) {
              pc += 2 * arg;
            }
            break;
          }
        case LoopOpcode.POP_JUMP_FORWARD_IF_TRUE:
          {
            PyObject v = s[--sp];
            if (v == PyBool.TRUE || v != PyBool.FALSE && Abstract.isTrue(v)) {
              pc += 2 * arg;
            }
            break;
          }
        case LoopOpcode.COMPARE_OP:
          sp--;
          s[sp - 1] = Arithmetic.compare(s[sp - 1], s[sp], arg);
          pc += 4;
          break;
        case LoopOpcode.BINARY_OP:
          sp--;
          s[sp - 1] = Arithmetic.binary(s[sp - 1], s[sp], arg);
          pc += 2;
          break;
        case LoopOpcode.BINARY_SUBSCR:
          sp--;
          s[sp - 1] = Arithmetic.subscript(s[sp - 1], s[sp]);
          pc += 8;
          break;
        case LoopOpcode.STORE_NAME:
          Variables.storeName(f, co.names[arg], s[--sp]);
          break;
        case LoopOpcode.LOAD_NAME:
          s[sp++] = Variables.loadName(f, co.names[arg]);
          break;
        case LoopOpcode.FOR_ITER:
          {
            PyObject it = s[sp - 1];
            PyObject v = it.type.ops.next(it);
            if (v != null) {
              s[sp++] = v;
            } else {
              s[--sp] = null;
              pc += 2 * arg;
            }
            break;
          }
        case LoopOpcode.JUMP_BACKWARD:
          pc -= 2 * arg;
          if (ts.interpreter.checkRequested) {
            f.sp = sp;
            ts.interpreter.check(ts);
          }
          break;
        case LoopOpcode.JUMP_FORWARD:
          pc += 2 * arg;
          break;
        case LoopOpcode.LOAD_DEREF:
          {
            PyObject v = ((PyCell) s[arg]).value;
            if (v == null) {
              throw Variables.unbound(co, arg);
            }
            s[sp++] = v;
            break;
          }
        case LoopOpcode.MAKE_FUNCTION:
          sp = Invocation.makeFunction(f, s, sp, arg);
          break;
        case LoopOpcode.RESUME:
          if (ts.interpreter.checkRequested) {
            f.sp = sp;
            ts.interpreter.check(ts);
          }
          break;
        case LoopOpcode.IS_OP:
          sp--;
          s[sp - 1] = PyBool.of(s[sp - 1] == s[sp] ^ arg != 0);
          break;
        case LoopOpcode.CONTAINS_OP:
          sp--;
          s[sp - 1] = PyBool.of(Abstract.contains(s[sp], s[sp - 1]) ^ arg != 0);
          break;
        case LoopOpcode.STORE_ATTR:
          sp -= 2;
          Abstract.setAttribute(s[sp + 1], co.names[arg], s[sp]);
          pc += 8;
          break;
        case LoopOpcode.PUSH_NULL:
          s[sp++] = null;
          break;
        case LoopOpcode.UNPACK_SEQUENCE:
          sp = Collecting.unpack(s, sp, arg);
          pc += 2;
          break;
        case LoopOpcode.BUILD_TUPLE:
          {
            PyObject[] items = new PyObject[arg];
            sp -= arg;
            System.arraycopy(s, sp, items, 0, arg);
            s[sp++] = PyTuple.of(items);
            break;
          }
        case LoopOpcode.POP_JUMP_FORWARD_IF_NONE:
          if (s[--sp] == PyObject.NONE) {
            pc += 2 * arg;
          }
          break;
        case LoopOpcode.POP_JUMP_FORWARD_IF_NOT_NONE:
          if (s[--sp] != PyObject.NONE) {
            pc += 2 * arg;
          }
          break;
        case LoopOpcode.KW_NAMES:
          f.kwnames = Invocation.keywordNames(co, arg);
          break;
        case LoopOpcode.YIELD_VALUE:
          f.sp = sp - 1;
          f.pc = pc;
          f.suspended = true;
          return s[sp - 1];
        case LoopOpcode.STORE_SUBSCR:
          sp -= 3;
          Abstract.setItem(s[sp + 1], s[sp + 2], s[sp]);
          pc += 2;
          break;
        case LoopOpcode.COPY:
          s[sp] = s[sp - arg];
          sp++;
          break;
        case LoopOpcode.SWAP:
          {
            PyObject top = s[sp - 1];
            s[sp - 1] = s[sp - arg];
            s[sp - arg] = top;
            break;
          }
        case LoopOpcode.EXTENDED_ARG:
          extended = arg << 8;
          break;
        case LoopOpcode.JUMP_IF_FALSE_OR_POP:
          if (Abstract.isTrue(s[sp - 1])) {
            sp--;
          } else {
            pc += 2 * arg;
          }
          break;
        case LoopOpcode.JUMP_IF_TRUE_OR_POP:
          if (Abstract.isTrue(s[sp - 1])) {
            pc += 2 * arg;
          } else {
            sp--;
          }
          break;
        case LoopOpcode.POP_JUMP_BACKWARD_IF_FALSE:
          if (!Abstract.isTrue(s[--sp])) {
            pc -= 2 * arg;
            if (ts.interpreter.checkRequested) {
              f.sp = sp;
              ts.interpreter.check(ts);
            }
          }
          break;
        case LoopOpcode.POP_JUMP_BACKWARD_IF_TRUE:
          if (Abstract.isTrue(s[--sp])) {
            pc -= 2 * arg;
            if (ts.interpreter.checkRequested) {
              f.sp = sp;
              ts.interpreter.check(ts);
            }
          }
          break;
        case LoopOpcode.LOAD_CLOSURE:
          s[sp++] = s[arg];
          break;
        case LoopOpcode.NOP:
          break;
        case LoopOpcode.STORE_DEREF:
          ((PyCell) s[arg]).value = s[--sp];
          break;
        case LoopOpcode.POP_JUMP_BACKWARD_IF_NONE:
          if (s[--sp] == PyObject.NONE) {
            pc -= 2 * arg;
            if (ts.interpreter.checkRequested) {
              f.sp = sp;
              ts.interpreter.check(ts);
            }
          }
          break;
        case LoopOpcode.POP_JUMP_BACKWARD_IF_NOT_NONE:
          if (s[--sp] != PyObject.NONE) {
            pc -= 2 * arg;
            if (ts.interpreter.checkRequested) {
              f.sp = sp;
              ts.interpreter.check(ts);
            }
          }
          break;
        case LoopOpcode.RETURN_GENERATOR:
          f.sp = sp;
          f.pc = pc;
          return Generators.make(ts, f);
        case LoopOpcode.JUMP_BACKWARD_NO_INTERRUPT:
          pc -= 2 * arg;
          break;
        case LoopOpcode.SEND:
          if (Generators.send(f, s, sp)) {
            // The sub-iterator is done: its value replaces both, and execution goes on behind the
            // loop.
            sp--;
            pc += 2 * arg;
          }
          break;
        case LoopOpcode.STEP:
          f.sp = sp;
          f.pc = pc - 2;
          return STEPPED;
        default:
          f.sp = sp;
          f.pc = pc;
          RareInstructions.execute(ts, f, op, arg);
          sp = f.sp;
          pc = f.pc;
          break;
      }
    }
  }
}
