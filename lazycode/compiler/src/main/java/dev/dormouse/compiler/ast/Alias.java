package dev.dormouse.compiler.ast;

/** One imported name. */
public final class Alias extends Node {
  /** The shared empty sequence. */
  public static final Alias[] EMPTY = {};

  /** Dotted for {@code import a.b}; "*" for a star import. */
  public String name;

  /** Null without {@code as}. */
  public String asname;

  public Alias(
      String name, String asname, int lineno, int colOffset, int endLineno, int endColOffset) {
    super(lineno, colOffset, endLineno, endColOffset);
    this.name = name;
    this.asname = asname;
  }
}
