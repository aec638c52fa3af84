package dev.dormouse.runtime.modules.io;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.ArgParser;
import dev.dormouse.runtime.objects.Exceptions;
import dev.dormouse.runtime.objects.PyBytes;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.tables.BuiltinType;

/** {@code _io.BufferedRandom}. */
@BuiltinType(
    name = "BufferedRandom",
    ops = PyBufferedRandom.BufferedRandomOps.class,
    doc = "A buffered interface to random access streams.",
    parts = {BufferedMethods.class, BufferedMethods.Reading.class, BufferedMethods.Writing.class})
public final class PyBufferedRandom extends BufferedFile {
  public static final PyType TYPE =
      PyType.builtin(
              "BufferedRandom",
              IOBases.Buffered.TYPE,
              new BufferedRandomOps(),
              new PyBufferedRandomTable())
          .in("_io")
          .with(PyType.BASETYPE);

  PyBufferedRandom(PyType type) {
    super(type);
  }

  static final class BufferedRandomOps extends IOBases.BufferedOps {
    @Override
    public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
      return new PyBufferedRandom(cls).beFinalized();
    }

    @Override
    public void init(PyObject o, PyObject[] args, PyStr[] kwnames) {
      ((PyBufferedRandom) o).reset();
      PyObject[] p = ArgParser.parse("BufferedRandom", "raw\0buffer_size", 0, 2, 1, args, kwnames);
      int size =
          p[1] == null
              ? IOBases.DEFAULT_BUFFER_SIZE
              : Abstract.toIndex(p[1], Exceptions.OverflowError);
      BufferedFile.requireAble(p[0], SEEKABLE, "File or stream is not seekable.");
      BufferedFile.requireAble(p[0], READABLE, "File or stream is not readable.");
      BufferedFile.requireAble(p[0], WRITABLE, "File or stream is not writable.");
      ((PyBufferedRandom) o).open(p[0], size);
    }

    @Override
    public PyObject next(PyObject o) {
      PyBufferedRandom self = (PyBufferedRandom) o;
      if (self.type != PyBufferedRandom.TYPE) {
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
