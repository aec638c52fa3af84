package dev.dormouse.compiler.codegen;

import dev.dormouse.code.CodeObject;
import dev.dormouse.code.CodeUnit;
import dev.dormouse.code.Constants;
import dev.dormouse.code.Opcode;
import dev.dormouse.compiler.ast.Arg;
import dev.dormouse.compiler.ast.Arguments;
import dev.dormouse.compiler.ast.Expr;
import dev.dormouse.compiler.ast.ExprContext;
import dev.dormouse.compiler.ast.Stmt;
import dev.dormouse.compiler.symtable.Symbol;
import dev.dormouse.compiler.symtable.SymbolMap;
import java.util.ArrayList;

/** What makes functions and classes: {@code def}, {@code class}, {@code lambda}. */
final class FunctionCompiler extends Part {
  /** Operands of MAKE_FUNCTION: what is on the stack below the code. */
  private static final int DEFAULTS = 1;

  private static final int KEYWORD_DEFAULTS = 2;
  private static final int ANNOTATIONS = 4;
  private static final int CLOSURE = 8;

  FunctionCompiler(CodeGenerator g) {
    super(g);
  }

  void visitFunction(Stmt.FunctionDef s) {
    checkParameters(s.args);
    g.expressions.visitAll(s.decoratorList);
    int flags = visitDefaults(s.args);
    if (visitAnnotations(s.args, s.returns)) {
      flags |= ANNOTATIONS;
    }
    boolean async = s.kind == Stmt.ASYNC_FUNCTION_DEF;
    g.enterScope(
        s.name,
        async ? Unit.ASYNC_FUNCTION : Unit.FUNCTION,
        s,
        firstLine(s.decoratorList, s.lineno));
    // The first constant is the docstring, or None to show that there is none.
    Object docstring = g.optimize < 2 ? ConstantFolder.docstring(s.body) : null;
    g.unit.consts.number(docstring == null ? Constants.Singleton.NONE : docstring);
    countParameters(s.args);
    for (int i = docstring == null ? 0 : 1; i < s.body.length; i++) {
      g.statements.visit(s.body[i]);
    }
    makeFunction(g.exitScope(true), flags);
    applyDecorators(s.decoratorList);
    g.nameOp(s.name, ExprContext.STORE);
  }

  void visitLambda(Expr.Lambda e) {
    checkParameters(e.args);
    int flags = visitDefaults(e.args);
    g.enterScope("<lambda>", Unit.LAMBDA, e, e.lineno);
    g.unit.consts.number(Constants.Singleton.NONE);
    countParameters(e.args);
    g.expressions.visit(e.body);
    boolean generator = g.unit.scope.generator;
    if (!generator) {
      emit(Opcode.RETURN_VALUE);
    }
    makeFunction(g.exitScope(!generator), flags);
  }

  void visitClass(Stmt.ClassDef s) {
    g.expressions.visitAll(s.decoratorList);
    CodeObject body = classBody(s);
    emit(Opcode.PUSH_NULL);
    emit(Opcode.LOAD_BUILD_CLASS);
    makeFunction(body, 0);
    g.loadConst(s.name);
    g.calls.visitArguments(2, s.bases, s.keywords);
    applyDecorators(s.decoratorList);
    g.nameOp(s.name, ExprContext.STORE);
  }

  private CodeObject classBody(Stmt.ClassDef s) {
    g.enterScope(s.name, Unit.CLASS, s, firstLine(s.decoratorList, s.lineno));
    Unit u = g.unit;
    g.nameOp("__name__", ExprContext.LOAD);
    g.nameOp("__module__", ExprContext.STORE);
    g.loadConst(u.qualname);
    g.nameOp("__qualname__", ExprContext.STORE);
    g.statements.visitBody(s.body);
    locateNowhere();
    // What __build_class__ needs to fill the cell that super() looks into.
    if (u.scope.needsClassClosure) {
      emit(Opcode.LOAD_CLOSURE, 0);
      emit(Opcode.COPY, 1);
      g.nameOp("__classcell__", ExprContext.STORE);
    } else {
      g.loadNone();
    }
    emit(Opcode.RETURN_VALUE);
    return g.exitScope(true);
  }

  private static int firstLine(Expr[] decorators, int lineno) {
    return decorators.length > 0 ? decorators[0].lineno : lineno;
  }

  private void applyDecorators(Expr[] decorators) {
    Unit u = g.unit;
    int lineno = u.lineno;
    int endLineno = u.endLineno;
    int colOffset = u.colOffset;
    int endColOffset = u.endColOffset;
    for (int i = decorators.length - 1; i >= 0; i--) {
      locate(decorators[i]);
      emitCall(0);
    }
    u.locate(lineno, endLineno, colOffset, endColOffset);
  }

