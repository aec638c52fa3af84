package dev.dormouse.importer.profile;

import dev.dormouse.code.CodeUnit;
import dev.dormouse.image.Image;
import dev.dormouse.image.ImageCode;
import dev.dormouse.image.ImageModule;
import dev.dormouse.image.profile.Key;
import dev.dormouse.runtime.objects.Interpreter;
import dev.dormouse.runtime.objects.PyCode;
import dev.dormouse.runtime.objects.PyDict;
import dev.dormouse.runtime.objects.PyModule;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What profiles call the code objects that woke in a run, and which others were bound, module by
 * module.
 *
 * <p>Only what is awake is walked: code is reached from the constants of its parent, which are in
 * memory when the parent is awake, so that naming reads nothing of code that sleeps. What came out
 * of a module's state has no parent that ran; the image's counters tell of it, and {@link
 * SourceOrder} says what it is called. All of it runs once, in a JVM that interprets most of it.
 */
final class CodeNames {
  private static final PyStr FILE = PyStr.of("__file__");

  /** A code object that woke, or that was bound. */
  static final class Name {
    /** Null for what the image says was bound, and nobody here has met. */
    final PyCode code;

    /** Its number among the wakes that were recorded; negative if it is not among them. */
    final int wake;

    /** The code if it is of an image, else null. */
    final ImageCode unit;

    /** Of {@link #unit}. */
    final int qualnameId;

    /** Null until the code was reached. */
    Module module;

    int number;

    /** The field that names it as a waker; null until it was needed. See {@link QualnameText}. */
    byte[] by;

    Name(PyCode code, int wake) {
      this.code = code;
      this.wake = wake;
      this.unit = code.unit instanceof ImageCode image ? image : null;
      this.qualnameId = unit == null ? -1 : unit.qualnameId();
    }

    /** Bound and asleep. */
    private Name(ImageCode unit) {
      this.code = null;
      this.wake = -1;
      this.unit = unit;
      this.qualnameId = unit.qualnameId();
    }

    Key key() {
      return new Key(module.name, qualname(), number);
    }

    String qualname() {
      return (unit == null ? code.unit : unit).qualname();
    }
  }

  /** What was touched of a module. */
  static final class Module {
    final String name;

    /** In the order of the source, as far as one walk reached it; so many as {@link #count}. */
    Name[] touched = new Name[16];

    int count;

    /** The bodies that ran. */
    private final List<Name> tops = new ArrayList<>();

    /** Whether two of {@link #touched} may have one name. */
    private boolean repeated;

    private Module(String name) {
      this.name = name;
    }

    private void add(Name name) {
      if (count == touched.length) {
        touched = Arrays.copyOf(touched, 2 * count);
      }
      touched[count++] = name;
    }

    /**
     * Whether no two of {@link #touched} can have one name: only what was reached once, from one
     * body or as an image's code, is sure of that. A module that was loaded again has two bodies,
     * and {@code eval} makes code that is called alike again and again.
     */
    boolean hasDistinctNames() {
      return tops.size() <= 1 && !repeated;
    }
  }

  private final Interpreter interpreter;
  private final String[] imported;
  private final int imports;

  /** By the number of the wake. */
  private final Name[] names;

  /** What wakes, imports or is nested in what woke, and woke before anybody recorded it. */
  private final IdentityHashMap<PyCode, Name> others = new IdentityHashMap<>();

  private final TreeMap<String, Module> modules = new TreeMap<>();

  /** For each image, the modules by the number of their body. */
  private final Map<Image, Map<Integer, String>> bodies = new IdentityHashMap<>();

  /** For each image, which of its code objects have been named, as bits by their number. */
  private final Map<Image, long[]> named = new IdentityHashMap<>();

  /** Modules by their file; filled for the first code that is from no image. */
  private Map<String, String> files;

  /** Of the module being walked. */
  private final NameCounts counts = new NameCounts();

