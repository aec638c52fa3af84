package dev.dormouse.image;

import static dev.dormouse.image.ImageFormat.*;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The second file of an image: what start-up does not touch, opened when something in it is needed.
 * It has an image's header and directory, a flag that says what it is, and of each part that goes
 * on here the bytes behind those in the first file.
 *
 * <p>The first file knows this one's content id, and by that its name; so two builds of one image
 * do not get mixed up, and a process that runs from the earlier one finds what belongs to it.
 */
final class ColdFile {
  private final int size;

  /** By kind; null for parts that are wholly in the first file. */
  private final Part[] byKind = new Part[PartKind.LIMIT];

  private final Part[] parts;
  private final ByteBuffer bytes;
  private final String name;

  /** Where the second file of the image at {@code image} is. */
  static String name(String image, String contentId) {
    return image + "." + contentId.substring(0, 16) + ".cold";
  }

  /**
   * Opens the second file of {@code image}, and makes sure that it is.
   *
   * @param memory its bytes, or null to map the file
   */
  static ColdFile open(Image image, ByteBuffer memory) throws ImageFormatException {
    String name = image.coldName();
    ByteBuffer bytes;
    try {
      bytes = memory != null ? memory : Image.map(name);
    } catch (FileNotFoundException e) {
      throw new ImageFormatException(
          name,
          "file",
          0,
          "the second file of " + image.name(),
          "no such file",
          "copy both, or build the image again");
    } catch (ImageFormatException e) {
      throw e;
    } catch (IOException e) {
      throw new ImageFormatException(
          name, "file", 0, "the second file of " + image.name(), "an error: " + e.getMessage());
    }
    return new ColdFile(image, name, bytes.order(ByteOrder.LITTLE_ENDIAN));
  }

  private ColdFile(Image image, String name, ByteBuffer bytes) throws ImageFormatException {
    this.name = name;
    this.bytes = bytes;
    this.size = bytes.limit();
    long length = Image.checkHeader(name, bytes, FLAG_COLD);
    if (length != size) {
      throw new ImageFormatException(
          name, "header", HEADER_FILE_LENGTH, "a file of " + length + " bytes", "one of " + size);
    }
    Part list = image.part(PartKind.COLD);
    int count = bytes.getInt(HEADER_PART_COUNT);
    if (count != list.count || count > (size - HEADER_SIZE) / DIRECTORY_SIZE) {
      throw new ImageFormatException(
          name, "header", HEADER_PART_COUNT, list.count + " parts that fit the file", "" + count);
    }
    long check = Image.headerCheck(bytes, count);
    if (bytes.getLong(HEADER_CHECK) != check) {
      throw new ImageFormatException(
          name,
          "header",
          HEADER_CHECK,
          "0x" + Long.toHexString(check),
          "0x" + Long.toHexString(bytes.getLong(HEADER_CHECK)));
    }
    String expected = image.coldContentId();
    String actual = contentId();
    if (!actual.equals(expected)) {
      throw foreign(image, expected, actual);
    }
    // A signature of the first file covers this one by its content id, if that is true.
    if (image.signatureCount() > 0) {
      String computed = Image.hex(ImageWriter.contentId(bytes));
      if (!computed.equals(expected)) {
        throw foreign(image, expected, computed);
      }
    }
    this.parts = new Part[count];
    readDirectory(list);
  }

  private ImageFormatException foreign(Image image, String expected, String actual) {
    return new ImageFormatException(
        name,
        "header",
        HEADER_CONTENT_ID,
        "the second file of " + image.name() + " with content id " + expected,
        "content id " + actual,
        "copy both files, or build the image again");
  }

  private void readDirectory(Part list) throws ImageFormatException {
    int end = HEADER_SIZE + parts.length * DIRECTORY_SIZE;
    for (int i = 0; i < parts.length; i++) {
      int at = HEADER_SIZE + i * DIRECTORY_SIZE;
      int entry = COLD_PARTS + i * COLD_PART_SIZE;
      int kind = list.i32(entry + COLD_PART_KIND);
      int expected = list.i32(entry + COLD_PART_LENGTH);
      long offset = bytes.getLong(at + DIRECTORY_OFFSET);
      long length = bytes.getLong(at + DIRECTORY_LENGTH);
      if (bytes.getInt(at + DIRECTORY_KIND) != kind
          || length != expected
          || offset < end
          || offset > size - length
          || (offset & PART_ALIGNMENT - 1) != 0
          || bytes.getInt(at + DIRECTORY_COUNT) != 0) {
        throw new ImageFormatException(
            name,
            "directory",
            at - HEADER_SIZE,
            "the rest of the " + PartKind.name(kind) + ", " + expected + " bytes from " + end,
            "part " + bytes.getInt(at + DIRECTORY_KIND) + ", " + length + " bytes from " + offset);
      }
      end = (int) (offset + length);
      parts[i] =
          new Part(
              null,
              name,
              bytes,
              kind,
              (int) offset,
              expected,
              expected,
              0,
              bytes.getInt(at + DIRECTORY_CRC));
      byKind[kind] = parts[i];
    }
    if (size - end >= PART_ALIGNMENT) {
      throw new ImageFormatException(
          name,
          "directory",
          (long) parts.length * DIRECTORY_SIZE,
          "the last part to end the file",
          "byte " + end + " of " + size);
    }
  }

  /** The rest of a part, which the first file said is here. */
  Part part(int kind) {
    return byKind[kind];
  }

  /** In the order of the file. */
  Part[] parts() {
    return parts;
  }

  ByteBuffer bytes() {
    return bytes;
  }

  String name() {
    return name;
  }

  int size() {
    return size;
  }

  /** As written in its header. */
  String contentId() {
    byte[] id = new byte[CONTENT_ID_SIZE];
    bytes.get(HEADER_CONTENT_ID, id);
    return Image.hex(id);
  }
}
