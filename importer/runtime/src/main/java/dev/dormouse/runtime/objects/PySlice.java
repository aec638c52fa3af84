package dev.dormouse.runtime.objects;

import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Getter;

/** {@code slice}. */
@BuiltinType(name = "slice", ops = SliceOps.class)
public final class PySlice extends PyObject {
  public static final PyType TYPE =
      PyType.builtin("slice", PyType.OBJECT, new SliceOps(), new PySliceTable()).unhashable();

  public final PyObject start;
  public final PyObject stop;
  public final PyObject step;

  /** None where a bound is left out. */
  public PySlice(PyObject start, PyObject stop, PyObject step) {
    super(TYPE);
    this.start = start;
    this.stop = stop;
    this.step = step;
  }

  @Getter(name = "start", member = true)
  static PyObject getStart(PySlice s) {
    return s.start;
  }

  @Getter(name = "stop", member = true)
  static PyObject getStop(PySlice s) {
    return s.stop;
  }

  @Getter(name = "step", member = true)
  static PyObject getStep(PySlice s) {
    return s.step;
  }
}
