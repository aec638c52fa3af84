package dev.dormouse.image;

import static dev.dormouse.image.ImageFormat.*;

import java.nio.ByteBuffer;

/** A handle for one file or directory among an image's resources. */
public final class ImageResource {
  private final Image image;
  private final int entry;

  ImageResource(Image image, int entry) {
    this.image = image;
    this.entry = entry;
  }

  static ImageResource[] all(Image image, int[] entries) {
    ImageResource[] made = new ImageResource[entries.length];
    for (int i = 0; i < made.length; i++) {
      made[i] = new ImageResource(image, entries[i]);
    }
    return made;
  }

  /** The path relative to the image, with slashes. */
  public String path() {
    return image.resources().name(entry);
  }

  /** The last element of the path. */
  public String name() {
    String path = path();
    return path.substring(path.lastIndexOf('/') + 1);
  }

  public boolean isDirectory() {
    return (image.resources().i32(entry, ENTRY_FLAGS) & RESOURCE_IS_DIRECTORY) != 0;
  }

  /** Bytes in the file; 0 for a directory. */
  public int length() {
    return image.resources().i32(entry, RESOURCE_LENGTH);
  }

  /** The contents, mapped and read-only. Not for directories. */
  public ByteBuffer contents() {
    return image.part(PartKind.RESOURCE_DATA).slice(offset(), length());
  }

  /** A copy of the contents. Not for directories. */
  public byte[] bytes() {
    return image.part(PartKind.RESOURCE_DATA).bytes(offset(), length());
  }

  /** What is directly inside this directory, sorted by name. */
  public ImageResource[] children() {
    NameTable resources = image.resources();
    int[] found = resources.children(entry);
    // Checked because callers walk the tree: paths that grow with each level cannot form a cycle.
    String prefix = found.length == 0 ? null : path() + "/";
    for (int child : found) {
      String path = resources.name(child);
      if (!path.startsWith(prefix) || path.indexOf('/', prefix.length()) >= 0) {
        throw resources.part.damaged(
            resources.at(entry, ENTRY_FIRST_CHILD), "a path directly inside " + prefix, path);
      }
    }
    return all(image, found);
  }

  private int offset() {
    if (isDirectory()) {
      throw new IllegalStateException(path() + " is a directory");
    }
    return image.resources().i32(entry, RESOURCE_OFFSET);
  }

  @Override
  public String toString() {
    return "ImageResource(" + path() + " in " + image.name() + ")";
  }
}
