package dev.dormouse.runtime.objects;

import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Getter;
import dev.dormouse.tables.Method;
import dev.dormouse.tables.Setter;

/** The attributes of frames. Compare CPython's {@code Objects/frameobject.c}. */
@BuiltinType(name = "frame", ops = FrameOps.class)
final class FrameMembers {
  private FrameMembers() {}

  @Getter(name = "f_back")
  static PyObject getBack(PyFrame f) {
    return f.back == null ? PyObject.NONE : f.back;
  }

  @Getter(name = "f_code")
  static PyObject getCode(PyFrame f) {
    return f.code;
  }

  @Getter(name = "f_globals")
  static PyObject getGlobals(PyFrame f) {
    return f.globals;
  }

  @Getter(name = "f_builtins")
  static PyObject getBuiltins(PyFrame f) {
    return f.builtins;
  }

  /**
   * A snapshot for functions, as in 3.11: a trace function's changes to it are written back after
   * it returned.
   */
  @Getter(name = "f_locals")
  static PyObject getLocals(PyFrame f) {
    return f.localsMapping();
  }

  @Getter(name = "f_lasti")
  static int getLasti(PyFrame f) {
    return f.lasti;
  }

  @Getter(name = "f_lineno")
  static PyObject getLineno(PyFrame f) {
    int line = f.line();
    return line < 0 ? PyObject.NONE : PyInt.of(line);
  }

  @Setter(name = "f_lineno")
  static void setLineno(PyFrame f, PyObject value) {
    if (value == null) {
      throw Errors.attributeError("cannot delete attribute", null, null);
    }
    if (value.type != PyInt.TYPE) {
      throw Errors.valueError("lineno must be an integer");
    }
    Tracing.jump(f, value);
  }

  @Getter(name = "f_trace")
  static PyObject getTrace(PyFrame f) {
    return f.trace == null ? PyObject.NONE : f.trace;
  }

  @Setter(name = "f_trace")
  static void setTrace(PyFrame f, PyObject value) {
    f.trace = value == PyObject.NONE ? null : value;
  }

  @Getter(name = "f_trace_lines", member = true)
  static boolean getTraceLines(PyFrame f) {
    return f.traceLines;
  }

  @Setter(name = "f_trace_lines")
  static void setTraceLines(PyFrame f, PyObject value) {
    f.traceLines = flag(value);
  }

  @Getter(name = "f_trace_opcodes", member = true)
  static boolean getTraceOpcodes(PyFrame f) {
    return f.traceOpcodes;
  }

  @Setter(name = "f_trace_opcodes")
  static void setTraceOpcodes(PyFrame f, PyObject value) {
    f.traceOpcodes = flag(value);
  }

  private static boolean flag(PyObject value) {
    if (value == null) {
      throw Errors.typeError("can't delete numeric/char attribute");
    }
    if (!(value instanceof PyBool b)) {
      throw Errors.typeError("attribute value type must be bool");
    }
    return b.truth();
  }

  @Method(name = "clear", doc = "Drops the references that the frame's variables hold.")
  static void clear(PyFrame f) {
    if (f.suspended && f.generator instanceof PyGenerator g && !g.running) {
      g.close();
    } else if (!f.finished && (f.lasti >= 0 || f.back != null)) {
      throw Errors.runtimeError("cannot clear an executing frame");
    }
    java.util.Arrays.fill(f.localsplus, null);
    if (f.locals != null && f.function != null) {
      f.locals = null;
    }
    f.trace = null;
  }

  @Method(name = "__sizeof__")
  static int sizeOf(PyFrame f) {
    return 56 + 72 + 8 * f.localsplus.length;
  }
}
