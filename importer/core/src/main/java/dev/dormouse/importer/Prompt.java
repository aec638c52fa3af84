package dev.dormouse.importer;

import dev.dormouse.compiler.LineSource;
import dev.dormouse.runtime.modules.Compiling;
import dev.dormouse.runtime.modules.posix.Host;
import dev.dormouse.runtime.modules.readline.LineInput;
import dev.dormouse.runtime.modules.sys.ExceptionDisplay;
import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Exceptions;
import dev.dormouse.runtime.objects.Interpreter;
import dev.dormouse.runtime.objects.PyBytes;
import dev.dormouse.runtime.objects.PyCode;
import dev.dormouse.runtime.objects.PyDict;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyModule;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import java.nio.charset.StandardCharsets;

/**
 * The interactive prompt: reads a statement, runs it in {@code __main__}, shows what it raised.
 * Compare {@code pymain_repl} and {@code pymain_run_startup} in CPython's main.c and {@code
 * PyRun_InteractiveLoop} in pythonrun.c. Loaded only when somebody is to be asked.
 */
final class Prompt {
  /** Consecutive MemoryErrors after which the loop gives up, as reading may itself fail so. */
  private static final int MAX_MEMORY_ERRORS = 16;

  private static final PyStr MAIN = PyStr.interned("__main__");

  private final Interpreter interp;
  private final MainRunner runner;

  /** Future features that statements have asked for so far. */
  private int futures;

  /** Whether the last statement that ran ended in a KeyboardInterrupt. */
  private boolean interrupted;

  Prompt(Interpreter interp, MainRunner runner) {
    this.interp = interp;
    this.runner = runner;
  }

  /** Whether there is somebody to ask: stdin is a terminal, or {@code -i} says so. */
  static boolean isWanted(Interpreter interp) {
    return Host.os(interp).fds().isatty(0) || interp.flags.interactive > 0;
  }

  boolean wasInterrupted() {
    return interrupted;
  }

  /** What is said before anything else, unless {@code -q}. */
  static void greet(Interpreter interp) {
    if (interp.flags.quiet) {
      return;
    }
    String version = Abstract.str(interp.sysAttribute("version")).value();
    String platform = Abstract.str(interp.sysAttribute("platform")).value();
    Shutdown.printError(interp, "Python " + version + " on " + platform);
    if (!interp.flags.noSite) {
      Shutdown.printError(
          interp, "Type \"help\", \"copyright\", \"credits\" or \"license\" for more information.");
    }
  }

  /** Without a program: the user's start-up file, then the loop. Throws SystemExit. */
  void runFromStart() {
    interp.flags.inspect = 0;
    String startup =
        interp.flags.ignoreEnvironment ? null : Host.os(interp).getenv("PYTHONSTARTUP");
    importReadline();
    if (startup != null && !startup.isEmpty()) {
      try {
        runner.runStartup(startup);
      } catch (PyException e) {
        show(e);
      }
    }
    loop();
  }

  /** After a program, with {@code -i}. Throws SystemExit. */
  void runAfterwards() {
    interp.flags.inspect = 0;
    importReadline();
    loop();
  }

  /** Where it cannot be had, lines are read as they come. */
  private void importReadline() {
    if (interp.flags.isolated) {
      return;
    }
    try {
      interp.importer().importModule("readline");
    } catch (PyException e) {
      if (!e.matches(Exceptions.ImportError)) {
        throw e;
      }
    }
  }

  private void loop() {
    PyObject hook = interp.sysAttribute("__interactivehook__");
    if (hook != null) {
      try {
        Abstract.call(hook);
      } catch (PyException e) {
        Shutdown.printError(interp, "Failed calling sys.__interactivehook__");
        show(e);
      }
    }
    boolean read;
    setDefault("ps1", ">>> ");
    setDefault("ps2", "... ");
    int memoryErrors = 0;
    do {
      try {
        read = runStatement();
        memoryErrors = 0;
      } catch (PyException e) {
        read = true;
        interrupted = e.matches(Exceptions.KeyboardInterrupt);
        memoryErrors = e.matches(Exceptions.MemoryError) ? memoryErrors + 1 : 0;
        if (memoryErrors > MAX_MEMORY_ERRORS) {
          return;
        }
        show(e);
      }
      flush();
    } while (read);
  }

  private void setDefault(String name, String text) {
    if (interp.sysAttribute(name) == null) {
      interp.sys.set(name, PyStr.of(text));
    }
  }

  private void flush() {
    Shutdown.flush(interp, "stderr", false);
    Shutdown.flush(interp, "stdout", false);
  }

  /** Shows an exception through {@code sys.excepthook}; throws SystemExit on. */
  private static void show(PyException e) {
    if (e.matches(Exceptions.SystemExit)) {
      throw e;
    }
    ExceptionDisplay.uncaught(e);
  }

  /** Reads and runs one statement; false at the end of the input. */
  private boolean runStatement() {
    PyCode code =
        Compiling.compileInteractive(new Lines(prompt("ps1"), prompt("ps2")), "<stdin>", futures);
    if (code == null) {
      return false;
    }
    futures |= Compiling.futures(code);
    interrupted = false;
    PyDict globals = mainGlobals();
    Compiling.run(code, globals, globals, null);
    return true;
  }

  private PyDict mainGlobals() {
    if (interp.modules.get(MAIN) instanceof PyModule main) {
      return main.dict();
    }
    return MainRunner.makeMain(interp).dict();
  }

  /** {@code sys.ps1} or {@code ps2} as text; empty if it has none. */
  private String prompt(String name) {
    PyObject value = interp.sysAttribute(name);
    if (value == null) {
      return "";
    }
    try {
      return Abstract.str(value).value();
    } catch (PyException e) {
      return "";
    }
  }

  /** The lines of one statement, read after one prompt and then the other. */
  private final class Lines implements LineSource {
    private String next;
    private final String further;

    Lines(String first, String further) {
      this.next = first;
      this.further = further;
    }

    @Override
    public byte[] nextLine() {
      byte[] line;
      try {
        line = LineInput.of(interp).readLine(next);
      } catch (PyException e) {
        Shutdown.printError(interp, "");
        throw e;
      }
      next = further;
      if (line == null) {
        Shutdown.printError(interp, "");
        return null;
      }
      return inUtf8(line);
    }

    /** What was typed is in the encoding of {@code sys.stdin}. */
    private byte[] inUtf8(byte[] line) {
      PyObject in = interp.sysAttribute("stdin");
      PyObject encoding =
          in == null ? null : Abstract.getAttributeOrNull(in, PyStr.interned("encoding"));
      if (!(encoding instanceof PyStr name)
          || name.value().equalsIgnoreCase("utf-8")
          || name.value().equalsIgnoreCase("ascii")) {
        return line;
      }
      PyObject text = Abstract.callMethod(PyBytes.of(line), "decode", name, PyStr.of("strict"));
      return Abstract.str(text).value().getBytes(StandardCharsets.UTF_8);
    }
  }
}
