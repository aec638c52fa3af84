package dev.dormouse.compiler.symtable;

import dev.dormouse.compiler.TreePass;
import dev.dormouse.compiler.ast.Alias;
import dev.dormouse.compiler.ast.Arg;
import dev.dormouse.compiler.ast.Arguments;
import dev.dormouse.compiler.ast.Comprehension;
import dev.dormouse.compiler.ast.ExceptHandler;
import dev.dormouse.compiler.ast.Expr;
import dev.dormouse.compiler.ast.ExprContext;
import dev.dormouse.compiler.ast.Mod;
import dev.dormouse.compiler.ast.Pattern;
import dev.dormouse.compiler.ast.Stmt;

/**
 * The first pass over the tree: which scopes there are and how each uses its names. What a name
 * then means is decided by {@link ScopeAnalyzer}.
 */
final class SymbolTableBuilder extends TreePass {
  /** The scopes of comprehensions and what they are called in messages, by their kind in Scope. */
  private static final String[] COMPREHENSION_SCOPES = {
    null, "listcomp", "dictcomp", "setcomp", "genexpr"
  };

  private static final String[] COMPREHENSIONS = {
    null, "list comprehension", "dict comprehension", "set comprehension", "generator expression"
  };

  private final FutureFeatures future;
  private final OpenScopes open;

  private SymbolTableBuilder(OpenScopes open, FutureFeatures future, int maxDepth) {
    super(maxDepth);
    this.open = open;
    this.future = future;
  }

  /** The table of {@code tree}, with nothing analyzed yet. */
  static SymbolTable build(Mod tree, String filename, FutureFeatures future, int maxDepth) {
    OpenScopes open = new OpenScopes(filename, tree);
    SymbolTableBuilder builder = new SymbolTableBuilder(open, future, maxDepth);
    if (tree instanceof Mod.Module m) {
      builder.walk(m.body);
    } else if (tree instanceof Mod.Interactive m) {
      builder.walk(m.body);
    } else if (tree instanceof Mod.Expression m) {
      builder.walk(m.body);
    } else {
      throw new IllegalArgumentException("this compiler does not handle " + tree.nodeName());
    }
    return open.table();
  }

  // statements

  @Override
  protected void statement(Stmt s) {
    switch (s.kind) {
      case Stmt.FUNCTION_DEF, Stmt.ASYNC_FUNCTION_DEF -> function((Stmt.FunctionDef) s);
      case Stmt.CLASS_DEF -> classDef((Stmt.ClassDef) s);
      case Stmt.RETURN -> {
        children(s);
        open.current().returnsValue |= ((Stmt.Return) s).value != null;
      }
      case Stmt.ANN_ASSIGN -> annotated((Stmt.AnnAssign) s);
      case Stmt.IMPORT -> imported(((Stmt.Import) s).names);
      case Stmt.IMPORT_FROM -> imported(((Stmt.ImportFrom) s).names);
      case Stmt.GLOBAL -> declare(((Stmt.Global) s).names, Symbol.DEF_GLOBAL, "global", s);
      case Stmt.NONLOCAL -> declare(((Stmt.Nonlocal) s).names, Symbol.DEF_NONLOCAL, "nonlocal", s);
      default -> children(s);
    }
  }

  private void function(Stmt.FunctionDef s) {
    open.use(s.name, Symbol.DEF_LOCAL, s);
    outside(s);
    Scope scope = open.enter(s.name, Scope.FUNCTION, s);
    scope.coroutine = s.kind == Stmt.ASYNC_FUNCTION_DEF;
    parameters(s.args);
    walk(s.body);
    open.leave();
  }

  private void classDef(Stmt.ClassDef s) {
    open.use(s.name, Symbol.DEF_LOCAL, s);
    outside(s);
    open.enter(s.name, Scope.CLASS, s);
    walk(s.body);
    open.leave();
  }

  private void parameters(Arguments args) {
    // In the order in which they take their slots.
    parameters(args.posonlyargs);
    parameters(args.args);
    parameters(args.kwonlyargs);
    Scope scope = open.current();
    scope.varargs = args.vararg != null;
    if (scope.varargs) {
      parameters(args.vararg);
    }
    scope.varkeywords = args.kwarg != null;
    if (scope.varkeywords) {
      parameters(args.kwarg);
    }
  }

