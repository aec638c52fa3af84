package dev.dormouse.compiler;

/** Where the compiler's warnings go; the runtime passes them through Python's warning filters. */
public interface WarningSink {
  int DEPRECATION_WARNING = 0;
  int SYNTAX_WARNING = 1;

  /** Drops every warning. */
  WarningSink NONE = new Silent();

  /**
   * Reports a warning.
   *
   * @param category one of the constants above
   * @return whether the filters make it an error; the caller then raises a SyntaxError with the
   *     same message
   */
  boolean warn(int category, String message, String filename, int lineno);

  /** A class and not a lambda, because this interface is initialised at start-up. */
  final class Silent implements WarningSink {
    private Silent() {}

    @Override
    public boolean warn(int category, String message, String filename, int lineno) {
      return false;
    }
  }
}
