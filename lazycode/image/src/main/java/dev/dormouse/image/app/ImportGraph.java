package dev.dormouse.image.app;

import com.google.common.graph.MutableValueGraph;
import com.google.common.graph.ValueGraphBuilder;
import dev.dormouse.code.CodeObject;
import dev.dormouse.image.Image;
import dev.dormouse.image.ImageBuilder;
import dev.dormouse.image.ImageCode;
import dev.dormouse.image.ImageModule;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Which module of an image imports which, as far as its import statements tell, and which imports
 * nothing answers. Nodes are module names, an edge leads from a module to one that it imports.
 */
public final class ImportGraph {
  /** An imported module that is nowhere. */
  public static final class Missing {
    public final String name;

    /** The module that imports it, and the line. */
    public final String importer;

    public final int line;

    /** Whether that import runs whenever its module does, and nothing handles its failure. */
    public final boolean isRequired;

    /** Whether it is {@link #isRequired}, and the importer is imported by nothing but such. */
    public final boolean isCertain;

    /** From where the application starts to the importer; empty if no imports lead there. */
    public final List<String> chain;

    private Missing(
        String name,
        String importer,
        int line,
        boolean isRequired,
        boolean isCertain,
        List<String> chain) {
      this.name = name;
      this.importer = importer;
      this.line = line;
      this.isRequired = isRequired;
      this.isCertain = isCertain;
      this.chain = chain;
    }
  }

  /** The value of an edge: the line, negative if the import is not a required one. */
  private final MutableValueGraph<String, Integer> imports =
      ValueGraphBuilder.directed().allowsSelfLoops(true).build();

  private final Image image;
  private final Predicate<String> elsewhere;
  private final Set<String> missing = new TreeSet<>();

  /** {@code elsewhere} says which modules need not be in the image: the library's, say. */
  public ImportGraph(Image image, Predicate<String> elsewhere) {
    this.image = image;
    this.elsewhere = elsewhere;
    for (int i = 0; i < image.moduleCount(); i++) {
      ImageModule module = image.module(i);
      imports.addNode(module.name());
      ImageCode body = module.code();
      if (body != null) {
        add(module, body.toCodeObject());
      }
    }
  }

  private void add(ImageModule module, CodeObject body) {
    String name = module.name();
    int dot = name.lastIndexOf('.');
    String parent = dot < 0 ? "" : name.substring(0, dot);
    if (!parent.isEmpty()) {
      // Its package is imported before it.
      edge(name, parent, 1, true);
    }
    for (ImportScan.Import i : ImportScan.of(body, module.isPackage() ? name : parent)) {
      if (addWithParents(name, i.module, i.line, i.isRequired)) {
        for (String from : i.names) {
          // Anything else than a module must be an attribute, which cannot be known here.
          if (image.find(i.module + "." + from) != null) {
            edge(name, i.module + "." + from, i.line, i.isRequired);
          }
        }
      }
    }
  }

  /** Answers false if one of the modules on the way is missing. */
  private boolean addWithParents(String importer, String imported, int line, boolean required) {
    for (int dot = imported.indexOf('.'); ; dot = imported.indexOf('.', dot + 1)) {
      String name = dot < 0 ? imported : imported.substring(0, dot);
      ImageModule found = image.find(name);
      if (found == null) {
        if (elsewhere.test(name) || madeAtRunTime(name)) {
          return false;
        }
        missing.add(name);
      }
      edge(importer, name, line, required);
      if (found == null || dot < 0) {
        return found != null;
      }
    }
  }

  /**
   * Below a module that is no package or that is not in the image, submodules are a matter of what
   * its code does: {@code os.path}, {@code six.moves}.
   */
  private boolean madeAtRunTime(String name) {
    int dot = name.lastIndexOf('.');
    if (dot < 0) {
      return false;
    }
    ImageModule parent = image.find(name.substring(0, dot));
    return parent == null || !parent.isPackage();
  }

  private void edge(String from, String to, int line, boolean required) {
    Integer known = imports.edgeValueOrDefault(from, to, null);
    if (known == null || known < 0 && required) {
      imports.putEdgeValue(from, to, required ? Math.max(1, line) : -Math.max(1, line));
    }
  }

  /** The module that runs when the image does; null if none does. */
  public static String start(Image image) {
    String main = image.info(ImageBuilder.INFO_MAIN);
    String start = main == null ? "__main__" : main;
    ImageModule module = image.find(start);
    if (module != null && module.isPackage()) {
      start += ".__main__";
      module = image.find(start);
    }
    return module == null ? null : start;
  }

  /**
   * What is missing, by name; of each, the import that matters most: one that is certain to fail,
   * then one that is required, and one near the start before one far from it.
   */
  public List<Missing> missing() {
    String start = start(image);
    Map<String, String> certain = start == null ? Map.of() : search(start, true);
    Map<String, String> possible = start == null ? Map.of() : search(start, false);
    List<Missing> all = new ArrayList<>();
    for (String name : missing) {
      Missing best = null;
      for (String importer : new TreeSet<>(imports.predecessors(name))) {
        int line = imports.edgeValueOrDefault(importer, name, 0);
        boolean isCertain = line > 0 && certain.containsKey(importer);
        List<String> chain = chain(isCertain ? certain : possible, importer);
        Missing candidate = new Missing(name, importer, Math.abs(line), line > 0, isCertain, chain);
        if (best == null || rank(candidate) < rank(best)) {
          best = candidate;
        }
      }
      all.add(best);
    }
    return all;
  }

  private static int rank(Missing m) {
    int distance = m.chain.isEmpty() ? 1 << 20 : m.chain.size();
    return (m.isCertain ? 0 : m.isRequired ? 1 << 21 : 1 << 22) + distance;
  }

  /**
   * For every module that imports lead to from {@code start}, the one before it on a shortest way.
   */
  private Map<String, String> search(String start, boolean onlyRequired) {
    Map<String, String> from = new HashMap<>();
    from.put(start, "");
    ArrayDeque<String> open = new ArrayDeque<>();
    open.add(start);
    while (!open.isEmpty()) {
      String at = open.remove();
      for (String next : new TreeSet<>(imports.successors(at))) {
        if (onlyRequired && imports.edgeValueOrDefault(at, next, 0) < 0) {
          continue;
        }
        if (from.putIfAbsent(next, at) == null) {
          open.add(next);
        }
      }
    }
    return from;
  }

  private static List<String> chain(Map<String, String> from, String to) {
    List<String> chain = new ArrayList<>();
    for (String at = to; at != null && !at.isEmpty(); at = from.get(at)) {
      if (!from.containsKey(at)) {
        return List.of();
      }
      chain.addFirst(at);
    }
    return chain;
  }

  /** What each module imports, itself left out: every import with its line. */
  public Map<String, Map<String, Integer>> edges() {
    Map<String, Map<String, Integer>> all = new TreeMap<>();
    for (String from : imports.nodes()) {
      Map<String, Integer> to = new TreeMap<>();
      for (String next : imports.successors(from)) {
        if (!next.equals(from)) {
          to.put(next, imports.edgeValueOrDefault(from, next, 0));
        }
      }
      if (!missing.contains(from)) {
        all.put(from, to);
      }
    }
    return all;
  }
}
