package dev.dormouse.importer.report;

import java.util.ArrayList;
import java.util.List;

/**
 * Where the time of a run went. Each phase is entered once; times are wall-clock nanoseconds. Used
 * by one thread.
 */
public final class Phases {
  private final List<String> names = new ArrayList<>();
  private final List<Long> starts = new ArrayList<>();
  private long end;

  /** Ends the phase before and begins {@code name}. */
  public void enter(String name) {
    names.add(name);
    starts.add(System.nanoTime());
  }

  /** Ends the last phase. */
  public void finish() {
    end = System.nanoTime();
  }

  public int count() {
    return names.size();
  }

  public String name(int i) {
    return names.get(i);
  }

  public long nanoseconds(int i) {
    long until = i + 1 < starts.size() ? starts.get(i + 1) : end == 0 ? System.nanoTime() : end;
    return until - starts.get(i);
  }
}
