package dev.dormouse.runtime.objects;

import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Method;

/** Iterates by calling {@code __getitem__} with 0, 1, … until IndexError ({@code iterator}). */
@BuiltinType(name = "iterator", ops = PySeqIter.SeqIterOps.class)
public final class PySeqIter extends PyObject {
  public static final PyType TYPE =
      PyType.builtin("iterator", PyType.OBJECT, new SeqIterOps(), new PySeqIterTable());

  /** Null once exhausted. */
  private PyObject sequence;

  private int index;

  public PySeqIter(PyObject sequence) {
    super(TYPE);
    this.sequence = sequence;
  }

  @Method(name = "__length_hint__")
  static PyObject lengthHint(PySeqIter it) {
    if (it.sequence == null) {
      return PyInt.ZERO;
    }
    if (!it.sequence.type.has(Slot.LENGTH)) {
      return NOT_IMPLEMENTED;
    }
    return PyInt.of(Math.max(0, Abstract.length(it.sequence) - it.index));
  }

  @Method(name = "__reduce__")
  static PyObject reduce(PySeqIter it) {
    PyObject iter = Interpreter.current().builtin("iter");
    return it.sequence == null
        ? PyTuple.of(iter, PyTuple.of(PyTuple.EMPTY))
        : PyTuple.of(iter, PyTuple.of(it.sequence), PyInt.of(it.index));
  }

  @Method(name = "__setstate__", signature = "(state, /)")
  static void setState(PySeqIter it, int index) {
    it.index = Math.max(0, index);
  }

  static final class SeqIterOps extends Ops {
    @Override
    public PyObject iter(PyObject o) {
      return o;
    }

    @Override
    public PyObject next(PyObject o) {
      PySeqIter it = (PySeqIter) o;
      if (it.sequence == null) {
        return null;
      }
      try {
        return Abstract.getItem(it.sequence, PyInt.of(it.index++));
      } catch (PyException e) {
        if (e.matches(Exceptions.IndexError) || e.matches(Exceptions.StopIteration)) {
          it.sequence = null;
          return null;
        }
        throw e;
      }
    }
  }
}
