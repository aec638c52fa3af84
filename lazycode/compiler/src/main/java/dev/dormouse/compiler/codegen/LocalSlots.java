package dev.dormouse.compiler.codegen;

import dev.dormouse.code.CodeUnit;
import dev.dormouse.code.Opcode;
import dev.dormouse.compiler.symtable.SymbolMap;
import java.util.List;

/**
 * Where the variables of a frame live: the locals, then the cells that are no parameters, then the
 * free variables. A cell that is a parameter has that one's slot.
 */
final class LocalSlots {
  final String[] names;

  /** Bits of {@link CodeUnit}'s {@code CO_FAST_} constants. */
  final byte[] kinds;

  /** By the numbers that {@link Unit#cellvars} and {@link Unit#freevars} give. */
  private final int[] slots;

  private final int freeVariables;

  /** The slots of a unit that gets no more variables. */
  LocalSlots(Unit unit) {
    SymbolMap locals = unit.varnames;
    SymbolMap cells = unit.cellvars;
    SymbolMap free = unit.freevars;
    freeVariables = free.size();
    slots = new int[cells.size() + free.size()];
    String[] captured = new String[slots.length];
    inOrder(cells, captured);
    inOrder(free, captured);
    int count = locals.size();
    for (int i = 0; i < slots.length; i++) {
      int parameter = i < cells.size() ? locals.get(captured[i], -1) : -1;
      slots[i] = parameter >= 0 ? parameter : count++;
    }
    names = new String[count];
    kinds = new byte[count];
    for (int i = 0; i < locals.size(); i++) {
      names[i] = locals.name(i);
      kinds[i] = CodeUnit.CO_FAST_LOCAL;
    }
    for (int i = 0; i < slots.length; i++) {
      names[slots[i]] = captured[i];
      kinds[slots[i]] |= i < cells.size() ? CodeUnit.CO_FAST_CELL : CodeUnit.CO_FAST_FREE;
    }
  }

  private static void inOrder(SymbolMap numbered, String[] names) {
    for (int i = 0; i < numbered.size(); i++) {
      names[numbered.value(i)] = numbered.name(i);
    }
  }

  /** Turns numbers of cells and free variables into slots; to be called once. */
  void resolve(BasicBlock entry) {
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

  /** Adds what has to run before the first use of a cell or free variable. */
  void addPrologue(List<Instruction> prologue) {
    if (freeVariables > 0) {
      prologue.add(Instruction.artificial(Opcode.COPY_FREE_VARS, freeVariables));
    }
    for (int slot = 0; slot < kinds.length; slot++) {
      if ((kinds[slot] & CodeUnit.CO_FAST_CELL) != 0) {
        prologue.add(Instruction.artificial(Opcode.MAKE_CELL, slot));
      }
    }
  }
}
