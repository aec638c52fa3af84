package dev.dormouse.runtime.text;

import static dev.dormouse.runtime.text.UnicodeProperties.isAlnum;
import static dev.dormouse.runtime.text.UnicodeProperties.isAlpha;
import static dev.dormouse.runtime.text.UnicodeProperties.isDecimal;
import static dev.dormouse.runtime.text.UnicodeProperties.isDigit;
import static dev.dormouse.runtime.text.UnicodeProperties.isIdentifierPart;
import static dev.dormouse.runtime.text.UnicodeProperties.isIdentifierStart;
import static dev.dormouse.runtime.text.UnicodeProperties.isNumeric;
import static dev.dormouse.runtime.text.UnicodeProperties.isPrintable;
import static dev.dormouse.runtime.text.UnicodeProperties.isSpace;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Character properties, case mappings and quoting against the reference interpreter. */
class UnicodeTest {
  @Test
  void shouldKnowCharactersLikeTheReference() throws IOException {
    Reference.check(
        "unicode.py",
        60_000,
        f ->
            switch (f[0]) {
              case "char" -> differences(f);
              case "lower" -> CaseMapping.lower(f[1]);
              case "upper" -> CaseMapping.upper(f[1]);
              case "title" -> CaseMapping.title(f[1]);
              case "casefold" -> CaseMapping.casefold(f[1]);
              case "swapcase" -> CaseMapping.swapcase(f[1]);
              case "capitalize" -> CaseMapping.capitalize(f[1]);
              case "islower" -> bool(CaseMapping.isLower(f[1]));
              case "isupper" -> bool(CaseMapping.isUpper(f[1]));
              default -> bool(CaseMapping.isTitle(f[1]));
            });
  }

  private static String bool(boolean b) {
    return b ? "True" : "False";
  }

  private static String differences(String[] f) {
    String c = f[1];
    int cp = c.codePointAt(0);
    StringBuilder flags = new StringBuilder();
    boolean[] all = {
      isAlpha(cp),
      isDecimal(cp),
      isDigit(cp),
      isNumeric(cp),
      isSpace(cp),
      CaseMapping.isLower(c),
      CaseMapping.isUpper(c),
      CaseMapping.isTitle(c),
      isIdentifierStart(cp),
      isIdentifierPart(cp),
      isPrintable(cp),
      isAlnum(cp)
    };
    for (boolean b : all) {
      flags.append(b ? '1' : '0');
    }
    String[] actual = {
      flags.toString(),
      CaseMapping.lower(c),
      CaseMapping.upper(c),
      CaseMapping.title(c),
      CaseMapping.casefold(c),
      CaseMapping.swapcase(c),
      CaseMapping.capitalize(c),
      Integer.toString(UnicodeProperties.decimalValue(cp))
    };
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < actual.length; i++) {
      if (!actual[i].equals(f[i + 2])) {
        out.append(i).append(": ").append(actual[i]).append(' ');
      }
    }
    return out.toString();
  }

  @Test
  void shouldQuoteLikeTheReference() throws IOException {
    Reference.check(
        "quoting.py",
        9_000,
        f -> {
          if (f[0].equals("bytes")) {
            byte[] b = Reference.bytes(f[1]);
            return TextRepr.repr(b, 0, b.length);
          }
          return f[0].equals("repr") ? TextRepr.repr(f[1]) : TextRepr.ascii(f[1]);
        });
  }
}
