package dev.dormouse.importer.state;

import static dev.dormouse.importer.state.StateFormat.*;

import dev.dormouse.image.ImageState;
import dev.dormouse.image.PartOutput;
import dev.dormouse.runtime.modules.AbcModule;
import dev.dormouse.runtime.modules.AtexitModule;
import dev.dormouse.runtime.objects.Anatomy;
import dev.dormouse.runtime.objects.CodecRegistry;
import dev.dormouse.runtime.objects.Interpreter;
import dev.dormouse.runtime.objects.PyDict;
import dev.dormouse.runtime.objects.PyFunction;
import dev.dormouse.runtime.objects.PyList;
import dev.dormouse.runtime.objects.PyModule;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.objects.PyType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
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

  /** What {@code importlib} says of the two modules under it. */
  private static final Set<String> IDENTITY = Set.of("__name__", "__package__", "__file__");

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
      boolean isNew = !r.modulesBefore.contains(name) || isBelow(r, name, entered);
      if (isNew && isEntered(r, name, entered, mark)) {
        r.imports.remove(name); // by then it would be another one
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
    count += registrations(r.registered, list);
    count += namespaceEffects(r, mark, list);
    count += classEffects(mark, list);
    count += newSubclasses(mark, list);
    count += early(mark, list);
    Loggers loggers = new Loggers(interpreter);
    for (int i = 0; i < mark; i++) {
      PyObject o = graph.object(i);
      byte[] now = look(i);
      if (Arrays.equals(now, seen.get(i))
          || isCache(o)
          || o instanceof PyType
          || loggers.isRegistry(o)) {
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
      } else if (o instanceof PyList l && o.type == PyList.TYPE) {
        int before = ImageState.i32(seen.get(i), 4);
        if (l.size() <= before
            || !Arrays.equals(
                Arrays.copyOfRange(now, 8, 8 + 4 * before),
                Arrays.copyOfRange(seen.get(i), 8, 8 + 4 * before))) {
          throw changed(o, i);
        }
        PyObject[] items = l.toArray();
        for (int item = before; item < items.length; item++) {
          list.i32(EFFECT_APPEND).i32(self).i32(graph.reference(items[item])).i32(0);
          count++;
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

  /**
   * {@code os.path}, which may have been there asleep: no import but that of its parent gives it.
   */
  private static boolean isBelow(StateWriter.Running r, String name, PyObject entered) {
    return name.startsWith(r.found.name() + ".")
        && r.imports.contains(name)
        && entered instanceof PyModule m
        && !name.equals(Namespaces.nameOf(m));
  }

  /** Other names that a body of the library gave in {@code sys.modules} to what it imported. */
  void noteAliases(StateWriter.Running r) {
    for (String name : Namespaces.names(interpreter.modules)) {
      for (String other : r.modulesBefore.contains(name) ? Set.<String>of() : r.imports) {
        if (interpreter.modules.get(other) instanceof PyModule m
            && name.equals(Namespaces.nameOf(m))
            && !name.equals(other)
            && interpreter.modules.get(name) == m) {
          graph.aliases.add(name);
        }
      }
    }
  }

  /** Whether it is the body that put this into {@code sys.modules}, and not an import. */
  private boolean isEntered(StateWriter.Running r, String name, PyObject entered, int mark) {
    if (!(entered instanceof PyModule m)) {
      return graph.numberOf(entered) instanceof Integer n && n >= mark;
    }
    String own = Namespaces.nameOf(m);
    if (graph.aliases.contains(name)) {
      return !r.modulesBefore.contains(name);
    }
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

  /** What others keep for the body, in the order in which it gave it to them. */
  private int registrations(Registrations.Own own, PartOutput list) throws NotWritable {
    for (AtexitModule.Call call : own.calls) {
      if (call.kwnames != null) {
        throw new NotWritable("its body registers a function with keywords for the exit");
      }
      list.i32(EFFECT_EXIT).i32(graph.reference(call.function));
      list.i32(graph.reference(PyTuple.of(call.args))).i32(0);
    }
    PyObject dialects = Namespaces.find(interpreter, Registrations.DIALECTS);
    for (Map.Entry<String, PyObject> dialect : own.dialects.entrySet()) {
      list.i32(EFFECT_DICT).i32(graph.reference(dialects));
      list.i32(graph.reference(PyStr.of(dialect.getKey())));
      list.i32(graph.reference(dialect.getValue()));
    }
    return own.calls.size() + own.dialects.size();
  }

  /** What is to be made by the thread that imports, and then. */
  private int early(int mark, PartOutput list) throws NotWritable {
    int count = 0;
    for (int i = mark; i < graph.size(); i++) {
      if (graph.isEarly(i)) {
        list.i32(EFFECT_WAKE).i32(i << TAG_BITS | TAG_OBJECT);
        list.i32(graph.reference(PyObject.NONE)).i32(0);
        count++;
      }
    }
    return count;
  }

  /**
   * Other modules must hold what they held, submodules apart, which importing them binds; but for
   * what says what they are, and for what the body's own module has made for them.
   */
  private int namespaceEffects(StateWriter.Running r, int mark, PartOutput list)
      throws NotWritable {
    int count = 0;
    List<Map.Entry<PyDict, Map<String, PyObject>>> inOrder = new ArrayList<>(held.entrySet());
    inOrder.sort(Comparator.comparing(entry -> graph.namespaces.get(entry.getKey())));
    for (Map.Entry<PyDict, Map<String, PyObject>> entry : inOrder) {
      for (Map.Entry<String, PyObject> now : Namespaces.attributes(entry.getKey()).entrySet()) {
        if (entry.getKey() != r.module.dict()
            && now.getValue() != entry.getValue().get(now.getKey())
            && !(now.getValue() instanceof PyModule)) {
          String name = graph.modules.get(graph.namespaces.get(entry.getKey())).name;
          boolean isOwn = graph.numberOf(now.getValue()) instanceof Integer n && n >= mark;
          if (!isOwn && !IDENTITY.contains(now.getKey())) {
            throw new NotWritable("its body sets " + now.getKey() + " of module " + name);
          }
          list.i32(EFFECT_ATTRIBUTE).i32(graph.reference(moduleOf(entry.getKey())));
          list.i32(graph.reference(PyStr.of(now.getKey())));
          list.i32(graph.reference(now.getValue()));
          count++;
        }
      }
    }
    return count;
  }

  private PyModule moduleOf(PyDict namespace) throws NotWritable {
    for (String name : Namespaces.names(interpreter.modules)) {
      if (interpreter.modules.get(name) instanceof PyModule m
          && !m.isDormant()
          && m.dict() == namespace) {
        return m;
      }
    }
    throw new NotWritable("its body changes a module that is not in sys.modules");
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
