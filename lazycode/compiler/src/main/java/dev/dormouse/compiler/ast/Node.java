package dev.dormouse.compiler.ast;

/**
 * A syntax tree node with a place in the source.
 *
 * <p>Fields are public and writable: passes such as constant folding replace children in place. A
 * node occurs in one place of the tree only.
 */
public abstract class Node {
  /** One-based line of the first byte. */
  public int lineno;

  /** Zero-based offset of the first byte in its line, counted in UTF-8 bytes. */
  public int colOffset;

  /** One-based line of the last byte. */
  public int endLineno;

  /** Offset just after the last byte in its line, counted in UTF-8 bytes. */
  public int endColOffset;

  Node(int lineno, int colOffset, int endLineno, int endColOffset) {
    this.lineno = lineno;
    this.colOffset = colOffset;
    this.endLineno = endLineno;
    this.endColOffset = endColOffset;
  }
}
