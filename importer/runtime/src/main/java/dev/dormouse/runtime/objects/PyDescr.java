package dev.dormouse.runtime.objects;

/**
 * What the descriptors in a builtin type's dictionary share: the type they belong to and a table
 * entry.
 */
abstract class PyDescr extends PyObject {
  final PyType owner;
  final BuiltinTable table;
  final int id;

  PyDescr(PyType type, PyType owner, BuiltinTable table, int id) {
    super(type);
    this.owner = owner;
    this.table = table;
    this.id = id;
  }

  String name() {
    return table.name(id);
  }

  final void check(PyObject obj) {
    if (!obj.type.isSubtype(owner)) {
      throw Errors.typeError(
          "descriptor '"
              + name()
              + "' for '"
              + owner.fullName()
              + "' objects doesn't apply to a '"
              + obj.type.fullName()
              + "' object");
    }
  }

  /** The docstring as {@code __doc__} shows it. */
  PyObject doc() {
    String d = table.doc(id);
    return d == null ? NONE : PyStr.of(d);
  }

  PyObject textSignature() {
    return TextSignatures.of(table, id);
  }

  final PyObject qualname() {
    return PyStr.of(Abstract.qualname(owner) + "." + name());
  }

  /** For pickling: getattr(owner, name). */
  final PyObject reduceAsAttribute() {
    return PyTuple.of(
        Interpreter.current().builtin("getattr"), PyTuple.of(owner, PyStr.of(name())));
  }
}
