package dev.dormouse.compiler.codegen;

import dev.dormouse.code.Opcode;
import dev.dormouse.compiler.ast.ExceptHandler;
import dev.dormouse.compiler.ast.ExprContext;
import dev.dormouse.compiler.ast.Stmt;
import dev.dormouse.compiler.ast.WithItem;
import java.util.ArrayList;

/**
 * {@code try} and {@code with}, and how return, break and continue leave them.
 *
 * <p>SETUP_* and POP_BLOCK bracket the instructions that a handler guards; the assembler makes the
 * exception table of them. A handler finds the exception on the stack, with SETUP_CLEANUP also the
 * offset of the raising instruction below it.
 */
final class BlockCompiler extends Part {
  BlockCompiler(CodeGenerator g) {
    super(g);
  }

  // frame blocks

  FrameBlock push(int type, BasicBlock block, BasicBlock exit) {
    ArrayList<FrameBlock> stack = g.unit.frameBlocks;
    if (stack.size() >= FrameBlock.MAX) {
      throw g.error("too many statically nested blocks");
    }
    FrameBlock frameBlock = new FrameBlock(type, block, exit);
    stack.add(frameBlock);
    return frameBlock;
  }

  void pop() {
    ArrayList<FrameBlock> stack = g.unit.frameBlocks;
    stack.remove(stack.size() - 1);
  }

  /** Leaves all blocks, as a return does. */
  void unwindAll(boolean keepTop) {
    unwind(keepTop, false);
  }

  /** Leaves the blocks up to the innermost loop, which is answered; null if there is none. */
  FrameBlock unwindToLoop() {
    return unwind(false, true);
  }

  private FrameBlock unwind(boolean keepTop, boolean toLoop) {
    ArrayList<FrameBlock> stack = g.unit.frameBlocks;
    if (stack.isEmpty()) {
      return null;
    }
    FrameBlock top = stack.get(stack.size() - 1);
    if (top.type == FrameBlock.EXCEPTION_GROUP_HANDLER) {
      throw g.error("'break', 'continue' and 'return' cannot appear in an except* block");
    }
    if (toLoop && (top.type == FrameBlock.WHILE_LOOP || top.type == FrameBlock.FOR_LOOP)) {
      return top;
    }
    // A finally body is compiled as what it is: outside the block it belongs to.
    pop();
    unwind(top, keepTop);
    FrameBlock loop = unwind(keepTop, toLoop);
    stack.add(top);
    return loop;
  }

  /** Leaves one block; {@code keepTop} if a value to be returned is on top of the stack. */
  void unwind(FrameBlock block, boolean keepTop) {
    switch (block.type) {
      case FrameBlock.FOR_LOOP, FrameBlock.POP_VALUE -> {
        swapIf(keepTop);
        emit(Opcode.POP_TOP);
      }
      case FrameBlock.TRY_EXCEPT -> emit(Pseudo.POP_BLOCK);
      case FrameBlock.FINALLY_TRY -> {
        // This one has the line of the statement that leaves.
        emit(Pseudo.POP_BLOCK);
        if (keepTop) {
          push(FrameBlock.POP_VALUE, null, null);
        }
        g.statements.visitAll(block.finalBody);
        if (keepTop) {
          pop();
        }
        // What follows seems to run after the finally body, so it has no line of its own.
        locateNowhere();
      }
      case FrameBlock.FINALLY_END -> {
        swapIf(keepTop);
        emit(Opcode.POP_TOP);
        swapIf(keepTop);
        emit(Pseudo.POP_BLOCK);
        emit(Opcode.POP_EXCEPT);
      }
      case FrameBlock.WITH, FrameBlock.ASYNC_WITH -> {
        locate(block.statement);
        emit(Pseudo.POP_BLOCK);
        swapIf(keepTop);
        callExitWithNones();
        if (block.type == FrameBlock.ASYNC_WITH) {
          awaitExit();
        }
        emit(Opcode.POP_TOP);
        locateNowhere();
      }
      case FrameBlock.HANDLER_CLEANUP -> {
        if (block.name != null) {
          emit(Pseudo.POP_BLOCK);
        }
        swapIf(keepTop);
        emit(Pseudo.POP_BLOCK);
        emit(Opcode.POP_EXCEPT);
        if (block.name != null) {
          clearName(block.name);
        }
      }
      default -> {}
    }
  }

