package dev.dormouse.runtime.modules.decimal;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Exceptions;
import dev.dormouse.runtime.objects.Interpreter;
import dev.dormouse.runtime.objects.PyBaseException;
import dev.dormouse.runtime.objects.PyDict;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyList;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.objects.PyType;

/** The classes and contexts of the module, which each interpreter has its own. */
final class DecimalState {
  /** The signals in the order of CPython's dictionaries, and the bits of each. */
  static final String[] SIGNALS = {
    "InvalidOperation",
    "FloatOperation",
    "DivisionByZero",
    "Overflow",
    "Underflow",
    "Subnormal",
    "Inexact",
    "Rounded",
    "Clamped"
  };

  static final int[] SIGNAL_BITS = {
    Rules.INVALID,
    Rules.FLOAT_OPERATION,
    Rules.DIVISION_BY_ZERO,
    Rules.OVERFLOW,
    Rules.UNDERFLOW,
    Rules.SUBNORMAL,
    Rules.INEXACT,
    Rules.ROUNDED,
    Rules.CLAMPED
  };

  private static final int SUBNORMAL = 5;
  private static final int INEXACT = 6;
  private static final int ROUNDED = 7;

  /** The conditions that are told apart in the arguments of InvalidOperation. */
  private static final int[] CONDITION_BITS = {
    Rules.INVALID_OPERATION,
    Rules.CONVERSION_SYNTAX,
    Rules.DIVISION_IMPOSSIBLE,
    Rules.DIVISION_UNDEFINED,
    Rules.INVALID_CONTEXT
  };

  static final PyStr[] ROUNDINGS = {
    PyStr.interned("ROUND_UP"),
    PyStr.interned("ROUND_DOWN"),
    PyStr.interned("ROUND_CEILING"),
    PyStr.interned("ROUND_FLOOR"),
    PyStr.interned("ROUND_HALF_UP"),
    PyStr.interned("ROUND_HALF_DOWN"),
    PyStr.interned("ROUND_HALF_EVEN"),
    PyStr.interned("ROUND_05UP")
  };

  private static final PyStr MODULE = PyStr.of("decimal");

  final PyType decimalException;
  final PyTuple signals;
  final PyType[] conditions = new PyType[CONDITION_BITS.length];
  final PyType signalDict;
  final PyObject decimalTuple;
  final PyObject rational;

  // Contexts are made with the first as their template, and setcontext() copies all three.

  PyDecimalContext defaultContext;
  PyDecimalContext basicContext;
  PyDecimalContext extendedContext;

  private DecimalState(Interpreter interpreter) {
    decimalException = exception("DecimalException", Exceptions.ArithmeticError);
    PyObject[] made = new PyObject[SIGNALS.length];
    for (int i = SIGNALS.length - 1; i >= 0; i--) {
      PyType d = decimalException;
      made[i] =
          switch (SIGNAL_BITS[i]) {
            case Rules.FLOAT_OPERATION -> exception(SIGNALS[i], d, Exceptions.TypeError);
            case Rules.DIVISION_BY_ZERO -> exception(SIGNALS[i], d, Exceptions.ZeroDivisionError);
            case Rules.OVERFLOW -> exception(SIGNALS[i], made[INEXACT], made[ROUNDED]);
            case Rules.UNDERFLOW ->
                exception(SIGNALS[i], made[INEXACT], made[ROUNDED], made[SUBNORMAL]);
            default -> exception(SIGNALS[i], d);
          };
    }
    signals = PyTuple.of(made);
    PyObject invalid = made[0];
    conditions[0] = (PyType) invalid;
    conditions[1] = exception("ConversionSyntax", invalid);
    conditions[2] = exception("DivisionImpossible", invalid);
    conditions[3] = exception("DivisionUndefined", invalid, Exceptions.ZeroDivisionError);
    conditions[4] = exception("InvalidContext", invalid);
    PyObject numbers = interpreter.importer().importModule("numbers");
    Abstract.callMethod(Abstract.getAttribute(numbers, "Number"), "register", PyDecimal.TYPE);
    rational = Abstract.getAttribute(numbers, "Rational");
    PyObject collections = interpreter.importer().importModule("collections");
    decimalTuple =
        Abstract.callMethod(
            collections, "namedtuple", PyStr.of("DecimalTuple"), PyStr.of("sign digits exponent"));
    Abstract.setAttribute(decimalTuple, PyStr.interned("__module__"), MODULE);
    PyObject abc = interpreter.importer().importModule("_collections_abc");
    signalDict =
        (PyType)
            Abstract.call(
                PyType.TYPE,
                PyStr.of("SignalDict"),
                PyTuple.of(PySignalDict.TYPE, Abstract.getAttribute(abc, "MutableMapping")),
                new PyDict());
  }

  private static PyType exception(String name, PyObject... bases) {
    PyDict namespace = new PyDict();
    namespace.put("__module__", MODULE);
    return (PyType) Abstract.call(PyType.TYPE, PyStr.of(name), PyTuple.of(bases), namespace);
  }

  static DecimalState current() {
    Interpreter interpreter = Interpreter.current();
    DecimalState state = (DecimalState) interpreter.registered(DecimalState.class);
    if (state == null) {
      state = new DecimalState(interpreter);
      interpreter.register(DecimalState.class, state);
      state.makeContexts();
    }
    return state;
  }

  private void makeContexts() {
    int errors = Rules.INVALID | Rules.DIVISION_BY_ZERO | Rules.OVERFLOW;
    defaultContext = context(28, Rules.HALF_EVEN, errors);
    basicContext = context(9, Rules.HALF_UP, errors | Rules.UNDERFLOW | Rules.CLAMPED);
    extendedContext = context(9, Rules.HALF_EVEN, 0);
  }

  private static PyDecimalContext context(int prec, int rounding, int traps) {
    PyDecimalContext c =
        new PyDecimalContext(
            PyDecimalContext.TYPE, new Rules(prec, 999_999, -999_999, rounding, false));
    c.traps = traps;
    return c;
  }

  boolean isTemplate(PyDecimalContext c) {
    return c == defaultContext || c == basicContext || c == extendedContext;
  }

  /** The bits of a signal; KeyError for what is none. */
  int bits(PyObject signal) {
    for (int i = 0; i < SIGNALS.length; i++) {
      if (signals.items[i] == signal) {
        return SIGNAL_BITS[i];
      }
    }
    throw Errors.of(
        Exceptions.KeyError,
        "valid values for signals are:\n"
            + "  [InvalidOperation, FloatOperation, DivisionByZero,\n"
            + "   Overflow, Underflow, Subnormal, Inexact, Rounded,\n"
            + "   Clamped]");
  }

  /** The signals among these bits, as classes. */
  PyList list(int bits) {
    PyList list = new PyList();
    for (int i = 0; i < SIGNALS.length; i++) {
      if ((bits & SIGNAL_BITS[i]) != 0) {
        list.add(signals.items[i]);
      }
    }
    return list;
  }

  /** The exception of what is trapped: the first signal, with all conditions as its argument. */
  PyException exception(int bits) {
    PyList all = new PyList();
    for (int i = 0; i < CONDITION_BITS.length; i++) {
      if ((bits & CONDITION_BITS[i]) != 0) {
        all.add(conditions[i]);
      }
    }
    PyObject first = null;
    for (int i = 0; i < SIGNALS.length; i++) {
      if ((bits & SIGNAL_BITS[i]) != 0) {
        first = first == null ? signals.items[i] : first;
        if (i > 0) {
          all.add(signals.items[i]);
        }
      }
    }
    return new PyException((PyBaseException) Abstract.call(first, all));
  }
}
