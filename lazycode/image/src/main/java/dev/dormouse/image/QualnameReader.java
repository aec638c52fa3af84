package dev.dormouse.image;

import dev.dormouse.code.ConstantFactory;

/**
 * Reads the qualified names of many code objects of one image. Those of a module lie near each
 * other, so many are copied out of the file at once: while a JVM is cold, a name costs a fraction
 * of what {@link ImageCode#qualname} does. Not for several threads.
 */
public final class QualnameReader {
  /** Stands for a chunk that is too long to be copied. */
  private static final byte[] LONG = {};

  private final StringTable strings;
  private final ImageConstants made;

  /** Null for those that were not needed yet. */
  private final byte[][] chunks;

  /** The chunk that the last name is in. */
  private byte[] chunk;

  /**
   * @param factory from the chunks of what it made, which nearly always are those of the names, is
   *     read here, too
   */
  public QualnameReader(Image image, ConstantFactory factory) {
    strings = image.strings();
    made = image.constants(factory);
    chunks = new byte[(strings.count() >> StringTable.CHUNK_BITS) + 1][];
  }

  /**
   * Where in {@link #bytes} the name with this {@linkplain ImageCode#qualnameId number} begins, and
   * in the upper half where it ends. Negative if it is not stored as one byte a character, or among
   * long strings; then only {@link ImageCode#qualname} can tell it.
   */
  public long read(int id) {
    if (!strings.hasLatin1(id)) {
      return -1;
    }
    int number = id >> StringTable.CHUNK_BITS;
    int first = number << StringTable.CHUNK_BITS;
    byte[] found = chunks[number];
    if (found == null) {
      found = made.rawChunk(number);
      found = found == null ? strings.chunk(first) : found;
      chunks[number] = found = found == null ? LONG : found;
    }
    chunk = found;
    return found == LONG ? -1 : strings.range(found, first, id);
  }

  /** What the last {@link #read} found its name in. */
  public byte[] bytes() {
    return chunk;
  }
}
