package dev.dormouse.runtime.objects;

import dev.dormouse.code.CodeUnit;
import dev.dormouse.code.LocationTable;
import dev.dormouse.tables.Getter;
import dev.dormouse.tables.Method;
import java.io.ByteArrayOutputStream;

/**
 * The attributes of code objects. Those of the header leave the code asleep; the others wake it.
 * Compare CPython's {@code Objects/codeobject.c}.
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

  @Getter(name = "co_nlocals", member = true)
  static int getNlocals(PyCode c) {
    return named(c, CodeUnit.CO_FAST_LOCAL).length;
  }

  @Getter(name = "co_consts", member = true)
  static PyObject getConsts(PyCode c) {
    return PyTuple.of(awake(c).consts.clone());
  }

  @Getter(name = "co_names", member = true)
  static PyObject getNames(PyCode c) {
    PyStr[] names = awake(c).names;
    PyObject[] all = new PyObject[names.length];
    System.arraycopy(names, 0, all, 0, all.length);
    return PyTuple.of(all);
  }

  @Getter(name = "co_filename", member = true)
  static String getFilename(PyCode c) {
    return c.unit.filename();
  }

  @Getter(name = "co_name", member = true)
  static PyObject getName(PyCode c) {
    return PyStr.interned(c.unit.name());
  }

  @Getter(name = "co_qualname", member = true)
  static PyObject getQualname(PyCode c) {
    return PyStr.interned(c.unit.qualname());
  }

  @Getter(name = "co_firstlineno", member = true)
  static int getFirstlineno(PyCode c) {
    return c.unit.firstlineno();
  }

  @Getter(name = "co_linetable", member = true)
  static PyObject getLinetable(PyCode c) {
    return PyBytes.of(c.linetable().clone());
  }

  @Getter(name = "co_exceptiontable", member = true)
  static PyObject getExceptiontable(PyCode c) {
    return PyBytes.of(awake(c).exceptiontable.clone());
  }

  @Getter(name = "co_varnames")
  static PyObject getVarnames(PyCode c) {
    return PyTuple.of(named(c, CodeUnit.CO_FAST_LOCAL));
  }

  @Getter(name = "co_cellvars")
  static PyObject getCellvars(PyCode c) {
    return PyTuple.of(named(c, CodeUnit.CO_FAST_CELL));
  }

  @Getter(name = "co_freevars")
  static PyObject getFreevars(PyCode c) {
    return PyTuple.of(named(c, CodeUnit.CO_FAST_FREE));
  }

  private static PyObject[] named(PyCode c, int kind) {
    awake(c);
    int n = 0;
    for (byte k : c.localspluskinds) {
      if ((k & kind) != 0) {
        n++;
      }
    }
    PyObject[] out = new PyObject[n];
    n = 0;
    for (int i = 0; i < c.localspluskinds.length; i++) {
      if ((c.localspluskinds[i] & kind) != 0) {
        out[n++] = c.localsplusnames[i];
      }
    }
    return out;
  }

  @Getter(name = "co_code")
  static PyObject getCode(PyCode c) {
    awake(c);
    return PyBytes.of(c.unit.wordcode());
  }

  @Getter(name = "_co_code_adaptive")
  static PyObject getAdaptiveCode(PyCode c) {
    return getCode(c);
  }

  @Getter(name = "co_lnotab")
  static PyObject getLnotab(PyCode c) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    LocationTable.Cursor cursor = new LocationTable.Cursor(c.linetable(), c.unit.firstlineno());
    int offset = 0;
    int line = c.unit.firstlineno();
    while (cursor.next()) {
      if (cursor.line < 0 || cursor.line == line) {
        continue;
      }
      int bytes = cursor.start - offset;
      int lines = cursor.line - line;
      for (; bytes > 255; bytes -= 255) {
        out.write(255);
        out.write(0);
      }
      while (lines > 127 || lines < -128) {
        int step = lines > 0 ? 127 : -128;
        out.write(bytes);
        out.write(step);
        bytes = 0;
        lines -= step;
      }
      out.write(bytes);
      out.write(lines);
      offset = cursor.start;
      line = cursor.line;
    }
    return PyBytes.of(out.toByteArray());
  }

  @Method(name = "co_lines")
  static PyObject lines(PyCode c) {
    int[] t = LocationTable.lines(c.linetable(), c.unit.firstlineno());
    PyObject[] all = new PyObject[t.length / 3];
    for (int i = 0; i < all.length; i++) {
      all[i] = PyTuple.of(PyInt.of(t[3 * i]), PyInt.of(t[3 * i + 1]), orNone(t[3 * i + 2]));
    }
    return Abstract.iter(PyTuple.of(all));
  }

  @Method(name = "co_positions")
  static PyObject positions(PyCode c) {
    int[] t = LocationTable.positions(c.linetable(), c.unit.firstlineno());
    PyObject[] all = new PyObject[t.length / 4];
    for (int i = 0; i < all.length; i++) {
      all[i] =
          PyTuple.of(
              orNone(t[4 * i]), orNone(t[4 * i + 1]), orNone(t[4 * i + 2]), orNone(t[4 * i + 3]));
    }
    return Abstract.iter(PyTuple.of(all));
  }

  private static PyObject orNone(int n) {
    return n < 0 ? PyObject.NONE : PyInt.of(n);
  }

  @Method(
      name = "_varname_from_oparg",
      signature = "(oparg)",
      doc = "The name of the variable in a slot; exists for dis.")
  static PyObject varname(PyCode c, int oparg) {
    awake(c);
    if (oparg < 0 || oparg >= c.localsplusnames.length) {
      throw Errors.indexError("tuple index out of range");
    }
    return c.localsplusnames[oparg];
  }

  @Method(name = "__sizeof__")
  static int sizeOf(PyCode c) {
    // CPython's fixed part, and its wordcode.
    return 192 + awake(c).wordcode.length;
  }

  @Method(
      name = "replace",
      signature =
          "(*, co_argcount=-1, co_posonlyargcount=-1, co_kwonlyargcount=-1, co_nlocals=-1,"
              + " co_stacksize=-1, co_flags=-1, co_firstlineno=-1, co_code=None, co_consts=None,"
              + " co_names=None, co_varnames=None, co_freevars=None, co_cellvars=None,"
              + " co_filename=None, co_name=None, co_qualname=None, co_linetable=None,"
              + " co_exceptiontable=None)",
      doc = "A copy of the code object with some attributes changed.")
  static PyObject replace(PyCode c, PyObject[] args, PyStr[] kwnames) {
    return CodeMaking.replace(c, args, kwnames);
  }
}
