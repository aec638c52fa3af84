package dev.dormouse.compiler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dormouse.compiler.CompilerReference.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Code objects equal to the reference's, byte for byte, for its library. By default for the modules
 * at the top of it and a few files with rare syntax; with {@code -Ddormouse.compiler.all=true} for
 * every file in it.
 */
class CompilerLibraryTest {
  private static final String[] RARE_SYNTAX = {
    "test/test_asyncgen.py",
    "test/test_contextlib_async.py",
    "test/test_coroutines.py",
    "test/test_except_star.py",
    "test/test_fstring.py",
    "test/test_grammar.py",
    "test/test_named_expressions.py",
    "test/test_patma.py",
    "test/test_positional_only_arg.py",
    "test/test_unpack_ex.py",
  };

  @Test
  void library_sameBytes() throws IOException {
    assertSame(requests(0));
  }

  @Test
  void libraryOptimized_sameBytes() throws IOException {
    List<Request> some = new ArrayList<>();
    for (Request request : requests(2)) {
      if (some.size() < 60) {
        some.add(request);
      }
    }
    assertSame(some);
  }

  private static void assertSame(List<Request> requests) throws IOException {
    assertTrue(requests.size() >= 60, "a library of " + requests.size() + " files");
    assertEquals("", String.join("\n", CompilerReference.differences(requests)));
  }

  private static List<Request> requests(int optimize) throws IOException {
    Path library = CompilerReference.library();
    boolean all = Boolean.getBoolean("dormouse.compiler.all");
    List<Path> files = new ArrayList<>();
    try (Stream<Path> walk = Files.walk(library, all ? Integer.MAX_VALUE : 1)) {
      walk.filter(p -> p.toString().endsWith(".py")).sorted().forEach(files::add);
    }
    if (!all) {
      for (String name : RARE_SYNTAX) {
        files.add(library.resolve(name));
      }
    }
    List<Request> requests = new ArrayList<>();
    for (Path file : files) {
      if (Files.isRegularFile(file)) {
        requests.add(new Request(Compiler.MODE_EXEC, 0, optimize, file, null));
      }
    }
    return requests;
  }
}
