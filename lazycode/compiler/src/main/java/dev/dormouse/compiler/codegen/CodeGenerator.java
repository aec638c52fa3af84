package dev.dormouse.compiler.codegen;

import dev.dormouse.code.CodeObject;
import dev.dormouse.code.CodeUnit;
import dev.dormouse.code.Constants;
import dev.dormouse.code.Opcode;
import dev.dormouse.compiler.CompilerFlags;
import dev.dormouse.compiler.PySyntaxError;
import dev.dormouse.compiler.WarningSink;
import dev.dormouse.compiler.ast.ExprContext;
import dev.dormouse.compiler.ast.Mod;
import dev.dormouse.compiler.symtable.FutureFeatures;
import dev.dormouse.compiler.symtable.Scope;
import dev.dormouse.compiler.symtable.Symbol;
import dev.dormouse.compiler.symtable.SymbolMap;
import dev.dormouse.compiler.symtable.SymbolTable;

/**
 * Compiles one tree. Holds what its parts share: the options, the scopes, and the unit being made.
 */
public final class CodeGenerator {
  private static final int FUTURE_MASK =
      CodeUnit.CO_FUTURE_DIVISION
          | CodeUnit.CO_FUTURE_ABSOLUTE_IMPORT
          | CodeUnit.CO_FUTURE_WITH_STATEMENT
          | CodeUnit.CO_FUTURE_PRINT_FUNCTION
          | CodeUnit.CO_FUTURE_UNICODE_LITERALS
          | CodeUnit.CO_FUTURE_BARRY_AS_BDFL
          | CodeUnit.CO_FUTURE_GENERATOR_STOP
          | CodeUnit.CO_FUTURE_ANNOTATIONS;

  final String filename;
  final FutureFeatures future;
  final SymbolTable symbols;

  /** 0, 1 (no assertions) or 2 (no docstrings either). */
  final int optimize;

  /** The tree is an interactive statement, whose expressions are printed. */
  boolean interactive;

  /** The unit of the scope being compiled; null before the module's. */
  Unit unit;

  final StatementCompiler statements = new StatementCompiler(this);
  final ExpressionCompiler expressions = new ExpressionCompiler(this);
  final CallCompiler calls = new CallCompiler(this);
  final FunctionCompiler functions = new FunctionCompiler(this);
  final ComprehensionCompiler comprehensions = new ComprehensionCompiler(this);

  private final WarningSink warnings;

  private CodeGenerator(
      String filename,
      FutureFeatures future,
      SymbolTable symbols,
      int optimize,
      WarningSink warnings) {
    this.filename = filename;
    this.future = future;
    this.symbols = symbols;
    this.optimize = optimize;
    this.warnings = warnings;
  }

  /**
   * Compiles {@code tree}, which is changed by it.
   *
   * @param flags bits of {@link CompilerFlags}, among them the future features of the code that
   *     asks
   * @param optimize 0, 1 or 2 as CPython's {@code -O}
   * @throws PySyntaxError if the tree breaks a rule that the grammar does not know
   */
  public static CodeObject compile(
      Mod tree, String filename, int flags, int optimize, WarningSink warnings) {
    FutureFeatures future = FutureFeatures.of(tree, filename);
    future.flags |= flags;
    int maxDepth = warnings.maxDepth();
    ConstantFolder.fold(tree, optimize, future.annotations(), maxDepth);
    SymbolTable symbols = SymbolTable.build(tree, filename, future, maxDepth);
    return new CodeGenerator(filename, future, symbols, optimize, warnings).compileModule(tree);
  }

  private CodeObject compileModule(Mod tree) {
    enterScope("<module>", Unit.MODULE, tree, 1);
    unit.lineno = 1;
    boolean returnNone = true;
    if (tree instanceof Mod.Module m) {
      statements.visitBody(m.body);
    } else if (tree instanceof Mod.Interactive m) {
      interactive = true;
      statements.setupAnnotations(m.body);
      statements.visitAll(m.body);
    } else {
      expressions.visit(((Mod.Expression) tree).body);
      returnNone = false;
    }
    return exitScope(returnNone);
  }

  // scopes

  /** Starts the unit of the scope that {@code node} opens. */
  void enterScope(String name, int type, Object node, int firstlineno) {
    unit = new Unit(symbols.scope(node), type, name, unit, firstlineno);
    if (type == Unit.MODULE) {
      // The module's start is on line zero, before everything.
      unit.lineno = 0;
      unit.emit(Opcode.RESUME, 0);
      unit.lineno = -1;
    } else {
      unit.emit(Opcode.RESUME, 0);
    }
  }

  /** Finishes the current unit and goes back to the one around it. */
  CodeObject exitScope(boolean returnNone) {
    CodeObject code = Assembler.assemble(unit, filename, codeFlags(), returnNone);
    unit = unit.parent;
    return code;
  }

