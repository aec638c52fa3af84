package dev.dormouse.importer;

import dev.dormouse.importer.profile.ImportTimeLine;
import java.io.PrintStream;

/** {@code -X importtime}: a line per import, in CPython's format. */
final class ImportTimePrinter implements ImportListener {
  private final PrintStream out;
  private boolean headed;

  ImportTimePrinter(PrintStream out) {
    this.out = out;
  }

  @Override
  public void imported(String module, String importer, int depth, long self, long cumulative) {
    StringBuilder line = new StringBuilder();
    if (!headed) {
      headed = true;
      line.append(ImportTimeLine.HEADER);
    }
    ImportTimeLine.append(line, module, depth, self, cumulative);
    out.print(line);
  }
}
