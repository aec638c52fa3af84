package dev.dormouse.runtime.modules.debug;

import dev.dormouse.runtime.objects.Interpreter;
import dev.dormouse.runtime.objects.PyFrame;
import dev.dormouse.runtime.objects.ThreadState;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The stacks of threads as text. May look at threads that run: what it then shows is about where
 * they are.
 */
final class StackDump {
  private static final int MAX_FRAMES = 100;
  private static final int MAX_THREADS = 100;
  private static final int MAX_NAME = 500;

  private StackDump() {}

  /**
   * Either all threads, or the calling one; {@code markCurrent} says that the caller is one of
   * them.
   */
  static byte[] text(Interpreter interpreter, boolean allThreads, boolean markCurrent) {
    StringBuilder out = new StringBuilder();
    ThreadState current = markCurrent ? ThreadState.currentOrNull() : null;
    if (current == null && !allThreads) {
      // A thread of the JVM's asks, for whom the main thread is the one of interest.
      current = interpreter.mainThread();
    }
    if (!allThreads) {
      out.append("Stack (most recent call first):\n");
      frames(out, current);
    } else {
      List<ThreadState> threads = interpreter.threads();
      // The newest first, as CPython keeps them.
      for (int i = threads.size() - 1, n = 0; i >= 0; i--, n++) {
        if (n >= MAX_THREADS) {
          out.append("...\n");
          break;
        }
        if (n > 0) {
          out.append('\n');
        }
        ThreadState t = threads.get(i);
        out.append(t == current ? "Current thread 0x" : "Thread 0x");
        String hex = Long.toHexString(t.ident);
        out.append("0".repeat(16 - hex.length()))
            .append(hex)
            .append(" (most recent call first):\n");
        frames(out, t);
      }
    }
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void frames(StringBuilder out, ThreadState t) {
    PyFrame f = t.frame;
    if (f == null) {
      out.append("  <no Python frame>\n");
      return;
    }
    for (int n = 0; f != null; n++, f = f.back) {
      if (n >= MAX_FRAMES) {
        out.append("  ...\n");
        return;
      }
      out.append("  File \"")
          .append(shown(f.code.unit.filename()))
          .append("\", line ")
          .append(f.line());
      out.append(" in ").append(shown(f.code.name())).append('\n');
    }
  }

  /** Not more of a name than CPython writes. */
  private static String shown(String name) {
    return name.length() > MAX_NAME ? name.substring(0, MAX_NAME) + "..." : name;
  }
}
