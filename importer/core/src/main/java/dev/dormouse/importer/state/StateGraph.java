package dev.dormouse.importer.state;

import static dev.dormouse.importer.state.StateFormat.*;

import dev.dormouse.image.Image;
import dev.dormouse.image.ImageCode;
import dev.dormouse.image.PartOutput;
import dev.dormouse.runtime.modules.sre.PyPattern;
import dev.dormouse.runtime.modules.thread.PyLocal;
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
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * All that is written: one graph of objects, each of which belongs to the module at whose end it
 * was first seen. The records refer to each other by number.
 */
final class StateGraph {
  /** The owner of what belongs to no module. */
  private static final int FREE = -1;

  /** Strings from this length on are read when somebody looks at them. */
  private static final int LONG_TEXT = 60;

  /** A module that is written. */
  static final class Written {
    String name;
    int body;
    byte[] record;

    /** The first object that is this module's. */
    int objects;
  }

  final Interpreter interpreter;
  final Image image;

  /** Whether the body of a module has begun and not come to its end. */
  private final Predicate<PyObject> isRunning;

  /** The library's states, to which an application's refer; null while those are written. */
  final ModuleStates library;

  /** What was there before; null like {@link #library}. */
  final Surroundings surroundings;

  /** What is looked up and not written. */
  final Outsiders outsiders;

  final List<Written> modules = new ArrayList<>();
  final IdentityHashMap<PyDict, Integer> namespaces = new IdentityHashMap<>();

  // What is written so far, by number.
  private final List<PyObject> objects = new ArrayList<>();
  private final List<byte[]> records = new ArrayList<>();
  private final List<Integer> owners = new ArrayList<>();
  private final IdentityHashMap<PyObject, Integer> numbers = new IdentityHashMap<>();
  final Map<String, Integer> strings = new LinkedHashMap<>();

  /** Which modules and (-1 - number) outsiders the module at hand refers to. */
  private Set<Integer> needed = new LinkedHashSet<>();

  private final Set<Integer> neededOfLibrary = new LinkedHashSet<>();

  private final Encoder.References references = new Writing();
  final Encoder writing = new Encoder(references);

  // The same without writing anything down, to compare with.
  final Encoder.References looks = new Comparing();
  final Encoder comparing = new Encoder(looks);

  StateGraph(
      Interpreter interpreter, Image image, ModuleStates library, Predicate<PyObject> isRunning) {
    this.library = library;
    this.surroundings =
        library == null ? null : new Surroundings(interpreter, numbers::containsKey);
    this.interpreter = interpreter;
    this.image = image;
    this.isRunning = isRunning;
    this.outsiders = new Outsiders(interpreter, this);
  }

  /** Namespaces that hold more than their states say: what the end of a body left there. */
  private final List<PyDict> goingOn = new ArrayList<>();

  /** Numbers of objects that are made when their module is imported. */
  private final Set<Integer> early = new LinkedHashSet<>();

  /** Names of modules in {@code sys.modules} that have an older one there. */
  final Set<String> aliases = new LinkedHashSet<>();

  void goesOn(PyDict namespace) {
    if (namespaces.containsKey(namespace)) {
      goingOn.add(namespace);
    }
  }

  boolean isEarly(int number) {
    return early.contains(number) || objects.get(number) instanceof PyLocal;
  }

  /**
   * Has {@code value} be what a native function gives when the module is imported.
   *
   * @param function {@code module.name}
   */
  void callAtImport(PyObject value, String function) throws NotWritable {
    PyObject called = Namespaces.find(interpreter, function);
    if (value == null || called == null || Abstract.call(called).type != value.type) {
      throw new NotWritable(function + " gives no such value");
    }
    int reference = reference(called);
    int number = add(value);
    records.set(number, new PartOutput().i32(CALL).i32(reference).i32(0).toByteArray());
    early.add(number);
  }

  /** The name of something that the end of a body left in a namespace; null if it did not. */
  private String[] nameInTail(PyObject o) {
    for (PyDict namespace : goingOn) {
      for (Map.Entry<String, PyObject> e : Namespaces.attributes(namespace).entrySet()) {
        if (e.getValue() == o) {
          return new String[] {modules.get(namespaces.get(namespace)).name, e.getKey()};
        }
      }
    }
    return null;
  }

  /** The number of what is looked up and not written, or -1. */
  private int outside(PyObject o) throws NotWritable {
    String[] tail = nameInTail(o);
    try {
      int number = library == null ? outsiders.of(o) : outsiders.ofApplication(o);
      return number >= 0 || tail == null ? number : outsiders.attribute(tail);
    } catch (NotWritable e) {
      if (tail == null) {
        throw e;
      }
      return outsiders.attribute(tail);
    }
  }

  /** How many objects are written. */
  int size() {
    return objects.size();
  }

  PyObject object(int number) {
    return objects.get(number);
  }

  /** Null if it is not written. */
  Integer numberOf(PyObject o) {
    return numbers.get(o);
  }

