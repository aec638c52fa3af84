package dev.dormouse.compiler.codegen;

import dev.dormouse.code.CodeObject;
import dev.dormouse.code.CodeUnit;
import dev.dormouse.code.Constants;
import dev.dormouse.code.ExceptionTable;
import dev.dormouse.code.LocationTable;
import dev.dormouse.code.Opcode;
import dev.dormouse.compiler.symtable.SymbolMap;
import java.util.ArrayList;

/** Turns a unit whose instructions are all emitted into a code object. */
final class Assembler {
  private final Unit unit;
  private final String filename;

  /** Code flags, see {@link CodeUnit}. */
  private final int flags;

  private final BasicBlock entry;

  /** Where each cell and free variable, in the numbering of the unit, lives among the locals. */
  private final int[] slots;

  /** Cells that are parameters too, and so need no slot of their own. */
  private int sharedCells;

  private Assembler(Unit unit, String filename, int flags) {
    this.unit = unit;
    this.filename = filename;
    this.flags = flags;
    this.entry = unit.blocks.get(0);
    this.slots = cellSlots();
  }

  /**
   * Assembles {@code unit}, which is used up by it.
   *
   * @param returnNone whether falling off the end returns None; otherwise what is on the stack
   */
  static CodeObject assemble(Unit unit, String filename, int flags, boolean returnNone) {
    if (!unit.current().returns) {
      unit.locateNowhere();
      if (returnNone) {
        unit.emit(Opcode.LOAD_CONST, unit.consts.number(Constants.Singleton.NONE));
      }
      unit.emit(Opcode.RETURN_VALUE);
    }
    return new Assembler(unit, filename, flags).assemble();
  }

  private CodeObject assemble() {
    Optimizer optimizer = new Optimizer(unit);
    optimizer.normalize();
    insertPrefix();
    fixCellSlots();
    optimizer.optimize();
    Object[] consts = unit.consts.toArray(optimizer.usedConstants());
    propagateLines();
    guaranteeLinesOfReturns();
    int stacksize = computeStackDepth();
    findHandlers();
    for (BasicBlock b = entry; b != null; b = b.next) {
      for (int i = 0; i < b.size; i++) {
        if (b.code[i].isBlockPush() || b.code[i].opcode == Pseudo.POP_BLOCK) {
          b.code[i].opcode = Opcode.NOP;
        }
      }
    }
    for (BasicBlock b = entry; b != null; b = b.next) {
      Optimizer.removeNops(b);
    }
    directJumps();
    placeJumps();

    String[] localNames = new String[unit.varnames.size() + slots.length - sharedCells];
    byte[] localKinds = new byte[localNames.length];
    nameLocals(localNames, localKinds);
    return new CodeObject(
        unit.posonlyargcount + unit.argcount,
        unit.posonlyargcount,
        unit.kwonlyargcount,
        stacksize,
        flags,
        writeCode(),
        consts,
        unit.names.names(),
        localNames,
        localKinds,
        filename,
        unit.name,
        unit.qualname == null ? unit.name : unit.qualname,
        unit.firstlineno,
        writeLocations(),
        writeExceptionTable());
  }

  // cells and the start of the code

  private int[] cellSlots() {
    int nlocals = unit.varnames.size();
    int[] fixed = new int[unit.cellvars.size() + unit.freevars.size()];
    for (int i = 0; i < fixed.length; i++) {
      fixed[i] = nlocals + i;
    }
    SymbolMap cells = unit.cellvars;
    for (int i = 0; i < cells.size(); i++) {
      int parameter = unit.varnames.get(cells.name(i), -1);
      if (parameter >= 0) {
        fixed[cells.value(i)] = parameter;
      }
    }
    return fixed;
  }

