package dev.dormouse.compiler.parser;

import dev.dormouse.code.Constants;
import dev.dormouse.compiler.PySyntaxError;
import dev.dormouse.compiler.ast.Expr;
import dev.dormouse.compiler.ast.ExprContext;
import dev.dormouse.compiler.ast.Operator;
import dev.dormouse.compiler.ast.Pattern;
import dev.dormouse.compiler.ast.UnaryOperator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Parses the patterns of {@code case} blocks. */
final class PatternParser {
  private final ExpressionParser p;

  PatternParser(ExpressionParser p) {
    this.p = p;
  }

  private RuntimeException failure() {
    return new ParseFailure();
  }

  /** What follows {@code case}: a pattern, or several as a sequence without brackets. */
  Pattern patterns() {
    int s = p.pos;
    Pattern first = maybeStar();
    if (p.peek() != Tok.COMMA) {
      if (first.kind == Pattern.MATCH_STAR) {
        throw failure();
      }
      return first;
    }
    int mark = p.mark();
    p.push(first);
    moreOfSequence();
    return sequence(s, mark);
  }

  /** Pushes the patterns after the first; a trailing comma is fine. */
  private void moreOfSequence() {
    while (p.accept(Tok.COMMA) && startsPattern(p.peek())) {
      p.push(maybeStar());
    }
  }

  private static boolean startsPattern(int type) {
    return switch (type) {
      case Tok.STAR,
          Tok.NAME,
          Tok.NUMBER,
          Tok.STRING,
          Tok.MINUS,
          Tok.NONE,
          Tok.TRUE,
          Tok.FALSE,
          Tok.LPAR,
          Tok.LSQB,
          Tok.LBRACE ->
          true;
      default -> false;
    };
  }

  private Pattern sequence(int s, int mark) {
    return new Pattern.MatchSequence(
        takePatterns(mark), p.line(s), p.col(s), p.endLine(), p.endCol());
  }

  private Pattern[] takePatterns(int mark) {
    return p.take(mark, new Pattern[p.pushed(mark)]);
  }

  private Pattern maybeStar() {
    if (p.peek() != Tok.STAR) {
      return pattern();
    }
    int s = p.pos++;
    p.expect(Tok.NAME);
    String name = p.isWord(p.pos - 1, "_") ? null : p.name(p.pos - 1);
    if (name != null) {
      checkNoTarget();
    }
    return new Pattern.MatchStar(name, p.line(s), p.col(s), p.endLine(), p.endCol());
  }

  /** A captured name must not go on as something else. */
  private void checkNoTarget() {
    int type = p.peek();
    if (type == Tok.DOT || type == Tok.LPAR || type == Tok.EQUAL) {
      throw failure();
    }
  }

  private Pattern pattern() {
    p.enter(8);
    int s = p.pos;
    Pattern e = orPattern();
    if (p.accept(Tok.AS)) {
      e = new Pattern.MatchAs(e, captureName(), p.line(s), p.col(s), p.endLine(), p.endCol());
    }
    p.leave(8);
    return e;
  }

  private String captureName() {
    p.expect(Tok.NAME);
    if (p.isWord(p.pos - 1, "_")) {
      throw failure();
    }
    String name = p.name(p.pos - 1);
    checkNoTarget();
    return name;
  }

  private Pattern orPattern() {
    int s = p.pos;
    Pattern first = closed();
    if (p.peek() != Tok.VBAR) {
      return first;
    }
    int mark = p.mark();
    p.push(first);
    while (p.accept(Tok.VBAR)) {
      p.push(closed());
    }
    return new Pattern.MatchOr(takePatterns(mark), p.line(s), p.col(s), p.endLine(), p.endCol());
  }

  private Pattern closed() {
    int s = p.pos;
    switch (p.peek()) {
      case Tok.NUMBER, Tok.MINUS, Tok.STRING:
        {
          Expr value = literal();
          return new Pattern.MatchValue(value, p.line(s), p.col(s), p.endLine(), p.endCol());
        }
      case Tok.NONE:
        return singleton(Constants.Singleton.NONE);
      case Tok.TRUE:
        return singleton(Boolean.TRUE);
      case Tok.FALSE:
        return singleton(Boolean.FALSE);
      case Tok.NAME:
        return named();
      case Tok.LPAR:
        return parenthesized();
      case Tok.LSQB:
        {
          p.pos++;
          int mark = p.mark();
          if (p.peek() != Tok.RSQB) {
            p.push(maybeStar());
            moreOfSequence();
          }
          p.expect(Tok.RSQB);
          return sequence(s, mark);
        }
      case Tok.LBRACE:
        return mapping();
      default:
        throw failure();
    }
  }

  private Pattern singleton(Object value) {
    int s = p.pos++;
    return new Pattern.MatchSingleton(value, p.line(s), p.col(s), p.endLine(), p.endCol());
  }

  /** A string, a number, or a sum of a real and an imaginary number. */
  private Expr literal() {
    if (p.peek() == Tok.STRING) {
      return p.strings();
    }
    int s = p.pos;
    Expr real = signedNumber();
    int op = p.peek();
    if (op != Tok.PLUS && op != Tok.MINUS) {
      return real;
    }
    checkReal(p, s, p.pos - 1);
    p.pos++;
    if (p.peek() != Tok.NUMBER) {
      throw failure();
    }
    int at = p.pos;
    Expr imaginary = p.number();
    checkImaginary(p, at, imaginary);
    return new Expr.BinOp(
        real,
        op == Tok.PLUS ? Operator.ADD : Operator.SUB,
        imaginary,
        p.line(s),
        p.col(s),
        p.endLine(),
        p.endCol());
  }

