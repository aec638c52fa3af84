package dev.dormouse.compiler.parser;

import dev.dormouse.compiler.Compiler;
import dev.dormouse.compiler.PySyntaxError;
import dev.dormouse.compiler.WarningSink;
import dev.dormouse.compiler.ast.Mod;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.api.Assumptions;

/**
 * A running reference interpreter that says what it makes of a source, and the same for our parser.
 */
final class Reference implements AutoCloseable {
  private final Process process;
  private final BufferedWriter requests;
  private final BufferedReader answers;

  /** Starts the interpreter named by the system property {@code dormouse.reference}. */
  Reference(String executable) throws IOException {
    Path script = Files.createTempFile("reference", ".py");
    try (InputStream in = Reference.class.getResourceAsStream("reference.py")) {
      Files.write(script, in.readAllBytes());
    }
    process =
        new ProcessBuilder(executable, "-X", "utf8", script.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    script.toFile().deleteOnExit();
    requests =
        new BufferedWriter(
            new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
    answers =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  static String executable() {
    return System.getProperty("dormouse.reference");
  }

  /** Skips a test when there is no reference. */
  static void require() {
    String executable = executable();
    Assumptions.assumeTrue(
        executable != null && !executable.isEmpty(),
        "SKIPPED: the system property dormouse.reference names no CPython 3.11");
  }

  /** The directory of the reference's library. */
  String library() throws IOException {
    return ask("library");
  }

  private String ask(String request) throws IOException {
    requests.write(request);
    requests.write('\n');
    requests.flush();
    String answer = answers.readLine();
    if (answer == null) {
      throw new IOException("the reference interpreter ended on: " + request);
    }
    return answer;
  }

  String file(Path path) throws IOException {
    return ask("file " + path);
  }

  String dump(Path path) throws IOException {
    return new String(HexFormat.of().parseHex(ask("dump " + path)), StandardCharsets.UTF_8);
  }

  String text(String source, String mode, int flags) throws IOException {
    return ask("text " + mode + " " + flags + " " + hex(source.getBytes(StandardCharsets.UTF_8)));
  }

  String bytes(byte[] source, String mode, int flags) throws IOException {
    return ask("bytes " + mode + " " + flags + " " + hex(source));
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  /**
   * The MD5 of three digits for each code point: continues an identifier, starts one, is printable.
   */
  String unicode() throws IOException {
    return ask("unicode");
  }

  /** Our answer for bytes or a String, in the reference's form. */
  static String ours(Object source, String mode, int flags) {
    StringBuilder warnings = new StringBuilder();
    WarningSink sink =
        (category, message, filename, lineno) -> {
          warnings.append(
              category == WarningSink.SYNTAX_WARNING ? "|SyntaxWarning " : "|DeprecationWarning ");
          warnings.append(lineno).append(' ').append(escaped(message));
          return false;
        };
    return parse(source, mode, flags, sink) + warnings;
  }

  private static String parse(Object source, String mode, int flags, WarningSink sink) {
    int m =
        switch (mode) {
          case "eval" -> Parser.MODE_EVAL;
          case "single" -> Parser.MODE_SINGLE;
          case "func_type" -> Parser.MODE_FUNC_TYPE;
          default -> Parser.MODE_EXEC;
        };
    try {
      Mod mod =
          source instanceof String s
              ? Compiler.parse(s, "<test>", m, flags, Parser.VERSION, sink)
              : Compiler.parse((byte[]) source, "<test>", m, flags, Parser.VERSION, sink);
      byte[] dump = AstDump.dump(mod).getBytes(StandardCharsets.US_ASCII);
      return "ok " + md5(dump);
    } catch (PySyntaxError e) {
      if (e.type != PySyntaxError.Type.SYNTAX_ERROR
          && e.type != PySyntaxError.Type.INDENTATION_ERROR
          && e.type != PySyntaxError.Type.TAB_ERROR) {
        return "error " + e.typeName() + "||||||";
      }
      return "error "
          + e.typeName()
          + "|"
          + place(e.lineno)
          + "|"
          + place(e.offset)
          + "|"
          + place(e.endLineno)
          + "|"
          + place(e.endOffset)
          + "|"
          + escaped(e.getMessage())
          + "|"
          + (e.text == null ? "None" : escaped(e.text));
    }
  }

  static String md5(byte[] bytes) {
    try {
      return hex(MessageDigest.getInstance("MD5").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String place(int n) {
    return n == PySyntaxError.ABSENT ? "None" : Integer.toString(n);
  }

  /** Python's unicode_escape. */
  private static String escaped(String s) {
    StringBuilder out = new StringBuilder();
    s.codePoints()
        .forEach(
            c -> {
              if (c == '\\') {
                out.append("\\\\");
              } else if (c == '\n') {
                out.append("\\n");
              } else if (c == '\t') {
                out.append("\\t");
              } else if (c == '\r') {
                out.append("\\r");
              } else if (c >= ' ' && c < 127) {
                out.append((char) c);
              } else {
                int width = c < 0x100 ? 2 : c < 0x10000 ? 4 : 8;
                out.append(c < 0x100 ? "\\x" : c < 0x10000 ? "\\u" : "\\U");
                out.append("0".repeat(width - Integer.toHexString(c).length()));
                out.append(Integer.toHexString(c));
              }
            });
    return out.toString();
  }

  @Override
  public void close() throws IOException {
    requests.close();
    process.destroy();
  }
}
