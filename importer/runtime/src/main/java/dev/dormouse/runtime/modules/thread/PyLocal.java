package dev.dormouse.runtime.modules.thread;

import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Generic;
import dev.dormouse.runtime.objects.Names;
import dev.dormouse.runtime.objects.Ops;
import dev.dormouse.runtime.objects.PyDict;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.runtime.objects.ThreadState;
import dev.dormouse.tables.BuiltinType;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * {@code _thread._local}: an object with a dictionary per thread. Before an attribute is looked at,
 * the calling thread's dictionary becomes the object's; no other thread runs Python code between
 * that and the look-up, since nothing in between can give up the interpreter lock.
 */
@BuiltinType(name = "_local", ops = PyLocal.LocalOps.class, doc = "Thread-local data")
public final class PyLocal extends PyObject {
  public static final PyType TYPE =
      PyType.builtin("_local", PyType.OBJECT, new LocalOps(), new PyLocalTable())
          .in("_thread")
          .with(PyType.BASETYPE)
          .withDict()
          .withWeakrefs();

  /**
   * A thread's dictionary goes when the thread ends, or soon after its state did if it was not
   * started from Python.
   */
  private final WeakHashMap<ThreadState, PyDict> dicts = new WeakHashMap<>(4);

  private final PyObject[] args;
  private final PyStr[] kwnames;

  private PyLocal(PyType type, PyObject[] args, PyStr[] kwnames) {
    super(type);
    this.args = args;
    this.kwnames = kwnames;
  }

  /**
   * Makes the calling thread's dictionary the object's; a thread's first use runs {@code __init__}.
   */
  private PyDict enter() {
    ThreadState ts = ThreadState.current();
    PyDict d = dicts.get(ts);
    if (d == null) {
      d = newDict(ts);
      if (!hasObjectInit(type)) {
        try {
          type.ops.init(this, args.clone(), kwnames);
        } catch (RuntimeException e) {
          dicts.remove(ts);
          throw e;
        }
      }
    }
    setDict(d);
    return d;
  }

  private PyDict newDict(ThreadState ts) {
    PyDict d = new PyDict();
    dicts.put(ts, d);
    if (ts.locals == null) {
      ts.locals = new ArrayList<>(2);
    }
    if (ts.locals.size() % 64 == 63) {
      ts.locals.removeIf(r -> r.get() == null);
    }
    ts.locals.add(new WeakReference<>(this));
    return d;
  }

  /** Drops what the thread, which is the calling one, has in objects like this. */
  static void threadEnds(ThreadState ts) {
    List<WeakReference<PyObject>> locals = ts.locals;
    if (locals == null) {
      return;
    }
    for (int i = 0; i < locals.size(); i++) {
      if (locals.get(i).get() instanceof PyLocal l && l.dicts.remove(ts) == l.dictOrNull()) {
        l.setDict(null);
      }
    }
  }

  private static boolean hasObjectInit(PyType t) {
    return t.lookup(Names.INIT) == PyType.OBJECT.lookup(Names.INIT);
  }

  /**
   * What the calling thread has in this object, which may be empty. Null if another thread has
   * something in it, or an {@code __init__} runs in each.
   */
  public PyDict onlyValues() {
    ThreadState ts = ThreadState.current();
    for (Map.Entry<ThreadState, PyDict> e : dicts.entrySet()) {
      if (e.getKey() != ts && e.getValue().size() > 0) {
        return null;
      }
    }
    return hasObjectInit(type) ? enter() : null;
  }

  static final class LocalOps extends Ops {
    @Override
    public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
      if (args.length > 0 && hasObjectInit(cls)) {
        throw Errors.typeError("Initialization arguments are not supported");
      }
      PyLocal l = new PyLocal(cls, args, kwnames);
      // This thread's __init__ is called as that of any new object.
      PyDict ignored = l.newDict(ThreadState.current());
      return l;
    }

    @Override
    public PyObject getAttribute(PyObject o, PyStr name) {
      PyDict d = ((PyLocal) o).enter();
      return name.value().equals("__dict__") ? d : Generic.getAttribute(o, name);
    }

    @Override
    public void setAttribute(PyObject o, PyStr name, PyObject value) {
      if (name.value().equals("__dict__")) {
        throw Errors.attributeError(
            "'" + o.type.fullName() + "' object attribute '__dict__' is read-only", o, name);
      }
      ((PyLocal) o).enter();
      Generic.setAttribute(o, name, value);
    }
  }
}
