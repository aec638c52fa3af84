package dev.dormouse.runtime.modules.sqlite;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.ArgParser;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Ops;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyList;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Getter;
import dev.dormouse.tables.Method;
import dev.dormouse.tables.Setter;

/** {@code sqlite3.Cursor}. Compare CPython's {@code Modules/_sqlite/cursor.c}. */
@BuiltinType(
    name = "Cursor",
    ops = PyCursor.CursorOps.class,
    doc = "Executes statements and hands out their rows.")
final class PyCursor extends PyObject {
  static final PyType TYPE =
      PyType.builtin("Cursor", PyType.OBJECT, new CursorOps(), new PyCursorTable())
          .in("sqlite3")
          .with(PyType.BASETYPE)
          .withWeakrefs();

  /** Null before {@code __init__}. */
  private PyConnection connection;

  private PyObject description = NONE;
  private PyObject lastRowId = NONE;
  private PyObject rowFactory = NONE;
  private int arraySize = 1;
  private long rowCount = -1;
  private boolean closed;

  /** A statement is being executed for this cursor, so that callbacks must leave it alone. */
  private boolean locked;

  /** The statement whose rows are being read; null if there are none left. */
  private PyStatement statement;

  /** The row to hand out next; null if there is none. */
  private Object[] row;

  private final Rows rows = new Rows();

  PyCursor(PyType type) {
    super(type);
  }

  PyObject description() {
    return description;
  }

  void setRowFactory(PyObject factory) {
    rowFactory = factory;
  }

  private void check() {
    if (connection == null) {
      throw SqliteErrors.programming("Base Cursor.__init__ not called.");
    }
    if (closed) {
      throw SqliteErrors.programming("Cannot operate on a closed cursor.");
    }
    if (locked) {
      throw SqliteErrors.programming("Recursive use of cursors not allowed.");
    }
    connection.checkThread();
    connection.checkOpen();
  }

  private void forget() {
    PyStatement s = statement;
    statement = null;
    row = null;
    if (s != null) {
      connection.release(this, s);
    }
  }

  // executing

  @Method(signature = "(sql, parameters=(), /)", doc = "Executes an SQL statement.")
  PyObject execute(PyObject sql, PyObject parameters) {
    return run("execute", sql, parameters == null ? PyTuple.EMPTY : parameters, false);
  }

  @Method(
      signature = "(sql, seq_of_parameters, /)",
      doc = "Executes an SQL statement once for each set of parameters.")
  PyObject executemany(PyObject sql, PyObject parameters) {
    return run("executemany", sql, parameters, true);
  }

  private PyObject run(String method, PyObject text, PyObject parameters, boolean multiple) {
    if (!(text instanceof PyStr sql)) {
      throw Errors.typeError(method + "() argument 1 must be str, not " + ArgParser.typeName(text));
    }
    check();
    locked = true;
    try {
      forget();
      PyObject sets = Abstract.iter(multiple ? parameters : PyList.of(parameters));
      description = NONE;
      rowCount = -1;
      PyStatement s = connection.statement(sql);
      try {
        if (multiple && !s.dml) {
          throw SqliteErrors.programming("executemany() can only execute DML statements.");
        }
        if (s.dml) {
          rowCount = 0;
          connection.begin();
        }
        rows.prepare(connection, s);
        for (PyObject set = Abstract.next(sets); set != null; set = Abstract.next(sets)) {
          execute(s, set, multiple);
        }
        if (!multiple) {
          lastRowId = PyInt.of(connection.lastInsertRowId(s.dml));
        }
      } catch (RuntimeException e) {
        rowCount = -1;
        row = null;
        connection.release(this, s);
        throw e;
      }
      if (row == null) {
        connection.release(this, s);
      } else {
        statement = s;
        connection.reading(this, s);
      }
      return this;
    } finally {
      locked = false;
    }
  }

  private void execute(PyStatement s, PyObject set, boolean multiple) {
    Object[] values = Parameters.of(s, set);
    if (!s.isEmpty()) {
      s.bind(values);
    }
    connection.trace(s, values);
    row = connection.step(s, rows.asBytes);
    if (s.columns() > 0 && !multiple) {
      description = rows.description();
    }
    while (multiple && row != null) {
      row = s.step(null);
    }
    if (s.dml && row == null) {
      rowCount += connection.changes();
    }
    if (multiple) {
      s.reset();
      s.inUse = true;
    }
  }