  /**
   * What has to run before the code proper: free variables and cells come to be, a generator is
   * returned.
   */
  private void insertPrefix() {
    int generator = CodeUnit.CO_GENERATOR | CodeUnit.CO_COROUTINE | CodeUnit.CO_ASYNC_GENERATOR;
    if ((flags & generator) != 0) {
      Instruction make = new Instruction(Opcode.RETURN_GENERATOR, 0);
      make.setLocation(unit.firstlineno, unit.firstlineno, -1, -1);
      entry.insert(0, make);
      entry.insert(1, Instruction.artificial(Opcode.POP_TOP, 0));
    }
    int ncells = unit.cellvars.size();
    if (ncells > 0) {
      // In the order of their slots, in which cells that are parameters come first.
      int[] bySlot = new int[ncells + unit.varnames.size()];
      for (int i = 0; i < ncells; i++) {
        bySlot[slots[i]] = i + 1;
      }
      int made = 0;
      for (int slot = 0; made < ncells; slot++) {
        if (bySlot[slot] != 0) {
          entry.insert(made++, Instruction.artificial(Opcode.MAKE_CELL, bySlot[slot] - 1));
        }
      }
    }
    if (unit.freevars.size() > 0) {
      entry.insert(0, Instruction.artificial(Opcode.COPY_FREE_VARS, unit.freevars.size()));
    }
  }

  private void fixCellSlots() {
    int nlocals = unit.varnames.size();
    for (int i = 0; i < slots.length; i++) {
      if (slots[i] == i + nlocals) {
        slots[i] -= sharedCells;
      } else {
        sharedCells++;
      }
    }
    if (slots.length == 0) {
      return;
    }
    for (BasicBlock b = entry; b != null; b = b.next) {
      for (int i = 0; i < b.size; i++) {
        Instruction inst = b.code[i];
        if (Opcode.hasFree(inst.opcode)) {
          inst.oparg = slots[inst.oparg];
        }
      }
    }
  }

  private void nameLocals(String[] names, byte[] kinds) {
    SymbolMap varnames = unit.varnames;
    for (int i = 0; i < varnames.size(); i++) {
      names[i] = varnames.name(i);
      kinds[i] = CodeUnit.CO_FAST_LOCAL;
      if (unit.cellvars.contains(names[i])) {
        kinds[i] |= CodeUnit.CO_FAST_CELL;
      }
    }
    SymbolMap cells = unit.cellvars;
    for (int i = 0; i < cells.size(); i++) {
      int slot = slots[cells.value(i)];
      if (slot >= varnames.size()) {
        names[slot] = cells.name(i);
        kinds[slot] = CodeUnit.CO_FAST_CELL;
      }
    }
    SymbolMap free = unit.freevars;
    for (int i = 0; i < free.size(); i++) {
      int slot = slots[free.value(i)];
      names[slot] = free.name(i);
      kinds[slot] = (byte) CodeUnit.CO_FAST_FREE;
    }
  }

  // lines

  /** Artificial instructions take the place of what runs before them, where that is certain. */
  private void propagateLines() {
    for (BasicBlock b = entry; b != null; b = b.next) {
      if (b.size == 0) {
        continue;
      }
      Instruction known = null;
      for (int i = 0; i < b.size; i++) {
        Instruction inst = b.code[i];
        if (inst.lineno >= 0) {
          known = inst;
        } else {
          inherit(inst, known);
        }
      }
      if (!b.noFallthrough && b.next.predecessors == 1 && b.next.code[0].lineno < 0) {
        inherit(b.next.code[0], known);
      }
      if (b.last().isJump()) {
        BasicBlock target = b.last().target;
        if (target.predecessors == 1 && target.code[0].lineno < 0) {
          inherit(target.code[0], known);
        }
      }
    }
  }

  private static void inherit(Instruction inst, Instruction known) {
    if (known == null) {
      inst.setLocation(-1, -1, -1, -1);
    } else {
      inst.copyLocation(known);
    }
  }

  private void guaranteeLinesOfReturns() {
    int line = unit.firstlineno;
    for (BasicBlock b = entry; b != null; b = b.next) {
      if (b.size == 0) {
        continue;
      }
      if (b.last().lineno >= 0) {
        line = b.last().lineno;
      } else if (b.last().opcode == Opcode.RETURN_VALUE) {
        for (int i = 0; i < b.size; i++) {
          b.code[i].lineno = line;
        }
      }
    }
  }

  // stack depth

