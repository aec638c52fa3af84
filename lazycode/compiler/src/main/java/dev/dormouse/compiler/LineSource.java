package dev.dormouse.compiler;

/**
 * Where the lines of an interactive statement come from. Lines are asked for one by one, as the
 * parser gets to them, so that it asks for no line more than the statement has.
 */
public interface LineSource {
  /**
   * The next line as UTF-8; null at the end of the input. What it throws passes through the
   * compiler.
   */
  byte[] nextLine();
}
