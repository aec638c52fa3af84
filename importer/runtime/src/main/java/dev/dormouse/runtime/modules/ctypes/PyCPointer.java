package dev.dormouse.runtime.modules.ctypes;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.ArgParser;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.PyList;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PySlice;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Getter;
import dev.dormouse.tables.Setter;
import java.lang.foreign.MemorySegment;

/** {@code _Pointer}: an address with the type of what is there. */
@BuiltinType(name = "_Pointer", ops = PyCPointer.PointerOps.class, doc = "XXX to be provided")
final class PyCPointer {
  static final PyType TYPE =
      CtypesModule.data(
          "_Pointer", new PointerOps(), new PyCPointerTable(), MetaTypes.PointerType.TYPE);

  private PyCPointer() {}

  private static long address(PyCData self) {
    long address = self.pointer();
    if (address == 0) {
      throw Errors.valueError("NULL pointer access");
    }
    return address;
  }

  @Getter(name = "contents", doc = "the object this pointer points to (read-write)")
  static PyObject contents(PyCData self) {
    long at = address(self);
    PyType item = self.ctype().item;
    return PyCData.part(item, self, 0, PyCData.at(at, CType.require(item).size));
  }

  @Setter(name = "contents")
  static void setContents(PyCData self, PyObject value) {
    if (value == null) {
      throw Errors.typeError("Pointer does not support item deletion");
    }
    PyType item = self.ctype().item;
    if (!(value instanceof PyCData d) || !fits(d, item)) {
      throw Errors.typeError(
          "expected " + (item == null ? "NULL" : item.name()) + " instead of " + value.type.name());
    }
    self.setPointer(d.address());
    self.keep(1, new Kept(value, value));
    self.keep(0, new Kept(d.kept(), d));
  }

  private static boolean fits(PyCData d, PyType item) {
    if (item == null || CType.of(d.type) == null) {
      return false;
    }
    CType c = d.ctype();
    return d.type.isSubtype(item) || c.kind == CType.Kind.ARRAY && c.item == item;
  }

  private static MemorySegment place(PyCData self, long index) {
    CType each = CType.require(self.ctype().item);
    return PyCData.at(address(self) + index * each.size, each.size);
  }

  private static PyObject item(PyCData self, long index) {
    return PyCData.read(self.ctype().item, self, (int) index, place(self, index));
  }

  private static PyObject slice(PyCData self, PySlice s) {
    long step = s.step == PyObject.NONE ? 1 : Abstract.toJavaLong(Abstract.index(s.step));
    if (step == 0) {
      throw Errors.valueError("slice step cannot be zero");
    }
    if (s.start == PyObject.NONE && step < 0) {
      throw Errors.valueError("slice start is required for step < 0");
    }
    long start = s.start == PyObject.NONE ? 0 : Abstract.toJavaLong(Abstract.index(s.start));
    if (s.stop == PyObject.NONE) {
      throw Errors.valueError("slice stop is required");
    }
    long stop = Abstract.toJavaLong(Abstract.index(s.stop));
    long count = 0;
    if (step > 0 ? start < stop : start > stop) {
      count = step > 0 ? (stop - start - 1) / step + 1 : (stop - start + 1) / step + 1;
    }
    PyObject[] items = new PyObject[(int) count];
    for (int i = 0; i < count; i++) {
      items[i] = item(self, start + i * step);
    }
    return PyCArray.collected(CType.require(self.ctype().item), items, PyList.of(items));
  }

  /** The slots. */
  static final class PointerOps extends PyCData.DataOps {
    @Override
    public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
      if (CType.require(cls).item == null) {
        throw Errors.typeError("Cannot create instance: has no _type_");
      }
      return PyCData.fresh(cls);
    }

    @Override
    public void init(PyObject o, PyObject[] args, PyStr[] kwnames) {
      ArgParser.positional(null, "POINTER", args, kwnames, 0, 1);
      if (args.length == 1) {
        setContents((PyCData) o, args[0]);
      }
    }

    @Override
    public boolean bool(PyObject o) {
      return ((PyCData) o).pointer() != 0;
    }

    @Override
    public PyObject getItem(PyObject o, PyObject key) {
      if (key instanceof PySlice s) {
        return slice((PyCData) o, s);
      }
      if (!Abstract.hasIndex(key)) {
        throw Errors.typeError("Pointer indices must be integer");
      }
      return item((PyCData) o, Abstract.toJavaLong(Abstract.index(key)));
    }

    @Override
    public void setItem(PyObject o, PyObject key, PyObject value) {
      PyCData self = (PyCData) o;
      if (value == null) {
        throw Errors.typeError("Pointer does not support item deletion");
      }
      long index = Abstract.toJavaLong(Abstract.index(key));
      self.write(self.ctype().item, (int) index, place(self, index), value);
    }
  }
}
