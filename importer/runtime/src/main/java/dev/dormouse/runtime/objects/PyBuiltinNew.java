package dev.dormouse.runtime.objects;

/**
 * The {@code __new__} in a builtin type's dictionary: a {@code builtin_function_or_method} whose
 * self is the type, with the type's slot instead of a generated table behind it.
 */
final class PyBuiltinNew extends PyBuiltinFunction {
  final PyType owner;

  PyBuiltinNew(PyType owner) {
    super(NewTable.INSTANCE, 0, owner, null);
    this.owner = owner;
  }

  /** One entry; it is the same for all types. */
  private static final class NewTable extends BuiltinTable {
    static final NewTable INSTANCE = new NewTable();

    @Override
    public int count() {
      return 1;
    }

    @Override
    public String name(int id) {
      return "__new__";
    }

    @Override
    public int find(String name) {
      return name.equals("__new__") ? 0 : -1;
    }

    @Override
    public int kind(int id) {
      return CLASS_METHOD;
    }

    @Override
    public PyObject get(int id, PyObject self) {
      throw new IllegalStateException("__new__ is no getset");
    }

    @Override
    public boolean set(int id, PyObject self, PyObject value) {
      throw new IllegalStateException("__new__ is no getset");
    }

    @Override
    public String doc(int id) {
      return "Create and return a new object.  See help(type) for accurate signature.";
    }

    @Override
    public String signature(int id) {
      return "($type, *args, **kwargs)";
    }

    @Override
    public long slots() {
      return 0;
    }

    @Override
    public String typeDoc() {
      return null;
    }

    @Override
    public String owner() {
      return "type";
    }

    @Override
    public PyObject call(int id, PyObject self, PyObject[] args, PyStr[] kwnames) {
      PyType owner = (PyType) self;
      String name = owner.fullName();
      if (args.length - (kwnames == null ? 0 : kwnames.length) < 1) {
        throw Errors.typeError(name + ".__new__(): not enough arguments");
      }
      if (!(args[0] instanceof PyType cls)) {
        throw Errors.typeError(
            name + ".__new__(X): X is not a type object (" + args[0].type.fullName() + ")");
      }
      if ((cls.flags & PyType.DISALLOW_INSTANTIATION) != 0) {
        throw Errors.typeError("cannot create '" + cls.fullName() + "' instances");
      }
      if (!cls.isSubtype(owner)) {
        throw Errors.typeError(
            name
                + ".__new__("
                + cls.fullName()
                + "): "
                + cls.fullName()
                + " is not a subtype of "
                + name);
      }
      if (cls.layout != owner.layout
          && cls.layout.ops.getClass() != owner.ops.getClass()
          && !cls.layout.sharesLayoutWithBase()
          && maker(cls.layout).ops.getClass() != owner.ops.getClass()) {
        throw Errors.typeError(
            name
                + ".__new__("
                + cls.fullName()
                + ") is not safe, use "
                + cls.layout.fullName()
                + ".__new__()");
      }
      PyObject made = owner.ops.newObject(cls, Abstract.tail(args), kwnames);
      if (cls.has(Slot.DEL) && made.type == cls) {
        Finalizers.adopt(made);
      }
      return made;
    }

    /** Whose {@code __new__} a builtin type uses: its own or an inherited one. */
    private static PyType maker(PyType t) {
      while (t.base != null && (t.table.slots() >>> Slot.NEW & 1) == 0) {
        t = t.base;
      }
      return t;
    }
  }
}
