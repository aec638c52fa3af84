package dev.dormouse.cli;

import dev.dormouse.image.DamagedImageException;
import dev.dormouse.image.Image;
import dev.dormouse.image.ImageDiff;
import dev.dormouse.image.ImageInspector;
import dev.dormouse.image.ImageLimitException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code dormouse image} and what stands behind it. */
final class ImageCommand {
  private ImageCommand() {}

  static String usage(String command) {
    return switch (command) {
      case "build" -> BuildCommand.USAGE;
      case "imports" -> ImportsCommand.USAGE;
      case "diff" ->
          "usage: dormouse image diff FILE FILE\n\n"
              + "Says in what two images differ; the exit status is 1 if they do.\n";
      case "inspect" ->
          """
          usage: dormouse image inspect FILE [--modules | --resources | MODULE[:QUALNAME]]

          Says what is in an image: its parts and counts, or

          --modules       : the names of its modules
          --resources     : the paths and sizes of its resources
          MODULE          : a module and its functions
          MODULE:QUALNAME : one function, disassembled
          """;
      case "state" -> StateCommand.USAGE;
      case "keygen" -> TrustCommand.KEYGEN;
      case "sign" -> TrustCommand.SIGN;
      case "verify" -> TrustCommand.VERIFY;
      default ->
          "usage: dormouse image build|inspect|imports|diff|state|verify|sign|keygen ...\n\n"
              + Help.images();
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
          return BuildCommand.run(rest);
        case "imports":
          return ImportsCommand.run(rest);
        case "diff":
          return diff(rest);
        case "inspect":
          return inspect(rest);
        case "state":
          return StateCommand.run(rest);
        case "keygen", "sign", "verify":
          return TrustCommand.run(command, rest);
        default:
          throw new UsageException("dormouse image: unknown command '" + command + "'", "");
      }
    } catch (DamagedImageException e) {
      System.err.println("dormouse: " + FileErrors.describe(e));
    } catch (ImageLimitException e) {
      System.err.println("dormouse: " + e.getMessage());
    } catch (IOException e) {
      System.err.println("dormouse: " + FileErrors.describe(e));
    }
    return 1;
  }

  private static int diff(List<String> args) throws UsageException, IOException {
    if (args.size() != 2 || args.get(0).startsWith("-") || args.get(1).startsWith("-")) {
      throw new UsageException("dormouse image diff: two images are expected", "diff");
    }
    Image one = Image.open(Path.of(args.get(0)).toAbsolutePath());
    Image two = Image.open(Path.of(args.get(1)).toAbsolutePath());
    String difference = ImageDiff.of(one, two);
    System.out.print(difference);
    return difference.isEmpty() ? 0 : 1;
  }

  private static int inspect(List<String> args) throws UsageException, IOException {
    if (args.isEmpty() || args.size() > 2 || args.get(0).startsWith("-")) {
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
}
