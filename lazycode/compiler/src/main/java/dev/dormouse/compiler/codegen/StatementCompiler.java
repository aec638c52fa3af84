package dev.dormouse.compiler.codegen;

import dev.dormouse.code.Constants;
import dev.dormouse.code.Opcode;
import dev.dormouse.compiler.ast.Alias;
import dev.dormouse.compiler.ast.ExceptHandler;
import dev.dormouse.compiler.ast.Expr;
import dev.dormouse.compiler.ast.ExprContext;
import dev.dormouse.compiler.ast.MatchCase;
import dev.dormouse.compiler.ast.Stmt;

/** Statements, except those that open a scope or guard a block. */
final class StatementCompiler extends Part {
  StatementCompiler(CodeGenerator g) {
    super(g);
  }

  /** The body of a module or class, which may have a docstring and annotations. */
  void visitBody(Stmt[] body) {
    if (g.unit.type == Unit.MODULE && body.length > 0) {
      locate(body[0]);
    }
    setupAnnotations(body);
    int first = 0;
    if (g.optimize < 2 && ConstantFolder.docstring(body) != null) {
      g.expressions.visit(((Stmt.ExprStmt) body[0]).value);
      locateNowhere();
      g.nameOp("__doc__", ExprContext.STORE);
      first = 1;
    }
    for (int i = first; i < body.length; i++) {
      visit(body[i]);
    }
  }

  /** Makes {@code __annotations__} if anything in the block is annotated. */
  void setupAnnotations(Stmt[] body) {
    if (isAnnotated(body)) {
      emit(Opcode.SETUP_ANNOTATIONS);
    }
  }

  private static boolean isAnnotated(Stmt[] body) {
    for (Stmt node : body) {
      boolean found =
          switch (node.kind) {
            case Stmt.ANN_ASSIGN -> true;
            case Stmt.FOR, Stmt.ASYNC_FOR -> {
              Stmt.For s = (Stmt.For) node;
              yield isAnnotated(s.body) || isAnnotated(s.orelse);
            }
            case Stmt.WHILE -> {
              Stmt.While s = (Stmt.While) node;
              yield isAnnotated(s.body) || isAnnotated(s.orelse);
            }
            case Stmt.IF -> {
              Stmt.If s = (Stmt.If) node;
              yield isAnnotated(s.body) || isAnnotated(s.orelse);
            }
            case Stmt.WITH, Stmt.ASYNC_WITH -> isAnnotated(((Stmt.With) node).body);
            case Stmt.TRY, Stmt.TRY_STAR -> {
              Stmt.Try s = (Stmt.Try) node;
              boolean inHandler = false;
              for (ExceptHandler handler : s.handlers) {
                inHandler |= isAnnotated(handler.body);
              }
              yield inHandler
                  || isAnnotated(s.body)
                  || isAnnotated(s.finalbody)
                  || isAnnotated(s.orelse);
            }
            // CPython 3.11.3 does not look here, so such an annotation fails; later 3.11 does.
            case Stmt.MATCH -> {
              boolean inCase = false;
              for (MatchCase c : ((Stmt.Match) node).cases) {
                inCase |= isAnnotated(c.body);
              }
              yield inCase;
            }
            default -> false;
          };
      if (found) {
        return true;
      }
    }
    return false;
  }

  void visitAll(Stmt[] body) {
    for (Stmt s : body) {
      visit(s);
    }
  }

