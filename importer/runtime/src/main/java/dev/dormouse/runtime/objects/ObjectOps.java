package dev.dormouse.runtime.objects;

import java.util.ArrayList;
import java.util.List;

/**
 * The slots of {@code object}: everything is inherited from {@link Ops} and named here so that
 * Python sees it.
 */
final class ObjectOps extends Ops {
  @Override
  public PyObject repr(PyObject o) {
    return super.repr(o);
  }

  @Override
  public PyObject str(PyObject o) {
    return super.str(o);
  }

  @Override
  public long hash(PyObject o) {
    return super.hash(o);
  }

  @Override
  public PyObject getAttribute(PyObject o, PyStr name) {
    return super.getAttribute(o, name);
  }

  @Override
  public void setAttribute(PyObject o, PyStr name, PyObject value) {
    super.setAttribute(o, name, value);
  }

  @Override
  public PyObject richCompare(PyObject a, PyObject b, int op) {
    return super.richCompare(a, b, op);
  }

  @Override
  public void init(PyObject o, PyObject[] args, PyStr[] kwnames) {
    super.init(o, args, kwnames);
  }

  @Override
  public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
    if (args.length > 0) {
      if (Generic.overrides(cls, Names.NEW)) {
        throw Errors.typeError(
            "object.__new__() takes exactly one argument (the type to instantiate)");
      }
      if (!Generic.overrides(cls, Names.INIT)) {
        throw Errors.typeError(cls.name() + "() takes no arguments");
      }
    }
    if ((cls.flags & PyType.ABSTRACT) != 0) {
      throw abstractError(cls);
    }
    return cls.has(Slot.DEL) ? Finalizers.make(cls) : new PyObject(cls);
  }

  private static PyException abstractError(PyType cls) {
    PyObject methods = cls.own(Names.ABSTRACT_METHODS);
    List<PyObject> sorted = new ArrayList<>();
    if (methods != null) {
      PyObject it = Abstract.iter(methods);
      for (PyObject m = Abstract.next(it); m != null; m = Abstract.next(it)) {
        sorted.add(m);
      }
    }
    sorted.sort((a, b) -> ((PyStr) a).value().compareTo(((PyStr) b).value()));
    StringBuilder names = new StringBuilder();
    for (PyObject m : sorted) {
      names.append(names.length() == 0 ? "" : ", ").append(((PyStr) m).value());
    }
    return Errors.typeError(
        "Can't instantiate abstract class "
            + cls.name()
            + " with abstract method"
            + (sorted.size() > 1 ? "s " : " ")
            + names);
  }
}
