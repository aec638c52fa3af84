package dev.dormouse.cli;

import dev.dormouse.image.DirectoryBuilder;
import dev.dormouse.image.ExecutablePrefix;
import dev.dormouse.image.Image;
import dev.dormouse.image.ImageBuilder;
import dev.dormouse.image.app.CompilerIdentity;
import dev.dormouse.image.app.EntryPoint;
import dev.dormouse.image.app.ImportGraph;
import dev.dormouse.image.app.InstalledDistribution;
import dev.dormouse.image.app.InstalledDistributions;
import dev.dormouse.image.app.Requirement;
import dev.dormouse.image.profile.Profile;
import dev.dormouse.image.profile.ProfileReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** {@code dormouse image build}. */
final class BuildCommand {
  static final String USAGE =
      """
      usage: dormouse image build [option] ... [SRC...] -o FILE

      SRC is a folder as it stands on sys.path, a package's folder, a .py file, a wheel or another zip file.

      -o FILE                   : the image to make; if it is there, modules that did not change are taken from it
      --main MODULE             : the module to run
      --entry-point NAME|M:F    : the function to run: a console script of what goes in, or M:F for F in module M
      -r FILE                   : take the installed distributions that a requirements file lists, and what they require
      --distribution REQ        : take this installed distribution, and what it requires (repeatable)
      --site DIR                : where they are installed (repeatable)
      --exclude GLOB            : leave out what matches (repeatable)
      --executable[=COMMAND]    : make a program of it that starts with dormouse from the PATH, or with COMMAND
      --image FILE              : an image that will be searched, too: what it has is not missing (repeatable)
      --strict                  : make no image if a module is certain to be missed
      --fresh                   : compile everything
      --no-source               : leave out the sources
      --frozen MODULE           : give the module's code no file name (repeatable)
      --profile FILE            : put first what a startup profile says is needed at the start (repeatable)
      --split-cold              : put the rest into a second file, opened when something in it is needed
      --drop-docstrings         : leave out docstrings; __doc__ is None
      --drop-line-tables        : leave out line tables; tracebacks have no lines
      -O, -OO                   : as for running
      """;

  /** The name of the file in which a package ships its own startup profile. */
  private static final String SHIPPED_PROFILE = "dormouse-profile.dmp";

  private String output;
  private String main;
  private String entryPoint;
  private int optimize;
  private boolean sources = true;
  private boolean executable;
  private String command;
  private boolean strict;
  private boolean fresh;
  private boolean splitCold;
  private boolean docstrings = true;
  private boolean lineTables = true;
  private final List<String> profiles = new ArrayList<>();
  private final List<String> excludes = new ArrayList<>();
  private final List<String> frozen = new ArrayList<>();
  private final List<String> images = new ArrayList<>();
  private final List<Path> sites = new ArrayList<>();
  private final List<Requirement> wanted = new ArrayList<>();
  private final List<Path> inputs = new ArrayList<>();

  /** What is installed in the sites; null if no distribution was asked for. */
  private InstalledDistributions installed;

  private BuildCommand() {}

  static int run(List<String> args) throws UsageException, IOException {
    BuildCommand build = new BuildCommand();
    build.parse(args);
    return build.build();
  }

