package dev.dormouse.compiler.ast;

/** One parameter. */
public final class Arg extends Node {
  /** The shared empty sequence. */
  public static final Arg[] EMPTY = {};

  public String arg;

  /** Null without annotation. */
  public Expr annotation;

  /** The text of the type comment, or null. */
  public String typeComment;

  public Arg(
      String arg,
      Expr annotation,
      String typeComment,
      int lineno,
      int colOffset,
      int endLineno,
      int endColOffset) {
    super(lineno, colOffset, endLineno, endColOffset);
    this.arg = arg;
    this.annotation = annotation;
    this.typeComment = typeComment;
  }
}
