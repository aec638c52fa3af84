package dev.dormouse.image.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A requirement as in a requirements file or in a distribution's metadata (PEP 508): {@code
 * requests[socks] >=2.8, <3 ; python_version < "3.12"}.
 */
public final class Requirement {
  private static final Pattern FORM =
      Pattern.compile(
          "([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)\\s*(?:\\[([^\\]]*)\\])?\\s*"
              + "(\\(?[^;@()]*\\)?)\\s*(?:;(.*))?");

  private static final Pattern CLAUSE =
      Pattern.compile("\\s*(===|==|~=|!=|<=|>=|<|>)\\s*([^\\s,]+)\\s*");

  /** As written. */
  public final String name;

  final Set<String> extras = new TreeSet<>();

  /** Operator and version by turns. */
  private final List<String> clauses = new ArrayList<>();

  /** Null if it always counts. */
  private final String marker;

  private final String text;

  private Requirement(String text, Matcher m) {
    this.text = text;
    this.name = m.group(1);
    if (m.group(2) != null) {
      for (String extra : m.group(2).split(",")) {
        if (!extra.isBlank()) {
          extras.add(normalized(extra.strip()));
        }
      }
    }
    String versions = m.group(3).strip();
    if (versions.startsWith("(") && versions.endsWith(")")) {
      versions = versions.substring(1, versions.length() - 1);
    }
    for (String clause : versions.split(",")) {
      if (clause.isBlank()) {
        continue;
      }
      Matcher c = CLAUSE.matcher(clause);
      if (!c.matches()) {
        throw new IllegalArgumentException("no requirement: " + text);
      }
      clauses.add(c.group(1));
      clauses.add(c.group(2));
    }
    this.marker = m.group(4) == null || m.group(4).isBlank() ? null : m.group(4).strip();
    counts(Set.of());
  }

  /**
   * Reads one requirement.
   *
   * @throws IllegalArgumentException if it is none, or names a URL, which nothing installed can be
   *     compared with
   */
  public static Requirement parse(String text) {
    Matcher m = FORM.matcher(text.strip());
    if (!m.matches()) {
      throw new IllegalArgumentException("no requirement: " + text.strip());
    }
    return new Requirement(text.strip(), m);
  }

  /**
   * Reads the lines of a requirements file. Comments, blank lines and options that only concern
   * where pip downloads from are passed over; other options are refused.
   *
   * @throws IllegalArgumentException naming the line that cannot be read
   */
  public static List<Requirement> parseFile(String contents) {
    List<Requirement> all = new ArrayList<>();
    String[] lines = contents.replace("\\\n", " ").split("\\R");
    for (String raw : lines) {
      String line = raw.replaceAll("(^|\\s)#.*$", "").replaceAll("\\s--hash[= ]\\S+", "").strip();
      if (line.isEmpty()
          || line.matches(
              "(-i|-f|--(index-url|extra-index-url|no-index|find-links|trusted-host|prefer-binary"
                  + "|only-binary|no-binary|require-hashes|pre))\\b.*")) {
        continue;
      }
      all.add(parse(line));
    }
    return all;
  }

  /** Names that mean the same distribution are equal after this (PEP 503). */
  static String normalized(String name) {
    return name.replaceAll("[-_.]+", "-").toLowerCase(Locale.ROOT);
  }

  /** Whether it applies here when {@code wanted} extras of what requires it were asked for. */
  boolean counts(Set<String> wanted) {
    return marker == null || Marker.holds(marker, wanted);
  }

  /** Whether an installed version is one that was asked for. */
  boolean accepts(String version) {
    VersionNumber v = VersionNumber.parse(version);
    for (int i = 0; i < clauses.size(); i += 2) {
      if (v == null
          ? !clauses.get(i).startsWith("==") || !clauses.get(i + 1).equals(version)
          : !v.satisfies(clauses.get(i), clauses.get(i + 1))) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return text;
  }
}
