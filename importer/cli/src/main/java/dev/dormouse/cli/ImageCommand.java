package dev.dormouse.cli;

import dev.dormouse.image.DirectoryBuilder;
import dev.dormouse.image.Image;
import dev.dormouse.image.ImageBuilder;
import dev.dormouse.image.ImageFormatException;
import dev.dormouse.image.ImageInspector;
import dev.dormouse.image.ImageLimitException;
import dev.dormouse.image.ImageVerifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code dormouse image build|inspect|verify}. */
final class ImageCommand {
  private ImageCommand() {}

  static String usage(String command) {
    return switch (command) {
      case "build" ->
          "usage: dormouse image build [-O|-OO] [--main MODULE] [--exclude GLOB] [--no-source]"
              + " [--frozen MODULE] SRC... -o FILE\n";
      case "inspect" ->
          "usage: dormouse image inspect FILE [--modules | --resources | MODULE[:QUALNAME]]\n";
      case "verify" -> "usage: dormouse image verify FILE...\n";
      default -> "usage: dormouse image build|inspect|verify ...\n";
    };
  }

  static int run(String[] args) throws UsageException {
    if (args.length < 2) {
      throw new UsageException("dormouse image: a command is missing", "");
    }
    String command = args[1];
    List<String> rest = new ArrayList<>();
    for (int i = 2; i < args.length; i++) {
      rest.add(args[i]);
    }
    if (command.equals("-h")
        || command.equals("--help")
        || rest.contains("-h")
        || rest.contains("--help")) {
      System.out.print(usage(command));
      return 0;
    }
    try {
      switch (command) {
        case "build":
          return build(rest);
        case "inspect":
          return inspect(rest);
        case "verify":
          return verify(rest);
        default:
          throw new UsageException("dormouse image: unknown command '" + command + "'", "");
      }
    } catch (NoSuchFileException e) {
      System.err.println("dormouse: " + e.getFile() + ": No such file or directory");
      return 1;
    } catch (ImageFormatException | ImageLimitException e) {
      System.err.println("dormouse: " + e.getMessage());
      return 1;
    } catch (IOException e) {
      System.err.println("dormouse: " + (e.getMessage() == null ? e.toString() : e.getMessage()));
      return 1;
    }
  }

  private static int build(List<String> args) throws UsageException, IOException {
    String output = null;
    String main = null;
    int optimize = 0;
    boolean sources = true;
    List<String> excludes = new ArrayList<>();
    List<String> frozen = new ArrayList<>();
    List<Path> inputs = new ArrayList<>();
    for (int i = 0; i < args.size(); i++) {
      String a = args.get(i);
      switch (a) {
        case "-o", "--output":
          output = value(args, ++i, a, "build");
          break;
        case "--main":
          main = value(args, ++i, a, "build");
          break;
        case "--exclude":
          excludes.add(value(args, ++i, a, "build"));
          break;
        case "--frozen":
          frozen.add(value(args, ++i, a, "build"));
          break;
        case "-O":
          optimize = Math.max(optimize, 1);
          break;
        case "-OO":
          optimize = 2;
          break;
        case "--no-source":
          sources = false;
          break;
        default:
          if (a.startsWith("-")) {
            throw new UsageException("dormouse image build: unknown option " + a, "build");
          }
          inputs.add(Path.of(a));
          break;
      }
    }
    if (output == null || inputs.isEmpty()) {
      throw new UsageException(
          "dormouse image build: " + (output == null ? "-o FILE" : "a source") + " is missing",
          "build");
    }
    ImageBuilder builder = new ImageBuilder();
    if (main != null) {
      builder.info(ImageBuilder.INFO_MAIN, main);
    }
    DirectoryBuilder directories =
        new DirectoryBuilder(builder).optimize(optimize).keepSources(sources);
    for (String e : excludes) {
      directories.exclude(e);
    }
    for (String f : frozen) {
      directories.frozen(f);
    }
    for (Path input : inputs) {
      if (!Files.exists(input)) {
        throw new NoSuchFileException(input.toString());
      }
      directories.add(input);
    }
    BuildProgress progress = new BuildProgress();
    directories.build(progress);
    builder.write(Path.of(output));
    progress.done();
    return 0;
  }

  private static int inspect(List<String> args) throws UsageException, IOException {
    if (args.isEmpty() || args.size() > 2) {
      throw new UsageException(
          "dormouse image inspect: an image and at most one name are expected", "inspect");
    }
    Image image = Image.open(Path.of(args.get(0)).toAbsolutePath());
    String what = args.size() == 1 ? "" : args.get(1);
    String text =
        switch (what) {
          case "" -> ImageInspector.summary(image);
          case "--modules" -> ImageInspector.modules(image);
          case "--resources" -> ImageInspector.resources(image);
          default -> {
            if (what.startsWith("-")) {
              throw new UsageException("dormouse image inspect: unknown option " + what, "inspect");
            }
            yield ImageInspector.code(image, what);
          }
        };
    if (text == null) {
      System.err.println("dormouse: " + args.get(0) + ": nothing named " + what);
      return 1;
    }
    System.out.print(text);
    return 0;
  }

  private static int verify(List<String> args) throws UsageException, IOException {
    if (args.isEmpty()) {
      throw new UsageException("dormouse image verify: an image is missing", "verify");
    }
    for (String a : args) {
      ImageVerifier.verify(Image.open(Path.of(a).toAbsolutePath()));
      System.out.println(a + ": OK");
    }
    return 0;
  }

  private static String value(List<String> args, int i, String option, String command)
      throws UsageException {
    if (i >= args.size()) {
      throw new UsageException(
          "dormouse image " + command + ": " + option + " needs a value", command);
    }
    return args.get(i);
  }
}
