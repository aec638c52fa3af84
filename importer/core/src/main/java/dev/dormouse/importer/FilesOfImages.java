package dev.dormouse.importer;

import dev.dormouse.image.DamagedImageException;
import dev.dormouse.image.Image;
import dev.dormouse.runtime.os.Errno;
import dev.dormouse.runtime.os.InnerFiles;
import dev.dormouse.runtime.os.OsError;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The resources of images as files below the image: many a program looks for its data beside {@code
 * __file__}, and so do modules of the library ({@code venv} for the scripts that it copies).
 */
final class FilesOfImages implements InnerFiles {
  /** Replaced when one is added, with the interpreter lock held; any thread reads. */
  private volatile Image[] images = {};

  void add(Image image) {
    Image[] more = Arrays.copyOf(images, images.length + 1);
    more[images.length] = image;
    images = more;
  }

  @Override
  public Entry find(String path) {
    try {
      Path asked = Path.of(path).toAbsolutePath().normalize();
      for (Image image : images) {
        Path file = Path.of(image.name()).toAbsolutePath().normalize();
        if (!asked.startsWith(file)) {
          // A program may have asked where its files really are.
          file = real(file);
        }
        if (asked.startsWith(file) && asked.getNameCount() > file.getNameCount()) {
          return entry(image, file.toString(), file.relativize(asked).toString(), path);
        }
      }
      return null;
    } catch (InvalidPathException e) {
      // No image has a name that Java cannot say.
      return null;
    }
  }

  private static Path real(Path file) {
    try {
      return file.toRealPath();
    } catch (IOException e) {
      return file;
    }
  }

  private static Entry entry(Image image, String container, String inside, String path) {
    ImageTree tree = new ImageTree(image);
    try {
      boolean isDirectory = tree.isDirectory(inside);
      return isDirectory || tree.isFile(inside)
          ? new ImageEntry(tree, container, inside, path, isDirectory)
          : null;
    } catch (DamagedImageException e) {
      throw new OsError(Errno.EIO, path);
    }
  }

  /**
   * @param container the image's file
   * @param inside the path in the image
   * @param path the whole path, for errors
   */
  private record ImageEntry(
      ImageTree tree, String container, String inside, String path, boolean isDirectory)
      implements Entry {
    @Override
    public long size() {
      return tree.size(inside);
    }

    @Override
    public byte[] read() {
      try {
        return tree.read(inside);
      } catch (DamagedImageException e) {
        throw new OsError(Errno.EIO, path);
      }
    }

    @Override
    public String[] list() {
      try {
        return tree.list(inside);
      } catch (DamagedImageException e) {
        throw new OsError(Errno.EIO, path);
      }
    }
  }
}
