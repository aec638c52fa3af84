package dev.dormouse.image;

import java.util.zip.CRC32C;

/**
 * The part of an image that says what modules are after their bodies ran. To the image it is bytes;
 * what they mean is the import system's affair ({@code dev.dormouse.importer.state}), which trusts
 * them as it trusts code that is not verified: only those of an image that was opened as trusted.
 *
 * <p>Every method throws {@link DamagedImageException} for a range outside the part.
 */
public final class ImageState {
  private final Part part;

  ImageState(Part part) {
    this.part = part;
  }

  public int length() {
    return part.length;
  }

  /** Reads all of it, for those who do not trust the file it is in. */
  public void checkSum() {
    CRC32C crc = new CRC32C();
    crc.update(part.slice(0, part.here));
    if ((int) crc.getValue() != part.crc) {
      throw part.damaged(0, "bytes with the checksum in the directory", "others");
    }
  }

  /** A copy of {@code size} bytes. */
  public byte[] bytes(int offset, int size) {
    return part.bytes(offset, size);
  }

  public int i32(int offset) {
    return part.i32(offset);
  }

  /** A number in a copy made by {@link #bytes}. */
  public static int i32(byte[] copy, int at) {
    return Part.i32(copy, at);
  }

  /** For the caller to throw. */
  public DamagedImageException damaged(long offset, String expected, String actual) {
    return part.damaged(offset, expected, actual);
  }

  /**
   * The image with this state instead of the one it has. The numbers of its code objects, to which
   * the state refers, stay the same.
   *
   * @param count what the directory shows as the number of entries
   * @throws IllegalArgumentException if the image is split in two files
   */
  public static byte[] putInto(Image image, byte[] state, int count) {
    if (image.isSplit()) {
      throw new IllegalArgumentException("an image in two files cannot take state");
    }
    ImageWriter writer = new ImageWriter();
    for (int i = 0; i < image.partCount(); i++) {
      Part part = image.partAt(i);
      if (part.kind != PartKind.STATE) {
        writer.part(part.kind, part.count, part.bytes(0, part.length));
      }
    }
    writer.part(PartKind.STATE, 0, count, state);
    return writer.finish(image.contents().getInt(ImageFormat.HEADER_FLAGS));
  }
}