  private void parse(List<String> args) throws UsageException, IOException {
    List<String> requirementFiles = new ArrayList<>();
    for (int i = 0; i < args.size(); i++) {
      String a = args.get(i);
      switch (a) {
        case "-O" -> optimize = Math.max(optimize, 1);
        case "-OO" -> optimize = 2;
        case "--no-source" -> sources = false;
        case "--split-cold" -> splitCold = true;
        case "--drop-docstrings" -> docstrings = false;
        case "--drop-line-tables" -> lineTables = false;
        case "--profile" -> profiles.add(value(args, ++i, a));
        case "--strict" -> strict = true;
        case "--fresh" -> fresh = true;
        case "--executable" -> executable = true;
        case "-o", "--output" -> output = value(args, ++i, a);
        case "--main" -> main = value(args, ++i, a);
        case "--entry-point" -> entryPoint = value(args, ++i, a);
        case "--exclude" -> excludes.add(value(args, ++i, a));
        case "--frozen" -> frozen.add(value(args, ++i, a));
        case "--image" -> images.add(value(args, ++i, a));
        case "--site" -> sites.add(Path.of(value(args, ++i, a)));
        case "-r", "--requirements" -> requirementFiles.add(value(args, ++i, a));
        case "--distribution" -> wanted.add(requirement(value(args, ++i, a)));
        default -> {
          if (a.startsWith("--executable=")) {
            executable = true;
            command = a.substring(a.indexOf('=') + 1);
          } else if (a.startsWith("-")) {
            throw usage("unknown option " + a);
          } else if (a.isEmpty()) {
            throw usage("a source has no name");
          } else {
            inputs.add(Path.of(a));
          }
        }
      }
    }
    boolean asksForDistributions = !wanted.isEmpty() || !requirementFiles.isEmpty();
    if (output == null || output.isEmpty()) {
      throw usage("-o FILE is missing");
    }
    if (inputs.isEmpty() && !asksForDistributions) {
      throw usage("a source is missing");
    }
    if (asksForDistributions && sites.isEmpty()) {
      throw usage("--site DIR is missing: where distributions are installed");
    }
    if (splitCold && profiles.isEmpty()) {
      throw usage("--split-cold needs --profile, to know what is cold");
    }
    if (main != null && entryPoint != null) {
      throw usage("--main and --entry-point exclude each other");
    }
    for (String file : requirementFiles) {
      try {
        wanted.addAll(Requirement.parseFile(FileErrors.read(Path.of(file))));
      } catch (IllegalArgumentException e) {
        throw new IOException(file + ": " + e.getMessage());
      }
    }
  }

  private static Requirement requirement(String text) throws UsageException {
    try {
      return Requirement.parse(text);
    } catch (IllegalArgumentException e) {
      throw usage(e.getMessage());
    }
  }

  private static String value(List<String> args, int i, String option) throws UsageException {
    if (i >= args.size()) {
      throw usage(option + " needs a value");
    }
    return args.get(i);
  }

  private static UsageException usage(String what) {
    return new UsageException("dormouse image build: " + what, "build");
  }

  private int build() throws IOException {
    ImageBuilder builder =
        new ImageBuilder()
            .splitCold(splitCold)
            .keepDocstrings(docstrings)
            .keepLineTables(lineTables);
    DirectoryBuilder modules =
        new DirectoryBuilder(builder).optimize(optimize).keepSources(sources);
    excludes.forEach(modules::exclude);
    frozen.forEach(modules::frozen);
    for (Path input : inputs) {
      if (!Files.exists(input)) {
        throw new NoSuchFileException(input.toString());
      }
      modules.add(input);
    }
    if (!addDistributions(modules)) {
      return 1;
    }
    builder.layout(profile(modules));
    String compiler = CompilerIdentity.of(optimize);
    if (compiler != null) {
      builder.info(CompilerIdentity.INFO, compiler);
    }
    if (optimize > 0) {
      builder.info(ImageBuilder.INFO_OPTIMIZE, optimize == 1 ? "O" : "OO");
    }
    if (main != null) {
      if (!modules.hasModule(main)) {
        System.err.println("dormouse: no module named " + main + " goes into " + output);
        return 1;
      }
      builder.info(ImageBuilder.INFO_MAIN, main);
    } else if (entryPoint != null && !addEntryPoint(modules)) {
      return 1;
    }
    Image earlier = fresh ? null : earlier(compiler);
    if (earlier != null) {
      modules.reuse(earlier);
    }
    BuildProgress progress = new BuildProgress();
    modules.build(progress);
    progress.done();
    ImageBuilder.Files files = builder.files();
    Image made = open(files);
    if (made.moduleCount() == 0 && made.resourceCount() == 0) {
      System.err.println("dormouse: " + output + ": not made, since nothing goes into it");
      return 1;
    }
    boolean complete = checkImports(made);
    if (strict && !complete) {
      System.err.println("dormouse: " + output + ": not made, since modules are missing");
      return 1;
    }
    if (executable) {
      ImageBuilder.write(Path.of(output), files, ByteBuffer.wrap(ExecutablePrefix.of(command)));
    } else {
      ImageBuilder.write(Path.of(output), files);
    }
    return 0;
  }

