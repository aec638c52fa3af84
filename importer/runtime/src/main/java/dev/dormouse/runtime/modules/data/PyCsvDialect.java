package dev.dormouse.runtime.modules.data;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Ops;
import dev.dormouse.runtime.objects.PyBool;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Getter;

/** {@code _csv.Dialect}: checked and unchangeable settings. */
@BuiltinType(name = "Dialect", ops = PyCsvDialect.DialectOps.class, doc = "CSV dialect")
final class PyCsvDialect extends PyObject {
  static final PyType TYPE =
      PyType.builtin("Dialect", PyType.OBJECT, new DialectOps(), new PyCsvDialectTable())
          .in("_csv")
          .with(PyType.BASETYPE);

  /** No character is set. */
  static final int NOT_SET = -1;

  int delimiter = ',';
  boolean doubleQuote = true;
  int escape = NOT_SET;
  String lineTerminator = "\r\n";
  int quote = '"';
  int quoting = CsvModule.QUOTE_MINIMAL;
  boolean skipInitialSpace;
  boolean strict;

  private PyCsvDialect(PyType type) {
    super(type);
  }

  private static final String[] NAMES = {
    "dialect",
    "delimiter",
    "doublequote",
    "escapechar",
    "lineterminator",
    "quotechar",
    "quoting",
    "skipinitialspace",
    "strict"
  };

  static PyCsvDialect make(PyType cls, PyObject[] args, PyStr[] kwnames) {
    PyObject[] p = new PyObject[NAMES.length];
    int keywords = kwnames == null ? 0 : kwnames.length;
    int positional = args.length - keywords;
    if (positional > NAMES.length) {
      throw Errors.typeError("function takes at most 9 arguments (" + args.length + " given)");
    }
    System.arraycopy(args, 0, p, 0, positional);
    for (int k = 0; k < keywords; k++) {
      int at = 0;
      while (at < NAMES.length && !NAMES[at].equals(kwnames[k].value())) {
        at++;
      }
      if (at == NAMES.length) {
        throw Errors.typeError(
            "'" + kwnames[k].value() + "' is an invalid keyword argument for this function");
      }
      p[at] = args[positional + k];
    }
    PyObject base = p[0];
    if (base instanceof PyStr) {
      base = CsvModule.named(base);
    }
    boolean plain = true;
    for (int i = 1; i < p.length; i++) {
      plain &= p[i] == null;
    }
    if (base instanceof PyCsvDialect d && plain && cls == TYPE) {
      return d;
    }
    if (!CsvModule.isNone(base)) {
      for (int i = 1; i < p.length; i++) {
        if (p[i] == null) {
          p[i] = Abstract.getAttributeOrNull(base, PyStr.interned(NAMES[i]));
        }
      }
    }
    PyCsvDialect d = new PyCsvDialect(cls);
    d.set(p);
    return d;
  }

  private void set(PyObject[] p) {
    if (p[1] != null) {
      delimiter = character("delimiter", p[1], false);
    }
    doubleQuote = p[2] == null || Abstract.isTrue(p[2]);
    if (p[3] != null) {
      escape = character("escapechar", p[3], true);
    }
    if (p[4] == NONE) {
      throw Errors.typeError("lineterminator must be set");
    }
    if (p[4] != null) {
      if (!(p[4] instanceof PyStr s)) {
        throw Errors.typeError("\"lineterminator\" must be a string");
      }
      lineTerminator = s.value();
    }
    if (p[5] != null) {
      quote = character("quotechar", p[5], true);
    }
    if (p[6] != null) {
      if (p[6].type != PyInt.TYPE) {
        throw Errors.typeError("\"quoting\" must be an integer");
      }
      quoting = Abstract.toJavaInt(p[6]);
    }
    skipInitialSpace = p[7] != null && Abstract.isTrue(p[7]);
    strict = p[8] != null && Abstract.isTrue(p[8]);
    if (quoting < CsvModule.QUOTE_MINIMAL || quoting > CsvModule.QUOTE_NONE) {
      throw Errors.typeError("bad \"quoting\" value");
    }
    if (p[5] == NONE && p[6] == null) {
      quoting = CsvModule.QUOTE_NONE;
    }
    if (quoting != CsvModule.QUOTE_NONE && quote == NOT_SET) {
      throw Errors.typeError("quotechar must be set if quoting enabled");
    }
  }

  private static int character(String name, PyObject o, boolean mayBeNone) {
    if (o == NONE && mayBeNone) {
      return NOT_SET;
    }
    if (!(o instanceof PyStr s)) {
      throw Errors.typeError(
          "\""
              + name
              + "\" must be string"
              + (mayBeNone ? " or None" : "")
              + ", not "
              + o.type.name());
    }
    if (s.length() != 1) {
      throw Errors.typeError("\"" + name + "\" must be a 1-character string");
    }
    return s.codePointAt(0);
  }

  private static PyObject text(int c) {
    return c == NOT_SET ? NONE : PyStr.ofChar(c);
  }

  @Getter(name = "delimiter", member = true)
  PyObject getDelimiter() {
    return text(delimiter);
  }

  @Getter(name = "doublequote", member = true)
  PyObject getDoubleQuote() {
    return PyBool.of(doubleQuote);
  }

  @Getter(name = "escapechar")
  PyObject getEscape() {
    return text(escape);
  }

  @Getter(name = "lineterminator")
  PyObject getLineTerminator() {
    return PyStr.of(lineTerminator);
  }

  @Getter(name = "quotechar")
  PyObject getQuote() {
    return text(quote);
  }

  @Getter(name = "quoting")
  PyObject getQuoting() {
    return PyInt.of(quoting);
  }

  @Getter(name = "skipinitialspace", member = true)
  PyObject getSkipInitialSpace() {
    return PyBool.of(skipInitialSpace);
  }

  @Getter(name = "strict", member = true)
  PyObject getStrict() {
    return PyBool.of(strict);
  }

  static final class DialectOps extends Ops {
    @Override
    public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
      return make(cls, args, kwnames);
    }
  }
}
