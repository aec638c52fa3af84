package dev.dormouse.compiler.codegen;

/** Counts for each block the ways into it from blocks that can be reached themselves. */
final class Reachability extends ForwardWalk<Void> {
  /** To be called once for a graph, whose counts are zero before. */
  static void count(BasicBlock entry) {
    new Reachability().from(entry, null);
  }

  @Override
  boolean reach(BasicBlock b, Void state) {
    return b.predecessors++ == 0;
  }

  @Override
  Void startOf(BasicBlock b) {
    return null;
  }

  @Override
  Void after(Instruction inst, Void before) {
    return null;
  }

  @Override
  Void onTheWay(Instruction inst, Void before) {
    return null;
  }
}
