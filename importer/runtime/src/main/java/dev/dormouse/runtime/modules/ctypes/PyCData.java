package dev.dormouse.runtime.modules.ctypes;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Buffer;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Exceptions;
import dev.dormouse.runtime.objects.Ops;
import dev.dormouse.runtime.objects.PyBytes;
import dev.dormouse.runtime.objects.PyDict;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Getter;
import dev.dormouse.tables.Method;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.HashMap;

/** An instance of C data: a piece of memory, its own or a part of another's. */
@BuiltinType(name = "_CData", ops = PyCData.DataOps.class, doc = "XXX to be provided")
class PyCData extends PyObject {
  static final PyType TYPE =
      PyType.builtin("_CData", PyType.OBJECT, new DataOps(), new PyCDataTable())
          .in("_ctypes")
          .with(PyType.BASETYPE)
          .withWeakrefs();

  private static final MemorySegment EVERYTHING = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);

  private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED;

  /** The memory: an array of the JVM if {@code from_buffer} borrowed it. */
  MemorySegment memory;

  /** What this is a part of, or reads its address from; null if the memory is its own. */
  PyCData base;

  /** Which part of {@link #base}. */
  int index;

  /** Whether the memory was allocated here, and so may be enlarged. */
  boolean owns;

  /** {@code _objects}: what C sees the addresses of, for the root of a tree; null for None. */
  PyObject objects;

  /** Java memory and objects that must live as long as this, by the keys of {@link #objects}. */
  private HashMap<String, Object> pins;

  /** What lent its memory to {@link #memory}; null if nobody did. */
  Buffer lent;

  PyCData(PyType type) {
    super(type);
  }

  /** A part of {@code base}, or what it points to. */
  static PyCData part(PyType type, PyCData base, int index, MemorySegment memory) {
    CType c = CType.require(type);
    c.isFinal = true;
    PyCData made = c.kind == CType.Kind.FUNCTION ? new PyCFuncPtr(type) : new PyCData(type);
    made.memory = memory;
    made.base = base;
    made.index = index;
    return made;
  }

  /** An instance with memory of its own, zeroed. */
  static PyCData fresh(PyType type) {
    CType c = CType.require(type);
    PyCData made = c.kind == CType.Kind.FUNCTION ? new PyCFuncPtr(type) : new PyCData(type);
    made.allocate(c);
    return made;
  }

  final void allocate(CType c) {
    c.isFinal = true;
    memory = allocate(c.size, c.align);
    owns = true;
  }

  static MemorySegment allocate(long size, long align) {
    return Arena.ofAuto().allocate(Math.max(size, 1), Math.max(align, 8)).asSlice(0, size);
  }

  /** Memory anywhere. */
  static MemorySegment at(long address, long size) {
    return EVERYTHING.asSlice(address, size);
  }

  final CType ctype() {
    return CType.require(type);
  }

  final long size() {
    return memory.byteSize();
  }

  final long address() {
    if (!memory.isNative()) {
      throw Errors.missingFeature("the address of memory that from_buffer() borrowed");
    }
    return memory.address();
  }

  /** The pointer in this memory. */
  final long pointer() {
    return memory.get(LONG, 0);
  }

  final void setPointer(long value) {
    memory.set(LONG, 0, value);
  }

  // what is kept alive

  private PyCData root() {
    PyCData r = this;
    while (r.base != null) {
      r = r.base;
    }
    return r;
  }

  /** The root's {@code _objects}, made if need be: a dictionary if there may be several. */
  final PyObject kept() {
    PyCData r = root();
    if (r.objects == null) {
      CType c = CType.of(r.type);
      if (c != null && c.length > 0) {
        r.objects = new PyDict();
      }
    }
    return r.objects == null ? NONE : r.objects;
  }

  private String key(int part) {
    StringBuilder key = new StringBuilder(Integer.toHexString(part));
    for (PyCData d = this; d.base != null; d = d.base) {
      key.append(':').append(Integer.toHexString(d.index));
    }
    return key.toString();
  }

  /** Notes that part {@code part} refers to what {@code value} says. */
  final void keep(int part, Kept value) {
    PyCData r = root();
    String key = key(part);
    if (value.hidden() != null) {
      if (r.pins == null) {
        r.pins = new HashMap<>();
      }
      r.pins.put(key, value.hidden());
    }
    if (value.visible() == NONE) {
      return;
    }
    if (kept() instanceof PyDict d) {
      d.put(PyStr.of(key), value.visible());
    } else {
      r.objects = value.visible();
    }
  }

  // reading and writing parts

  /** The value of a part of type {@code cls} at {@code offset}. */
  static PyObject read(PyType cls, PyCData owner, int index, MemorySegment where) {
    CType c = CType.require(cls);
    if (CType.readsAsValue(cls, c)) {
      return Scalars.get(where, c);
    }
    return part(cls, owner, index, where);
  }

  /** Sets a part of type {@code cls}, of this, to a value. */
  final void write(PyType cls, int index, MemorySegment where, PyObject value) {
    keep(index, store(cls, where, value));
  }

  private static Kept store(PyType cls, MemorySegment where, PyObject value) {
    CType c = CType.require(cls);
    if (c.kind == CType.Kind.SIMPLE && CType.readsAsValue(cls, c)) {
      if (value instanceof PyCData src && src.type.isSubtype(cls)) {
        return copy(src, where);
      }
      return Scalars.set(where, c, value);
    }
    if (!(value instanceof PyCData src)) {
      if (c.kind == CType.Kind.SIMPLE) {
        return Scalars.set(where, c, value);
      }
      if (value instanceof PyTuple t) {
        try {
          return store(cls, where, Abstract.call(cls, t.items));
        } catch (PyException e) {
          String words = Abstract.str(e.value).value();
          throw Errors.of(
              Exceptions.RuntimeError,
              "(" + cls.name() + ") " + e.value.type.name() + ": " + words);
        }
      }
      if (c.kind == CType.Kind.POINTER && value == NONE) {
        where.set(LONG, 0, 0);
        return Kept.NOTHING;
      }
      throw Errors.typeError("expected " + cls.name() + " instance, got " + value.type.name());
    }
    if (src.type.isSubtype(cls)) {
      return copy(src, where);
    }
    if (c.kind == CType.Kind.POINTER && src.ctype().kind == CType.Kind.ARRAY) {
      CType array = src.ctype();
      if (array.item != c.item) {
        throw Errors.typeError(
            "incompatible types, "
                + src.type.name()
                + " instance instead of "
                + cls.name()
                + " instance");
      }
      where.set(LONG, 0, src.address());
      return new Kept(PyTuple.of(src.kept(), src), src);
    }
    throw Errors.typeError(
        "incompatible types, "
            + src.type.name()
            + " instance instead of "
            + cls.name()
            + " instance");
  }

  private static Kept copy(PyCData src, MemorySegment where) {
    MemorySegment.copy(src.memory, 0, where, 0, Math.min(src.size(), where.byteSize()));
    return new Kept(src.kept(), src);
  }

  final byte[] bytes() {
    return memory.toArray(ValueLayout.JAVA_BYTE);
  }

  @Getter(name = "_b_base_", member = true, doc = "the base object")
  static PyObject base(PyCData self) {
    return self.base == null ? NONE : self.base;
  }

  @Getter(name = "_b_needsfree_", member = true, doc = "whether the object owns the memory or not")
  static PyObject needsFree(PyCData self) {
    return PyInt.of(self.owns ? 1 : 0);
  }

  @Getter(
      name = "_objects",
      member = true,
      doc = "internal objects tree (NEVER CHANGE THIS OBJECT!)")
  static PyObject objects(PyCData self) {
    return self.objects == null ? NONE : self.objects;
  }

  @Method(name = "__ctypes_from_outparam__")
  static PyObject fromOutParameter(PyCData self) {
    CType c = CType.of(self.type);
    return c != null && CType.readsAsValue(self.type, c) ? Scalars.get(self.memory, c) : self;
  }

  @Method(name = "__reduce__")
  static PyObject reduce(PyCData self) {
    CType c = self.ctype();
    boolean pointers = c.kind == CType.Kind.POINTER || c.kind == CType.Kind.FUNCTION;
    for (CType.Scalar s : CtypesModule.scalars(c)) {
      pointers |= "zZPO".indexOf(s.code()) >= 0;
    }
    if (pointers) {
      throw Errors.valueError("ctypes objects containing pointers cannot be pickled");
    }
    PyObject state = PyTuple.of(self.type.hasDict ? self.dict() : NONE, PyBytes.of(self.bytes()));
    return PyTuple.of(CtypesModule.function("_unpickle"), PyTuple.of(self.type, state));
  }

  @Method(name = "__setstate__", signature = "(state, /)")
  static void setState(PyCData self, PyObject state) {
    if (!(state instanceof PyTuple t)
        || t.items.length != 2
        || !(t.items[1] instanceof PyBytes b)) {
      throw Errors.typeError("args not a tuple?");
    }
    int n = (int) Math.min(b.value.length, self.size());
    MemorySegment.copy(b.value, 0, self.memory, ValueLayout.JAVA_BYTE, 0, n);
    if (!(t.items[0] instanceof PyDict d)) {
      return;
    }
    for (int i = 0; i < d.slotLimit(); i++) {
      if (d.keyAt(i) != null) {
        self.dict().put(d.keyAt(i), d.valueAt(i));
      }
    }
  }

  /** A copy of the memory; written back, if need be, when it is given back. */
  private static final class Copy extends Buffer {
    private PyCData owner;
    private final byte[] before;

    private final int[] shape;

    Copy(PyCData owner, byte[] bytes, String format, int itemsize, int[] shape) {
      super(bytes, 0, bytes.length, false, format, itemsize);
      this.owner = owner;
      this.before = bytes.clone();
      this.shape = shape;
    }

    @Override
    public int[] shape() {
      return shape;
    }

    /** A byte that was written here goes to the memory, else what C wrote there comes here. */
    @Override
    public void synchronize() {
      if (owner == null) {
        return;
      }
      MemorySegment memory = owner.memory;
      for (int i = 0; i < bytes.length; i++) {
        if (bytes[i] != before[i]) {
          memory.set(ValueLayout.JAVA_BYTE, i, bytes[i]);
        } else {
          bytes[i] = memory.get(ValueLayout.JAVA_BYTE, i);
        }
        before[i] = bytes[i];
      }
    }

    @Override
    public void release() {
      synchronize();
      owner = null;
    }
  }

  /** The slots of all C data. */
  static class DataOps extends Ops {
    @Override
    public long hash(PyObject o) {
      throw Errors.typeError("unhashable type");
    }

    @Override
    public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
      return fresh(cls);
    }

    @Override
    public void init(PyObject o, PyObject[] args, PyStr[] kwnames) {}

    @Override
    public Buffer getBuffer(PyObject o, int flags) {
      PyCData self = (PyCData) o;
      CType c = self.ctype();
      CType each = c;
      int dimensions = 0;
      while (each.kind == CType.Kind.ARRAY) {
        each = CType.of(each.item);
        dimensions++;
      }
      int[] shape = new int[dimensions];
      for (int i = 0; i < dimensions; i++) {
        shape[i] = c.length;
        c = CType.of(c.item);
      }
      if (self.lent != null && self.lent.bytes != null && self.memory.heapBase().isPresent()) {
        int at = (int) self.memory.address();
        return new Buffer(
            (byte[]) self.memory.heapBase().get(), at, (int) self.size(), false, "B", 1);
      }
      String format = each.format == null ? "B" : each.format;
      return new Copy(self, self.bytes(), format, (int) each.size, shape);
    }
  }
}
