package dev.dormouse.compiler.parser;

import dev.dormouse.compiler.PySyntaxError;
import dev.dormouse.compiler.ast.Expr;
import java.util.Arrays;

/** What all rules need that build nodes: a stack of children, and the depth to which they nest. */
abstract class NodeBuilder extends TokenCursor {
  /**
   * CPython gives up at 6000 nested grammar rules, with a MemoryError. We count roughly: only the
   * rules that nest without end, as many as there are in CPython between one expression and the
   * next. Nests of this depth, of some 150 brackets, are rare enough to be counted by CPython's own
   * rules, which takes as long as searching for an error does.
   */
  private static final int DEEP = 4000;

  /** What no text reaches that CPython's parser takes. */
  private static final int MAX_DEPTH = 3 * 6000;

  /** For lines that are typed, which come but once. 22 rules lie between the last and a name. */
  private static final int TYPED = 6000 - 22;

  private int limit;

  private int depth;

  /**
   * How many grammar rules of CPython lie between the whole of an input and its outermost
   * expression.
   */
  private static final int EXEC_DEPTH = 8;

  private static final int SINGLE_DEPTH = 6;

  private static final int EVAL_DEPTH = 2;

  /** Children of the nodes being built; each node takes its own off the top. */
  private Object[] work = new Object[64];

  private int workSize;

  NodeBuilder(Source source, int startingLine, int startingCol) {
    super(source, startingLine, startingCol);
    limit = source.lines == null ? DEEP : TYPED;
    depth =
        source.mode == Parser.MODE_EXEC
            ? EXEC_DEPTH
            : source.mode == Parser.MODE_SINGLE ? SINGLE_DEPTH : EVAL_DEPTH;
  }

  final void push(Object child) {
    if (workSize == work.length) {
      work = Arrays.copyOf(work, workSize * 2);
    }
    work[workSize++] = child;
  }

  /** What was pushed at a mark, or so many after it. */
  final Object child(int position) {
    return work[position];
  }

  final int mark() {
    return workSize;
  }

  final boolean pushedSince(int mark) {
    return workSize > mark;
  }

  /** Drops what was pushed since a mark, after a failure. */
  final void drop(int mark) {
    workSize = mark;
  }

  /**
   * Moves what was pushed since a mark into an array of that length, made by {@code new T[size() -
   * mark]}.
   */
  final <T> T[] take(int mark, T[] into) {
    System.arraycopy(work, mark, into, 0, workSize - mark);
    workSize = mark;
    return into;
  }

  final int pushed(int mark) {
    return workSize - mark;
  }

  final Expr[] takeExprs(int mark) {
    return workSize == mark ? Expr.EMPTY : take(mark, new Expr[workSize - mark]);
  }

  final void enter(int weight) {
    depth += weight;
    if (depth > limit) {
      nestDeep();
    }
  }

  private void nestDeep() {
    PySyntaxError error;
    if (limit == DEEP) {
      limit = MAX_DEPTH;
      error = new ErrorPass(this).tooDeep();
    } else {
      error = PySyntaxError.unplaced(PySyntaxError.Type.MEMORY_ERROR, "");
    }
    if (error != null) {
      throw error;
    }
  }

  /** Whether the text has come near the depth at which CPython's parser gives up. */
  final boolean nestsDeep() {
    return limit == MAX_DEPTH;
  }

  /** What {@link #enter} has added up; a failure that is caught must {@link #leave} it. */
  final int depth() {
    return depth;
  }

  final void leave(int weight) {
    depth -= weight;
  }

  // Where a node that starts at token s and has just been read is.

  final int endLine() {
    return endLine(pos - 1);
  }

  final int endCol() {
    return endCol(pos - 1);
  }
}
