package dev.dormouse.runtime.modules.compression;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.ArgParser;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Ops;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Getter;
import dev.dormouse.tables.Method;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.tukaani.xz.LZMAInputStream;
import org.tukaani.xz.MemoryLimitException;
import org.tukaani.xz.SingleXZInputStream;
import org.tukaani.xz.UnsupportedOptionsException;
import org.tukaani.xz.XZFormatException;

/** {@code _lzma.LZMADecompressor}. */
@BuiltinType(
    name = "LZMADecompressor",
    ops = PyLzmaDecompressor.DecompressorOps.class,
    doc =
        "(format=FORMAT_AUTO, memlimit=None, filters=None)\n--\n\n"
            + "Decompresses data bit by bit; filters are for FORMAT_RAW, which does not tell them.")
final class PyLzmaDecompressor extends PyObject {
  static final PyType TYPE =
      PyType.builtin(
              "LZMADecompressor",
              PyType.OBJECT,
              new DecompressorOps(),
              new PyLzmaDecompressorTable())
          .in("_lzma");

  private static final int XZ_MAGIC = 0xFD;
  private static final int ALONE_HEADER = 13;

  /** Properties of LZMA are below: (4 * 5 + 4) * 9 + 8. */
  private static final int PROPERTIES_LIMIT = 225;

  /** What the decoder tells; its thread must not refer to the object. */
  private static final class Checked {
    volatile int check;
  }

  private final Checked checked = new Checked();
  private final Decompressing decompressing;

  private PyLzmaDecompressor(PyType type, int format, int memoryLimit, Filter[] chain) {
    super(type);
    boolean known = format == LzmaModule.FORMAT_RAW || format == LzmaModule.FORMAT_ALONE;
    checked.check = known ? LzmaModule.CHECK_NONE : LzmaModule.CHECK_UNKNOWN;
    Checked seen = checked;
    decompressing =
        new Decompressing(
            new PullDecoder(in -> open(in, format, memoryLimit, chain, seen)),
            "Already at end of stream",
            PyLzmaDecompressor::failure);
  }

  private static InputStream open(
      InputStream in, int format, int memoryLimit, Filter[] chain, Checked seen)
      throws IOException {
    if (format == LzmaModule.FORMAT_RAW) {
      InputStream stream = in;
      for (int i = chain.length - 1; i >= 0; i--) {
        stream = chain[i].decoder(stream);
      }
      return stream;
    }
    PushbackInputStream whole = new PushbackInputStream(in, ALONE_HEADER);
    int first = whole.read();
    whole.unread(first);
    if (format == LzmaModule.FORMAT_ALONE
        || format == LzmaModule.FORMAT_AUTO && first != XZ_MAGIC) {
      if (first >= PROPERTIES_LIMIT) {
        throw new XZFormatException();
      }
      seen.check = LzmaModule.CHECK_NONE;
      if (format == LzmaModule.FORMAT_AUTO) {
        checkHeader(whole);
      }
      return new LZMAInputStream(whole, memoryLimit);
    }
    SingleXZInputStream xz = new SingleXZInputStream(whole, memoryLimit);
    seen.check = xz.getCheckType();
    return xz;
  }

  /** Since .lzma files have no magic, a guess is made whether this is one, as liblzma does. */
  private static void checkHeader(PushbackInputStream in) throws IOException {
    byte[] header = in.readNBytes(ALONE_HEADER);
    ByteBuffer fields = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN);
    int dictionary = fields.getInt(1);
    long size = fields.getLong(5);
    int ones = Integer.bitCount(dictionary);
    boolean likely =
        dictionary == -1
            || ones == 1
            || ones == 2 && Integer.bitCount(dictionary >>> 1 & dictionary) == 1;
    if (!likely || size != -1 && (size >>> 38) != 0) {
      throw new XZFormatException();
    }
    in.unread(header);
  }

  private static PyException failure(IOException e) {
    if (e instanceof MemoryLimitException) {
      return LzmaModule.error("Memory usage limit exceeded");
    }
    if (e instanceof XZFormatException) {
      return LzmaModule.error("Input format not supported by decoder");
    }
    if (e instanceof UnsupportedOptionsException) {
      return LzmaModule.badOptions();
    }
    return LzmaModule.error("Corrupt input data");
  }

  @Method(
      signature = "(data, max_length=-1)",
      doc = "Decompress data; returns at most max_length bytes of it if that is not negative.")
  PyObject decompress(PyObject data, long maxLength) {
    return decompressing.decompress(data, maxLength);
  }

  @Getter(member = true, doc = "ID of the integrity check used by the input stream.")
  PyObject check() {
    return PyInt.of(checked.check);
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
      PyObject[] p =
          ArgParser.parse("LZMADecompressor", "format\0memlimit\0filters", 0, 3, 0, args, kwnames);
      int format = p[0] == null ? LzmaModule.FORMAT_AUTO : Abstract.toJavaInt(p[0]);
      PyObject filters = p[2] == NONE ? null : p[2];
      int memoryLimit = -1;
      if (p[1] != null && p[1] != NONE) {
        if (format == LzmaModule.FORMAT_RAW) {
          throw Errors.valueError("Cannot specify memory limit with FORMAT_RAW");
        }
        long limit = Filter.unsigned(p[1], 64);
        memoryLimit = (int) Math.min(limit / 1024, Integer.MAX_VALUE);
      }
      if (format == LzmaModule.FORMAT_RAW && filters == null) {
        throw Errors.valueError("Must specify filters for FORMAT_RAW");
      }
      if (format != LzmaModule.FORMAT_RAW && filters != null) {
        throw Errors.valueError("Cannot specify filters except with FORMAT_RAW");
      }
      if (format < LzmaModule.FORMAT_AUTO || format > LzmaModule.FORMAT_RAW) {
        throw Errors.valueError("Invalid container format: " + format);
      }
      Filter[] chain = filters == null ? null : Filter.parseChain(filters);
      return new PyLzmaDecompressor(cls, format, memoryLimit, chain);
    }

    @Override
    public void init(PyObject o, PyObject[] args, PyStr[] kwnames) {}
  }
}
