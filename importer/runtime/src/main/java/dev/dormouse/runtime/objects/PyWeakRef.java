package dev.dormouse.runtime.objects;

import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.ClassMethod;
import dev.dormouse.tables.Getter;
import java.lang.ref.WeakReference;

/** {@code weakref.ref}. Compare CPython's {@code Objects/weakrefobject.c}. */
@BuiltinType(name = "ReferenceType", ops = PyWeakRef.WeakRefOps.class)
public class PyWeakRef extends PyObject {
  public static final PyType TYPE =
      PyType.builtin("ReferenceType", PyType.OBJECT, new WeakRefOps(), new PyWeakRefTable())
          .in("weakref")
          .with(PyType.BASETYPE);

  private final WeakReference<PyObject> target;

  /** Null when there is none, or once it was called. */
  PyObject callback;

  /** The hash of the object, once asked for: it must outlive the object. */
  private long hash;

  private boolean hashed;

  /**
   * The proxy that this reference serves, which then stands for it everywhere; null for a reference
   * of its own.
   */
  PyWeakProxy proxy;

  /** What Python sees: the proxy or this. */
  public final PyObject shown() {
    return proxy != null ? proxy : this;
  }

  PyWeakRef(PyType type, PyObject target, PyObject callback) {
    super(type);
    this.target = new WeakReference<>(target);
    this.callback = callback;
  }

  /** The plain reference to {@code o} that everybody without a callback shares. */
  public static PyWeakRef of(PyObject o) {
    return make(TYPE, o, null);
  }

  static PyWeakRef make(PyType cls, PyObject o, PyObject callback) {
    if (!o.type.weakrefable) {
      throw Errors.typeError("cannot create weak reference to '" + o.type.name() + "' object");
    }
    WeakRefs refs = WeakRefs.current();
    if (callback == null && cls == TYPE) {
      for (PyWeakRef r : refs.of(o)) {
        if (r.type == TYPE && r.callback == null && r.proxy == null) {
          return r;
        }
      }
    }
    PyWeakRef ref = new PyWeakRef(cls, o, callback);
    refs.add(o, ref);
    return ref;
  }

  /** The reference of a proxy; one without callback is shared. */
  static PyWeakProxy proxy(PyObject o, PyObject callback) {
    if (!o.type.weakrefable) {
      throw Errors.typeError("cannot create weak reference to '" + o.type.fullName() + "' object");
    }
    WeakRefs refs = WeakRefs.current();
    if (callback == null) {
      for (PyWeakRef r : refs.of(o)) {
        if (r.proxy != null && r.callback == null) {
          return r.proxy;
        }
      }
    }
    PyWeakRef ref = new PyWeakRef(TYPE, o, callback);
    ref.proxy = new PyWeakProxy(o, ref);
    refs.add(o, ref);
    return ref.proxy;
  }

  /** Plain references come first, then the plain proxy, then the others, newest first. */
  int rank() {
    return callback != null || type != TYPE ? 2 : proxy != null ? 1 : 0;
  }

  /** The object, or null if it is gone. */
  public final PyObject get() {
    return target.get();
  }

  @Getter(name = "__callback__", member = true)
  static PyObject getCallback(PyWeakRef r) {
    return r.callback == null ? NONE : r.callback;
  }

  @ClassMethod(name = "__class_getitem__", signature = "(item, /)", doc = "See PEP 585")
  static PyObject classGetItem(PyType cls, PyObject item) {
    return GenericAliases.make(cls, item);
  }

  static final class WeakRefOps extends Ops {
    @Override
    public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
      PyObject[] positional = ArgParser.positionalTail(args, kwnames, 0);
      ArgParser.positional(null, "__new__", positional, null, 1, 2);
      PyObject callback = positional.length > 1 && positional[1] != NONE ? positional[1] : null;
      return make(cls, positional[0], callback);
    }

    @Override
    public void init(PyObject o, PyObject[] args, PyStr[] kwnames) {
      ArgParser.noKeywords(null, "ref", kwnames);
      ArgParser.positional(null, "__init__", args, null, 1, 2);
    }

    @Override
    public PyObject call(PyObject o, PyObject[] args, PyStr[] kwnames) {
      ArgParser.noKeywords(null, "weakref", kwnames);
      if (args.length > 0) {
        throw Errors.typeError("weakref() takes no arguments (" + args.length + " given)");
      }
      PyObject v = ((PyWeakRef) o).get();
      return v == null ? NONE : v;
    }

    @Override
    public PyObject repr(PyObject o) {
      PyObject v = ((PyWeakRef) o).get();
      String head = "<weakref at " + Generic.address(o) + "; ";
      if (v == null) {
        return PyStr.of(head + "dead>");
      }
      PyObject name = Abstract.getAttributeOrNull(v, Names.DUNDER_NAME);
      String to = "to '" + v.type.name() + "' at " + Generic.address(v);
      return PyStr.of(head + to + (name instanceof PyStr s ? " (" + s.value() + ")>" : ">"));
    }

    @Override
    public long hash(PyObject o) {
      PyWeakRef r = (PyWeakRef) o;
      if (!r.hashed) {
        PyObject v = r.get();
        if (v == null) {
          throw Errors.typeError("weak object has gone away");
        }
        r.hash = Abstract.hash(v);
        r.hashed = true;
      }
      return r.hash;
    }

    @Override
    public PyObject richCompare(PyObject a, PyObject b, int op) {
      if (!(a instanceof PyWeakRef x)
          || !(b instanceof PyWeakRef y)
          || op != Abstract.EQ && op != Abstract.NE) {
        return NOT_IMPLEMENTED;
      }
      PyObject v = x.get();
      PyObject w = y.get();
      if (v == null || w == null) {
        return PyBool.of((a == b) == (op == Abstract.EQ));
      }
      return Abstract.richCompare(v, w, op);
    }
  }
}
