package dev.dormouse.image.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A distribution as an installer left it: its {@code .dist-info} directory tells all. */
public final class InstalledDistribution {
  public final String name;
  public final String version;

  /** The directory it is installed in, such as {@code site-packages}. */
  public final Path site;

  private final Path info;
  private final List<String> metadata;

  private InstalledDistribution(Path info, List<String> metadata) throws IOException {
    this.site = info.getParent();
    this.info = info;
    this.metadata = metadata;
    this.name = header("Name");
    this.version = header("Version");
    if (name == null || version == null) {
      throw new IOException(info.resolve("METADATA") + ": no name or no version");
    }
  }

  /** Null if the directory has no metadata. */
  static InstalledDistribution read(Path info) throws IOException {
    Path file = info.resolve("METADATA");
    return Files.isRegularFile(file) ? new InstalledDistribution(info, headers(file)) : null;
  }

  /** The lines before the first empty one. */
  private static List<String> headers(Path file) throws IOException {
    List<String> all = new ArrayList<>();
    for (String line : text(file).split("\\R")) {
      if (line.isEmpty()) {
        break;
      }
      all.add(line);
    }
    return all;
  }

  private static String text(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }

  private String header(String key) {
    for (String line : metadata) {
      if (line.regionMatches(true, 0, key + ":", 0, key.length() + 1)) {
        return line.substring(key.length() + 1).strip();
      }
    }
    return null;
  }

  /** What it requires itself. */
  List<Requirement> requires() throws IOException {
    List<Requirement> all = new ArrayList<>();
    for (String line : metadata) {
      if (line.regionMatches(true, 0, "Requires-Dist:", 0, 14)) {
        try {
          all.add(Requirement.parse(line.substring(14)));
        } catch (IllegalArgumentException e) {
          throw new IOException(info.resolve("METADATA") + ": " + e.getMessage());
        }
      }
    }
    return all;
  }

  /**
   * Its files by their paths relative to {@link #site}, as its RECORD lists them; those outside,
   * such as scripts, begin with {@code ../}.
   */
  public List<String> files() throws IOException {
    Path record = info.resolve("RECORD");
    if (!Files.isRegularFile(record)) {
      throw new IOException(
          info + ": no RECORD of its files; give the directory of " + name + " instead");
    }
    List<String> all = new ArrayList<>();
    for (String line : text(record).split("\\R")) {
      if (!line.isBlank()) {
        all.add(path(line));
      }
    }
    return all;
  }

  /** The first field of a line of comma-separated values. */
  private static String path(String line) {
    if (!line.startsWith("\"")) {
      int comma = line.indexOf(',');
      return comma < 0 ? line : line.substring(0, comma);
    }
    StringBuilder field = new StringBuilder();
    for (int i = 1; i < line.length(); i++) {
      if (line.charAt(i) == '"') {
        if (i + 1 == line.length() || line.charAt(i + 1) != '"') {
          break;
        }
        i++;
      }
      field.append(line.charAt(i));
    }
    return field.toString();
  }

  @Override
  public String toString() {
    return name + " " + version;
  }
}
