package dev.dormouse.image;

import dev.dormouse.code.CodeFormatException;
import dev.dormouse.code.CodeObject;
import dev.dormouse.code.PycFile;
import dev.dormouse.compiler.Compiler;
import dev.dormouse.compiler.PySyntaxError;
import dev.dormouse.compiler.WarningSink;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.ProviderNotFoundException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import java.util.zip.ZipException;

/**
 * Fills an {@link ImageBuilder} from directories, wheels and zip files as they stand on {@code
 * sys.path}: compiles the modules, takes along the other files as resources. When two of them have
 * the same module or file, the first one's is taken, as an import would.
 *
 * <p>Code gets a file name below the image ({@link ImageFormat#IMAGE_PREFIX}), so the result does
 * not depend on where the directories are.
 */
public final class DirectoryBuilder {
  /** Told what happens. Called from the thread that builds. */
  public interface Progress {
    /** A module is in. Modules come in order of name. */
    void added(String module, int done, int total);

    /**
     * A file could not be taken as what it looks like, and why. It is kept as a resource if
     * possible.
     */
    void skipped(Path file, String reason);
  }

  /**
   * What no image needs: caches, version control, native libraries, and images, such as the one
   * being built.
   */
  private static final String[] NEVER = {
    "__pycache__",
    ".git",
    ".hg",
    ".svn",
    ".tox",
    ".venv",
    ".mypy_cache",
    ".pytest_cache",
    ".DS_Store",
    "*.so",
    "*.pyd",
    "*.dylib",
    "*.dmi"
  };

  private static final class Source {
    /** What it was added with: only within one of these do packages go before modules. */
    Object input;

    /** Null if the module is generated, which {@link #given} then is. */
    Path file;

    byte[] given;
    String name;
    String origin;
    boolean isPackage;
    boolean isCompiled;

    /** Set by {@link #load}. */
    byte[] bytes;

    CodeObject code;
    boolean isReused;
    String failure;
  }

  private final ImageBuilder target;

  /** Zip files that were added; closed when the build is over. */
  private final List<FileSystem> archives = new ArrayList<>();

  private final FileSystem files = FileSystems.getDefault();
  private final List<PathMatcher> excludedNames = new ArrayList<>();
  private final List<PathMatcher> excludedPaths = new ArrayList<>();

  /** By module name. */
  private final TreeMap<String, Source> sources = new TreeMap<>();

  /** By path in the image. */
  private final TreeMap<String, Path> resources = new TreeMap<>();

  private final Set<String> namespaces = new HashSet<>();
  private final Set<String> frozen = new HashSet<>();
  private int optimize;
  private boolean keepSources = true;
  private boolean keepMtimes;

  /** Null unless modules of an earlier build may be taken over. */
  private Image earlier;

  private int reused;

  public DirectoryBuilder(ImageBuilder target) {
    this.target = target;
    for (String pattern : NEVER) {
      exclude(pattern);
    }
  }

  /** Optimization level of the compiler: 0, 1 or 2 as {@code -O}. */
  public DirectoryBuilder optimize(int level) {
    optimize = level;
    return this;
  }

  /**
   * Whether source files go in as resources, for tracebacks and {@code inspect}. They do unless
   * this says no.
   */
  public DirectoryBuilder keepSources(boolean keep) {
    keepSources = keep;
    return this;
  }

  /**
   * Whether modification times are recorded. They are not unless this says so: another checkout has
   * other times.
   */
  public DirectoryBuilder keepMtimes(boolean keep) {
    keepMtimes = keep;
    return this;
  }

  /**
   * Takes modules whose source has not changed from an image made by the same compiler with the
   * same options, instead of compiling them again. Whether it was is for the caller to know.
   */
  public DirectoryBuilder reuse(Image image) {
    earlier = image;
    return this;
  }

  /** How many modules were taken from the image given to {@link #reuse}. */
  public int reused() {
    return reused;
  }

