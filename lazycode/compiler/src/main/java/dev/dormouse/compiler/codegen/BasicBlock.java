package dev.dormouse.compiler.codegen;

import java.util.Arrays;
import java.util.List;

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

  /** How many ways lead into this block; set by {@link Reachability}, zero before. */
  int predecessors;

  /** Stack depth on entry; negative before {@link StackDepth} has come here. */
  int startDepth = -1;

  /** In code units, once {@link CodeWriter} has placed the block. */
  int offset;

  /** An exception handler that is given the offset of the instruction that raised. */
  boolean preserveLasti;

  /** The handlers in force on entry, and whether {@link Handlers} has come here. */
  Handlers.Open handlers;

  boolean handlersKnown;

  void add(Instruction i) {
    if (size == code.length) {
      code = Arrays.copyOf(code, size * 2);
    }
    code[size++] = i;
  }

  void addCopiesOf(BasicBlock other) {
    for (int i = 0; i < other.size; i++) {
      add(other.code[i].copy());
    }
  }

  void prepend(List<Instruction> first) {
    int count = first.size();
    if (count == 0) {
      return;
    }
    Instruction[] all = new Instruction[count + size];
    for (int i = 0; i < count; i++) {
      all[i] = first.get(i);
    }
    System.arraycopy(code, 0, all, count, size);
    code = all;
    size = all.length;
  }

  Instruction last() {
    return code[size - 1];
  }

  boolean endsWith(int opcode) {
    return size > 0 && last().opcode == opcode;
  }

  /** Whether it ends with a return or raise. */
  boolean exits() {
    return size > 0 && Pseudo.exits(last().opcode);
  }

  /** Whether control may get from its end to the next block. */
  boolean fallsThrough() {
    return size == 0 || !Pseudo.neverFallsThrough(last().opcode);
  }

  /** Negative if no instruction has a line. */
  int highestLine() {
    int highest = -1;
    for (int i = 0; i < size; i++) {
      highest = Math.max(highest, code[i].lineno);
    }
    return highest;
  }

  /** This block, or the first one after it that is not empty. */
  BasicBlock skipEmpty() {
    BasicBlock b = this;
    while (b.size == 0) {
      b = b.next;
    }
    return b;
  }

  /** The first block after this one that is not empty; null without one. */
  BasicBlock nextWithCode() {
    BasicBlock b = next;
    while (b != null && b.size == 0) {
      b = b.next;
    }
    return b;
  }
}
