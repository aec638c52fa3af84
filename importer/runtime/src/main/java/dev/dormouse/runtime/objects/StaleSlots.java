package dev.dormouse.runtime.objects;

import dev.dormouse.code.CodeFormatException;
import dev.dormouse.code.CodeVerifier;
import java.util.Arrays;

/**
 * Stack places that the loop has left behind. It does not null what it pops, which is cheaper and
 * keeps objects reachable until the place is used again; where programs watch objects die, in
 * {@code gc.collect()}, the places are cleared.
 */
public final class StaleSlots {
  private StaleSlots() {}

  /** Clears those of {@code innermost} and its callers; all of them are inside a call. */
  public static void clear(PyFrame innermost) {
    CodeVerifier verifier = new CodeVerifier();
    for (PyFrame f = innermost; f != null; f = f.back) {
      PyCode c = f.code;
      if (f.lasti < 0) {
        continue;
      }
      try {
        verifier.verify(
            "",
            c.unit,
            c.unit.wordcode(),
            c.consts.length,
            c.names.length,
            c.localspluskinds,
            c.exceptiontable);
      } catch (CodeFormatException e) {
        continue; // runs nevertheless, so it is the trap instruction of a MadeCode
      }
      int depth = verifier.depthAt(f.lasti);
      if (depth >= 0) {
        Arrays.fill(f.localsplus, c.nlocalsplus + depth, f.localsplus.length, null);
      }
    }
  }
}
