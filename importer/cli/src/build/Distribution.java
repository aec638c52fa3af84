import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/**
 * Assembles the distribution in {@code target/dormouse}: the launcher, the jars, the library's
 * image, licences, and last the AOT cache, which is trained by starting the finished launcher.
 * Maven runs it as a single source file on the JDK that was selected for the build.
 *
 * <p>What has not changed is not made again. A jar is copied only when its content differs, since
 * the JVM refuses an AOT cache when a jar's modification time has changed.
 */
final class Distribution {
  /** More than any step needs on a loaded machine: one that takes longer hangs. */
  private static final int SECONDS = 300;

  /**
   * Of the library: what CPython keeps in its executable, so that tracebacks show no source of it.
   */
  private static final List<String> FROZEN =
      List.of(
          "__hello__",
          "__phello__",
          "__phello__.ham",
          "__phello__.spam",
          "_collections_abc",
          "_sitebuiltins",
          "abc",
          "codecs",
          "genericpath",
          "importlib._bootstrap",
          "importlib._bootstrap_external",
          "importlib.machinery",
          "importlib.util",
          "io",
          "ntpath",
          "os",
          "posixpath",
          "runpy",
          "site",
          "stat",
          "zipimport");

  /**
   * Of the library: its tests, what needs a window system, what is built for CPython alone, and
   * what other tools install.
   */
  private static final List<String> NOT_SHIPPED =
      List.of(
          "test",
          "tests",
          "idlelib",
          "tkinter",
          "turtledemo",
          "turtle.py",
          "lib-dynload",
          "config-*",
          "site-packages");

  /**
   * Of the library: what is shipped as files alone. The wheels of {@code ensurepip} are nine tenths
   * of what it is, and would be there twice; it runs once for an environment, for seconds.
   */
  private static final List<String> NOT_IN_IMAGE = List.of("ensurepip");

  private final Path home;
  private final Path lib;
  private final Path module;
  private final Path sources;
  private final Path reference;

  private Distribution(Path home, Path module, Path reference) {
    this.home = home;
    this.lib = home.resolve("lib");
    this.module = module;
    this.sources = module.resolve("src");
    this.reference = reference;
  }

  /**
   * Arguments: the directory to make; the module's directory; the directory of the reference; the
   * module's own jar; a file with the class path of what it needs.
   */
  public static void main(String[] args) throws Exception {
    Path module = Path.of(args[1]);
    Distribution distribution = new Distribution(Path.of(args[0]), module, Path.of(args[2]));
    List<Path> jars = new ArrayList<>();
    jars.add(Path.of(args[3]));
    for (String path : Files.readString(Path.of(args[4])).strip().split(":")) {
      jars.add(Path.of(path));
    }
    distribution.make(jars, module.resolve("target"));
  }

  private void make(List<Path> jars, Path work) throws Exception {
    Files.createDirectories(home.resolve("bin"));
    Files.createDirectories(lib);
    Files.createDirectories(home.resolve("images"));
    copyJars(jars);
    copyLicences(jars);
    if (!hasEntry(jars.getFirst(), "dev/dormouse/cli/Main.class")) {
      System.out.println(
          "No dev.dormouse.cli.Main yet: the distribution has jars and licences only.");
      return;
    }
    String cache = "dormouse-" + contentHash(jars) + ".aot";
    writeLauncher(jars, cache);
    Path image = home.resolve("images/stdlib.dmi");
    String inputs = imageHash(jars, "dormouse-(code|compiler|image|core|cli)-.*");
    String stateInputs = imageHash(jars, "dormouse-.*");
    Path stamp = work.resolve("stdlib.dmi.inputs");
    if (!Files.exists(image) || !Files.exists(stamp) || !Files.readString(stamp).equals(inputs)) {
      buildImage(image, work);
      Files.writeString(stamp, inputs);
      Files.deleteIfExists(work.resolve("stdlib.dmi.state-inputs"));
    }
    Path stateStamp = work.resolve("stdlib.dmi.state-inputs");
    if (!Files.exists(stateStamp) || !Files.readString(stateStamp).equals(stateInputs)) {
      writeStates(work);
      Files.writeString(stateStamp, stateInputs);
    }
    if (!Files.exists(lib.resolve(cache))) {
      train(cache, work);
    }
    copyLibrary();
  }

  /**
   * The library's sources, and what lies beside them: modules run from the image, but tools that
   * read sources (linters, completion, debuggers) look for files on {@code sys.path}, and some
   * modules for data of theirs.
   */
  private void copyLibrary() throws IOException {
    Path from = reference.resolve("lib/python3.11");
    Path to = lib.resolve("python3.11");
    FileSystem files = from.getFileSystem();
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes a) {
            return isShipped(directory) ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes a) throws IOException {
            Path target = to.resolve(from.relativize(file).toString());
            if (isShipped(file) && !(Files.exists(target) && Files.size(target) == a.size())) {
              Files.createDirectories(target.getParent());
              copy(file, target);
            }
            return FileVisitResult.CONTINUE;
          }

