package dev.dormouse.compiler.codegen;

import dev.dormouse.compiler.ast.Node;
import dev.dormouse.compiler.ast.Stmt;

/**
 * A statement around the one being compiled that a return, break or continue has to leave properly.
 */
final class FrameBlock {
  static final int WHILE_LOOP = 0;
  static final int FOR_LOOP = 1;
  static final int TRY_EXCEPT = 2;
  static final int FINALLY_TRY = 3;
  static final int FINALLY_END = 4;
  static final int WITH = 5;
  static final int ASYNC_WITH = 6;
  static final int HANDLER_CLEANUP = 7;
  static final int POP_VALUE = 8;
  static final int EXCEPTION_HANDLER = 9;
  static final int EXCEPTION_GROUP_HANDLER = 10;
  static final int ASYNC_COMPREHENSION_GENERATOR = 11;

  /** CPython's limit of statically nested blocks. */
  static final int MAX = 20;

  /** One of the constants above. */
  final int type;

  /** Where {@code continue} goes; null where that makes no sense. */
  final BasicBlock block;

  /** Where {@code break} goes; null where that makes no sense. */
  final BasicBlock exit;

  /** The {@code finally} body of {@link #FINALLY_TRY}; otherwise null. */
  Stmt[] finalBody;

  /** The statement of {@link #WITH} and {@link #ASYNC_WITH}; otherwise null. */
  Node statement;

  /** The name that {@link #HANDLER_CLEANUP} deletes; null without {@code as}. */
  String name;

  FrameBlock(int type, BasicBlock block, BasicBlock exit) {
    this.type = type;
    this.block = block;
    this.exit = exit;
  }
}
