package dev.dormouse.bench;

import dev.dormouse.importer.Python;
import dev.dormouse.importer.PythonConfig;
import dev.dormouse.runtime.objects.ThreadState;
import dev.dormouse.runtime.objects.WakeListener;
import java.util.Arrays;

/**
 * Prints how many nanoseconds it takes a thread that runs Python to find out that nobody listens to
 * wakes. An argument: the distribution. For {@link ProfileCost}, which runs it with {@code -Xint}.
 */
final class AskedInVain {
  private static final int QUESTIONS = 200_000;

  private AskedInVain() {}

  public static void main(String[] args) throws Exception {
    PythonConfig config = new PythonConfig();
    config.home = args[0];
    Python.start(config);
    double[] times = new double[9];
    for (int run = 0; run < times.length; run++) {
      long start = System.nanoTime();
      int listeners = 0;
      for (int i = 0; i < QUESTIONS; i++) {
        if (WakeListener.of(ThreadState.currentOrNull()) != null) {
          listeners++;
        }
      }
      times[run] = (System.nanoTime() - start) / (double) QUESTIONS;
      if (listeners > 0) {
        throw new IllegalStateException("somebody listens");
      }
    }
    Arrays.sort(times);
    System.out.println(times[times.length / 2]);
    System.out.flush();
    Runtime.getRuntime().halt(0);
  }
}
