package dev.dormouse.integration.compiler;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What {@code ast}, {@code symtable} and {@code compile()} of a tree say of files, through two
 * whole interpreters: {@code syntax_trees.py} has the questions, and each answer is a hash.
 */
final class TreeComparison {
  private final String reference;
  private final String dormouse;

  /** Compares two executables. */
  TreeComparison(String reference, String dormouse) {
    this.reference = reference;
    this.dormouse = dormouse;
  }

  /** The lines that differ, the reference's above ours. */
  List<String> differences(List<Path> files) throws IOException {
    Path work = Files.createTempDirectory("dormouse-trees");
    Path script = work.resolve("syntax_trees.py");
    Path names = work.resolve("names");
    Path expected = work.resolve("expected");
    Path actual = work.resolve("actual");
    try {
      try (InputStream in = TreeComparison.class.getResourceAsStream("syntax_trees.py")) {
        Files.write(script, in.readAllBytes());
      }
      Files.write(names, files.stream().map(Path::toString).toList(), StandardCharsets.UTF_8);
      Process ours = start(dormouse, script, names, actual);
      Process theirs = start(reference, script, names, expected);
      return compare(files.size(), lines(theirs, expected), lines(ours, actual));
    } finally {
      for (Path file : List.of(script, names, expected, actual, work)) {
        Files.deleteIfExists(file);
      }
    }
  }

  private static Process start(String python, Path script, Path names, Path out)
      throws IOException {
    return new ProcessBuilder(python, "-I", "-B", script.toString())
        .redirectInput(names.toFile())
        .redirectOutput(out.toFile())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static List<String> lines(Process process, Path out) throws IOException {
    try {
      int status = process.waitFor();
      if (status != 0) {
        throw new IOException(process.info().command().orElse("it") + " ended with " + status);
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
    return Files.readAllLines(out, StandardCharsets.UTF_8);
  }

  private static List<String> compare(int count, List<String> expected, List<String> actual) {
    List<String> differences = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String theirs = i < expected.size() ? expected.get(i) : "nothing";
      String ours = i < actual.size() ? actual.get(i) : "nothing";
      if (!theirs.equals(ours) || theirs.equals("nothing")) {
        differences.add("reference " + theirs + "\nours      " + ours);
      }
    }
    return differences;
  }
}
