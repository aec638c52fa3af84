package dev.dormouse.compiler.codegen;

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
    emit(dev.dormouse.code.Opcode.PRECALL, count);
    emit(dev.dormouse.code.Opcode.CALL, count);
  }
}
