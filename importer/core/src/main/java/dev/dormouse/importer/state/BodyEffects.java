package dev.dormouse.importer.state;

import static dev.dormouse.importer.state.StateFormat.*;

import dev.dormouse.image.ImageState;
import dev.dormouse.image.PartOutput;
import dev.dormouse.runtime.modules.AbcModule;
import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Anatomy;
import dev.dormouse.runtime.objects.CodecRegistry;
import dev.dormouse.runtime.objects.Interpreter;
import dev.dormouse.runtime.objects.PyDict;
import dev.dormouse.runtime.objects.PyFunction;
import dev.dormouse.runtime.objects.PyModule;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a module's body does besides filling its namespace: to {@code sys.modules}, to classes,
 * dicts and registers that modules before it made. A state repeats what {@link #of} can say; a
 * module whose body does more must run.
 */
final class BodyEffects {
  /** Mutable objects of modules that are caches: what later modules leave in them is no loss. */
  private static final Set<String> CACHES = Set.of("re._cache", "encodings._cache");

  /** What native modules register, by functions that show it: a state cannot repeat that. */
  private static final String[][] REGISTERS = {
    {"_csv", "list_dialects"}, {"atexit", "_ncallbacks"}
  };

  private final Interpreter interpreter;
  private final StateGraph graph;

  /** How each object looked when we last knew that no module had changed it wrongly. */
  private final List<byte[]> seen = new ArrayList<>();

  /** What the namespaces of written modules held then. */
  private final IdentityHashMap<PyDict, Map<String, PyObject>> held = new IdentityHashMap<>();

  /**
   * What heap types had in their dictionaries then, those of native modules included. In the order
   * in which they were met, which is that of the effects: one build is like the next.
   */
  private final Map<PyType, Map<String, PyObject>> classes = new LinkedHashMap<>();

  private int lastCount;

  BodyEffects(StateGraph graph) {
    this.interpreter = graph.interpreter;
    this.graph = graph;
  }

  /**
   * What changes from here on, the next module's body does.
   *
   * @param all false if nothing has happened since the last time but that objects were written
   */
  void settle(boolean all) {
    try {
      for (int i = all ? 0 : seen.size(); i < graph.size(); i++) {
        byte[] now = look(i);
        if (i < seen.size()) {
          seen.set(i, now);
        } else {
          seen.add(now);
        }
        if (graph.object(i) instanceof PyType t) {
          classes.put(t, Namespaces.attributes(t.dictionary()));
        }
      }
      if (!all) {
        graph
            .namespaces
            .keySet()
            .forEach(dict -> held.computeIfAbsent(dict, Namespaces::attributes));
        return;
      }
      classes.replaceAll((t, before) -> Namespaces.attributes(t.dictionary()));
      graph.namespaces.keySet().forEach(dict -> held.put(dict, Namespaces.attributes(dict)));
    } catch (NotWritable e) {
      throw new IllegalStateException("what could be written cannot be compared", e);
    }
  }

  /** How many effects the module had that was asked for last. */
  int count() {
    return lastCount;
  }

  /** What native modules have registered. */
  List<String> registers() {
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

  /**
   * What the body of {@code r} did: the number of effects, then each, a kind and three words.
   *
   * @param mark the number of the first object that is this module's
   */
  PartOutput of(StateWriter.Running r, int mark) throws NotWritable {
    PartOutput list = new PartOutput();
    int count = 0;
    for (String name : Namespaces.names(interpreter.modules)) {
      PyObject entered = interpreter.modules.get(name);
      if (!r.modulesBefore.contains(name) && isEntered(r, name, entered, mark)) {
        list.i32(EFFECT_SYS_MODULES).i32(graph.string(name)).i32(graph.reference(entered)).i32(0);
        count++;
      }
    }
    PyObject[] codecs = CodecRegistry.current().searchFunctions();
    for (int i = r.codecsBefore; i < codecs.length; i++) {
      if (graph.numberOf(codecs[i]) instanceof Integer n && n >= mark) {
        list.i32(EFFECT_CODECS).i32(n << TAG_BITS | TAG_OBJECT);
        list.i32(NONE << TAG_BITS | TAG_SINGLETON).i32(0);
        count++;
      }
    }
    checkNamespaces(r);
    count += classEffects(mark, list);
    count += newSubclasses(mark, list);
    for (int i = 0; i < mark; i++) {
      PyObject o = graph.object(i);
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
            list.i32(graph.reference(d.keyAt(e))).i32(graph.reference(d.valueAt(e)));
            count++;
          }
        }
        graph.need(graph.owner(i));
      } else if (AbcModule.registered(o) != null) {
        Set<Integer> before = new LinkedHashSet<>();
        byte[] old = seen.get(i);
        for (int at = 8; at < old.length; at += 4) {
          before.add(ImageState.i32(old, at));
        }
        for (PyType t : AbcModule.registered(o)) {
          if (!before.contains(graph.looks.of(t))) {
            list.i32(EFFECT_REGISTER).i32(self).i32(graph.reference(t)).i32(0);
            count++;
          }
        }
        graph.need(graph.owner(i));
      } else {
        throw changed(o, i);
      }
    }
    lastCount = count;
    PartOutput out = new PartOutput();
    out.i32(count).bytes(list.toByteArray());
    return out;
  }

  /** Whether it is the body that put this into {@code sys.modules}, and not an import. */
  private boolean isEntered(StateWriter.Running r, String name, PyObject entered, int mark) {
    if (!(entered instanceof PyModule m)) {
      return graph.numberOf(entered) instanceof Integer n && n >= mark;
    }
    String own = Namespaces.nameOf(m);
    return !name.equals(own)
        && (m == r.module || own != null && (graph.library != null || r.imports.contains(own)));
  }

  /** How an object looks now, without writing down what it has come to hold. */
  private byte[] look(int number) throws NotWritable {
    PyObject o = graph.object(number);
    return o instanceof PyStr s && s.type == PyStr.TYPE
        ? graph.record(number)
        : graph.comparing.encode(o);
  }

  /** Heap types of a native module change only by what modules of Python code do to them. */
  void watchClasses(String nativeModule) {
    if (interpreter.modules.get(nativeModule) instanceof PyModule m) {
      PyDict dict = m.dict();
      for (int i = 0; i < dict.slotLimit(); i++) {
        if (dict.keyAt(i) != null && dict.valueAt(i) instanceof PyType t && t.isHeap()) {
          classes.computeIfAbsent(t, c -> Namespaces.attributes(c.dictionary()));
        }
      }
    }
  }

  /** Other modules must hold what they held, submodules apart, which importing them binds. */
  private void checkNamespaces(StateWriter.Running r) throws NotWritable {
    for (Map.Entry<PyDict, Map<String, PyObject>> entry : held.entrySet()) {
      for (Map.Entry<String, PyObject> now : Namespaces.attributes(entry.getKey()).entrySet()) {
        if (entry.getKey() != r.module.dict()
            && now.getValue() != entry.getValue().get(now.getKey())
            && !(now.getValue() instanceof PyModule)) {
          String name = graph.modules.get(graph.namespaces.get(entry.getKey())).name;
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
      Integer number = graph.numberOf(t);
      if (number != null && number >= mark) {
        continue; // made by this module
      }
      Map<String, PyObject> before = entry.getValue();
      Map<String, PyObject> now = Namespaces.attributes(t.dictionary());
      if (!now.keySet().containsAll(before.keySet())) {
        throw new NotWritable("its body deletes from class " + t.name());
      }
      for (Map.Entry<String, PyObject> attribute : now.entrySet()) {
        if (before.get(attribute.getKey()) != attribute.getValue()) {
          list.i32(EFFECT_CLASS).i32(graph.reference(t));
          list.i32(graph.reference(PyStr.interned(attribute.getKey())));
          list.i32(graph.reference(attribute.getValue()));
          count++;
        }
      }
    }
    return count;
  }

  /** The classes of this module that a class of somebody else must know of. */
  private int newSubclasses(int mark, PartOutput list) throws NotWritable {
    int count = 0;
    for (int i = mark; graph.library != null && i < graph.size(); i++) {
      if (graph.object(i) instanceof PyType t
          && Arrays.stream(Anatomy.bases(t))
              .anyMatch(b -> b.isHeap() && graph.numberOf(b) == null)) {
        list.i32(EFFECT_WAKE).i32(graph.reference(t)).i32(graph.reference(PyObject.NONE)).i32(0);
        count++;
      }
    }
    return count;
  }

  private NotWritable changed(PyObject o, int number) {
    String what = o instanceof PyFunction f ? "function " + f.name() : "a " + o.type.name();
    return new NotWritable(
        "its body changes " + what + " of module " + graph.modules.get(graph.owner(number)).name);
  }

  private boolean isCache(PyObject o) {
    for (String cache : CACHES) {
      if (Namespaces.find(interpreter, cache) == o) {
        return true;
      }
    }
    return false;
  }

  /** Forgets the objects from this number on. */
  void rollBack(int mark) {
    for (int i = mark; i < graph.size(); i++) {
      classes.remove(graph.object(i));
    }
  }
}
