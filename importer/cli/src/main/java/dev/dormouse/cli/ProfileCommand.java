package dev.dormouse.cli;

import dev.dormouse.image.DamagedImageException;
import dev.dormouse.image.Image;
import dev.dormouse.image.ImageFiles;
import dev.dormouse.image.profile.Profile;
import dev.dormouse.image.profile.ProfileReader;
import dev.dormouse.image.profile.ProfileWriter;
import dev.dormouse.importer.profile.ProfileExport;
import dev.dormouse.importer.profile.ProfileText;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code dormouse profile merge|diff|show|export}. */
final class ProfileCommand {
  private static final int TOP = 20;

  private static String usage(String command) {
    return switch (command) {
      case "merge" ->
          """
          usage: dormouse profile merge FILE... -o FILE

          Makes one profile of several runs: times and counts add up.
          """;
      case "diff" ->
          """
          usage: dormouse profile diff BEFORE AFTER

          Says what woke or was imported newly, what no longer is, and what that costs.
          """;
      case "show" ->
          """
          usage: dormouse profile show [--top N] [--untouched] [--image FILE] FILE

          --top N      : so many of the slowest wakes and imports, instead of 20
          --untouched  : list what was never touched in the modules that were imported
          --image FILE : an image the program came from, besides the library's (repeatable)
          """;
      case "export" ->
          "usage: dormouse profile export --format "
              + String.join("|", ProfileExport.formats())
              + " FILE [-o FILE]\n\n"
              + "Writes to standard output unless -o names a file.\n";
      default -> "usage: dormouse profile merge|diff|show|export ...\n\n" + Help.profiles();
    };
  }

  static int run(String[] args) throws UsageException {
    if (args.length < 2) {
      throw UsageException.of("dormouse profile: a command is missing", usage(""));
    }
    String command = args[1];
    List<String> rest = List.of(args).subList(2, args.length);
    if (command.equals("-h")
        || command.equals("--help")
        || rest.contains("-h")
        || rest.contains("--help")) {
      System.out.print(usage(command));
      return 0;
    }
    try {
      return new ProfileCommand(command).run(rest);
    } catch (DamagedImageException e) {
      System.err.println("dormouse: " + FileErrors.describe(e));
    } catch (IOException e) {
      System.err.println("dormouse: " + FileErrors.describe(e));
    }
    return 1;
  }

  private final String command;
  private final List<String> files = new ArrayList<>();
  private final List<String> images = new ArrayList<>();
  private String output;
  private String format;
  private int top = TOP;
  private boolean untouched;

  private ProfileCommand(String command) {
    this.command = command;
  }

  private int run(List<String> args) throws UsageException, IOException {
    switch (command) {
      case "merge":
        parse(args, "-o --output");
        if (files.isEmpty() || output == null) {
          throw wrong((output == null ? "-o FILE" : "a profile") + " is missing");
        }
        merge();
        return 0;
      case "diff":
        parse(args, "");
        if (files.size() != 2) {
          throw wrong("two profiles are expected");
        }
        print(ProfileText.diff(read(files.get(0)), read(files.get(1))));
        return 0;
      case "show":
        parse(args, "--top --image --untouched");
        one();
        print(ProfileText.show(read(files.get(0)), openImages(), top, untouched));
        return 0;
      case "export":
        parse(args, "--format -o --output");
        one();
        if (format == null || !ProfileExport.formats().contains(format)) {
          throw wrong(format == null ? "--format is missing" : "unknown format '" + format + "'");
        }
        print(ProfileExport.export(read(files.get(0)), format));
        return 0;
      default:
        throw UsageException.of("dormouse profile: unknown command '" + command + "'", usage(""));
    }
  }

  private void parse(List<String> args, String options) throws UsageException {
    for (int i = 0; i < args.size(); i++) {
      String a = args.get(i);
      if (!a.startsWith("-")) {
        files.add(a);
        continue;
      }
      if (!List.of(options.split(" ")).contains(a)) {
        throw wrong("unknown option " + a);
      }
      if (a.equals("--untouched")) {
        untouched = true;
        continue;
      }
      if (++i >= args.size()) {
        throw wrong(a + " needs a value");
      }
      value(a, args.get(i));
    }
  }

  private void value(String option, String value) throws UsageException {
    switch (option) {
      case "--format" -> format = value;
      case "--image" -> images.add(value);
      case "--top" -> top = Numbers.natural(value, option, "dormouse profile show", usage("show"));
      default -> output = value;
    }
  }

  private void one() throws UsageException {
    if (files.size() != 1) {
      throw wrong("one profile is expected");
    }
  }

  private UsageException wrong(String message) {
    return UsageException.of("dormouse profile " + command + ": " + message, usage(command));
  }

  private static Profile read(String file) throws IOException {
    return ProfileReader.read(Path.of(file));
  }

  private void merge() throws IOException {
    Profile merged = new Profile();
    for (String file : files) {
      merged.merge(read(file));
    }
    ProfileWriter.write(merged, Path.of(output));
  }

  /** Those named, and the library's. */
  private List<Image> openImages() throws IOException {
    List<Image> open = new ArrayList<>();
    for (String image : images) {
      open.add(Image.open(Path.of(image).toAbsolutePath()));
    }
    String home = System.getProperty("dormouse.home");
    if (home != null) {
      Path library = Path.of(home, "images", "stdlib.dmi");
      if (Files.exists(library)) {
        open.add(Image.openTrusted(library));
      }
    }
    return open;
  }

  private void print(String text) throws IOException {
    if (output != null) {
      ImageFiles.write(
          Path.of(output), false, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
      return;
    }
    // Names may be in any script, whatever the terminal's locale says.
    System.out.write(text.getBytes(StandardCharsets.UTF_8));
  }
}
