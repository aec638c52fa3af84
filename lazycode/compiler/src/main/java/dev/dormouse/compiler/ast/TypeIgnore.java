package dev.dormouse.compiler.ast;

/** A {@code # type: ignore} comment. */
public final class TypeIgnore {
  /** The shared empty sequence. */
  public static final TypeIgnore[] EMPTY = {};

  public int lineno;

  /** What follows {@code ignore}. */
  public String tag;

  public TypeIgnore(int lineno, String tag) {
    this.lineno = lineno;
    this.tag = tag;
  }
}
