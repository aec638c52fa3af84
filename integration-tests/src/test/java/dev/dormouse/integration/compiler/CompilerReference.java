package dev.dormouse.integration.compiler;

import dev.dormouse.code.CodeFormatException;
import dev.dormouse.code.CodeObject;
import dev.dormouse.code.MarshalReader;
import dev.dormouse.compiler.PySyntaxError;
import dev.dormouse.compiler.WarningSink;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
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
 * they differ. The reference runs on ahead while we compile, and waits when its pipe is full.
 */
final class CompilerReference {
  /** What one comparison found. */
  record Outcome(int compiled, int refused, List<String> differences) {}

  private final String python;

  CompilerReference(String python) {
    this.python = python;
  }

  /** The interpreter that the build unpacked; skips the test where it cannot run. */
  static CompilerReference here() {
    String python = System.getProperty("dormouse.reference", "");
    Assumptions.assumeTrue(!python.isEmpty(), "the reference interpreter does not run here");
    return new CompilerReference(python);
  }

  /** The reference's library with its tests and installed packages. */
  static Path library() {
    return Path.of(System.getProperty("dormouse.reference.lib"));
  }

  /** Compares all of {@code requests}. */
  Outcome compare(List<Request> requests) throws IOException {
    Path script = Files.createTempFile("dormouse-reference", ".py");
    Path lines = Files.createTempFile("dormouse-requests", ".txt");
    try {
      try (InputStream in = CompilerReference.class.getResourceAsStream("compile_reference.py")) {
        Files.write(script, in.readAllBytes());
      }
      try (var writer = Files.newBufferedWriter(lines, StandardCharsets.US_ASCII)) {
        for (Request request : requests) {
          writer.write(request.line());
          writer.write('\n');
        }
      }
      ProcessBuilder builder =
          new ProcessBuilder(python, "-I", "-X", "utf8", "-B", script.toString(), lines.toString())
              .redirectInput(new File("/dev/null"))
              .redirectError(ProcessBuilder.Redirect.INHERIT);
      Process process = builder.start();
      try (DataInputStream answers =
          new DataInputStream(new BufferedInputStream(process.getInputStream(), 1 << 16))) {
        return compare(requests, answers);
      } finally {
        process.destroyForcibly();
      }
    } finally {
      Files.delete(script);
      Files.delete(lines);
    }
  }

  private static Outcome compare(List<Request> requests, DataInputStream answers)
      throws IOException {
    int compiled = 0;
    int refused = 0;
    List<String> differences = new ArrayList<>();
    for (Request request : requests) {
      String answer = line(answers);
      byte[] marshal = new byte[answer.contains("error ") ? 0 : length(answer)];
      answers.readFully(marshal);
      if (answer.contains("error ")) {
        refused++;
      } else {
        compiled++;
      }
      String difference = difference(request, answer, marshal);
      if (difference != null) {
        differences.add(request + "\n" + difference.indent(4));
      }
    }
    return new Outcome(compiled, refused, differences);
  }

  private static String line(InputStream answers) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = answers.read(); b != '\n'; b = answers.read()) {
      if (b < 0) {
        throw new IOException("the reference ended too soon");
      }
      line.write(b);
    }
    return line.toString(StandardCharsets.US_ASCII);
  }

  private static int length(String answer) {
    return Integer.parseInt(answer.substring(answer.lastIndexOf(' ') + 1));
  }

  private static String difference(Request request, String answer, byte[] marshal)
      throws IOException {
    StringBuilder ours = new StringBuilder();
    WarningSink sink = new Warnings(ours);
    CodeObject code = null;
    try {
      code = request.compile(sink);
      // The length is the reference's, whose marshal differs from ours in its back references.
      ours.append("code ").append(marshal.length);
    } catch (PySyntaxError e) {
      ours.append("error ").append(e.typeName()).append(' ').append(hex(e.getMessage()));
      ours.append(' ').append(hex(e.filename));
      ours.append(place(e.lineno)).append(place(e.offset));
      ours.append(place(e.endLineno)).append(place(e.endOffset));
      // Only what has a place has a text.
      ours.append(' ').append(e.lineno == PySyntaxError.ABSENT ? "-" : hex(e.text));
    } catch (RuntimeException | StackOverflowError e) {
      StackTraceElement[] stack = e.getStackTrace();
      ours.append("crash ").append(e).append(stack.length > 0 ? " at " + stack[0] : "");
    }
    if (request.isRecoded()
        && withoutText(answer).equals(withoutText(ours.toString()))
        && code == null) {
      return null;
    }
    if (!answer.contentEquals(ours)) {
      return "reference " + readable(answer) + "\nours      " + readable(ours);
    }
    if (code == null || marshal.length == 0) {
      return null;
    }
    try {
      return CodeDifference.between(MarshalReader.readCode(request.filename(), marshal, 0), code);
    } catch (CodeFormatException e) {
      return "what the reference wrote: " + e;
    }
  }

  /**
   * An answer without columns and line. For source in another encoding than UTF-8 the reference
   * compares addresses in different buffers to find the line, so that it quotes any line at all,
   * and counts the characters before a column in that one.
   */
  private static String withoutText(String answer) {
    String[] words = answer.split(" ");
    if (words.length > 5) {
      words[words.length - 1] = "";
      words[words.length - 2] = "";
      words[words.length - 4] = "";
    }
    return String.join(" ", words);
  }

  private static final class Warnings implements WarningSink {
    private final StringBuilder out;

    Warnings(StringBuilder out) {
      this.out = out;
    }

    @Override
    public boolean warn(int category, String message, String filename, int lineno) {
      if (category == WarningSink.SYNTAX_WARNING) {
        out.append("warning ").append(lineno).append(' ').append(hex(message)).append(' ');
      }
      return false;
    }

    /** The reference compiles in a function, which is its second level of recursion. */
    @Override
    public int maxDepth() {
      return 3 * (1000 - 2);
    }
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
