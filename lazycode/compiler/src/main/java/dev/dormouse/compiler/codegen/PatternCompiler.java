package dev.dormouse.compiler.codegen;

import dev.dormouse.code.Opcode;
import dev.dormouse.compiler.ast.CmpOperator;
import dev.dormouse.compiler.ast.Expr;
import dev.dormouse.compiler.ast.ExprContext;
import dev.dormouse.compiler.ast.MatchCase;
import dev.dormouse.compiler.ast.Pattern;
import dev.dormouse.compiler.ast.Stmt;
import java.util.ArrayList;
import java.util.HashSet;

/**
 * One {@code match} statement. Each pattern consumes the subject on top of the stack and jumps away
 * if it does not match. Captured values wait on the stack, below what is still to be matched, until
 * the whole pattern has matched.
 */
final class PatternCompiler extends Part {
  /**
   * The names captured so far by the current pattern, in the order of their values on the stack.
   */
  private ArrayList<String> stores;

  /** Whether a pattern that always matches may stand here. */
  private boolean allowIrrefutable;

  /** Where to go on failure: the n-th block pops n values and falls through to the one before. */
  private ArrayList<BasicBlock> failPop;

  /**
   * Values on the stack above the captured ones, which have to stay there until they are matched.
   */
  private int onTop;

  PatternCompiler(CodeGenerator g) {
    super(g);
  }

  void visitMatch(Stmt.Match s) {
    g.expressions.visit(s.subject);
    BasicBlock end = newBlock();
    int n = s.cases.length;
    MatchCase lastCase = s.cases[n - 1];
    boolean hasDefault = isWildcard(lastCase.pattern) && n > 1;
    int tested = hasDefault ? n - 1 : n;
    for (int i = 0; i < tested; i++) {
      MatchCase c = s.cases[i];
      boolean last = i == tested - 1;
      locate(c.pattern);
      if (!last) {
        emit(Opcode.COPY, 1);
      }
      start(c.guard != null || i == n - 1);
      visit(c.pattern);
      for (int k = 0; k < stores.size(); k++) {
        g.nameOp(stores.get(k), ExprContext.STORE);
      }
      if (c.guard != null) {
        g.expressions.jumpIf(c.guard, failBlock(0), false);
      }
      if (!last) {
        emit(Opcode.POP_TOP);
      }
      g.statements.visitAll(c.body);
      jump(Pseudo.JUMP, end);
      // Cleaning up after a failure belongs to the pattern, not to the end of the body.
      locate(c.pattern);
      placeFailBlocks();
    }
    if (hasDefault) {
      // The subject is gone by now, and there is nothing to test.
      locate(lastCase.pattern);
      emit(Opcode.NOP);
      if (lastCase.guard != null) {
        g.expressions.jumpIf(lastCase.guard, end, false);
      }
      g.statements.visitAll(lastCase.body);
    }
    use(end);
  }

  private void start(boolean irrefutable) {
    stores = new ArrayList<>();
    allowIrrefutable = irrefutable;
    failPop = new ArrayList<>();
    onTop = 0;
  }

  private static boolean isWildcard(Pattern p) {
    return p instanceof Pattern.MatchAs as && as.name == null;
  }

  // failure

  private BasicBlock failBlock(int pops) {
    while (failPop.size() <= pops) {
      failPop.add(newBlock());
    }
    return failPop.get(pops);
  }

  private void jumpToFail(int opcode) {
    jump(opcode, failBlock(onTop + stores.size()));
  }

  private void placeFailBlocks() {
    for (int n = failPop.size() - 1; n >= 0; n--) {
      use(failPop.get(n));
      if (n > 0) {
        emit(Opcode.POP_TOP);
      }
    }
    failPop = new ArrayList<>();
  }

  // captures

  /** Moves the top of the stack below {@code count - 1} others. */
  private void rotate(int count) {
    while (count > 1) {
      emit(Opcode.SWAP, count--);
    }
  }

