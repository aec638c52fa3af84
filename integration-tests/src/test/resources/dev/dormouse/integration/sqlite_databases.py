"""SQLite as programs use it: statements, types, transactions, rows, callbacks, copies, errors."""

import datetime
import os
import sqlite3
import tempfile
import threading


def show(call):
    try:
        print(call())
    except Exception as e:
        print(type(e).__name__, e, getattr(e, "sqlite_errorcode", ""), getattr(e, "sqlite_errorname", ""))


print(sorted(n for n in dir(sqlite3) if not n.startswith(("SQLITE_", "_"))))
print([(n, getattr(sqlite3, n)) for n in dir(sqlite3) if n.startswith("SQLITE_")])
for t in sqlite3.Connection, sqlite3.Cursor, sqlite3.Row, sqlite3.Blob:
    print(t, [n for n in dir(t) if n == "__enter__" or not n.startswith("__")])
print(sqlite3.Error.__mro__, sqlite3.IntegrityError.__mro__, sqlite3.threadsafety, sqlite3.version)

c = sqlite3.connect(":memory:")
print(c.isolation_level == "", c.in_transaction, c.row_factory, c.text_factory, c.total_changes)
cursor = c.execute("CREATE TABLE t(id INTEGER PRIMARY KEY, name TEXT UNIQUE, size REAL, data BLOB)")
print(cursor.description, cursor.rowcount, cursor.lastrowid, cursor.arraysize, cursor.connection is c)
cursor.execute("INSERT INTO t(name, size, data) VALUES(?, ?, ?)", ("one", 1.5, b"\x00\xff"))
print(cursor.rowcount, cursor.lastrowid, c.in_transaction)
cursor.executemany("INSERT INTO t(name, size) VALUES(:name, :size)",
                   [{"name": "zwei \xe4\U0001f600", "size": 2}, {"name": None, "size": None}])
print(cursor.rowcount, cursor.lastrowid, c.total_changes)
c.commit()
print(c.in_transaction, c.execute("SELECT * FROM t ORDER BY id").fetchall())
with c:
    c.execute("DELETE FROM t WHERE id = 3")
try:
    with c:
        c.execute("DELETE FROM t")
        raise KeyError("undo")
except KeyError as e:
    print(e, c.execute("SELECT count(*) FROM t").fetchone())
print([d[0] for d in c.execute("SELECT id AS 'a b', name n, 1+1 FROM t").description])
cursor = c.execute("SELECT 1 UNION SELECT 2 UNION SELECT 3 UNION SELECT 4")
print(cursor.fetchone(), cursor.fetchmany(2), cursor.fetchmany(), cursor.fetchmany(), cursor.fetchone())
print(c.execute("INSERT INTO t(name) VALUES('r') RETURNING id, name").fetchall(), c.in_transaction)
c.rollback()
print(list(c.execute("SELECT ?1, ?2, ?1, :x", (1, 2, 3))), c.execute("SELECT $a, @b", {"a": 1, "b": 2}).fetchone())
print(c.execute("SELECT ?, ?, ?, ?, ?, ?", (None, 2**62, -1.5e300, "t\0x", bytearray(b"b"), memoryview(b"m"))).fetchone())

c.executescript("""
    CREATE TABLE log(what); -- a comment; with a semicolon
    CREATE TRIGGER tr AFTER INSERT ON t BEGIN
        INSERT INTO log VALUES('a;b'); INSERT INTO log VALUES(new.name);
    END;
    INSERT INTO t(name) VALUES('by script');
""")
print(c.execute("SELECT what FROM log").fetchall())
for text in ("", "SELECT 1", "SELECT 1;", "SELECT ';", "CREATE TRIGGER x AFTER INSERT ON t BEGIN SELECT 1;",
             "CREATE TRIGGER x AFTER INSERT ON t BEGIN SELECT 1; END;", "SELECT 1; -- end", "SELECT 1 /* ; */"):
    print(repr(text), sqlite3.complete_statement(text))

# types
class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y

    def __conform__(self, protocol):
        if protocol is sqlite3.PrepareProtocol:
            return f"{self.x};{self.y}"


class Other:
    pass


