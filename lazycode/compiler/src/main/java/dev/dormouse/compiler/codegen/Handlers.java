package dev.dormouse.compiler.codegen;

import dev.dormouse.code.ExceptionTable;

/**
 * Finds the handler in force at each instruction and writes the exception table. On every path the
 * same SETUP instructions are open at an instruction, so a block is walked once.
 */
final class Handlers extends ForwardWalk<Handlers.Open> {
  /** The handlers in force, innermost first; null for none. */
  record Open(BasicBlock handler, Open outer) {}

  /** Sets {@link Instruction#handler}, which must be null before. */
  static void find(BasicBlock entry) {
    new Handlers().from(entry, null);
  }

  @Override
  boolean reach(BasicBlock b, Open open) {
    boolean first = !b.handlersKnown;
    if (first) {
      b.handlersKnown = true;
      b.handlers = open;
    }
    return first;
  }

  @Override
  Open startOf(BasicBlock b) {
    return b.handlers;
  }

  @Override
  Open after(Instruction inst, Open before) {
    if (inst.isBlockPush()) {
      inst.target.preserveLasti |= inst.opcode != Pseudo.SETUP_FINALLY;
      return new Open(inst.target, before);
    }
    if (inst.opcode == Pseudo.POP_BLOCK) {
      return before.outer;
    }
    inst.handler = before == null ? null : before.handler;
    return before;
  }

  @Override
  Open onTheWay(Instruction inst, Open before) {
    return before;
  }

  /** The table of a graph whose blocks have their offsets and depths. */
  static byte[] table(BasicBlock entry) {
    ExceptionTable.Builder table = new ExceptionTable.Builder();
    BasicBlock handler = null;
    int start = 0;
    int offset = 0;
    for (BasicBlock b = entry; b != null; b = b.next) {
      for (int i = 0; i < b.size; i++) {
        Instruction inst = b.code[i];
        if (inst.handler != handler) {
          add(table, start, offset, handler);
          start = offset;
          handler = inst.handler;
        }
        offset += inst.size();
      }
    }
    add(table, start, offset, handler);
    return table.toBytes();
  }

  private static void add(ExceptionTable.Builder table, int start, int end, BasicBlock handler) {
    if (handler != null) {
      boolean lasti = handler.preserveLasti;
      // What the handler finds on the stack besides: the exception, and perhaps the offset.
      int depth = handler.startDepth - (lasti ? 2 : 1);
      table.add(start * 2, end * 2, handler.offset * 2, depth, lasti);
    }
  }
}
