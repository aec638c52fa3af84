package dev.dormouse.image.app;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The distributions installed in some directories; the first directory that has one counts. */
public final class InstalledDistributions {
  private final Map<String, InstalledDistribution> byName = new TreeMap<>();
  private final List<Path> sites;

  public InstalledDistributions(List<Path> sites) throws IOException {
    this.sites = sites;
    for (Path site : sites) {
      if (!Files.isDirectory(site)) {
        throw new NoSuchFileException(site.toString());
      }
      Set<Path> infos = new TreeSet<>();
      try (DirectoryStream<Path> found = Files.newDirectoryStream(site, "*.dist-info")) {
        found.forEach(infos::add);
      }
      for (Path info : infos) {
        InstalledDistribution d = InstalledDistribution.read(info);
        if (d != null) {
          byName.putIfAbsent(Requirement.normalized(d.name), d);
        }
      }
    }
  }

  /**
   * The distributions that were asked for, and all that they require in turn.
   *
   * @param problems receives a line for each that is not there or of a version not asked for
   */
  public List<InstalledDistribution> resolve(List<Requirement> wanted, List<String> problems)
      throws IOException {
    Map<String, InstalledDistribution> chosen = new LinkedHashMap<>();
    Set<String> followed = new HashSet<>();
    ArrayDeque<Requirement> open = new ArrayDeque<>();
    ArrayDeque<String> requirers = new ArrayDeque<>();
    for (Requirement r : wanted) {
      if (r.counts(Set.of())) {
        open.add(r);
        requirers.add("");
      }
    }
    while (!open.isEmpty()) {
      Requirement r = open.remove();
      String why = requirers.remove();
      InstalledDistribution d = byName.get(Requirement.normalized(r.name));
      if (d == null) {
        problems.add(r + ": not installed in " + places() + why);
        continue;
      }
      if (!r.accepts(d.version)) {
        problems.add(r + ": " + d.version + " is installed in " + d.site + why);
      }
      chosen.putIfAbsent(Requirement.normalized(d.name), d);
      // Once for each set of extras: another one may bring more.
      if (followed.add(Requirement.normalized(d.name) + r.extras)) {
        for (Requirement needed : d.requires()) {
          if (needed.counts(r.extras)) {
            open.add(needed);
            requirers.add(", which " + d.name + " requires");
          }
        }
      }
    }
    return new ArrayList<>(chosen.values());
  }

  private String places() {
    StringBuilder all = new StringBuilder();
    for (Path site : sites) {
      all.append(all.isEmpty() ? "" : ", ").append(site);
    }
    return all.toString();
  }
}
