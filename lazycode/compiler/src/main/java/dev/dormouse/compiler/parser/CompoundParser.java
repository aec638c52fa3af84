package dev.dormouse.compiler.parser;

import dev.dormouse.compiler.ast.Arguments;
import dev.dormouse.compiler.ast.ExceptHandler;
import dev.dormouse.compiler.ast.Expr;
import dev.dormouse.compiler.ast.ExprContext;
import dev.dormouse.compiler.ast.Keyword;
import dev.dormouse.compiler.ast.MatchCase;
import dev.dormouse.compiler.ast.Pattern;
import dev.dormouse.compiler.ast.Stmt;
import dev.dormouse.compiler.ast.WithItem;

/** Parses the statements that have blocks, from their first token on. */
final class CompoundParser {
  private final StatementParser p;

  CompoundParser(StatementParser p) {
    this.p = p;
  }

  /** The statement at the position, whose first token is one that {@link StatementParser} knows. */
  Stmt statement() {
    return switch (p.peek()) {
      case Tok.DEF -> functionDef(p.pos, Expr.EMPTY, false);
      case Tok.AT -> decorated();
      case Tok.ASYNC -> async();
      case Tok.IF -> ifStatement();
      case Tok.CLASS -> classDef(Expr.EMPTY);
      case Tok.WITH -> with(p.pos, false);
      case Tok.FOR -> forStatement(p.pos, false);
      case Tok.TRY -> tryStatement();
      case Tok.WHILE -> whileStatement();
      default -> match();
    };
  }

  private Stmt async() {
    int s = p.pos++;
    return switch (p.peek()) {
      case Tok.DEF -> functionDef(s, Expr.EMPTY, true);
      case Tok.WITH -> with(s, true);
      case Tok.FOR -> forStatement(s, true);
      default -> throw new ParseFailure();
    };
  }

  private Stmt decorated() {
    int mark = p.mark();
    while (p.accept(Tok.AT)) {
      p.push(p.namedExpression());
      p.expect(Tok.NEWLINE);
    }
    Expr[] decorators = p.takeExprs(mark);
    int s = p.pos;
    switch (p.peek()) {
      case Tok.CLASS:
        return classDef(decorators);
      case Tok.ASYNC:
        p.pos++;
        return functionDef(s, decorators, true);
      default:
        return functionDef(s, decorators, false);
    }
  }

  private Stmt functionDef(int s, Expr[] decorators, boolean async) {
    p.expect(Tok.DEF);
    p.expect(Tok.NAME);
    String name = p.name(p.pos - 1);
    p.expect(Tok.LPAR);
    Arguments args = new ParameterParser(p, false).parse();
    p.expect(Tok.RPAR);
    Expr returns = p.accept(Tok.RARROW) ? p.expression() : null;
    p.expect(Tok.COLON);
    String comment = functionTypeComment();
    Stmt[] body = block();
    int e = p.lastSolid();
    if (async) {
      p.requires(5, "Async functions are");
    }
    return new Stmt.FunctionDef(
        async ? Stmt.ASYNC_FUNCTION_DEF : Stmt.FUNCTION_DEF,
        name,
        args,
        body,
        decorators,
        returns,
        comment,
        p.line(s),
        p.col(s),
        p.endLine(e),
        p.endCol(e));
  }

  /** The type comment of a function stands behind its colon or on a line of its own. */
  private String functionTypeComment() {
    if (!p.source.typeComments()) {
      return null;
    }
    if (p.peek() == Tok.NEWLINE && p.peek2() == Tok.TYPE_COMMENT) {
      if (p.typeAhead(p.pos + 2) != Tok.NEWLINE || p.typeAhead(p.pos + 3) != Tok.INDENT) {
        throw new ParseFailure();
      }
      p.pos++;
    }
    return p.typeComment();
  }

  private Stmt classDef(Expr[] decorators) {
    int s = p.pos++;
    p.expect(Tok.NAME);
    String name = p.name(p.pos - 1);
    Expr[] bases = Expr.EMPTY;
    Keyword[] keywords = Keyword.EMPTY;
    if (p.peek() == Tok.LPAR) {
      int mark = p.mark();
      keywords = p.arguments(false);
      bases = p.takeExprs(mark);
    }
    p.expect(Tok.COLON);
    Stmt[] body = block();
    int e = p.lastSolid();
    return new Stmt.ClassDef(
        name, bases, keywords, body, decorators, p.line(s), p.col(s), p.endLine(e), p.endCol(e));
  }

