package dev.dormouse.code;

import java.util.BitSet;

/**
 * Prints code as {@code dis} of 3.11 does, character by character but for what {@link ConstantRepr}
 * says.
 *
 * <p>It does not trust what it prints, since it is there for looking at damaged code too: an
 * operand that points nowhere is shown as the bare number.
 */
public final class Disassembler {
  private static final int NAME_WIDTH = 20;
  private static final int ARGUMENT_WIDTH = 5;

  private final boolean showCaches;
  private final StringBuilder out = new StringBuilder();
  private final ConstantRepr repr = new ConstantRepr();

  private Disassembler(boolean showCaches) {
    this.showCaches = showCaches;
  }

  /** What {@code dis.dis(code)} prints: the code and, after it, all code in its constants. */
  public static String dis(CodeUnit code) {
    return dis(code, Integer.MAX_VALUE, false);
  }

  /** What {@code dis.dis(code, depth=depth, show_caches=showCaches)} prints. */
  public static String dis(CodeUnit code, int depth, boolean showCaches) {
    Disassembler disassembler = new Disassembler(showCaches);
    disassembler.recurse(code.toCodeObject(), depth);
    return disassembler.out.toString();
  }

  /**
   * What {@code dis.disassemble(code, lasti, show_caches=showCaches)} prints; -1 marks no
   * instruction.
   */
  public static String disassemble(CodeUnit code, int lasti, boolean showCaches) {
    Disassembler disassembler = new Disassembler(showCaches);
    disassembler.one(code.toCodeObject(), lasti);
    return disassembler.out.toString();
  }

  private void recurse(CodeObject code, int depth) {
    one(code, -1);
    if (depth <= 0) {
      return;
    }
    for (Object constant : code.consts) {
      if (constant instanceof CodeUnit nested) {
        out.append("\nDisassembly of ");
        repr.append(out, nested);
        out.append(":\n");
        recurse(nested.toCodeObject(), depth - 1);
      }
    }
  }

  private void one(CodeObject code, int lasti) {
    byte[] wordcode = code.code;
    int units = wordcode.length / 2;
    // Line that begins at each unit plus one, where any does.
    int[] starts = new int[units];
    int lineWidth = lineStarts(code, starts);
    int offsetWidth = Math.max(4, Integer.toString(Math.max(0, wordcode.length - 2)).length());
    BitSet labels = labels(code);
    int extended = 0;
    for (int unit = 0; unit < units; unit++) {
      int op = wordcode[2 * unit] & 0xFF;
      boolean hasArgument = op >= Opcode.HAVE_ARGUMENT;
      int arg = wordcode[2 * unit + 1] & 0xFF | extended;
      extended = op == Opcode.EXTENDED_ARG ? arg << 8 : 0;
      if (starts[unit] > 0 && unit > 0) {
        out.append('\n');
      }
      String line = starts[unit] > 0 ? Integer.toString(starts[unit] - 1) : "";
      if (lineWidth > 0) {
        right(line, lineWidth);
        out.append(' ');
      }
      out.append(2 * unit == lasti ? "--> " : "    ");
      out.append(labels.get(unit) ? ">> " : "   ");
      right(Integer.toString(2 * unit), offsetWidth);
      out.append(' ');
      String name = Opcode.name(op);
      out.append(name);
      if (hasArgument) {
        out.repeat(' ', Math.max(0, NAME_WIDTH - name.length()) + 1);
        right(Integer.toString(arg), ARGUMENT_WIDTH);
        argument(code, op, arg, 2 * unit);
      }
      out.append('\n');
      int caches = Math.min(Opcode.caches(op), units - 1 - unit);
      for (int i = 0; i < caches; i++) {
        unit++;
        if (showCaches) {
          if (lineWidth > 0) {
            out.repeat(' ', lineWidth + 1);
          }
          out.append(2 * unit == lasti ? "--> " : "    ").append("   ");
          right(Integer.toString(2 * unit), offsetWidth);
          out.append(" CACHE").repeat(' ', NAME_WIDTH - 5 + 1);
          right("0", ARGUMENT_WIDTH);
          out.append('\n');
        }
      }
    }
    exceptions(code);
  }

