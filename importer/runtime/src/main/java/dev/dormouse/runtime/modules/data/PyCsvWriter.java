package dev.dormouse.runtime.modules.data;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Exceptions;
import dev.dormouse.runtime.objects.Ops;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyFloat;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Getter;
import dev.dormouse.tables.Method;

/** {@code _csv.writer}. */
@BuiltinType(name = "writer", doc = "CSV writer")
final class PyCsvWriter extends PyObject {
  static final PyType TYPE =
      PyType.builtin("writer", PyType.OBJECT, new WriterOps(), new PyCsvWriterTable())
          .in("_csv")
          .with(PyType.DISALLOW_INSTANTIATION);

  private final PyObject write;
  private final PyCsvDialect dialect;

  PyCsvWriter(PyObject write, PyCsvDialect dialect) {
    super(TYPE);
    this.write = write;
    this.dialect = dialect;
  }

  private static final class WriterOps extends Ops {}

  @Getter(name = "dialect", member = true)
  PyObject getDialect() {
    return dialect;
  }

  private static PyObject[] fields(PyObject row) {
    try {
      return Abstract.toArray(row);
    } catch (PyException e) {
      if (e.matches(Exceptions.TypeError)) {
        PyException error = CsvModule.error("iterable expected, not " + row.type.name());
        error.value.context = e.value;
        throw error;
      }
      throw e;
    }
  }

  @Method(
      signature = "(row, /)",
      doc = "Construct and write a CSV record from an iterable of fields.")
  PyObject writerow(PyObject row) {
    StringBuilder out = new StringBuilder();
    PyObject[] fields = fields(row);
    for (int i = 0; i < fields.length; i++) {
      PyObject f = fields[i];
      boolean number = f instanceof PyInt || f instanceof PyFloat;
      boolean quoted =
          dialect.quoting == CsvModule.QUOTE_ALL
              || dialect.quoting == CsvModule.QUOTE_NONNUMERIC && !number && !isNumber(f);
      String text = f == NONE ? "" : Abstract.str(f).value();
      if (i > 0) {
        out.appendCodePoint(dialect.delimiter);
      }
      append(out, text, quoted, fields.length == 1);
    }
    out.append(dialect.lineTerminator);
    return Abstract.call(write, PyStr.of(out.toString()));
  }

  /** What CPython's number protocol takes for a number. */
  private static boolean isNumber(PyObject o) {
    return Abstract.hasIndex(o)
        || o.type.has(dev.dormouse.runtime.objects.Slot.INT)
        || o.type.has(dev.dormouse.runtime.objects.Slot.FLOAT);
  }

  private void append(StringBuilder out, String text, boolean quoted, boolean alone) {
    PyCsvDialect d = dialect;
    StringBuilder body = new StringBuilder(text.length() + 2);
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      boolean special =
          c == d.delimiter || c == d.escape || c == d.quote || d.lineTerminator.indexOf(c) >= 0;
      if (special) {
        boolean escaped = false;
        if (d.quoting == CsvModule.QUOTE_NONE) {
          escaped = true;
        } else {
          if (c == d.quote) {
            if (d.doubleQuote) {
              body.appendCodePoint(c);
            } else {
              escaped = true;
            }
          } else if (c == d.escape) {
            escaped = true;
          }
          if (!escaped) {
            quoted = true;
          }
        }
        if (escaped) {
          if (d.escape == PyCsvDialect.NOT_SET) {
            throw CsvModule.error("need to escape, but no escapechar set");
          }
          body.appendCodePoint(d.escape);
        }
      }
      body.appendCodePoint(c);
    }
    if (text.isEmpty() && alone) {
      // A line without anything would be read as no field at all.
      if (d.quoting == CsvModule.QUOTE_NONE) {
        throw CsvModule.error("single empty field record must be quoted");
      }
      quoted = true;
    }
    if (quoted) {
      out.appendCodePoint(d.quote).append(body).appendCodePoint(d.quote);
    } else {
      out.append(body);
    }
  }

  @Method(signature = "(rows, /)", doc = "Construct and write a series of iterables to a csv file.")
  void writerows(PyObject rows) {
    PyObject it = Abstract.iter(rows);
    for (PyObject row = Abstract.next(it); row != null; row = Abstract.next(it)) {
      writerow(row);
    }
  }
}
