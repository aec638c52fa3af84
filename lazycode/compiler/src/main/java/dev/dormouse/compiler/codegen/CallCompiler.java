package dev.dormouse.compiler.codegen;

import dev.dormouse.code.Constants;
import dev.dormouse.code.Opcode;
import dev.dormouse.compiler.ast.Expr;
import dev.dormouse.compiler.ast.ExprContext;
import dev.dormouse.compiler.ast.Keyword;
import dev.dormouse.compiler.symtable.Symbol;
import java.util.HashMap;

/** Calls, and the arguments of class statements, which are called too. */
final class CallCompiler extends Part {
  /** Up to so many keywords, looking through all of them is faster than a map. */
  private static final int FEW = 16;

  private static final int LIMIT = ExpressionCompiler.STACK_USE_GUIDELINE;

  CallCompiler(CodeGenerator g) {
    super(g);
  }

  void visit(Expr.Call e) {
    checkKeywords(e.keywords);
    if (e.func instanceof Expr.Attribute method && isMethodCall(method, e)) {
      visitMethodCall(method, e);
      return;
    }
    LiteralChecks.checkCall(g, e.func);
    locate(e.func);
    emit(Opcode.PUSH_NULL);
    locate(e);
    g.expressions.visit(e.func);
    visitArguments(0, e.args, e.keywords);
  }

  /**
   * Whether LOAD_METHOD may spare the bound method: not for modules' functions, nor with starred
   * arguments.
   */
  private boolean isMethodCall(Expr.Attribute method, Expr.Call e) {
    if (method.ctx != ExprContext.LOAD) {
      return false;
    }
    if (method.value instanceof Expr.Name name
        && (g.symbols.top.flags(name.id) & Symbol.DEF_IMPORT) != 0) {
      return false;
    }
    int keywords = e.keywords.length;
    return e.args.length + keywords + (keywords > 0 ? 1 : 0) < LIMIT
        && !hasStarred(e.args)
        && !hasDoubleStarred(e.keywords);
  }

  private void visitMethodCall(Expr.Attribute method, Expr.Call e) {
    g.expressions.visit(method.value);
    locate(method);
    g.unit.locateAtName(method);
    g.emitName(Opcode.LOAD_METHOD, method.attr);
    g.expressions.visitAll(e.args);
    visitPlainKeywords(e.keywords);
    locate(e);
    g.unit.locateAtName(method);
    emitCall(e.args.length + e.keywords.length);
  }

  private void checkKeywords(Keyword[] keywords) {
    int[] repeated = keywords.length > FEW ? repetitions(keywords) : null;
    for (int i = 0; i < keywords.length; i++) {
      String name = keywords[i].arg;
      if (name == null) {
        continue;
      }
      g.checkName(name, ExprContext.STORE);
      int again = repeated != null ? repeated[i] : repetition(keywords, i);
      if (again > 0) {
        locate(keywords[again]);
        throw g.error("keyword argument repeated: " + name);
      }
    }
  }

  /** Where the name of keyword {@code i} comes again; 0 for nowhere. */
  private static int repetition(Keyword[] keywords, int i) {
    for (int j = i + 1; j < keywords.length; j++) {
      if (keywords[i].arg.equals(keywords[j].arg)) {
        return j;
      }
    }
    return 0;
  }

  /** {@link #repetition} of each keyword that has a name. */
  private static int[] repetitions(Keyword[] keywords) {
    int[] repetitions = new int[keywords.length];
    HashMap<String, Integer> next = new HashMap<>();
    for (int i = keywords.length - 1; i >= 0; i--) {
      if (keywords[i].arg != null) {
        Integer again = next.put(keywords[i].arg, i);
        repetitions[i] = again == null ? 0 : again;
      }
    }
    return repetitions;
  }

  static boolean hasStarred(Expr[] exprs) {
    for (Expr e : exprs) {
      if (e.kind == Expr.STARRED) {
        return true;
      }
    }
    return false;
  }

  private static boolean hasDoubleStarred(Keyword[] keywords) {
    for (Keyword keyword : keywords) {
      if (keyword.arg == null) {
        return true;
      }
    }
    return false;
  }

  private void visitPlainKeywords(Keyword[] keywords) {
    if (keywords.length > 0) {
      String[] names = new String[keywords.length];
      for (int i = 0; i < names.length; i++) {
        g.expressions.visit(keywords[i].value);
        names[i] = keywords[i].arg;
      }
      emit(Opcode.KW_NAMES, g.unit.consts.number(ExpressionCompiler.names(names)));
    }
  }

  /**
   * Calls what is on the stack.
   *
   * @param pushed how many arguments are on the stack already
   */
  void visitArguments(int pushed, Expr[] args, Keyword[] keywords) {
    checkKeywords(keywords);
    if (args.length + keywords.length * 2 > LIMIT
        || hasStarred(args)
        || hasDoubleStarred(keywords)) {
      visitCollectedArguments(pushed, args, keywords);
      return;
    }
    g.expressions.visitAll(args);
    visitPlainKeywords(keywords);
    emitCall(pushed + args.length + keywords.length);
  }

  private void visitCollectedArguments(int pushed, Expr[] args, Keyword[] keywords) {
    if (pushed == 0 && args.length == 1 && args[0] instanceof Expr.Starred starred) {
      g.expressions.visit(starred.value);
    } else {
      g.expressions.build(
          args, pushed, Opcode.BUILD_LIST, Opcode.LIST_APPEND, Opcode.LIST_EXTEND, true);
    }
    int n = keywords.length;
    if (n > 0) {
      boolean built = false;
      int seen = 0;
      for (int i = 0; i < n; i++) {
        if (keywords[i].arg != null) {
          seen++;
          continue;
        }
        if (seen > 0) {
          visitKeywordDict(keywords, i - seen, i, built);
          built = true;
          seen = 0;
        }
        if (!built) {
          emit(Opcode.BUILD_MAP, 0);
          built = true;
        }
        g.expressions.visit(keywords[i].value);
        emit(Opcode.DICT_MERGE, 1);
      }
      if (seen > 0) {
        visitKeywordDict(keywords, n - seen, n, built);
      }
    }
    emit(Opcode.CALL_FUNCTION_EX, n > 0 ? 1 : 0);
  }

  private void visitKeywordDict(Keyword[] keywords, int begin, int end, boolean merge) {
    int n = end - begin;
    boolean big = n * 2 > LIMIT;
    if (n > 1 && !big) {
      Object[] names = new Object[n];
      for (int i = begin; i < end; i++) {
        g.expressions.visit(keywords[i].value);
        names[i - begin] = keywords[i].arg;
      }
      g.loadConst(new Constants.Tuple(names));
      emit(Opcode.BUILD_CONST_KEY_MAP, n);
    } else {
      if (big) {
        g.unit.emitArtificial(Opcode.BUILD_MAP, 0);
      }
      for (int i = begin; i < end; i++) {
        g.loadConst(keywords[i].arg);
        g.expressions.visit(keywords[i].value);
        if (big) {
          g.unit.emitArtificial(Opcode.MAP_ADD, 1);
        }
      }
      if (!big) {
        emit(Opcode.BUILD_MAP, n);
      }
    }
    if (merge) {
      emit(Opcode.DICT_MERGE, 1);
    }
  }
}
