package dev.dormouse.importer;

import java.util.ArrayList;

/**
 * Measures imports for a listener: a stack of the modules being loaded. Imports of other threads
 * that come between count as inside, as in CPython.
 */
final class ImportTimes {
  private final ImportListener listener;
  private final ArrayList<String> names = new ArrayList<>();

  /** Nanoseconds spent in imports that ended inside the innermost one that is running. */
  private long inside;

  private final ArrayList<Long> outerInside = new ArrayList<>();

  ImportTimes(ImportListener listener) {
    this.listener = listener;
  }

  long begin(String name) {
    names.add(name);
    outerInside.add(inside);
    inside = 0;
    return System.nanoTime();
  }

  /** A failed import is part of the one around it. */
  void end(long start, boolean succeeded) {
    long cumulative = System.nanoTime() - start;
    int depth = names.size() - 1;
    String name = names.remove(depth);
    long self = cumulative - inside;
    inside = outerInside.remove(depth) + cumulative;
    if (succeeded) {
      listener.imported(name, depth == 0 ? null : names.get(depth - 1), depth, self, cumulative);
    }
  }
}
