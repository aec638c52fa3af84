package dev.dormouse.importer;

/** File names as text, as the import system joins and splits them. */
final class Paths {
  private Paths() {}

  /** {@code name} below {@code directory}; an empty directory is the current one. */
  static String join(String directory, String name) {
    if (directory.isEmpty()) {
      return name;
    }
    if (name.isEmpty()) {
      return directory;
    }
    return directory.endsWith("/") ? directory + name : directory + "/" + name;
  }
}
