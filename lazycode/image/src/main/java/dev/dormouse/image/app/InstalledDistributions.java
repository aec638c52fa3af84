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
import java.util.Locale;
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
      addAll(site);
    }
  }

  private void addAll(Path site) throws IOException {
    Set<Path> infos = new TreeSet<>();
    Set<Path> eggs = new TreeSet<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(site)) {
      for (Path entry : found) {
        String file = entry.getFileName().toString().toLowerCase(Locale.ROOT);
        if (file.endsWith(".dist-info")) {
          infos.add(entry);
        } else if (file.endsWith(".egg-info") || file.equals("egg-info")) {
          eggs.add(entry);
        } else if (file.endsWith(".egg") && Files.isDirectory(entry.resolve("EGG-INFO"))) {
          eggs.add(entry.resolve("EGG-INFO"));
        }
      }
    }
    // What has both forms has the newer one from its installer.
    addAll(infos);
    addAll(eggs);
  }

  private void addAll(Set<Path> infos) throws IOException {
    for (Path info : infos) {
      InstalledDistribution d = InstalledDistribution.read(info);
      if (d != null) {
        byName.putIfAbsent(Requirement.normalized(d.name), d);
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
      if (d.version == null) {
        problems.add(
            r + ": which version of it is installed in " + d.site + " it does not say" + why);
      } else if (!r.accepts(d.version)) {
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

  /** One that has a module, or the package it is in; null if none is known to. */
  public InstalledDistribution withModule(String module) {
    int dot = module.indexOf('.');
    String top = dot < 0 ? module : module.substring(0, dot);
    for (InstalledDistribution d : byName.values()) {
      try {
        for (String file : d.files()) {
          if (file.equals(top) || file.equals(top + ".py") || file.startsWith(top + "/")) {
            return d;
          }
        }
      } catch (IOException e) {
        // One that does not tell its files cannot be recommended.
        continue;
      }
    }
    return null;
  }

  private String places() {
    StringBuilder all = new StringBuilder();
    for (Path site : sites) {
      all.append(all.isEmpty() ? "" : ", ").append(site);
    }
    return all.toString();
  }
}
