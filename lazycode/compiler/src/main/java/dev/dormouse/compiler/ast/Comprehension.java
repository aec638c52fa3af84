package dev.dormouse.compiler.ast;

/** One {@code for} clause of a comprehension. */
public final class Comprehension {
  /** The shared empty sequence. */
  public static final Comprehension[] EMPTY = {};

  public Expr target;
  public Expr iter;
  public Expr[] ifs;
  public boolean isAsync;

  public Comprehension(Expr target, Expr iter, Expr[] ifs, boolean isAsync) {
    this.target = target;
    this.iter = iter;
    this.ifs = ifs;
    this.isAsync = isAsync;
  }
}
