package dev.dormouse.integration.compiler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Whatever comes in, the answer is the reference's: code, or an error of the same type, words and
 * place, and nothing else ever comes out. CONTRIBUTING has the command for more of them and for
 * other seeds.
 */
class DamagedSourceTest {
  @Test
  void damagedSources_sameCodeOrSameError() throws IOException {
    CompilerReference reference = CompilerReference.here();
    var files = CompareCompilers.pythonFiles(CompilerReference.library());
    List<Request> requests = new Mutations(files, 20181130).requests(4000);
    var outcome = reference.compare(requests);
    assertEquals("", String.join("\n", outcome.differences()));
    assertTrue(outcome.compiled() > 400, outcome.toString());
    assertTrue(outcome.refused() > 2000, outcome.toString());
  }
}
