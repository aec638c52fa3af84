package dev.dormouse.compiler.codegen;

import java.util.ArrayList;

/**
 * Follows control from the entry of a flow graph along every path, with a state that instructions
 * change. The questions what can be reached, how deep the stack gets and which handler is in force
 * are such walks.
 *
 * @param <S> the state; what it means at the start of a block is kept by the subclass
 */
abstract class ForwardWalk<S> {
  private final ArrayList<BasicBlock> todo = new ArrayList<>();

  /** Walks until no block is reached in a state that has something new. */
  final void from(BasicBlock entry, S state) {
    arrive(entry, state);
    while (!todo.isEmpty()) {
      BasicBlock b = todo.remove(todo.size() - 1);
      S now = startOf(b);
      for (int i = 0; i < b.size; i++) {
        Instruction inst = b.code[i];
        if (inst.leads()) {
          arrive(inst.target, onTheWay(inst, now));
        }
        now = after(inst, now);
      }
      if (b.fallsThrough() && b.next != null) {
        arrive(b.next, now);
      }
    }
  }

  private void arrive(BasicBlock b, S state) {
    if (reach(b, state)) {
      todo.add(b);
    }
  }

  /** Control gets to {@code b}; returns whether that is news, so that it must be walked (again). */
  abstract boolean reach(BasicBlock b, S state);

  /** The state that the block is to be walked with. */
  abstract S startOf(BasicBlock b);

  /** The state after an instruction that does not jump. */
  abstract S after(Instruction inst, S before);

  /** The state at the target of an instruction that jumps, or that names its target as handler. */
  abstract S onTheWay(Instruction inst, S before);
}
