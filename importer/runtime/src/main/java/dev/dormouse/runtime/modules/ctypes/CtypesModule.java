package dev.dormouse.runtime.modules.ctypes;

import dev.dormouse.runtime.modules.posix.Host;
import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.ArgParser;
import dev.dormouse.runtime.objects.BuiltinTable;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Exceptions;
import dev.dormouse.runtime.objects.Generic;
import dev.dormouse.runtime.objects.Interpreter;
import dev.dormouse.runtime.objects.Ops;
import dev.dormouse.runtime.objects.PyBytes;
import dev.dormouse.runtime.objects.PyDict;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyModule;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.tables.BuiltinModule;
import dev.dormouse.tables.Function;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/** {@code _ctypes}. Compare CPython's {@code Modules/_ctypes}. */
@BuiltinModule(name = "_ctypes", doc = "Create and manipulate C compatible data types in Python.")
public final class CtypesModule {
  private static final int RTLD_NOW = 2;
  private static final int RTLD_GLOBAL = 256;

  private CtypesModule() {}

  public static BuiltinTable table() {
    return new CtypesModuleTable();
  }

  /** A builtin class of C data with its metaclass. */
  static PyType data(String name, Ops ops, BuiltinTable table, PyType meta) {
    PyType made =
        PyType.builtin(name, PyCData.TYPE, ops, table)
            .in("_ctypes")
            .with(PyType.BASETYPE | PyType.SAME_LAYOUT);
    made.type = meta;
    return made;
  }

  static void exec(PyModule m) {
    m.set("_SimpleCData", SimpleData.TYPE);
    m.set("Structure", PyStructure.Struct.TYPE);
    m.set("Union", PyStructure.Union.TYPE);
    m.set("Array", PyCArray.TYPE);
    m.set("_Pointer", PyCPointer.TYPE);
    m.set("CFuncPtr", PyCFuncPtr.TYPE);
    m.set("ArgumentError", ArgumentError.type());
    m.set("__version__", PyStr.of("1.1.0"));
    m.set("FUNCFLAG_CDECL", PyInt.of(1));
    m.set("FUNCFLAG_PYTHONAPI", PyInt.of(ForeignCall.PYTHON_API));
    m.set("FUNCFLAG_USE_ERRNO", PyInt.of(ForeignCall.USE_ERRNO));
    m.set("FUNCFLAG_USE_LASTERROR", PyInt.of(16));
    m.set("RTLD_LOCAL", PyInt.of(0));
    m.set("RTLD_GLOBAL", PyInt.of(RTLD_GLOBAL));
    m.set("CTYPES_MAX_ARGCOUNT", PyInt.of(1024));
    m.set("_memmove_addr", PyInt.of(Host.os().libc().address("memmove")));
    m.set("_memset_addr", PyInt.of(Host.os().libc().address("memset")));
    m.set("_string_at_addr", InternalFunctions.stringAt());
    m.set("_wstring_at_addr", InternalFunctions.wideStringAt());
    m.set("_cast_addr", InternalFunctions.cast());
    m.set("_pointer_type_cache", new PyDict());
    Interpreter.current().register(CtypesModule.class, m);
  }

  private static PyModule current() {
    return (PyModule) Interpreter.current().registered(CtypesModule.class);
  }

  /** A function of this module, for pickles. */
  static PyObject function(String name) {
    return Abstract.getAttribute(current(), name);
  }

  private static final class Leaks extends ArrayList<Object> {
    private static final long serialVersionUID = 1;
  }

  /** Keeps memory for ever that a callback gave to C, which has no way to say when it is done. */
  static void leak(Object memory) {
    Interpreter interp = Interpreter.current();
    Leaks leaks = (Leaks) interp.registered(Leaks.class);
    if (leaks == null) {
      leaks = new Leaks();
      interp.register(Leaks.class, leaks);
    }
    leaks.add(memory);
  }

  static List<CType.Scalar> scalars(CType c) {
    List<CType.Scalar> all = new ArrayList<>();
    c.scalars(0, all);
    return all;
  }