  byte[] record(int number) {
    return records.get(number);
  }

  /** The module whose object this is, or {@link #FREE}. */
  int owner(int number) {
    return owners.get(number);
  }

  /** Begins to note down what the next module refers to. */
  Set<Integer> beginNeeds() {
    needed = new LinkedHashSet<>();
    neededOfLibrary.clear();
    return needed;
  }

  /** A reference to an object, which is written unless it is already. */
  int reference(PyObject o) throws NotWritable {
    return references.of(o);
  }

  /** Forgets the objects from this number on. */
  void rollBack(int mark) {
    while (objects.size() > mark) {
      int last = objects.size() - 1;
      numbers.remove(objects.remove(last));
      records.remove(last);
      owners.remove(last);
      early.remove(last);
    }
  }

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

  int string(String text) {
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
      if (owners.get(number) == FREE && TypingAliases.is(o)) {
        if (library != null) {
          needLibrary(library.ownerOf(library.numberOf(o.type)));
        } else {
          need(owners.get(numbers.get(o.type)));
        }
      }
      return number << TAG_BITS | TAG_OBJECT;
    }

    @Override
    public int string(String text) {
      return StateGraph.this.string(text);
    }

    @Override
    public boolean isLook() {
      return false;
    }

    @Override
    public int moduleOf(PyDict namespace) throws NotWritable {
      Integer number = namespaces.get(namespace);
      if (number == null) {
        int there = library == null ? -1 : library.moduleOf(namespace);
        if (there < 0) {
          return -1;
        }
        outsiders.needLibrary(there);
        return -2 - there;
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

  boolean isRunning(PyObject module) {
    return isRunning.test(module);
  }

  /** Modules of the library that the module at hand refers to. */
  Set<Integer> neededOfLibrary() {
    return neededOfLibrary;
  }

  void needLibrary(int module) {
    neededOfLibrary.add(module);
  }

  void needOutsider(int number) {
    needed.add(-1 - number);
  }

  void need(int owner) {
    if (owner != FREE) {
      needed.add(owner);
    }
  }

  /** Whether this is a value that many modules may share, since nothing in it is anybody's. */
  private boolean isFree(PyObject o) {
    if (o.type == PyStr.TYPE || simple(o) != 0) {
      return !(o instanceof PyCode);
    }
    if (library != null && TypingAliases.is(o) && library.numberOf(o.type) != null) {
      int typing = library.ownerOf(library.numberOf(o.type));
      return TypingAliases.isFree(
          o,
          part -> {
            Integer there = library.numberOf(part);
            return there == null ? isFree(part) : library.ownerOf(there) == typing;
          });
    }
    if (library == null && TypingAliases.is(o) && numbers.containsKey(o.type)) {
      return TypingAliases.isFree(
          o,
          part -> {
            Integer owner = numbers.containsKey(part) ? owners.get(numbers.get(part)) : null;
            return owner == null
                ? isFree(part)
                : owner == FREE
                    || owner < modules.size()
                        && TypingAliases.NEEDED.contains(modules.get(owner).name);
          });
    }
    if (library == null && o instanceof PyPattern p) {
      // Whoever compiles the same pattern gets it from a cache.
      return isFree(p.source());
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
        || isOfBuiltinType(o)
        || o.type == PyInt.TYPE
        || o.type == PyFloat.TYPE
        || o.type == PyBytes.TYPE;
  }

  /** An attribute of a type that no module made, {@code tuple.__new__} say. */
  private static boolean isOfBuiltinType(PyObject o) {
    PyType owner = Anatomy.owner(o);
    if (owner == null && o instanceof PyBuiltinFunction f && f.self instanceof PyType t) {
      owner = t;
    }
    return owner != null && !owner.isHeap();
  }

  private boolean isOfThisMachine(String text) {
    return text.contains(base())
        || library != null && text.contains(image.name())
        || text.contains(System.getProperty("user.home") + "/")
        || text.contains(System.getProperty("user.dir"))
            && !System.getProperty("user.dir").equals("/");
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
          - (o.type == PyInt.TYPE || o.type == PyFloat.TYPE || o.type == PyBytes.TYPE
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
    if (library != null) {
      if (o instanceof PyFunction f
          && !namespaces.containsKey(f.globals)
          && library.moduleOf(f.globals) < 0
          && surroundings.has(f.globals)) {
        throw new NotWritable("a function made by module " + show(f.module));
      }
      return;
    }
    if (o instanceof PyType t && t.isHeap()) {
      PyObject module = t.own(Names.MODULE);
      if (!(module instanceof PyStr s)
          || interpreter.modules.get(s) instanceof PyModule m
              && !isRunning.test(m)
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
          && !isRunning.test(m)) {
        throw new NotWritable("a " + o.type.name() + " of module " + Namespaces.nameOf(m));
      }
    }
  }

  static boolean isMutable(PyObject o) {
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
}
