package dev.dormouse.importer;

/**
 * A module of an image was asked for whose source, beside the image, has changed since the image
 * was built. Ends the program, as damage does: no {@code except ImportError} takes it for a module
 * that is merely missing.
 */
public final class StaleImageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param image its path
   * @param source of the module, relative to the image's directory
   */
  StaleImageException(String image, String source) {
    super(
        image
            + ": stale: "
            + source
            + " beside it is not what the image was built from; build it again, or choose with"
            + " --stale=source or --stale=image");
  }
}
