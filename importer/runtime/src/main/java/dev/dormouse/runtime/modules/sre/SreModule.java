package dev.dormouse.runtime.modules.sre;

import dev.dormouse.runtime.objects.BuiltinTable;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.PyDict;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyList;
import dev.dormouse.runtime.objects.PyModule;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.tables.BuiltinModule;
import dev.dormouse.tables.Function;

/**
 * {@code _sre}: what the library's {@code re} needs natively. Compare CPython's {@code
 * Modules/_sre/sre.c}.
 */
@BuiltinModule(name = "_sre")
public final class SreModule {
  private SreModule() {}

  public static BuiltinTable table() {
    return new SreModuleTable();
  }

  static void exec(PyModule module) {
    module.set("MAGIC", PyInt.of(SreOp.MAGIC));
    module.set("CODESIZE", PyInt.of(SreOp.CODESIZE));
    module.set("MAXREPEAT", PyInt.of(SreOp.MAXREPEAT & 0xffffffffL));
    module.set("MAXGROUPS", PyInt.of(SreOp.MAXGROUPS));
    // A fact about the interface that programs may print, not a claim about this code.
    module.set("copyright", PyStr.of(" SRE 2.2.2 Copyright (c) 1997-2002 by Secret Labs AB "));
  }

  @Function
  static int getcodesize() {
    return SreOp.CODESIZE;
  }

  @Function(name = "ascii_iscased", signature = "(character, /)")
  static boolean asciiIsCased(int character) {
    return SreUnicode.asciiIsCased(character);
  }

  @Function(name = "unicode_iscased", signature = "(character, /)")
  static boolean unicodeIsCased(int character) {
    return SreUnicode.isCased(character);
  }

  @Function(name = "ascii_tolower", signature = "(character, /)")
  static int asciiToLower(int character) {
    return SreUnicode.asciiToLower(character);
  }

  @Function(name = "unicode_tolower", signature = "(character, /)")
  static int unicodeToLower(int character) {
    return SreUnicode.toLower(character);
  }

  @Function(signature = "(pattern, flags, code, groups, groupindex, indexgroup)")
  static PyObject compile(
      PyObject pattern,
      int flags,
      PyList code,
      long groups,
      PyDict groupindex,
      PyTuple indexgroup) {
    int[] words = new int[code.size()];
    for (int i = 0; i < words.length; i++) {
      long word = code.get(i) instanceof PyInt n && !n.isBig() ? n.longValue() : -1;
      if (word >>> 32 != 0) {
        throw Errors.overflowError("regular expression code size limit exceeded");
      }
      words[i] = (int) word;
    }
    int kind = PyPattern.ANY;
    if (pattern != PyObject.NONE) {
      kind = SreSubject.of(pattern).isBytes() ? PyPattern.BYTES : PyPattern.TEXT;
    }
    if (groups < 0 || groups > SreOp.MAXGROUPS) {
      throw Errors.runtimeError("invalid SRE code");
    }
    SreCode program;
    try {
      program = new SreCode(words, (int) groups);
    } catch (IllegalArgumentException e) {
      throw Errors.runtimeError("invalid SRE code");
    }
    return new PyPattern(program, pattern, kind, flags, groupindex, indexgroup);
  }
}
