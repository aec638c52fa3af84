package dev.dormouse.runtime.objects;

import dev.dormouse.tables.BuiltinType;

/** An asynchronous generator (PEP 525). */
@BuiltinType(name = "async_generator", ops = AsyncGeneratorOps.class, parts = {AsyncGeneratorMethods.class})
public final class PyAsyncGenerator extends PyGenerator {
  public static final PyType TYPE =
      PyType.builtin("async_generator", PyType.OBJECT, new AsyncGeneratorOps(), new PyAsyncGeneratorTable())
          .withWeakrefs();

  PyAsyncGenerator(PyFrame frame) {
    super(TYPE, frame);
  }

  @Override
  String kind() {
    return "async generator";
  }

  /** A value yielded by the generator itself, as opposed to by something it awaits. */
  static final class WrappedValue extends PyObject {
    final PyObject value;

    WrappedValue(PyObject value) {
      super(PyType.OBJECT);
      this.value = value;
    }
  }

  /** ASYNC_GEN_WRAP. */
  public static PyObject wrap(PyObject value) {
    return new WrappedValue(value);
  }
}
