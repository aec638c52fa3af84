package dev.dormouse.runtime.modules.decimal;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Exceptions;
import dev.dormouse.runtime.objects.Ops;
import dev.dormouse.runtime.objects.PyBool;
import dev.dormouse.runtime.objects.PyDict;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Method;

/**
 * {@code decimal.SignalDictMixin}, the native half of the mappings {@code traps} and {@code flags}
 * of a context: a view of the bits there, whose keys cannot change.
 */
@BuiltinType(name = "SignalDictMixin", ops = PySignalDict.SignalDictOps.class)
final class PySignalDict extends PyObject {
  static final PyType TYPE =
      PyType.builtin("SignalDictMixin", PyType.OBJECT, new SignalDictOps(), new PySignalDictTable())
          .in("decimal")
          .with(PyType.BASETYPE)
          .unhashable();

  private final PyDecimalContext context;
  private final boolean traps;

  PySignalDict(PyType type, PyDecimalContext context, boolean traps) {
    super(type);
    this.context = context;
    this.traps = traps;
  }

  int bits() {
    return traps ? context.traps : context.flags;
  }

  private void set(int bits) {
    if (traps) {
      context.traps = bits;
    } else {
      context.flags = bits;
    }
  }

  /** The bits that a dict or a signal dict says; TypeError or KeyError if it is none. */
  static int bits(PyObject o) {
    if (o instanceof PySignalDict d) {
      return d.bits();
    }
    if (!(o instanceof PyDict d)) {
      throw Errors.typeError("argument must be a signal dict");
    }
    DecimalState state = DecimalState.current();
    int bits = 0;
    boolean valid = d.size() == DecimalState.SIGNALS.length;
    for (int i = 0; valid && i < DecimalState.SIGNALS.length; i++) {
      PyObject value = d.get(state.signals.items[i]);
      valid = value != null;
      if (valid && Abstract.isTrue(value)) {
        bits |= DecimalState.SIGNAL_BITS[i];
      }
    }
    if (!valid) {
      throw Errors.of(Exceptions.KeyError, "invalid signal dict");
    }
    return bits;
  }

  @Method
  static PyObject copy(PySignalDict self) {
    DecimalState state = DecimalState.current();
    PyDict d = new PyDict();
    for (int i = 0; i < DecimalState.SIGNALS.length; i++) {
      d.put(state.signals.items[i], PyBool.of((self.bits() & DecimalState.SIGNAL_BITS[i]) != 0));
    }
    return d;
  }

  static final class SignalDictOps extends Ops {
    @Override
    public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
      // One that belongs to no context of Python's.
      return new PySignalDict(
          cls, new PyDecimalContext(PyDecimalContext.TYPE, Rules.widest()), false);
    }

    @Override
    public void init(PyObject o, PyObject[] args, PyStr[] kwnames) {}

    @Override
    public int length(PyObject o) {
      return DecimalState.SIGNALS.length;
    }

    @Override
    public PyObject iter(PyObject o) {
      return Abstract.iter(DecimalState.current().signals);
    }

    @Override
    public PyObject getItem(PyObject o, PyObject key) {
      return PyBool.of((((PySignalDict) o).bits() & DecimalState.current().bits(key)) != 0);
    }

    @Override
    public void setItem(PyObject o, PyObject key, PyObject value) {
      if (value == null) {
        throw Errors.valueError("signal keys cannot be deleted");
      }
      PySignalDict d = (PySignalDict) o;
      int bits = DecimalState.current().bits(key);
      boolean on = Abstract.isTrue(value);
      d.set(on ? d.bits() | bits : d.bits() & ~bits);
    }

    @Override
    public PyObject repr(PyObject o) {
      int bits = ((PySignalDict) o).bits();
      StringBuilder out = new StringBuilder("{");
      for (int i = 0; i < DecimalState.SIGNALS.length; i++) {
        out.append(i == 0 ? "" : ", ")
            .append("<class 'decimal.")
            .append(DecimalState.SIGNALS[i])
            .append("'>:")
            .append((bits & DecimalState.SIGNAL_BITS[i]) != 0 ? "True" : "False");
      }
      return PyStr.of(out.append('}').toString());
    }

    @Override
    public PyObject richCompare(PyObject a, PyObject b, int op) {
      if (op != Abstract.EQ && op != Abstract.NE
          || !(b instanceof PySignalDict) && !(b instanceof PyDict)) {
        return PyObject.NOT_IMPLEMENTED;
      }
      int bits;
      try {
        bits = bits(b);
      } catch (PyException e) {
        if (!e.matches(Exceptions.KeyError)) {
          throw e;
        }
        return PyObject.NOT_IMPLEMENTED;
      }
      return PyBool.of((((PySignalDict) a).bits() == bits) == (op == Abstract.EQ));
    }
  }
}
