package dev.dormouse.compiler.codegen;

import dev.dormouse.code.Opcode;
import dev.dormouse.compiler.ast.Stmt;
import dev.dormouse.compiler.ast.WithItem;

/** {@code with} and {@code async with}; see {@link TryCompiler} about what guards the bodies. */
final class WithCompiler extends Part {
  /** Operands of GET_AWAITABLE, for the words of its error. */
  private static final int AWAITS_ENTER = 1;

  private static final int AWAITS_EXIT = 2;

  WithCompiler(CodeGenerator g) {
    super(g);
  }

  /** The body of a context manager, which has to hear of every way out. */
  private static final class InContext extends FrameBlock {
    private final WithCompiler compiler;
    private final Stmt.With statement;

    InContext(WithCompiler compiler, Stmt.With statement) {
      this.compiler = compiler;
      this.statement = statement;
    }

    @Override
    void leave(Departure departure) {
      departure.locate(statement);
      departure.emit(Pseudo.POP_BLOCK);
      departure.reachBelowResult();
      compiler.exitWithoutException(statement);
      departure.locateNowhere();
    }
  }

  void visitWith(Stmt.With s) {
    visitItem(s, 0);
  }

  /** A context manager, with those after it and the body inside. */
  private void visitItem(Stmt.With s, int position) {
    boolean async = isAsync(s);
    if (async) {
      g.requireAsync("async with");
    }
    WithItem item = s.items[position];
    BasicBlock body = newBlock();
    BasicBlock handler = newBlock();
    BasicBlock exit = newBlock();
    BasicBlock cleanup = newBlock();
    g.expressions.visit(item.contextExpr);
    emit(async ? Opcode.BEFORE_ASYNC_WITH : Opcode.BEFORE_WITH);
    awaitIfAsync(s, AWAITS_ENTER);
    jump(Pseudo.SETUP_WITH, handler);
    use(body);
    push(new InContext(this, s));
    if (item.optionalVars != null) {
      g.expressions.visit(item.optionalVars);
    } else {
      emit(Opcode.POP_TOP);
    }
    if (position + 1 == s.items.length) {
      g.statements.visitAll(s.body);
    } else {
      visitItem(s, position + 1);
    }
    pop();
    if (!async) {
      locateNowhere();
    }
    emit(Pseudo.POP_BLOCK);
    locate(s);
    exitWithoutException(s);
    jump(Pseudo.JUMP, exit);

    use(handler);
    jump(Pseudo.SETUP_CLEANUP, cleanup);
    emit(Opcode.PUSH_EXC_INFO);
    emit(Opcode.WITH_EXCEPT_START);
    awaitIfAsync(s, AWAITS_EXIT);
    swallowOrReraise(cleanup);
    use(exit);
  }

  private static boolean isAsync(Stmt.With s) {
    return s.kind == Stmt.ASYNC_WITH;
  }

  private void awaitIfAsync(Stmt.With s, int what) {
    if (isAsync(s)) {
      emit(Opcode.GET_AWAITABLE, what);
      g.loadNone();
      g.expressions.yieldFrom(true);
    }
  }

  /** Calls {@code __exit__} with three Nones; what it answers does not matter. */
  private void exitWithoutException(Stmt.With s) {
    g.loadNone();
    g.loadNone();
    g.loadNone();
    emitCall(2);
    awaitIfAsync(s, AWAITS_EXIT);
    emit(Opcode.POP_TOP);
  }

  /** What {@code __exit__} answered is on the stack: whether to swallow the exception. */
  private void swallowOrReraise(BasicBlock cleanup) {
    locateNowhere();
    BasicBlock swallow = newBlock();
    jump(Pseudo.POP_JUMP_IF_TRUE, swallow);
    emit(Opcode.RERAISE, 2);
    use(cleanup);
    restoreAndReraise();
    use(swallow);
    emit(Opcode.POP_TOP);
    emit(Pseudo.POP_BLOCK);
    emit(Opcode.POP_EXCEPT);
    emit(Opcode.POP_TOP);
    emit(Opcode.POP_TOP);
  }
}
