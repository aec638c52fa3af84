package dev.dormouse.importer;

/** {@code -X importtime}: a line per import on stderr, in CPython's format. */
final class ImportTimePrinter implements ImportListener {
  private boolean headed;

  @Override
  public void imported(
      String module, String parent, int depth, long selfNanoseconds, long cumulativeNanoseconds) {
    StringBuilder out = new StringBuilder();
    if (!headed) {
      headed = true;
      out.append("import time: self [us] | cumulative | imported package\n");
    }
    out.append("import time: ");
    right(out, rounded(selfNanoseconds), 9);
    out.append(" | ");
    right(out, rounded(cumulativeNanoseconds), 10);
    out.append(" | ");
    for (int i = 0; i < depth; i++) {
      out.append("  ");
    }
    System.err.print(out.append(module).append('\n'));
  }

  /** To the microsecond above, as CPython does. */
  private static long rounded(long nanoseconds) {
    return (nanoseconds + 999) / 1000;
  }

  private static void right(StringBuilder out, long n, int width) {
    String digits = Long.toString(n);
    for (int i = digits.length(); i < width; i++) {
      out.append(' ');
    }
    out.append(digits);
  }
}