  static PyObject plainRepr(PyObject o) {
    return PyStr.of("<" + o.type.name() + " object at 0x" + Long.toHexString(Generic.id(o)) + ">");
  }

  /** {@code item * count}, the same class each time. */
  static PyType arrayType(PyType item, int count) {
    if (CType.of(item) == null) {
      throw Errors.typeError("Expected a type object");
    }
    ArrayTypes known = ArrayTypes.current();
    PyType made = known.get(item, count);
    if (made == null) {
      PyDict attributes = new PyDict();
      attributes.put("_length_", PyInt.of(count));
      attributes.put("_type_", item);
      PyStr name = PyStr.of(MetaTypes.name(item).value() + "_Array_" + count);
      made =
          (PyType)
              Abstract.call(MetaTypes.ArrayType.TYPE, name, PyTuple.of(PyCArray.TYPE), attributes);
      known.put(item, count, made);
    }
    return made;
  }

  @Function(
      name = "dlopen",
      signature = "(name, flag=RTLD_NOW, /)",
      doc = "dlopen(name, flag={RTLD_GLOBAL|RTLD_LOCAL}) open a shared library")
  static PyObject open(PyObject[] args, PyStr[] kwnames) {
    ArgParser.positional(null, "dlopen", args, kwnames, 1, 2);
    int mode = (args.length > 1 ? Abstract.toJavaInt(args[1]) : RTLD_NOW) | RTLD_NOW;
    byte[] name = null;
    if (args[0] != PyObject.NONE) {
      PyObject path = Host.fspath(args[0]);
      name = path instanceof PyBytes b ? b.value : Host.encode((PyStr) path);
    }
    long handle = Libraries.open(name, mode);
    if (handle == 0) {
      throw Errors.of(Exceptions.OSError, Libraries.error());
    }
    return PyInt.of(handle);
  }

  @Function(name = "dlclose", signature = "(handle, /)", doc = "dlclose a library")
  static PyObject close(PyObject handle) {
    if (Libraries.close(Scalars.mask((PyInt) handle)) != 0) {
      throw Errors.of(Exceptions.OSError, Libraries.error());
    }
    return PyObject.NONE;
  }

  @Function(name = "dlsym", signature = "(handle, name, /)", doc = "find symbol in shared library")
  static PyObject symbol(PyObject handle, String name) {
    long address = Libraries.symbol(Scalars.mask((PyInt) handle), name);
    if (address == 0) {
      throw Errors.of(Exceptions.OSError, Libraries.error());
    }
    return PyInt.of(address);
  }

  @Function(name = "sizeof", signature = "(object, /)", doc = "Return the size in bytes of C data.")
  static PyObject sizeof(PyObject o) {
    CType c = CType.of(o);
    if (c != null) {
      return PyInt.of(c.size);
    }
    if (o instanceof PyCData d) {
      return PyInt.of(d.size());
    }
    throw Errors.typeError("this type has no size");
  }

  /** The C type that {@code o} is or has; {@code otherwise} is what TypeError says. */
  private static CType typeOf(PyObject o, String otherwise) {
    CType c = CType.of(o);
    if (c == null && o instanceof PyCData d) {
      c = d.ctype();
    }
    if (c == null) {
      throw Errors.typeError(otherwise);
    }
    return c;
  }

  @Function(
      name = "alignment",
      signature = "(object, /)",
      doc = "Return the alignment requirements of C data.")
  static PyObject alignment(PyObject o) {
    CType c = typeOf(o, "no alignment info");
    return PyInt.of(c.align);
  }

  @Function(
      name = "byref",
      signature = "(object, offset=0, /)",
      doc = "Return a pointer to C data, to be used as an argument only.")
  static PyObject byref(PyObject o, PyObject offset) {
    long at = offset == null ? 0 : Abstract.toJavaLong(Abstract.index(offset));
    if (!(o instanceof PyCData d)) {
      throw Errors.typeError(
          "byref() argument must be a ctypes instance, not '" + o.type.name() + "'");
    }
    return PyCArg.reference(d, at);
  }

