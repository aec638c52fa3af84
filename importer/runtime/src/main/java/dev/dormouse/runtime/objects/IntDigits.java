package dev.dormouse.runtime.objects;

import dev.dormouse.runtime.text.IntText;

/**
 * The limit on the decimal digits of ints that are converted from and to text: {@code
 * sys.set_int_max_str_digits}.
 */
public final class IntDigits {
  private IntDigits() {}

  /** The current interpreter's limit; 0 for none. */
  public static int limit() {
    int digits = Interpreter.current().flags.intMaxStrDigits;
    return digits < 0 ? IntText.DEFAULT_MAX_STR_DIGITS : digits;
  }

  public static void setLimit(int digits) {
    Interpreter.current().flags.intMaxStrDigits = digits;
  }
}
