package dev.dormouse.runtime.objects;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;

/**
 * A class. Builtin types are made once per JVM, never change and are shared by all interpreters;
 * classes made by Python code ("heap types") belong to the interpreter that made them and are
 * guarded by its lock.
 *
 * <p>A builtin type's attributes stay in its generated {@link BuiltinTable} until one is looked up;
 * only then does a descriptor for it exist. {@link #dictionary} completes the dictionary when
 * somebody looks at it as a whole.
 *
 * <p>Bootstrap rule: making a builtin type creates no other Python object, so that types can be
 * static constants whatever the order in which the JVM initializes their classes.
 */
public class PyType extends PyObject {
  /** May be subclassed by Python code. */
  public static final int BASETYPE = 1;

  public static final int HEAP = 2;

  /** Attributes cannot be set. All builtin types. */
  public static final int IMMUTABLE = 4;

  /** Positional sub-patterns match the subject itself ({@code Py_TPFLAGS_MATCH_SELF}). */
  public static final int MATCH_SELF = 8;

  public static final int SEQUENCE = 16;
  public static final int MAPPING = 32;

  /** {@code object.__new__} refuses it ({@code Py_TPFLAGS_IS_ABSTRACT}). */
  public static final int ABSTRACT = 64;

  /**
   * A function-like descriptor that LOAD_METHOD may leave unbound ({@code
   * Py_TPFLAGS_METHOD_DESCRIPTOR}).
   */
  public static final int METHOD_DESCRIPTOR = 128;

  /** Python code defines {@code __getattr__} or {@code __getattribute__} somewhere in the MRO. */
  static final int CUSTOM_GETATTR = 256;

  public static final int DISALLOW_INSTANTIATION = 512;

  /** Instances of builtin {@code type} subclasses and of itself: a metaclass. */
  public static final PyType OBJECT;

  public static final PyType TYPE;

  static {
    OBJECT = new PyType("object", null, new ObjectOps());
    TYPE = new PyType("type", OBJECT, new TypeOps());
    OBJECT.type = TYPE;
    TYPE.type = TYPE;
    OBJECT.attach(new ObjectTypeTable());
    TYPE.attach(new TypeMethodsTable());
    OBJECT.flags |= BASETYPE;
    TYPE.flags |= BASETYPE | MATCH_SELF;
    TYPE.flags &= ~MATCH_SELF;
    TYPE.hasDict = true;
    TYPE.weakrefable = true;
    Singletons.initialize();
  }

  /** Runs this class's initializer, unless that is under way. */
  static void initialize() {}

  /** {@code __name__}. */
  private String name;

  /** {@code __name__} of a heap type as Python sees it; null until asked for. */
  private PyStr nameObject;

  /**
   * The module of a builtin type; null for heap types, which keep {@code __module__} in their
   * dictionary.
   */
  String module;

  /** {@code __qualname__} of a heap type; null for builtin types. */
  PyStr qualname;

  /** The base that decides the layout ({@code __base__}); null only for object. */
  public PyType base;

  PyType[] bases;

  /** Null while the class is being made, until the metaclass's mro() has returned. */
  PyType[] mro;

  /** The operations of instances of this class. */
  public Ops ops;

  /** Null for heap types. */
  BuiltinTable table;

  /**
   * Own attributes. For a builtin type only those asked for so far, until {@link #dictComplete}.
   */
  private PyDict dict;

  private boolean dictComplete;

  /** A bit per {@link Slot}. */
  long slots;

  public int flags;

  /** Instances have a {@code __dict__}. */
  public boolean hasDict;

  /** Instances can be weakly referenced. */
  public boolean weakrefable;

  /** Number of {@code __slots__} in instances, those of the bases included. */
  int slotCount;

  /** The builtin type whose Java class instances have. */
  PyType layout;

  /** {@code __doc__} of a builtin type when it is not in the table. */
  String doc;

  /**
   * What a metaclass of a native module knows about its class (the sizes of C data); null for all
   * others.
   */
  public Object metadata;

  /**
   * Stands for the state of this class and its bases: replaced by a fresh object whenever an
   * attribute of one of them changes, so that caches compare it by identity. Needs no global
   * counter.
   */
  public Object version = new Object();

  /** Heap types only: who must be told when this class changes. */
  private List<WeakReference<PyType>> subclasses;

  /** Heap types only: subclasses that exist as a snapshot; null if there are none. */
  DormantClasses dormantSubclasses;

