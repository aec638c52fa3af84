package dev.dormouse.runtime.objects;

import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.ClassMethod;
import dev.dormouse.tables.Getter;
import dev.dormouse.tables.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** An exception that holds others. Compare CPython's {@code Objects/exceptions.c} and PEP 654. */
@BuiltinType(
    name = "BaseExceptionGroup",
    ops = PyExceptionGroup.GroupOps.class,
    doc = "A combination of multiple unrelated exceptions.")
public class PyExceptionGroup extends PyBaseException {
  static final GroupOps OPS = new GroupOps();

  PyStr message;

  /** The inner exceptions; never empty. */
  public PyTuple exceptions;

  PyExceptionGroup(PyType type, PyTuple args, PyStr message, PyTuple exceptions) {
    super(type, args);
    this.message = message;
    this.exceptions = exceptions;
  }

  @Getter(name = "message", member = true)
  static PyObject getMessage(PyExceptionGroup g) {
    return g.message;
  }

  @Getter(name = "exceptions", member = true)
  static PyObject getExceptions(PyExceptionGroup g) {
    return g.exceptions;
  }

  @Method(name = "derive", signature = "(excs, /)")
  static PyObject derive(PyExceptionGroup g, PyObject excs) {
    return Abstract.call(ExceptionGroups.BASE, g.message, excs);
  }

  @Method(name = "split", signature = "(matcher_value, /)")
  static PyObject splitBy(PyExceptionGroup g, PyObject condition) {
    PyObject[] parts = g.split(matcher(condition));
    return PyTuple.of(parts[0] == null ? NONE : parts[0], parts[1] == null ? NONE : parts[1]);
  }

  @Method(name = "subgroup", signature = "(matcher_value, /)")
  static PyObject subgroup(PyExceptionGroup g, PyObject condition) {
    PyObject match = g.split(matcher(condition))[0];
    return match == null ? NONE : match;
  }

  @ClassMethod(name = "__class_getitem__", signature = "(item, /)", doc = "See PEP 585")
  static PyObject classGetItem(PyType cls, PyObject item) {
    return GenericAliases.make(cls, item);
  }

  private static Predicate<PyObject> matcher(PyObject condition) {
    if (condition instanceof PyType t && t.isSubtype(Exceptions.BaseException)) {
      return e -> e.type.isSubtype(t);
    }
    if (condition instanceof PyTuple t) {
      boolean classes = true;
      for (PyObject o : t.items) {
        classes &= o instanceof PyType c && c.isSubtype(Exceptions.BaseException);
      }
      if (classes) {
        return e -> Abstract.realIsInstanceOfAny(e, t.items);
      }
    }
    if (condition instanceof PyFunction) {
      return e -> Abstract.isTrue(Abstract.call(condition, e));
    }
    throw Errors.typeError("expected a function, exception type or tuple of exception types");
  }

  /** The matching and the other part; null where a part is empty. */
  PyObject[] split(Predicate<PyObject> matches) {
    if (matches.test(this)) {
      return new PyObject[] {this, null};
    }
    List<PyObject> match = new ArrayList<>();
    List<PyObject> rest = new ArrayList<>();
    ThreadState ts = ThreadState.current();
    for (PyObject e : exceptions.items) {
      if (e instanceof PyExceptionGroup g) {
        ts.enterRecursive(" in exceptiongroup_split_recursive");
        PyObject[] parts;
        try {
          parts = g.split(matches);
        } finally {
          ts.leaveRecursive();
        }
        if (parts[0] != null) {
          match.add(parts[0]);
        }
        if (parts[1] != null) {
          rest.add(parts[1]);
        }
      } else if (matches.test(e)) {
        match.add(e);
      } else {
        rest.add(e);
      }
    }
    return new PyObject[] {subset(match), subset(rest)};
  }

  private PyObject subset(List<PyObject> part) {
    if (part.isEmpty()) {
      return null;
    }
    PyObject made = Abstract.callMethod(this, "derive", PyList.of(part.toArray(NO_ARGS)));
    if (!(made instanceof PyExceptionGroup g)) {
      throw Errors.typeError("derive must return an instance of BaseExceptionGroup");
    }
    g.traceback = traceback;
    g.cause = cause;
    g.context = context;
    g.suppressContext = suppressContext;
    PyObject notes = Abstract.getAttributeOrNull(this, Names.NOTES);
    if (notes != null && Abstract.isSequence(notes)) {
      Abstract.setAttribute(g, Names.NOTES, PyList.of(Abstract.toArray(notes)));
    }
    return g;
  }

  static final class GroupOps extends ExceptionOps {
    @Override
    public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
      PyObject[] positional = positional(args, kwnames);
      if (positional.length != 2) {
        throw Errors.typeError(
            "BaseExceptionGroup.__new__() takes exactly 2 arguments ("
                + positional.length
                + " given)");
      }
      if (!(positional[0] instanceof PyStr message)) {
        throw Errors.typeError(
            "BaseExceptionGroup.__new__() argument 1 must be str, not "
                + ArgParser.typeName(positional[0]));
      }
      if (!Abstract.isSequence(positional[1])) {
        throw Errors.typeError("second argument (exceptions) must be a sequence");
      }
      PyObject[] inner = Abstract.toArray(positional[1]);
      if (inner.length == 0) {
        throw Errors.valueError("second argument (exceptions) must be a non-empty sequence");
      }
      boolean ordinary = true;
      for (int i = 0; i < inner.length; i++) {
        if (!(inner[i] instanceof PyBaseException)) {
          throw Errors.valueError(
              "Item " + i + " of second argument (exceptions) is not an exception");
        }
        ordinary &= inner[i].type.isSubtype(Exceptions.Exception);
      }
      PyType type = cls;
      if (cls == ExceptionGroups.BASE) {
        if (ordinary) {
          type = ExceptionGroups.exceptionGroupType();
        }
      } else if (cls == ExceptionGroups.exceptionGroupType()) {
        if (!ordinary) {
          throw Errors.typeError("Cannot nest BaseExceptions in an ExceptionGroup");
        }
      } else if (cls.isSubtype(Exceptions.Exception) && !ordinary) {
        throw Errors.typeError("Cannot nest BaseExceptions in '" + cls.name() + "'");
      }
      return new PyExceptionGroup(type, PyTuple.of(positional), message, PyTuple.of(inner));
    }

    @Override
    public void init(PyObject o, PyObject[] args, PyStr[] kwnames) {
      super.init(
          o, args,
          kwnames); // named here so that the class has an __init__ of its own, as in CPython
    }

    @Override
    public PyObject str(PyObject o) {
      PyExceptionGroup g = (PyExceptionGroup) o;
      int n = g.exceptions.items.length;
      return PyStr.of(g.message.value() + " (" + n + " sub-exception" + (n > 1 ? "s" : "") + ")");
    }
  }
}
