package dev.dormouse.compiler;

import dev.dormouse.code.CodeObject;
import dev.dormouse.compiler.ast.Mod;
import dev.dormouse.compiler.parser.Parser;
import dev.dormouse.compiler.symtable.SymbolTable;

/**
 * Source to code objects: Python's {@code compile()} without the part that needs a runtime.
 *
 * <p>The caller merges the future features of its own code into {@code flags} unless {@code
 * dont_inherit} was asked for, and puts a number for the optimization level -1. Safe to use from
 * many threads at once. What can be compiled does not depend on the caller's stack.
 */
public final class Compiler {
  public static final int MODE_EXEC = Parser.MODE_EXEC;
  public static final int MODE_EVAL = Parser.MODE_EVAL;
  public static final int MODE_SINGLE = Parser.MODE_SINGLE;

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
    return (CodeObject) new CompileJob(source, filename, mode, flags, optimize, warnings).compile();
  }

  /** Compiles text; see {@link #compile(byte[], String, int, int, int, WarningSink)}. */
  public static CodeObject compile(
      String source, String filename, int mode, int flags, int optimize, WarningSink warnings) {
    return (CodeObject) new CompileJob(source, filename, mode, flags, optimize, warnings).compile();
  }

  /**
   * Compiles a tree, which is changed by it.
   *
   * @throws PySyntaxError if the tree breaks a rule that the grammar does not know
   */
  public static CodeObject compile(
      Mod tree, String filename, int flags, int optimize, WarningSink warnings) {
    return (CodeObject) new CompileJob(tree, filename, 0, flags, optimize, warnings).compile();
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
        : (CodeObject) new CompileJob(tree, filename, 0, flags, optimize, warnings).compile();
  }

  /**
   * Compiles a file that is to be run. It differs from {@code compile()} in the errors of its
   * encoding, which name the file and have no place, and in null bytes, which end their line.
   *
   * @throws PySyntaxError if the source is not Python, or not Python that can be compiled
   */
  public static CodeObject compileFile(
      byte[] source, String filename, int optimize, WarningSink warnings) {
    CompileJob job = new CompileJob(source, filename, MODE_EXEC, 0, optimize, warnings);
    job.isProgram = true;
    return (CodeObject) job.compile();
  }

  /**
   * Parses encoded source.
   *
   * @param mode one of {@link Parser}'s modes
   * @param flags bits of {@link CompilerFlags}
   * @param featureVersion the minor version of Python 3 whose grammar is wanted; see {@link Parser}
   * @throws PySyntaxError if the source cannot be parsed
   */
  public static Mod parse(
      byte[] source,
      String filename,
      int mode,
      int flags,
      int featureVersion,
      WarningSink warnings) {
    return parse((Object) source, filename, mode, flags, featureVersion, warnings);
  }

  /** The same for text. */
  public static Mod parse(
      String source,
      String filename,
      int mode,
      int flags,
      int featureVersion,
      WarningSink warnings) {
    return parse((Object) source, filename, mode, flags, featureVersion, warnings);
  }

  /**
   * The scopes of a tree and their names.
   *
   * @throws PySyntaxError if the tree breaks a rule about them
   */
  public static SymbolTable symbols(Mod tree, String filename, WarningSink warnings) {
    CompileJob job = new CompileJob(tree, filename, 0, 0, 0, warnings);
    job.wanted = CompileJob.SYMBOLS;
    return (SymbolTable) job.compile();
  }

  private static Mod parse(
      Object source,
      String filename,
      int mode,
      int flags,
      int featureVersion,
      WarningSink warnings) {
    CompileJob job = new CompileJob(source, filename, mode, flags, 0, warnings);
    job.featureVersion = featureVersion;
    job.wanted = CompileJob.TREE;
    return (Mod) job.compile();
  }
}
