package dev.dormouse.compiler.symtable;

import dev.dormouse.compiler.SyntaxErrors;
import dev.dormouse.compiler.ast.Alias;
import dev.dormouse.compiler.ast.Arg;
import dev.dormouse.compiler.ast.Arguments;
import dev.dormouse.compiler.ast.Comprehension;
import dev.dormouse.compiler.ast.ExceptHandler;
import dev.dormouse.compiler.ast.Expr;
import dev.dormouse.compiler.ast.ExprContext;
import dev.dormouse.compiler.ast.Keyword;
import dev.dormouse.compiler.ast.MatchCase;
import dev.dormouse.compiler.ast.Mod;
import dev.dormouse.compiler.ast.Node;
import dev.dormouse.compiler.ast.Pattern;
import dev.dormouse.compiler.ast.Stmt;
import dev.dormouse.compiler.ast.WithItem;
import java.util.ArrayList;
import java.util.IdentityHashMap;

/**
 * The first pass over the tree: which blocks there are and how each uses its names. What a name
 * then means is decided by {@link ScopeAnalyzer}.
 */
final class SymbolTableBuilder {
  private final String filename;
  private final FutureFeatures future;
  private final IdentityHashMap<Object, Scope> scopes = new IdentityHashMap<>();

  /** The scope of what is visited; null before the module is entered. */
  private Scope current;

  /** The module's symbols: every global declaration is recorded there too. */
  private Scope module;

  /** The innermost class around the visited node, for mangling; null outside classes. */
  private String privateName;

  /** See {@link dev.dormouse.compiler.WarningSink#maxDepth}. */
  private final int maxDepth;

  private int depth;

  SymbolTableBuilder(String filename, FutureFeatures future, int maxDepth) {
    this.filename = filename;
    this.future = future;
    this.maxDepth = maxDepth;
  }

  SymbolTable build(Mod tree) {
    enter("top", Scope.MODULE, tree, 0, 0, 0, 0);
    module = current;
    if (tree instanceof Mod.Module m) {
      visitAll(m.body);
    } else if (tree instanceof Mod.Interactive m) {
      visitAll(m.body);
    } else if (tree instanceof Mod.Expression m) {
      visit(m.body);
    } else {
      throw new IllegalArgumentException("this compiler does not handle " + tree.nodeName());
    }
    exit();
    return new SymbolTable(module, scopes);
  }

  private void enter(String name, int type, Object key, Node place) {
    enter(name, type, key, place.lineno, place.colOffset, place.endLineno, place.endColOffset);
  }

  private void enter(
      String name, int type, Object key, int lineno, int column, int endLineno, int endColumn) {
    Scope outer = current;
    Scope scope = new Scope(outer, name, type, lineno, column, endLineno, endColumn);
    if (outer != null) {
      scope.nested = outer.nested || outer.type == Scope.FUNCTION;
      scope.comprehensionIterables = outer.comprehensionIterables;
    }
    current = scope;
    // Annotations that stay text have no effect on names; their scopes exist only to check them.
    if (type != Scope.ANNOTATION) {
      scopes.put(key, scope);
      if (outer != null) {
        outer.children.add(scope);
      }
    }
  }

  private void exit() {
    current = current.outer;
  }

  private void define(String name, int flag, Node place) {
    define(current, name, flag, place);
  }

  private void define(Scope scope, String name, int flag, Node place) {
    define(scope, name, flag, place.lineno, place.colOffset, place.endLineno, place.endColOffset);
  }

