package dev.dormouse.compiler.codegen;

/**
 * A statement around the one being compiled, or a part of it, that a return, break or continue has
 * to leave properly. Statements that keep nothing on the stack and guard nothing are none.
 */
abstract class FrameBlock {
  /** CPython's limit of statically nested blocks. */
  static final int MAX = 20;

  /** Emits what it takes to get out of this block. */
  abstract void leave(Departure departure);

  /** Out of which nothing special has to be done, or nothing can get; it counts for the limit. */
  static final class Plain extends FrameBlock {
    @Override
    void leave(Departure departure) {}
  }

  /** Keeps a value on the stack that nobody wants any more after leaving. */
  static final class Value extends FrameBlock {
    @Override
    void leave(Departure departure) {
      departure.dropBelowResult();
    }
  }

  /** What break and continue look for. */
  static class Loop extends FrameBlock {
    /** Where {@code continue} goes. */
    final BasicBlock again;

    /** Where {@code break} goes. */
    final BasicBlock exit;

    Loop(BasicBlock again, BasicBlock exit) {
      this.again = again;
      this.exit = exit;
    }

    @Override
    void leave(Departure departure) {}
  }

  /** A loop with its iterator on the stack. */
  static final class Iteration extends Loop {
    Iteration(BasicBlock again, BasicBlock exit) {
      super(again, exit);
    }

    @Override
    void leave(Departure departure) {
      departure.dropBelowResult();
    }
  }
}
