package dev.dormouse.runtime.modules.pickle;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.ArgParser;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Ops;
import dev.dormouse.runtime.objects.PyBytes;
import dev.dormouse.runtime.objects.PyDict;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Getter;
import dev.dormouse.tables.Method;
import dev.dormouse.tables.Setter;

/** {@code _pickle.Pickler}: options and the memo, which lasts from one dump to the next. */
@BuiltinType(
    name = "Pickler",
    ops = PyPickler.PicklerOps.class,
    doc =
        "(file, protocol=None, fix_imports=True, buffer_callback=None)\n--\n\n"
            + "This writes pickles to a binary file, whose write() is given bytes.\n\n"
            + "Protocols are 0 to 5, 4 by default; a negative one is the highest. With protocols\n"
            + "below 3 and fix_imports, modules get the names that they have in Python 2.\n"
            + "buffer_callback, which needs protocol 5, is called with each PickleBuffer; if what\n"
            + "it returns is false, the pickle does not hold the buffer's bytes.")
final class PyPickler extends PyObject {
  static final PyType TYPE =
      PyType.builtin("Pickler", PyType.OBJECT, new PicklerOps(), new PyPicklerTable())
          .in("_pickle")
          .with(PyType.BASETYPE);

  private static final PyStr PERSISTENT_ID = PyStr.interned("persistent_id");
  private static final PyStr DISPATCH_TABLE = PyStr.interned("dispatch_table");

  /** A file's {@code write}; null if there is no file. */
  private PyObject write;

  /** Whether {@code __init__} ran. */
  private boolean initialized;

  PicklerMemo memo = new PicklerMemo();
  int protocol;
  boolean fixImports;

  /** {@code bin}: anything but 0 for binary opcodes. */
  int binary;

  /** Anything but 0 to write no memo. */
  int fast;

  /** Null for none. */
  PyObject bufferCallback;

  /** {@code persistent_id}; null for none. */
  PyObject persistentId;

  /** Null for that of copyreg. */
  PyObject dispatchTable;

  PyPickler(PyType type) {
    super(type);
  }

  /** Sets the options; {@code protocol} and the callback may be null. */
  PyPickler with(PyObject protocol, boolean fixImports, PyObject callback) {
    this.protocol = protocolOf(protocol);
    binary = this.protocol > 0 ? 1 : 0;
    this.fixImports = fixImports && this.protocol < 3;
    bufferCallback = callback == NONE ? null : callback;
    if (bufferCallback != null && this.protocol < 5) {
      throw Errors.valueError("buffer_callback needs protocol >= 5");
    }
    return this;
  }

  private static int protocolOf(PyObject o) {
    if (o == null || o == NONE) {
      return Opcodes.DEFAULT_PROTOCOL;
    }
    long protocol = ArgParser.toLong(o);
    if (protocol > Opcodes.HIGHEST_PROTOCOL) {
      throw Errors.valueError("pickle protocol must be <= " + Opcodes.HIGHEST_PROTOCOL);
    }
    return protocol < 0 ? Opcodes.HIGHEST_PROTOCOL : (int) protocol;
  }

  void setFile(PyObject file) {
    write = Abstract.getAttributeOrNull(file, PyStr.interned("write"));
    if (write == null) {
      throw Errors.typeError("file must have a 'write' attribute");
    }
  }

  /** Pickles; null if it went to the file. */
  PyBytes pickle(PyObject obj) {
    PickleOutput out = new PickleOutput(write);
    if (protocol >= 2) {
      out.op(Opcodes.PROTO, protocol, 1);
      if (protocol >= 4) {
        out.startFraming();
      }
    }
    PyObject override =
        type == TYPE ? null : Abstract.getAttributeOrNull(this, PyStr.interned("reducer_override"));
    new Saver(this, out, override).save(obj, true);
    out.op(Opcodes.STOP);
    return out.finish();
  }

  @Method(signature = "(obj, /)", doc = "Write a pickle of the object to the file.")
  void dump(PyObject obj) {
    if (!initialized) {
      throw PickleErrors.pickling(
          "Pickler.__init__() was not called by " + type.fullName() + ".__init__()");
    }
    pickle(obj);
  }

