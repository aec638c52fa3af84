package dev.dormouse.runtime.modules.io;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.ArgParser;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Exceptions;
import dev.dormouse.runtime.objects.PyBool;
import dev.dormouse.runtime.objects.PyDict;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Getter;
import dev.dormouse.tables.Method;

/**
 * {@code _io.StringIO}. Positions count code points to Python; inside they are UTF-16 indices of
 * {@link #text}, converted only once a character beyond the basic plane was written.
 */
@BuiltinType(
    name = "StringIO",
    ops = PyStringIO.StringIOOps.class,
    doc = "Text I/O implementation using an in-memory buffer.")
public class PyStringIO extends IOBases.Text {
  public static final PyType TYPE =
      PyType.builtin("StringIO", IOBases.Text.TYPE, new StringIOOps(), new PyStringIOTable())
          .in("_io")
          .with(PyType.BASETYPE);

  private final StringBuilder text = new StringBuilder();

  /** UTF-16 index; may be behind the end. */
  private int position;

  /** Whether {@link #text} has ever had a surrogate pair. */
  private boolean astral;

  private boolean ready;
  private boolean closed;

  /** The newline argument: null for universal with translation. */
  private String newline;

  private boolean readUniversal;
  private boolean readTranslate;
  private String writeNewline;

  /** Null unless newlines are universal. */
  private PyIncrementalNewlineDecoder newlines;

  PyStringIO(PyType type) {
    super(type);
  }

  private void requireOpenNow() {
    if (!ready) {
      throw Errors.valueError("I/O operation on uninitialized object");
    }
    if (closed) {
      throw Errors.valueError("I/O operation on closed file");
    }
  }

  private int toPoints(int index) {
    if (!astral || index > text.length()) {
      return astral ? index - text.length() + text.codePointCount(0, text.length()) : index;
    }
    return text.codePointCount(0, index);
  }

  private int toIndex(int points) {
    if (!astral) {
      return points;
    }
    int all = text.codePointCount(0, text.length());
    return points > all ? text.length() + points - all : text.offsetByCodePoints(0, points);
  }

  private void open(String newline, String initial) {
    this.newline = newline;
    readUniversal = newline == null || newline.isEmpty();
    readTranslate = newline == null;
    // Lines are stored as they were written, but for this one translation.
    writeNewline = newline != null && newline.startsWith("\r") ? newline : null;
    newlines = readUniversal ? new PyIncrementalNewlineDecoder(readTranslate) : null;
    text.setLength(0);
    position = 0;
    astral = false;
    closed = false;
    ready = true;
    if (initial != null) {
      put(initial);
      position = 0;
    }
  }

  private void put(String s) {
    String out = newlines == null ? s : newlines.decodeText(s, true);
    if (writeNewline != null) {
      out = out.replace("\n", writeNewline);
    }
    if (out.isEmpty()) {
      return;
    }
    if (!astral) {
      for (int i = 0; i < out.length() && !astral; i++) {
        astral = Character.isSurrogate(out.charAt(i));
      }
    }
    while (text.length() < position) {
      text.append('\0');
    }
    if (position == text.length()) {
      text.append(out);
      position = text.length();
      return;
    }
    int replaced = out.length();
    if (astral) {
      int points = out.codePointCount(0, out.length());
      int left = text.codePointCount(position, text.length());
      replaced =
          (points >= left ? text.length() : text.offsetByCodePoints(position, points)) - position;
    }
    text.replace(position, Math.min(position + replaced, text.length()), out);
    position += out.length();
  }

  private String take(int points) {
    int length = text.length();
    if (position >= length) {
      return "";
    }
    int end;
    if (points < 0 || points >= length - position) {
      end = length;
      if (astral && points >= 0 && points < text.codePointCount(position, length)) {
        end = text.offsetByCodePoints(position, points);
      }
    } else {
      end = astral ? text.offsetByCodePoints(position, points) : position + points;
    }
    String out = text.substring(position, end);
    position = end;
    return out;
  }

