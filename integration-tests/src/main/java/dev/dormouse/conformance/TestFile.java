package dev.dormouse.conformance;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One line of {@code files.txt}: a module or package of {@code test}, say {@code test_int} or
 * {@code test_json.test_dump}.
 *
 * @param quick whether the part that {@code mvn verify} runs has it
 * @param packages more packages of the library that hold its tests, which the distribution's
 *     library leaves out
 */
record TestFile(String name, boolean quick, List<String> packages) {
  /** Reads a line like {@code test_unittest quick +unittest}. */
  static TestFile parse(String line) {
    String[] words = line.strip().split("\\s+");
    boolean quick = false;
    List<String> packages = new ArrayList<>(List.of("test"));
    for (int i = 1; i < words.length; i++) {
      if (words[i].equals("quick")) {
        quick = true;
      } else if (words[i].startsWith("+")) {
        packages.add(words[i].substring(1));
      } else {
        throw new BadInput("files.txt: neither quick nor +package: " + words[i]);
      }
    }
    return new TestFile(words[0], quick, packages);
  }

  /**
   * Runs it in a process and a directory of its own, with an environment of which only what a
   * process needs is left.
   *
   * @param places where things are
   * @param excluded patterns of tests to leave out
   * @param seconds after which it is ended
   */
  TestRun run(Places places, List<String> excluded, long seconds)
      throws IOException, InterruptedException {
    // A short path: sockets have names of at most 108 bytes.
    Path directory = Files.createTempDirectory("conf");
    Path record = places.logs().resolve(name + ".tsv");
    Path log = places.logs().resolve(name + ".log");
    Files.deleteIfExists(record);
    try {
      List<String> command = new ArrayList<>();
      command.add(places.dormouse().toString());
      command.add(places.collector().toString());
      command.add(record.toString());
      command.add("test." + name);
      command.addAll(excluded);
      Path work = Files.createDirectory(directory.resolve("work"));
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(work.toFile())
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
              .redirectErrorStream(true)
              .redirectOutput(log.toFile());
      builder.environment().clear();
      builder.environment().put("PATH", System.getenv().getOrDefault("PATH", "/usr/bin:/bin"));
      builder.environment().put("HOME", directory.toString());
      builder.environment().put("TMPDIR", directory.toString());
      builder.environment().put("LANG", "C.UTF-8");
      builder
          .environment()
          .put("PYTHONPATH", places.packages(packages) + ":" + places.standins(name));
      Process process = builder.start();
      String accident = null;
      try {
        if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
          accident = "did not end within " + seconds + " s";
        } else if (process.exitValue() != 0) {
          accident = "ended with status " + process.exitValue();
        }
      } finally {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor();
      }
      return new TestRun(record, accident);
    } finally {
      delete(directory);
    }
  }

  /** Copies a directory once: what a stopped copy left is not taken for a whole one. */
  static void copyOnce(Path from, Path to) throws IOException {
    if (Files.exists(to)) {
      return;
    }
    Path unfinished = to.resolveSibling(to.getFileName() + ".unfinished");
    delete(unfinished);
    Files.createDirectories(unfinished);
    try (var files = Files.walk(from)) {
      for (Path file : (Iterable<Path>) files.filter(f -> !f.equals(from))::iterator) {
        if (!file.toString().contains("__pycache__")) {
          Files.copy(file, unfinished.resolve(from.relativize(file).toString()));
        }
      }
    }
    Files.move(unfinished, to, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Deletes a tree, also one of directories that a test made unreadable. */
  private static void delete(Path tree) throws IOException {
    if (!Files.exists(tree)) {
      return;
    }
    Files.walkFileTree(
        tree,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes)
              throws IOException {
            Files.setPosixFilePermissions(dir, PosixFilePermissions.fromString("rwx------"));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path dir, IOException failed)
              throws IOException {
            Files.deleteIfExists(dir);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
