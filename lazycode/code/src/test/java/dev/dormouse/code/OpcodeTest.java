package dev.dormouse.code;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Field;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class OpcodeTest {
  private static final int[] ARGUMENTS = {0, 1, 2, 3, 4, 5, 7, 8, 15, 16, 255, 256, 513, 70000};

  @Test
  void everyNumber_describedAsByReference() {
    String expected =
        ReferencePython.text(
            """
            import opcode, dis
            kinds = 'hasconst hasname hasjrel hasjabs haslocal hascompare hasfree'.split()
            for op in range(256):
                name = opcode.opname[op]
                known = opcode.opmap.get(name) == op
                row = [op, name if known else f'<{op}>', int(known)]
                row += [opcode._inline_cache_entries[op] if known else 0]
                row += [int(op in getattr(opcode, kind)) for kind in kinds]
                if known:
                    for arg in (0, 1, 2, 3, 4, 5, 7, 8, 15, 16, 255, 256, 513, 70000):
                        a = [arg] if op >= dis.HAVE_ARGUMENT else []
                        row += [dis.stack_effect(op, *a, jump=j) for j in (False, True, None)]
                print(*row)
            """);
    StringBuilder actual = new StringBuilder();
    for (int op = 0; op < 256; op++) {
      actual.append(op).append(' ').append(Opcode.name(op));
      flag(actual, Opcode.isDefined(op));
      actual.append(' ').append(Opcode.caches(op));
      flag(actual, Opcode.hasConst(op));
      flag(actual, Opcode.hasName(op));
      flag(actual, Opcode.hasJrel(op));
      flag(actual, Opcode.hasJabs(op));
      flag(actual, Opcode.hasLocal(op));
      flag(actual, Opcode.hasCompare(op));
      flag(actual, Opcode.hasFree(op));
      if (Opcode.isDefined(op)) {
        for (int arg : ARGUMENTS) {
          actual.append(' ').append(Opcode.stackEffect(op, arg, false));
          actual.append(' ').append(Opcode.stackEffect(op, arg, true));
          actual.append(' ').append(Opcode.stackEffect(op, arg));
        }
      }
      actual.append('\n');
    }
    assertEquals(expected, actual.toString());
  }

  @Test
  void operators_asInReference() {
    String expected =
        ReferencePython.text(
            """
            import opcode
            print(*opcode.cmp_op)
            print(*[symbol for name, symbol in opcode._nb_ops])
            """);
    StringBuilder actual = new StringBuilder(Opcode.compareOperator(0));
    for (int i = 1; Opcode.compareOperator(i) != null; i++) {
      actual.append(' ').append(Opcode.compareOperator(i));
    }
    actual.append('\n').append(Opcode.binaryOperator(0));
    for (int i = 1; Opcode.binaryOperator(i) != null; i++) {
      actual.append(' ').append(Opcode.binaryOperator(i));
    }
    assertEquals(expected, actual.append('\n').toString());
  }

  @Test
  void everyConstant_isNamedLikeItsNumber() throws IllegalAccessException {
    Map<Integer, String> byNumber = new TreeMap<>();
    for (Field field : Opcode.class.getFields()) {
      String name = field.getName();
      if (name.startsWith("NB_")
          || name.equals("HAVE_ARGUMENT")
          || name.equals("INVALID_STACK_EFFECT")) {
        continue;
      }
      byNumber.put(field.getInt(null), name);
    }
    for (int op = 0; op < 256; op++) {
      assertEquals(byNumber.containsKey(op), Opcode.isDefined(op), "opcode " + op);
      if (Opcode.isDefined(op)) {
        assertEquals(byNumber.get(op), Opcode.name(op));
        assertEquals(op, Opcode.byName(Opcode.name(op)));
      }
    }
    assertEquals(-1, Opcode.byName("LOAD_NOTHING"));
  }

  @Test
  void numbersOutsideAByte_areNoInstructions() {
    assertFalse(Opcode.isDefined(-1));
    assertFalse(Opcode.isDefined(256));
    assertTrue(Opcode.isDefined(Opcode.CACHE));
  }

  private static void flag(StringBuilder out, boolean value) {
    out.append(value ? " 1" : " 0");
  }
}