  private void parameters(Arg... args) {
    for (Arg arg : args) {
      open.use(arg.arg, Symbol.DEF_PARAM, arg);
    }
  }

  private void annotated(Stmt.AnnAssign s) {
    if (s.target instanceof Expr.Name name) {
      int declared = open.flags(name.id) & (Symbol.DEF_GLOBAL | Symbol.DEF_NONLOCAL);
      if (s.simple && declared != 0 && !open.atModuleLevel()) {
        String how = (declared & Symbol.DEF_GLOBAL) != 0 ? "global" : "nonlocal";
        throw open.error("annotated name '" + name.id + "' can't be " + how, s);
      }
      if (s.simple) {
        open.use(name.id, Symbol.DEF_ANNOT | Symbol.DEF_LOCAL, name);
      } else if (s.value != null) {
        open.use(name.id, Symbol.DEF_LOCAL, name);
      }
    } else {
      walk(s.target);
    }
    annotation(s.annotation);
    walk(s.value);
  }

  @Override
  protected Expr annotation(Expr e) {
    boolean text = future.annotations();
    if (text) {
      open.enter("_annotation", Scope.ANNOTATION, e);
    }
    walk(e);
    if (text) {
      open.leave();
    }
    return e;
  }

  @Override
  protected void children(ExceptHandler handler) {
    walk(handler.type);
    if (handler.name != null) {
      open.use(handler.name, Symbol.DEF_LOCAL, handler);
    }
    walk(handler.body);
  }

  private void imported(Alias[] names) {
    for (Alias alias : names) {
      String name = alias.asname == null ? alias.name : alias.asname;
      if (!name.equals("*")) {
        // "import a.b" binds "a".
        int dot = name.indexOf('.');
        open.use(dot < 0 ? name : name.substring(0, dot), Symbol.DEF_IMPORT, alias);
      } else if (!open.atModuleLevel()) {
        throw open.error("import * only allowed at module level", alias);
      }
    }
  }

  private void declare(String[] names, int flag, String how, Stmt s) {
    for (String name : names) {
      String conflict = conflict(name, open.flags(name), how);
      if (conflict != null) {
        throw open.error(conflict, s);
      }
      open.declare(name, flag, s);
    }
  }

  /** Why a name used like that can no longer be declared; null if it can. */
  private static String conflict(String name, int flags, String how) {
    if ((flags & Symbol.DEF_PARAM) != 0) {
      return "name '" + name + "' is parameter and " + how;
    }
    if ((flags & Symbol.USE) != 0) {
      return "name '" + name + "' is used prior to " + how + " declaration";
    }
    if ((flags & Symbol.DEF_ANNOT) != 0) {
      return "annotated name '" + name + "' can't be " + how;
    }
    if ((flags & Symbol.DEF_LOCAL) != 0) {
      return "name '" + name + "' is assigned to before " + how + " declaration";
    }
    return null;
  }

  // expressions

  @Override
  protected Expr expression(Expr e) {
    switch (e.kind) {
      case Expr.NAME -> name((Expr.Name) e);
      case Expr.LAMBDA -> {
        Expr.Lambda lambda = (Expr.Lambda) e;
        defaults(lambda.args);
        open.enter("lambda", Scope.FUNCTION, e);
        parameters(lambda.args);
        walk(lambda.body);
        open.leave();
      }
      case Expr.LIST_COMP -> comprehension(Scope.LIST_COMPREHENSION, e, ((Expr.Comp) e).generators);
      case Expr.SET_COMP -> comprehension(Scope.SET_COMPREHENSION, e, ((Expr.Comp) e).generators);
      case Expr.GENERATOR_EXP ->
          comprehension(Scope.GENERATOR_EXPRESSION, e, ((Expr.Comp) e).generators);
      case Expr.DICT_COMP ->
          comprehension(Scope.DICT_COMPREHENSION, e, ((Expr.DictComp) e).generators);
      case Expr.NAMED_EXPR -> {
        checkWalrus((Expr.NamedExpr) e);
        children(e);
      }
      case Expr.YIELD, Expr.YIELD_FROM -> {
        forbidInAnnotation("yield expression", e);
        children(e);
        Scope scope = open.current();
        scope.generator = true;
        if (scope.comprehension != Scope.NO_COMPREHENSION) {
          throw open.error("'yield' inside " + COMPREHENSIONS[scope.comprehension], e);
        }
      }
      case Expr.AWAIT -> {
        forbidInAnnotation("await expression", e);
        children(e);
        open.current().coroutine = true;
      }
      default -> children(e);
    }
    return e;
  }

