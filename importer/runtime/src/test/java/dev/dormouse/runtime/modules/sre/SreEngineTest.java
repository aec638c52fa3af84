package dev.dormouse.runtime.modules.sre;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class SreEngineTest {
  private static void check(InputStream lines, int atLeast) throws IOException {
    SreCases cases = new SreCases();
    cases.run(new BufferedReader(new InputStreamReader(lines, StandardCharsets.US_ASCII)));
    int n = cases.failures.size();
    assertEquals(0, n, () -> String.join("\n", cases.failures.subList(0, Math.min(n, 10))));
    assertTrue(cases.count >= atLeast, "only " + cases.count + " cases");
    // Only mistakes and rarities may be left to the library.
    assertTrue(
        cases.declined <= cases.patterns / 50,
        cases.declined + " of " + cases.patterns + " patterns not compiled");
  }

  @Test
  void recordedCases_agreeWithReference() throws IOException {
    try (InputStream in = SreEngineTest.class.getResourceAsStream("sre-cases.txt")) {
      check(in, 10_000);
    }
  }

  /**
   * Other random cases than the recorded ones: -Ddormouse.reference=python3.11
   * [-Ddormouse.sre.seed=N].
   */
  @Test
  void freshCases_agreeWithReference() throws IOException {
    String reference = System.getProperty("dormouse.reference");
    Assumptions.assumeTrue(reference != null, "dormouse.reference names no interpreter: skipped");
    Path script = Path.of("src/test/python/sre_cases.py");
    if (!Files.exists(script)) {
      script = Path.of("importer/runtime").resolve(script);
    }
    Process process =
        new ProcessBuilder(
                reference,
                script.toString(),
                "--random=" + System.getProperty("dormouse.sre.count", "3000"),
                "--seed=" + System.getProperty("dormouse.sre.seed", "2"),
                "--max-code=1000000")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (InputStream in = process.getInputStream()) {
      check(in, 10_000);
    } finally {
      process.destroy();
    }
  }

  private static SreCode program(int groups, int... code) {
    return new SreCode(code, groups);
  }

  /** {@code (?:a|b)*c} as the compiler of the library writes it, but without its INFO block. */
  private static final int[] A_OR_B_STAR_C = {
    SreOp.REPEAT,
    15,
    0,
    SreOp.MAXREPEAT,
    SreOp.BRANCH,
    5,
    SreOp.LITERAL,
    'a',
    SreOp.JUMP,
    7,
    5,
    SreOp.LITERAL,
    'b',
    SreOp.JUMP,
    2,
    0,
    SreOp.MAX_UNTIL,
    SreOp.LITERAL,
    'c',
    SreOp.SUCCESS,
  };

  @Test
  void longSubject_needsNoJavaStack() {
    SreCode program = program(0, A_OR_B_STAR_C);
    String text = "ab".repeat(500_000);
    SreEngine engine = SreEngine.ofText(program, text, null);
    assertFalse(engine.match());
    engine = SreEngine.ofText(program, text + "c", null);
    assertTrue(engine.match());
    assertEquals(1_000_001, engine.end());
  }

  @Test
  void exceptionFromPoll_endsMatching() {
    // (?:a|a)*c on many a's would try 2^n ways.
    int[] code = A_OR_B_STAR_C.clone();
    code[12] = 'a';
    SreEngine engine =
        SreEngine.ofText(
            program(0, code),
            "a".repeat(100),
            () -> {
              throw new IllegalStateException("interrupted");
            });
    assertThrows(IllegalStateException.class, engine::match);
  }

  @Test
  void lastWordMutated_neverRunsOutOfBounds() {
    int[][] programs = {
      A_OR_B_STAR_C,
      {SreOp.MARK, 0, SreOp.ANY, SreOp.MARK, 1, SreOp.GROUPREF, 0, SreOp.SUCCESS},
      {SreOp.IN, 5, SreOp.RANGE, 'a', 'b', SreOp.FAILURE, SreOp.SUCCESS},
      {SreOp.ASSERT, 5, 1, SreOp.LITERAL, 'a', SreOp.SUCCESS, SreOp.SUCCESS},
      {SreOp.INFO, 8, 3, 1, 1, 1, 1, 'a', 0, SreOp.LITERAL, 'a', SreOp.SUCCESS},
      {SreOp.REPEAT_ONE, 6, 0, 3, SreOp.LITERAL, 'a', SreOp.SUCCESS, SreOp.SUCCESS},
      {
        SreOp.GROUPREF_EXISTS,
        0,
        6,
        SreOp.LITERAL,
        'a',
        SreOp.JUMP,
        3,
        SreOp.LITERAL,
        'b',
        SreOp.SUCCESS
      },
      {SreOp.POSSESSIVE_REPEAT, 5, 1, 2, SreOp.LITERAL, 'a', SreOp.SUCCESS, SreOp.SUCCESS},
      {SreOp.ATOMIC_GROUP, 4, SreOp.LITERAL, 'a', SreOp.SUCCESS, SreOp.SUCCESS},
    };
    int accepted = 0;
    int refused = 0;
    int[] values = {
      0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 13, 14, 15, 16, 17, 18, 23, 24, 28, 40, 1000, -1
    };
    for (int[] original : programs) {
      new SreCode(original.clone(), 1);
      for (int at = 0; at < original.length; at++) {
        for (int value : values) {
          int[] code = original.clone();
          code[at] = value;
          SreCode program;
          try {
            program = new SreCode(code, 1);
          } catch (IllegalArgumentException e) {
            refused++;
            continue;
          }
          accepted++;
          SreEngine engine = SreEngine.ofText(program, "abaabb", null);
          for (int i = 0; i < 10 && engine.search(); i++) {
            engine.advance();
          }
          engine.reset(1, 5);
          engine.fullMatch();
        }
      }
    }
    assertTrue(accepted > 50 && refused > 500, accepted + " accepted, " + refused + " refused");
  }
}
