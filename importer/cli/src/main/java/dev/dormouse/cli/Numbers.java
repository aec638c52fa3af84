package dev.dormouse.cli;

/** Numbers on the command line. */
final class Numbers {
  private Numbers() {}

  /** A number from 0 to about two thousand million. */
  static int natural(String text, String option, String command, String usage)
      throws UsageException {
    try {
      int n = Integer.parseInt(text);
      if (n >= 0 && text.charAt(0) != '+') {
        return n;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw UsageException.of(
        command + ": " + option + " needs a number that is not negative, not '" + text + "'",
        usage);
  }
}
