package dev.dormouse.runtime.objects;

import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Getter;
import dev.dormouse.tables.Method;
import dev.dormouse.tables.Setter;

/**
 * {@code BaseException} and every exception without fields of its own. Compare CPython's {@code
 * Objects/exceptions.c}.
 */
@BuiltinType(
    name = "BaseException",
    ops = PyBaseException.ExceptionOps.class,
    doc = "Common base class for all exceptions")
public class PyBaseException extends PyObject {
  public PyTuple args;

  /** {@code __traceback__}: a {@link PyTraceback}, or null for None. */
  public PyTraceback traceback;

  /** {@code __cause__}, null for None. */
  public PyBaseException cause;

  /** {@code __context__}, null for None. */
  public PyBaseException context;

  public boolean suppressContext;

  public PyBaseException(PyType type, PyTuple args) {
    super(type);
    this.args = args;
  }

  @Getter(name = "args")
  static PyObject getArgs(PyBaseException e) {
    return e.args;
  }

  @Setter(name = "args")
  static void setArgs(PyBaseException e, PyObject value) {
    if (value == null) {
      throw Errors.typeError("args may not be deleted");
    }
    e.args = PyTuple.of(Abstract.toArray(value));
  }

  @Getter(name = "__traceback__")
  static PyObject getTraceback(PyBaseException e) {
    return e.traceback == null ? NONE : e.traceback;
  }

  @Setter(name = "__traceback__")
  static void setTraceback(PyBaseException e, PyObject value) {
    if (value == null) {
      throw Errors.typeError("__traceback__ may not be deleted");
    }
    if (value != NONE && !(value instanceof PyTraceback)) {
      throw Errors.typeError("__traceback__ must be a traceback or None");
    }
    e.traceback = value == NONE ? null : (PyTraceback) value;
  }

  @Getter(name = "__cause__")
  static PyObject getCause(PyBaseException e) {
    return e.cause == null ? NONE : e.cause;
  }

  @Setter(name = "__cause__")
  static void setCause(PyBaseException e, PyObject value) {
    e.cause = chainable(value, "cause");
    e.suppressContext = true;
  }

  @Getter(name = "__context__")
  static PyObject getContext(PyBaseException e) {
    return e.context == null ? NONE : e.context;
  }

  @Setter(name = "__context__")
  static void setContext(PyBaseException e, PyObject value) {
    e.context = chainable(value, "context");
  }

  private static PyBaseException chainable(PyObject value, String what) {
    if (value == null) {
      throw Errors.typeError("__" + what + "__ may not be deleted");
    }
    if (value != NONE && !(value instanceof PyBaseException)) {
      throw Errors.typeError("exception " + what + " must be None or derive from BaseException");
    }
    return value == NONE ? null : (PyBaseException) value;
  }

  @Getter(name = "__suppress_context__", member = true)
  static boolean getSuppressContext(PyBaseException e) {
    return e.suppressContext;
  }

  @Setter(name = "__suppress_context__")
  static void setSuppressContext(PyBaseException e, PyObject value) {
    if (value == null) {
      throw Errors.typeError("can't delete numeric/char attribute");
    }
    if (!(value instanceof PyBool b)) {
      throw Errors.typeError("attribute value type must be bool");
    }
    e.suppressContext = b.truth();
  }

  @Getter(name = "__dict__")
  static PyObject getDict(PyBaseException e) {
    return e.dict();
  }

  @Setter(name = "__dict__")
  static void setDictAttribute(PyBaseException e, PyObject value) {
    if (!(value instanceof PyDict d)) {
      throw Errors.typeError(
          "__dict__ must be set to a dictionary, not a '"
              + (value == null ? "NULL" : value.type.name())
              + "'");
    }
    e.setDict(d);
  }

  @Method(
      name = "with_traceback",
      signature = "(tb, /)",
      doc = "Set self.__traceback__ to tb and return self.")
  static PyObject withTraceback(PyBaseException e, PyObject tb) {
    setTraceback(e, tb);
    return e;
  }

  @Method(name = "add_note", signature = "(note, /)", doc = "Add a note to the exception.")
  static void addNote(PyBaseException e, PyObject note) {
    if (!(note instanceof PyStr)) {
      throw Errors.typeError("note must be a str, not '" + note.type.name() + "'");
    }
    PyObject notes = Abstract.getAttributeOrNull(e, Names.NOTES);
    if (notes == null) {
      notes = new PyList();
      Abstract.setAttribute(e, Names.NOTES, notes);
    }
    if (!(notes instanceof PyList list)) {
      throw Errors.typeError("Cannot add note: __notes__ is not a list");
    }
    list.add(note);
  }

  @Method(name = "__reduce__")
  static PyObject reduce(PyBaseException e) {
    return e.reduceArgs(e.args);
  }

  /** (type, args) or (type, args, dict) for pickling. */
  final PyObject reduceArgs(PyTuple args) {
    PyDict d = dictOrNull();
    return d == null || d.size() == 0 ? PyTuple.of(type, args) : PyTuple.of(type, args, d);
  }

  @Method(name = "__setstate__", signature = "(state, /)")
  static void setState(PyBaseException e, PyObject state) {
    if (state == NONE) {
      return;
    }
    if (!(state instanceof PyDict d)) {
      throw Errors.typeError("state is not a dictionary");
    }
    for (int i = 0; i < d.slotLimit(); i++) {
      if (d.keyAt(i) != null) {
        Abstract.setAttribute(e, Abstract.attributeName(d.keyAt(i)), d.valueAt(i));
      }
    }
  }

  /** The slots of exceptions; subclasses with fields extend this. */
  static class ExceptionOps extends Ops {
    @Override
    public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
      // A class that was defined in Python and inherits from an exception with fields needs those
      // fields.
      PyType builtin = cls;
      while (builtin.isHeap()) {
        builtin = builtin.base;
      }
      ExceptionOps layout = builtin.ops instanceof ExceptionOps x ? x : this;
      return layout.make(cls, PyTuple.of(positional(args, kwnames)));
    }

    /** A blank exception of this layout. */
    PyBaseException make(PyType cls, PyTuple args) {
      return new PyBaseException(cls, args);
    }

    @Override
    public void init(PyObject o, PyObject[] args, PyStr[] kwnames) {
      noKeywords(o, kwnames);
      ((PyBaseException) o).args = PyTuple.of(args);
    }

    static void noKeywords(PyObject o, PyStr[] kwnames) {
      if (kwnames != null && kwnames.length > 0) {
        throw Errors.typeError(o.type.name() + "() takes no keyword arguments");
      }
    }

    static PyObject[] positional(PyObject[] args, PyStr[] kwnames) {
      return kwnames == null || kwnames.length == 0
          ? args
          : ItemArrays.copyOf(args, args.length - kwnames.length);
    }

    @Override
    public PyObject repr(PyObject o) {
      PyBaseException e = (PyBaseException) o;
      String name = e.type.name();
      if (e.args.items.length == 1) {
        return PyStr.of(name + "(" + Abstract.repr(e.args.items[0]).value() + ")");
      }
      return PyStr.of(name + Abstract.repr(e.args).value());
    }

    @Override
    public PyObject str(PyObject o) {
      PyBaseException e = (PyBaseException) o;
      return switch (e.args.items.length) {
        case 0 -> Names.EMPTY;
        case 1 -> Abstract.str(e.args.items[0]);
        default -> Abstract.str(e.args);
      };
    }
  }
}
