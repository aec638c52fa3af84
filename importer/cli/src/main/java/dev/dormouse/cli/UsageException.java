package dev.dormouse.cli;

/**
 * A command line that makes no sense: the message goes to stderr with the usage, and the exit code
 * is 2.
 */
final class UsageException extends Exception {
  private static final long serialVersionUID = 1L;

  /** What usage to show: null for that of the command itself, else the name of a subcommand. */
  final String command;

  UsageException(String message) {
    this(message, null);
  }

  UsageException(String message, String command) {
    super(message, null, false, false);
    this.command = command;
  }
}
