package dev.dormouse.runtime.modules.decimal;

import dev.dormouse.runtime.objects.ArgParser;
import dev.dormouse.runtime.objects.BuiltinTable;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.PyBool;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyModule;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.tables.BuiltinModule;
import dev.dormouse.tables.Function;

/** {@code _decimal}, which calls itself {@code decimal} as in CPython. */
@BuiltinModule(name = "decimal", doc = "C decimal arithmetic module")
public final class DecimalModule {
  private DecimalModule() {}

  public static BuiltinTable table() {
    return new DecimalModuleTable();
  }

  @Function(doc = "The context of this thread.")
  static PyObject getcontext() {
    return PyDecimalContext.current();
  }

  @Function(signature = "(context, /)", doc = "Make this the context of this thread.")
  static void setcontext(PyObject context) {
    if (!(context instanceof PyDecimalContext c)) {
      throw Errors.typeError("argument must be a context");
    }
    c.makeCurrent();
  }

  @Function(
      signature = "(ctx=None, **kwargs)",
      doc =
          "A context manager that makes a copy of a context the current one, changed as the keyword"
              + " arguments say, and afterwards the old one.")
  static PyObject localcontext(PyObject[] args, PyStr[] kwnames) {
    PyDecimalContext outer = PyDecimalContext.current();
    PyObject[] values = ArgParser.parse(null, "ctx\0" + ContextOps.NAMES, 0, 9, 0, args, kwnames);
    PyDecimalContext inner = PyDecimalContext.of(values[0]).copyOf();
    inner.setAll(values, 1);
    return new PyContextManager(inner, outer);
  }

  static void exec(PyModule m) {
    DecimalState state = DecimalState.current();
    m.set("Decimal", PyDecimal.TYPE);
    m.set("Context", PyDecimalContext.TYPE);
    m.set("DecimalTuple", state.decimalTuple);
    m.set("DecimalException", state.decimalException);
    for (PyObject signal : state.signals.items) {
      m.set(((PyType) signal).name(), signal);
    }
    for (PyType condition : state.conditions) {
      m.set(condition.name(), condition);
    }
    m.set("DefaultContext", state.defaultContext);
    m.set("HAVE_CONTEXTVAR", PyBool.TRUE);
    m.set("HAVE_THREADS", PyBool.TRUE);
    m.set("BasicContext", state.basicContext);
    m.set("ExtendedContext", state.extendedContext);
    m.set("MAX_PREC", PyInt.of(Rules.MAX_PREC));
    m.set("MAX_EMAX", PyInt.of(Rules.MAX_EMAX));
    m.set("MIN_EMIN", PyInt.of(Rules.MIN_EMIN));
    m.set("MIN_ETINY", PyInt.of(Rules.MIN_ETINY));
    for (PyStr rounding : DecimalState.ROUNDINGS) {
      m.set(rounding.value(), rounding);
    }
    m.set("__version__", PyStr.of("1.70"));
    m.set("__libmpdec_version__", PyStr.of("2.5.1"));
  }
}
