package dev.dormouse.runtime.modules.ast;

import dev.dormouse.compiler.ast.Alias;
import dev.dormouse.compiler.ast.Arg;
import dev.dormouse.compiler.ast.Arguments;
import dev.dormouse.compiler.ast.Comprehension;
import dev.dormouse.compiler.ast.ExceptHandler;
import dev.dormouse.compiler.ast.Expr;
import dev.dormouse.compiler.ast.Keyword;
import dev.dormouse.compiler.ast.MatchCase;
import dev.dormouse.compiler.ast.Mod;
import dev.dormouse.compiler.ast.Pattern;
import dev.dormouse.compiler.ast.Stmt;
import dev.dormouse.compiler.ast.TypeIgnore;
import dev.dormouse.compiler.ast.WithItem;
import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.ThreadState;

/**
 * Makes a tree of Python objects. Whether it is a tree that can be compiled is for {@link
 * AstValidator} to say; here only what cannot be expressed is refused. Products ({@code arguments},
 * {@code alias} …) need only have the right attributes, as in CPython.
 */
public final class AstFromPython {
  private static final String[] ROOTS = {"Module", "Expression", "Interactive"};

  private final FieldReader read = new FieldReader(AstTypes.current());
  private final ThreadState thread = ThreadState.current();

  private AstFromPython() {}

  /** The checked tree of a root node; {@code mode} says which kind of root it has to be. */
  public static Mod convert(PyObject root, int mode) {
    AstTypes types = AstTypes.current();
    if (!Abstract.isInstance(root, types.byName(ROOTS[mode]).type)) {
      throw Errors.typeError("expected " + ROOTS[mode] + " node, got " + root.type.name());
    }
    Mod tree = new AstFromPython().mod(root);
    AstValidator.validate(tree);
    return tree;
  }

  private Mod mod(PyObject o) {
    AstTypes.Node node = read.constructor(o, "mod");
    String name = node.name;
    switch (name) {
      case "Module":
        {
          Stmt[] body = stmts(o, name, "body");
          PyObject[] list = read.list(o, name, "type_ignores");
          TypeIgnore[] ignores = new TypeIgnore[list.length];
          for (int i = 0; i < list.length; i++) {
            ignores[i] =
                new TypeIgnore(
                    read.number(list[i], "TypeIgnore", "lineno"),
                    read.string(list[i], "TypeIgnore", "tag"));
          }
          return new Mod.Module(body, ignores);
        }
      case "Interactive":
        return new Mod.Interactive(stmts(o, name, "body"));
      case "Expression":
        return new Mod.Expression(expr(o, name, "body"));
      default:
        return new Mod.FunctionType(exprs(o, name, "argtypes"), expr(o, name, "returns"));
    }
  }

  // statements

  private Stmt[] stmts(PyObject o, String owner, String field) {
    PyObject[] list = read.list(o, owner, field);
    Stmt[] all = new Stmt[list.length];
    for (int i = 0; i < all.length; i++) {
      all[i] = list[i] == PyObject.NONE ? null : stmt(list[i]);
    }
    return all;
  }

  private Stmt stmt(PyObject o) {
    Place at = read.place(o, "stmt");
    AstTypes.Node node = read.constructor(o, "stmt");
    thread.enterRecursive(" while traversing '" + node.name + "' node");
    try {
      return stmt(o, node, at);
    } finally {
      thread.leaveRecursive();
    }
  }

