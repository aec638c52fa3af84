package dev.dormouse.image.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A function that an application starts with: {@code black:patched_main}, as in the {@code
 * console_scripts} of a distribution's {@code entry_points.txt}.
 */
public final class EntryPoint {
  private static final String WORD = "[^\\W\\d]\\w*";
  private static final Pattern FORM =
      Pattern.compile(
          "(WORD(?:\\.WORD)*)\\s*:\\s*(WORD(?:\\.WORD)*)\\s*(?:\\[.*\\])?".replace("WORD", WORD),
          Pattern.UNICODE_CHARACTER_CLASS);

  public final String module;
  public final String attribute;

  private EntryPoint(String module, String attribute) {
    this.module = module;
    this.attribute = attribute;
  }

  /** Null if the text is not of the form {@code module:attribute}. */
  public static EntryPoint parse(String text) {
    Matcher m = FORM.matcher(text.strip());
    return m.matches() ? new EntryPoint(m.group(1), m.group(2)) : null;
  }

  /** The console scripts in an {@code entry_points.txt}, by name. */
  public static Map<String, EntryPoint> consoleScripts(String contents) {
    Map<String, EntryPoint> all = new TreeMap<>();
    boolean inside = false;
    for (String raw : contents.split("\\R")) {
      String line = raw.strip();
      if (line.startsWith("[")) {
        inside = line.equals("[console_scripts]");
        continue;
      }
      int equals = line.indexOf('=');
      if (!inside || equals < 0 || line.startsWith("#") || line.startsWith(";")) {
        continue;
      }
      EntryPoint e = parse(line.substring(equals + 1));
      if (e != null) {
        all.put(line.substring(0, equals).strip(), e);
      }
    }
    return all;
  }

  /**
   * The {@code __main__} that calls it, which is what installers put into scripts: the result is
   * the exit status. A script is in no package, not even in the one without a name; that is how
   * programs tell that they were not started by {@code -m}.
   */
  public String source() {
    int dot = attribute.indexOf('.');
    String first = dot < 0 ? attribute : attribute.substring(0, dot);
    List<String> lines = new ArrayList<>();
    lines.add("import sys");
    lines.add("__package__ = None");
    lines.add("from " + module + " import " + first);
    lines.add("if __name__ == '__main__':");
    lines.add("    sys.exit(" + attribute + "())");
    return String.join("\n", lines) + "\n";
  }

  @Override
  public String toString() {
    return module + ":" + attribute;
  }
}
