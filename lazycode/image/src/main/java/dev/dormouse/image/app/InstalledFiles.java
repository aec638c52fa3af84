package dev.dormouse.image.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Which files an installed distribution consists of. Installers of today write a {@code RECORD};
 * older ones left {@code installed-files.txt}; what was put in a system's package has neither as a
 * rule, but names its packages and modules in {@code top_level.txt}. Of {@code SOURCES.txt} only
 * those lines help that are installed under the path they had among the sources.
 */
final class InstalledFiles {
  private final String name;
  private final Path site;
  private final Path info;

  InstalledFiles(String name, Path site, Path info) {
    this.name = name;
    this.site = site;
    this.info = info;
  }

  /** By their paths relative to the site; a directory stands for all that is in it. */
  List<String> all() throws IOException {
    Path record = info.resolve("RECORD");
    if (Files.isRegularFile(record)) {
      List<String> all = new ArrayList<>();
      for (String line : lines(record)) {
        all.add(field(line));
      }
      return all;
    }
    Set<String> all = new LinkedHashSet<>();
    Path installed = info.resolve("installed-files.txt");
    if (Files.isRegularFile(installed)) {
      for (String line : lines(installed)) {
        all.add(relative(info.resolve(line)));
      }
    } else {
      for (String top : topLevel()) {
        addTop(top, all);
      }
      if (all.isEmpty()) {
        throw new IOException(
            info
                + ": no list of its files, and no "
                + String.join(", ", topLevel())
                + " in "
                + site
                + "; give the files or folders of "
                + name
                + " instead");
      }
    }
    all.add(relative(info));
    return new ArrayList<>(all);
  }

  /** The packages and modules that it says it has, else those that have its name. */
  private List<String> topLevel() throws IOException {
    Path file = info.resolve("top_level.txt");
    if (Files.isRegularFile(file)) {
      return lines(file);
    }
    String module = name.replace('-', '_').replace('.', '/');
    String lower = module.toLowerCase(Locale.ROOT);
    return module.equals(lower) ? List.of(module) : List.of(module, lower);
  }

  private void addTop(String top, Set<String> all) throws IOException {
    Path directory = site.resolve(top);
    if (Files.isDirectory(directory)) {
      // Several distributions share a namespace; the sources tell them apart, if anything does.
      boolean shared = !Files.isRegularFile(directory.resolve("__init__.py"));
      List<String> own = shared ? sourcesBelow(top + "/") : List.of();
      if (own.isEmpty()) {
        all.add(top);
      } else {
        all.addAll(own);
      }
    }
    if (Files.isRegularFile(site.resolve(top + ".py"))) {
      all.add(top + ".py");
    }
  }

  private List<String> sourcesBelow(String prefix) throws IOException {
    Path file = info.resolve("SOURCES.txt");
    List<String> found = new ArrayList<>();
    if (Files.isRegularFile(file)) {
      for (String line : lines(file)) {
        String path = line.startsWith("src/") ? line.substring(4) : line;
        if (path.startsWith(prefix) && Files.isRegularFile(site.resolve(path))) {
          found.add(path);
        }
      }
    }
    return found;
  }

  private String relative(Path path) {
    Path from = site.toAbsolutePath().normalize();
    return from.relativize(path.toAbsolutePath().normalize()).toString();
  }

  private static List<String> lines(Path file) throws IOException {
    List<String> all = new ArrayList<>();
    for (String line : InstalledDistribution.text(file).split("\\R")) {
      // No file has a name with a NUL in it, and a Path of one cannot even be made.
      if (!line.isBlank() && line.indexOf('\0') < 0) {
        all.add(line.strip());
      }
    }
    return all;
  }

  /** The first field of a line of comma-separated values. */
  private static String field(String line) {
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
}
