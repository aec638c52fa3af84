package dev.dormouse.runtime.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * Runs a Python program of this package's test resources under the reference interpreter. It prints
 * one case per line: fields between tabs, the last one being the expected result; see {@code
 * cases.py}.
 */
public final class Reference {
  private Reference() {}

  /** What the code under test makes of a case. */
  public interface Subject {
    String result(String[] fields);
  }

  public static void check(String program, int atLeast, Subject subject) throws IOException {
    String python = System.getProperty("dormouse.reference");
    if (python == null) {
      System.err.println("SKIPPED " + program + ": dormouse.reference is not set");
    }
    assumeTrue(python != null, "dormouse.reference names no interpreter to compare with");
    String source = read("cases.py") + read(program);
    Process process =
        new ProcessBuilder(python, "-S", "-c", source)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    process.getOutputStream().close();
    StringBuilder failures = new StringBuilder();
    int count = 0;
    int failed = 0;
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))) {
      for (String line; (line = in.readLine()) != null; ) {
        String[] fields = line.split("\t", -1);
        for (int i = 0; i < fields.length; i++) {
          fields[i] = unescape(fields[i]);
        }
        String expected = fields[fields.length - 1];
        String actual;
        try {
          actual = subject.result(fields);
        } catch (TextError e) {
          actual = name(e.kind()) + ": " + e.getMessage();
        } catch (RuntimeException e) {
          actual = e.toString() + " at " + e.getStackTrace()[0];
        }
        count++;
        if (!expected.equals(actual)) {
          failed++;
          if (failed <= 25) {
            failures.append("\n").append(line).append("\n  got ").append(escape(actual));
          }
        }
      }
    }
    try {
      assertEquals(0, process.waitFor(), "exit code of " + program);
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
    if (failed > 0) {
      fail(failed + " of " + count + " cases differ:" + failures);
    }
    assertTrue(count >= atLeast, "only " + count + " cases");
  }

  private static String name(TextError.Kind kind) {
    return switch (kind) {
      case VALUE_ERROR -> "ValueError";
      case OVERFLOW_ERROR -> "OverflowError";
      case TYPE_ERROR -> "TypeError";
    };
  }

  private static String read(String resource) throws IOException {
    try (InputStream in = Reference.class.getResourceAsStream(resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8) + "\n";
    }
  }

  private static String unescape(String s) {
    if (s.indexOf('\\') < 0) {
      return s;
    }
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < s.length(); i++) {
      if (s.charAt(i) == '\\') {
        out.append((char) Integer.parseInt(s.substring(i + 2, i + 6), 16));
        i += 5;
      } else {
        out.append(s.charAt(i));
      }
    }
    return out.toString();
  }

  private static String escape(String s) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < s.length(); i++) {
      char c = s.charAt(i);
      if (c < ' ' || c > 126 || c == '\\') {
        out.append("\\u").append(Integer.toHexString(c | 0x10000).substring(1));
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }

  /** The bytes of a field that stands for bytes, one character each. */
  public static byte[] bytes(String field) {
    return field.getBytes(StandardCharsets.ISO_8859_1);
  }
}
