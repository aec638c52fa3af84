package dev.dormouse.runtime.modules.io;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.ArgParser;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Ops;
import dev.dormouse.runtime.objects.PyBool;
import dev.dormouse.runtime.objects.PyBytes;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Getter;
import dev.dormouse.tables.Method;

/**
 * {@code _io.IncrementalNewlineDecoder}: universal newlines over text that comes in parts. A final
 * {@code \r} is withheld until it is known whether {@code \n} follows.
 */
@BuiltinType(
    name = "IncrementalNewlineDecoder",
    ops = PyIncrementalNewlineDecoder.NewlineDecoderOps.class,
    doc = "Codec used when reading a file in universal newlines mode.")
public final class PyIncrementalNewlineDecoder extends PyObject {
  public static final PyType TYPE =
      PyType.builtin(
              "IncrementalNewlineDecoder",
              PyType.OBJECT,
              new NewlineDecoderOps(),
              new PyIncrementalNewlineDecoderTable())
          .in("_io")
          .with(PyType.BASETYPE);

  private static final int CR = 1;
  private static final int LF = 2;
  private static final int CRLF = 4;

  /** The decoder below, None if the input is text; null before {@code __init__}. */
  private PyObject decoder;

  private PyObject errors = NONE;
  private boolean translate;
  private boolean pendingCr;
  private int seen;

  PyIncrementalNewlineDecoder(PyType type) {
    super(type);
  }

  /** One without a decoder below. */
  PyIncrementalNewlineDecoder(boolean translate) {
    super(TYPE);
    this.decoder = NONE;
    this.translate = translate;
  }

  boolean hasPendingCr() {
    return pendingCr;
  }

  void forget() {
    seen = 0;
    pendingCr = false;
  }

  void dropPendingCr() {
    pendingCr = false;
  }

  /** The next part of the text, translated if that was asked for. */
  String decodeText(String part, boolean last) {
    String text = part;
    if (pendingCr && (last || !text.isEmpty())) {
      text = "\r" + text;
      pendingCr = false;
    }
    if (!last && text.endsWith("\r")) {
      text = text.substring(0, text.length() - 1);
      pendingCr = true;
    }
    int cr = text.indexOf('\r');
    if (cr < 0) {
      if (seen != (seen | LF) && text.indexOf('\n') >= 0) {
        seen |= LF;
      }
      return text;
    }
    StringBuilder out = translate ? new StringBuilder(text.length()) : null;
    int n = text.length();
    for (int i = 0; i < n; i++) {
      char c = text.charAt(i);
      if (c == '\r') {
        if (i + 1 < n && text.charAt(i + 1) == '\n') {
          seen |= CRLF;
          i++;
        } else {
          seen |= CR;
        }
        c = '\n';
      } else if (c == '\n') {
        seen |= LF;
      }
      if (out != null) {
        out.append(c);
      }
    }
    return out == null ? text : out.toString();
  }

  private void requireInit() {
    if (decoder == null) {
      throw Errors.valueError("IncrementalNewlineDecoder.__init__() not called");
    }
  }

  @Method(signature = "(input, final=False)")
  static PyObject decode(PyIncrementalNewlineDecoder self, PyObject input, boolean last) {
    self.requireInit();
    PyObject text =
        self.decoder == NONE
            ? input
            : Abstract.callMethod(self.decoder, "decode", input, PyBool.of(last));
    if (!(text instanceof PyStr s)) {
      throw Errors.typeError(
          "decoder should return a string result, not '" + text.type.name() + "'");
    }
    String out = self.decodeText(s.value(), last);
    return out == s.value() ? s : PyStr.of(out);
  }

  @Method(signature = "()")
  static PyObject getstate(PyIncrementalNewlineDecoder self) {
    self.requireInit();
    PyObject buffer = PyBytes.EMPTY;
    long flag = 0;
    if (self.decoder != NONE) {
      PyObject state = Abstract.callMethod(self.decoder, "getstate");
      if (!(state instanceof PyTuple t) || t.items.length != 2) {
        throw Errors.typeError("illegal decoder state");
      }
      buffer = t.items[0];
      flag = Abstract.toJavaLong(t.items[1]);
    }
    return PyTuple.of(buffer, PyInt.of(flag << 1 | (self.pendingCr ? 1 : 0)));
  }

  @Method(signature = "(state, /)")
  static void setstate(PyIncrementalNewlineDecoder self, PyObject state) {
    self.requireInit();
    if (!(state instanceof PyTuple t)) {
      throw Errors.typeError("state argument must be a tuple");
    }
    if (t.items.length != 2) {
      throw Errors.typeError("setstate(): illegal state argument");
    }
    long flag = Abstract.toJavaLong(t.items[1]);
    self.pendingCr = (flag & 1) != 0;
    if (self.decoder != NONE) {
      Abstract.callMethod(self.decoder, "setstate", PyTuple.of(t.items[0], PyInt.of(flag >> 1)));
    }
  }

  @Method(signature = "()")
  static void reset(PyIncrementalNewlineDecoder self) {
    self.requireInit();
    self.forget();
    if (self.decoder != NONE) {
      Abstract.callMethod(self.decoder, "reset");
    }
  }

  @Getter(name = "newlines")
  static PyObject getNewlines(PyIncrementalNewlineDecoder self) {
    self.requireInit();
    return self.newlines();
  }

  PyObject newlines() {
    PyStr cr = PyStr.of("\r");
    PyStr lf = PyStr.of("\n");
    PyStr crlf = PyStr.of("\r\n");
    return switch (seen) {
      case CR -> cr;
      case LF -> lf;
      case CRLF -> crlf;
      case CR | LF -> PyTuple.of(cr, lf);
      case CR | CRLF -> PyTuple.of(cr, crlf);
      case LF | CRLF -> PyTuple.of(lf, crlf);
      case CR | LF | CRLF -> PyTuple.of(cr, lf, crlf);
      default -> NONE;
    };
  }

  static final class NewlineDecoderOps extends Ops {
    @Override
    public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
      return new PyIncrementalNewlineDecoder(cls);
    }

    @Override
    public void init(PyObject o, PyObject[] args, PyStr[] kwnames) {
      PyObject[] p =
          ArgParser.parse(
              "IncrementalNewlineDecoder", "decoder\0translate\0errors", 0, 3, 2, args, kwnames);
      PyIncrementalNewlineDecoder self = (PyIncrementalNewlineDecoder) o;
      self.decoder = p[0];
      self.translate = Abstract.isTrue(p[1]);
      self.errors = p[2] == null ? PyStr.of("strict") : p[2];
      self.forget();
    }

    @Override
    public PyObject[] referents(PyObject o) {
      PyIncrementalNewlineDecoder self = (PyIncrementalNewlineDecoder) o;
      return self.decoder == null ? NO_ARGS : new PyObject[] {self.decoder, self.errors};
    }
  }
}
