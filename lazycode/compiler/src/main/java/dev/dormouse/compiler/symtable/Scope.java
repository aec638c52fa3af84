package dev.dormouse.compiler.symtable;

import dev.dormouse.compiler.ast.Node;
import java.util.ArrayList;

/**
 * One block of a program with its names: the module, a class, a function, or a comprehension, which
 * is a function. Filled by {@link SymbolTableBuilder}, finished by {@link ScopeAnalyzer}.
 */
public final class Scope {
  public static final int FUNCTION = 0;
  public static final int CLASS = 1;
  public static final int MODULE = 2;

  /** An annotation under {@code from __future__ import annotations}: checked, then forgotten. */
  public static final int ANNOTATION = 3;

  public static final int NO_COMPREHENSION = 0;
  public static final int LIST_COMPREHENSION = 1;
  public static final int DICT_COMPREHENSION = 2;
  public static final int SET_COMPREHENSION = 3;
  public static final int GENERATOR_EXPRESSION = 4;

  public final String name;

  /** The scope around this one; null for the module's. */
  final Scope outer;

  /** One of {@link #FUNCTION} to {@link #ANNOTATION}. */
  public final int type;

  /** Flags of {@link Symbol} by mangled name. */
  public final SymbolMap symbols = new SymbolMap();

  /** The innermost class that the names of this scope are in, for mangling; null in none. */
  private final String privateName;

  /** The parameters, mangled, in the order in which they take their slots. */
  public final ArrayList<String> parameters = new ArrayList<>();

  public final ArrayList<Scope> children = new ArrayList<>();

  /** Inside a function. */
  public boolean nested;

  public boolean generator;

  /** The code generator sets this too, for a module with top-level await. */
  public boolean coroutine;

  public boolean varargs;
  public boolean varkeywords;
  public boolean returnsValue;

  /** A class some of whose functions use {@code __class__} or {@code super}. */
  public boolean needsClassClosure;

  /** {@link #NO_COMPREHENSION}, or which kind this is. */
  public int comprehension;

  public final int lineno;
  public final int colOffset;
  public final int endLineno;
  public final int endColOffset;

  /** True while the targets of a comprehension are visited. */
  boolean comprehensionTarget;

  /** Depth of iterables of comprehensions around what is visited: there {@code :=} is forbidden. */
  int comprehensionIterables;

  /** Where names were declared global or nonlocal, to point at in errors; null if nowhere. */
  ArrayList<Directive> directives;

  Scope(
      Scope outer,
      String name,
      int type,
      int lineno,
      int colOffset,
      int endLineno,
      int endColOffset) {
    this.outer = outer;
    this.name = name;
    this.type = type;
    this.lineno = lineno;
    this.colOffset = colOffset;
    this.endLineno = endLineno;
    this.endColOffset = endColOffset;
    this.privateName = type == CLASS ? name : outer == null ? null : outer.privateName;
  }

  /** What {@code name} is called here: {@code __x} inside {@code class C} means {@code _C__x}. */
  public String mangled(String name) {
    if (privateName == null || !name.startsWith("__")) {
      return name;
    }
    // Dotted names come from import statements; they and __dunder__ names stay as they are.
    if (name.endsWith("__") || name.indexOf('.') >= 0) {
      return name;
    }
    int start = 0;
    while (start < privateName.length() && privateName.charAt(start) == '_') {
      start++;
    }
    // A class called only underscores mangles nothing.
    return start == privateName.length()
        ? name
        : "_".concat(privateName.substring(start)).concat(name);
  }

  /** The flags of a mangled name; zero if it does not occur. */
  public int flags(String mangled) {
    return symbols.get(mangled, 0);
  }

  /** The scope of a mangled name, one of those in {@link Symbol}; zero if it does not occur. */
  public int scopeOf(String mangled) {
    return Symbol.scope(symbols.get(mangled, 0));
  }

  /** A global or nonlocal declaration of one name, mangled. */
  static final class Directive {
    final String name;
    final Node place;

    Directive(String name, Node place) {
      this.name = name;
      this.place = place;
    }
  }
}
