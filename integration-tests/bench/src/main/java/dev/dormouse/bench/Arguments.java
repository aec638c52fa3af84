package dev.dormouse.bench;

import java.nio.file.Path;

/**
 * The arguments {@code root=DIR [rounds=N]} of a benchmark that has no others.
 *
 * @param root the repository
 * @param rounds how many
 */
record Arguments(Path root, int rounds) {

  /** Prints the usage of {@code program} and ends the process if they make no sense. */
  static Arguments parse(String[] args, String program, int defaultRounds) {
    Path root = null;
    int rounds = defaultRounds;
    for (String arg : args) {
      if (arg.startsWith("root=")) {
        root = Path.of(arg.substring(5)).toAbsolutePath().normalize();
      } else if (arg.matches("rounds=[1-9]\\d{0,3}")) {
        rounds = Integer.parseInt(arg.substring(7));
      } else {
        root = null;
        break;
      }
    }
    if (root == null) {
      System.err.println("usage: " + program + " root=DIR [rounds=N]");
      System.exit(2);
    }
    return new Arguments(root, rounds);
  }
}
