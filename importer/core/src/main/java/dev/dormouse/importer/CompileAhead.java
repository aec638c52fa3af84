package dev.dormouse.importer;

import dev.dormouse.code.CodeObject;
import dev.dormouse.compiler.Compiler;
import dev.dormouse.compiler.CompilerFlags;
import dev.dormouse.compiler.WarningSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Compiles the main program on a thread of its own while the interpreter starts: the compiler needs
 * nothing of it. On two cores this takes the compiler's cold milliseconds off the way to the first
 * output.
 *
 * <p>Only a clean result is ever used. Whatever is not plain success (an error, a warning, a file
 * that reads differently the second time) is left to the ordinary compilation in the main thread,
 * which then says what there is to say.
 */
public final class CompileAhead extends Thread implements WarningSink {
  /** The program itself; null if it is in a file. */
  private final String text;

  /** The script as the command line names it; null if the program is {@link #text}. */
  private final String script;

  private final int optimize;

  // Written by this thread, read after join.
  /** The script's absolute path, as the main program's {@code __file__}. */
  private String path;

  private byte[] bytes;
  private CodeObject code;
  private boolean warned;

  private CompileAhead(String text, String script, int optimize) {
    super("dormouse-compile-ahead");
    setDaemon(true);
    this.text = text;
    this.script = script;
    this.optimize = Math.min(2, optimize);
  }

  /** Starts compiling the text of {@code -c}. */
  public static CompileAhead ofText(String text, int optimize) {
    CompileAhead ahead = new CompileAhead(text, null, optimize);
    ahead.start();
    return ahead;
  }

  /**
   * Starts reading and compiling a script; a name that is no regular source file gives nothing in
   * the end.
   */
  public static CompileAhead ofFile(String script, int optimize) {
    CompileAhead ahead = new CompileAhead(null, script, optimize);
    ahead.start();
    return ahead;
  }

  @Override
  public void run() {
    try {
      if (text != null) {
        if (text.indexOf('\0') < 0) {
          code =
              Compiler.compile(
                  text,
                  "<string>",
                  Compiler.MODE_EXEC,
                  CompilerFlags.IGNORE_COOKIE,
                  optimize,
                  this);
        }
        return;
      }
      Path file = Path.of(script).toAbsolutePath();
      path = file.toString();
      if (!path.endsWith(".py") || !Files.isRegularFile(file)) {
        return;
      }
      bytes = Files.readAllBytes(file);
      code = Compiler.compileFile(bytes, path, optimize, this);
    } catch (IOException | RuntimeException | StackOverflowError e) {
      code = null;
    }
  }

  /** A warning must be given in order and through the filters: the main thread compiles again. */
  @Override
  public boolean warn(int category, String message, String filename, int lineno) {
    warned = true;
    return false;
  }

  /** The code for {@code -c}, or null. Waits for the compiler. */
  CodeObject takeText(String source) {
    return finished() && source.equals(text) ? code : null;
  }

  /** The code for a script with these contents, or null. Waits for the compiler. */
  CodeObject takeFile(String filename, byte[] source) {
    return finished() && filename.equals(path) && Arrays.equals(source, bytes) ? code : null;
  }

  private boolean finished() {
    try {
      join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
    return code != null && !warned;
  }
}