  private Stmt stmt(PyObject o, AstTypes.Node node, Place at) {
    String n = node.name;
    int line = at.lineno;
    int column = at.colOffset;
    int endLine = at.endLineno;
    int endColumn = at.endColOffset;
    // The numbers of the constructors are the kinds.
    int kind = node.number;
    switch (kind) {
      case Stmt.FUNCTION_DEF, Stmt.ASYNC_FUNCTION_DEF:
        return new Stmt.FunctionDef(
            kind,
            read.identifier(o, n, "name"),
            arguments(o, n, "args"),
            stmts(o, n, "body"),
            exprs(o, n, "decorator_list"),
            optionalExpr(o, "returns"),
            read.optionalString(o, "type_comment"),
            line,
            column,
            endLine,
            endColumn);
      case Stmt.CLASS_DEF:
        return new Stmt.ClassDef(
            read.identifier(o, n, "name"),
            exprs(o, n, "bases"),
            keywords(o, n, "keywords"),
            stmts(o, n, "body"),
            exprs(o, n, "decorator_list"),
            line,
            column,
            endLine,
            endColumn);
      case Stmt.RETURN:
        return new Stmt.Return(optionalExpr(o, "value"), line, column, endLine, endColumn);
      case Stmt.DELETE:
        return new Stmt.Delete(exprs(o, n, "targets"), line, column, endLine, endColumn);
      case Stmt.ASSIGN:
        return new Stmt.Assign(
            exprs(o, n, "targets"),
            expr(o, n, "value"),
            read.optionalString(o, "type_comment"),
            line,
            column,
            endLine,
            endColumn);
      case Stmt.AUG_ASSIGN:
        return new Stmt.AugAssign(
            expr(o, n, "target"),
            read.simple(o, n, "op", "operator"),
            expr(o, n, "value"),
            line,
            column,
            endLine,
            endColumn);
      case Stmt.ANN_ASSIGN:
        return new Stmt.AnnAssign(
            expr(o, n, "target"),
            expr(o, n, "annotation"),
            optionalExpr(o, "value"),
            read.number(o, n, "simple") != 0,
            line,
            column,
            endLine,
            endColumn);
      case Stmt.FOR, Stmt.ASYNC_FOR:
        return new Stmt.For(
            kind,
            expr(o, n, "target"),
            expr(o, n, "iter"),
            stmts(o, n, "body"),
            stmts(o, n, "orelse"),
            read.optionalString(o, "type_comment"),
            line,
            column,
            endLine,
            endColumn);
      case Stmt.WHILE:
        return new Stmt.While(
            expr(o, n, "test"),
            stmts(o, n, "body"),
            stmts(o, n, "orelse"),
            line,
            column,
            endLine,
            endColumn);
      case Stmt.IF:
        return new Stmt.If(
            expr(o, n, "test"),
            stmts(o, n, "body"),
            stmts(o, n, "orelse"),
            line,
            column,
            endLine,
            endColumn);
      case Stmt.WITH, Stmt.ASYNC_WITH:
        return new Stmt.With(
            kind,
            withItems(o, n, "items"),
            stmts(o, n, "body"),
            read.optionalString(o, "type_comment"),
            line,
            column,
            endLine,
            endColumn);
      case Stmt.MATCH:
        return new Stmt.Match(
            expr(o, n, "subject"), cases(o, n, "cases"), line, column, endLine, endColumn);
      case Stmt.RAISE:
        return new Stmt.Raise(
            optionalExpr(o, "exc"), optionalExpr(o, "cause"), line, column, endLine, endColumn);
      case Stmt.TRY, Stmt.TRY_STAR:
        return new Stmt.Try(
            kind,
            stmts(o, n, "body"),
            handlers(o, n, "handlers"),
            stmts(o, n, "orelse"),
            stmts(o, n, "finalbody"),
            line,
            column,
            endLine,
            endColumn);
      case Stmt.ASSERT:
        return new Stmt.Assert(
            expr(o, n, "test"), optionalExpr(o, "msg"), line, column, endLine, endColumn);
      case Stmt.IMPORT:
        return new Stmt.Import(aliases(o, n, "names"), line, column, endLine, endColumn);
      case Stmt.IMPORT_FROM:
        return new Stmt.ImportFrom(
            read.optionalIdentifier(o, "module"),
            aliases(o, n, "names"),
            read.optionalNumber(o, "level"),
            line,
            column,
            endLine,
            endColumn);
      case Stmt.GLOBAL:
        return new Stmt.Global(read.identifiers(o, n, "names"), line, column, endLine, endColumn);
      case Stmt.NONLOCAL:
        return new Stmt.Nonlocal(read.identifiers(o, n, "names"), line, column, endLine, endColumn);
      case Stmt.EXPR_STMT:
        return new Stmt.ExprStmt(expr(o, n, "value"), line, column, endLine, endColumn);
      case Stmt.PASS:
        return new Stmt.Pass(line, column, endLine, endColumn);
      case Stmt.BREAK:
        return new Stmt.Break(line, column, endLine, endColumn);
      default:
        return new Stmt.Continue(line, column, endLine, endColumn);
    }
  }

  // expressions

  private Expr expr(PyObject o, String owner, String field) {
    PyObject v = read.required(o, owner, field);
    if (v == PyObject.NONE) {
      throw FieldReader.isRequired(owner, field);
    }
    return expr(v);
  }

