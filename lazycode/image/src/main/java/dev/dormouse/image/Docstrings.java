package dev.dormouse.image;

import dev.dormouse.code.CodeObject;
import dev.dormouse.code.CodeUnit;
import dev.dormouse.code.Opcode;

/** Finds the constant of a code object that is its docstring and nothing else. */
final class Docstrings {
  private Docstrings() {}

  /**
   * The index of the docstring in {@code code.consts}, or -1.
   *
   * <p>A function's is constant 0 if that is a str, but only if no instruction loads it: the
   * compiler merges an equal constant of the body into it, and code that runs must not reach into
   * the docstring part. A module's or class's is what its body stores in {@code __doc__}, if it is
   * used for nothing else.
   *
   * <p>One with a lone surrogate is none: a class with such a docstring cannot be made, and to find
   * that out must not take reading all others.
   */
  static int find(CodeObject code) {
    boolean function = (code.flags & CodeUnit.CO_OPTIMIZED) != 0;
    int candidate = function && code.consts.length > 0 ? 0 : -1;
    int loads = 0;
    int loaded = -1;
    int extended = 0;
    for (int i = 0; i + 1 < code.code.length; i += 2) {
      int opcode = code.code[i] & 0xFF;
      int oparg = extended << 8 | code.code[i + 1] & 0xFF;
      if (opcode == Opcode.EXTENDED_ARG) {
        extended = oparg;
        continue;
      }
      extended = 0;
      if (opcode == Opcode.STORE_NAME
          && !function
          && candidate < 0
          && loaded >= 0
          && oparg >= 0
          && oparg < code.names.length
          && code.names[oparg].equals("__doc__")) {
        candidate = loaded;
      }
      loaded = opcode == Opcode.LOAD_CONST ? oparg : -1;
    }
    if (candidate < 0
        || candidate >= code.consts.length
        || !(code.consts[candidate] instanceof String text)
        || hasLoneSurrogate(text)) {
      return -1;
    }
    extended = 0;
    for (int i = 0; i + 1 < code.code.length; i += 2) {
      int opcode = code.code[i] & 0xFF;
      int oparg = extended << 8 | code.code[i + 1] & 0xFF;
      extended = opcode == Opcode.EXTENDED_ARG ? oparg : 0;
      if (opcode == Opcode.LOAD_CONST && oparg == candidate) {
        loads++;
      }
    }
    return loads == (function ? 0 : 1) ? candidate : -1;
  }

  private static boolean hasLoneSurrogate(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c)) {
        return true;
      }
    }
    return false;
  }
}
