package dev.dormouse.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is expected of one test file's tests: the tests that fail, and those that must not run, each
 * with a category and a reason. Everything that is not named here is expected to pass or to be
 * skipped by its authors. A line of the file is
 *
 * <pre>
 * c-internals Class.test_method  # why it fails
 * hangs !Class.test_other  # why it must not run; the name may be a pattern
 * </pre>
 */
final class Expectations {
  /** Why a test is expected to fail, or is not run. */
  enum Category {
    /** Is about what only CPython's implementation has. */
    C_INTERNALS,
    /** Needs a part of Python that Dormouse does not have yet. */
    NOT_BUILT_YET,
    /** Dormouse does it differently, and means to. */
    DEVIATION,
    /** Not run: passes now and then. */
    FLAKY,
    /** Not run: depends on the machine. */
    PLATFORM,
    /** Not run: does not end, or ends its process. */
    HANGS;

    boolean isOfExcluded() {
      return compareTo(FLAKY) >= 0;
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** One line. */
  record Entry(Category category, boolean excluded, String id, String reason) {
    @Override
    public String toString() {
      return category + " " + (excluded ? "!" : "") + id + "  # " + reason;
    }
  }

  private final Path file;
  private final Map<String, Entry> entries = new TreeMap<>();

  private Expectations(Path file) {
    this.file = file;
  }

  /** Reads {@code file}, which need not exist. */
  static Expectations read(Path file) throws IOException {
    Expectations read = new Expectations(file);
    if (Files.exists(file)) {
      int number = 0;
      for (String line : Files.readAllLines(file)) {
        number++;
        if (!line.isBlank()) {
          Entry entry = parse(line, file + ":" + number);
          if (read.entries.put(entry.id, entry) != null) {
            throw new BadInput(file + ":" + number + ": a second line for " + entry.id);
          }
        }
      }
    }
    return read;
  }

  private static Entry parse(String line, String place) {
    int mark = line.indexOf("  # ");
    int space = line.indexOf(' ');
    if (space < 0 || mark < space) {
      throw new BadInput(place + ": not of the form: category test  # reason");
    }
    String word = line.substring(0, space);
    String id = line.substring(space + 1, mark).strip();
    boolean excluded = id.startsWith("!");
    for (Category category : Category.values()) {
      if (category.toString().equals(word)) {
        if (category.isOfExcluded() && !excluded) {
          throw new BadInput(place + ": " + word + " is for tests that are not run: !" + id);
        }
        return new Entry(
            category, excluded, excluded ? id.substring(1) : id, line.substring(mark + 4).strip());
      }
    }
    throw new BadInput(place + ": no such category: " + word);
  }

  /** The patterns of tests that must not run. */
  List<String> excluded() {
    return entries.values().stream().filter(Entry::excluded).map(Entry::id).toList();
  }

  int countExcluded(Category category) {
    return (int)
        entries.values().stream().filter(e -> e.excluded && e.category == category).count();
  }

  /** How many of the bad outcomes of {@code run} are expected for reasons of {@code category}. */
  int countBad(TestRun run, Category category) {
    int n = 0;
    for (Map.Entry<String, Outcome> test : run.outcomes().entrySet()) {
      Entry entry = entries.get(test.getKey());
      if (test.getValue().isBad() && entry != null && entry.category == category) {
        n++;
      }
    }
    return n;
  }

  /** Where {@code run} differs from this, a line for each. */
  List<String> surprises(TestRun run) {
    List<String> surprises = new ArrayList<>();
    // That not even the tests could be listed may be expected, like an import that fails.
    boolean nothingListed = isBad(run.outcomes().get("*"));
    if (run.accident != null && !nothingListed) {
      surprises.add(run.accident);
    }
    run.outcomes()
        .forEach(
            (id, outcome) -> {
              // What an accident kept from running is one surprise, not many.
              boolean known = outcome == Outcome.NOT_RUN && run.accident != null;
              if (outcome.isBad() && !known && !entries.containsKey(id)) {
                surprises.add(outcome.word() + " " + id + "  # " + run.explanation(id));
              }
            });
    for (Entry entry : entries.values()) {
      Outcome outcome = run.outcomes().get(entry.id);
      boolean unknown = outcome == null && run.accident != null;
      if (entry.excluded || unknown || isBad(outcome)) {
        continue;
      }
      surprises.add(
          outcome == null
              ? "there is no test " + entry.id + ", which is expected to fail"
              : "expected to fail, but it is a " + outcome.word() + ": " + entry.id);
    }
    return surprises;
  }

  /**
   * Makes this what {@code run} shows. Entries of tests that still fail keep category and reason,
   * and those of excluded tests stay; a test that did not end becomes an excluded one.
   *
   * @return whether tests were excluded that the run had in the way, so that it is worth another
   *     run
   */
  boolean retag(TestRun run) {
    if (run.accident == null) {
      entries.values().removeIf(e -> !e.excluded && !isBad(run.outcomes().get(e.id)));
    }
    boolean again = false;
    for (Map.Entry<String, Outcome> test : run.outcomes().entrySet()) {
      String id = test.getKey();
      if (test.getValue() == Outcome.UNFINISHED && !id.equals("*")) {
        again = true;
        entries.put(id, new Entry(Category.HANGS, true, id, reason(run, id)));
      } else if (test.getValue().isBad()
          && (test.getValue() != Outcome.NOT_RUN || run.accident == null)) {
        entries.putIfAbsent(id, new Entry(Category.NOT_BUILT_YET, false, id, reason(run, id)));
      }
    }
    return again;
  }

  /** An explanation without what differs from machine to machine: folders and addresses. */
  private static String reason(TestRun run, String id) {
    return run.explanation(id)
        .replaceAll("(/[^\\s/'\"]+){2,}/", "…/")
        .replaceAll("0x[0-9a-f]{6,}", "0x…");
  }

  private static boolean isBad(Outcome outcome) {
    return outcome != null && outcome.isBad();
  }

  /** Writes the file, or deletes it when nothing is left to say. */
  void write() throws IOException {
    if (entries.isEmpty()) {
      Files.deleteIfExists(file);
    } else {
      Files.write(file, entries.values().stream().map(Entry::toString).toList());
    }
  }
}
