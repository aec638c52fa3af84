package dev.dormouse.runtime.objects;

import dev.dormouse.tables.BuiltinType;

/**
 * The parts of a format, and of a field name in it, as Python objects: what the module {@code
 * _string} gives away.
 */
public final class FormatParsing {
  private FormatParsing() {}

  /** An iterator of (literal text, field name, format, conversion). */
  public static PyObject parse(PyStr format) {
    return new FormatterIterator(new FormatFields(format.value()));
  }

  /**
   * The first part, an int if it is one, and an iterator of (is attribute, name or key) over the
   * rest.
   */
  public static PyObject splitName(PyStr name) {
    FieldName field = new FieldName(name.value());
    PyObject first = field.index >= 0 ? PyInt.of(field.index) : PyStr.of(field.first);
    return PyTuple.of(first, new FieldNameIterator(field));
  }

  /** The iterator of {@link #parse}. */
  @BuiltinType(name = "formatteriterator", ops = FormatterIterator.IteratorOps.class)
  static final class FormatterIterator extends PyObject {
    static final PyType TYPE =
        PyType.builtin(
            "formatteriterator",
            PyType.OBJECT,
            new IteratorOps(),
            new FormatParsingFormatterIteratorTable());

    private final FormatFields fields;

    FormatterIterator(FormatFields fields) {
      super(TYPE);
      this.fields = fields;
    }

    static final class IteratorOps extends Ops {
      @Override
      public PyObject iter(PyObject o) {
        return o;
      }

      @Override
      public PyObject next(PyObject o) {
        FormatFields f = ((FormatterIterator) o).fields;
        if (!f.next()) {
          return null;
        }
        PyStr literal = PyStr.of(f.literal);
        if (!f.hasField) {
          return PyTuple.of(literal, NONE, NONE, NONE);
        }
        PyObject conversion = f.conversion == 0 ? NONE : PyStr.ofChar(f.conversion);
        return PyTuple.of(literal, PyStr.of(f.name), PyStr.of(f.spec), conversion);
      }
    }
  }

  /** The iterator of {@link #splitName}. */
  @BuiltinType(name = "fieldnameiterator", ops = FieldNameIterator.IteratorOps.class)
  static final class FieldNameIterator extends PyObject {
    static final PyType TYPE =
        PyType.builtin(
            "fieldnameiterator",
            PyType.OBJECT,
            new IteratorOps(),
            new FormatParsingFieldNameIteratorTable());

    private final FieldName field;

    FieldNameIterator(FieldName field) {
      super(TYPE);
      this.field = field;
    }

    static final class IteratorOps extends Ops {
      @Override
      public PyObject iter(PyObject o) {
        return o;
      }

      @Override
      public PyObject next(PyObject o) {
        FieldName f = ((FieldNameIterator) o).field;
        if (!f.next()) {
          return null;
        }
        PyObject part = f.partIndex >= 0 ? PyInt.of(f.partIndex) : PyStr.of(f.part);
        return PyTuple.of(PyBool.of(f.isAttribute), part);
      }
    }
  }
}
