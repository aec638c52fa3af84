package dev.dormouse.runtime.modules.ast;

/** Where a node is in the source. */
final class Place {
  final int lineno;
  final int colOffset;
  final int endLineno;
  final int endColOffset;

  Place(int lineno, int colOffset, int endLineno, int endColOffset) {
    this.lineno = lineno;
    this.colOffset = colOffset;
    this.endLineno = endLineno;
    this.endColOffset = endColOffset;
  }
}
