package dev.dormouse.compiler;

import dev.dormouse.compiler.ast.Mod;
import dev.dormouse.compiler.codegen.CodeGenerator;
import dev.dormouse.compiler.parser.Parser;
import dev.dormouse.compiler.symtable.FutureFeatures;
import dev.dormouse.compiler.symtable.SymbolTable;
import java.util.ArrayList;

/**
 * One compilation: done on the caller's thread, or if its stack is too small, all over again on a
 * thread with room for the deepest source that CPython accepts.
 *
 * <p>It stands between the passes and the caller's sink. The sink belongs to the caller's thread,
 * so what the deep thread warns of is kept until that has ended; and what the caller's thread had
 * warned of before it overflowed is not repeated.
 */
final class CompileJob implements Runnable, WarningSink {
  static final int CODE = 0;
  static final int TREE = 1;
  static final int SYMBOLS = 2;

  /** Memory is only used as far as the stack really grows. */
  private static final long DEEP_STACK = 512L << 20;

  /** A {@code byte[]}, a {@code String}, or a {@code Mod} that is already parsed. */
  private final Object source;

  private final String filename;
  private final int mode;
  private final int flags;
  private final int optimize;
  private final WarningSink sink;

  /** Asked of the sink at once: the deep thread must not. */
  private final int maxIntegerDigits;

  private final int maxDepth;

  int featureVersion = Parser.VERSION;

  /** The source is a program's file; see {@link Parser#parseFile}. */
  boolean isProgram;

  /** One of {@link #CODE}, {@link #TREE} and {@link #SYMBOLS}. */
  int wanted = CODE;

  /** How many warnings the sink has heard of. */
  private int given;

  /** The source that the sink has recoded; the deep thread must not ask it again. */
  private byte[] recoded;

  /** What the deep thread warned of; null on the caller's thread. */
  private ArrayList<Warning> kept;

  /** Set by the deep thread: one of them. */
  private Object result;

  private Throwable failure;

  CompileJob(Object source, String filename, int mode, int flags, int optimize, WarningSink sink) {
    this.source = source;
    this.filename = filename;
    this.mode = mode;
    this.flags = flags;
    this.optimize = optimize;
    this.sink = sink;
    this.maxIntegerDigits = sink.maxIntegerDigits();
    this.maxDepth = sink.maxDepth();
  }

  /** A code object, a {@link Mod} or a {@link SymbolTable}, as wanted. */
  Object compile() {
    try {
      return compileHere();
    } catch (StackOverflowError e) {
      return compileDeep();
    }
  }

  private Object compileHere() {
    Mod tree = source instanceof Mod parsed ? parsed : parse();
    if (wanted == TREE) {
      return tree;
    }
    try {
      if (wanted == SYMBOLS) {
        return SymbolTable.build(tree, filename, FutureFeatures.of(tree, filename), maxDepth);
      }
      return CodeGenerator.compile(tree, filename, flags, optimize, this);
    } catch (PySyntaxError e) {
      throw ProgramText.addTo(e);
    }
  }

  private Mod parse() {
    if (isProgram) {
      return Parser.parseFile((byte[]) source, filename, flags, this);
    }
    return source instanceof byte[] bytes
        ? Parser.parse(bytes, filename, mode, flags, featureVersion, this)
        : Parser.parse((String) source, filename, mode, flags, featureVersion, this);
  }

  private Object compileDeep() {
    kept = new ArrayList<>();
    Thread thread = new Thread(null, this, "dormouse-compiler", DEEP_STACK);
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
    for (int i = given; i < kept.size(); i++) {
      Warning w = kept.get(i);
      if (sink.warn(w.category, w.message, filename, w.lineno)) {
        // Its columns are gone with the stack that knew them.
        throw new PySyntaxError(
            PySyntaxError.Type.SYNTAX_ERROR, w.message, filename, w.lineno, 0, w.lineno, 0, null);
      }
    }
    if (failure instanceof StackOverflowError) {
      throw SyntaxErrors.tooDeep();
    }
    if (failure instanceof RuntimeException e) {
      throw e;
    }
    if (failure instanceof Error e) {
      throw e;
    }
    return result;
  }

  /** Compiles on the deep thread. */
  @Override
  public void run() {
    try {
      result = compileHere();
    } catch (Throwable e) {
      failure = e;
    }
  }

  @Override
  public boolean warn(int category, String message, String filename, int lineno) {
    if (kept != null) {
      kept.add(new Warning(category, message, lineno));
      return false;
    }
    given++;
    return sink.warn(category, message, filename, lineno);
  }

  @Override
  public int maxIntegerDigits() {
    return maxIntegerDigits;
  }

  @Override
  public int maxDepth() {
    return maxDepth;
  }

  @Override
  public byte[] recode(byte[] source, String encoding, String filename) {
    if (kept == null) {
      recoded = sink.recode(source, encoding, filename);
    }
    return recoded;
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
}