  /** Captures the top of the stack as {@code name}; a null name drops it. */
  private void store(String name) {
    if (name == null) {
      emit(Opcode.POP_TOP);
      return;
    }
    g.checkName(name, ExprContext.STORE);
    checkNotStored(name);
    rotate(onTop + stores.size() + 1);
    stores.add(name);
  }

  private void checkNotStored(String name) {
    if (stores.contains(name)) {
      throw g.error("multiple assignments to name " + ConstantRepr.repr(name) + " in pattern");
    }
  }

  // patterns

  private void visit(Pattern node) {
    locate(node);
    switch (node.kind) {
      case Pattern.MATCH_VALUE -> {
        Expr value = ((Pattern.MatchValue) node).value;
        if (value.kind != Expr.CONSTANT && value.kind != Expr.ATTRIBUTE) {
          throw g.error("patterns may only match literals and attribute lookups");
        }
        g.expressions.visit(value);
        g.expressions.emitCompare(CmpOperator.EQ);
        jumpToFail(Pseudo.POP_JUMP_IF_FALSE);
      }
      case Pattern.MATCH_SINGLETON -> {
        g.loadConst(((Pattern.MatchSingleton) node).value);
        g.expressions.emitCompare(CmpOperator.IS);
        jumpToFail(Pseudo.POP_JUMP_IF_FALSE);
      }
      case Pattern.MATCH_SEQUENCE -> visitSequence(((Pattern.MatchSequence) node).patterns);
      case Pattern.MATCH_MAPPING -> visitMapping((Pattern.MatchMapping) node);
      case Pattern.MATCH_CLASS -> visitClass((Pattern.MatchClass) node);
      case Pattern.MATCH_STAR -> store(((Pattern.MatchStar) node).name);
      case Pattern.MATCH_AS -> visitAs((Pattern.MatchAs) node);
      case Pattern.MATCH_OR -> visitOr((Pattern.MatchOr) node);
      default -> throw new IllegalArgumentException("pattern kind " + node.kind);
    }
  }

  /** A pattern inside another, which may match everything. */
  private void visitSub(Pattern p) {
    boolean outer = allowIrrefutable;
    allowIrrefutable = true;
    visit(p);
    allowIrrefutable = outer;
  }

  private void visitAs(Pattern.MatchAs p) {
    if (p.pattern != null) {
      onTop++;
      emit(Opcode.COPY, 1);
      visit(p.pattern);
      onTop--;
    } else if (!allowIrrefutable) {
      throw g.error(
          p.name == null
              ? "wildcard makes remaining patterns unreachable"
              : "name capture "
                  + ConstantRepr.repr(p.name)
                  + " makes remaining patterns unreachable");
    }
    store(p.name);
  }

  private void visitSequence(Pattern[] patterns) {
    int size = patterns.length;
    int star = -1;
    boolean onlyWildcards = true;
    boolean starWildcard = false;
    for (int i = 0; i < size; i++) {
      if (patterns[i] instanceof Pattern.MatchStar s) {
        if (star >= 0) {
          throw g.error("multiple starred names in sequence pattern");
        }
        starWildcard = s.name == null;
        onlyWildcards &= starWildcard;
        star = i;
      } else {
        onlyWildcards &= isWildcard(patterns[i]);
      }
    }
    onTop++;
    emit(Opcode.MATCH_SEQUENCE);
    jumpToFail(Pseudo.POP_JUMP_IF_FALSE);
    if (star < 0) {
      checkLength(size, CmpOperator.EQ);
    } else if (size > 1) {
      checkLength(size - 1, CmpOperator.GT_E);
    }
    onTop--;
    if (onlyWildcards) {
      emit(Opcode.POP_TOP);
    } else if (starWildcard) {
      visitBySubscript(patterns, star);
    } else {
      visitByUnpacking(patterns);
    }
  }

