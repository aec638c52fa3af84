package dev.dormouse.compiler.codegen;

import dev.dormouse.code.Opcode;

/** Makes runs of SWAP shorter; pattern matching and unpacking write many. */
final class SwapOptimizer {
  private static final int VISITED = -1;

  /**
   * Replaces the run of SWAPs and NOPs that starts at {@code start} by the shortest one with the
   * same effect.
   *
   * @return the index of the last instruction of the run
   */
  int optimizeRun(BasicBlock b, int start) {
    Instruction[] code = b.code;
    int depth = code[start].oparg;
    int end = start + 1;
    boolean several = false;
    for (; end < b.size; end++) {
      if (code[end].opcode == Opcode.SWAP) {
        depth = Math.max(depth, code[end].oparg);
        several = true;
      } else if (code[end].opcode != Opcode.NOP) {
        break;
      }
    }
    if (!several) {
      return start;
    }
    // Run the swaps on a stack of numbers, to see where everything ends up.
    int[] stack = new int[depth];
    for (int i = 0; i < depth; i++) {
      stack[i] = i;
    }
    for (int i = start; i < end; i++) {
      if (code[i].opcode == Opcode.SWAP) {
        int n = code[i].oparg - 1;
        int top = stack[0];
        stack[0] = stack[n];
        stack[n] = top;
      }
    }
    // Each cycle of the permutation is undone by swapping its members through the top. Writing
    // those swaps from the end of the run backwards does the permutation instead of undoing it.
    int at = end - 1;
    for (int i = 0; i < depth; i++) {
      if (stack[i] == VISITED || stack[i] == i) {
        continue;
      }
      int j = i;
      while (true) {
        if (j != 0) {
          code[at].opcode = Opcode.SWAP;
          code[at--].oparg = j + 1;
        }
        if (stack[j] == VISITED) {
          break;
        }
        int next = stack[j];
        stack[j] = VISITED;
        j = next;
      }
    }
    while (at >= start) {
      code[at--].opcode = Opcode.NOP;
    }
    return end - 1;
  }

  /**
   * Does swaps before {@code i}, itself included, by exchanging the instructions that take the
   * swapped values: SWAP 2, POP_TOP, STORE_FAST x is STORE_FAST x, POP_TOP.
   */
  void applyStatically(BasicBlock b, int i) {
    for (; i >= 0; i--) {
      Instruction swap = b.code[i];
      if (swap.opcode != Opcode.SWAP) {
        if (swap.opcode == Opcode.NOP || isSwappable(swap)) {
          continue;
        }
        return;
      }
      int first = nextSwappable(b, i, -1);
      if (first < 0) {
        return;
      }
      int last = first;
      int line = b.code[first].lineno;
      for (int count = swap.oparg - 1; count > 0; count--) {
        last = nextSwappable(b, last, line);
        if (last < 0) {
          return;
        }
      }
      if (!mayExchange(b, first, last)) {
        return;
      }
      swap.opcode = Opcode.NOP;
      Instruction x = b.code[first];
      b.code[first] = b.code[last];
      b.code[last] = x;
    }
  }

  /**
   * Stores to the same variable must keep their order. CPython 3.11.3 does not see to that, so that
   * {@code a, a, b = …} leaves the wrong value in {@code a}; later releases of 3.11 do.
   */
  private static boolean mayExchange(BasicBlock b, int first, int last) {
    int x = variableStored(b.code[first]);
    int y = variableStored(b.code[last]);
    if (x < 0 && y < 0) {
      return true;
    }
    if (x == y) {
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

  /**
   * The next instruction that only takes the top of the stack; -1 if another comes first, or
   * another line.
   */
  private static int nextSwappable(BasicBlock b, int i, int line) {
    while (++i < b.size) {
      Instruction inst = b.code[i];
      // A tracer could see names bound in another order than the source says.
      if (line >= 0 && inst.lineno != line) {
        return -1;
      }
      if (inst.opcode != Opcode.NOP) {
        return isSwappable(inst) ? i : -1;
      }
    }
    return -1;
  }

  private static boolean isSwappable(Instruction inst) {
    return inst.opcode == Opcode.STORE_FAST || inst.opcode == Opcode.POP_TOP;
  }
}
