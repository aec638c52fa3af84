package dev.dormouse.runtime.objects;

import dev.dormouse.code.CodeObject;
import dev.dormouse.code.CodeUnit;
import dev.dormouse.code.Constants;
import dev.dormouse.code.LocationTable;
import dev.dormouse.tables.Getter;
import dev.dormouse.tables.Method;

/**
 * The attributes of code objects. Those of the header leave the code asleep; the others wake it for introspection, except the line
 * table, which has a part of its own. Compare CPython's {@code Objects/codeobject.c}.
 */
final class CodeMembers {
  private CodeMembers() {}

  private static PyCode awake(PyCode c) {
    c.wake(PyCode.WakeReason.INTROSPECTION);
    return c;
  }

  @Getter(name = "co_argcount", member = true)
  static int getArgcount(PyCode c) {
    return c.argcount;
  }

  @Getter(name = "co_posonlyargcount", member = true)
  static int getPosonlyargcount(PyCode c) {
    return c.posonlyargcount;
  }

  @Getter(name = "co_kwonlyargcount", member = true)
  static int getKwonlyargcount(PyCode c) {
    return c.kwonlyargcount;
  }

  @Getter(name = "co_stacksize", member = true)
  static int getStacksize(PyCode c) {
    return c.stacksize;
  }

  @Getter(name = "co_flags", member = true)
  static int getFlags(PyCode c) {
    return c.flags;
  }

  @Getter(name = "co_firstlineno", member = true)
  static int getFirstlineno(PyCode c) {
    return c.unit.firstlineno();
  }

  @Getter(name = "co_filename", member = true)
  static PyObject getFilename(PyCode c) {
    return PyStr.of(c.unit.filename());
  }

  @Getter(name = "co_name", member = true)
  static PyObject getName(PyCode c) {
    return PyStr.interned(c.unit.name());
  }

  @Getter(name = "co_qualname", member = true)
  static PyObject getQualname(PyCode c) {
    return PyStr.interned(c.unit.qualname());
  }

  @Getter(name = "co_nlocals")
  static int getNlocals(PyCode c) {
    return names(c, CodeUnit.CO_FAST_LOCAL).items.length;
  }

  @Getter(name = "co_names", member = true)
  static PyObject getNames(PyCode c) {
    return PyTuple.of((PyObject[]) awake(c).names.clone());
  }

  @Getter(name = "co_varnames")
  static PyObject getVarnames(PyCode c) {
    return names(c, CodeUnit.CO_FAST_LOCAL);
  }

  @Getter(name = "co_cellvars")
  static PyObject getCellvars(PyCode c) {
    return names(c, CodeUnit.CO_FAST_CELL);
  }

  @Getter(name = "co_freevars")
  static PyObject getFreevars(PyCode c) {
    return names(c, CodeUnit.CO_FAST_FREE);
  }

  private static PyTuple names(PyCode c, int kind) {
    awake(c);
    PyList found = new PyList();
    for (int i = 0; i < c.localspluskinds.length; i++) {
      if ((c.localspluskinds[i] & kind) != 0) {
        found.add(c.localsplusnames[i]);
      }
    }
    return PyTuple.of(found.toArray());
  }

  @Getter(name = "co_consts", member = true)
  static PyObject getConsts(PyCode c) {
    return PyTuple.of(awake(c).consts.clone());
  }

  @Getter(name = "co_code")
  static PyObject getCode(PyCode c) {
    return PyBytes.of(awake(c).unit.wordcode());
  }

  @Getter(name = "_co_code_adaptive")
  static PyObject getCodeAdaptive(PyCode c) {
    return getCode(c);
  }

  @Getter(name = "co_linetable", member = true)
  static PyObject getLinetable(PyCode c) {
    return PyBytes.of(c.linetable().clone());
  }

  @Getter(name = "co_exceptiontable", member = true)
  static PyObject getExceptiontable(PyCode c) {
    return PyBytes.of(awake(c).exceptiontable.clone());
  }

