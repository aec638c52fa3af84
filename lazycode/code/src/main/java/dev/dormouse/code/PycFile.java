package dev.dormouse.code;

/**
 * A {@code .pyc} file: sixteen bytes that say which Python it is for and which source it was made
 * from, then one code object in marshal format. PEP 552 describes the three kinds.
 */
public final class PycFile {
  /** The bytecode version of CPython 3.11. */
  public static final int MAGIC = 3495;

  /** The first four bytes of the file as a little-endian number: the magic, then CR LF. */
  public static final int RAW_MAGIC = MAGIC | 0x0A0D << 16;

  public static final int HEADER_SIZE = 16;

  /** Flags of a file that is valid while its source has the recorded modification time and size. */
  public static final int TIMESTAMP = 0;

  /** Flags of a file that is valid whatever became of its source. */
  public static final int UNCHECKED_HASH = 1;

  /** Flags of a file that is valid while its source has the recorded hash. */
  public static final int CHECKED_HASH = 3;

  // What checkHeader answers.
  public static final int HEADER_GOOD = 0;
  public static final int HEADER_BAD_MAGIC = 1;
  public static final int HEADER_TOO_SHORT = 2;
  public static final int HEADER_BAD_FLAGS = 3;

  public final int flags;

  /** Seconds, modulo 2**32; only if not hash-based. */
  public final long mtime;

  /** Size of the source in bytes, modulo 2**32; only if not hash-based. */
  public final long sourceSize;

  /** See {@link #sourceHash}; only if hash-based. */
  public final long hash;

  public final CodeObject code;

  private PycFile(int flags, long mtime, long sourceSize, long hash, CodeObject code) {
    this.flags = flags;
    this.mtime = mtime;
    this.sourceSize = sourceSize;
    this.hash = hash;
    this.code = code;
  }

  public static PycFile timestamped(CodeObject code, long mtime, long sourceSize) {
    return new PycFile(TIMESTAMP, mtime & 0xFFFF_FFFFL, sourceSize & 0xFFFF_FFFFL, 0, code);
  }

  public static PycFile hashed(CodeObject code, byte[] source, boolean checked) {
    return new PycFile(checked ? CHECKED_HASH : UNCHECKED_HASH, 0, 0, sourceHash(source), code);
  }

  public boolean isHashBased() {
    return (flags & 1) != 0;
  }

  /** What is wrong with the header, tested in the order in which importlib does. */
  public static int checkHeader(byte[] data) {
    if (data.length < 4 || (int) little(data, 0, 4) != RAW_MAGIC) {
      return HEADER_BAD_MAGIC;
    }
    if (data.length < HEADER_SIZE) {
      return HEADER_TOO_SHORT;
    }
    return (little(data, 4, 4) & ~3L) != 0 ? HEADER_BAD_FLAGS : HEADER_GOOD;
  }

  /** Reads a whole file. Bytes after the code object are ignored, as by importlib. */
  public static PycFile read(String file, byte[] data) throws CodeFormatException {
    switch (checkHeader(data)) {
      case HEADER_BAD_MAGIC -> {
        String magic =
            data.length < 4
                ? data.length + " bytes"
                : "0x" + Integer.toHexString((int) little(data, 0, 4));
        throw bad(file, 0, "magic number 0x" + Integer.toHexString(RAW_MAGIC), magic);
      }
      case HEADER_TOO_SHORT ->
          throw bad(file, data.length, HEADER_SIZE + " bytes", data.length + " bytes");
      case HEADER_BAD_FLAGS ->
          throw bad(
              file, 4, "flags from 0 to 3", "0x" + Integer.toHexString((int) little(data, 4, 4)));
      default -> {}
    }
    int flags = (int) little(data, 4, 4);
    CodeObject code = MarshalReader.readCode(file, data, HEADER_SIZE);
    if ((flags & 1) != 0) {
      return new PycFile(flags, 0, 0, little(data, 8, 8), code);
    }
    return new PycFile(flags, little(data, 8, 4), little(data, 12, 4), 0, code);
  }

  public byte[] toBytes() {
    byte[] marshalled = MarshalWriter.toBytes(code);
    byte[] data = new byte[HEADER_SIZE + marshalled.length];
    putLittle(data, 0, RAW_MAGIC, 4);
    putLittle(data, 4, flags, 4);
    if (isHashBased()) {
      putLittle(data, 8, hash, 8);
    } else {
      putLittle(data, 8, mtime, 4);
      putLittle(data, 12, sourceSize, 4);
    }
    System.arraycopy(marshalled, 0, data, HEADER_SIZE, marshalled.length);
    return data;
  }

  /**
   * The hash that a hash-based file records: as a little-endian number what importlib stores as
   * eight bytes.
   */
  public static long sourceHash(byte[] source) {
    return sourceHash(RAW_MAGIC, source);
  }

  /**
   * {@code _imp.source_hash(key, source)}: SipHash-1-3 with {@code key} as the low half of the
   * 128-bit key and a high half of zero.
   */
  public static long sourceHash(long key, byte[] source) {
    // The four words of state start as the key mixed with "somepseudorandomlygeneratedbytes".
    long v0 = key ^ 0x736f6d6570736575L;
    long v1 = 0x646f72616e646f6dL;
    long v2 = key ^ 0x6c7967656e657261L;
    long v3 = 0x7465646279746573L;
    int whole = source.length & ~7;
    // One round per word of input; the last word is the rest with the length above it, and three
    // rounds finish.
    for (int at = 0; ; at += 8) {
      long word =
          at < whole
              ? little(source, at, 8)
              : little(source, at, source.length - whole) | (long) source.length << 56;
      boolean last = at >= whole;
      v3 ^= word;
      for (int round = last ? -3 : 0; round <= 0; round++) {
        v0 += v1;
        v1 = Long.rotateLeft(v1, 13) ^ v0;
        v0 = Long.rotateLeft(v0, 32);
        v2 += v3;
        v3 = Long.rotateLeft(v3, 16) ^ v2;
        v0 += v3;
        v3 = Long.rotateLeft(v3, 21) ^ v0;
        v2 += v1;
        v1 = Long.rotateLeft(v1, 17) ^ v2;
        v2 = Long.rotateLeft(v2, 32);
        if (last && round == -3) {
          v0 ^= word;
          v2 ^= 0xFF;
        }
      }
      if (last) {
        return v0 ^ v1 ^ v2 ^ v3;
      }
      v0 ^= word;
    }
  }

  private static long little(byte[] data, int at, int size) {
    long value = 0;
    for (int i = size - 1; i >= 0; i--) {
      value = value << 8 | data[at + i] & 0xFF;
    }
    return value;
  }

  private static void putLittle(byte[] data, int at, long value, int size) {
    for (int i = 0; i < size; i++, value >>>= 8) {
      data[at + i] = (byte) value;
    }
  }

  private static CodeFormatException bad(String file, int offset, String expected, String actual) {
    return new CodeFormatException(file, "pyc header", offset, expected, actual);
  }
}
