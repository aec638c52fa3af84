package dev.dormouse.importer;

/**
 * Files that are not in the file system. Paths are relative, with slashes; the top is the empty
 * path.
 */
interface ResourceTree {
  /** What stands before a path, with a slash between, where Python code sees it. */
  String root();

  /** Null if there is no such file. */
  byte[] read(String path);

  boolean isFile(String path);

  boolean isDirectory(String path);

  /** The names directly inside a directory; empty if there is none. */
  String[] list(String path);
}
