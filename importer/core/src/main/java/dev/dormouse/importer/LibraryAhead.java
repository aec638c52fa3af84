package dev.dormouse.importer;

import dev.dormouse.image.Image;
import java.io.File;
import java.io.IOException;

/**
 * Opens the library's image on another thread while the interpreter is made, which needs nothing of
 * it. Opening takes 1.5 to 2 ms in a JVM that has just started, nearly all of it the JDK's first
 * opening and mapping of a file.
 */
public final class LibraryAhead implements Runnable {
  private final String path;

  // Guarded by this.

  /** Null until it is open, or if that failed. */
  private Image image;

  private IOException failure;

  /**
   * @param home the distribution's directory
   */
  public LibraryAhead(String home) {
    path = path(home);
  }

  private static String path(String home) {
    return new File(home, "images/stdlib.dmi").getAbsolutePath();
  }

  @Override
  public void run() {
    Image opened = null;
    IOException failed = null;
    try {
      opened = Image.openTrusted(path);
    } catch (IOException e) {
      failed = e;
    }
    synchronized (this) {
      image = opened;
      failure = failed;
      notifyAll();
    }
  }

  /** The image; waits for it. */
  synchronized Image take() throws IOException {
    boolean interrupted = false;
    while (image == null && failure == null) {
      try {
        wait();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (failure != null) {
      throw failure;
    }
    return image;
  }

  /** Opens it here and now. */
  static Image open(String home) throws IOException {
    return Image.openTrusted(path(home));
  }
}
