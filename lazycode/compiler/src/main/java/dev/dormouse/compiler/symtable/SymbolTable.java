package dev.dormouse.compiler.symtable;

import dev.dormouse.compiler.ast.Mod;
import java.util.IdentityHashMap;

/** The scopes of one program, found by the tree node that opens them. */
public final class SymbolTable {
  public final Scope top;
  private final IdentityHashMap<Object, Scope> scopes;

  SymbolTable(Scope top, IdentityHashMap<Object, Scope> scopes) {
    this.top = top;
    this.scopes = scopes;
  }

  /**
   * Finds the scopes of {@code tree}.
   *
   * @throws dev.dormouse.compiler.PySyntaxError where names are declared in contradiction
   */
  public static SymbolTable build(Mod tree, String filename, FutureFeatures future, int maxDepth) {
    SymbolTable table = SymbolTableBuilder.build(tree, filename, future, maxDepth);
    ScopeAnalyzer.analyze(table.top, filename);
    return table;
  }

  /**
   * The scope that {@code node} opens: a Mod, a function or class statement, a lambda or a
   * comprehension.
   */
  public Scope scope(Object node) {
    return scopes.get(node);
  }
}
