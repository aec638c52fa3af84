package dev.dormouse.cli;

import dev.dormouse.importer.Python;
import dev.dormouse.importer.PythonConfig;
import dev.dormouse.importer.state.StateWriter;
import dev.dormouse.runtime.objects.PythonThread;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * {@code dormouse image state}: imports modules of the distribution's library and writes into its
 * image what they are then. A step in making the distribution; whoever changes the library's image
 * must repeat it.
 */
final class StateCommand {
  static final String USAGE =
      "usage: dormouse image state MODULE...\n\n"
          + "Imports modules of the library and writes into its image what they are then, so that"
          + " importing\nthem runs nothing. Says of which modules that could not be done, and"
          + " why; the exit status is then 1\nand the image stays as it was.\n";

  private static final long STACK_SIZE = 512L << 20;

  private final Set<String> names;
  private int status;
  private IOException failure;

  private StateCommand(Set<String> names) {
    this.names = names;
  }

  static int run(List<String> args) throws UsageException, IOException {
    if (args.isEmpty() || args.stream().anyMatch(a -> a.startsWith("-"))) {
      throw new UsageException("dormouse image state: names of modules are expected", "state");
    }
    StateCommand command = new StateCommand(new LinkedHashSet<>(args));
    Thread thread = new PythonThread(null, command::write, "MainThread", STACK_SIZE);
    thread.start();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 1;
    }
    if (command.failure != null) {
      throw command.failure;
    }
    return command.status;
  }

  private void write() {
    PythonConfig config = new PythonConfig();
    config.home = System.getProperty("dormouse.home");
    config.statesToWrite = names;
    config.flags.isolated = true;
    config.flags.ignoreEnvironment = true;
    config.flags.noUserSite = true;
    status = 1;
    try {
      Python python = Python.start(config);
      int code = python.run(() -> names.forEach(python.imports()::importModule));
      StateWriter writer = python.imports().stateWriter();
      status = code != 0 ? code : writer.refused().isEmpty() ? 0 : 1;
      if (status == 0) {
        writer.replaceState();
      }
      for (Map.Entry<String, String> refused : writer.refused().entrySet()) {
        System.err.println(refused.getKey() + ": " + refused.getValue());
      }
      System.out.println(
          writer.moduleCount()
              + " modules of "
              + names.size()
              + ", "
              + writer.objectCount()
              + " objects");
    } catch (IOException e) {
      failure = e;
    }
  }
}
