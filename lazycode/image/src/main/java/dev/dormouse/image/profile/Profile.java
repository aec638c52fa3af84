package dev.dormouse.image.profile;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one run did at start-up, or several runs merged. Lines are immutable; the profile is a set
 * of them by name, so their order carries nothing.
 *
 * <p>Merging is commutative and associative: times and counts are sums, moments are the earliest,
 * and what describes a moment (why, by whom) goes with it.
 *
 * <p>A recorder fills one while its process ends, in a JVM that is still cold: what is on that way
 * does without lambdas.
 */
public final class Profile {
  /**
   * A module that was imported.
   *
   * @param by who imported it: the code that ran the import, {@code ""} for the runtime itself
   * @param inside the module that was being imported around it, {@code ""} for none
   * @param at when the import began, in nanoseconds from the start of recording
   * @param self nanoseconds in all, without those of imports inside
   * @param total nanoseconds in all, imports inside included
   * @param runs in how many runs
   */
  public record Import(
      String module, String by, String inside, long at, long self, long total, int runs) {
    Import merge(Import other) {
      Import first =
          earlier(at, by + ' ' + inside, other.at, other.by + ' ' + other.inside) ? this : other;
      return new Import(
          module,
          first.by,
          first.inside,
          first.at,
          sum(self, other.self),
          sum(total, other.total),
          sum(runs, other.runs));
    }
  }

  /**
   * A code object that was touched.
   *
   * @param awake whether it woke; if not, a function was made from it and no more
   * @param why the first reason to wake it, in lower case; {@code ""} unless awake
   * @param by the code that woke it first, {@code ""} for the runtime itself or unless awake
   * @param at when it woke first, in nanoseconds from the start of recording
   * @param took nanoseconds that waking took in all
   * @param size bytes of it that waking reads: header, tables, wordcode, exception table; 0 if
   *     unknown, as for code compiled from source
   * @param calls how often it was called in all; 0 if that was not counted
   * @param runs in how many runs it woke, or was bound if it never woke
   */
  public record Code(
      Key key,
      boolean awake,
      String why,
      String by,
      long at,
      long took,
      long size,
      long calls,
      int runs) {
    Code merge(Code other) {
      if (awake != other.awake) {
        Code woken = awake ? this : other;
        return woken.sized(Math.max(size, other.size));
      }
      Code first = earlier(at, why + ' ' + by, other.at, other.why + ' ' + other.by) ? this : other;
      return new Code(
          key,
          awake,
          first.why,
          first.by,
          first.at,
          sum(took, other.took),
          Math.max(size, other.size),
          sum(calls, other.calls),
          sum(runs, other.runs));
    }

    private Code sized(long bytes) {
      return bytes == size ? this : new Code(key, awake, why, by, at, took, bytes, calls, runs);
    }
  }

  /**
   * A part of an image that was open.
   *
   * @param image the last element of its path
   * @param size bytes in it
   * @param read bytes of it that were read in all runs, a byte read twice counted twice
   */
  public record Part(String image, String part, long size, long read) {
    private Part merge(Part other) {
      return new Part(image, part, Math.max(size, other.size), sum(read, other.read));
    }
  }

  /** The largest number in a profile: 18 digits. */
  static final long MAX_NUMBER = 999_999_999_999_999_999L;

  static final int MAX_RUNS = 1_000_000_000;

  private static boolean earlier(long at, String tie, long otherAt, String otherTie) {
    return at != otherAt ? at < otherAt : tie.compareTo(otherTie) <= 0;
  }

  /** Sums stay below what the file can say, however much is merged. */
  private static long sum(long a, long b) {
    return Math.min(MAX_NUMBER, a + b);
  }

  private static int sum(int a, int b) {
    return (int) Math.min(MAX_RUNS, (long) a + b);
  }

  private int runs;
  private long nanoseconds;
  private final TreeMap<String, Import> imports = new TreeMap<>();
  private final TreeMap<Key, Code> code = new TreeMap<>();
  private final TreeMap<String, Part> parts = new TreeMap<>();

  /** An empty profile of no run, the neutral element of merging. */
  public Profile() {}

  /** How many runs this profile is of. */
  public int runs() {
    return runs;
  }

  /** Nanoseconds from the start of recording to its end, in all runs. */
  public long nanoseconds() {
    return nanoseconds;
  }

  /** By module. */
  public SortedMap<String, Import> imports() {
    return imports;
  }

  /** By name. */
  public SortedMap<Key, Code> code() {
    return code;
  }

  /** By image and part. */
  public SortedMap<String, Part> parts() {
    return parts;
  }

  /** The code objects that woke, in the order of their waking. */
  public List<Code> woken() {
    List<Code> woken = new ArrayList<>();
    for (Code c : code.values()) {
      if (c.awake) {
        woken.add(c);
      }
    }
    // The sort is stable, and code comes sorted by name: what woke at one moment stays in that
    // order.
    woken.sort(Comparator.comparingLong(Code::at));
    return woken;
  }

  public int wokenCount() {
    int n = 0;
    for (Code c : code.values()) {
      n += c.awake ? 1 : 0;
    }
    return n;
  }

  /** The imports in the order in which they began. */
  public List<Import> importsInOrder() {
    List<Import> all = new ArrayList<>(imports.values());
    all.sort(Comparator.comparingLong(Import::at));
    return all;
  }

  public Profile addRuns(int count, long duration) {
    runs = sum(runs, count);
    nanoseconds = sum(nanoseconds, duration);
    return this;
  }

  /** Adds a line, merged with the one of its name if there is one. */
  public void add(Import line) {
    Import known = imports.get(line.module);
    imports.put(line.module, known == null ? line : known.merge(line));
  }

  /** Adds a line, merged with the one of its name if there is one. */
  public void add(Code line) {
    Code known = code.get(line.key);
    code.put(line.key, known == null ? line : known.merge(line));
  }

  /** Adds a line, merged with the one of its name if there is one. */
  public void add(Part line) {
    String name = line.image + ":" + line.part;
    Part known = parts.get(name);
    parts.put(name, known == null ? line : known.merge(line));
  }

  /** Adds all that is in another profile. */
  public Profile merge(Profile other) {
    addRuns(other.runs, other.nanoseconds);
    other.imports.values().forEach(this::add);
    other.code.values().forEach(this::add);
    other.parts.values().forEach(this::add);
    return this;
  }
}
