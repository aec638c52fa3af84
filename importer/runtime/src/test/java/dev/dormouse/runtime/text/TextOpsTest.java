package dev.dormouse.runtime.text;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Splitting, searching and replacing against the reference interpreter. */
class TextOpsTest {
  @Test
  void shouldSplitLikeTheReference() throws IOException {
    Reference.check(
        "splitting.py",
        40_000,
        f -> {
          String s = f[1];
          int n = s.length();
          return switch (f[0]) {
            case "split" -> joined(TextOps.split(s, null, Integer.parseInt(f[2]), false));
            case "rsplit" -> joined(TextOps.rsplit(s, null, Integer.parseInt(f[2]), false));
            case "bsplit" -> joined(TextOps.split(s, null, Integer.parseInt(f[2]), true));
            case "brsplit" -> joined(TextOps.rsplit(s, null, Integer.parseInt(f[2]), true));
            case "splitlines" -> joined(TextOps.splitLines(s, f[2].equals("True"), false));
            case "bsplitlines" -> joined(TextOps.splitLines(s, f[2].equals("True"), true));
            case "splitby" -> joined(TextOps.split(s, f[2], Integer.parseInt(f[3]), false));
            case "rsplitby" -> joined(TextOps.rsplit(s, f[2], Integer.parseInt(f[3]), false));
            case "replace" -> TextOps.replace(s, f[2], f[3], Integer.parseInt(f[4]));
            case "strip" -> TextOps.strip(s, null, true, true, false);
            case "lstrip" -> TextOps.strip(s, null, true, false, false);
            case "stripby" -> TextOps.strip(s, f[2], true, true, false);
            case "count" -> Integer.toString(TextOps.count(s, f[2], 0, n));
            case "find" ->
                index(s, TextOps.find(s, f[2], 0, n))
                    + " "
                    + index(s, TextOps.rfind(s, f[2], 0, n));
            case "expandtabs" -> TextOps.expandTabs(s, Integer.parseInt(f[2]));
            default -> TextOps.zfill(s, Integer.parseInt(f[2]));
          };
        });
  }

  private static int index(String s, int i) {
    return i < 0 ? i : s.codePointCount(0, i);
  }

  private static String joined(List<String> parts) {
    return String.join("|", parts) + "|" + parts.size();
  }
}
