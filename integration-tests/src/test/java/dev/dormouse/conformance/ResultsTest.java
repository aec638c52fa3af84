package dev.dormouse.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The recorded table. */
class ResultsTest {
  @Test
  void tableThatWasWritten_isReadAgain(@TempDir Path directory) throws IOException {
    Path record = directory.resolve("record");
    Files.write(record, List.of("test\tC.a", "pass\tC.a\t", "test\tC.b", "skip\tC.b\tno", "end"));
    TestRun run = new TestRun(record, null);
    Files.write(record, List.of("test\t*", "skip\t*\tno", "end"));
    TestRun skipped = new TestRun(record, null);
    Expectations none = Expectations.read(directory.resolve("none"));
    Results written = new Results();
    written.put("test_x", run, none);
    written.put("test_y", skipped, none);
    Path file = directory.resolve("results.txt");
    written.write(file);
    assertEquals(written.lines(), Results.read(file).lines());
    assertTrue(written.lines().get(1).endsWith(" 100.0 %"), () -> written.lines().get(1));
  }
}
