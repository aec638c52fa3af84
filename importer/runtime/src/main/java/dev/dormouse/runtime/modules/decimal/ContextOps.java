package dev.dormouse.runtime.modules.decimal;

import dev.dormouse.runtime.objects.ArgParser;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Generic;
import dev.dormouse.runtime.objects.Ops;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyType;

/** The slots of contexts. As in CPython, {@code traps} and {@code flags} are no descriptors. */
final class ContextOps extends Ops {
  static final String NAMES = "prec\0rounding\0Emin\0Emax\0capitals\0clamp\0flags\0traps";

  @Override
  public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
    PyDecimalContext c = new PyDecimalContext(cls, Rules.widest());
    c.set(DecimalState.current().defaultContext);
    return c;
  }

  @Override
  public void init(PyObject o, PyObject[] args, PyStr[] kwnames) {
    PyObject[] values = ArgParser.parse(null, NAMES, 0, 8, 0, args, kwnames);
    ((PyDecimalContext) o).setAll(values, 0);
  }

  @Override
  public PyObject repr(PyObject o) {
    return PyStr.of(((PyDecimalContext) o).text());
  }

  @Override
  public PyObject getAttribute(PyObject o, PyStr name) {
    return switch (name.value()) {
      case "traps" -> ((PyDecimalContext) o).trapsView();
      case "flags" -> ((PyDecimalContext) o).flagsView();
      default -> Generic.getAttribute(o, name);
    };
  }

  @Override
  public void setAttribute(PyObject o, PyStr name, PyObject value) {
    if (value == null) {
      throw Errors.attributeError("context attributes cannot be deleted", null, null);
    }
    switch (name.value()) {
      case "traps" -> ((PyDecimalContext) o).traps = PySignalDict.bits(value);
      case "flags" -> ((PyDecimalContext) o).flags = PySignalDict.bits(value);
      default -> Generic.setAttribute(o, name, value);
    }
  }
}
