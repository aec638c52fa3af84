package dev.dormouse.runtime.modules.data;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.ArgParser;
import dev.dormouse.runtime.objects.Buffer;
import dev.dormouse.runtime.objects.Bytes;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Exceptions;
import dev.dormouse.runtime.objects.Ops;
import dev.dormouse.runtime.objects.PyBytes;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.runtime.objects.Slot;
import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Getter;
import dev.dormouse.tables.Method;

/** {@code struct.Struct}. */
@BuiltinType(
    name = "Struct",
    ops = PyStruct.StructOps.class,
    doc = "Struct(fmt) --> compiled struct object")
final class PyStruct extends PyObject {
  static final PyType TYPE =
      PyType.builtin("Struct", PyType.OBJECT, new StructOps(), new PyStructTable())
          .in("_struct")
          .with(PyType.BASETYPE)
          .withWeakrefs();

  /** Null until {@code __init__} ran. */
  StructFormat format;

  PyStruct(StructFormat format) {
    super(TYPE);
    this.format = format;
  }

  private PyStruct(PyType type) {
    super(type);
  }

  private StructFormat checked() {
    if (format == null) {
      throw Errors.runtimeError("Struct object is not initialized");
    }
    return format;
  }

  PyBytes packed(PyObject[] args, int first) {
    StructFormat f = checked();
    if (args.length - first != f.values) {
      throw StructFormat.error(
          "pack expected " + f.values + " items for packing (got " + (args.length - first) + ")");
    }
    byte[] b = new byte[f.size];
    f.pack(b, 0, args, first);
    return PyBytes.of(b);
  }

  @Method(signature = "(*values)", doc = "Return bytes containing the packed values.")
  static PyObject pack(PyStruct self, PyObject[] values) {
    return self.packed(values, 0);
  }

  @Method(
      name = "pack_into",
      signature = "(buffer, offset, /, *values)",
      doc = "Pack values into a writable buffer, starting at an offset.")
  static void packIntoMethod(PyStruct self, PyObject[] args, PyStr[] kwnames) {
    ArgParser.noKeywords("Struct", "pack_into", kwnames);
    self.packInto(args);
  }

  void packInto(PyObject[] args) {
    StructFormat f = checked();
    if (args.length != f.values + 2) {
      if (args.length == 0) {
        throw StructFormat.error("pack_into expected buffer argument");
      }
      if (args.length == 1) {
        throw StructFormat.error("pack_into expected offset argument");
      }
      throw StructFormat.error(
          "pack_into expected " + f.values + " items for packing (got " + (args.length - 2) + ")");
    }
    if (!args[0].type.has(Slot.BUFFER)) {
      throw readOnly(args[0]);
    }
    Buffer b;
    try {
      b = args[0].type.ops.getBuffer(args[0], Buffer.WRITABLE);
    } catch (PyException e) {
      throw e.matches(Exceptions.BufferError) ? readOnly(args[0]) : e;
    }
    try {
      long offset = Abstract.toSsize(args[1], Exceptions.IndexError);
      long at = offset;
      if (at < 0) {
        if (at + f.size > 0) {
          throw StructFormat.error("no space to pack " + f.size + " bytes at offset " + offset);
        }
        if (at + b.length < 0) {
          throw StructFormat.error(
              "offset " + offset + " out of range for " + b.length + "-byte buffer");
        }
        at += b.length;
      }
      if (b.length - at < f.size) {
        throw StructFormat.error(
            "pack_into requires a buffer of at least "
                // Unsigned, as in C: the sum may be beyond what is signed.
                + Long.toUnsignedString(f.size + at)
                + " bytes for packing "
                + f.size
                + " bytes at offset "
                + at
                + " (actual buffer size is "
                + b.length
                + ")");
      }
      f.pack(b.bytes, b.offset + (int) at, args, 2);
    } finally {
      b.release();
    }
  }

  private static PyException readOnly(PyObject o) {
    return Errors.typeError("argument must be read-write bytes-like object, not " + o.type.name());
  }

  @Method(
      signature = "(buffer, /)",
      doc = "Return a tuple of the values in a buffer of the struct's size.")
  static PyObject unpack(PyStruct self, PyObject buffer) {
    StructFormat f = self.checked();
    byte[] b = Bytes.of(buffer);
    if (b.length != f.size) {
      throw StructFormat.error("unpack requires a buffer of " + f.size + " bytes");
    }
    return PyTuple.of(f.unpack(b, 0));
  }

