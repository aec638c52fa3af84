package dev.dormouse.image;

import static dev.dormouse.image.ImageFormat.*;

import dev.dormouse.code.PycFile;

/**
 * A handle for one module's entry in an image. Holds two words; every question reads the mapped
 * entry.
 */
public final class ImageModule {
  private final Image image;
  private final int entry;

  ImageModule(Image image, int entry) {
    this.image = image;
    this.entry = entry;
  }

  static ImageModule[] all(Image image, int[] entries) {
    ImageModule[] made = new ImageModule[entries.length];
    for (int i = 0; i < made.length; i++) {
      made[i] = new ImageModule(image, entries[i]);
    }
    return made;
  }

  public Image image() {
    return image;
  }

  /** The full dotted name. */
  public String name() {
    return image.modules().name(entry);
  }

  public boolean isPackage() {
    return (flags() & MODULE_IS_PACKAGE) != 0;
  }

  /** A package that has no code: a directory without {@code __init__}. */
  public boolean isNamespace() {
    return (flags() & MODULE_IS_NAMESPACE) != 0;
  }

  /** The module's body, dormant; null for a namespace package. */
  public ImageCode code() {
    int number = image.modules().i32(entry, MODULE_CODE);
    if (number == NONE) {
      if (!isNamespace()) {
        throw damaged(MODULE_CODE, "a code number", "none");
      }
      return null;
    }
    if (number < 0 || number >= image.codeCount()) {
      throw damaged(MODULE_CODE, "a code number below " + image.codeCount(), "" + number);
    }
    return new ImageCode(image, number, NONE);
  }

  /**
   * Where the module's file would be, relative to the image ({@code json/tool.py}); null for a
   * namespace package.
   */
  public String origin() {
    int id = image.modules().i32(entry, MODULE_ORIGIN);
    return id == NONE ? null : image.strings().string(id);
  }

  /** {@code __file__}: {@link #origin} below the image's path; null for a namespace package. */
  public String file() {
    String origin = origin();
    return origin == null ? null : image.name() + "/" + origin;
  }

  /** The module's source, if it was put in the image; else null. */
  public ImageResource source() {
    String origin = origin();
    return origin == null || !origin.endsWith(".py") ? null : image.resource(origin);
  }

  /** Whether this source is the one that was compiled. */
  public boolean isFrom(byte[] source) {
    return hasSourceStamp()
        && source.length == sourceSize()
        && PycFile.sourceHash(source) == sourceHash();
  }

  /** Whether the size and hash of the source were recorded. */
  public boolean hasSourceStamp() {
    return (flags() & MODULE_HAS_STAMP) != 0;
  }

  /** Size of the source in bytes; see {@link #hasSourceStamp}. */
  public long sourceSize() {
    return image.modules().i64(entry, MODULE_SOURCE_SIZE);
  }

  /** The hash of the source as in a hash-based {@code .pyc}; see {@link #hasSourceStamp}. */
  public long sourceHash() {
    return image.modules().i64(entry, MODULE_SOURCE_HASH);
  }

  /**
   * Whether the time of the source was recorded. Builders leave it out where images must be
   * reproducible.
   */
  public boolean hasSourceMtime() {
    return (flags() & MODULE_HAS_MTIME) != 0;
  }

  /** Seconds since 1970 at which the source was last changed; see {@link #hasSourceMtime}. */
  public long sourceMtime() {
    return image.modules().i64(entry, MODULE_SOURCE_MTIME);
  }

  /** The package's directory among the resources, or null. */
  public ImageResource resources() {
    int number = image.modules().i32(entry, MODULE_RESOURCES);
    return number == NONE ? null : image.resource(number);
  }

  /** The modules directly inside this package, sorted by name. */
  public ImageModule[] children() {
    NameTable modules = image.modules();
    int[] found = modules.children(entry);
    // Checked because callers walk the tree: names that grow with each level cannot form a cycle.
    String prefix = found.length == 0 ? null : name() + ".";
    for (int child : found) {
      String name = modules.name(child);
      if (!name.startsWith(prefix)) {
        throw damaged(ENTRY_FIRST_CHILD, "a child whose name starts with " + prefix, name);
      }
    }
    return all(image, found);
  }

  private int flags() {
    return image.modules().i32(entry, ENTRY_FLAGS);
  }

  private DamagedImageException damaged(int field, String expected, String actual) {
    NameTable modules = image.modules();
    return modules.part.damaged(modules.at(entry, field), expected, actual);
  }

  @Override
  public String toString() {
    return "ImageModule(" + name() + " in " + image.name() + ")";
  }
}
