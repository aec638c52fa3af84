package dev.dormouse.runtime.modules.io;

import dev.dormouse.runtime.modules.posix.Host;
import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.ArgParser;
import dev.dormouse.runtime.objects.BuiltinTable;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Exceptions;
import dev.dormouse.runtime.objects.Flags;
import dev.dormouse.runtime.objects.Interpreter;
import dev.dormouse.runtime.objects.PyBool;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyModule;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.tables.BuiltinModule;
import dev.dormouse.tables.Function;

/** {@code _io}: {@code open} and the stream types. */
@BuiltinModule(name = "_io", doc = "The file interfaces provided by the io module.")
public final class IoModule {
  /**
   * What the locale would say: always UTF-8, as in CPython's UTF-8 mode and its coerced C locale.
   */
  static final String LOCALE_ENCODING = "UTF-8";

  /** What a text stream uses for the encoding it was asked for, which may be null. */
  static String effectiveEncoding(String encoding) {
    if (encoding == null) {
      return Interpreter.current().flags.utf8Mode > 0 ? "utf-8" : LOCALE_ENCODING;
    }
    return encoding.equals("locale") ? LOCALE_ENCODING : encoding;
  }

  private IoModule() {}

  public static BuiltinTable table() {
    return new IoModuleTable();
  }

  static void exec(PyModule m) {
    m.set("DEFAULT_BUFFER_SIZE", PyInt.of(IOBases.DEFAULT_BUFFER_SIZE));
    m.set("UnsupportedOperation", IoState.current().unsupportedOperationType());
    m.set("BlockingIOError", Exceptions.BlockingIOError);
    m.set("_IOBase", PyIOBase.TYPE);
    m.set("_RawIOBase", IOBases.Raw.TYPE);
    m.set("_BufferedIOBase", IOBases.Buffered.TYPE);
    m.set("_TextIOBase", IOBases.Text.TYPE);
    m.set("FileIO", PyFileIO.TYPE);
    m.set("BytesIO", PyBytesIO.TYPE);
    m.set("StringIO", PyStringIO.TYPE);
    m.set("BufferedReader", PyBufferedReader.TYPE);
    m.set("BufferedWriter", PyBufferedWriter.TYPE);
    m.set("BufferedRandom", PyBufferedRandom.TYPE);
    m.set("BufferedRWPair", PyBufferedRWPair.TYPE);
    m.set("TextIOWrapper", PyTextIOWrapper.TYPE);
    m.set("IncrementalNewlineDecoder", PyIncrementalNewlineDecoder.TYPE);
  }

  @Function(
      name = "open",
      signature =
          "(file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, closefd=True,"
              + " opener=None)",
      doc = "Open file and return a stream.  Raise OSError upon failure.")
  static PyObject open(
      PyObject file,
      String mode,
      int buffering,
      PyObject encoding,
      PyObject errors,
      PyObject newline,
      boolean closefd,
      PyObject opener) {
    return openStream(
        file,
        mode == null ? "r" : mode,
        buffering,
        optionalText(encoding, "encoding"),
        optionalText(errors, "errors"),
        newline,
        closefd,
        opener);
  }

  private static String optionalText(PyObject o, String parameter) {
    if (o == null || o == PyObject.NONE) {
      return null;
    }
    if (!(o instanceof PyStr s)) {
      throw Errors.typeError(
          "open() argument '" + parameter + "' must be str or None, not " + ArgParser.typeName(o));
    }
    return s.value();
  }

