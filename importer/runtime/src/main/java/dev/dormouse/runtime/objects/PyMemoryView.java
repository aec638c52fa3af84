package dev.dormouse.runtime.objects;

import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Getter;
import dev.dormouse.tables.Method;
import java.util.Arrays;

/**
 * {@code memoryview}: a window on another object's memory with a format, a shape and strides. Views
 * made of a view share one {@link Source}, which gives the memory back when the last of them is
 * released.
 */
@BuiltinType(
    name = "memoryview",
    ops = MemoryViewOps.class,
    doc = "Create a new memoryview object which references the given object.")
public final class PyMemoryView extends PyObject {
  public static final PyType TYPE =
      PyType.builtin("memoryview", PyType.OBJECT, new MemoryViewOps(), new PyMemoryViewTable())
          .with(PyType.SEQUENCE)
          .withWeakrefs();

  /** Memory that was lent, and by how many views it is used. */
  private static final class Source {
    final PyObject owner;
    final Buffer buffer;
    int views;

    Source(PyObject owner, Buffer buffer) {
      this.owner = owner;
      this.buffer = buffer;
    }
  }

  /** Null once released. */
  private Source source;

  final byte[] bytes;
  final int offset;
  final boolean readonly;
  final String format;
  final int itemsize;

  /** Empty for a single item. In items. */
  final int[] shape;

  /** In bytes. */
  final int[] strides;

  /** The hash, once computed: it stays known when the view is released. */
  long hash = -1;

  /** Buffers lent out by this view; while there are any, it cannot be released. */
  private final Exports exports = new Exports();

  private PyMemoryView(
      Source source,
      int offset,
      boolean readonly,
      String format,
      int itemsize,
      int[] shape,
      int[] strides) {
    super(TYPE);
    this.source = source;
    source.views++;
    this.bytes = source.buffer.bytes;
    this.offset = offset;
    this.readonly = readonly;
    this.format = format;
    this.itemsize = itemsize;
    this.shape = shape;
    this.strides = strides;
  }

  /** A view of any object with a buffer. */
  public static PyMemoryView of(PyObject o) {
    if (o instanceof PyMemoryView m) {
      m.checkReleased();
      return m.with(m.offset, m.shape, m.strides);
    }
    if (!o.type.has(Slot.BUFFER)) {
      throw Errors.typeError(
          "memoryview: a bytes-like object is required, not '" + o.type.name() + "'");
    }
    Buffer b = o.type.ops.getBuffer(o, 0);
    PyObject owner = b.owner(o);
    if (owner instanceof PyMemoryView) {
      b.release();
      return of(owner);
    }
    int items = b.itemsize == 0 ? 0 : b.length / b.itemsize;
    int[] shape = b.shape();
    if (shape != null) {
      return shaped(new Source(owner, b), shape);
    }
    return new PyMemoryView(
        new Source(owner, b),
        b.offset,
        b.readonly,
        b.format,
        b.itemsize,
        new int[] {items},
        new int[] {b.itemsize});
  }

  private static PyMemoryView shaped(Source source, int[] shape) {
    Buffer b = source.buffer;
    int[] strides = new int[shape.length];
    int stride = b.itemsize;
    for (int i = shape.length - 1; i >= 0; i--) {
      strides[i] = stride;
      stride *= shape[i];
    }
    return new PyMemoryView(source, b.offset, b.readonly, b.format, b.itemsize, shape, strides);
  }

  /** All of it as unsigned bytes, as it lies in memory; only of a contiguous view. */
  public PyMemoryView raw() {
    checkReleased();
    int length = length();
    return new PyMemoryView(source, offset, readonly, "B", 1, new int[] {length}, new int[] {1});
  }

  public boolean isWritable() {
    return !readonly;
  }

  PyMemoryView with(int newOffset, int[] newShape, int[] newStrides) {
    // Again: what said which part may have released this view meanwhile.
    checkReleased();
    return new PyMemoryView(source, newOffset, readonly, format, itemsize, newShape, newStrides);
  }

  void checkReleased() {
    if (source == null) {
      throw Errors.valueError("operation forbidden on released memoryview object");
    }
  }

  int dimensions() {
    return shape.length;
  }

  int items() {
    int n = 1;
    for (int s : shape) {
      n *= s;
    }
    return n;
  }

  public boolean isContiguous() {
    int expected = itemsize;
    for (int i = shape.length - 1; i >= 0; i--) {
      if (shape[i] > 1 && strides[i] != expected) {
        return items() == 0;
      }
      expected *= shape[i];
    }
    return true;
  }

  public boolean isFortranContiguous() {
    int expected = itemsize;
    for (int i = 0; i < shape.length; i++) {
      if (shape[i] > 1 && strides[i] != expected) {
        return items() == 0;
      }
      expected *= shape[i];
    }
    return true;
  }

  /** In bytes. A structure of ctypes without fields has no items, but may have been resized. */
  int length() {
    return itemsize == 0 ? source.buffer.length : items() * itemsize;
  }

