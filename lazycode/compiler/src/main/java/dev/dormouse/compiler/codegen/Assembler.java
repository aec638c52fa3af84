package dev.dormouse.compiler.codegen;

import dev.dormouse.code.CodeObject;
import dev.dormouse.code.CodeUnit;
import dev.dormouse.code.Constants;
import dev.dormouse.code.Opcode;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns a unit whose instructions are all emitted into a code object.
 *
 * <p>The passes leave gaps as NOPs, which go away where no line would lose its only instruction.
 * Until {@link CodeWriter} places them, blocks have no offsets and jumps no direction.
 */
final class Assembler {
  private static final int GENERATORS =
      CodeUnit.CO_GENERATOR | CodeUnit.CO_COROUTINE | CodeUnit.CO_ASYNC_GENERATOR;

  private final Unit unit;

  /** Code flags, see {@link CodeUnit}. */
  private final int flags;

  private final FlowGraph graph;
  private final BasicBlock entry;

  private Assembler(Unit unit, int flags) {
    this.unit = unit;
    this.flags = flags;
    this.graph = new FlowGraph(unit.blocks);
    this.entry = graph.entry;
  }

  /**
   * Assembles {@code unit}, which is used up by it.
   *
   * @param returnNone whether falling off the end returns None; otherwise what is on the stack
   */
  static CodeObject assemble(Unit unit, String filename, int flags, boolean returnNone) {
    if (!unit.current().endsWith(Opcode.RETURN_VALUE)) {
      unit.locateNowhere();
      if (returnNone) {
        unit.emit(Opcode.LOAD_CONST, unit.consts.number(Constants.Singleton.NONE));
      }
      unit.emit(Opcode.RETURN_VALUE);
    }
    return new Assembler(unit, flags).assemble(filename);
  }

  private CodeObject assemble(String filename) {
    graph.stepOverEmpty();
    ExitBlocks.inlineSmall(graph);
    LocalSlots slots = new LocalSlots(unit);
    slots.resolve(entry);
    addPrologue(slots);
    optimize();
    Object[] consts = unit.consts.toArray(usedConstants());
    Lines.propagate(entry);
    Lines.locateReturns(entry, unit.firstlineno);
    int stacksize = measureStack();
    Handlers.find(entry);
    dropBlockMarks();
    CodeWriter writer = new CodeWriter(entry);
    return new CodeObject(
        unit.posonlyargcount + unit.argcount,
        unit.posonlyargcount,
        unit.kwonlyargcount,
        stacksize,
        flags,
        writer.code(),
        consts,
        unit.names.names(),
        slots.names,
        slots.kinds,
        filename,
        unit.name,
        unit.qualname == null ? unit.name : unit.qualname,
        unit.firstlineno,
        writer.locations(unit.firstlineno),
        Handlers.table(entry));
  }

  /** Puts before everything what makes cells and, for a generator, returns it to the caller. */
  private void addPrologue(LocalSlots slots) {
    List<Instruction> prologue = new ArrayList<>();
    slots.addPrologue(prologue);
    if ((flags & GENERATORS) != 0) {
      Instruction make = new Instruction(Opcode.RETURN_GENERATOR, 0);
      make.setLocation(unit.firstlineno, unit.firstlineno, -1, -1);
      prologue.add(make);
      prologue.add(Instruction.artificial(Opcode.POP_TOP, 0));
    }
    entry.prepend(prologue);
  }

  private void optimize() {
    Peephole.rewrite(graph, unit.consts);
    ExitBlocks.inlineSmall(graph);
    graph.dropUnreachable();
    for (BasicBlock b = entry; b != null; b = b.next) {
      Lines.removeNops(b);
    }
    graph.removeRedundantJumps();
    ExitBlocks.giveLines(graph);
  }

  /**
   * How many constants, from the first on, the code still uses. The first may be a docstring and is
   * kept.
   */
  private int usedConstants() {
    int highest = 0;
    for (BasicBlock b = entry; b != null; b = b.next) {
      for (int i = 0; i < b.size; i++) {
        Instruction inst = b.code[i];
        if (inst.opcode == Opcode.LOAD_CONST || inst.opcode == Opcode.KW_NAMES) {
          highest = Math.max(highest, inst.oparg);
        }
      }
    }
    return Math.min(highest + 1, unit.consts.size());
  }

  private int measureStack() {
    // What is sent into a generator is on its stack when it goes on.
    boolean generator = unit.scope.generator || unit.scope.coroutine;
    return StackDepth.measure(entry, generator ? 1 : 0);
  }

  /** The marks that said where handlers begin and end have done their work. */
  private void dropBlockMarks() {
    for (BasicBlock b = entry; b != null; b = b.next) {
      for (int i = 0; i < b.size; i++) {
        if (b.code[i].isBlockPush() || b.code[i].opcode == Pseudo.POP_BLOCK) {
          b.code[i].opcode = Opcode.NOP;
        }
      }
    }
    for (BasicBlock b = entry; b != null; b = b.next) {
      Lines.removeNops(b);
    }
  }
}
