package dev.dormouse.image;

import static dev.dormouse.image.ImageFormat.*;

import dev.dormouse.code.CodeObject;
import dev.dormouse.code.CodeUnit;
import dev.dormouse.image.profile.Key;
import dev.dormouse.image.profile.Profile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * The parts that hold code objects, being written. Without a profile, code objects are numbered as
 * a walk over the modules meets them, parents before children, and everything else follows that
 * order. With one, what woke comes first in every part, in the order of waking, and the rest as
 * without.
 *
 * <p>Phases like those of the pools it feeds: {@link #add} every module, {@link #arrange}, freeze
 * the string pools, {@link #write}.
 */
final class CodeOutput {
  /** A code object to be written. */
  private static final class Node {
    final CodeObject code;
    final Node parent;
    final List<Node> children = new ArrayList<>();

    /** The index of its docstring among its constants, or -1. */
    final int docstring;

    /** Set by {@link #arrange}; NONE before. */
    int number = NONE;

    /** Of a module's body: strings that finding the module needs. */
    String[] moduleStrings = {};

    // offsets in the parts, set when they are written; the others go with that of the wordcode

    int tables = NONE;
    int wordcode = NONE;
    int exceptionTable;
    int lineTable;

    Node(CodeObject code, Node parent, int docstring) {
      this.code = code;
      this.parent = parent;
      this.docstring = docstring;
    }
  }

  /** What stands for a line table that was left out. */
  private static final byte[] NO_LINES = {};

  private final StringPool strings;
  private final StringPool docstrings;
  private final ConstantPool constants;
  private final boolean keepDocstrings;
  private final boolean keepLineTables;

  /** The bodies of the modules in the order in which they were added. */
  private final List<Node> bodies = new ArrayList<>();

  private final Map<Key, Node> byKey = new HashMap<>();

  /** In the order of their numbers. */
  private final List<Node> numbered = new ArrayList<>();

  /** What the profile says woke, in the order of waking; the order of everything but headers. */
  private final List<Node> hot = new ArrayList<>();

  /**
   * What the profile says was bound and did not wake, by name. Of these the tables are hot too: who
   * wraps a function asks for its docstring, and which that is they say.
   */
  private final List<Node> bound = new ArrayList<>();

  /**
   * The code objects on the way from the module to the one being added; a cycle would never end.
   */
  private final Map<CodeObject, Boolean> open = new IdentityHashMap<>();

  /** How many code objects' headers are read where what is hot wakes; they come first. */
  private int hotHeaders;

  // bytes, and for constants records, that what is hot needs; set by write

  private int hotTables;
  private int hotWordcode;
  private int hotExceptionTables;
  private int hotConstants;

  final PartOutput headers = new PartOutput();
  final PartOutput tables = new PartOutput();
  final PartOutput wordcode = new PartOutput();
  final PartOutput exceptionTables = new PartOutput();
  final PartOutput lineTables = new PartOutput();

  CodeOutput(
      StringPool strings,
      StringPool docstrings,
      ConstantPool constants,
      boolean keepDocstrings,
      boolean keepLineTables) {
    this.strings = strings;
    this.docstrings = docstrings;
    this.constants = constants;
    this.keepDocstrings = keepDocstrings;
    this.keepLineTables = keepLineTables;
  }

  int count() {
    return numbered.size();
  }

  /** How many code objects woke, as the profile says. */
  int hotCount() {
    return hot.size();
  }

  /** How many bytes of a part, from its start, what is hot needs. */
  int hotLength(int kind, int length) {
    return switch (kind) {
      case PartKind.CODE -> hotHeaders * CODE_SIZE;
      case PartKind.TABLES -> hotTables;
      case PartKind.WORDCODE -> hotWordcode;
      case PartKind.EXCEPTION_TABLES -> hotExceptionTables;
      case PartKind.CONSTANTS -> constants.endOf(hotConstants);
      case PartKind.LINE_TABLES, PartKind.DOCSTRINGS, PartKind.RESOURCE_DATA -> 0;
      // A hash scatters modules and resources, and every class of strings has hot ones.
      default -> length;
    };
  }

  /** The number of a module's body, by the order in which modules were added. */
  int numberOfBody(int module) {
    return bodies.get(module).number;
  }

  /** Adds a module's code and all code inside it. */
  void add(String module, String origin, CodeObject code) {
    Node body = add(module, code, null, new HashMap<>());
    body.moduleStrings = new String[] {module, origin};
    bodies.add(body);
  }

  private Node add(String module, CodeObject code, Node parent, Map<String, Integer> sameNames) {
    if (open.size() > MAX_CODE_DEPTH) {
      throw new ImageLimitException("code nested more than " + MAX_CODE_DEPTH + " deep");
    }
    if (open.put(code, true) != null) {
      throw new ImageLimitException("a code object that contains itself");
    }
    Node node = new Node(code, parent, Docstrings.find(code));
    byKey.put(
        parent == null
            ? Key.body(module)
            : new Key(module, code.qualname, sameNames.merge(code.qualname, 1, Integer::sum)),
        node);
    for (Object constant : code.consts) {
      if (constant instanceof CodeUnit unit) {
        node.children.add(add(module, unit.toCodeObject(), node, sameNames));
      }
    }
    open.remove(code);
    return node;
  }

  /**
   * Numbers the code objects, and hands their strings to the pools in the order in which they will
   * be needed.
   *
   * @param profile what goes first, or null
   */
  void arrange(Profile profile) {
    if (profile != null) {
      for (Profile.Code line : profile.woken()) {
        Node node = byKey.get(line.key());
        if (node != null) {
          hot.add(node);
        }
      }
      for (Profile.Code line : profile.code().values()) {
        Node node = line.awake() ? null : byKey.get(line.key());
        if (node != null) {
          bound.add(node);
        }
      }
    }
    for (Node node : hot) {
      place(node);
      placeChildren(node);
    }
    hotHeaders = numbered.size();
    for (Node body : bodies) {
      placeTree(body);
    }
    for (Node node : hot) {
      addStrings(node);
    }
    for (Node body : bodies) {
      addTreeStrings(body);
    }
  }

  private void place(Node node) {
    if (node.number != NONE) {
      return;
    }
    if (node.parent == null) {
      number(node);
    } else {
      // A profile that was edited may know a function of a class that never woke.
      place(node.parent);
      placeChildren(node.parent);
    }
  }

  /**
   * All at once: waking the parent reads the headers of all its children, and their numbers must
   * rise in the order of its constants.
   */
  private void placeChildren(Node node) {
    for (Node child : node.children) {
      if (child.number == NONE) {
        number(child);
      }
    }
  }

  private void placeTree(Node node) {
    if (node.number == NONE) {
      number(node);
    }
    for (Node child : node.children) {
      placeTree(child);
    }
  }

  private void number(Node node) {
    node.number = numbered.size();
    numbered.add(node);
  }

  private void addTreeStrings(Node node) {
    addStrings(node);
    for (Node child : node.children) {
      addTreeStrings(child);
    }
  }

  private void addStrings(Node node) {
    CodeObject code = node.code;
    for (String s : node.moduleStrings) {
      strings.add(s);
    }
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
      if (constant instanceof CodeUnit) {
        continue;
      }
      if (i == node.docstring) {
        if (keepDocstrings) {
          docstrings.addText((String) constant);
        }
      } else {
        ConstantPool.collectStrings(constant, strings, 0);
      }
    }
  }

  /**
   * Everything, in the order that {@link #arrange} found.
   *
   * @param split whether what is cold goes to a file of its own, and so begins at a multiple of a
   *     part's alignment
   */
  void write(boolean split) {
    for (Node node : hot) {
      writePieces(node);
    }
    for (Node node : bound) {
      writeTables(node);
    }
    if (split) {
      tables.align(PART_ALIGNMENT);
      wordcode.align(PART_ALIGNMENT);
      exceptionTables.align(PART_ALIGNMENT);
    }
    hotTables = tables.size();
    hotWordcode = wordcode.size();
    hotExceptionTables = exceptionTables.size();
    hotConstants = constants.count();
    for (Node node : numbered) {
      writePieces(node);
    }
    for (Node node : numbered) {
      writeHeader(node);
    }
  }

  private void writePieces(Node node) {
    writeTables(node);
    if (node.wordcode != NONE) {
      return;
    }
    CodeObject code = node.code;
    node.wordcode = wordcode.share(code.code, WORDCODE_ALIGNMENT);
    node.exceptionTable = exceptionTables.share(withLength(code.exceptiontable), 4);
    node.lineTable = lineTables.share(withLength(keepLineTables ? code.linetable : NO_LINES), 4);
  }

  private void writeTables(Node node) {
    if (node.tables != NONE) {
      return;
    }
    CodeObject code = node.code;
    node.tables = tables.size();
    tables.i32(code.consts.length);
    tables.i32(code.names.length);
    int child = 0;
    for (int i = 0; i < code.consts.length; i++) {
      Object constant = code.consts[i];
      if (constant instanceof CodeUnit) {
        tables.i32(reference(TAG_CODE, node.children.get(child++).number));
      } else if (i != node.docstring) {
        tables.i32(constants.reference(constant));
      } else if (keepDocstrings) {
        tables.i32(reference(TAG_DOCSTRING, docstrings.id(constant)));
      } else {
        tables.i32(reference(TAG_SINGLETON, SINGLETON_NONE));
      }
    }
    for (String name : code.names) {
      tables.i32(strings.id(name));
    }
    for (String name : code.localsplusnames) {
      tables.i32(strings.id(name));
    }
    tables.bytes(code.localspluskinds);
    if (tables.size() - node.tables != tablesLength(code)) {
      throw new IllegalArgumentException("kinds and names of locals differ in " + code.qualname);
    }
    tables.align(4);
  }

  private void writeHeader(Node node) {
    CodeObject code = node.code;
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
    headers.i32(node.parent == null ? NONE : node.parent.number);
    headers.i32(node.wordcode);
    headers.i32(code.code.length);
    headers.i32(node.tables);
    headers.i32(tablesLength(code));
    headers.i32(node.exceptionTable);
    headers.i32(node.lineTable);
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
