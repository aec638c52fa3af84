package dev.dormouse.compiler.codegen;

import dev.dormouse.code.Opcode;
import dev.dormouse.compiler.ast.CmpOperator;
import dev.dormouse.compiler.ast.Expr;
import dev.dormouse.compiler.ast.ExprContext;
import dev.dormouse.compiler.ast.MatchCase;
import dev.dormouse.compiler.ast.Pattern;
import dev.dormouse.compiler.ast.Stmt;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;

/**
 * One {@code match} statement. Each pattern consumes the subject on top of the stack and jumps away
 * if it does not match. Captured values wait on the stack, below what is still to be matched, until
 * the whole pattern has matched.
 */
final class PatternCompiler extends Part {
  private static final int MAX_BEFORE_STAR = 1 << 8;
  private static final int MAX_AFTER_STAR = Integer.MAX_VALUE >> 8;

  /** The attempt under way; null before the first. */
  private Attempt attempt;

  PatternCompiler(CodeGenerator g) {
    super(g);
  }

  /**
   * Code that tries one pattern: of a case, or one of several alternatives. From the bottom up the
   * stack has the captured values, the pending ones and what is matched now; where that fails, all
   * of them have to go.
   */
  private static final class Attempt {
    /** The names captured so far, in the order of their values on the stack. */
    final ArrayList<String> captured = new ArrayList<>();

    /** Where to go on failure: the n-th block pops n values and falls through to the one before. */
    final ArrayList<BasicBlock> failures = new ArrayList<>();

    /** How many values above the captured ones wait to be matched. */
    int pending;

    /** Whether a pattern that always matches may stand here. */
    boolean mayAlwaysMatch;

    Attempt(boolean mayAlwaysMatch) {
      this.mayAlwaysMatch = mayAlwaysMatch;
    }

    /** How many values a failure has to pop, besides what it was tested with. */
    int height() {
      return captured.size() + pending;
    }
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
      boolean keepsSubject = i < tested - 1;
      locate(c.pattern);
      if (keepsSubject) {
        emit(Opcode.COPY, 1);
      }
      attempt = new Attempt(c.guard != null || i == n - 1);
      visit(c.pattern);
      for (String name : attempt.captured) {
        g.nameOp(name, ExprContext.STORE);
      }
      if (c.guard != null) {
        g.expressions.jumpIf(c.guard, failure(0), false);
      }
      if (keepsSubject) {
        emit(Opcode.POP_TOP);
      }
      g.statements.visitAll(c.body);
      jump(Pseudo.JUMP, end);
      // Cleaning up after a failure belongs to the pattern, not to the end of the body.
      locate(c.pattern);
      placeFailures();
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

  private static boolean isWildcard(Pattern p) {
    return p instanceof Pattern.MatchAs as && as.name == null;
  }

  // failure

  private BasicBlock failure(int pops) {
    while (attempt.failures.size() <= pops) {
      attempt.failures.add(newBlock());
    }
    return attempt.failures.get(pops);
  }

  private void jumpToFailure(int opcode) {
    jump(opcode, failure(attempt.height()));
  }

  /** Ends an attempt with the code that its failures jump to. */
  private void placeFailures() {
    for (int pops = attempt.failures.size() - 1; pops >= 0; pops--) {
      use(attempt.failures.get(pops));
      if (pops > 0) {
        emit(Opcode.POP_TOP);
      }
    }
  }

  private void requireTrue() {
    jumpToFailure(Pseudo.POP_JUMP_IF_FALSE);
  }

  private void requireNotNone() {
    emit(Opcode.COPY, 1);
    g.loadNone();
    emit(Opcode.IS_OP, 1);
    requireTrue();
  }

  private void requireLength(int length, int comparison) {
    emit(Opcode.GET_LEN);
    g.loadConst((long) length);
    g.expressions.emitCompare(comparison);
    requireTrue();
  }

  // captures

  /** Moves the top of the stack below {@code count - 1} others. */
  private void rotate(int count) {
    while (count > 1) {
      emit(Opcode.SWAP, count--);
    }
  }

  /** Captures the top of the stack as {@code name}; a null name drops it. */
  private void capture(String name) {
    if (name == null) {
      emit(Opcode.POP_TOP);
      return;
    }
    g.checkName(name, ExprContext.STORE);
    checkNew(name);
    rotate(attempt.height() + 1);
    attempt.captured.add(name);
  }

  private void checkNew(String name) {
    if (attempt.captured.contains(name)) {
      throw g.error("multiple assignments to name " + ConstantRepr.repr(name) + " in pattern");
    }
  }

  // patterns

