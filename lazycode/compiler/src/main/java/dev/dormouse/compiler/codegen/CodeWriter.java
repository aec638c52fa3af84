package dev.dormouse.compiler.codegen;

import dev.dormouse.code.LocationTable;
import dev.dormouse.code.Opcode;

/** Places the blocks of a finished graph and writes their instructions and lines. */
final class CodeWriter {
  private final BasicBlock entry;

  /** In code units. */
  private int length;

  /** Gives every block its offset and every jump its direction and distance. */
  CodeWriter(BasicBlock entry) {
    this.entry = entry;
    directJumps();
    // Longer distances need longer instructions, and nothing ever gets shorter: this ends.
    do {
      placeBlocks();
    } while (measureJumps());
  }

  private void directJumps() {
    int position = 0;
    for (BasicBlock b = entry; b != null; b = b.next) {
      b.offset = position++;
    }
    for (BasicBlock b = entry; b != null; b = b.next) {
      if (b.size > 0 && b.last().isJump()) {
        Instruction jump = b.last();
        jump.opcode = Pseudo.directed(jump.opcode, jump.target.offset > b.offset);
      }
    }
  }

  private void placeBlocks() {
    length = 0;
    for (BasicBlock b = entry; b != null; b = b.next) {
      b.offset = length;
      for (int i = 0; i < b.size; i++) {
        length += b.code[i].size();
      }
    }
  }

  /** Whether a jump got longer than it was when its block was placed. */
  private boolean measureJumps() {
    boolean grown = false;
    for (BasicBlock b = entry; b != null; b = b.next) {
      int end = b.offset;
      for (int i = 0; i < b.size; i++) {
        Instruction inst = b.code[i];
        int size = inst.size();
        end += size;
        if (inst.isJump()) {
          inst.oparg = Math.abs(inst.target.offset - end);
          grown |= inst.size() != size;
        }
      }
    }
    return grown;
  }

  byte[] code() {
    byte[] code = new byte[length * 2];
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

  byte[] locations(int firstLine) {
    LocationTable.Builder table = new LocationTable.Builder(firstLine);
    for (BasicBlock b = entry; b != null; b = b.next) {
      for (int i = 0; i < b.size; i++) {
        Instruction inst = b.code[i];
        table.add(inst.size(), inst.lineno, inst.endLineno, inst.colOffset, inst.endColOffset);
      }
    }
    return table.toBytes();
  }
}
