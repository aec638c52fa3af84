package dev.dormouse.compiler.codegen;

import dev.dormouse.code.Opcode;
import java.util.ArrayList;

/**
 * The blocks of one code object. They are linked in the order in which they will stand, from the
 * entry on, and known besides in the order in which they were made, which some passes go by.
 */
final class FlowGraph {
  final BasicBlock entry;

  /** Of {@link Unit#blocks}; blocks that were never placed are among them. */
  private final ArrayList<BasicBlock> made;

  FlowGraph(ArrayList<BasicBlock> made) {
    this.made = made;
    this.entry = made.get(0);
  }

  /** All blocks that there are now, in the reverse of the order in which they were made. */
  BasicBlock[] newestFirst() {
    int count = made.size();
    BasicBlock[] blocks = new BasicBlock[count];
    for (int i = 0; i < count; i++) {
      blocks[count - 1 - i] = made.get(i);
    }
    return blocks;
  }

  /** Makes jumps to empty blocks lead to what stands behind these. */
  void stepOverEmpty() {
    for (BasicBlock b : made) {
      for (int i = 0; i < b.size; i++) {
        if (b.code[i].isJump()) {
          b.code[i].target = b.code[i].target.skipEmpty();
        }
      }
    }
  }

  /** Counts the ways into each block, and empties and unlinks the blocks that have none. */
  void dropUnreachable() {
    Reachability.count(entry);
    for (BasicBlock b = entry; b != null; b = b.next) {
      if (b.predecessors == 0) {
        b.size = 0;
      }
    }
    unlinkEmpty();
  }

  private void unlinkEmpty() {
    for (BasicBlock b = entry; b != null; b = b.next) {
      // The last one may be empty: something must be there to be fallen into.
      while (b.next != null && b.next.size == 0 && b.next.next != null) {
        b.next = b.next.next;
      }
    }
    for (BasicBlock b = entry; b != null; b = b.next) {
      if (b.size > 0 && b.last().isJump()) {
        b.last().target = b.last().target.skipEmpty();
      }
    }
  }

  /** As far as they stand behind any block, placed or not. */
  void unlinkEmptyAfterAny() {
    for (BasicBlock b : newestFirst()) {
      while (b.next != null && b.next.size == 0) {
        b.next = b.next.next;
      }
    }
  }

  /** Jumps to the block that stands behind anyway become NOPs. */
  void removeRedundantJumps() {
    boolean removed = false;
    for (BasicBlock b = entry; b != null; b = b.next) {
      boolean jumps = b.endsWith(Pseudo.JUMP) || b.endsWith(Pseudo.JUMP_NO_INTERRUPT);
      if (jumps && b.last().target == b.next) {
        b.last().opcode = Opcode.NOP;
        removed = true;
      }
    }
    if (removed) {
      unlinkEmpty();
    }
  }

  /** Puts a copy of {@code block} behind it, for {@code jump} alone, whose place it takes. */
  BasicBlock copyBehind(BasicBlock block, Instruction jump) {
    BasicBlock copy = new BasicBlock();
    made.add(copy);
    copy.addCopiesOf(block);
    copy.code[0].copyLocation(jump);
    block.predecessors--;
    copy.predecessors = 1;
    copy.next = block.next;
    block.next = copy;
    return copy;
  }
}
