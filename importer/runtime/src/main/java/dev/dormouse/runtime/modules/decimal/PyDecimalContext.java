package dev.dormouse.runtime.modules.decimal;

import dev.dormouse.runtime.modules.context.PyContextVar;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyList;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Getter;
import dev.dormouse.tables.Method;
import dev.dormouse.tables.Setter;

/** {@code decimal.Context}: the rules for numbers, what was signaled, and what of it raises. */
@BuiltinType(
    name = "Context",
    ops = ContextOps.class,
    parts = {ContextMethods.class, ContextQueries.class},
    doc =
        "(prec=None, rounding=None, Emin=None, Emax=None, capitals=None, clamp=None, flags=None,"
            + " traps=None)\n--\n\n"
            + "The precision, the bounds of exponents and the rounding of results, and which"
            + " signals are flagged and trapped. What is not given is as in DefaultContext.")
final class PyDecimalContext extends PyObject {
  static final PyType TYPE =
      PyType.builtin("Context", PyType.OBJECT, new ContextOps(), new PyDecimalContextTable())
          .in("decimal")
          .with(PyType.BASETYPE)
          .add("__module__", PyStr.of("decimal"));

  /** The same for all interpreters: its values are in contexts of the running thread. */
  private static final PyContextVar CURRENT = PyContextVar.of("decimal_context");

  final Rules rules;

  /** Bits of what has been signaled. */
  int flags;

  /** Bits of what raises. */
  int traps;

  boolean capitals = true;

  // made when Python code asks for them

  private PySignalDict flagsView;
  private PySignalDict trapsView;

  PyDecimalContext(PyType type, Rules rules) {
    super(type);
    this.rules = rules;
  }

  /** The context of the running thread or task. */
  static PyDecimalContext current() {
    PyObject found = CURRENT.valueOrNull();
    if (found instanceof PyDecimalContext c) {
      return c;
    }
    PyDecimalContext c = DecimalState.current().defaultContext.copyOf();
    c.flags = 0;
    CURRENT.assign(c);
    return c;
  }

  /** Makes this the context of the running thread; of a template it is a copy. */
  void makeCurrent() {
    PyDecimalContext c = this;
    if (DecimalState.current().isTemplate(this)) {
      c = copyOf();
      c.flags = 0;
    }
    CURRENT.assign(c);
  }

  PyDecimalContext copyOf() {
    PyDecimalContext c = new PyDecimalContext(TYPE, Rules.widest());
    c.set(this);
    c.capitals = capitals;
    return c;
  }

  void set(PyDecimalContext other) {
    rules.set(other.rules);
    flags = other.flags;
    traps = other.traps;
  }

  /** An argument that may be missing; the current context if it is. */
  static PyDecimalContext of(PyObject o) {
    if (o == null || o == NONE) {
      return current();
    }
    if (!(o instanceof PyDecimalContext c)) {
      throw Errors.typeError("optional argument must be a context");
    }
    return c;
  }

  // operations, which may raise what they signal

  PyDecimal unary(int operation, PyDecimal a) {
    rules.status = 0;
    PyDecimal result = Operation.unary(operation, a, rules);
    settle();
    return result;
  }

  PyDecimal binary(int operation, PyDecimal a, PyDecimal b) {
    rules.status = 0;
    PyDecimal result = Operation.binary(operation, a, b, rules);
    settle();
    return result;
  }

  PyDecimal fma(PyDecimal a, PyDecimal b, PyDecimal c) {
    rules.status = 0;
    PyDecimal result = Arithmetic.fma(a, b, c, rules);
    settle();
    return result;
  }

  PyDecimal power(PyDecimal a, PyDecimal b, PyDecimal modulo) {
    if (modulo == null) {
      return binary(Operation.POWER, a, b);
    }
    rules.status = 0;
    PyDecimal result = Powers.modular(a, b, modulo, rules);
    settle();
    return result;
  }

