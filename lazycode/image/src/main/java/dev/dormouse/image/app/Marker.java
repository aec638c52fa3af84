package dev.dormouse.image.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An environment marker of PEP 508, such as {@code python_version >= "3.8" and extra == "tls"}:
 * whether a requirement counts here. Here is what Dormouse answers at run time.
 */
final class Marker {
  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s*(?:(\\(|\\))|(<=|>=|===|==|!=|~=|<|>)|'([^']*)'|\"([^\"]*)\"|([A-Za-z_.]+))\\s*");

  private static final Map<String, String> HERE =
      Map.ofEntries(
          Map.entry("python_version", "3.11"),
          Map.entry("python_full_version", "3.11.3"),
          Map.entry("implementation_version", "3.11.3"),
          Map.entry("implementation_name", "dormouse"),
          Map.entry("platform_python_implementation", "CPython"),
          Map.entry("os_name", "posix"),
          Map.entry("sys_platform", "linux"),
          Map.entry("platform_system", "Linux"),
          Map.entry("platform_machine", System.getProperty("os.arch").replace("amd64", "x86_64")),
          Map.entry("platform_release", System.getProperty("os.version")),
          Map.entry("platform_version", ""));

  /** A variable's name or, with a quote in front, a literal. */
  private final List<String> tokens = new ArrayList<>();

  private final String text;
  private final Set<String> extras;
  private int next;

  private Marker(String text, Set<String> extras) {
    this.text = text;
    this.extras = extras;
  }

  /**
   * Whether the marker holds when {@code extras} were asked for.
   *
   * @throws IllegalArgumentException if it is no marker
   */
  static boolean holds(String text, Set<String> extras) {
    Marker marker = new Marker(text, extras);
    Matcher m = TOKEN.matcher(text);
    int at = 0;
    while (at < text.length()) {
      if (!m.find(at) || m.start() != at) {
        throw marker.bad();
      }
      for (int i = 1; i <= 5; i++) {
        if (m.group(i) != null) {
          marker.tokens.add(i == 3 || i == 4 ? "'" + m.group(i) : m.group(i));
        }
      }
      at = m.end();
    }
    boolean holds = marker.any();
    if (marker.next != marker.tokens.size()) {
      throw marker.bad();
    }
    return holds;
  }

  private boolean any() {
    boolean holds = all();
    while (take("or")) {
      holds |= all();
    }
    return holds;
  }

  private boolean all() {
    boolean holds = one();
    while (take("and")) {
      holds &= one();
    }
    return holds;
  }

  private boolean one() {
    if (take("(")) {
      boolean holds = any();
      if (!take(")")) {
        throw bad();
      }
      return holds;
    }
    String left = token();
    String operator = token();
    if (operator.equals("not")) {
      if (!take("in")) {
        throw bad();
      }
      operator = "not in";
    }
    String right = token();
    if (left.equals("extra") || right.equals("extra")) {
      String name = Requirement.normalized(value(left.equals("extra") ? right : left));
      return operator.equals("==") ? extras.contains(name) : !extras.contains(name);
    }
    return compare(value(left), operator, value(right));
  }

  private boolean compare(String left, String operator, String right) {
    VersionNumber version = VersionNumber.parse(left);
    boolean versions =
        version != null
            && VersionNumber.parse(right.endsWith(".*") ? right.replace(".*", "") : right) != null;
    return switch (operator) {
      case "in" -> right.contains(left);
      case "not in" -> !right.contains(left);
      case "==", "!=", "<=", ">=", "<", ">", "~=", "===" ->
          versions
              ? version.satisfies(operator, right)
              : switch (operator) {
                case "==", "===" -> left.equals(right);
                case "!=" -> !left.equals(right);
                case "<=" -> left.compareTo(right) <= 0;
                case ">=" -> left.compareTo(right) >= 0;
                case "<" -> left.compareTo(right) < 0;
                case ">" -> left.compareTo(right) > 0;
                default -> throw bad();
              };
      default -> throw bad();
    };
  }

  private String value(String token) {
    if (token.startsWith("'")) {
      return token.substring(1);
    }
    String value = HERE.get(token.replace('.', '_'));
    if (value == null) {
      throw bad();
    }
    return value;
  }

  private boolean take(String token) {
    if (next < tokens.size() && tokens.get(next).equals(token)) {
      next++;
      return true;
    }
    return false;
  }

  private String token() {
    if (next >= tokens.size()) {
      throw bad();
    }
    return tokens.get(next++);
  }

  private IllegalArgumentException bad() {
    return new IllegalArgumentException("no environment marker: " + text);
  }
}
