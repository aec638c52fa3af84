package dev.dormouse.compiler.codegen;

import java.util.Arrays;

/** Instructions that run one after the other: entered at the first, left at the last. */
final class BasicBlock {
  Instruction[] code = new Instruction[4];

  /** How many of {@link #code} are in use. */
  int size;

  /**
   * The block after this one in the final order; null for the last, and while this one is not
   * placed.
   */
  BasicBlock next;

  /**
   * Jumps to this block and falls into it; counted by the optimizer from the blocks it can reach.
   */
  int predecessors;

  /** Stack depth on entry; negative while the assembler has not come here. */
  int startDepth;

  /** In code units, once the assembler has placed the block. */
  int offset;

  /** Ends with a return, raise or jump that is always taken. */
  boolean noFallthrough;

  /** Ends with a return or raise. */
  boolean exit;

  /** Holds a return that code generation wrote. */
  boolean returns;

  /** An exception handler that is given the offset of the instruction that raised. */
  boolean preserveLasti;

  /** For passes that walk the graph. */
  boolean visited;

  /**
   * The handlers in force on entry, outermost first; set while the assembler works out handlers.
   */
  BasicBlock[] handlers;

  void add(Instruction i) {
    if (size == code.length) {
      code = Arrays.copyOf(code, size * 2);
    }
    code[size++] = i;
  }

  void insert(int position, Instruction i) {
    add(i);
    System.arraycopy(code, position, code, position + 1, size - 1 - position);
    code[position] = i;
  }

  Instruction last() {
    return code[size - 1];
  }

  /** This block, or the first one after it that is not empty. */
  BasicBlock skipEmpty() {
    BasicBlock b = this;
    while (b.size == 0) {
      b = b.next;
    }
    return b;
  }
}
