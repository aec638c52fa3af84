package dev.dormouse.runtime.modules.data;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Buffer;
import dev.dormouse.runtime.objects.Bytes;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Exports;
import dev.dormouse.runtime.objects.Interpreter;
import dev.dormouse.runtime.objects.NativeItems;
import dev.dormouse.runtime.objects.PyBytes;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyList;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.runtime.objects.Sequences;
import dev.dormouse.runtime.objects.Sizes;
import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Getter;
import dev.dormouse.tables.Method;
import java.util.Arrays;

/** {@code array.array}: items of one C type, side by side in memory. */
@BuiltinType(
    name = "array",
    ops = ArrayOps.class,
    doc =
        "array(typecode [, initializer]) -> array\n\nA sequence of basic values, stored compactly.")
final class PyArray extends PyObject {
  static final PyType TYPE =
      PyType.builtin("array", PyType.OBJECT, new ArrayOps(), new PyArrayTable())
          .in("array")
          .with(PyType.BASETYPE | PyType.SEQUENCE)
          .withWeakrefs()
          .unhashable();

  final char code;
  final int itemsize;
  byte[] bytes = {};

  /** In bytes. */
  int used;

  /** Buffers that look at the memory; while there are any, the size must not change. */
  private final Exports exports = new Exports();

  PyArray(PyType type, char code) {
    super(type);
    this.code = code;
    this.itemsize = code == 'u' ? 4 : NativeItems.size(code);
  }

  int size() {
    return used / itemsize;
  }

  PyObject get(int index) {
    return ArrayModule.get(bytes, index * itemsize, code);
  }

  byte[] content() {
    return Arrays.copyOf(bytes, used);
  }

  /** Puts {@code with} in place of the bytes between two offsets. */
  void replace(int from, int to, byte[] with) {
    int grown = used - (to - from) + with.length;
    if (grown != used && exports.count() > 0) {
      throw Errors.bufferError("cannot resize an array that is exporting buffers");
    }
    byte[] target = bytes;
    if (grown > bytes.length) {
      target = new byte[Math.max(grown, bytes.length + (bytes.length >> 2) + 16)];
      System.arraycopy(bytes, 0, target, 0, from);
    }
    System.arraycopy(bytes, to, target, from + with.length, used - to);
    System.arraycopy(with, 0, target, from, with.length);
    bytes = target;
    used = grown;
  }

  void appendBytes(byte[] b) {
    if (b.length % itemsize != 0) {
      throw Errors.valueError("bytes length not a multiple of item size");
    }
    replace(used, used, b);
  }

  void appendText(String s) {
    int[] cps = s.codePoints().toArray();
    byte[] b = new byte[cps.length * 4];
    for (int i = 0; i < cps.length; i++) {
      NativeItems.writeLong(b, i * 4, 4, cps[i]);
    }
    replace(used, used, b);
  }

  Buffer export() {
    Buffer b = new Export(this);
    exports.add(b);
    return b;
  }

  private static final class Export extends Buffer {
    private PyArray owner;

    Export(PyArray a) {
      super(a.bytes, 0, a.used, false, a.code == 'u' ? "w" : String.valueOf(a.code), a.itemsize);
      owner = a;
    }

    @Override
    public void release() {
      if (owner != null) {
        owner.exports.remove(this);
        owner = null;
      }
    }
  }

  @Method(signature = "(v, /)", doc = "Append new value v to the end of the array.")
  void append(PyObject v) {
    byte[] item = new byte[itemsize];
    ArrayModule.set(item, 0, code, v);
    replace(used, used, item);
  }

  @Method(signature = "(bb, /)", doc = "Append items to the end of the array.")
  void extend(PyObject items) {
    if (items instanceof PyArray a) {
      if (a.code != code) {
        throw Errors.typeError("can only extend with array of same kind");
      }
      replace(used, used, a.content());
      return;
    }
    PyObject it = Abstract.iter(items);
    for (PyObject x = Abstract.next(it); x != null; x = Abstract.next(it)) {
      append(x);
    }
  }

