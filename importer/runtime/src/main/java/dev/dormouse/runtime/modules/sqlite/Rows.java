package dev.dormouse.runtime.modules.sqlite;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Codecs;
import dev.dormouse.runtime.objects.Exceptions;
import dev.dormouse.runtime.objects.PyByteArray;
import dev.dormouse.runtime.objects.PyBytes;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyTuple;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** How the rows of a cursor's statement become tuples. */
final class Rows {
  private PyStatement statement;
  private boolean cutNames;

  /** Null without converters; an element is null for a column without one. */
  private PyObject[] converters;

  /** Which columns have converters; null if none has. */
  boolean[] asBytes;

  void prepare(PyConnection connection, PyStatement s) {
    statement = s;
    converters = null;
    asBytes = null;
    int detect = connection.detectTypes();
    cutNames = (detect & SqliteModule.PARSE_COLNAMES) != 0;
    if (detect == 0) {
      return;
    }
    int columns = s.columns();
    converters = new PyObject[columns];
    asBytes = new boolean[columns];
    for (int i = 0; i < columns; i++) {
      PyObject converter = null;
      if (cutNames) {
        converter = find(inBrackets(s.columnName(i)));
      }
      if (converter == null && (detect & SqliteModule.PARSE_DECLTYPES) != 0) {
        converter = find(firstWord(s.declaredType(i)));
      }
      converters[i] = converter;
      asBytes[i] = converter != null;
    }
  }

  private static PyObject find(String name) {
    return name == null
        ? null
        : SqliteModule.State.current().converters.get(PyStr.of(name.toUpperCase(Locale.ROOT)));
  }

  private static String inBrackets(String name) {
    int open = name.indexOf('[');
    int close = name.indexOf(']', open + 1);
    return open < 0 || close < 0 ? null : name.substring(open + 1, close);
  }

  private static String firstWord(String type) {
    if (type == null) {
      return null;
    }
    int end = 0;
    while (end < type.length() && type.charAt(end) != ' ' && type.charAt(end) != '(') {
      end++;
    }
    return type.substring(0, end);
  }

  PyObject description() {
    PyObject[] all = new PyObject[statement.columns()];
    for (int i = 0; i < all.length; i++) {
      String name = statement.columnName(i);
      int bracket = cutNames ? name.indexOf('[') : -1;
      if (bracket > 0) {
        name = name.substring(0, name.charAt(bracket - 1) == ' ' ? bracket - 1 : bracket);
      }
      PyObject none = PyObject.NONE;
      all[i] = PyTuple.of(PyStr.of(name), none, none, none, none, none, none);
    }
    return PyTuple.of(all);
  }

  PyObject make(PyConnection connection, Object[] row) {
    PyObject[] all = new PyObject[row.length];
    for (int i = 0; i < all.length; i++) {
      PyObject converter = converters != null && i < converters.length ? converters[i] : null;
      if (row[i] == null) {
        all[i] = PyObject.NONE;
      } else if (converter != null) {
        all[i] = Abstract.call(converter, PyBytes.of((byte[]) row[i]));
      } else if (row[i] instanceof Database.Text t) {
        all[i] = text(connection, t, i);
      } else {
        all[i] = Parameters.python(row[i]);
      }
    }
    return PyTuple.of(all);
  }

  private PyObject text(PyConnection connection, Database.Text t, int column) {
    PyObject factory = connection.textFactory();
    PyBytes bytes = PyBytes.of(t.utf8());
    if (factory == PyStr.TYPE) {
      try {
        return Codecs.decodeText(bytes, "utf-8", "strict");
      } catch (PyException e) {
        if (!e.matches(Exceptions.UnicodeDecodeError)) {
          throw e;
        }
        throw SqliteErrors.operational(
            "Could not decode to UTF-8 column '"
                + statement.columnName(column)
                + "' with text '"
                + new String(t.utf8(), StandardCharsets.UTF_8)
                + "'");
      }
    }
    if (factory == PyBytes.TYPE) {
      return bytes;
    }
    if (factory == PyByteArray.TYPE) {
      return Abstract.call(PyByteArray.TYPE, bytes);
    }
    return Abstract.call(factory, bytes);
  }
}
