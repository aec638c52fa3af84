package dev.dormouse.importer;

import dev.dormouse.image.Image;
import dev.dormouse.importer.profile.HtmlReport;
import dev.dormouse.importer.report.Phases;
import dev.dormouse.importer.report.RunReport;
import dev.dormouse.importer.report.WriteErrors;
import dev.dormouse.importer.state.StateWriter;
import dev.dormouse.runtime.eval.Loop;
import dev.dormouse.runtime.modules.BuiltinModules;
import dev.dormouse.runtime.modules.posix.Host;
import dev.dormouse.runtime.modules.posix.SignalState;
import dev.dormouse.runtime.modules.warnings.Warnings;
import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Exceptions;
import dev.dormouse.runtime.objects.Interpreter;
import dev.dormouse.runtime.objects.PyBytes;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyModule;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.os.FsEncoding;
import dev.dormouse.runtime.os.Os;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A Python interpreter in this JVM, with its import system. The entry point for programs that embed
 * Python, and for the command line.
 *
 * <p>An instance belongs to the thread that started it unless {@link Interpreter#leave} is called;
 * other threads enter through {@link Interpreter#enter}.
 */
public final class Python {
  private final Interpreter interpreter;
  private final PythonConfig config;
  private final ImportSystem imports;
  private final List<Image> images;

  /** Null unless a report was asked for. */
  private Phases phases;

  /** Set by {@link #run}. */
  private boolean interrupted;

  /** Set by {@link #runStandardInput} when it was the prompt, after which no second one comes. */
  private boolean prompted;

  private Python(
      Interpreter interpreter, PythonConfig config, ImportSystem imports, List<Image> images) {
    this.interpreter = interpreter;
    this.config = config;
    this.imports = imports;
    this.images = images;
  }

  /**
   * Starts an interpreter and makes it current in the calling thread.
   *
   * @throws IOException if an image cannot be opened; {@code ImageFormatException} if one is
   *     damaged
   */
  public static Python start(PythonConfig config) throws IOException {
    Phases phases = config.report == null ? null : new Phases();
    enter(phases, "boot");
    Interpreter interp = new Interpreter(config.flags);
    interp.evaluator = new Loop();
    interp.enter();
    if (config.environment != null) {
      setEnvironment(Host.os(interp), config.environment);
    }
    interp.builtins = BuiltinModules.create(BuiltinModules.find("builtins"));
    interp.importFunction = interp.builtins.get("__import__");
    interp.modules.put("builtins", interp.builtins);
    interp.sys = BuiltinModules.create(BuiltinModules.find("sys"));
    interp.modules.put("sys", interp.sys);
    Warnings.install(interp);
    enter(phases, "images");
    // As late as can be: the library's may be opening on another thread.
    List<Image> images = new ArrayList<>();
    SignaturePolicy policy =
        config.requireSignature == null ? null : new SignaturePolicy(config.requireSignature);
    for (String path : config.images) {
      Image image = Image.open(new File(path).getAbsolutePath());
      if (policy != null) {
        policy.check(image);
      }
      images.add(image);
    }
    if (config.home != null) {
      images.add(
          config.libraryAhead == null
              ? LibraryAhead.open(config.home)
              : config.libraryAhead.take());
    }
    enter(phases, "imports");
    ImportSystem imports = new ImportSystem(interp, images);
    imports.checkHashPycs = config.checkHashPycs;
    imports.signatures = policy;
    imports.stale = config.stale;
    interp.setImporter(imports);
    if (config.statesToWrite != null) {
      writeStates(interp, imports, images, config);
    } else if (usesStates(config)) {
      imports.useStates(images.getLast());
    }
    Watching.start(interp, imports, config);
    imports.loadProviders(config.providers, config.pluginPath, config.classPathProviders);
    Python python = new Python(interp, config, imports, images);
    python.phases = phases;
    if (config.companion != null) {
      config.companion.started(python);
    }
    SysSetup.fill(interp, config);
    StandardStreams.open(interp, config);
    if (config.takesSignals) {
      SignalState.atStart(interp);
    }
    interp.builtins.set("open", ((PyModule) imports.importModule("_io")).get("open"));
    MainRunner.makeMain(interp);
    if (!config.warnings.isEmpty()) {
      imports.importModule("warnings");
    }
    enter(phases, "site");
    if (!config.flags.noSite) {
      Site.start(
          imports, config.home == null || Watching.showsImports(config) ? null : images.getLast());
    }
    return python;
  }

  private static void setEnvironment(Os os, Map<String, String> variables) {
    os.environment().clear();
    for (Map.Entry<String, String> e : variables.entrySet()) {
      os.putenv(FsEncoding.encode(e.getKey()), FsEncoding.encode(e.getValue()));
    }
  }

  /** Of the first image: the library's, or an application's, to which the library's is known. */
  private static void writeStates(
      Interpreter interp, ImportSystem imports, List<Image> images, PythonConfig config) {
    if (images.size() > 1) {
      imports.useStates(images.getLast());
    }
    imports.writeStates(
        new StateWriter(interp, images.getFirst(), config.statesToWrite, imports.libraryStates()));
  }

  /**
   * Not with {@code -O}, which the bodies of modules can ask for; {@code -X no_state} is for
   * finding out whether a state is to blame.
   */
  private static boolean usesStates(PythonConfig config) {
    return config.home != null
        && !config.flags.eager
        && config.flags.optimize == 0
        && !config.xOptions.contains("no_state");
  }

  private static void enter(Phases phases, String name) {
    if (phases != null) {
      phases.enter(name);
    }
  }

  public Interpreter interpreter() {
    return interpreter;
  }

  public ImportSystem imports() {
    return imports;
  }

  /**
   * Runs {@code body} and shuts the interpreter down: waits for threads, runs exit functions,
   * flushes.
   *
   * @return the exit code that the process should have
   */
  public int run(Runnable body) {
    int code = 0;
    enter(phases, "program");
    try {
      body.run();
    } catch (PyException e) {
      code = Shutdown.exitCode(e);
      interrupted = e.matches(Exceptions.KeyboardInterrupt);
    }
    if (inspects()) {
      code = promptAfterwards();
    }
    enter(phases, "shutdown");
    code = Shutdown.finish(interpreter, code);
    imports.close();
    if (phases != null) {
      phases.finish();
      code = writeReport(code);
    }
    if (config.companion != null) {
      config.companion.ended();
    }
    if (config.profile != null) {
      code = config.recorder.write(interpreter, images, config.profile, code);
    }
    return code;
  }

  /**
   * Whether to ask what to do next: {@code -i}, or PYTHONINSPECT, which the program itself may have
   * set.
   */
  private boolean inspects() {
    if (!config.hasPrompt || prompted) {
      return false;
    }
    // Without posix it is as it was when the command line was read.
    if (interpreter.flags.inspect == 0
        && !interpreter.flags.ignoreEnvironment
        && interpreter.modules.get("posix") != null) {
      String asked = Host.os(interpreter).getenv("PYTHONINSPECT");
      interpreter.flags.inspect = asked == null || asked.isEmpty() ? 0 : 1;
    }
    return interpreter.flags.inspect > 0 && Prompt.isWanted(interpreter);
  }

  private int promptAfterwards() {
    Prompt prompt = new Prompt(interpreter, runner());
    int code = 0;
    try {
      prompt.runAfterwards();
    } catch (PyException e) {
      code = Shutdown.exitCode(e);
    }
    interrupted = prompt.wasInterrupted();
    return code;
  }

  private MainRunner runner() {
    return new MainRunner(interpreter, imports, config.ahead);
  }

  /**
   * Whether the program ended by a KeyboardInterrupt: its process should then end by SIGINT, so
   * that shells stop too.
   */
  public boolean wasInterrupted() {
    return interrupted;
  }

  /** The images that are searched, in order. */
  public List<Image> images() {
    return images;
  }

  private int writeReport(int code) {
    RunReport report = new RunReport(interpreter, images, phases);
    if (config.report.isEmpty()) {
      System.err.print(report.text());
      return code;
    }
    try {
      Files.writeString(
          Path.of(config.report), PythonConfig.isPage(config.report) ? page() : report.json());
      return code;
    } catch (IOException e) {
      System.err.println("dormouse: cannot write " + config.report + ": " + WriteErrors.reason(e));
      return code == 0 ? 1 : code;
    }
  }

  private String page() throws IOException {
    StringBuilder command = new StringBuilder("dormouse");
    List<String> words =
        config.originalArguments != null ? List.of(config.originalArguments) : config.argv;
    for (String word : words) {
      command.append(' ').append(word);
    }
    return HtmlReport.page(
        config.recorder.profile(interpreter, images), command.toString(), images, phases);
  }

  /** {@code -c}. */
  public void runString(String source) {
    if (hasHalfPair(source)) {
      // Which stands for an undecodable byte, and is what the compiler will complain of.
      System.err.println("Unable to decode the command from the command line:");
    }
    runner().runText(PyStr.of(source), "<string>");
  }

  private static boolean hasHalfPair(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c)) {
        if (Character.isLowSurrogate(c)
            || i + 1 == text.length()
            || !Character.isLowSurrogate(text.charAt(i + 1))) {
          return true;
        }
        i++;
      }
    }
    return false;
  }

  /** Standard input: the interactive prompt if there is somebody to ask, else one program. */
  public void runStandardInput() {
    if (Prompt.isWanted(interpreter)) {
      prompted = true;
      Prompt.greet(interpreter);
      Prompt prompt = new Prompt(interpreter, runner());
      try {
        runner().startPrompt(prompt);
      } finally {
        interrupted = prompt.wasInterrupted();
      }
      return;
    }
    PyObject in = interpreter.sysAttribute("stdin");
    PyObject buffer = Abstract.getAttribute(in, "buffer");
    PyBytes source = (PyBytes) Abstract.callMethod(buffer, "read");
    runner().runBytes(source.value, "<stdin>");
  }

  /** {@code -m}. */
  public void runModule(String name) {
    runner().runModule(name);
  }

  /** A script, an image, a folder or a zip file. */
  public void runPath(String path) {
    runner().runPath(path, config.skipFirstLine);
  }
}