  private void define(
      Scope scope, String name, int flag, int lineno, int column, int endLineno, int endColumn) {
    String mangled = Mangler.mangle(privateName, name);
    int flags = scope.flags(mangled);
    if ((flag & Symbol.DEF_PARAM) != 0 && (flags & Symbol.DEF_PARAM) != 0) {
      throw SyntaxErrors.at(
          "duplicate argument '" + name + "' in function definition",
          filename,
          lineno,
          column,
          endLineno,
          endColumn);
    }
    flags |= flag;
    if (scope.comprehensionTarget) {
      // The walrus made this name global or nonlocal, so the loop may not rebind it.
      if ((flags & (Symbol.DEF_GLOBAL | Symbol.DEF_NONLOCAL)) != 0) {
        throw SyntaxErrors.at(
            "comprehension inner loop cannot rebind assignment expression target '" + name + "'",
            filename,
            lineno,
            column,
            endLineno,
            endColumn);
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

  private void recordDirective(String name, Node place) {
    if (current.directives == null) {
      current.directives = new ArrayList<>();
    }
    current.directives.add(
        new Scope.Directive(
            Mangler.mangle(privateName, name),
            place.lineno,
            place.colOffset,
            place.endLineno,
            place.endColOffset));
  }

  private void deeper() {
    if (++depth > maxDepth) {
      throw SyntaxErrors.tooDeep();
    }
  }

  private void visitAll(Stmt[] body) {
    for (Stmt s : body) {
      visit(s);
    }
  }

  private void visit(Stmt s) {
    deeper();
    switch (s.kind) {
      case Stmt.FUNCTION_DEF, Stmt.ASYNC_FUNCTION_DEF -> visitFunction((Stmt.FunctionDef) s);
      case Stmt.CLASS_DEF -> visitClass((Stmt.ClassDef) s);
      case Stmt.RETURN -> {
        Expr value = ((Stmt.Return) s).value;
        if (value != null) {
          visit(value);
          current.returnsValue = true;
        }
      }
      case Stmt.DELETE -> visitAll(((Stmt.Delete) s).targets);
      case Stmt.ASSIGN -> {
        Stmt.Assign assign = (Stmt.Assign) s;
        visitAll(assign.targets);
        visit(assign.value);
      }
      case Stmt.AUG_ASSIGN -> {
        Stmt.AugAssign assign = (Stmt.AugAssign) s;
        visit(assign.target);
        visit(assign.value);
      }
      case Stmt.ANN_ASSIGN -> visitAnnAssign((Stmt.AnnAssign) s);
      case Stmt.FOR, Stmt.ASYNC_FOR -> {
        Stmt.For loop = (Stmt.For) s;
        visit(loop.target);
        visit(loop.iter);
        visitAll(loop.body);
        visitAll(loop.orelse);
      }
      case Stmt.WHILE -> {
        Stmt.While loop = (Stmt.While) s;
        visit(loop.test);
        visitAll(loop.body);
        visitAll(loop.orelse);
      }
      case Stmt.IF -> {
        Stmt.If test = (Stmt.If) s;
        visit(test.test);
        visitAll(test.body);
        visitAll(test.orelse);
      }
      case Stmt.WITH, Stmt.ASYNC_WITH -> {
        Stmt.With with = (Stmt.With) s;
        for (WithItem item : with.items) {
          visit(item.contextExpr);
          visitOptional(item.optionalVars);
        }
        visitAll(with.body);
      }
      case Stmt.MATCH -> {
        Stmt.Match match = (Stmt.Match) s;
        visit(match.subject);
        for (MatchCase c : match.cases) {
          visit(c.pattern);
          visitOptional(c.guard);
          visitAll(c.body);
        }
      }
      case Stmt.RAISE -> {
        Stmt.Raise raise = (Stmt.Raise) s;
        visitOptional(raise.exc);
        visitOptional(raise.cause);
      }
      case Stmt.TRY, Stmt.TRY_STAR -> visitTry((Stmt.Try) s);
      case Stmt.ASSERT -> {
        Stmt.Assert test = (Stmt.Assert) s;
        visit(test.test);
        visitOptional(test.msg);
      }
      case Stmt.IMPORT -> visitImported(((Stmt.Import) s).names);
      case Stmt.IMPORT_FROM -> visitImported(((Stmt.ImportFrom) s).names);
      case Stmt.GLOBAL -> declare(((Stmt.Global) s).names, Symbol.DEF_GLOBAL, "global", s);
      case Stmt.NONLOCAL -> declare(((Stmt.Nonlocal) s).names, Symbol.DEF_NONLOCAL, "nonlocal", s);
      case Stmt.EXPR_STMT -> visit(((Stmt.ExprStmt) s).value);
      default -> {}
    }
    depth--;
  }

  private void visitFunction(Stmt.FunctionDef s) {
    define(s.name, Symbol.DEF_LOCAL, s);
    visitDefaults(s.args);
    visitAnnotations(s);
    visitAll(s.decoratorList);
    enter(s.name, Scope.FUNCTION, s, s);
    current.coroutine = s.kind == Stmt.ASYNC_FUNCTION_DEF;
    visitParameters(s.args);
    visitAll(s.body);
    exit();
  }

  private void visitClass(Stmt.ClassDef s) {
    define(s.name, Symbol.DEF_LOCAL, s);
    visitAll(s.bases);
    for (Keyword keyword : s.keywords) {
      visit(keyword.value);
    }
    visitAll(s.decoratorList);
    enter(s.name, Scope.CLASS, s, s);
    String outer = privateName;
    privateName = s.name;
    visitAll(s.body);
    privateName = outer;
    exit();
  }

  private void visitAnnAssign(Stmt.AnnAssign s) {
    if (s.target instanceof Expr.Name name) {
      int flags = current.flags(Mangler.mangle(privateName, name.id));
      if ((flags & (Symbol.DEF_GLOBAL | Symbol.DEF_NONLOCAL)) != 0
          && current != module
          && s.simple) {
        String declared = (flags & Symbol.DEF_GLOBAL) != 0 ? "global" : "nonlocal";
        throw SyntaxErrors.at("annotated name '" + name.id + "' can't be " + declared, filename, s);
      }
      if (s.simple) {
        define(name.id, Symbol.DEF_ANNOT | Symbol.DEF_LOCAL, name);
      } else if (s.value != null) {
        define(name.id, Symbol.DEF_LOCAL, name);
      }
    } else {
      visit(s.target);
    }
    visitAnnotation(s.annotation);
    visitOptional(s.value);
  }

  private void visitTry(Stmt.Try s) {
    visitAll(s.body);
    visitAll(s.orelse);
    for (ExceptHandler handler : s.handlers) {
      visitOptional(handler.type);
      if (handler.name != null) {
        define(handler.name, Symbol.DEF_LOCAL, handler);
      }
      visitAll(handler.body);
    }
    visitAll(s.finalbody);
  }

  private void visitImported(Alias[] names) {
    for (Alias alias : names) {
      String name = alias.asname == null ? alias.name : alias.asname;
      if (name.equals("*")) {
        if (current.type != Scope.MODULE) {
          throw SyntaxErrors.at("import * only allowed at module level", filename, alias);
        }
      } else {
        // "import a.b" binds "a".
        int dot = name.indexOf('.');
        define(dot < 0 ? name : name.substring(0, dot), Symbol.DEF_IMPORT, alias);
      }
    }
  }

  private void declare(String[] names, int flag, String word, Stmt s) {
    for (String name : names) {
      int flags = current.flags(Mangler.mangle(privateName, name));
      String message = null;
      if ((flags & Symbol.DEF_PARAM) != 0) {
        message = "name '" + name + "' is parameter and " + word;
      } else if ((flags & Symbol.USE) != 0) {
        message = "name '" + name + "' is used prior to " + word + " declaration";
      } else if ((flags & Symbol.DEF_ANNOT) != 0) {
        message = "annotated name '" + name + "' can't be " + word;
      } else if ((flags & Symbol.DEF_LOCAL) != 0) {
        message = "name '" + name + "' is assigned to before " + word + " declaration";
      }
      if (message != null) {
        throw SyntaxErrors.at(message, filename, s);
      }
      define(name, flag, s);
      recordDirective(name, s);
    }
  }

  private void visitDefaults(Arguments args) {
    visitAll(args.defaults);
    visitAll(args.kwDefaults);
  }

  private void visitParameters(Arguments args) {
    defineParameters(args.posonlyargs);
    defineParameters(args.args);
    defineParameters(args.kwonlyargs);
    if (args.vararg != null) {
      define(args.vararg.arg, Symbol.DEF_PARAM, args.vararg);
      current.varargs = true;
    }
    if (args.kwarg != null) {
      define(args.kwarg.arg, Symbol.DEF_PARAM, args.kwarg);
      current.varkeywords = true;
    }
  }

  private void defineParameters(Arg[] args) {
    for (Arg arg : args) {
      define(arg.arg, Symbol.DEF_PARAM, arg);
    }
  }

  private void visitAnnotations(Stmt.FunctionDef s) {
    boolean text = future.annotations();
    if (text) {
      enter("_annotation", Scope.ANNOTATION, s, s);
    }
    visitArgAnnotations(s.args.posonlyargs);
    visitArgAnnotations(s.args.args);
    if (s.args.vararg != null) {
      visitOptional(s.args.vararg.annotation);
    }
    if (s.args.kwarg != null) {
      visitOptional(s.args.kwarg.annotation);
    }
    visitArgAnnotations(s.args.kwonlyargs);
    if (text) {
      exit();
    }
    if (s.returns != null) {
      visitAnnotation(s.returns);
    }
  }

  private void visitArgAnnotations(Arg[] args) {
    for (Arg arg : args) {
      visitOptional(arg.annotation);
    }
  }

  private void visitAnnotation(Expr annotation) {
    boolean text = future.annotations();
    if (text) {
      enter("_annotation", Scope.ANNOTATION, annotation, annotation);
    }
    visit(annotation);
    if (text) {
      exit();
    }
  }

  /** Visits those of {@code exprs} that are not null. */
  private void visitAll(Expr[] exprs) {
    for (Expr e : exprs) {
      if (e != null) {
        visit(e);
      }
    }
  }

  private void visitOptional(Expr e) {
    if (e != null) {
      visit(e);
    }
  }

  private void visit(Expr e) {
    deeper();
    switch (e.kind) {
      case Expr.NAMED_EXPR -> visitNamedExpr((Expr.NamedExpr) e);
      case Expr.BOOL_OP -> visitAll(((Expr.BoolOp) e).values);
      case Expr.BIN_OP -> {
        Expr.BinOp op = (Expr.BinOp) e;
        visit(op.left);
        visit(op.right);
      }
      case Expr.UNARY_OP -> visit(((Expr.UnaryOp) e).operand);
      case Expr.LAMBDA -> {
        Expr.Lambda lambda = (Expr.Lambda) e;
        visitDefaults(lambda.args);
        enter("lambda", Scope.FUNCTION, e, e);
        visitParameters(lambda.args);
        visit(lambda.body);
        exit();
      }
      case Expr.IF_EXP -> {
        Expr.IfExp test = (Expr.IfExp) e;
        visit(test.test);
        visit(test.body);
        visit(test.orelse);
      }
      case Expr.DICT -> {
        Expr.Dict dict = (Expr.Dict) e;
        visitAll(dict.keys);
        visitAll(dict.values);
      }
      case Expr.SET -> visitAll(((Expr.Set) e).elts);
      case Expr.LIST_COMP, Expr.SET_COMP, Expr.GENERATOR_EXP -> {
        Expr.Comp comp = (Expr.Comp) e;
        visitComprehension(comp, comp.generators, comp.elt, null);
      }
      case Expr.DICT_COMP -> {
        Expr.DictComp comp = (Expr.DictComp) e;
        visitComprehension(comp, comp.generators, comp.key, comp.value);
      }
      case Expr.YIELD -> visitYield(((Expr.Yield) e).value, e);
      case Expr.YIELD_FROM -> visitYield(((Expr.YieldFrom) e).value, e);
      case Expr.AWAIT -> {
        forbidInAnnotation("await expression", e);
        visit(((Expr.Await) e).value);
        current.coroutine = true;
      }
      case Expr.COMPARE -> {
        Expr.Compare compare = (Expr.Compare) e;
        visit(compare.left);
        visitAll(compare.comparators);
      }
      case Expr.CALL -> {
        Expr.Call call = (Expr.Call) e;
        visit(call.func);
        visitAll(call.args);
        for (Keyword keyword : call.keywords) {
          visit(keyword.value);
        }
      }
      case Expr.FORMATTED_VALUE -> {
        Expr.FormattedValue format = (Expr.FormattedValue) e;
        visit(format.value);
        visitOptional(format.formatSpec);
      }
      case Expr.JOINED_STR -> visitAll(((Expr.JoinedStr) e).values);
      case Expr.ATTRIBUTE -> visit(((Expr.Attribute) e).value);
      case Expr.SUBSCRIPT -> {
        Expr.Subscript subscript = (Expr.Subscript) e;
        visit(subscript.value);
        visit(subscript.slice);
      }
      case Expr.STARRED -> visit(((Expr.Starred) e).value);
      case Expr.SLICE -> {
        Expr.Slice slice = (Expr.Slice) e;
        visitOptional(slice.lower);
        visitOptional(slice.upper);
        visitOptional(slice.step);
      }
      case Expr.NAME -> visitName((Expr.Name) e);
      case Expr.LIST -> visitAll(((Expr.List) e).elts);
      case Expr.TUPLE -> visitAll(((Expr.Tuple) e).elts);
      default -> {}
    }
    depth--;
  }

  private void visitName(Expr.Name e) {
    boolean load = e.ctx == ExprContext.LOAD;
    define(e.id, load ? Symbol.USE : Symbol.DEF_LOCAL, e);
    // super() without arguments finds its class through the cell __class__.
    if (load && current.type == Scope.FUNCTION && e.id.equals("super")) {
      define("__class__", Symbol.USE, e);
    }
  }

  private void visitYield(Expr value, Expr e) {
    forbidInAnnotation("yield expression", e);
    visitOptional(value);
    current.generator = true;
    if (current.comprehension != Scope.NO_COMPREHENSION) {
      String what =
          switch (current.comprehension) {
            case Scope.LIST_COMPREHENSION -> "list comprehension";
            case Scope.SET_COMPREHENSION -> "set comprehension";
            case Scope.DICT_COMPREHENSION -> "dict comprehension";
            default -> "generator expression";
          };
      throw SyntaxErrors.at("'yield' inside " + what, filename, e);
    }
  }

  private void forbidInAnnotation(String what, Expr e) {
    if (current.type == Scope.ANNOTATION) {
      throw SyntaxErrors.at("'" + what + "' can not be used within an annotation", filename, e);
    }
  }

  private void visitNamedExpr(Expr.NamedExpr e) {
    forbidInAnnotation("named expression", e);
    if (current.comprehensionIterables > 0) {
      throw SyntaxErrors.at(
          "assignment expression cannot be used in a comprehension iterable expression",
          filename,
          e);
    }
    if (current.comprehension != Scope.NO_COMPREHENSION) {
      bindOutsideComprehension((Expr.Name) e.target);
    }
    visit(e.value);
    visit(e.target);
  }

  /**
   * The target of {@code :=} in a comprehension belongs to the scope that holds the comprehension.
   */
  private void bindOutsideComprehension(Expr.Name target) {
    for (Scope scope = current; scope != null; scope = scope.outer) {
      int flags = scope.flags(target.id);
      if (scope.comprehension != Scope.NO_COMPREHENSION) {
        if ((flags & Symbol.DEF_COMP_ITER) != 0) {
          throw SyntaxErrors.at(
              "assignment expression cannot rebind comprehension iteration variable '"
                  + target.id
                  + "'",
              filename,
              target);
        }
      } else if (scope.type == Scope.FUNCTION) {
        boolean global = (flags & Symbol.DEF_GLOBAL) != 0;
        define(target.id, global ? Symbol.DEF_GLOBAL : Symbol.DEF_NONLOCAL, target);
        recordDirective(target.id, target);
        define(scope, target.id, Symbol.DEF_LOCAL, target);
        return;
      } else if (scope.type == Scope.MODULE) {
        define(target.id, Symbol.DEF_GLOBAL, target);
        recordDirective(target.id, target);
        define(scope, target.id, Symbol.DEF_GLOBAL, target);
        return;
      } else if (scope.type == Scope.CLASS) {
        throw SyntaxErrors.at(
            "assignment expression within a comprehension cannot be used in a class body",
            filename,
            target);
      }
    }
  }

  private void visitComprehension(Expr e, Comprehension[] generators, Expr elt, Expr value) {
    Comprehension outermost = generators[0];
    current.comprehensionIterables++;
    visit(outermost.iter);
    current.comprehensionIterables--;
    String name;
    int comprehension;
    switch (e.kind) {
      case Expr.LIST_COMP -> {
        name = "listcomp";
        comprehension = Scope.LIST_COMPREHENSION;
      }
      case Expr.SET_COMP -> {
        name = "setcomp";
        comprehension = Scope.SET_COMPREHENSION;
      }
      case Expr.DICT_COMP -> {
        name = "dictcomp";
        comprehension = Scope.DICT_COMPREHENSION;
      }
      default -> {
        name = "genexpr";
        comprehension = Scope.GENERATOR_EXPRESSION;
      }
    }
    enter(name, Scope.FUNCTION, e, e);
    Scope scope = current;
    scope.comprehension = comprehension;
    scope.coroutine = outermost.isAsync;
    // The outermost iterator is evaluated outside and comes in as a parameter.
    define(".0", Symbol.DEF_PARAM, e);
    scope.comprehensionTarget = true;
    visit(outermost.target);
    scope.comprehensionTarget = false;
    visitAll(outermost.ifs);
    for (int i = 1; i < generators.length; i++) {
      Comprehension generator = generators[i];
      scope.comprehensionTarget = true;
      visit(generator.target);
      scope.comprehensionTarget = false;
      scope.comprehensionIterables++;
      visit(generator.iter);
      scope.comprehensionIterables--;
      visitAll(generator.ifs);
      scope.coroutine |= generator.isAsync;
    }
    visitOptional(value);
    visit(elt);
    scope.generator = e.kind == Expr.GENERATOR_EXP;
    exit();
    // Whoever holds a comprehension that awaits has to be a coroutine too.
    if (scope.coroutine && !scope.generator) {
      current.coroutine = true;
    }
  }

  private void visit(Pattern p) {
    deeper();
    switch (p.kind) {
      case Pattern.MATCH_VALUE -> visit(((Pattern.MatchValue) p).value);
      case Pattern.MATCH_SEQUENCE -> visitAll(((Pattern.MatchSequence) p).patterns);
      case Pattern.MATCH_STAR -> defineCapture(((Pattern.MatchStar) p).name, p);
      case Pattern.MATCH_MAPPING -> {
        Pattern.MatchMapping mapping = (Pattern.MatchMapping) p;
        visitAll(mapping.keys);
        visitAll(mapping.patterns);
        defineCapture(mapping.rest, p);
      }
      case Pattern.MATCH_CLASS -> {
        Pattern.MatchClass match = (Pattern.MatchClass) p;
        visit(match.cls);
        visitAll(match.patterns);
        visitAll(match.kwdPatterns);
      }
      case Pattern.MATCH_AS -> {
        Pattern.MatchAs as = (Pattern.MatchAs) p;
        if (as.pattern != null) {
          visit(as.pattern);
        }
        defineCapture(as.name, p);
      }
      case Pattern.MATCH_OR -> visitAll(((Pattern.MatchOr) p).patterns);
      default -> {}
    }
    depth--;
  }

  private void visitAll(Pattern[] patterns) {
    for (Pattern p : patterns) {
      visit(p);
    }
  }

  private void defineCapture(String name, Pattern p) {
    if (name != null) {
      define(name, Symbol.DEF_LOCAL, p);
    }
  }
}
