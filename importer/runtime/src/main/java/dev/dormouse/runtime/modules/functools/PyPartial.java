package dev.dormouse.runtime.modules.functools;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.GenericAliases;
import dev.dormouse.runtime.objects.ItemArrays;
import dev.dormouse.runtime.objects.Ops;
import dev.dormouse.runtime.objects.PyDict;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.runtime.objects.ThreadState;
import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.ClassMethod;
import dev.dormouse.tables.Getter;
import dev.dormouse.tables.Method;
import dev.dormouse.tables.Setter;

/** {@code functools.partial}. */
@BuiltinType(
    name = "partial",
    ops = PyPartial.PartialOps.class,
    doc =
        "partial(func, *args, **keywords) - a function like func with some of its arguments given"
            + " already.")
public final class PyPartial extends PyObject {
  public static final PyType TYPE =
      PyType.builtin("partial", PyType.OBJECT, new PartialOps(), new PyPartialTable())
          .in("functools")
          .with(PyType.BASETYPE)
          .withDict()
          .withWeakrefs();

  private PyObject function;
  private PyTuple args;

  /** Never null; seen from outside, so it may change. */
  private PyDict keywords;

  private PyPartial(PyType type) {
    super(type);
  }

  @Getter(name = "func", member = true, doc = "function object to use in future partial calls")
  static PyObject getFunc(PyPartial p) {
    return p.function;
  }

  @Getter(name = "args", member = true, doc = "tuple of arguments to future partial calls")
  static PyObject getArgs(PyPartial p) {
    return p.args;
  }

  @Getter(
      name = "keywords",
      member = true,
      doc = "dictionary of keyword arguments to future partial calls")
  static PyObject getKeywords(PyPartial p) {
    return p.keywords;
  }

  @Getter(name = "__dict__")
  static PyObject getDict(PyPartial p) {
    return p.dict();
  }

  @Setter(name = "__dict__")
  static void setDict(PyPartial p, PyObject value) {
    if (!(value instanceof PyDict d)) {
      throw Errors.typeError(
          "__dict__ must be set to a dictionary, not a '"
              + (value == null ? "NULL" : value.type.name())
              + "'");
    }
    p.setDict(d);
  }

  @ClassMethod(name = "__class_getitem__", signature = "(object, /)", doc = "See PEP 585")
  static PyObject classGetItem(PyType cls, PyObject item) {
    return GenericAliases.make(cls, item);
  }

  @Method(name = "__reduce__")
  static PyObject reduce(PyPartial p) {
    PyObject dict = p.dictOrNull();
    return PyTuple.of(
        p.type,
        PyTuple.of(p.function),
        PyTuple.of(p.function, p.args, p.keywords, dict == null ? NONE : dict));
  }

  @Method(name = "__setstate__", signature = "(state, /)")
  static void setState(PyPartial p, PyObject state) {
    if (!(state instanceof PyTuple t)
        || t.items.length != 4
        || !Abstract.isCallable(t.items[0])
        || !(t.items[1] instanceof PyTuple)
        || t.items[2] != NONE && !(t.items[2] instanceof PyDict)
        || t.items[3] != NONE && !(t.items[3] instanceof PyDict)) {
      throw Errors.typeError("invalid partial state");
    }
    PyTuple args = (PyTuple) t.items[1];
    p.function = t.items[0];
    p.args = args.type == PyTuple.TYPE ? args : PyTuple.of(Abstract.toArray(args));
    if (t.items[2] == NONE) {
      p.keywords = new PyDict();
    } else {
      PyDict k = (PyDict) t.items[2];
      p.keywords = k.type == PyDict.TYPE ? k : k.copy();
    }
    p.setDict(t.items[3] == NONE ? null : (PyDict) t.items[3]);
  }

  /** The slots of {@code partial}. */
  static final class PartialOps extends Ops {
    @Override
    public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
      int positional = args.length - (kwnames == null ? 0 : kwnames.length);
      if (positional < 1) {
        throw Errors.typeError("type 'partial' takes at least one argument");
      }
      PyObject function = args[0];
      if (!Abstract.isCallable(function)) {
        throw Errors.typeError("the first argument must be callable");
      }
      PyPartial p = new PyPartial(cls);
      p.function = function;
      p.args = PyTuple.of(ItemArrays.copyOfRange(args, 1, positional));
      p.keywords = new PyDict();
      if (function.type == TYPE && ((PyPartial) function).dictOrNull() == null) {
        // A partial of a plain partial is flattened.
        PyPartial inner = (PyPartial) function;
        p.function = inner.function;
        p.args = PyTuple.of(joined(inner.args.items, p.args.items, p.args.items.length));
        p.keywords = inner.keywords.copy();
      }
      for (int i = positional; i < args.length; i++) {
        p.keywords.put(kwnames[i - positional], args[i]);
      }
      return p;
    }

    private static PyObject[] joined(PyObject[] a, PyObject[] b, int count) {
      PyObject[] all = ItemArrays.copyOf(a, a.length + count);
      System.arraycopy(b, 0, all, a.length, count);
      return all;
    }

    @Override
    public PyObject call(PyObject o, PyObject[] args, PyStr[] kwnames) {
      PyPartial p = (PyPartial) o;
      if (p.keywords.size() == 0) {
        PyObject[] all = p.args.items.length == 0 ? args : joined(p.args.items, args, args.length);
        return Abstract.call(p.function, all, kwnames);
      }
      int positional = args.length - (kwnames == null ? 0 : kwnames.length);
      PyDict keywords = p.keywords.copy();
      for (int i = positional; i < args.length; i++) {
        keywords.put(kwnames[i - positional], args[i]);
      }
      return Abstract.callWithDict(p.function, joined(p.args.items, args, positional), keywords);
    }

    @Override
    public PyObject repr(PyObject o) {
      PyPartial p = (PyPartial) o;
      ThreadState ts = ThreadState.current();
      if (!ts.enterRepr(o)) {
        return PyStr.of("...");
      }
      try {
        StringBuilder out =
            new StringBuilder(p.type.fullName())
                .append('(')
                .append(Abstract.repr(p.function).value());
        for (PyObject a : p.args.items) {
          out.append(", ").append(Abstract.repr(a).value());
        }
        PyDict keywords = p.keywords.copy();
        for (int e = 0; e < keywords.slotLimit(); e++) {
          if (keywords.keyAt(e) != null) {
            out.append(", ").append(Abstract.str(keywords.keyAt(e)).value()).append('=');
            out.append(Abstract.repr(keywords.valueAt(e)).value());
          }
        }
        return PyStr.of(out.append(')').toString());
      } finally {
        ts.leaveRepr(o);
      }
    }

    @Override
    public PyObject[] referents(PyObject o) {
      PyPartial p = (PyPartial) o;
      return new PyObject[] {p.function, p.args, p.keywords};
    }
  }
}
