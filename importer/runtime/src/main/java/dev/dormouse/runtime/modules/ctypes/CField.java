package dev.dormouse.runtime.modules.ctypes;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Ops;
import dev.dormouse.runtime.objects.PyBool;
import dev.dormouse.runtime.objects.PyBytes;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Getter;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/** The descriptor of a field of a structure or union. */
@BuiltinType(name = "CField", ops = CField.FieldOps.class, doc = "Structure/Union member")
final class CField extends PyObject {
  static final PyType TYPE =
      PyType.builtin("CField", PyType.OBJECT, new FieldOps(), new CFieldTable()).in("_ctypes");

  final PyStr name;
  final PyType fieldType;
  final int index;
  long offset;

  /** 0 for a whole field. */
  int bits;

  /** The lowest bit of a bit field. */
  int shift;

  CField(PyStr name, PyType fieldType, int index) {
    super(TYPE);
    this.name = name;
    this.fieldType = fieldType;
    this.index = index;
  }

  @Getter(name = "offset", doc = "offset in bytes of this field")
  static PyObject offset(CField self) {
    return PyInt.of(self.offset);
  }

  @Getter(name = "size", doc = "size in bytes of this field")
  static PyObject size(CField self) {
    return StructLayouts.encodedSize(self);
  }

  private MemorySegment place(PyCData o) {
    return o.memory.asSlice(offset, CType.of(fieldType).size);
  }

  /** The letter of the items if this is an array of characters, else 0. */
  private char textOf() {
    CType c = CType.of(fieldType);
    CType each = c.kind == CType.Kind.ARRAY ? CType.of(c.item) : null;
    return each != null && each.kind == CType.Kind.SIMPLE && "cu".indexOf(each.code) >= 0
        ? each.code
        : 0;
  }

  private PyObject get(PyCData o) {
    MemorySegment where = place(o);
    if (bits == 0) {
      return switch (textOf()) {
        case 'c' -> PyCArray.bytesUpToZero(where);
        case 'u' -> PyCArray.textUpToZero(where);
        default -> PyCData.read(fieldType, o, index, where);
      };
    }
    CType c = CType.of(fieldType);
    long unit = Scalars.bits(where, c.code, c.swapped);
    long value = unit >> shift;
    int unused = 64 - bits;
    if (c.code == '?') {
      return PyBool.of((value & 1) != 0);
    }
    return Scalars.isSigned(c.code)
        ? PyInt.of(value << unused >> unused)
        : Scalars.unsigned(value << unused >>> unused);
  }

  private void set(PyCData o, PyObject value) {
    MemorySegment where = place(o);
    if (bits == 0) {
      char text = textOf();
      if (text == 'c' && !(value instanceof PyCData)) {
        setBytes(where, value);
      } else if (text == 'u' && !(value instanceof PyCData)) {
        PyCArray.setText(where, value);
      } else {
        o.write(fieldType, index, where, value);
      }
      return;
    }
    CType c = CType.of(fieldType);
    long wanted = c.code == '?' ? (Abstract.isTrue(value) ? 1 : 0) : Scalars.integer(value);
    long mask = (bits == 64 ? -1L : (1L << bits) - 1) << shift;
    long unit = Scalars.bits(where, c.code, c.swapped);
    Scalars.setBits(where, c.code, c.swapped, unit & ~mask | wanted << shift & mask);
  }

  private static void setBytes(MemorySegment where, PyObject value) {
    if (!(value instanceof PyBytes b)) {
      throw Errors.typeError("expected bytes, " + value.type.name() + " found");
    }
    int n = 0;
    while (n < b.value.length && b.value[n] != 0) {
      n++;
    }
    if (n > where.byteSize()) {
      throw Errors.valueError(
          "bytes too long (" + n + ", maximum length " + where.byteSize() + ")");
    }
    PyCArray.copyBytes(where, Arrays.copyOf(b.value, n));
  }

  /** A field's slots. */
  static final class FieldOps extends Ops {
    @Override
    public PyObject descrGet(PyObject descr, PyObject obj, PyObject owner) {
      if (obj == null) {
        return descr;
      }
      if (!(obj instanceof PyCData d)) {
        throw Errors.typeError("not a ctype instance");
      }
      return ((CField) descr).get(d);
    }

    @Override
    public void descrSet(PyObject descr, PyObject obj, PyObject value) {
      if (!(obj instanceof PyCData d)) {
        throw Errors.typeError("not a ctype instance");
      }
      if (value == null) {
        throw Errors.typeError("can't delete attribute");
      }
      ((CField) descr).set(d, value);
    }

    @Override
    public PyObject repr(PyObject o) {
      CField f = (CField) o;
      String head = "<Field type=" + f.fieldType.name() + ", ofs=" + f.offset;
      return PyStr.of(
          f.bits == 0
              ? head + ", size=" + CType.of(f.fieldType).size + ">"
              : head + ":" + f.shift + ", bits=" + f.bits + ">");
    }
  }
}