  void visit(Stmt node) {
    locate(node);
    switch (node.kind) {
      case Stmt.FUNCTION_DEF, Stmt.ASYNC_FUNCTION_DEF ->
          g.functions.visitFunction((Stmt.FunctionDef) node);
      case Stmt.CLASS_DEF -> g.functions.visitClass((Stmt.ClassDef) node);
      case Stmt.RETURN -> visitReturn((Stmt.Return) node);
      case Stmt.DELETE -> g.expressions.visitAll(((Stmt.Delete) node).targets);
      case Stmt.ASSIGN -> {
        Stmt.Assign s = (Stmt.Assign) node;
        g.expressions.visit(s.value);
        for (int i = 0; i < s.targets.length; i++) {
          if (i < s.targets.length - 1) {
            emit(Opcode.COPY, 1);
          }
          g.expressions.visit(s.targets[i]);
        }
      }
      case Stmt.AUG_ASSIGN -> visitAugAssign((Stmt.AugAssign) node);
      case Stmt.ANN_ASSIGN -> visitAnnAssign((Stmt.AnnAssign) node);
      case Stmt.FOR -> visitFor((Stmt.For) node);
      case Stmt.ASYNC_FOR -> visitAsyncFor((Stmt.For) node);
      case Stmt.WHILE -> visitWhile((Stmt.While) node);
      case Stmt.IF -> visitIf((Stmt.If) node);
      case Stmt.MATCH -> new PatternCompiler(g).visitMatch((Stmt.Match) node);
      case Stmt.RAISE -> {
        Stmt.Raise s = (Stmt.Raise) node;
        int n = 0;
        if (s.exc != null) {
          g.expressions.visit(s.exc);
          n = 1;
          if (s.cause != null) {
            g.expressions.visit(s.cause);
            n = 2;
          }
        }
        emit(Opcode.RAISE_VARARGS, n);
      }
      case Stmt.TRY, Stmt.TRY_STAR -> new TryCompiler(g).visitTry((Stmt.Try) node);
      case Stmt.ASSERT -> visitAssert((Stmt.Assert) node);
      case Stmt.IMPORT -> visitImport((Stmt.Import) node);
      case Stmt.IMPORT_FROM -> visitImportFrom((Stmt.ImportFrom) node);
      case Stmt.EXPR_STMT -> visitExprStmt(((Stmt.ExprStmt) node).value);
      case Stmt.PASS -> emit(Opcode.NOP);
      case Stmt.BREAK -> visitBreak(node);
      case Stmt.CONTINUE -> visitContinue(node);
      case Stmt.WITH, Stmt.ASYNC_WITH -> new WithCompiler(g).visitWith((Stmt.With) node);
      // Global and nonlocal have done their work in the symbol table.
      default -> {}
    }
  }

  private void visitExprStmt(Expr value) {
    if (g.interactive && g.unit.parent == null) {
      g.expressions.visit(value);
      emit(Opcode.PRINT_EXPR);
    } else if (value.kind == Expr.CONSTANT) {
      emit(Opcode.NOP);
    } else {
      g.expressions.visit(value);
      locateNowhere();
      emit(Opcode.POP_TOP);
    }
  }

  // assignments

  private void visitAugAssign(Stmt.AugAssign s) {
    Unit u = g.unit;
    Expr target = s.target;
    locate(target);
    switch (target.kind) {
      case Expr.ATTRIBUTE -> {
        Expr.Attribute e = (Expr.Attribute) target;
        g.expressions.visit(e.value);
        emit(Opcode.COPY, 1);
        u.locateAtName(e);
        g.emitName(Opcode.LOAD_ATTR, e.attr);
      }
      case Expr.SUBSCRIPT -> {
        Expr.Subscript e = (Expr.Subscript) target;
        g.expressions.visit(e.value);
        g.expressions.visit(e.slice);
        emit(Opcode.COPY, 2);
        emit(Opcode.COPY, 2);
        emit(Opcode.BINARY_SUBSCR);
      }
      case Expr.NAME -> g.nameOp(((Expr.Name) target).id, ExprContext.LOAD);
      default -> throw new IllegalArgumentException("cannot augment a " + target.nodeName());
    }
    locate(s);
    g.expressions.visit(s.value);
    emit(Opcode.BINARY_OP, ExpressionCompiler.binaryOperator(s.op, true));
    locate(target);
    switch (target.kind) {
      case Expr.ATTRIBUTE -> {
        Expr.Attribute e = (Expr.Attribute) target;
        u.locateAtName(e);
        emit(Opcode.SWAP, 2);
        g.emitName(Opcode.STORE_ATTR, e.attr);
      }
      case Expr.SUBSCRIPT -> {
        emit(Opcode.SWAP, 3);
        emit(Opcode.SWAP, 2);
        emit(Opcode.STORE_SUBSCR);
      }
      default -> g.nameOp(((Expr.Name) target).id, ExprContext.STORE);
    }
  }

