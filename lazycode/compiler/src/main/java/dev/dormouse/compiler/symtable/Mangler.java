package dev.dormouse.compiler.symtable;

/** Private name mangling: {@code __x} inside {@code class C} means {@code _C__x}. */
public final class Mangler {
  private Mangler() {}

  /**
   * What {@code name} is called inside the class {@code privateName}.
   *
   * @param privateName the innermost class around the name, or null
   */
  public static String mangle(String privateName, String name) {
    int n = name.length();
    if (privateName == null || n < 2 || name.charAt(0) != '_' || name.charAt(1) != '_') {
      return name;
    }
    // Dotted names come from import statements; they and __dunder__ names stay as they are.
    if (name.endsWith("__") || name.indexOf('.') >= 0) {
      return name;
    }
    int start = 0;
    while (start < privateName.length() && privateName.charAt(start) == '_') {
      start++;
    }
    // A class called only underscores mangles nothing.
    return start == privateName.length()
        ? name
        : "_".concat(privateName.substring(start)).concat(name);
  }
}
