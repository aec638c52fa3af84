package dev.dormouse.runtime.modules.sqlite;

import dev.dormouse.runtime.objects.PyBool;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.tables.Getter;
import dev.dormouse.tables.Setter;

/** The attributes of {@link PyConnection}. */
final class ConnectionAttributes {
  private ConnectionAttributes() {}

  @Getter(name = "row_factory", member = true)
  static PyObject rowFactory(PyConnection c) {
    return c.rowFactory;
  }

  @Setter(name = "row_factory")
  static void rowFactory(PyConnection c, PyObject value) {
    c.rowFactory = value == null ? PyObject.NONE : value;
  }

  @Getter(name = "text_factory", member = true)
  static PyObject textFactory(PyConnection c) {
    return c.textFactory;
  }

  @Setter(name = "text_factory")
  static void textFactory(PyConnection c, PyObject value) {
    c.textFactory = value == null ? PyObject.NONE : value;
  }

  @Getter(name = "isolation_level")
  static PyObject isolationLevel(PyConnection c) {
    c.checkOpen();
    return c.isolationLevel;
  }

  @Setter(name = "isolation_level")
  static void isolationLevel(PyConnection c, PyObject value) {
    c.checkOpen();
    c.setIsolationLevel(value);
  }

  @Getter(name = "total_changes")
  static PyObject totalChanges(PyConnection c) {
    long changes = c.checkOpen().call(db -> db.total_changes());
    return PyInt.of(changes);
  }

  @Getter(name = "in_transaction")
  static PyObject inTransaction(PyConnection c) {
    return PyBool.of(!c.checkOpen().autocommit());
  }

  @Getter(name = "Warning", member = true)
  static PyObject warning(PyConnection c) {
    return SqliteErrors.WARNING;
  }

  @Getter(name = "Error", member = true)
  static PyObject error(PyConnection c) {
    return SqliteErrors.ERROR;
  }

  @Getter(name = "InterfaceError", member = true)
  static PyObject interfaceError(PyConnection c) {
    return SqliteErrors.INTERFACE;
  }

  @Getter(name = "DatabaseError", member = true)
  static PyObject databaseError(PyConnection c) {
    return SqliteErrors.DATABASE;
  }

  @Getter(name = "DataError", member = true)
  static PyObject dataError(PyConnection c) {
    return SqliteErrors.DATA;
  }

  @Getter(name = "OperationalError", member = true)
  static PyObject operationalError(PyConnection c) {
    return SqliteErrors.OPERATIONAL;
  }

  @Getter(name = "IntegrityError", member = true)
  static PyObject integrityError(PyConnection c) {
    return SqliteErrors.INTEGRITY;
  }

  @Getter(name = "InternalError", member = true)
  static PyObject internalError(PyConnection c) {
    return SqliteErrors.INTERNAL;
  }

  @Getter(name = "ProgrammingError", member = true)
  static PyObject programmingError(PyConnection c) {
    return SqliteErrors.PROGRAMMING;
  }

  @Getter(name = "NotSupportedError", member = true)
  static PyObject notSupportedError(PyConnection c) {
    return SqliteErrors.NOT_SUPPORTED;
  }
}
