package dev.dormouse.compiler.parser;

import dev.dormouse.code.Constants;
import dev.dormouse.compiler.CompilerFlags;
import dev.dormouse.compiler.PySyntaxError;
import dev.dormouse.compiler.ast.Arguments;
import dev.dormouse.compiler.ast.BoolOperator;
import dev.dormouse.compiler.ast.CmpOperator;
import dev.dormouse.compiler.ast.Comprehension;
import dev.dormouse.compiler.ast.Expr;
import dev.dormouse.compiler.ast.ExprContext;
import dev.dormouse.compiler.ast.Keyword;
import dev.dormouse.compiler.ast.Operator;
import dev.dormouse.compiler.ast.UnaryOperator;
import java.util.Arrays;

/**
 * Parses expressions and assignment targets.
 *
 * <p>Every method consumes the longest expression of its kind and throws {@link ParseFailure} when
 * there is none. The next token alone decides what to do; binary operators are read by precedence
 * instead of one method for each level.
 */
class ExpressionParser extends TokenCursor {
  /**
   * CPython gives up at 6000 nested grammar rules, with a MemoryError. We count only the rules that
   * nest without end; 22 lie between the innermost of those and a name.
   */
  private static final int MAX_DEPTH = 6000 - 22;

  // How many grammar rules of CPython lie between the operand that a bracket begins or follows and
  // an expression in the bracket, which counts itself.

  private static final int PARENTHESES_DEPTH = 27;

  /** Of displays of lists, sets and dicts. */
  private static final int DISPLAY_DEPTH = 28;

  private static final int ARGUMENTS_DEPTH = 26;

  /** Of the first argument, which may be the element of a generator expression. */
  private static final int FIRST_ARGUMENT_DEPTH = 23;

  private static final int SUBSCRIPT_DEPTH = 23;

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

