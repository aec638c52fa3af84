package dev.dormouse.cli;

import dev.dormouse.image.Image;
import dev.dormouse.image.app.ImportGraph;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code dormouse image imports}. */
final class ImportsCommand {
  static final String USAGE =
      "usage: dormouse image imports [--all | --graph] [--image FILE] FILE\n\n"
          + "Names the modules that FILE's modules import and that are nowhere; the exit status is"
          + " 1 if\n"
          + "FILE cannot start without one of them.\n\n"
          + "--all        : also those whose import is guarded, conditional or in a function\n"
          + "--graph      : instead, every module with what it imports\n"
          + "--image FILE : an image that will be searched, too (repeatable)\n";

  private ImportsCommand() {}

  static int run(List<String> args) throws UsageException, IOException {
    boolean all = false;
    boolean graph = false;
    String file = null;
    List<String> images = new ArrayList<>();
    for (int i = 0; i < args.size(); i++) {
      String a = args.get(i);
      switch (a) {
        case "--all" -> all = true;
        case "--graph" -> graph = true;
        case "--image" -> {
          if (++i == args.size()) {
            throw usage("--image needs a value");
          }
          images.add(args.get(i));
        }
        default -> {
          if (a.startsWith("-")) {
            throw usage("unknown option " + a);
          }
          if (file != null) {
            throw usage("one image is expected");
          }
          file = a;
        }
      }
    }
    if (file == null) {
      throw usage("an image is missing");
    }
    Image image = Image.open(Path.of(file).toAbsolutePath());
    ImportGraph imports = new ImportGraph(image, Elsewhere.of(images));
    StringBuilder out = new StringBuilder();
    boolean complete = true;
    if (graph) {
      for (Map.Entry<String, Map<String, Integer>> from : imports.edges().entrySet()) {
        out.append(from.getKey()).append('\n');
        from.getValue().forEach((to, line) -> out.append("    ").append(to).append(optional(line)));
      }
    } else {
      for (ImportGraph.Missing m : imports.missing()) {
        complete &= !m.isCertain;
        if (all || m.isRequired) {
          out.append(describe(m)).append('\n');
        }
      }
    }
    System.out.print(out);
    return complete ? 0 : 1;
  }

  private static String optional(int line) {
    return line < 0 ? "  line " + -line + ", if at all\n" : "  line " + line + "\n";
  }

  /** One line about a missing module. */
  static String describe(ImportGraph.Missing m) {
    String text =
        (m.isCertain ? "missing module " : m.isRequired ? "missing elsewhere: " : "maybe missing: ")
            + m.name
            + ", imported by "
            + m.importer
            + ", line "
            + m.line;
    return m.chain.size() < 2 ? text : text + " (" + String.join(" -> ", m.chain) + ")";
  }

  private static UsageException usage(String what) {
    return new UsageException("dormouse image imports: " + what, "imports");
  }
}
