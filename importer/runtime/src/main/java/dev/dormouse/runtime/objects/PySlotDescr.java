package dev.dormouse.runtime.objects;

/** The {@code member_descriptor} of a name in {@code __slots__}. */
final class PySlotDescr extends PyGetSetDescr {
  final PyStr name;
  final int index;

  PySlotDescr(PyType owner, PyStr name, int index) {
    super(MEMBER_TYPE, owner);
    this.name = name;
    this.index = index;
  }

  @Override
  String name() {
    return name.value();
  }

  @Override
  PyObject doc() {
    return NONE;
  }

  @Override
  PyObject get(PyObject obj) {
    PyObject v = obj.slot(index);
    if (v == null) {
      throw Errors.attributeError(
          "'" + obj.type.fullName() + "' object has no attribute '" + name.value() + "'",
          obj,
          name);
    }
    return v;
  }

  @Override
  boolean set(PyObject obj, PyObject value) {
    if (value == null && obj.slot(index) == null) {
      throw Errors.attributeError(name.value(), obj, name);
    }
    obj.setSlot(index, value);
    return true;
  }
}
