package dev.dormouse.integration.compiler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Every file of the reference's library, its tests and installed packages included, gives the same
 * code objects at all levels of optimization, or is refused with the same error. No file is left
 * out.
 */
class CompilerLibraryTest {
  @Test
  void wholeLibrary_sameCodeAndErrors() throws IOException {
    CompilerReference reference = CompilerReference.here();
    List<Path> files = CompareCompilers.pythonFiles(CompilerReference.library());
    var outcome = reference.compare(CompareCompilers.requests(files, List.of(0, 1, 2)));
    assertEquals("", String.join("\n", outcome.differences()));
    // So that an empty directory is no success: 3.11.3 has 2 449 files, 16 of them wrong on
    // purpose.
    assertTrue(outcome.compiled() > 3 * 2000, outcome.toString());
    assertTrue(outcome.refused() > 0, outcome.toString());
  }
}
