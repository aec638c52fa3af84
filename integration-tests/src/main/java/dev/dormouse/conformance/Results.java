package dev.dormouse.conformance;

import dev.dormouse.conformance.Expectations.Category;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The table of what became of the tests of each file. Columns: how many tests there are, pass, are
 * skipped by their authors, fail, end with an error; how many of the last two are about C
 * internals, not built yet, or deviations; entries of tests that are not run; the share of passing
 * tests among those that were not skipped and are not about C internals.
 */
final class Results {
  private static final String[] COLUMNS = {
    "tests", "pass", "skip", "fail", "error", "c-int", "unbuilt", "deviate", "not run"
  };

  private final Map<String, int[]> rows = new TreeMap<>();

  /** Reads a table that {@link #write} wrote; none is an empty one. */
  static Results read(Path file) throws IOException {
    Results results = new Results();
    if (Files.exists(file)) {
      for (String line : Files.readAllLines(file)) {
        String[] words = line.strip().split("\\s+");
        if (words[0].startsWith("test_") && words.length >= COLUMNS.length + 2) {
          int[] row = new int[COLUMNS.length];
          for (int i = 0; i < row.length; i++) {
            row[i] = Integer.parseInt(words[i + 1]);
          }
          results.rows.put(words[0], row);
        }
      }
    }
    return results;
  }

  /** Sets the row of one file. */
  synchronized void put(String name, TestRun run, Expectations expected) {
    int excluded = 0;
    for (Category category : Category.values()) {
      excluded += expected.countExcluded(category);
    }
    int pass = run.count(Outcome.PASS);
    int skip = run.count(Outcome.SKIP);
    int fail = run.count(Outcome.FAIL);
    int all = run.outcomes().size();
    rows.put(
        name,
        new int[] {
          all,
          pass,
          skip,
          fail,
          all - pass - skip - fail,
          expected.countBad(run, Category.C_INTERNALS),
          expected.countBad(run, Category.NOT_BUILT_YET),
          expected.countBad(run, Category.DEVIATION),
          excluded
        });
  }

  /** Takes over the rows that {@code others} has. */
  void replace(Results others) {
    rows.putAll(others.rows);
  }

  /** The table, with a row for the sum of all files. */
  synchronized List<String> lines() {
    List<String> lines = new ArrayList<>();
    StringBuilder head = new StringBuilder(pad("file", -36));
    for (String column : COLUMNS) {
      head.append(pad(column, 8));
    }
    lines.add(head.append(pad("share", 8)).toString());
    int[] sum = new int[COLUMNS.length];
    rows.forEach(
        (name, row) -> {
          lines.add(line(name, row));
          for (int i = 0; i < sum.length; i++) {
            sum[i] += row[i];
          }
        });
    lines.add(line("all " + rows.size() + " files", sum));
    return lines;
  }

  private static String line(String name, int[] row) {
    StringBuilder line = new StringBuilder(pad(name, -36));
    for (int n : row) {
      line.append(pad(Integer.toString(n), 8));
    }
    int of = row[0] - row[2] - row[5];
    return line.append(pad(of == 0 ? "-" : row[1] * 1000L / of / 10.0 + " %", 8)).toString();
  }

  private static String pad(String text, int width) {
    String space = " ".repeat(Math.max(0, Math.abs(width) - text.length()));
    return width < 0 ? text + space : space + text;
  }

  /** Writes the table with a word on what it is. */
  void write(Path file) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add("CPython's own tests under Dormouse: the outcome of each file's last recorded run.");
    lines.add(
        "Written by the conformance runner (CONTRIBUTING.md), never by hand. \"not run\" counts");
    lines.add(
        "lines of expected/ that keep tests from running; \"share\" is pass / (tests - skip -"
            + " c-int).");
    lines.add("");
    lines.addAll(lines());
    Files.write(file, lines);
  }
}
