package dev.dormouse.runtime.modules.io;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.ArgParser;
import dev.dormouse.runtime.objects.CodecRegistry;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Exceptions;
import dev.dormouse.runtime.objects.Flags;
import dev.dormouse.runtime.objects.Interpreter;
import dev.dormouse.runtime.objects.PyBool;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.tables.Getter;
import dev.dormouse.tables.Method;
import dev.dormouse.tables.Setter;

/** The Python side of {@link PyTextIOWrapper}. */
final class TextIOMethods {
  private TextIOMethods() {}

  @Getter(name = "encoding", member = true)
  static PyObject getEncoding(PyTextIOWrapper self) {
    return self.codec == null ? PyObject.NONE : PyStr.of(self.codec.encoding);
  }

  @Getter(name = "buffer", member = true)
  static PyObject getBuffer(PyTextIOWrapper self) {
    if (self.buffer == null) {
      throw Errors.attributeError("buffer", self, PyStr.interned("buffer"));
    }
    return self.buffer;
  }

  @Getter(name = "line_buffering", member = true)
  static PyObject getLineBuffering(PyTextIOWrapper self) {
    return PyBool.of(self.lineBuffering);
  }

  @Getter(name = "write_through", member = true)
  static PyObject getWriteThrough(PyTextIOWrapper self) {
    return PyBool.of(self.writeThrough);
  }

  @Getter(name = "name")
  static PyObject getName(PyTextIOWrapper self) {
    return Abstract.getAttribute(self.requireBuffer(), PyIOBase.NAME);
  }

  @Getter(name = "closed")
  static PyObject getClosed(PyTextIOWrapper self) {
    return PyBool.of(self.isClosedNow());
  }

  @Getter(name = "newlines")
  static PyObject getNewlines(PyTextIOWrapper self) {
    self.requireBuffer();
    return self.newlines == null ? PyObject.NONE : self.newlines.newlines();
  }

  @Getter(name = "errors")
  static PyObject getErrors(PyTextIOWrapper self) {
    if (self.codec == null) {
      self.requireBuffer();
    }
    return PyStr.of(self.codec.errors);
  }

  /** What {@code -X warn_default_encoding} and {@code -X dev} have to say. */
  static void checkChoices(String encoding, String errors) {
    Flags flags = Interpreter.current().flags;
    if (encoding == null && flags.warnDefaultEncoding) {
      Errors.warn(Exceptions.EncodingWarning, "'encoding' argument not specified", 1);
    }
    if (errors != null && flags.devMode) {
      CodecRegistry.current().lookupError(errors);
    }
  }

  @Getter(name = "_CHUNK_SIZE")
  static PyObject getChunkSize(PyTextIOWrapper self) {
    self.requireBuffer();
    return PyInt.of(self.chunkSize);
  }

  @Setter(name = "_CHUNK_SIZE")
  static void setChunkSize(PyTextIOWrapper self, PyObject value) {
    self.requireBuffer();
    if (value == null) {
      throw Errors.attributeError("cannot delete attribute", self, PyStr.of("_CHUNK_SIZE"));
    }
    int n = Abstract.toJavaInt(value);
    if (n <= 0) {
      throw Errors.valueError("a strictly positive integer is required");
    }
    self.chunkSize = n;
  }

  @Method(signature = "()")
  static PyObject detach(PyTextIOWrapper self) {
    return self.detachNow();
  }

  @Method(
      signature =
          "(*, encoding=None, errors=None, newline=None, line_buffering=None, write_through=None)")
  static PyObject reconfigure(PyTextIOWrapper self, PyObject[] args, PyStr[] kwnames) {
    if (args.length > (kwnames == null ? 0 : kwnames.length)) {
      throw Errors.typeError("reconfigure() takes no positional arguments");
    }
    PyObject[] p =
        ArgParser.keywordsOnly(
            "reconfigure",
            "encoding\0errors\0newline\0line_buffering\0write_through",
            args,
            kwnames);
    boolean setsCodec = given(p[0]) || given(p[1]) || p[2] != null;
    if (setsCodec && self.hasDecodedText()) {
      throw IoState.unsupported(
          "It is not possible to set the encoding or newline of stream after the first read");
    }
    String newline = p[2] == null ? null : newline(p[2], "reconfigure");
    boolean lines = given(p[3]) ? Abstract.isTrue(p[3]) : self.lineBuffering;
    boolean through = given(p[4]) ? Abstract.isTrue(p[4]) : self.writeThrough;
    Abstract.callMethod(self, PyIOBase.FLUSH);
    String encoding = given(p[0]) ? ArgParser.toText(p[0], "reconfigure", "'encoding'") : null;
    if ("locale".equals(encoding)) {
      encoding = IoModule.LOCALE_ENCODING;
    }
    self.reconfigure(
        encoding,
        given(p[1]) ? ArgParser.toText(p[1], "reconfigure", "'errors'") : null,
        p[2] != null,
        newline);
    self.lineBuffering = lines;
    self.writeThrough = through;
    return PyObject.NONE;
  }

  private static boolean given(PyObject o) {
    return o != null && o != PyObject.NONE;
  }

  /** Checks a newline argument; null for None. */
  static String newline(PyObject o, String function) {
    if (!given(o)) {
      return null;
    }
    if (!(o instanceof PyStr s)) {
      throw Errors.typeError(
          function + "() argument 'newline' must be str or None, not " + ArgParser.typeName(o));
    }
    String n = s.value();
    if (!n.isEmpty() && !n.equals("\n") && !n.equals("\r") && !n.equals("\r\n")) {
      throw Errors.valueError("illegal newline value: " + n);
    }
    return n;
  }