  @Function(name = "addressof", signature = "(object, /)", doc = "Return the address of C data.")
  static PyObject addressof(PyObject o) {
    if (!(o instanceof PyCData d)) {
      throw Errors.typeError("invalid type");
    }
    return PyInt.of(d.address());
  }

  @Function(name = "resize", signature = "(object, size, /)", doc = "Enlarge the memory of C data.")
  static void resize(PyObject o, long size) {
    if (!(o instanceof PyCData d)) {
      throw Errors.typeError("excepted ctypes instance");
    }
    CType c = d.ctype();
    if (size < c.size) {
      throw Errors.valueError("minimum size is " + c.size);
    }
    if (!d.owns) {
      throw Errors.valueError("Memory cannot be resized because this object doesn't own it");
    }
    MemorySegment larger = PyCData.allocate(size, 16);
    MemorySegment.copy(d.memory, 0, larger, 0, Math.min(size, d.size()));
    d.memory = larger;
  }

  @Function(name = "get_errno", doc = "Return this thread's copy of errno.")
  static PyObject getErrno() {
    return PyInt.of(Errno.current().value);
  }

  @Function(
      name = "set_errno",
      signature = "(value, /)",
      doc = "Set this thread's copy of errno, and return what it was.")
  static PyObject setErrno(int value) {
    Errno errno = Errno.current();
    PyInt before = PyInt.of(errno.value);
    errno.value = value;
    return before;
  }

  @Function(
      name = "POINTER",
      signature = "(type, /)",
      doc = "Create and return a new ctypes pointer type, the same each time.")
  static PyObject pointerType(PyObject type) {
    PyDict cache = (PyDict) function("_pointer_type_cache");
    PyObject known = cache.get(type);
    if (known != null) {
      return known;
    }
    PyDict attributes = new PyDict();
    String name;
    if (type instanceof PyStr s) {
      name = s.value();
    } else if (type instanceof PyType t) {
      name = MetaTypes.name(t).value();
      attributes.put("_type_", type);
    } else {
      throw Errors.typeError("must have a ctypes type");
    }
    PyObject made =
        Abstract.call(
            MetaTypes.PointerType.TYPE,
            PyStr.of("LP_" + name),
            PyTuple.of(PyCPointer.TYPE),
            attributes);
    cache.put(type instanceof PyStr ? PyInt.of(Generic.id(made)) : type, made);
    return made;
  }

  @Function(
      name = "pointer",
      signature = "(object, /)",
      doc = "Create a new pointer instance that points to C data.")
  static PyObject pointer(PyObject o) {
    return Abstract.call(pointerType(o.type), o);
  }

  @Function(
      name = "buffer_info",
      signature = "(object, /)",
      doc = "Return buffer interface information")
  static PyObject bufferInfo(PyObject o) {
    CType c = typeOf(o, "not a ctypes type or object");
    List<PyObject> shape = new ArrayList<>();
    while (c.kind == CType.Kind.ARRAY) {
      shape.add(PyInt.of(c.length));
      c = CType.of(c.item);
    }
    return PyTuple.of(
        PyStr.of(c.format), PyInt.of(shape.size()), PyTuple.of(shape.toArray(PyObject.NO_ARGS)));
  }

  @Function(name = "PyObj_FromPtr", signature = "(address, /)")
  static PyObject fromPointer(PyObject address) {
    PyObject o = PyObjects.get(Abstract.toJavaLong(address));
    if (o == null) {
      throw Errors.valueError("PyObject is NULL");
    }
    return o;
  }

  /** Nothing is counted here. */
  @Function(name = "Py_INCREF", signature = "(object, /)")
  static PyObject increment(PyObject o) {
    return o;
  }

  @Function(name = "Py_DECREF", signature = "(object, /)")
  static PyObject decrement(PyObject o) {
    return o;
  }

  @Function(name = "_unpickle", signature = "(type, state, /)")
  static PyObject unpickle(PyObject type, PyObject state) {
    PyObject made = Abstract.callMethod(type, "__new__", type);
    Abstract.callMethod(made, "__setstate__", state);
    return made;
  }
}
