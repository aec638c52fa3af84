package dev.dormouse.runtime.objects;

import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Getter;
import dev.dormouse.tables.Setter;

/** {@code SyntaxError} and its subclasses. */
@BuiltinType(
    name = "SyntaxError",
    ops = PySyntaxErrorObject.SyntaxErrorOps.class,
    doc = "The source is not valid Python.")
public final class PySyntaxErrorObject extends PyBaseException {
  static final SyntaxErrorOps OPS = new SyntaxErrorOps();

  // Null for None.
  public PyObject msg;
  public PyObject filename;
  public PyObject lineno;
  public PyObject offset;
  public PyObject text;
  public PyObject endLineno;
  public PyObject endOffset;
  public PyObject printFileAndLine;

  public PySyntaxErrorObject(PyType type, PyTuple args) {
    super(type, args);
  }

  @Getter(name = "msg", member = true)
  static PyObject getMsg(PySyntaxErrorObject e) {
    return e.msg == null ? NONE : e.msg;
  }

  @Setter(name = "msg")
  static void setMsg(PySyntaxErrorObject e, PyObject value) {
    e.msg = value;
  }

  @Getter(name = "filename", member = true)
  static PyObject getFilename(PySyntaxErrorObject e) {
    return e.filename == null ? NONE : e.filename;
  }

  @Setter(name = "filename")
  static void setFilename(PySyntaxErrorObject e, PyObject value) {
    e.filename = value;
  }

  @Getter(name = "lineno", member = true)
  static PyObject getLineno(PySyntaxErrorObject e) {
    return e.lineno == null ? NONE : e.lineno;
  }

  @Setter(name = "lineno")
  static void setLineno(PySyntaxErrorObject e, PyObject value) {
    e.lineno = value;
  }

  @Getter(name = "offset", member = true)
  static PyObject getOffset(PySyntaxErrorObject e) {
    return e.offset == null ? NONE : e.offset;
  }

  @Setter(name = "offset")
  static void setOffset(PySyntaxErrorObject e, PyObject value) {
    e.offset = value;
  }

  @Getter(name = "text", member = true)
  static PyObject getText(PySyntaxErrorObject e) {
    return e.text == null ? NONE : e.text;
  }

  @Setter(name = "text")
  static void setText(PySyntaxErrorObject e, PyObject value) {
    e.text = value;
  }

  @Getter(name = "end_lineno", member = true)
  static PyObject getEndLineno(PySyntaxErrorObject e) {
    return e.endLineno == null ? NONE : e.endLineno;
  }

  @Setter(name = "end_lineno")
  static void setEndLineno(PySyntaxErrorObject e, PyObject value) {
    e.endLineno = value;
  }

  @Getter(name = "end_offset", member = true)
  static PyObject getEndOffset(PySyntaxErrorObject e) {
    return e.endOffset == null ? NONE : e.endOffset;
  }

  @Setter(name = "end_offset")
  static void setEndOffset(PySyntaxErrorObject e, PyObject value) {
    e.endOffset = value;
  }

  @Getter(name = "print_file_and_line", member = true)
  static PyObject getPrintFileAndLine(PySyntaxErrorObject e) {
    return e.printFileAndLine == null ? NONE : e.printFileAndLine;
  }

  @Setter(name = "print_file_and_line")
  static void setPrintFileAndLine(PySyntaxErrorObject e, PyObject value) {
    e.printFileAndLine = value;
  }

  static final class SyntaxErrorOps extends ExceptionOps {
    @Override
    PyBaseException make(PyType cls, PyTuple args) {
      return new PySyntaxErrorObject(cls, args);
    }

    @Override
    public void init(PyObject o, PyObject[] args, PyStr[] kwnames) {
      super.init(o, args, kwnames);
      PySyntaxErrorObject e = (PySyntaxErrorObject) o;
      if (args.length > 0) {
        e.msg = args[0];
      }
      if (args.length == 2) {
        PyObject[] info = Abstract.toArray(args[1]);
        if (info.length < 4 || info.length > 6) {
          throw Errors.typeError(
              "function takes "
                  + (info.length < 4 ? "at least 4" : "at most 6")
                  + " arguments ("
                  + info.length
                  + " given)");
        }
        e.filename = info[0];
        e.lineno = info[1];
        e.offset = info[2];
        e.text = info[3];
        e.endLineno = info.length > 4 ? info[4] : null;
        e.endOffset = info.length > 5 ? info[5] : null;
        if (e.endLineno != null && e.endOffset == null) {
          throw Errors.typeError("end_offset must be provided when end_lineno is provided");
        }
      }
    }

    @Override
    public PyObject str(PyObject o) {
      PySyntaxErrorObject e = (PySyntaxErrorObject) o;
      String text = Abstract.str(e.msg == null ? NONE : e.msg).value();
      String file = e.filename instanceof PyStr s ? s.value() : null;
      if (file != null) {
        file = file.substring(file.lastIndexOf('/') + 1);
      }
      boolean line = e.lineno instanceof PyInt;
      String number = line ? Abstract.str(e.lineno).value() : null;
      if (file != null && line) {
        return PyStr.of(text + " (" + file + ", line " + number + ")");
      }
      if (file != null) {
        return PyStr.of(text + " (" + file + ")");
      }
      return PyStr.of(line ? text + " (line " + number + ")" : text);
    }
  }
}
