package dev.dormouse.runtime.modules.sqlite;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Ops;
import dev.dormouse.runtime.objects.PyBool;
import dev.dormouse.runtime.objects.PyBytes;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PySlice;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.runtime.objects.Slices;
import dev.dormouse.runtime.objects.Slot;
import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Method;
import java.util.Arrays;

/**
 * {@code sqlite3.Blob}: a value of fixed size that is read and written in parts. The library has no
 * {@code sqlite3_blob}, so it does with statements.
 */
@BuiltinType(name = "Blob", ops = PySqliteBlob.BlobOps.class)
final class PySqliteBlob extends PyObject {
  static final PyType TYPE =
      PyType.builtin("Blob", PyType.OBJECT, new BlobOps(), new PySqliteBlobTable())
          .in("sqlite3")
          .with(PyType.DISALLOW_INSTANTIATION | PyType.KEYED);

  private final PyConnection connection;
  private final String where;
  private final String column;
  private final String table;
  private final long row;
  private final boolean readonly;
  private final int length;
  private int offset;
  private boolean closed;

  PySqliteBlob(
      PyConnection connection,
      String table,
      String column,
      long row,
      boolean readonly,
      String schema) {
    super(TYPE);
    this.connection = connection;
    this.table = quote(schema) + "." + quote(table);
    this.column = quote(column);
    this.row = row;
    this.readonly = readonly;
    this.where = " WHERE rowid = " + row;
    checkColumn(schema, table, column);
    Object[] found =
        one(
            "SELECT typeof("
                + this.column
                + "), length(CAST("
                + this.column
                + " AS BLOB)) FROM "
                + this.table
                + where);
    if (found == null) {
      throw SqliteErrors.of(1, "no such rowid: " + row);
    }
    String type = text(found[0]);
    if (!type.equals("text") && !type.equals("blob")) {
      throw SqliteErrors.of(1, "cannot open value of type " + type);
    }
    this.length = ((Long) found[1]).intValue();
  }

  private static String text(Object v) {
    return Abstract.str(Parameters.python(v)).value();
  }