  private void name(Expr.Name e) {
    boolean load = e.ctx == ExprContext.LOAD;
    open.use(e.id, load ? Symbol.USE : Symbol.DEF_LOCAL, e);
    // super() without arguments finds its class through the cell __class__.
    if (load && e.id.equals("super") && open.current().type == Scope.FUNCTION) {
      open.use("__class__", Symbol.USE, e);
    }
  }

  private void forbidInAnnotation(String what, Expr e) {
    if (open.current().type == Scope.ANNOTATION) {
      throw open.error("'" + what + "' can not be used within an annotation", e);
    }
  }

  private void checkWalrus(Expr.NamedExpr e) {
    forbidInAnnotation("named expression", e);
    Scope scope = open.current();
    if (scope.comprehensionIterables > 0) {
      throw open.error(
          "assignment expression cannot be used in a comprehension iterable expression", e);
    }
    if (scope.comprehension != Scope.NO_COMPREHENSION) {
      bindOutsideComprehension((Expr.Name) e.target);
    }
  }

  /**
   * The target of {@code :=} in a comprehension belongs to the scope that holds the comprehension,
   * or the outermost of several. Like CPython this looks for the name as it is written, not
   * mangled.
   */
  private void bindOutsideComprehension(Expr.Name target) {
    Scope holder = open.current();
    for (;
        holder.comprehension != Scope.NO_COMPREHENSION || holder.type == Scope.ANNOTATION;
        holder = holder.outer) {
      if ((holder.flags(target.id) & Symbol.DEF_COMP_ITER) != 0) {
        throw open.error(
            "assignment expression cannot rebind comprehension iteration variable '"
                + target.id
                + "'",
            target);
      }
    }
    if (holder.type == Scope.CLASS) {
      throw open.error(
          "assignment expression within a comprehension cannot be used in a class body", target);
    }
    boolean local =
        holder.type == Scope.FUNCTION && (holder.flags(target.id) & Symbol.DEF_GLOBAL) == 0;
    open.declare(target.id, local ? Symbol.DEF_NONLOCAL : Symbol.DEF_GLOBAL, target);
    open.use(
        holder,
        target.id,
        holder.type == Scope.FUNCTION ? Symbol.DEF_LOCAL : Symbol.DEF_GLOBAL,
        target);
  }

  private void comprehension(int kind, Expr e, Comprehension[] generators) {
    // The outermost iterable is evaluated outside and comes in as a parameter.
    iterable(open.current(), generators[0]);
    Scope scope = open.enter(COMPREHENSION_SCOPES[kind], Scope.FUNCTION, e);
    scope.comprehension = kind;
    open.use(".0", Symbol.DEF_PARAM, e);
    for (Comprehension generator : generators) {
      scope.comprehensionTarget = true;
      walk(generator.target);
      scope.comprehensionTarget = false;
      if (generator != generators[0]) {
        iterable(scope, generator);
      }
      walk(generator.ifs);
      scope.coroutine |= generator.isAsync;
    }
    if (e instanceof Expr.DictComp dict) {
      walk(dict.value);
      walk(dict.key);
    } else {
      walk(((Expr.Comp) e).elt);
    }
    scope.generator = kind == Scope.GENERATOR_EXPRESSION;
    open.leave();
    // Whoever holds a comprehension that awaits has to be a coroutine too.
    if (scope.coroutine && !scope.generator) {
      open.current().coroutine = true;
    }
  }

  private void iterable(Scope scope, Comprehension generator) {
    scope.comprehensionIterables++;
    walk(generator.iter);
    scope.comprehensionIterables--;
  }

  // patterns

  @Override
  protected void pattern(Pattern p) {
    children(p);
    String captured =
        switch (p.kind) {
          case Pattern.MATCH_STAR -> ((Pattern.MatchStar) p).name;
          case Pattern.MATCH_MAPPING -> ((Pattern.MatchMapping) p).rest;
          case Pattern.MATCH_AS -> ((Pattern.MatchAs) p).name;
          default -> null;
        };
    if (captured != null) {
      open.use(captured, Symbol.DEF_LOCAL, p);
    }
  }
}
