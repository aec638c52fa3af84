package dev.dormouse.integration.compiler;

import dev.dormouse.code.CodeObject;
import dev.dormouse.code.Constants;
import dev.dormouse.code.Disassembler;
import dev.dormouse.code.LocationTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Says where two code objects differ, the ones inside them included: the first code object that
 * does, which of its parts, and around the first place both disassemblies side by side.
 */
final class CodeDifference {
  private static final int ROWS_BEFORE = 4;
  private static final int ROWS_AFTER = 12;
  private static final int WIDTH = 62;

  /** An instruction in a line of the disassembly, after line number and marks. */
  private static final Pattern INSTRUCTION = Pattern.compile("^(.*?)(\\d+) ([A-Z][A-Z_]+.*)$");

  private CodeDifference() {}

  /** The first difference; null if there is none. */
  static String between(CodeObject expected, CodeObject actual) {
    List<String> parts = parts(expected, actual);
    if (!parts.isEmpty()) {
      return expected.qualname
          + " at line "
          + expected.firstlineno
          + ": "
          + String.join("; ", parts)
          + "\n"
          + sideBySide(rows(expected), rows(actual));
    }
    for (int i = 0; i < expected.consts.length; i++) {
      if (expected.consts[i] instanceof CodeObject inner) {
        String d = between(inner, (CodeObject) actual.consts[i]);
        if (d != null) {
          return d;
        }
      }
    }
    return null;
  }

  /** The parts in which they differ, without the code objects inside. */
  private static List<String> parts(CodeObject a, CodeObject b) {
    List<String> parts = new ArrayList<>();
    field(parts, "name", a.name, b.name);
    field(parts, "qualname", a.qualname, b.qualname);
    field(parts, "filename", a.filename, b.filename);
    field(parts, "argcount", a.argcount, b.argcount);
    field(parts, "posonlyargcount", a.posonlyargcount, b.posonlyargcount);
    field(parts, "kwonlyargcount", a.kwonlyargcount, b.kwonlyargcount);
    field(parts, "flags", a.flags, b.flags);
    field(parts, "firstlineno", a.firstlineno, b.firstlineno);
    field(parts, "stacksize", a.stacksize, b.stacksize);
    field(parts, "names", List.of(a.names), List.of(b.names));
    field(parts, "locals", List.of(a.localsplusnames), List.of(b.localsplusnames));
    field(parts, "kinds", Arrays.toString(a.localspluskinds), Arrays.toString(b.localspluskinds));
    constants(parts, a.consts, b.consts);
    bytes(parts, "code", a.code, b.code);
    bytes(parts, "exception table", a.exceptiontable, b.exceptiontable);
    bytes(parts, "location table", a.linetable, b.linetable);
    return parts;
  }

  private static void field(List<String> parts, String name, Object expected, Object actual) {
    if (!expected.equals(actual)) {
      parts.add(name + " " + actual + ", expected " + expected);
    }
  }

  private static void bytes(List<String> parts, String name, byte[] expected, byte[] actual) {
    int at = Arrays.mismatch(expected, actual);
    if (at >= 0) {
      parts.add(name + " from byte " + at);
    }
  }

  private static void constants(List<String> parts, Object[] expected, Object[] actual) {
    if (expected.length != actual.length) {
      parts.add(actual.length + " constants, expected " + expected.length);
    }
    for (int i = 0; i < Math.min(expected.length, actual.length); i++) {
      if (!sameConstant(expected[i], actual[i])) {
        parts.add("constant " + i + " " + actual[i] + ", expected " + expected[i]);
        return;
      }
    }
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

  // the two columns

  /** A row of a column; {@code text} is what has to be equal, {@code offset} moves by itself. */
  private record Row(String offset, String text) {}

  private static List<Row> rows(CodeObject code) {
    int[] places = LocationTable.positions(code.linetable, code.firstlineno);
    List<Row> rows = new ArrayList<>();
    for (String line : Disassembler.disassemble(code, -1, false).split("\n")) {
      Matcher m = INSTRUCTION.matcher(line);
      if (m.matches()) {
        int unit = Integer.parseInt(m.group(2)) / 2;
        rows.add(new Row(m.group(2), m.group(3).replaceAll(" +", " ") + " " + place(places, unit)));
      } else if (!line.isBlank()) {
        rows.add(new Row("", line));
      }
    }
    return rows;
  }

  private static String place(int[] places, int unit) {
    if (4 * unit + 3 >= places.length) {
      return "@nowhere";
    }
    return "@"
        + places[4 * unit]
        + ":"
        + places[4 * unit + 2]
        + "-"
        + places[4 * unit + 1]
        + ":"
        + places[4 * unit + 3];
  }

  private static String sideBySide(List<Row> expected, List<Row> actual) {
    int same = 0;
    while (same < expected.size()
        && same < actual.size()
        && expected.get(same).equals(actual.get(same))) {
      same++;
    }
    StringBuilder out = new StringBuilder();
    if (same == expected.size() && same == actual.size()) {
      return "";
    }
    out.append("  ").append(pad("reference")).append("ours\n");
    int from = Math.max(0, same - ROWS_BEFORE);
    for (int i = from; i < same; i++) {
      row(out, ' ', expected.get(i), actual.get(i));
    }
    List<Row> a = window(expected, same);
    List<Row> b = window(actual, same);
    int[][] common = commonRows(a, b);
    int i = 0;
    int j = 0;
    for (int n = 0; n < ROWS_AFTER && (i < a.size() || j < b.size()); n++) {
      if (i < a.size() && j < b.size() && a.get(i).text.equals(b.get(j).text)) {
        row(out, ' ', a.get(i++), b.get(j++));
      } else if (i < a.size() && j < b.size() && common[i + 1][j + 1] == common[i][j]) {
        row(out, '!', a.get(i++), b.get(j++));
      } else if (j == b.size() || i < a.size() && common[i + 1][j] >= common[i][j + 1]) {
        row(out, '-', a.get(i++), null);
      } else {
        row(out, '+', null, b.get(j++));
      }
    }
    return out.toString();
  }

  private static List<Row> window(List<Row> rows, int from) {
    return rows.subList(from, Math.min(rows.size(), from + 4 * ROWS_AFTER));
  }

  /** How many rows a best alignment of the tails from each pair of places has in common. */
  private static int[][] commonRows(List<Row> a, List<Row> b) {
    int[][] common = new int[a.size() + 1][b.size() + 1];
    for (int i = a.size() - 1; i >= 0; i--) {
      for (int j = b.size() - 1; j >= 0; j--) {
        common[i][j] =
            a.get(i).text.equals(b.get(j).text)
                ? common[i + 1][j + 1] + 1
                : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    return common;
  }

  private static void row(StringBuilder out, char mark, Row expected, Row actual) {
    out.append(mark).append(' ').append(pad(text(expected))).append(text(actual).stripTrailing());
    out.append('\n');
  }

  private static String text(Row row) {
    return row == null ? "" : (row.offset + " " + row.text).strip();
  }

  private static String pad(String text) {
    String cut = text.length() > WIDTH ? text.substring(0, WIDTH - 1) + "…" : text;
    return cut + " ".repeat(WIDTH + 2 - cut.length());
  }
}