  private Expr signedNumber() {
    int s = p.pos;
    boolean minus = p.accept(Tok.MINUS);
    if (p.peek() != Tok.NUMBER) {
      throw failure();
    }
    Expr number = p.number();
    return minus
        ? new Expr.UnaryOp(UnaryOperator.USUB, number, p.line(s), p.col(s), p.endLine(), p.endCol())
        : number;
  }

  private static void checkReal(TokenCursor p, int s, int number) {
    if (Numbers.value(p, number) instanceof Constants.Complex) {
      throw numberError(p, number, "real number required in complex literal");
    }
  }

  private static void checkImaginary(TokenCursor p, int token, Expr number) {
    if (!(((Expr.Constant) number).value instanceof Constants.Complex)) {
      throw numberError(p, token, "imaginary number required in complex literal");
    }
  }

  private static PySyntaxError numberError(TokenCursor p, int i, String message) {
    return p.errorAt(
        PySyntaxError.Type.SYNTAX_ERROR, message, p.line(i), p.col(i), p.endLine(i), p.endCol(i));
  }

  /** A pattern that begins with a name: capture, wildcard, value or class. */
  private Pattern named() {
    int s = p.pos;
    if (p.isWord(s, "_")) {
      // Always the wildcard, even where a name would go on.
      p.pos++;
      return new Pattern.MatchAs(null, null, p.line(s), p.col(s), p.endLine(), p.endCol());
    }
    int next = p.peek2();
    if (next != Tok.DOT && next != Tok.LPAR) {
      p.pos++;
      checkNoTarget();
      return new Pattern.MatchAs(null, p.name(s), p.line(s), p.col(s), p.endLine(), p.endCol());
    }
    Expr name = nameOrAttribute();
    if (p.peek() == Tok.LPAR) {
      return classPattern(s, name);
    }
    checkNoTarget();
    return new Pattern.MatchValue(name, p.line(s), p.col(s), p.endLine(), p.endCol());
  }

  private Expr nameOrAttribute() {
    int s = p.pos;
    Expr e = p.nameNode(ExprContext.LOAD);
    while (p.accept(Tok.DOT)) {
      p.expect(Tok.NAME);
      e =
          new Expr.Attribute(
              e, p.name(p.pos - 1), ExprContext.LOAD, p.line(s), p.col(s), p.endLine(), p.endCol());
    }
    return e;
  }

  private Pattern classPattern(int s, Expr cls) {
    p.pos++;
    int mark = p.mark();
    int positional = 0;
    String[] names = new String[0];
    while (p.peek() != Tok.RPAR) {
      if (p.peek() == Tok.NAME && p.peek2() == Tok.EQUAL) {
        names = Arrays.copyOf(names, names.length + 1);
        names[names.length - 1] = p.name(p.pos);
        p.pos += 2;
      } else {
        if (names.length > 0) {
          throw failure();
        }
        positional++;
      }
      p.push(pattern());
      if (!p.accept(Tok.COMMA)) {
        break;
      }
    }
    p.expect(Tok.RPAR);
    Pattern[] all = takePatterns(mark);
    return new Pattern.MatchClass(
        cls,
        Arrays.copyOf(all, positional),
        names,
        Arrays.copyOfRange(all, positional, all.length),
        p.line(s),
        p.col(s),
        p.endLine(),
        p.endCol());
  }

  private Pattern parenthesized() {
    int s = p.pos++;
    int mark = p.mark();
    if (p.accept(Tok.RPAR)) {
      return sequence(s, mark);
    }
    Pattern first = maybeStar();
    if (p.peek() == Tok.RPAR && first.kind != Pattern.MATCH_STAR) {
      p.pos++;
      return first;
    }
    if (p.peek() != Tok.COMMA) {
      throw failure();
    }
    p.push(first);
    moreOfSequence();
    p.expect(Tok.RPAR);
    return sequence(s, mark);
  }

  private Pattern mapping() {
    int s = p.pos++;
    int mark = p.mark();
    List<Expr> keys = new ArrayList<>();
    String rest = null;
    while (p.peek() != Tok.RBRACE) {
      if (p.accept(Tok.DOUBLESTAR)) {
        rest = captureName();
        p.accept(Tok.COMMA);
        break;
      }
      keys.add(key());
      p.expect(Tok.COLON);
      p.push(pattern());
      if (!p.accept(Tok.COMMA)) {
        break;
      }
    }
    p.expect(Tok.RBRACE);
    return new Pattern.MatchMapping(
        keys.toArray(Expr.EMPTY),
        takePatterns(mark),
        rest,
        p.line(s),
        p.col(s),
        p.endLine(),
        p.endCol());
  }

  private Expr key() {
    switch (p.peek()) {
      case Tok.NUMBER, Tok.MINUS, Tok.STRING:
        return literal();
      case Tok.NONE, Tok.TRUE, Tok.FALSE:
        return p.atom();
      case Tok.NAME:
        if (p.peek2() != Tok.DOT) {
          throw failure();
        }
        return nameOrAttribute();
      default:
        throw failure();
    }
  }
}
