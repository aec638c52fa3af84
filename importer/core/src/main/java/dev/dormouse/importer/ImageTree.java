package dev.dormouse.importer;

import dev.dormouse.image.Image;
import dev.dormouse.image.ImageModule;
import dev.dormouse.image.ImageResource;

/** The resources of an image. */
final class ImageTree implements ResourceTree {
  private final Image image;

  ImageTree(Image image) {
    this.image = image;
  }

  @Override
  public String root() {
    return image.name();
  }

  @Override
  public byte[] read(String path) {
    ImageResource r = image.resource(path);
    return r == null || r.isDirectory() ? null : r.bytes();
  }

  /** Of a file that is there. */
  int size(String path) {
    return image.resource(path).length();
  }

  @Override
  public boolean isFile(String path) {
    ImageResource r = image.resource(path);
    return r != null && !r.isDirectory();
  }

  @Override
  public boolean isDirectory(String path) {
    if (path.isEmpty()) {
      return true;
    }
    ImageResource r = image.resource(path);
    if (r != null) {
      return r.isDirectory();
    }
    // A package without any resource has no directory of its own.
    ImageModule m = image.find(path.replace('/', '.'));
    return m != null && m.isPackage();
  }

  @Override
  public String[] list(String path) {
    ImageResource r = path.isEmpty() ? null : image.resource(path);
    ImageResource[] inside =
        path.isEmpty()
            ? image.topLevelResources()
            : r == null || !r.isDirectory() ? new ImageResource[0] : r.children();
    String[] names = new String[inside.length];
    for (int i = 0; i < names.length; i++) {
      names[i] = inside[i].name();
    }
    return names;
  }
}
