/**
 * {@code _sqlite3} over sqlite-jdbc, which brings SQLite itself for the usual machines and is kept
 * up with its releases.
 *
 * <p>Not JDBC is used but the thin layer under it ({@code org.sqlite.core.DB}), which mirrors
 * SQLite's C functions. What that layer lacks is made up for here: splitting a script into
 * statements and numbering parameters ({@link dev.dormouse.runtime.modules.sqlite.SqlText}),
 * whether a transaction is open, blobs and traces of statements. Authorizers cannot be had, and a
 * collation cannot be taken away, only replaced. Blobs do not notice that their row was changed.
 *
 * <p>Locks: a connection's native calls run under {@link
 * dev.dormouse.runtime.modules.sqlite.Database}'s lock and without the interpreter lock; callbacks
 * out of them take the interpreter lock again. Whoever wants the former gives up the latter first.
 *
 * <p>Only {@link dev.dormouse.runtime.modules.sqlite.SqliteModule} is for others. No class of
 * sqlite-jdbc loads before the first connection.
 */
package dev.dormouse.runtime.modules.sqlite;
