package dev.dormouse.compiler.codegen;

import dev.dormouse.compiler.ast.Expr;
import dev.dormouse.compiler.ast.Node;
import dev.dormouse.compiler.symtable.Scope;
import dev.dormouse.compiler.symtable.Symbol;
import dev.dormouse.compiler.symtable.SymbolMap;
import java.util.ArrayList;
import java.util.Comparator;

/**
 * The code object being made of one scope: its tables, its blocks so far and the place in the
 * source.
 */
final class Unit {
  static final int MODULE = 0;
  static final int CLASS = 1;
  static final int FUNCTION = 2;
  static final int ASYNC_FUNCTION = 3;
  static final int LAMBDA = 4;
  static final int COMPREHENSION = 5;

  final Scope scope;

  /** One of {@link #MODULE} to {@link #COMPREHENSION}. */
  final int type;

  final String name;

  /** The unit around this one; null for the module. */
  final Unit parent;

  /** Null for the module, whose qualified name is its name. */
  final String qualname;

  int argcount;
  int posonlyargcount;
  int kwonlyargcount;
  final int firstlineno;

  final ConstantTable consts = new ConstantTable();
  final SymbolMap names = new SymbolMap();

  /** Local variables; parameters come first. */
  final SymbolMap varnames = new SymbolMap();

  /** Cells, numbered from zero in the order of their names. */
  final SymbolMap cellvars = new SymbolMap();

  /** Free variables, numbered on from the cells. */
  final SymbolMap freevars = new SymbolMap();

  /**
   * All blocks in the order in which they were made, whether placed or not. The first is the entry.
   */
  final ArrayList<BasicBlock> blocks = new ArrayList<>();

  final ArrayList<FrameBlock> frameBlocks = new ArrayList<>();

  /** The place given to instructions that are emitted now; see {@link Instruction}. */
  int lineno;

  int endLineno;
  int colOffset;
  int endColOffset;

  private BasicBlock current;

  /** The last instruction ended its block, so the next one needs a new one. */
  private boolean blockEnded;

  Unit(Scope scope, int type, String name, Unit parent, int firstlineno) {
    this.scope = scope;
    this.type = type;
    this.name = name;
    this.parent = parent;
    this.firstlineno = firstlineno;
    for (int i = 0; i < scope.parameters.size(); i++) {
      varnames.number(scope.parameters.get(i));
    }
    collect(cellvars, Symbol.CELL, 0, 0);
    if (scope.needsClassClosure) {
      cellvars.number("__class__");
    }
    collect(freevars, Symbol.FREE, Symbol.DEF_FREE_CLASS, cellvars.size());
    qualname = type == MODULE ? null : qualify();
    current = newBlock();
    lineno = firstlineno;
    endLineno = firstlineno;
  }

  /**
   * Numbers the names whose scope is {@code wanted} or that have {@code flag}, in order of code
   * points.
   */
  private void collect(SymbolMap into, int wanted, int flag, int offset) {
    ArrayList<String> found = null;
    SymbolMap symbols = scope.symbols;
    for (int i = 0; i < symbols.size(); i++) {
      int flags = symbols.value(i);
      if (Symbol.scope(flags) == wanted || (flags & flag) != 0) {
        if (found == null) {
          found = new ArrayList<>();
        }
        found.add(symbols.name(i));
      }
    }
    if (found != null) {
      if (found.size() > 1) {
        found.sort(new ByCodePoints());
      }
      for (int i = 0; i < found.size(); i++) {
        into.put(found.get(i), offset + i);
      }
    }
  }

  private String qualify() {
    if (parent.parent == null) {
      return name;
    }
    if (type == FUNCTION || type == ASYNC_FUNCTION || type == CLASS) {
      String mangled = parent.scope.mangled(name);
      if (parent.scope.scopeOf(mangled) == Symbol.GLOBAL_EXPLICIT) {
        return name;
      }
    }
    boolean function =
        parent.type == FUNCTION || parent.type == ASYNC_FUNCTION || parent.type == LAMBDA;
    // Not with +, whose bootstrap would be the first one in many a run.
    return parent.qualname.concat(function ? ".<locals>." : ".").concat(name);
  }

  boolean isFunction() {
    return scope.type == Scope.FUNCTION;
  }

  // blocks

  BasicBlock newBlock() {
    BasicBlock b = new BasicBlock();
    blocks.add(b);
    return b;
  }

  /** Places {@code block} after the current one and goes on in it. */
  void use(BasicBlock block) {
    current.next = block;
    current = block;
    blockEnded = false;
  }

  BasicBlock current() {
    return current;
  }

  // instructions

  void emit(int opcode) {
    emit(opcode, 0);
  }

  void emit(int opcode, int oparg) {
    add(new Instruction(opcode, oparg), lineno, endLineno, colOffset, endColOffset);
  }

  void emitArtificial(int opcode, int oparg) {
    add(new Instruction(opcode, oparg), -1, 0, 0, 0);
  }

  void jump(int opcode, BasicBlock target) {
    Instruction i = new Instruction(opcode, 0);
    i.target = target;
    add(i, lineno, endLineno, colOffset, endColOffset);
  }

  void jumpArtificial(int opcode, BasicBlock target) {
    Instruction i = new Instruction(opcode, 0);
    i.target = target;
    add(i, -1, 0, 0, 0);
  }

  private void add(Instruction i, int lineno, int endLineno, int colOffset, int endColOffset) {
    if (blockEnded) {
      use(newBlock());
    }
    i.setLocation(lineno, endLineno, colOffset, endColOffset);
    current.add(i);
    blockEnded = Pseudo.endsBasicBlock(i.opcode);
  }

  // places

  void locate(Node node) {
    lineno = node.lineno;
    endLineno = node.endLineno;
    colOffset = node.colOffset;
    endColOffset = node.endColOffset;
  }

  void locate(int lineno, int endLineno, int colOffset, int endColOffset) {
    this.lineno = lineno;
    this.endLineno = endLineno;
    this.colOffset = colOffset;
    this.endColOffset = endColOffset;
  }

  /** What follows has no counterpart in the source. */
  void locateNowhere() {
    locate(-1, -1, -1, -1);
  }

  /**
   * If an attribute stands on a later line than its object does, what follows belongs to the
   * attribute's name.
   */
  void locateAtName(Expr.Attribute attribute) {
    if (lineno != attribute.endLineno) {
      lineno = attribute.endLineno;
      int length = attribute.attr.codePointCount(0, attribute.attr.length());
      if (length <= attribute.endColOffset) {
        colOffset = attribute.endColOffset - length;
      } else {
        // A tree that no parser made.
        colOffset = -1;
        endColOffset = -1;
      }
      endLineno = Math.max(lineno, endLineno);
      if (lineno == endLineno) {
        endColOffset = Math.max(colOffset, endColOffset);
      }
    }
  }

  private static final class ByCodePoints implements Comparator<String> {
    @Override
    public int compare(String a, String b) {
      int i = 0;
      int n = Math.min(a.length(), b.length());
      while (i < n && a.charAt(i) == b.charAt(i)) {
        i++;
      }
      if (i == n) {
        return a.length() - b.length();
      }
      // Equal high surrogates are skipped by the loop, so low ones compare as they should.
      char x = a.charAt(i);
      char y = b.charAt(i);
      boolean surrogateX = Character.isSurrogate(x);
      boolean surrogateY = Character.isSurrogate(y);
      return surrogateX == surrogateY ? x - y : surrogateX ? 1 : -1;
    }
  }
}
