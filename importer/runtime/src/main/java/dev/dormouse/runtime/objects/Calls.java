package dev.dormouse.runtime.objects;

import dev.dormouse.code.CodeUnit;

/**
 * Calling Python functions: from arguments to a frame with its locals filled. This is where dormant
 * code wakes. Follows {@code initialize_locals} of CPython's {@code Python/ceval.c}, messages
 * included.
 */
public final class Calls {
  private Calls() {}

  /** Calls {@code f}; see {@link Ops#call} for the form of the arguments. */
  public static PyObject call(PyFunction f, PyObject[] args, PyStr[] kwnames) {
    ThreadState ts = ThreadState.current();
    PyCode code = f.code;
    if (!code.isAwake()) {
      code.wake(PyCode.WakeReason.CALL);
    }
    PyFrame frame = new PyFrame(code, f, f.globals, f.builtins, null);
    int positional = args.length - (kwnames == null ? 0 : kwnames.length);
    bind(f, frame.localsplus, args, 0, positional, kwnames);
    return ts.interpreter.evaluator.evaluate(ts, frame, null);
  }

  /**
   * Puts arguments in their places. {@code args[from]} on are {@code positional} positional
   * arguments, followed by the values of {@code kwnames}.
   */
  public static void bind(
      PyFunction f, PyObject[] locals, PyObject[] args, int from, int positional, PyStr[] kwnames) {
    PyCode code = f.code;
    int argcount = code.argcount;
    if (positional == argcount
        && (kwnames == null || kwnames.length == 0)
        && code.kwonlyargcount == 0
        && (code.flags & (CodeUnit.CO_VARARGS | CodeUnit.CO_VARKEYWORDS)) == 0) {
      System.arraycopy(args, from, locals, 0, argcount);
      return;
    }
    bindSlowly(f, code, locals, args, from, positional, kwnames);
  }

  private static void bindSlowly(
      PyFunction f,
      PyCode code,
      PyObject[] locals,
      PyObject[] args,
      int from,
      int positional,
      PyStr[] kwnames) {
    int argcount = code.argcount;
    int total = argcount + code.kwonlyargcount;
    PyDict kwdict = null;
    if ((code.flags & CodeUnit.CO_VARKEYWORDS) != 0) {
      kwdict = new PyDict();
      locals[total + ((code.flags & CodeUnit.CO_VARARGS) != 0 ? 1 : 0)] = kwdict;
    }
    int direct = Math.min(positional, argcount);
    System.arraycopy(args, from, locals, 0, direct);
    if ((code.flags & CodeUnit.CO_VARARGS) != 0) {
      int extra = Math.max(0, positional - argcount);
      PyObject[] rest = new PyObject[extra];
      System.arraycopy(args, from + direct, rest, 0, extra);
      locals[total] = PyTuple.of(rest);
    }
    if (kwnames != null) {
      for (int k = 0; k < kwnames.length; k++) {
        keyword(f, code, locals, kwdict, kwnames, k, args[from + positional + k], total);
      }
    }
    if (positional > argcount && (code.flags & CodeUnit.CO_VARARGS) == 0) {
      throw tooMany(f, code, locals, positional);
    }
    if (positional < argcount) {
      fillDefaults(f, code, locals, positional);
    }
    if (code.kwonlyargcount > 0) {
      fillKeywordDefaults(f, code, locals, total);
    }
  }

  private static void keyword(
      PyFunction f,
      PyCode code,
      PyObject[] locals,
      PyDict kwdict,
      PyStr[] kwnames,
      int k,
      PyObject value,
      int total) {
    PyStr name = kwnames[k];
    PyStr[] names = code.localsplusnames;
    int at = -1;
    for (int i = code.posonlyargcount; i < total; i++) {
      if (names[i] == name) {
        at = i;
        break;
      }
    }
    for (int i = code.posonlyargcount; at < 0 && i < total; i++) {
      if (names[i].value().equals(name.value())) {
        at = i;
      }
    }
    if (at < 0) {
      if (kwdict == null) {
        if (code.posonlyargcount > 0) {
          positionalOnlyByName(f, code, kwnames);
        }
        throw Errors.typeError(
            qualname(f) + "() got an unexpected keyword argument '" + name.value() + "'");
      }
      kwdict.put(name, value);
      return;
    }
    if (locals[at] != null) {
      throw Errors.typeError(
          qualname(f) + "() got multiple values for argument '" + name.value() + "'");
    }
    locals[at] = value;
  }

