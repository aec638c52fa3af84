package dev.dormouse.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dormouse.conformance.Expectations.Category;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What counts as a surprise, and what retagging keeps. */
class ExpectationsTest {
  @TempDir Path directory;

  @Test
  void failureNotExpected_isSurprise() throws IOException {
    TestRun run = run(null, "test\tC.a", "start\tC.a", "fail\tC.a\tAssertionError: 1", "end");
    assertEquals(List.of("fail C.a  # AssertionError: 1"), expected().surprises(run));
    assertEquals(List.of(), expected("deviation C.a  # why").surprises(run));
  }

  @Test
  void expectedFailureThatPassesIsSkippedOrIsGone_isSurprise() throws IOException {
    TestRun run = run(null, "test\tC.a", "pass\tC.a\t", "test\tC.b", "skip\tC.b\tno", "end");
    assertEquals(
        List.of(
            "expected to fail, but it is a pass: C.a",
            "expected to fail, but it is a skip: C.b",
            "there is no test C.c, which is expected to fail"),
        expected("c-internals C.a  # why", "c-internals C.b  # why", "c-internals C.c  # why")
            .surprises(run));
  }

  @Test
  void processThatDies_isOneSurpriseAndItsTest() throws IOException {
    TestRun run = run(null, "test\tC.a", "test\tC.b", "test\tC.c", "pass\tC.a\t", "start\tC.b");
    assertEquals(
        List.of("died before its end", "unfinished C.b  # died before its end"),
        expected("c-internals C.c  # why").surprises(run));
    assertEquals(1, run.count(Outcome.NOT_RUN));
  }

  @Test
  void processThatSaysNothing_isUnfinished() throws IOException {
    TestRun run = run("did not end within 1 s");
    assertEquals(List.of("*"), List.copyOf(run.outcomes().keySet()));
    assertEquals(List.of("unfinished *  # did not end within 1 s"), expected().surprises(run));
    assertEquals(List.of(), expected("not-built-yet *  # why").surprises(run));
  }

  @Test
  void subtestThatFails_failsTheTest() throws IOException {
    TestRun run = run(null, "test\tC.a", "start\tC.a", "fail\tC.a\tx", "pass\tC.a\t", "end");
    assertEquals(Outcome.FAIL, run.outcomes().get("C.a"));
    assertEquals("x", run.explanation("C.a"));
  }

  @Test
  void retag_keepsReasonsAndExclusionsAndDropsWhatPasses() throws IOException {
    Expectations expected =
        expected("flaky !C.z*  # now and then", "c-internals C.a  # why", "deviation C.b  # why");
    TestRun run =
        run(null, "test\tC.a", "fail\tC.a\tx", "test\tC.b", "pass\tC.b\t", "error\tC.c\ty", "end");
    assertFalse(expected.retag(run));
    expected.write();
    assertEquals(
        "c-internals C.a  # why\nnot-built-yet C.c  # y\nflaky !C.z*  # now and then\n",
        Files.readString(file()));
    assertEquals(List.of("C.z*"), expected.excluded());
    assertEquals(1, expected.countBad(run, Category.C_INTERNALS));
  }

  @Test
  void retagOfTestThatHangs_excludesItAndAsksForAnotherRun() throws IOException {
    Expectations expected = expected("c-internals C.b  # why");
    TestRun run = run("did not end within 1 s", "test\tC.a", "test\tC.b", "start\tC.a");
    assertTrue(expected.retag(run));
    expected.write();
    assertEquals(
        "hangs !C.a  # did not end within 1 s\nc-internals C.b  # why\n", Files.readString(file()));
  }

  @Test
  void linesThatSayTooLittle_areNamed() {
    for (String line :
        List.of("c-internals", "c-internals C.a", "nonsense C.a  # why", "hangs C.a  # why")) {
      BadInput e = assertThrows(BadInput.class, () -> expected(line), line);
      assertTrue(e.getMessage().startsWith(file() + ":1: "), e.getMessage());
    }
    assertThrows(BadInput.class, () -> expected("deviation C.a  # x", "deviation C.a  # y"));
  }

  private Path file() {
    return directory.resolve("test_x.txt");
  }

  private Expectations expected(String... lines) throws IOException {
    Files.write(file(), List.of(lines));
    return Expectations.read(file());
  }

  private TestRun run(String accident, String... lines) throws IOException {
    return new TestRun(Files.write(directory.resolve("record"), List.of(lines)), accident);
  }
}
