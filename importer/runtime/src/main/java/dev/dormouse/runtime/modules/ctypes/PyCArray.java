package dev.dormouse.runtime.modules.ctypes;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.ArgParser;
import dev.dormouse.runtime.objects.BuiltinTable;
import dev.dormouse.runtime.objects.Bytes;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Exceptions;
import dev.dormouse.runtime.objects.GenericAliases;
import dev.dormouse.runtime.objects.PyBytes;
import dev.dormouse.runtime.objects.PyList;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PySlice;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.runtime.objects.Slices;
import dev.dormouse.runtime.objects.Slot;
import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.ClassMethod;
import dev.dormouse.tables.Getter;
import dev.dormouse.tables.Setter;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/** {@code Array}. */
@BuiltinType(name = "Array", ops = PyCArray.ArrayDataOps.class, doc = "XXX to be provided")
final class PyCArray {
  static final PyType TYPE =
      CtypesModule.data("Array", new ArrayDataOps(), new PyCArrayTable(), MetaTypes.ArrayType.TYPE);

  private PyCArray() {}

  @ClassMethod(name = "__class_getitem__", signature = "(object, /)", doc = "See PEP 585")
  static PyObject classGetItem(PyType cls, PyObject item) {
    return GenericAliases.make(cls, item);
  }

  /** What arrays of bytes have besides: never a base of theirs, only the source of descriptors. */
  @BuiltinType(name = "Array")
  static final class Characters {
    private Characters() {}

    @Getter(name = "raw", doc = "value")
    static PyObject raw(PyCData self) {
      return PyBytes.of(self.bytes());
    }

    @Setter(name = "raw")
    static void setRaw(PyCData self, PyObject value) {
      if (value == null) {
        throw Errors.of(Exceptions.AttributeError, "cannot delete attribute");
      }
      if (!value.type.has(Slot.BUFFER)) {
        throw Errors.typeError("a bytes-like object is required, not '" + value.type.name() + "'");
      }
      byte[] b = Bytes.of(value);
      if (b.length > self.size()) {
        throw Errors.valueError("byte string too long");
      }
      MemorySegment.copy(b, 0, self.memory, ValueLayout.JAVA_BYTE, 0, b.length);
    }

    @Getter(name = "value", doc = "string value")
    static PyObject value(PyCData self) {
      return bytesUpToZero(self.memory);
    }

    @Setter(name = "value")
    static void setValue(PyCData self, PyObject value) {
      if (value == null) {
        throw Errors.typeError("can't delete attribute");
      }
      if (!(value instanceof PyBytes b)) {
        throw Errors.typeError("bytes expected instead of " + value.type.name() + " instance");
      }
      if (b.value.length > self.size()) {
        throw Errors.valueError("byte string too long");
      }
      copyBytes(self.memory, b.value);
    }
  }

  /** What arrays of wide characters have besides. */
  @BuiltinType(name = "Array")
  static final class WideCharacters {
    private WideCharacters() {}

    @Getter(name = "value", doc = "string value")
    static PyObject value(PyCData self) {
      return textUpToZero(self.memory);
    }

    @Setter(name = "value")
    static void setValue(PyCData self, PyObject value) {
      if (value == null) {
        throw Errors.typeError("can't delete attribute");
      }
      setText(self.memory, value);
    }
  }

  static void addText(PyType made, char code) {
    BuiltinTable table =
        code == 'c' ? new PyCArrayCharactersTable() : new PyCArrayWideCharactersTable();
    for (int id = 0; id < table.count(); id++) {
      Abstract.setAttribute(made, PyStr.interned(table.name(id)), table.descriptor(made, id));
    }
  }

  static PyObject bytesUpToZero(MemorySegment m) {
    byte[] all = m.toArray(ValueLayout.JAVA_BYTE);
    int n = 0;
    while (n < all.length && all[n] != 0) {
      n++;
    }
    return PyBytes.of(Arrays.copyOf(all, n));
  }

  static PyObject textUpToZero(MemorySegment m) {
    int[] all = m.toArray(ValueLayout.JAVA_INT_UNALIGNED);
    int n = 0;
    while (n < all.length && all[n] != 0) {
      n++;
    }
    return PyStr.of(Arrays.copyOf(all, n));
  }