  /** The deepest the stack gets on any path; also sets the depth at the start of each block. */
  private int computeStackDepth() {
    for (int i = 0; i < unit.blocks.size(); i++) {
      unit.blocks.get(i).startDepth = -1;
    }
    ArrayList<BasicBlock> todo = new ArrayList<>();
    boolean generator = unit.scope.generator || unit.scope.coroutine;
    pushDepth(entry, generator ? 1 : 0, todo);
    int max = 0;
    while (!todo.isEmpty()) {
      BasicBlock b = todo.remove(todo.size() - 1);
      int depth = b.startDepth;
      boolean fallsThrough = true;
      for (int i = 0; i < b.size && fallsThrough; i++) {
        Instruction inst = b.code[i];
        int after = depth + Pseudo.stackEffect(inst.opcode, inst.oparg, false);
        max = Math.max(max, after);
        if (inst.target != null && (inst.isJump() || inst.isBlockPush())) {
          int there = depth + Pseudo.stackEffect(inst.opcode, inst.oparg, true);
          max = Math.max(max, there);
          pushDepth(inst.target, there, todo);
        }
        depth = after;
        switch (inst.opcode) {
          case Pseudo.JUMP,
              Pseudo.JUMP_NO_INTERRUPT,
              Opcode.RETURN_VALUE,
              Opcode.RAISE_VARARGS,
              Opcode.RERAISE ->
              fallsThrough = false;
          default -> {}
        }
      }
      if (fallsThrough && b.next != null) {
        pushDepth(b.next, depth, todo);
      }
    }
    return max;
  }

  private static void pushDepth(BasicBlock b, int depth, ArrayList<BasicBlock> todo) {
    // A depth of 100 is a safety net of CPython's against code whose stack grows in a loop.
    if (b.startDepth < depth && b.startDepth < 100) {
      b.startDepth = depth;
      todo.add(b);
    }
  }

  // exception handlers

  private static final BasicBlock[] NO_HANDLERS = {};

  /**
   * Walks the blocks with the stack of handlers in force and notes at each instruction the
   * innermost.
   */
  private void findHandlers() {
    for (BasicBlock b = entry; b != null; b = b.next) {
      b.visited = false;
    }
    ArrayList<BasicBlock> todo = new ArrayList<>();
    visitLater(entry, NO_HANDLERS, todo);
    while (!todo.isEmpty()) {
      BasicBlock b = todo.remove(todo.size() - 1);
      BasicBlock[] handlers = b.handlers;
      b.handlers = null;
      for (int i = 0; i < b.size; i++) {
        Instruction inst = b.code[i];
        if (inst.isBlockPush()) {
          visitLater(inst.target, handlers, todo);
          if (inst.opcode != Pseudo.SETUP_FINALLY) {
            inst.target.preserveLasti = true;
          }
          BasicBlock[] deeper = new BasicBlock[handlers.length + 1];
          System.arraycopy(handlers, 0, deeper, 0, handlers.length);
          deeper[handlers.length] = inst.target;
          handlers = deeper;
        } else if (inst.opcode == Pseudo.POP_BLOCK) {
          BasicBlock[] outer = new BasicBlock[handlers.length - 1];
          System.arraycopy(handlers, 0, outer, 0, outer.length);
          handlers = outer;
        } else {
          inst.handler = handlers.length == 0 ? null : handlers[handlers.length - 1];
          if (inst.isJump()) {
            visitLater(inst.target, handlers, todo);
          }
        }
      }
      if (!b.noFallthrough && b.next != null) {
        visitLater(b.next, handlers, todo);
      }
    }
  }

  private static void visitLater(BasicBlock b, BasicBlock[] handlers, ArrayList<BasicBlock> todo) {
    if (!b.visited) {
      b.visited = true;
      b.handlers = handlers;
      todo.add(b);
    }
  }

  // jumps

