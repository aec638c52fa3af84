package dev.dormouse.compiler.symtable;

import dev.dormouse.compiler.PySyntaxError;
import dev.dormouse.compiler.SyntaxErrors;
import dev.dormouse.compiler.ast.Node;
import java.util.ArrayList;
import java.util.IdentityHashMap;

/**
 * The scopes around the place that {@link SymbolTableBuilder} has come to, and what their names are
 * used for so far. Names are given as they are written, and kept {@linkplain Scope#mangled
 * mangled}.
 */
final class OpenScopes {
  private final String filename;

  /** Every scope that was opened, by its node. */
  private final IdentityHashMap<Object, Scope> scopes = new IdentityHashMap<>();

  /** Global declarations are recorded here too. */
  private final Scope module;

  /** The innermost scope. */
  private Scope current;

  /** Opens the module's scope, which is never left. */
  OpenScopes(String filename, Object tree) {
    this.filename = filename;
    this.module = new Scope(null, "top", Scope.MODULE, 0, 0, 0, 0);
    this.current = module;
    scopes.put(tree, module);
  }

  SymbolTable table() {
    return new SymbolTable(module, scopes);
  }

  Scope current() {
    return current;
  }

  boolean atModuleLevel() {
    return current == module;
  }

  Scope enter(String name, int type, Node node) {
    Scope outer = current;
    Scope scope =
        new Scope(
            outer, name, type, node.lineno, node.colOffset, node.endLineno, node.endColOffset);
    scope.nested = outer.nested || outer.type == Scope.FUNCTION;
    scope.comprehensionIterables = outer.comprehensionIterables;
    // Annotations that stay text have no effect on names; their scopes exist only to check them.
    if (type != Scope.ANNOTATION) {
      scopes.put(node, scope);
      outer.children.add(scope);
    }
    current = scope;
    return scope;
  }

  void leave() {
    current = current.outer;
  }

  /** The flags of {@code name} in the innermost scope so far. */
  int flags(String name) {
    return current.flags(current.mangled(name));
  }

  /** Adds a use of {@code name}, one of the flags of {@link Symbol}, to the innermost scope. */
  void use(String name, int flag, Node place) {
    use(current, name, flag, place);
  }

  void use(Scope scope, String name, int flag, Node place) {
    String mangled = scope.mangled(name);
    int flags = scope.flags(mangled);
    if ((flags & flag & Symbol.DEF_PARAM) != 0) {
      throw error("duplicate argument '" + name + "' in function definition", place);
    }
    flags |= flag;
    if (scope.comprehensionTarget) {
      // A walrus made this name global or nonlocal, so the loop may not rebind it.
      if ((flags & (Symbol.DEF_GLOBAL | Symbol.DEF_NONLOCAL)) != 0) {
        throw error(
            "comprehension inner loop cannot rebind assignment expression target '" + name + "'",
            place);
      }
      flags |= Symbol.DEF_COMP_ITER;
    }
    scope.symbols.put(mangled, flags);
    if ((flag & Symbol.DEF_PARAM) != 0) {
      scope.parameters.add(mangled);
    } else if ((flag & Symbol.DEF_GLOBAL) != 0) {
      module.symbols.put(mangled, module.flags(mangled) | flag);
    }
  }

  /** A use that makes {@code name} global or nonlocal, and is what errors about that point at. */
  void declare(String name, int flag, Node place) {
    use(name, flag, place);
    if (current.directives == null) {
      current.directives = new ArrayList<>();
    }
    current.directives.add(new Scope.Directive(current.mangled(name), place));
  }

  PySyntaxError error(String message, Node place) {
    return SyntaxErrors.at(message, filename, place);
  }
}
