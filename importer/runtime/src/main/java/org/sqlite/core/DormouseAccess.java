package org.sqlite.core;

import java.sql.SQLException;

/** The part of {@link DB} that only this package sees: statements by their C pointer. */
public final class DormouseAccess {
  private DormouseAccess() {}

  /** A compiled statement; null if the text has none in it. */
  public static SafeStmtPtr prepare(DB db, String sql) throws SQLException {
    return db.prepare(sql);
  }

  public static long pointer(SafeStmtPtr statement) throws SQLException {
    return statement.safeRunLong((db, pointer) -> pointer);
  }

  public static String message(DB db) throws SQLException {
    return db.errmsg();
  }

  public static int bindNull(DB db, long statement, int position) throws SQLException {
    return db.bind_null(statement, position);
  }

  public static int bindLong(DB db, long statement, int position, long v) throws SQLException {
    return db.bind_long(statement, position, v);
  }

  public static int bindDouble(DB db, long statement, int position, double v) throws SQLException {
    return db.bind_double(statement, position, v);
  }

  public static int bindText(DB db, long statement, int position, String v) throws SQLException {
    return db.bind_text(statement, position, v);
  }

  public static int bindBlob(DB db, long statement, int position, byte[] v) throws SQLException {
    return db.bind_blob(statement, position, v);
  }
}
