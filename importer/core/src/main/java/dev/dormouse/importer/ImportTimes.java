package dev.dormouse.importer;

import java.util.ArrayList;
import java.util.Arrays;

/**
 * Measures imports for those who listen: a stack of the modules being loaded. Imports of other
 * threads that come between count as inside, as in CPython.
 */
final class ImportTimes {
  /** Replaced, never written to: one of them may take itself out while being told. */
  private ImportListener[] listeners = {};

  private final ArrayList<String> names = new ArrayList<>();

  /** Nanoseconds spent in imports that ended inside the innermost one that is running. */
  private long inside;

  private final ArrayList<Long> outerInside = new ArrayList<>();

  void add(ImportListener listener) {
    listeners = Arrays.copyOf(listeners, listeners.length + 1);
    listeners[listeners.length - 1] = listener;
  }

  void remove(ImportListener listener) {
    ImportListener[] left = new ImportListener[listeners.length];
    int n = 0;
    for (ImportListener l : listeners) {
      if (l != listener) {
        left[n++] = l;
      }
    }
    listeners = Arrays.copyOf(left, n);
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
      String importer = depth == 0 ? null : names.get(depth - 1);
      for (ImportListener l : listeners) {
        l.imported(name, importer, depth, self, cumulative);
      }
    }
  }
}
