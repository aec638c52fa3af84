package dev.dormouse.compiler.parser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GrammarReaderTest {
  @Test
  void grammar_hasEveryRuleItNames() {
    ErrorGrammar grammar = GrammarReader.load();
    assertTrue(grammar.rules.size() > 200, () -> grammar.rules.size() + " rules");
    for (ErrorGrammar.Rule rule : grammar.rules) {
      assertTrue(!rule.alternatives.isEmpty(), rule.name);
    }
  }

  @Test
  void errorRule_isTriedWhereItsHeadingSays() {
    ErrorGrammar grammar =
        GrammarReader.read(
            "a: '+' | '-'\nb: '*'\n",
            "invalid_x (before a, after b): '/' -> last: no\n"
                + "invalid_y (before a): '/' -> last: no\n"
                + "invalid_z (second in b): '/' -> last: no\n"
                + "+b: '%'\n");
    assertEquals(List.of("invalid_x", "invalid_y", "+", "-"), firstItems(grammar.rule("a")));
    assertEquals(List.of("*", "invalid_z", "invalid_x", "%"), firstItems(grammar.rule("b")));
  }

  @Test
  void linesBetweenPercentSigns_areThereTwice() {
    ErrorGrammar grammar =
        GrammarReader.read(
            "% @end = ')' // ':'\n% @ = // lambda_\n@p*: NAME @end\n%\na: p lambda_p\n");
    assertEquals(3, grammar.rules.size());
    assertTrue(grammar.rule("lambda_p").shared);
    GrammarItem.Token end =
        (GrammarItem.Token) grammar.rule("lambda_p").alternatives.get(0).items[1];
    assertEquals(Tok.COLON, end.type);
  }

  @Test
  void headOfBlock_isTwoErrors() {
    ErrorGrammar grammar = GrammarReader.read("invalid_x: a='if' NAME -> head: 'if' statement\n");
    List<ErrorGrammar.Alternative> errors = grammar.rule("invalid_x").alternatives;
    assertEquals(2, errors.size());
    assertEquals(3, errors.get(0).items.length);
    assertEquals(5, errors.get(1).items.length);
  }

  @Test
  void mistakes_areNamedWithTheirLine() {
    for (String wrong :
        List.of(
            "a 'if'\n",
            "a: 'if\n",
            "a: b\n",
            "a: 'if' => c\n",
            "a: ('if'\n",
            "a: 'if' !\n",
            "a: 'if'\na: 'in'\n",
            "+a: 'if'\n",
            "a: '@@'\n")) {
      RuntimeException e =
          assertThrows(RuntimeException.class, () -> GrammarReader.read(wrong), wrong);
      assertEquals(IllegalStateException.class, e.getClass(), wrong);
    }
  }

  /** The tokens and rules with which the alternatives of a rule begin. */
  private static List<String> firstItems(ErrorGrammar.Rule rule) {
    List<String> names = new ArrayList<>();
    for (ErrorGrammar.Alternative alternative : rule.alternatives) {
      names.add(
          alternative.items[0] instanceof GrammarItem.Token token
              ? token.spelling
              : ((GrammarItem.Reference) alternative.items[0]).rule.name);
    }
    return names;
  }
}
