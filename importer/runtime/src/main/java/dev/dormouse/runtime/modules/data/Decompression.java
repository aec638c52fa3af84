package dev.dormouse.runtime.modules.data;

import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.text.ByteSink;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * A stream being decompressed, as zlib, raw deflate or gzip; {@code wbits} says which, or that the
 * data tells.
 */
final class Decompression {
  private static final int ZLIB = 0;
  private static final int RAW = 1;
  private static final int GZIP = 2;
  private static final int DETECT = 3;

  private int format;
  private final byte[] dictionary;

  /** As given. */
  private final int wbits;

  /** Null until the format is known. */
  private Inflater inflater;

  /** Bytes of a gzip header or trailer that did not come whole yet. */
  private byte[] held = {};

  private CRC32 crc;
  private long length;
  private boolean headerRead;
  private boolean deflateDone;
  private boolean finished;

  /** What was given but not used yet: behind the end of the stream, or for want of room. */
  private byte[] rest = {};

  Decompression(int wbits, byte[] dictionary) {
    this.dictionary = dictionary == null || dictionary.length == 0 ? null : dictionary;
    this.wbits = wbits;
    if (wbits == 0 || wbits >= 8 && wbits <= 15) {
      format = ZLIB;
    } else if (wbits <= -8 && wbits >= -15) {
      format = RAW;
    } else if (wbits >= 24 && wbits <= 31) {
      format = GZIP;
    } else if (wbits >= 40 && wbits <= 47) {
      format = DETECT;
    } else {
      throw Errors.valueError("Invalid initialization option");
    }
  }

  /** A new one with the same options. */
  Decompression fresh() {
    return new Decompression(wbits, dictionary);
  }

  boolean finished() {
    return finished;
  }

  byte[] rest() {
    return rest;
  }

  /** Decompresses to at most {@code limit} bytes; {@link #rest} tells what was not used. */
  byte[] decompress(byte[] data, int limit) {
    byte[] in = data;
    if (held.length > 0) {
      in = Arrays.copyOf(held, held.length + data.length);
      System.arraycopy(data, 0, in, held.length, data.length);
      held = new byte[0];
    }
    rest = new byte[0];
    int at = 0;
    if (format == DETECT && in.length > 0) {
      format = in[0] == 0x1f ? GZIP : ZLIB;
    }
    if (format == GZIP && !headerRead) {
      at = gzipHeader(in);
      if (at < 0) {
        held = in;
        return new byte[0];
      }
      headerRead = true;
      crc = new CRC32();
    }
    if (format == DETECT) {
      return new byte[0];
    }
    if (inflater == null) {
      if (format == ZLIB && in.length > 0) {
        checkWindow(in[0]);
      } else if (format == ZLIB) {
        return new byte[0];
      }
      inflater = new Inflater(format != ZLIB);
      if (format == RAW && dictionary != null) {
        inflater.setDictionary(dictionary);
      }
    }
    ByteSink out = new ByteSink(Math.min(in.length * 3, 1 << 16));
    if (!deflateDone) {
      at = inflate(in, at, out, limit);
    }
    if (deflateDone && !finished) {
      at = trailer(in, at);
    }
    if (at < in.length) {
      rest = Arrays.copyOfRange(in, at, in.length);
    }
    return out.toBytes();
  }

  /** The JDK always has the largest window, so the one that the stream asks for is checked here. */
  private void checkWindow(byte first) {
    int limit = wbits & 15;
    if ((first & 15) == 8 && limit != 0 && (first >> 4 & 15) + 8 > limit) {
      throw ZlibModule.error("Error -3 while decompressing data: invalid window size");
    }
  }

  private int inflate(byte[] in, int at, ByteSink out, int limit) {
    inflater.setInput(in, at, in.length - at);
    byte[] buffer = new byte[1 << 14];
    try {
      while (!inflater.finished() && out.size() < limit) {
        int n = inflater.inflate(buffer, 0, Math.min(buffer.length, limit - out.size()));
        out.add(buffer, 0, n);
        if (crc != null) {
          crc.update(buffer, 0, n);
          length += n;
        }
        if (n == 0) {
          if (inflater.needsDictionary()) {
            if (dictionary == null) {
              throw ZlibModule.error("Error 2 while decompressing data");
            }
            inflater.setDictionary(dictionary);
          } else if (inflater.needsInput()) {
            break;
          }
        }
      }
    } catch (DataFormatException e) {
      String why = e.getMessage();
      throw ZlibModule.error("Error -3 while decompressing data" + (why == null ? "" : ": " + why));
    } catch (IllegalArgumentException e) {
      throw ZlibModule.error("Error -3 while setting zdict: invalid input data");
    }
    deflateDone = inflater.finished();
    if (deflateDone && format != GZIP) {
      finished = true;
    }
    return in.length - inflater.getRemaining();
  }

  private int trailer(byte[] in, int at) {
    if (in.length - at < 8) {
      held = Arrays.copyOfRange(in, at, in.length);
      return in.length;
    }
    if (little(in, at) != (int) crc.getValue()) {
      throw ZlibModule.error("Error -3 while decompressing data: incorrect data check");
    }
    if (little(in, at + 4) != (int) length) {
      throw ZlibModule.error("Error -3 while decompressing data: incorrect length check");
    }
    finished = true;
    return at + 8;
  }

  private static int little(byte[] b, int at) {
    return b[at] & 0xff | (b[at + 1] & 0xff) << 8 | (b[at + 2] & 0xff) << 16 | b[at + 3] << 24;
  }

  /** The length of the header, or -1 if it is not there whole. */
  private static int gzipHeader(byte[] b) {
    if (b.length >= 2 && (b[0] != 0x1f || b[1] != (byte) 0x8b)) {
      throw ZlibModule.error("Error -3 while decompressing data: incorrect header check");
    }
    if (b.length < 10) {
      return -1;
    }
    if (b[2] != 8) {
      throw ZlibModule.error("Error -3 while decompressing data: unknown compression method");
    }
    int flags = b[3];
    int at = 10;
    if ((flags & 4) != 0) {
      if (b.length < at + 2) {
        return -1;
      }
      at += 2 + (b[at] & 0xff | (b[at + 1] & 0xff) << 8);
    }
    for (int bit = 8; bit <= 16; bit <<= 1) {
      if ((flags & bit) != 0) {
        while (at < b.length && b[at] != 0) {
          at++;
        }
        at++;
      }
    }
    if ((flags & 2) != 0) {
      at += 2;
    }
    return at <= b.length ? at : -1;
  }

  void end() {
    if (inflater != null) {
      inflater.end();
    }
  }
}
