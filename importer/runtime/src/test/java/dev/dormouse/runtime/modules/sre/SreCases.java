package dev.dormouse.runtime.modules.sre;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Runs the cases that {@code src/test/python/sre_cases.py} wrote (the format is described there)
 * and collects where the engine disagrees with the reference.
 */
final class SreCases {
  int count;

  /** Patterns, and those of them that {@link SreCompiler} left to the library. */
  int patterns;

  int declined;
  final List<String> failures = new ArrayList<>();

  private String comment;
  private String[] source;
  private SreCode program;
  private int[] subject;
  private boolean binary;
  private String subjectLine;

  void run(BufferedReader lines) throws IOException {
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      String[] fields = line.split(" ");
      switch (fields[0]) {
        case "#":
          comment = line;
          break;
        case "r":
          source = fields;
          break;
        case "p":
          program = program(fields);
          checkCompiler();
          break;
        case "t":
        case "b":
          subjectLine = line;
          binary = fields[0].equals("b");
          subject = fields.length > 1 ? decode(fields[1]) : new int[0];
          break;
        default:
          count++;
          check(line, fields);
      }
    }
  }

  private static SreCode program(String[] fields) {
    int[] words = new int[fields.length - 2];
    for (int i = 0; i < words.length; i++) {
      words[i] = Integer.parseUnsignedInt(fields[i + 2], 16);
    }
    return new SreCode(words, Integer.parseInt(fields[1], 16));
  }

  /** The program recorded must be what our compiler makes of the pattern. */
  private void checkCompiler() {
    patterns++;
    int[] pattern = source.length > 5 ? decode(source[5]) : new int[0];
    SreCompiler.Result result =
        SreCompiler.compile(pattern, source[1].equals("t"), Integer.parseInt(source[2], 16));
    if (result == null) {
      declined++;
      return;
    }
    StringBuilder names = new StringBuilder();
    for (int i = 0; i < result.names.length; i++) {
      names.append(i == 0 ? "" : ",").append(result.names[i]).append('=');
      names.append(Integer.toHexString(result.numbers[i]));
    }
    String expected =
        source[3] + " " + source[4] + " " + program.groups + " " + Arrays.toString(program.code);
    String actual =
        Integer.toHexString(result.flags)
            + " "
            + (names.isEmpty() ? "-" : names)
            + " "
            + result.groups
            + " "
            + Arrays.toString(result.code);
    if (!actual.equals(expected)) {
      failures.add(comment + "\n expected " + expected + "\n compiled " + actual);
    }
  }

  private static int[] decode(String escaped) {
    int[] out = new int[escaped.length()];
    int n = 0;
    for (int i = 0; i < escaped.length(); i++) {
      int ch = escaped.charAt(i);
      if (ch == '\\') {
        int end = escaped.indexOf(';', i);
        ch = Integer.parseInt(escaped.substring(i + 1, end), 16);
        i = end;
      }
      out[n++] = ch;
    }
    return Arrays.copyOf(out, n);
  }

  /** Every kind of subject that can hold these characters must give the same answer. */
  private void check(String line, String[] fields) {
    boolean chars = true;
    boolean latin1 = true;
    for (int ch : subject) {
      chars &= ch < 0x10000;
      latin1 &= ch < 0x100;
    }
    check(
        line,
        fields,
        "code points",
        SreEngine.ofCodePoints(program, subject, subject.length, null));
    if (chars && !binary) {
      StringBuilder text = new StringBuilder();
      for (int ch : subject) {
        text.append((char) ch);
      }
      check(line, fields, "text", SreEngine.ofText(program, text.toString(), null));
    }
    if (latin1) {
      byte[] bytes = new byte[subject.length + 2];
      for (int i = 0; i < subject.length; i++) {
        bytes[i + 1] = (byte) subject[i];
      }
      check(line, fields, "bytes", SreEngine.ofBytes(program, bytes, 1, subject.length, null));
    }
  }

  private void check(String line, String[] fields, String kind, SreEngine engine) {
    String answer;
    try {
      answer = answer(fields, engine);
    } catch (RuntimeException e) {
      answer = e.toString();
    }
    if (!answer.equals(line)) {
      failures.add(
          comment
              + "\n"
              + subjectLine
              + " as "
              + kind
              + "\n expected "
              + line
              + "\n      got "
              + answer);
    }
  }

  private static String answer(String[] fields, SreEngine engine) {
    StringBuilder out = new StringBuilder();
    out.append(fields[0]).append(' ').append(fields[1]).append(' ').append(fields[2]);
    engine.reset(Integer.parseInt(fields[1], 16), Integer.parseInt(fields[2], 16));
    switch (fields[0]) {
      case "m":
        groups(out, engine, engine.match());
        break;
      case "f":
        groups(out, engine, engine.fullMatch());
        break;
      case "s":
        groups(out, engine, engine.search());
        break;
      case "i":
        while (engine.search()) {
          span(out, engine.start(), engine.end());
          engine.advance();
        }
        break;
      default:
        throw new IllegalArgumentException(fields[0]);
    }
    return out.toString();
  }

  private static void groups(StringBuilder out, SreEngine engine, boolean matched) {
    if (!matched) {
      return;
    }
    out.append(' ').append(Integer.toHexString(engine.lastIndex() + 1));
    int[] spans = engine.spans();
    for (int i = 0; i < spans.length; i += 2) {
      span(out, spans[i], spans[i + 1]);
    }
  }

  private static void span(StringBuilder out, int start, int end) {
    out.append(' ').append(Integer.toHexString(start + 1));
    out.append(',').append(Integer.toHexString(end + 1));
  }
}
