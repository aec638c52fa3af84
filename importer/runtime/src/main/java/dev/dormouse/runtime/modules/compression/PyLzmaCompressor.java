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
import java.io.OutputStream;
import org.tukaani.xz.BasicArrayCache;
import org.tukaani.xz.FilterOptions;
import org.tukaani.xz.FinishableOutputStream;
import org.tukaani.xz.FinishableWrapperOutputStream;
import org.tukaani.xz.LZMAOutputStream;
import org.tukaani.xz.XZOutputStream;

/** {@code _lzma.LZMACompressor}. */
@BuiltinType(
    name = "LZMACompressor",
    ops = PyLzmaCompressor.CompressorOps.class,
    doc =
        "LZMACompressor(format=FORMAT_XZ, check=-1, preset=None, filters=None)\n\n"
            + "Compresses data bit by bit, in one of the formats, with a preset or a chain of"
            + " filters.")
final class PyLzmaCompressor extends PyObject {
  static final PyType TYPE =
      PyType.builtin(
              "LZMACompressor", PyType.OBJECT, new CompressorOps(), new PyLzmaCompressorTable())
          .in("_lzma");

  private final Compressing compressing;

  private PyLzmaCompressor(PyType type, int format, int check, Filter[] chain) {
    super(type);
    try {
      compressing =
          new Compressing(
              out ->
                  switch (format) {
                    case LzmaModule.FORMAT_XZ -> xz(out, check, chain);
                    case LzmaModule.FORMAT_ALONE ->
                        new LZMAOutputStream(
                            out, chain[0].lzma(), -1L, BasicArrayCache.getInstance());
                    default -> raw(out, chain);
                  });
    } catch (IOException e) {
      throw LzmaModule.badOptions();
    }
  }

  private static OutputStream xz(OutputStream out, int check, Filter[] chain) throws IOException {
    FilterOptions[] options = new FilterOptions[chain.length];
    for (int i = 0; i < options.length; i++) {
      if (chain[i].id == Filter.LZMA1) {
        throw LzmaModule.badOptions();
      }
      options[i] = chain[i].options();
    }
    return new XZOutputStream(out, options, check, BasicArrayCache.getInstance());
  }

  private static OutputStream raw(OutputStream out, Filter[] chain) throws IOException {
    int last = chain.length - 1;
    FinishableOutputStream stream = new FinishableWrapperOutputStream(out);
    if (chain[last].id == Filter.LZMA1) {
      stream =
          new LZMAOutputStream(stream, chain[last].lzma(), true, BasicArrayCache.getInstance());
      last--;
    }
    for (int i = last; i >= 0; i--) {
      if (chain[i].id == Filter.LZMA1) {
        throw LzmaModule.badOptions();
      }
      stream = chain[i].options().getOutputStream(stream, BasicArrayCache.getInstance());
    }
    return stream;
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
      PyObject[] p =
          ArgParser.parse(
              "LZMACompressor", "format\0check\0preset\0filters", 0, 4, 0, args, kwnames);
      int format = p[0] == null ? LzmaModule.FORMAT_XZ : Abstract.toJavaInt(p[0]);
      int check = p[1] == null ? -1 : Abstract.toJavaInt(p[1]);
      PyObject preset = p[2] == NONE ? null : p[2];
      PyObject filters = p[3] == NONE ? null : p[3];
      if (preset != null && filters != null) {
        throw Errors.valueError("Cannot specify both preset and filter chain");
      }
      if (format != LzmaModule.FORMAT_XZ && check != -1 && check != LzmaModule.CHECK_NONE) {
        throw Errors.valueError("Integrity checks are only supported by FORMAT_XZ");
      }
      long level = preset == null ? 6 : Filter.unsigned(preset, 32);
      switch (format) {
        case LzmaModule.FORMAT_XZ -> {
          int used = check == -1 ? LzmaModule.CHECK_CRC64 : check;
          if (!LzmaModule.isSupported(used)) {
            throw LzmaModule.error("Unsupported integrity check");
          }
          Filter[] chain =
              filters == null ? new Filter[] {easy(level)} : nonEmpty(Filter.parseChain(filters));
          return new PyLzmaCompressor(cls, format, used, chain);
        }
        case LzmaModule.FORMAT_ALONE -> {
          Filter[] chain =
              filters == null
                  ? new Filter[] {Filter.ofPreset(Filter.LZMA1, level)}
                  : Filter.parseChain(filters);
          if (chain.length != 1 || chain[0].id != Filter.LZMA1) {
            throw Errors.valueError(
                "Invalid filter chain for FORMAT_ALONE - must be a single LZMA1 filter");
          }
          return new PyLzmaCompressor(cls, format, 0, chain);
        }
        case LzmaModule.FORMAT_RAW -> {
          if (filters == null) {
            throw Errors.valueError("Must specify filters for FORMAT_RAW");
          }
          return new PyLzmaCompressor(cls, format, 0, nonEmpty(Filter.parseChain(filters)));
        }
        default -> throw Errors.valueError("Invalid container format: " + format);
      }
    }

    /** What liblzma calls so: an impossible preset is an impossible option to it. */
    private static Filter easy(long preset) {
      if ((preset & ~Filter.EXTREME) > 9) {
        throw LzmaModule.badOptions();
      }
      return Filter.ofPreset(Filter.LZMA2, preset);
    }

    private static Filter[] nonEmpty(Filter[] chain) {
      if (chain.length == 0) {
        throw LzmaModule.badOptions();
      }
      return chain;
    }

    @Override
    public void init(PyObject o, PyObject[] args, PyStr[] kwnames) {}
  }
}
