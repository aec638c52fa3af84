package dev.dormouse.integration.compiler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Whatever comes in, the answer is the reference's: code, or an error of the same type, words and
 * place, and nothing else ever comes out. CONTRIBUTING has the command for more of them and for
 * other seeds.
 */
class DamagedSourceTest {
  /** What such hunts have found to differ, made small; as Latin-1. */
  static final String[] FOUND = {
    "if x:\r\n",
    "if x:\r",
    "x (\r\n",
    "# coding: latin-1\r\nif x:\r\n",
    "f'''{\r\n",
    "# coding: koi8-\n",
    ". \u00d9",
    "f'{.\u00d9}'",
    "f'{. + \u00d9}'",
    "f'''\n{. $\u00d9}'''",
    "x\n\nf'{.a \u00d9}'",
    "f'{a b \u00d9}'",
  };

  @Test
  void whatWasFound_sameError() throws IOException {
    List<Request> requests = new ArrayList<>();
    for (String source : FOUND) {
      requests.add(Request.of(source.getBytes(StandardCharsets.ISO_8859_1)));
    }
    var outcome = CompilerReference.here().compare(requests);
    assertEquals("", String.join("\n", outcome.differences()));
    assertEquals(FOUND.length, outcome.refused());
  }

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
