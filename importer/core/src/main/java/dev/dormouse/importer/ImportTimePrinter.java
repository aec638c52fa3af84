package dev.dormouse.importer;

import dev.dormouse.importer.profile.ImportTimeLine;
import java.io.PrintStream;

/** {@code -X importtime}: a line per import, in CPython's format. */
final class ImportTimePrinter implements ImportListener {
  private final PrintStream out;

  /** What {@link #out} writes to; null for standard error. */
  private final String file;

  private boolean headed;
  private boolean complained;

  ImportTimePrinter(PrintStream out, String file) {
    this.out = out;
    this.file = file;
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
    if (file != null && !complained && out.checkError()) {
      complained = true;
      System.err.println("dormouse: cannot write all import times to " + file);
    }
  }
}
