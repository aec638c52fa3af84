package dev.dormouse.image;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Finds the seeds of a {@link PerfectHash} for a set of names. Buckets are filled largest first,
 * each with the first seed that sends its names to free slots; names alone in their bucket take the
 * slots that are left.
 */
final class PerfectHashBuilder {
  /** Far more than a bucket ever needs; beyond it, two names hash alike and another salt is due. */
  private static final int MAX_SEED = 1 << 20;

  final long salt;
  final int[] seeds;

  /** The slot of each name, in the order in which the names were given. */
  final int[] slots;

  private PerfectHashBuilder(long salt, int[] seeds, int[] slots) {
    this.salt = salt;
    this.seeds = seeds;
    this.slots = slots;
  }

  /** {@code names} are distinct. The result depends on them and their order alone. */
  static PerfectHashBuilder build(List<String> names) {
    for (long salt = 1; ; salt++) {
      PerfectHashBuilder built = tryBuild(names, salt * 0x9E3779B97F4A7C15L);
      if (built != null) {
        return built;
      }
    }
  }

  private static PerfectHashBuilder tryBuild(List<String> names, long salt) {
    int n = names.size();
    long[] hashes = new long[n];
    List<List<Integer>> buckets = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      buckets.add(new ArrayList<>());
    }
    for (int i = 0; i < n; i++) {
      hashes[i] = PerfectHash.hash(names.get(i), salt);
      buckets.get(PerfectHash.bucket(hashes[i], n)).add(i);
    }
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      order.add(i);
    }
    order.sort(Comparator.comparingInt(b -> -buckets.get(b).size()));
    int[] seeds = new int[n];
    int[] slots = new int[n];
    boolean[] taken = new boolean[n];
    int free = 0;
    for (int bucket : order) {
      List<Integer> members = buckets.get(bucket);
      if (members.isEmpty()) {
        break;
      }
      if (members.size() == 1) {
        while (taken[free]) {
          free++;
        }
        taken[free] = true;
        seeds[bucket] = -1 - free;
        slots[members.get(0)] = free;
      } else if (!place(members, hashes, taken, slots, seeds, bucket)) {
        return null;
      }
    }
    return new PerfectHashBuilder(salt, seeds, slots);
  }

  private static boolean place(
      List<Integer> members, long[] hashes, boolean[] taken, int[] slots, int[] seeds, int bucket) {
    int n = taken.length;
    int[] tried = new int[members.size()];
    for (int seed = 0; seed < MAX_SEED; seed++) {
      boolean fits = true;
      for (int i = 0; fits && i < tried.length; i++) {
        tried[i] = PerfectHash.slot(hashes[members.get(i)], seed, n);
        fits = !taken[tried[i]];
        for (int j = 0; fits && j < i; j++) {
          fits = tried[i] != tried[j];
        }
      }
      if (fits) {
        for (int i = 0; i < tried.length; i++) {
          taken[tried[i]] = true;
          slots[members.get(i)] = tried[i];
        }
        seeds[bucket] = seed;
        return true;
      }
    }
    return false;
  }

  @Override
  public String toString() {
    return "PerfectHashBuilder(" + Long.toHexString(salt) + ", " + Arrays.toString(seeds) + ")";
  }
}
