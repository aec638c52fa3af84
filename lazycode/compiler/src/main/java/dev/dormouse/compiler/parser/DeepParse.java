package dev.dormouse.compiler.parser;

import dev.dormouse.compiler.PySyntaxError;
import dev.dormouse.compiler.WarningSink;
import dev.dormouse.compiler.ast.Mod;
import java.util.ArrayList;
import java.util.List;

/**
 * Parses on a thread with a stack for the deepest source CPython accepts, after the caller's stack
 * has overflowed. So what can be parsed does not depend on the caller.
 */
final class DeepParse extends Thread {
  private static final long STACK_BYTES = 256L << 20;

  private final Source source;
  private final Collector warnings = new Collector();
  private Mod result;
  private PySyntaxError error;
  private Throwable failure;

  private DeepParse(Source source) {
    super(null, null, "dormouse-deep-parse", STACK_BYTES);
    this.source = source.with(warnings);
    setDaemon(true);
  }

  static Mod run(Source source) {
    DeepParse thread = new DeepParse(source);
    thread.start();
    boolean interrupted = false;
    while (true) {
      try {
        thread.join();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    // The caller's sink may belong to the caller's thread, so it hears of the warnings only now.
    for (Warning w : thread.warnings.list) {
      if (source.warnings.warn(w.category, w.message, source.filename, w.lineno)) {
        throw new PySyntaxError(
            PySyntaxError.Type.SYNTAX_ERROR,
            w.message,
            source.filename,
            w.lineno,
            0,
            w.lineno,
            0,
            null);
      }
    }
    if (thread.error != null) {
      throw thread.error;
    }
    if (thread.failure != null) {
      throw new IllegalStateException(thread.failure);
    }
    return thread.result;
  }

  @Override
  public void run() {
    try {
      result = Parser.parseHere(source);
    } catch (PySyntaxError e) {
      error = e;
    } catch (StackOverflowError e) {
      error = PySyntaxError.unplaced(PySyntaxError.Type.MEMORY_ERROR, "");
    } catch (Throwable e) {
      failure = e;
    }
  }

  private static final class Warning {
    final int category;
    final String message;
    final int lineno;

    Warning(int category, String message, int lineno) {
      this.category = category;
      this.message = message;
      this.lineno = lineno;
    }
  }

  private static final class Collector implements WarningSink {
    final List<Warning> list = new ArrayList<>();

    @Override
    public boolean warn(int category, String message, String filename, int lineno) {
      list.add(new Warning(category, message, lineno));
      return false;
    }
  }
}