  PyTuple divmod(PyDecimal a, PyDecimal b) {
    rules.status = 0;
    PyDecimal[] both = Arithmetic.divmod(a, b, rules);
    settle();
    return PyTuple.of(both[0], both[1]);
  }

  PyDecimal finish(PyDecimal a) {
    rules.status = 0;
    PyDecimal result = rules.finish(a);
    settle();
    return result;
  }

  /** Flags what the operation has met with, and raises it if it is trapped. */
  private void settle() {
    if (rules.status != 0) {
      signal(rules.status);
    }
  }

  void signal(int bits) {
    flags |= bits;
    if ((bits & traps) != 0) {
      throw DecimalState.current().exception(bits & traps);
    }
  }

  PySignalDict flagsView() {
    if (flagsView == null) {
      flagsView = new PySignalDict(DecimalState.current().signalDict, this, false);
    }
    return flagsView;
  }

  PySignalDict trapsView() {
    if (trapsView == null) {
      trapsView = new PySignalDict(DecimalState.current().signalDict, this, true);
    }
    return trapsView;
  }

  /** Sets what is given, in the order of {@link ContextOps#NAMES} from {@code from} on. */
  void setAll(PyObject[] values, int from) {
    if (isGiven(values[from])) {
      setPrec(this, values[from]);
    }
    if (isGiven(values[from + 1])) {
      setRounding(this, values[from + 1]);
    }
    if (isGiven(values[from + 2])) {
      setEmin(this, values[from + 2]);
    }
    if (isGiven(values[from + 3])) {
      setEmax(this, values[from + 3]);
    }
    if (isGiven(values[from + 4])) {
      setCapitals(this, values[from + 4]);
    }
    if (isGiven(values[from + 5])) {
      setClamp(this, values[from + 5]);
    }
    if (isGiven(values[from + 7])) {
      traps = bits(values[from + 7]);
    }
    if (isGiven(values[from + 6])) {
      flags = bits(values[from + 6]);
    }
  }

  private static boolean isGiven(PyObject o) {
    return o != null && o != NONE;
  }

  private static int bits(PyObject o) {
    if (!(o instanceof PyList list)) {
      return PySignalDict.bits(o);
    }
    DecimalState state = DecimalState.current();
    int bits = 0;
    for (int i = 0; i < list.size(); i++) {
      bits |= state.bits(list.get(i));
    }
    return bits;
  }

  @Getter
  static long prec(PyDecimalContext self) {
    return self.rules.prec;
  }

  @Setter(name = "prec")
  static void setPrec(PyDecimalContext self, PyObject value) {
    self.rules.prec = ranged(value, 1, Rules.MAX_PREC, "valid range for prec is [1, MAX_PREC]");
  }

  @Getter(name = "Emax")
  static long emax(PyDecimalContext self) {
    return self.rules.emax;
  }

  @Setter(name = "Emax")
  static void setEmax(PyDecimalContext self, PyObject value) {
    self.rules.emax = ranged(value, 0, Rules.MAX_EMAX, "valid range for Emax is [0, MAX_EMAX]");
  }

  @Getter(name = "Emin")
  static long emin(PyDecimalContext self) {
    return self.rules.emin;
  }

  @Setter(name = "Emin")
  static void setEmin(PyDecimalContext self, PyObject value) {
    self.rules.emin = ranged(value, Rules.MIN_EMIN, 0, "valid range for Emin is [MIN_EMIN, 0]");
  }

  @Getter
  static PyObject rounding(PyDecimalContext self) {
    return DecimalState.ROUNDINGS[self.rules.rounding];
  }

  @Setter(name = "rounding")
  static void setRounding(PyDecimalContext self, PyObject value) {
    self.rules.rounding = rounding(value);
  }

  /** A mode of rounding by its name. */
  static int rounding(PyObject o) {
    if (o instanceof PyStr s) {
      for (int i = 0; i < DecimalState.ROUNDINGS.length; i++) {
        if (DecimalState.ROUNDINGS[i].value().equals(s.value())) {
          return i;
        }
      }
    }
    throw Errors.typeError(
        "valid values for rounding are:\n"
            + "  [ROUND_CEILING, ROUND_FLOOR, ROUND_UP, ROUND_DOWN,\n"
            + "   ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN,\n"
            + "   ROUND_05UP]");
  }

