package dev.dormouse.runtime.modules.data;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.ArgParser;
import dev.dormouse.runtime.objects.Buffer;
import dev.dormouse.runtime.objects.Bytes;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Ops;
import dev.dormouse.runtime.objects.PyBool;
import dev.dormouse.runtime.objects.PyByteArray;
import dev.dormouse.runtime.objects.PyBytes;
import dev.dormouse.runtime.objects.PyList;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PySlice;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.runtime.objects.Slices;
import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Method;

/** The slots of {@code array.array}. */
final class ArrayOps extends Ops {
  @Override
  public PyObject repr(PyObject o) {
    PyArray a = (PyArray) o;
    String start = a.type.name() + "('" + a.code + "'";
    if (a.size() == 0) {
      return PyStr.of(start + ")");
    }
    PyObject content = a.code == 'u' ? a.tounicode() : a.tolist();
    return PyStr.of(start + ", " + Abstract.repr(content).value() + ")");
  }

  @Override
  public int length(PyObject o) {
    return ((PyArray) o).size();
  }

  @Override
  public PyObject richCompare(PyObject v, PyObject w, int op) {
    if (!(v instanceof PyArray a) || !(w instanceof PyArray b)) {
      return PyObject.NOT_IMPLEMENTED;
    }
    if (a.size() != b.size() && (op == Abstract.EQ || op == Abstract.NE)) {
      return PyBool.of(op == Abstract.NE);
    }
    int n = Math.min(a.size(), b.size());
    for (int i = 0; i < n; i++) {
      PyObject x = a.get(i);
      PyObject y = b.get(i);
      if (!Abstract.isTrue(Abstract.richCompare(x, y, Abstract.EQ))) {
        return op == Abstract.EQ || op == Abstract.NE
            ? PyBool.of(op == Abstract.NE)
            : Abstract.richCompare(x, y, op);
      }
    }
    return PyBool.of(Abstract.compareOutcome(Integer.compare(a.size(), b.size()), op));
  }

  @Override
  public PyObject concat(PyObject v, PyObject w) {
    PyArray a = (PyArray) v;
    if (!(w instanceof PyArray b)) {
      throw Errors.typeError("can only append array (not \"" + w.type.name() + "\") to array");
    }
    if (a.code != b.code) {
      throw Errors.typeError("bad argument type for built-in operation");
    }
    PyArray out = a.copyOf();
    out.replace(out.used, out.used, b.content());
    return out;
  }

  @Override
  public PyObject inplaceConcat(PyObject v, PyObject w) {
    if (!(w instanceof PyArray)) {
      throw Errors.typeError("can only extend array with array (not \"" + w.type.name() + "\")");
    }
    ((PyArray) v).extend(w);
    return v;
  }

  private static byte[] repeated(PyArray a, int count) {
    if (count > 0 && (long) a.used * count > Integer.MAX_VALUE - 16) {
      throw Errors.memoryError();
    }
    byte[] out = new byte[a.used * Math.max(count, 0)];
    for (int i = 0; i < count; i++) {
      System.arraycopy(a.bytes, 0, out, i * a.used, a.used);
    }
    return out;
  }

  @Override
  public PyObject repeat(PyObject o, int count) {
    PyArray a = (PyArray) o;
    PyArray out = new PyArray(PyArray.TYPE, a.code);
    out.replace(0, 0, repeated(a, count));
    return out;
  }

  @Override
  public PyObject inplaceRepeat(PyObject o, int count) {
    PyArray a = (PyArray) o;
    a.replace(0, a.used, repeated(a, count));
    return a;
  }

  @Override
  public boolean contains(PyObject o, PyObject item) {
    PyArray a = (PyArray) o;
    for (int i = 0; i < a.size(); i++) {
      if (Abstract.equal(a.get(i), item)) {
        return true;
      }
    }
    return false;
  }

  private static int index(PyArray a, PyObject key, String error) {
    if (!Abstract.hasIndex(key)) {
      throw Errors.typeError("array indices must be integers");
    }
    int i = Abstract.toIndex(key);
    int at = i < 0 ? i + a.size() : i;
    if (at < 0 || at >= a.size()) {
      throw Errors.indexError(error);
    }
    return at;
  }

  @Override
  public PyObject getItem(PyObject o, PyObject key) {
    PyArray a = (PyArray) o;
    if (!(key instanceof PySlice slice)) {
      return a.get(index(a, key, "array index out of range"));
    }
    Slices s = Slices.of(slice, a.size());
    byte[] out = new byte[s.count * a.itemsize];
    for (int i = 0, at = s.start; i < s.count; i++, at += s.step) {
      System.arraycopy(a.bytes, at * a.itemsize, out, i * a.itemsize, a.itemsize);
    }
    PyArray r = new PyArray(PyArray.TYPE, a.code);
    r.replace(0, 0, out);
    return r;
  }

  @Override
  public void setItem(PyObject o, PyObject key, PyObject value) {
    PyArray a = (PyArray) o;
    if (key instanceof PySlice slice) {
      setSlice(a, slice, value);
      return;
    }
    int i = index(a, key, "array assignment index out of range");
    if (value == null) {
      a.replace(i * a.itemsize, (i + 1) * a.itemsize, new byte[0]);
    } else {
      ArrayModule.set(a.bytes, i * a.itemsize, a.code, value);
    }
  }

