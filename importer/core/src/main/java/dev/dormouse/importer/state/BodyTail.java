package dev.dormouse.importer.state;

import dev.dormouse.code.CodeFormatException;
import dev.dormouse.code.CodeObject;
import dev.dormouse.code.CodeUnit;
import dev.dormouse.code.CodeVerifier;
import dev.dormouse.code.LocationTable;
import dev.dormouse.code.Opcode;

/**
 * The statements at the end of a module's body that run at every import, while a state stands for
 * those before them: {@code random} makes its generator there, {@code threading} the object of the
 * main thread. They begin with the first statement that sets a given name, which must be one of the
 * module's own, not of a block.
 *
 * <p>They run as the body's own instructions, from that offset on, in a frame of the whole code: so
 * lines, tracebacks and functions are those of the body.
 */
final class BodyTail {
  private final CodeObject code;
  private final CodeVerifier verifier = new CodeVerifier();

  /** Where instructions begin. */
  private final int[] starts;

  private int count;

  private BodyTail(String file, CodeUnit unit) throws CodeFormatException {
    code = unit.toCodeObject();
    verifier.verify(file, code);
    starts = new int[code.code.length >> 1];
    for (int at = 0; at < code.code.length; at = next(at)) {
      starts[count++] = at;
    }
  }

  private int op(int at) {
    return code.code[at] & 0xFF;
  }

  private int next(int at) {
    return at + 2 + 2 * Opcode.caches(op(at));
  }

  /** With what EXTENDED_ARG adds. */
  private int argument(int i) {
    int arg = 0;
    int first = i;
    while (first > 0 && op(starts[first - 1]) == Opcode.EXTENDED_ARG) {
      first--;
    }
    for (; first <= i; first++) {
      arg = arg << 8 | code.code[starts[first] + 1] & 0xFF;
    }
    return arg;
  }

  private int line(int i) {
    return LocationTable.lineAt(code.linetable, code.firstlineno, starts[i]);
  }

  /** The offset of the first instruction of the statement that sets {@code name}. */
  static int offset(String file, CodeUnit unit, String name) throws NotWritable {
    try {
      BodyTail body = new BodyTail(file, unit);
      int first = body.first(name);
      if (first > 0 && body.isPossible(body.starts[first])) {
        return body.starts[first];
      }
      throw new NotWritable("no statement of its body, outside of any block, sets " + name);
    } catch (CodeFormatException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What is no block's begins in the first column. */
  private int first(String name) {
    int[] positions = LocationTable.positions(code.linetable, code.firstlineno);
    for (int i = 0; i < count; i++) {
      // STORE_GLOBAL where some function says that the name is global.
      boolean stores = op(starts[i]) == Opcode.STORE_NAME || op(starts[i]) == Opcode.STORE_GLOBAL;
      if (stores && code.names[argument(i)].equals(name)) {
        if (positions[starts[i] * 2 + 2] != 0) {
          return -1;
        }
        int line = line(i);
        while (i > 0 && line(i - 1) >= line) {
          i--;
        }
        return i;
      }
    }
    return -1;
  }

  /** Whether a frame can begin here: for states that nobody vouches for. */
  static boolean isPossible(String file, CodeUnit unit, int offset) {
    try {
      return new BodyTail(file, unit).isPossible(offset);
    } catch (CodeFormatException e) {
      return false;
    }
  }

  private boolean isPossible(int offset) {
    return offset > 0
        && (offset & 1) == 0
        && offset < code.code.length
        && verifier.depthAt(offset) == 0;
  }

  /**
   * The same wordcode with other instructions at {@code offset}: those that leave the body.
   *
   * @param wordcode that of {@code unit}, its opcodes numbered in any way
   */
  static byte[] endingAt(String file, CodeUnit unit, byte[] wordcode, int offset)
      throws NotWritable {
    try {
      BodyTail body = new BodyTail(file, unit);
      for (int i = body.count - 1; i > 0; i--) {
        int at = body.starts[i - 1];
        if (body.op(at) == Opcode.LOAD_CONST && body.op(at + 2) == Opcode.RETURN_VALUE) {
          while (at >= 2 && body.op(at - 2) == Opcode.EXTENDED_ARG) {
            at -= 2;
          }
          byte[] head = wordcode.clone();
          System.arraycopy(wordcode, at, head, offset, body.starts[i] + 2 - at);
          return head;
        }
      }
      throw new NotWritable("its body does not come to its end");
    } catch (CodeFormatException e) {
      throw new IllegalStateException(e);
    }
  }
}
