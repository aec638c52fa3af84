package dev.dormouse.runtime.modules.data;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Ops;
import dev.dormouse.runtime.objects.PyFloat;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyList;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Getter;

/** {@code _csv.reader}: a state machine over the characters of lines. */
@BuiltinType(name = "reader", ops = PyCsvReader.ReaderOps.class, doc = "CSV reader")
final class PyCsvReader extends PyObject {
  static final PyType TYPE =
      PyType.builtin("reader", PyType.OBJECT, new ReaderOps(), new PyCsvReaderTable())
          .in("_csv")
          .with(PyType.DISALLOW_INSTANTIATION);

  private static final int START_RECORD = 0;
  private static final int START_FIELD = 1;
  private static final int ESCAPED = 2;
  private static final int IN_FIELD = 3;
  private static final int IN_QUOTES = 4;
  private static final int ESCAPED_IN_QUOTES = 5;
  private static final int AFTER_QUOTE = 6;
  private static final int AFTER_LINE_END = 7;
  private static final int AFTER_ESCAPED_LINE_END = 8;

  /** Stands for the end of a line that was handed in. */
  private static final int END = -2;

  private final PyObject lines;
  private final PyCsvDialect dialect;
  private long lineNumber;

  private int state;
  private PyList fields;
  private final StringBuilder field = new StringBuilder();
  private long limit;
  private int fieldLength;

  /** The field began unquoted under QUOTE_NONNUMERIC, so it is a number. */
  private boolean numeric;

  PyCsvReader(PyObject lines, PyCsvDialect dialect) {
    super(TYPE);
    this.lines = lines;
    this.dialect = dialect;
  }

  @Getter(name = "dialect", member = true)
  PyObject getDialect() {
    return dialect;
  }

  @Getter(name = "line_num", member = true)
  PyObject lineNum() {
    return PyInt.of(lineNumber);
  }

  private void add(int c) {
    if (fieldLength >= limit) {
      throw CsvModule.error("field larger than field limit (" + limit + ")");
    }
    fieldLength++;
    field.appendCodePoint(c);
  }

  private void save() {
    PyObject o = PyStr.of(field.toString());
    field.setLength(0);
    fieldLength = 0;
    if (numeric) {
      numeric = false;
      o = Abstract.call(PyFloat.TYPE, o);
    }
    fields.add(o);
  }

  private void process(int c) {
    PyCsvDialect d = dialect;
    boolean lineEnd = c == '\n' || c == '\r';
    switch (state) {
      case START_RECORD -> {
        if (c == END) {
          return;
        }
        if (lineEnd) {
          state = AFTER_LINE_END;
          return;
        }
        state = START_FIELD;
        startField(c, lineEnd);
      }
      case START_FIELD -> startField(c, lineEnd);
      case ESCAPED -> {
        if (lineEnd) {
          add(c);
          state = AFTER_ESCAPED_LINE_END;
        } else {
          add(c == END ? '\n' : c);
          state = IN_FIELD;
        }
      }
      case AFTER_ESCAPED_LINE_END -> {
        if (c != END) {
          inField(c, lineEnd);
        }
      }
      case IN_FIELD -> inField(c, lineEnd);
      case IN_QUOTES -> {
        if (c == END) {
          return;
        }
        if (c == d.escape) {
          state = ESCAPED_IN_QUOTES;
        } else if (c == d.quote && d.quoting != CsvModule.QUOTE_NONE) {
          state = d.doubleQuote ? AFTER_QUOTE : IN_FIELD;
        } else {
          add(c);
        }
      }
      case ESCAPED_IN_QUOTES -> {
        add(c == END ? '\n' : c);
        state = IN_QUOTES;
      }
      case AFTER_QUOTE -> afterQuote(c, lineEnd);
      default -> {
        if (lineEnd) {
          return;
        }
        if (c != END) {
          throw CsvModule.error(
              "new-line character seen in unquoted field - do you need to open the file in"
                  + " universal-newline mode?");
        }
        state = START_RECORD;
      }
    }
  }

  private void startField(int c, boolean lineEnd) {
    PyCsvDialect d = dialect;
    if (lineEnd || c == END) {
      save();
      state = c == END ? START_RECORD : AFTER_LINE_END;
    } else if (c == d.quote && d.quoting != CsvModule.QUOTE_NONE) {
      state = IN_QUOTES;
    } else if (c == d.escape) {
      state = ESCAPED;
    } else if (c == ' ' && d.skipInitialSpace) {
      return;
    } else if (c == d.delimiter) {
      save();
    } else {
      numeric = d.quoting == CsvModule.QUOTE_NONNUMERIC;
      add(c);
      state = IN_FIELD;
    }
  }

  private void inField(int c, boolean lineEnd) {
    if (lineEnd || c == END) {
      save();
      state = c == END ? START_RECORD : AFTER_LINE_END;
    } else if (c == dialect.escape) {
      state = ESCAPED;
    } else if (c == dialect.delimiter) {
      save();
      state = START_FIELD;
    } else {
      add(c);
    }
  }

  private void afterQuote(int c, boolean lineEnd) {
    PyCsvDialect d = dialect;
    if (d.quoting != CsvModule.QUOTE_NONE && c == d.quote) {
      add(c);
      state = IN_QUOTES;
    } else if (c == d.delimiter) {
      save();
      state = START_FIELD;
    } else if (lineEnd || c == END) {
      save();
      state = c == END ? START_RECORD : AFTER_LINE_END;
    } else if (!d.strict) {
      add(c);
      state = IN_FIELD;
    } else {
      throw CsvModule.error(
          "'"
              + Character.toString(d.delimiter)
              + "' expected after '"
              + Character.toString(d.quote)
              + "'");
    }
  }

  private PyObject nextRow() {
    fields = new PyList();
    field.setLength(0);
    fieldLength = 0;
    state = START_RECORD;
    numeric = false;
    limit = CsvModule.State.current().fieldLimit;
    do {
      PyObject line = Abstract.next(lines);
      if (line == null) {
        if (field.length() != 0 || state == IN_QUOTES) {
          if (dialect.strict) {
            throw CsvModule.error("unexpected end of data");
          }
          save();
          break;
        }
        return null;
      }
      if (!(line instanceof PyStr s)) {
        throw CsvModule.error(
            "iterator should return strings, not "
                + line.type.name()
                + " (the file should be opened in text mode)");
      }
      lineNumber++;
      String text = s.value();
      for (int i = 0; i < text.length(); ) {
        int c = text.codePointAt(i);
        process(c);
        i += Character.charCount(c);
      }
      process(END);
    } while (state != START_RECORD);
    PyList row = fields;
    fields = null;
    return row;
  }

  static final class ReaderOps extends Ops {
    @Override
    public PyObject iter(PyObject o) {
      return o;
    }

    @Override
    public PyObject next(PyObject o) {
      return ((PyCsvReader) o).nextRow();
    }
  }
}
