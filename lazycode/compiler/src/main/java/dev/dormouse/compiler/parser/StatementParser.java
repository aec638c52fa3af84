package dev.dormouse.compiler.parser;

import dev.dormouse.compiler.ast.Alias;
import dev.dormouse.compiler.ast.Expr;
import dev.dormouse.compiler.ast.ExprContext;
import dev.dormouse.compiler.ast.Mod;
import dev.dormouse.compiler.ast.Operator;
import dev.dormouse.compiler.ast.Stmt;
import dev.dormouse.compiler.ast.TypeIgnore;

/** Parses whole inputs and statements; those with blocks are {@link CompoundParser}'s. */
final class StatementParser extends ExpressionParser {
  // How many grammar rules of CPython are between a statement and what a bracket of its first
  // expression holds, less than if that could be no target; and the same for expressions after "=".
  private static final int FIRST_TARGET_RULES = 19;

  private static final int NEXT_TARGET_RULES = 16;

  /** Null until there is a compound statement: many a program given with -c has none. */
  private CompoundParser compound;

  StatementParser(Source source, int startingLine, int startingCol) {
    super(source, startingLine, startingCol);
  }

  // Inputs, one method for each mode.

  Mod file() {
    int mark = mark();
    while (peek() != Tok.ENDMARKER) {
      statement();
    }
    pos++;
    Stmt[] body = takeStmts(mark);
    return new Mod.Module(
        body, typeIgnores == null ? TypeIgnore.EMPTY : typeIgnores.toArray(TypeIgnore.EMPTY));
  }

  Mod interactive() {
    int mark = mark();
    if (peek() == Tok.NEWLINE) {
      int s = pos++;
      push(new Stmt.Pass(line(s), col(s), endLine(s), endCol(s)));
    } else if (isCompound()) {
      push(compound());
      expect(Tok.NEWLINE);
    } else {
      simpleStatements();
    }
    return new Mod.Interactive(takeStmts(mark));
  }

  Mod evalInput() {
    Expr body = expressions();
    while (accept(Tok.NEWLINE)) {}
    expect(Tok.ENDMARKER);
    return new Mod.Expression(body);
  }

  Mod funcType() {
    expect(Tok.LPAR);
    int mark = mark();
    // A starred one and a double-starred one may come last, in this order.
    int stage = 0;
    while (peek() != Tok.RPAR) {
      int type = peek();
      int kind = type == Tok.STAR ? 1 : type == Tok.DOUBLESTAR ? 2 : 0;
      if (stage > 0 && kind <= stage) {
        throw new ParseFailure();
      }
      if (kind > 0) {
        pos++;
        stage = kind;
      }
      push(expression());
      if (!accept(Tok.COMMA)) {
        break;
      }
      if (peek() == Tok.RPAR) {
        throw new ParseFailure();
      }
    }
    expect(Tok.RPAR);
    Expr[] args = takeExprs(mark);
    expect(Tok.RARROW);
    Expr returns = expression();
    while (accept(Tok.NEWLINE)) {}
    expect(Tok.ENDMARKER);
    return new Mod.FunctionType(args, returns);
  }

  Stmt[] takeStmts(int mark) {
    return take(mark, new Stmt[pushed(mark)]);
  }

  // Statements are pushed on the work stack, because one line can hold several.

  void statement() {
    if (isCompound()) {
      push(compound());
    } else {
      simpleStatements();
    }
  }

  private boolean isCompound() {
    return switch (peek()) {
      case Tok.DEF, Tok.AT, Tok.ASYNC, Tok.IF, Tok.CLASS, Tok.WITH, Tok.FOR, Tok.TRY, Tok.WHILE ->
          true;
      case Tok.NAME -> isWord(pos, "match") && isMatchStatement();
      default -> false;
    };
  }

  /**
   * Whether {@code match} is a keyword here: then a block of cases follows the line, and only then.
   */
  private boolean isMatchStatement() {
    if (!startsStarExpression(peek2())) {
      return false;
    }
    int i = pos + 2;
    while (true) {
      int type = typeAhead(i);
      if (type == Tok.NEWLINE) {
        return type(i - 1) == Tok.COLON;
      }
      if (type == Tok.ENDMARKER || type == Tok.ERRORTOKEN) {
        return false;
      }
      i++;
    }
  }