  private Expr optionalExpr(PyObject o, String field) {
    PyObject v = read.optional(o, field);
    return v == null ? null : expr(v);
  }

  /** None in the list becomes null. */
  private Expr[] exprs(PyObject o, String owner, String field) {
    PyObject[] list = read.list(o, owner, field);
    Expr[] all = new Expr[list.length];
    for (int i = 0; i < all.length; i++) {
      all[i] = list[i] == PyObject.NONE ? null : expr(list[i]);
    }
    return all;
  }

  private Expr expr(PyObject o) {
    Place at = read.place(o, "expr");
    AstTypes.Node node = read.constructor(o, "expr");
    thread.enterRecursive(" while traversing '" + node.name + "' node");
    try {
      return expr(o, node.name, at);
    } finally {
      thread.leaveRecursive();
    }
  }

  private int context(PyObject o, String owner) {
    return read.simple(o, owner, "ctx", "expr_context");
  }

  private Expr expr(PyObject o, String n, Place at) {
    int line = at.lineno;
    int column = at.colOffset;
    int endLine = at.endLineno;
    int endColumn = at.endColOffset;
    switch (n) {
      case "BoolOp":
        return new Expr.BoolOp(
            read.simple(o, n, "op", "boolop"),
            exprs(o, n, "values"),
            line,
            column,
            endLine,
            endColumn);
      case "NamedExpr":
        return new Expr.NamedExpr(
            expr(o, n, "target"), expr(o, n, "value"), line, column, endLine, endColumn);
      case "BinOp":
        return new Expr.BinOp(
            expr(o, n, "left"),
            read.simple(o, n, "op", "operator"),
            expr(o, n, "right"),
            line,
            column,
            endLine,
            endColumn);
      case "UnaryOp":
        return new Expr.UnaryOp(
            read.simple(o, n, "op", "unaryop"),
            expr(o, n, "operand"),
            line,
            column,
            endLine,
            endColumn);
      case "Lambda":
        return new Expr.Lambda(
            arguments(o, n, "args"), expr(o, n, "body"), line, column, endLine, endColumn);
      case "IfExp":
        return new Expr.IfExp(
            expr(o, n, "test"),
            expr(o, n, "body"),
            expr(o, n, "orelse"),
            line,
            column,
            endLine,
            endColumn);
      case "Dict":
        return new Expr.Dict(
            exprs(o, n, "keys"), exprs(o, n, "values"), line, column, endLine, endColumn);
      case "Set":
        return new Expr.Set(exprs(o, n, "elts"), line, column, endLine, endColumn);
      case "ListComp", "SetComp", "GeneratorExp":
        return new Expr.Comp(
            n.equals("ListComp")
                ? Expr.LIST_COMP
                : n.equals("SetComp") ? Expr.SET_COMP : Expr.GENERATOR_EXP,
            expr(o, n, "elt"),
            generators(o, n, "generators"),
            line,
            column,
            endLine,
            endColumn);
      case "DictComp":
        return new Expr.DictComp(
            expr(o, n, "key"),
            expr(o, n, "value"),
            generators(o, n, "generators"),
            line,
            column,
            endLine,
            endColumn);
      case "Await":
        return new Expr.Await(expr(o, n, "value"), line, column, endLine, endColumn);
      case "Yield":
        return new Expr.Yield(optionalExpr(o, "value"), line, column, endLine, endColumn);
      case "YieldFrom":
        return new Expr.YieldFrom(expr(o, n, "value"), line, column, endLine, endColumn);
      case "Compare":
        {
          Expr left = expr(o, n, "left");
          PyObject[] list = read.list(o, n, "ops");
          int[] ops = new int[list.length];
          for (int i = 0; i < ops.length; i++) {
            ops[i] = read.constructor(list[i], "cmpop").number;
          }
          return new Expr.Compare(
              left, ops, exprs(o, n, "comparators"), line, column, endLine, endColumn);
        }
      case "Call":
        return new Expr.Call(
            expr(o, n, "func"),
            exprs(o, n, "args"),
            keywords(o, n, "keywords"),
            line,
            column,
            endLine,
            endColumn);
      case "FormattedValue":
        return new Expr.FormattedValue(
            expr(o, n, "value"),
            read.number(o, n, "conversion"),
            optionalExpr(o, "format_spec"),
            line,
            column,
            endLine,
            endColumn);
      case "JoinedStr":
        return new Expr.JoinedStr(exprs(o, n, "values"), line, column, endLine, endColumn);
      case "Constant":
        return new Expr.Constant(
            FieldReader.constant(read.required(o, n, "value")),
            read.optionalString(o, "kind"),
            line,
            column,
            endLine,
            endColumn);
      case "Attribute":
        return new Expr.Attribute(
            expr(o, n, "value"),
            read.identifier(o, n, "attr"),
            context(o, n),
            line,
            column,
            endLine,
            endColumn);
      case "Subscript":
        return new Expr.Subscript(
            expr(o, n, "value"),
            expr(o, n, "slice"),
            context(o, n),
            line,
            column,
            endLine,
            endColumn);
      case "Starred":
        return new Expr.Starred(
            expr(o, n, "value"), context(o, n), line, column, endLine, endColumn);
      case "Name":
        return new Expr.Name(
            read.identifier(o, n, "id"), context(o, n), line, column, endLine, endColumn);
      case "List":
        return new Expr.List(exprs(o, n, "elts"), context(o, n), line, column, endLine, endColumn);
      case "Tuple":
        return new Expr.Tuple(exprs(o, n, "elts"), context(o, n), line, column, endLine, endColumn);
      default:
        return new Expr.Slice(
            optionalExpr(o, "lower"),
            optionalExpr(o, "upper"),
            optionalExpr(o, "step"),
            line,
            column,
            endLine,
            endColumn);
    }
  }

