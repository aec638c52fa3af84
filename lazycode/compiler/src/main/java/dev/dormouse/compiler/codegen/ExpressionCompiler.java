package dev.dormouse.compiler.codegen;

import dev.dormouse.code.Constants;
import dev.dormouse.code.Opcode;
import dev.dormouse.compiler.ast.BoolOperator;
import dev.dormouse.compiler.ast.CmpOperator;
import dev.dormouse.compiler.ast.Expr;
import dev.dormouse.compiler.ast.ExprContext;
import dev.dormouse.compiler.ast.Operator;
import dev.dormouse.compiler.ast.UnaryOperator;
import java.util.Arrays;

/** Expressions, except calls and those that open a scope. */
final class ExpressionCompiler extends Part {
  /** More values than these are collected one by one and not on the stack. */
  static final int STACK_USE_GUIDELINE = 30;

  ExpressionCompiler(CodeGenerator g) {
    super(g);
  }

  void visitAll(Expr[] exprs) {
    for (Expr e : exprs) {
      visit(e);
    }
  }

  /** Compiles {@code e} at its own place and comes back to the current one. */
  void visit(Expr e) {
    Unit u = g.unit;
    int lineno = u.lineno;
    int endLineno = u.endLineno;
    int colOffset = u.colOffset;
    int endColOffset = u.endColOffset;
    u.locate(e);
    visitHere(e);
    u.locate(lineno, endLineno, colOffset, endColOffset);
  }

  private void visitHere(Expr node) {
    switch (node.kind) {
      case Expr.NAMED_EXPR -> {
        Expr.NamedExpr e = (Expr.NamedExpr) node;
        visit(e.value);
        emit(Opcode.COPY, 1);
        visit(e.target);
      }
      case Expr.BOOL_OP -> visitBoolOp((Expr.BoolOp) node);
      case Expr.BIN_OP -> {
        Expr.BinOp e = (Expr.BinOp) node;
        visit(e.left);
        visit(e.right);
        emit(Opcode.BINARY_OP, binaryOperator(e.op, false));
      }
      case Expr.UNARY_OP -> {
        Expr.UnaryOp e = (Expr.UnaryOp) node;
        visit(e.operand);
        emit(
            switch (e.op) {
              case UnaryOperator.INVERT -> Opcode.UNARY_INVERT;
              case UnaryOperator.NOT -> Opcode.UNARY_NOT;
              case UnaryOperator.UADD -> Opcode.UNARY_POSITIVE;
              default -> Opcode.UNARY_NEGATIVE;
            });
      }
      case Expr.LAMBDA -> g.functions.visitLambda((Expr.Lambda) node);
      case Expr.IF_EXP -> visitIfExp((Expr.IfExp) node);
      case Expr.DICT -> visitDict((Expr.Dict) node);
      case Expr.SET ->
          build(
              ((Expr.Set) node).elts,
              0,
              Opcode.BUILD_SET,
              Opcode.SET_ADD,
              Opcode.SET_UPDATE,
              false);
      case Expr.LIST_COMP, Expr.SET_COMP, Expr.GENERATOR_EXP, Expr.DICT_COMP ->
          g.comprehensions.visit(node);
      case Expr.YIELD -> {
        Expr.Yield e = (Expr.Yield) node;
        if (!g.unit.isFunction()) {
          throw g.error("'yield' outside function");
        }
        if (e.value != null) {
          visit(e.value);
        } else {
          g.loadNone();
        }
        yieldValue();
      }
      case Expr.YIELD_FROM -> {
        if (!g.unit.isFunction()) {
          throw g.error("'yield' outside function");
        }
        if (g.unit.type == Unit.ASYNC_FUNCTION) {
          throw g.error("'yield from' inside async function");
        }
        visit(((Expr.YieldFrom) node).value);
        emit(Opcode.GET_YIELD_FROM_ITER);
        g.loadNone();
        yieldFrom(false);
      }
      case Expr.AWAIT -> {
        if (!g.isTopLevelAwait()) {
          if (!g.unit.isFunction()) {
            throw g.error("'await' outside function");
          }
          if (g.unit.type != Unit.ASYNC_FUNCTION && g.unit.type != Unit.COMPREHENSION) {
            throw g.error("'await' outside async function");
          }
        }
        visit(((Expr.Await) node).value);
        emit(Opcode.GET_AWAITABLE, 0);
        g.loadNone();
        yieldFrom(true);
      }
      case Expr.COMPARE -> visitCompare((Expr.Compare) node);
      case Expr.CALL -> g.calls.visit((Expr.Call) node);
      case Expr.CONSTANT -> g.loadConst(((Expr.Constant) node).value);
      case Expr.JOINED_STR -> visitJoinedStr((Expr.JoinedStr) node);
      case Expr.FORMATTED_VALUE -> visitFormattedValue((Expr.FormattedValue) node);
      case Expr.ATTRIBUTE -> visitAttribute((Expr.Attribute) node);
      case Expr.SUBSCRIPT -> visitSubscript((Expr.Subscript) node);
      case Expr.STARRED ->
          throw g.error(
              ((Expr.Starred) node).ctx == ExprContext.STORE
                  ? "starred assignment target must be in a list or tuple"
                  : "can't use starred expression here");
      case Expr.SLICE -> visitSlice((Expr.Slice) node);
      case Expr.NAME -> {
        Expr.Name e = (Expr.Name) node;
        g.nameOp(e.id, e.ctx);
      }
      case Expr.LIST -> {
        Expr.List e = (Expr.List) node;
        visitSequence(e.elts, e.ctx, false);
      }
      case Expr.TUPLE -> {
        Expr.Tuple e = (Expr.Tuple) node;
        visitSequence(e.elts, e.ctx, true);
      }
      default -> throw new IllegalArgumentException("expression kind " + node.kind);
    }
  }