  private void visitAnnAssign(Stmt.AnnAssign s) {
    boolean evaluated = g.unit.type == Unit.MODULE || g.unit.type == Unit.CLASS;
    if (s.value != null) {
      g.expressions.visit(s.value);
      g.expressions.visit(s.target);
    }
    switch (s.target.kind) {
      case Expr.NAME -> {
        String name = ((Expr.Name) s.target).id;
        g.checkName(name, ExprContext.STORE);
        if (s.simple && evaluated) {
          if (g.future.annotations()) {
            g.loadConst(Unparser.unparse(s.annotation));
          } else {
            g.expressions.visit(s.annotation);
          }
          g.emitName(Opcode.LOAD_NAME, "__annotations__");
          g.loadConst(g.mangle(name));
          emit(Opcode.STORE_SUBSCR);
        }
      }
      case Expr.ATTRIBUTE -> {
        Expr.Attribute e = (Expr.Attribute) s.target;
        g.checkName(e.attr, ExprContext.STORE);
        if (s.value == null) {
          evaluate(e.value);
        }
      }
      case Expr.SUBSCRIPT -> {
        Expr.Subscript e = (Expr.Subscript) s.target;
        if (s.value == null) {
          evaluate(e.value);
          evaluateIndex(e.slice);
        }
      }
      default -> throw new IllegalArgumentException("cannot annotate a " + s.target.nodeName());
    }
    if (!s.simple && evaluated && !g.future.annotations()) {
      evaluate(s.annotation);
    }
  }

  /** Evaluates for the effect only: a name in it may be undefined. */
  private void evaluate(Expr e) {
    g.expressions.visit(e);
    emit(Opcode.POP_TOP);
  }

  private void evaluateIndex(Expr e) {
    if (e instanceof Expr.Slice slice) {
      if (slice.lower != null) {
        evaluate(slice.lower);
      }
      if (slice.upper != null) {
        evaluate(slice.upper);
      }
      if (slice.step != null) {
        evaluate(slice.step);
      }
    } else if (e instanceof Expr.Tuple tuple) {
      for (Expr elt : tuple.elts) {
        evaluateIndex(elt);
      }
    } else {
      evaluate(e);
    }
  }

  // control flow

  private void visitIf(Stmt.If s) {
    BasicBlock end = newBlock();
    boolean hasElse = s.orelse.length > 0;
    BasicBlock next = hasElse ? newBlock() : end;
    g.expressions.jumpIf(s.test, next, false);
    visitAll(s.body);
    if (hasElse) {
      g.unit.jumpArtificial(Pseudo.JUMP, end);
      use(next);
      visitAll(s.orelse);
    }
    use(end);
  }

  private void visitFor(Stmt.For s) {
    BasicBlock start = newBlock();
    BasicBlock body = newBlock();
    BasicBlock cleanup = newBlock();
    BasicBlock end = newBlock();
    push(new FrameBlock.Iteration(start, end));
    g.expressions.visit(s.iter);
    emit(Opcode.GET_ITER);
    use(start);
    jump(Opcode.FOR_ITER, cleanup);
    use(body);
    g.expressions.visit(s.target);
    visitAll(s.body);
    locateNowhere();
    jump(Pseudo.JUMP, start);
    use(cleanup);
    pop();
    visitAll(s.orelse);
    use(end);
  }

  private void visitAsyncFor(Stmt.For s) {
    g.requireAsync("async for");
    BasicBlock start = newBlock();
    BasicBlock except = newBlock();
    BasicBlock end = newBlock();
    g.expressions.visit(s.iter);
    emit(Opcode.GET_AITER);
    use(start);
    push(new FrameBlock.Iteration(start, end));
    // The end of the iteration arrives as an exception.
    jump(Pseudo.SETUP_FINALLY, except);
    emit(Opcode.GET_ANEXT);
    g.loadNone();
    g.expressions.yieldFrom(true);
    emit(Pseudo.POP_BLOCK);
    g.expressions.visit(s.target);
    visitAll(s.body);
    locateNowhere();
    jump(Pseudo.JUMP, start);
    pop();
    use(except);
    // Ending the loop belongs to the iterator, not to the body.
    locate(s.iter);
    emit(Opcode.END_ASYNC_FOR);
    visitAll(s.orelse);
    use(end);
  }

  private void visitWhile(Stmt.While s) {
    BasicBlock loop = newBlock();
    BasicBlock body = newBlock();
    BasicBlock anchor = newBlock();
    BasicBlock end = newBlock();
    use(loop);
    push(new FrameBlock.Loop(loop, end));
    g.expressions.jumpIf(s.test, anchor, false);
    use(body);
    visitAll(s.body);
    locate(s);
    g.expressions.jumpIf(s.test, body, true);
    pop();
    use(anchor);
    visitAll(s.orelse);
    use(end);
  }