  // patterns

  private Pattern[] patterns(PyObject o, String owner, String field) {
    PyObject[] list = read.elements(o, owner, field);
    Pattern[] all = new Pattern[list.length];
    for (int i = 0; i < all.length; i++) {
      all[i] = pattern(list[i]);
    }
    return all;
  }

  private Pattern pattern(PyObject o) {
    Place at = read.requiredPlace(o, "pattern");
    AstTypes.Node node = read.constructor(o, "pattern");
    thread.enterRecursive(" while traversing '" + node.name + "' node");
    try {
      return pattern(o, node, at);
    } finally {
      thread.leaveRecursive();
    }
  }

  private Pattern pattern(PyObject o, AstTypes.Node node, Place at) {
    String n = node.name;
    int line = at.lineno;
    int column = at.colOffset;
    int endLine = at.endLineno;
    int endColumn = at.endColOffset;
    switch (node.number) {
      case Pattern.MATCH_VALUE:
        return new Pattern.MatchValue(expr(o, n, "value"), line, column, endLine, endColumn);
      case Pattern.MATCH_SINGLETON:
        {
          PyObject v = read.required(o, n, "value");
          if (!FieldReader.isNamedConstant(v)) {
            throw Errors.valueError("MatchSingleton can only contain True, False and None");
          }
          return new Pattern.MatchSingleton(
              FieldReader.constant(v), line, column, endLine, endColumn);
        }
      case Pattern.MATCH_SEQUENCE:
        return new Pattern.MatchSequence(
            patterns(o, n, "patterns"), line, column, endLine, endColumn);
      case Pattern.MATCH_MAPPING:
        return new Pattern.MatchMapping(
            exprs(o, n, "keys"),
            patterns(o, n, "patterns"),
            read.optionalIdentifier(o, "rest"),
            line,
            column,
            endLine,
            endColumn);
      case Pattern.MATCH_CLASS:
        return new Pattern.MatchClass(
            expr(o, n, "cls"),
            patterns(o, n, "patterns"),
            read.identifiers(o, n, "kwd_attrs"),
            patterns(o, n, "kwd_patterns"),
            line,
            column,
            endLine,
            endColumn);
      case Pattern.MATCH_STAR:
        return new Pattern.MatchStar(
            read.optionalIdentifier(o, "name"), line, column, endLine, endColumn);
      case Pattern.MATCH_AS:
        {
          PyObject inner = read.optional(o, "pattern");
          return new Pattern.MatchAs(
              inner == null ? null : pattern(inner),
              read.optionalIdentifier(o, "name"),
              line,
              column,
              endLine,
              endColumn);
        }
      default:
        return new Pattern.MatchOr(patterns(o, n, "patterns"), line, column, endLine, endColumn);
    }
  }

  // products

