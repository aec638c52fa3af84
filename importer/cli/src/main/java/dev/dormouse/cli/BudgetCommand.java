package dev.dormouse.cli;

import dev.dormouse.importer.profile.Budget;
import java.util.Arrays;

/**
 * {@code dormouse budget}: runs a program and fails if it imported or woke more than it may. The
 * exit code is the program's if that is not 0, else {@link #OVER} if the budget was exceeded.
 */
final class BudgetCommand {
  /** Neither of the codes that say that something else is wrong. */
  static final int OVER = 3;

  private static final String USAGE =
      "usage: dormouse budget [--max-modules N] [--max-woken N] [--deny NAME]... [--profile FILE]"
          + " -- [option] ... [-c cmd | -m mod | file] [arg] ...\n\n"
          + "Runs a program, and fails with status 3 if it does more than it may.\n\n"
          + "--max-modules N : it may import so many modules\n"
          + "--max-woken N   : it may wake so many code objects\n"
          + "--deny NAME     : it may not import this module, nor one inside it (repeatable)\n"
          + "--profile FILE  : keep its startup profile\n";

  private BudgetCommand() {}

  static int start(String[] args) throws UsageException {
    Budget budget = new Budget();
    String profile = null;
    int i = 1;
    while (i < args.length && !args[i].equals("--")) {
      String option = args[i++];
      if (option.equals("-h") || option.equals("--help")) {
        System.out.print(USAGE);
        return 0;
      }
      if (!option.equals("--max-modules")
          && !option.equals("--max-woken")
          && !option.equals("--deny")
          && !option.equals("--profile")) {
        throw wrong(
            option.startsWith("-")
                ? "unknown option " + option
                : "'--' is missing in front of " + option);
      }
      if (i >= args.length || args[i].equals("--")) {
        throw wrong(option + " needs a value");
      }
      String value = args[i++];
      switch (option) {
        case "--max-modules" ->
            budget.maxModules(Numbers.natural(value, option, "dormouse budget", USAGE));
        case "--max-woken" ->
            budget.maxWoken(Numbers.natural(value, option, "dormouse budget", USAGE));
        case "--deny" -> budget.deny(value);
        default -> profile = value;
      }
    }
    if (i >= args.length) {
      throw wrong("'--' and a program are missing");
    }
    if (budget.isEmpty()) {
      throw wrong("a limit is missing");
    }
    String[] rest = Arrays.copyOfRange(args, i + 1, args.length);
    Options options = Options.parse(rest);
    if (options.help != null || options.version > 0) {
      throw wrong("a program is missing");
    }
    options.budget = budget;
    if (profile != null) {
      options.profile = profile;
    }
    return PythonMain.start(options, rest);
  }

  private static UsageException wrong(String message) {
    return UsageException.of("dormouse budget: " + message, USAGE);
  }
}