  private static String quote(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  private void checkColumn(String schema, String table, String column) {
    Database d = connection.database();
    PyStatement s = new PyStatement(d, "SELECT name FROM pragma_table_info(?, ?)");
    boolean any = false;
    try {
      s.bind(new Object[] {table, schema});
      for (Object[] r = s.step(null); r != null; r = s.step(null)) {
        any = true;
        if (text(r[0]).equalsIgnoreCase(column)) {
          return;
        }
      }
    } catch (PyException e) {
      if (!e.matches(SqliteErrors.OPERATIONAL)) {
        throw e;
      }
      // There is no such database; said as if there were no such table in it.
    } finally {
      s.close();
    }
    throw SqliteErrors.of(
        1, any ? "no such column: \"" + column + "\"" : "no such table: " + schema + "." + table);
  }

  /** The first row of a statement's result; null if it has none. */
  private Object[] one(String sql, Object... values) {
    PyStatement s = new PyStatement(connection.database(), sql);
    try {
      s.bind(values);
      return s.step(null);
    } finally {
      s.close();
    }
  }

  private void check() {
    connection.check();
    if (closed) {
      throw SqliteErrors.programming("Cannot operate on a closed blob.");
    }
  }

  private byte[] bytes(int from, int count) {
    if (count == 0) {
      return new byte[0];
    }
    Object[] r =
        one(
            "SELECT substr(CAST(" + column + " AS BLOB), ?, ?) FROM " + table + where,
            from + 1L,
            (long) count);
    if (r == null || !(r[0] instanceof byte[] b) || b.length != count) {
      throw SqliteErrors.of(4, "query aborted");
    }
    return b;
  }

  private void put(int from, byte[] data) {
    if (readonly) {
      throw SqliteErrors.of(8, "attempt to write a readonly database");
    }
    if (data.length == 0) {
      return;
    }
    byte[] all = bytes(0, length);
    System.arraycopy(data, 0, all, from, data.length);
    Object[] ignored = one("UPDATE " + table + " SET " + column + " = ?" + where, all);
  }

  @Method(doc = "Close the blob.")
  void close() {
    connection.check();
    closed = true;
  }

  @Method(signature = "(length=-1, /)", doc = "Read data at the current offset position.")
  PyObject read(int count) {
    check();
    int n = count < 0 ? length - offset : Math.min(count, length - offset);
    byte[] data = bytes(offset, n);
    offset += n;
    return PyBytes.of(data);
  }

  @Method(signature = "(data, /)", doc = "Write data at the current offset.")
  void write(PyObject data) {
    check();
    byte[] b = Parameters.bytes(data);
    if (b.length > length - offset) {
      throw Errors.valueError("data longer than blob length");
    }
    put(offset, b);
    offset += b.length;
  }

  @Method(
      signature = "(offset, origin=0, /)",
      doc = "Set the current access position to offset, from the start, here or the end.")
  void seek(long to, int origin) {
    check();
    long base =
        switch (origin) {
          case 0 -> 0;
          case 1 -> offset;
          case 2 -> length;
          default ->
              throw Errors.valueError(
                  "'origin' should be os.SEEK_SET, os.SEEK_CUR, or os.SEEK_END");
        };
    long target = base + to;
    if (target > Integer.MAX_VALUE || target < Integer.MIN_VALUE) {
      throw Errors.overflowError("seek offset results in overflow");
    }
    if (target < 0 || target > length) {
      throw Errors.valueError("offset out of blob range");
    }
    offset = (int) target;
  }

  @Method(doc = "Return the current access position for the blob.")
  int tell() {
    check();
    return offset;
  }

  @Method(name = "__enter__", doc = "Blob context manager enter.")
  PyObject enter() {
    check();
    return this;
  }

  @Method(name = "__exit__", signature = "(type, val, tb, /)", doc = "Blob context manager exit.")
  PyObject exit(PyObject type, PyObject value, PyObject traceback) {
    check();
    closed = true;
    return PyBool.FALSE;
  }

  private int index(PyObject key) {
    long i;
    try {
      i = Abstract.toJavaLong(Abstract.index(key));
    } catch (PyException e) {
      throw Errors.indexError("cannot fit 'int' into an index-sized integer");
    }
    long at = i < 0 ? i + length : i;
    if (at < 0 || at >= length) {
      throw Errors.indexError("Blob index out of range");
    }
    return (int) at;
  }

  static final class BlobOps extends Ops {
    @Override
    public int length(PyObject o) {
      PySqliteBlob b = (PySqliteBlob) o;
      b.check();
      return b.length;
    }

    @Override
    public PyObject getItem(PyObject o, PyObject key) {
      PySqliteBlob b = (PySqliteBlob) o;
      b.check();
      if (key instanceof PySlice s) {
        Slices range = Slices.of(s, b.length);
        byte[] all = b.bytes(0, b.length);
        byte[] out = new byte[range.count];
        for (int i = 0, at = range.start; i < out.length; i++, at += range.step) {
          out[i] = all[at];
        }
        return PyBytes.of(out);
      }
      if (!key.type.has(Slot.INDEX)) {
        throw Errors.typeError("Blob indices must be integers");
      }
      return PyInt.of(b.bytes(b.index(key), 1)[0] & 0xFF);
    }

    @Override
    public void setItem(PyObject o, PyObject key, PyObject value) {
      PySqliteBlob b = (PySqliteBlob) o;
      b.check();
      if (key instanceof PySlice s) {
        setSlice(b, Slices.of(s, b.length), value);
        return;
      }
      if (!key.type.has(Slot.INDEX)) {
        throw Errors.typeError("Blob indices must be integers");
      }
      if (value == null) {
        throw Errors.typeError("Blob doesn't support item deletion");
      }
      int at = b.index(key);
      if (!value.type.has(Slot.INDEX)) {
        throw Errors.typeError(
            "'" + value.type.fullName() + "' object cannot be interpreted as an integer");
      }
      PyInt v = Abstract.index(value);
      if (v.isBig() || v.longValue() < 0 || v.longValue() > 255) {
        throw Errors.valueError("byte must be in range(0, 256)");
      }
      b.put(at, new byte[] {(byte) v.longValue()});
    }

    private static void setSlice(PySqliteBlob b, Slices range, PyObject value) {
      if (value == null) {
        throw Errors.typeError("Blob doesn't support slice deletion");
      }
      byte[] data = Parameters.bytes(value);
      if (data.length != range.count) {
        throw Errors.indexError("Blob slice assignment is wrong size");
      }
      if (data.length == 0) {
        return;
      }
      byte[] all = b.bytes(0, b.length);
      for (int i = 0, at = range.start; i < data.length; i++, at += range.step) {
        all[at] = data[i];
      }
      b.put(0, Arrays.copyOf(all, b.length));
    }
  }
}
