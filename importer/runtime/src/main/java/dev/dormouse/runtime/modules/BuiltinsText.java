package dev.dormouse.runtime.modules;

import dev.dormouse.runtime.modules.readline.LineInput;
import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.ArgParser;
import dev.dormouse.runtime.objects.Buffer;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Interpreter;
import dev.dormouse.runtime.objects.Names;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.Slot;
import dev.dormouse.tables.Function;

/** Builtin functions about text. */
final class BuiltinsText {
  private BuiltinsText() {}

  @Function(signature = "(obj, /)", doc = "Return an ASCII-only representation of an object.")
  static PyObject ascii(PyObject obj) {
    return Abstract.ascii(obj);
  }

  @Function(
      signature = "(obj, /)",
      doc = "Return the canonical string representation of the object.")
  static PyObject repr(PyObject obj) {
    return Abstract.repr(obj);
  }

  @Function(signature = "(value, format_spec='', /)", doc = "Return value.__format__(format_spec).")
  static PyObject format(PyObject value, PyObject spec) {
    if (spec != null && !(spec instanceof PyStr)) {
      throw Errors.typeError("format() argument 2 must be str, not " + ArgParser.typeName(spec));
    }
    return Abstract.format(value, spec == null ? Names.EMPTY : (PyStr) spec);
  }

  @Function(signature = "(number, /)", doc = "Return the binary representation of an integer.")
  static String bin(PyObject number) {
    return based(number, 2, "0b");
  }

  @Function(signature = "(number, /)", doc = "Return the octal representation of an integer.")
  static String oct(PyObject number) {
    return based(number, 8, "0o");
  }

  @Function(signature = "(number, /)", doc = "Return the hexadecimal representation of an integer.")
  static String hex(PyObject number) {
    return based(number, 16, "0x");
  }

  private static String based(PyObject number, int base, String prefix) {
    PyInt i = Abstract.index(number);
    String digits = i.isBig() ? i.bigValue().toString(base) : Long.toString(i.longValue(), base);
    return digits.charAt(0) == '-' ? "-" + prefix + digits.substring(1) : prefix + digits;
  }

  @Function(
      signature = "(i, /)",
      doc = "Return the string of one character with the given code point.")
  static PyObject chr(PyObject i) {
    int v = Abstract.toJavaInt(i);
    if (v < 0 || v > 0x10FFFF) {
      throw Errors.valueError("chr() arg not in range(0x110000)");
    }
    return PyStr.ofChar(v);
  }

  @Function(signature = "(c, /)", doc = "Return the code point of a string of one character.")
  static int ord(PyObject c) {
    if (c instanceof PyStr s) {
      if (s.length() == 1) {
        return s.codePointAt(0);
      }
      throw Errors.typeError(
          "ord() expected a character, but string of length " + s.length() + " found");
    }
    if (c.type.has(Slot.BUFFER)) {
      Buffer b = c.type.ops.getBuffer(c, 0);
      try {
        if (b.length == 1) {
          return b.bytes[b.offset] & 0xFF;
        }
        throw Errors.typeError(
            "ord() expected a character, but string of length " + b.length + " found");
      } finally {
        b.release();
      }
    }
    throw Errors.typeError("ord() expected string of length 1, but " + c.type.name() + " found");
  }

  @Function(
      signature = "(*args, sep=' ', end='\\n', file=None, flush=False)",
      doc = "Print values to a stream, sys.stdout by default.")
  static void print(PyObject[] args, PyObject sep, PyObject end, PyObject file, boolean flush) {
    separator(sep, "sep");
    separator(end, "end");
    PyObject out = file;
    if (out == null || out == PyObject.NONE) {
      out = Interpreter.current().sysAttribute("stdout");
      if (out == null) {
        throw Errors.runtimeError("lost sys.stdout");
      }
      if (out == PyObject.NONE) {
        return;
      }
    }
    PyObject write = Abstract.getAttribute(out, Names.WRITE);
    for (int i = 0; i < args.length; i++) {
      if (i > 0) {
        Abstract.call(write, sep == null || sep == PyObject.NONE ? PyStr.ofChar(' ') : sep);
      }
      Abstract.call(write, Abstract.str(args[i]));
    }
    Abstract.call(write, end == null || end == PyObject.NONE ? PyStr.ofChar('\n') : end);
    if (flush) {
      Abstract.callMethod(out, Names.FLUSH);
    }
  }

  private static void separator(PyObject o, String name) {
    if (o != null && o != PyObject.NONE && !(o instanceof PyStr)) {
      throw Errors.typeError(name + " must be None or a string, not " + o.type.name());
    }
  }

  @Function(
      signature = "(prompt='', /)",
      doc = "Read a line from standard input, without its newline.")
  static PyObject input(PyObject prompt) {
    Interpreter interp = Interpreter.current();
    PyObject stdin = stream(interp, "stdin");
    PyObject stdout = stream(interp, "stdout");
    PyObject stderr = interp.sysAttribute("stderr");
    if (stderr != null && stderr != PyObject.NONE) {
      flush(stderr);
    }
    PyObject typed = LineInput.input(stdin, stdout, prompt);
    if (typed != null) {
      return typed;
    }
    if (prompt != null) {
      Abstract.callMethod(stdout, Names.WRITE, Abstract.str(prompt));
    }
    flush(stdout);
    PyObject line = Abstract.callMethod(stdin, "readline");
    if (!(line instanceof PyStr s)) {
      throw Errors.typeError("object.readline() returned non-string");
    }
    String text = s.value();
    if (text.isEmpty()) {
      throw Errors.eofError("EOF when reading a line");
    }
    return text.endsWith("\n") ? PyStr.of(text.substring(0, text.length() - 1)) : s;
  }

  /** The line matters more than what could not be written before it. */
  private static void flush(PyObject stream) {
    try {
      Abstract.callMethod(stream, Names.FLUSH);
    } catch (PyException e) {
      // As CPython.
    }
  }

  private static PyObject stream(Interpreter interp, String name) {
    PyObject s = interp.sysAttribute(name);
    if (s == null || s == PyObject.NONE) {
      throw Errors.runtimeError("input(): lost sys." + name);
    }
    return s;
  }
}
