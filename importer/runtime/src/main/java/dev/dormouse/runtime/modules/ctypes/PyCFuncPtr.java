package dev.dormouse.runtime.modules.ctypes;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.ArgParser;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Exceptions;
import dev.dormouse.runtime.objects.PyBytes;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Getter;
import dev.dormouse.tables.Setter;
import java.nio.charset.StandardCharsets;

/** {@code CFuncPtr}: a function of a library, or a Python function that C can call. */
@BuiltinType(name = "CFuncPtr", ops = PyCFuncPtr.FunctionOps.class, doc = "Function Pointer")
final class PyCFuncPtr extends PyCData {
  static final PyType TYPE =
      CtypesModule.data(
          "CFuncPtr", new FunctionOps(), new PyCFuncPtrTable(), MetaTypes.FuncPtrType.TYPE);

  /** Attributes of the class that were set on this instance; null for what was not. */
  private CType own;

  private boolean ownRestype;
  private boolean ownArgtypes;

  /** Called with the result; null for nothing. */
  PyObject errcheck;

  /** Null unless parameters have directions, names and defaults. */
  PyObject[] paramflags;

  /** The Python function behind the pointer, if it is one. */
  Callback callback;

  PyCFuncPtr(PyType type) {
    super(type);
  }

  private CType own() {
    if (own == null) {
      own = new CType(CType.Kind.FUNCTION);
    }
    return own;
  }

  /** What says how to read the result. */
  CType result() {
    return ownRestype ? own : ctype();
  }

  /** What says how to convert arguments. */
  CType parameters() {
    return ownArgtypes ? own : ctype();
  }

  @Getter(name = "restype", doc = "specify the result type")
  static PyObject restype(PyCFuncPtr self) {
    PyObject r = self.result().restype;
    return r == null ? NONE : r;
  }

  @Setter(name = "restype")
  static void setRestype(PyCFuncPtr self, PyObject value) {
    if (value == null) {
      self.ownRestype = false;
      return;
    }
    self.own().setRestype(value);
    self.ownRestype = true;
  }

  @Getter(name = "argtypes", doc = "specify the argument types")
  static PyObject argtypes(PyCFuncPtr self) {
    CType parameters = self.parameters();
    return parameters.argtypes == null ? NONE : parameters.argtypesGiven;
  }

  @Setter(name = "argtypes")
  static void setArgtypes(PyCFuncPtr self, PyObject value) {
    self.own().setArgtypes(value);
    self.ownArgtypes = value != null && value != NONE;
  }

  @Getter(name = "errcheck", doc = "a function to check for errors")
  static PyObject errcheck(PyCFuncPtr self) {
    return self.errcheck == null ? NONE : self.errcheck;
  }

  @Setter(name = "errcheck")
  static void setErrcheck(PyCFuncPtr self, PyObject value) {
    if (value != null && value != NONE && !Abstract.isCallable(value)) {
      throw Errors.typeError("the errcheck attribute must be callable");
    }
    self.errcheck = value == NONE ? null : value;
  }

  // making

  private static PyCFuncPtr fromLibrary(PyType cls, PyTuple spec, PyObject flags) {
    if (spec.items.length != 2) {
      throw Errors.typeError("illegal func_spec argument");
    }
    String name;
    if (spec.items[0] instanceof PyStr s) {
      name = s.value();
    } else if (spec.items[0] instanceof PyBytes b) {
      name = new String(b.value, StandardCharsets.UTF_8);
    } else {
      throw Errors.typeError("function name must be string, bytes object or integer");
    }
    PyObject library = spec.items[1];
    long address = Libraries.symbol(Libraries.handle(library), name);
    if (address == 0) {
      throw Errors.of(Exceptions.AttributeError, Libraries.error());
    }
    PyCFuncPtr made = (PyCFuncPtr) fresh(cls);
    made.paramflags = checkedFlags(made.ctype(), flags);
    made.setPointer(address);
    made.keep(0, new Kept(library, library));
    return made;
  }

  private static PyObject[] checkedFlags(CType c, PyObject flags) {
    if (flags == null || flags == NONE || c.argtypes == null) {
      return null;
    }
    if (!(flags instanceof PyTuple t)) {
      throw Errors.typeError("paramflags must be a tuple or None");
    }
    if (t.items.length != c.argtypes.length) {
      throw Errors.valueError("paramflags must have the same length as argtypes");
    }
    for (int i = 0; i < t.items.length; i++) {
      if (!(t.items[i] instanceof PyTuple p)
          || p.items.length < 1
          || p.items.length > 3
          || !(p.items[0] instanceof PyInt flag)
          || p.items.length > 1 && p.items[1] != NONE && !(p.items[1] instanceof PyStr)) {
        throw Errors.typeError("paramflags must be a sequence of (int [,string [,value]]) tuples");
      }
      long direction = flag.longValue() & ~4L;
      if (direction > 3) {
        throw Errors.typeError("paramflag value " + flag.longValue() + " not supported");
      }
      CType p2 = CType.of(c.argtypes[i]);
      boolean pointer =
          p2 != null
              && (p2.isPointerLike()
                  || p2.kind == CType.Kind.SIMPLE && "sPzUZXO".indexOf(p2.code) >= 0);
      if ((direction & 2) != 0 && !pointer) {
        throw Errors.typeError(
            "'out' parameter "
                + (i + 1)
                + " must be a pointer type, not "
                + ((PyType) c.argtypes[i]).name());
      }
    }
    return t.items;
  }

  private static PyCFuncPtr fromCallable(PyType cls, PyObject callable) {
    CType c = CType.require(cls);
    if (c.argtypes == null) {
      throw Errors.typeError("cannot construct instance of this class: no argtypes");
    }
    PyCFuncPtr made = (PyCFuncPtr) fresh(cls);
    made.callback = new Callback(callable, c);
    made.setPointer(made.callback.address());
    made.keep(0, new Kept(callable, made.callback));
    return made;
  }

  /** The slots. */
  static final class FunctionOps extends DataOps {
    @Override
    public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
      if (args.length == 0) {
        return fresh(cls);
      }
      if (args[0] instanceof PyTuple t && args.length <= 2) {
        return fromLibrary(cls, t, args.length == 2 ? args[1] : null);
      }
      ArgParser.positional(null, cls.name(), args, kwnames, 1, 1);
      if (args[0] instanceof PyInt n) {
        PyCFuncPtr made = (PyCFuncPtr) fresh(cls);
        made.setPointer(Scalars.mask(n));
        InternalFunctions.made(made.pointer());
        return made;
      }
      if (!Abstract.isCallable(args[0])) {
        throw Errors.typeError("argument must be callable or integer function address");
      }
      return fromCallable(cls, args[0]);
    }

    @Override
    public void init(PyObject o, PyObject[] args, PyStr[] kwnames) {}

    @Override
    public boolean bool(PyObject o) {
      return ((PyCFuncPtr) o).pointer() != 0;
    }

    @Override
    public PyObject repr(PyObject o) {
      return CtypesModule.plainRepr(o);
    }

    @Override
    public PyObject call(PyObject o, PyObject[] args, PyStr[] kwnames) {
      PyCFuncPtr self = (PyCFuncPtr) o;
      if (self.paramflags != null) {
        return new DirectedParameters(self, args, kwnames).call();
      }
      ArgParser.noKeywords(null, "this function", kwnames);
      return ForeignCall.call(self, args);
    }
  }
}
