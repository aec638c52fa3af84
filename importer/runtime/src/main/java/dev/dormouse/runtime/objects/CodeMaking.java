package dev.dormouse.runtime.objects;

import dev.dormouse.code.CodeUnit;
import java.util.ArrayList;
import java.util.List;

/** {@code code(…)} and {@code code.replace(…)}. */
final class CodeMaking {
  private static final int ARGCOUNT = 0;
  private static final int POSONLYARGCOUNT = 1;
  private static final int KWONLYARGCOUNT = 2;
  private static final int NLOCALS = 3;
  private static final int STACKSIZE = 4;
  private static final int FLAGS = 5;
  private static final int FIRSTLINENO = 6;
  private static final int CODE = 7;
  private static final int CONSTS = 8;
  private static final int NAMES = 9;
  private static final int VARNAMES = 10;
  private static final int FREEVARS = 11;
  private static final int CELLVARS = 12;
  private static final int FILENAME = 13;
  private static final int NAME = 14;
  private static final int QUALNAME = 15;
  private static final int LINETABLE = 16;
  private static final int EXCEPTIONTABLE = 17;

  /**
   * Flags that say how arguments and locals lie: with other ones, the code must be checked anew.
   */
  private static final int LAYOUT_FLAGS =
      CodeUnit.CO_VARARGS | CodeUnit.CO_VARKEYWORDS | CodeUnit.CO_OPTIMIZED | CodeUnit.CO_NEWLOCALS;

  private static final String PARAMETERS =
      "co_argcount\0co_posonlyargcount\0co_kwonlyargcount\0co_nlocals\0co_stacksize\0co_flags\0co_firstlineno\0co_code\0"
          + "co_consts\0co_names\0co_varnames\0co_freevars\0co_cellvars\0co_filename\0co_name\0co_qualname\0co_linetable\0"
          + "co_exceptiontable";

  private CodeMaking() {}

  static PyObject replace(PyCode c, PyObject[] args, PyStr[] kwnames) {
    PyObject[] p = ArgParser.parse("replace", PARAMETERS, 0, 0, 0, args, kwnames);
    if (kwnames != null
        && kwnames.length == 1
        && p[FLAGS] != null
        && !(c.unit instanceof MadeCode)) {
      check(p[FLAGS], FLAGS, "replace", "'co_flags'");
      int flags = Abstract.toJavaInt(p[FLAGS]);
      if (flags >= 0 && ((flags ^ c.flags) & LAYOUT_FLAGS) == 0) {
        return new PyCode(new FlaggedCode(c.unit, flags));
      }
    }
    PyObject[] old = {
      PyInt.of(c.argcount),
      PyInt.of(c.posonlyargcount),
      PyInt.of(c.kwonlyargcount),
      null,
      PyInt.of(c.stacksize),
      PyInt.of(c.flags),
      PyInt.of(c.unit.firstlineno()),
      CodeMembers.getCode(c),
      CodeMembers.getConsts(c),
      CodeMembers.getNames(c),
      CodeMembers.getVarnames(c),
      CodeMembers.getFreevars(c),
      CodeMembers.getCellvars(c),
      PyStr.of(c.unit.filename()),
      PyStr.of(c.unit.name()),
      PyStr.of(c.unit.qualname()),
      CodeMembers.getLinetable(c),
      CodeMembers.getExceptiontable(c)
    };
    String[] parameters = PARAMETERS.split("\0");
    for (int i = 0; i < p.length; i++) {
      if (p[i] == null) {
        p[i] = old[i];
      } else {
        check(p[i], i, "replace", "'" + parameters[i] + "'");
      }
    }
    if (p[NLOCALS] == null) {
      p[NLOCALS] = PyInt.of(((PyTuple) p[VARNAMES]).items.length);
    }
    return make(p);
  }

  private static void check(PyObject o, int parameter, String function, String shown) {
    PyType type = typeOf(parameter);
    if (type == PyInt.TYPE) {
      Abstract.toJavaInt(o);
    } else {
      ArgParser.instance(o, type, function, shown);
    }
  }

  private static PyType typeOf(int parameter) {
    if (parameter <= FIRSTLINENO) {
      return PyInt.TYPE;
    }
    return switch (parameter) {
      case CODE, LINETABLE, EXCEPTIONTABLE -> PyBytes.TYPE;
      case FILENAME, NAME, QUALNAME -> PyStr.TYPE;
      default -> PyTuple.TYPE;
    };
  }

