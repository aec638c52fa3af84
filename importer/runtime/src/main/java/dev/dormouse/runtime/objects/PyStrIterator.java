package dev.dormouse.runtime.objects;

import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Method;

/**
 * The iterator of a str, over code points. CPython has a second type for ASCII strings that are no
 * instances of subclasses, by name only; so have we.
 */
@BuiltinType(name = "str_iterator", ops = PyStrIterator.IteratorOps.class)
public final class PyStrIterator extends PyObject {
  public static final PyType TYPE =
      PyType.builtin("str_iterator", PyType.OBJECT, new IteratorOps(), new PyStrIteratorTable());

  static final PyType ASCII_TYPE =
      PyType.builtin(
          "str_ascii_iterator", PyType.OBJECT, new IteratorOps(), new PyStrIteratorTable());

  /** Null once exhausted. */
  private PyStr text;

  /** In UTF-16 units. */
  private int position;

  public PyStrIterator(PyStr text) {
    super(text.type == PyStr.TYPE && text.isAscii() ? ASCII_TYPE : TYPE);
    this.text = text;
  }

  @Method(name = "__length_hint__")
  static int lengthHint(PyStrIterator it) {
    return it.text == null
        ? 0
        : it.text.value().codePointCount(it.position, it.text.value().length());
  }

  @Method(name = "__reduce__")
  static PyObject reduce(PyStrIterator it) {
    PyObject iter = Interpreter.current().builtin("iter");
    return it.text == null
        ? PyTuple.of(iter, PyTuple.of(Names.EMPTY))
        : PyTuple.of(iter, PyTuple.of(it.text), PyInt.of(it.text.codePointIndex(it.position)));
  }

  @Method(name = "__setstate__", signature = "(state, /)")
  static void setState(PyStrIterator it, PyObject state) {
    if (it.text != null) {
      int index = Math.min(Math.max(Abstract.toIndex(state), 0), it.text.length());
      it.position = it.text.unitIndex(index);
    }
  }

  static final class IteratorOps extends Ops {
    @Override
    public PyObject iter(PyObject o) {
      return o;
    }

    @Override
    public PyObject next(PyObject o) {
      PyStrIterator it = (PyStrIterator) o;
      PyStr s = it.text;
      if (s == null) {
        return null;
      }
      if (it.position >= s.value().length()) {
        it.text = null;
        return null;
      }
      int cp = s.value().codePointAt(it.position);
      it.position += Character.charCount(cp);
      return PyStr.ofChar(cp);
    }
  }
}