  /**
   * Has the code of a module carry {@code <frozen NAME>} as its file name, as that of the modules
   * which CPython keeps in its executable: tracebacks show no source of them.
   */
  public DirectoryBuilder frozen(String module) {
    frozen.add(module);
    return this;
  }

  /**
   * Leaves out what matches a glob, before {@link #add}: a pattern without a slash is compared with
   * the name of every file and directory, one with a slash with paths relative to the directory
   * added ({@code test/support}).
   */
  public DirectoryBuilder exclude(String pattern) {
    PathMatcher matcher = files.getPathMatcher("glob:" + pattern);
    (pattern.indexOf('/') < 0 ? excludedNames : excludedPaths).add(matcher);
    return this;
  }

  /**
   * Adds a directory of modules and packages, a single {@code .py} file as a module of its own, a
   * wheel, or any other zip file that could stand on {@code sys.path}. A directory that is itself a
   * package comes as that package.
   */
  public DirectoryBuilder add(Path source) throws IOException {
    Path real = source.toAbsolutePath().normalize();
    if (Files.isDirectory(real)) {
      boolean isPackage = Files.isRegularFile(real.resolve("__init__.py"));
      Path root = isPackage ? real.getParent() : real;
      walk(new Object(), root, real, new HashSet<>());
    } else if (real.toString().endsWith(".py")) {
      addFile(new Object(), real.getParent(), real);
    } else {
      addArchive(source, real);
    }
    return this;
  }

  private void addArchive(Path source, Path real) throws IOException {
    if (!Files.exists(real)) {
      throw new NoSuchFileException(source.toString());
    }
    FileSystem archive;
    try {
      archive = FileSystems.newFileSystem(real);
    } catch (ProviderNotFoundException | ZipException e) {
      throw new IOException(source + " is neither a directory, a .py file nor a zip file");
    }
    archives.add(archive);
    Object input = new Object();
    Path root = archive.getPath("/");
    walk(input, root, root, new HashSet<>());
    // A wheel may keep what belongs to the top in a directory of its own (PEP 427); the rest of
    // that directory is for an installer.
    try (DirectoryStream<Path> data = Files.newDirectoryStream(root, "*.data")) {
      for (Path directory : data) {
        for (String scheme : new String[] {"purelib", "platlib"}) {
          Path inside = directory.resolve(scheme);
          if (Files.isDirectory(inside)) {
            walk(input, inside, inside, new HashSet<>());
          }
        }
      }
    }
  }

  /**
   * Adds files of a directory by their paths relative to it, with slashes: those of an installed
   * distribution, say. A path of a directory inside stands for all that is in that. What is
   * excluded, does not exist or lies outside is passed over.
   */
  public DirectoryBuilder addFiles(Path root, Iterable<String> paths) throws IOException {
    Object input = new Object();
    Path real = root.toAbsolutePath().normalize();
    for (String path : paths) {
      if (!ImageBuilder.goodPath(path)) {
        continue;
      }
      Path file = real.resolve(path);
      boolean isDirectory = Files.isDirectory(file);
      boolean wanted = isDirectory || Files.isRegularFile(file);
      for (Path part = file; wanted && !part.equals(real); part = part.getParent()) {
        wanted = !excluded(real, part);
      }
      if (wanted && isDirectory) {
        walk(input, real, file, new HashSet<>());
      } else if (wanted) {
        addFile(input, real, file);
      }
    }
    return this;
  }

  /**
   * The contents of the files added so far whose path in the image ends with {@code suffix}, by
   * path.
   */
  public Map<String, byte[]> filesEndingWith(String suffix) throws IOException {
    Map<String, byte[]> found = new TreeMap<>();
    for (Map.Entry<String, Path> e : resources.entrySet()) {
      if (e.getKey().endsWith(suffix)) {
        found.put(e.getKey(), Files.readAllBytes(e.getValue()));
      }
    }
    return found;
  }

  /** Whether a module of this name was added. */
  public boolean hasModule(String name) {
    return sources.containsKey(name);
  }

