package dev.dormouse.runtime.modules.compression;

import dev.dormouse.runtime.objects.ArgParser;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Exceptions;
import dev.dormouse.runtime.objects.Ops;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Getter;
import dev.dormouse.tables.Method;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;

/** {@code _bz2.BZ2Decompressor}. */
@BuiltinType(
    name = "BZ2Decompressor",
    ops = PyBz2Decompressor.DecompressorOps.class,
    doc = "()\n--\n\nDecompresses data bit by bit.")
final class PyBz2Decompressor extends PyObject {
  static final PyType TYPE =
      PyType.builtin(
              "BZ2Decompressor", PyType.OBJECT, new DecompressorOps(), new PyBz2DecompressorTable())
          .in("_bz2");

  private final Decompressing decompressing =
      new Decompressing(
          new PullDecoder(PyBz2Decompressor::open),
          "End of stream already reached",
          e -> Errors.of(Exceptions.OSError, "Invalid data stream"));

  /** Looks at each byte of the magic as it comes: what follows a stream may be anything. */
  private static InputStream open(InputStream in) throws IOException {
    byte[] magic = new byte[4];
    for (int i = 0; i < magic.length; i++) {
      int b = in.read();
      if (i < 3 ? b != "BZh".charAt(i) : b < '1' || b > '9') {
        throw new IOException("bad magic");
      }
      magic[i] = (byte) b;
    }
    PushbackInputStream whole = new PushbackInputStream(in, magic.length);
    whole.unread(magic);
    return new BZip2CompressorInputStream(whole);
  }

  private PyBz2Decompressor(PyType type) {
    super(type);
  }

  @Method(
      signature = "(data, max_length=-1)",
      doc = "Decompress data; returns at most max_length bytes of it if that is not negative.")
  PyObject decompress(PyObject data, long maxLength) {
    return decompressing.decompress(data, maxLength);
  }

  @Getter(member = true, doc = "True if the end-of-stream marker has been reached.")
  PyObject eof() {
    return decompressing.eof();
  }

  @Getter(name = "unused_data", member = true, doc = "Data found after the end of the stream.")
  PyObject unusedData() {
    return decompressing.unusedData();
  }

  @Getter(name = "needs_input", member = true, doc = "True if more input is needed to go on.")
  PyObject needsInput() {
    return decompressing.needsInput();
  }

  static final class DecompressorOps extends Ops {
    @Override
    public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
      if (args.length > (kwnames == null ? 0 : kwnames.length)) {
        throw Errors.typeError("BZ2Decompressor() takes no positional arguments");
      }
      ArgParser.noKeywords(null, "BZ2Decompressor", kwnames);
      return new PyBz2Decompressor(cls);
    }

    @Override
    public void init(PyObject o, PyObject[] args, PyStr[] kwnames) {}
  }
}
