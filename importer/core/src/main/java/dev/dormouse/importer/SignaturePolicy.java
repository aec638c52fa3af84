package dev.dormouse.importer;

import dev.dormouse.image.Image;
import dev.dormouse.image.trust.TrustedKeys;
import dev.dormouse.image.trust.UntrustedImageException;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Exceptions;
import dev.dormouse.runtime.objects.PyStr;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * The demand that images are signed. It is about images: Python source that the path leads to is
 * not affected, except for that beside an image, which otherwise wins over the image when it is
 * newer. Only there if somebody asked for it.
 */
final class SignaturePolicy {
  private final TrustedKeys keys;

  SignaturePolicy(String file) throws IOException {
    if (file.isEmpty()) {
      // An empty variable is a mistake in a script, and must not switch the demand off.
      throw new IOException("signatures are required by the keys of a file without a name");
    }
    try {
      keys = TrustedKeys.read(Path.of(file));
    } catch (NoSuchFileException e) {
      throw new IOException(file + ": No such file or directory", e);
    }
  }

  void check(Image image) throws IOException {
    keys.check(image);
  }

  /** For an image met on {@code sys.path}. */
  void checkOnPath(Image image) {
    try {
      keys.check(image);
    } catch (UntrustedImageException e) {
      throw Errors.importError(
          Exceptions.ImportError, e.getMessage(), null, PyStr.of(image.name()));
    }
  }
}