  /** The code of the format if it is one native item. */
  char code() {
    char c = NativeItems.code(format);
    if (c == 0) {
      throw Errors.notImplementedError("memoryview: unsupported format " + format);
    }
    return c;
  }

  /** See {@link Buffer#synchronize}; only of a view that is not released. */
  void synchronize() {
    source.buffer.synchronize();
  }

  /** The bytes of all items in C order. */
  byte[] content() {
    synchronize();
    if (isContiguous()) {
      return Arrays.copyOfRange(bytes, offset, offset + length());
    }
    byte[] out = new byte[items() * itemsize];
    collect(out, 0, offset, 0);
    return out;
  }

  private int collect(byte[] out, int to, int at, int dimension) {
    if (dimension == shape.length) {
      System.arraycopy(bytes, at, out, to, itemsize);
      return to + itemsize;
    }
    for (int i = 0; i < shape[dimension]; i++) {
      to = collect(out, to, at + i * strides[dimension], dimension + 1);
    }
    return to;
  }

  Buffer export(boolean writable) {
    checkReleased();
    if (writable && readonly) {
      throw Errors.bufferError("memoryview: underlying buffer is not writable");
    }
    if (isContiguous()) {
      synchronize();
      Buffer b = new Export(this, bytes, offset);
      exports.add(b);
      return b;
    }
    if (writable) {
      throw Errors.bufferError("memoryview: underlying buffer is not C-contiguous");
    }
    byte[] copy = content();
    return new Buffer(copy, 0, copy.length, true, format, itemsize);
  }

  private static final class Export extends Buffer {
    private PyMemoryView view;

    Export(PyMemoryView view, byte[] bytes, int offset) {
      super(bytes, offset, view.length(), view.readonly, view.format, view.itemsize);
      this.view = view;
    }

    @Override
    public void release() {
      if (view != null) {
        view.synchronize();
        view.exports.remove(this);
        view = null;
      }
    }
  }

  @Method(doc = "Release the underlying buffer exposed by the memoryview object.")
  public void release() {
    if (source == null) {
      return;
    }
    int lent = exports.count();
    if (lent > 0) {
      throw Errors.bufferError(
          "memoryview has " + lent + " exported buffer" + (lent == 1 ? "" : "s"));
    }
    Source s = source;
    source = null;
    if (--s.views == 0) {
      s.buffer.release();
    }
  }

  @Method(name = "__enter__")
  PyObject enter() {
    checkReleased();
    return this;
  }

  @Method(name = "__exit__", signature = "(*args)")
  void exit(PyObject[] args) {
    release();
  }

  @Method(signature = "(order='C')", doc = "Return the data in the buffer as a byte string.")
  PyObject tobytes(PyObject order) {
    checkReleased();
    String o = "C";
    if (order != null && order != NONE) {
      if (!(order instanceof PyStr s)) {
        throw Errors.typeError(
            "tobytes() argument 'order' must be str or None, not " + order.type.name());
      }
      o = s.value();
    }
    switch (o) {
      case "C":
        break;
      case "F":
        if (shape.length > 1) {
          return PyBytes.of(fortran());
        }
        break;
      case "A":
        if (shape.length > 1 && !isContiguous() && isFortranContiguous()) {
          return PyBytes.of(fortran());
        }
        break;
      default:
        throw Errors.valueError("order must be 'C', 'F' or 'A'");
    }
    return PyBytes.of(content());
  }

  private byte[] fortran() {
    int n = shape.length;
    int[] s = new int[n];
    int[] t = new int[n];
    for (int i = 0; i < n; i++) {
      s[i] = shape[n - 1 - i];
      t[i] = strides[n - 1 - i];
    }
    PyMemoryView turned = with(offset, s, t);
    byte[] out = turned.content();
    turned.release();
    return out;
  }

  @Method(
      signature = "(sep=<unrepresentable>, bytes_per_sep=1)",
      doc = "Return the data in the buffer as a str of hexadecimal numbers.")
  String hex(PyObject sep, int group) {
    checkReleased();
    return Bytes.hex(content(), sep, group);
  }

  @Method(doc = "Return the data in the buffer as a list of elements.")
  PyObject tolist() {
    checkReleased();
    synchronize();
    return list(offset, 0, code());
  }

  private PyObject list(int at, int dimension, char code) {
    if (dimension == shape.length) {
      return NativeItems.get(bytes, at, code);
    }
    PyObject[] out = new PyObject[shape[dimension]];
    for (int i = 0; i < out.length; i++) {
      out[i] = list(at + i * strides[dimension], dimension + 1, code);
    }
    return PyList.of(out);
  }

  @Method(doc = "Return a readonly version of the memoryview.")
  PyObject toreadonly() {
    checkReleased();
    return new PyMemoryView(source, offset, true, format, itemsize, shape, strides);
  }

