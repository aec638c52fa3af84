package dev.dormouse.compiler.parser;

import dev.dormouse.compiler.ast.Alias;
import dev.dormouse.compiler.ast.Arguments;
import dev.dormouse.compiler.ast.ExceptHandler;
import dev.dormouse.compiler.ast.Expr;
import dev.dormouse.compiler.ast.ExprContext;
import dev.dormouse.compiler.ast.Keyword;
import dev.dormouse.compiler.ast.MatchCase;
import dev.dormouse.compiler.ast.Mod;
import dev.dormouse.compiler.ast.Operator;
import dev.dormouse.compiler.ast.Pattern;
import dev.dormouse.compiler.ast.Stmt;
import dev.dormouse.compiler.ast.TypeIgnore;
import dev.dormouse.compiler.ast.WithItem;

/** Parses statements and whole inputs. */
final class StatementParser extends ExpressionParser {
  // How many grammar rules of CPython are between a statement and what a bracket of its first
  // expression holds, less than if that could be no target; and the same for expressions after "=".
  private static final int FIRST_TARGET_RULES = 19;

  private static final int NEXT_TARGET_RULES = 16;

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

  private Stmt[] takeStmts(int mark) {
    return take(mark, new Stmt[pushed(mark)]);
  }

  // Statements are pushed on the work stack, because one line can hold several.

  private void statement() {
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
    enter(1);
    Stmt stmt =
        switch (peek()) {
          case Tok.DEF -> functionDef(pos, Expr.EMPTY, false);
          case Tok.AT -> decorated();
          case Tok.ASYNC -> async();
          case Tok.IF -> ifStatement();
          case Tok.CLASS -> classDef(Expr.EMPTY);
          case Tok.WITH -> with(pos, false);
          case Tok.FOR -> forStatement(pos, false);
          case Tok.TRY -> tryStatement();
          case Tok.WHILE -> whileStatement();
          default -> match();
        };
    leave(1);
    return stmt;
  }

  private Stmt async() {
    int s = pos++;
    return switch (peek()) {
      case Tok.DEF -> functionDef(s, Expr.EMPTY, true);
      case Tok.WITH -> with(s, true);
      case Tok.FOR -> forStatement(s, true);
      default -> throw new ParseFailure();
    };
  }

  private Stmt decorated() {
    int mark = mark();
    while (accept(Tok.AT)) {
      push(namedExpression());
      expect(Tok.NEWLINE);
    }
    Expr[] decorators = takeExprs(mark);
    int s = pos;
    switch (peek()) {
      case Tok.CLASS:
        return classDef(decorators);
      case Tok.ASYNC:
        pos++;
        return functionDef(s, decorators, true);
      default:
        return functionDef(s, decorators, false);
    }
  }

  private Stmt functionDef(int s, Expr[] decorators, boolean async) {
    expect(Tok.DEF);
    expect(Tok.NAME);
    String name = name(pos - 1);
    expect(Tok.LPAR);
    Arguments args = new ParameterParser(this, false).parse();
    expect(Tok.RPAR);
    Expr returns = accept(Tok.RARROW) ? expression() : null;
    expect(Tok.COLON);
    String comment = functionTypeComment();
    Stmt[] body = block();
    int e = lastSolid();
    if (async) {
      requires(5, "Async functions are");
    }
    return new Stmt.FunctionDef(
        async ? Stmt.ASYNC_FUNCTION_DEF : Stmt.FUNCTION_DEF,
        name,
        args,
        body,
        decorators,
        returns,
        comment,
        line(s),
        col(s),
        endLine(e),
        endCol(e));
  }

  /** The type comment of a function stands behind its colon or on a line of its own. */
  private String functionTypeComment() {
    if (!source.typeComments()) {
      return null;
    }
    if (peek() == Tok.NEWLINE && peek2() == Tok.TYPE_COMMENT) {
      if (typeAhead(pos + 2) != Tok.NEWLINE || typeAhead(pos + 3) != Tok.INDENT) {
        throw new ParseFailure();
      }
      pos++;
    }
    return typeComment();
  }

