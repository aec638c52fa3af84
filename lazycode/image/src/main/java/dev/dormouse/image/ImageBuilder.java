package dev.dormouse.image;

import static dev.dormouse.image.ImageFormat.*;

import dev.dormouse.code.CodeObject;
import dev.dormouse.image.profile.Profile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Collects modules and resources and makes an image of them. The bytes depend on what was added and
 * on nothing else: not on the order of calls, the clock or the machine.
 *
 * <p>For one thread. What cannot be put in an image is refused with {@link ImageLimitException},
 * duplicates with {@link IllegalArgumentException}.
 */
public final class ImageBuilder {
  /** Info key: the name of the module that runs when the image itself is run. */
  public static final String INFO_MAIN = "main";

  /** Info key: the optimization level that sources were compiled with, if it was not 0. */
  public static final String INFO_OPTIMIZE = "optimize";

  /** Info key: what was left out, {@code docstrings}, {@code line tables} or both with a comma. */
  public static final String INFO_WITHOUT = "without";

  /** Info key: how many code objects stand first because a profile said so. */
  public static final String INFO_HOT = "hot";

  private static final class Module {
    CodeObject code;
    boolean isPackage;
    String origin;
    SourceStamp stamp;

    /** Counts the modules with code; meaningless without. */
    int body;
  }

  private final TreeMap<String, Module> modules = new TreeMap<>();

  /** Contents by path; null for a directory. */
  private final TreeMap<String, byte[]> resources = new TreeMap<>();

  private final TreeMap<String, String> info = new TreeMap<>();

  /** What goes first, or null. */
  private Profile profile;

  private boolean splitCold;
  private boolean keepDocstrings = true;
  private boolean keepLineTables = true;

  /**
   * Adds a module.
   *
   * @param name full dotted name
   * @param origin where its file is relative to the image, with slashes: {@code json/tool.py}
   */
  public ImageBuilder addModule(
      String name, CodeObject code, boolean isPackage, String origin, SourceStamp stamp) {
    checkPath(origin);
    Module module = new Module();
    module.code = code;
    module.isPackage = isPackage;
    module.origin = origin;
    module.stamp = stamp;
    put(name, module);
    return this;
  }

  /** Adds a package without code. */
  public ImageBuilder addNamespacePackage(String name) {
    Module module = new Module();
    module.isPackage = true;
    module.stamp = SourceStamp.NONE;
    put(name, module);
    return this;
  }

  private void put(String name, Module module) {
    if (name.isEmpty()) {
      throw new IllegalArgumentException("a module without a name");
    }
    if (modules.put(name, module) != null) {
      throw new IllegalArgumentException("module added twice: " + name);
    }
  }

  /**
   * Adds a file; directories above it come by themselves. {@code path} is relative, with slashes.
   */
  public ImageBuilder addResource(String path, byte[] contents) {
    checkPath(path);
    if (resources.containsKey(path)) {
      throw new IllegalArgumentException("resource added twice: " + path);
    }
    addDirectories(path);
    resources.put(path, contents.clone());
    return this;
  }

  /** Adds a directory, which may stay empty. */
  public ImageBuilder addResourceDirectory(String path) {
    checkPath(path);
    addDirectories(path + "/");
    return this;
  }

  private void addDirectories(String path) {
    for (int at = path.indexOf('/'); at >= 0; at = path.indexOf('/', at + 1)) {
      String directory = path.substring(0, at);
      if (resources.get(directory) != null) {
        throw new IllegalArgumentException("both a file and a directory: " + directory);
      }
      resources.put(directory, null);
    }
  }

  /** Records a fact about the image, such as {@link #INFO_MAIN}. */
  public ImageBuilder info(String key, String value) {
    info.put(key, value);
    return this;
  }

  /**
   * Has what start-up touched, as this profile says, stand first in every part, in the order of
   * touch. What the profile names that is not there is ignored; null for no profile.
   */
  public ImageBuilder layout(Profile profile) {
    this.profile = profile;
    return this;
  }

  /**
   * Whether what the profile does not name goes to a second file, which is opened when something in
   * it is needed. It is part of the image and must be kept beside it.
   */
  public ImageBuilder splitCold(boolean split) {
    splitCold = split;
    return this;
  }

  /**
   * Whether docstrings are kept. They are unless this says no; {@code __doc__} is then None, as
   * with {@code -OO}.
   */
  public ImageBuilder keepDocstrings(boolean keep) {
    keepDocstrings = keep;
    return this;
  }

  /**
   * Whether line tables are kept. They are unless this says no; tracebacks then know files and
   * functions, not lines.
   */
  public ImageBuilder keepLineTables(boolean keep) {
    keepLineTables = keep;
    return this;
  }

