package dev.dormouse.runtime.modules.io;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.ArgParser;
import dev.dormouse.runtime.objects.Exceptions;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.tables.BuiltinType;

/** {@code _io.BufferedWriter}. */
@BuiltinType(
    name = "BufferedWriter",
    ops = PyBufferedWriter.BufferedWriterOps.class,
    doc = "A buffer for a writeable sequential RawIO object.",
    parts = {BufferedMethods.class, BufferedMethods.Writing.class})
public final class PyBufferedWriter extends BufferedFile {
  public static final PyType TYPE =
      PyType.builtin(
              "BufferedWriter",
              IOBases.Buffered.TYPE,
              new BufferedWriterOps(),
              new PyBufferedWriterTable())
          .in("_io")
          .with(PyType.BASETYPE);

  PyBufferedWriter(PyType type) {
    super(type);
  }

  static final class BufferedWriterOps extends IOBases.BufferedOps {
    @Override
    public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
      return new PyBufferedWriter(cls).beFinalized();
    }

    @Override
    public void init(PyObject o, PyObject[] args, PyStr[] kwnames) {
      ((PyBufferedWriter) o).reset();
      PyObject[] p = ArgParser.parse("BufferedWriter", "raw\0buffer_size", 0, 2, 1, args, kwnames);
      int size =
          p[1] == null
              ? IOBases.DEFAULT_BUFFER_SIZE
              : Abstract.toIndex(p[1], Exceptions.OverflowError);
      BufferedFile.requireAble(p[0], WRITABLE, "File or stream is not writable.");
      ((PyBufferedWriter) o).open(p[0], size);
    }

    @Override
    public PyObject repr(PyObject o) {
      return PyIOBaseErrors.repr((PyIOBase) o);
    }
  }
}
