package dev.dormouse.compiler.codegen;

import dev.dormouse.code.CodeObject;
import dev.dormouse.code.Opcode;
import dev.dormouse.compiler.ast.Comprehension;
import dev.dormouse.compiler.ast.Expr;

/**
 * Comprehensions and generator expressions: functions of one parameter, the outermost iterator,
 * that are called where they stand.
 */
final class ComprehensionCompiler extends Part {
  ComprehensionCompiler(CodeGenerator g) {
    super(g);
  }

  void visit(Expr e) {
    if (e instanceof Expr.DictComp dict) {
      visit(e, "<dictcomp>", Opcode.BUILD_MAP, dict.generators, dict.key, dict.value);
      return;
    }
    Expr.Comp comp = (Expr.Comp) e;
    switch (e.kind) {
      case Expr.LIST_COMP ->
          visit(e, "<listcomp>", Opcode.BUILD_LIST, comp.generators, comp.elt, null);
      case Expr.SET_COMP ->
          visit(e, "<setcomp>", Opcode.BUILD_SET, comp.generators, comp.elt, null);
      default -> visit(e, "<genexpr>", -1, comp.generators, comp.elt, null);
    }
  }

  /**
   * Compiles one comprehension.
   *
   * @param build makes the empty result; -1 for a generator
   * @param value the value of a dict comprehension, whose key is {@code elt}; otherwise null
   */
  private void visit(
      Expr e, String name, int build, Comprehension[] generators, Expr elt, Expr value) {
    boolean topLevelAwait = g.isTopLevelAwait();
    int outerType = g.unit.type;
    g.enterScope(name, Unit.COMPREHENSION, e, e.lineno);
    locate(e);
    boolean async = g.unit.scope.coroutine;
    if (async
        && build >= 0
        && outerType != Unit.ASYNC_FUNCTION
        && outerType != Unit.COMPREHENSION
        && !topLevelAwait) {
      throw g.error("asynchronous comprehension outside of an asynchronous function");
    }
    if (build >= 0) {
      emit(build, 0);
    }
    visitGenerator(e.kind, generators, 0, 0, elt, value);
    if (build >= 0) {
      emit(Opcode.RETURN_VALUE);
    }
    CodeObject code = g.exitScope(true);
    if (topLevelAwait && async) {
      g.unit.scope.coroutine = true;
    }
    g.functions.makeFunction(code, 0);
    g.expressions.visit(generators[0].iter);
    emit(generators[0].isAsync ? Opcode.GET_AITER : Opcode.GET_ITER);
    emitCall(0);
    if (async && build >= 0) {
      emit(Opcode.GET_AWAITABLE, 0);
      g.loadNone();
      g.expressions.yieldFrom(true);
    }
  }

  /**
   * Compiles the loop of one generator, with all inside it.
   *
   * @param depth how many iterators lie on the stack above the result
   */
  private void visitGenerator(
      int kind, Comprehension[] generators, int index, int depth, Expr elt, Expr value) {
    if (generators[index].isAsync) {
      visitAsyncGenerator(kind, generators, index, depth, elt, value);
    } else {
      visitSyncGenerator(kind, generators, index, depth, elt, value);
    }
  }

  private void visitSyncGenerator(
      int kind, Comprehension[] generators, int index, int depth, Expr elt, Expr value) {
    Comprehension generator = generators[index];
    BasicBlock start = newBlock();
    BasicBlock ifCleanup = newBlock();
    BasicBlock anchor = newBlock();
    boolean loop = true;
    if (index == 0) {
      loadIterator();
    } else {
      Expr single = singleElement(generator.iter);
      if (single != null) {
        // "for y in [f(x)]" is an assignment.
        g.expressions.visit(single);
        loop = false;
      } else {
        g.expressions.visit(generator.iter);
        emit(Opcode.GET_ITER);
      }
    }
    if (loop) {
      depth++;
      use(start);
      jump(Opcode.FOR_ITER, anchor);
    }
    g.expressions.visit(generator.target);
    for (Expr test : generator.ifs) {
      g.expressions.jumpIf(test, ifCleanup, false);
    }
    visitInner(kind, generators, index + 1, depth, elt, value);
    use(ifCleanup);
    if (loop) {
      jump(Pseudo.JUMP, start);
      use(anchor);
    }
  }

  private static Expr singleElement(Expr iter) {
    Expr[] elts =
        iter instanceof Expr.List list
            ? list.elts
            : iter instanceof Expr.Tuple tuple ? tuple.elts : Expr.EMPTY;
    return elts.length == 1 && elts[0].kind != Expr.STARRED ? elts[0] : null;
  }

  private void visitAsyncGenerator(
      int kind, Comprehension[] generators, int index, int depth, Expr elt, Expr value) {
    Comprehension generator = generators[index];
    BasicBlock start = newBlock();
    BasicBlock except = newBlock();
    BasicBlock ifCleanup = newBlock();
    if (index == 0) {
      loadIterator();
    } else {
      g.expressions.visit(generator.iter);
      emit(Opcode.GET_AITER);
    }
    use(start);
    push(new FrameBlock.Plain());
    jump(Pseudo.SETUP_FINALLY, except);
    emit(Opcode.GET_ANEXT);
    g.loadNone();
    g.expressions.yieldFrom(true);
    emit(Pseudo.POP_BLOCK);
    g.expressions.visit(generator.target);
    for (Expr test : generator.ifs) {
      g.expressions.jumpIf(test, ifCleanup, false);
    }
    visitInner(kind, generators, index + 1, depth + 1, elt, value);
    use(ifCleanup);
    jump(Pseudo.JUMP, start);
    pop();
    use(except);
    emit(Opcode.END_ASYNC_FOR);
  }

  private void loadIterator() {
    g.unit.argcount = 1;
    emit(Opcode.LOAD_FAST, 0);
  }

  /** The next generator, or after the last the element. */
  private void visitInner(
      int kind, Comprehension[] generators, int index, int depth, Expr elt, Expr value) {
    if (index < generators.length) {
      visitGenerator(kind, generators, index, depth, elt, value);
      return;
    }
    g.expressions.visit(elt);
    switch (kind) {
      case Expr.GENERATOR_EXP -> {
        g.expressions.yieldValue();
        emit(Opcode.POP_TOP);
      }
      case Expr.LIST_COMP -> emit(Opcode.LIST_APPEND, depth + 1);
      case Expr.SET_COMP -> emit(Opcode.SET_ADD, depth + 1);
      default -> {
        g.expressions.visit(value);
        emit(Opcode.MAP_ADD, depth + 1);
      }
    }
  }
}