  @Getter(name = "co_lnotab")
  static PyObject getLnotab(PyCode c) {
    return PyBytes.of(Lnotab.of(LocationTable.lines(c.linetable(), c.unit.firstlineno()), c.unit.firstlineno()));
  }

  @Method(name = "co_lines", doc = "Iterate over (start, end, line) of the instructions.")
  static PyObject lines(PyCode c) {
    int[] triples = LocationTable.lines(c.linetable(), c.unit.firstlineno());
    PyList all = new PyList();
    for (int i = 0; i + 2 < triples.length; i += 3) {
      all.add(PyTuple.of(PyInt.of(triples[i]), PyInt.of(triples[i + 1]), line(triples[i + 2])));
    }
    return Abstract.iter(all);
  }

  @Method(name = "co_positions", doc = "Iterate over (line, end line, column, end column) of the instructions.")
  static PyObject positions(PyCode c) {
    int[] quads = LocationTable.positions(c.linetable(), c.unit.firstlineno());
    PyList all = new PyList();
    for (int i = 0; i + 3 < quads.length; i += 4) {
      all.add(PyTuple.of(line(quads[i]), line(quads[i + 1]), line(quads[i + 2]), line(quads[i + 3])));
    }
    return Abstract.iter(all);
  }

  private static PyObject line(int n) {
    return n < 0 ? PyObject.NONE : PyInt.of(n);
  }

  @Method(name = "_varname_from_oparg", signature = "(oparg)", doc = "The variable that a fast-local instruction names.")
  static PyObject varname(PyCode c, int oparg) {
    awake(c);
    if (oparg < 0 || oparg >= c.localsplusnames.length) {
      throw Errors.indexError("tuple index out of range");
    }
    return c.localsplusnames[oparg];
  }

  @Method(
      name = "replace",
      signature =
          "(*, co_argcount=-1, co_posonlyargcount=-1, co_kwonlyargcount=-1, co_nlocals=-1, co_stacksize=-1,"
              + " co_flags=-1, co_firstlineno=-1, co_code=None, co_consts=None, co_names=None, co_varnames=None,"
              + " co_freevars=None, co_cellvars=None, co_filename=None, co_name=None, co_qualname=None,"
              + " co_linetable=None, co_exceptiontable=None)",
      doc = "Return a copy of the code object with new values for the given fields.")
  static PyObject replace(PyCode c, PyObject[] args, PyStr[] kwnames) {
    if (args.length > (kwnames == null ? 0 : kwnames.length)) {
      throw Errors.typeError("replace() takes no positional arguments");
    }
    return CodeMaking.replace(awake(c), ArgParser.keywordDict(args, kwnames));
  }

  /** As plain data, for comparison and hashing. */
  static CodeObject plain(PyCode c) {
    return awake(c).unit.toCodeObject();
  }

  /** Whether two constants are the same to code comparison: type-strict and signed-zero-strict. */
  static boolean sameConstants(Object[] a, Object[] b) {
    if (a.length != b.length) {
      return false;
    }
    for (int i = 0; i < a.length; i++) {
      boolean same =
          a[i] instanceof CodeObject x && b[i] instanceof CodeObject y
              ? same(x, y)
              : a[i] instanceof Constants.Tuple t && b[i] instanceof Constants.Tuple u
                  ? sameConstants(t.items, u.items)
                  : a[i].equals(b[i]);
      if (!same) {
        return false;
      }
    }
    return true;
  }

  static boolean same(CodeObject a, CodeObject b) {
    return a.name.equals(b.name)
        && a.argcount == b.argcount
        && a.posonlyargcount == b.posonlyargcount
        && a.kwonlyargcount == b.kwonlyargcount
        && a.flags == b.flags
        && a.firstlineno == b.firstlineno
        && java.util.Arrays.equals(a.code, b.code)
        && java.util.Arrays.equals(a.names, b.names)
        && java.util.Arrays.equals(a.localsplusnames, b.localsplusnames)
        && java.util.Arrays.equals(a.linetable, b.linetable)
        && java.util.Arrays.equals(a.exceptiontable, b.exceptiontable)
        && sameConstants(a.consts, b.consts);
  }
}