  private void visitReturn(Stmt.Return s) {
    Unit u = g.unit;
    if (!u.isFunction()) {
      throw g.error("'return' outside function");
    }
    if (s.value != null && u.scope.coroutine && u.scope.generator) {
      throw g.error("'return' with value in async generator");
    }
    boolean computed = s.value != null && s.value.kind != Expr.CONSTANT;
    if (computed) {
      g.expressions.visit(s.value);
    } else if (s.value != null) {
      locate(s.value);
      emit(Opcode.NOP);
    }
    if (s.value == null || s.value.lineno != s.lineno) {
      locate(s);
      emit(Opcode.NOP);
    }
    new Departure(g, computed).leaveAll();
    if (s.value == null) {
      g.loadNone();
    } else if (!computed) {
      g.loadConst(((Expr.Constant) s.value).value);
    }
    emit(Opcode.RETURN_VALUE);
  }

  private void visitBreak(Stmt s) {
    // For the line.
    emit(Opcode.NOP);
    Departure departure = new Departure(g, false);
    FrameBlock.Loop loop = departure.leaveToLoop();
    if (loop == null) {
      locate(s);
      throw g.error("'break' outside loop");
    }
    loop.leave(departure);
    jump(Pseudo.JUMP, loop.exit);
  }

  private void visitContinue(Stmt s) {
    emit(Opcode.NOP);
    FrameBlock.Loop loop = new Departure(g, false).leaveToLoop();
    if (loop == null) {
      locate(s);
      throw g.error("'continue' not properly in loop");
    }
    jump(Pseudo.JUMP, loop.again);
  }

  private void visitAssert(Stmt.Assert s) {
    boolean tuple =
        s.test instanceof Expr.Tuple t && t.elts.length > 0
            || s.test instanceof Expr.Constant c
                && c.value instanceof Constants.Tuple ct
                && ct.items.length > 0;
    if (tuple) {
      g.warn("assertion is always true, perhaps remove parentheses?");
    }
    if (g.optimize > 0) {
      return;
    }
    BasicBlock end = newBlock();
    g.expressions.jumpIf(s.test, end, true);
    emit(Opcode.LOAD_ASSERTION_ERROR);
    if (s.msg != null) {
      g.expressions.visit(s.msg);
      emitCall(0);
    }
    emit(Opcode.RAISE_VARARGS, 1);
    use(end);
  }

  // imports

  private void visitImport(Stmt.Import s) {
    for (Alias alias : s.names) {
      g.loadConst(0L);
      g.loadNone();
      g.emitName(Opcode.IMPORT_NAME, alias.name);
      int dot = alias.name.indexOf('.');
      if (alias.asname == null) {
        g.nameOp(dot < 0 ? alias.name : alias.name.substring(0, dot), ExprContext.STORE);
      } else if (dot < 0) {
        g.nameOp(alias.asname, ExprContext.STORE);
      } else {
        importSubmodule(alias, dot);
      }
    }
  }

  /** {@code import a.b.c as d}: IMPORT_NAME gave a, from which c is reached step by step. */
  private void importSubmodule(Alias alias, int dot) {
    while (true) {
      int start = dot + 1;
      dot = alias.name.indexOf('.', start);
      String attr = alias.name.substring(start, dot < 0 ? alias.name.length() : dot);
      emit(Opcode.IMPORT_FROM, g.unit.names.number(attr));
      if (dot < 0) {
        break;
      }
      emit(Opcode.SWAP, 2);
      emit(Opcode.POP_TOP);
    }
    g.nameOp(alias.asname, ExprContext.STORE);
    emit(Opcode.POP_TOP);
  }

  private void visitImportFrom(Stmt.ImportFrom s) {
    g.loadConst((long) s.level);
    Object[] names = new Object[s.names.length];
    for (int i = 0; i < names.length; i++) {
      names[i] = s.names[i].name;
    }
    if (s.lineno > g.future.lineno && "__future__".equals(s.module)) {
      throw g.error("from __future__ imports must occur at the beginning of the file");
    }
    g.loadConst(new Constants.Tuple(names));
    g.emitName(Opcode.IMPORT_NAME, s.module == null ? "" : s.module);
    for (Alias alias : s.names) {
      if (alias.name.equals("*")) {
        emit(Opcode.IMPORT_STAR);
        return;
      }
      g.emitName(Opcode.IMPORT_FROM, alias.name);
      g.nameOp(alias.asname == null ? alias.name : alias.asname, ExprContext.STORE);
    }
    emit(Opcode.POP_TOP);
  }
}
