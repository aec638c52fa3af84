package dev.dormouse.compiler;

import dev.dormouse.code.CodeObject;
import dev.dormouse.code.Constants;
import dev.dormouse.code.LocationTable;
import dev.dormouse.code.Opcode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;

/** Says where two code objects differ, the ones inside them included. */
final class CodeComparison {
  private CodeComparison() {}

  /** The first difference; null if there is none. */
  static String difference(CodeObject expected, CodeObject actual) {
    String d = own(expected, actual);
    if (d != null) {
      return expected.qualname + " at line " + expected.firstlineno + ": " + d;
    }
    for (int i = 0; i < expected.consts.length; i++) {
      if (expected.consts[i] instanceof CodeObject inner) {
        d = difference(inner, (CodeObject) actual.consts[i]);
        if (d != null) {
          return d;
        }
      }
    }
    return null;
  }

  private static String own(CodeObject a, CodeObject b) {
    String d = field("name", a.name, b.name);
    d = d != null ? d : field("qualname", a.qualname, b.qualname);
    d = d != null ? d : field("filename", a.filename, b.filename);
    d = d != null ? d : field("argcount", a.argcount, b.argcount);
    d = d != null ? d : field("posonlyargcount", a.posonlyargcount, b.posonlyargcount);
    d = d != null ? d : field("kwonlyargcount", a.kwonlyargcount, b.kwonlyargcount);
    d = d != null ? d : field("flags", a.flags, b.flags);
    d = d != null ? d : field("firstlineno", a.firstlineno, b.firstlineno);
    d = d != null ? d : field("names", List.of(a.names), List.of(b.names));
    d = d != null ? d : field("locals", List.of(a.localsplusnames), List.of(b.localsplusnames));
    d = d != null ? d : field("kinds", bytes(a.localspluskinds), bytes(b.localspluskinds));
    d = d != null ? d : field("code", instructions(a.code), instructions(b.code));
    d = d != null ? d : constants(a.consts, b.consts);
    d = d != null ? d : field("stacksize", a.stacksize, b.stacksize);
    d = d != null ? d : field("exception table", bytes(a.exceptiontable), bytes(b.exceptiontable));
    return d != null ? d : locations(a, b);
  }

  private static String field(String name, Object expected, Object actual) {
    return expected.equals(actual) ? null : name + " " + actual + ", expected " + expected;
  }

  private static String bytes(byte[] bytes) {
    return Arrays.toString(bytes);
  }

  private static List<String> instructions(byte[] code) {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < code.length; i += 2) {
      all.add(Opcode.name(code[i] & 0xFF) + " " + (code[i + 1] & 0xFF));
    }
    return all;
  }

  private static String constants(Object[] expected, Object[] actual) {
    if (expected.length != actual.length) {
      return "constants " + Arrays.toString(actual) + ", expected " + Arrays.toString(expected);
    }
    for (int i = 0; i < expected.length; i++) {
      if (!sameConstant(expected[i], actual[i])) {
        return "constant " + i + " " + actual[i] + ", expected " + expected[i];
      }
    }
    return null;
  }

  private static boolean sameConstant(Object a, Object b) {
    if (a instanceof CodeObject) {
      return b instanceof CodeObject;
    }
    // The order of a frozenset depends on hashes, which differ from run to run.
    if (a instanceof Constants.FrozenSet x && b instanceof Constants.FrozenSet y) {
      return x.items.length == y.items.length
          && new HashSet<>(Arrays.asList(x.items)).equals(new HashSet<>(Arrays.asList(y.items)));
    }
    return a.equals(b);
  }

  private static String locations(CodeObject a, CodeObject b) {
    if (Arrays.equals(a.linetable, b.linetable)) {
      return null;
    }
    int[] x = LocationTable.positions(a.linetable, a.firstlineno);
    int[] y = LocationTable.positions(b.linetable, b.firstlineno);
    for (int i = 0; i < Math.min(x.length, y.length); i++) {
      if (x[i] != y[i]) {
        int unit = i / 4;
        return "location of "
            + Opcode.name(a.code[unit * 2] & 0xFF)
            + " at "
            + unit * 2
            + " "
            + Arrays.toString(Arrays.copyOfRange(y, unit * 4, unit * 4 + 4))
            + ", expected "
            + Arrays.toString(Arrays.copyOfRange(x, unit * 4, unit * 4 + 4));
      }
    }
    return "location table of the same locations, written differently";
  }
}