  private Stmt compound() {
    if (compound == null) {
      compound = new CompoundParser(this);
    }
    enter(1);
    Stmt stmt = compound.statement();
    leave(1);
    return stmt;
  }

  /** The comment at the position if it is one about types and they are wanted, or null. */
  String typeComment() {
    if (!source.typeComments() || peek() != Tok.TYPE_COMMENT) {
      return null;
    }
    int s = pos++;
    return source.text(start(s), end(s));
  }

  void simpleStatements() {
    do {
      push(simple());
    } while (accept(Tok.SEMI) && peek() != Tok.NEWLINE);
    expect(Tok.NEWLINE);
  }

  private Stmt simple() {
    int s = pos;
    switch (peek()) {
      case Tok.PASS:
        pos++;
        return new Stmt.Pass(line(s), col(s), endLine(), endCol());
      case Tok.BREAK:
        pos++;
        return new Stmt.Break(line(s), col(s), endLine(), endCol());
      case Tok.CONTINUE:
        pos++;
        return new Stmt.Continue(line(s), col(s), endLine(), endCol());
      case Tok.RETURN:
        {
          pos++;
          Expr value = startsStarExpression(peek()) ? starExpressions() : null;
          return new Stmt.Return(value, line(s), col(s), endLine(), endCol());
        }
      case Tok.RAISE:
        return raise();
      case Tok.IMPORT:
        return importName();
      case Tok.FROM:
        return importFrom();
      case Tok.DEL:
        return delete();
      case Tok.ASSERT:
        {
          pos++;
          Expr test = expression();
          Expr msg = accept(Tok.COMMA) ? expression() : null;
          return new Stmt.Assert(test, msg, line(s), col(s), endLine(), endCol());
        }
      case Tok.GLOBAL:
        {
          String[] names = names();
          return new Stmt.Global(names, line(s), col(s), endLine(), endCol());
        }
      case Tok.NONLOCAL:
        {
          String[] names = names();
          return new Stmt.Nonlocal(names, line(s), col(s), endLine(), endCol());
        }
      case Tok.YIELD:
        {
          Expr value = yieldExpression();
          return new Stmt.ExprStmt(value, line(s), col(s), endLine(), endCol());
        }
      default:
        return expressionOrAssignment();
    }
  }

  private Stmt raise() {
    int s = pos++;
    Expr exc = null;
    Expr cause = null;
    if (startsExpression(peek())) {
      exc = expression();
      if (accept(Tok.FROM)) {
        cause = expression();
      }
    }
    return new Stmt.Raise(exc, cause, line(s), col(s), endLine(), endCol());
  }

  private String[] names() {
    pos++;
    int mark = mark();
    do {
      expect(Tok.NAME);
      push(name(pos - 1));
    } while (accept(Tok.COMMA));
    return take(mark, new String[pushed(mark)]);
  }

  private Stmt delete() {
    int s = pos++;
    int mark = mark();
    do {
      Expr target = primary();
      setContext(target, ExprContext.DEL);
      push(target);
    } while (accept(Tok.COMMA) && startsExpression(peek()));
    int type = peek();
    if (type != Tok.SEMI && type != Tok.NEWLINE) {
      throw new ParseFailure();
    }
    return new Stmt.Delete(takeExprs(mark), line(s), col(s), endLine(), endCol());
  }

  private String dottedName() {
    expect(Tok.NAME);
    String name = name(pos - 1);
    if (peek() != Tok.DOT) {
      return name;
    }
    StringBuilder out = new StringBuilder(name);
    while (accept(Tok.DOT)) {
      expect(Tok.NAME);
      out.append('.').append(name(pos - 1));
    }
    return out.toString();
  }

  /** What follows {@code as}, or null. */
  String asName() {
    if (!accept(Tok.AS)) {
      return null;
    }
    expect(Tok.NAME);
    return name(pos - 1);
  }

  private Stmt importName() {
    int s = pos++;
    int mark = mark();
    do {
      int a = pos;
      String name = dottedName();
      String asname = asName();
      push(new Alias(name, asname, line(a), col(a), endLine(), endCol()));
    } while (accept(Tok.COMMA));
    return new Stmt.Import(
        take(mark, new Alias[pushed(mark)]), line(s), col(s), endLine(), endCol());
  }

