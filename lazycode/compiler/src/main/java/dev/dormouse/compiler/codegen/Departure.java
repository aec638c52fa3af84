package dev.dormouse.compiler.codegen;

import dev.dormouse.code.Opcode;
import dev.dormouse.compiler.ast.Stmt;
import java.util.ArrayList;

/** A return, break or continue on its way out of the blocks around it, innermost first. */
final class Departure extends Part {
  /** Whether the value to be returned is on top of the stack all the way. */
  private final boolean hasResult;

  /** Those left so far. */
  private final ArrayList<FrameBlock> left = new ArrayList<>();

  Departure(CodeGenerator g, boolean hasResult) {
    super(g);
    this.hasResult = hasResult;
  }

  /** Leaves all blocks of the unit. */
  void leaveAll() {
    while (!g.unit.frameBlocks.isEmpty()) {
      leaveInnermost();
    }
    restore();
  }

  /** Leaves the blocks inside the innermost loop, which is answered; null if there is none. */
  FrameBlock.Loop leaveToLoop() {
    ArrayList<FrameBlock> around = g.unit.frameBlocks;
    while (!around.isEmpty() && !(around.getLast() instanceof FrameBlock.Loop)) {
      leaveInnermost();
    }
    FrameBlock.Loop loop = around.isEmpty() ? null : (FrameBlock.Loop) around.getLast();
    restore();
    return loop;
  }

  private void leaveInnermost() {
    // A finally body is compiled as what it is: outside the block it belongs to.
    FrameBlock block = g.unit.frameBlocks.removeLast();
    left.add(block);
    block.leave(this);
  }

  /** What follows in the source is still inside of the blocks. */
  private void restore() {
    g.unit.frameBlocks.addAll(left.reversed());
  }

  // for the blocks

  /** Brings what is below the result to the top. */
  void reachBelowResult() {
    if (hasResult) {
      emit(Opcode.SWAP, 2);
    }
  }

  void dropBelowResult() {
    reachBelowResult();
    emit(Opcode.POP_TOP);
  }

  /** Runs statements on the way, which must leave the result alone. */
  void visitOnTheWay(Stmt[] statements) {
    if (hasResult) {
      push(new FrameBlock.Value());
    }
    g.statements.visitAll(statements);
    if (hasResult) {
      pop();
    }
  }
}
