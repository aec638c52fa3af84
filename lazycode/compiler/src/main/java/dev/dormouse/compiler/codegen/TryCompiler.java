package dev.dormouse.compiler.codegen;

import dev.dormouse.code.Opcode;
import dev.dormouse.compiler.ast.ExceptHandler;
import dev.dormouse.compiler.ast.ExprContext;
import dev.dormouse.compiler.ast.Stmt;

/**
 * {@code try}.
 *
 * <p>SETUP_* and POP_BLOCK bracket the instructions that a handler guards; {@link Handlers} makes
 * the exception table of them. A handler finds the exception on the stack, with SETUP_CLEANUP also
 * the offset of the raising instruction below it.
 */
final class TryCompiler extends Part {
  TryCompiler(CodeGenerator g) {
    super(g);
  }

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

  // what a departure has to do

  /** What {@code except} clauses guard. */
  private static final class Guarded extends FrameBlock {
    @Override
    void leave(Departure departure) {
      departure.emit(Pseudo.POP_BLOCK);
    }
  }

  /** What a finally body follows, which runs on every way out. */
  private static final class BeforeFinally extends FrameBlock {
    private final Stmt[] finalBody;

    BeforeFinally(Stmt[] finalBody) {
      this.finalBody = finalBody;
    }

    @Override
    void leave(Departure departure) {
      // This one has the line of the statement that leaves.
      departure.emit(Pseudo.POP_BLOCK);
      departure.visitOnTheWay(finalBody);
      // What follows seems to run after the finally body, so it has no line of its own.
      departure.locateNowhere();
    }
  }

  /** A finally body that runs because of an exception, which leaving it forgets. */
  private static final class InFinally extends FrameBlock {
    @Override
    void leave(Departure departure) {
      departure.dropBelowResult();
      departure.reachBelowResult();
      departure.emit(Pseudo.POP_BLOCK);
      departure.emit(Opcode.POP_EXCEPT);
    }
  }

  /** The body of an except clause. */
  private static final class InHandler extends FrameBlock {
    /** Deleted at the end; null without {@code as}. */
    private final String name;

    InHandler(String name) {
      this.name = name;
    }

    @Override
    void leave(Departure departure) {
      if (name != null) {
        departure.emit(Pseudo.POP_BLOCK);
      }
      departure.reachBelowResult();
      departure.emit(Pseudo.POP_BLOCK);
      departure.emit(Opcode.POP_EXCEPT);
      if (name != null) {
        departure.clearName(name);
      }
    }
  }

  /** The clauses of {@code except*}, whose exceptions are gathered at the end. */
  private static final class InGroup extends FrameBlock {
    @Override
    void leave(Departure departure) {
      throw departure.g.error("'break', 'continue' and 'return' cannot appear in an except* block");
    }
  }

  // finally

  private void visitTryFinally(Stmt.Try s) {
    BasicBlock body = newBlock();
    BasicBlock end = newBlock();
    BasicBlock exit = newBlock();
    BasicBlock cleanup = newBlock();
    jump(Pseudo.SETUP_FINALLY, end);
    use(body);
    push(new BeforeFinally(s.finalbody));
    if (s.handlers.length > 0) {
      visitTryExcept(s);
    } else {
      g.statements.visitAll(s.body);
    }
    g.unit.emitArtificial(Pseudo.POP_BLOCK, 0);
    pop();
    g.statements.visitAll(s.finalbody);
    g.unit.jumpArtificial(Pseudo.JUMP, exit);

    startHandling(end, cleanup);
    push(new InFinally());
    g.statements.visitAll(s.finalbody);
    pop();
    emit(Opcode.RERAISE, 0);
    use(cleanup);
    restoreAndReraise();
    use(exit);
  }

  // except

  private void visitExcept(Stmt.Try s) {
    BasicBlock body = newBlock();
    BasicBlock except = newBlock();
    BasicBlock end = newBlock();
    BasicBlock cleanup = newBlock();
    visitGuarded(s.body, body, except);
    g.statements.visitAll(s.orelse);
    g.unit.jumpArtificial(Pseudo.JUMP, end);

    startHandling(except, cleanup);
    push(new FrameBlock.Plain());
    for (int i = 0; i < s.handlers.length; i++) {
      ExceptHandler handler = s.handlers[i];
      locate(handler);
      if (handler.type == null && i < s.handlers.length - 1) {
        throw g.error("default 'except:' must be last");
      }
      BasicBlock next = newBlock();
      if (handler.type != null) {
        g.expressions.visit(handler.type);
        emit(Opcode.CHECK_EXC_MATCH);
        jump(Pseudo.POP_JUMP_IF_FALSE, next);
      }
      if (handler.name != null) {
        visitNamedHandler(handler, end);
      } else {
        BasicBlock handlerBody = newBlock();
        emit(Opcode.POP_TOP);
        visitHandlerBody(handler, handlerBody);
        emit(Opcode.POP_EXCEPT);
        jump(Pseudo.JUMP, end);
      }
      use(next);
    }
    locateNowhere();
    pop();
    emit(Opcode.RERAISE, 0);
    use(cleanup);
    restoreAndReraise();
    use(end);
  }