sqlite3.register_adapter(Other, lambda o: "other")
sqlite3.register_converter("point", lambda b: tuple(map(int, b.split(b";"))))
d = sqlite3.connect(":memory:", detect_types=sqlite3.PARSE_DECLTYPES | sqlite3.PARSE_COLNAMES)
d.execute("CREATE TABLE p(at point, day date, stamp timestamp, plain)")
d.execute("INSERT INTO p VALUES(?, ?, ?, ?)",
          (Point(3, 4), datetime.date(2020, 2, 29), datetime.datetime(2020, 1, 2, 3, 4, 5, 600), Other()))
print(d.execute("SELECT * FROM p").fetchall(), d.execute('SELECT at AS "x [point]", plain FROM p').description[0][0])
d.text_factory = bytes
print(d.execute("SELECT plain FROM p").fetchall())
d.text_factory = lambda b: "<" + b.decode() + ">"
print(d.execute("SELECT plain FROM p").fetchall())
d.text_factory = str
show(lambda: d.execute("SELECT CAST(x'ff61' AS TEXT)").fetchall())

# rows
c.row_factory = sqlite3.Row
row = c.execute("SELECT id, name AS Name FROM t ORDER BY id").fetchone()
print(row.keys(), row[0], row["NAME"], row[-1], row[0:2], len(row), tuple(row), dict(row), "one" in row)
print(row == c.execute("SELECT id, name AS Name FROM t ORDER BY id").fetchone(), row == tuple(row), hash(row) == hash(row))
for key in "x", 5, -3, 1.5:
    show(lambda: row[key])
c.row_factory = lambda cursor, values: dict(zip((x[0] for x in cursor.description), values))
print(c.execute("SELECT 1 AS a, 'b' AS b").fetchone())
c.row_factory = None

# callbacks
c.create_function("twice", 1, lambda x: None if x is None else x * 2, deterministic=True)
c.create_function("many", -1, lambda *x: repr(x))
print(c.execute("SELECT twice(2), twice('ab'), twice(NULL), twice(1.5), many(1, 'a', x'00', NULL)").fetchone())


class Mean:
    def __init__(self):
        self.n, self.sum = 0, 0

    def step(self, x):
        self.n += 1
        self.sum += x

    def inverse(self, x):
        self.n -= 1
        self.sum -= x

    def value(self):
        return self.sum / self.n

    finalize = value


c.create_aggregate("mean", 1, Mean)
c.create_window_function("wmean", 1, Mean)
c.executescript("CREATE TABLE n(g, v); INSERT INTO n VALUES('a', 1), ('a', 3), ('b', 10), ('b', 20), ('b', 30);")
print(c.execute("SELECT g, mean(v) FROM n GROUP BY g").fetchall(), c.execute("SELECT mean(v) FROM n WHERE 0").fetchall())
print(c.execute("SELECT v, wmean(v) OVER (ORDER BY v ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) FROM n").fetchall())
c.create_function("bad", 0, lambda: 1 / 0)
c.create_function("huge", 0, lambda: 2**80)
c.create_function("weird", 0, lambda: object())
for name in "bad", "huge", "weird", "gone":
    show(lambda: c.execute(f"SELECT {name}()").fetchall())
c.create_collation("backwards", lambda a, b: (a < b) - (a > b))
print(c.execute("SELECT name FROM t WHERE name IS NOT NULL ORDER BY name COLLATE backwards").fetchall())
traced = []
c.set_trace_callback(traced.append)
c.execute("INSERT INTO n VALUES(?, ?)", ("it's", 2.5))
c.execute("SELECT 1").fetchall()
c.rollback()
c.set_trace_callback(None)
print(traced)
c.set_progress_handler(lambda: 1, 10)
show(lambda: c.execute("WITH RECURSIVE r(x) AS (SELECT 1 UNION ALL SELECT x+1 FROM r WHERE x < 10000) SELECT max(x) FROM r").fetchall())
c.set_progress_handler(None, 0)

# transactions
for level in None, "DEFERRED", "IMMEDIATE", "EXCLUSIVE":
    c.isolation_level = level
    c.execute("UPDATE n SET v = v")
    print(level, c.in_transaction, c.isolation_level)
    c.commit()
