package dev.dormouse.compiler.parser;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The grammar that {@link ErrorSearch} runs: {@code language.grammar} with {@code errors.grammar},
 * as {@link GrammarReader} reads them.
 *
 * <p>It is data and not code because it runs only when a program is wrong: then nobody counts
 * microseconds, and on every other run its classes are not even loaded.
 */
final class ErrorGrammar {
  /** One rule. */
  static final class Rule {
    final int id;
    final String name;

    /** Whether what it matched is remembered no matter whether errors were searched for. */
    boolean shared;

    /**
     * How many levels of nesting it counts for: two where it is left-recursive in CPython, none
     * where it is part of such a rule there.
     */
    int levels = 1;

    /** Whether it describes an error. */
    final boolean invalid;

    /** Whether error rules are off below this rule. */
    final boolean hidesInvalid;

    final List<Alternative> alternatives = new ArrayList<>();

    private Rule(int id, String name) {
      this.id = id;
      this.name = name;
      this.invalid = name.startsWith("invalid_");
      this.hidesInvalid = name.endsWith("_without_invalid");
    }
  }

  /** One alternative of a rule or group. */
  static final class Alternative {
    final GrammarItem[] items;
    private final Outcome outcome;

    Alternative(List<GrammarItem> items, Outcome outcome) {
      this.items = items.toArray(new GrammarItem[0]);
      this.outcome = outcome;
    }

    /** Only an error rule that is all of it waits until errors are searched for. */
    boolean isError() {
      return items.length == 1 && items[0] instanceof GrammarItem.Reference r && r.rule.invalid;
    }

    Match outcome(Match[] parts, int start, ErrorSearch search) {
      return outcome.of(this, parts, start, search);
    }
  }

  /** What becomes of an alternative whose items have all matched. */
  interface Outcome {
    /** The match, or null if it is none after all; an error rule throws what it is about. */
    Match of(Alternative alternative, Match[] parts, int start, ErrorSearch search);
  }

  final List<Rule> rules = new ArrayList<>();
  private final Map<String, Rule> byName = new HashMap<>();

  /** The rule of a name, which is made if it has not been met yet. */
  Rule rule(String name) {
    Rule rule = byName.get(name);
    if (rule == null) {
      rule = new Rule(rules.size(), name);
      rules.add(rule);
      byName.put(name, rule);
    }
    return rule;
  }
}
