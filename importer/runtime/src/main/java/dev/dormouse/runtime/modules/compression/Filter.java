package dev.dormouse.runtime.modules.compression;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Exceptions;
import dev.dormouse.runtime.objects.PyDict;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import java.io.IOException;
import java.io.InputStream;
import org.tukaani.xz.ARMOptions;
import org.tukaani.xz.ARMThumbOptions;
import org.tukaani.xz.BasicArrayCache;
import org.tukaani.xz.DeltaOptions;
import org.tukaani.xz.FilterOptions;
import org.tukaani.xz.IA64Options;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.LZMAInputStream;
import org.tukaani.xz.PowerPCOptions;
import org.tukaani.xz.SPARCOptions;
import org.tukaani.xz.UnsupportedOptionsException;
import org.tukaani.xz.X86Options;

/** One filter of a chain, as Python specifies it in a dict, and as XZ for Java takes it. */
final class Filter {
  static final long LZMA1 = 0x4000000000000001L;
  static final long LZMA2 = 33;
  static final long DELTA = 3;
  static final long EXTREME = 0x80000000L;

  private static final int MAXIMUM = 4;
  private static final int DEFAULT_PRESET = 6;
  private static final String LZMA_KEYS = " id preset dict_size lc lp pb mode nice_len mf depth ";

  final long id;

  /** For both LZMAs; null for others. */
  private LZMA2Options lzma;

  /** As given, which for LZMA can be more than the encoder here allows. */
  private long dictSize;

  private int distance;
  private int startOffset;

  private Filter(long id) {
    this.id = id;
  }

  // Python's side

  static Filter[] parseChain(PyObject specs) {
    if (specs instanceof PyDict) {
      throw Errors.typeError("dict is not a sequence");
    }
    PyObject[] all = new PyObject[Abstract.length(specs)];
    if (all.length > MAXIMUM) {
      throw Errors.valueError("Too many filters - liblzma supports a maximum of " + MAXIMUM);
    }
    Filter[] chain = new Filter[all.length];
    for (int i = 0; i < all.length; i++) {
      chain[i] = parse(Abstract.getItem(specs, PyInt.of(i)));
    }
    return chain;
  }

  static Filter parse(PyObject spec) {
    if (!Abstract.isMapping(spec)) {
      throw Errors.typeError("Filter specifier must be a dict or dict-like object");
    }
    PyObject id = option(spec, "id");
    if (id == null) {
      throw Errors.valueError("Filter specifier must have an \"id\" entry");
    }
    Filter f = new Filter(unsigned(id, 64));
    if (f.id == LZMA1 || f.id == LZMA2) {
      f.checkKeys(spec, LZMA_KEYS, "LZMA");
      f.parseLzma(spec);
    } else if (f.id == DELTA) {
      f.checkKeys(spec, " id dist ", "delta");
      PyObject distance = option(spec, "dist");
      f.distance = distance == null ? 1 : (int) unsigned(distance, 32);
      if (f.distance < 1 || f.distance > 256) {
        throw LzmaModule.badOptions();
      }
    } else if (f.id >= 4 && f.id <= 9) {
      f.checkKeys(spec, " id start_offset ", "BCJ");
      PyObject offset = option(spec, "start_offset");
      f.startOffset = offset == null ? 0 : (int) unsigned(offset, 32);
    } else {
      throw Errors.valueError("Invalid filter ID: " + Long.toUnsignedString(f.id));
    }
    return f;
  }

  private static PyObject option(PyObject spec, String key) {
    try {
      return Abstract.getItem(spec, PyStr.of(key));
    } catch (PyException e) {
      if (e.matches(Exceptions.KeyError)) {
        return null;
      }
      throw e;
    }
  }

  static long unsigned(PyObject o, int bits) {
    if (!(o instanceof PyInt n)) {
      throw Errors.typeError("an integer is required");
    }
    if (n.bigValue().signum() < 0) {
      throw Errors.overflowError("can't convert negative int to unsigned");
    }
    if (n.bigValue().bitLength() > bits) {
      throw Errors.overflowError(
          bits == 64 ? "int too big to convert" : "Value too large for uint32_t type");
    }
    return n.bigValue().longValue();
  }

