package dev.dormouse.compiler.parser;

import dev.dormouse.compiler.PySyntaxError;
import dev.dormouse.compiler.ast.Expr;
import java.util.Arrays;

/** What all rules need that build nodes: a stack of children, and the depth to which they nest. */
abstract class NodeBuilder extends TokenCursor {
  /**
   * CPython gives up at 6000 nested grammar rules, with a MemoryError. We count only the rules that
   * nest without end; 22 lie between the innermost of those and a name.
   *
   * <p>The rules between a statement and its expression are counted for a few kinds of statements
   * only, see the numbers below. In other places, such as a return in a function, the target of a
   * loop or the bases of a class, some levels more or less than in CPython fit: of 223 pairs of a
   * place and a kind of nesting 103 agree, 86 differ by 1 to 7 levels and 34 by more. A program
   * notices only which of two errors it gets, since the later passes refuse what nests half as
   * deep; but for 2984 lambdas after "=", which CPython's parser refuses and ours does not.
   */
  private static final int MAX_DEPTH = 6000 - 22;

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
    if (depth > MAX_DEPTH) {
      throw PySyntaxError.unplaced(PySyntaxError.Type.MEMORY_ERROR, "");
    }
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