  private Stmt[] block() {
    int mark = p.mark();
    if (p.accept(Tok.NEWLINE)) {
      p.expect(Tok.INDENT);
      do {
        p.statement();
      } while (p.peek() != Tok.DEDENT);
      p.pos++;
    } else {
      p.simpleStatements();
    }
    return p.takeStmts(mark);
  }

  private Stmt[] elseBlock() {
    if (!p.accept(Tok.ELSE)) {
      return Stmt.EMPTY;
    }
    p.expect(Tok.COLON);
    return block();
  }

  /** An {@code if} or {@code elif}. */
  private Stmt ifStatement() {
    p.enter(1);
    int s = p.pos++;
    Expr test = p.namedExpression();
    p.expect(Tok.COLON);
    Stmt[] body = block();
    Stmt[] orelse = p.peek() == Tok.ELIF ? new Stmt[] {ifStatement()} : elseBlock();
    p.leave(1);
    int e = p.lastSolid();
    return new Stmt.If(test, body, orelse, p.line(s), p.col(s), p.endLine(e), p.endCol(e));
  }

  private Stmt whileStatement() {
    int s = p.pos++;
    Expr test = p.namedExpression();
    p.expect(Tok.COLON);
    Stmt[] body = block();
    Stmt[] orelse = elseBlock();
    int e = p.lastSolid();
    return new Stmt.While(test, body, orelse, p.line(s), p.col(s), p.endLine(e), p.endCol(e));
  }

  private Stmt forStatement(int s, boolean async) {
    p.pos++;
    Expr target = p.starTargets();
    p.expect(Tok.IN);
    Expr iter = p.starExpressions();
    p.expect(Tok.COLON);
    String comment = p.typeComment();
    Stmt[] body = block();
    Stmt[] orelse = elseBlock();
    int e = p.lastSolid();
    if (async) {
      p.requires(5, "Async for loops are");
    }
    return new Stmt.For(
        async ? Stmt.ASYNC_FOR : Stmt.FOR,
        target,
        iter,
        body,
        orelse,
        comment,
        p.line(s),
        p.col(s),
        p.endLine(e),
        p.endCol(e));
  }

  private Stmt with(int s, boolean async) {
    p.pos++;
    WithItem[] items = p.peek() == Tok.LPAR ? parenthesizedItems() : null;
    boolean parenthesized = items != null;
    String comment = null;
    if (items == null) {
      int mark = p.mark();
      do {
        p.push(withItem());
      } while (p.accept(Tok.COMMA));
      items = p.take(mark, new WithItem[p.pushed(mark)]);
      p.expect(Tok.COLON);
      comment = p.typeComment();
    }
    Stmt[] body = block();
    int e = p.lastSolid();
    if (async) {
      p.requires(5, "Async with statements are");
    } else if (parenthesized) {
      p.requires(9, "Parenthesized context managers are");
    }
    return new Stmt.With(
        async ? Stmt.ASYNC_WITH : Stmt.WITH,
        items,
        body,
        comment,
        p.line(s),
        p.col(s),
        p.endLine(e),
        p.endCol(e));
  }

  /**
   * Items in parentheses and the colon after them; null, with the position unchanged, when the
   * parenthesis belongs to an expression. Only a parenthesis that closes right before the colon is
   * tried.
   */
  private WithItem[] parenthesizedItems() {
    int s = p.pos;
    int outside = p.level(s) - 1;
    int i = s + 1;
    while (true) {
      int type = p.typeAhead(i);
      if (type == Tok.ERRORTOKEN || type == Tok.ENDMARKER) {
        return null;
      }
      if (p.level(i) == outside) {
        break;
      }
      i++;
    }
    if (p.typeAhead(i + 1) != Tok.COLON || p.typeAhead(i + 2) == Tok.TYPE_COMMENT) {
      return null;
    }
    int mark = p.mark();
    int depth = p.depth();
    try {
      p.pos++;
      do {
        p.push(withItem());
      } while (p.accept(Tok.COMMA) && p.peek() != Tok.RPAR);
      if (p.pos == i) {
        p.pos += 2;
        return p.take(mark, new WithItem[p.pushed(mark)]);
      }
    } catch (ParseFailure e) {
      // A tuple, a yield or the like: read again as an expression.
    }
    p.drop(mark);
    p.leave(p.depth() - depth);
    p.pos = s;
    return null;
  }