  static PyObject fromArguments(PyObject[] args, PyStr[] kwnames) {
    ArgParser.noKeywords(null, "code", kwnames);
    ArgParser.positional(null, "code", args, null, 16, 18);
    int[] order = {
      ARGCOUNT,
      POSONLYARGCOUNT,
      KWONLYARGCOUNT,
      NLOCALS,
      STACKSIZE,
      FLAGS,
      CODE,
      CONSTS,
      NAMES,
      VARNAMES,
      FILENAME,
      NAME,
      QUALNAME,
      FIRSTLINENO,
      LINETABLE,
      EXCEPTIONTABLE,
      FREEVARS,
      CELLVARS
    };
    PyObject[] p = new PyObject[order.length];
    p[FREEVARS] = PyTuple.EMPTY;
    p[CELLVARS] = PyTuple.EMPTY;
    for (int i = 0; i < args.length; i++) {
      check(args[i], order[i], "code", String.valueOf(i + 1));
      p[order[i]] = args[i];
    }
    String[] parameters = PARAMETERS.split("\0");
    for (int i = 0; i <= NLOCALS; i++) {
      if (Abstract.toJavaInt(p[i]) < 0) {
        throw Errors.valueError("code: " + parameters[i].substring(3) + " must not be negative");
      }
    }
    return make(p);
  }

  private static PyCode make(PyObject[] p) {
    MadeCode m = new MadeCode();
    m.argcount = Abstract.toJavaInt(p[ARGCOUNT]);
    m.posonlyargcount = Abstract.toJavaInt(p[POSONLYARGCOUNT]);
    m.kwonlyargcount = Abstract.toJavaInt(p[KWONLYARGCOUNT]);
    m.stacksize = Abstract.toJavaInt(p[STACKSIZE]);
    m.flags = Abstract.toJavaInt(p[FLAGS]);
    m.firstlineno = Abstract.toJavaInt(p[FIRSTLINENO]);
    m.code = ((PyBytes) p[CODE]).value;
    m.consts = ((PyTuple) p[CONSTS]).items;
    m.names = names(p[NAMES]);
    m.filename = ((PyStr) p[FILENAME]).value();
    m.name = ((PyStr) p[NAME]).value();
    m.qualname = ((PyStr) p[QUALNAME]).value();
    m.linetable = ((PyBytes) p[LINETABLE]).value;
    m.exceptiontable = ((PyBytes) p[EXCEPTIONTABLE]).value;
    int parameters =
        m.argcount
            + m.kwonlyargcount
            + ((m.flags & CodeUnit.CO_VARARGS) != 0 ? 1 : 0)
            + ((m.flags & CodeUnit.CO_VARKEYWORDS) != 0 ? 1 : 0);
    if (parameters > ((PyTuple) p[VARNAMES]).items.length) {
      throw Errors.valueError("code: co_varnames is too small");
    }
    PyStr[] varnames = names(p[VARNAMES]);
    if (Abstract.toJavaInt(p[NLOCALS]) != varnames.length) {
      throw Errors.valueError("code: co_nlocals != len(co_varnames)");
    }
    slots(m, varnames, names(p[CELLVARS]), names(p[FREEVARS]));
    if (m.argcount < m.posonlyargcount
        || m.argcount < 0
        || m.kwonlyargcount < 0
        || m.stacksize < 0
        || m.flags < 0) {
      throw Errors.systemError("bad argument to internal function");
    }
    return new PyCode(m);
  }

  private static PyStr[] names(PyObject tuple) {
    PyObject[] items = ((PyTuple) tuple).items;
    PyStr[] all = new PyStr[items.length];
    for (int i = 0; i < all.length; i++) {
      if (!(items[i] instanceof PyStr s)) {
        throw Errors.typeError(
            "name tuples must contain only strings, not '" + items[i].type.fullName() + "'");
      }
      all[i] = PyStr.interned(s);
    }
    return all;
  }

  /**
   * Lays out locals, cells and free variables; a cell variable that is a local too shares its slot.
   */
  private static void slots(MadeCode m, PyStr[] varnames, PyStr[] cellvars, PyStr[] freevars) {
    List<PyStr> names = new ArrayList<>();
    List<Integer> kinds = new ArrayList<>();
    for (PyStr v : varnames) {
      boolean cell = false;
      for (PyStr c : cellvars) {
        cell |= c.equals(v);
      }
      names.add(v);
      kinds.add(CodeUnit.CO_FAST_LOCAL | (cell ? CodeUnit.CO_FAST_CELL : 0));
    }
    for (PyStr c : cellvars) {
      if (!names.subList(0, varnames.length).contains(c)) {
        names.add(c);
        kinds.add(CodeUnit.CO_FAST_CELL);
      }
    }
    for (PyStr f : freevars) {
      names.add(f);
      kinds.add(CodeUnit.CO_FAST_FREE);
    }
    m.localsplusnames = names.toArray(new PyStr[0]);
    m.localspluskinds = new byte[kinds.size()];
    for (int i = 0; i < m.localspluskinds.length; i++) {
      m.localspluskinds[i] = (byte) (int) kinds.get(i);
    }
  }
}
