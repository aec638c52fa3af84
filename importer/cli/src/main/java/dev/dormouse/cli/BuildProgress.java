package dev.dormouse.cli;

import dev.dormouse.image.DirectoryBuilder;
import java.nio.file.Path;

/** Shows how a build goes: a counter on a terminal, nothing in a pipe; skipped files always. */
final class BuildProgress implements DirectoryBuilder.Progress {
  private final boolean terminal = System.console() != null && System.console().isTerminal();
  private boolean shown;

  @Override
  public void added(String module, int done, int total) {
    if (terminal && (done % 16 == 0 || done == total)) {
      System.err.print("\r" + done + "/" + total + " modules");
      shown = true;
    }
  }

  @Override
  public void skipped(Path file, String reason) {
    done();
    System.err.println("dormouse: " + file + ": " + reason);
  }

  /** Ends the counter's line. */
  void done() {
    if (shown) {
      System.err.println();
      shown = false;
    }
  }
}