  private void swapIf(boolean keepTop) {
    if (keepTop) {
      emit(Opcode.SWAP, 2);
    }
  }

  // try

  void visitTry(Stmt.Try s) {
    if (s.finalbody.length > 0) {
      visitTryFinally(s);
    } else {
      visitTryExcept(s);
    }
  }

  private void visitTryExcept(Stmt.Try s) {
    if (s.kind == Stmt.TRY_STAR) {
      visitExceptStar(s);
    } else {
      visitExcept(s);
    }
  }

  private void visitTryFinally(Stmt.Try s) {
    BasicBlock body = newBlock();
    BasicBlock end = newBlock();
    BasicBlock exit = newBlock();
    BasicBlock cleanup = newBlock();
    jump(Pseudo.SETUP_FINALLY, end);
    use(body);
    push(FrameBlock.FINALLY_TRY, body, end).finalBody = s.finalbody;
    if (s.handlers.length > 0) {
      visitTryExcept(s);
    } else {
      g.statements.visitAll(s.body);
    }
    g.unit.emitArtificial(Pseudo.POP_BLOCK, 0);
    pop();
    g.statements.visitAll(s.finalbody);
    g.unit.jumpArtificial(Pseudo.JUMP, exit);

    use(end);
    locateNowhere();
    jump(Pseudo.SETUP_CLEANUP, cleanup);
    emit(Opcode.PUSH_EXC_INFO);
    push(FrameBlock.FINALLY_END, end, null);
    g.statements.visitAll(s.finalbody);
    pop();
    emit(Opcode.RERAISE, 0);
    use(cleanup);
    popExceptAndReraise();
    use(exit);
  }

  private void visitExcept(Stmt.Try s) {
    BasicBlock body = newBlock();
    BasicBlock except = newBlock();
    BasicBlock end = newBlock();
    BasicBlock cleanup = newBlock();
    jump(Pseudo.SETUP_FINALLY, except);
    use(body);
    push(FrameBlock.TRY_EXCEPT, body, null);
    g.statements.visitAll(s.body);
    pop();
    g.unit.emitArtificial(Pseudo.POP_BLOCK, 0);
    g.statements.visitAll(s.orelse);
    g.unit.jumpArtificial(Pseudo.JUMP, end);

    use(except);
    locateNowhere();
    jump(Pseudo.SETUP_CLEANUP, cleanup);
    emit(Opcode.PUSH_EXC_INFO);
    push(FrameBlock.EXCEPTION_HANDLER, null, null);
    for (int i = 0; i < s.handlers.length; i++) {
      ExceptHandler handler = s.handlers[i];
      locate(handler);
      if (handler.type == null && i < s.handlers.length - 1) {
        throw g.error("default 'except:' must be last");
      }
      except = newBlock();
      if (handler.type != null) {
        g.expressions.visit(handler.type);
        emit(Opcode.CHECK_EXC_MATCH);
        jump(Pseudo.POP_JUMP_IF_FALSE, except);
      }
      if (handler.name != null) {
        visitNamedHandler(handler, end);
      } else {
        BasicBlock handlerBody = newBlock();
        emit(Opcode.POP_TOP);
        use(handlerBody);
        push(FrameBlock.HANDLER_CLEANUP, handlerBody, null);
        g.statements.visitAll(handler.body);
        pop();
        locateNowhere();
        emit(Pseudo.POP_BLOCK);
        emit(Opcode.POP_EXCEPT);
        jump(Pseudo.JUMP, end);
      }
      use(except);
    }
    locateNowhere();
    pop();
    emit(Opcode.RERAISE, 0);
    use(cleanup);
    popExceptAndReraise();
    use(end);
  }

  /**
   * The body of {@code except … as name} runs in a try of its own that deletes the name at the end.
   */
  private void visitNamedHandler(ExceptHandler handler, BasicBlock end) {
    BasicBlock cleanupEnd = newBlock();
    BasicBlock body = newBlock();
    g.nameOp(handler.name, ExprContext.STORE);
    jump(Pseudo.SETUP_CLEANUP, cleanupEnd);
    use(body);
    push(FrameBlock.HANDLER_CLEANUP, body, null).name = handler.name;
    g.statements.visitAll(handler.body);
    pop();
    locateNowhere();
    emit(Pseudo.POP_BLOCK);
    emit(Pseudo.POP_BLOCK);
    emit(Opcode.POP_EXCEPT);
    clearName(handler.name);
    jump(Pseudo.JUMP, end);

    use(cleanupEnd);
    locateNowhere();
    clearName(handler.name);
    emit(Opcode.RERAISE, 1);
  }

