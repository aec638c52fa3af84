package dev.dormouse.spi;

import java.nio.ByteBuffer;

/**
 * A provider's answer: one module as source, as compiled code, or as an image that holds it.
 * Immutable, apart from the arrays and the buffer, which belong to Dormouse from then on.
 */
public final class ModuleContent {
  /** In what form the module comes. */
  public enum Kind {
    /** The bytes of a {@code .py} file, encoding cookie and all. */
    SOURCE,
    /** A {@code .pyc} file, or what {@code marshal.dumps} makes of a code object. */
    CODE,
    /** A whole image, in which the module has the name that was asked for. */
    IMAGE
  }

  private final Kind kind;
  private final byte[] bytes;
  private final ByteBuffer image;
  private final boolean isPackage;
  private final String origin;

  private ModuleContent(
      Kind kind, byte[] bytes, ByteBuffer image, boolean isPackage, String origin) {
    this.kind = kind;
    this.bytes = bytes;
    this.image = image;
    this.isPackage = isPackage;
    this.origin = origin;
  }

  /** A module as source. */
  public static ModuleContent ofSource(byte[] source) {
    if (source == null) {
      throw new NullPointerException("source");
    }
    return new ModuleContent(Kind.SOURCE, source, null, false, null);
  }

  /**
   * A module as Python 3.11 bytecode: a {@code .pyc} file (whose time or hash is not compared with
   * anything), or a marshalled code object.
   */
  public static ModuleContent ofCode(byte[] code) {
    if (code == null) {
      throw new NullPointerException("code");
    }
    return new ModuleContent(Kind.CODE, code, null, false, null);
  }

  /**
   * A module in an image, together with everything else the image holds: its other modules are
   * found in it too, without asking the provider again. Whether the module is a package, and where
   * it comes from, is in the image.
   *
   * @param image from its position to its limit; should be direct or mapped if it is large
   */
  public static ModuleContent ofImage(ByteBuffer image) {
    if (image == null) {
      throw new NullPointerException("image");
    }
    return new ModuleContent(Kind.IMAGE, null, image.slice(), false, null);
  }

  /** The same, being a package: the provider will be asked for its submodules. */
  public ModuleContent asPackage() {
    return new ModuleContent(kind, bytes, image, true, origin);
  }

  /**
   * The same with a {@code __file__} of its own; otherwise the provider's name and the module's
   * make one. Tracebacks show it.
   *
   * @param origin a path or URL
   */
  public ModuleContent withOrigin(String origin) {
    return new ModuleContent(kind, bytes, image, isPackage, origin);
  }

  public Kind kind() {
    return kind;
  }

  /** Source or code; null for an image. */
  public byte[] bytes() {
    return bytes;
  }

  /** The image; null for the other kinds. */
  public ByteBuffer image() {
    return image;
  }

  public boolean isPackage() {
    return isPackage;
  }

  /** Null if the provider gave none. */
  public String origin() {
    return origin;
  }
}
