package dev.dormouse.runtime.modules.data;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.BuiltinTable;
import dev.dormouse.runtime.objects.Bytes;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Exceptions;
import dev.dormouse.runtime.objects.PyBytes;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyModule;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.tables.BuiltinModule;
import dev.dormouse.tables.Function;
import java.util.zip.Deflater;

/** {@code zlib}, by the JDK's zlib. Compare CPython's {@code Modules/zlibmodule.c}. */
@BuiltinModule(
    name = "zlib",
    doc =
        "The functions in this module allow compression and decompression using the zlib library.")
public final class ZlibModule {
  private ZlibModule() {}

  private static final PyType ERROR = Exceptions.define("zlib", "error", Exceptions.Exception);

  static final int MAX_WBITS = 15;

  public static BuiltinTable table() {
    return new ZlibModuleTable();
  }

  static PyException error(String message) {
    return Errors.of(ERROR, message);
  }

  static void exec(PyModule m) {
    m.set("error", ERROR);
    m.set("MAX_WBITS", PyInt.of(MAX_WBITS));
    m.set("DEFLATED", PyInt.of(Deflater.DEFLATED));
    m.set("DEF_MEM_LEVEL", PyInt.of(8));
    m.set("DEF_BUF_SIZE", PyInt.of(16 * 1024));
    m.set("Z_NO_COMPRESSION", PyInt.of(0));
    m.set("Z_BEST_SPEED", PyInt.of(1));
    m.set("Z_BEST_COMPRESSION", PyInt.of(9));
    m.set("Z_DEFAULT_COMPRESSION", PyInt.of(-1));
    m.set("Z_FILTERED", PyInt.of(1));
    m.set("Z_HUFFMAN_ONLY", PyInt.of(2));
    m.set("Z_RLE", PyInt.of(3));
    m.set("Z_FIXED", PyInt.of(4));
    m.set("Z_DEFAULT_STRATEGY", PyInt.of(0));
    m.set("Z_NO_FLUSH", PyInt.of(0));
    m.set("Z_PARTIAL_FLUSH", PyInt.of(1));
    m.set("Z_SYNC_FLUSH", PyInt.of(2));
    m.set("Z_FULL_FLUSH", PyInt.of(3));
    m.set("Z_FINISH", PyInt.of(4));
    m.set("Z_BLOCK", PyInt.of(5));
    m.set("Z_TREES", PyInt.of(6));
    m.set("ZLIB_VERSION", PyStr.of("1.2.13"));
    m.set("ZLIB_RUNTIME_VERSION", PyStr.of("1.2.13"));
    m.set("__version__", PyStr.of("1.0"));
  }

  @Function(
      signature = "(data, /, level=-1, wbits=15)",
      doc = "Returns a bytes object containing compressed data.")
  static PyObject compress(PyObject data, int level, int wbits) {
    if (level < -1 || level > 9) {
      throw error("Bad compression level");
    }
    Compression c = new Compression(level, wbits, 0, null);
    try {
      byte[] b = Bytes.of(data);
      return PyBytes.of(c.compress(b, Compression.FINISH));
    } finally {
      c.end();
    }
  }

  @Function(
      signature = "(data, /, wbits=15, bufsize=16384)",
      doc = "Returns a bytes object containing the uncompressed data.")
  static PyObject decompress(PyObject data, int wbits, long bufsize) {
    if (bufsize < 0) {
      throw Errors.valueError("bufsize must be non-negative");
    }
    byte[] b = Bytes.of(data);
    Decompression d = new Decompression(wbits, null);
    try {
      byte[] out = d.decompress(b, Integer.MAX_VALUE);
      if (!d.finished()) {
        throw error("Error -5 while decompressing data: incomplete or truncated stream");
      }
      return PyBytes.of(out);
    } finally {
      d.end();
    }
  }

  @Function(
      signature = "(level=-1, method=8, wbits=15, memLevel=8, strategy=0, zdict=None)",
      doc = "Return a compressor object.")
  static PyObject compressobj(
      int level, int method, int wbits, int memLevel, int strategy, PyObject zdict) {
    if (method != Deflater.DEFLATED
        || level < -1
        || level > 9
        || memLevel < 1
        || memLevel > 9
        || strategy < 0
        || strategy > 4) {
      throw Errors.valueError("Invalid initialization option");
    }
    byte[] dictionary = zdict == null || zdict == PyObject.NONE ? null : Bytes.of(zdict);
    return new PyCompress(new Compression(level, wbits, strategy, dictionary));
  }

  @Function(signature = "(wbits=15, zdict=b'')", doc = "Return a decompressor object.")
  static PyObject decompressobj(int wbits, PyObject zdict) {
    byte[] dictionary = null;
    if (zdict != null) {
      if (!Bytes.isBytesLike(zdict)) {
        throw Errors.typeError("zdict argument must support the buffer protocol");
      }
      dictionary = Bytes.of(zdict);
    }
    return new PyDecompress(new Decompression(wbits, dictionary));
  }

  @Function(signature = "(data, value=0, /)", doc = "Compute a CRC-32 checksum of data.")
  static PyObject crc32(PyObject data, PyObject value) {
    return PyInt.of(
        BinasciiModule.crc32(Bytes.of(data), value == null ? 0 : Checksums.start(value)));
  }

  @Function(signature = "(data, value=1, /)", doc = "Compute an Adler-32 checksum of data.")
  static PyObject adler32(PyObject data, PyObject value) {
    int start = value == null ? 1 : Abstract.index(value).bigValue().intValue();
    return PyInt.of(Checksums.adler32(Bytes.of(data), start));
  }
}