  private void checkKeys(PyObject spec, String keys, String kind) {
    PyObject it = Abstract.iter(spec);
    for (PyObject key = Abstract.next(it); key != null; key = Abstract.next(it)) {
      if (!(key instanceof PyStr s) || !keys.contains(" " + s.value() + " ")) {
        throw Errors.valueError("Invalid filter specifier for " + kind + " filter");
      }
    }
  }

  private void parseLzma(PyObject spec) {
    PyObject given = option(spec, "preset");
    lzma = preset(given == null ? DEFAULT_PRESET : unsigned(given, 32));
    dictSize = lzma.getDictSize();
    try {
      PyObject v = option(spec, "dict_size");
      if (v != null) {
        dictSize = unsigned(v, 32);
        if (dictSize < LZMA2Options.DICT_SIZE_MIN) {
          throw LzmaModule.badOptions();
        }
        lzma.setDictSize((int) Math.min(dictSize, LZMA2Options.DICT_SIZE_MAX));
      }
      PyObject lc = option(spec, "lc");
      PyObject lp = option(spec, "lp");
      lzma.setLcLp(lc == null ? lzma.getLc() : small(lc), lp == null ? lzma.getLp() : small(lp));
      if ((v = option(spec, "pb")) != null) {
        lzma.setPb(small(v));
      }
      if ((v = option(spec, "mode")) != null) {
        int mode = small(v);
        if (mode != LZMA2Options.MODE_FAST && mode != LZMA2Options.MODE_NORMAL) {
          throw LzmaModule.badOptions();
        }
        lzma.setMode(mode);
      }
      if ((v = option(spec, "nice_len")) != null) {
        lzma.setNiceLen(Math.max(small(v), LZMA2Options.NICE_LEN_MIN));
      }
      if ((v = option(spec, "mf")) != null) {
        lzma.setMatchFinder(matchFinder(small(v)));
      }
      if ((v = option(spec, "depth")) != null) {
        lzma.setDepthLimit(small(v));
      }
    } catch (UnsupportedOptionsException e) {
      throw LzmaModule.badOptions();
    }
  }

  private static int small(PyObject o) {
    return (int) Math.min(unsigned(o, 32), Integer.MAX_VALUE);
  }

  private static int matchFinder(int mf) {
    return switch (mf) {
      case 3, 4 -> LZMA2Options.MF_HC4;
      case 18, 19, 20 -> LZMA2Options.MF_BT4;
      default -> throw LzmaModule.badOptions();
    };
  }

  static LZMA2Options preset(long preset) {
    int level = (int) (preset & 0x1F);
    if (level > 9 || (preset & ~(0x1F | EXTREME)) != 0) {
      throw LzmaModule.error("Invalid compression preset: " + preset);
    }
    try {
      LZMA2Options o = new LZMA2Options(level);
      if ((preset & EXTREME) != 0) {
        o.setMode(LZMA2Options.MODE_NORMAL);
        o.setMatchFinder(LZMA2Options.MF_BT4);
        boolean between = level == 3 || level == 5;
        o.setNiceLen(between ? 192 : 273);
        o.setDepthLimit(between ? 0 : 512);
      }
      return o;
    } catch (UnsupportedOptionsException e) {
      throw LzmaModule.badOptions();
    }
  }

  static Filter ofPreset(long id, long preset) {
    Filter f = new Filter(id);
    f.lzma = preset(preset);
    f.dictSize = f.lzma.getDictSize();
    return f;
  }

  // options as bytes

  byte[] properties() {
    if (id == LZMA1) {
      byte[] p = new byte[5];
      p[0] = (byte) ((lzma.getPb() * 5 + lzma.getLp()) * 9 + lzma.getLc());
      littleEndian(dictSize, p, 1);
      return p;
    }
    if (id == LZMA2) {
      int code = 0;
      while (code < 40 && dictionary(code) < dictSize) {
        code++;
      }
      return new byte[] {(byte) code};
    }
    if (id == DELTA) {
      return new byte[] {(byte) (distance - 1)};
    }
    if (startOffset == 0) {
      return new byte[0];
    }
    byte[] p = new byte[4];
    littleEndian(startOffset, p, 0);
    return p;
  }