  @Method(
      name = "unpack_from",
      signature = "(buffer, offset=0)",
      doc = "Return a tuple of the values in a buffer from an offset on.")
  static PyObject unpackFrom(PyStruct self, PyObject buffer, long offset) {
    StructFormat f = self.checked();
    if (!Bytes.isBytesLike(buffer)) {
      throw Errors.typeError("a bytes-like object is required, not '" + buffer.type.name() + "'");
    }
    Buffer b = buffer.type.ops.getBuffer(buffer, 0);
    try {
      long at = offset;
      if (at < 0) {
        if (at + f.size > 0) {
          throw StructFormat.error(
              "not enough data to unpack " + f.size + " bytes at offset " + offset);
        }
        if (at + b.length < 0) {
          throw StructFormat.error(
              "offset " + offset + " out of range for " + b.length + "-byte buffer");
        }
        at += b.length;
      }
      if (b.length - at < f.size) {
        throw StructFormat.error(
            "unpack_from requires a buffer of at least "
                + Long.toUnsignedString(f.size + at)
                + " bytes for unpacking "
                + f.size
                + " bytes at offset "
                + at
                + " (actual buffer size is "
                + b.length
                + ")");
      }
      return PyTuple.of(f.unpack(b.bytes, b.offset + (int) at));
    } finally {
      b.release();
    }
  }

  @Method(
      name = "iter_unpack",
      signature = "(buffer, /)",
      doc = "Return an iterator over the tuples in a buffer of repeated structs.")
  static PyObject iterUnpack(PyStruct self, PyObject buffer) {
    StructFormat f = self.checked();
    if (f.size == 0) {
      throw StructFormat.error("cannot iteratively unpack with a struct of length 0");
    }
    byte[] b = Bytes.of(buffer);
    if (b.length % f.size != 0) {
      throw StructFormat.error(
          "iterative unpacking requires a buffer of a multiple of " + f.size + " bytes");
    }
    return new UnpackIterator(f, b);
  }

  @Getter(name = "format", doc = "struct format string")
  static PyObject getFormat(PyStruct self) {
    return PyStr.of(self.checked().format);
  }

  @Getter(doc = "struct size in bytes")
  static PyObject size(PyStruct self) {
    return PyInt.of(self.checked().size);
  }

  @Method(name = "__sizeof__")
  static int sizeof(PyStruct self) {
    return 64;
  }

  static final class StructOps extends Ops {
    @Override
    public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
      return new PyStruct(cls);
    }

    @Override
    public void init(PyObject o, PyObject[] args, PyStr[] kwnames) {
      PyObject[] p = ArgParser.parse("Struct", "format", 0, 1, 1, args, kwnames);
      ((PyStruct) o).format = new StructFormat(StructModule.formatText(p[0]));
    }
  }

  /** {@code unpack_iterator}. */
  @BuiltinType(name = "unpack_iterator", ops = UnpackIterator.IteratorOps.class)
  static final class UnpackIterator extends PyObject {
    static final PyType TYPE =
        PyType.builtin(
                "unpack_iterator",
                PyType.OBJECT,
                new IteratorOps(),
                new PyStructUnpackIteratorTable())
            .in("_struct");

    private final StructFormat format;
    private final byte[] bytes;
    private int at;

    UnpackIterator(StructFormat format, byte[] bytes) {
      super(TYPE);
      this.format = format;
      this.bytes = bytes;
    }

    @Method(name = "__length_hint__")
    static int lengthHint(UnpackIterator it) {
      return (it.bytes.length - it.at) / it.format.size;
    }

    static final class IteratorOps extends Ops {
      @Override
      public PyObject iter(PyObject o) {
        return o;
      }

      @Override
      public PyObject next(PyObject o) {
        UnpackIterator it = (UnpackIterator) o;
        if (it.at >= it.bytes.length) {
          return null;
        }
        PyTuple t = PyTuple.of(it.format.unpack(it.bytes, it.at));
        it.at += it.format.size;
        return t;
      }
    }
  }
}