  /** Fills in where lines start and answers the width of the column that shows them. */
  private static int lineStarts(CodeObject code, int[] starts) {
    int last = -1;
    int max = -1;
    LocationTable.Cursor cursor = new LocationTable.Cursor(code.linetable, code.firstlineno);
    while (cursor.next()) {
      if (cursor.line >= 0 && cursor.line != last) {
        last = cursor.line;
        max = Math.max(max, last);
        if (cursor.start / 2 < starts.length) {
          starts[cursor.start / 2] = last + 1;
        }
      }
    }
    return max < 0 ? 0 : Math.max(3, Integer.toString(max).length());
  }

  /** The code units that a jump or a handler leads to. */
  private static BitSet labels(CodeObject code) {
    BitSet labels = new BitSet();
    byte[] wordcode = code.code;
    int extended = 0;
    for (int at = 0; at + 1 < wordcode.length; at += 2) {
      int op = wordcode[at] & 0xFF;
      int arg = wordcode[at + 1] & 0xFF | extended;
      extended = op == Opcode.EXTENDED_ARG ? arg << 8 : 0;
      if (Opcode.hasJrel(op)) {
        mark(labels, target(op, arg, at), wordcode.length);
      }
      at += 2 * Opcode.caches(op);
    }
    ExceptionTable.Cursor cursor = new ExceptionTable.Cursor(code.exceptiontable);
    while (cursor.next()) {
      if (cursor.start < cursor.end) {
        mark(labels, cursor.target, wordcode.length);
      }
    }
    return labels;
  }

  private static void mark(BitSet labels, int offset, int limit) {
    if (offset >= 0 && offset < limit) {
      labels.set(offset / 2);
    }
  }

  private static int target(int op, int arg, int offset) {
    int next = offset + 2 + 2 * Opcode.caches(op);
    return Opcode.isBackwardJump(op) ? next - 2 * arg : next + 2 * arg;
  }

  private void argument(CodeObject code, int op, int arg, int offset) {
    if (op == Opcode.LOAD_CONST) {
      if (arg >= 0 && arg < code.consts.length) {
        out.append(" (");
        repr.append(out, code.consts[arg]);
        out.append(')');
      }
      return;
    }
    String text;
    if (Opcode.hasName(op)) {
      boolean shifted = op == Opcode.LOAD_GLOBAL;
      text = name(code.names, shifted ? arg >>> 1 : arg);
      if (shifted && (arg & 1) != 0 && !text.isEmpty()) {
        text = "NULL + " + text;
      }
    } else if (Opcode.hasJrel(op)) {
      text = "to " + target(op, arg, offset);
    } else if (Opcode.hasLocal(op) || Opcode.hasFree(op)) {
      text = name(code.localsplusnames, arg);
    } else {
      text =
          switch (op) {
            case Opcode.COMPARE_OP -> orEmpty(Opcode.compareOperator(arg));
            case Opcode.BINARY_OP -> orEmpty(Opcode.binaryOperator(arg));
            case Opcode.FORMAT_VALUE -> {
              String conversion =
                  switch (arg & 3) {
                    case 1 -> "str";
                    case 2 -> "repr";
                    case 3 -> "ascii";
                    default -> "";
                  };
              boolean format = (arg & 4) != 0;
              String separator = format && !conversion.isEmpty() ? ", " : "";
              yield conversion + separator + (format ? "with format" : "");
            }
            case Opcode.MAKE_FUNCTION -> functionParts(arg);
            default -> "";
          };
    }
    if (!text.isEmpty()) {
      out.append(" (").append(text).append(')');
    }
  }

  private static String functionParts(int arg) {
    String[] parts = {"defaults", "kwdefaults", "annotations", "closure"};
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < parts.length; i++) {
      if ((arg & 1 << i) != 0) {
        text.append(text.isEmpty() ? "" : ", ").append(parts[i]);
      }
    }
    return text.toString();
  }

  private static String name(String[] names, int index) {
    return index >= 0 && index < names.length ? names[index] : "";
  }

  private static String orEmpty(String text) {
    return text == null ? "" : text;
  }

  private void exceptions(CodeObject code) {
    if (code.exceptiontable.length == 0) {
      return;
    }
    out.append("ExceptionTable:\n");
    ExceptionTable.Cursor cursor = new ExceptionTable.Cursor(code.exceptiontable);
    while (cursor.next()) {
      out.append("  ").append(cursor.start).append(" to ").append(cursor.end - 2);
      out.append(" -> ").append(cursor.target).append(" [").append(cursor.depth).append(']');
      out.append(cursor.lasti ? " lasti\n" : "\n");
    }
  }

  private void right(String text, int width) {
    out.repeat(' ', Math.max(0, width - text.length())).append(text);
  }
}
