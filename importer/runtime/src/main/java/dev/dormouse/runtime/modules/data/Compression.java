package dev.dormouse.runtime.modules.data;

import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.text.ByteSink;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** A stream being compressed, as zlib, raw deflate or gzip; {@code wbits} says which. */
final class Compression {
  static final int NO_FLUSH = 0;
  static final int PARTIAL_FLUSH = 1;
  static final int SYNC_FLUSH = 2;
  static final int FULL_FLUSH = 3;
  static final int FINISH = 4;

  private static final int GZIP = 16;

  private final Deflater deflater;
  private final int level;
  private final int wbits;
  private final int strategy;

  /** Null for none. */
  private final byte[] dictionary;

  /** Null unless the format is gzip, whose trailer has it. */
  private CRC32 crc;

  private long length;
  private boolean headerWritten;

  /**
   * For zlib: the window that the header shall name, 0 once written. The JDK itself always uses the
   * largest.
   */
  private int window;

  Compression(int level, int wbits, int strategy, byte[] dictionary) {
    this.level = level;
    this.wbits = wbits;
    this.strategy = strategy;
    this.dictionary = dictionary;
    boolean gzip = wbits >= GZIP + 9 && wbits <= GZIP + 15;
    boolean raw = wbits <= -9 && wbits >= -15;
    if (!gzip && !raw && (wbits < 9 || wbits > 15)) {
      throw Errors.valueError("Invalid initialization option");
    }
    deflater = new Deflater(level, gzip || raw);
    if (strategy == Deflater.FILTERED || strategy == Deflater.HUFFMAN_ONLY) {
      deflater.setStrategy(strategy);
    }
    if (dictionary != null && dictionary.length > 0) {
      deflater.setDictionary(dictionary);
    }
    if (gzip) {
      crc = new CRC32();
    }
    headerWritten = !gzip;
    window = gzip || raw ? 0 : wbits;
  }

  /** A new one with the same options. */
  Compression fresh() {
    return new Compression(level, wbits, strategy, dictionary);
  }

  byte[] compress(byte[] data, int flush) {
    ByteSink out = new ByteSink(data.length / 2 + 64);
    if (!headerWritten) {
      headerWritten = true;
      // No name, no time, written on Unix.
      byte[] header = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 3};
      out.add(header, 0, header.length);
    }
    if (crc != null) {
      crc.update(data);
      length += data.length;
    }
    deflater.setInput(data);
    int mode = Deflater.NO_FLUSH;
    if (flush == FINISH) {
      deflater.finish();
    } else if (flush == FULL_FLUSH) {
      mode = Deflater.FULL_FLUSH;
    } else if (flush != NO_FLUSH) {
      mode = Deflater.SYNC_FLUSH;
    }
    byte[] buffer = new byte[Math.max(Math.min(data.length, 1 << 16), 1 << 12)];
    int n;
    do {
      n = deflater.deflate(buffer, 0, buffer.length, mode);
      out.add(buffer, 0, n);
      // The first call after setStrategy may take no input at all.
    } while (n == buffer.length
        || !deflater.finished() && (flush == FINISH || !deflater.needsInput()));
    if (flush == FINISH && crc != null) {
      little(out, (int) crc.getValue());
      little(out, (int) length);
    }
    byte[] result = out.toBytes();
    if (window != 0 && result.length >= 2) {
      result[0] = (byte) (window - 8 << 4 | Deflater.DEFLATED);
      int flags = result[1] & 0xe0;
      int check = ((result[0] & 0xff) << 8 | flags) % 31;
      result[1] = (byte) (flags | (check == 0 ? 0 : 31 - check));
      window = 0;
    }
    return result;
  }

  private static void little(ByteSink out, int value) {
    out.add(value).add(value >> 8).add(value >> 16).add(value >> 24);
  }

  void end() {
    deflater.end();
  }
}