  /** Paths that mean the same everywhere and lead nowhere else; the verifier asks for the same. */
  static boolean goodPath(String path) {
    if (path.isEmpty() || path.indexOf('\0') >= 0 || path.indexOf('\\') >= 0) {
      return false;
    }
    int from = 0;
    while (true) {
      int to = path.indexOf('/', from);
      String element = path.substring(from, to < 0 ? path.length() : to);
      if (element.isEmpty() || element.equals(".") || element.equals("..")) {
        return false;
      }
      if (to < 0) {
        return true;
      }
      from = to + 1;
    }
  }

  private static void checkPath(String path) {
    if (!goodPath(path)) {
      throw new IllegalArgumentException("not a relative path with slashes: " + path);
    }
  }

  /**
   * An image as bytes.
   *
   * @param image its file, or its first
   * @param cold its second file, or null
   */
  public record Files(byte[] image, byte[] cold) {
    /** Where the second file of the image at {@code path} must be. */
    public String coldName(String path) {
      return ColdFile.name(path, contentIdOf(cold));
    }
  }

  private static String contentIdOf(byte[] file) {
    return Image.hex(
        Arrays.copyOfRange(file, HEADER_CONTENT_ID, HEADER_CONTENT_ID + CONTENT_ID_SIZE));
  }

  /** The image as bytes, in one file. */
  public byte[] build() {
    if (splitCold) {
      throw new IllegalStateException("an image in two files has no one array of bytes");
    }
    return files().image;
  }

  /** The image as bytes, in one file or two. */
  public Files files() {
    StringPool strings = new StringPool();
    StringPool docstrings = new StringPool();
    ConstantPool constants = new ConstantPool(strings);
    CodeOutput code =
        new CodeOutput(strings, docstrings, constants, keepDocstrings, keepLineTables);

    int bodies = 0;
    for (Map.Entry<String, Module> entry : modules.entrySet()) {
      Module module = entry.getValue();
      if (module.code == null) {
        strings.add(entry.getKey());
      } else {
        code.add(entry.getKey(), module.origin, module.code);
        module.body = bodies++;
      }
    }
    code.arrange(profile);
    TreeMap<String, String> facts = facts(code);
    for (Map.Entry<String, String> fact : facts.entrySet()) {
      strings.add(fact.getKey());
      strings.add(fact.getValue());
    }
    for (String path : resources.keySet()) {
      strings.add(path);
    }
    strings.freeze();
    docstrings.freeze();
    code.write(splitCold);

    PartOutput infoPart = new PartOutput();
    for (Map.Entry<String, String> fact : facts.entrySet()) {
      infoPart.i32(strings.id(fact.getKey()));
      infoPart.i32(strings.id(fact.getValue()));
    }
    NameTableOutput resourceTable = new NameTableOutput(new TreeSet<>(resources.keySet()), '/');
    PartOutput resourceData = new PartOutput();
    byte[] resourcePart = resourceTable.write(strings, new ResourceFields(resourceData));
    NameTableOutput moduleTable = new NameTableOutput(new TreeSet<>(modules.keySet()), '.');
    byte[] modulePart = moduleTable.write(strings, new ModuleFields(strings, resourceTable, code));

    List<Content> contents = new ArrayList<>();
    for (int kind : PartKind.inOrder()) {
      contents.add(
          switch (kind) {
            case PartKind.INFO -> new Content(kind, facts.size(), infoPart.toByteArray());
            case PartKind.MODULES -> new Content(kind, modules.size(), modulePart);
            case PartKind.CODE -> new Content(kind, code.count(), code.headers.toByteArray());
            case PartKind.TABLES -> new Content(kind, code.count(), code.tables.toByteArray());
            case PartKind.WORDCODE -> new Content(kind, 0, code.wordcode.toByteArray());
            case PartKind.STRINGS -> new Content(kind, strings.count(), strings.toByteArray());
            case PartKind.CONSTANTS ->
                new Content(kind, constants.count(), constants.toByteArray());
            case PartKind.EXCEPTION_TABLES ->
                new Content(kind, 0, code.exceptionTables.toByteArray());
            case PartKind.RESOURCES -> new Content(kind, resources.size(), resourcePart);
            case PartKind.RESOURCE_DATA -> new Content(kind, 0, resourceData.toByteArray());
            case PartKind.LINE_TABLES -> new Content(kind, 0, code.lineTables.toByteArray());
            case PartKind.DOCSTRINGS ->
                new Content(kind, docstrings.count(), docstrings.toByteArray());
            default -> throw new IllegalStateException("nobody writes the " + PartKind.name(kind));
          });
    }
    return splitCold ? inTwo(contents, code) : new Files(inOne(contents), null);
  }

  /** A part to be written. */
  private record Content(int kind, int count, byte[] bytes) {}

  private static byte[] inOne(List<Content> contents) {
    ImageWriter writer = new ImageWriter();
    for (Content part : contents) {
      writer.part(part.kind, part.count, part.bytes);
    }
    return writer.finish();
  }