  /**
   * The builtin types that were made with this base so far, null for none; guarded by this. It is
   * they that exist: making {@code __subclasses__} complete would initialize them all.
   */
  private PyType[] builtinSubclasses;

  private PyStr[] cacheKeys;
  private PyObject[] cacheValues;

  /** Special methods by wrapper id as found in the MRO; see {@link #special}. Heap types only. */
  private PyObject[] specials;

  private static final int CACHE_SIZE = 64;

  private PyType(String name, PyType base, Ops ops) {
    super((PyType) null);
    this.name = name;
    this.module = "builtins";
    this.ops = ops;
    this.base = base;
    this.layout = this;
    this.flags = IMMUTABLE;
    if (base == null) {
      bases = new PyType[0];
      mro = new PyType[] {this};
    } else {
      bases = new PyType[] {base};
      mro = new PyType[base.mro.length + 1];
      mro[0] = this;
      System.arraycopy(base.mro, 0, mro, 1, base.mro.length);
    }
  }

  /** A heap type in the making; {@link TypeNew} fills the rest. */
  PyType(PyType metatype, String name, PyType base, PyType[] bases, PyDict dict) {
    super(metatype);
    this.name = name;
    this.base = base;
    this.bases = bases;
    this.dict = dict;
    this.dictComplete = true;
    this.layout = base.layout;
    this.ops = HeapOps.INSTANCE;
    this.flags = HEAP | BASETYPE | (base.flags & (MATCH_SELF | SEQUENCE | MAPPING));
    this.hasDict = base.hasDict;
    this.weakrefable = base.weakrefable;
    this.slotCount = base.slotCount;
  }

  /**
   * Makes a builtin type in module {@code builtins}. It may not be subclassed unless {@link #open}
   * is called on it.
   *
   * @param table generated from the class annotated {@link BuiltinType}
   */
  public static PyType builtin(String name, PyType base, Ops ops, BuiltinTable table) {
    PyType t = new PyType(name, base, ops);
    t.type = base.type == null ? TYPE : base.type;
    t.hasDict = base.hasDict;
    t.weakrefable = base.weakrefable;
    t.flags |= base.flags & (MATCH_SELF | SEQUENCE | MAPPING);
    t.attach(table);
    base.addBuiltinSubclass(t);
    return t;
  }

  private void attach(BuiltinTable table) {
    this.table = table;
    slots = table.slots();
    if (base != null) {
      slots |= base.slots;
    }
  }

  /**
   * Sets flags and returns this: {@code PyType.builtin(…).with(BASETYPE)}. For initializers of
   * builtin types only.
   */
  public PyType with(int moreFlags) {
    flags |= moreFlags;
    return this;
  }

  /** Says which module a builtin type belongs to. For initializers of builtin types only. */
  public PyType in(String module) {
    this.module = module;
    return this;
  }

  /**
   * Gives instances of a builtin type a {@code __dict__}. For initializers of builtin types only.
   */
  public PyType withDict() {
    hasDict = true;
    return this;
  }

  /**
   * Lets instances of a builtin type be weakly referenced. For initializers of builtin types only.
   */
  public PyType withWeakrefs() {
    weakrefable = true;
    return this;
  }

  /**
   * Lets Python code set attributes of a builtin type, for what CPython has written in Python. Such
   * a type must belong to one interpreter, and be made anew for each.
   */
  public PyType mutable() {
    flags &= ~IMMUTABLE;
    return this;
  }

  /**
   * Marks a builtin type as unhashable. For initializers of builtin types only; the Ops must throw.
   */
  public PyType unhashable() {
    slots &= ~(1L << Slot.HASH);
    flags |= UNHASHABLE;
    return this;
  }

  static final int UNHASHABLE = 1024;

  /** A builtin type whose instances are of the same Java class as its base's (most exceptions). */
  public static final int SAME_LAYOUT = 2048;

  /**
   * Instances have a variable size in CPython, which forbids nonempty {@code __slots__} in
   * subclasses.
   */
  public static final int VARIABLE_SIZE = 4096;

  /**
   * Items come by key alone (in CPython: {@code mp_subscript} without {@code sq_item}), so they
   * make no sequence.
   */
  public static final int KEYED = 8192;

  public final String name() {
    return name;
  }

  /** {@code __name__}, the same object each time for a class that Python code made. */
  final PyStr nameObject() {
    if (nameObject == null) {
      PyStr made = PyStr.of(name);
      if (!isHeap()) {
        return made; // shared by interpreters
      }
      nameObject = made;
    }
    return nameObject;
  }