  /**
   * @param imported the modules that were imported, so many as {@code imports}
   * @param wakers who woke each, null for the runtime itself
   * @param images those whose bound code is wanted, besides those of what woke
   */
  CodeNames(
      Interpreter interpreter,
      String[] imported,
      int imports,
      PyCode[] woken,
      PyCode[] wakers,
      int count,
      List<Image> images) {
    this.interpreter = interpreter;
    this.imported = imported;
    this.imports = imports;
    this.names = new Name[count];
    for (int i = 0; i < count; i++) {
      names[i] = new Name(woken[i], i);
    }
    for (int i = 0; i < count; i++) {
      PyCode code = woken[i];
      if (isBody(code.unit)) {
        // The program given with -c or on standard input is a file to nobody.
        boolean given = wakers[i] == null && code.unit.filename().startsWith("<s");
        Module module = module(given ? "__main__" : module(code.unit));
        module.tops.add(names[i]);
      }
    }
    for (Module module : modules.values()) {
      for (int i = 0; i < module.tops.size(); i++) {
        top(module.tops.get(i), module);
      }
    }
    for (Image image : images) {
      named.computeIfAbsent(image, CodeNames::noBits);
    }
    Map<Image, List<Name>> unreached = new IdentityHashMap<>();
    for (int i = 0; i < count; i++) {
      // What was reached in no body: it came out of a module's state, or its body woke before, or
      // it was made by hand.
      Name name = names[i];
      if (name.module == null) {
        if (name.unit != null) {
          named.computeIfAbsent(name.unit.image(), CodeNames::noBits);
          unreached.computeIfAbsent(name.unit.image(), image -> new ArrayList<>()).add(name);
        } else {
          Module module = module(module(name.code.unit));
          // Even alone it may be called like something in the body.
          module.repeated = true;
          top(name, module);
        }
      }
    }
    for (Map.Entry<Image, long[]> image : named.entrySet()) {
      List<Name> rest = unreached.getOrDefault(image.getKey(), List.of());
      addUnreached(image.getKey(), image.getValue(), new ArrayList<>(rest));
    }
  }

  private static long[] noBits(Image image) {
    return new long[(image.codeCount() + 63) >>> 6];
  }

  /** Marks a code object as named; answers whether it was already. */
  private boolean wasNamed(ImageCode unit) {
    return wasNamed(named.computeIfAbsent(unit.image(), CodeNames::noBits), unit.index());
  }

  private static boolean wasNamed(long[] bits, int index) {
    boolean was = (bits[index >>> 6] >>> index & 1) != 0;
    bits[index >>> 6] |= 1L << index;
    return was;
  }

  /**
   * Names what no walk met.
   *
   * @param rest what woke; what is bound is added here
   */
  private void addUnreached(Image image, long[] done, List<Name> rest) {
    long[] bound = image.boundAsleep();
    for (int i = 0; i < bound.length; i++) {
      for (long bits = bound[i] & ~done[i]; bits != 0; bits &= bits - 1) {
        rest.add(new Name(image.code((i << 6) + Long.numberOfTrailingZeros(bits))));
      }
    }
    if (rest.isEmpty()) {
      return;
    }
    SourceOrder order = new SourceOrder(image, rest);
    Map<String, Module> changed = new HashMap<>();
    for (Name name : rest) {
      int index = name.unit.index();
      Module module = module(moduleOf(image, order.root(index)));
      name.module = module;
      name.number = order.number(name);
      // Two objects may stand for one: one in a state, one in a body that ran nevertheless.
      module.repeated |= wasNamed(done, index);
      module.add(name);
      changed.put(module.name, module);
    }
    for (Module module : changed.values()) {
      Arrays.sort(module.touched, 0, module.count, order::compare);
    }
  }

  private Name known(PyCode code) {
    int i = code.recorded - 1;
    // Another recorder may have counted it.
    return i >= 0 && i < names.length && names[i].code == code ? names[i] : others.get(code);
  }

  private Module module(String name) {
    Module module = modules.get(name);
    if (module == null) {
      module = new Module(name);
      modules.put(name, module);
    }
    return module;
  }

  private static boolean isBody(CodeUnit unit) {
    return unit instanceof ImageCode image
        ? image.parent() < 0
        : unit.name().equals(Key.BODY) && (unit.flags() & CodeUnit.CO_OPTIMIZED) == 0;
  }

  private void top(Name name, Module module) {
    counts.clear();
    name.module = module;
    name.number = 1;
    module.add(name);
    if (name.unit != null) {
      wasNamed(name.unit);
    }
    walk(name, null);
  }

  /**
   * Names what hangs below; the numbers count equal names in the order of the source.
   *
   * @param known the names of the module's code in its image; null if they need not be looked up
   */
  private void walk(Name parent, Map<Integer, Key> known) {
    for (PyObject constant : parent.code.consts) {
      if (constant instanceof PyCode code) {
        Map<Integer, Key> all = known;
        if (all == null && parent.number > 1 && code.unit instanceof ImageCode unit) {
          // What sleeps in the first of that name counts too, and only the image tells of it.
          all = keys(parent.module.name, unit.image());
        }
        child(code, parent.module, all);
      }
    }
  }