  private WithItem withItem() {
    Expr context = p.expression();
    Expr target = null;
    if (p.accept(Tok.AS)) {
      target = p.starTarget();
      int type = p.peek();
      if (type != Tok.COMMA && type != Tok.RPAR && type != Tok.COLON) {
        throw new ParseFailure();
      }
    }
    return new WithItem(context, target);
  }

  private Stmt tryStatement() {
    int s = p.pos++;
    p.expect(Tok.COLON);
    Stmt[] body = block();
    boolean star = p.peek() == Tok.EXCEPT && p.peek2() == Tok.STAR;
    int mark = p.mark();
    while (p.peek() == Tok.EXCEPT) {
      p.push(handler(star));
    }
    ExceptHandler[] handlers = p.take(mark, new ExceptHandler[p.pushed(mark)]);
    Stmt[] orelse = handlers.length > 0 ? elseBlock() : Stmt.EMPTY;
    Stmt[] finalbody = Stmt.EMPTY;
    if (p.accept(Tok.FINALLY)) {
      p.expect(Tok.COLON);
      finalbody = block();
    } else if (handlers.length == 0) {
      throw new ParseFailure();
    }
    int e = p.lastSolid();
    if (star) {
      p.requires(11, "Exception groups are");
    }
    return new Stmt.Try(
        star ? Stmt.TRY_STAR : Stmt.TRY,
        body,
        handlers,
        orelse,
        finalbody,
        p.line(s),
        p.col(s),
        p.endLine(e),
        p.endCol(e));
  }

  /** One {@code except}, or {@code except*} if the first one was. */
  private ExceptHandler handler(boolean star) {
    int s = p.pos++;
    if (p.accept(Tok.STAR) != star) {
      throw new ParseFailure();
    }
    Expr type = null;
    String name = null;
    if (star || p.peek() != Tok.COLON) {
      type = p.expression();
      name = p.asName();
    }
    p.expect(Tok.COLON);
    Stmt[] body = block();
    int e = p.lastSolid();
    return new ExceptHandler(type, name, body, p.line(s), p.col(s), p.endLine(e), p.endCol(e));
  }

  private Stmt match() {
    int s = p.pos++;
    Expr subject = subject();
    p.expect(Tok.COLON);
    p.expect(Tok.NEWLINE);
    p.expect(Tok.INDENT);
    PatternParser patterns = new PatternParser(p);
    int mark = p.mark();
    do {
      if (p.peek() != Tok.NAME || !p.isWord(p.pos, "case")) {
        throw new ParseFailure();
      }
      p.pos++;
      Pattern pattern = patterns.patterns();
      Expr guard = p.accept(Tok.IF) ? p.namedExpression() : null;
      p.expect(Tok.COLON);
      p.push(new MatchCase(pattern, guard, block()));
    } while (p.peek() != Tok.DEDENT);
    p.pos++;
    MatchCase[] cases = p.take(mark, new MatchCase[p.pushed(mark)]);
    int e = p.lastSolid();
    p.requires(10, "Pattern matching is");
    return new Stmt.Match(subject, cases, p.line(s), p.col(s), p.endLine(e), p.endCol(e));
  }

  /** One expression, or a tuple without parentheses, in which elements may be starred. */
  private Expr subject() {
    int s = p.pos;
    Expr first = subjectPart();
    if (p.peek() != Tok.COMMA) {
      if (first.kind == Expr.STARRED) {
        throw new ParseFailure();
      }
      return first;
    }
    int mark = p.mark();
    p.push(first);
    while (p.accept(Tok.COMMA) && ExpressionParser.startsStarExpression(p.peek())) {
      p.push(subjectPart());
    }
    return new Expr.Tuple(
        p.takeExprs(mark), ExprContext.LOAD, p.line(s), p.col(s), p.endLine(), p.endCol());
  }

  private Expr subjectPart() {
    return p.peek() == Tok.STAR ? p.starAnnotation() : p.namedExpression();
  }
}
