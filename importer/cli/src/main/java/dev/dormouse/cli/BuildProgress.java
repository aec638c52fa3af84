package dev.dormouse.cli;

import dev.dormouse.image.DirectoryBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Shows how a build goes: a counter on a terminal, nothing in a pipe; skipped files always. */
final class BuildProgress implements DirectoryBuilder.Progress {
  private final boolean terminal = stderrIsTerminal();
  private boolean shown;

  /**
   * By the name of what is open, as Linux has it; System.console() says whether stdin and stdout
   * are terminals, which is not the question.
   */
  private static boolean stderrIsTerminal() {
    try {
      String name = Files.readSymbolicLink(Path.of("/proc/self/fd/2")).toString();
      return name.startsWith("/dev/pts/") || name.startsWith("/dev/tty");
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }

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
