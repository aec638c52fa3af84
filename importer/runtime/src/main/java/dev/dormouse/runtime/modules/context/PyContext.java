package dev.dormouse.runtime.modules.context;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Ops;
import dev.dormouse.runtime.objects.PyBool;
import dev.dormouse.runtime.objects.PyList;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.runtime.objects.ThreadState;
import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Method;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * {@code contextvars.Context}: an immutable mapping that is replaced when a variable is set, so
 * that copying costs nothing. Contexts hold few variables: a copied hash map serves where CPython
 * has a hash array mapped trie.
 */
@BuiltinType(name = "Context", ops = PyContext.ContextOps.class)
public final class PyContext extends PyObject {
  public static final PyType TYPE =
      PyType.builtin("Context", PyType.OBJECT, new ContextOps(), new PyContextTable())
          .in("_contextvars")
          .withWeakrefs()
          .unhashable();

  /** Replaced, never changed. */
  LinkedHashMap<PyContextVar, PyObject> values;

  /** The context to return to while this one is entered; meaningful only then. */
  private PyContext previous;

  private boolean entered;

  private PyContext(LinkedHashMap<PyContextVar, PyObject> values) {
    super(TYPE);
    this.values = values;
  }

  /** The context of the calling thread, made on first need. */
  static PyContext current() {
    ThreadState ts = ThreadState.current();
    if (ts.context == null) {
      ts.context = new PyContext(new LinkedHashMap<>(0));
    }
    return (PyContext) ts.context;
  }

  /** What {@code copy_context()} returns. */
  public static PyContext copyOfCurrent() {
    return current().copyOf();
  }

  PyContext copyOf() {
    return new PyContext(values);
  }

  void set(PyContextVar variable, PyObject value) {
    LinkedHashMap<PyContextVar, PyObject> next = new LinkedHashMap<>(values);
    if (value == null) {
      next.remove(variable);
    } else {
      next.put(variable, value);
    }
    values = next;
  }

  @Method(
      name = "run",
      signature = "(callable, /, *args, **kwargs)",
      doc = "Call a function in this context.")
  static PyObject run(PyContext c, PyObject[] args, PyStr[] kwnames) {
    if (args.length - (kwnames == null ? 0 : kwnames.length) < 1) {
      throw Errors.typeError("run() missing 1 required positional argument");
    }
    if (c.entered) {
      throw Errors.runtimeError(
          "cannot enter context: " + Abstract.repr(c).value() + " is already entered");
    }
    ThreadState ts = ThreadState.current();
    c.previous = (PyContext) ts.context;
    c.entered = true;
    ts.context = c;
    try {
      return Abstract.call(args[0], Abstract.tail(args), kwnames);
    } finally {
      ts.context = c.previous;
      c.previous = null;
      c.entered = false;
    }
  }

  @Method(name = "copy", doc = "Return a shallow copy of the context object.")
  static PyObject copy(PyContext c) {
    return c.copyOf();
  }

  @Method(
      name = "get",
      signature = "(key, default=None, /)",
      doc = "Return the value of a variable, or the default.")
  static PyObject get(PyContext c, PyObject key, PyObject otherwise) {
    PyObject v = c.values.get(variable(key));
    return v != null ? v : otherwise == null ? NONE : otherwise;
  }

  @Method(name = "items", doc = "Return all variables and their values.")
  static PyObject items(PyContext c) {
    PyList list = new PyList();
    for (Map.Entry<PyContextVar, PyObject> e : c.values.entrySet()) {
      list.add(PyTuple.of(e.getKey(), e.getValue()));
    }
    return Abstract.iter(list);
  }

  @Method(name = "keys", doc = "Return all variables.")
  static PyObject keys(PyContext c) {
    return Abstract.iter(PyList.of(c.values.keySet().toArray(NO_ARGS)));
  }

  @Method(name = "values", doc = "Return all values.")
  static PyObject allValues(PyContext c) {
    return Abstract.iter(PyList.of(c.values.values().toArray(NO_ARGS)));
  }

  private static PyContextVar variable(PyObject key) {
    if (!(key instanceof PyContextVar v)) {
      throw Errors.typeError("a ContextVar key was expected, got " + Abstract.repr(key).value());
    }
    return v;
  }

  static final class ContextOps extends Ops {
    @Override
    public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
      if (args.length > 0) {
        throw Errors.typeError("Context() does not accept any arguments");
      }
      return new PyContext(new LinkedHashMap<>(0));
    }

    @Override
    public int length(PyObject o) {
      return ((PyContext) o).values.size();
    }

    @Override
    public boolean contains(PyObject o, PyObject key) {
      return ((PyContext) o).values.containsKey(variable(key));
    }

    @Override
    public PyObject getItem(PyObject o, PyObject key) {
      PyObject v = ((PyContext) o).values.get(variable(key));
      if (v == null) {
        throw Errors.keyError(key);
      }
      return v;
    }

    @Override
    public PyObject iter(PyObject o) {
      return keys((PyContext) o);
    }

    @Override
    public PyObject richCompare(PyObject a, PyObject b, int op) {
      if (!(a instanceof PyContext x)
          || !(b instanceof PyContext y)
          || op != Abstract.EQ && op != Abstract.NE) {
        return NOT_IMPLEMENTED;
      }
      boolean same = x.values.size() == y.values.size();
      for (Map.Entry<PyContextVar, PyObject> e : x.values.entrySet()) {
        PyObject other = same ? y.values.get(e.getKey()) : null;
        same = other != null && Abstract.equal(e.getValue(), other);
        if (!same) {
          break;
        }
      }
      return PyBool.of(same == (op == Abstract.EQ));
    }
  }
}
