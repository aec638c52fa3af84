package dev.dormouse.runtime.objects;

/** {@code str.format} and {@code str.format_map}. */
final class StrFormatting {
  /** How deep replacement fields may be nested in formats. */
  private static final int MAX_DEPTH = 2;

  /** Null when only names may be used. */
  private final PyObject[] args;

  private final int positional;

  /** Null if the names come from {@link #mapping}. */
  private final PyStr[] kwnames;

  private final PyObject mapping;

  private static final int UNDECIDED = 0;
  private static final int AUTOMATIC = 1;
  private static final int MANUAL = 2;

  private int numbering = UNDECIDED;
  private int next;

  private StrFormatting(PyObject[] args, PyStr[] kwnames, PyObject mapping) {
    this.args = args;
    this.kwnames = kwnames;
    this.mapping = mapping;
    this.positional = args == null ? 0 : args.length - (kwnames == null ? 0 : kwnames.length);
  }

  static PyObject format(PyStr self, PyObject[] args, PyStr[] kwnames) {
    return PyStr.of(new StrFormatting(args, kwnames, null).expand(self.value(), MAX_DEPTH));
  }

  static PyObject formatMap(PyStr self, PyObject mapping) {
    return PyStr.of(new StrFormatting(null, null, mapping).expand(self.value(), MAX_DEPTH));
  }

  private String expand(String text, int depth) {
    if (depth <= 0) {
      throw Errors.valueError("Max string recursion exceeded");
    }
    FormatFields fields = new FormatFields(text);
    StringBuilder out = new StringBuilder(text.length() + 16);
    while (fields.next()) {
      out.append(fields.literal);
      if (fields.hasField) {
        // Read first: the nested expansion numbers its fields after this one.
        PyObject value = value(fields.name);
        int conversion = fields.conversion;
        String spec = fields.spec;
        if (conversion != 0) {
          value = convert(value, conversion);
        }
        if (fields.specHasFields) {
          spec = expand(spec, depth - 1);
        }
        out.append(Abstract.format(value, PyStr.of(spec)).value());
      }
    }
    return out.toString();
  }

  private static PyObject convert(PyObject value, int conversion) {
    return switch (conversion) {
      case 'r' -> Abstract.repr(value);
      case 's' -> Abstract.str(value);
      case 'a' -> Abstract.ascii(value);
      default ->
          throw Errors.valueError(
              "Unknown conversion specifier "
                  + (conversion > 32 && conversion < 127
                      ? Character.toString(conversion)
                      : "\\x" + Integer.toHexString(conversion)));
    };
  }

  private PyObject value(String name) {
    FieldName field = new FieldName(name);
    PyObject value;
    if (field.first.isEmpty() || field.index >= 0) {
      value = argument(number(field));
    } else {
      value = named(field.first);
    }
    while (field.next()) {
      if (field.isAttribute) {
        value = Abstract.getAttribute(value, PyStr.of(field.part));
      } else {
        value =
            Abstract.getItem(
                value, field.partIndex >= 0 ? PyInt.of(field.partIndex) : PyStr.of(field.part));
      }
    }
    return value;
  }

  private int number(FieldName field) {
    int wanted = field.first.isEmpty() ? AUTOMATIC : MANUAL;
    if (numbering == UNDECIDED) {
      numbering = wanted;
    } else if (numbering != wanted) {
      throw Errors.valueError(
          wanted == AUTOMATIC
              ? "cannot switch from manual field specification to automatic field numbering"
              : "cannot switch from automatic field numbering to manual field specification");
    }
    return wanted == AUTOMATIC ? next++ : field.index;
  }

  private PyObject argument(int index) {
    if (args == null) {
      throw Errors.valueError("Format string contains positional fields");
    }
    if (index >= positional) {
      throw Errors.indexError(
          "Replacement index " + index + " out of range for positional args tuple");
    }
    return args[index];
  }

  private PyObject named(String name) {
    if (mapping != null) {
      return Abstract.getItem(mapping, PyStr.of(name));
    }
    if (kwnames != null) {
      for (int i = 0; i < kwnames.length; i++) {
        if (kwnames[i].value().equals(name)) {
          return args[positional + i];
        }
      }
    }
    throw Errors.keyError(PyStr.of(name));
  }
}