  private int codeFlags() {
    Scope scope = unit.scope;
    int flags = future.flags & FUTURE_MASK;
    if (scope.type == Scope.FUNCTION) {
      flags |= CodeUnit.CO_NEWLOCALS | CodeUnit.CO_OPTIMIZED;
      if (scope.nested) {
        flags |= CodeUnit.CO_NESTED;
      }
      if (scope.generator) {
        flags |= scope.coroutine ? CodeUnit.CO_ASYNC_GENERATOR : CodeUnit.CO_GENERATOR;
      } else if (scope.coroutine) {
        flags |= CodeUnit.CO_COROUTINE;
      }
      if (scope.varargs) {
        flags |= CodeUnit.CO_VARARGS;
      }
      if (scope.varkeywords) {
        flags |= CodeUnit.CO_VARKEYWORDS;
      }
    }
    if (isTopLevelAwait() && scope.coroutine && !scope.generator) {
      flags |= CodeUnit.CO_COROUTINE;
    }
    return flags;
  }

  /** Whether {@code await} is allowed here though this is a module. */
  boolean isTopLevelAwait() {
    return (future.flags & CompilerFlags.ALLOW_TOP_LEVEL_AWAIT) != 0
        && unit.scope.type == Scope.MODULE;
  }

  /**
   * Refuses a statement where there is no coroutine; at top level it may make one of the module.
   */
  void requireAsync(String statement) {
    if (isTopLevelAwait()) {
      unit.scope.coroutine = true;
    } else if (unit.type != Unit.ASYNC_FUNCTION) {
      throw error("'" + statement + "' outside async function");
    }
  }

  // errors

  /** An error at the current place. */
  PySyntaxError error(String message) {
    return new PySyntaxError(
        PySyntaxError.Type.SYNTAX_ERROR,
        message,
        filename,
        unit.lineno,
        unit.colOffset + 1,
        unit.endLineno,
        unit.endColOffset + 1,
        null);
  }

  /** Warns of something at the current place; the user's filters may make an error of it. */
  void warn(String message) {
    if (warnings.warn(WarningSink.SYNTAX_WARNING, message, filename, unit.lineno)) {
      throw error(message);
    }
  }

  // instructions that need more than the unit

  void loadConst(Object value) {
    unit.emit(Opcode.LOAD_CONST, unit.consts.number(value));
  }

  void loadNone() {
    loadConst(Constants.Singleton.NONE);
  }

  /** An instruction whose operand is a name, mangled as in the current class. */
  void emitName(int opcode, String name) {
    unit.emit(opcode, unit.names.number(mangle(name)));
  }

  String mangle(String name) {
    return unit.scope.mangled(name);
  }

  /** Refuses to bind or delete {@code __debug__}. */
  void checkName(String name, int ctx) {
    if (ctx != ExprContext.LOAD && name.equals("__debug__")) {
      throw error(
          ctx == ExprContext.STORE ? "cannot assign to __debug__" : "cannot delete __debug__");
    }
  }

  /** Loads, stores or deletes a variable. */
  void nameOp(String name, int ctx) {
    checkName(name, ctx);
    String mangled = mangle(name);
    Unit u = unit;
    boolean function = u.isFunction();
    switch (u.scope.scopeOf(mangled)) {
      case Symbol.FREE -> cellOp(u.freevars, mangled, ctx);
      case Symbol.CELL -> cellOp(u.cellvars, mangled, ctx);
      case Symbol.LOCAL -> {
        if (function) {
          u.emit(
              choose(ctx, Opcode.LOAD_FAST, Opcode.STORE_FAST, Opcode.DELETE_FAST),
              u.varnames.number(mangled));
        } else {
          namespaceOp(mangled, ctx);
        }
      }
      case Symbol.GLOBAL_IMPLICIT -> {
        if (function) {
          globalOp(mangled, ctx);
        } else {
          namespaceOp(mangled, ctx);
        }
      }
      case Symbol.GLOBAL_EXPLICIT -> globalOp(mangled, ctx);
      // Names that the compiler itself brings in, like __doc__, are in no symbol table.
      default -> namespaceOp(mangled, ctx);
    }
  }

  private void cellOp(SymbolMap cells, String mangled, int ctx) {
    int load = unit.scope.type == Scope.CLASS ? Opcode.LOAD_CLASSDEREF : Opcode.LOAD_DEREF;
    unit.emit(choose(ctx, load, Opcode.STORE_DEREF, Opcode.DELETE_DEREF), cells.get(mangled, -1));
  }

  private void globalOp(String mangled, int ctx) {
    int number = unit.names.number(mangled);
    // LOAD_GLOBAL keeps its lowest bit for "push NULL first".
    unit.emit(
        choose(ctx, Opcode.LOAD_GLOBAL, Opcode.STORE_GLOBAL, Opcode.DELETE_GLOBAL),
        ctx == ExprContext.LOAD ? number << 1 : number);
  }

  private void namespaceOp(String mangled, int ctx) {
    unit.emit(
        choose(ctx, Opcode.LOAD_NAME, Opcode.STORE_NAME, Opcode.DELETE_NAME),
        unit.names.number(mangled));
  }

  private static int choose(int ctx, int load, int store, int delete) {
    return ctx == ExprContext.LOAD ? load : ctx == ExprContext.STORE ? store : delete;
  }
}
