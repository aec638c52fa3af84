package dev.dormouse.conformance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * How the run of one test file ended: the outcome of each test by its id, as {@code collect.py}
 * wrote them down.
 */
final class TestRun {
  /** Why the process is to blame, or null when the run came to its end. */
  final String accident;

  private final Map<String, Outcome> outcomes = new TreeMap<>();
  private final Map<String, String> explanations = new TreeMap<>();
  private boolean ended;

  /**
   * Reads a record.
   *
   * @param accident what cut the process short, or null when it exited by itself
   */
  TestRun(Path record, String accident) throws IOException {
    if (Files.exists(record)) {
      for (String line : Files.readString(record, StandardCharsets.UTF_8).split("\n")) {
        String[] fields = line.split("\t", -1);
        switch (fields[0]) {
          case "end" -> ended = true;
          case "test" -> outcomes.putIfAbsent(fields[1], Outcome.NOT_RUN);
          case "start" -> outcomes.put(fields[1], Outcome.UNFINISHED);
          case "pass", "skip", "fail", "error" -> {
            Outcome outcome = Outcome.valueOf(fields[0].toUpperCase(java.util.Locale.ROOT));
            Outcome before = outcomes.get(fields[1]);
            boolean first = before == null || before.compareTo(Outcome.UNFINISHED) >= 0;
            if (first || outcome.compareTo(before) > 0) {
              outcomes.put(fields[1], outcome);
              explanations.put(fields[1], fields.length > 2 ? fields[2] : "");
            }
          }
          default -> {} // The last line of a process that died in the middle of it.
        }
      }
    }
    this.accident = ended ? null : accident != null ? accident : "died before its end";
    if (outcomes.isEmpty() && !ended) {
      outcomes.put("*", Outcome.UNFINISHED);
    }
  }

  Map<String, Outcome> outcomes() {
    return outcomes;
  }

  /** A line of words about the outcome of {@code id}: an exception, or the reason of a skip. */
  String explanation(String id) {
    String own = explanations.getOrDefault(id, "");
    return own.isEmpty() && accident != null ? accident : own;
  }

  int count(Outcome... which) {
    int n = 0;
    for (Outcome outcome : outcomes.values()) {
      for (Outcome one : which) {
        if (outcome == one) {
          n++;
        }
      }
    }
    return n;
  }
}