  @Method(signature = "(format, shape=None)", doc = "Cast a memoryview to a new format or shape.")
  PyObject cast(PyObject format, PyObject shape) {
    checkReleased();
    if (!(format instanceof PyStr f)) {
      throw Errors.typeError("cast() argument 'format' must be str, not " + format.type.name());
    }
    if (!isContiguous()) {
      throw Errors.typeError("memoryview: casts are restricted to C-contiguous views");
    }
    boolean shaped = shape != null && shape != NONE;
    if ((shaped || dimensions() != 1)
        && items() == 0
        && dimensions() > 0
        && contains(this.shape, 0)) {
      throw Errors.typeError("memoryview: cannot cast view with zeros in shape or strides");
    }
    if (shaped && !(shape instanceof PyList) && !(shape instanceof PyTuple)) {
      throw Errors.typeError("shape must be a list or a tuple");
    }
    if (shaped && dimensions() != 1 && Abstract.length(shape) != 1 && dimensions() != 0) {
      throw Errors.typeError("memoryview: cast must be 1D -> ND or ND -> 1D");
    }
    char to = NativeItems.code(f.value());
    if (to == 0) {
      throw Errors.valueError(
          "memoryview: destination format must be a native single character format prefixed with an"
              + " optional '@'");
    }
    // What has a format of its own, as ctypes' types do, can be seen as bytes too.
    char from = NativeItems.code(this.format);
    if (!isByte(from) && !isByte(to)) {
      throw Errors.typeError("memoryview: cannot cast between two non-byte formats");
    }
    int size = NativeItems.size(to);
    int length = length();
    if (length % size != 0) {
      throw Errors.typeError("memoryview: length is not a multiple of itemsize");
    }
    int[] dims = shaped ? dimensions(shape) : new int[] {length / size};
    int product = size;
    int[] steps = new int[dims.length];
    for (int i = dims.length - 1; i >= 0; i--) {
      steps[i] = product;
      product *= dims[i];
    }
    if (product != length) {
      throw Errors.typeError("memoryview: product(shape) * itemsize != buffer size");
    }
    return new PyMemoryView(source, offset, readonly, f.value(), size, dims, steps);
  }

  private static boolean contains(int[] all, int value) {
    for (int i : all) {
      if (i == value) {
        return true;
      }
    }
    return false;
  }

  private static boolean isByte(char code) {
    return code == 'B' || code == 'b' || code == 'c';
  }

  private static int[] dimensions(PyObject shape) {
    PyObject[] items = Abstract.toArray(shape);
    if (items.length > 64) {
      throw Errors.valueError("memoryview: number of dimensions must not exceed 64");
    }
    int[] out = new int[items.length];
    for (int i = 0; i < out.length; i++) {
      if (!(items[i] instanceof PyInt n)) {
        throw Errors.typeError("memoryview.cast(): elements of shape must be integers");
      }
      if (n.isNegative() || n.isZero()) {
        throw Errors.valueError("memoryview.cast(): elements of shape must be integers > 0");
      }
      out[i] = Abstract.toIndex(n);
    }
    return out;
  }

  // attributes

  @Getter(doc = "The underlying object of the memoryview.")
  PyObject obj() {
    checkReleased();
    return source.owner;
  }

  @Getter(doc = "The size in bytes that the data would have in a contiguous representation.")
  PyObject nbytes() {
    checkReleased();
    return PyInt.of(length());
  }

  @Getter(name = "readonly", doc = "Whether the memory is read only.")
  PyObject isReadonly() {
    checkReleased();
    return PyBool.of(readonly);
  }

  @Getter(name = "itemsize", doc = "The size in bytes of each element.")
  PyObject getItemsize() {
    checkReleased();
    return PyInt.of(itemsize);
  }

  @Getter(name = "format", doc = "The format of each element, in struct module syntax.")
  PyObject getFormat() {
    checkReleased();
    return PyStr.of(format);
  }

  @Getter(doc = "The number of dimensions.")
  PyObject ndim() {
    checkReleased();
    return PyInt.of(shape.length);
  }

  private static PyTuple tuple(int[] values) {
    PyObject[] out = new PyObject[values.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = PyInt.of(values[i]);
    }
    return PyTuple.of(out);
  }

  @Getter(name = "shape", doc = "The number of elements in each dimension.")
  PyObject getShape() {
    checkReleased();
    return tuple(shape);
  }

  @Getter(name = "strides", doc = "The distance in bytes between elements of each dimension.")
  PyObject getStrides() {
    checkReleased();
    return tuple(strides);
  }

  @Getter(doc = "Used internally for PIL-style arrays; always empty.")
  PyObject suboffsets() {
    checkReleased();
    return PyTuple.EMPTY;
  }

  @Getter(name = "c_contiguous", doc = "Whether the memory is C contiguous.")
  PyObject cContiguous() {
    checkReleased();
    return PyBool.of(isContiguous());
  }

  @Getter(name = "f_contiguous", doc = "Whether the memory is Fortran contiguous.")
  PyObject fContiguous() {
    checkReleased();
    return PyBool.of(isFortranContiguous());
  }

  @Getter(doc = "Whether the memory is contiguous.")
  PyObject contiguous() {
    checkReleased();
    return PyBool.of(isContiguous() || isFortranContiguous());
  }

  boolean isReleased() {
    return source == null;
  }
}
