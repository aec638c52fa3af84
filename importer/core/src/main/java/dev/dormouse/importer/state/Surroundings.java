package dev.dormouse.importer.state;

import dev.dormouse.runtime.modules.AbcModule;
import dev.dormouse.runtime.modules.functools.FunctoolsModule;
import dev.dormouse.runtime.objects.Anatomy;
import dev.dormouse.runtime.objects.Interpreter;
import dev.dormouse.runtime.objects.Names;
import dev.dormouse.runtime.objects.PyBuiltinFunction;
import dev.dormouse.runtime.objects.PyCell;
import dev.dormouse.runtime.objects.PyClassMethod;
import dev.dormouse.runtime.objects.PyCode;
import dev.dormouse.runtime.objects.PyDict;
import dev.dormouse.runtime.objects.PyFloat;
import dev.dormouse.runtime.objects.PyFunction;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyList;
import dev.dormouse.runtime.objects.PyMethod;
import dev.dormouse.runtime.objects.PyModule;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyProperty;
import dev.dormouse.runtime.objects.PyStaticMethod;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.objects.PyType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * All that a module being written finds in place: the objects of the library, of native modules and
 * of modules whose bodies run at every import. They are not its own, so its state can refer to them
 * only by a name; and a body that changes one of them must run.
 *
 * <p>What an object holds is seen as far as its type says. A change inside of a native object that
 * says nothing (a lock, a file, a deque's limit) goes unseen.
 */
final class Surroundings {
  /** What the import system puts into namespaces, and changes. */
  private static final Set<String> MACHINERY =
      Set.of(
          "__builtins__",
          "__spec__",
          "__loader__",
          "__path__",
          "__cached__",
          "__file__",
          "__warningregistry__");

  /** Dicts and lists that are caches: that a body fills them is no loss. By module and name. */
  private static final Set<String> CACHES =
      Set.of(
          "re._cache",
          "linecache.cache",
          "sys.modules",
          "sys.path_importer_cache",
          "_imp.__dict__",
          "typing._cleanups",
          "warnings.onceregistry");

  /** Members that a flag makes as they are asked for. */
  private static final String MEMBERS = "_value2member_map_";

  /** One object: what it held, and the module from which it was first reached. */
  private record Held(Object[] parts, String from) {}

  private final Interpreter interpreter;

  /** What is the writer's own affair: objects that are written. */
  private final Predicate<PyObject> isWritten;

  // Compared by identity: names of attributes are interned.
  private final Set<PyObject> machinery = Collections.newSetFromMap(new IdentityHashMap<>());
  private final PyStr members = PyStr.interned(MEMBERS);

  /** Of the object at hand. */
  private final List<Object> parts = new ArrayList<>();

  private Map<PyObject, Held> objects = new IdentityHashMap<>();
  private final Deque<PyObject> pending = new ArrayDeque<>();

  Surroundings(Interpreter interpreter, Predicate<PyObject> isWritten) {
    this.interpreter = interpreter;
    this.isWritten = isWritten;
    for (String name : MACHINERY) {
      machinery.add(PyStr.interned(name));
    }
  }

  /**
   * Looks at everything anew.
   *
   * @param isOwn whether this is the namespace of a module that is written, or about to be
   * @return what has changed since the last time, in words; empty if nothing has
   */
  List<String> look(Predicate<PyDict> isOwn) {
    Map<PyObject, Held> before = objects;
    objects = new IdentityHashMap<>(before.size() * 2);
    List<String> changes = new ArrayList<>();
    Set<PyObject> caches = caches();
    for (Map.Entry<String, PyModule> m : modules().entrySet()) {
      PyDict namespace = m.getValue().dict();
      if (isOwn.test(namespace)) {
        continue;
      }
      visit(namespace, m.getKey(), namespaceParts(namespace));
      compare(namespace, before, changes);
      while (!pending.isEmpty()) {
        PyObject o = pending.remove();
        if (!objects.containsKey(o) && !isWritten.test(o)) {
          visit(o, m.getKey(), parts(o));
          if (!caches.contains(o)) {
            compare(o, before, changes);
          }
        }
      }
    }
    return changes;
  }

  /** Whether this object was there, and is not the module's own. */
  boolean has(PyObject o) {
    return objects.containsKey(o);
  }

  /** In words, whose object this is. */
  String describe(PyObject o) {
    String what =
        o instanceof PyType t
            ? "class " + t.name()
            : o instanceof PyFunction f ? "function " + f.name() : "a " + o.type.name();
    return what + " of module " + objects.get(o).from;
  }

  /**
   * A module that has this object under a name: its own if it says what that is, else the first.
   * Null if there is none.
   */
  String[] nameOf(PyObject o, Predicate<PyModule> serves) {
    String[] found = null;
    PyStr own =
        o instanceof PyFunction f && f.module instanceof PyStr s
            ? s
            : o instanceof PyType t && t.isHeap() && t.own(Names.MODULE) instanceof PyStr s
                ? s
                : null;
    for (Map.Entry<String, PyModule> m : modules().entrySet()) {
      boolean isOwn = own != null && own.value().equals(m.getKey());
      if (found != null && !isOwn || !serves.test(m.getValue())) {
        continue;
      }
      for (Map.Entry<String, PyObject> e : Namespaces.attributes(m.getValue().dict()).entrySet()) {
        if (e.getValue() == o && !MACHINERY.contains(e.getKey())) {
          found = new String[] {m.getKey(), e.getKey()};
          break;
        }
      }
    }
    return found;
  }

  /** Those that are awake, by the names they are known under. */
  private TreeMap<String, PyModule> modules() {
    TreeMap<String, PyModule> awake = new TreeMap<>();
    for (String name : Namespaces.names(interpreter.modules)) {
      if (interpreter.modules.get(name) instanceof PyModule m && !m.isDormant()) {
        awake.put(name, m);
      }
    }
    return awake;
  }

  private Set<PyObject> caches() {
    Set<PyObject> caches = Collections.newSetFromMap(new IdentityHashMap<>());
    for (String cache : CACHES) {
      PyObject o = Namespaces.find(interpreter, cache);
      if (o != null) {
        caches.add(o);
      }
    }
    return caches;
  }

  private void visit(PyObject o, String from, Object[] parts) {
    objects.put(o, new Held(parts, from));
    for (Object part : parts) {
      if (part instanceof PyObject p && !(p instanceof PyModule) && !isPlain(p)) {
        pending.add(p);
      }
    }
  }

  private void compare(PyObject o, Map<PyObject, Held> before, List<String> changes) {
    Held then = before.get(o);
    if (then == null) {
      return;
    }
    Object[] now = objects.get(o).parts;
    boolean same = now.length == then.parts.length;
    for (int i = 0; same && i < now.length; i++) {
      same = isSame(now[i], then.parts[i]);
    }
    if (!same && !logging().allows(o, then.parts, now)) {
      changes.add(describe(o));
    }
  }

  /** How the loggers are now; read anew each time, since the module may be imported any time. */
  Loggers logging() {
    return new Loggers(interpreter);
  }

  /** Whether there is nothing in it that could change. */
  private static boolean isPlain(PyObject o) {
    return o.type == PyStr.TYPE
        || o.type == PyInt.TYPE
        || o.type == PyFloat.TYPE
        || o == PyObject.NONE
        || o instanceof PyCode
        || o instanceof PyBuiltinFunction
        || o instanceof PyType t && !t.isHeap()
        || !o.type.isHeap() && Anatomy.owner(o) != null;
  }

  static boolean isSame(Object a, Object b) {
    if (a == b) {
      return true;
    }
    if (a instanceof PyStr s && b instanceof PyStr t) {
      return s.type == PyStr.TYPE && t.type == PyStr.TYPE && s.value().equals(t.value());
    }
    if (a instanceof PyInt i && b instanceof PyInt j) {
      return i.type == PyInt.TYPE && j.type == PyInt.TYPE && i.bigValue().equals(j.bigValue());
    }
    return false;
  }

  /** Importing a submodule binds it in its package, which is no change. */
  private Object[] namespaceParts(PyDict namespace) {
    parts.clear();
    for (int i = 0; i < namespace.slotLimit(); i++) {
      PyObject key = namespace.keyAt(i);
      if (key != null && !(namespace.valueAt(i) instanceof PyModule) && !machinery.contains(key)) {
        parts.add(namespace.valueAt(i));
      }
    }
    return parts.toArray();
  }

  private Object[] parts(PyObject o) {
    parts.clear();
    switch (o) {
      case PyTuple t -> addAll(t.items);
      case PyList l -> addAll(l.toArray());
      case PyDict d -> addEntries(d, null);
      case PyType t -> {
        addEntries(t.dictionary(), members);
        addAll(Anatomy.bases(t));
        return parts.toArray();
      }
      case PyFunction f -> {
        // Asking for its docstring or annotations makes them: they are left out.
        addAll(f.code, f.defaults, f.kwdefaults, f.closure);
        PyObject name = Anatomy.ownName(f);
        parts.add(name == null ? null : unlessEqual(name, f.code.unit.name()));
        PyObject qualname = Anatomy.ownQualname(f);
        parts.add(qualname == null ? null : unlessEqual(qualname, f.code.unit.qualname()));
      }
      case PyCell c -> addAll(c.value);
      case PyProperty p -> addAll(Anatomy.parts(p));
      case PyClassMethod m -> addAll(Anatomy.callable(m));
      case PyStaticMethod m -> addAll(Anatomy.callable(m));
      case PyMethod m -> addAll(m.function, m.self);
      default -> {
        PyType[] registered = AbcModule.registered(o);
        PyObject[] cache = registered == null ? FunctoolsModule.cacheParts(o) : null;
        PyObject[] referents = cache == null ? o.type.ops.referents(o) : null;
        if (registered != null || cache != null || referents != null) {
          addAll(registered != null ? registered : cache != null ? cache : referents);
        }
      }
    }
    PyDict attributes = o.dictOrNull();
    if (attributes != null) {
      if (Loggers.isLogger(o)) {
        for (Map.Entry<String, PyObject> e : Namespaces.attributes(attributes).entrySet()) {
          if (!Loggers.isIgnored(e.getKey())) {
            parts.add(e.getValue());
          }
        }
      } else {
        addEntries(attributes, null);
      }
    }
    PyObject[] slots = Anatomy.slots(o);
    if (slots != null) {
      addAll(slots);
    }
    return parts.toArray();
  }

  /** Nothing for a name that the code gives too: asking for it puts it into place. */
  private static PyObject unlessEqual(PyObject name, String standard) {
    return name instanceof PyStr s && s.value().equals(standard) ? null : name;
  }

  private void addEntries(PyDict dict, PyObject without) {
    for (int i = 0; i < dict.slotLimit(); i++) {
      PyObject key = dict.keyAt(i);
      if (key != null && key != without) {
        parts.add(key);
        parts.add(dict.valueAt(i));
      }
    }
  }

  private void addAll(PyObject... all) {
    for (PyObject o : all) {
      parts.add(o);
    }
  }
}
