package dev.dormouse.image.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A distribution as an installer left it: what its metadata tells, which is in a {@code .dist-info}
 * or {@code .egg-info} directory, in a single {@code .egg-info} file, or in the {@code EGG-INFO} of
 * an egg. They are read as {@code importlib.metadata} reads them.
 */
public final class InstalledDistribution {
  /** In the order in which they count. */
  private static final String[] METADATA = {"METADATA", "PKG-INFO"};

  public final String name;

  /** Null if neither the metadata nor the name of its file tells. */
  public final String version;

  /** The directory it is installed in, such as {@code site-packages}. */
  public final Path site;

  private final Path info;

  /** The file with {@link #headers}, for messages. */
  private final Path metadata;

  private final List<String> headers;

  private InstalledDistribution(Path info, Path metadata) throws IOException {
    this.site = info.getParent();
    this.info = info;
    this.metadata = metadata;
    this.headers = headers(metadata);
    // NAME-VERSION-py3.11.egg-info, of which only the name must be there.
    String file = info.getFileName().toString();
    String[] stem = file.substring(0, Math.max(0, file.lastIndexOf('.'))).split("-");
    String named = header("Name");
    String numbered = header("Version");
    this.name = named == null ? stem[0] : named;
    this.version = numbered == null && stem.length > 1 ? stem[1] : numbered;
  }

  /** Null if there is no metadata. */
  static InstalledDistribution read(Path info) throws IOException {
    if (Files.isRegularFile(info)) {
      return new InstalledDistribution(info, info);
    }
    for (String name : METADATA) {
      Path file = info.resolve(name);
      if (Files.isRegularFile(file)) {
        return new InstalledDistribution(info, file);
      }
    }
    return null;
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

  static String text(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }

  private String header(String key) {
    List<String> all = headers(key);
    return all.isEmpty() ? null : all.getFirst();
  }

  private List<String> headers(String key) {
    List<String> all = new ArrayList<>();
    for (String line : headers) {
      if (line.regionMatches(true, 0, key + ":", 0, key.length() + 1)) {
        all.add(line.substring(key.length() + 1).strip());
      }
    }
    return all;
  }

  /** What it requires itself. */
  List<Requirement> requires() throws IOException {
    List<String> texts = headers("Requires-Dist");
    Path from = metadata;
    Path sections = info.resolve("requires.txt");
    if (texts.isEmpty() && Files.isRegularFile(sections)) {
      from = sections;
      texts = sectioned(text(sections));
    }
    List<Requirement> all = new ArrayList<>();
    for (String text : texts) {
      try {
        all.add(Requirement.parse(withoutUrl(text)));
      } catch (IllegalArgumentException e) {
        throw new IOException(from + ": " + e.getMessage());
      }
    }
    return all;
  }

  /** {@code name @ https://… ; marker}: what is installed under that name serves. */
  private static String withoutUrl(String text) {
    return text.replaceFirst("^([^;@]*)@\\s*\\S+(\\s+;|\\s*$)", "$1 $2");
  }

  /**
   * Requirements as {@code setuptools} wrote them: those below {@code [extra:marker]}, of which
   * either may be missing, count under these conditions.
   */
  private static List<String> sectioned(String text) {
    List<String> all = new ArrayList<>();
    String condition = "";
    for (String raw : text.split("\\R")) {
      String line = raw.strip();
      if (line.startsWith("[") && line.endsWith("]")) {
        condition = condition(line.substring(1, line.length() - 1));
      } else if (!line.isEmpty() && !line.startsWith("#")) {
        all.add(line + condition);
      }
    }
    return all;
  }

  private static String condition(String section) {
    int colon = section.indexOf(':');
    String extra = (colon < 0 ? section : section.substring(0, colon)).strip();
    String marker = colon < 0 ? "" : section.substring(colon + 1).strip();
    String asked = "extra == '" + extra + "'";
    return extra.isEmpty()
        ? marker.isEmpty() ? "" : " ; " + marker
        : marker.isEmpty() ? " ; " + asked : " ; (" + marker + ") and " + asked;
  }

  /**
   * Its files by their paths relative to {@link #site}; a directory stands for all that is in it.
   * Those outside, such as scripts, begin with {@code ../}.
   */
  public List<String> files() throws IOException {
    return new InstalledFiles(name, site, info).all();
  }

  @Override
  public String toString() {
    return name + " " + version;
  }
}