  void setName(PyStr name) {
    this.name = name.value();
    nameObject = name;
  }

  public final boolean isHeap() {
    return (flags & HEAP) != 0;
  }

  /** {@code tp_name}: the name with its module for builtin types outside {@code builtins}. */
  public final String fullName() {
    return module == null || module.equals("builtins") ? name : module + "." + name;
  }

  public final boolean has(int slot) {
    return (slots >>> slot & 1) != 0;
  }

  /** Whether this is {@code other} or one of its subclasses, by the MRO alone. */
  public final boolean isSubtype(PyType other) {
    if (this == other) {
      return true;
    }
    if (mro == null) {
      // Asked while the class is being made.
      return base != null ? base.isSubtype(other) : other == OBJECT;
    }
    for (PyType t : mro) {
      if (t == other) {
        return true;
      }
    }
    return false;
  }

  /** Whether attribute access on instances is {@link Generic#getAttribute} and nothing else. */
  public final boolean usesGenericGetAttribute() {
    if (ops == HeapOps.INSTANCE) {
      return (flags & CUSTOM_GETATTR) == 0
          && ((PyWrapperDescr) special(Slot.W_GETATTRIBUTE)).owner == OBJECT;
    }
    return lookup(Names.GETATTRIBUTE) instanceof PyWrapperDescr d && d.owner == OBJECT;
  }

  public final PyTuple mroTuple() {
    return PyTuple.of((PyObject[]) mro.clone());
  }

  /** The attribute that instances see: the first in the MRO; null if none. Never binds. */
  public final PyObject lookup(PyStr attribute) {
    int at = attribute.hashCode() & CACHE_SIZE - 1;
    PyStr[] keys = cacheKeys;
    if (keys == null) {
      keys = cacheKeys = new PyStr[CACHE_SIZE];
      cacheValues = new PyObject[CACHE_SIZE];
    } else {
      PyStr key = keys[at];
      if (key == attribute || key != null && key.value().equals(attribute.value())) {
        return cacheValues[at];
      }
    }
    PyObject found = null;
    if (mro == null) {
      return null; // while the class is being made
    }
    for (PyType t : mro) {
      found = t.own(attribute);
      if (found != null) {
        break;
      }
    }
    if (cacheKeys == keys) {
      keys[at] = attribute;
      cacheValues[at] = found;
    }
    return found;
  }

  public final PyObject lookup(String attribute) {
    return lookup(PyStr.interned(attribute));
  }

  /** The attribute in this class's own dictionary; null if none. */
  public final PyObject own(PyStr attribute) {
    PyDict d = dict;
    if (d != null) {
      PyObject v = d.get(attribute);
      if (v != null || dictComplete) {
        return v;
      }
    }
    return ownFromTable(attribute);
  }

  private PyObject ownFromTable(PyStr attribute) {
    PyObject v = makeOwn(attribute.value());
    if (v != null) {
      if (dict == null) {
        dict = new PyDict();
      }
      dict.put(PyStr.interned(attribute.value()), v);
    }
    return v;
  }

  private PyObject makeOwn(String attribute) {
    int id = table.find(attribute);
    if (id >= 0) {
      return table.descriptor(this, id);
    }
    if (attribute.equals("__new__")) {
      return (table.slots() >>> Slot.NEW & 1) != 0 ? new PyBuiltinNew(this) : null;
    }
    if (attribute.equals("__doc__")) {
      String text = table.typeDoc();
      if (text == null || text.isEmpty()) {
        return PyObject.NONE;
      }
      int signature = signatureLength(text);
      return PyStr.of(signature == 0 ? text : text.substring(signature + SIGNATURE_END.length()));
    }
    if (attribute.equals("__hash__") && (flags & UNHASHABLE) != 0) {
      return PyObject.NONE;
    }
    int wrapper = Slot.wrapperId(attribute);
    if (wrapper >= 0 && SlotWrappers.present(table.slots(), wrapper)) {
      return new PyWrapperDescr(this, wrapper);
    }
    return table.constant(attribute);
  }

  private static final String SIGNATURE_END = "\n--\n\n";

  /**
   * Where the signature ends with which a builtin type's docstring may begin; 0 if there is none.
   */
  private static int signatureLength(String doc) {
    return doc.startsWith("(") ? Math.max(0, doc.indexOf(SIGNATURE_END)) : 0;
  }