  private String typeComment() {
    if (!source.typeComments() || peek() != Tok.TYPE_COMMENT) {
      return null;
    }
    int s = pos++;
    return source.text(start(s), end(s));
  }

  private Stmt classDef(Expr[] decorators) {
    int s = pos++;
    expect(Tok.NAME);
    String name = name(pos - 1);
    Expr[] bases = Expr.EMPTY;
    Keyword[] keywords = Keyword.EMPTY;
    if (peek() == Tok.LPAR) {
      int mark = mark();
      keywords = arguments(false);
      bases = takeExprs(mark);
    }
    expect(Tok.COLON);
    Stmt[] body = block();
    int e = lastSolid();
    return new Stmt.ClassDef(
        name, bases, keywords, body, decorators, line(s), col(s), endLine(e), endCol(e));
  }

  private Stmt[] block() {
    int mark = mark();
    if (accept(Tok.NEWLINE)) {
      expect(Tok.INDENT);
      do {
        statement();
      } while (peek() != Tok.DEDENT);
      pos++;
    } else {
      simpleStatements();
    }
    return takeStmts(mark);
  }

  private Stmt[] elseBlock() {
    if (!accept(Tok.ELSE)) {
      return Stmt.EMPTY;
    }
    expect(Tok.COLON);
    return block();
  }

  /** An {@code if} or {@code elif}. */
  private Stmt ifStatement() {
    enter(1);
    int s = pos++;
    Expr test = namedExpression();
    expect(Tok.COLON);
    Stmt[] body = block();
    Stmt[] orelse = peek() == Tok.ELIF ? new Stmt[] {ifStatement()} : elseBlock();
    leave(1);
    int e = lastSolid();
    return new Stmt.If(test, body, orelse, line(s), col(s), endLine(e), endCol(e));
  }

  private Stmt whileStatement() {
    int s = pos++;
    Expr test = namedExpression();
    expect(Tok.COLON);
    Stmt[] body = block();
    Stmt[] orelse = elseBlock();
    int e = lastSolid();
    return new Stmt.While(test, body, orelse, line(s), col(s), endLine(e), endCol(e));
  }

  private Stmt forStatement(int s, boolean async) {
    pos++;
    Expr target = starTargets();
    expect(Tok.IN);
    Expr iter = starExpressions();
    expect(Tok.COLON);
    String comment = typeComment();
    Stmt[] body = block();
    Stmt[] orelse = elseBlock();
    int e = lastSolid();
    if (async) {
      requires(5, "Async for loops are");
    }
    return new Stmt.For(
        async ? Stmt.ASYNC_FOR : Stmt.FOR,
        target,
        iter,
        body,
        orelse,
        comment,
        line(s),
        col(s),
        endLine(e),
        endCol(e));
  }

  private Stmt with(int s, boolean async) {
    pos++;
    WithItem[] items = peek() == Tok.LPAR ? parenthesizedItems() : null;
    boolean parenthesized = items != null;
    String comment = null;
    if (items == null) {
      int mark = mark();
      do {
        push(withItem());
      } while (accept(Tok.COMMA));
      items = take(mark, new WithItem[pushed(mark)]);
      expect(Tok.COLON);
      comment = typeComment();
    }
    Stmt[] body = block();
    int e = lastSolid();
    if (async) {
      requires(5, "Async with statements are");
    } else if (parenthesized) {
      requires(9, "Parenthesized context managers are");
    }
    return new Stmt.With(
        async ? Stmt.ASYNC_WITH : Stmt.WITH,
        items,
        body,
        comment,
        line(s),
        col(s),
        endLine(e),
        endCol(e));
  }

