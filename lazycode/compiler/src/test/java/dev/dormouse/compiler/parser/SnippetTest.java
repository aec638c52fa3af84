package dev.dormouse.compiler.parser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Snippets, most of them wrong: type, words and place of their errors, and trees, are the
 * reference's.
 */
class SnippetTest {
  @Test
  void snippets_answeredAsRecorded() throws IOException {
    List<SnippetComparison.Snippet> snippets = SnippetComparison.resource("snippets.tsv");
    assertTrue(snippets.size() > 1000, "snippets are missing");
    List<String> differences = SnippetComparison.differences(snippets);
    assertEquals("", String.join("\n", differences));
  }

  @Test
  void recordedAnswers_stillThoseOfTheReference() throws IOException {
    Reference.require();
    List<SnippetComparison.Snippet> recorded = SnippetComparison.resource("snippets.tsv");
    List<SnippetComparison.Snippet> now = SnippetComparison.ask(recorded);
    List<String> differences = new ArrayList<>();
    for (int i = 0; i < recorded.size(); i++) {
      if (!recorded.get(i).equals(now.get(i))) {
        differences.add(recorded.get(i) + "\n" + now.get(i));
      }
    }
    assertEquals("", String.join("\n", differences));
  }
}
