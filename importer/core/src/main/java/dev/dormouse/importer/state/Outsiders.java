package dev.dormouse.importer.state;

import static dev.dormouse.importer.state.StateFormat.*;

import dev.dormouse.image.ImageCode;
import dev.dormouse.image.PartOutput;
import dev.dormouse.runtime.objects.Interpreter;
import dev.dormouse.runtime.objects.PyBuiltinFunction;
import dev.dormouse.runtime.objects.PyCode;
import dev.dormouse.runtime.objects.PyDict;
import dev.dormouse.runtime.objects.PyFunction;
import dev.dormouse.runtime.objects.PyModule;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.objects.PyType;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a state refers to and does not hold: modules, what native modules have under a name, and
 * builtin types. It is looked up where the state is used.
 */
final class Outsiders {
  /** The type of the one object of {@code sys} that never changes and that others hold. */
  private static final String VERSION_INFO = "sys.version_info";

  private final Interpreter interpreter;
  private final StateGraph graph;

  /** Kind and two words of each, to its number. */
  private final Map<List<Integer>, Integer> numbers = new LinkedHashMap<>();

  Outsiders(Interpreter interpreter, StateGraph graph) {
    this.interpreter = interpreter;
    this.graph = graph;
  }

  int count() {
    return numbers.size();
  }

  void write(PartOutput out) {
    for (List<Integer> outsider : numbers.keySet()) {
      for (int word : outsider) {
        out.i32(word);
      }
    }
  }

  /** The same for an application, to which the library and all that it found are outside. */
  int ofApplication(PyObject o) throws NotWritable {
    Integer there = graph.library.numberOf(o);
    if (there != null) {
      int owner = graph.library.ownerOf(there);
      // What was made without its module is a value that is nobody's.
      if (graph.library.namespace(owner) != null) {
        needLibrary(owner);
      }
      return outsider(OUTSIDE_LIBRARY, there, 0);
    }
    if (o instanceof PyCode c
        && c.unit instanceof ImageCode code
        && code.image() == graph.library.image()) {
      return outsider(OUTSIDE_LIBRARY_CODE, code.index(), 0);
    }
    int native_ = of(o);
    if (native_ >= 0 || !graph.surroundings.has(o) || !StateGraph.isMutable(o)) {
      return native_;
    }
    if (TypingAliases.is(o)) {
      return -1;
    }
    String[] name = graph.surroundings.nameOf(o, this::runsFirst);
    if (name == null) {
      throw new NotWritable(graph.surroundings.describe(o));
    }
    return attribute(name);
  }

  /** What a module has under a name when the one is imported that is written. */
  int attribute(String[] moduleAndName) {
    String name = moduleAndName[0];
    int module = outsider(moduleKind(name), graph.string(name), 0);
    int number = outsider(OUTSIDE_ATTRIBUTE_OF, module, graph.string(moduleAndName[1]));
    graph.needOutsider(module);
    graph.needOutsider(number);
    return number;
  }

  /** Whether a module is in place, whole, whenever the one that is written is imported. */
  private boolean runsFirst(PyModule m) {
    String name = Namespaces.nameOf(m);
    return name != null
        && interpreter.modules.get(name) == m
        && !isNative(name)
        && !graph.isRunning(m)
        && !graph.namespaces.containsKey(m.dict())
        && !graph.library.holds(m.dict());
  }

  /** A logger that the module asked for, whether it kept it or not. */
  int logger(String name) {
    int number = outsider(OUTSIDE_LOGGER, graph.string(name), 0);
    graph.needOutsider(number);
    return number;
  }

  void needLibrary(int module) {
    graph.needLibrary(module);
  }

  /** The number of what is looked up and not written, or -1. */
  int of(PyObject o) throws NotWritable {
    if (o instanceof PyModule m) {
      String name = nameInModules(m);
      if (name == null) {
        throw new NotWritable("a module that is not in sys.modules");
      }
      int number = outsider(moduleKind(name), graph.string(name), 0);
      graph.needOutsider(number);
      return number;
    }
    if (o instanceof PyBuiltinFunction f && f.self instanceof PyModule m) {
      return inNative(m, f.name(), o);
    }
    if (o instanceof PyType t && !t.isHeap()) {
      return ofType(t);
    }
    String logger = new Loggers(interpreter).nameOf(o);
    if (logger != null) {
      return logger(logger);
    }
    boolean ofSys = o.type.fullName().equals(VERSION_INFO);
    return (StateGraph.isMutable(o) || ofSys) && !(o instanceof PyFunction) ? inNatives(o) : -1;
  }

  /** A native module that has this object under a name, and keeps it. */
  private int inNatives(PyObject o) throws NotWritable {
    for (Map.Entry<String, PyModule> m : natives().entrySet()) {
      boolean changes = m.getKey().equals("sys") || m.getKey().equals("builtins");
      if (!changes || o.type.fullName().equals(VERSION_INFO)) {
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
    for (String name : Namespaces.names(interpreter.modules)) {
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
      return outsider(OUTSIDE_UNNAMED, graph.string(t.name()), 0);
    }
    throw new NotWritable("the type " + t.fullName() + ", which no native module names");
  }

  boolean isNative(String name) {
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
    int module = outsider(OUTSIDE_NATIVE_MODULE, graph.string(name), 0);
    graph.needOutsider(module);
    return outsider(OUTSIDE_NATIVE, module, graph.string(attribute));
  }

  private int moduleKind(String name) {
    return isNative(name) ? OUTSIDE_NATIVE_MODULE : OUTSIDE_MODULE;
  }

  private int outsider(int kind, int name, int attribute) {
    return numbers.computeIfAbsent(List.of(kind, name, attribute), k -> numbers.size());
  }

  private String nameInModules(PyModule m) {
    String own = Namespaces.nameOf(m);
    if (own != null && interpreter.modules.get(own) == m && !graph.aliases.contains(own)) {
      return own;
    }
    for (String name : Namespaces.names(interpreter.modules)) {
      if (interpreter.modules.get(name) == m) {
        return name;
      }
    }
    return null;
  }
}