  private static void littleEndian(long v, byte[] to, int at) {
    for (int i = 0; i < 4; i++) {
      to[at + i] = (byte) (v >>> 8 * i);
    }
  }

  private static long littleEndian(byte[] from, int at) {
    long v = 0;
    for (int i = 0; i < 4; i++) {
      v |= (from[at + i] & 0xFFL) << 8 * i;
    }
    return v;
  }

  /** The dictionary size that LZMA2 writes as {@code code}. */
  private static long dictionary(int code) {
    return code == 40 ? 0xFFFFFFFFL : (2L | code & 1) << code / 2 + 11;
  }

  static void decode(long id, byte[] p, PyDict d) {
    if (id == LZMA1) {
      int first = p.length == 5 ? p[0] & 0xFF : 225;
      if (first >= 225 || first % 9 + first / 9 % 5 > 4) {
        throw LzmaModule.badOptions();
      }
      put(d, "lc", first % 9);
      put(d, "lp", first / 9 % 5);
      put(d, "pb", first / 45);
      put(d, "dict_size", littleEndian(p, 1));
    } else if (id == LZMA2) {
      if (p.length != 1 || p[0] < 0 || p[0] > 40) {
        throw LzmaModule.badOptions();
      }
      put(d, "dict_size", dictionary(p[0]));
    } else if (id == DELTA) {
      if (p.length != 1) {
        throw LzmaModule.badOptions();
      }
      put(d, "dist", (p[0] & 0xFF) + 1);
    } else if (id >= 4 && id <= 9 && (p.length == 0 || p.length == 4)) {
      if (p.length == 4 && littleEndian(p, 0) != 0) {
        put(d, "start_offset", littleEndian(p, 0));
      }
    } else if (id >= 4 && id <= 9) {
      throw LzmaModule.badOptions();
    } else {
      throw Errors.valueError("Invalid filter ID: " + Long.toUnsignedString(id));
    }
  }

  private static void put(PyDict d, String key, long value) {
    d.put(PyStr.interned(key), PyInt.of(value));
  }

  // the library's side

  LZMA2Options lzma() {
    return lzma;
  }

  FilterOptions options() {
    try {
      return switch ((int) id) {
        case 33 -> lzma;
        case 3 -> new DeltaOptions(distance);
        case 4 -> started(new X86Options());
        case 5 -> started(new PowerPCOptions());
        case 6 -> started(new IA64Options());
        case 7 -> started(new ARMOptions());
        case 8 -> started(new ARMThumbOptions());
        default -> started(new SPARCOptions());
      };
    } catch (UnsupportedOptionsException e) {
      throw LzmaModule.badOptions();
    }
  }

  /** With the start offset, which the library has in a class that it keeps to itself. */
  private FilterOptions started(FilterOptions o) throws UnsupportedOptionsException {
    if (startOffset != 0) {
      switch (o) {
        case X86Options x -> x.setStartOffset(startOffset);
        case PowerPCOptions x -> x.setStartOffset(startOffset);
        case IA64Options x -> x.setStartOffset(startOffset);
        case ARMOptions x -> x.setStartOffset(startOffset);
        case ARMThumbOptions x -> x.setStartOffset(startOffset);
        default -> ((SPARCOptions) o).setStartOffset(startOffset);
      }
    }
    return o;
  }

  /** The reverse of this filter, over what the filters after it gave. */
  InputStream decoder(InputStream in) throws IOException {
    if (id != LZMA1) {
      return options().getInputStream(in, BasicArrayCache.getInstance());
    }
    return new LZMAInputStream(
        in, -1, lzma.getLc(), lzma.getLp(), lzma.getPb(), (int) dictSize, null);
  }
}
