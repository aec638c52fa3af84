package dev.dormouse.runtime.objects;

/**
 * Argument parsing for generated tables and hand-written slots, with the messages of CPython's
 * {@code Python/getargs.c}. Parameter names come as one string with NUL between them, so that no
 * array is built before it is needed.
 */
public final class ArgParser {
  private ArgParser() {}

  /** The type name in messages: None is called by name. */
  public static String typeName(PyObject o) {
    return o == PyObject.NONE ? "None" : o.type.fullName();
  }

  public static boolean hasKeywords(PyStr[] kwnames) {
    return kwnames != null && kwnames.length > 0;
  }

  /** {@code owner} is "int" for methods of int, null for functions. */
  private static String display(String owner, String name) {
    return owner == null ? name : owner + "." + name;
  }

  public static void noKeywords(String owner, String name, PyStr[] kwnames) {
    if (kwnames != null && kwnames.length > 0) {
      throw Errors.typeError(display(owner, name) + "() takes no keyword arguments");
    }
  }

  /**
   * The positional arguments of a {@code __new__} that knows no keywords. A subclass with an {@code
   * __init__} of its own may be called with some, which are its business.
   */
  public static PyObject[] positionalForNew(
      PyType builtin, PyType cls, PyObject[] args, PyStr[] kwnames) {
    if (!hasKeywords(kwnames)) {
      return args;
    }
    if (cls == builtin || cls.lookup(Names.INIT) == PyType.OBJECT.lookup(Names.INIT)) {
      noKeywords(null, builtin.name(), kwnames);
    }
    return positionalTail(args, kwnames, 0);
  }

  /** For a function without parameters. */
  public static void none(String owner, String name, PyObject[] args, PyStr[] kwnames) {
    noKeywords(owner, name, kwnames);
    if (args.length != 0) {
      throw Errors.typeError(
          display(owner, name) + "() takes no arguments (" + args.length + " given)");
    }
  }

  /** For a function with exactly one positional-only parameter. */
  public static PyObject one(String owner, String name, PyObject[] args, PyStr[] kwnames) {
    noKeywords(owner, name, kwnames);
    if (args.length != 1) {
      throw Errors.typeError(
          display(owner, name) + "() takes exactly one argument (" + args.length + " given)");
    }
    return args[0];
  }

  /** For positional-only parameters, {@code min} to {@code max} of them. */
  public static void positional(
      String owner, String name, PyObject[] args, PyStr[] kwnames, int min, int max) {
    noKeywords(owner, name, kwnames);
    int n = args.length;
    if (n >= min && n <= max) {
      return;
    }
    String limit = min == max ? "" : n < min ? "at least " : "at most ";
    int bound = n < min ? min : max;
    throw Errors.typeError(
        name + " expected " + limit + bound + " argument" + (bound == 1 ? "" : "s") + ", got " + n);
  }

  /**
   * The arguments of {@code find(sub[, start[, end]])} and its like, with null for those not given.
   */
  static PyObject[] searchArguments(String name, PyObject[] args, PyStr[] kwnames) {
    noKeywords(null, "str." + name, kwnames);
    if (args.length < 1 || args.length > 3) {
      throw Errors.typeError(
          name
              + "() takes at "
              + (args.length < 1 ? "least 1 argument" : "most 3 arguments")
              + " ("
              + args.length
              + " given)");
    }
    return ItemArrays.copyOf(args, 3);
  }

  /** A function in messages; null stands for one that C code gave no name. */
  private static String called(String function) {
    return function == null ? "function" : function + "()";
  }

  /**
   * Parameters that may be given by name.
   *
   * @param function its name; null for none in messages
   * @param names all parameters that are not variadic, NUL-separated; the first {@code
   *     positionalOnly} cannot be named, the first {@code maxPositional} may come by position, and
   *     the first {@code required} of the positional ones are mandatory
   * @return one element per parameter, null where none was given
   */
  public static PyObject[] parse(
      String function,
      String names,
      int positionalOnly,
      int maxPositional,
      int required,
      PyObject[] args,
      PyStr[] kwnames) {
    return parse(function, names, positionalOnly, maxPositional, required, 0, args, kwnames);
  }

