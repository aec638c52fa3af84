package dev.dormouse.runtime.modules.ast;

import dev.dormouse.code.Constants;
import dev.dormouse.compiler.ast.Expr;
import dev.dormouse.compiler.ast.ExprContext;
import dev.dormouse.compiler.ast.Operator;
import dev.dormouse.compiler.ast.Pattern;
import dev.dormouse.compiler.ast.UnaryOperator;
import dev.dormouse.runtime.objects.Errors;
import java.math.BigInteger;

/** The part of {@link AstValidator} that is about patterns. */
final class PatternValidator {
  private final AstValidator validator;

  PatternValidator(AstValidator validator) {
    this.validator = validator;
  }

  private void patterns(Pattern[] list, boolean mayBeStar) {
    for (Pattern p : list) {
      pattern(p, mayBeStar);
    }
  }

  void pattern(Pattern p, boolean mayBeStar) {
    AstValidator.place(p);
    validator.enter();
    check(p, mayBeStar);
    validator.leave();
  }

  private void check(Pattern p, boolean mayBeStar) {
    switch (p.kind) {
      case Pattern.MATCH_VALUE:
        value(((Pattern.MatchValue) p).value);
        break;
      case Pattern.MATCH_SINGLETON:
        break;
      case Pattern.MATCH_SEQUENCE:
        patterns(((Pattern.MatchSequence) p).patterns, true);
        break;
      case Pattern.MATCH_MAPPING:
        mapping((Pattern.MatchMapping) p);
        break;
      case Pattern.MATCH_CLASS:
        classPattern((Pattern.MatchClass) p);
        break;
      case Pattern.MATCH_STAR:
        if (!mayBeStar) {
          throw Errors.valueError("can't use MatchStar here");
        }
        capture(((Pattern.MatchStar) p).name);
        break;
      case Pattern.MATCH_AS:
        {
          Pattern.MatchAs n = (Pattern.MatchAs) p;
          capture(n.name);
          if (n.pattern != null) {
            if (n.name == null) {
              throw Errors.valueError("MatchAs must specify a target name if a pattern is given");
            }
            pattern(n.pattern, false);
          }
          break;
        }
      default:
        {
          Pattern.MatchOr n = (Pattern.MatchOr) p;
          if (n.patterns.length < 2) {
            throw Errors.valueError("MatchOr requires at least 2 patterns");
          }
          patterns(n.patterns, false);
        }
    }
  }

  private void mapping(Pattern.MatchMapping n) {
    if (n.keys.length != n.patterns.length) {
      throw Errors.valueError("MatchMapping doesn't have the same number of keys as patterns");
    }
    capture(n.rest);
    for (Expr key : n.keys) {
      if (key == null) {
        throw Errors.valueError("None disallowed in expression list");
      }
      if (!(key instanceof Expr.Constant c && isNamed(c.value))) {
        value(key);
      }
    }
    patterns(n.patterns, false);
  }

  private void classPattern(Pattern.MatchClass n) {
    if (n.kwdAttrs.length != n.kwdPatterns.length) {
      throw Errors.valueError(
          "MatchClass doesn't have the same number of keyword attributes as patterns");
    }
    validator.expr(n.cls, ExprContext.LOAD);
    Expr cls = n.cls;
    while (cls instanceof Expr.Attribute a) {
      cls = a.value;
    }
    if (cls.kind != Expr.NAME) {
      throw Errors.valueError("MatchClass cls field can only contain Name or Attribute nodes.");
    }
    for (String name : n.kwdAttrs) {
      AstValidator.name(name);
    }
    patterns(n.patterns, false);
    patterns(n.kwdPatterns, false);
  }

  /** {@code name} may be null. */
  private static void capture(String name) {
    if (name == null) {
      return;
    }
    if (name.equals("_")) {
      throw Errors.valueError("can't capture name '_' in patterns");
    }
    AstValidator.name(name);
  }

  private static boolean isNamed(Object constant) {
    return constant == Constants.Singleton.NONE || constant instanceof Boolean;
  }

  private void value(Expr e) {
    validator.expr(e, ExprContext.LOAD);
    boolean good =
        switch (e.kind) {
          case Expr.CONSTANT -> {
            Object v = ((Expr.Constant) e).value;
            if (!isNumber(v, true, true)
                && !(v instanceof String)
                && !(v instanceof Constants.Bytes)) {
              throw Errors.valueError("unexpected constant inside of a literal pattern");
            }
            yield true;
          }
          // An f-string is refused later, with a place.
          case Expr.ATTRIBUTE, Expr.JOINED_STR -> true;
          case Expr.UNARY_OP -> isNegative(e, true, true);
          case Expr.BIN_OP -> isComplex((Expr.BinOp) e);
          default -> false;
        };
    if (!good) {
      throw Errors.valueError("patterns may only match literals and attribute lookups");
    }
  }

  private static boolean isNumber(Object v, boolean real, boolean imaginary) {
    return real && (v instanceof Long || v instanceof BigInteger || v instanceof Double)
        || imaginary && v instanceof Constants.Complex;
  }

  private static boolean isNumber(Expr e, boolean real, boolean imaginary) {
    return e instanceof Expr.Constant c && isNumber(c.value, real, imaginary);
  }

  private static boolean isNegative(Expr e, boolean real, boolean imaginary) {
    return e instanceof Expr.UnaryOp u
        && u.op == UnaryOperator.USUB
        && isNumber(u.operand, real, imaginary);
  }

  private static boolean isComplex(Expr.BinOp e) {
    return (e.op == Operator.ADD || e.op == Operator.SUB)
        && (isNumber(e.left, true, false) || isNegative(e.left, true, false))
        && isNumber(e.right, false, true);
  }
}
