package dev.dormouse.runtime.modules.sre;

import dev.dormouse.runtime.objects.ThreadState;

/**
 * Lets a long match end by an exception: while the engine runs no Python code does, so it looks for
 * signals itself. Other threads may run meanwhile, as everywhere between two instructions.
 */
final class SignalPoll implements Runnable {
  static final SignalPoll INSTANCE = new SignalPoll();

  private SignalPoll() {}

  @Override
  public void run() {
    ThreadState thread = ThreadState.current();
    if (thread.interpreter.checkRequested) {
      thread.interpreter.check(thread);
    }
  }
}