  /**
   * As above; {@code requiredKeywords} has bit i set when keyword-only parameter number {@code
   * maxPositional + i} is mandatory.
   */
  public static PyObject[] parse(
      String function,
      String names,
      int positionalOnly,
      int maxPositional,
      int required,
      int requiredKeywords,
      PyObject[] args,
      PyStr[] kwnames) {
    int keywords = kwnames == null ? 0 : kwnames.length;
    int positional = args.length - keywords;
    int total = 1;
    for (int i = 0; i < names.length(); i++) {
      if (names.charAt(i) == 0) {
        total++;
      }
    }
    if (names.isEmpty()) {
      total = 0;
    }
    if (positional == 0 && keywords > total) {
      throw Errors.typeError(
          called(function)
              + " takes at most "
              + total
              + " keyword argument"
              + (total == 1 ? "" : "s")
              + " ("
              + keywords
              + " given)");
    }
    if (positional > maxPositional || args.length > total) {
      throw tooMany(function, maxPositional, required, positional, positional + keywords, total);
    }
    PyObject[] out = new PyObject[total];
    System.arraycopy(args, 0, out, 0, positional);
    PyStr invalid = null;
    for (int k = 0; k < keywords; k++) {
      int at = positionOf(names, kwnames[k].value());
      if (at < 0) {
        // An argument that is missing is told of first.
        invalid = invalid == null ? kwnames[k] : invalid;
        continue;
      }
      if (at < positionalOnly) {
        throw Errors.typeError(
            called(function)
                + " got some positional-only arguments passed as keyword arguments: '"
                + kwnames[k].value()
                + "'");
      }
      if (out[at] != null) {
        throw Errors.typeError(
            at < positional
                ? "argument for "
                    + called(function)
                    + " given by name ('"
                    + kwnames[k].value()
                    + "') and position ("
                    + (at + 1)
                    + ")"
                : called(function)
                    + " got multiple values for argument '"
                    + kwnames[k].value()
                    + "'");
      }
      out[at] = args[positional + k];
    }
    for (int i = 0; i < required; i++) {
      if (out[i] == null) {
        if (i < positionalOnly) {
          throw Errors.typeError(
              called(function)
                  + " takes "
                  + (required == maxPositional ? "exactly " : "at least ")
                  + required
                  + " positional argument"
                  + (required == 1 ? "" : "s")
                  + " ("
                  + positional
                  + " given)");
        }
        throw Errors.typeError(
            called(function)
                + " missing required argument '"
                + nameAt(names, i)
                + "' (pos "
                + (i + 1)
                + ")");
      }
    }
    for (int i = maxPositional; requiredKeywords != 0 && i < total; i++) {
      if ((requiredKeywords >>> i - maxPositional & 1) != 0 && out[i] == null) {
        throw Errors.typeError(
            called(function)
                + " missing required argument '"
                + nameAt(names, i)
                + "' (pos "
                + (i + 1)
                + ")");
      }
    }
    if (invalid != null) {
      throw Errors.typeError(
          "'"
              + invalid.value()
              + "' is an invalid keyword argument for "
              + (function == null ? "this function" : function + "()"));
    }
    return out;
  }

  private static PyException tooMany(
      String function, int maxPositional, int required, int positional, int given, int total) {
    if (given > total && total > 0) {
      return Errors.typeError(
          called(function)
              + " takes at most "
              + total
              + (positional == 0 ? " keyword" : "")
              + " argument"
              + (total == 1 ? "" : "s")
              + " ("
              + given
              + " given)");
    }
    if (maxPositional == 0) {
      return Errors.typeError(called(function) + " takes no positional arguments");
    }
    return Errors.typeError(
        called(function)
            + " takes "
            + (required < maxPositional ? "at most " : "exactly ")
            + maxPositional
            + " positional argument"
            + (maxPositional == 1 ? "" : "s")
            + " ("
            + positional
            + " given)");
  }