  /** {@code __text_signature__} of a builtin type; null if it has none. */
  final String textSignature() {
    String doc = table == null ? null : table.typeDoc();
    int end = doc == null ? 0 : signatureLength(doc);
    return end > 0 ? doc.substring(0, end) : table == null ? null : TextSignatures.of(this);
  }

  /**
   * The whole own dictionary, completed for a builtin type. Not to be changed except through {@link
   * #setOwn}.
   */
  public final PyDict dictionary() {
    if (!dictComplete) {
      completeDictionary();
    }
    return dict;
  }

  private synchronized void completeDictionary() {
    PyDict all = new PyDict();
    if ((table.slots() >>> Slot.NEW & 1) != 0) {
      all.put(Names.NEW, own(Names.NEW));
    }
    for (int id = 0; id < Slot.W_COUNT; id++) {
      PyObject v = own(Slot.wrapperName(id));
      if (v != null) {
        all.put(Slot.wrapperName(id), v);
      }
    }
    for (int id = 0; id < table.count(); id++) {
      PyStr key = PyStr.interned(table.name(id));
      all.put(key, own(key));
    }
    for (String name : table.constants()) {
      PyStr key = PyStr.interned(name);
      all.put(key, own(key));
    }
    all.put(Names.DOC, own(Names.DOC));
    for (int i = 0; dict != null && i < dict.slotLimit(); i++) {
      // What add() put there.
      if (dict.keyAt(i) != null && all.get((PyStr) dict.keyAt(i)) == null) {
        all.put(dict.keyAt(i), dict.valueAt(i));
      }
    }
    dict = all;
    dictComplete = true;
  }

  /**
   * Adds to a builtin type an attribute that its table cannot express. For initializers of builtin
   * types only.
   */
  public final PyType add(String attribute, PyObject value) {
    if (dict == null) {
      dict = new PyDict();
    }
    dict.put(PyStr.interned(attribute), value);
    return this;
  }

  /**
   * Sets ({@code value} null: deletes) an own attribute of a heap type, or of a mutable builtin
   * one, and tells everybody. False if there was none.
   */
  final boolean setOwn(PyStr attribute, PyObject value) {
    PyDict dict = dictionary();
    boolean existed = true;
    if (value == null) {
      existed = dict.remove(attribute) != null;
    } else {
      dict.put(attribute, value);
    }
    int n = attribute.value().length();
    if (n > 4
        && attribute.value().charAt(0) == '_'
        && attribute.value().charAt(n - 1) == '_'
        && isHeap()) {
      updateSlots();
    }
    modified();
    return existed;
  }

  /**
   * Recomputes the slot bits of this heap type and of its subclasses from the bases and the own
   * dictionary.
   */
  final void updateSlots() {
    long mask = 0;
    int custom = 0;
    for (PyType b : bases) {
      mask |= b.slots;
      custom |= b.flags & CUSTOM_GETATTR;
    }
    long own = ownSlots();
    slots = mask | own;
    if (dict.get(Names.GETATTR) != null || dict.get(Names.GETATTRIBUTE) != null) {
      custom = CUSTOM_GETATTR;
    }
    flags = flags & ~CUSTOM_GETATTR | custom;
    if (subclasses != null) {
      for (WeakReference<PyType> ref : subclasses) {
        PyType sub = ref.get();
        if (sub != null) {
          sub.updateSlots();
        }
      }
    }
  }

  private long ownSlots() {
    long mask = 0;
    for (int i = 0, n = dict.slotLimit(); i < n; i++) {
      PyObject key = dict.keyAt(i);
      if (key instanceof PyStr s) {
        mask |= slotOf(s);
      }
    }
    return mask;
  }

  /** The bit of the slot that a method of this name fills; 0 if it fills none. */
  private static long slotOf(PyStr name) {
    int wrapper = Slot.wrapperId(name.value());
    if (wrapper >= 0) {
      return 1L << Slot.slotOfWrapper(wrapper);
    }
    return name.value().equals("__new__") ? 1L << Slot.NEW : 0;
  }

  /** Does for a class that comes from a snapshot what {@link #updateSlots} does. */
  final void restoreSlots(PyStr[] own) {
    long mask = 0;
    for (PyType b : bases) {
      mask |= b.slots;
    }
    for (PyStr name : own) {
      mask |= slotOf(name);
    }
    slots = mask;
  }

