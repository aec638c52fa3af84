package dev.dormouse.image;

import dev.dormouse.code.CodeFormatException;
import dev.dormouse.code.CodeObject;
import dev.dormouse.code.PycFile;
import dev.dormouse.compiler.Compiler;
import dev.dormouse.compiler.PySyntaxError;
import dev.dormouse.compiler.WarningSink;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/**
 * Fills an {@link ImageBuilder} from directories as they stand on {@code sys.path}: compiles the
 * modules, takes along the other files as resources. When two directories have the same module or
 * file, the first one's is taken, as an import would.
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
    Path file;
    String name;
    String origin;
    boolean isPackage;
    boolean isCompiled;

    /** Set by {@link #load}. */
    byte[] bytes;

    CodeObject code;
    String failure;
  }

  private final ImageBuilder target;
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
   * Adds a directory of modules and packages, or a single {@code .py} file as a module of its own.
   * A directory that is itself a package comes as that package.
   */
  public DirectoryBuilder add(Path source) throws IOException {
    Path real = source.toAbsolutePath().normalize();
    if (Files.isDirectory(real)) {
      boolean isPackage = Files.isRegularFile(real.resolve("__init__.py"));
      Path root = isPackage ? real.getParent() : real;
      walk(root, real, new HashSet<>());
    } else if (real.toString().endsWith(".py")) {
      addFile(real.getParent(), real);
    } else {
      throw new IOException(source + " is neither a directory nor a .py file");
    }
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
    source.bytes = Files.readAllBytes(source.file);
    try {
      source.code =
          source.isCompiled
              ? PycFile.read(source.file.toString(), source.bytes).code
              : Compiler.compile(
                  source.bytes,
                  frozen.contains(source.name)
                      ? "<frozen " + source.name + ">"
                      : ImageFormat.IMAGE_PREFIX + "/" + source.origin,
                  Compiler.MODE_EXEC,
                  0,
                  optimize,
                  WarningSink.NONE);
    } catch (PySyntaxError e) {
      source.failure = e.typeName() + ": " + e.getMessage();
    } catch (CodeFormatException e) {
      source.failure = e.getMessage();
    }
  }

  private void put(Source source, int done, int total, Progress progress) throws IOException {
    if (source.failure != null) {
      progress.skipped(source.file, source.failure);
      keep(source.origin, source.file);
      return;
    }
    SourceStamp stamp = SourceStamp.NONE;
    if (!source.isCompiled) {
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
    progress.added(source.name, done, total);
    source.bytes = null;
  }

  /**
   * {@code above} holds the real paths on the way here: a link back to one of them must not be
   * followed.
   */
  private void walk(Path root, Path directory, Set<Path> above) throws IOException {
    Path real = directory.toRealPath();
    if (!above.add(real)) {
      return;
    }
    List<Path> entries;
    try (Stream<Path> listed = Files.list(directory)) {
      entries = listed.sorted().toList();
    }
    for (Path entry : entries) {
      if (excluded(root, entry)) {
        continue;
      }
      if (Files.isDirectory(entry)) {
        walk(root, entry, above);
      } else if (Files.isRegularFile(entry)) {
        addFile(root, entry);
      } else if (Files.exists(entry, LinkOption.NOFOLLOW_LINKS)) {
        // Sockets, pipes and dangling links are no part of a program.
        continue;
      }
    }
    above.remove(real);
  }

  private boolean excluded(Path root, Path entry) {
    Path name = entry.getFileName();
    for (PathMatcher matcher : excludedNames) {
      if (matcher.matches(name)) {
        return true;
      }
    }
    Path relative = root.relativize(entry);
    for (PathMatcher matcher : excludedPaths) {
      if (matcher.matches(relative)) {
        return true;
      }
    }
    return false;
  }

  private void addFile(Path root, Path file) {
    String path =
        root.relativize(file).toString().replace(file.getFileSystem().getSeparator(), "/");
    boolean isSource = path.endsWith(".py");
    if ((!isSource && !path.endsWith(".pyc")) || !addModule(path, file, isSource)) {
      keep(path, file);
    }
  }

  /** Answers false if a file of this path cannot be a module. */
  private boolean addModule(String path, Path file, boolean isSource) {
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
          sameRoot(known, file, path)
              && (isPackage && !known.isPackage
                  || isPackage == known.isPackage && isSource && known.isCompiled);
      if (!better) {
        return true;
      }
    }
    Source source = new Source();
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

  private static boolean sameRoot(Source known, Path file, String path) {
    String one = known.file.toString();
    String two = file.toString();
    return one.substring(0, one.length() - known.origin.length())
        .equals(two.substring(0, two.length() - path.length()));
  }

  private void keep(String path, Path file) {
    if (ImageBuilder.goodPath(path)) {
      resources.putIfAbsent(path, file);
    }
  }
}