  private Stmt importFrom() {
    int s = pos++;
    int level = 0;
    while (true) {
      if (accept(Tok.DOT)) {
        level++;
      } else if (accept(Tok.ELLIPSIS)) {
        level += 3;
      } else {
        break;
      }
    }
    String module = level > 0 && peek() == Tok.IMPORT ? null : dottedName();
    expect(Tok.IMPORT);
    int mark = mark();
    if (peek() == Tok.STAR) {
      int a = pos++;
      push(new Alias("*", null, line(a), col(a), endLine(), endCol()));
    } else {
      boolean parenthesized = accept(Tok.LPAR);
      do {
        int a = pos;
        expect(Tok.NAME);
        String name = name(a);
        String asname = asName();
        push(new Alias(name, asname, line(a), col(a), endLine(), endCol()));
      } while (accept(Tok.COMMA) && !(parenthesized && peek() == Tok.RPAR));
      if (parenthesized) {
        expect(Tok.RPAR);
      }
    }
    return new Stmt.ImportFrom(
        module, take(mark, new Alias[pushed(mark)]), level, line(s), col(s), endLine(), endCol());
  }

  private static int augmented(int type) {
    return switch (type) {
      case Tok.PLUSEQUAL -> Operator.ADD;
      case Tok.MINEQUAL -> Operator.SUB;
      case Tok.STAREQUAL -> Operator.MULT;
      case Tok.ATEQUAL -> Operator.MAT_MULT;
      case Tok.SLASHEQUAL -> Operator.DIV;
      case Tok.PERCENTEQUAL -> Operator.MOD;
      case Tok.AMPEREQUAL -> Operator.BIT_AND;
      case Tok.VBAREQUAL -> Operator.BIT_OR;
      case Tok.CIRCUMFLEXEQUAL -> Operator.BIT_XOR;
      case Tok.LEFTSHIFTEQUAL -> Operator.LSHIFT;
      case Tok.RIGHTSHIFTEQUAL -> Operator.RSHIFT;
      case Tok.DOUBLESTAREQUAL -> Operator.POW;
      case Tok.DOUBLESLASHEQUAL -> Operator.FLOOR_DIV;
      default -> 0;
    };
  }

  private Stmt expressionOrAssignment() {
    int s = pos;
    asTarget(FIRST_TARGET_RULES);
    Expr first = starExpressions();
    int type = peek();
    switch (type) {
      case Tok.EQUAL:
        return assignment(s, first);
      case Tok.COLON:
        return annotated(s, first);
      default:
        break;
    }
    int op = augmented(type);
    if (op == 0) {
      return new Stmt.ExprStmt(first, line(s), col(s), endLine(), endCol());
    }
    checkSingleTarget(first);
    store(first);
    pos++;
    if (type == Tok.ATEQUAL) {
      requires(5, "The '@' operator is");
    }
    Expr value = yieldOrStarExpressions();
    return new Stmt.AugAssign(first, op, value, line(s), col(s), endLine(), endCol());
  }

  private static void checkSingleTarget(Expr e) {
    if (e.kind != Expr.NAME && e.kind != Expr.ATTRIBUTE && e.kind != Expr.SUBSCRIPT) {
      throw new ParseFailure();
    }
  }

  private Stmt assignment(int s, Expr first) {
    int mark = mark();
    Expr value = first;
    while (accept(Tok.EQUAL)) {
      store(value);
      push(value);
      asTarget(NEXT_TARGET_RULES);
      value = yieldOrStarExpressions();
    }
    String comment = typeComment();
    int e = pos - 1;
    return new Stmt.Assign(takeExprs(mark), value, comment, line(s), col(s), endLine(e), endCol(e));
  }

  private Stmt annotated(int s, Expr target) {
    checkSingleTarget(target);
    store(target);
    boolean simple = target.kind == Expr.NAME && type(s) == Tok.NAME;
    pos++;
    Expr annotation = expression();
    Expr value = accept(Tok.EQUAL) ? yieldOrStarExpressions() : null;
    requires(
        6,
        type(s) == Tok.NAME && simple
            ? "Variable annotation syntax is"
            : "Variable annotations syntax is");
    return new Stmt.AnnAssign(
        target, annotation, value, simple, line(s), col(s), endLine(), endCol());
  }
}
