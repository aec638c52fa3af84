package dev.dormouse.compiler.codegen;

import dev.dormouse.code.Opcode;
import dev.dormouse.compiler.ast.ExprContext;
import dev.dormouse.compiler.ast.Node;

/** What compiles one kind of construct: shorthand for what each of them does all the time. */
abstract class Part {
  final CodeGenerator g;

  Part(CodeGenerator g) {
    this.g = g;
  }

  final void emit(int opcode) {
    g.unit.emit(opcode, 0);
  }

  final void emit(int opcode, int oparg) {
    g.unit.emit(opcode, oparg);
  }

  final void jump(int opcode, BasicBlock target) {
    g.unit.jump(opcode, target);
  }

  final BasicBlock newBlock() {
    return g.unit.newBlock();
  }

  final void use(BasicBlock block) {
    g.unit.use(block);
  }

  final void locate(Node node) {
    g.unit.locate(node);
  }

  final void locateNowhere() {
    g.unit.locateNowhere();
  }

  /** A call of what is on the stack with {@code count} arguments. */
  final void emitCall(int count) {
    emit(Opcode.PRECALL, count);
    emit(Opcode.CALL, count);
  }

  /** What is emitted until the matching {@link #pop} is inside of {@code block}. */
  final void push(FrameBlock block) {
    if (g.unit.frameBlocks.size() >= FrameBlock.MAX) {
      throw g.error("too many statically nested blocks");
    }
    g.unit.frameBlocks.add(block);
  }

  final void pop() {
    g.unit.frameBlocks.removeLast();
  }

  /** Deletes a variable that may be deleted already: it is None before. */
  final void clearName(String name) {
    g.loadNone();
    g.nameOp(name, ExprContext.STORE);
    g.nameOp(name, ExprContext.DEL);
  }

  /**
   * Ends a handler that failed itself. The stack holds the outer exception, the offset and the
   * exception.
   */
  final void restoreAndReraise() {
    emit(Opcode.COPY, 3);
    emit(Opcode.POP_EXCEPT);
    emit(Opcode.RERAISE, 1);
  }
}
