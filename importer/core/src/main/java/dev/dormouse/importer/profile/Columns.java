package dev.dormouse.importer.profile;

/** Text in columns. */
final class Columns {
  private Columns() {}

  static String left(String text, int width) {
    return text.length() >= width ? text : text + " ".repeat(width - text.length());
  }

  static String right(String text, int width) {
    return text.length() >= width ? text : " ".repeat(width - text.length()) + text;
  }

  static String right(long n, int width) {
    return right(Long.toString(n), width);
  }

  /** Nanoseconds as milliseconds with three digits, rounded down. */
  static String millis(long nanoseconds) {
    return fraction(nanoseconds / 1000);
  }

  /** Nanoseconds as microseconds with one digit. */
  static String micros(long nanoseconds) {
    long tenths = nanoseconds / 100;
    return tenths / 10 + "." + tenths % 10;
  }

  private static String fraction(long thousandths) {
    String rest = Long.toString(thousandths % 1000);
    return thousandths / 1000 + "." + "0".repeat(3 - rest.length()) + rest;
  }

  /** The mean of a sum over several runs. */
  static long mean(long sum, int runs) {
    return runs <= 1 ? sum : sum / runs;
  }
}
