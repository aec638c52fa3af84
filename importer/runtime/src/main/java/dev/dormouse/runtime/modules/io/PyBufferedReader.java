package dev.dormouse.runtime.modules.io;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.ArgParser;
import dev.dormouse.runtime.objects.Exceptions;
import dev.dormouse.runtime.objects.PyBytes;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.tables.BuiltinType;

/** {@code _io.BufferedReader}. */
@BuiltinType(
    name = "BufferedReader",
    ops = PyBufferedReader.BufferedReaderOps.class,
    doc = "Create a new buffered reader using the given readable raw IO object.",
    parts = {BufferedMethods.class, BufferedMethods.Reading.class})
public final class PyBufferedReader extends BufferedFile {
  public static final PyType TYPE =
      PyType.builtin(
              "BufferedReader",
              IOBases.Buffered.TYPE,
              new BufferedReaderOps(),
              new PyBufferedReaderTable())
          .in("_io")
          .with(PyType.BASETYPE);

  PyBufferedReader(PyType type) {
    super(type);
  }

  static final class BufferedReaderOps extends IOBases.BufferedOps {
    @Override
    public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
      return new PyBufferedReader(cls).beFinalized();
    }

    @Override
    public void init(PyObject o, PyObject[] args, PyStr[] kwnames) {
      ((PyBufferedReader) o).reset();
      PyObject[] p = ArgParser.parse("BufferedReader", "raw\0buffer_size", 0, 2, 1, args, kwnames);
      int size =
          p[1] == null
              ? IOBases.DEFAULT_BUFFER_SIZE
              : Abstract.toIndex(p[1], Exceptions.OverflowError);
      BufferedFile.requireAble(p[0], READABLE, "File or stream is not readable.");
      ((PyBufferedReader) o).open(p[0], size);
    }

    @Override
    public PyObject next(PyObject o) {
      PyBufferedReader self = (PyBufferedReader) o;
      if (self.type != PyBufferedReader.TYPE) {
        return super.next(o);
      }
      self.requireRaw();
      self.requireNotClosed("readline of closed file");
      self.enter();
      try {
        byte[] line = self.readLine(-1);
        return line.length == 0 ? null : PyBytes.of(line);
      } finally {
        self.leave();
      }
    }

    @Override
    public PyObject repr(PyObject o) {
      return PyIOBaseErrors.repr((PyIOBase) o);
    }
  }
}
