package dev.dormouse.compiler.symtable;

import dev.dormouse.compiler.PySyntaxError;
import dev.dormouse.compiler.SyntaxErrors;

/**
 * The second pass: decides for every name of every scope whether it is local, global, free or a
 * cell.
 *
 * <p>A name that its scope does not bind means the variable of the nearest function around that
 * binds it. So each such name is looked for outwards; the {@linkplain #owner owner} found keeps it
 * in a cell, and every scope on the way carries the cell inwards. Scopes are decided before what
 * they contain: an owner has been when somebody finds it.
 */
final class ScopeAnalyzer {
  /** The variable that a class gives to its functions without binding the name. */
  private static final String CLASS_CELL = "__class__";

  private final String filename;

  private ScopeAnalyzer(String filename) {
    this.filename = filename;
  }

  static void analyze(Scope top, String filename) {
    new ScopeAnalyzer(filename).analyze(top);
  }

  private void analyze(Scope scope) {
    SymbolMap symbols = scope.symbols;
    for (int i = 0; i < symbols.size(); i++) {
      int decided = decide(scope, symbols.name(i), symbols.value(i));
      symbols.setValue(i, Symbol.withScope(symbols.value(i), decided));
    }
    for (Scope child : scope.children) {
      analyze(child);
    }
  }

  private int decide(Scope scope, String name, int flags) {
    boolean nonlocal = (flags & Symbol.DEF_NONLOCAL) != 0;
    if ((flags & Symbol.DEF_GLOBAL) != 0) {
      if (nonlocal) {
        throw atDirective("name '" + name + "' is nonlocal and global", scope, name);
      }
      return Symbol.GLOBAL_EXPLICIT;
    }
    if (nonlocal && scope.outer == null) {
      throw atDirective("nonlocal declaration not allowed at module level", scope, name);
    }
    if (!nonlocal && (flags & Symbol.DEF_BOUND) != 0) {
      return Symbol.LOCAL;
    }
    Scope owner = owner(name, scope);
    if (owner != null) {
      share(name, owner, scope);
      return Symbol.FREE;
    }
    if (nonlocal) {
      throw atDirective("no binding for nonlocal '" + name + "' found", scope, name);
    }
    return Symbol.GLOBAL_IMPLICIT;
  }

  /**
   * The scope around {@code user} whose variable {@code name} means there; null if that is the
   * module's, or a builtin. What a class binds is invisible inside it.
   */
  private static Scope owner(String name, Scope user) {
    for (Scope scope = user.outer; scope != null; scope = scope.outer) {
      if (scope.type == Scope.CLASS) {
        if (name.equals(CLASS_CELL)) {
          return scope;
        }
      } else if (scope.type == Scope.FUNCTION) {
        int flags = scope.flags(name);
        if ((flags & Symbol.DEF_GLOBAL) != 0) {
          return null;
        }
        if ((flags & Symbol.DEF_NONLOCAL) == 0 && (flags & Symbol.DEF_BOUND) != 0) {
          return scope;
        }
      }
    }
    return null;
  }

  /**
   * Makes {@code name} a cell of {@code owner} and carries it to the scope that contains {@code
   * user}.
   */
  private static void share(String name, Scope owner, Scope user) {
    for (Scope scope = user.outer; scope != owner; scope = scope.outer) {
      SymbolMap symbols = scope.symbols;
      int i = symbols.indexOf(name);
      if (i < 0) {
        symbols.put(name, Symbol.withScope(0, Symbol.FREE));
        continue;
      }
      int flags = symbols.value(i);
      boolean ownMeaning = (flags & (Symbol.DEF_BOUND | Symbol.DEF_GLOBAL)) != 0;
      if (!ownMeaning || (flags & Symbol.DEF_FREE_CLASS) != 0) {
        // It is carried there already, and so it is from the owner to there.
        return;
      }
      // A class that has the name for something else passes the function's variable by.
      symbols.setValue(i, flags | Symbol.DEF_FREE_CLASS);
    }
    if (owner.type == Scope.CLASS) {
      owner.needsClassClosure = true;
    } else {
      int i = owner.symbols.indexOf(name);
      owner.symbols.setValue(i, Symbol.withScope(owner.symbols.value(i), Symbol.CELL));
    }
  }

  private PySyntaxError atDirective(String message, Scope scope, String name) {
    for (Scope.Directive d : scope.directives) {
      if (d.name.equals(name)) {
        return SyntaxErrors.at(message, filename, d.place);
      }
    }
    throw new IllegalStateException("no directive for " + name);
  }
}