  /** Sets the name to None before deleting it, since the body may have deleted it already. */
  private void clearName(String name) {
    g.loadNone();
    g.nameOp(name, ExprContext.STORE);
    g.nameOp(name, ExprContext.DEL);
  }

  /**
   * {@code except*}. While the handlers run, the stack holds the original group, the list of what
   * they raised, and the part not handled yet.
   */
  private void visitExceptStar(Stmt.Try s) {
    BasicBlock body = newBlock();
    BasicBlock except = newBlock();
    BasicBlock orelse = newBlock();
    BasicBlock end = newBlock();
    BasicBlock cleanup = newBlock();
    BasicBlock reraiseStar = newBlock();
    jump(Pseudo.SETUP_FINALLY, except);
    use(body);
    push(FrameBlock.TRY_EXCEPT, body, null);
    g.statements.visitAll(s.body);
    pop();
    g.unit.emitArtificial(Pseudo.POP_BLOCK, 0);
    g.unit.jumpArtificial(Pseudo.JUMP, orelse);

    use(except);
    locateNowhere();
    jump(Pseudo.SETUP_CLEANUP, cleanup);
    emit(Opcode.PUSH_EXC_INFO);
    push(FrameBlock.EXCEPTION_GROUP_HANDLER, null, null);
    for (int i = 0; i < s.handlers.length; i++) {
      ExceptHandler handler = s.handlers[i];
      locate(handler);
      except = newBlock();
      BasicBlock match = newBlock();
      if (i == 0) {
        emit(Opcode.COPY, 1);
        emit(Opcode.BUILD_LIST, 0);
        emit(Opcode.SWAP, 2);
      }
      if (handler.type != null) {
        g.expressions.visit(handler.type);
        emit(Opcode.CHECK_EG_MATCH);
        emit(Opcode.COPY, 1);
        jump(Pseudo.POP_JUMP_IF_NOT_NONE, match);
        emit(Opcode.POP_TOP);
        jump(Pseudo.JUMP, except);
      }
      use(match);
      BasicBlock cleanupEnd = newBlock();
      BasicBlock handlerBody = newBlock();
      if (handler.name != null) {
        g.nameOp(handler.name, ExprContext.STORE);
      } else {
        emit(Opcode.POP_TOP);
      }
      jump(Pseudo.SETUP_CLEANUP, cleanupEnd);
      use(handlerBody);
      push(FrameBlock.HANDLER_CLEANUP, handlerBody, null).name = handler.name;
      g.statements.visitAll(handler.body);
      pop();
      locateNowhere();
      emit(Pseudo.POP_BLOCK);
      if (handler.name != null) {
        clearName(handler.name);
      }
      jump(Pseudo.JUMP, except);

      use(cleanupEnd);
      locateNowhere();
      if (handler.name != null) {
        clearName(handler.name);
      }
      // What the handler raised goes to the list.
      emit(Opcode.LIST_APPEND, 3);
      emit(Opcode.POP_TOP);
      jump(Pseudo.JUMP, except);
      use(except);
      if (i == s.handlers.length - 1) {
        // So does what nobody handled; it may be None.
        emit(Opcode.LIST_APPEND, 1);
        jump(Pseudo.JUMP, reraiseStar);
      }
    }
    locateNowhere();
    pop();
    BasicBlock reraise = newBlock();
    use(reraiseStar);
    emit(Opcode.PREP_RERAISE_STAR);
    emit(Opcode.COPY, 1);
    jump(Pseudo.POP_JUMP_IF_NOT_NONE, reraise);
    emit(Opcode.POP_TOP);
    emit(Pseudo.POP_BLOCK);
    emit(Opcode.POP_EXCEPT);
    jump(Pseudo.JUMP, end);
    use(reraise);
    emit(Pseudo.POP_BLOCK);
    emit(Opcode.SWAP, 2);
    emit(Opcode.POP_EXCEPT);
    emit(Opcode.RERAISE, 0);
    use(cleanup);
    popExceptAndReraise();
    use(orelse);
    g.statements.visitAll(s.orelse);
    use(end);
  }