  /** Decides which jumps go forwards, now that the order of blocks is final. */
  private void directJumps() {
    for (BasicBlock b = entry; b != null; b = b.next) {
      b.visited = false;
    }
    for (BasicBlock b = entry; b != null; b = b.next) {
      b.visited = true;
      if (b.size == 0 || !b.last().isJump()) {
        continue;
      }
      Instruction jump = b.last();
      boolean forward = !jump.target.visited;
      switch (jump.opcode) {
        case Pseudo.JUMP -> jump.opcode = forward ? Opcode.JUMP_FORWARD : Opcode.JUMP_BACKWARD;
        case Pseudo.JUMP_NO_INTERRUPT ->
            jump.opcode = forward ? Opcode.JUMP_FORWARD : Opcode.JUMP_BACKWARD_NO_INTERRUPT;
        case Pseudo.POP_JUMP_IF_NOT_NONE ->
            jump.opcode =
                forward
                    ? Opcode.POP_JUMP_FORWARD_IF_NOT_NONE
                    : Opcode.POP_JUMP_BACKWARD_IF_NOT_NONE;
        case Pseudo.POP_JUMP_IF_NONE ->
            jump.opcode =
                forward ? Opcode.POP_JUMP_FORWARD_IF_NONE : Opcode.POP_JUMP_BACKWARD_IF_NONE;
        case Pseudo.POP_JUMP_IF_FALSE ->
            jump.opcode =
                forward ? Opcode.POP_JUMP_FORWARD_IF_FALSE : Opcode.POP_JUMP_BACKWARD_IF_FALSE;
        case Pseudo.POP_JUMP_IF_TRUE ->
            jump.opcode =
                forward ? Opcode.POP_JUMP_FORWARD_IF_TRUE : Opcode.POP_JUMP_BACKWARD_IF_TRUE;
        default -> {
          if (!forward) {
            throw new IllegalStateException(
                "unexpected " + Opcode.name(jump.opcode) + " jumping backwards");
          }
        }
      }
    }
  }

  /**
   * Places the blocks. Long jumps take more room, which moves blocks, so it goes on until nothing
   * grows.
   */
  private void placeJumps() {
    boolean grown;
    do {
      int total = 0;
      for (BasicBlock b = entry; b != null; b = b.next) {
        b.offset = total;
        for (int i = 0; i < b.size; i++) {
          total += b.code[i].size();
        }
      }
      grown = false;
      for (BasicBlock b = entry; b != null; b = b.next) {
        int offset = b.offset;
        for (int i = 0; i < b.size; i++) {
          Instruction inst = b.code[i];
          int size = inst.size();
          offset += size;
          if (inst.isJump()) {
            inst.oparg = Math.abs(inst.target.offset - offset);
            grown |= inst.size() != size;
          }
        }
      }
    } while (grown);
  }

  // output

  private byte[] writeCode() {
    int units = 0;
    for (BasicBlock b = entry; b != null; b = b.next) {
      for (int i = 0; i < b.size; i++) {
        units += b.code[i].size();
      }
    }
    byte[] code = new byte[units * 2];
    int at = 0;
    for (BasicBlock b = entry; b != null; b = b.next) {
      for (int i = 0; i < b.size; i++) {
        Instruction inst = b.code[i];
        int oparg = inst.opcode >= Opcode.HAVE_ARGUMENT ? inst.oparg : 0;
        int caches = Opcode.caches(inst.opcode);
        for (int extended = inst.size() - caches - 1; extended > 0; extended--) {
          code[at++] = (byte) Opcode.EXTENDED_ARG;
          code[at++] = (byte) (oparg >>> extended * 8);
        }
        code[at++] = (byte) inst.opcode;
        code[at++] = (byte) oparg;
        // The caches after it are zeros already.
        at += caches * 2;
      }
    }
    return code;
  }

  private byte[] writeLocations() {
    LocationTable.Builder table = new LocationTable.Builder(unit.firstlineno);
    for (BasicBlock b = entry; b != null; b = b.next) {
      for (int i = 0; i < b.size; i++) {
        Instruction inst = b.code[i];
        table.add(inst.size(), inst.lineno, inst.endLineno, inst.colOffset, inst.endColOffset);
      }
    }
    return table.toBytes();
  }

  private byte[] writeExceptionTable() {
    ExceptionTable.Builder table = new ExceptionTable.Builder();
    BasicBlock handler = null;
    int start = 0;
    int offset = 0;
    for (BasicBlock b = entry; b != null; b = b.next) {
      for (int i = 0; i < b.size; i++) {
        Instruction inst = b.code[i];
        if (inst.handler != handler) {
          writeHandler(table, start, offset, handler);
          start = offset;
          handler = inst.handler;
        }
        offset += inst.size();
      }
    }
    writeHandler(table, start, offset, handler);
    return table.toBytes();
  }

  private static void writeHandler(
      ExceptionTable.Builder table, int start, int end, BasicBlock handler) {
    if (handler != null) {
      boolean lasti = handler.preserveLasti;
      // What the handler finds on the stack besides: the exception, and perhaps the offset.
      int depth = handler.startDepth - (lasti ? 2 : 1);
      table.add(start * 2, end * 2, handler.offset * 2, depth, lasti);
    }
  }
}