  private Arguments arguments(PyObject o, String owner, String field) {
    PyObject a = read.required(o, owner, field);
    if (a == PyObject.NONE) {
      throw FieldReader.isRequired(owner, field);
    }
    String n = "arguments";
    return new Arguments(
        args(a, n, "posonlyargs"),
        args(a, n, "args"),
        optionalArg(a, "vararg"),
        args(a, n, "kwonlyargs"),
        exprs(a, n, "kw_defaults"),
        optionalArg(a, "kwarg"),
        exprs(a, n, "defaults"));
  }

  private Arg[] args(PyObject o, String owner, String field) {
    PyObject[] list = read.elements(o, owner, field);
    Arg[] all = new Arg[list.length];
    for (int i = 0; i < all.length; i++) {
      all[i] = arg(list[i]);
    }
    return all;
  }

  private Arg optionalArg(PyObject o, String field) {
    PyObject v = read.optional(o, field);
    return v == null ? null : arg(v);
  }

  private Arg arg(PyObject o) {
    String name = read.identifier(o, "arg", "arg");
    Expr annotation = optionalExpr(o, "annotation");
    String comment = read.optionalString(o, "type_comment");
    Place at = read.place(o, "arg");
    return new Arg(
        name, annotation, comment, at.lineno, at.colOffset, at.endLineno, at.endColOffset);
  }

  private Keyword[] keywords(PyObject o, String owner, String field) {
    PyObject[] list = read.elements(o, owner, field);
    Keyword[] all = new Keyword[list.length];
    for (int i = 0; i < all.length; i++) {
      String name = read.optionalIdentifier(list[i], "arg");
      Expr value = expr(list[i], "keyword", "value");
      Place at = read.place(list[i], "keyword");
      all[i] = new Keyword(name, value, at.lineno, at.colOffset, at.endLineno, at.endColOffset);
    }
    return all;
  }

  private Alias[] aliases(PyObject o, String owner, String field) {
    PyObject[] list = read.elements(o, owner, field);
    Alias[] all = new Alias[list.length];
    for (int i = 0; i < all.length; i++) {
      String name = read.identifier(list[i], "alias", "name");
      String asname = read.optionalIdentifier(list[i], "asname");
      Place at = read.place(list[i], "alias");
      all[i] = new Alias(name, asname, at.lineno, at.colOffset, at.endLineno, at.endColOffset);
    }
    return all;
  }

  private Comprehension[] generators(PyObject o, String owner, String field) {
    PyObject[] list = read.elements(o, owner, field);
    Comprehension[] all = new Comprehension[list.length];
    String n = "comprehension";
    for (int i = 0; i < all.length; i++) {
      PyObject c = list[i];
      all[i] =
          new Comprehension(
              expr(c, n, "target"),
              expr(c, n, "iter"),
              exprs(c, n, "ifs"),
              read.number(c, n, "is_async") != 0);
    }
    return all;
  }

  private WithItem[] withItems(PyObject o, String owner, String field) {
    PyObject[] list = read.elements(o, owner, field);
    WithItem[] all = new WithItem[list.length];
    for (int i = 0; i < all.length; i++) {
      all[i] =
          new WithItem(
              expr(list[i], "withitem", "context_expr"), optionalExpr(list[i], "optional_vars"));
    }
    return all;
  }

  private MatchCase[] cases(PyObject o, String owner, String field) {
    PyObject[] list = read.elements(o, owner, field);
    MatchCase[] all = new MatchCase[list.length];
    for (int i = 0; i < all.length; i++) {
      PyObject c = list[i];
      PyObject p = read.required(c, "match_case", "pattern");
      if (p == PyObject.NONE) {
        throw FieldReader.isRequired("match_case", "pattern");
      }
      all[i] = new MatchCase(pattern(p), optionalExpr(c, "guard"), stmts(c, "match_case", "body"));
    }
    return all;
  }

  private ExceptHandler[] handlers(PyObject o, String owner, String field) {
    PyObject[] list = read.elements(o, owner, field);
    ExceptHandler[] all = new ExceptHandler[list.length];
    for (int i = 0; i < all.length; i++) {
      PyObject h = list[i];
      Place at = read.place(h, "excepthandler");
      AstTypes.Node node = read.constructor(h, "excepthandler");
      all[i] =
          new ExceptHandler(
              optionalExpr(h, "type"),
              read.optionalIdentifier(h, "name"),
              stmts(h, node.name, "body"),
              at.lineno,
              at.colOffset,
              at.endLineno,
              at.endColOffset);
    }
    return all;
  }
}
