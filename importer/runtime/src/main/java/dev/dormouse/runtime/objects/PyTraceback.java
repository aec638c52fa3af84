package dev.dormouse.runtime.objects;

import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Getter;
import dev.dormouse.tables.Method;
import dev.dormouse.tables.Setter;

/**
 * One level of a traceback. The line is looked up in the (until then unread) line table only when
 * asked for.
 */
@BuiltinType(name = "traceback", ops = PyTraceback.TracebackOps.class)
public final class PyTraceback extends PyObject {
  public static final PyType TYPE =
      PyType.builtin("traceback", PyType.OBJECT, new TracebackOps(), new PyTracebackTable());

  /** The next inner level; null at the point of the error. */
  public PyTraceback next;

  public final PyFrame frame;

  /** Byte offset of the instruction. */
  public final int lasti;

  /** Line given by Python code; 0 means: ask the line table. */
  private final int givenLine;

  public PyTraceback(PyTraceback next, PyFrame frame, int lasti, int givenLine) {
    super(TYPE);
    this.next = next;
    this.frame = frame;
    this.lasti = lasti;
    this.givenLine = givenLine;
  }

  public int line() {
    return givenLine != 0 ? givenLine : frame.code.lineAt(lasti);
  }

  @Getter(name = "tb_next")
  static PyObject getNext(PyTraceback t) {
    return t.next == null ? NONE : t.next;
  }

  @Setter(name = "tb_next")
  static void setNext(PyTraceback t, PyObject value) {
    if (value == null) {
      throw Errors.typeError("can't delete tb_next attribute");
    }
    if (value != NONE && !(value instanceof PyTraceback)) {
      throw Errors.typeError("expected traceback object, got '" + value.type.name() + "'");
    }
    for (PyObject n = value; n instanceof PyTraceback x; n = x.next) {
      if (n == t) {
        throw Errors.valueError("traceback loop detected");
      }
    }
    t.next = value == NONE ? null : (PyTraceback) value;
  }

  @Getter(name = "tb_frame", member = true)
  static PyObject getFrame(PyTraceback t) {
    return t.frame;
  }

  @Getter(name = "tb_lasti", member = true)
  static int getLasti(PyTraceback t) {
    return t.lasti;
  }

  @Getter(name = "tb_lineno")
  static PyObject getLineno(PyTraceback t) {
    int line = t.line();
    return line < 0 ? NONE : PyInt.of(line);
  }

  @Method(name = "__dir__")
  static PyObject dir(PyTraceback t) {
    return PyList.of(
        PyStr.of("tb_frame"), PyStr.of("tb_next"), PyStr.of("tb_lasti"), PyStr.of("tb_lineno"));
  }

  static final class TracebackOps extends Ops {
    @Override
    public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
      PyObject[] p =
          ArgParser.parse(
              "traceback", "tb_next\0tb_frame\0tb_lasti\0tb_lineno", 0, 4, 4, args, kwnames);
      if (p[0] != NONE && !(p[0] instanceof PyTraceback)) {
        throw Errors.typeError("expected traceback object or None, got '" + p[0].type.name() + "'");
      }
      if (!(p[1] instanceof PyFrame frame)) {
        throw Errors.typeError(
            "traceback() argument 'tb_frame' must be frame, not " + p[1].type.name());
      }
      return new PyTraceback(
          p[0] == NONE ? null : (PyTraceback) p[0],
          frame,
          Abstract.toJavaInt(p[2]),
          Abstract.toJavaInt(p[3]));
    }
  }
}
