package dev.dormouse.compiler;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dormouse.code.CodeFormatException;
import dev.dormouse.code.CodeObject;
import dev.dormouse.code.MarshalReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/**
 * Compiles the same sources with the reference interpreter and with our compiler, and tells where
 * they differ.
 */
final class CompilerReference {
  private static final String[] MODES = {"exec", "eval", "single"};

  /** One source to compile. */
  record Request(int mode, int flags, int optimize, Path file, String text) {
    static Request text(String text) {
      return new Request(Compiler.MODE_EXEC, 0, 0, null, text);
    }

    static Request file(Path file) {
      return new Request(Compiler.MODE_EXEC, 0, 0, file, null);
    }

    private String line() {
      String what =
          file != null
              ? "file " + file
              : "text " + HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
      return MODES[mode] + " " + flags + " " + optimize + " " + what;
    }

    private String filename() {
      return file != null ? file.toString() : "<test>";
    }

    @Override
    public String toString() {
      String what = file != null ? file.toString() : text;
      return MODES[mode] + " flags=" + Integer.toHexString(flags) + " -O" + optimize + ": " + what;
    }
  }

  private CompilerReference() {}

  /** Skips the test if the system property {@code dormouse.reference} names no interpreter. */
  static String executable() {
    String python = System.getProperty("dormouse.reference");
    Assumptions.assumeTrue(
        python != null && !python.isEmpty(),
        "SKIPPED: -Ddormouse.reference=<CPython 3.11 executable> is not set");
    return python;
  }

  /** The directory of the reference's library. */
  static Path library() throws IOException {
    Path out = run("import os, sys; sys.stdout.write(os.path.dirname(os.__file__))", null);
    try {
      return Path.of(Files.readString(out));
    } finally {
      Files.delete(out);
    }
  }

  /** One text per request on which we and the reference differ. */
  static List<String> differences(List<Request> requests) throws IOException {
    Path lines = Files.createTempFile("dormouse-requests", ".txt");
    StringBuilder all = new StringBuilder();
    for (Request request : requests) {
      all.append(request.line()).append('\n');
    }
    Files.writeString(lines, all);
    String script;
    try (InputStream in = CompilerReference.class.getResourceAsStream("compile_reference.py")) {
      script = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    Path answers = run(script, lines);
    List<String> differences = new ArrayList<>();
    try (var reader = Files.newBufferedReader(answers)) {
      for (Request request : requests) {
        String answer = reader.readLine();
        String difference = answer == null ? "no answer" : difference(request, answer);
        if (difference != null) {
          differences.add(request + "\n    " + difference);
        }
      }
    } finally {
      Files.delete(lines);
      Files.delete(answers);
    }
    return differences;
  }

  private static Path run(String script, Path argument) throws IOException {
    Path file = Files.createTempFile("dormouse-reference", ".py");
    Path out = Files.createTempFile("dormouse-reference", ".out");
    try {
      Files.writeString(file, script);
      List<String> command =
          new ArrayList<>(List.of(executable(), "-X", "utf8", "-B", file.toString()));
      if (argument != null) {
        command.add(argument.toString());
      }
      Process process =
          new ProcessBuilder(command)
              .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
              .redirectOutput(out.toFile())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      assertEquals(0, process.waitFor(), "the reference failed");
      return out;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    } finally {
      Files.delete(file);
    }
  }

  private static String difference(Request request, String answer) throws IOException {
    StringBuilder warned = new StringBuilder();
    WarningSink sink =
        (category, message, filename, lineno) -> {
          if (category == WarningSink.SYNTAX_WARNING) {
            warned.append("warning ").append(lineno).append(' ').append(hex(message)).append(' ');
          }
          return false;
        };
    CodeObject ours = null;
    String result;
    try {
      ours =
          request.file != null
              ? Compiler.compile(
                  Files.readAllBytes(request.file),
                  request.filename(),
                  request.mode,
                  request.flags,
                  request.optimize,
                  sink)
              : Compiler.compile(
                  request.text,
                  request.filename(),
                  request.mode,
                  request.flags,
                  request.optimize,
                  sink);
      result = "code ";
    } catch (PySyntaxError e) {
      result =
          "error "
              + e.typeName()
              + " "
              + hex(e.getMessage())
              + " "
              + hex(e.filename)
              + place(e.lineno)
              + place(e.offset)
              + place(e.endLineno)
              + place(e.endOffset)
              + " "
              + hex(e.text);
    }
    int marshal = answer.startsWith("code ") ? 0 : answer.indexOf(" code ") + 1;
    if (ours != null && answer.startsWith("code ", marshal)) {
      String theirWarnings = answer.substring(0, marshal);
      if (!theirWarnings.equals(warned.toString())) {
        return "warnings: reference " + readable(theirWarnings) + ", ours " + readable(warned);
      }
      byte[] bytes = HexFormat.of().parseHex(answer.substring(marshal + 5));
      try {
        CodeObject theirs = MarshalReader.readCode(request.filename(), bytes, 0);
        return CodeComparison.difference(theirs, ours);
      } catch (CodeFormatException e) {
        return "what the reference wrote: " + e;
      }
    }
    String all = warned + result;
    return all.equals(answer)
        ? null
        : "reference " + readable(answer) + "\n    ours      " + readable(all);
  }

  private static String place(int value) {
    return value == PySyntaxError.ABSENT ? " None" : " " + value;
  }

  private static String hex(String text) {
    if (text == null) {
      return "-";
    }
    return text.isEmpty()
        ? "empty"
        : HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
  }

  /** {@code answer} with its texts decoded. */
  private static String readable(CharSequence answer) {
    StringBuilder out = new StringBuilder();
    for (String word : answer.toString().split(" ")) {
      boolean hex = word.length() > 5 && word.length() % 2 == 0 && word.matches("[0-9a-f]+");
      String text = hex ? new String(HexFormat.of().parseHex(word), StandardCharsets.UTF_8) : word;
      out.append(text.length() > 300 ? "…" : text).append(' ');
    }
    return out.toString().trim();
  }
}
