package dev.dormouse.compiler.codegen;

import dev.dormouse.code.Opcode;

/** Makes runs of SWAP shorter; pattern matching and unpacking write many. */
final class SwapOptimizer {
  private SwapOptimizer() {}

  /**
   * Replaces the run of SWAPs and NOPs that starts at {@code start} by the shortest one with the
   * same effect, which stands at its end.
   *
   * @return the index of the last instruction of the run
   */
  static int optimizeRun(BasicBlock b, int start) {
    int end = start + 1;
    int swaps = 1;
    int depth = b.code[start].oparg;
    while (end < b.size && isFiller(b.code[end].opcode)) {
      if (b.code[end].opcode == Opcode.SWAP) {
        swaps++;
        depth = Math.max(depth, b.code[end].oparg);
      }
      end++;
    }
    if (swaps == 1) {
      return start;
    }
    int[] shortest = new int[swaps];
    int length = shortestSwaps(destinations(b, start, end, depth), shortest);
    for (int i = start; i < end; i++) {
      int written = i - (end - length);
      b.code[i].opcode = written < 0 ? Opcode.NOP : Opcode.SWAP;
      if (written >= 0) {
        b.code[i].oparg = shortest[written];
      }
    }
    return end - 1;
  }

  private static boolean isFiller(int opcode) {
    return opcode == Opcode.SWAP || opcode == Opcode.NOP;
  }

  /** Where a run of swaps brings the value that was at each position; the top is position 0. */
  private static int[] destinations(BasicBlock b, int start, int end, int depth) {
    int[] valueAt = new int[depth];
    for (int i = 0; i < depth; i++) {
      valueAt[i] = i;
    }
    for (int i = start; i < end; i++) {
      if (b.code[i].opcode == Opcode.SWAP) {
        int other = b.code[i].oparg - 1;
        int top = valueAt[0];
        valueAt[0] = valueAt[other];
        valueAt[other] = top;
      }
    }
    int[] destination = new int[depth];
    for (int i = 0; i < depth; i++) {
      destination[valueAt[i]] = i;
    }
    return destination;
  }

  /**
   * The arguments of the swaps that bring every value home. While the value on top belongs
   * elsewhere, it goes there, and what was there is on top: that brings home one value per swap. A
   * cycle without the top costs one swap more, which fetches one of its values to the top. The
   * cycles are independent; CPython takes the deepest first.
   *
   * @param out receives them; the run they replace is long enough
   * @return how many there are
   */
  private static int shortestSwaps(int[] destination, int[] out) {
    int length = 0;
    for (int first = destination.length - 1; first >= 0; first--) {
      if (destination[first] == first || !isLeastOfCycle(destination, first)) {
        continue;
      }
      if (first != 0) {
        out[length++] = first + 1;
      }
      for (int home = destination[first]; home != first; home = destination[home]) {
        out[length++] = home + 1;
      }
      if (first != 0) {
        out[length++] = first + 1;
      }
    }
    return length;
  }

  private static boolean isLeastOfCycle(int[] destination, int first) {
    int at = destination[first];
    while (at > first) {
      at = destination[at];
    }
    return at == first;
  }

  /**
   * Drops swaps at {@code i} and before it by exchanging the instructions that take the swapped
   * values: SWAP 2, POP_TOP, STORE_FAST x is STORE_FAST x, POP_TOP. A swap that is gone lets the
   * one before it reach its takers, so this goes backwards until one stays.
   */
  static void applyStatically(BasicBlock b, int i) {
    boolean clear = true;
    for (int at = i; at >= 0 && clear; at--) {
      Instruction inst = b.code[at];
      clear =
          inst.opcode == Opcode.SWAP
              ? exchangeTakers(b, at)
              : inst.opcode == Opcode.NOP || takesTop(inst);
    }
  }

  /** Does the swap at {@code swap} by exchanging the takers of its two values, if that may be. */
  private static boolean exchangeTakers(BasicBlock b, int swap) {
    int first = taker(b, swap, -1);
    int last = first;
    for (int taken = 1; taken < b.code[swap].oparg && last >= 0; taken++) {
      last = taker(b, last, b.code[first].lineno);
    }
    if (last < 0 || !mayExchange(b, first, last)) {
      return false;
    }
    b.code[swap].opcode = Opcode.NOP;
    Instruction moved = b.code[first];
    b.code[first] = b.code[last];
    b.code[last] = moved;
    return true;
  }

  /**
   * The first instruction after {@code i} that does something, if that is to take the top; or -1.
   *
   * @param line where everything up to there must be, or a tracer could see names bound in another
   *     order than the source says; negative if that does not matter
   */
  private static int taker(BasicBlock b, int i, int line) {
    for (int at = i + 1; at < b.size && (line < 0 || b.code[at].lineno == line); at++) {
      if (b.code[at].opcode != Opcode.NOP) {
        return takesTop(b.code[at]) ? at : -1;
      }
    }
    return -1;
  }

  private static boolean takesTop(Instruction inst) {
    return inst.opcode == Opcode.STORE_FAST || inst.opcode == Opcode.POP_TOP;
  }

  /**
   * Whether no variable would be stored in another order. CPython 3.11.3 does not see to that, so
   * that {@code a, a, b = …} leaves the wrong value in {@code a}; later releases of 3.11 do.
   */
  private static boolean mayExchange(BasicBlock b, int first, int last) {
    int x = variableStored(b.code[first]);
    int y = variableStored(b.code[last]);
    if (x >= 0 && x == y) {
      return false;
    }
    for (int i = first + 1; i < last; i++) {
      int between = variableStored(b.code[i]);
      if (between >= 0 && (between == x || between == y)) {
        return false;
      }
    }
    return true;
  }

  private static int variableStored(Instruction inst) {
    return inst.opcode == Opcode.STORE_FAST ? inst.oparg : -1;
  }
}
