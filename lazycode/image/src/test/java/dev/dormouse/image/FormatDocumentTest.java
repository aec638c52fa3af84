package dev.dormouse.image;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dormouse.code.MarshalReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * FORMAT.md says what the code does: its tables against the constants, its example against the
 * builder.
 */
class FormatDocumentTest {
  /**
   * What CPython 3.11 compiles the example's source to: {@code marshal.dumps(compile(src,
   * 'spam.py', 'exec'))}.
   */
  private static final String SPAM =
      "e30000000000000000000000000100000000000000f30c0000009700640084005a0064015300290263010000000000000000"
          + "0000000200000003000000f30c00000097007c0064017a000000530029027a04446f632e67000000000000f83fa9002901"
          + "da0178730100000020fa077370616d2e7079da0166720600000001000000730b0000008000e00b0c88738937804ef30000"
          + "00004e29017206000000720300000072070000007205000000fa083c6d6f64756c653e720800000001000000731e000000"
          + "f003010101f002020113f000020113f000020113f000020113f0000201137207000000";

  private static final Pattern ROW =
      Pattern.compile("\\| `([A-Z0-9_]+)` \\| (-?[0-9]+|0x[0-9A-F]+) \\|.*");
  private static final Pattern DUMP =
      Pattern.compile("([0-9a-f]{4})  ((?:[0-9a-f]{2} ?)+)(?: .*)?");

  @Test
  void tables_nameEveryConstantWithItsValue() throws Exception {
    Map<String, Long> documented = new TreeMap<>();
    for (String line : lines()) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        Long before = documented.put(row.group(1), Long.decode(row.group(2)));
        assertEquals(null, before, row.group(1) + " twice");
      }
    }

    Map<String, Long> defined = new TreeMap<>();
    for (Class<?> constants : List.of(ImageFormat.class, PartKind.class)) {
      for (Field field : constants.getDeclaredFields()) {
        if (field.getType() == int.class || field.getType() == long.class) {
          field.setAccessible(true);
          defined.put(field.getName(), ((Number) field.get(null)).longValue());
        }
      }
    }
    assertEquals(lines(defined), lines(documented));
  }

  @Test
  void parts_areListedInTheirOrder() throws Exception {
    StringBuilder documented = new StringBuilder();
    for (String line : lines()) {
      Matcher row = ROW.matcher(line);
      if (row.matches() && isPart(row.group(1))) {
        documented.append(row.group(2)).append(' ');
      }
    }
    StringBuilder defined = new StringBuilder();
    for (int kind : PartKind.inOrder()) {
      defined.append(kind).append(' ');
    }
    assertEquals(defined.toString(), documented.toString());
  }

  @Test
  void history_endsWithTheCurrentVersion() throws Exception {
    List<String> lines = lines();
    String last = lines.get(lines.size() - 1);
    assertEquals("| " + FormatVersion.CURRENT + " |", last.substring(0, last.indexOf('|', 1) + 1));
  }

  @Test
  void example_isWhatTheBuilderWrites() throws Exception {
    ByteArrayOutputStream documented = new ByteArrayOutputStream();
    for (String line : lines()) {
      Matcher dump = DUMP.matcher(line);
      if (dump.matches()) {
        assertEquals(documented.size(), Integer.parseInt(dump.group(1), 16), line);
        documented.writeBytes(HexFormat.ofDelimiter(" ").parseHex(dump.group(2).trim()));
      }
    }

    byte[] built = example();

    HexFormat hex = HexFormat.ofDelimiter(" ");
    assertEquals(hex.formatHex(built), hex.formatHex(documented.toByteArray()));
  }

  /** The image of the worked example. */
  static byte[] example() throws Exception {
    return new ImageBuilder()
        .addModule(
            "spam",
            MarshalReader.readCode("spam", HexFormat.of().parseHex(SPAM), 0),
            false,
            "spam.py",
            SourceStamp.of(40, 0x830c70db1aee5afL))
        .addResource("spam.txt", "eggs".getBytes(StandardCharsets.UTF_8))
        .build();
  }

  private static boolean isPart(String name) throws Exception {
    // Those that need not be there have no place in the order.
    if (name.equals("LIMIT") || name.equals("COLD") || name.equals("STATE")) {
      return false;
    }
    for (Field field : PartKind.class.getDeclaredFields()) {
      if (field.getName().equals(name)) {
        return true;
      }
    }
    return false;
  }

  private static String lines(Map<String, Long> constants) {
    return constants.toString().replace(", ", "\n");
  }

  /** The document, wherever the tests run: in this module's directory or at the root. */
  private static List<String> lines() throws IOException {
    Path here = Path.of("FORMAT.md");
    return Files.readAllLines(Files.exists(here) ? here : Path.of("lazycode/image/FORMAT.md"));
  }
}
