package dev.dormouse.compiler.symtable;

import dev.dormouse.compiler.PySyntaxError;
import dev.dormouse.compiler.SyntaxErrors;
import java.util.HashSet;

/**
 * The second pass: decides for every name of every scope whether it is local, global, free or a
 * cell. A parent passes down the names bound around its children; a child hands back the names it
 * needs from outside.
 */
final class ScopeAnalyzer {
  private final String filename;

  private ScopeAnalyzer(String filename) {
    this.filename = filename;
  }

  static void analyze(Scope top, String filename) {
    new ScopeAnalyzer(filename).analyze(top, null, new HashSet<>(), new HashSet<>());
  }

  /**
   * Decides the names of {@code scope} and those inside it.
   *
   * @param bound names bound in the functions around; null at module level. The callee may change
   *     it.
   * @param free receives the names that the scope needs from outside
   * @param global names declared global around. The callee may change it.
   */
  private void analyze(
      Scope scope, HashSet<String> bound, HashSet<String> free, HashSet<String> global) {
    HashSet<String> local = new HashSet<>();
    HashSet<String> newBound = new HashSet<>();
    HashSet<String> newGlobal = new HashSet<>();
    boolean isClass = scope.type == Scope.CLASS;
    // What a class binds is invisible to its functions, so they get what was known before it.
    if (isClass) {
      newGlobal.addAll(global);
      if (bound != null) {
        newBound.addAll(bound);
      }
    }
    SymbolMap symbols = scope.symbols;
    int own = symbols.size();
    int[] decided = new int[own];
    for (int i = 0; i < own; i++) {
      decided[i] = decide(scope, symbols.name(i), symbols.value(i), bound, local, free, global);
    }
    if (isClass) {
      newBound.add("__class__");
    } else {
      if (scope.type == Scope.FUNCTION) {
        newBound.addAll(local);
      }
      if (bound != null) {
        newBound.addAll(bound);
      }
      newGlobal.addAll(global);
    }

    HashSet<String> newFree = new HashSet<>();
    for (int i = 0; i < scope.children.size(); i++) {
      Scope child = scope.children.get(i);
      analyze(child, new HashSet<>(newBound), newFree, new HashSet<>(newGlobal));
      scope.childFree |= child.free || child.childFree;
    }

    if (scope.type == Scope.FUNCTION) {
      for (int i = 0; i < own; i++) {
        if (decided[i] == Symbol.LOCAL && newFree.remove(symbols.name(i))) {
          decided[i] = Symbol.CELL;
        }
      }
    } else if (isClass && newFree.remove("__class__")) {
      scope.needsClassClosure = true;
    }

    for (int i = 0; i < own; i++) {
      symbols.setValue(i, symbols.value(i) | decided[i] << Symbol.SCOPE_OFFSET);
    }
    for (String name : newFree) {
      int i = symbols.indexOf(name);
      if (i >= 0) {
        // A function of a class uses an outer variable that the class has a name for too.
        if (isClass && (symbols.value(i) & (Symbol.DEF_BOUND | Symbol.DEF_GLOBAL)) != 0) {
          symbols.setValue(i, symbols.value(i) | Symbol.DEF_FREE_CLASS);
        }
      } else if (bound == null || bound.contains(name)) {
        symbols.put(name, Symbol.FREE << Symbol.SCOPE_OFFSET);
      }
    }
    free.addAll(newFree);
  }

  private int decide(
      Scope scope,
      String name,
      int flags,
      HashSet<String> bound,
      HashSet<String> local,
      HashSet<String> free,
      HashSet<String> global) {
    if ((flags & Symbol.DEF_GLOBAL) != 0) {
      if ((flags & Symbol.DEF_NONLOCAL) != 0) {
        throw atDirective("name '" + name + "' is nonlocal and global", scope, name);
      }
      global.add(name);
      if (bound != null) {
        bound.remove(name);
      }
      return Symbol.GLOBAL_EXPLICIT;
    }
    if ((flags & Symbol.DEF_NONLOCAL) != 0) {
      if (bound == null) {
        throw atDirective("nonlocal declaration not allowed at module level", scope, name);
      }
      if (!bound.contains(name)) {
        throw atDirective("no binding for nonlocal '" + name + "' found", scope, name);
      }
      scope.free = true;
      free.add(name);
      return Symbol.FREE;
    }
    if ((flags & Symbol.DEF_BOUND) != 0) {
      local.add(name);
      global.remove(name);
      return Symbol.LOCAL;
    }
    if (bound != null && bound.contains(name)) {
      scope.free = true;
      free.add(name);
      return Symbol.FREE;
    }
    if (scope.nested && !global.contains(name)) {
      scope.free = true;
    }
    return Symbol.GLOBAL_IMPLICIT;
  }

  private PySyntaxError atDirective(String message, Scope scope, String name) {
    for (Scope.Directive d : scope.directives) {
      if (d.name.equals(name)) {
        return SyntaxErrors.at(
            message, filename, d.lineno, d.colOffset, d.endLineno, d.endColOffset);
      }
    }
    throw new IllegalStateException("no directive for " + name);
  }
}
