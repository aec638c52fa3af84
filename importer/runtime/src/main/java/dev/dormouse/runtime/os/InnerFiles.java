package dev.dormouse.runtime.os;

/**
 * What lies inside files: to the kernel a path that goes on behind a file is an error (ENOTDIR), to
 * programs whose code and data came in one file it is where their data is. Asked only after the
 * kernel has refused, so that all other paths cost what they always do. Read only. Any thread.
 */
public interface InnerFiles {
  /**
   * What a path means that the kernel refused.
   *
   * @param path as the process sees it
   * @return null if it leads nowhere
   * @throws OsError if what is there cannot be read
   */
  Entry find(String path);

  /** A file inside, or a directory. */
  interface Entry {
    /** The file that it is in. */
    String container();

    /** Where in that file, without dots. */
    String inside();

    boolean isDirectory();

    /** Bytes in a file. */
    long size();

    byte[] read();

    /** The names in a directory. */
    String[] list();
  }
}