  @Method(
      name = "clear_memo",
      doc = "Forget which objects were written, so that they are written anew.")
  void clearMemo() {
    memo.clear();
  }

  @Method(name = "__sizeof__", doc = "Return the size in memory, in bytes.")
  int sizeOf() {
    return 128 + memo.places() * 12;
  }

  @Getter(member = true)
  int bin() {
    return binary;
  }

  @Setter(name = "bin")
  void setBin(PyObject value) {
    binary = flag(value);
  }

  @Getter(member = true)
  int fast() {
    return fast;
  }

  @Setter(name = "fast")
  void setFast(PyObject value) {
    fast = flag(value);
  }

  private static int flag(PyObject value) {
    if (value == null) {
      throw Errors.typeError("can't delete numeric/char attribute");
    }
    return (int) Abstract.toJavaLong(value);
  }

  @Getter(name = "dispatch_table", member = true)
  PyObject dispatchTable() {
    if (dispatchTable == null) {
      throw type.ops.noAttribute(this, DISPATCH_TABLE);
    }
    return dispatchTable;
  }

  @Setter(name = "dispatch_table")
  void setDispatchTable(PyObject value) {
    if (value == null && dispatchTable == null) {
      throw type.ops.noAttribute(this, DISPATCH_TABLE);
    }
    dispatchTable = value;
  }

  @Getter
  PyObject memo() {
    return new PyPicklerMemoProxy(this);
  }

  @Setter(name = "memo")
  void setMemo(PyObject value) {
    if (value == null) {
      throw Errors.typeError("attribute deletion is not supported");
    }
    if (value instanceof PyPicklerMemoProxy proxy) {
      memo = proxy.pickler.memo.copy();
      return;
    }
    if (!(value instanceof PyDict d)) {
      throw Errors.typeError(
          "'memo' attribute must be a PicklerMemoProxy object or dict, not "
              + value.type.fullName());
    }
    PicklerMemo made = new PicklerMemo();
    for (int i = 0; i < d.slotLimit(); i++) {
      if (d.keyAt(i) != null) {
        if (!(d.valueAt(i) instanceof PyTuple t) || t.items.length != 2) {
          throw Errors.typeError("'memo' values must be 2-item tuples");
        }
        made.put(t.items[1], (int) ArgParser.toLong(t.items[0]));
      }
    }
    memo = made;
  }

  @Getter(name = "persistent_id")
  PyObject persistentId() {
    if (persistentId == null) {
      throw Errors.attributeError("persistent_id", this, PERSISTENT_ID);
    }
    return persistentId;
  }

  @Setter(name = "persistent_id")
  void setPersistentId(PyObject value) {
    if (value == null) {
      throw Errors.typeError("attribute deletion is not supported");
    }
    if (!Abstract.isCallable(value)) {
      throw Errors.typeError("persistent_id must be a callable taking one argument");
    }
    persistentId = value;
  }

  static final class PicklerOps extends Ops {
    @Override
    public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
      return new PyPickler(cls);
    }

    @Override
    public void init(PyObject o, PyObject[] args, PyStr[] kwnames) {
      PyObject[] a =
          ArgParser.parse(
              "Pickler", "file\0protocol\0fix_imports\0buffer_callback", 0, 4, 1, args, kwnames);
      PyPickler p = (PyPickler) o;
      boolean fixImports = a[2] == null || Abstract.isTrue(a[2]);
      // In this order C finds what is wrong.
      protocolOf(a[1]);
      p.setFile(a[0]);
      p.with(a[1], fixImports, a[3]);
      p.fast = 0;
      p.memo.clear();
      p.persistentId = o.type == TYPE ? null : Abstract.getAttributeOrNull(o, PERSISTENT_ID);
      p.dispatchTable = o.type == TYPE ? null : Abstract.getAttributeOrNull(o, DISPATCH_TABLE);
      p.initialized = true;
    }
  }
}
