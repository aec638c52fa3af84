package dev.dormouse.runtime.modules.debug;

import dev.dormouse.runtime.modules.posix.Host;
import dev.dormouse.runtime.objects.Interpreter;
import dev.dormouse.runtime.os.OsError;
import dev.dormouse.runtime.os.Signals;

/**
 * Dumps stacks when a signal arrives, without waiting for the interpreter.
 *
 * @param chain whether the signal then does what it did before
 */
record SignalDump(Interpreter interpreter, int fd, boolean allThreads, boolean chain)
    implements Signals.Hook {
  @Override
  public boolean arrived() {
    // A signal to oneself comes on the thread that sent it, any other on a thread of the JVM's.
    byte[] text = StackDump.text(interpreter, allThreads, true);
    try {
      Host.os(interpreter).fds().write(fd, text, 0, text.length);
    } catch (OsError e) {
      // There is nobody to tell.
    }
    return chain;
  }
}