  /** Statements up to the end of what {@code handler} guards. */
  private void visitGuarded(Stmt[] statements, BasicBlock body, BasicBlock handler) {
    jump(Pseudo.SETUP_FINALLY, handler);
    use(body);
    push(new Guarded());
    g.statements.visitAll(statements);
    pop();
    g.unit.emitArtificial(Pseudo.POP_BLOCK, 0);
  }

  private void startHandling(BasicBlock handler, BasicBlock cleanup) {
    use(handler);
    locateNowhere();
    jump(Pseudo.SETUP_CLEANUP, cleanup);
    emit(Opcode.PUSH_EXC_INFO);
  }

  private void visitHandlerBody(ExceptHandler handler, BasicBlock body) {
    use(body);
    push(new InHandler(handler.name));
    g.statements.visitAll(handler.body);
    pop();
    locateNowhere();
    emit(Pseudo.POP_BLOCK);
  }

  /**
   * The body of {@code except … as name} runs in a try of its own that deletes the name at the end.
   */
  private void visitNamedHandler(ExceptHandler handler, BasicBlock end) {
    BasicBlock cleanupEnd = newBlock();
    BasicBlock body = newBlock();
    g.nameOp(handler.name, ExprContext.STORE);
    jump(Pseudo.SETUP_CLEANUP, cleanupEnd);
    visitHandlerBody(handler, body);
    emit(Pseudo.POP_BLOCK);
    emit(Opcode.POP_EXCEPT);
    clearName(handler.name);
    jump(Pseudo.JUMP, end);

    use(cleanupEnd);
    locateNowhere();
    clearName(handler.name);
    emit(Opcode.RERAISE, 1);
  }

  // except*

  /**
   * While the clauses run, the stack holds the original group, the list of what they raised, and
   * the part not handled yet.
   */
  private void visitExceptStar(Stmt.Try s) {
    BasicBlock body = newBlock();
    BasicBlock except = newBlock();
    BasicBlock orelse = newBlock();
    BasicBlock end = newBlock();
    BasicBlock cleanup = newBlock();
    BasicBlock reraiseStar = newBlock();
    visitGuarded(s.body, body, except);
    g.unit.jumpArtificial(Pseudo.JUMP, orelse);

    startHandling(except, cleanup);
    push(new InGroup());
    for (int i = 0; i < s.handlers.length; i++) {
      locate(s.handlers[i]);
      BasicBlock next = newBlock();
      BasicBlock match = newBlock();
      if (i == 0) {
        emit(Opcode.COPY, 1);
        emit(Opcode.BUILD_LIST, 0);
        emit(Opcode.SWAP, 2);
      }
      visitStarHandler(s.handlers[i], match, next);
      use(next);
    }
    // What nobody handled goes to the list too; it may be None.
    emit(Opcode.LIST_APPEND, 1);
    jump(Pseudo.JUMP, reraiseStar);
    locateNowhere();
    pop();
    reraiseGathered(reraiseStar, end);
    use(cleanup);
    restoreAndReraise();
    use(orelse);
    g.statements.visitAll(s.orelse);
    use(end);
  }

  private void visitStarHandler(ExceptHandler handler, BasicBlock match, BasicBlock next) {
    if (handler.type != null) {
      g.expressions.visit(handler.type);
      emit(Opcode.CHECK_EG_MATCH);
      emit(Opcode.COPY, 1);
      jump(Pseudo.POP_JUMP_IF_NOT_NONE, match);
      emit(Opcode.POP_TOP);
      jump(Pseudo.JUMP, next);
    }
    use(match);
    BasicBlock cleanupEnd = newBlock();
    BasicBlock body = newBlock();
    if (handler.name != null) {
      g.nameOp(handler.name, ExprContext.STORE);
    } else {
      emit(Opcode.POP_TOP);
    }
    jump(Pseudo.SETUP_CLEANUP, cleanupEnd);
    visitHandlerBody(handler, body);
    clearNameOf(handler);
    jump(Pseudo.JUMP, next);

    use(cleanupEnd);
    locateNowhere();
    clearNameOf(handler);
    // What the handler raised goes to the list.
    emit(Opcode.LIST_APPEND, 3);
    emit(Opcode.POP_TOP);
    jump(Pseudo.JUMP, next);
  }

  private void clearNameOf(ExceptHandler handler) {
    if (handler.name != null) {
      clearName(handler.name);
    }
  }

  /** Raises what is left of a group after its handlers, if something is. */
  private void reraiseGathered(BasicBlock start, BasicBlock end) {
    BasicBlock reraise = newBlock();
    use(start);
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
  }
}
