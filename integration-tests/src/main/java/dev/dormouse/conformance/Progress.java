package dev.dormouse.conformance;

import java.io.Console;

/** One line on a terminal that says how far a run is; nothing anywhere else. */
final class Progress {
  private final int total;
  private final boolean shown;
  private int done;

  Progress(int total) {
    this.total = total;
    Console console = System.console();
    shown = console != null && console.isTerminal();
  }

  synchronized void finished(String name, boolean surprise) {
    done++;
    if (surprise) {
      clear();
      if (shown) {
        System.err.println("surprises in " + name);
      }
    }
    if (shown && done < total) {
      System.err.print("\r\u001b[K" + done + " of " + total + " files, last " + name);
    } else {
      clear();
    }
  }

  private void clear() {
    if (shown) {
      System.err.print("\r\u001b[K");
    }
  }
}