  static int binaryOperator(int op, boolean inplace) {
    int number =
        switch (op) {
          case Operator.ADD -> Opcode.NB_ADD;
          case Operator.SUB -> Opcode.NB_SUBTRACT;
          case Operator.MULT -> Opcode.NB_MULTIPLY;
          case Operator.MAT_MULT -> Opcode.NB_MATRIX_MULTIPLY;
          case Operator.DIV -> Opcode.NB_TRUE_DIVIDE;
          case Operator.MOD -> Opcode.NB_REMAINDER;
          case Operator.POW -> Opcode.NB_POWER;
          case Operator.LSHIFT -> Opcode.NB_LSHIFT;
          case Operator.RSHIFT -> Opcode.NB_RSHIFT;
          case Operator.BIT_OR -> Opcode.NB_OR;
          case Operator.BIT_XOR -> Opcode.NB_XOR;
          case Operator.BIT_AND -> Opcode.NB_AND;
          case Operator.FLOOR_DIV -> Opcode.NB_FLOOR_DIVIDE;
          default -> throw new IllegalArgumentException("operator " + op);
        };
    return inplace ? number + Opcode.NB_INPLACE_ADD : number;
  }

  // generators

  /** Yields what is on top of the stack. */
  void yieldValue() {
    if (g.unit.scope.generator && g.unit.scope.coroutine) {
      emit(Opcode.ASYNC_GEN_WRAP);
    }
    emit(Opcode.YIELD_VALUE);
    emit(Opcode.RESUME, 1);
  }

  /** Delegates to the iterator below the None on the stack. */
  void yieldFrom(boolean await) {
    BasicBlock start = newBlock();
    BasicBlock resume = newBlock();
    BasicBlock exit = newBlock();
    use(start);
    jump(Opcode.SEND, exit);
    use(resume);
    emit(Opcode.YIELD_VALUE);
    emit(Opcode.RESUME, await ? 3 : 2);
    jump(Pseudo.JUMP_NO_INTERRUPT, start);
    use(exit);
  }

  // tests

