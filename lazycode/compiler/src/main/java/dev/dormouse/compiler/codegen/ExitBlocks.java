package dev.dormouse.compiler.codegen;

import dev.dormouse.code.Opcode;

/**
 * Copies blocks that end in a return or raise to where they are jumped to from. Which jump gets
 * which copy depends on the order: from the newest block to the oldest.
 */
final class ExitBlocks {
  /** Larger exits are not worth a copy. */
  private static final int MAX_COPY_SIZE = 4;

  private ExitBlocks() {}

  /** A jump to a short exit block without lines of its own becomes a copy of that block. */
  static void inlineSmall(FlowGraph graph) {
    for (BasicBlock b : graph.newestFirst()) {
      if (!b.endsWith(Pseudo.JUMP)) {
        continue;
      }
      BasicBlock exit = b.last().target;
      if (exit.exits() && exit.size <= MAX_COPY_SIZE && exit.highestLine() <= 0) {
        b.last().opcode = Opcode.NOP;
        b.addCopiesOf(exit);
      }
    }
  }

  /**
   * Every return and raise must have a line, or a frame could not tell where it ended. An exit
   * block without one is copied until each copy has one way in, whose line it takes.
   */
  static void giveLines(FlowGraph graph) {
    for (BasicBlock b : graph.newestFirst()) {
      if (b.size > 0 && b.last().isJump()) {
        Instruction jump = b.last();
        if (needsLine(jump.target) && jump.target.predecessors > 1) {
          jump.target = graph.copyBehind(jump.target, jump);
        }
      }
    }
    graph.unlinkEmptyAfterAny();
    // What is left can only be fallen into, so there is one way in.
    for (BasicBlock b : graph.newestFirst()) {
      if (b.size > 0 && b.fallsThrough() && b.next != null && needsLine(b.next)) {
        b.next.code[0].copyLocation(b.last());
      }
    }
  }

  private static boolean needsLine(BasicBlock b) {
    return b.exits() && b.highestLine() < 0;
  }
}
