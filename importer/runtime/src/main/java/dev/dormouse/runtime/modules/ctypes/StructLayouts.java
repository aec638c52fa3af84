package dev.dormouse.runtime.modules.ctypes;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Exceptions;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.objects.PyType;

/**
 * Where the fields of structures and unions go: as GCC lays them out on Linux, bit fields included.
 */
final class StructLayouts {
  private static final PyStr FIELDS = PyStr.interned("_fields_");

  private final PyType cls;
  private final CType c;
  private final int pack;
  private final boolean swapped;

  private long size;
  private long offset;
  private long align;

  /** Bits of the storage unit of the bit field before, 0 if it was none. */
  private int unitBits;

  /** The first free bit in that unit. */
  private int freeBit;

  private StructLayouts(PyType cls, CType c, int pack, boolean swapped) {
    this.cls = cls;
    this.c = c;
    this.pack = pack;
    this.swapped = swapped;
  }

  /** Called when the class has been made. */
  static void describe(PyType cls, CType.Kind kind) {
    if (cls.own(PyStr.interned("_abstract_")) != null) {
      return;
    }
    CType c = new CType(kind);
    c.format = "B";
    cls.metadata = c;
    PyObject fields = cls.own(FIELDS);
    if (fields != null) {
      Abstract.setAttribute(cls, FIELDS, fields);
      return;
    }
    CType base = CType.of(cls.base);
    if (base != null) {
      base.isFinal = true;
      c.size = base.size;
      c.align = base.align;
      c.length = base.length;
      c.hasBitFields = base.hasBitFields;
      c.fields.addAll(base.fields);
      c.format = base.format;
    }
  }

  /** Called when {@code _fields_} has been set. */
  static void lay(PyType cls, PyObject fields) {
    CType c = CType.of(cls);
    if (fields == null) {
      return;
    }
    if (c == null) {
      throw Errors.typeError("ctypes state is not initialized");
    }
    PyObject[] all;
    if (!Abstract.isSequence(fields)) {
      throw Errors.typeError("_fields_ must be a sequence of pairs");
    }
    all = Abstract.toArray(fields);
    int pack = 0;
    PyObject given = cls.lookup(PyStr.interned("_pack_"));
    if (given != null) {
      try {
        pack = Abstract.toJavaInt(given);
      } catch (PyException e) {
        pack = -1;
      }
      if (pack < 0) {
        throw Errors.valueError("_pack_ must be a non-negative integer");
      }
    }
    if (c.isFinal) {
      throw Errors.of(Exceptions.AttributeError, "_fields_ is final");
    }
    boolean swapped = cls.lookup(PyStr.interned("_swappedbytes_")) != null;
    new StructLayouts(cls, c, pack, swapped).lay(all);
  }

  private void lay(PyObject[] all) {
    boolean struct = c.kind == CType.Kind.STRUCT;
    CType base = CType.of(cls.base);
    c.fields.clear();
    c.hasBitFields = false;
    long totalAlign = 1;
    long largest = 0;
    int first = 0;
    if (base != null) {
      base.isFinal = true;
      size = offset = base.size;
      totalAlign = Math.max(base.align, 1);
      largest = struct ? 0 : base.size;
      first = base.length;
      c.hasBitFields = base.hasBitFields;
      c.fields.addAll(base.fields);
    }
    StringBuilder format = new StringBuilder("T{");
    for (int i = 0; i < all.length; i++) {
      if (!(all[i] instanceof PyTuple pair)
          || pair.items.length < 2
          || pair.items.length > 3
          || !(pair.items[0] instanceof PyStr name)) {
        throw Errors.typeError("_fields_ must be a sequence of (name, C type) pairs");
      }
      CType part = CType.of(pair.items[1]);
      if (part == null) {
        throw Errors.typeError("second item in _fields_ tuple (index " + i + ") must be a C type");
      }
      PyType type = (PyType) pair.items[1];
      part.isFinal = true;
      int bits = pair.items.length == 3 ? bits(pair.items[2], type, part) : 0;
      if (!struct) {
        size = offset = align = 0;
      }
      CField field = place(name, type, part, bits, first + i);
      format.append(part.format == null ? "B" : part.format).append(':').append(name.value());
      format.append(':');
      largest = Math.max(largest, size);
      totalAlign = Math.max(totalAlign, align);
      c.fields.add(field);
      Abstract.setAttribute(cls, name, field);
    }
    if (!struct) {
      size = largest;
    }
    c.align = totalAlign;
    c.size = (size + totalAlign - 1) / totalAlign * totalAlign;
    c.length = first + all.length;
    // As in CPython 3.11, padding is not told, and packed structures are bytes.
    c.format = struct && pack == 0 ? format.append('}').toString() : "B";
    // It was not when this began.
    if (c.isFinal) {
      throw Errors.of(Exceptions.AttributeError, "Structure or union cannot contain itself");
    }
    c.isFinal = true;
    nameAnonymous();
  }

