package dev.dormouse.runtime.modules.compression;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.ArgParser;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Ops;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Method;
import java.io.IOException;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;

/** {@code _bz2.BZ2Compressor}. */
@BuiltinType(
    name = "BZ2Compressor",
    ops = PyBz2Compressor.CompressorOps.class,
    doc = "(compresslevel=9, /)\n--\n\nCompresses data bit by bit.")
final class PyBz2Compressor extends PyObject {
  static final PyType TYPE =
      PyType.builtin(
              "BZ2Compressor", PyType.OBJECT, new CompressorOps(), new PyBz2CompressorTable())
          .in("_bz2");

  private final Compressing compressing;

  private PyBz2Compressor(PyType type, int level) {
    super(type);
    try {
      compressing = new Compressing(out -> new BZip2CompressorOutputStream(out, level));
    } catch (IOException e) {
      throw Errors.systemError("compressor failed: " + e.getMessage());
    }
  }

  @Method(signature = "(data, /)", doc = "Give data to the compressor; returns what is ready.")
  PyObject compress(PyObject data) {
    return compressing.compress(data);
  }

  @Method(doc = "Finish; returns the rest of the compressed data.")
  PyObject flush() {
    return compressing.flush();
  }

  static final class CompressorOps extends Ops {
    @Override
    public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
      ArgParser.positional(null, "BZ2Compressor", args, kwnames, 0, 1);
      int level = args.length == 0 ? 9 : Abstract.toJavaInt(args[0]);
      if (level < 1 || level > 9) {
        throw Errors.valueError("compresslevel must be between 1 and 9");
      }
      return new PyBz2Compressor(cls, level);
    }

    @Override
    public void init(PyObject o, PyObject[] args, PyStr[] kwnames) {}
  }
}
