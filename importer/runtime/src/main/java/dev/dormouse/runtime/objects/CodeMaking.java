package dev.dormouse.runtime.objects;

import dev.dormouse.code.CodeObject;
import dev.dormouse.code.CodeUnit;

/** Makes code objects of Python values: {@code code(…)} and {@code code.replace(…)}. */
final class CodeMaking {
  private CodeMaking() {}

  static PyCode replace(PyCode c, PyDict changes) {
    PyObject varnames = take(changes, "co_varnames", CodeMembers.getVarnames(c));
    PyObject freevars = take(changes, "co_freevars", CodeMembers.getFreevars(c));
    PyObject cellvars = take(changes, "co_cellvars", CodeMembers.getCellvars(c));
    int nlocals = number(changes, "co_nlocals", tuple(varnames, "co_varnames").items.length);
    if (nlocals != tuple(varnames, "co_varnames").items.length) {
      throw Errors.valueError("code: co_nlocals != len(co_varnames)");
    }
    PyCode made =
        make(
            number(changes, "co_argcount", c.argcount),
            number(changes, "co_posonlyargcount", c.posonlyargcount),
            number(changes, "co_kwonlyargcount", c.kwonlyargcount),
            number(changes, "co_stacksize", c.stacksize),
            number(changes, "co_flags", c.flags),
            take(changes, "co_code", CodeMembers.getCode(c)),
            take(changes, "co_consts", CodeMembers.getConsts(c)),
            take(changes, "co_names", CodeMembers.getNames(c)),
            varnames,
            take(changes, "co_filename", CodeMembers.getFilename(c)),
            take(changes, "co_name", CodeMembers.getName(c)),
            take(changes, "co_qualname", CodeMembers.getQualname(c)),
            number(changes, "co_firstlineno", c.unit.firstlineno()),
            take(changes, "co_linetable", CodeMembers.getLinetable(c)),
            take(changes, "co_exceptiontable", CodeMembers.getExceptiontable(c)),
            freevars,
            cellvars);
    for (int i = 0; i < changes.slotLimit(); i++) {
      if (changes.keyAt(i) instanceof PyStr s) {
        throw Errors.typeError("'" + s.value() + "' is an invalid keyword argument for replace()");
      }
    }
    return made;
  }

  private static PyObject take(PyDict changes, String name, PyObject otherwise) {
    PyObject v = changes.remove(PyStr.interned(name));
    return v == null ? otherwise : v;
  }

  private static int number(PyDict changes, String name, int otherwise) {
    PyObject v = changes.remove(PyStr.interned(name));
    int n = v == null ? otherwise : Abstract.toJavaInt(v);
    if (n < 0 && !name.equals("co_firstlineno")) {
      throw Errors.valueError(name + " must be a positive integer");
    }
    return n;
  }

  private static PyTuple tuple(PyObject o, String name) {
    if (!(o instanceof PyTuple t)) {
      throw Errors.typeError("replace() argument '" + name + "' must be tuple, not " + ArgParser.typeName(o));
    }
    return t;
  }

  private static String[] strings(PyObject o, String name) {
    PyObject[] items = tuple(o, name).items;
    String[] all = new String[items.length];
    for (int i = 0; i < all.length; i++) {
      if (!(items[i] instanceof PyStr s)) {
        throw Errors.typeError("name tuples must contain only strings, not '" + items[i].type.name() + "'");
      }
      all[i] = s.value();
    }
    return all;
  }

  private static byte[] bytes(PyObject o, String name) {
    if (!(o instanceof PyBytes b)) {
      throw Errors.typeError("replace() argument '" + name + "' must be bytes, not " + ArgParser.typeName(o));
    }
    return b.value;
  }

  private static String text(PyObject o, String name) {
    if (!(o instanceof PyStr s)) {
      throw Errors.typeError("replace() argument '" + name + "' must be str, not " + ArgParser.typeName(o));
    }
    return s.value();
  }

  static PyCode make(
      int argcount,
      int posonlyargcount,
      int kwonlyargcount,
      int stacksize,
      int flags,
      PyObject code,
      PyObject consts,
      PyObject names,
      PyObject varnames,
      PyObject filename,
      PyObject name,
      PyObject qualname,
      int firstlineno,
      PyObject linetable,
      PyObject exceptiontable,
      PyObject freevars,
      PyObject cellvars) {
    String[] locals = strings(varnames, "co_varnames");
    String[] cells = strings(cellvars, "co_cellvars");
    String[] free = strings(freevars, "co_freevars");
    java.util.List<String> plus = new java.util.ArrayList<>(java.util.List.of(locals));
    java.io.ByteArrayOutputStream kinds = new java.io.ByteArrayOutputStream();
    java.util.List<String> cellList = java.util.List.of(cells);
    for (String local : locals) {
      kinds.write(CodeUnit.CO_FAST_LOCAL | (cellList.contains(local) ? CodeUnit.CO_FAST_CELL : 0));
    }
    for (String cell : cells) {
      if (!plus.contains(cell)) {
        plus.add(cell);
        kinds.write(CodeUnit.CO_FAST_CELL);
      }
    }
    for (String f : free) {
      plus.add(f);
      kinds.write(CodeUnit.CO_FAST_FREE);
    }
    byte[] wordcode = bytes(code, "co_code");
    if (wordcode.length % 2 != 0 || wordcode.length == 0) {
      throw Errors.valueError("code: co_code is malformed");
    }
    PyObject[] constants = tuple(consts, "co_consts").items;
    CodeObject shell =
        new CodeObject(
            argcount,
            posonlyargcount,
            kwonlyargcount,
            stacksize,
            flags,
            wordcode,
            new Object[0],
            strings(names, "co_names"),
            plus.toArray(new String[0]),
            kinds.toByteArray(),
            text(filename, "co_filename"),
            text(name, "co_name"),
            text(qualname, "co_qualname"),
            firstlineno,
            bytes(linetable, "co_linetable"),
            bytes(exceptiontable, "co_exceptiontable"));
    return new PyCode(new UnitWithObjects(shell, constants.clone()));
  }
}
