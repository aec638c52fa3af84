package dev.dormouse.compiler.codegen;

/** Finds the deepest the stack gets on any path, and the depth at the start of each block. */
final class StackDepth extends ForwardWalk<Integer> {
  /** CPython's net under code whose stack would grow in a loop: such a block is left alone. */
  private static final int DEEP = 100;

  private int max;

  /** The greatest depth in blocks whose {@link BasicBlock#startDepth} is unknown before. */
  static int measure(BasicBlock entry, int atEntry) {
    StackDepth walk = new StackDepth();
    walk.from(entry, atEntry);
    return walk.max;
  }

  @Override
  boolean reach(BasicBlock b, Integer depth) {
    boolean deeper = b.startDepth < depth && b.startDepth < DEEP;
    if (deeper) {
      b.startDepth = depth;
    }
    return deeper;
  }

  @Override
  Integer startOf(BasicBlock b) {
    return b.startDepth;
  }

  @Override
  Integer after(Instruction inst, Integer before) {
    return seen(before + Pseudo.stackEffect(inst.opcode, inst.oparg, false));
  }

  @Override
  Integer onTheWay(Instruction inst, Integer before) {
    return seen(before + Pseudo.stackEffect(inst.opcode, inst.oparg, true));
  }

  private int seen(int depth) {
    max = Math.max(max, depth);
    return depth;
  }
}
