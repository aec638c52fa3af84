package dev.dormouse.runtime.modules.sqlite;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.ArgParser;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Ops;
import dev.dormouse.runtime.objects.PyBool;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyList;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PySlice;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Method;

/** {@code sqlite3.Row}: a row whose values are found by index or by column name. */
@BuiltinType(name = "Row", ops = PyRow.RowOps.class)
final class PyRow extends PyObject {
  static final PyType TYPE =
      PyType.builtin("Row", PyType.OBJECT, new RowOps(), new PyRowTable())
          .in("sqlite3")
          .with(PyType.BASETYPE);

  private final PyTuple data;

  /** The cursor's, or None. */
  private final PyObject description;

  private PyRow(PyType type, PyTuple data, PyObject description) {
    super(type);
    this.data = data;
    this.description = description;
  }

  private PyObject column(int i) {
    return ((PyTuple) ((PyTuple) description).items[i]).items[0];
  }

  private int columns() {
    return description instanceof PyTuple t ? t.items.length : 0;
  }

  @Method(doc = "Returns the keys of the row.")
  PyObject keys() {
    PyList names = new PyList();
    for (int i = 0; i < columns(); i++) {
      names.add(column(i));
    }
    return names;
  }

  private PyObject named(PyStr name) {
    for (int i = 0; i < columns(); i++) {
      String candidate = ((PyStr) column(i)).value();
      if (candidate.equals(name.value()) || equalsIgnoringAsciiCase(candidate, name.value())) {
        return data.items[i];
      }
    }
    throw Errors.indexError("No item with that key");
  }

  private static boolean equalsIgnoringAsciiCase(String a, String b) {
    if (a.length() != b.length()) {
      return false;
    }
    for (int i = 0; i < a.length(); i++) {
      if (lower(a.charAt(i)) != lower(b.charAt(i)) || a.charAt(i) >= 128) {
        return false;
      }
    }
    return true;
  }

  private static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
  }

  static final class RowOps extends Ops {
    @Override
    public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
      ArgParser.noKeywords(null, "Row", kwnames);
      ArgParser.positional(null, "Row", args, kwnames, 2, 2);
      ArgParser.instance(args[0], PyCursor.TYPE, "Row", "1");
      ArgParser.instance(args[1], PyTuple.TYPE, "Row", "2");
      return new PyRow(cls, (PyTuple) args[1], ((PyCursor) args[0]).description());
    }

    @Override
    public void init(PyObject o, PyObject[] args, PyStr[] kwnames) {}

    @Override
    public PyObject iter(PyObject o) {
      return Abstract.iter(((PyRow) o).data);
    }

    @Override
    public int length(PyObject o) {
      return ((PyRow) o).data.items.length;
    }

    @Override
    public PyObject getItem(PyObject o, PyObject key) {
      PyRow row = (PyRow) o;
      if (key instanceof PyInt) {
        return Abstract.getItem(row.data, key);
      }
      if (key instanceof PyStr name) {
        return row.named(name);
      }
      if (key instanceof PySlice) {
        return Abstract.getItem(row.data, key);
      }
      throw Errors.indexError("Index must be int or string");
    }

    @Override
    public long hash(PyObject o) {
      PyRow row = (PyRow) o;
      long h = Abstract.hash(row.description) ^ Abstract.hash(row.data);
      return h == -1 ? -2 : h;
    }

    @Override
    public PyObject richCompare(PyObject a, PyObject b, int op) {
      if (op != Abstract.EQ && op != Abstract.NE || !(b instanceof PyRow w)) {
        return NOT_IMPLEMENTED;
      }
      PyRow v = (PyRow) a;
      boolean equal =
          Abstract.equal(v.description, w.description) && Abstract.equal(v.data, w.data);
      return PyBool.of(equal == (op == Abstract.EQ));
    }
  }
}
