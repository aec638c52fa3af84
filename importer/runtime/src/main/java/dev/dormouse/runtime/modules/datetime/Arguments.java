package dev.dormouse.runtime.modules.datetime;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.ArgParser;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;

/** Arguments as CPython's {@code PyArg_ParseTuple} takes them, with its words. */
final class Arguments {
  private Arguments() {}

  /** A C int; {@code fallback} if there is no argument. */
  static int integer(PyObject o, int fallback) {
    if (o == null) {
      return fallback;
    }
    PyInt i = Abstract.index(o);
    if (i.isBig()) {
      throw Errors.overflowError("Python int too large to convert to C long");
    }
    long value = i.longValue();
    if (value != (int) value) {
      throw Errors.overflowError(
          value > 0
              ? "signed integer is greater than maximum"
              : "signed integer is less than minimum");
    }
    return (int) value;
  }

  /** Checks the number of arguments of a function that takes them by position alone. */
  static void count(String function, int n, PyObject[] args, PyStr[] kwnames) {
    ArgParser.noKeywords(null, function, kwnames);
    if (args.length != n) {
      throw Errors.typeError(
          function
              + "() takes exactly "
              + n
              + (n == 1 ? " argument (" : " arguments (")
              + args.length
              + " given)");
    }
  }

  /** The arguments of a constructor whose first three are a day. */
  static PyObject[] day(String names, int maxPositional, PyObject[] args, PyStr[] kwnames) {
    // C converts each argument before it misses the next.
    for (int i = 0; i < args.length && args.length < 3; i++) {
      integer(args[i], 0);
    }
    return ArgParser.parse(null, names, 0, maxPositional, 3, args, kwnames);
  }

  static String text(PyObject o, String function, int position) {
    return Abstract.toJavaString(o, function, position);
  }

  /** How much of a time {@code isoformat} shall show. */
  static String timespec(PyObject o, int position) {
    if (o == null) {
      return "auto";
    }
    String s = text(o, "isoformat", position);
    if (s.indexOf('\0') >= 0) {
      throw Errors.valueError("embedded null character");
    }
    return s;
  }
}