  /** Makes a function of {@code code}, with the cells that it needs from here. */
  void makeFunction(CodeObject code, int flags) {
    int free = 0;
    for (int i = 0; i < code.localspluskinds.length; i++) {
      if ((code.localspluskinds[i] & CodeUnit.CO_FAST_FREE) != 0) {
        emit(Opcode.LOAD_CLOSURE, cell(code.localsplusnames[i]));
        free++;
      }
    }
    if (free > 0) {
      emit(Opcode.BUILD_TUPLE, free);
      flags |= CLOSURE;
    }
    g.loadConst(code);
    emit(Opcode.MAKE_FUNCTION, flags);
  }

  /** The number of the cell or free variable {@code name} in this unit. */
  private int cell(String name) {
    Unit u = g.unit;
    // A class's own __class__ cell is not in its symbol table. Otherwise a name that is local here
    // and free in a function of this class is found among the free variables.
    boolean cell =
        u.type == Unit.CLASS && name.equals("__class__") || u.scope.scopeOf(name) == Symbol.CELL;
    SymbolMap cells = cell ? u.cellvars : u.freevars;
    int number = cells.get(name, -1);
    if (number < 0) {
      throw new IllegalStateException("no cell for " + name + " in " + u.name);
    }
    return number;
  }

  // parameters

  private void checkParameters(Arguments args) {
    checkParameters(args.posonlyargs);
    checkParameters(args.args);
    checkParameter(args.vararg);
    checkParameters(args.kwonlyargs);
    checkParameter(args.kwarg);
  }

  private void checkParameters(Arg[] args) {
    for (Arg arg : args) {
      checkParameter(arg);
    }
  }

  private void checkParameter(Arg arg) {
    if (arg != null) {
      g.checkName(arg.arg, ExprContext.STORE);
    }
  }

  private void countParameters(Arguments args) {
    g.unit.argcount = args.args.length;
    g.unit.posonlyargcount = args.posonlyargs.length;
    g.unit.kwonlyargcount = args.kwonlyargs.length;
  }

  private int visitDefaults(Arguments args) {
    int flags = 0;
    if (args.defaults.length > 0) {
      g.expressions.visitAll(args.defaults);
      emit(Opcode.BUILD_TUPLE, args.defaults.length);
      flags |= DEFAULTS;
    }
    ArrayList<Object> names = null;
    for (int i = 0; i < args.kwonlyargs.length; i++) {
      Expr value = args.kwDefaults[i];
      if (value != null) {
        if (names == null) {
          names = new ArrayList<>();
        }
        names.add(g.mangle(args.kwonlyargs[i].arg));
        g.expressions.visit(value);
      }
    }
    if (names != null) {
      g.loadConst(new Constants.Tuple(names.toArray()));
      emit(Opcode.BUILD_CONST_KEY_MAP, names.size());
      flags |= KEYWORD_DEFAULTS;
    }
    return flags;
  }

  /** Pushes a tuple of names and annotations in turn; false if there are none. */
  private boolean visitAnnotations(Arguments args, Expr returns) {
    int count = visitAnnotations(args.args) + visitAnnotations(args.posonlyargs);
    if (args.vararg != null) {
      count += visitAnnotation(args.vararg.arg, args.vararg.annotation);
    }
    count += visitAnnotations(args.kwonlyargs);
    if (args.kwarg != null) {
      count += visitAnnotation(args.kwarg.arg, args.kwarg.annotation);
    }
    count += visitAnnotation("return", returns);
    if (count > 0) {
      emit(Opcode.BUILD_TUPLE, count);
    }
    return count > 0;
  }

  private int visitAnnotations(Arg[] args) {
    int count = 0;
    for (Arg arg : args) {
      count += visitAnnotation(arg.arg, arg.annotation);
    }
    return count;
  }

  private int visitAnnotation(String name, Expr annotation) {
    if (annotation == null) {
      return 0;
    }
    g.loadConst(g.mangle(name));
    if (g.future.annotations()) {
      g.loadConst(Unparser.unparse(annotation));
    } else if (annotation instanceof Expr.Starred starred) {
      // "*args: *Ts": the annotation is the only element of *Ts.
      g.expressions.visit(starred.value);
      emit(Opcode.UNPACK_SEQUENCE, 1);
    } else {
      g.expressions.visit(annotation);
    }
    return 2;
  }
}