  private static void positionalOnlyByName(PyFunction f, PyCode code, PyStr[] kwnames) {
    StringBuilder found = new StringBuilder();
    for (int i = 0; i < code.posonlyargcount; i++) {
      for (PyStr k : kwnames) {
        if (code.localsplusnames[i].value().equals(k.value())) {
          found.append(found.length() == 0 ? "" : ", ").append(k.value());
        }
      }
    }
    if (found.length() > 0) {
      throw Errors.typeError(
          qualname(f)
              + "() got some positional-only arguments passed as keyword arguments: '"
              + found
              + "'");
    }
  }

  private static String qualname(PyFunction f) {
    return f.qualname() instanceof PyStr s ? s.value() : f.code.name();
  }

  private static void fillDefaults(PyFunction f, PyCode code, PyObject[] locals, int positional) {
    PyObject[] defaults = f.defaults == null ? PyObject.NO_ARGS : f.defaults.items;
    int required = code.argcount - defaults.length;
    int missing = 0;
    for (int i = positional; i < required; i++) {
      if (locals[i] == null) {
        missing++;
      }
    }
    if (missing > 0) {
      throw missing(f, code, locals, 0, required, missing, "positional");
    }
    for (int i = Math.max(positional, Math.max(0, required)); i < code.argcount; i++) {
      if (locals[i] == null) {
        locals[i] = defaults[i - required];
      }
    }
  }

  private static void fillKeywordDefaults(PyFunction f, PyCode code, PyObject[] locals, int total) {
    int missing = 0;
    for (int i = code.argcount; i < total; i++) {
      if (locals[i] == null && f.kwdefaults != null) {
        locals[i] = f.kwdefaults.get(code.localsplusnames[i]);
      }
      if (locals[i] == null) {
        missing++;
      }
    }
    if (missing > 0) {
      throw missing(f, code, locals, code.argcount, total, missing, "keyword-only");
    }
  }

  private static PyException missing(
      PyFunction f, PyCode code, PyObject[] locals, int from, int to, int count, String kind) {
    StringBuilder names = new StringBuilder();
    int seen = 0;
    for (int i = from; i < to; i++) {
      if (locals[i] == null) {
        seen++;
        if (seen > 1) {
          names.append(seen == count ? count == 2 ? " and " : ", and " : ", ");
        }
        names.append(Abstract.repr(code.localsplusnames[i]).value());
      }
    }
    return Errors.typeError(
        qualname(f)
            + "() missing "
            + count
            + " required "
            + kind
            + " argument"
            + (count == 1 ? "" : "s")
            + ": "
            + names);
  }

  private static PyException tooMany(PyFunction f, PyCode code, PyObject[] locals, int given) {
    int keywordOnlyGiven = 0;
    for (int i = code.argcount; i < code.argcount + code.kwonlyargcount; i++) {
      if (locals[i] != null) {
        keywordOnlyGiven++;
      }
    }
    int defaults = f.defaults == null ? 0 : f.defaults.items.length;
    boolean plural;
    String takes;
    if (defaults > 0) {
      int atLeast = code.argcount - defaults;
      plural = true;
      takes = "from " + atLeast + " to " + code.argcount;
    } else {
      plural = code.argcount != 1;
      takes = String.valueOf(code.argcount);
    }
    String also =
        keywordOnlyGiven == 0
            ? ""
            : " positional argument"
                + (given == 1 ? "" : "s")
                + " (and "
                + keywordOnlyGiven
                + " keyword-only argument"
                + (keywordOnlyGiven == 1 ? "" : "s")
                + ")";
    return Errors.typeError(
        qualname(f)
            + "() takes "
            + takes
            + " positional argument"
            + (plural ? "s" : "")
            + " but "
            + given
            + also
            + " "
            + (given == 1 && keywordOnlyGiven == 0 ? "was" : "were")
            + " given");
  }
}
