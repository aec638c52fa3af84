package dev.dormouse.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One way to run a Python program.
 *
 * @param name as shown in the results
 * @param version what it is exactly
 * @param command the program and its options, to which a case's Python arguments are appended
 * @param environment added to ours
 * @param slow runs in every fourth round only
 */
record Contestant(
    String name,
    String version,
    List<String> command,
    Map<String, String> environment,
    boolean slow) {

  ProcessBuilder start(List<String> arguments) {
    List<String> words = new ArrayList<>(command);
    words.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(words);
    builder.environment().keySet().removeIf(Contestant::changesBehaviour);
    builder.environment().putAll(environment);
    return builder;
  }

  /** Variables of the person who measures must not change what is measured. */
  private static boolean changesBehaviour(String variable) {
    return variable.startsWith("PYTHON")
        || variable.startsWith("DORMOUSE_")
        || variable.equals("JAVA_TOOL_OPTIONS")
        || variable.equals("JDK_JAVA_OPTIONS");
  }
}
