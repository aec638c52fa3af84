package dev.dormouse.runtime.modules.functools;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.ArgParser;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Ops;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Getter;
import dev.dormouse.tables.Setter;

/** What {@code cmp_to_key} makes, and what that makes of an object when it is called. */
@BuiltinType(name = "KeyWrapper", ops = KeyWrapper.KeyWrapperOps.class)
final class KeyWrapper extends PyObject {
  static final PyType TYPE =
      PyType.builtin("KeyWrapper", PyType.OBJECT, new KeyWrapperOps(), new KeyWrapperTable())
          .in("functools")
          .with(PyType.DISALLOW_INSTANTIATION)
          .unhashable();

  private final PyObject compare;

  /** Null in the key function itself. */
  private PyObject obj;

  KeyWrapper(PyObject compare, PyObject obj) {
    super(TYPE);
    this.compare = compare;
    this.obj = obj;
  }

  @Getter(name = "obj", member = true, doc = "Value wrapped by a key function.")
  static PyObject getObj(KeyWrapper k) {
    return k.obj == null ? NONE : k.obj;
  }

  @Setter(name = "obj")
  static void setObj(KeyWrapper k, PyObject value) {
    k.obj = value;
  }

  /** The slots of the wrapper. */
  static final class KeyWrapperOps extends Ops {
    @Override
    public PyObject call(PyObject o, PyObject[] args, PyStr[] kwnames) {
      PyObject obj = ArgParser.parse("K", "obj", 0, 1, 1, args, kwnames)[0];
      return new KeyWrapper(((KeyWrapper) o).compare, obj);
    }

    @Override
    public PyObject richCompare(PyObject v, PyObject w, int op) {
      if (!(w instanceof KeyWrapper b)) {
        throw Errors.typeError("other argument must be K instance");
      }
      KeyWrapper a = (KeyWrapper) v;
      if (a.obj == null || b.obj == null) {
        throw Errors.attributeError("object", null, null);
      }
      return Abstract.richCompare(Abstract.call(a.compare, a.obj, b.obj), PyInt.ZERO, op);
    }

    @Override
    public PyObject[] referents(PyObject o) {
      KeyWrapper k = (KeyWrapper) o;
      return k.obj == null ? new PyObject[] {k.compare} : new PyObject[] {k.compare, k.obj};
    }
  }
}