  @Method(signature = "(list, /)", doc = "Append items to array from list.")
  void fromlist(PyObject list) {
    if (!(list instanceof PyList l)) {
      throw Errors.typeError("arg must be list");
    }
    byte[] all = new byte[l.size() * itemsize];
    for (int i = 0; i < l.size(); i++) {
      ArrayModule.set(all, i * itemsize, code, l.get(i));
    }
    replace(used, used, all);
  }

  @Method(
      signature = "(buffer, /)",
      doc = "Appends items from the string, interpreting it as an array of machine values.")
  void frombytes(PyObject buffer) {
    appendBytes(Bytes.of(buffer));
  }

  @Method(
      signature = "(ustr, /)",
      doc = "Extends this array with data from the unicode string ustr.")
  void fromunicode(PyObject s) {
    if (!(s instanceof PyStr t)) {
      throw Errors.typeError("fromunicode() argument must be str, not " + s.type.fullName());
    }
    if (code != 'u') {
      throw Errors.valueError("fromunicode() may only be called on unicode type arrays");
    }
    appendText(t.value());
  }

  @Method(doc = "Extends this array with data from the unicode string ustr.")
  PyObject tounicode() {
    if (code != 'u') {
      throw Errors.valueError("tounicode() may only be called on unicode type arrays");
    }
    StringBuilder out = new StringBuilder(size());
    for (int i = 0; i < size(); i++) {
      out.append(((PyStr) get(i)).value());
    }
    return PyStr.of(out.toString());
  }

  @Method(
      signature = "(f, n, /)",
      doc = "Read n objects from the file object f and append them to the end of the array.")
  void fromfile(PyObject f, int n) {
    if (n < 0) {
      throw Errors.valueError("negative count");
    }
    PyObject r = Abstract.callMethod(f, "read", PyInt.of((long) n * itemsize));
    if (!(r instanceof PyBytes b)) {
      throw Errors.typeError("read() didn't return bytes");
    }
    appendBytes(b.value);
    if (b.value.length != n * itemsize) {
      throw Errors.eofError("read() didn't return enough bytes");
    }
  }

  @Method(signature = "(f, /)", doc = "Write all items (as machine values) to the file object f.")
  void tofile(PyObject f) {
    int block = 64 * 1024;
    for (int at = 0; at < used; at += block) {
      Abstract.callMethod(
          f, "write", PyBytes.of(Arrays.copyOfRange(bytes, at, Math.min(at + block, used))));
    }
  }

  @Method(
      doc = "Convert the array to an array of machine values and return the bytes representation.")
  PyObject tobytes() {
    return PyBytes.of(content());
  }

  @Method(doc = "Convert array to an ordinary list with the same items.")
  PyObject tolist() {
    PyObject[] out = new PyObject[size()];
    for (int i = 0; i < out.length; i++) {
      out[i] = get(i);
    }
    return PyList.of(out);
  }

  @Method(
      signature = "(v, start=0, stop=9223372036854775807, /)",
      doc = "Return index of first occurrence of v in the array.")
  int index(PyObject v, PyObject start, PyObject stop) {
    int from = Sequences.bound(start, size(), 0);
    int to = Sequences.bound(stop, size(), Integer.MAX_VALUE);
    for (int i = from; i < Math.min(to, size()); i++) {
      if (Abstract.equal(get(i), v)) {
        return i;
      }
    }
    throw Errors.valueError("array.index(x): x not in array");
  }

  @Method(signature = "(v, /)", doc = "Return number of occurrences of v in the array.")
  int count(PyObject v) {
    int n = 0;
    for (int i = 0; i < size(); i++) {
      n += Abstract.equal(get(i), v) ? 1 : 0;
    }
    return n;
  }