  private int bits(PyObject given, PyType type, CType part) {
    int bits;
    try {
      bits = Abstract.toJavaInt(given);
    } catch (PyException e) {
      throw Errors.typeError("_fields_ must be a sequence of (name, C type) pairs");
    }
    boolean integer = part.kind == CType.Kind.SIMPLE && "bBhHiIlLqQ?cu".indexOf(part.code) >= 0;
    if (!integer || part.code == 'c' || part.code == 'u') {
      throw Errors.typeError("bit fields not allowed for type " + type.name());
    }
    if (bits <= 0 || bits > part.size * 8) {
      throw Errors.valueError("number of bits invalid for bit field");
    }
    c.hasBitFields = true;
    return bits;
  }

  private CField place(PyStr name, PyType type, CType part, int bits, int index) {
    int partBits = (int) part.size * 8;
    CField field = new CField(name, type, index);
    if (bits != 0 && unitBits != 0 && freeBit + bits <= unitBits && partBits <= unitBits) {
      // Goes on in the unit of the field before.
      field.offset = offset - part.size;
      field.shift = swapped ? unitBits - freeBit - bits : freeBit;
      freeBit += bits;
    } else if (bits != 0 && unitBits != 0 && partBits >= unitBits && freeBit + bits <= partBits) {
      // Makes that unit larger.
      long grown = part.size - unitBits / 8;
      offset += grown;
      size += grown;
      unitBits = partBits;
      field.offset = offset - part.size;
      field.shift = swapped ? unitBits - freeBit - bits : freeBit;
      freeBit += bits;
    } else {
      unitBits = bits == 0 ? 0 : partBits;
      freeBit = bits;
      field.shift = bits == 0 ? 0 : swapped ? unitBits - bits : 0;
      align = pack != 0 ? Math.min(pack, part.align) : part.align;
      if (align != 0 && offset % align != 0) {
        long delta = align - offset % align;
        size += delta;
        offset += delta;
      }
      field.offset = offset;
      size += part.size;
      offset += part.size;
    }
    field.bits = bits;
    return field;
  }

  /** Lets the fields of those in {@code _anonymous_} be reached without naming these. */
  private void nameAnonymous() {
    PyObject names = cls.own(PyStr.interned("_anonymous_"));
    if (names == null) {
      return;
    }
    if (!Abstract.isSequence(names)) {
      throw Errors.typeError("_anonymous_ must be a sequence");
    }
    for (PyObject name : Abstract.toArray(names)) {
      PyObject found = Abstract.getAttribute(cls, (PyStr) name);
      if (!(found instanceof CField outer)) {
        throw Errors.of(
            Exceptions.AttributeError,
            "'" + Abstract.str(name).value() + "' is specified in _anonymous_ but not in _fields_");
      }
      reach(outer);
    }
  }

  private void reach(CField outer) {
    CType inner = CType.of(outer.fieldType);
    if (inner == null || inner.kind != CType.Kind.STRUCT && inner.kind != CType.Kind.UNION) {
      throw Errors.typeError("'_anonymous_' item is no structure");
    }
    PyObject declared = outer.fieldType.lookup(FIELDS);
    for (PyObject pair : Abstract.toArray(declared)) {
      PyStr name = (PyStr) ((PyTuple) pair).items[0];
      CField field = (CField) outer.fieldType.lookup(name);
      CField here = new CField(name, field.fieldType, outer.index);
      here.offset = outer.offset + field.offset;
      here.bits = field.bits;
      here.shift = field.shift;
      PyObject anonymous = outer.fieldType.own(PyStr.interned("_anonymous_"));
      if (anonymous != null && Abstract.contains(anonymous, name)) {
        reach(here);
      }
      Abstract.setAttribute(cls, name, here);
    }
  }

  static PyInt encodedSize(CField f) {
    return f.bits == 0
        ? PyInt.of(CType.of(f.fieldType).size)
        : PyInt.of((long) f.bits << 16 | f.shift);
  }
}
