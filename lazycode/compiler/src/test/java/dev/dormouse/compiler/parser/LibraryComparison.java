package dev.dormouse.compiler.parser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Compares our trees and errors with the reference's for every Python file below some directories.
 *
 * <p>Not a test by itself but the tool to run over everything, and what the tests use:
 *
 * <pre>java -Ddormouse.reference=python3.11 … dev.dormouse.compiler.parser.LibraryComparison DIR…
 * </pre>
 *
 * <p>prints each file that differs, and with {@code -Ddormouse.dump=DIR} writes both trees there.
 */
final class LibraryComparison {
  private LibraryComparison() {}

  public static void main(String[] args) throws IOException {
    List<Path> files = new ArrayList<>();
    for (String arg : args) {
      files.addAll(pythonFiles(Path.of(arg)));
    }
    List<String> differences = compare(files);
    differences.forEach(System.out::println);
    System.out.println(files.size() + " files, " + differences.size() + " differ");
    System.exit(differences.isEmpty() ? 0 : 1);
  }

  static List<Path> pythonFiles(Path root) throws IOException {
    if (Files.isRegularFile(root)) {
      return List.of(root);
    }
    try (Stream<Path> walk = Files.walk(root)) {
      return walk.filter(p -> p.toString().endsWith(".py") && Files.isRegularFile(p))
          .sorted()
          .toList();
    }
  }

  /** The files on which we and the reference differ, with both answers. */
  static List<String> compare(List<Path> files) throws IOException {
    List<String> differences = new ArrayList<>();
    String dumpDir = System.getProperty("dormouse.dump");
    try (Reference reference = new Reference(Reference.executable())) {
      for (Path file : files) {
        String theirs = reference.file(file);
        byte[] source = Files.readAllBytes(file);
        String ours;
        try {
          ours = Reference.ours(source, "exec", 0);
        } catch (RuntimeException e) {
          ours = "crash " + e + " " + e.getStackTrace()[0];
        }
        if (!theirs.equals(ours)) {
          differences.add(file + "\n  reference " + theirs + "\n  ours      " + ours);
          if (dumpDir != null && theirs.startsWith("ok") && ours.startsWith("ok")) {
            Path name = Path.of(dumpDir, file.getFileName().toString());
            Files.writeString(Path.of(name + ".reference"), reference.dump(file));
            Files.writeString(
                Path.of(name + ".ours"),
                AstDump.dump(
                    Parser.parse(
                        source,
                        "<test>",
                        Parser.MODE_EXEC,
                        0,
                        new dev.dormouse.compiler.WarningSink.Silent())));
          }
        }
      }
    }
    return differences;
  }
}