  private void visit(Pattern node) {
    locate(node);
    switch (node.kind) {
      case Pattern.MATCH_VALUE -> visitValue(((Pattern.MatchValue) node).value);
      case Pattern.MATCH_SINGLETON -> {
        g.loadConst(((Pattern.MatchSingleton) node).value);
        g.expressions.emitCompare(CmpOperator.IS);
        requireTrue();
      }
      case Pattern.MATCH_SEQUENCE -> visitSequence(((Pattern.MatchSequence) node).patterns);
      case Pattern.MATCH_MAPPING -> visitMapping((Pattern.MatchMapping) node);
      case Pattern.MATCH_CLASS -> visitClass((Pattern.MatchClass) node);
      case Pattern.MATCH_STAR -> capture(((Pattern.MatchStar) node).name);
      case Pattern.MATCH_AS -> visitAs((Pattern.MatchAs) node);
      case Pattern.MATCH_OR -> visitOr((Pattern.MatchOr) node);
      default -> throw new IllegalArgumentException("pattern kind " + node.kind);
    }
  }

  /** A pattern inside another, which may match everything. */
  private void visitInner(Pattern p) {
    boolean outer = attempt.mayAlwaysMatch;
    attempt.mayAlwaysMatch = true;
    visit(p);
    attempt.mayAlwaysMatch = outer;
  }

  private void visitValue(Expr value) {
    if (value.kind != Expr.CONSTANT && value.kind != Expr.ATTRIBUTE) {
      throw g.error("patterns may only match literals and attribute lookups");
    }
    g.expressions.visit(value);
    g.expressions.emitCompare(CmpOperator.EQ);
    requireTrue();
  }

  private void visitAs(Pattern.MatchAs p) {
    if (p.pattern != null) {
      emit(Opcode.COPY, 1);
      attempt.pending++;
      visit(p.pattern);
      attempt.pending--;
    } else if (!attempt.mayAlwaysMatch) {
      String what = p.name == null ? "wildcard" : "name capture " + ConstantRepr.repr(p.name);
      throw g.error(what + " makes remaining patterns unreachable");
    }
    capture(p.name);
  }

  // sequences

  /**
   * What is fetched depends on what the elements are for: nothing if only their number matters,
   * single ones by their indexes if the star takes the others and drops them, or else all.
   */
  private void visitSequence(Pattern[] patterns) {
    int star = starIn(patterns);
    attempt.pending++;
    emit(Opcode.MATCH_SEQUENCE);
    requireTrue();
    if (star < 0) {
      requireLength(patterns.length, CmpOperator.EQ);
    } else if (patterns.length > 1) {
      requireLength(patterns.length - 1, CmpOperator.GT_E);
    }
    attempt.pending--;
    if (areAllDropped(patterns)) {
      emit(Opcode.POP_TOP);
    } else if (star >= 0 && isDropped(patterns[star])) {
      visitByIndex(patterns, star);
    } else {
      unpack(patterns.length, star);
      visitUnpacked(patterns);
    }
  }

  /** The index of the starred pattern; -1 without one. */
  private int starIn(Pattern[] patterns) {
    int star = -1;
    for (int i = 0; i < patterns.length; i++) {
      if (patterns[i].kind == Pattern.MATCH_STAR) {
        if (star >= 0) {
          throw g.error("multiple starred names in sequence pattern");
        }
        star = i;
      }
    }
    return star;
  }

  private static boolean isDropped(Pattern element) {
    return element instanceof Pattern.MatchStar s ? s.name == null : isWildcard(element);
  }

  private static boolean areAllDropped(Pattern[] patterns) {
    for (Pattern p : patterns) {
      if (!isDropped(p)) {
        return false;
      }
    }
    return true;
  }

  private void unpack(int size, int star) {
    if (star < 0) {
      emit(Opcode.UNPACK_SEQUENCE, size);
      return;
    }
    int behind = size - star - 1;
    if (star >= MAX_BEFORE_STAR || behind >= MAX_AFTER_STAR) {
      throw g.error("too many expressions in star-unpacking sequence pattern");
    }
    emit(Opcode.UNPACK_EX, star + (behind << 8));
  }

  /** Matches values on the stack, the first of which is on top. */
  private void visitUnpacked(Pattern[] patterns) {
    attempt.pending += patterns.length;
    for (Pattern p : patterns) {
      attempt.pending--;
      visitInner(p);
    }
  }