  private static Files inTwo(List<Content> contents, CodeOutput code) {
    ImageWriter cold = new ImageWriter();
    PartOutput lengths = new PartOutput();
    int count = 0;
    for (Content part : contents) {
      int hot = code.hotLength(part.kind, part.bytes.length);
      if (hot < part.bytes.length) {
        cold.part(part.kind, 0, Arrays.copyOfRange(part.bytes, hot, part.bytes.length));
        lengths.i32(part.kind);
        lengths.i32(part.bytes.length - hot);
        count++;
      }
    }
    byte[] second = cold.finish(FLAG_COLD);
    PartOutput link = new PartOutput();
    link.bytes(Arrays.copyOfRange(second, HEADER_CONTENT_ID, HEADER_CONTENT_ID + CONTENT_ID_SIZE));
    link.bytes(lengths.toByteArray());
    ImageWriter first = new ImageWriter();
    first.part(PartKind.COLD, count, link.toByteArray());
    for (Content part : contents) {
      int hot = code.hotLength(part.kind, part.bytes.length);
      first.part(part.kind, part.count, Arrays.copyOf(part.bytes, hot));
    }
    return new Files(first.finish(), second);
  }

  private TreeMap<String, String> facts(CodeOutput code) {
    TreeMap<String, String> facts = new TreeMap<>(info);
    if (!keepDocstrings || !keepLineTables) {
      facts.put(
          INFO_WITHOUT,
          (keepDocstrings ? "" : "docstrings")
              + (keepDocstrings || keepLineTables ? "" : ", ")
              + (keepLineTables ? "" : "line tables"));
    }
    if (profile != null) {
      facts.put(INFO_HOT, "" + code.hotCount());
    }
    return facts;
  }

  /**
   * Builds the image and puts it at {@code path}, atomically: whoever opens that path sees the old
   * file or the new one, complete.
   */
  public void write(Path path) throws IOException {
    write(path, files());
  }

  /**
   * Puts an image at {@code path}; {@code prefix} goes in front of it. The second file comes first,
   * under a name of its own: so whoever has the old image open, or opens the new one, finds what
   * belongs to it. Second files of earlier builds stay, since somebody may run from them.
   *
   * @return where the second file is; null if there is none
   */
  public static String write(Path path, Files files, ByteBuffer... prefix) throws IOException {
    String second = null;
    if (files.cold != null) {
      if (java.nio.file.Files.exists(path) && !java.nio.file.Files.isRegularFile(path)) {
        throw new FileSystemException(
            path.toString(), null, "Not a file, which an image in two files needs");
      }
      second = files.coldName(path.toString());
      ImageFiles.write(Path.of(second), false, ByteBuffer.wrap(files.cold));
    }
    ByteBuffer[] pieces = Arrays.copyOf(prefix, prefix.length + 1);
    pieces[prefix.length] = ByteBuffer.wrap(files.image);
    ImageFiles.write(path, prefix.length > 0, pieces);
    return second;
  }

  private final class ModuleFields implements NameTableOutput.Fields {
    private final CodeOutput code;
    private final StringPool strings;
    private final NameTableOutput resourceTable;

    ModuleFields(StringPool strings, NameTableOutput resourceTable, CodeOutput code) {
      this.code = code;
      this.strings = strings;
      this.resourceTable = resourceTable;
    }

    @Override
    public int flags(String name) {
      Module module = modules.get(name);
      return (module.isPackage ? MODULE_IS_PACKAGE : 0)
          | (module.code == null ? MODULE_IS_NAMESPACE : 0)
          | (module.stamp.known ? MODULE_HAS_STAMP : 0)
          | (module.stamp.hasMtime ? MODULE_HAS_MTIME : 0);
    }

    @Override
    public void write(String name, PartOutput out) {
      Module module = modules.get(name);
      out.i32(module.code == null ? NONE : code.numberOfBody(module.body));
      out.i32(module.code == null ? NONE : strings.id(module.origin));
      out.i64(module.stamp.size);
      out.i64(module.stamp.mtime);
      out.i64(module.stamp.hash);
      out.i32(module.isPackage ? resourceTable.number(directory(name, module)) : NONE);
      out.i32(0);
    }

    private String directory(String name, Module module) {
      if (module.code == null) {
        return name.replace('.', '/');
      }
      int slash = module.origin.lastIndexOf('/');
      return slash < 0 ? "" : module.origin.substring(0, slash);
    }
  }

  private final class ResourceFields implements NameTableOutput.Fields {
    private final PartOutput data;

    ResourceFields(PartOutput data) {
      this.data = data;
    }

    @Override
    public int flags(String path) {
      return resources.get(path) == null ? RESOURCE_IS_DIRECTORY : 0;
    }

    @Override
    public void write(String path, PartOutput out) {
      byte[] contents = resources.get(path);
      if (contents == null) {
        out.i32(0);
        out.i32(0);
      } else {
        out.i32(data.share(contents, PART_ALIGNMENT));
        out.i32(contents.length);
      }
    }
  }
}
