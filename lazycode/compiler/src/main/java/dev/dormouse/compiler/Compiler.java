package dev.dormouse.compiler;

import dev.dormouse.code.CodeObject;
import dev.dormouse.compiler.ast.Mod;
import dev.dormouse.compiler.codegen.CodeGenerator;
import dev.dormouse.compiler.parser.Parser;

/**
 * Source to code objects: Python's {@code compile()} without the part that needs a runtime.
 *
 * <p>The caller merges the future features of its own code into {@code flags} unless {@code
 * dont_inherit} was asked for, and puts a number for the optimization level -1. Safe to use from
 * many threads at once.
 */
public final class Compiler {
  public static final int MODE_EXEC = Parser.MODE_EXEC;
  public static final int MODE_EVAL = Parser.MODE_EVAL;
  public static final int MODE_SINGLE = Parser.MODE_SINGLE;

  /**
   * Enough for the deepest tree that the limits let through. Memory is only used as far as the
   * stack really grows.
   */
  private static final long DEEP_STACK = 512L << 20;

  private Compiler() {}

  /**
   * Compiles encoded source.
   *
   * @param mode {@link #MODE_EXEC}, {@link #MODE_EVAL} or {@link #MODE_SINGLE}
   * @param flags bits of {@link CompilerFlags}
   * @param optimize 0, 1 or 2 as CPython's {@code -O}
   * @throws PySyntaxError if the source is not Python, or not Python that can be compiled
   */
  public static CodeObject compile(
      byte[] source, String filename, int mode, int flags, int optimize, WarningSink warnings) {
    return run(new Job(source, null, null, filename, mode, flags, optimize, warnings));
  }

  /** Compiles text; see {@link #compile(byte[], String, int, int, int, WarningSink)}. */
  public static CodeObject compile(
      String source, String filename, int mode, int flags, int optimize, WarningSink warnings) {
    return run(new Job(null, source, null, filename, mode, flags, optimize, warnings));
  }

  /**
   * Compiles a tree, which is changed by it.
   *
   * @throws PySyntaxError if the tree breaks a rule that the grammar does not know
   */
  public static CodeObject compile(
      Mod tree, String filename, int flags, int optimize, WarningSink warnings) {
    return run(new Job(null, null, tree, filename, 0, flags, optimize, warnings));
  }

  /**
   * Reads one interactive statement and compiles it; null if the input has ended before it.
   *
   * @throws PySyntaxError if what was read is not Python
   */
  public static CodeObject compileInteractive(
      LineSource lines, String filename, int flags, int optimize, WarningSink warnings) {
    Mod tree = Parser.parseInteractive(lines, filename, flags, warnings);
    return tree == null
        ? null
        : run(new Job(null, null, tree, filename, 0, flags, optimize, warnings));
  }

  /**
   * Compiles here, or if that is too deep for this thread's stack, in a thread with a larger one.
   */
  private static CodeObject run(Job job) {
    try {
      return job.compile();
    } catch (StackOverflowError e) {
      return runDeep(job);
    } catch (PySyntaxError e) {
      // The parser reports an overflow this way, too.
      if (e.type == PySyntaxError.Type.MEMORY_ERROR) {
        return runDeep(job);
      }
      throw e;
    }
  }

  private static CodeObject runDeep(Job job) {
    Thread thread = new Thread(null, job, "dormouse-compiler", DEEP_STACK);
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
    if (job.failure instanceof StackOverflowError) {
      throw SyntaxErrors.tooDeep();
    }
    if (job.failure instanceof RuntimeException e) {
      throw e;
    }
    if (job.failure instanceof Error e) {
      throw e;
    }
    return job.result;
  }

  private static final class Job implements Runnable {
    /** One of these three is not null. */
    private final byte[] bytes;

    private final String text;
    private final Mod tree;

    private final String filename;
    private final int mode;
    private final int flags;
    private final int optimize;
    private final WarningSink warnings;

    /** Set by {@link #run}: one of them. */
    private CodeObject result;

    private Throwable failure;

    Job(
        byte[] bytes,
        String text,
        Mod tree,
        String filename,
        int mode,
        int flags,
        int optimize,
        WarningSink warnings) {
      this.bytes = bytes;
      this.text = text;
      this.tree = tree;
      this.filename = filename;
      this.mode = mode;
      this.flags = flags;
      this.optimize = optimize;
      this.warnings = warnings;
    }

    CodeObject compile() {
      Mod parsed =
          tree != null
              ? tree
              : bytes != null
                  ? Parser.parse(bytes, filename, mode, flags, warnings)
                  : Parser.parse(text, filename, mode, flags, warnings);
      try {
        return CodeGenerator.compile(parsed, filename, flags, optimize, warnings);
      } catch (PySyntaxError e) {
        throw ProgramText.addTo(e);
      }
    }

    @Override
    public void run() {
      try {
        result = compile();
      } catch (Throwable e) {
        failure = e;
      }
    }
  }
}
