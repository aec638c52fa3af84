package dev.dormouse.runtime.objects;

import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Getter;

/** The attributes of frames. Compare CPython's {@code Objects/frameobject.c}. */
@BuiltinType(name = "frame", ops = FrameOps.class)
final class FrameMembers {
  private FrameMembers() {}

  @Getter(name = "f_back")
  static PyObject getBack(PyFrame f) {
    return f.back == null ? PyObject.NONE : f.back;
  }

  @Getter(name = "f_code", member = true)
  static PyObject getCode(PyFrame f) {
    return f.code;
  }

  @Getter(name = "f_globals", member = true)
  static PyObject getGlobals(PyFrame f) {
    return f.globals;
  }

  @Getter(name = "f_builtins", member = true)
  static PyObject getBuiltins(PyFrame f) {
    return f.builtins;
  }

  @Getter(name = "f_lasti", member = true)
  static int getLasti(PyFrame f) {
    return f.lasti;
  }

  @Getter(name = "f_lineno")
  static PyObject getLineno(PyFrame f) {
    int line = f.line();
    return line < 0 ? PyObject.NONE : PyInt.of(line);
  }
}
