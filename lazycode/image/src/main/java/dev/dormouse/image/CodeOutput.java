package dev.dormouse.image;

import static dev.dormouse.image.ImageFormat.*;

import dev.dormouse.code.CodeObject;
import dev.dormouse.code.CodeUnit;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * The parts that hold code objects, being written. Code objects are numbered as a walk meets them,
 * parents before children and modules one after another; everything else follows that order.
 *
 * <p>Two phases like the pools it feeds: {@link #add} every module, freeze the string pools, {@link
 * #write}.
 */
final class CodeOutput {
  private final StringPool strings;
  private final StringPool docstrings;
  private final ConstantPool constants;

  private final List<CodeObject> codes = new ArrayList<>();
  private final List<Integer> parents = new ArrayList<>();

  /** For each code object, the numbers of its children in the order of its constants. */
  private final List<List<Integer>> children = new ArrayList<>();

  /** For each code object, the index of its docstring among its constants, or -1. */
  private final List<Integer> docstringIndices = new ArrayList<>();

  /**
   * The code objects on the way from the module to the one being added; a cycle would never end.
   */
  private final Map<CodeObject, Boolean> open = new IdentityHashMap<>();

  final PartOutput headers = new PartOutput();
  final PartOutput tables = new PartOutput();
  final PartOutput wordcode = new PartOutput();
  final PartOutput exceptionTables = new PartOutput();
  final PartOutput lineTables = new PartOutput();

  CodeOutput(StringPool strings, StringPool docstrings, ConstantPool constants) {
    this.strings = strings;
    this.docstrings = docstrings;
    this.constants = constants;
  }

  int count() {
    return codes.size();
  }

  /** Adds a module's code and all code inside it; answers the number of the former. */
  int add(CodeObject code) {
    return add(code, NONE);
  }

  private int add(CodeObject code, int parent) {
    if (open.size() > MAX_CODE_DEPTH) {
      throw new ImageLimitException("code nested more than " + MAX_CODE_DEPTH + " deep");
    }
    if (open.put(code, true) != null) {
      throw new ImageLimitException("a code object that contains itself");
    }
    int number = codes.size();
    codes.add(code);
    parents.add(parent);
    List<Integer> own = new ArrayList<>();
    children.add(own);
    int docstring = Docstrings.find(code);
    docstringIndices.add(docstring);
    strings.add(code.name);
    strings.add(code.qualname);
    strings.add(code.filename);
    for (String name : code.names) {
      strings.addName(name);
    }
    for (String name : code.localsplusnames) {
      strings.addName(name);
    }
    for (int i = 0; i < code.consts.length; i++) {
      Object constant = code.consts[i];
      if (constant instanceof CodeUnit unit) {
        own.add(add(unit.toCodeObject(), number));
      } else if (i == docstring) {
        docstrings.addText((String) constant);
      } else {
        ConstantPool.collectStrings(constant, strings, 0);
      }
    }
    open.remove(code);
    return number;
  }

  void write() {
    for (int i = 0; i < codes.size(); i++) {
      write(i, codes.get(i));
    }
  }

  private void write(int number, CodeObject code) {
    headers.i32(strings.id(code.name));
    headers.i32(strings.id(code.qualname));
    headers.i32(strings.id(code.filename));
    headers.i32(code.flags);
    headers.u16(small(code.argcount, "arguments", code));
    headers.u16(small(code.posonlyargcount, "positional-only arguments", code));
    headers.u16(small(code.kwonlyargcount, "keyword-only arguments", code));
    headers.u16(small(code.nfreevars(), "free variables", code));
    headers.i32(code.localsplusnames.length);
    headers.i32(code.stacksize);
    headers.i32(code.firstlineno);
    headers.i32(parents.get(number));
    headers.i32(wordcode.share(code.code, WORDCODE_ALIGNMENT));
    headers.i32(code.code.length);
    headers.i32(tables.size());
    headers.i32(tablesLength(code));
    headers.i32(exceptionTables.share(withLength(code.exceptiontable), 4));
    headers.i32(lineTables.share(withLength(code.linetable), 4));

    int start = tables.size();
    tables.i32(code.consts.length);
    tables.i32(code.names.length);
    int child = 0;
    for (int i = 0; i < code.consts.length; i++) {
      Object constant = code.consts[i];
      if (constant instanceof CodeUnit) {
        tables.i32(reference(TAG_CODE, children.get(number).get(child++)));
      } else if (i == docstringIndices.get(number)) {
        tables.i32(reference(TAG_DOCSTRING, docstrings.id(constant)));
      } else {
        tables.i32(constants.reference(constant));
      }
    }
    for (String name : code.names) {
      tables.i32(strings.id(name));
    }
    for (String name : code.localsplusnames) {
      tables.i32(strings.id(name));
    }
    tables.bytes(code.localspluskinds);
    if (tables.size() - start != tablesLength(code)) {
      throw new IllegalArgumentException("kinds and names of locals differ in " + code.qualname);
    }
    tables.align(4);
  }

  private static int tablesLength(CodeObject code) {
    return TABLES_REFERENCES
        + 4 * (code.consts.length + code.names.length)
        + 5 * code.localsplusnames.length;
  }

  private static byte[] withLength(byte[] bytes) {
    PartOutput out = new PartOutput();
    out.i32(bytes.length);
    out.bytes(bytes);
    return out.toByteArray();
  }

  private static int small(int value, String what, CodeObject code) {
    if (value < 0 || value > 0xFFFF) {
      throw new ImageLimitException(code.qualname + " has " + value + " " + what);
    }
    return value;
  }
}