  /** Those named and those that packages ship, merged; null if there are none. */
  private Profile profile(DirectoryBuilder modules) throws IOException {
    Profile merged = new Profile();
    for (String file : profiles) {
      merged.merge(ProfileReader.read(Path.of(file)));
    }
    Map<String, byte[]> shipped = modules.filesEndingWith("/" + SHIPPED_PROFILE);
    for (Map.Entry<String, byte[]> file : shipped.entrySet()) {
      merged.merge(ProfileReader.read(file.getKey(), file.getValue()));
    }
    return profiles.isEmpty() && shipped.isEmpty() ? null : merged;
  }

  private boolean addDistributions(DirectoryBuilder modules) throws IOException {
    if (wanted.isEmpty()) {
      return true;
    }
    List<String> problems = new ArrayList<>();
    installed = new InstalledDistributions(sites);
    List<InstalledDistribution> found = installed.resolve(wanted, problems);
    for (String problem : problems) {
      System.err.println("dormouse: " + problem);
    }
    for (InstalledDistribution distribution : found) {
      modules.addFiles(distribution.site, distribution.files());
    }
    return problems.isEmpty();
  }

  private boolean addEntryPoint(DirectoryBuilder modules) throws IOException {
    EntryPoint entry = EntryPoint.parse(entryPoint);
    if (entry == null) {
      Map<String, EntryPoint> scripts = new TreeMap<>();
      for (byte[] text : modules.filesEndingWith("-info/entry_points.txt").values()) {
        EntryPoint.consoleScripts(new String(text, StandardCharsets.UTF_8))
            .forEach(scripts::putIfAbsent);
      }
      entry = scripts.get(entryPoint);
      if (entry == null) {
        System.err.println(
            "dormouse: no console script named "
                + entryPoint
                + " goes into "
                + output
                + (scripts.isEmpty() ? "" : "; there are " + String.join(", ", scripts.keySet())));
        return false;
      }
    }
    if (!modules.hasModule(entry.module)) {
      System.err.println("dormouse: no module named " + entry.module + " goes into " + output);
      return false;
    }
    modules.addGenerated("__main__", entry.source());
    return true;
  }

  /** Metadata does not always say what is required, least of all in a system's own packages. */
  private String hint(ImportGraph.Missing missing) {
    InstalledDistribution has = installed == null ? null : installed.withModule(missing.name);
    return has == null ? "" : "; --distribution " + has.name + " would bring it";
  }

  /** The image that is to be replaced, if modules of it can be taken over; else null. */
  private Image earlier(String compiler) {
    Path file = Path.of(output).toAbsolutePath();
    if (compiler == null || !Files.isRegularFile(file)) {
      return null;
    }
    try {
      Image image = Image.open(file);
      // Code that was built without something cannot be taken over.
      boolean serves =
          compiler.equals(image.info(CompilerIdentity.INFO))
              && image.info(ImageBuilder.INFO_WITHOUT) == null;
      return serves ? image : null;
    } catch (IOException | RuntimeException e) {
      // Whatever is there gets replaced; it only cannot help.
      return null;
    }
  }

  private Image open(ImageBuilder.Files files) throws IOException {
    ByteBuffer first = ByteBuffer.wrap(files.image());
    return files.cold() == null
        ? Image.open(output, first)
        : Image.open(output, first, ByteBuffer.wrap(files.cold()));
  }

  /**
   * Names what the application will miss for certain. Answers false if there is any. A mere library
   * has no start to miss anything from.
   */
  private boolean checkImports(Image image) throws IOException {
    if (ImportGraph.start(image) == null) {
      return true;
    }
    boolean complete = true;
    for (ImportGraph.Missing m : new ImportGraph(image, Elsewhere.of(images)).missing()) {
      if (m.isCertain) {
        System.err.println("dormouse: " + output + ": " + ImportsCommand.describe(m) + hint(m));
        complete = false;
      }
    }
    return complete;
  }
}