  /**
   * Jumps to {@code next} if {@code e} is as true as {@code condition}; falls through otherwise.
   */
  void jumpIf(Expr node, BasicBlock next, boolean condition) {
    switch (node.kind) {
      case Expr.UNARY_OP -> {
        Expr.UnaryOp e = (Expr.UnaryOp) node;
        if (e.op == UnaryOperator.NOT) {
          jumpIf(e.operand, next, !condition);
          return;
        }
      }
      case Expr.BOOL_OP -> {
        Expr.BoolOp e = (Expr.BoolOp) node;
        boolean decisive = e.op == BoolOperator.OR;
        BasicBlock decided = decisive == condition ? next : newBlock();
        int last = e.values.length - 1;
        for (int i = 0; i < last; i++) {
          jumpIf(e.values[i], decided, decisive);
        }
        jumpIf(e.values[last], next, condition);
        if (decided != next) {
          use(decided);
        }
        return;
      }
      case Expr.IF_EXP -> {
        Expr.IfExp e = (Expr.IfExp) node;
        BasicBlock end = newBlock();
        BasicBlock orelse = newBlock();
        jumpIf(e.test, orelse, false);
        jumpIf(e.body, next, condition);
        g.unit.jumpArtificial(Pseudo.JUMP, end);
        use(orelse);
        jumpIf(e.orelse, next, condition);
        use(end);
        return;
      }
      case Expr.COMPARE -> {
        Expr.Compare e = (Expr.Compare) node;
        // The place stays there: CPython does not come back from it.
        locate(e);
        if (e.ops.length > 1) {
          jumpIfChain(e, next, condition);
          return;
        }
      }
      default -> {}
    }
    visit(node);
    jump(condition ? Pseudo.POP_JUMP_IF_TRUE : Pseudo.POP_JUMP_IF_FALSE, next);
  }

  private void jumpIfChain(Expr.Compare e, BasicBlock next, boolean condition) {
    LiteralChecks.checkCompare(g, e);
    BasicBlock cleanup = newBlock();
    int last = e.ops.length - 1;
    visit(e.left);
    for (int i = 0; i < last; i++) {
      compareKeepingRight(e, i);
      jump(Pseudo.POP_JUMP_IF_FALSE, cleanup);
    }
    visit(e.comparators[last]);
    emitCompare(e.ops[last]);
    jump(condition ? Pseudo.POP_JUMP_IF_TRUE : Pseudo.POP_JUMP_IF_FALSE, next);
    BasicBlock end = newBlock();
    g.unit.jumpArtificial(Pseudo.JUMP, end);
    use(cleanup);
    emit(Opcode.POP_TOP);
    if (!condition) {
      g.unit.jumpArtificial(Pseudo.JUMP, next);
    }
    use(end);
  }

  private void compareKeepingRight(Expr.Compare e, int i) {
    visit(e.comparators[i]);
    emit(Opcode.SWAP, 2);
    emit(Opcode.COPY, 2);
    emitCompare(e.ops[i]);
  }

  private void visitCompare(Expr.Compare e) {
    LiteralChecks.checkCompare(g, e);
    visit(e.left);
    int last = e.ops.length - 1;
    if (last == 0) {
      visit(e.comparators[0]);
      emitCompare(e.ops[0]);
      return;
    }
    BasicBlock cleanup = newBlock();
    for (int i = 0; i < last; i++) {
      compareKeepingRight(e, i);
      jump(Opcode.JUMP_IF_FALSE_OR_POP, cleanup);
    }
    visit(e.comparators[last]);
    emitCompare(e.ops[last]);
    BasicBlock end = newBlock();
    g.unit.jumpArtificial(Pseudo.JUMP, end);
    use(cleanup);
    emit(Opcode.SWAP, 2);
    emit(Opcode.POP_TOP);
    use(end);
  }

  void emitCompare(int op) {
    switch (op) {
      case CmpOperator.LT -> emit(Opcode.COMPARE_OP, 0);
      case CmpOperator.LT_E -> emit(Opcode.COMPARE_OP, 1);
      case CmpOperator.EQ -> emit(Opcode.COMPARE_OP, 2);
      case CmpOperator.NOT_EQ -> emit(Opcode.COMPARE_OP, 3);
      case CmpOperator.GT -> emit(Opcode.COMPARE_OP, 4);
      case CmpOperator.GT_E -> emit(Opcode.COMPARE_OP, 5);
      case CmpOperator.IS -> emit(Opcode.IS_OP, 0);
      case CmpOperator.IS_NOT -> emit(Opcode.IS_OP, 1);
      case CmpOperator.IN -> emit(Opcode.CONTAINS_OP, 0);
      case CmpOperator.NOT_IN -> emit(Opcode.CONTAINS_OP, 1);
      default -> throw new IllegalArgumentException("comparison " + op);
    }
  }

  private void visitBoolOp(Expr.BoolOp e) {
    int opcode =
        e.op == BoolOperator.AND ? Opcode.JUMP_IF_FALSE_OR_POP : Opcode.JUMP_IF_TRUE_OR_POP;
    BasicBlock end = newBlock();
    int last = e.values.length - 1;
    for (int i = 0; i < last; i++) {
      visit(e.values[i]);
      jump(opcode, end);
      use(newBlock());
    }
    visit(e.values[last]);
    use(end);
  }

