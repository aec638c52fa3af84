package dev.dormouse.runtime.modules.ctypes;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.objects.PyType;
import java.util.ArrayList;
import java.util.List;

/** A call of a function whose parameters have directions, names and defaults. */
final class DirectedParameters {
  private static final int OUT = 2;
  private static final int LOCALE_ID = 4;

  private final PyCFuncPtr function;
  private final PyObject[] arguments;

  /** Results by way of parameters, in order. */
  private final List<PyObject> out = new ArrayList<>();

  DirectedParameters(PyCFuncPtr function, PyObject[] given, PyStr[] kwnames) {
    this.function = function;
    PyObject[] argtypes = function.parameters().argtypes;
    int keywords = kwnames == null ? 0 : kwnames.length;
    int positional = given.length - keywords;
    arguments = new PyObject[argtypes.length];
    int next = 0;
    int used = 0;
    for (int i = 0; i < argtypes.length; i++) {
      PyObject[] flag = ((PyTuple) function.paramflags[i]).items;
      int direction = (int) ((PyInt) flag[0]).longValue();
      PyObject name = flag.length > 1 && flag[1] != PyObject.NONE ? flag[1] : null;
      PyObject standard = flag.length > 2 ? flag[2] : null;
      if (direction == (LOCALE_ID | 1)) {
        arguments[i] = standard == null ? PyInt.ZERO : standard;
        continue;
      }
      if ((direction & 3) == OUT) {
        if (standard != null) {
          arguments[i] = standard;
          continue;
        }
        CType c = CType.require(argtypes[i]);
        PyType made = c.kind == CType.Kind.ARRAY ? (PyType) argtypes[i] : c.item;
        if (made == null) {
          throw Errors.typeError(
              ((PyType) argtypes[i]).name() + " 'out' parameter must be passed as default value");
        }
        PyObject result = Abstract.call(made);
        out.add(result);
        arguments[i] = c.kind == CType.Kind.ARRAY ? result : PyCArg.reference((PyCData) result, 0);
        continue;
      }
      if (next < positional) {
        arguments[i] = given[next++];
        used++;
      } else {
        int at = name == null ? -1 : keyword(kwnames, (PyStr) name);
        if (at >= 0) {
          arguments[i] = given[positional + at];
          used++;
        } else if (standard != null) {
          arguments[i] = standard;
        } else {
          throw Errors.typeError(
              name == null
                  ? "not enough arguments"
                  : "required argument '" + ((PyStr) name).value() + "' missing");
        }
      }
      if ((direction & OUT) != 0) {
        out.add(arguments[i]);
      }
    }
    if (used < given.length) {
      throw Errors.typeError(
          "call takes exactly " + used + " arguments (" + given.length + " given)");
    }
  }

  private static int keyword(PyStr[] kwnames, PyStr name) {
    for (int i = 0; kwnames != null && i < kwnames.length; i++) {
      if (kwnames[i].equals(name)) {
        return i;
      }
    }
    return -1;
  }

  PyObject call() {
    PyObject result = ForeignCall.call(function, arguments);
    if (out.isEmpty() || function.errcheck != null && !(result instanceof PyTuple)) {
      return result;
    }
    PyObject[] values = new PyObject[out.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = Abstract.callMethod(out.get(i), "__ctypes_from_outparam__");
    }
    return values.length == 1 ? values[0] : PyTuple.of(values);
  }
}
