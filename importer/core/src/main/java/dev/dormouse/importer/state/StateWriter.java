package dev.dormouse.importer.state;

import static dev.dormouse.importer.state.StateFormat.*;

import dev.dormouse.image.Image;
import dev.dormouse.image.ImageFiles;
import dev.dormouse.image.ImageModule;
import dev.dormouse.image.ImageState;
import dev.dormouse.image.PartOutput;
import dev.dormouse.runtime.objects.Interpreter;
import dev.dormouse.runtime.objects.Names;
import dev.dormouse.runtime.objects.PyDict;
import dev.dormouse.runtime.objects.PyModule;
import dev.dormouse.runtime.objects.PyObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
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
    final List<String> registersBefore;

    Running(ImageModule found, PyModule module, List<String> registers) {
      this.found = found;
      this.module = module;
      this.registersBefore = registers;
    }
  }

  private final Interpreter interpreter;
  private final Image image;
  private final StateGraph graph;
  private final BodyEffects effects;
  private final Set<String> wanted;
  private final Deque<Running> running = new ArrayDeque<>();
  private final Map<String, String> refused = new LinkedHashMap<>();

  /**
   * @param wanted the modules to write, by name; the bodies of all others run at every import
   */
  public StateWriter(Interpreter interpreter, Image image, Set<String> wanted) {
    this.interpreter = interpreter;
    this.image = image;
    this.wanted = wanted;
    this.graph = new StateGraph(interpreter, image, this::isRunning);
    this.effects = new BodyEffects(graph);
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

  public void begins(ImageModule found, PyModule module) {
    Running r = new Running(found, module, effects.registers());
    r.modulesBefore.addAll(Namespaces.names(interpreter.modules));
    running.push(r);
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
   * @param completed whether the body came to its end
   */
  public void ends(boolean completed) {
    Running r = running.peek();
    String name = r.found.name();
    int mark = graph.size();
    int number = graph.modules.size();
    try {
      if (!completed || !wanted.contains(name) || r.found.image() != image) {
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
    running.pop();
  }

  /** What changes from here on, the next module's body does. */
  public void settle() {
    effects.settle();
  }

  /** The record of a module; see {@link ModuleStates} for its reader. */
  private void write(Running r, int number, int mark) throws NotWritable {
    if (!effects.registers().equals(r.registersBefore)) {
      throw new NotWritable("its body registers something: " + effects.registers());
    }
    Set<Integer> needed = graph.beginNeeds();
    PyDict dict = r.module.dict();
    PartOutput body = new PartOutput();
    PyObject doc = dict.get(Names.DOC);
    body.i32(graph.reference(doc == null ? PyObject.NONE : doc));
    body.i32(graph.reference(dict.get(Names.DUNDER_NAME)));
    graph.writing.table(body, dict, FILLED);
    PartOutput changes = effects.of(r, mark);
    needed.remove(number);

    PartOutput out = new PartOutput();
    out.i32(r.imports.size());
    for (String name : r.imports) {
      out.i32(graph.string(name));
    }
    List<Integer> others = new ArrayList<>();
    List<Integer> outside = new ArrayList<>();
    for (int n : needed) {
      (n >= 0 ? others : outside).add(n >= 0 ? n : -1 - n);
    }
    out.i32(others.size());
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
    w.name = r.found.name();
    w.body = r.found.code().index();
    w.record = out.toByteArray();
    graph.modules.add(w);
  }

  /** Writes the image anew, with this state. */
  public void replaceState() throws IOException {
    byte[] made = ImageState.putInto(image, new StatePart(graph).finish(), moduleCount());
    ImageFiles.write(Path.of(image.name()), false, ByteBuffer.wrap(made));
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