  private void visitIfExp(Expr.IfExp e) {
    BasicBlock end = newBlock();
    BasicBlock orelse = newBlock();
    jumpIf(e.test, orelse, false);
    visit(e.body);
    g.unit.jumpArtificial(Pseudo.JUMP, end);
    use(orelse);
    visit(e.orelse);
    use(end);
  }

  // displays

  private void visitSequence(Expr[] elts, int ctx, boolean tuple) {
    if (ctx == ExprContext.STORE) {
      unpack(elts);
    } else if (ctx == ExprContext.LOAD) {
      build(elts, 0, Opcode.BUILD_LIST, Opcode.LIST_APPEND, Opcode.LIST_EXTEND, tuple);
    } else {
      visitAll(elts);
    }
  }

  private void unpack(Expr[] elts) {
    int n = elts.length;
    boolean starred = false;
    for (int i = 0; i < n; i++) {
      if (elts[i].kind == Expr.STARRED) {
        if (starred) {
          throw g.error("multiple starred expressions in assignment");
        }
        if (i >= 1 << 8 || n - i - 1 >= Integer.MAX_VALUE >> 8) {
          throw g.error("too many expressions in star-unpacking assignment");
        }
        emit(Opcode.UNPACK_EX, i + (n - i - 1 << 8));
        starred = true;
      }
    }
    if (!starred) {
      emit(Opcode.UNPACK_SEQUENCE, n);
    }
    for (Expr e : elts) {
      visit(e instanceof Expr.Starred s ? s.value : e);
    }
  }

  /**
   * Builds a list, set or tuple, element by element if there are starred ones or too many for the
   * stack.
   *
   * @param pushed how many elements are on the stack already
   * @param build the instruction that makes it, {@code add} adds an element, {@code extend} many
   * @param tuple makes a tuple, by way of a list if need be
   */
  void build(Expr[] elts, int pushed, int build, int add, int extend, boolean tuple) {
    int n = elts.length;
    if (n > 2 && areConstant(elts, 0, n)) {
      buildConstant(elts, pushed, build, add, extend, tuple);
      return;
    }
    boolean big = n + pushed > STACK_USE_GUIDELINE;
    if (!big && !CallCompiler.hasStarred(elts)) {
      visitAll(elts);
      emit(tuple ? Opcode.BUILD_TUPLE : build, n + pushed);
      return;
    }
    boolean built = big;
    if (big) {
      emit(build, pushed);
    }
    for (int i = 0; i < n; i++) {
      if (elts[i] instanceof Expr.Starred starred) {
        if (!built) {
          emit(build, i + pushed);
          built = true;
        }
        visit(starred.value);
        emit(extend, 1);
      } else {
        visit(elts[i]);
        if (built) {
          emit(add, 1);
        }
      }
    }
    if (tuple) {
      emit(Opcode.LIST_TO_TUPLE);
    }
  }

  private void buildConstant(
      Expr[] elts, int pushed, int build, int add, int extend, boolean tuple) {
    Object[] items = constants(elts, 0, elts.length);
    if (tuple && pushed == 0) {
      g.loadConst(new Constants.Tuple(items));
      return;
    }
    emit(build, pushed);
    g.loadConst(
        add == Opcode.SET_ADD ? ConstantOperations.frozenSet(items) : new Constants.Tuple(items));
    emit(extend, 1);
    if (tuple) {
      emit(Opcode.LIST_TO_TUPLE);
    }
  }

  /** Null elements, which stand for ** in a dict, are not constant. */
  private static boolean areConstant(Expr[] exprs, int begin, int end) {
    for (int i = begin; i < end; i++) {
      if (exprs[i] == null || exprs[i].kind != Expr.CONSTANT) {
        return false;
      }
    }
    return true;
  }

  private static Object[] constants(Expr[] exprs, int begin, int end) {
    Object[] values = new Object[end - begin];
    for (int i = begin; i < end; i++) {
      values[i - begin] = ((Expr.Constant) exprs[i]).value;
    }
    return values;
  }

