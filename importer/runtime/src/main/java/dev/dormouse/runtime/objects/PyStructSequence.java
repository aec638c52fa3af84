package dev.dormouse.runtime.objects;

/**
 * A tuple whose items have names, with further named fields behind those that the tuple shows:
 * {@code os.stat_result}, {@code time.struct_time}, {@code sys.version_info}. Compare CPython's
 * {@code Objects/structseq.c}.
 *
 * <p>Each type is a builtin type made by {@link #type}, with a table that is data instead of
 * generated code.
 */
public class PyStructSequence extends PyTuple {
  /**
   * The fields behind the visible ones; an element is null until {@link #missing} has been asked.
   */
  private final PyObject[] hidden;

  /**
   * Makes one.
   *
   * @param type from {@link #type}
   * @param values all fields; a null is asked of {@link #missing} when needed, and must not be
   *     among the visible ones
   */
  public PyStructSequence(PyType type, PyObject... values) {
    this(type, values, ((Table) type.table).visible);
  }

  private PyStructSequence(PyType type, PyObject[] values, int visible) {
    super(type, java.util.Arrays.copyOf(values, visible));
    hidden = java.util.Arrays.copyOfRange(values, visible, values.length);
  }

  /**
   * Makes a type.
   *
   * @param fields all names, separated by spaces; one that starts with '-' is visible without a
   *     name
   * @param visible how many of them the tuple shows
   */
  public static PyType type(String module, String name, String doc, String fields, int visible) {
    return type(module, name, doc, fields, visible, new StructSequenceOps());
  }

  /** As above, with a constructor of its own: {@code ops} overrides {@code newObject}. */
  public static PyType type(
      String module, String name, String doc, String fields, int visible, StructSequenceOps ops) {
    Table table = new Table(name, doc, fields, visible);
    return PyType.builtin(name, PyTuple.TYPE, ops, table).in(module);
  }

  /** The value of a field that was left null. */
  protected PyObject missing(int index) {
    return NONE;
  }

  /** A field by its number. */
  public final PyObject field(int index) {
    if (index < items.length) {
      return items[index];
    }
    int i = index - items.length;
    if (i >= hidden.length) {
      return NONE;
    }
    PyObject v = hidden[i];
    return v != null ? v : (hidden[i] = missing(index));
  }

  private PyObject[] allFields() {
    PyObject[] all = java.util.Arrays.copyOf(items, items.length + hidden.length);
    for (int i = items.length; i < all.length; i++) {
      all[i] = field(i);
    }
    return all;
  }

  private static final class Table extends BuiltinTable {
    private static final String[] EXTRA = {"__reduce__"};

    private final String owner;
    private final String doc;

    /** Null for a field without a name. */
    private final String[] fields;

    private final int visible;
    private final int named;

    Table(String owner, String doc, String fields, int visible) {
      this.owner = owner;
      this.doc = doc;
      this.visible = visible;
      int count = 1;
      for (int i = 0; i < fields.length(); i++) {
        if (fields.charAt(i) == ' ') {
          count++;
        }
      }
      this.fields = new String[count];
      int start = 0;
      int withName = 0;
      for (int i = 0; i < count; i++) {
        int end = fields.indexOf(' ', start);
        String field = fields.substring(start, end < 0 ? fields.length() : end);
        if (field.charAt(0) != '-') {
          this.fields[i] = field;
          withName++;
        }
        start = end + 1;
      }
      this.named = withName;
    }

    /** The field with the n-th name. */
    private int fieldOf(int id) {
      int i = 0;
      for (int left = id; ; i++) {
        if (fields[i] != null && left-- == 0) {
          return i;
        }
      }
    }

    @Override
    public int count() {
      return named + 1;
    }

    @Override
    public String name(int id) {
      return id < named ? fields[fieldOf(id)] : EXTRA[id - named];
    }

    @Override
    public int find(String name) {
      int id = 0;
      for (String field : fields) {
        if (field != null) {
          if (field.equals(name)) {
            return id;
          }
          id++;
        }
      }
      return name.equals(EXTRA[0]) ? named : -1;
    }

