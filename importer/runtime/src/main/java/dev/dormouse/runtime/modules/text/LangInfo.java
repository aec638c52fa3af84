package dev.dormouse.runtime.modules.text;

import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyModule;

/**
 * The constants of {@code nl_langinfo} on Linux, and what they say in the locales C and C.UTF-8.
 */
final class LangInfo {
  /** Names that are numbered from 1, with the number of the first and the texts. */
  private static final String[] NUMBERED = {
    "ABDAY_ 131072 Sun Mon Tue Wed Thu Fri Sat",
    "DAY_ 131079 Sunday Monday Tuesday Wednesday Thursday Friday Saturday",
    "ABMON_ 131086 Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
    "MON_ 131098 January February March April May June July August September October November"
        + " December",
  };

  /** Name, number and text, with tabs between. */
  private static final String[] SINGLE = {
    "RADIXCHAR\t65536\t.",
    "THOUSEP\t65537\t",
    "AM_STR\t131110\tAM",
    "PM_STR\t131111\tPM",
    "D_T_FMT\t131112\t%a %b %e %H:%M:%S %Y",
    "D_FMT\t131113\t%m/%d/%y",
    "T_FMT\t131114\t%H:%M:%S",
    "T_FMT_AMPM\t131115\t%I:%M:%S %p",
    "ERA\t131116\t",
    "ERA_D_FMT\t131118\t",
    "ALT_DIGITS\t131119\t",
    "ERA_D_T_FMT\t131120\t",
    "ERA_T_FMT\t131121\t",
    "_DATE_FMT\t131180\t%a %b %e %H:%M:%S %Z %Y",
    "CRNCYSTR\t262159\t-",
    "YESEXPR\t327680\t^[yY]",
    "NOEXPR\t327681\t^[nN]",
  };

  private static final int CODESET = 14;

  private LangInfo() {}

  static void addTo(PyModule m) {
    for (String row : NUMBERED) {
      String[] words = row.split(" ");
      int first = Integer.parseInt(words[1]);
      for (int i = 2; i < words.length; i++) {
        m.set(words[0] + (i - 1), PyInt.of(first + i - 2));
      }
    }
    for (String row : SINGLE) {
      int tab = row.indexOf('\t');
      m.set(
          row.substring(0, tab),
          PyInt.of(Integer.parseInt(row.substring(tab + 1, row.indexOf('\t', tab + 1)))));
    }
    m.set("CODESET", PyInt.of(CODESET));
  }

  /** The text of a constant, null if it is none. */
  static String text(int key, boolean utf8) {
    if (key == CODESET) {
      return utf8 ? "UTF-8" : "ANSI_X3.4-1968";
    }
    for (String row : NUMBERED) {
      String[] words = row.split(" ");
      int index = key - Integer.parseInt(words[1]);
      if (index >= 0 && index < words.length - 2) {
        return words[index + 2];
      }
    }
    String middle = "\t" + key + "\t";
    for (String row : SINGLE) {
      int at = row.indexOf(middle);
      if (at >= 0) {
        return row.substring(at + middle.length());
      }
    }
    return null;
  }
}
