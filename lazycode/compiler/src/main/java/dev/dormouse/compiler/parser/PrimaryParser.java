package dev.dormouse.compiler.parser;

import dev.dormouse.code.Constants;
import dev.dormouse.compiler.ast.Comprehension;
import dev.dormouse.compiler.ast.Expr;
import dev.dormouse.compiler.ast.ExprContext;
import dev.dormouse.compiler.ast.Keyword;
import java.util.Arrays;

/**
 * Parses what operators stand between: atoms, displays and comprehensions, calls, subscripts and
 * attributes; and the targets that are made of them.
 */
abstract class PrimaryParser extends NodeBuilder {
  // How many grammar rules of CPython lie between the operand that a bracket begins or follows and
  // an expression in the bracket, which counts itself.

  private static final int PARENTHESES_DEPTH = 27;

  /** Of displays of lists, sets and dicts. */
  private static final int DISPLAY_DEPTH = 28;

  private static final int ARGUMENTS_DEPTH = 26;

  /** Of the first argument, which may be the element of a generator expression. */
  private static final int FIRST_ARGUMENT_DEPTH = 23;

  private static final int SUBSCRIPT_DEPTH = 23;

  /** Where {@link #asTarget} was called last, and the rules saved there. */
  private int targetStart = -1;

  private int rulesSaved;

  PrimaryParser(Source source, int startingLine, int startingCol) {
    super(source, startingLine, startingCol);
  }

  // What is inside of brackets.

  abstract Expr expression();

  abstract Expr namedExpression();

  abstract Expr starNamedExpression();

  abstract Expr disjunction();

  /** Binary operators that bind at least as tightly as a level; level 0 is {@code bitwise_or}. */
  abstract Expr binary(int level);

  abstract Expr yieldExpression();

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

  /**
   * What comes next might be assigned to. CPython tries that first, which takes so many grammar
   * rules less than an expression does, and remembers what it found in brackets on the way.
   */
  final void asTarget(int rules) {
    targetStart = pos;
    rulesSaved = rules;
  }

  final Expr primary() {
    int s = pos;
    int saved = s == targetStart ? rulesSaved : 0;
    leave(saved);
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
          enter(saved);
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
          push(starredExpression());
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
      return starredExpression();
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
      keys[i] = (Expr) child(mark + 2 * i);
      values[i] = (Expr) child(mark + 2 * i + 1);
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

  final Expr tuple(int s, int mark) {
    return new Expr.Tuple(takeExprs(mark), ExprContext.LOAD, line(s), col(s), endLine(), endCol());
  }

  /** {@code *} and any expression, as in calls and subscripts. */
  private Expr starredExpression() {
    int s = pos++;
    return starred(s, expression());
  }

  /** {@code *} and an operand of {@code |}, as in tuples and displays. */
  final Expr starredOperand() {
    int s = pos++;
    return starred(s, unpackedOperand());
  }

  private Expr starred(int s, Expr value) {
    return new Expr.Starred(value, ExprContext.LOAD, line(s), col(s), endLine(), endCol());
  }

  /** An operand of {@code |}, which needs fewer grammar rules than an expression. */
  private Expr unpackedOperand() {
    leave(5);
    Expr operand = binary(0);
    enter(5);
    return operand;
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
