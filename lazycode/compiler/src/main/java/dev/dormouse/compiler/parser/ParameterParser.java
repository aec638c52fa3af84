package dev.dormouse.compiler.parser;

import dev.dormouse.compiler.ast.Arg;
import dev.dormouse.compiler.ast.Arguments;
import dev.dormouse.compiler.ast.Expr;
import java.util.ArrayList;

/** Parses the parameters of one function or lambda, up to the closing parenthesis or colon. */
final class ParameterParser {
  /** How many grammar rules of CPython lie between a lambda and the default of a parameter. */
  private static final int DEFAULT_DEPTH = 6;

  private final ExpressionParser p;

  /** Lambdas have neither annotations nor type comments. */
  private final boolean lambda;

  private final int close;

  private final ArrayList<Arg> args = new ArrayList<>();
  private final ArrayList<Arg> kwonly = new ArrayList<>();

  /** Of {@link #kwonly}, null where there is none. */
  private final ArrayList<Expr> kwDefaults = new ArrayList<>();

  private final ArrayList<Expr> defaults = new ArrayList<>();

  ParameterParser(ExpressionParser p, boolean lambda) {
    this.p = p;
    this.lambda = lambda;
    this.close = lambda ? Tok.COLON : Tok.RPAR;
  }

  Arguments parse() {
    Arg[] posonly = Arg.EMPTY;
    Arg vararg = null;
    Arg kwarg = null;
    int positional = 0;
    boolean slash = false;
    boolean star = false;
    while (p.peek() != close) {
      int type = p.peek();
      if (type == Tok.SLASH) {
        if (slash || star || positional == 0) {
          throw new ParseFailure();
        }
        p.pos++;
        slash = true;
        posonly = args.toArray(Arg.EMPTY);
        args.clear();
        if (!p.accept(Tok.COMMA) && p.peek() != close) {
          throw new ParseFailure();
        }
      } else if (type == Tok.STAR) {
        if (star) {
          throw new ParseFailure();
        }
        star = true;
        p.pos++;
        if (p.peek() == Tok.COMMA) {
          p.pos++;
          // A bare star needs a name after it, and no type comment of its own.
          if (p.peek() != Tok.NAME) {
            throw new ParseFailure();
          }
        } else {
          vararg = parameter(true);
          vararg.typeComment = comma();
        }
      } else if (type == Tok.DOUBLESTAR) {
        p.pos++;
        kwarg = parameter(false);
        kwarg.typeComment = comma();
        if (p.peek() != close) {
          throw new ParseFailure();
        }
      } else {
        Arg arg = parameter(false);
        Expr value = null;
        if (p.accept(Tok.EQUAL)) {
          p.enter(DEFAULT_DEPTH);
          value = p.expression();
          p.leave(DEFAULT_DEPTH);
        }
        arg.typeComment = comma();
        if (star) {
          kwonly.add(arg);
          kwDefaults.add(value);
        } else {
          positional++;
          args.add(arg);
          if (value != null) {
            defaults.add(value);
          } else if (!defaults.isEmpty()) {
            throw new ParseFailure();
          }
        }
      }
    }
    if (slash) {
      p.requires(8, "Positional-only parameters are");
    }
    return new Arguments(
        posonly,
        args.toArray(Arg.EMPTY),
        vararg,
        kwonly.toArray(Arg.EMPTY),
        kwDefaults.toArray(Expr.EMPTY),
        kwarg,
        defaults.toArray(Expr.EMPTY));
  }

  private Arg parameter(boolean starAnnotation) {
    int s = p.pos;
    p.expect(Tok.NAME);
    Expr annotation = null;
    if (!lambda && p.accept(Tok.COLON)) {
      annotation = starAnnotation && p.peek() == Tok.STAR ? p.starAnnotation() : p.expression();
    }
    return new Arg(p.name(s), annotation, null, p.line(s), p.col(s), p.endLine(), p.endCol());
  }

  /**
   * Consumes what ends a parameter: a comma unless the list ends, and a type comment, which is
   * returned.
   */
  private String comma() {
    boolean comma = p.accept(Tok.COMMA);
    String comment = null;
    if (!lambda && p.peek() == Tok.TYPE_COMMENT) {
      comment = p.source.text(p.start(p.pos), p.end(p.pos));
      p.pos++;
    }
    if (!comma && p.peek() != close) {
      throw new ParseFailure();
    }
    return comment;
  }
}
