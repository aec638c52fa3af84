package dev.dormouse.runtime.objects;

import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.ClassMethod;
import dev.dormouse.tables.Method;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * {@code bytearray}. Its array moves when it grows, so nobody may keep it while nothing is lent
 * through {@link #exports}.
 */
@BuiltinType(
    name = "bytearray",
    ops = ByteArrayOps.class,
    parts = {BytesMethods.class},
    doc =
        "bytearray(iterable_of_ints) -> bytearray\n"
            + "bytearray(string, encoding[, errors]) -> bytearray\n"
            + "bytearray(bytes_or_buffer) -> copy of it\n"
            + "bytearray(int) -> as many zero bytes\n"
            + "bytearray() -> empty bytearray\n\n"
            + "A mutable array of bytes.")
public final class PyByteArray extends PyObject {
  public static final PyType TYPE =
      PyType.builtin("bytearray", PyType.OBJECT, new ByteArrayOps(), new PyByteArrayTable())
          .with(PyType.BASETYPE | PyType.MATCH_SELF)
          .unhashable();

  private byte[] bytes;
  private int size;

  /** Buffers that look at the array; while there are any, the size must not change. */
  private final Exports exports = new Exports();

  /** Takes ownership of {@code bytes}. */
  public PyByteArray(byte[] bytes) {
    this(TYPE, bytes);
  }

  public PyByteArray(PyType type, byte[] bytes) {
    super(type);
    this.bytes = bytes;
    this.size = bytes.length;
  }

  public int size() {
    return size;
  }

  public byte get(int index) {
    return bytes[index];
  }

  public byte[] toBytes() {
    return Arrays.copyOf(bytes, size);
  }

  /** The bytes in place, to be read only; those from {@link #size} on do not count. */
  byte[] array() {
    return bytes;
  }

  String latin1() {
    return new String(bytes, 0, size, StandardCharsets.ISO_8859_1);
  }

  /** Sets a byte that exists. */
  void set(int index, int value) {
    bytes[index] = (byte) value;
  }

  private void checkResizable() {
    if (exports.count() > 0) {
      throw Errors.bufferError("Existing exports of data: object cannot be re-sized");
    }
  }

  /** Puts {@code with} in place of the bytes from {@code from} to {@code to}. */
  void replace(int from, int to, byte[] with) {
    int grown = size - (to - from) + with.length;
    if (grown != size) {
      checkResizable();
      byte[] target = bytes;
      if (grown > bytes.length) {
        target = new byte[Math.max(grown, bytes.length + (bytes.length >> 3) + 8)];
        System.arraycopy(bytes, 0, target, 0, from);
      }
      System.arraycopy(bytes, to, target, from + with.length, size - to);
      bytes = target;
      size = grown;
    }
    System.arraycopy(with, 0, bytes, from, with.length);
  }

  void setAll(byte[] all) {
    replace(0, size, all);
  }

  Buffer export() {
    Buffer b = new Export(this);
    exports.add(b);
    return b;
  }

  private static final class Export extends Buffer {
    private PyByteArray owner;

    Export(PyByteArray owner) {
      super(owner.bytes, 0, owner.size, false);
      this.owner = owner;
    }

    @Override
    public void release() {
      if (owner != null) {
        owner.exports.remove(this);
        owner = null;
      }
    }
  }

  @Method(signature = "(item, /)", doc = "Append one byte to the end.")
  void append(PyObject item) {
    int b = Bytes.byteItem(item);
    checkResizable();
    if (size == bytes.length) {
      bytes = Arrays.copyOf(bytes, size + (size >> 1) + 8);
    }
    bytes[size++] = (byte) b;
  }

  @Method(
      signature = "(iterable_of_ints, /)",
      doc = "Append all the items from an iterable or bytes-like object.")
  void extend(PyObject items) {
    if (Bytes.isBytesLike(items)) {
      replace(size, size, Bytes.of(items));
      return;
    }
    if (!items.type.has(Slot.ITER) && !Abstract.isSequence(items)) {
      throw Errors.typeError("can't extend bytearray with " + items.type.name());
    }
    PyObject it = Abstract.iter(items);
    // Nobody needs the hint, but its errors count.
    Abstract.lengthHint(items, 0);
    replace(size, size, Bytes.items(it, "byte must be in range(0, 256)"));
  }

  @Method(signature = "(index, item, /)", doc = "Insert one byte before an index.")
  void insert(PyObject index, PyObject item) {
    int i = Sequences.sizeArgument(index);
    int b = Bytes.byteItem(item);
    int at = i < 0 ? Math.max(i + size, 0) : Math.min(i, size);
    replace(at, at, new byte[] {(byte) b});
  }

  @Method(signature = "(index=-1, /)", doc = "Remove and return one byte, the last by default.")
  PyObject pop(long index) {
    if (size == 0) {
      throw Errors.indexError("pop from empty bytearray");
    }
    int i = Sequences.clip(index < 0 ? index + size : index);
    if (i < 0 || i >= size) {
      throw Errors.indexError("pop index out of range");
    }
    int b = bytes[i] & 0xff;
    replace(i, i + 1, new byte[0]);
    return PyInt.of(b);
  }

  @Method(signature = "(value, /)", doc = "Remove the first occurrence of a byte.")
  void remove(PyObject value) {
    int b = Bytes.byteItem(value);
    for (int i = 0; i < size; i++) {
      if ((bytes[i] & 0xff) == b) {
        replace(i, i + 1, new byte[0]);
        return;
      }
    }
    throw Errors.valueError("value not found in bytearray");
  }

  @Method(doc = "Reverse the bytes in place.")
  void reverse() {
    for (int i = 0, k = size - 1; i < k; i++, k--) {
      byte b = bytes[i];
      bytes[i] = bytes[k];
      bytes[k] = b;
    }
  }

  @Method(doc = "Remove all bytes.")
  void clear() {
    setAll(new byte[0]);
  }

  @Method(doc = "Return a copy.")
  PyObject copy() {
    return new PyByteArray(toBytes());
  }

  @ClassMethod(
      signature = "(string, /)",
      doc = "Make a bytearray from hexadecimal digits; spaces between bytes are ignored.")
  static PyObject fromhex(PyType cls, String string) {
    byte[] b = Bytes.fromHex(string);
    return cls == TYPE ? new PyByteArray(b) : Abstract.call(cls, PyBytes.of(b));
  }

  @Method(name = "__alloc__", doc = "The number of bytes that are allocated.")
  int alloc() {
    return bytes.length + 1;
  }

  @Method(name = "__sizeof__", doc = "Size in memory, in bytes; an estimate.")
  int sizeof() {
    return 56 + bytes.length + 1;
  }

  @Method(name = "__reduce__", doc = "Return state information for pickling.")
  PyObject reduce() {
    PyObject state = Abstract.callMethod(this, Names.GETSTATE);
    PyTuple arguments =
        size == 0 ? PyTuple.EMPTY : PyTuple.of(PyStr.of(latin1()), PyStr.of("latin-1"));
    return PyTuple.of(type, arguments, state);
  }

  @Method(
      name = "__reduce_ex__",
      signature = "(proto=0, /)",
      doc = "Return state information for pickling.")
  PyObject reduceEx(int protocol) {
    if (protocol < 3) {
      return reduce();
    }
    PyObject state = Abstract.callMethod(this, Names.GETSTATE);
    PyTuple args = size == 0 ? PyTuple.EMPTY : PyTuple.of(PyBytes.of(toBytes()));
    return PyTuple.of(type, args, state);
  }
}
