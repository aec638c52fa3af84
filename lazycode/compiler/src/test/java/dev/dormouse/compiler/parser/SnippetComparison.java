package dev.dormouse.compiler.parser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Compares our answers with the reference's for snippets, most of them wrong.
 *
 * <p>A snippet file holds snippets behind lines that start with {@code %%} and may go on with a mode ({@code exec},
 * {@code eval}, {@code single}, {@code func_type}), flags as a number and {@code nonl} for a snippet without its last
 * newline. Run over a file: {@code java -Ddormouse.reference=… …SnippetComparison FILE…}.
 */
final class SnippetComparison {
  /** One snippet. */
  record Snippet(String text, String mode, int flags) {}

  private SnippetComparison() {}

  public static void main(String[] args) throws IOException {
    int count = 0;
    int bad = 0;
    for (String arg : args) {
      List<Snippet> snippets = read(Files.readString(Path.of(arg)));
      List<String> differences = compare(snippets);
      differences.forEach(System.out::println);
      count += snippets.size();
      bad += differences.size();
    }
    System.out.println(count + " snippets, " + bad + " differ");
    System.exit(bad == 0 ? 0 : 1);
  }

  static List<Snippet> read(String file) {
    List<Snippet> snippets = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    String head = null;
    for (String line : file.split("\n", -1)) {
      if (line.startsWith("%%")) {
        add(snippets, head, text);
        head = line;
        text.setLength(0);
      } else {
        text.append(line).append('\n');
      }
    }
    if (text.length() > 0) {
      // The file's own last newline ends the last snippet's last line.
      text.setLength(text.length() - 1);
    }
    add(snippets, head, text);
    return snippets;
  }

  private static void add(List<Snippet> snippets, String head, StringBuilder text) {
    if (head == null) {
      return;
    }
    String mode = "exec";
    int flags = 0;
    String s = text.toString();
    for (String word : head.substring(2).strip().split(" ")) {
      switch (word) {
        case "exec", "eval", "single", "func_type" -> mode = word;
        case "nonl" -> s = s.substring(0, s.length() - 1);
        case "" -> {}
        default -> flags = Integer.decode(word);
      }
    }
    snippets.add(new Snippet(s, mode, flags));
  }

  static List<String> compare(List<Snippet> snippets) throws IOException {
    List<String> differences = new ArrayList<>();
    try (Reference reference = new Reference(Reference.executable())) {
      for (Snippet s : snippets) {
        String theirs = reference.text(s.text, s.mode, s.flags);
        String ours;
        try {
          ours = Reference.ours(s.text, s.mode, s.flags);
        } catch (RuntimeException e) {
          ours = "crash " + e + " " + (e.getStackTrace().length > 0 ? e.getStackTrace()[0] : "");
        }
        if (!theirs.equals(ours)) {
          differences.add(
              "%% "
                  + s.mode
                  + " "
                  + s.flags
                  + "\n"
                  + s.text
                  + "\n  reference "
                  + theirs
                  + "\n  ours      "
                  + ours);
        }
      }
    }
    return differences;
  }
}