  @Method(signature = "(v, /)", doc = "Remove the first occurrence of v in the array.")
  void remove(PyObject v) {
    for (int i = 0; i < size(); i++) {
      if (Abstract.equal(get(i), v)) {
        replace(i * itemsize, (i + 1) * itemsize, new byte[0]);
        return;
      }
    }
    throw Errors.valueError("array.remove(x): x not in array");
  }

  @Method(signature = "(i=-1, /)", doc = "Return the i-th element and delete it from the array.")
  PyObject pop(long index) {
    int i = Sizes.clip(index);
    if (used == 0) {
      throw Errors.indexError("pop from empty array");
    }
    int at = i < 0 ? i + size() : i;
    if (at < 0 || at >= size()) {
      throw Errors.indexError("pop index out of range");
    }
    PyObject v = get(at);
    replace(at * itemsize, (at + 1) * itemsize, new byte[0]);
    return v;
  }

  @Method(signature = "(i, v, /)", doc = "Insert a new item v into the array before position i.")
  void insert(long index, PyObject v) {
    int i = Sizes.clip(index);
    byte[] item = new byte[itemsize];
    ArrayModule.set(item, 0, code, v);
    int at = i < 0 ? Math.max(i + size(), 0) : Math.min(i, size());
    replace(at * itemsize, at * itemsize, item);
  }

  @Method(doc = "Reverse the order of the items in the array.")
  void reverse() {
    byte[] old = content();
    for (int at = 0; at < used; at += itemsize) {
      System.arraycopy(old, used - at - itemsize, bytes, at, itemsize);
    }
  }

  @Method(doc = "Byteswap all items of the array.")
  void byteswap() {
    for (int at = 0; at < used; at += itemsize) {
      for (int i = 0; i < itemsize / 2; i++) {
        byte b = bytes[at + i];
        bytes[at + i] = bytes[at + itemsize - 1 - i];
        bytes[at + itemsize - 1 - i] = b;
      }
    }
  }

  @Method(
      name = "buffer_info",
      doc =
          "Return a tuple (address, length) giving the current memory address and the length in"
              + " items.")
  PyObject bufferInfo() {
    return PyTuple.of(PyInt.of(System.identityHashCode(bytes)), PyInt.of(size()));
  }

  PyArray copyOf() {
    PyArray a = new PyArray(TYPE, code);
    a.replace(0, 0, content());
    return a;
  }

  @Method(name = "__copy__", doc = "Return a copy of the array.")
  PyObject copy() {
    return copyOf();
  }

  @Method(name = "__deepcopy__", signature = "(unused, /)", doc = "Return a copy of the array.")
  PyObject deepcopy(PyObject memo) {
    return copyOf();
  }

  @Method(
      name = "__reduce_ex__",
      signature = "(value, /)",
      doc = "Return state information for pickling.")
  PyObject reduceEx(int protocol) {
    PyObject state = NONE;
    PyObject dict = Abstract.getAttributeOrNull(this, PyStr.interned("__dict__"));
    if (dict != null) {
      state = dict;
    }
    PyStr typecode = PyStr.ofChar(code);
    if (protocol < 3) {
      return PyTuple.of(type, PyTuple.of(typecode, tolist()), state);
    }
    PyObject f =
        Abstract.getAttribute(
            Interpreter.current().importer().importModule("array"), "_array_reconstructor");
    return PyTuple.of(
        f,
        PyTuple.of(
            type, typecode, PyInt.of(ArrayModule.machineFormat(code)), PyBytes.of(content())),
        state);
  }

  @Method(name = "__sizeof__")
  int sizeof() {
    return 64 + bytes.length;
  }

  @Getter(doc = "the typecode character used to create the array")
  PyObject typecode() {
    return PyStr.ofChar(code);
  }

  @Getter(name = "itemsize", doc = "the size, in bytes, of one array item")
  PyObject getItemsize() {
    return PyInt.of(itemsize);
  }
}