  private String takeLine(int limit) {
    if (limit == 0 || position >= text.length()) {
      return "";
    }
    int end = lineEnd();
    if (limit > 0 && text.codePointCount(position, end) > limit) {
      end = text.offsetByCodePoints(position, limit);
    }
    String line = text.substring(position, end);
    position = end;
    return line;
  }

  private int lineEnd() {
    int n = text.length();
    if (readUniversal && !readTranslate) {
      for (int i = position; i < n; i++) {
        char c = text.charAt(i);
        if (c == '\n') {
          return i + 1;
        }
        if (c == '\r') {
          return i + 1 < n && text.charAt(i + 1) == '\n' ? i + 2 : i + 1;
        }
      }
      return n;
    }
    String wanted = newline == null || newline.isEmpty() ? "\n" : newline;
    int at = text.indexOf(wanted, position);
    return at < 0 ? n : at + wanted.length();
  }

  @Getter(name = "closed")
  static PyObject getClosed(PyStringIO self) {
    if (!self.ready) {
      throw Errors.valueError("I/O operation on uninitialized object");
    }
    return PyBool.of(self.closed);
  }

  @Getter(name = "newlines")
  static PyObject getNewlines(PyStringIO self) {
    self.requireOpenNow();
    return self.newlines == null ? NONE : self.newlines.newlines();
  }

  @Getter(name = "line_buffering")
  static PyObject getLineBuffering(PyStringIO self) {
    self.requireOpenNow();
    return PyBool.FALSE;
  }

  @Method(signature = "()")
  static boolean readable(PyStringIO self) {
    self.requireOpenNow();
    return true;
  }

  @Method(signature = "()")
  static boolean writable(PyStringIO self) {
    self.requireOpenNow();
    return true;
  }

  @Method(signature = "()")
  static boolean seekable(PyStringIO self) {
    self.requireOpenNow();
    return true;
  }

  @Method(signature = "()")
  static void close(PyStringIO self) {
    self.closed = true;
    self.text.setLength(0);
    PyIOBase.close(self);
  }

  @Method(signature = "()")
  static int tell(PyStringIO self) {
    self.requireOpenNow();
    return self.toPoints(self.position);
  }

  @Method(signature = "()")
  static String getvalue(PyStringIO self) {
    self.requireOpenNow();
    return self.text.toString();
  }

  @Method(signature = "(size=-1, /)")
  static String read(PyStringIO self, PyObject size) {
    int n = sizeInMemory(size);
    self.requireOpenNow();
    return self.take(n);
  }

  @Method(signature = "(size=-1, /)")
  static String readline(PyStringIO self, PyObject size) {
    int n = sizeInMemory(size);
    self.requireOpenNow();
    return self.takeLine(n);
  }

  @Method(signature = "(pos=None, /)")
  static PyObject truncate(PyStringIO self, PyObject pos) {
    self.requireOpenNow();
    int n = pos == null || pos == NONE ? self.toPoints(self.position) : size(pos);
    if (n < 0) {
      throw Errors.valueError("Negative size value " + n);
    }
    int index = self.toIndex(n);
    if (index < self.text.length()) {
      self.text.setLength(index);
    }
    return PyInt.of(n);
  }

  @Method(signature = "(pos, whence=0, /)")
  static PyObject seek(PyStringIO self, PyObject pos, int whence) {
    int at = Abstract.toIndex(pos, Exceptions.OverflowError);
    self.requireOpenNow();
    if (whence != 0 && whence != 1 && whence != 2) {
      throw Errors.valueError("Invalid whence (" + whence + ", should be 0, 1 or 2)");
    }
    if (at < 0 && whence == 0) {
      throw Errors.valueError("Negative seek position " + at);
    }
    if (whence != 0 && at != 0) {
      throw Errors.of(Exceptions.OSError, "Can't do nonzero cur-relative seeks");
    }
    if (whence == 0) {
      self.position = self.toIndex(at);
    } else if (whence == 2) {
      self.position = self.text.length();
    }
    return PyInt.of(self.toPoints(self.position));
  }