  private void visitDict(Expr.Dict e) {
    int n = e.values.length;
    boolean built = false;
    int elements = 0;
    for (int i = 0; i < n; i++) {
      if (e.keys[i] == null) {
        if (elements > 0) {
          built = addSubdict(e, i - elements, i, built);
          elements = 0;
        }
        if (!built) {
          emit(Opcode.BUILD_MAP, 0);
          built = true;
        }
        visit(e.values[i]);
        emit(Opcode.DICT_UPDATE, 1);
      } else if (elements * 2 > STACK_USE_GUIDELINE) {
        built = addSubdict(e, i - elements, i + 1, built);
        elements = 0;
      } else {
        elements++;
      }
    }
    if (elements > 0) {
      built = addSubdict(e, n - elements, n, built);
    }
    if (!built) {
      emit(Opcode.BUILD_MAP, 0);
    }
  }

  private boolean addSubdict(Expr.Dict e, int begin, int end, boolean built) {
    int n = end - begin;
    boolean big = n * 2 > STACK_USE_GUIDELINE;
    if (n > 1 && !big && areConstant(e.keys, begin, end)) {
      for (int i = begin; i < end; i++) {
        visit(e.values[i]);
      }
      g.loadConst(new Constants.Tuple(constants(e.keys, begin, end)));
      emit(Opcode.BUILD_CONST_KEY_MAP, n);
    } else {
      if (big) {
        emit(Opcode.BUILD_MAP, 0);
      }
      for (int i = begin; i < end; i++) {
        visit(e.keys[i]);
        visit(e.values[i]);
        if (big) {
          emit(Opcode.MAP_ADD, 1);
        }
      }
      if (!big) {
        emit(Opcode.BUILD_MAP, n);
      }
    }
    if (built) {
      emit(Opcode.DICT_UPDATE, 1);
    }
    return true;
  }

  // f-strings

  private void visitJoinedStr(Expr.JoinedStr e) {
    int n = e.values.length;
    if (n > STACK_USE_GUIDELINE) {
      g.loadConst("");
      g.emitName(Opcode.LOAD_METHOD, "join");
      emit(Opcode.BUILD_LIST, 0);
      for (Expr value : e.values) {
        visit(value);
        emit(Opcode.LIST_APPEND, 1);
      }
      emitCall(1);
    } else {
      visitAll(e.values);
      if (n != 1) {
        emit(Opcode.BUILD_STRING, n);
      }
    }
  }

  private void visitFormattedValue(Expr.FormattedValue e) {
    visit(e.value);
    int oparg =
        switch (e.conversion) {
          case 's' -> 1;
          case 'r' -> 2;
          case 'a' -> 3;
          default -> 0;
        };
    if (e.formatSpec != null) {
      visit(e.formatSpec);
      oparg |= 4;
    }
    emit(Opcode.FORMAT_VALUE, oparg);
  }

  // references

  private void visitAttribute(Expr.Attribute e) {
    visit(e.value);
    g.unit.locateAtName(e);
    switch (e.ctx) {
      case ExprContext.LOAD -> g.emitName(Opcode.LOAD_ATTR, e.attr);
      case ExprContext.STORE -> {
        g.checkName(e.attr, e.ctx);
        g.emitName(Opcode.STORE_ATTR, e.attr);
      }
      default -> g.emitName(Opcode.DELETE_ATTR, e.attr);
    }
  }

  private void visitSubscript(Expr.Subscript e) {
    if (e.ctx == ExprContext.LOAD) {
      LiteralChecks.checkSubscript(g, e);
    }
    visit(e.value);
    visit(e.slice);
    emit(
        switch (e.ctx) {
          case ExprContext.LOAD -> Opcode.BINARY_SUBSCR;
          case ExprContext.STORE -> Opcode.STORE_SUBSCR;
          default -> Opcode.DELETE_SUBSCR;
        });
  }

  private void visitSlice(Expr.Slice e) {
    visitOrNone(e.lower);
    visitOrNone(e.upper);
    if (e.step != null) {
      visit(e.step);
    }
    emit(Opcode.BUILD_SLICE, e.step == null ? 2 : 3);
  }

  private void visitOrNone(Expr e) {
    if (e == null) {
      g.loadNone();
    } else {
      visit(e);
    }
  }

  /** The constant tuple of {@code names}. */
  static Constants.Tuple names(String[] names) {
    return new Constants.Tuple(Arrays.copyOf(names, names.length, Object[].class));
  }
}
