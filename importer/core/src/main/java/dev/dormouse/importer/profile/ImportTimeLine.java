package dev.dormouse.importer.profile;

/** The lines of {@code -X importtime}, in CPython's format. */
public final class ImportTimeLine {
  public static final String HEADER = "import time: self [us] | cumulative | imported package\n";

  private ImportTimeLine() {}

  /** Appends the line of one import that has ended; times are nanoseconds. */
  public static void append(
      StringBuilder line, String module, int depth, long self, long cumulative) {
    line.append("import time: ");
    right(line, rounded(self), 9);
    line.append(" | ");
    right(line, rounded(cumulative), 10);
    line.append(" | ");
    for (int i = 0; i < depth; i++) {
      line.append("  ");
    }
    line.append(module).append('\n');
  }

  /** To the microsecond above, as CPython does. */
  private static long rounded(long nanoseconds) {
    return (nanoseconds + 999) / 1000;
  }

  private static void right(StringBuilder line, long n, int width) {
    String digits = Long.toString(n);
    for (int i = digits.length(); i < width; i++) {
      line.append(' ');
    }
    line.append(digits);
  }
}