  @Getter
  static int capitals(PyDecimalContext self) {
    return self.capitals ? 1 : 0;
  }

  @Setter(name = "capitals")
  static void setCapitals(PyDecimalContext self, PyObject value) {
    self.capitals = ranged(value, 0, 1, "valid values for capitals are 0 or 1") == 1;
  }

  @Getter
  static int clamp(PyDecimalContext self) {
    return self.rules.clamp ? 1 : 0;
  }

  @Setter(name = "clamp")
  static void setClamp(PyDecimalContext self, PyObject value) {
    self.rules.clamp = ranged(value, 0, 1, "valid values for clamp are 0 or 1") == 1;
  }

  private static long ranged(PyObject o, long least, long most, String message) {
    long value = ssize(o);
    if (value < least || value > most) {
      throw Errors.valueError(message);
    }
    return value;
  }

  /** An int that fits 64 bits, with the words of {@code PyLong_AsSsize_t}. */
  static long ssize(PyObject o) {
    if (!(o instanceof PyInt i)) {
      throw Errors.typeError("an integer is required");
    }
    if (i.isBig()) {
      throw Errors.overflowError("Python int too large to convert to C ssize_t");
    }
    return i.longValue();
  }

  @Method(name = "Etiny", doc = "The exponent of the least subnormal number, Emin - prec + 1.")
  static long etiny(PyDecimalContext self) {
    return self.rules.etiny();
  }

  @Method(name = "Etop", doc = "The greatest exponent of a coefficient with all digits.")
  static long etop(PyDecimalContext self) {
    return self.rules.etop();
  }

  @Method(name = "clear_flags", doc = "Forget all that was signaled.")
  static void clearFlags(PyDecimalContext self) {
    self.flags = 0;
  }

  @Method(name = "clear_traps", doc = "Let no signal raise.")
  static void clearTraps(PyDecimalContext self) {
    self.traps = 0;
  }

  @Method(doc = "Another context that is the same.")
  static PyObject copy(PyDecimalContext self) {
    return self.copyOf();
  }

  @Method(name = "__copy__")
  static PyObject copyForModule(PyDecimalContext self) {
    return self.copyOf();
  }

  @Method(name = "__reduce__")
  static PyObject reduce(PyDecimalContext self) {
    DecimalState state = DecimalState.current();
    Rules r = self.rules;
    return PyTuple.of(
        self.type,
        PyTuple.of(
            PyInt.of(r.prec),
            rounding(self),
            PyInt.of(r.emin),
            PyInt.of(r.emax),
            PyInt.of(capitals(self)),
            PyInt.of(clamp(self)),
            state.list(self.flags),
            state.list(self.traps)));
  }

  /** {@code repr()}. */
  String text() {
    return "Context(prec="
        + rules.prec
        + ", rounding="
        + DecimalState.ROUNDINGS[rules.rounding].value()
        + ", Emin="
        + rules.emin
        + ", Emax="
        + rules.emax
        + ", capitals="
        + capitals(this)
        + ", clamp="
        + clamp(this)
        + ", flags="
        + names(flags)
        + ", traps="
        + names(traps)
        + ")";
  }

  /** Signals in the order of their bits. */
  private static String names(int bits) {
    StringBuilder out = new StringBuilder("[");
    for (int bit = 1; bit <= Rules.UNDERFLOW; bit <<= 1) {
      if ((bits & bit) == 0) {
        continue;
      }
      int i = 0;
      while ((DecimalState.SIGNAL_BITS[i] & bit) == 0) {
        i++;
      }
      if (i == 0) {
        bits &= ~Rules.INVALID;
      }
      out.append(out.length() == 1 ? "" : ", ").append(DecimalState.SIGNALS[i]);
    }
    return out.append(']').toString();
  }
}
