package dev.dormouse.runtime.modules.compiler;

import dev.dormouse.compiler.symtable.Scope;
import dev.dormouse.runtime.objects.Generic;
import dev.dormouse.runtime.objects.Ops;
import dev.dormouse.runtime.objects.PyDict;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyList;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Getter;

/** {@code symtable entry}: one scope. Its attributes are always the same objects. */
@BuiltinType(name = "symtable entry", ops = PySymtableEntry.EntryOps.class)
public final class PySymtableEntry extends PyObject {
  public static final PyType TYPE =
      PyType.builtin("symtable entry", PyType.OBJECT, new EntryOps(), new PySymtableEntryTable());

  private final Scope scope;
  private final PyDict symbols = new PyDict();
  private final PyList varnames = new PyList();
  private final PyList children = new PyList();

  PySymtableEntry(Scope scope) {
    super(TYPE);
    this.scope = scope;
    for (int i = 0; i < scope.symbols.size(); i++) {
      symbols.put(PyStr.interned(scope.symbols.name(i)), PyInt.of(scope.symbols.value(i)));
    }
    for (String name : scope.parameters) {
      varnames.add(PyStr.interned(name));
    }
    for (Scope child : scope.children) {
      if (child.type != Scope.ANNOTATION) {
        children.add(new PySymtableEntry(child));
      }
    }
  }

  @Getter(member = true)
  static PyObject id(PySymtableEntry e) {
    return PyInt.of(Generic.id(e));
  }

  @Getter(member = true)
  static PyObject name(PySymtableEntry e) {
    return PyStr.of(e.scope.name);
  }

  @Getter(member = true)
  static PyObject symbols(PySymtableEntry e) {
    return e.symbols;
  }

  @Getter(member = true)
  static PyObject varnames(PySymtableEntry e) {
    return e.varnames;
  }

  @Getter(member = true)
  static PyObject children(PySymtableEntry e) {
    return e.children;
  }

  @Getter(member = true)
  static int nested(PySymtableEntry e) {
    return e.scope.nested ? 1 : 0;
  }

  @Getter(member = true)
  static int type(PySymtableEntry e) {
    return e.scope.type;
  }

  @Getter(member = true)
  static int lineno(PySymtableEntry e) {
    return e.scope.lineno;
  }

  static final class EntryOps extends Ops {
    @Override
    public PyObject repr(PyObject o) {
      Scope s = ((PySymtableEntry) o).scope;
      return PyStr.of(
          "<symtable entry " + s.name + "(" + Generic.id(o) + "), line " + s.lineno + ">");
    }
  }
}
