package dev.dormouse.runtime.objects;

import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Method;

/** {@code weakref.proxy}: forwards everything to its object while that lives. */
@BuiltinType(name = "ProxyType", ops = WeakProxyOps.class)
public final class PyWeakProxy extends PyObject {
  public static final PyType TYPE =
      PyType.builtin("ProxyType", PyType.OBJECT, new WeakProxyOps(), new PyWeakProxyTable())
          .in("weakref")
          .unhashable();
  public static final PyType CALLABLE_TYPE =
      PyType.builtin(
              "CallableProxyType", TYPE, new CallableWeakProxyOps(), new CallableWeakProxyTable())
          .in("weakref")
          .unhashable();

  private final PyWeakRef ref;

  PyWeakProxy(PyObject o, PyWeakRef ref) {
    super(Abstract.isCallable(o) ? CALLABLE_TYPE : TYPE);
    this.ref = ref;
  }

  public static PyObject of(PyObject o, PyObject callback) {
    return PyWeakRef.proxy(o, callback);
  }

  /** The object; ReferenceError if it is gone. */
  PyObject target() {
    PyObject o = ref.get();
    if (o == null) {
      throw Errors.referenceError("weakly-referenced object no longer exists");
    }
    return o;
  }

  /** {@code o}, or what it stands for. */
  static PyObject unwrap(PyObject o) {
    return o instanceof PyWeakProxy p ? p.target() : o;
  }

  @Method(name = "__bytes__")
  static PyObject bytes(PyWeakProxy p) {
    return Abstract.callMethod(p.target(), Names.BYTES);
  }

  @Method(name = "__reversed__")
  static PyObject reversed(PyWeakProxy p) {
    return Abstract.callMethod(p.target(), Names.REVERSED);
  }
}