  /** The keyword arguments alone, by {@code names}; positional ones are the caller's business. */
  public static PyObject[] keywordsOnly(
      String function, String names, PyObject[] args, PyStr[] kwnames) {
    if (kwnames == null || kwnames.length == 0) {
      int total = 1;
      for (int i = 0; i < names.length(); i++) {
        if (names.charAt(i) == 0) {
          total++;
        }
      }
      return new PyObject[total];
    }
    PyObject[] values = ItemArrays.copyOfRange(args, args.length - kwnames.length, args.length);
    return parse(function, names, 0, 0, 0, values, kwnames);
  }

  /** The keyword arguments as a dict, for {@code **kwargs}. */
  public static PyDict keywordDict(PyObject[] args, PyStr[] kwnames) {
    PyDict d = new PyDict();
    if (kwnames != null) {
      int first = args.length - kwnames.length;
      for (int i = 0; i < kwnames.length; i++) {
        d.put(kwnames[i], args[first + i]);
      }
    }
    return d;
  }

  /** The positional arguments from number {@code from} on. */
  public static PyObject[] positionalTail(PyObject[] args, PyStr[] kwnames, int from) {
    int end = args.length - (kwnames == null ? 0 : kwnames.length);
    return from >= end ? PyObject.NO_ARGS : ItemArrays.copyOfRange(args, from, end);
  }

  private static int positionOf(String names, String name) {
    int index = 0;
    int start = 0;
    while (true) {
      int end = names.indexOf('\0', start);
      int length = (end < 0 ? names.length() : end) - start;
      if (length == name.length() && names.startsWith(name, start)) {
        return index;
      }
      if (end < 0) {
        return -1;
      }
      start = end + 1;
      index++;
    }
  }

  private static String nameAt(String names, int index) {
    int start = 0;
    for (int i = 0; i < index; i++) {
      start = names.indexOf('\0', start) + 1;
    }
    int end = names.indexOf('\0', start);
    return end < 0 ? names.substring(start) : names.substring(start, end);
  }

  // conversions of one argument; "argument" is its number from 1

  public static int toInt(PyObject o) {
    return Abstract.toJavaInt(o);
  }

  /** As a {@code Py_ssize_t}, which is what nearly all parameters of this width are in C. */
  public static long toLong(PyObject o) {
    PyInt i = Abstract.index(o);
    if (i.isBig()) {
      throw Errors.overflowError("Python int too large to convert to C ssize_t");
    }
    return i.longValue();
  }

  public static double toDouble(PyObject o) {
    if (o instanceof PyFloat f) {
      return f.value;
    }
    if (o.type.has(Slot.FLOAT)) {
      return FloatOps.fromFloatMethod(o);
    }
    if (o.type.has(Slot.INDEX)) {
      return IntMath.toDouble(Abstract.index(o));
    }
    throw Errors.typeError("must be real number, not " + o.type.fullName());
  }

  /**
   * A str argument; {@code parameter} is its name in quotes, or its number for positional-only
   * parameters.
   */
  public static String toText(PyObject o, String function, String parameter) {
    if (o == null) {
      return null;
    }
    if (!(o instanceof PyStr s)) {
      throw wrongType(o, function, parameter, "str");
    }
    return s.value();
  }

  /**
   * A str argument that CPython takes as a string of C: {@link #toText} without zeros and lone
   * surrogates, which UTF-8 does not have.
   */
  public static String toName(PyObject o, String function, String parameter) {
    String text = toText(o, function, parameter);
    if (text == null) {
      return null;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c)) {
        Codecs.encodeText((PyStr) o, "utf-8", "strict");
        break;
      }
    }
    if (text.indexOf('\0') >= 0) {
      throw Errors.valueError("embedded null character");
    }
    return text;
  }

  /** Checks that an argument is an instance of a builtin type; null passes. */
  public static PyObject instance(PyObject o, PyType type, String function, String parameter) {
    if (o != null && !o.type.isSubtype(type)) {
      throw wrongType(o, function, parameter, type.fullName());
    }
    return o;
  }

  private static PyException wrongType(
      PyObject o, String function, String parameter, String expected) {
    return Errors.typeError(
        function
            + "() argument"
            + (parameter.isEmpty() ? "" : " " + parameter)
            + " must be "
            + expected
            + ", not "
            + typeName(o));
  }
}
