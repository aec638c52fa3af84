package dev.dormouse.compiler;

/**
 * What the compiler has of the interpreter around it: where warnings go, which the runtime passes
 * through Python's warning filters, and the settings that decide what is an error. Only asked on
 * the thread that compiles.
 */
public interface WarningSink {
  int DEPRECATION_WARNING = 0;
  int SYNTAX_WARNING = 1;

  /**
   * Reports a warning.
   *
   * @param category one of the constants above
   * @return whether the filters make it an error; the caller then raises a SyntaxError with the
   *     same message
   */
  boolean warn(int category, String message, String filename, int lineno);

  /**
   * What {@code sys.get_int_max_str_digits()} says; 0 for no limit. By default CPython's default.
   */
  default int maxIntegerDigits() {
    return 4300;
  }

  /**
   * How deep statements and expressions may nest after parsing. As in CPython three for each level
   * of recursion that is left; by default as many as at the start of a program.
   */
  default int maxDepth() {
    return 3 * 1000;
  }

  /**
   * The source in UTF-8, by the codec that Python code would get for the name: asked for encodings
   * other than UTF-8, Latin-1 and ASCII. Null, as by default, where no interpreter is around; then
   * the encodings are those of Java.
   *
   * @throws PySyntaxError as {@link SyntaxErrors#undecodable} makes it; what else it throws passes
   *     through the compiler
   */
  default byte[] recode(byte[] source, String encoding, String filename) {
    return null;
  }

  /** Drops every warning. No constant, which would be made at every start. */
  final class Silent implements WarningSink {
    @Override
    public boolean warn(int category, String message, String filename, int lineno) {
      return false;
    }
  }
}
