package dev.dormouse.compiler.parser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The trees of the reference's own library, places included, and the errors of its files that are
 * wrong on purpose.
 *
 * <p>By default every twentieth file; {@code -Ddormouse.parser.files=all} takes them all, which
 * takes half a minute.
 */
class LibraryTest {
  @Test
  void libraryFiles_sameTreesAndErrors() throws IOException {
    Reference.require();
    Path library;
    try (Reference reference = new Reference(Reference.executable())) {
      library = Path.of(reference.library());
    }
    List<Path> all = LibraryComparison.pythonFiles(library);
    assertTrue(all.size() > 500, "the library is not at " + library);
    boolean whole = "all".equals(System.getProperty("dormouse.parser.files"));
    List<Path> files = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      String name = all.get(i).getFileName().toString();
      if (whole || i % 20 == 0 || name.startsWith("bad") || name.equals("test_grammar.py")) {
        files.add(all.get(i));
      }
    }
    assertEquals("", String.join("\n", LibraryComparison.compare(files)));
  }
}
