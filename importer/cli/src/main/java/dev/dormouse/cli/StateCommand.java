package dev.dormouse.cli;

import dev.dormouse.image.Image;
import dev.dormouse.image.ImageModule;
import dev.dormouse.importer.Python;
import dev.dormouse.importer.PythonConfig;
import dev.dormouse.importer.state.StateWriter;
import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PythonThread;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * {@code dormouse image state}: imports modules of an image and writes into it what they are then.
 * For the distribution's library a step in making the distribution; whoever changes the library's
 * image must repeat it. For the image of an application something that its maker asks for.
 */
final class StateCommand {
  static final String USAGE =
      """
      usage: dormouse image state [FILE] MODULE...

      Imports modules and writes into their image what they are then, so that importing them runs nothing.

      With FILE, the image of an application: modules of that image. PACKAGE.* stands for a package and all in it,
      __main__ apart. Their code runs now. Says of which modules that could not be done, and why; they run their code
      at every import, as before. The exit status is 1, and the image stays as it was, if it could be done of none.

      Without it, modules of the distribution's library. The exit status is 1, and the image stays as it was, if one
      of them cannot be written.
      """;

  private static final long STACK_SIZE = 512L << 20;

  /** The application's image, or null for the library's. */
  private final String file;

  private final Set<String> names;

  /** Why modules could not be imported, by name. */
  private final Map<String, String> failed = new LinkedHashMap<>();

  private int status;
  private IOException failure;

  private StateCommand(String file, Set<String> names) {
    this.file = file;
    this.names = names;
  }

  static int run(List<String> args) throws UsageException, IOException {
    String file = args.isEmpty() || !isFile(args.getFirst()) ? null : args.getFirst();
    List<String> modules = file == null ? args : args.subList(1, args.size());
    if (modules.isEmpty() || args.stream().anyMatch(a -> a.startsWith("-"))) {
      throw new UsageException("dormouse image state: names of modules are expected", "state");
    }
    Set<String> names = new LinkedHashSet<>(modules);
    if (file != null) {
      Image image = Image.open(Path.of(file).toAbsolutePath());
      if (image.isSplit()) {
        throw new IOException(file + ": an image in two files cannot hold states");
      }
      names = inImage(image, modules);
    }
    StateCommand command = new StateCommand(file, names);
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

  private static boolean isFile(String argument) {
    return argument.endsWith(".dmi")
        || argument.contains("/")
        || Files.isRegularFile(Path.of(argument));
  }

  /** The modules meant, those of {@code PACKAGE.*} in order of name. */
  private static Set<String> inImage(Image image, List<String> arguments) throws IOException {
    Set<String> names = new LinkedHashSet<>();
    for (String argument : arguments) {
      boolean all = argument.endsWith(".*");
      String name =
          all ? argument.substring(0, argument.length() - 2) : StateWriter.moduleOf(argument);
      ImageModule module = image.find(name);
      if (module == null || module.isNamespace() && !all) {
        throw new IOException(image.name() + ": no module named " + name);
      }
      if (!all) {
        names.add(argument);
        continue;
      }
      Set<String> below = new TreeSet<>();
      addAll(module, below);
      names.addAll(below);
    }
    return names;
  }

  private static void addAll(ImageModule module, Set<String> names) {
    if (!module.isNamespace() && !("." + module.name()).endsWith(".__main__")) {
      names.add(module.name());
    }
    for (ImageModule child : module.isPackage() ? module.children() : new ImageModule[0]) {
      addAll(child, names);
    }
  }

  private void write() {
    PythonConfig config = new PythonConfig();
    config.home = System.getProperty("dormouse.home");
    config.statesToWrite = names;
    config.flags.isolated = true;
    config.flags.ignoreEnvironment = true;
    config.flags.noUserSite = true;
    if (file != null) {
      config.images.add(file);
      // What is installed here may not be where the image runs.
      config.flags.noSite = true;
    }
    status = 1;
    try {
      Python python = Python.start(config);
      int code = python.run(() -> importAll(python));
      StateWriter writer = python.imports().stateWriter();
      Map<String, String> refused = new LinkedHashMap<>(writer.refused());
      refused.putAll(failed);
      boolean serves = file == null ? refused.isEmpty() : writer.moduleCount() > 0;
      status = serves ? code : 1;
      if (status == 0) {
        writer.replaceState();
      }
      for (Map.Entry<String, String> each : refused.entrySet()) {
        System.err.println(each.getKey() + ": " + each.getValue());
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

  private void importAll(Python python) {
    for (String each : new ArrayList<>(names)) {
      String name = StateWriter.moduleOf(each);
      try {
        python.imports().importModule(name);
      } catch (PyException e) {
        if (file == null) {
          throw e;
        }
        failed.put(name, "cannot be imported: " + Abstract.repr(e.value).value());
      }
    }
  }
}
