package dev.dormouse.runtime.objects;

import dev.dormouse.runtime.text.IntText;

/** The limit on the decimal digits of ints that are converted from and to text: {@code sys.set_int_max_str_digits}. */
public final class IntDigits {
  private IntDigits() {}

  /** The current interpreter's limit; 0 for none. */
  public static int limit() {
    Object set = Interpreter.current().registered(IntDigits.class);
    return set == null ? IntText.DEFAULT_MAX_STR_DIGITS : (Integer) set;
  }

  public static void setLimit(int digits) {
    Interpreter.current().register(IntDigits.class, digits);
  }
}