  /** The stack holds the outer exception, the offset and the exception. */
  private void popExceptAndReraise() {
    emit(Opcode.COPY, 3);
    emit(Opcode.POP_EXCEPT);
    emit(Opcode.RERAISE, 1);
  }

  // with

  void visitWith(Stmt.With s, int position) {
    WithItem item = s.items[position];
    BasicBlock body = newBlock();
    BasicBlock handler = newBlock();
    BasicBlock exit = newBlock();
    BasicBlock cleanup = newBlock();
    g.expressions.visit(item.contextExpr);
    emit(Opcode.BEFORE_WITH);
    jump(Pseudo.SETUP_WITH, handler);
    use(body);
    push(FrameBlock.WITH, body, handler).statement = s;
    bindContext(item);
    if (position + 1 == s.items.length) {
      g.statements.visitAll(s.body);
    } else {
      visitWith(s, position + 1);
    }
    locateNowhere();
    emit(Pseudo.POP_BLOCK);
    pop();
    locate(s);
    callExitWithNones();
    emit(Opcode.POP_TOP);
    jump(Pseudo.JUMP, exit);

    use(handler);
    jump(Pseudo.SETUP_CLEANUP, cleanup);
    emit(Opcode.PUSH_EXC_INFO);
    emit(Opcode.WITH_EXCEPT_START);
    finishWithHandler(cleanup);
    use(exit);
  }

  void visitAsyncWith(Stmt.With s, int position) {
    if (g.isTopLevelAwait()) {
      g.unit.scope.coroutine = true;
    } else if (g.unit.type != Unit.ASYNC_FUNCTION) {
      throw g.error("'async with' outside async function");
    }
    WithItem item = s.items[position];
    BasicBlock body = newBlock();
    BasicBlock handler = newBlock();
    BasicBlock exit = newBlock();
    BasicBlock cleanup = newBlock();
    g.expressions.visit(item.contextExpr);
    emit(Opcode.BEFORE_ASYNC_WITH);
    emit(Opcode.GET_AWAITABLE, 1);
    g.loadNone();
    g.expressions.yieldFrom(true);
    jump(Pseudo.SETUP_WITH, handler);
    use(body);
    push(FrameBlock.ASYNC_WITH, body, handler).statement = s;
    bindContext(item);
    if (position + 1 == s.items.length) {
      g.statements.visitAll(s.body);
    } else {
      visitAsyncWith(s, position + 1);
    }
    pop();
    emit(Pseudo.POP_BLOCK);
    locate(s);
    callExitWithNones();
    awaitExit();
    emit(Opcode.POP_TOP);
    jump(Pseudo.JUMP, exit);

    use(handler);
    jump(Pseudo.SETUP_CLEANUP, cleanup);
    emit(Opcode.PUSH_EXC_INFO);
    emit(Opcode.WITH_EXCEPT_START);
    awaitExit();
    finishWithHandler(cleanup);
    use(exit);
  }

  private void bindContext(WithItem item) {
    if (item.optionalVars != null) {
      g.expressions.visit(item.optionalVars);
    } else {
      emit(Opcode.POP_TOP);
    }
  }

  private void callExitWithNones() {
    g.loadNone();
    g.loadNone();
    g.loadNone();
    emitCall(2);
  }

  private void awaitExit() {
    emit(Opcode.GET_AWAITABLE, 2);
    g.loadNone();
    g.expressions.yieldFrom(true);
  }

  /** What {@code __exit__} answered is on the stack: whether to swallow the exception. */
  private void finishWithHandler(BasicBlock cleanup) {
    locateNowhere();
    BasicBlock exit = newBlock();
    jump(Pseudo.POP_JUMP_IF_TRUE, exit);
    emit(Opcode.RERAISE, 2);
    use(cleanup);
    popExceptAndReraise();
    use(exit);
    emit(Opcode.POP_TOP);
    emit(Pseudo.POP_BLOCK);
    emit(Opcode.POP_EXCEPT);
    emit(Opcode.POP_TOP);
    emit(Opcode.POP_TOP);
  }
}
