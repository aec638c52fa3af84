package dev.dormouse.compiler.parser;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Snippets of source, most of them wrong, and what the reference answers to them.
 *
 * <p>A file of snippets has one on each line: mode of {@code compile()}, flags, the text with
 * Python's {@code unicode_escape}, and the recorded answer, separated by tabs. To record the
 * answers anew, or to see on which snippets we differ:
 *
 * <pre>
 * java -Ddormouse.reference=python3.11 … dev.dormouse.compiler.parser.SnippetComparison record FILE
 * java -Ddormouse.reference=python3.11 … dev.dormouse.compiler.parser.SnippetComparison FILE…
 * </pre>
 */
final class SnippetComparison {
  /** One snippet. */
  record Snippet(String mode, int flags, String escaped, String answer) {
    String text() {
      return unescape(escaped);
    }
  }

  private SnippetComparison() {}

  public static void main(String[] args) throws IOException {
    if (args[0].equals("record")) {
      Path file = Path.of(args[1]);
      List<Snippet> recorded = ask(read(Files.readString(file)));
      StringBuilder out = new StringBuilder();
      for (Snippet s : recorded) {
        out.append(s.mode).append('\t').append("0x").append(Integer.toHexString(s.flags));
        out.append('\t').append(s.escaped).append('\t').append(s.answer).append('\n');
      }
      Files.writeString(file, out);
      return;
    }
    int count = 0;
    int bad = 0;
    for (String arg : args) {
      List<Snippet> snippets = ask(read(Files.readString(Path.of(arg))));
      List<String> differences = differences(snippets);
      differences.forEach(System.out::println);
      count += snippets.size();
      bad += differences.size();
    }
    System.out.println(count + " snippets, " + bad + " differ");
    System.exit(bad == 0 ? 0 : 1);
  }

  static List<Snippet> resource(String name) throws IOException {
    try (InputStream in = SnippetComparison.class.getResourceAsStream(name)) {
      return read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  static List<Snippet> read(String file) {
    List<Snippet> snippets = new ArrayList<>();
    for (String line : file.split("\n")) {
      String[] fields = line.split("\t", -1);
      snippets.add(
          new Snippet(
              fields[0],
              Integer.decode(fields[1]),
              fields[2],
              fields.length > 3 ? fields[3] : null));
    }
    return snippets;
  }

  /** The same snippets with the reference's answers. */
  static List<Snippet> ask(List<Snippet> snippets) throws IOException {
    List<Snippet> answered = new ArrayList<>();
    try (Reference reference = new Reference(Reference.executable())) {
      for (Snippet s : snippets) {
        answered.add(
            new Snippet(s.mode, s.flags, s.escaped, reference.text(s.text(), s.mode, s.flags)));
      }
    }
    return answered;
  }

  /** Where our answers are not those of the snippets. */
  static List<String> differences(List<Snippet> snippets) {
    List<String> differences = new ArrayList<>();
    for (Snippet s : snippets) {
      String ours;
      try {
        ours = Reference.ours(s.text(), s.mode, s.flags);
      } catch (RuntimeException e) {
        ours = "crash " + e + " " + (e.getStackTrace().length > 0 ? e.getStackTrace()[0] : "");
      }
      if (!ours.equals(s.answer)) {
        differences.add(
            s.mode
                + " 0x"
                + Integer.toHexString(s.flags)
                + " "
                + s.escaped
                + "\n  reference "
                + s.answer
                + "\n  ours      "
                + ours);
      }
    }
    return differences;
  }

  private static String unescape(String s) {
    StringBuilder out = new StringBuilder();
    int i = 0;
    while (i < s.length()) {
      char c = s.charAt(i++);
      if (c != '\\') {
        out.append(c);
        continue;
      }
      c = s.charAt(i++);
      int digits =
          switch (c) {
            case 'x' -> 2;
            case 'u' -> 4;
            case 'U' -> 8;
            default -> 0;
          };
      if (digits > 0) {
        out.appendCodePoint(Integer.parseInt(s.substring(i, i + digits), 16));
        i += digits;
      } else {
        out.append(
            switch (c) {
              case 'n' -> '\n';
              case 't' -> '\t';
              case 'r' -> '\r';
              case '\\' -> '\\';
              default -> throw new IllegalArgumentException(s);
            });
      }
    }
    return out.toString();
  }
}
