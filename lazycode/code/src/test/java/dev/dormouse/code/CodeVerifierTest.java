package dev.dormouse.code;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CodeVerifierTest {
  private final CodeVerifier verifier = new CodeVerifier();

  @Test
  void wholeLibrary_verifies() throws Exception {
    List<Corpus.Item> items =
        Corpus.make("for path, code in everything(): put(path, marshal.dumps(code))");
    List<CodeObject> all = new ArrayList<>();
    for (Corpus.Item item : items) {
      collect(MarshalReader.readCode(item.name(), item.data(), 0), all);
    }
    List<String> refused = new ArrayList<>();
    long units = 0;
    for (CodeObject code : all) {
      units += code.code.length / 2;
      try {
        int depth = verifier.verify(code.filename, code);
        assertTrue(depth <= code.stacksize);
      } catch (CodeFormatException e) {
        refused.add(e.getMessage());
      }
    }
    System.out.println(
        "verified "
            + all.size()
            + " code objects ("
            + units
            + " code units) of "
            + items.size()
            + " modules");
    assertTrue(all.size() > 50_000, "only " + all.size());
    assertEquals(List.of(), refused.subList(0, Math.min(20, refused.size())), refused.size() + "");
  }

  private static void collect(CodeObject code, List<CodeObject> all) {
    all.add(code);
    for (Object constant : code.consts) {
      if (constant instanceof CodeObject nested) {
        collect(nested, all);
      }
    }
  }

  // Code made by hand. Instructions are written as their number and operand; caches are zeros.

  private static final int LOCAL = CodeUnit.CO_FAST_LOCAL;
  private static final int CELL = CodeUnit.CO_FAST_CELL;
  private static final int FREE = CodeUnit.CO_FAST_FREE;

  /** A code object with constants, names a and b, and variables of the given kinds. */
  private static CodeObject code(
      int stacksize, int flags, int[] kinds, byte[] table, int... words) {
    byte[] code = new byte[words.length];
    for (int i = 0; i < code.length; i++) {
      code[i] = (byte) words[i];
    }
    String[] names = new String[kinds.length];
    byte[] bytes = new byte[kinds.length];
    for (int i = 0; i < kinds.length; i++) {
      names[i] = "v" + i;
      bytes[i] = (byte) kinds[i];
    }
    Object[] constants = {Constants.Singleton.NONE, new Constants.Tuple("k")};
    return new CodeObject(
        0,
        0,
        0,
        stacksize,
        flags,
        code,
        constants,
        new String[] {"a", "b"},
        names,
        bytes,
        "f.py",
        "f",
        "C.f",
        1,
        new byte[0],
        table);
  }

  private static CodeObject simple(int... words) {
    return code(4, 0, new int[] {LOCAL, LOCAL | CELL}, new byte[0], prologue(words));
  }

  /** {@code words} after the MAKE_CELL that the second variable of {@link #simple} needs. */
  private static int[] prologue(int... words) {
    int[] all = new int[words.length + 2];
    all[0] = Opcode.MAKE_CELL;
    all[1] = 1;
    System.arraycopy(words, 0, all, 2, words.length);
    return all;
  }

  private void assertGood(int depth, CodeObject code) throws CodeFormatException {
    assertEquals(depth, verifier.verify("f.py", code));
  }

  private void assertBad(String part, long offset, String words, CodeObject code) {
    CodeFormatException e =
        assertThrows(CodeFormatException.class, () -> verifier.verify("f.py", code));
    assertEquals("f.py", e.file());
    assertTrue(e.part().startsWith(part) && e.part().endsWith("C.f"), e.part());
    assertEquals(offset, e.offset(), e.getMessage());
    assertTrue(e.getMessage().contains(words), e.getMessage());
  }

  @Test
  void smallestCode_verifies() throws Exception {
    assertGood(1, simple(Opcode.LOAD_CONST, 0, Opcode.RETURN_VALUE, 0));
  }

  @Test
  void operands_mustBeInRange() {
    int end = Opcode.RETURN_VALUE;
    assertBad("wordcode", 2, "LOAD_CONST", simple(Opcode.LOAD_CONST, 2, end, 0));
    assertBad("wordcode", 2, "LOAD_NAME", simple(Opcode.LOAD_NAME, 2, end, 0));
    assertBad("wordcode", 2, "LOAD_FAST", simple(Opcode.LOAD_FAST, 2, end, 0));
    assertBad("wordcode", 2, "LOAD_FAST", simple(Opcode.LOAD_FAST, 1, end, 0));
    assertBad("wordcode", 2, "LOAD_DEREF", simple(Opcode.LOAD_DEREF, 0, end, 0));
    assertBad("wordcode", 2, "LOAD_CLOSURE", simple(Opcode.LOAD_CLOSURE, 9, end, 0));
    assertBad(
        "wordcode", 2, "LOAD_GLOBAL", simple(Opcode.LOAD_GLOBAL, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
    assertBad("wordcode", 2, "LOAD_CONST", simple(Opcode.EXTENDED_ARG, 1, Opcode.LOAD_CONST, 0));
    assertBad("wordcode", 2, "RAISE_VARARGS", simple(Opcode.RAISE_VARARGS, 3));
    assertBad("wordcode", 4, "COPY", simple(Opcode.LOAD_CONST, 0, Opcode.COPY, 0, end, 0));
    assertBad("wordcode", 2, "KW_NAMES", simple(Opcode.KW_NAMES, 2, end, 0));
    for (int op :
        new int[] {
          Opcode.COMPARE_OP, Opcode.BINARY_OP, Opcode.IS_OP, Opcode.CONTAINS_OP,
          Opcode.FORMAT_VALUE, Opcode.MAKE_FUNCTION, Opcode.BUILD_SLICE, Opcode.GET_AWAITABLE,
          Opcode.CALL_FUNCTION_EX
        }) {
      assertBad("wordcode", 2, Opcode.name(op), simple(op, 200, end, 0));
    }
    assertBad(
        "wordcode",
        2,
        "31 bits",
        simple(
            Opcode.EXTENDED_ARG,
            128,
            Opcode.EXTENDED_ARG,
            0,
            Opcode.EXTENDED_ARG,
            0,
            Opcode.LOAD_CONST,
            0,
            end,
            0));
  }

  @Test
  void unknownInstructions_areRefused() {
    for (int op = 0; op < 256; op++) {
      boolean misplaced =
          op == Opcode.CACHE || op == Opcode.COPY_FREE_VARS || op == Opcode.RETURN_GENERATOR;
      if (!Opcode.isDefined(op) || misplaced) {
        CodeObject code = simple(Opcode.NOP, 0, op, 0, Opcode.RETURN_VALUE, 0);
        assertBad("wordcode", 4, "an instruction", code);
      }
    }
    assertBad("wordcode", 4, "an instruction", simple(Opcode.NOP, 0, Opcode.MAKE_CELL, 1));
  }

  @Test
  void stack_mustHoldWhatIsTaken() {
    assertBad("wordcode", 2, "POP_TOP", simple(Opcode.POP_TOP, 0, Opcode.RETURN_VALUE, 0));
    assertBad("wordcode", 2, "RETURN_VALUE", simple(Opcode.RETURN_VALUE, 0));
    int load = Opcode.LOAD_CONST;
    assertBad("wordcode", 4, "BUILD_TUPLE", simple(load, 0, Opcode.BUILD_TUPLE, 2));
    assertBad("wordcode", 4, "BUILD_MAP", simple(load, 0, Opcode.BUILD_MAP, 1));
    assertBad("wordcode", 4, "RERAISE", simple(load, 0, Opcode.RERAISE, 1));
    assertBad("wordcode", 4, "COPY", simple(load, 0, Opcode.COPY, 2));
    assertBad("wordcode", 4, "SWAP", simple(load, 0, Opcode.SWAP, 2));
    assertBad("wordcode", 4, "LIST_APPEND", simple(load, 0, Opcode.LIST_APPEND, 1));
    assertBad("wordcode", 4, "MAKE_FUNCTION", simple(load, 0, Opcode.MAKE_FUNCTION, 8));
    assertBad(
        "wordcode",
        4,
        "PRECALL",
        simple(load, 0, Opcode.PRECALL, 0, 0, 0, Opcode.CALL, 0, 0, 0, 0, 0, 0, 0, 0, 0));
  }

  @Test
  void stack_mustNotOverflow() {
    int load = Opcode.LOAD_CONST;
    assertBad(
        "wordcode", 10, "no deeper than 4", simple(load, 0, load, 0, load, 0, load, 0, load, 0));
    assertBad(
        "wordcode", 4, "no deeper", simple(load, 0, Opcode.UNPACK_SEQUENCE, 5, 0, 0, load, 0));
    assertBad(
        "wordcode", 4, "no deeper", simple(load, 0, Opcode.EXTENDED_ARG, 1, Opcode.UNPACK_EX, 255));
    CodeObject big = code(70_000, 0, new int[0], new byte[0], load, 0, Opcode.RETURN_VALUE, 0);
    assertBad("wordcode", 0, "stack size 1", big);
    assertBad("wordcode", 0, "stack size", code(-1, 0, new int[0], new byte[0], load, 0));
    assertBad(
        "wordcode", 0, "stack size", code(Integer.MAX_VALUE, 0, new int[0], new byte[0], load, 0));
  }

  @Test
  void depthsAtJoins_mustAgree() {
    // if a: (leave one more)
    assertBad(
        "wordcode",
        8,
        "stack depth 0",
        simple(
            Opcode.LOAD_CONST,
            0,
            Opcode.POP_JUMP_FORWARD_IF_TRUE,
            1,
            Opcode.LOAD_CONST,
            0,
            Opcode.LOAD_CONST,
            0,
            Opcode.RETURN_VALUE,
            0));
    // a loop that leaves one value each time
    assertBad(
        "wordcode",
        6,
        "depth 0 as at unit 1",
        simple(Opcode.NOP, 0, Opcode.LOAD_CONST, 0, Opcode.JUMP_BACKWARD, 3));
  }

  @Test
  void jumps_mustLeadToInstructions() {
    int load = Opcode.LOAD_CONST;
    int end = Opcode.RETURN_VALUE;
    assertBad(
        "wordcode", 2, "a target in the code", simple(Opcode.JUMP_FORWARD, 5, load, 0, end, 0));
    assertBad(
        "wordcode", 2, "a target in the code", simple(Opcode.JUMP_FORWARD, 2, load, 0, end, 0));
    assertBad("wordcode", 2, "a target in the code", simple(Opcode.JUMP_BACKWARD, 3, load, 0));
    // into the prologue
    assertBad("wordcode", 2, "a target in the code", simple(Opcode.JUMP_BACKWARD, 2, load, 0));
    // into caches, forward and back
    assertBad(
        "wordcode",
        10,
        "start of an instruction",
        simple(
            load,
            0,
            Opcode.POP_JUMP_FORWARD_IF_TRUE,
            2,
            load,
            0,
            Opcode.UNPACK_SEQUENCE,
            0,
            0,
            0,
            load,
            0,
            end,
            0));
    assertBad(
        "wordcode",
        8,
        "starts an instruction",
        simple(load, 0, Opcode.UNPACK_SEQUENCE, 0, 0, 0, Opcode.JUMP_BACKWARD, 2));
    // behind an EXTENDED_ARG
    assertBad(
        "wordcode",
        8,
        "start of an instruction",
        simple(
            load, 0, Opcode.POP_JUMP_FORWARD_IF_TRUE, 1, Opcode.EXTENDED_ARG, 0, load, 0, end, 0));
  }

  @Test
  void control_mustNotLeaveTheCode() {
    assertBad("wordcode", 2, "ends the code", simple(Opcode.LOAD_CONST, 0));
    assertBad("wordcode", 2, "after three EXTENDED_ARG", simple(Opcode.EXTENDED_ARG, 0));
    assertBad("wordcode", 2, "ends the code", simple(Opcode.LOAD_GLOBAL, 0));
    assertBad("wordcode", 0, "one at least", code(1, 0, new int[0], new byte[0]));
    assertBad("wordcode", 0, "whole code units", code(1, 0, new int[0], new byte[0], 83));
  }

  @Test
  void calls_mustBeWhole() throws Exception {
    int load = Opcode.LOAD_CONST;
    int[] good = {
      Opcode.PUSH_NULL,
      0,
      load,
      0,
      load,
      0,
      Opcode.KW_NAMES,
      1,
      Opcode.PRECALL,
      1,
      0,
      0,
      Opcode.CALL,
      1,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      Opcode.RETURN_VALUE,
      0
    };
    assertGood(3, simple(good));
    int[] other = good.clone();
    other[13] = 0;
    assertBad("wordcode", 10, "CALL 1 after PRECALL", simple(other));
    int[] separate = good.clone();
    separate[8] = Opcode.NOP;
    assertBad("wordcode", 8, "PRECALL after KW_NAMES", simple(separate));
  }

  @Test
  void codeReachedOnlyFromBelow_isVisited() throws Exception {
    int load = Opcode.LOAD_CONST;
    int[] words = {
      Opcode.JUMP_FORWARD,
      2, // to the jump back
      load,
      0, // dead until then
      Opcode.RETURN_VALUE,
      0,
      Opcode.JUMP_BACKWARD,
      3
    };
    assertGood(1, simple(words));
    words[2] = Opcode.POP_TOP;
    assertBad("wordcode", 4, "POP_TOP", simple(words));
    // dead code that jumps into caches, once it is alive
    assertBad(
        "wordcode",
        4,
        "starts an instruction",
        simple(
            Opcode.JUMP_FORWARD,
            5,
            Opcode.JUMP_FORWARD,
            2,
            load,
            0,
            Opcode.UNPACK_SEQUENCE,
            0,
            0,
            0,
            Opcode.NOP,
            0,
            Opcode.JUMP_BACKWARD,
            6));
  }

  @Test
  void handlers_mustFit() throws Exception {
    int[] words = {Opcode.NOP, 0, Opcode.LOAD_CONST, 0, Opcode.RETURN_VALUE, 0, Opcode.RERAISE, 0};
    int[] kinds = {};
    assertGood(1, code(1, 0, kinds, table(0, 4, 6, 0, 0), words));
    assertBad("exception table", 0, "a range", code(1, 0, kinds, table(0, 10, 6, 0, 0), words));
    assertBad("exception table", 0, "a range", code(1, 0, kinds, table(2, 2, 6, 0, 0), words));
    assertBad("exception table", 0, "a handler", code(1, 0, kinds, table(0, 4, 8, 0, 0), words));
    assertBad("exception table", 0, "a depth", code(1, 0, kinds, table(0, 4, 6, 1, 0), words));
    assertBad("exception table", 0, "a depth", code(1, 0, kinds, table(0, 4, 6, 0, 1), words));
    // A handler that keeps more than there is.
    assertBad("wordcode", 0, "no lower than", code(3, 0, kinds, table(0, 2, 6, 1, 0), words));
    byte[] twice = Arrays.copyOf(table(0, 4, 6, 0, 0), 8);
    System.arraycopy(twice, 0, twice, 4, 4);
    assertBad("exception table", 4, "a range", code(1, 0, kinds, twice, words));
    byte[] unmarked = table(0, 4, 6, 0, 0);
    unmarked[0] &= 0x7F;
    assertBad("exception table", 0, "the mark", code(1, 0, kinds, unmarked, words));
    byte[] open = table(0, 4, 6, 0, 0);
    open[3] |= 0x40;
    assertBad("exception table", 0, "four numbers", code(1, 0, kinds, open, words));
    assertBad(
        "exception table",
        0,
        "four numbers",
        code(1, 0, kinds, Arrays.copyOf(table(0, 4, 6, 0, 0), 3), words));
  }

  private static byte[] table(int start, int end, int target, int depth, int lasti) {
    ExceptionTable.Builder builder = new ExceptionTable.Builder();
    builder.add(start, end, target, depth, lasti != 0);
    return builder.toBytes();
  }

  @Test
  void prologue_mustMakeAllCellsFirst() throws Exception {
    int load = Opcode.LOAD_CONST;
    int end = Opcode.RETURN_VALUE;
    int[] kinds = {CELL, CELL, FREE};
    byte[] none = {};
    int make = Opcode.MAKE_CELL;
    int copy = Opcode.COPY_FREE_VARS;
    assertGood(1, code(1, 0, kinds, none, copy, 1, make, 0, make, 1, load, 0, end, 0));
    assertBad(
        "wordcode", 4, "COPY_FREE_VARS 1", code(1, 0, kinds, none, make, 0, make, 1, load, 0));
    assertBad("wordcode", 4, "1 more", code(1, 0, kinds, none, copy, 1, make, 1, load, 0));
    assertBad("wordcode", 4, "next cell", code(1, 0, kinds, none, make, 1, copy, 1, make, 0));
    assertBad("wordcode", 2, "next cell", code(1, 0, kinds, none, make, 1, make, 1, copy, 1));
    assertBad("wordcode", 0, "next cell", code(1, 0, kinds, none, make, 2, make, 1, copy, 1));
    assertBad("wordcode", 0, "one COPY_FREE_VARS", code(1, 0, kinds, none, copy, 2, load, 0));
    assertBad("wordcode", 0, "2 more", code(1, 0, kinds, none, load, 0, end, 0));
  }

  @Test
  void generators_mustSaySo() throws Exception {
    int load = Opcode.LOAD_CONST;
    int[] words = {
      Opcode.RETURN_GENERATOR,
      0,
      Opcode.POP_TOP,
      0,
      load,
      0,
      Opcode.YIELD_VALUE,
      0,
      Opcode.RETURN_VALUE,
      0
    };
    byte[] none = {};
    assertGood(1, code(1, CodeUnit.CO_GENERATOR, new int[0], none, words));
    assertBad("wordcode", 0, "in a generator", code(1, 0, new int[0], none, words));
    assertBad(
        "wordcode",
        2,
        "in generators only",
        code(1, CodeUnit.CO_GENERATOR, new int[0], none, load, 0, Opcode.YIELD_VALUE, 0));
    assertBad(
        "wordcode", 0, "no deeper than 0", code(0, CodeUnit.CO_GENERATOR, new int[0], none, words));
  }

  @Test
  void headers_mustFit() {
    byte[] none = {};
    int load = Opcode.LOAD_CONST;
    int[][] wrong = {{0}, {1}, {FREE, LOCAL}, {FREE | LOCAL}, {FREE, CELL}, {FREE | CELL}};
    for (int[] kinds : wrong) {
      assertBad("header", 0, "a kind", code(1, 0, kinds, none, load, 0));
    }
    assertBad("header", 0, "2 arguments", code(1, 12, new int[] {LOCAL}, none, load, 0));
    assertBad("header", 0, "a kind", code(1, 4, new int[] {FREE}, none, load, 0));
  }

  @Test
  void everyByteChanged_verifiesOrFailsCleanly() {
    // A function with a loop, a handler and a call; each byte takes each value.
    int load = Opcode.LOAD_CONST;
    int[] words = {
      load,
      0,
      Opcode.GET_ITER,
      0,
      Opcode.FOR_ITER,
      13,
      Opcode.STORE_FAST,
      0,
      Opcode.PUSH_NULL,
      0,
      Opcode.LOAD_DEREF,
      1,
      Opcode.PRECALL,
      0,
      0,
      0,
      Opcode.CALL,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      Opcode.POP_TOP,
      0,
      Opcode.JUMP_BACKWARD,
      13,
      Opcode.NOP,
      0,
      load,
      0,
      Opcode.RETURN_VALUE,
      0,
      Opcode.PUSH_EXC_INFO,
      0,
      Opcode.POP_TOP,
      0,
      Opcode.RERAISE,
      0
    };
    byte[] table = table(10, 30, 38, 1, 0);
    int[] kinds = {LOCAL, LOCAL | CELL};
    int good = 0;
    int bad = 0;
    int[] all = prologue(words);
    for (int at = 0; at < all.length; at++) {
      int original = all[at];
      for (int value = 0; value < 256; value++) {
        all[at] = value;
        try {
          verifier.verify("f.py", code(4, 0, kinds, table, all));
          good++;
        } catch (CodeFormatException e) {
          bad++;
        }
      }
      all[at] = original;
    }
    assertTrue(good > all.length && bad > good, good + " good, " + bad + " bad");
    for (int at = 0; at < table.length; at++) {
      byte original = table[at];
      for (int value = 0; value < 256; value++) {
        table[at] = (byte) value;
        try {
          verifier.verify("f.py", code(4, 0, kinds, table, all));
        } catch (CodeFormatException e) {
          assertEquals("f.py", e.file());
        }
      }
      table[at] = original;
    }
  }

  @Test
  void randomCode_verifiesOrFailsCleanly() {
    Random random = new Random(17);
    int[] known = new int[256];
    int count = 0;
    for (int op = 1; op < 256; op++) {
      if (Opcode.isDefined(op)) {
        known[count++] = op;
      }
    }
    int good = 0;
    for (int round = 0; round < 100_000; round++) {
      int[] words = new int[2 * (4 + random.nextInt(9))];
      for (int i = 0; i < words.length; i += 2) {
        words[i] = known[random.nextInt(count)];
        words[i + 1] = random.nextInt(4) == 0 ? random.nextInt(256) : random.nextInt(3);
      }
      // Some values to work with, and an end.
      for (int i = 0; i < 6; i += 2) {
        words[i] = Opcode.LOAD_CONST;
        words[i + 1] = 0;
      }
      words[words.length - 2] = Opcode.RETURN_VALUE;
      byte[] table = new byte[random.nextInt(3) == 0 ? random.nextInt(9) : 0];
      random.nextBytes(table);
      try {
        CodeObject code = code(5, 0x20, new int[] {LOCAL, LOCAL}, table, words);
        verifier.verify("f.py", code);
        good++;
        walk(code, random);
      } catch (CodeFormatException e) {
        assertTrue(e.offset() >= 0);
      }
    }
    assertTrue(good > 1000, good + " of random code accepted");
  }

  /**
   * Takes a random way through accepted code and watches the stack, by what {@code dis} says of
   * each instruction.
   */
  private static void walk(CodeObject code, Random random) {
    int depth = 0;
    int at = 0;
    for (int step = 0; step < 100; step++) {
      int op;
      int arg = 0;
      do {
        op = code.code[at] & 0xFF;
        arg = arg << 8 | code.code[at + 1] & 0xFF;
        at += 2;
      } while (op == Opcode.EXTENDED_ARG);
      boolean conditional = Opcode.hasJrel(op) && !Opcode.isUnconditionalJump(op);
      boolean jump = Opcode.isUnconditionalJump(op) || conditional && random.nextBoolean();
      depth += Opcode.stackEffect(op, arg, jump);
      if (op == Opcode.RETURN_GENERATOR) {
        // What is sent in; dis leaves it out.
        depth++;
      }
      assertTrue(depth >= 0 && depth <= code.stacksize, () -> Disassembler.dis(code));
      at += 2 * Opcode.caches(op);
      if (jump) {
        at += Opcode.isBackwardJump(op) ? -2 * arg : 2 * arg;
      } else if (Opcode.endsBlock(op)) {
        return;
      }
      assertTrue(at >= 0 && at < code.code.length, () -> Disassembler.dis(code));
    }
  }
}