  /**
   * Items in parentheses and the colon after them; null, with the position unchanged, when the
   * parenthesis belongs to an expression. Only a parenthesis that closes right before the colon is
   * tried.
   */
  private WithItem[] parenthesizedItems() {
    int s = pos;
    int outside = level(s) - 1;
    int i = s + 1;
    while (true) {
      int type = typeAhead(i);
      if (type == Tok.ERRORTOKEN || type == Tok.ENDMARKER) {
        return null;
      }
      if (level(i) == outside) {
        break;
      }
      i++;
    }
    if (typeAhead(i + 1) != Tok.COLON || typeAhead(i + 2) == Tok.TYPE_COMMENT) {
      return null;
    }
    int mark = mark();
    int depth = depth();
    try {
      pos++;
      do {
        push(withItem());
      } while (accept(Tok.COMMA) && peek() != Tok.RPAR);
      if (pos == i) {
        pos += 2;
        return take(mark, new WithItem[pushed(mark)]);
      }
    } catch (ParseFailure e) {
      // A tuple, a yield or the like: read again as an expression.
    }
    drop(mark);
    leave(depth() - depth);
    pos = s;
    return null;
  }

  private WithItem withItem() {
    Expr context = expression();
    Expr target = null;
    if (accept(Tok.AS)) {
      target = starTarget();
      int type = peek();
      if (type != Tok.COMMA && type != Tok.RPAR && type != Tok.COLON) {
        throw new ParseFailure();
      }
    }
    return new WithItem(context, target);
  }

  private Stmt tryStatement() {
    int s = pos++;
    expect(Tok.COLON);
    Stmt[] body = block();
    int mark = mark();
    boolean star = false;
    while (peek() == Tok.EXCEPT) {
      int h = pos++;
      boolean starred = accept(Tok.STAR);
      if (pushedSince(mark) && starred != star) {
        throw new ParseFailure();
      }
      star = starred;
      Expr type = null;
      String name = null;
      if (starred || peek() != Tok.COLON) {
        type = expression();
        if (accept(Tok.AS)) {
          expect(Tok.NAME);
          name = name(pos - 1);
        }
      }
      expect(Tok.COLON);
      Stmt[] handler = block();
      int e = lastSolid();
      push(new ExceptHandler(type, name, handler, line(h), col(h), endLine(e), endCol(e)));
    }
    ExceptHandler[] handlers = take(mark, new ExceptHandler[pushed(mark)]);
    Stmt[] orelse = handlers.length > 0 ? elseBlock() : Stmt.EMPTY;
    Stmt[] finalbody = Stmt.EMPTY;
    if (accept(Tok.FINALLY)) {
      expect(Tok.COLON);
      finalbody = block();
    } else if (handlers.length == 0) {
      throw new ParseFailure();
    }
    int e = lastSolid();
    if (star) {
      requires(11, "Exception groups are");
    }
    return new Stmt.Try(
        star ? Stmt.TRY_STAR : Stmt.TRY,
        body,
        handlers,
        orelse,
        finalbody,
        line(s),
        col(s),
        endLine(e),
        endCol(e));
  }

  private Stmt match() {
    int s = pos++;
    int subjectStart = pos;
    int mark = mark();
    boolean starred = peek() == Tok.STAR;
    Expr subject = starred ? starAnnotation() : namedExpression();
    if (starred || peek() == Tok.COMMA) {
      push(subject);
      if (peek() != Tok.COMMA) {
        throw new ParseFailure();
      }
      while (accept(Tok.COMMA) && startsStarExpression(peek())) {
        push(peek() == Tok.STAR ? starAnnotation() : namedExpression());
      }
      subject =
          new Expr.Tuple(
              takeExprs(mark),
              ExprContext.LOAD,
              line(subjectStart),
              col(subjectStart),
              endLine(),
              endCol());
    }
    expect(Tok.COLON);
    expect(Tok.NEWLINE);
    expect(Tok.INDENT);
    PatternParser patterns = new PatternParser(this);
    do {
      if (peek() != Tok.NAME || !isWord(pos, "case")) {
        throw new ParseFailure();
      }
      pos++;
      Pattern pattern = patterns.patterns();
      Expr guard = accept(Tok.IF) ? namedExpression() : null;
      expect(Tok.COLON);
      push(new MatchCase(pattern, guard, block()));
    } while (peek() != Tok.DEDENT);
    pos++;
    MatchCase[] cases = take(mark, new MatchCase[pushed(mark)]);
    int e = lastSolid();
    requires(10, "Pattern matching is");
    return new Stmt.Match(subject, cases, line(s), col(s), endLine(e), endCol(e));
  }

  private void simpleStatements() {
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

  private String asName() {
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
