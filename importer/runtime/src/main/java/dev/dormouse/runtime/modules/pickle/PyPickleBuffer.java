package dev.dormouse.runtime.modules.pickle;

import dev.dormouse.runtime.objects.ArgParser;
import dev.dormouse.runtime.objects.Buffer;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Ops;
import dev.dormouse.runtime.objects.PyMemoryView;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.runtime.objects.Slot;
import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Method;

/** {@code pickle.PickleBuffer}: memory that may be pickled apart from the pickle. */
@BuiltinType(
    name = "PickleBuffer",
    ops = PyPickleBuffer.PickleBufferOps.class,
    doc = "Memory of another object, which a pickle may refer to instead of holding its bytes.")
final class PyPickleBuffer extends PyObject {
  static final PyType TYPE =
      PyType.builtin(
              "PickleBuffer", PyType.OBJECT, new PickleBufferOps(), new PyPickleBufferTable())
          .in("pickle")
          .withWeakrefs();

  /** Null once released. */
  private PyObject owner;

  /** Keeps the owner from moving its memory. */
  private final Buffer held;

  private PyPickleBuffer(PyObject owner) {
    super(TYPE);
    if (!owner.type.has(Slot.BUFFER)) {
      throw Errors.typeError(
          "a bytes-like object is required, not '" + owner.type.fullName() + "'");
    }
    held = owner.type.ops.getBuffer(owner, 0);
    this.owner = owner;
  }

  private PyObject owner() {
    if (owner == null) {
      throw Errors.valueError("operation forbidden on released PickleBuffer object");
    }
    return owner;
  }

  /** A view of the memory; the caller releases it. */
  PyMemoryView view() {
    return PyMemoryView.of(owner());
  }

  @Method(
      doc =
          "Return the memory as a memoryview of unsigned bytes. BufferError if it is not"
              + " contiguous.")
  PyObject raw() {
    PyMemoryView view = view();
    try {
      if (!view.isContiguous() && !view.isFortranContiguous()) {
        throw Errors.bufferError("cannot extract raw buffer from non-contiguous buffer");
      }
      return view.raw();
    } finally {
      view.release();
    }
  }

  @Method(doc = "Give the memory back; twice is once.")
  void release() {
    if (owner != null) {
      owner = null;
      held.release();
    }
  }

  static final class PickleBufferOps extends Ops {
    @Override
    public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
      ArgParser.positional(null, "PickleBuffer", args, kwnames, 1, 1);
      return new PyPickleBuffer(args[0]);
    }

    @Override
    public Buffer getBuffer(PyObject o, int flags) {
      PyObject owner = ((PyPickleBuffer) o).owner();
      return new PassedOn(owner, owner.type.ops.getBuffer(owner, flags));
    }
  }

  /** A buffer of the owner. */
  private static final class PassedOn extends Buffer {
    private final PyObject owner;
    private final Buffer buffer;

    PassedOn(PyObject owner, Buffer b) {
      super(b.bytes, b.offset, b.length, b.readonly, b.format, b.itemsize);
      this.owner = owner;
      buffer = b;
    }

    @Override
    public int[] shape() {
      return buffer.shape();
    }

    @Override
    public PyObject owner(PyObject asked) {
      return owner;
    }

    @Override
    public void release() {
      buffer.release();
    }
  }
}