  /** Forgets what was cached about this class and its subclasses. */
  final void modified() {
    version = new Object();
    cacheKeys = null;
    cacheValues = null;
    specials = null;
    if (!isHeap()) {
      for (PyType sub : subclasses()) {
        sub.modified();
      }
    }
    if (subclasses != null) {
      for (WeakReference<PyType> ref : subclasses) {
        PyType sub = ref.get();
        if (sub != null) {
          sub.modified();
        }
      }
    }
  }

  /**
   * The special method with this wrapper id as instances of this heap type see it: a function, the
   * {@link PyWrapperDescr} of this slot of one of the builtin bases, {@link PyObject#NONE} when the
   * class blocks it, or null when there is none.
   */
  final PyObject special(int wrapper) {
    PyObject[] all = specials;
    if (all == null) {
      all = specials = new PyObject[Slot.W_COUNT];
    }
    PyObject f = all[wrapper];
    if (f == null) {
      f = lookup(Slot.wrapperName(wrapper));
      if (f instanceof PyWrapperDescr d && (d.id != wrapper || !isSubtype(d.owner))) {
        // A class may say __str__ = int.__repr__, as enumerations do, or take what does not fit it.
        f = d.foreign();
      }
      all[wrapper] = f == null ? PyObject.NOT_IMPLEMENTED : f;
    }
    return f == PyObject.NOT_IMPLEMENTED ? null : f;
  }

  /**
   * Whether this builtin type adds no Java fields to its base, so that both may be bases of one
   * class.
   */
  final boolean sharesLayoutWithBase() {
    return (flags & SAME_LAYOUT) != 0;
  }

  /** int, tuple and bytes in CPython: no {@code __slots__} in subclasses. */
  final boolean hasVariableSize() {
    return (flags & VARIABLE_SIZE) != 0;
  }

  /** Records {@code this} as a subclass of its bases. */
  final void register() {
    for (PyType b : bases) {
      b.addSubclass(this);
    }
  }

  private void addSubclass(PyType sub) {
    List<WeakReference<PyType>> list = subclassList();
    synchronized (list) {
      for (int i = list.size() - 1; i >= 0; i--) {
        if (list.get(i).get() == null) {
          list.remove(i);
        }
      }
      list.add(new WeakReference<>(sub));
    }
  }

  private synchronized void addBuiltinSubclass(PyType sub) {
    PyType[] old = builtinSubclasses;
    PyType[] all = new PyType[old == null ? 1 : old.length + 1];
    if (old != null) {
      System.arraycopy(old, 0, all, 0, old.length);
    }
    all[all.length - 1] = sub;
    builtinSubclasses = all;
  }

  private synchronized PyType[] builtinSubclasses() {
    return builtinSubclasses;
  }

  final void removeSubclass(PyType sub) {
    List<WeakReference<PyType>> list = subclassList();
    synchronized (list) {
      list.removeIf(ref -> ref.get() == null || ref.get() == sub);
    }
  }

  /** A builtin type's Python subclasses are per interpreter, since the type itself is shared. */
  private List<WeakReference<PyType>> subclassList() {
    if (isHeap()) {
      if (subclasses == null) {
        subclasses = new ArrayList<>(2);
      }
      return subclasses;
    }
    return Interpreter.current().subclassesOf(this);
  }

  /**
   * The direct subclasses: the builtin ones that something has used by now, in this JVM, then the
   * living ones made in this interpreter; the oldest first.
   */
  public final List<PyType> subclasses() {
    DormantClasses dormant = isHeap() ? dormantSubclasses : Interpreter.current().dormantClasses;
    if (dormant != null) {
      dormant.wake();
    }
    List<PyType> found = new ArrayList<>();
    PyType[] builtin = builtinSubclasses();
    for (int i = 0; builtin != null && i < builtin.length; i++) {
      found.add(builtin[i]);
    }
    List<WeakReference<PyType>> list = subclassList();
    synchronized (list) {
      for (WeakReference<PyType> ref : list) {
        PyType sub = ref.get();
        if (sub != null) {
          found.add(sub);
        }
      }
    }
    return found;
  }

  /** The builtin type whose Java class instances have. */
  public final PyType layout() {
    return layout;
  }

  /** Replaces the MRO of a heap type. */
  final void setMro(PyType[] mro) {
    this.mro = mro;
  }

  @Override
  public String toString() {
    return "<class '" + fullName() + "'>";
  }
}
