package dev.dormouse.runtime.text;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The character database against the reference interpreter's. */
class UnicodeDataTest {
  @Test
  void shouldKnowWhatTheReferenceKnows() throws IOException {
    Reference.check(
        "unicodedb.py",
        100_000,
        f -> {
          UnicodeData db = f[1].equals("1") ? UnicodeData.OLD : UnicodeData.CURRENT;
          return switch (f[0]) {
            case "facts" -> facts(db, f[2].codePointAt(0));
            case "name" -> {
              String name = UnicodeNames.name(f[1].codePointAt(0));
              yield name == null ? "" : name;
            }
            case "lookup" -> Integer.toString(UnicodeNames.lookup(f[1]));
            default -> db.normalize(f[3], f[2].contains("K"), f[2].endsWith("C"));
          };
        });
  }

  private static String facts(UnicodeData db, int cp) {
    return db.category(cp)
        + " "
        + db.bidirectional(cp)
        + " "
        + db.combining(cp)
        + " "
        + db.mirrored(cp)
        + " "
        + db.eastAsianWidth(cp)
        + " "
        + db.decimal(cp)
        + " "
        + db.digit(cp)
        + " "
        + FloatText.repr(db.numeric(cp))
        + " "
        + db.decomposition(cp);
  }
}