    @Override
    public int kind(int id) {
      return id < named ? MEMBER : METHOD;
    }

    @Override
    public PyObject call(int id, PyObject self, PyObject[] args, PyStr[] kwnames) {
      ArgParser.none(owner, "__reduce__", args, kwnames);
      PyStructSequence s = (PyStructSequence) self;
      PyDict rest = new PyDict();
      PyObject[] all = s.allFields();
      for (int i = visible; i < all.length; i++) {
        rest.put(PyStr.interned(fields[i]), all[i]);
      }
      return PyTuple.of(s.type, PyTuple.of(PyTuple.of(s.items), rest));
    }

    @Override
    public PyObject get(int id, PyObject self) {
      return ((PyStructSequence) self).field(fieldOf(id));
    }

    @Override
    public boolean set(int id, PyObject self, PyObject value) {
      return false;
    }

    @Override
    public String doc(int id) {
      return null;
    }

    @Override
    public String signature(int id) {
      return id < named ? null : "($self, /)";
    }

    @Override
    public long slots() {
      return 1L << Slot.NEW | 1L << Slot.REPR;
    }

    @Override
    public PyObject constant(String name) {
      switch (name) {
        case "n_fields":
          return PyInt.of(fields.length);
        case "n_sequence_fields":
          return PyInt.of(visible);
        case "n_unnamed_fields":
          return PyInt.of(fields.length - named);
        case "__match_args__":
          int count = 0;
          for (int i = 0; i < visible; i++) {
            count += fields[i] == null ? 0 : 1;
          }
          PyObject[] names = new PyObject[count];
          int at = 0;
          for (int i = 0; i < visible; i++) {
            if (fields[i] != null) {
              names[at++] = PyStr.interned(fields[i]);
            }
          }
          return PyTuple.of(names);
        default:
          return null;
      }
    }

    @Override
    public String[] constants() {
      return new String[] {"n_sequence_fields", "n_fields", "n_unnamed_fields", "__match_args__"};
    }

    @Override
    public String typeDoc() {
      return doc;
    }

    @Override
    public String owner() {
      return owner;
    }
  }

  /** The slots of struct sequences. */
  public static class StructSequenceOps extends TupleOps {
    @Override
    public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
      Table table = (Table) cls.table;
      PyObject[] p = ArgParser.parse(cls.name(), "sequence\0dict", 0, 2, 1, args, kwnames);
      PyDict dict = null;
      if (p[1] != null) {
        if (!(p[1] instanceof PyDict d)) {
          throw Errors.typeError(cls.fullName() + "() takes a dict as second arg, if any");
        }
        dict = d;
      }
      PyObject[] given;
      try {
        given = Abstract.toArray(p[0]);
      } catch (PyException e) {
        throw e.matches(Exceptions.TypeError)
            ? Errors.typeError("constructor requires a sequence")
            : e;
      }
      int min = table.visible;
      int max = table.fields.length;
      if (given.length < min || given.length > max) {
        String limit =
            min == max
                ? "a " + min
                : given.length < min ? "an at least " + min : "an at most " + max;
        throw Errors.typeError(
            cls.fullName()
                + "() takes "
                + limit
                + "-sequence ("
                + given.length
                + "-sequence given)");
      }
      PyObject[] values = java.util.Arrays.copyOf(given, max);
      for (int i = given.length; i < max; i++) {
        PyObject v = dict == null ? null : dict.get(PyStr.interned(table.fields[i]));
        values[i] = v == null ? NONE : v;
      }
      return new PyStructSequence(cls, values);
    }

    @Override
    public PyObject repr(PyObject o) {
      PyStructSequence s = (PyStructSequence) o;
      Table table = (Table) s.type.table;
      StringBuilder out = new StringBuilder(s.type.fullName()).append('(');
      for (int i = 0; i < s.items.length; i++) {
        if (i > 0) {
          out.append(", ");
        }
        // The i-th name, not the name of the i-th field: what CPython shows where some have none.
        out.append(table.name(i)).append('=').append(Abstract.repr(s.items[i]).value());
      }
      return PyStr.of(out.append(')').toString());
    }
  }
}