  /**
   * {@code io.open} for Java code.
   *
   * @param encoding null for None, as are errors
   * @param newline null or None for universal newlines
   * @param opener may be null
   */
  public static PyObject openStream(
      PyObject file,
      String mode,
      int buffering,
      String encoding,
      String errors,
      PyObject newline,
      boolean closefd,
      PyObject opener) {
    if (newline != null && newline != PyObject.NONE && !(newline instanceof PyStr)) {
      throw Errors.typeError(
          "open() argument 'newline' must be str or None, not " + ArgParser.typeName(newline));
    }
    PyObject path = Abstract.hasIndex(file) ? file : Host.fspath(file);
    boolean reading = false;
    boolean writing = false;
    boolean appending = false;
    boolean creating = false;
    boolean updating = false;
    boolean text = false;
    boolean binary = false;
    for (int i = 0; i < mode.length(); i++) {
      char c = mode.charAt(i);
      switch (c) {
        case 'x' -> creating = true;
        case 'r' -> reading = true;
        case 'w' -> writing = true;
        case 'a' -> appending = true;
        case '+' -> updating = true;
        case 't' -> text = true;
        case 'b' -> binary = true;
        default -> throw Errors.valueError("invalid mode: '" + mode + "'");
      }
      if (mode.indexOf(c, i + 1) >= 0) {
        throw Errors.valueError("invalid mode: '" + mode + "'");
      }
    }
    String rawMode =
        (creating ? "x" : "")
            + (reading ? "r" : "")
            + (writing ? "w" : "")
            + (appending ? "a" : "")
            + (updating ? "+" : "");
    if (text && binary) {
      throw Errors.valueError("can't have text and binary mode at once");
    }
    int kinds = (creating ? 1 : 0) + (reading ? 1 : 0) + (writing ? 1 : 0) + (appending ? 1 : 0);
    if (kinds != 1) {
      throw Errors.valueError("must have exactly one of create/read/write/append mode");
    }
    if (binary && encoding != null) {
      throw Errors.valueError("binary mode doesn't take an encoding argument");
    }
    if (binary && errors != null) {
      throw Errors.valueError("binary mode doesn't take an errors argument");
    }
    if (binary && newline != null && newline != PyObject.NONE) {
      throw Errors.valueError("binary mode doesn't take a newline argument");
    }
    if (binary && buffering == 1) {
      Errors.warn(
          Exceptions.RuntimeWarning,
          "line buffering (buffering=1) isn't supported in binary mode, the default buffer size"
              + " will be used",
          1);
    }
    PyFileIO raw = new PyFileIO(PyFileIO.TYPE);
    raw.type.ops.init(
        raw,
        new PyObject[] {
          path, PyStr.of(rawMode), PyBool.of(closefd), opener == null ? PyObject.NONE : opener
        },
        null);
    PyObject result = raw;
    try {
      int size = buffering;
      boolean lines = buffering == 1 && !binary;
      if (size < 0 && raw.isTerminal()) {
        size = -1;
        lines = true;
      }
      if (size == 1 || size < 0) {
        size = (int) raw.blockSize();
      }
      if (buffering < -1) {
        throw Errors.valueError("invalid buffering size");
      }
      if (size == 0) {
        if (!binary) {
          throw Errors.valueError("can't have unbuffered text I/O");
        }
        raw.beFinalized();
        return raw;
      }
      BufferedFile buffer =
          updating
              ? new PyBufferedRandom(PyBufferedRandom.TYPE)
              : creating || writing || appending
                  ? new PyBufferedWriter(PyBufferedWriter.TYPE)
                  : new PyBufferedReader(PyBufferedReader.TYPE);
      if (updating) {
        BufferedFile.requireAble(raw, PyIOBase.SEEKABLE, "File or stream is not seekable.");
      }
      buffer.open(raw, size);
      result = buffer;
      if (binary) {
        buffer.beFinalized();
        return buffer;
      }
      TextIOMethods.checkChoices(encoding, errors);
      PyTextIOWrapper wrapper = new PyTextIOWrapper(PyTextIOWrapper.TYPE);
      wrapper.open(
          buffer,
          effectiveEncoding(encoding),
          errors == null ? "strict" : errors,
          TextIOMethods.newline(newline, "TextIOWrapper"),
          lines,
          false);
      Abstract.setAttribute(wrapper, PyIOBase.MODE, PyStr.of(mode));
      wrapper.beFinalized();
      return wrapper;
    } catch (PyException e) {
      // As CPython: the file is closed again, and that may fail too.
      Abstract.callMethod(result, PyIOBase.CLOSE);
      throw e;
    }
  }

  /**
   * A standard stream over a descriptor that stays open, as {@code create_stdio} of CPython's
   * pylifecycle.c makes it.
   *
   * @param unbuffered {@code -u}: output goes straight through
   */
  public static PyObject standardStream(
      int fd, String mode, String encoding, String errors, String name, boolean unbuffered) {
    boolean writing = mode.equals("w");
    PyFileIO raw = new PyFileIO(PyFileIO.TYPE);
    raw.type.ops.init(
        raw, new PyObject[] {PyInt.of(fd), PyStr.of(writing ? "wb" : "rb"), PyBool.FALSE}, null);
    Abstract.setAttribute(raw, PyStr.interned("name"), PyStr.of(name));
    boolean terminal = raw.isTerminal();
    boolean direct = unbuffered && writing;
    PyObject binary = raw;
    if (!direct) {
      BufferedFile buffer =
          writing
              ? new PyBufferedWriter(PyBufferedWriter.TYPE)
              : new PyBufferedReader(PyBufferedReader.TYPE);
      buffer.open(raw, (int) raw.blockSize());
      binary = buffer;
    }
    PyTextIOWrapper wrapper = new PyTextIOWrapper(PyTextIOWrapper.TYPE);
    wrapper.open(
        binary,
        encoding,
        errors,
        TextIOMethods.newline(PyStr.ofChar('\n'), "TextIOWrapper"),
        !direct && (terminal || fd == 2),
        direct);
    Abstract.setAttribute(wrapper, PyIOBase.MODE, PyStr.of(mode));
    return wrapper;
  }

  @Function(
      name = "open_code",
      signature = "(path)",
      doc = "Opens the provided file with the intent to import the contents.")
  static PyObject openCode(PyObject path) {
    if (!(path instanceof PyStr)) {
      throw Errors.typeError(
          "open_code() argument 'path' must be str, not " + ArgParser.typeName(path));
    }
    return openStream(path, "rb", -1, null, null, null, true, null);
  }

  @Function(
      name = "text_encoding",
      signature = "(encoding, stacklevel=2, /)",
      doc = "A helper function to choose the text encoding.")
  static PyObject textEncoding(PyObject encoding, int stacklevel) {
    if (encoding != PyObject.NONE) {
      return encoding;
    }
    Flags flags = Interpreter.current().flags;
    if (flags.warnDefaultEncoding) {
      Errors.warn(Exceptions.EncodingWarning, "'encoding' argument not specified", stacklevel);
    }
    return PyStr.of(flags.utf8Mode > 0 ? "utf-8" : "locale");
  }
}
