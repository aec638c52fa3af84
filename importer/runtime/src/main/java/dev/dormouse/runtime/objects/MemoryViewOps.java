package dev.dormouse.runtime.objects;

import dev.dormouse.tables.BuiltinType;

/** The slots of {@code memoryview}. */
final class MemoryViewOps extends Ops {
  @Override
  public PyObject repr(PyObject o) {
    PyMemoryView m = (PyMemoryView) o;
    String at = "0x" + Integer.toHexString(System.identityHashCode(o));
    return PyStr.of(m.isReleased() ? "<released memory at " + at + ">" : "<memory at " + at + ">");
  }

  @Override
  public int length(PyObject o) {
    PyMemoryView m = (PyMemoryView) o;
    m.checkReleased();
    return m.shape.length == 0 ? 1 : m.shape[0];
  }

  @Override
  public long hash(PyObject o) {
    PyMemoryView m = (PyMemoryView) o;
    if (m.hash != -1) {
      return m.hash;
    }
    m.checkReleased();
    if (!m.readonly) {
      throw Errors.valueError("cannot hash writable memoryview object");
    }
    char code = NativeItems.code(m.format);
    if (code != 'B' && code != 'b' && code != 'c') {
      throw Errors.valueError("memoryview: hashing is restricted to formats 'B', 'b' or 'c'");
    }
    m.hash = Bytes.hash(m.content());
    return m.hash;
  }

  @Override
  public PyObject richCompare(PyObject a, PyObject b, int op) {
    if (op != Abstract.EQ && op != Abstract.NE) {
      return PyObject.NOT_IMPLEMENTED;
    }
    PyMemoryView x = (PyMemoryView) a;
    if (x.isReleased() || b instanceof PyMemoryView r && r.isReleased()) {
      return PyBool.of((a == b) == (op == Abstract.EQ));
    }
    if (!b.type.has(Slot.BUFFER)) {
      return PyObject.NOT_IMPLEMENTED;
    }
    PyMemoryView y = PyMemoryView.of(b);
    try {
      return PyBool.of(equal(x, y) == (op == Abstract.EQ));
    } finally {
      y.release();
    }
  }

  private static boolean equal(PyMemoryView x, PyMemoryView y) {
    if (!java.util.Arrays.equals(x.shape, y.shape)) {
      return false;
    }
    char cx = NativeItems.code(x.format);
    char cy = NativeItems.code(y.format);
    if (cx == 0 || cy == 0) {
      return x.format.equals(y.format)
          && isOfStruct(x.format)
          && java.util.Arrays.equals(x.content(), y.content());
    }
    byte[] bx = x.content();
    byte[] by = y.content();
    if (cx == cy && "efd".indexOf(cx) < 0) {
      return java.util.Arrays.equals(bx, by);
    }
    for (int i = 0, n = x.items(); i < n; i++) {
      PyObject p = NativeItems.get(bx, i * x.itemsize, cx);
      PyObject q = NativeItems.get(by, i * y.itemsize, cy);
      if (!Abstract.isTrue(Abstract.richCompare(p, q, Abstract.EQ))) {
        return false;
      }
    }
    return true;
  }

  /** Whether the module {@code struct} can read it: items that it cannot read equal nothing. */
  private static boolean isOfStruct(String format) {
    for (int i = 0; i < format.length(); i++) {
      if ("@=<>! 0123456789xcbB?hHiIlLqQnNefdspP".indexOf(format.charAt(i)) < 0) {
        return false;
      }
    }
    return true;
  }

  private static int position(PyMemoryView m, PyObject key, int dimension) {
    int i = Abstract.toIndex(key);
    m.checkReleased();
    int n = m.shape[dimension];
    int at = i < 0 ? i + n : i;
    if (at < 0 || at >= n) {
      throw Errors.indexError("index out of bounds on dimension " + (dimension + 1));
    }
    return at * m.strides[dimension];
  }

  /** Where the single item is that {@code key} names. */
  private static int itemOffset(PyMemoryView m, PyObject key) {
    if (m.shape.length == 0) {
      if (key == PyObject.ELLIPSIS || key instanceof PyTuple t && t.items.length == 0) {
        return m.offset;
      }
      throw Errors.typeError("invalid indexing of 0-dim memory");
    }
    if (Abstract.hasIndex(key)) {
      if (m.shape.length > 1) {
        throw Errors.notImplementedError("multi-dimensional sub-views are not implemented");
      }
      return m.offset + position(m, key, 0);
    }
    if (key instanceof PyTuple t && allIndices(t)) {
      if (t.items.length < m.shape.length) {
        throw Errors.notImplementedError("sub-views are not implemented");
      }
      if (t.items.length > m.shape.length) {
        throw Errors.typeError(
            "cannot index "
                + m.shape.length
                + "-dimension view with "
                + t.items.length
                + "-element tuple");
      }
      int at = m.offset;
      for (int i = 0; i < t.items.length; i++) {
        at += position(m, t.items[i], i);
      }
      return at;
    }
    if (key instanceof PyTuple t && t.items.length > 0 && allSlices(t)) {
      throw Errors.notImplementedError("multi-dimensional slicing is not implemented");
    }
    throw Errors.typeError("memoryview: invalid slice key");
  }