          private boolean isShipped(Path path) {
            Path name = path.getFileName();
            for (String pattern : NOT_SHIPPED) {
              if (files.getPathMatcher("glob:" + pattern).matches(name)) {
                return false;
              }
            }
            return !name.toString().equals("__pycache__");
          }
        });
  }

  private void copyJars(List<Path> jars) throws IOException {
    Set<String> wanted = new TreeSet<>();
    for (Path jar : jars) {
      String name = jar.getFileName().toString();
      if (!wanted.add(name)) {
        throw new IllegalStateException("two jars are called " + name);
      }
      Path target = lib.resolve(name);
      if (!Files.exists(target) || Files.mismatch(jar, target) != -1) {
        Files.copy(jar, target, StandardCopyOption.REPLACE_EXISTING);
      }
    }
    try (Stream<Path> present = Files.list(lib)) {
      for (Path file : present.toList()) {
        String name = file.getFileName().toString();
        if (name.endsWith(".jar") && !wanted.contains(name)) {
          Files.delete(file);
        }
      }
    }
  }

  /**
   * Gathers the licence files that the jars carry, and the library's own. A jar that carries none
   * has one in {@code src/dist/licenses}, by the name of its artifact; one without either must not
   * be shipped.
   */
  private void copyLicences(List<Path> jars) throws IOException {
    Path licences = home.resolve("licenses");
    Files.createDirectories(licences);
    copy(module.resolve("../../LICENSE"), home.resolve("LICENSE"));
    Path library = reference.resolve("lib/python3.11");
    copy(library.resolve("LICENSE.txt"), licences.resolve("cpython-LICENSE.txt"));
    try (Stream<Path> wheels = Files.list(library.resolve("ensurepip/_bundled"))) {
      for (Path wheel : wheels.filter(w -> w.toString().endsWith(".whl")).toList()) {
        String name = wheel.getFileName().toString().replaceAll("-py3-none-any\\.whl$", "");
        if (!copyLicences(wheel, licences, name)) {
          throw new IllegalStateException("no licence for " + wheel);
        }
      }
    }
    Path ours = module.resolve("src/dist/licenses");
    try (Stream<Path> files = Files.list(ours)) {
      for (Path file : files.toList()) {
        copy(file, licences.resolve(file.getFileName()));
      }
    }
    for (Path jar : jars) {
      String name = jar.getFileName().toString().replaceAll("\\.jar$", "");
      if (!name.startsWith("dormouse-")
          && !copyLicences(jar, licences, name)
          && !Files.exists(ours.resolve(name.replaceAll("-\\d.*", "") + "-LICENSE.txt"))) {
        throw new IllegalStateException("no licence for " + jar);
      }
    }
  }

  /** Copies the licence files in {@code jar}, and says whether there are any. */
  private static boolean copyLicences(Path jar, Path to, String name) throws IOException {
    boolean found = false;
    try (JarFile file = new JarFile(jar.toFile())) {
      for (ZipEntry entry : file.stream().toList()) {
        String path = entry.getName();
        String base = path.substring(path.lastIndexOf('/') + 1);
        if (!entry.isDirectory() && base.matches("(?i)(license|notice|copying)(\\..*)?")) {
          try (InputStream in = file.getInputStream(entry)) {
            Files.copy(in, to.resolve(name + "-" + base), StandardCopyOption.REPLACE_EXISTING);
          }
          found = true;
        }
      }
    }
    return found;
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
  }

  private static boolean hasEntry(Path jar, String entry) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      return file.getEntry(entry) != null;
    }
  }

  /**
   * Of all that the AOT cache is made from: the jars in class path order, the launcher's options,
   * the JVM.
   */
  private String contentHash(List<Path> jars) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    for (Path jar : jars) {
      digest.update(jar.getFileName().toString().getBytes(StandardCharsets.UTF_8));
      digest.update(Files.readAllBytes(jar));
    }
    digest.update(Files.readAllBytes(sources.resolve("dist/bin/dormouse")));
    digest.update(Files.readAllBytes(sources.resolve("build/training.py")));
    digest.update(System.getProperty("java.vm.version").getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(digest.digest(), 0, 8);
  }

  /** Of the jars that decide what is in an image, and of the lists. */
  private String imageHash(List<Path> jars, String which) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    for (Path jar : jars) {
      if (jar.getFileName().toString().matches(which)) {
        digest.update(Files.readAllBytes(jar));
      }
    }
    digest.update(NOT_SHIPPED.toString().getBytes(StandardCharsets.UTF_8));
    digest.update(NOT_IN_IMAGE.toString().getBytes(StandardCharsets.UTF_8));
    digest.update(FROZEN.toString().getBytes(StandardCharsets.UTF_8));
    digest.update(Files.readAllBytes(sources.resolve("build/states.txt")));
    return HexFormat.of().formatHex(digest.digest());
  }

  private void writeLauncher(List<Path> jars, String cache) throws IOException {
    StringBuilder classPath = new StringBuilder();
    for (Path jar : jars) {
      classPath.append(classPath.isEmpty() ? "" : ":").append("$_lib/").append(jar.getFileName());
    }
    String text =
        Files.readString(sources.resolve("dist/bin/dormouse"))
            .replace("@JAVA@", java().toString())
            .replace("@CACHE@", cache)
            .replace("@MAINJAR@", "$_lib/" + jars.getFirst().getFileName())
            .replace("@CLASSPATH@", classPath);
    Path launcher = home.resolve("bin/dormouse");
    Files.writeString(launcher, text);
    Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private void buildImage(Path image, Path work) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(home.resolve("bin/dormouse").toString());
    command.add("image");
    command.add("build");
    command.add(reference.resolve("lib/python3.11").toString());
    for (List<String> names : List.of(NOT_SHIPPED, NOT_IN_IMAGE)) {
      for (String name : names) {
        command.add("--exclude");
        command.add(name);
      }
    }
    for (String name : FROZEN) {
      command.add("--frozen");
      command.add(name);
    }
    command.add("-o");
    command.add(image.toString());
    Path log = work.resolve("image-build.log");
    int status = run(log, "", command);
    if (status != 0) {
      System.err.println(Files.readString(log));
      throw new IllegalStateException("building the image failed with status " + status);
    }
  }

  /** Puts into the image what modules are after their bodies ran, for those on the list. */
  private void writeStates(Path work) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(home.resolve("bin/dormouse").toString());
    command.add("image");
    command.add("state");
    for (String line : Files.readAllLines(sources.resolve("build/states.txt"))) {
      if (!line.isBlank() && !line.startsWith("#")) {
        command.addAll(List.of(line.strip().split(" +")));
      }
    }
    Path log = work.resolve("image-state.log");
    if (run(log, "", command) != 0) {
      System.err.println(Files.readString(log));
      throw new IllegalStateException("the state of these modules cannot be written");
    }
  }

  /**
   * Runs the training script through the launcher, which finds no cache and so uses its options as
   * they are; the JVM writes the cache when it exits, whatever the script's status. Caches of
   * earlier builds go.
   *
   * <p>A step that fails makes the cache worse, not wrong: it is a warning.
   */
  private void train(String cache, Path work) throws Exception {
    try (Stream<Path> present = Files.list(lib)) {
      for (Path file : present.toList()) {
        if (file.getFileName().toString().contains(".aot")) {
          Files.delete(file);
        }
      }
    }
    Path made = lib.resolve("new.aot");
    Path log = work.resolve("aot-training.log");
    // With a profile, so that recording one, which happens in a cold JVM too, costs a start little.
    int status =
        record(log, "--profile", "/dev/null", sources.resolve("build/training.py").toString());
    if (status != 0) {
      System.out.println("[WARNING] AOT training ended with status " + status + ":");
      Files.readAllLines(log).forEach(line -> System.out.println("[WARNING] " + line));
    }
    if (!Files.exists(made)) {
      record(log, "-c", "print('hi')");
    }
    if (!Files.exists(made)) {
      System.err.println(Files.readString(log));
      throw new IllegalStateException("the JVM wrote no AOT cache");
    }
    Files.move(made, lib.resolve(cache), StandardCopyOption.ATOMIC_MOVE);
    Files.deleteIfExists(lib.resolve("new.aot.config"));
  }

  private int record(Path log, String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(home.resolve("bin/dormouse").toString());
    command.addAll(List.of(arguments));
    // Relative to the directory the command runs in, so that no space in a path can split it.
    return run(log, "-XX:AOTCacheOutput=new.aot", command);
  }

  private int run(Path log, String javaOptions, List<String> command) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(lib.toFile())
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().put("DORMOUSE_JAVA", java().toString());
    builder.environment().put("DORMOUSE_JAVA_OPTIONS", javaOptions);
    builder.environment().keySet().removeIf(name -> name.startsWith("PYTHON"));
    Process process = builder.start();
    if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
    return process.exitValue();
  }

  /** The java command of the JDK that runs this. */
  private static Path java() {
    return Path.of(System.getProperty("java.home"), "bin", "java");
  }
}