  private void checkLength(int length, int comparison) {
    emit(Opcode.GET_LEN);
    g.loadConst((long) length);
    g.expressions.emitCompare(comparison);
    jumpToFail(Pseudo.POP_JUMP_IF_FALSE);
  }

  private void visitByUnpacking(Pattern[] patterns) {
    int size = patterns.length;
    boolean starred = false;
    for (int i = 0; i < size; i++) {
      if (patterns[i].kind == Pattern.MATCH_STAR) {
        if (i >= 1 << 8 || size - i - 1 >= Integer.MAX_VALUE >> 8) {
          throw g.error("too many expressions in star-unpacking sequence pattern");
        }
        emit(Opcode.UNPACK_EX, i + (size - i - 1 << 8));
        starred = true;
      }
    }
    if (!starred) {
      emit(Opcode.UNPACK_SEQUENCE, size);
    }
    onTop += size;
    for (Pattern p : patterns) {
      onTop--;
      visitSub(p);
    }
  }

  /** Fetches only the elements that matter, as in {@code [first, *_]}. */
  private void visitBySubscript(Pattern[] patterns, int star) {
    onTop++;
    int size = patterns.length;
    for (int i = 0; i < size; i++) {
      if (i == star || isWildcard(patterns[i])) {
        continue;
      }
      emit(Opcode.COPY, 1);
      if (i < star) {
        g.loadConst((long) i);
      } else {
        // The subject need not know negative indexes.
        emit(Opcode.GET_LEN);
        g.loadConst((long) size - i);
        emit(Opcode.BINARY_OP, Opcode.NB_SUBTRACT);
      }
      emit(Opcode.BINARY_SUBSCR);
      visitSub(patterns[i]);
    }
    onTop--;
    emit(Opcode.POP_TOP);
  }

  private void visitMapping(Pattern.MatchMapping p) {
    int size = p.keys.length;
    onTop++;
    emit(Opcode.MATCH_MAPPING);
    jumpToFail(Pseudo.POP_JUMP_IF_FALSE);
    if (size == 0 && p.rest == null) {
      onTop--;
      emit(Opcode.POP_TOP);
      return;
    }
    if (size > 0) {
      checkLength(size, CmpOperator.GT_E);
    }
    HashSet<Object> seen = new HashSet<>();
    for (Expr key : p.keys) {
      if (key instanceof Expr.Constant constant) {
        if (!seen.add(ConstantOperations.equalityKey(constant.value))) {
          throw g.error(
              "mapping pattern checks duplicate key (" + ConstantRepr.repr(constant.value) + ")");
        }
      } else if (key.kind != Expr.ATTRIBUTE) {
        throw g.error("mapping pattern keys may only match literals and attribute lookups");
      }
      g.expressions.visit(key);
    }
    emit(Opcode.BUILD_TUPLE, size);
    emit(Opcode.MATCH_KEYS);
    // Above the subject there are now the tuple of keys and that of values, or None.
    onTop += 2;
    checkNotNone();
    emit(Opcode.UNPACK_SEQUENCE, size);
    onTop += size - 1;
    for (Pattern sub : p.patterns) {
      onTop--;
      visitSub(sub);
    }
    onTop -= 2;
    if (p.rest == null) {
      emit(Opcode.POP_TOP);
      emit(Opcode.POP_TOP);
      return;
    }
    // A copy of the subject without the keys.
    emit(Opcode.BUILD_MAP, 0);
    emit(Opcode.SWAP, 3);
    emit(Opcode.DICT_UPDATE, 2);
    emit(Opcode.UNPACK_SEQUENCE, size);
    for (int n = size; n > 0; n--) {
      emit(Opcode.COPY, 1 + n);
      emit(Opcode.SWAP, 2);
      emit(Opcode.DELETE_SUBSCR);
    }
    store(p.rest);
  }

  private void checkNotNone() {
    emit(Opcode.COPY, 1);
    g.loadNone();
    emit(Opcode.IS_OP, 1);
    jumpToFail(Pseudo.POP_JUMP_IF_FALSE);
  }

