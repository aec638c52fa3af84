package dev.dormouse.runtime.modules.decimal;

import dev.dormouse.runtime.objects.Ops;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Method;

/** What {@code localcontext()} returns. */
@BuiltinType(name = "ContextManager", ops = PyContextManager.ManagerOps.class)
final class PyContextManager extends PyObject {
  static final PyType TYPE =
      PyType.builtin("ContextManager", PyType.OBJECT, new ManagerOps(), new PyContextManagerTable())
          .in("decimal")
          .with(PyType.DISALLOW_INSTANTIATION);

  private final PyDecimalContext inner;
  private final PyDecimalContext outer;

  PyContextManager(PyDecimalContext inner, PyDecimalContext outer) {
    super(TYPE);
    this.inner = inner;
    this.outer = outer;
  }

  @Method(name = "__enter__")
  static PyObject enter(PyContextManager self) {
    self.inner.makeCurrent();
    return self.inner;
  }

  @Method(name = "__exit__", signature = "(*args)")
  static void exit(PyContextManager self, PyObject[] args) {
    self.outer.makeCurrent();
  }

  static final class ManagerOps extends Ops {}
}
