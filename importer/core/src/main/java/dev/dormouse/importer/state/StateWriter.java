package dev.dormouse.importer.state;

import static dev.dormouse.importer.state.StateFormat.*;

import dev.dormouse.image.Image;
import dev.dormouse.image.ImageCode;
import dev.dormouse.image.ImageFiles;
import dev.dormouse.image.ImageModule;
import dev.dormouse.image.ImageState;
import dev.dormouse.image.PartOutput;
import dev.dormouse.runtime.modules.AbcModule;
import dev.dormouse.runtime.modules.sre.PyPattern;
import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Anatomy;
import dev.dormouse.runtime.objects.Interpreter;
import dev.dormouse.runtime.objects.Names;
import dev.dormouse.runtime.objects.PyBool;
import dev.dormouse.runtime.objects.PyBuiltinFunction;
import dev.dormouse.runtime.objects.PyBytes;
import dev.dormouse.runtime.objects.PyCode;
import dev.dormouse.runtime.objects.PyDict;
import dev.dormouse.runtime.objects.PyFloat;
import dev.dormouse.runtime.objects.PyFunction;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyModule;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PySet;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.objects.PyType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Watches an interpreter import modules of one image, and writes down what each of them is when its
 * body has run.
 *
 * <p>All that is written is one graph: an object belongs to the module at whose end it was first
 * seen, others refer to it. So a module can be written only if all modules whose objects it holds
 * were, and if its body did nothing to them that {@link #effects} cannot say. One that cannot is
 * left out, with the reason in {@link #refused}; an import then runs its body, as ever.
 *
 * <p>For one thread, at build time.
 */
public final class StateWriter {
  /** What the import system and not the body puts into a namespace. */
  private static final Set<String> FILLED =
      Set.of(
          "__name__",
          "__doc__",
          "__package__",
          "__loader__",
          "__spec__",
          "__path__",
          "__file__",
          "__cached__",
          "__builtins__");

  /** Mutable objects of modules that are caches: what later modules leave in them is no loss. */
  private static final Set<String> CACHES = Set.of("re._cache");

  /** The owner of what belongs to no module. */
  private static final int FREE = -1;

  /** Strings from this length on are read when somebody looks at them. */
  private static final int LONG_TEXT = 60;

  /** What native modules register, by functions that show it: a state cannot repeat that. */
  private static final String[][] REGISTERS = {
    {"_csv", "list_dialects"}, {"atexit", "_ncallbacks"}
  };

  /** A module whose body is running. */
  private static final class Running {
    final ImageModule found;
    final PyModule module;

    /** What its body imported, in order, by absolute names. */
    final Set<String> imports = new LinkedHashSet<>();

    final Set<String> modulesBefore = new LinkedHashSet<>();
    final List<String> registersBefore;

    Running(ImageModule found, PyModule module, List<String> registers) {
      this.found = found;
      this.module = module;
      this.registersBefore = registers;
    }
  }

  /** A module that is written. */
  private static final class Written {
    String name;
    int body;
    byte[] record;
  }

  private final Interpreter interpreter;
  private final Image image;
  private final Set<String> wanted;
  private final Deque<Running> running = new ArrayDeque<>();
  private final Map<String, String> refused = new LinkedHashMap<>();

  private final List<Written> modules = new ArrayList<>();
  private final IdentityHashMap<PyDict, Integer> namespaces = new IdentityHashMap<>();

  // What is written so far, by number.
  private final List<PyObject> objects = new ArrayList<>();
  private final List<byte[]> records = new ArrayList<>();
  private final List<Integer> owners = new ArrayList<>();
  private final IdentityHashMap<PyObject, Integer> numbers = new IdentityHashMap<>();
  private final Map<String, Integer> strings = new LinkedHashMap<>();
  private final Map<List<Object>, Integer> outsiders = new LinkedHashMap<>();

  /** How each object looked when we last knew that no module had changed it wrongly. */
  private final List<byte[]> seen = new ArrayList<>();

  /** What the namespaces of written modules held then. */
  private final IdentityHashMap<PyDict, Map<String, PyObject>> held = new IdentityHashMap<>();

  /**
   * What heap types had in their dictionaries then, those of native modules included. In the order
   * in which they were met, which is that of the effects: one build is like the next.
   */
  private final Map<PyType, Map<String, PyObject>> classes = new LinkedHashMap<>();

  /** Which modules and outsiders the module at hand refers to. */
  private Set<Integer> needed = new LinkedHashSet<>();

  private final Encoder writing = new Encoder(new Writing());
  private final Encoder comparing = new Encoder(new Comparing());

  /**
   * @param wanted the modules to write, by name; the bodies of all others run at every import
   */
  public StateWriter(Interpreter interpreter, Image image, Set<String> wanted) {
    this.interpreter = interpreter;
    this.image = image;
    this.wanted = wanted;
  }

  /** Why modules were not written, by name; those that nobody wanted are not in it. */
  public Map<String, String> refused() {
    return refused;
  }

  public int moduleCount() {
    return modules.size();
  }

  public int objectCount() {
    return objects.size();
  }

  // what the import system tells

  public void begins(ImageModule found, PyModule module) {
    Running r = new Running(found, module, registers());
    r.modulesBefore.addAll(moduleNames());
    running.push(r);
  }

  /** The code that has this namespace imported a module. */
  public void imported(PyDict globals, String name) {
    if (isNative(name)) {
      watchClasses(name);
    }
    Running r = running.peek();
    if (r != null && r.module.dict() == globals) {
      r.imports.add(name);
    }
  }

  /**
   * @param completed whether the body came to its end
   */
  public void ends(boolean completed) {
    Running r = running.peek();
    String name = r.found.name();
    int mark = objects.size();
    int number = modules.size();
    try {
      if (!completed || !wanted.contains(name) || r.found.image() != image) {
        throw new NotWritable("nobody wants it");
      }
      namespaces.put(r.module.dict(), number);
      write(r, number, mark);
    } catch (NotWritable e) {
      namespaces.remove(r.module.dict());
      rollBack(mark);
      if (wanted.contains(name)) {
        refused.put(name, e.getMessage());
      }
    }
    running.pop();
  }

  /** What changes from here on, the next module's body does. */
  public void settle() {
    try {
      for (int i = 0; i < objects.size(); i++) {
        seen.set(i, look(i));
        if (objects.get(i) instanceof PyType t) {
          classes.put(t, attributes(t.dictionary()));
        }
      }
      classes.replaceAll((t, before) -> attributes(t.dictionary()));
      namespaces.keySet().forEach(dict -> held.put(dict, attributes(dict)));
    } catch (NotWritable e) {
      throw new IllegalStateException("what could be written cannot be compared", e);
    }
  }

  private List<String> registers() {
    List<String> shown = new ArrayList<>();
    for (String[] register : REGISTERS) {
      PyObject m = interpreter.modules.get(register[0]);
      if (m != null) {
        String now = Abstract.repr(Abstract.call(Abstract.getAttribute(m, register[1]))).value();
        if (!now.equals("[]") && !now.equals("0")) {
          shown.add(register[0] + "." + register[1] + ": " + now);
        }
      }
    }
    return shown;
  }

  private List<String> moduleNames() {
    List<String> names = new ArrayList<>();
    PyDict all = interpreter.modules;
    for (int i = 0; i < all.slotLimit(); i++) {
      if (all.keyAt(i) instanceof PyStr s) {
        names.add(s.value());
      }
    }
    return names;
  }

  private void rollBack(int mark) {
    while (objects.size() > mark) {
      int last = objects.size() - 1;
      PyObject o = objects.remove(last);
      numbers.remove(o);
      classes.remove(o);
      records.remove(last);
      owners.remove(last);
      seen.remove(last);
    }
  }

  /** The record of a module; see {@link ModuleStates} for its reader. */
  private void write(Running r, int number, int mark) throws NotWritable {
    if (!registers().equals(r.registersBefore)) {
      throw new NotWritable("its body registers something: " + registers());
    }
    needed = new LinkedHashSet<>();
    PyDict dict = r.module.dict();
    PartOutput body = new PartOutput();
    PyObject doc = dict.get(Names.DOC);
    body.i32(new Writing().of(doc == null ? PyObject.NONE : doc));
    body.i32(new Writing().of(dict.get(Names.DUNDER_NAME)));
    writing.table(body, dict, FILLED);
    PartOutput effects = effects(r, mark);
    needed.remove(number);

    PartOutput out = new PartOutput();
    out.i32(r.imports.size());
    for (String name : r.imports) {
      out.i32(string(name));
    }
    List<Integer> others = new ArrayList<>();
    List<Integer> outside = new ArrayList<>();
    for (int n : needed) {
      (n >= 0 ? others : outside).add(n >= 0 ? n : -1 - n);
    }
    out.i32(others.size());
    for (int other : others) {
      out.i32(other).i32(string(modules.get(other).name));
    }
    out.i32(outside.size());
    for (int o : outside) {
      out.i32(o);
    }
    out.bytes(effects.toByteArray());
    out.bytes(body.toByteArray());
    Written w = new Written();
    w.name = r.found.name();
    w.body = r.found.code().index();
    w.record = out.toByteArray();
    modules.add(w);
  }

  // what a body does besides filling its namespace

  /** Number of effects, then each: a kind and three words. */
  private PartOutput effects(Running r, int mark) throws NotWritable {
    PartOutput list = new PartOutput();
    int count = 0;
    for (String name : moduleNames()) {
      PyObject entered = interpreter.modules.get(name);
      if (!r.modulesBefore.contains(name)
          && (entered instanceof PyModule m
              ? !name.equals(nameOf(m))
                  && (m == r.module || nameOf(m) != null && r.imports.contains(nameOf(m)))
              : numbers.get(entered) instanceof Integer n && n >= mark)) {
        list.i32(EFFECT_SYS_MODULES).i32(string(name)).i32(new Writing().of(entered)).i32(0);
        count++;
      }
    }
    checkNamespaces(r);
    count += classEffects(mark, list);
    for (int i = 0; i < mark; i++) {
      PyObject o = objects.get(i);
      byte[] now = look(i);
      if (Arrays.equals(now, seen.get(i)) || isCache(o) || o instanceof PyType) {
        continue;
      }
      int self = i << TAG_BITS | TAG_OBJECT;
      if (o instanceof PyDict d && o.type == PyDict.TYPE) {
        int before = ImageState.i32(seen.get(i), 4);
        if (d.size() <= before
            || !Arrays.equals(
                Arrays.copyOfRange(now, 8, 8 + 8 * before),
                Arrays.copyOfRange(seen.get(i), 8, 8 + 8 * before))) {
          throw changed(o, i);
        }
        int n = 0;
        for (int e = 0; e < d.slotLimit(); e++) {
          if (d.keyAt(e) != null && n++ >= before) {
            list.i32(EFFECT_DICT).i32(self);
            list.i32(new Writing().of(d.keyAt(e))).i32(new Writing().of(d.valueAt(e)));
            count++;
          }
        }
        need(owners.get(i));
      } else if (AbcModule.registered(o) != null) {
        Set<Integer> before = new LinkedHashSet<>();
        byte[] old = seen.get(i);
        for (int at = 8; at < old.length; at += 4) {
          before.add(ImageState.i32(old, at));
        }
        for (PyType t : AbcModule.registered(o)) {
          if (!before.contains(new Comparing().of(t))) {
            list.i32(EFFECT_REGISTER).i32(self).i32(new Writing().of(t)).i32(0);
            count++;
          }
        }
        need(owners.get(i));
      } else {
        throw changed(o, i);
      }
    }
    PartOutput out = new PartOutput();
    out.i32(count).bytes(list.toByteArray());
    return out;
  }

  /** How an object looks now, without writing down what it has come to hold. */
  private byte[] look(int number) throws NotWritable {
    PyObject o = objects.get(number);
    return o instanceof PyStr s && s.type == PyStr.TYPE ? records.get(number) : comparing.encode(o);
  }

  /** Heap types of a native module change only by what modules of Python code do to them. */
  private void watchClasses(String nativeModule) {
    if (interpreter.modules.get(nativeModule) instanceof PyModule m) {
      PyDict dict = m.dict();
      for (int i = 0; i < dict.slotLimit(); i++) {
        if (dict.keyAt(i) != null && dict.valueAt(i) instanceof PyType t && t.isHeap()) {
          classes.computeIfAbsent(t, c -> attributes(c.dictionary()));
        }
      }
    }
  }

  private static Map<String, PyObject> attributes(PyDict dict) {
    Map<String, PyObject> attributes = new LinkedHashMap<>();
    for (int i = 0; i < dict.slotLimit(); i++) {
      if (dict.keyAt(i) instanceof PyStr s) {
        attributes.put(s.value(), dict.valueAt(i));
      }
    }
    return attributes;
  }

  /** Other modules must hold what they held, submodules apart, which importing them binds. */
  private void checkNamespaces(Running r) throws NotWritable {
    for (Map.Entry<PyDict, Map<String, PyObject>> entry : held.entrySet()) {
      for (Map.Entry<String, PyObject> now : attributes(entry.getKey()).entrySet()) {
        if (entry.getKey() != r.module.dict()
            && now.getValue() != entry.getValue().get(now.getKey())
            && !(now.getValue() instanceof PyModule)) {
          String name = modules.get(namespaces.get(entry.getKey())).name;
          throw new NotWritable("its body sets " + now.getKey() + " of module " + name);
        }
      }
    }
  }

  /** What was set in the dictionaries of classes that others made. Answers how many effects. */
  private int classEffects(int mark, PartOutput list) throws NotWritable {
    int count = 0;
    for (Map.Entry<PyType, Map<String, PyObject>> entry : List.copyOf(classes.entrySet())) {
      PyType t = entry.getKey();
      Integer number = numbers.get(t);
      if (number != null && number >= mark) {
        continue; // made by this module
      }
      Map<String, PyObject> before = entry.getValue();
      Map<String, PyObject> now = attributes(t.dictionary());
      if (!now.keySet().containsAll(before.keySet())) {
        throw new NotWritable("its body deletes from class " + t.name());
      }
      for (Map.Entry<String, PyObject> attribute : now.entrySet()) {
        if (before.get(attribute.getKey()) != attribute.getValue()) {
          list.i32(EFFECT_CLASS).i32(new Writing().of(t));
          list.i32(new Writing().of(PyStr.interned(attribute.getKey())));
          list.i32(new Writing().of(attribute.getValue()));
          count++;
        }
      }
    }
    return count;
  }

  private NotWritable changed(PyObject o, int number) {
    String what = o instanceof PyFunction f ? "function " + f.name() : "a " + o.type.name();
    return new NotWritable(
        "its body changes " + what + " of module " + modules.get(owners.get(number)).name);
  }

  private boolean isCache(PyObject o) {
    for (String cache : CACHES) {
      int dot = cache.lastIndexOf('.');
      if (interpreter.modules.get(cache.substring(0, dot)) instanceof PyModule m
          && !m.isDormant()
          && m.get(cache.substring(dot + 1)) == o) {
        return true;
      }
    }
    return false;
  }

  private static String nameOf(PyModule m) {
    return !m.isDormant() && m.dict().get(Names.DUNDER_NAME) instanceof PyStr s ? s.value() : null;
  }

  // references

  /** What needs no record: the same in {@link Writing} and {@link Comparing}; 0 if it needs one. */
  private int simple(PyObject o) {
    if (o == PyObject.NONE) {
      return singleton(NONE);
    } else if (o instanceof PyBool b) {
      return singleton(b == PyBool.TRUE ? TRUE : FALSE);
    } else if (o == PyObject.ELLIPSIS) {
      return singleton(ELLIPSIS);
    } else if (o == PyObject.NOT_IMPLEMENTED) {
      return singleton(NOT_IMPLEMENTED);
    } else if (o instanceof PyInt i && i.type == PyInt.TYPE && !i.isBig()) {
      long v = i.longValue();
      return v >= -MAX_INT && v <= MAX_INT ? (int) v << TAG_BITS | TAG_INT : 0;
    } else if (o instanceof PyCode c && c.unit instanceof ImageCode code && code.image() == image) {
      return code.index() << TAG_BITS | TAG_CODE;
    }
    return 0;
  }

  private static int singleton(int which) {
    return which << TAG_BITS | TAG_SINGLETON;
  }

  private int string(String text) {
    return strings.computeIfAbsent(text, t -> strings.size());
  }

  private final class Writing implements Encoder.References {
    @Override
    public int of(PyObject o) throws NotWritable {
      if (o.type == PyStr.TYPE) {
        return text(((PyStr) o).value());
      }
      int simple = simple(o);
      if (simple != 0) {
        return simple;
      }
      Integer number = numbers.get(o);
      if (number == null) {
        int outside = outside(o);
        if (outside >= 0) {
          return outside << TAG_BITS | TAG_OUTSIDE;
        }
        checkOrigin(o);
        number = add(o);
        records.set(number, writing.encode(o));
        if (isFree(o)) {
          owners.set(number, FREE);
        }
      }
      need(owners.get(number));
      return number << TAG_BITS | TAG_OBJECT;
    }

    @Override
    public int string(String text) {
      return StateWriter.this.string(text);
    }

    @Override
    public boolean isLook() {
      return false;
    }

    @Override
    public int moduleOf(PyDict namespace) throws NotWritable {
      Integer number = namespaces.get(namespace);
      if (number == null) {
        return -1;
      }
      needed.add(number);
      return number;
    }
  }

  private int text(String text) throws NotWritable {
    if (isOfThisMachine(text)) {
      return location(text);
    }
    return string(text) << TAG_BITS | (text.length() >= LONG_TEXT ? TAG_TEXT : TAG_STRING);
  }

  private void need(int owner) {
    if (owner != FREE) {
      needed.add(owner);
    }
  }

  /** Whether this is a value that many modules may share, since nothing in it is anybody's. */
  private boolean isFree(PyObject o) {
    if (o.type == PyStr.TYPE || simple(o) != 0) {
      return !(o instanceof PyCode);
    }
    PyObject[] items =
        o.type == PyTuple.TYPE
            ? ((PyTuple) o).items
            : o.type == PySet.FROZEN ? ((PySet) o).toArray() : PyObject.NO_ARGS;
    for (PyObject item : items) {
      if (!isFree(item)) {
        return false;
      }
    }
    return o.type == PyTuple.TYPE
        || o.type == PySet.FROZEN
        || o.type == PyInt.TYPE
        || o.type == PyFloat.TYPE
        || o.type == PyBytes.TYPE;
  }

  private boolean isOfThisMachine(String text) {
    return text.contains(base())
        || text.contains(System.getProperty("user.home") + "/")
        || text.contains(System.getProperty("user.dir"));
  }

  /** Where the distribution is. */
  private String base() {
    return ((PyStr) interpreter.sysAttribute("base_prefix")).value();
  }

  private int location(String text) throws NotWritable {
    if (!text.startsWith(base())) {
      throw new NotWritable("a path of this machine");
    }
    int number = add(PyStr.of(text));
    records.set(
        number,
        new PartOutput().i32(LOCATION).i32(string(text.substring(base().length()))).toByteArray());
    return number << TAG_BITS | TAG_OBJECT;
  }

  private int add(PyObject o) {
    objects.add(o);
    numbers.put(o, objects.size() - 1);
    owners.add(o.type == PyStr.TYPE ? FREE : modules.size());
    records.add(null);
    seen.add(null);
    return objects.size() - 1;
  }

  /**
   * Writes nothing down, not even a string, which might be a path of this machine: what is not
   * written yet gets a word of its own.
   */
  private final class Comparing implements Encoder.References {
    @Override
    public int of(PyObject o) {
      if (o.type == PyStr.TYPE) {
        return o.hashCode();
      }
      int simple = simple(o);
      if (simple != 0) {
        return simple;
      }
      Integer number = numbers.get(o);
      if (number != null) {
        return number << TAG_BITS | TAG_OBJECT;
      }
      return -1
          - (o.type == PyInt.TYPE || o.type == PyFloat.TYPE
              ? Long.hashCode(Abstract.hash(o))
              : System.identityHashCode(o));
    }

    @Override
    public int string(String text) {
      return text.hashCode();
    }

    @Override
    public boolean isLook() {
      return true;
    }

    @Override
    public int moduleOf(PyDict namespace) {
      return namespaces.getOrDefault(namespace, -1);
    }
  }

  /** A class or function that a module made whose body will run again is not ours to write. */
  private void checkOrigin(PyObject o) throws NotWritable {
    if (o instanceof PyType t && t.isHeap()) {
      PyObject module = t.own(Names.MODULE);
      if (!(module instanceof PyStr s)
          || interpreter.modules.get(s) instanceof PyModule m
              && !isRunning(m)
              && (m.isDormant() || !namespaces.containsKey(m.dict()))) {
        throw new NotWritable("class " + t.name() + " of module " + show(module));
      }
    } else if (o instanceof PyFunction f
        && !namespaces.containsKey(f.globals)
        && interpreter.modules.get(f.module) instanceof PyModule m
        && !m.isDormant()
        && m.dict() == f.globals) {
      throw new NotWritable("function " + f.name() + " of module " + show(f.module));
    }
    for (int i = 0; i < interpreter.modules.slotLimit(); i++) {
      // Shared state of a module that runs again: ours would be a second one.
      if (interpreter.modules.keyAt(i) != null
          && interpreter.modules.valueAt(i) instanceof PyModule m
          && !m.isDormant()
          && !namespaces.containsKey(m.dict())
          && isMutable(o)
          && holds(m.dict(), o)
          && !isRunning(m)) {
        throw new NotWritable("a " + o.type.name() + " of module " + nameOf(m));
      }
    }
  }

  private boolean isRunning(PyObject m) {
    for (Running r : running) {
      if (r.module == m) {
        return true;
      }
    }
    return false;
  }

  private static boolean isMutable(PyObject o) {
    if (o.type.isHeap()) {
      return true;
    }
    return !(o instanceof PyTuple
        || o instanceof PyInt
        || o instanceof PyFloat
        || o instanceof PyBytes
        || o instanceof PyCode
        || o instanceof PyPattern
        || o instanceof PyBuiltinFunction
        || o.type == PySet.FROZEN);
  }

  private static boolean holds(PyDict dict, PyObject o) {
    for (int i = 0; i < dict.slotLimit(); i++) {
      if (dict.keyAt(i) != null && dict.valueAt(i) == o) {
        return true;
      }
    }
    return false;
  }

  private static String show(PyObject o) {
    return o instanceof PyStr s ? s.value() : "?";
  }

  // outsiders

  /** The number of what is looked up and not written, or -1. */
  private int outside(PyObject o) throws NotWritable {
    if (o instanceof PyModule m) {
      String name = nameInModules(m);
      if (name == null) {
        throw new NotWritable("a module that is not in sys.modules");
      }
      int number = outsider(moduleKind(name), string(name), 0);
      needed.add(-1 - number);
      return number;
    }
    if (o instanceof PyBuiltinFunction f && f.self instanceof PyModule m) {
      return inNative(m, f.name(), o);
    }
    if (o instanceof PyType t && !t.isHeap()) {
      return ofType(t);
    }
    return isMutable(o) && !(o instanceof PyFunction) ? inNatives(o) : -1;
  }

  /** A native module that has this object under a name, and keeps it. */
  private int inNatives(PyObject o) throws NotWritable {
    for (Map.Entry<String, PyModule> m : natives().entrySet()) {
      boolean changes = m.getKey().equals("sys") || m.getKey().equals("builtins");
      if (!changes || o.type.fullName().equals("sys.version_info")) {
        int found = inNative(m.getValue(), o);
        if (found >= 0) {
          return found;
        }
      }
    }
    return -1;
  }

  private TreeMap<String, PyModule> natives() {
    TreeMap<String, PyModule> natives = new TreeMap<>();
    for (String name : moduleNames()) {
      if (interpreter.modules.get(name) instanceof PyModule m && !m.isDormant() && isNative(name)) {
        natives.put(name, m);
      }
    }
    return natives;
  }

  private int ofType(PyType t) throws NotWritable {
    TreeMap<String, PyModule> natives = natives();
    // The first in the order of names: one build is like the next.
    int found = inNative(natives.remove("builtins"), t);
    for (PyModule m : natives.values()) {
      if (found < 0) {
        found = inNative(m, t);
      }
    }
    if (found >= 0) {
      return found;
    }
    if (NativeAttributes.unnamed(t.name()) == t) {
      return outsider(OUTSIDE_UNNAMED, string(t.name()), 0);
    }
    throw new NotWritable("the type " + t.fullName() + ", which no native module names");
  }

  private boolean isNative(String name) {
    return interpreter.sysAttribute("builtin_module_names") instanceof PyTuple names
        && Arrays.stream(names.items).anyMatch(n -> n instanceof PyStr s && s.value().equals(name));
  }

  private int inNative(PyModule m, PyObject o) throws NotWritable {
    PyDict dict = m.dict();
    for (int i = 0; i < dict.slotLimit(); i++) {
      if (dict.keyAt(i) instanceof PyStr name && dict.valueAt(i) == o) {
        return inNative(m, name.value(), o);
      }
    }
    return -1;
  }

  private int inNative(PyModule m, String attribute, PyObject o) throws NotWritable {
    String name = nameInModules(m);
    if (name == null || !isNative(name) || m.get(attribute) != o) {
      throw new NotWritable("what was " + attribute + " of module " + name);
    }
    int module = outsider(OUTSIDE_NATIVE_MODULE, string(name), 0);
    needed.add(-1 - module);
    return outsider(OUTSIDE_NATIVE, module, string(attribute));
  }

  private int moduleKind(String name) {
    return isNative(name) ? OUTSIDE_NATIVE_MODULE : OUTSIDE_MODULE;
  }

  private int outsider(int kind, int name, int attribute) {
    return outsiders.computeIfAbsent(List.of(kind, name, attribute), k -> outsiders.size());
  }

  private String nameInModules(PyModule m) {
    String own = nameOf(m);
    if (own != null && interpreter.modules.get(own) == m) {
      return own;
    }
    for (String name : moduleNames()) {
      if (interpreter.modules.get(name) == m) {
        return name;
      }
    }
    return null;
  }

  // the part

  /** Writes the image anew, with this state. */
  public void replaceState() throws IOException {
    byte[] made = ImageState.putInto(image, finish(), moduleCount());
    ImageFiles.write(Path.of(image.name()), false, ByteBuffer.wrap(made));
  }

  /** All that was written. */
  public byte[] finish() {
    PartOutput out = new PartOutput();
    for (int i = 0; i < HEADER_SIZE; i += 4) {
      out.i32(0);
    }
    out.patch(HEADER_VERSION, VERSION);
    out.patch(HEADER_CODES, image.codeCount());
    out.patch(HEADER_MODULES, modules.size());
    out.patch(HEADER_OBJECTS, objects.size());
    out.patch(HEADER_STRINGS, strings.size());
    out.patch(HEADER_OUTSIDERS, outsiders.size());
    writeModules(out);
    writeObjects(out);
    writeStrings(out);
    out.patch(HEADER_OUTSIDERS_AT, out.size());
    for (List<Object> outsider : outsiders.keySet()) {
      for (Object word : outsider) {
        out.i32((Integer) word);
      }
    }
    return out.toByteArray();
  }

  /** Modules are numbered in the order of their ends and found by the number of their bodies. */
  private void writeModules(PartOutput out) {
    int at = out.size();
    out.patch(HEADER_MODULES_AT, at);
    for (int i = 0; i < modules.size(); i++) {
      out.i32(modules.get(i).body).i32(0).i32(0);
    }
    for (int i = 0; i < modules.size(); i++) {
      out.patch(at + i * MODULE_SIZE + MODULE_RECORD, out.size());
      out.patch(at + i * MODULE_SIZE + MODULE_RECORD_SIZE, modules.get(i).record.length);
      out.bytes(modules.get(i).record);
    }
  }

  private void writeObjects(PartOutput out) {
    Map<Integer, List<Integer>> subclasses = new TreeMap<>();
    List<Integer> roots = new ArrayList<>();
    for (int i = 0; i < objects.size(); i++) {
      if (objects.get(i) instanceof PyType t) {
        for (PyType base : Anatomy.bases(t)) {
          Integer number = numbers.get(base);
          (number == null ? roots : subclasses.computeIfAbsent(number, n -> new ArrayList<>()))
              .add(i);
        }
      }
    }
    out.patch(HEADER_ROOTS_AT, out.size());
    classes(out, roots);
    int at = out.size();
    out.patch(HEADER_OBJECTS_AT, at);
    for (int i = 0; i <= objects.size(); i++) {
      out.i32(0);
    }
    int[] places = new int[objects.size()];
    for (int i = 0; i < objects.size(); i++) {
      places[i] = out.size();
      out.patch(at + 4 * i, out.size());
      out.bytes(records.get(i));
    }
    out.patch(at + 4 * objects.size(), out.size());
    for (Map.Entry<Integer, List<Integer>> entry : subclasses.entrySet()) {
      out.patch(places[entry.getKey()] + 4, out.size());
      classes(out, entry.getValue());
    }
  }

  /** Number of classes, then of each its module and itself. */
  private void classes(PartOutput out, List<Integer> classes) {
    out.i32(classes.size());
    for (int c : classes) {
      out.i32(owners.get(c)).i32(c);
    }
  }

  /** Not by a charset, which would replace lone surrogates. */
  private static byte[] utf16(String text) {
    byte[] bytes = new byte[2 * text.length()];
    for (int i = 0; i < text.length(); i++) {
      bytes[2 * i] = (byte) text.charAt(i);
      bytes[2 * i + 1] = (byte) (text.charAt(i) >> 8);
    }
    return bytes;
  }

  private void writeStrings(PartOutput out) {
    int at = out.size();
    out.patch(HEADER_STRINGS_AT, at);
    for (int i = 0; i <= strings.size(); i++) {
      out.i32(0);
    }
    int i = 0;
    for (String text : strings.keySet()) {
      out.patch(at + 4 * i++, out.size());
      boolean latin1 = text.chars().allMatch(c -> c < 256);
      out.bytes(new byte[] {(byte) (latin1 ? 0 : 1)});
      out.bytes(latin1 ? text.getBytes(StandardCharsets.ISO_8859_1) : utf16(text));
    }
    out.patch(at + 4 * i, out.size());
    out.align(4);
  }
}