  private void visitClass(Pattern.MatchClass p) {
    int nargs = p.patterns.length;
    int nattrs = p.kwdAttrs.length;
    if (nattrs > 0) {
      checkAttributes(p);
      locate(p);
    }
    g.expressions.visit(p.cls);
    g.loadConst(ExpressionCompiler.names(p.kwdAttrs));
    emit(Opcode.MATCH_CLASS, nargs);
    emit(Opcode.COPY, 1);
    g.loadNone();
    emit(Opcode.IS_OP, 1);
    // A tuple of the attributes, or None.
    onTop++;
    jumpToFail(Pseudo.POP_JUMP_IF_FALSE);
    emit(Opcode.UNPACK_SEQUENCE, nargs + nattrs);
    onTop += nargs + nattrs - 1;
    for (int i = 0; i < nargs + nattrs; i++) {
      onTop--;
      Pattern sub = i < nargs ? p.patterns[i] : p.kwdPatterns[i - nargs];
      if (isWildcard(sub)) {
        emit(Opcode.POP_TOP);
      } else {
        visitSub(sub);
      }
    }
  }

  private void checkAttributes(Pattern.MatchClass p) {
    for (int i = 0; i < p.kwdAttrs.length; i++) {
      locate(p.kwdPatterns[i]);
      g.checkName(p.kwdAttrs[i], ExprContext.STORE);
      for (int j = i + 1; j < p.kwdAttrs.length; j++) {
        if (p.kwdAttrs[i].equals(p.kwdAttrs[j])) {
          locate(p.kwdPatterns[j]);
          throw g.error("attribute name repeated in class pattern: " + p.kwdAttrs[i]);
        }
      }
    }
  }

  private void visitOr(Pattern.MatchOr p) {
    BasicBlock end = newBlock();
    ArrayList<String> outerStores = stores;
    boolean outerIrrefutable = allowIrrefutable;
    ArrayList<BasicBlock> outerFailPop = failPop;
    int outerOnTop = onTop;
    // The names of the first alternative, which the others have to bind too.
    ArrayList<String> control = null;
    for (int i = 0; i < p.patterns.length; i++) {
      Pattern alternative = p.patterns[i];
      locate(alternative);
      start(i == p.patterns.length - 1 && outerIrrefutable);
      emit(Opcode.COPY, 1);
      visit(alternative);
      if (i == 0) {
        control = stores;
      } else {
        reorder(control);
      }
      jump(Pseudo.JUMP, end);
      placeFailBlocks();
    }
    stores = outerStores;
    allowIrrefutable = outerIrrefutable;
    failPop = outerFailPop;
    onTop = outerOnTop;
    // No alternative matched: drop the copy of the subject.
    emit(Opcode.POP_TOP);
    jumpToFail(Pseudo.JUMP);
    use(end);
    // Between the new captures and their place are each other, the subject, what else is on top,
    // and the captures before.
    int rotations = control.size() + 1 + onTop + stores.size();
    for (int i = 0; i < control.size(); i++) {
      rotate(rotations);
      checkNotStored(control.get(i));
      stores.add(control.get(i));
    }
    emit(Opcode.POP_TOP);
  }

  /** Brings the captures of an alternative into the order of the first one. */
  private void reorder(ArrayList<String> control) {
    if (stores.size() != control.size()) {
      throw g.error("alternative patterns bind different names");
    }
    for (int wanted = control.size() - 1; wanted >= 0; wanted--) {
      int actual = stores.indexOf(control.get(wanted));
      if (actual < 0) {
        throw g.error("alternative patterns bind different names");
      }
      if (actual != wanted) {
        int rotations = actual + 1;
        ArrayList<String> rotated = new ArrayList<>(stores.subList(0, rotations));
        stores.subList(0, rotations).clear();
        stores.addAll(wanted - actual, rotated);
        while (rotations-- > 0) {
          rotate(wanted + 1);
        }
      }
    }
  }
}
