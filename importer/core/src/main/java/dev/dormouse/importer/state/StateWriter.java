package dev.dormouse.importer.state;

import static dev.dormouse.importer.state.StateFormat.*;

import dev.dormouse.image.Image;
import dev.dormouse.image.ImageFiles;
import dev.dormouse.image.ImageModule;
import dev.dormouse.image.ImageState;
import dev.dormouse.image.PartOutput;
import dev.dormouse.image.app.ClassesHash;
import dev.dormouse.runtime.modules.Compiling;
import dev.dormouse.runtime.objects.CodecRegistry;
import dev.dormouse.runtime.objects.Interpreter;
import dev.dormouse.runtime.objects.Names;
import dev.dormouse.runtime.objects.PyCode;
import dev.dormouse.runtime.objects.PyDict;
import dev.dormouse.runtime.objects.PyModule;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.ThreadState;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Watches an interpreter import modules of one image, and writes down what each of them is when its
 * body has run.
 *
 * <p>All that is written is one graph: an object belongs to the module at whose end it was first
 * seen, others refer to it. So a module can be written only if all modules whose objects it holds
 * were, and if its body did nothing to them that {@link BodyEffects} cannot say. One that cannot is
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

  /** A module whose body is running. */
  static final class Running {
    final ImageModule found;
    final PyModule module;

    /** What its body imported, in order, by absolute names. */
    final Set<String> imports = new LinkedHashSet<>();

    final Set<String> modulesBefore = new LinkedHashSet<>();
    final Set<Object> registeredBefore;

    /** Modules that its body tried to import and that nobody knows. */
    final Set<String> missing = new LinkedHashSet<>();

    /** Why it cannot be written, whatever else may be; null if nothing is known. */
    String obstacle;

    /** What its body registered; null until it has ended. */
    Registrations.Own registered;

    /** Whether its state is taken, or refused, and its body runs on. */
    boolean inTail;

    /** Where its body runs on at every import. */
    int tail;

    /** How many modules are being made, one for the other, while its body waits. */
    int interruptions;

    /** Null for a module of the library, and for one that nobody wants. */
    BodyWatch watch;

    /** How many search functions for codecs there were. */
    final int codecsBefore;

    Running(ImageModule found, PyModule module, Set<Object> registered) {
      this.found = found;
      this.module = module;
      this.registeredBefore = registered;
      this.codecsBefore = CodecRegistry.current().searchFunctions().length;
    }

    void refuse(String why) {
      obstacle = obstacle == null ? why : obstacle;
    }
  }

  private final Interpreter interpreter;
  private final Image image;
  private final StateGraph graph;
  private final BodyEffects effects;
  private final Set<String> wanted;
  private final Deque<Running> running = new ArrayDeque<>();
  private final Map<String, String> refused = new LinkedHashMap<>();

  private final Registrations registrations;

  /** By module, the name that the first statement sets which is not covered by its state. */
  private final Map<String, String> tails = new HashMap<>();

  /** By module, a name in it and the native function that gives it its value at every import. */
  private final Map<String, String[]> calls = new HashMap<>();

  /** Whether a body ran that may have changed what is written. */
  private boolean disturbed;

  /**
   * @param wanted the modules to write, by name; the bodies of all others run at every import.
   *     {@code module:name} is a module whose state ends before the first statement that sets the
   *     name, and {@code module:name=native.function} one that has what the function gives then
   * @param library the library's states, if {@code image} is another one; else null
   */
  public StateWriter(
      Interpreter interpreter, Image image, Set<String> wanted, ModuleStates library) {
    this.interpreter = interpreter;
    this.image = image;
    this.wanted = new LinkedHashSet<>();
    for (String each : wanted) {
      int colon = each.indexOf(':');
      int equals = each.indexOf('=');
      String module = moduleOf(each);
      this.wanted.add(module);
      if (equals > 0) {
        String[] call = {each.substring(colon + 1, equals), each.substring(equals + 1)};
        calls.put(module, call);
      } else if (colon > 0) {
        tails.put(module, each.substring(colon + 1));
      }
    }
    this.registrations = new Registrations(interpreter);
    this.graph = new StateGraph(interpreter, image, library, this::isRunning);
    this.effects = new BodyEffects(graph);
    if (library != null) {
      library.rememberMade();
    }
  }

  /** The module that one of the {@code wanted} is about. */
  public static String moduleOf(String wanted) {
    int colon = wanted.indexOf(':');
    return colon < 0 ? wanted : wanted.substring(0, colon);
  }

  /** Why modules were not written, by name; those that nobody wanted are not in it. */
  public Map<String, String> refused() {
    return refused;
  }

  public int moduleCount() {
    return graph.modules.size();
  }

  public int objectCount() {
    return graph.size();
  }

  // what the import system tells

  /** A module is about to be made: what has changed until now, the body at hand did. */
  public void interrupts(String name) {
    Running r = running.peek();
    if (r != null && r.interruptions++ == 0 && r.watch != null) {
      noteChanges(r);
      ThreadState.current().setProfile(null);
    }
    if (r != null && r.watch != null) {
      r.imports.add(name);
    }
  }

  private void noteChanges(Running r) {
    for (String change : graph.surroundings.look(d -> isOwn(r, d))) {
      r.refuse("its body changes " + change);
    }
  }

  private boolean isOwn(Running r, PyDict namespace) {
    return namespace == r.module.dict() || graph.namespaces.containsKey(namespace);
  }

  /** What changes from here on, the body of {@code r} does. */
  private void watch(Running r) {
    graph.surroundings.look(d -> isOwn(r, d));
    ThreadState.current().setProfile(r.watch);
  }

  private boolean isWanted(ImageModule found) {
    return wanted.contains(found.name()) && found.image() == image;
  }

  public void begins(ImageModule found, PyModule module) {
    Running r = new Running(found, module, registrations.now());
    r.modulesBefore.addAll(Namespaces.names(interpreter.modules));
    running.push(r);
    if (graph.library != null && isWanted(found)) {
      r.watch = new BodyWatch();
      watch(r);
    }
  }

  /** An import statement of the code that has this namespace failed. */
  public void failed(PyDict globals, String name, String missing) {
    Running r = running.peek();
    if (r == null || r.module.dict() != globals) {
      return;
    }
    if (name.equals(missing) || name.startsWith(missing + ".")) {
      r.missing.add(missing);
    } else {
      r.refuse("its body imports " + name + ", which fails");
    }
  }

  /** The code that has this namespace took something out of a module, by its name. */
  public void takes(PyDict globals, String name) {
    Running taker = running.peek();
    if (graph.library == null || taker == null || taker.module.dict() != globals) {
      return;
    }
    for (Running r : running) {
      if (r != taker && r.found.name().equals(name)) {
        r.refuse(taker.found.name() + " imports from it while its body runs");
      }
    }
  }

  /** The code that has this namespace imported a module. */
  public void imported(PyDict globals, String name) {
    if (graph.outsiders.isNative(name)) {
      effects.watchClasses(name);
    }
    Running r = running.peek();
    if (r != null && r.module.dict() == globals) {
      r.imports.add(name);
    }
  }

  /**
   * Runs the body that has begun up to its tail, if it has one, and writes the state that is there
   * then.
   *
   * @param code the body, awake
   * @return the offset from which it is to run on
   */
  public int runHead(PyCode code) {
    Running r = running.peek();
    String name = tails.get(r.found.name());
    if (name == null || !isWanted(r.found)) {
      return 0;
    }
    byte[] whole = code.wordcode;
    try {
      r.tail = BodyTail.offset(image.name(), code.unit, name);
      code.wordcode = BodyTail.endingAt(image.name(), code.unit, whole, r.tail);
      PyDict globals = r.module.dict();
      Compiling.run(code, globals, globals, null);
    } catch (NotWritable e) {
      refused.put(r.found.name(), e.getMessage());
      r.inTail = true;
      return 0;
    } finally {
      code.wordcode = whole;
    }
    writeOrRefuse(r, true);
    effects.settle(true);
    r.inTail = true;
    return r.tail;
  }

  /** The import system has put other objects into a module that is written. */
  public void replacesIn(PyModule module) {
    graph.goesOn(module.dict());
    disturbed = true;
    settleEffects();
  }

  /**
   * @param completed whether the body came to its end
   */
  public void ends(boolean completed) {
    Running r = running.peek();
    if (r.inTail) {
      ThreadState.current().setProfile(null);
      registrations.own(r.registeredBefore);
      graph.goesOn(r.module.dict());
      disturbed = true;
    } else {
      writeOrRefuse(r, completed);
    }
    running.pop();
  }

  private void writeOrRefuse(Running r, boolean completed) {
    String name = r.found.name();
    int mark = graph.size();
    int number = graph.modules.size();
    r.registered = registrations.own(r.registeredBefore);
    if (r.watch != null) {
      ThreadState.current().setProfile(null);
      noteChanges(r);
    }
    try {
      if (!completed || !isWanted(r.found)) {
        throw new NotWritable("nobody wants it");
      }
      graph.namespaces.put(r.module.dict(), number);
      write(r, number, mark);
    } catch (NotWritable e) {
      graph.namespaces.remove(r.module.dict());
      effects.rollBack(mark);
      graph.rollBack(mark);
      if (wanted.contains(name)) {
        refused.put(name, e.getMessage());
      }
    }
    disturbed |= number == graph.modules.size() || effects.count() > 0;
  }

  /** The end of what {@link #interrupts} began: what changes now, the next body does. */
  public void settle() {
    settleEffects();
    if (running.peek() instanceof Running r && --r.interruptions == 0 && r.watch != null) {
      watch(r);
    }
  }

  private void settleEffects() {
    effects.settle(graph.library == null || disturbed);
    disturbed = false;
  }

  /** The record of a module; see {@link ModuleStates} for its reader. */
  private void write(Running r, int number, int mark) throws NotWritable {
    if (r.registered.takesAway) {
      throw new NotWritable("its body takes back what others registered");
    }
    for (String logger : r.registered.loggers) {
      if (!new Loggers(interpreter).isPristine(logger)) {
        throw new NotWritable("its body sets up logger " + logger);
      }
    }
    checkApplication(r);
    if (graph.library == null) {
      effects.noteAliases(r);
    }
    Set<Integer> needed = graph.beginNeeds();
    for (String logger : r.registered.loggers) {
      graph.outsiders.logger(logger);
    }
    PyDict dict = r.module.dict();
    if (calls.get(r.found.name()) instanceof String[] call) {
      graph.callAtImport(dict.get(call[0]), call[1]);
    }
    PartOutput body = new PartOutput();
    PyObject doc = dict.get(Names.DOC);
    body.i32(graph.reference(doc == null ? PyObject.NONE : doc));
    body.i32(graph.reference(dict.get(Names.DUNDER_NAME)));
    graph.writing.table(body, dict, FILLED);
    PartOutput changes = effects.of(r, mark);
    needed.remove(number);

    PartOutput out = new PartOutput();
    out.i32(r.found.name().equals("warnings") ? NEEDS_NO_WARNOPTIONS : 0);
    out.i32(r.tail);
    out.i32(r.imports.size() + r.missing.size());
    for (String name : r.imports) {
      out.i32(graph.string(name));
    }
    for (String name : r.missing) {
      out.i32(-1 - graph.string(name));
    }
    List<Integer> others = new ArrayList<>();
    List<Integer> outside = new ArrayList<>();
    for (int n : needed) {
      (n >= 0 ? others : outside).add(n >= 0 ? n : -1 - n);
    }
    out.i32(graph.neededOfLibrary().size() + others.size());
    for (int other : graph.neededOfLibrary()) {
      out.i32(-1 - other).i32(graph.string(nameInModules(graph.library.namespace(other))));
    }
    for (int other : others) {
      out.i32(other).i32(graph.string(graph.modules.get(other).name));
    }
    out.i32(outside.size());
    for (int o : outside) {
      out.i32(o);
    }
    out.bytes(changes.toByteArray());
    out.bytes(body.toByteArray());
    StateGraph.Written w = new StateGraph.Written();
    w.name =
        interpreter.modules.get(r.found.name()) == r.module
            ? r.found.name()
            : Namespaces.nameOf(r.module);
    w.body = r.found.code().index();
    w.record = out.toByteArray();
    w.objects = mark;
    graph.modules.add(w);
  }

  /** The first name in {@code sys.modules}: what a module calls itself may be another's alias. */
  private String nameInModules(PyDict namespace) throws NotWritable {
    for (String name : Namespaces.names(interpreter.modules)) {
      if (interpreter.modules.get(name) instanceof PyModule m
          && !m.isDormant()
          && m.dict() == namespace) {
        return name;
      }
    }
    throw new NotWritable("a module that is not in sys.modules");
  }

  /** What would keep any state of this module from being the same as a run of its body. */
  private void checkApplication(Running r) throws NotWritable {
    if (r.watch == null) {
      return;
    }
    if (r.watch.heard() != null) {
      throw new NotWritable("its body " + r.watch.heard());
    }
    if (r.obstacle != null) {
      throw new NotWritable(r.obstacle);
    }
    if (interpreter.modules.get(r.found.name()) != r.module) {
      throw new NotWritable("its body puts something else in its place");
    }
    for (String name : r.modulesBefore) {
      if (interpreter.modules.get(name) == null) {
        throw new NotWritable("its body removes module " + name);
      }
    }
  }

  /** Writes the image anew, with this state. */
  public void replaceState() throws IOException {
    byte[] basis =
        graph.library == null
            ? ClassesHash.of(Interpreter.class, StateWriter.class)
            : graph.library.image().contentIdBytes();
    byte[] made = ImageState.putInto(image, new StatePart(graph).finish(basis), moduleCount());
    ByteBuffer prefix = image.prefix();
    if (prefix == null) {
      ImageFiles.write(Path.of(image.name()), false, ByteBuffer.wrap(made));
    } else {
      ImageFiles.write(Path.of(image.name()), true, prefix, ByteBuffer.wrap(made));
    }
  }

  private boolean isRunning(PyObject module) {
    for (Running r : running) {
      if (r.module == module) {
        return true;
      }
    }
    return false;
  }
}