  private static boolean allIndices(PyTuple t) {
    for (PyObject o : t.items) {
      if (!Abstract.hasIndex(o)) {
        return false;
      }
    }
    return true;
  }

  private static boolean allSlices(PyTuple t) {
    for (PyObject o : t.items) {
      if (!(o instanceof PySlice)) {
        return false;
      }
    }
    return true;
  }

  private static PyMemoryView slice(PyMemoryView m, PySlice s) {
    if (m.shape.length == 0) {
      throw Errors.typeError("invalid indexing of 0-dim memory");
    }
    // A view of its own, since the slice's indices may run code that releases this one.
    PyMemoryView held = m.with(m.offset, m.shape, m.strides);
    Slices range = Slices.of(s, m.shape[0]);
    int[] shape = m.shape.clone();
    int[] strides = m.strides.clone();
    shape[0] = range.count;
    strides[0] = m.strides[0] * range.step;
    PyMemoryView part = held.with(m.offset + range.start * m.strides[0], shape, strides);
    held.release();
    return part;
  }

  @Override
  public PyObject getItem(PyObject o, PyObject key) {
    PyMemoryView m = (PyMemoryView) o;
    m.checkReleased();
    if (m.shape.length == 0 && key == PyObject.ELLIPSIS) {
      return m;
    }
    if (key instanceof PySlice s) {
      return slice(m, s);
    }
    // The item of no dimension is found, or not, before its format is looked at.
    int single = m.shape.length == 0 ? itemOffset(m, key) : -1;
    char code = m.code();
    m.synchronize();
    return NativeItems.get(m.bytes, single >= 0 ? single : itemOffset(m, key), code);
  }

  @Override
  public void setItem(PyObject o, PyObject key, PyObject value) {
    PyMemoryView m = (PyMemoryView) o;
    m.checkReleased();
    char code = m.code();
    if (m.readonly) {
      throw Errors.typeError("cannot modify read-only memory");
    }
    if (value == null) {
      throw Errors.typeError("cannot delete memory");
    }
    if (!(key instanceof PySlice s)) {
      // By way of an array of its own, since the value's conversion may release this view.
      int at = itemOffset(m, key);
      byte[] item = new byte[m.itemsize];
      NativeItems.set(item, 0, code, value);
      m.checkReleased();
      System.arraycopy(item, 0, m.bytes, at, item.length);
      m.synchronize();
      return;
    }
    if (m.shape.length > 1) {
      throw Errors.notImplementedError(
          "memoryview slice assignments are currently restricted to ndim = 1");
    }
    PyMemoryView to = slice(m, s);
    try {
      m.checkReleased();
      assign(to, value, code);
    } finally {
      to.release();
    }
  }

  private static void assign(PyMemoryView to, PyObject value, char code) {
    PyMemoryView from = PyMemoryView.of(value);
    try {
      if (NativeItems.code(from.format) != code
          || from.shape.length != 1
          || from.shape[0] != to.shape[0]) {
        throw Errors.valueError(
            "memoryview assignment: lvalue and rvalue have different structures");
      }
      // A copy, since the two may overlap.
      byte[] content = from.content();
      for (int i = 0; i < to.shape[0]; i++) {
        System.arraycopy(
            content, i * to.itemsize, to.bytes, to.offset + i * to.strides[0], to.itemsize);
      }
      to.synchronize();
    } finally {
      from.release();
    }
  }

  @Override
  public PyObject iter(PyObject o) {
    PyMemoryView m = (PyMemoryView) o;
    m.checkReleased();
    if (m.shape.length == 0) {
      throw Errors.typeError("invalid indexing of 0-dim memory");
    }
    if (m.shape.length > 1) {
      throw Errors.notImplementedError("multi-dimensional sub-views are not implemented");
    }
    m.code();
    return new MemoryIterator(m);
  }

  @Override
  public Buffer getBuffer(PyObject o, int flags) {
    return ((PyMemoryView) o).export((flags & Buffer.WRITABLE) != 0);
  }

  @Override
  public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
    PyObject[] parsed = ArgParser.parse("memoryview", "object", 0, 1, 1, args, kwnames);
    return PyMemoryView.of(parsed[0]);
  }

  /** {@code memory_iterator}. */
  @BuiltinType(name = "memory_iterator", ops = MemoryIterator.IteratorOps.class)
  static final class MemoryIterator extends PyObject {
    static final PyType TYPE =
        PyType.builtin(
            "memory_iterator",
            PyType.OBJECT,
            new IteratorOps(),
            new MemoryViewOpsMemoryIteratorTable());

    /** Null once exhausted. */
    private PyMemoryView view;

    private int index;

    MemoryIterator(PyMemoryView view) {
      super(TYPE);
      this.view = view;
    }

    static final class IteratorOps extends Ops {
      @Override
      public PyObject iter(PyObject o) {
        return o;
      }

      @Override
      public PyObject next(PyObject o) {
        MemoryIterator it = (MemoryIterator) o;
        PyMemoryView m = it.view;
        if (m == null) {
          return null;
        }
        m.checkReleased();
        if (it.index >= m.shape[0]) {
          it.view = null;
          return null;
        }
        m.synchronize();
        return NativeItems.get(m.bytes, m.offset + it.index++ * m.strides[0], m.code());
      }
    }
  }
}
