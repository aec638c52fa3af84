package dev.dormouse.compiler.parser;

import dev.dormouse.compiler.CompilerFlags;
import dev.dormouse.compiler.ast.Arguments;
import dev.dormouse.compiler.ast.BoolOperator;
import dev.dormouse.compiler.ast.CmpOperator;
import dev.dormouse.compiler.ast.Expr;
import dev.dormouse.compiler.ast.ExprContext;
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
class ExpressionParser extends PrimaryParser {
  ExpressionParser(Source source, int startingLine, int startingCol) {
    super(source, startingLine, startingCol);
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

  private Expr starExpression() {
    return peek() == Tok.STAR ? starredOperand() : expression();
  }

  /** The annotation {@code *a} of a {@code *args} parameter. */
  final Expr starAnnotation() {
    return starredOperand();
  }

  @Override
  final Expr starNamedExpression() {
    return peek() == Tok.STAR ? starredOperand() : namedExpression();
  }

  @Override
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

  @Override
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

  @Override
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

  @Override
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
  @Override
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
}
