package dev.dormouse.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class PerfectHashTest {
  @Test
  void everyName_hasASlotOfItsOwn() {
    for (int n : new int[] {0, 1, 2, 3, 7, 64, 1000, 20_000}) {
      List<String> names = names(n);
      PerfectHashBuilder built = PerfectHashBuilder.build(names);
      BitSet taken = new BitSet();
      for (int i = 0; i < n; i++) {
        int slot = slot(built, names.get(i), n);
        assertEquals(built.slots[i], slot);
        assertTrue(slot >= 0 && slot < n);
        taken.set(slot);
      }
      assertEquals(n, taken.cardinality());
    }
  }

  @Test
  void otherNames_landInSomeSlot() {
    PerfectHashBuilder built = PerfectHashBuilder.build(names(100));
    for (int i = 0; i < 10_000; i++) {
      int slot = slot(built, "other" + i, 100);
      assertTrue(slot >= 0 && slot < 100);
    }
  }

  @Test
  void sameNames_giveTheSameSeeds() {
    PerfectHashBuilder one = PerfectHashBuilder.build(names(500));
    PerfectHashBuilder two = PerfectHashBuilder.build(names(500));
    assertEquals(one.salt, two.salt);
    assertArrayEquals(one.seeds, two.seeds);
  }

  private static int slot(PerfectHashBuilder built, String name, int n) {
    long hash = PerfectHash.hash(name, built.salt);
    return PerfectHash.slot(hash, built.seeds[PerfectHash.bucket(hash, n)], n);
  }

  private static List<String> names(int n) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      names.add("package" + i % 17 + ".module" + i);
    }
    return names;
  }
}
