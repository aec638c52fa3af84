package dev.dormouse.runtime.modules.ssl;

import dev.dormouse.runtime.objects.ArgParser;
import dev.dormouse.runtime.objects.Bytes;
import dev.dormouse.runtime.objects.Ops;
import dev.dormouse.runtime.objects.PyBool;
import dev.dormouse.runtime.objects.PyBytes;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Getter;
import dev.dormouse.tables.Method;
import java.util.Arrays;

/** {@code _ssl.MemoryBIO}: bytes on their way between an SSL object and whoever carries them. */
@BuiltinType(name = "MemoryBIO", ops = PyMemoryBio.BioOps.class)
final class PyMemoryBio extends PyObject {
  static final PyType TYPE =
      PyType.builtin("MemoryBIO", PyType.OBJECT, new BioOps(), new PyMemoryBioTable()).in("_ssl");

  private byte[] bytes = {};
  private boolean ended;

  private PyMemoryBio(PyType type) {
    super(type);
  }

  void add(byte[] more) {
    int old = bytes.length;
    bytes = Arrays.copyOf(bytes, old + more.length);
    System.arraycopy(more, 0, bytes, old, more.length);
  }

  byte[] take(int limit) {
    int n = limit < 0 ? bytes.length : Math.min(limit, bytes.length);
    byte[] out = Arrays.copyOf(bytes, n);
    bytes = Arrays.copyOfRange(bytes, n, bytes.length);
    return out;
  }

  boolean isEmpty() {
    return bytes.length == 0;
  }

  boolean isEnded() {
    return ended;
  }

  @Method(signature = "(size=-1, /)", doc = "Read up to size bytes; all of them if it is -1.")
  PyObject read(int size) {
    return PyBytes.of(take(size));
  }

  @Method(signature = "(b, /)", doc = "Write the bytes; returns how many there were.")
  int write(PyObject b) {
    byte[] data = Bytes.of(b);
    if (ended) {
      throw SslErrors.bare("cannot write() after write_eof()");
    }
    add(data);
    return data.length;
  }

  @Method(name = "write_eof", doc = "Say that nothing more will be written.")
  void writeEof() {
    ended = true;
  }

  @Getter(doc = "The number of bytes that can be read.")
  PyObject pending() {
    return PyInt.of(bytes.length);
  }

  @Getter(doc = "Whether all was read and nothing more will come.")
  PyObject eof() {
    return PyBool.of(ended && bytes.length == 0);
  }

  static final class BioOps extends Ops {
    @Override
    public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
      ArgParser.none(null, "MemoryBIO", args, kwnames);
      return new PyMemoryBio(cls);
    }

    @Override
    public void init(PyObject o, PyObject[] args, PyStr[] kwnames) {}
  }
}
