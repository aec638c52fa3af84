package dev.dormouse.cli;

/**
 * A command line that makes no sense: the message goes to stderr with the usage, and the exit code
 * is 2.
 */
final class UsageException extends Exception {
  private static final long serialVersionUID = 1L;

  /** What usage to show: null for that of the command itself, else the name of a subcommand. */
  final String command;

  /** The usage to show instead; null to go by {@link #command}. */
  private String usage;

  UsageException(String message) {
    this(message, null);
  }

  UsageException(String message, String command) {
    super(message, null, false, false);
    this.command = command;
  }

  /** One that shows {@code usage}. */
  static UsageException of(String message, String usage) {
    UsageException e = new UsageException(message);
    e.usage = usage;
    return e;
  }

  String usage() {
    return usage != null ? usage : command == null ? Help.tryHelp() : ImageCommand.usage(command);
  }
}