  @Method(signature = "(s, /)")
  static int write(PyStringIO self, PyObject s) {
    if (!(s instanceof PyStr str)) {
      throw Errors.typeError("string argument expected, got '" + s.type.name() + "'");
    }
    self.requireOpenNow();
    self.put(str.value());
    return str.length();
  }

  @Method(name = "__getstate__", signature = "()")
  static PyObject getState(PyStringIO self) {
    self.requireOpenNow();
    PyDict d = self.dictOrNull();
    return PyTuple.of(
        PyStr.of(self.text.toString()),
        self.newline == null ? NONE : PyStr.of(self.newline),
        PyInt.of(self.toPoints(self.position)),
        d == null ? NONE : d.copy());
  }

  @Method(name = "__setstate__", signature = "(state, /)")
  static void setState(PyStringIO self, PyObject state) {
    if (self.closed) {
      throw Errors.valueError("I/O operation on closed file");
    }
    if (!(state instanceof PyTuple t) || t.items.length < 4) {
      throw Errors.typeError(
          self.type.name() + ".__setstate__ argument should be 4-tuple, got " + state.type.name());
    }
    self.open(TextIOMethods.newline(t.items[1], "StringIO"), null);
    if (!(t.items[0] instanceof PyStr)) {
      throw Errors.typeError(
          "initial_value must be str or None, not '" + t.items[0].type.name() + "'");
    }
    // Already translated: stored as it is.
    String content = ((PyStr) t.items[0]).value();
    self.text.append(content);
    for (int i = 0; i < content.length(); i++) {
      self.astral |= Character.isSurrogate(content.charAt(i));
    }
    int at = Abstract.toIndex(t.items[2], Exceptions.OverflowError);
    if (at < 0) {
      throw Errors.valueError("position value cannot be negative");
    }
    self.position = self.toIndex(at);
    if (t.items[3] != NONE && !(t.items[3] instanceof PyDict)) {
      throw Errors.typeError(
          "fourth item of state should be a dict, got a " + t.items[3].type.name());
    }
    if (t.items[3] instanceof PyDict d) {
      for (int i = 0; i < d.slotLimit(); i++) {
        if (d.keyAt(i) != null) {
          self.dict().put(d.keyAt(i), d.valueAt(i));
        }
      }
    }
  }

  static final class StringIOOps extends IOBases.TextOps {
    @Override
    public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
      return new PyStringIO(cls);
    }

    @Override
    public void init(PyObject o, PyObject[] args, PyStr[] kwnames) {
      PyObject[] p = ArgParser.parse("StringIO", "initial_value\0newline", 0, 2, 0, args, kwnames);
      String newline = "\n";
      if (p[1] != null) {
        if (p[1] != NONE && !(p[1] instanceof PyStr)) {
          throw Errors.typeError("newline must be str or None, not " + p[1].type.name());
        }
        newline = p[1] == NONE ? null : ((PyStr) p[1]).value();
        if (newline != null
            && !newline.isEmpty()
            && !newline.equals("\n")
            && !newline.equals("\r")
            && !newline.equals("\r\n")) {
          throw Errors.valueError("illegal newline value: " + Abstract.repr(p[1]).value());
        }
      }
      if (p[0] != null && p[0] != NONE && !(p[0] instanceof PyStr)) {
        throw Errors.typeError("initial_value must be str or None, not " + p[0].type.name());
      }
      ((PyStringIO) o).open(newline, p[0] instanceof PyStr s ? s.value() : null);
    }

    @Override
    public PyObject next(PyObject o) {
      PyStringIO self = (PyStringIO) o;
      if (self.type != PyStringIO.TYPE) {
        return super.next(o);
      }
      self.requireOpenNow();
      String line = self.takeLine(-1);
      return line.isEmpty() ? null : PyStr.of(line);
    }
  }
}
