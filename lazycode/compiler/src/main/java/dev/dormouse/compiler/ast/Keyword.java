package dev.dormouse.compiler.ast;

/** A keyword argument of a call or class statement. */
public final class Keyword extends Node {
  /** The shared empty sequence. */
  public static final Keyword[] EMPTY = {};

  /** Null for {@code **value}. */
  public String arg;

  public Expr value;

  public Keyword(
      String arg, Expr value, int lineno, int colOffset, int endLineno, int endColOffset) {
    super(lineno, colOffset, endLineno, endColOffset);
    this.arg = arg;
    this.value = value;
  }
}
