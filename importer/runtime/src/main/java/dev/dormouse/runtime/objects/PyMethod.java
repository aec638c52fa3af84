package dev.dormouse.runtime.objects;

import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Getter;
import dev.dormouse.tables.Method;

/**
 * A function bound to an object ({@code method}). Compare CPython's {@code Objects/classobject.c}.
 */
@BuiltinType(name = "method", ops = PyMethod.MethodOps.class)
public final class PyMethod extends PyObject {
  public static final PyType TYPE =
      PyType.builtin("method", PyType.OBJECT, new MethodOps(), new PyMethodTable()).withWeakrefs();

  public final PyObject function;
  public final PyObject self;

  public PyMethod(PyObject function, PyObject self) {
    super(TYPE);
    this.function = function;
    this.self = self;
  }

  @Getter(name = "__func__", member = true)
  static PyObject getFunc(PyMethod m) {
    return m.function;
  }

  @Getter(name = "__self__", member = true)
  static PyObject getSelf(PyMethod m) {
    return m.self;
  }

  @Getter(name = "__doc__")
  static PyObject getDoc(PyMethod m) {
    PyObject doc = Abstract.getAttributeOrNull(m.function, Names.DOC);
    return doc == null ? NONE : doc;
  }

  @Method(name = "__reduce__")
  static PyObject reduce(PyMethod m) {
    PyObject name = Abstract.getAttribute(m.function, Names.DUNDER_NAME);
    return PyTuple.of(Interpreter.current().builtin("getattr"), PyTuple.of(m.self, name));
  }

  static final class MethodOps extends Ops {
    @Override
    public PyObject repr(PyObject o) {
      PyMethod m = (PyMethod) o;
      PyObject name = Abstract.getAttributeOrNull(m.function, Names.QUALNAME);
      if (name == null) {
        name = Abstract.getAttributeOrNull(m.function, Names.DUNDER_NAME);
      }
      String text = name instanceof PyStr s ? s.value() : "?";
      return PyStr.of("<bound method " + text + " of " + Abstract.repr(m.self).value() + ">");
    }

    @Override
    public PyObject call(PyObject o, PyObject[] args, PyStr[] kwnames) {
      PyMethod m = (PyMethod) o;
      PyObject[] all = new PyObject[args.length + 1];
      all[0] = m.self;
      System.arraycopy(args, 0, all, 1, args.length);
      return Abstract.call(m.function, all, kwnames);
    }

    @Override
    public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
      if (kwnames != null && kwnames.length > 0) {
        throw Errors.typeError("method() takes no keyword arguments");
      }
      if (args.length != 2) {
        throw Errors.typeError("method expected 2 arguments, got " + args.length);
      }
      if (!Abstract.isCallable(args[0])) {
        throw Errors.typeError("first argument must be callable");
      }
      if (args[1] == NONE) {
        throw Errors.typeError("instance must not be None");
      }
      return new PyMethod(args[0], args[1]);
    }

    @Override
    public PyObject getAttribute(PyObject o, PyStr name) {
      PyObject d = o.type.lookup(name);
      if (d != null) {
        return d.type.has(Slot.DESCR_GET) ? d.type.ops.descrGet(d, o, o.type) : d;
      }
      return Abstract.getAttribute(((PyMethod) o).function, name);
    }

    @Override
    public PyObject richCompare(PyObject a, PyObject b, int op) {
      if (!(a instanceof PyMethod x)
          || !(b instanceof PyMethod y)
          || op != Abstract.EQ && op != Abstract.NE) {
        return NOT_IMPLEMENTED;
      }
      boolean same = x.self == y.self && Abstract.equal(x.function, y.function);
      return PyBool.of(same == (op == Abstract.EQ));
    }

    @Override
    public long hash(PyObject o) {
      PyMethod m = (PyMethod) o;
      return Generic.identityHash(m.self) ^ Abstract.hash(m.function);
    }
  }
}