  private void visitByIndex(Pattern[] patterns, int star) {
    attempt.pending++;
    int size = patterns.length;
    for (int i = 0; i < size; i++) {
      if (isDropped(patterns[i])) {
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
      visitInner(patterns[i]);
    }
    attempt.pending--;
    emit(Opcode.POP_TOP);
  }

  // mappings and classes

  private void visitMapping(Pattern.MatchMapping p) {
    int size = p.keys.length;
    attempt.pending++;
    emit(Opcode.MATCH_MAPPING);
    requireTrue();
    if (size == 0 && p.rest == null) {
      attempt.pending--;
      emit(Opcode.POP_TOP);
      return;
    }
    if (size > 0) {
      requireLength(size, CmpOperator.GT_E);
    }
    visitKeys(p.keys);
    emit(Opcode.MATCH_KEYS);
    // Above the subject there are now the tuple of keys and that of values, or None.
    attempt.pending += 2;
    requireNotNone();
    emit(Opcode.UNPACK_SEQUENCE, size);
    attempt.pending--;
    visitUnpacked(p.patterns);
    attempt.pending -= 2;
    if (p.rest == null) {
      emit(Opcode.POP_TOP);
      emit(Opcode.POP_TOP);
    } else {
      copyWithoutKeys(size);
      capture(p.rest);
    }
  }

  private void visitKeys(Expr[] keys) {
    HashSet<Object> seen = new HashSet<>();
    for (Expr key : keys) {
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
    emit(Opcode.BUILD_TUPLE, keys.length);
  }

  /** Replaces the subject and the tuple of its matched keys by a dict of what else it has. */
  private void copyWithoutKeys(int size) {
    emit(Opcode.BUILD_MAP, 0);
    emit(Opcode.SWAP, 3);
    emit(Opcode.DICT_UPDATE, 2);
    emit(Opcode.UNPACK_SEQUENCE, size);
    for (int left = size; left > 0; left--) {
      emit(Opcode.COPY, 1 + left);
      emit(Opcode.SWAP, 2);
      emit(Opcode.DELETE_SUBSCR);
    }
  }

  private void visitClass(Pattern.MatchClass p) {
    int positional = p.patterns.length;
    int named = p.kwdAttrs.length;
    if (named > 0) {
      checkAttributes(p);
      locate(p);
    }
    g.expressions.visit(p.cls);
    g.loadConst(ExpressionCompiler.names(p.kwdAttrs));
    emit(Opcode.MATCH_CLASS, positional);
    // A tuple of the attributes, or None.
    attempt.pending++;
    requireNotNone();
    attempt.pending--;
    emit(Opcode.UNPACK_SEQUENCE, positional + named);
    attempt.pending += positional + named;
    Pattern[] inner = Arrays.copyOf(p.patterns, positional + named);
    System.arraycopy(p.kwdPatterns, 0, inner, positional, named);
    for (Pattern sub : inner) {
      attempt.pending--;
      if (isWildcard(sub)) {
        // Has no place of its own, unlike one in a sequence.
        emit(Opcode.POP_TOP);
      } else {
        visitInner(sub);
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

  // alternatives

  /**
   * Each alternative is an attempt with a copy of the subject; the last failure is the outer one's.
   */
  private void visitOr(Pattern.MatchOr p) {
    BasicBlock end = newBlock();
    Attempt outer = attempt;
    ArrayList<String> names = null;
    for (int i = 0; i < p.patterns.length; i++) {
      boolean last = i == p.patterns.length - 1;
      locate(p.patterns[i]);
      attempt = new Attempt(last && outer.mayAlwaysMatch);
      emit(Opcode.COPY, 1);
      visit(p.patterns[i]);
      if (names == null) {
        names = attempt.captured;
      } else {
        reorderCaptured(names);
      }
      jump(Pseudo.JUMP, end);
      placeFailures();
    }
    attempt = outer;
    // No alternative matched: drop the copy of the subject.
    emit(Opcode.POP_TOP);
    jumpToFailure(Pseudo.JUMP);
    use(end);
    // Between the new captures and their place are each other, the subject and what was below it.
    int distance = names.size() + 1 + outer.height();
    for (String name : names) {
      rotate(distance);
      checkNew(name);
      outer.captured.add(name);
    }
    emit(Opcode.POP_TOP);
  }

  /**
   * Brings the captures of an alternative into the order of {@code names}, from the top of the
   * stack down: turning all that are not in place yet brings up the one that belongs on top of
   * them.
   */
  private void reorderCaptured(ArrayList<String> names) {
    ArrayList<String> captured = attempt.captured;
    if (captured.size() != names.size()) {
      throw g.error("alternative patterns bind different names");
    }
    for (int place = names.size() - 1; place >= 0; place--) {
      int actual = captured.indexOf(names.get(place));
      if (actual < 0) {
        throw g.error("alternative patterns bind different names");
      }
      int turns = actual == place ? 0 : actual + 1;
      Collections.rotate(captured.subList(0, place + 1), -turns);
      for (int i = 0; i < turns; i++) {
        rotate(place + 1);
      }
    }
  }
}