  private static void setSlice(PyArray a, PySlice slice, PyObject value) {
    byte[] with = new byte[0];
    if (value != null) {
      if (!(value instanceof PyArray b)) {
        throw Errors.typeError(
            "can only assign array (not \"" + value.type.name() + "\") to array slice");
      }
      if (b.code != a.code) {
        throw Errors.typeError("bad argument type for built-in operation");
      }
      with = b.content();
    }
    Slices s = Slices.of(slice, a.size());
    int size = a.itemsize;
    if (s.step == 1) {
      a.replace(s.start * size, (s.start + s.count) * size, with);
      return;
    }
    if (value == null) {
      boolean[] gone = new boolean[a.size()];
      for (int i = 0, at = s.start; i < s.count; i++, at += s.step) {
        gone[at] = true;
      }
      byte[] kept = new byte[a.used - s.count * size];
      int n = 0;
      for (int i = 0; i < gone.length; i++) {
        if (!gone[i]) {
          System.arraycopy(a.bytes, i * size, kept, n, size);
          n += size;
        }
      }
      a.replace(0, a.used, kept);
      return;
    }
    if (with.length != s.count * size) {
      throw Errors.valueError(
          "attempt to assign array of size "
              + with.length / size
              + " to extended slice of size "
              + s.count);
    }
    for (int i = 0, at = s.start; i < s.count; i++, at += s.step) {
      System.arraycopy(with, i * size, a.bytes, at * size, size);
    }
  }

  @Override
  public PyObject iter(PyObject o) {
    return new ArrayIterator((PyArray) o);
  }

  @Override
  public Buffer getBuffer(PyObject o, int flags) {
    return ((PyArray) o).export();
  }

  @Override
  public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
    if (cls == PyArray.TYPE) {
      ArgParser.noKeywords("array", "array", kwnames);
    }
    PyObject[] p = ArgParser.positionalTail(args, kwnames, 0);
    if (p.length < 1 || p.length > 2) {
      throw Errors.typeError(
          "array() takes at "
              + (p.length < 1 ? "least 1 argument" : "most 2 arguments")
              + " ("
              + p.length
              + " given)");
    }
    if (!(p[0] instanceof PyStr s) || s.length() != 1) {
      throw Errors.typeError(
          "array() argument 1 must be a unicode character, not " + p[0].type.name());
    }
    char code = s.value().charAt(0);
    PyObject source = p.length < 2 ? null : p[1];
    if (source != null && code != 'u') {
      if (source instanceof PyStr) {
        throw Errors.typeError(
            "cannot use a str to initialize an array with typecode '" + code + "'");
      }
      if (source instanceof PyArray a && a.code == 'u') {
        throw Errors.typeError(
            "cannot use a unicode array to initialize an array with typecode '" + code + "'");
      }
    }
    if (ArrayModule.TYPECODES.indexOf(code) < 0) {
      throw Errors.valueError("bad typecode (must be b, B, u, h, H, i, I, l, L, q, Q, f or d)");
    }
    PyArray a = new PyArray(cls, code);
    if (source != null) {
      fill(a, source);
    }
    return a;
  }

  private static void fill(PyArray a, PyObject source) {
    if (source instanceof PyArray b && b.code == a.code) {
      a.replace(0, 0, b.content());
    } else if (source instanceof PyBytes || source instanceof PyByteArray) {
      a.appendBytes(Bytes.of(source));
    } else if (source instanceof PyStr s) {
      a.appendText(s.value());
    } else if (source instanceof PyList || source instanceof PyTuple) {
      PyObject[] items = Abstract.toArray(source);
      byte[] all = new byte[items.length * a.itemsize];
      for (int i = 0; i < items.length; i++) {
        ArrayModule.set(all, i * a.itemsize, a.code, items[i]);
      }
      a.replace(0, 0, all);
    } else {
      PyObject it = Abstract.iter(source);
      for (PyObject x = Abstract.next(it); x != null; x = Abstract.next(it)) {
        a.append(x);
      }
    }
  }

  /** {@code array.arrayiterator}. */
  @BuiltinType(name = "arrayiterator", ops = ArrayIterator.IteratorOps.class)
  static final class ArrayIterator extends PyObject {
    static final PyType TYPE =
        PyType.builtin(
                "arrayiterator", PyType.OBJECT, new IteratorOps(), new ArrayOpsArrayIteratorTable())
            .in("array");

    /** Null once exhausted. */
    private PyArray array;

    private int index;

    ArrayIterator(PyArray array) {
      super(TYPE);
      this.array = array;
    }

    @Method(name = "__reduce__", doc = "Return state information for pickling.")
    static PyObject reduce(ArrayIterator it) {
      PyObject iter = dev.dormouse.runtime.objects.Interpreter.current().builtin("iter");
      return it.array == null
          ? PyTuple.of(iter, PyTuple.of(PyTuple.EMPTY))
          : PyTuple.of(iter, PyTuple.of(it.array), dev.dormouse.runtime.objects.PyInt.of(it.index));
    }

    @Method(
        name = "__setstate__",
        signature = "(state, /)",
        doc = "Set state information for unpickling.")
    static void setState(ArrayIterator it, PyObject state) {
      if (it.array != null) {
        it.index = Math.min(Math.max(Abstract.toIndex(state), 0), it.array.size());
      }
    }

    static final class IteratorOps extends Ops {
      @Override
      public PyObject iter(PyObject o) {
        return o;
      }

      @Override
      public PyObject next(PyObject o) {
        ArrayIterator it = (ArrayIterator) o;
        if (it.array == null) {
          return null;
        }
        if (it.index >= it.array.size()) {
          it.array = null;
          return null;
        }
        return it.array.get(it.index++);
      }
    }
  }
}
