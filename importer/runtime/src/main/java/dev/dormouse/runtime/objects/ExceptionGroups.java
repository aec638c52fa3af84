package dev.dormouse.runtime.objects;

import java.util.ArrayList;
import java.util.List;

/**
 * {@code BaseExceptionGroup} and {@code ExceptionGroup}, and what {@code except*} needs of them
 * (PEP 654).
 */
public final class ExceptionGroups {
  public static final PyType BASE =
      PyType.builtin(
              "BaseExceptionGroup",
              Exceptions.BaseException,
              PyExceptionGroup.OPS,
              new PyExceptionGroupTable())
          .with(PyType.BASETYPE);

  private ExceptionGroups() {}

  public static boolean isGroup(PyObject e) {
    return e instanceof PyExceptionGroup;
  }

  /** {@code ExceptionGroup}, a class with two bases, which belongs to an interpreter. */
  public static PyType exceptionGroupType() {
    Interpreter interp = Interpreter.current();
    PyType t = (PyType) interp.registered(ExceptionGroups.class);
    if (t == null) {
      PyDict namespace = new PyDict();
      namespace.put(Names.MODULE, PyStr.of("builtins"));
      t =
          (PyType)
              Abstract.call(
                  PyType.TYPE,
                  PyStr.of("ExceptionGroup"),
                  PyTuple.of(BASE, Exceptions.Exception),
                  namespace);
      interp.register(ExceptionGroups.class, t);
    }
    return t;
  }

  /** A naked exception caught by {@code except*}, as a group of one. */
  public static PyObject wrap(PyBaseException e) {
    PyType type = e.type.isSubtype(Exceptions.Exception) ? exceptionGroupType() : BASE;
    PyExceptionGroup g = (PyExceptionGroup) Abstract.call(type, Names.EMPTY, PyTuple.of(e));
    g.traceback = e.traceback;
    return g;
  }

  /** See {@code _PyExc_PrepReraiseStar} in CPython's exceptions.c. */
  public static PyObject prepareReraise(PyBaseException original, PyObject[] list) {
    List<PyObject> living = new ArrayList<>();
    for (PyObject o : list) {
      if (o != PyObject.NONE) {
        living.add(o);
      }
    }
    if (living.isEmpty()) {
      return PyObject.NONE;
    }
    if (!(original instanceof PyExceptionGroup group)) {
      return living.get(0);
    }
    List<PyObject> raised = new ArrayList<>();
    List<PyBaseException> reraised = new ArrayList<>();
    for (PyObject o : living) {
      if (sameMetadata((PyBaseException) o, original)) {
        reraised.add((PyBaseException) o);
      } else {
        raised.add(o);
      }
    }
    PyObject projection = project(group, reraised);
    if (raised.isEmpty()) {
      return projection;
    }
    if (projection != PyObject.NONE) {
      raised.add(projection);
    }
    boolean ordinary = true;
    for (PyObject o : raised) {
      ordinary &= o.type.isSubtype(Exceptions.Exception);
    }
    return Abstract.call(
        ordinary ? exceptionGroupType() : BASE,
        Names.EMPTY,
        PyTuple.of(raised.toArray(PyObject.NO_ARGS)));
  }

  private static boolean sameMetadata(PyBaseException a, PyBaseException b) {
    PyDict da = a.dictOrNull();
    PyDict db = b.dictOrNull();
    PyObject na = da == null ? null : da.get(Names.NOTES);
    PyObject nb = db == null ? null : db.get(Names.NOTES);
    return na == nb && a.traceback == b.traceback && a.cause == b.cause && a.context == b.context;
  }

  /** The part of {@code original} whose leaves are in {@code keep}. */
  private static PyObject project(PyExceptionGroup original, List<PyBaseException> keep) {
    if (keep.isEmpty()) {
      return PyObject.NONE;
    }
    List<PyObject> leaves = new ArrayList<>();
    for (PyBaseException e : keep) {
      collectLeaves(e, leaves);
    }
    PyObject part = original.split(leaf -> leaves.contains(leaf))[0];
    return part == null ? PyObject.NONE : part;
  }

  private static void collectLeaves(PyObject e, List<PyObject> leaves) {
    if (e instanceof PyExceptionGroup g) {
      for (PyObject inner : g.exceptions.items) {
        collectLeaves(inner, leaves);
      }
    } else {
      leaves.add(e);
    }
  }
}