  /**
   * Adds a module of this text, in the place of one that was added under this name. It has no
   * source stamp: no file that happens to have its name is its source.
   */
  public DirectoryBuilder addGenerated(String module, String text) {
    Source source = new Source();
    source.input = text;
    source.name = module;
    source.origin = module.replace('.', '/') + ".py";
    source.given = text.getBytes(StandardCharsets.UTF_8);
    sources.put(module, source);
    resources.remove(source.origin);
    return this;
  }

  /** Compiles what was added and hands it to the image builder. */
  public void build(Progress progress) throws IOException {
    List<Source> all = new ArrayList<>(sources.values());
    ExecutorService threads =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    try {
      List<Future<?>> loading = new ArrayList<>();
      for (Source source : all) {
        loading.add(
            threads.submit(
                () -> {
                  load(source);
                  return null;
                }));
      }
      for (int i = 0; i < all.size(); i++) {
        loading.get(i).get();
        put(all.get(i), i + 1, all.size(), progress);
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException io) {
        throw io;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      threads.shutdownNow();
    }
    addTheRest();
    for (FileSystem archive : archives) {
      archive.close();
    }
    archives.clear();
  }

  private void addTheRest() throws IOException {
    for (String namespace : namespaces) {
      // A directory is one only if nobody has it as a regular package or module.
      if (!sources.containsKey(namespace)) {
        target.addNamespacePackage(namespace);
      }
    }
    for (String path : resources.keySet()) {
      target.addResource(path, Files.readAllBytes(resources.get(path)));
    }
  }

  private void load(Source source) throws IOException {
    source.bytes = source.given != null ? source.given : Files.readAllBytes(source.file);
    String filename =
        frozen.contains(source.name)
            ? "<frozen " + source.name + ">"
            : ImageFormat.IMAGE_PREFIX + "/" + source.origin;
    try {
      source.code =
          earlier == null || source.isCompiled || source.given != null
              ? null
              : unchanged(source, filename);
      source.isReused = source.code != null;
      if (source.isReused) {
        return;
      }
      source.code =
          source.isCompiled
              ? PycFile.read(source.file.toString(), source.bytes).code
              : Compiler.compile(
                  source.bytes,
                  filename,
                  Compiler.MODE_EXEC,
                  0,
                  optimize,
                  new WarningSink.Silent());
    } catch (PySyntaxError e) {
      source.failure = e.typeName() + ": " + e.getMessage();
    } catch (CodeFormatException e) {
      source.failure = e.getMessage();
    }
  }

  /** The module's code in the earlier image, if that is of the same source; else null. */
  private CodeObject unchanged(Source source, String filename) {
    try {
      ImageModule found = earlier.find(source.name);
      if (found == null
          || found.isPackage() != source.isPackage
          || !source.origin.equals(found.origin())
          || !found.isFrom(source.bytes)
          || !found.code().storedFilename().equals(filename)) {
        return null;
      }
      return found.code().toStoredCodeObject();
    } catch (DamagedImageException e) {
      // What cannot be read is compiled.
      return null;
    }
  }

  private void put(Source source, int done, int total, Progress progress) throws IOException {
    if (source.failure != null) {
      if (source.given != null) {
        throw new IOException("the generated " + source.name + ": " + source.failure);
      }
      progress.skipped(source.file, source.failure);
      keep(source.origin, source.file);
      return;
    }
    SourceStamp stamp = SourceStamp.NONE;
    if (source.given != null) {
      if (keepSources) {
        target.addResource(source.origin, source.given);
      }
    } else if (!source.isCompiled) {
      long hash = PycFile.sourceHash(source.bytes);
      stamp =
          keepMtimes
              ? SourceStamp.of(
                  source.bytes.length,
                  hash,
                  Files.getLastModifiedTime(source.file).toMillis() / 1000)
              : SourceStamp.of(source.bytes.length, hash);
      if (keepSources) {
        keep(source.origin, source.file);
      }
    }
    try {
      target.addModule(source.name, source.code, source.isPackage, source.origin, stamp);
    } catch (ImageLimitException e) {
      progress.skipped(source.file, e.getMessage());
      keep(source.origin, source.file);
      return;
    }
    reused += source.isReused ? 1 : 0;
    progress.added(source.name, done, total);
    source.bytes = null;
  }

  /**
   * {@code above} holds the real paths on the way here: a link back to one of them must not be
   * followed.
   */
  private void walk(Object input, Path root, Path directory, Set<Path> above) throws IOException {
    Path real = directory.toRealPath();
    if (!above.add(real)) {
      return;
    }
    List<Path> entries;
    try (Stream<Path> listed = Files.list(directory)) {
      entries = listed.sorted().toList();
    }
    for (Path entry : entries) {
      if (excluded(root, entry) || isWheelData(root, entry)) {
        continue;
      }
      if (Files.isDirectory(entry)) {
        walk(input, root, entry, above);
      } else if (Files.isRegularFile(entry)) {
        addFile(input, root, entry);
      } else if (Files.exists(entry, LinkOption.NOFOLLOW_LINKS)) {
        // Sockets, pipes and dangling links are no part of a program.
        continue;
      }
    }
    above.remove(real);
  }

  /** {@code NAME-VERSION.data} at the top of an archive; see {@link #addArchive}. */
  private boolean isWheelData(Path root, Path entry) {
    return entry.getFileSystem() != files
        && root.equals(entry.getParent())
        && root.getNameCount() == 0
        && text(entry).endsWith(".data");
  }

  private boolean excluded(Path root, Path entry) {
    // Patterns are the default file system's, whatever file system the entry is of.
    Path name = files.getPath(text(entry.getFileName()));
    for (PathMatcher matcher : excludedNames) {
      if (matcher.matches(name)) {
        return true;
      }
    }
    Path relative = files.getPath(text(root.relativize(entry)));
    for (PathMatcher matcher : excludedPaths) {
      if (matcher.matches(relative)) {
        return true;
      }
    }
    return false;
  }

  /** With slashes, and none at the end, which zip files have behind the names of directories. */
  private static String text(Path path) {
    String text = path.toString().replace(path.getFileSystem().getSeparator(), "/");
    return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
  }

  private void addFile(Object input, Path root, Path file) {
    String path = text(root.relativize(file));
    boolean isSource = path.endsWith(".py");
    if ((!isSource && !path.endsWith(".pyc")) || !addModule(input, path, file, isSource)) {
      keep(path, file);
    }
  }

  /** Answers false if a file of this path cannot be a module. */
  private boolean addModule(Object input, String path, Path file, boolean isSource) {
    String stem = path.substring(0, path.lastIndexOf('.'));
    int slash = stem.lastIndexOf('/');
    boolean isPackage = stem.substring(slash + 1).equals("__init__");
    if (isPackage) {
      stem = slash < 0 ? "" : stem.substring(0, slash);
    }
    // A dot in a directory's or file's name leaves no way to import it: foo-1.0.dist-info.
    if (stem.isEmpty() || stem.indexOf('.') >= 0 || !ImageBuilder.goodPath(path)) {
      return false;
    }
    String name = stem.replace('/', '.');
    Source known = sources.get(name);
    if (known != null) {
      // Within one directory a package goes before a module, and source before compiled code.
      boolean better =
          known.input == input
              && (isPackage && !known.isPackage
                  || isPackage == known.isPackage && isSource && known.isCompiled);
      if (!better) {
        return true;
      }
    }
    Source source = new Source();
    source.input = input;
    source.file = file;
    source.name = name;
    source.origin = path;
    source.isPackage = isPackage;
    source.isCompiled = !isSource;
    sources.put(name, source);
    for (int dot = name.lastIndexOf('.'); dot > 0; dot = name.lastIndexOf('.', dot - 1)) {
      namespaces.add(name.substring(0, dot));
    }
    return true;
  }

  private void keep(String path, Path file) {
    if (ImageBuilder.goodPath(path)) {
      resources.putIfAbsent(path, file);
    }
  }
}