  @Method(
      signature = "(sql_script, /)",
      doc = "Executes several SQL statements at once; commits what is pending first.")
  PyObject executescript(PyObject script) {
    if (!(script instanceof PyStr text)) {
      throw Errors.typeError(
          "executescript() argument must be str, not " + ArgParser.typeName(script));
    }
    check();
    String sql = text.value();
    if (sql.indexOf('\0') >= 0) {
      throw Errors.valueError("embedded null character");
    }
    Parameters.checkText(text);
    connection.checkLength(sql);
    connection.commitPending();
    for (int at = 0; at < sql.length(); ) {
      int end = SqlText.statementEnd(sql, at);
      String one = sql.substring(at, end);
      at = end;
      if (!SqlText.isEmpty(one)) {
        PyStatement s = new PyStatement(connection.database(), one);
        try {
          connection.trace(s, new Object[0]);
          Object[] ignored = connection.step(s, null);
          while (ignored != null) {
            ignored = s.step(null);
          }
        } finally {
          s.close();
        }
        connection.changed();
      }
    }
    return this;
  }

  // rows

  /** The next row, or null. */
  private PyObject next() {
    check();
    if (statement == null) {
      return null;
    }
    locked = true;
    try {
      Object[] current = row;
      PyStatement s = statement;
      PyObject made;
      try {
        made = rows.make(connection, current);
        row = connection.step(s, rows.asBytes);
      } catch (RuntimeException e) {
        forget();
        throw e;
      }
      if (row == null) {
        if (s.dml) {
          rowCount = connection.changes();
        }
        forget();
      }
      return rowFactory == NONE ? made : Abstract.call(rowFactory, this, made);
    } finally {
      locked = false;
    }
  }

  @Method(doc = "Fetches one row from the resultset.")
  PyObject fetchone() {
    PyObject r = next();
    return r == null ? NONE : r;
  }

  @Method(signature = "(size=1)", doc = "Fetches several rows from the resultset.")
  PyObject fetchmany(PyObject size) {
    int limit = size == null ? arraySize : Abstract.toJavaInt(size);
    PyList all = new PyList();
    while (all.size() < limit) {
      PyObject r = next();
      if (r == null) {
        break;
      }
      all.add(r);
    }
    return all;
  }

  @Method(doc = "Fetches all rows from the resultset.")
  PyObject fetchall() {
    PyList all = new PyList();
    for (PyObject r = next(); r != null; r = next()) {
      all.add(r);
    }
    return all;
  }

  @Method(doc = "Closes the cursor.")
  void close() {
    if (locked) {
      throw SqliteErrors.programming("Recursive use of cursors not allowed.");
    }
    if (connection == null) {
      throw SqliteErrors.programming("Base Cursor.__init__ not called.");
    }
    connection.checkThread();
    connection.checkOpen();
    forget();
    closed = true;
  }

  @Method(signature = "(sizes, /)", doc = "Required by DB-API. Does nothing in sqlite3.")
  void setinputsizes(PyObject sizes) {}

  @Method(
      signature = "(size, column=None, /)",
      doc = "Required by DB-API. Does nothing in sqlite3.")
  void setoutputsize(PyObject size, PyObject column) {}

  // attributes

  @Getter(name = "connection", member = true)
  PyObject getConnection() {
    if (connection == null) {
      throw Errors.attributeError("connection", this, PyStr.interned("connection"));
    }
    return connection;
  }

  @Getter(name = "description", member = true)
  PyObject getDescription() {
    return description;
  }

  @Getter(name = "lastrowid", member = true)
  PyObject getLastRowId() {
    return lastRowId;
  }

  @Getter(name = "rowcount", member = true)
  PyObject getRowCount() {
    return PyInt.of(rowCount);
  }

  @Getter(name = "arraysize", member = true)
  PyObject getArraySize() {
    return PyInt.of(arraySize);
  }

  @Setter(name = "arraysize")
  void setArraySize(PyObject value) {
    if (value == null) {
      throw Errors.typeError("can't delete numeric/char attribute");
    }
    arraySize = Abstract.toJavaInt(value);
  }

  @Getter(name = "row_factory", member = true)
  PyObject getRowFactory() {
    return rowFactory;
  }

  @Setter(name = "row_factory")
  void setRowFactoryAttribute(PyObject value) {
    rowFactory = value == null ? NONE : value;
  }

  static final class CursorOps extends Ops {
    @Override
    public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
      return new PyCursor(cls);
    }

    @Override
    public void init(PyObject o, PyObject[] args, PyStr[] kwnames) {
      PyCursor c = (PyCursor) o;
      ArgParser.noKeywords(null, "Cursor", kwnames);
      ArgParser.positional(null, "Cursor", args, kwnames, 1, 1);
      ArgParser.instance(args[0], PyConnection.TYPE, "Cursor", "1");
      if (c.locked) {
        throw SqliteErrors.programming("Recursive use of cursors not allowed.");
      }
      if (c.connection != null) {
        c.forget();
      }
      PyConnection connection = (PyConnection) args[0];
      c.connection = connection;
      c.description = NONE;
      c.lastRowId = NONE;
      c.rowFactory = NONE;
      c.arraySize = 1;
      c.rowCount = -1;
      c.closed = false;
      connection.checkThread();
    }

    @Override
    public PyObject iter(PyObject o) {
      return o;
    }

    @Override
    public PyObject next(PyObject o) {
      return ((PyCursor) o).next();
    }
  }
}