c.execute("BEGIN")
print(c.in_transaction)
show(lambda: c.execute("BEGIN"))
c.execute("SAVEPOINT s")
c.execute("ROLLBACK TO s")
c.execute("COMMIT")
print(c.in_transaction)

# errors
for sql, parameters in (("SELEC", ()), ("SELECT * FROM nothing", ()), ("SELECT nothing", ()), ("SELECT 1; SELECT 2", ()),
                        ("SELECT ?", ()), ("SELECT ?", (1, 2)), ("SELECT :a", {}), ("SELECT ?", {}), ("SELECT ?", 3),
                        ("SELECT ?", (object(),)), ("SELECT ?", (2**70,)), ("SELECT ?", ("\ud800",)), ("SELECT\0 1", ()),
                        ("INSERT INTO t(name) VALUES('one')", ()), ("INSERT INTO t(id) VALUES('x')", ()), (5, ())):
    show(lambda: c.execute(sql, parameters).fetchall())
for call in (lambda: c.executemany("SELECT 1", [()]), lambda: c.executescript(1), lambda: c.executescript("\0"),
             lambda: c.cursor(lambda x: 3), lambda: sqlite3.connect("/nowhere/x"), lambda: sqlite3.connect(),
             lambda: sqlite3.connect(3), lambda: sqlite3.connect(":memory:", isolation_level="x"),
             lambda: setattr(c, "isolation_level", 1), lambda: c.create_function("f", 200, len),
             lambda: c.create_collation("f", 3), lambda: c.getlimit(99), lambda: c.serialize(name="x"),
             lambda: sqlite3.Cursor(3), lambda: sqlite3.Row(3, ()), lambda: sqlite3.adapt(object()),
             lambda: c.backup(3), lambda: c.backup(c), lambda: c.blobopen("no", "x", 1),
             lambda: c.blobopen("t", "no", 1), lambda: c.blobopen("t", "data", 99), lambda: c.blobopen("t", "size", 1)):
    show(call)
closed = c.cursor()
closed.close()
show(lambda: closed.execute("SELECT 1"))
failures = []


def elsewhere():
    try:
        c.execute("SELECT 1")
    except sqlite3.ProgrammingError as e:
        failures.append(str(e)[:73])


thread = threading.Thread(target=elsewhere)
thread.start()
thread.join()
print(failures)

# blobs, copies
with c.blobopen("t", "data", 1) as blob:
    print(len(blob), blob.read(), blob.tell(), blob[0], blob[-1], blob[:], blob.seek(0))
    blob.write(b"\x07")
    blob[1] = 8
    show(lambda: blob.write(b"too long"))
    show(lambda: blob[9])
    show(lambda: blob.seek(-1))
print(c.execute("SELECT data FROM t WHERE id = 1").fetchone())
show(lambda: blob.read())
print("\n".join(c.iterdump()))
c.commit()
copy = sqlite3.connect(":memory:")
c.backup(copy)
print(copy.execute("SELECT count(*) FROM t").fetchone())
again = sqlite3.connect(":memory:")
again.deserialize(copy.serialize())
print(again.execute("SELECT count(*) FROM n").fetchone())

with tempfile.TemporaryDirectory() as folder:
    name = os.path.join(folder, "file.db")
    one, two = sqlite3.connect(name, timeout=0.1), sqlite3.connect(name, timeout=0.1)
    one.execute("CREATE TABLE x(y)")
    one.execute("INSERT INTO x VALUES(1)")
    show(lambda: two.execute("INSERT INTO x VALUES(2)"))
    one.commit()
    two.execute("INSERT INTO x VALUES(2)")
    two.commit()
    one.close()
    print(two.execute("SELECT * FROM x").fetchall())
    two.close()
    show(lambda: two.execute("SELECT 1"))
    readonly = sqlite3.connect(f"file:{name}?mode=ro", uri=True)
    show(lambda: readonly.execute("INSERT INTO x VALUES(3)"))
    readonly.close()
    with open(name, "wb") as f:
        f.write(b"no database" * 100)
    show(lambda: sqlite3.connect(name).execute("SELECT * FROM x"))
