import com.google.googlejavaformat.java.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Checks or applies the source format. It runs as a single source file on the build's JDK 25, not
 * inside Maven's own JVM: google-java-format parses with the compiler of the JVM it runs in, and
 * Maven may run on a JDK that does not know our syntax.
 *
 * <p>Arguments: what to do, then the directories to walk. {@code report} names what is not
 * formatted, {@code check} fails because of it, {@code apply} formats it, {@code off} does nothing.
 */
class Format {
  public static void main(String[] args) throws Exception {
    if (args[0].equals("off")) {
      return;
    }
    boolean apply = args[0].equals("apply");
    List<String> command = new ArrayList<>();
    if (apply) {
      command.add("--replace");
    } else {
      command.add("--dry-run");
      command.add("--set-exit-if-changed");
    }
    int options = command.size();
    for (int i = 1; i < args.length; i++) {
      addSources(Path.of(args[i]), command);
    }
    if (command.size() == options) {
      return;
    }
    PrintWriter out = new PrintWriter(System.out, true);
    PrintWriter err = new PrintWriter(System.err, true);
    int status = new Main(out, err, System.in).format(command.toArray(new String[0]));
    if (apply && status == 0) {
      // What it made of some long comments it would break once more.
      status = new Main(out, err, System.in).format(command.toArray(new String[0]));
    }
    out.flush();
    err.flush();
    if (status != 0) {
      System.err.println(
          apply
              ? "Some sources could not be formatted."
              : "The sources named above are not formatted. To format them: mvn -N verify"
                  + " -Dformat=apply");
      if (!args[0].equals("report")) {
        System.exit(1);
      }
    }
  }

  private static void addSources(Path root, List<String> into) throws IOException {
    if (!Files.exists(root)) {
      return;
    }
    try (Stream<Path> paths = Files.walk(root)) {
      paths
          .map(Path::toString)
          .filter(p -> p.endsWith(".java") && !p.contains("/target/") && !p.contains("/.quick/"))
          // Sources that are wrong on purpose (the annotation processor's tests) stay as they are.
          .filter(p -> !p.contains("/resources/"))
          .sorted()
          .forEach(into::add);
    }
  }
}