  @Method(signature = "(text, /)")
  static int write(PyTextIOWrapper self, PyObject text) {
    if (!(text instanceof PyStr s)) {
      throw Errors.typeError("write() argument must be str, not " + ArgParser.typeName(text));
    }
    self.requireBuffer();
    return self.write(s);
  }

  @Method(signature = "(size=-1, /)")
  static PyObject read(PyTextIOWrapper self, PyObject size) {
    int n = PyIOBase.size(size);
    self.requireBuffer();
    return PyStr.of(self.read(n));
  }

  @Method(signature = "(size=-1, /)")
  static PyObject readline(PyTextIOWrapper self, PyObject size) {
    int n = size == null ? -1 : Abstract.toIndex(size, Exceptions.OverflowError);
    self.requireBuffer();
    return PyStr.of(self.readLine(n));
  }

  @Method(signature = "()")
  static void flush(PyTextIOWrapper self) {
    self.requireBuffer();
    self.flush();
  }

  @Method(signature = "()")
  static void close(PyTextIOWrapper self) {
    self.closeNow();
  }

  @Method(signature = "()")
  static PyObject fileno(PyTextIOWrapper self) {
    return Abstract.callMethod(self.requireBuffer(), PyIOBase.FILENO);
  }

  @Method(signature = "()")
  static PyObject seekable(PyTextIOWrapper self) {
    return Abstract.callMethod(self.requireBuffer(), PyIOBase.SEEKABLE);
  }

  @Method(signature = "()")
  static PyObject readable(PyTextIOWrapper self) {
    return Abstract.callMethod(self.requireBuffer(), PyIOBase.READABLE);
  }

  @Method(signature = "()")
  static PyObject writable(PyTextIOWrapper self) {
    return Abstract.callMethod(self.requireBuffer(), PyIOBase.WRITABLE);
  }

  @Method(signature = "()")
  static PyObject isatty(PyTextIOWrapper self) {
    return Abstract.callMethod(self.requireBuffer(), PyIOBase.ISATTY);
  }

  @Method(signature = "(cookie, whence=0, /)")
  static PyObject seek(PyTextIOWrapper self, PyObject cookie, int whence) {
    self.requireBuffer();
    return self.seek(Abstract.index(cookie), whence);
  }

  @Method(signature = "()")
  static PyObject tell(PyTextIOWrapper self) {
    self.requireBuffer();
    return self.tell();
  }

  @Method(signature = "(pos=None, /)")
  static PyObject truncate(PyTextIOWrapper self, PyObject pos) {
    self.requireBuffer();
    Abstract.callMethod(self, PyIOBase.FLUSH);
    return Abstract.callMethod(self.buffer, "truncate", pos == null ? PyObject.NONE : pos);
  }

  @Method(name = "__getstate__", signature = "()")
  static PyObject getState(PyTextIOWrapper self) {
    throw PyIOBase.notPicklable(self);
  }

  static final class TextIOWrapperOps extends IOBases.TextOps {
    @Override
    public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
      return new PyTextIOWrapper(cls).beFinalized();
    }

    @Override
    public void init(PyObject o, PyObject[] args, PyStr[] kwnames) {
      ((PyTextIOWrapper) o).reset();
      PyObject[] p =
          ArgParser.parse(
              "TextIOWrapper",
              "buffer\0encoding\0errors\0newline\0line_buffering\0write_through",
              0,
              6,
              1,
              args,
              kwnames);
      String encoding = given(p[1]) ? optionalText(p[1], "encoding") : null;
      String errors = given(p[2]) ? optionalText(p[2], "errors") : "strict";
      checkChoices(encoding, errors);
      encoding = IoModule.effectiveEncoding(encoding);
      ((PyTextIOWrapper) o)
          .open(
              p[0],
              encoding,
              errors,
              newline(p[3], "TextIOWrapper"),
              p[4] != null && Abstract.isTrue(p[4]),
              p[5] != null && Abstract.isTrue(p[5]));
    }

    private static String optionalText(PyObject o, String name) {
      if (!(o instanceof PyStr s)) {
        throw Errors.typeError(
            "TextIOWrapper() argument '"
                + name
                + "' must be str or None, not "
                + ArgParser.typeName(o));
      }
      if (s.value().indexOf('\0') >= 0) {
        throw Errors.valueError("embedded null character");
      }
      return s.value();
    }

    @Override
    public PyObject next(PyObject o) {
      PyTextIOWrapper self = (PyTextIOWrapper) o;
      self.requireBuffer();
      self.telling = false;
      PyObject line;
      if (self.type == PyTextIOWrapper.TYPE) {
        String text = self.readLine(-1);
        line = text.isEmpty() ? null : PyStr.of(text);
      } else {
        line = super.next(o);
      }
      if (line == null) {
        self.telling = self.seekable;
      }
      return line;
    }

    @Override
    public PyObject repr(PyObject o) {
      PyTextIOWrapper self = (PyTextIOWrapper) o;
      StringBuilder out = new StringBuilder("<_io.TextIOWrapper");
      if (self.codec == null) {
        self.requireBuffer();
      }
      PyObject name = null;
      try {
        name = Abstract.getAttributeOrNull(self, PyIOBase.NAME);
      } catch (PyException e) {
        if (!e.matches(Exceptions.ValueError)) {
          throw e;
        }
      }
      if (name != null) {
        out.append(" name=").append(Abstract.repr(name).value());
      }
      PyObject mode = Abstract.getAttributeOrNull(self, PyIOBase.MODE);
      if (mode != null) {
        out.append(" mode=").append(Abstract.repr(mode).value());
      }
      if (self.codec != null) {
        out.append(" encoding=").append(Abstract.repr(PyStr.of(self.codec.encoding)).value());
      }
      return PyStr.of(out.append('>').toString());
    }
  }
}