  /** Copies bytes, and a zero behind them if there is room. */
  static void copyBytes(MemorySegment to, byte[] b) {
    MemorySegment.copy(b, 0, to, ValueLayout.JAVA_BYTE, 0, b.length);
    if (b.length < to.byteSize()) {
      to.set(ValueLayout.JAVA_BYTE, b.length, (byte) 0);
    }
  }

  static void setText(MemorySegment to, PyObject value) {
    if (!(value instanceof PyStr s)) {
      throw Errors.typeError(
          "unicode string expected instead of " + value.type.name() + " instance");
    }
    int[] cps = s.codePoints();
    long room = to.byteSize() / 4;
    if (cps.length > room) {
      throw Errors.valueError("string too long (" + cps.length + ", maximum length " + room + ")");
    }
    MemorySegment.copy(cps, 0, to, ValueLayout.JAVA_INT_UNALIGNED, 0, cps.length);
    if (cps.length < room) {
      to.set(ValueLayout.JAVA_INT_UNALIGNED, 4L * cps.length, 0);
    }
  }

  /** What a slice gives: bytes or text of characters, a list of other items. */
  static PyObject collected(CType each, PyObject[] items, PyList list) {
    if (each.kind != CType.Kind.SIMPLE || each.code != 'c' && each.code != 'u') {
      return list;
    }
    if (each.code == 'c') {
      byte[] all = new byte[items.length];
      for (int i = 0; i < all.length; i++) {
        all[i] = ((PyBytes) items[i]).value[0];
      }
      return PyBytes.of(all);
    }
    int[] all = new int[items.length];
    for (int i = 0; i < all.length; i++) {
      all[i] = ((PyStr) items[i]).codePointAt(0);
    }
    return PyStr.of(all);
  }

  private static MemorySegment place(PyCData self, int index) {
    CType c = self.ctype();
    if (index < 0 || index >= c.length) {
      throw Errors.indexError("invalid index");
    }
    CType each = CType.require(c.item);
    return self.memory.asSlice(index * each.size, each.size);
  }

  private static PyObject item(PyCData self, int index) {
    return PyCData.read(self.ctype().item, self, index, place(self, index));
  }

  private static void setItem(PyCData self, int index, PyObject value) {
    self.write(self.ctype().item, index, place(self, index), value);
  }

  private static int position(PyCData self, PyObject key) {
    if (!Abstract.hasIndex(key)) {
      throw Errors.typeError("indices must be integers");
    }
    int i = Abstract.toIndex(key);
    return i < 0 ? i + self.ctype().length : i;
  }

  /** The slots. */
  static final class ArrayDataOps extends PyCData.DataOps {
    @Override
    public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
      return PyCData.fresh(cls);
    }

    @Override
    public void init(PyObject o, PyObject[] args, PyStr[] kwnames) {
      ArgParser.noKeywords(null, o.type.name(), kwnames);
      for (int i = 0; i < args.length; i++) {
        PyCArray.setItem((PyCData) o, i, args[i]);
      }
    }

    @Override
    public int length(PyObject o) {
      return ((PyCData) o).ctype().length;
    }

    @Override
    public PyObject getItem(PyObject o, PyObject key) {
      PyCData self = (PyCData) o;
      if (!(key instanceof PySlice s)) {
        return item(self, position(self, key));
      }
      Slices range = Slices.of(s, self.ctype().length);
      PyObject[] items = new PyObject[range.count];
      for (int i = 0; i < range.count; i++) {
        items[i] = item(self, range.start + i * range.step);
      }
      return collected(CType.require(self.ctype().item), items, PyList.of(items));
    }

    @Override
    public void setItem(PyObject o, PyObject key, PyObject value) {
      PyCData self = (PyCData) o;
      if (value == null) {
        throw Errors.typeError("Array does not support item deletion");
      }
      if (!(key instanceof PySlice s)) {
        PyCArray.setItem(self, position(self, key), value);
        return;
      }
      Slices range = Slices.of(s, self.ctype().length);
      PyObject[] items = Abstract.toArray(value);
      if (items.length != range.count) {
        throw Errors.valueError("Can only assign sequence of same size");
      }
      for (int i = 0; i < range.count; i++) {
        PyCArray.setItem(self, range.start + i * range.step, items[i]);
      }
    }
  }
}