  private void child(PyCode code, Module module, Map<Integer, Key> known) {
    boolean awake = code.isAwake();
    Name name = awake ? known(code) : null;
    boolean met = name != null;
    if (!met) {
      name = new Name(code, -1);
    }
    ImageCode unit = name.unit;
    int number = unit == null ? counts.next(code.unit.qualname()) : counts.next(name.qualnameId);
    if (met ? name.module != null : !awake && (unit == null || !unit.isBound())) {
      return;
    }
    if (known != null) {
      Key key = known.get(unit.index());
      number = key == null ? number : key.number();
    }
    name.module = module;
    name.number = number;
    if (met || !awake) {
      module.add(name);
      if (unit != null) {
        wasNamed(unit);
      }
    }
    if (awake) {
      if (!met) {
        others.put(code, name);
      }
      walk(name, known);
    }
  }

  private static Map<Integer, Key> keys(String module, Image image) {
    Map<Integer, Key> keys = new HashMap<>();
    ImageModule found = image.find(module);
    if (found != null) {
      for (Map.Entry<Key, ImageCode> entry : ImageKeys.codeOf(found).entrySet()) {
        keys.put(entry.getValue().index(), entry.getKey());
      }
    }
    return keys;
  }

  private String module(CodeUnit unit) {
    if (unit instanceof ImageCode code) {
      Image image = code.image();
      int index = code.index();
      for (int parent = code.parent(); parent >= 0; parent = image.code(parent).parent()) {
        index = parent;
      }
      return moduleOf(image, index);
    }
    if (files == null) {
      files = files();
    }
    String file = unit.filename();
    return files.getOrDefault(file, file);
  }

  /** The name of the module with this body. */
  private String moduleOf(Image image, int body) {
    Map<Integer, String> known = bodies.get(image);
    if (known == null) {
      known = bodiesOf(image);
      bodies.put(image, known);
    }
    String name = known.get(body);
    if (name == null) {
      // Such as __main__, which is there under that name.
      name = search(image, body);
      known.put(body, name);
    }
    return name;
  }

  private Map<Integer, String> bodiesOf(Image image) {
    Map<Integer, String> found = new HashMap<>();
    // Nearly all were imported under their own names; only if others woke, look everywhere.
    for (int i = 0; i < imports; i++) {
      ImageModule module = image.find(imported[i]);
      if (module != null) {
        putBody(found, module, imported[i]);
      }
    }
    return found;
  }

  private static void putBody(Map<Integer, String> found, ImageModule module, String name) {
    ImageCode body = module.code();
    if (body != null) {
      found.put(body.index(), name);
    }
  }

  /** The name of the module with this body, which is not in {@code sys.modules}. */
  private static String search(Image image, int body) {
    String likely = likelyName(image.code(body).filename(), image.name());
    ImageModule found = likely == null ? null : image.find(likely);
    if (found != null && found.code() != null && found.code().index() == body) {
      return likely;
    }
    int count = image.moduleCount();
    for (int i = 0; i < count; i++) {
      ImageModule module = image.module(i);
      ImageCode code = module.code();
      if (code != null && code.index() == body) {
        return module.name();
      }
    }
    return image.name();
  }

  /** What a module with this file in the image is called, nearly always; null if it has none. */
  private static String likelyName(String file, String image) {
    int start = image.length() + 1;
    if (!file.startsWith(image) || !file.endsWith(".py")) {
      return null;
    }
    int end = file.length() - (file.endsWith("/__init__.py") ? 12 : 3);
    return start < end ? file.substring(start, end).replace('/', '.') : null;
  }

  private Map<String, String> files() {
    Map<String, String> found = new HashMap<>();
    PyDict loaded = interpreter.modules;
    for (int i = 0; i < loaded.slotLimit(); i++) {
      if (loaded.keyAt(i) instanceof PyStr name
          && loaded.get(name) instanceof PyModule module
          // To look would be to wake it; and its code has not run.
          && !module.isDormant()
          && module.dict().get(FILE) instanceof PyStr file) {
        found.putIfAbsent(file.value(), name.value());
      }
    }
    return found;
  }

  /** By name. */
  Iterable<Module> modules() {
    return modules.values();
  }

  /** The name of a waker; null for the runtime itself. */
  Name of(PyCode waker) {
    if (waker == null) {
      return null;
    }
    Name name = known(waker);
    if (name == null || name.module == null) {
      name = new Name(waker, -1);
      name.module = new Module(module(waker.unit));
      name.number = 1;
      others.put(waker, name);
    }
    return name;
  }
}