  ExpressionParser(Source source, int startingLine, int startingCol) {
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

  /** Whether a token can start an expression. */
  static boolean startsExpression(int type) {
    return switch (type) {
      case Tok.NAME,
          Tok.NUMBER,
          Tok.STRING,
          Tok.LPAR,
          Tok.LSQB,
          Tok.LBRACE,
          Tok.MINUS,
          Tok.PLUS,
          Tok.TILDE,
          Tok.NOT,
          Tok.LAMBDA,
          Tok.AWAIT,
          Tok.NONE,
          Tok.TRUE,
          Tok.FALSE,
          Tok.ELLIPSIS ->
          true;
      default -> false;
    };
  }

  static boolean startsStarExpression(int type) {
    return type == Tok.STAR || startsExpression(type);
  }

  /** {@code expressions}: one, or a tuple of several, none starred. */
  final Expr expressions() {
    int s = pos;
    Expr e = expression();
    if (peek() != Tok.COMMA) {
      return e;
    }
    int mark = mark();
    push(e);
    while (accept(Tok.COMMA) && startsExpression(peek())) {
      push(expression());
    }
    return tuple(s, mark);
  }

  /** {@code star_expressions}: one, or a tuple of several, each possibly starred. */
  final Expr starExpressions() {
    int s = pos;
    Expr e = starExpression();
    if (peek() != Tok.COMMA) {
      return e;
    }
    int mark = mark();
    push(e);
    while (accept(Tok.COMMA) && startsStarExpression(peek())) {
      push(starExpression());
    }
    return tuple(s, mark);
  }

  private Expr tuple(int s, int mark) {
    return new Expr.Tuple(takeExprs(mark), ExprContext.LOAD, line(s), col(s), endLine(), endCol());
  }

  private Expr starExpression() {
    return peek() == Tok.STAR ? starred(false) : expression();
  }

  /**
   * A starred value; in calls and subscripts it may be any expression, elsewhere an operand of
   * {@code |}.
   */
  private Expr starred(boolean anyExpression) {
    int s = pos++;
    Expr value = anyExpression ? expression() : unpackedOperand();
    return new Expr.Starred(value, ExprContext.LOAD, line(s), col(s), endLine(), endCol());
  }

  /** An operand of {@code |}, which needs fewer grammar rules than an expression. */
  private Expr unpackedOperand() {
    leave(5);
    Expr operand = binary(0);
    enter(5);
    return operand;
  }

  /** The annotation {@code *a} of a {@code *args} parameter. */
  final Expr starAnnotation() {
    return starred(false);
  }

  private Expr starNamedExpression() {
    return peek() == Tok.STAR ? starred(false) : namedExpression();
  }

  final Expr namedExpression() {
    if (peek() == Tok.NAME && peek2() == Tok.COLONEQUAL) {
      int s = pos;
      Expr target = nameNode(ExprContext.STORE);
      pos++;
      enter(1);
      Expr value = expression();
      leave(1);
      requires(8, "Assignment expressions are");
      return new Expr.NamedExpr(target, value, line(s), col(s), endLine(), endCol());
    }
    return expression();
  }

  final Expr yieldExpression() {
    int s = pos++;
    if (accept(Tok.FROM)) {
      Expr value = expression();
      return new Expr.YieldFrom(value, line(s), col(s), endLine(), endCol());
    }
    enter(1);
    Expr value = startsStarExpression(peek()) ? starExpressions() : null;
    leave(1);
    return new Expr.Yield(value, line(s), col(s), endLine(), endCol());
  }

  /** The right side of an assignment. */
  final Expr yieldOrStarExpressions() {
    return peek() == Tok.YIELD ? yieldExpression() : starExpressions();
  }

  final Expr expression() {
    enter(1);
    int s = pos;
    Expr e;
    if (peek() == Tok.LAMBDA) {
      enter(1);
      e = lambda();
      leave(1);
    } else {
      e = disjunction();
      if (peek() == Tok.IF) {
        pos++;
        Expr test = disjunction();
        expect(Tok.ELSE);
        Expr orelse = expression();
        e = new Expr.IfExp(test, e, orelse, line(s), col(s), endLine(), endCol());
      }
    }
    leave(1);
    return e;
  }

  private Expr lambda() {
    int s = pos++;
    Arguments args = new ParameterParser(this, true).parse();
    expect(Tok.COLON);
    Expr body = expression();
    return new Expr.Lambda(args, body, line(s), col(s), endLine(), endCol());
  }

  final Expr disjunction() {
    int s = pos;
    Expr e = conjunction();
    if (peek() != Tok.OR) {
      return e;
    }
    int mark = mark();
    push(e);
    while (accept(Tok.OR)) {
      push(conjunction());
    }
    return new Expr.BoolOp(BoolOperator.OR, takeExprs(mark), line(s), col(s), endLine(), endCol());
  }

  private Expr conjunction() {
    int s = pos;
    Expr e = inversion();
    if (peek() != Tok.AND) {
      return e;
    }
    int mark = mark();
    push(e);
    while (accept(Tok.AND)) {
      push(inversion());
    }
    return new Expr.BoolOp(BoolOperator.AND, takeExprs(mark), line(s), col(s), endLine(), endCol());
  }

  private Expr inversion() {
    if (peek() != Tok.NOT) {
      return comparison();
    }
    enter(1);
    int s = pos++;
    Expr operand = inversion();
    leave(1);
    return new Expr.UnaryOp(UnaryOperator.NOT, operand, line(s), col(s), endLine(), endCol());
  }

  private Expr comparison() {
    int s = pos;
    Expr left = binary(0);
    int op = comparisonOperator();
    if (op == 0) {
      return left;
    }
    int mark = mark();
    int[] ops = new int[1];
    int count = 0;
    do {
      if (count == ops.length) {
        ops = Arrays.copyOf(ops, count + 3);
      }
      ops[count++] = op;
      push(binary(0));
      op = comparisonOperator();
    } while (op != 0);
    if (count < ops.length) {
      ops = Arrays.copyOf(ops, count);
    }
    return new Expr.Compare(left, ops, takeExprs(mark), line(s), col(s), endLine(), endCol());
  }

  /** Consumes a comparison operator; 0 if there is none. */
  private int comparisonOperator() {
    switch (peek()) {
      case Tok.EQEQUAL:
        pos++;
        return CmpOperator.EQ;
      case Tok.NOTEQUAL:
        checkNotEqual(pos);
        pos++;
        return CmpOperator.NOT_EQ;
      case Tok.LESS:
        pos++;
        return CmpOperator.LT;
      case Tok.LESSEQUAL:
        pos++;
        return CmpOperator.LT_E;
      case Tok.GREATER:
        pos++;
        return CmpOperator.GT;
      case Tok.GREATEREQUAL:
        pos++;
        return CmpOperator.GT_E;
      case Tok.IN:
        pos++;
        return CmpOperator.IN;
      case Tok.IS:
        pos++;
        return accept(Tok.NOT) ? CmpOperator.IS_NOT : CmpOperator.IS;
      case Tok.NOT:
        if (peek2() != Tok.IN) {
          return 0;
        }
        pos += 2;
        return CmpOperator.NOT_IN;
      default:
        return 0;
    }
  }

  private void checkNotEqual(int i) {
    if (!mayBeNotEqual(this, i)) {
      throw new ParseFailure();
    }
  }

  /** Whether a NOTEQUAL token is spelt as the flags want it; PEP 401 has its own error. */
  static boolean mayBeNotEqual(TokenCursor cursor, int i) {
    boolean diamond = cursor.source.buf[cursor.start(i)] == '<';
    if (cursor.source.has(CompilerFlags.FUTURE_BARRY_AS_BDFL)) {
      if (!diamond) {
        throw cursor.errorAtLast("with Barry as BDFL, use '<>' instead of '!='");
      }
      return true;
    }
    return !diamond;
  }

  /** How tightly a binary operator binds, from {@code |} up; -1 for other tokens. */
  private static int precedence(int type) {
    return switch (type) {
      case Tok.VBAR -> 0;
      case Tok.CIRCUMFLEX -> 1;
      case Tok.AMPER -> 2;
      case Tok.LEFTSHIFT, Tok.RIGHTSHIFT -> 3;
      case Tok.PLUS, Tok.MINUS -> 4;
      case Tok.STAR, Tok.SLASH, Tok.DOUBLESLASH, Tok.PERCENT, Tok.AT -> 5;
      default -> -1;
    };
  }

  private static int operator(int type) {
    return switch (type) {
      case Tok.VBAR -> Operator.BIT_OR;
      case Tok.CIRCUMFLEX -> Operator.BIT_XOR;
      case Tok.AMPER -> Operator.BIT_AND;
      case Tok.LEFTSHIFT -> Operator.LSHIFT;
      case Tok.RIGHTSHIFT -> Operator.RSHIFT;
      case Tok.PLUS -> Operator.ADD;
      case Tok.MINUS -> Operator.SUB;
      case Tok.STAR -> Operator.MULT;
      case Tok.SLASH -> Operator.DIV;
      case Tok.DOUBLESLASH -> Operator.FLOOR_DIV;
      case Tok.PERCENT -> Operator.MOD;
      default -> Operator.MAT_MULT;
    };
  }

  /** Binary operators that bind at least as tightly as a level; level 0 is {@code bitwise_or}. */
  final Expr binary(int level) {
    int s = pos;
    Expr left = factor();
    while (true) {
      int type = peek();
      int precedence = precedence(type);
      if (precedence < level) {
        return left;
      }
      pos++;
      Expr right = precedence == 5 ? factor() : binary(precedence + 1);
      if (type == Tok.AT) {
        requires(5, "The '@' operator is");
      }
      left = new Expr.BinOp(left, operator(type), right, line(s), col(s), endLine(), endCol());
    }
  }

  private Expr factor() {
    int op;
    switch (peek()) {
      case Tok.PLUS -> op = UnaryOperator.UADD;
      case Tok.MINUS -> op = UnaryOperator.USUB;
      case Tok.TILDE -> op = UnaryOperator.INVERT;
      default -> {
        return power();
      }
    }
    enter(1);
    int s = pos++;
    Expr operand = factor();
    leave(1);
    return new Expr.UnaryOp(op, operand, line(s), col(s), endLine(), endCol());
  }

  private Expr power() {
    int s = pos;
    Expr left;
    if (peek() == Tok.AWAIT) {
      pos++;
      Expr value = primary();
      requires(5, "Await expressions are");
      left = new Expr.Await(value, line(s), col(s), endLine(), endCol());
    } else {
      left = primary();
    }
    if (peek() != Tok.DOUBLESTAR) {
      return left;
    }
    pos++;
    enter(2);
    Expr right = factor();
    leave(2);
    return new Expr.BinOp(left, Operator.POW, right, line(s), col(s), endLine(), endCol());
  }

  final Expr primary() {
    int s = pos;
    Expr e = atom();
    while (true) {
      switch (peek()) {
        case Tok.DOT -> {
          pos++;
          expect(Tok.NAME);
          e =
              new Expr.Attribute(
                  e, name(pos - 1), ExprContext.LOAD, line(s), col(s), endLine(), endCol());
        }
        case Tok.LPAR -> {
          int mark = mark();
          Keyword[] keywords = arguments(true);
          Expr[] args = takeExprs(mark);
          e = new Expr.Call(e, args, keywords, line(s), col(s), endLine(), endCol());
        }
        case Tok.LSQB -> {
          pos++;
          enter(SUBSCRIPT_DEPTH);
          Expr slice = slices();
          leave(SUBSCRIPT_DEPTH);
          expect(Tok.RSQB);
          e = new Expr.Subscript(e, slice, ExprContext.LOAD, line(s), col(s), endLine(), endCol());
        }
        default -> {
          return e;
        }
      }
    }
  }

  /**
   * Parses arguments in parentheses. Pushes the positional ones and returns the keywords.
   *
   * @param generator whether a lone generator expression may share the parentheses
   */
  final Keyword[] arguments(boolean generator) {
    int open = pos++;
    enter(ARGUMENTS_DEPTH);
    int firstArgument = mark();
    Keyword[] keywords = Keyword.EMPTY;
    int count = 0;
    boolean unpacked = false;
    while (peek() != Tok.RPAR) {
      int s = pos;
      switch (peek()) {
        case Tok.STAR -> {
          if (unpacked) {
            throw new ParseFailure();
          }
          push(starred(true));
        }
        case Tok.DOUBLESTAR -> {
          pos++;
          Expr value = expression();
          unpacked = true;
          keywords =
              add(
                  keywords,
                  count++,
                  new Keyword(null, value, line(s), col(s), endLine(), endCol()));
        }
        default -> {
          if (peek() == Tok.NAME && peek2() == Tok.EQUAL) {
            String name = name(pos);
            pos += 2;
            Expr value = expression();
            keywords =
                add(
                    keywords,
                    count++,
                    new Keyword(name, value, line(s), col(s), endLine(), endCol()));
            break;
          }
          if (count > 0) {
            throw new ParseFailure();
          }
          int deeper = pos == open + 1 ? FIRST_ARGUMENT_DEPTH - ARGUMENTS_DEPTH : 1;
          enter(deeper);
          Expr value = namedExpression();
          leave(deeper);
          int next = peek();
          if (next == Tok.FOR || next == Tok.ASYNC) {
            if (!generator || pushed(firstArgument) != 0) {
              throw new ParseFailure();
            }
            leave(1);
            Comprehension[] clauses = forIfClauses();
            enter(1);
            expect(Tok.RPAR);
            push(
                new Expr.Comp(
                    Expr.GENERATOR_EXP,
                    value,
                    clauses,
                    line(open),
                    col(open),
                    endLine(),
                    endCol()));
            leave(ARGUMENTS_DEPTH);
            return Keyword.EMPTY;
          }
          push(value);
        }
      }
      if (!accept(Tok.COMMA)) {
        break;
      }
    }
    expect(Tok.RPAR);
    leave(ARGUMENTS_DEPTH);
    return count == keywords.length ? keywords : Arrays.copyOf(keywords, count);
  }

  private static Keyword[] add(Keyword[] keywords, int count, Keyword keyword) {
    if (count == keywords.length) {
      keywords = Arrays.copyOf(keywords, count == 0 ? 2 : count * 2);
    }
    keywords[count] = keyword;
    return keywords;
  }

  private Expr slices() {
    int s = pos;
    Expr first = sliceOrStarred();
    if (peek() != Tok.COMMA && first.kind != Expr.STARRED) {
      return first;
    }
    int mark = mark();
    push(first);
    enter(3);
    while (accept(Tok.COMMA) && peek() != Tok.RSQB) {
      push(sliceOrStarred());
    }
    leave(3);
    return tuple(s, mark);
  }

  private Expr sliceOrStarred() {
    int s = pos;
    int type = peek();
    if (type == Tok.STAR) {
      return starred(true);
    }
    Expr lower = null;
    if (type != Tok.COLON) {
      lower = namedExpression();
      if (peek() != Tok.COLON) {
        return lower;
      }
      if (lower.kind == Expr.NAMED_EXPR && type(s + 1) == Tok.COLONEQUAL) {
        throw new ParseFailure();
      }
    }
    expect(Tok.COLON);
    Expr upper = startsExpression(peek()) ? expression() : null;
    Expr step = null;
    if (accept(Tok.COLON) && startsExpression(peek())) {
      step = expression();
    }
    return new Expr.Slice(lower, upper, step, line(s), col(s), endLine(), endCol());
  }

  final Expr nameNode(int ctx) {
    int s = pos;
    expect(Tok.NAME);
    return new Expr.Name(name(s), ctx, line(s), col(s), endLine(s), endCol(s));
  }

  private Expr constant(Object value) {
    int s = pos++;
    return new Expr.Constant(value, null, line(s), col(s), endLine(s), endCol(s));
  }

  final Expr number() {
    return constant(Numbers.value(this, pos));
  }

  /** Adjacent string literals. */
  final Expr strings() {
    int s = pos++;
    while (peek() == Tok.STRING) {
      pos++;
    }
    return Strings.parse(this, s, pos - 1);
  }

  final Expr atom() {
    switch (peek()) {
      case Tok.NAME:
        return nameNode(ExprContext.LOAD);
      case Tok.NUMBER:
        return number();
      case Tok.STRING:
        return strings();
      case Tok.NONE:
        return constant(Constants.Singleton.NONE);
      case Tok.TRUE:
        return constant(Boolean.TRUE);
      case Tok.FALSE:
        return constant(Boolean.FALSE);
      case Tok.ELLIPSIS:
        return constant(Constants.Singleton.ELLIPSIS);
      case Tok.LPAR:
        {
          enter(PARENTHESES_DEPTH);
          Expr e = parenthesized();
          leave(PARENTHESES_DEPTH);
          return e;
        }
      case Tok.LSQB:
        {
          enter(DISPLAY_DEPTH);
          Expr e = list();
          leave(DISPLAY_DEPTH);
          return e;
        }
      case Tok.LBRACE:
        {
          enter(DISPLAY_DEPTH);
          Expr e = dictOrSet();
          leave(DISPLAY_DEPTH);
          return e;
        }
      default:
        throw new ParseFailure();
    }
  }

  /** A tuple, a generator expression, or an expression in parentheses, which leave no trace. */
  private Expr parenthesized() {
    int s = pos++;
    int type = peek();
    if (type == Tok.RPAR) {
      pos++;
      return tuple(s, mark());
    }
    if (type == Tok.YIELD) {
      Expr e = yieldExpression();
      expect(Tok.RPAR);
      return e;
    }
    Expr first = starNamedExpression();
    switch (peek()) {
      case Tok.RPAR:
        if (type == Tok.STAR) {
          throw new ParseFailure();
        }
        pos++;
        return first;
      case Tok.COMMA:
        {
          int mark = mark();
          push(first);
          moreElements(2);
          expect(Tok.RPAR);
          return tuple(s, mark);
        }
      case Tok.FOR, Tok.ASYNC:
        return comprehension(Expr.GENERATOR_EXP, s, first, Tok.RPAR);
      default:
        throw new ParseFailure();
    }
  }

  /** Pushes the elements after the first, if any; a trailing comma is fine. */
  private void moreElements(int depthBelowFirst) {
    enter(depthBelowFirst);
    while (accept(Tok.COMMA) && startsStarExpression(peek())) {
      push(starNamedExpression());
    }
    leave(depthBelowFirst);
  }

  private Expr comprehension(int kind, int s, Expr element, int close) {
    if (element.kind == Expr.STARRED) {
      throw new ParseFailure();
    }
    int rules = kind == Expr.GENERATOR_EXP ? 0 : 1;
    leave(rules);
    Comprehension[] clauses = forIfClauses();
    enter(rules);
    expect(close);
    return new Expr.Comp(kind, element, clauses, line(s), col(s), endLine(), endCol());
  }

  private Expr list() {
    int s = pos++;
    int mark = mark();
    if (peek() != Tok.RSQB) {
      Expr first = starNamedExpression();
      int type = peek();
      if (type == Tok.FOR || type == Tok.ASYNC) {
        return comprehension(Expr.LIST_COMP, s, first, Tok.RSQB);
      }
      push(first);
      moreElements(1);
    }
    expect(Tok.RSQB);
    return new Expr.List(takeExprs(mark), ExprContext.LOAD, line(s), col(s), endLine(), endCol());
  }

  private Expr dictOrSet() {
    int s = pos++;
    int type = peek();
    if (type == Tok.RBRACE) {
      pos++;
      return new Expr.Dict(Expr.EMPTY, Expr.EMPTY, line(s), col(s), endLine(), endCol());
    }
    if (type == Tok.DOUBLESTAR) {
      return dict(s, null, doubleStarred());
    }
    int first = pos;
    Expr e = starNamedExpression();
    switch (peek()) {
      case Tok.COLON:
        {
          if (type == Tok.STAR
              || (e.kind == Expr.NAMED_EXPR && type(first + 1) == Tok.COLONEQUAL)) {
            throw new ParseFailure();
          }
          pos++;
          Expr value = expression();
          int next = peek();
          if (next == Tok.FOR || next == Tok.ASYNC) {
            Comprehension[] clauses = forIfClauses();
            expect(Tok.RBRACE);
            return new Expr.DictComp(e, value, clauses, line(s), col(s), endLine(), endCol());
          }
          return dict(s, e, value);
        }
      case Tok.FOR, Tok.ASYNC:
        return comprehension(Expr.SET_COMP, s, e, Tok.RBRACE);
      default:
        {
          int mark = mark();
          push(e);
          moreElements(1);
          expect(Tok.RBRACE);
          return new Expr.Set(takeExprs(mark), line(s), col(s), endLine(), endCol());
        }
    }
  }

  private Expr doubleStarred() {
    pos++;
    return unpackedOperand();
  }

  private Expr dict(int s, Expr key, Expr value) {
    // Keys and values alternate on the work stack.
    int mark = mark();
    push(key);
    push(value);
    while (accept(Tok.COMMA) && peek() != Tok.RBRACE) {
      if (peek() == Tok.DOUBLESTAR) {
        push(null);
        push(doubleStarred());
      } else {
        push(expression());
        expect(Tok.COLON);
        push(expression());
      }
    }
    expect(Tok.RBRACE);
    int count = pushed(mark) / 2;
    Expr[] keys = new Expr[count];
    Expr[] values = new Expr[count];
    for (int i = 0; i < count; i++) {
      keys[i] = (Expr) work[mark + 2 * i];
      values[i] = (Expr) work[mark + 2 * i + 1];
    }
    drop(mark);
    return new Expr.Dict(keys, values, line(s), col(s), endLine(), endCol());
  }

  private Comprehension[] forIfClauses() {
    int mark = mark();
    while (true) {
      boolean async = false;
      int type = peek();
      if (type == Tok.ASYNC) {
        pos++;
        async = true;
      } else if (type != Tok.FOR) {
        break;
      }
      expect(Tok.FOR);
      Expr target = starTargets();
      expect(Tok.IN);
      Expr iter = disjunction();
      int ifs = mark();
      while (accept(Tok.IF)) {
        push(disjunction());
      }
      if (async) {
        requires(6, "Async comprehensions are");
      }
      push(new Comprehension(target, iter, takeExprs(ifs), async));
    }
    return take(mark, new Comprehension[pushed(mark)]);
  }

  // Targets. They are parsed as expressions and then turned into targets in place.

  /** {@code star_targets}: what {@code for} and comprehensions assign to. */
  final Expr starTargets() {
    int s = pos;
    Expr first = starTarget();
    if (peek() != Tok.COMMA) {
      return first;
    }
    int mark = mark();
    push(first);
    while (accept(Tok.COMMA) && startsStarExpression(peek())) {
      push(starTarget());
    }
    return new Expr.Tuple(takeExprs(mark), ExprContext.STORE, line(s), col(s), endLine(), endCol());
  }

  final Expr starTarget() {
    if (peek() == Tok.STAR) {
      int s = pos++;
      Expr value = primary();
      store(value);
      return new Expr.Starred(value, ExprContext.STORE, line(s), col(s), endLine(), endCol());
    }
    Expr e = primary();
    store(e);
    return e;
  }

  /** Makes an expression a target of assignment; fails if it is none. */
  static void store(Expr e) {
    setContext(e, ExprContext.STORE);
  }

  static void setContext(Expr e, int ctx) {
    switch (e.kind) {
      case Expr.NAME -> ((Expr.Name) e).ctx = ctx;
      case Expr.ATTRIBUTE -> ((Expr.Attribute) e).ctx = ctx;
      case Expr.SUBSCRIPT -> ((Expr.Subscript) e).ctx = ctx;
      case Expr.STARRED -> {
        Expr.Starred starred = (Expr.Starred) e;
        if (ctx == ExprContext.DEL) {
          throw new ParseFailure();
        }
        starred.ctx = ctx;
        setContext(starred.value, ctx);
      }
      case Expr.TUPLE -> {
        Expr.Tuple tuple = (Expr.Tuple) e;
        tuple.ctx = ctx;
        for (Expr element : tuple.elts) {
          setContext(element, ctx);
        }
      }
      case Expr.LIST -> {
        Expr.List list = (Expr.List) e;
        list.ctx = ctx;
        for (Expr element : list.elts) {
          setContext(element, ctx);
        }
      }
      default -> throw new ParseFailure();
    }
  }
}
