package dev.dormouse.compiler.symtable;

import dev.dormouse.code.CodeUnit;
import dev.dormouse.compiler.SyntaxErrors;
import dev.dormouse.compiler.ast.Alias;
import dev.dormouse.compiler.ast.Expr;
import dev.dormouse.compiler.ast.Mod;
import dev.dormouse.compiler.ast.Stmt;

/** What {@code from __future__ import …} at the top of a program asks for. */
public final class FutureFeatures {
  /**
   * {@code CO_FUTURE_*} flags, including those inherited from the code that called {@code compile}.
   */
  public int flags;

  /**
   * Line of the last future import that stands where it may; a later one is an error. -1 without
   * any.
   */
  public int lineno = -1;

  private FutureFeatures() {}

  /** Reads the future imports of {@code tree}. */
  public static FutureFeatures of(Mod tree, String filename) {
    FutureFeatures features = new FutureFeatures();
    if (tree instanceof Mod.Module module) {
      features.read(module.body, filename);
    } else if (tree instanceof Mod.Interactive interactive) {
      features.read(interactive.body, filename);
    }
    return features;
  }

  public boolean annotations() {
    return (flags & CodeUnit.CO_FUTURE_ANNOTATIONS) != 0;
  }

  private void read(Stmt[] body, String filename) {
    boolean done = false;
    int previousLine = 0;
    for (int i = startsWithDocstring(body) ? 1 : 0; i < body.length; i++) {
      Stmt s = body[i];
      // Statements joined by semicolons to the first other one are looked at too: a future import
      // among them is misplaced, though its line number does not show it.
      if (done && s.lineno > previousLine) {
        return;
      }
      previousLine = s.lineno;
      if (s instanceof Stmt.ImportFrom from && "__future__".equals(from.module)) {
        if (done) {
          throw SyntaxErrors.at(
              "from __future__ imports must occur at the beginning of the file",
              filename,
              s.lineno,
              s.colOffset - 1);
        }
        readNames(from, filename);
        lineno = s.lineno;
      } else {
        done = true;
      }
    }
  }

  private void readNames(Stmt.ImportFrom from, String filename) {
    for (Alias alias : from.names) {
      switch (alias.name) {
        case "nested_scopes",
            "generators",
            "division",
            "absolute_import",
            "with_statement",
            "print_function",
            "unicode_literals",
            "generator_stop" -> {}
        case "barry_as_FLUFL" -> flags |= CodeUnit.CO_FUTURE_BARRY_AS_BDFL;
        case "annotations" -> flags |= CodeUnit.CO_FUTURE_ANNOTATIONS;
        case "braces" ->
            throw SyntaxErrors.at("not a chance", filename, from.lineno, from.colOffset);
        default -> {
          String name = alias.name.length() > 100 ? alias.name.substring(0, 100) : alias.name;
          throw SyntaxErrors.at(
              "future feature " + name + " is not defined", filename, from.lineno, from.colOffset);
        }
      }
    }
  }

  private static boolean startsWithDocstring(Stmt[] body) {
    return body.length > 0
        && body[0] instanceof Stmt.ExprStmt first
        && first.value instanceof Expr.Constant constant
        && (constant.value instanceof String
            || constant.value instanceof dev.dormouse.code.Constants.WideText);
  }
}
