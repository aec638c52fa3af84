package dev.dormouse.runtime.modules.ctypes;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Exceptions;
import dev.dormouse.runtime.objects.Names;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.runtime.objects.TypeOps;
import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Method;

/** The metaclasses: each finds out what its classes need to know from their attributes. */
final class MetaTypes {
  private MetaTypes() {}

  private static final PyStr ITEM = PyStr.interned("_type_");

  private static PyType meta(
      String name, TypeOps ops, dev.dormouse.runtime.objects.BuiltinTable table) {
    return PyType.builtin(name, PyType.TYPE, ops, table).in("_ctypes").with(PyType.BASETYPE);
  }

  /** {@code cls * count}, either way round: a class of arrays. */
  private static PyObject arrayOf(PyObject v, PyObject w) {
    boolean swapped = CType.of(v) == null;
    PyObject cls = swapped ? w : v;
    PyObject times = swapped ? v : w;
    if (!Abstract.hasIndex(times)) {
      throw Errors.typeError(
          "can't multiply sequence by non-int of type '" + times.type.name() + "'");
    }
    long count = Abstract.toSsize(times, Exceptions.OverflowError);
    if (count < 0) {
      throw Errors.valueError("Array length must be >= 0, not " + count);
    }
    if (count > Integer.MAX_VALUE) {
      throw Errors.overflowError("array too large");
    }
    return CtypesModule.arrayType((PyType) cls, (int) count);
  }

  /** Structures. */
  @BuiltinType(
      name = "PyCStructType",
      ops = FieldedTypeOps.class,
      parts = {MetaMethods.class},
      doc = "metatype for the CData Objects")
  static final class StructType {
    static final PyType TYPE =
        meta(
            "PyCStructType", new FieldedTypeOps(CType.Kind.STRUCT), new MetaTypesStructTypeTable());

    private StructType() {}
  }

  /** Unions. */
  @BuiltinType(
      name = "UnionType",
      ops = FieldedTypeOps.class,
      parts = {MetaMethods.class},
      doc = "metatype for the CData Objects")
  static final class UnionType {
    static final PyType TYPE =
        meta("UnionType", new FieldedTypeOps(CType.Kind.UNION), new MetaTypesUnionTypeTable());

    private UnionType() {}
  }

  /** The slots of the metaclasses of what has fields. */
  static final class FieldedTypeOps extends TypeOps {
    private final CType.Kind kind;

    FieldedTypeOps(CType.Kind kind) {
      this.kind = kind;
    }

    @Override
    public PyObject newObject(PyType metatype, PyObject[] args, PyStr[] kwnames) {
      PyObject made = super.newObject(metatype, args, kwnames);
      StructLayouts.describe((PyType) made, kind);
      return made;
    }

    @Override
    public void setAttribute(PyObject o, PyStr name, PyObject value) {
      super.setAttribute(o, name, value);
      if (name.value().equals("_fields_")) {
        StructLayouts.lay((PyType) o, value);
      }
    }

    @Override
    public PyObject multiply(PyObject v, PyObject w) {
      return arrayOf(v, w);
    }
  }

  /** Pointers. */
  @BuiltinType(
      name = "PyCPointerType",
      ops = PointerType.PointerTypeOps.class,
      parts = {MetaMethods.class},
      doc = "metatype for the Pointer Objects")
  static final class PointerType {
    static final PyType TYPE =
        meta("PyCPointerType", new PointerTypeOps(), new MetaTypesPointerTypeTable());

    private PointerType() {}

    @Method(name = "set_type", signature = "(type, /)", doc = "Set what pointers point to.")
    static void setType(PyType self, PyObject type) {
      pointTo(CType.require(self), type);
      Abstract.setAttribute(self, ITEM, type);
    }

    private static void pointTo(CType c, PyObject item) {
      if (!(item instanceof PyType t)) {
        throw Errors.typeError("_type_ must be a type");
      }
      CType of = CType.of(t);
      if (of == null) {
        throw Errors.typeError("_type_ must have storage info");
      }
      c.item = t;
      c.format = "&" + (of.format == null ? "B" : of.format);
    }

    static final class PointerTypeOps extends TypeOps {
      @Override
      public PyObject newObject(PyType metatype, PyObject[] args, PyStr[] kwnames) {
        PyType made = (PyType) super.newObject(metatype, args, kwnames);
        CType c = new CType(CType.Kind.POINTER);
        c.size = c.align = 8;
        c.length = 1;
        c.format = "&B";
        PyObject item = made.own(ITEM);
        if (item != null) {
          pointTo(c, item);
        }
        made.metadata = c;
        return made;
      }

      @Override
      public PyObject multiply(PyObject v, PyObject w) {
        return arrayOf(v, w);
      }
    }
  }

  /** Arrays. */
  @BuiltinType(
      name = "PyCArrayType",
      ops = ArrayType.ArrayTypeOps.class,
      parts = {MetaMethods.class},
      doc = "metatype for the Array Objects")
  static final class ArrayType {
    static final PyType TYPE =
        meta("PyCArrayType", new ArrayTypeOps(), new MetaTypesArrayTypeTable());

    private ArrayType() {}

    static final class ArrayTypeOps extends TypeOps {
      @Override
      public PyObject newObject(PyType metatype, PyObject[] args, PyStr[] kwnames) {
        PyType made = (PyType) super.newObject(metatype, args, kwnames);
        CType c = new CType(CType.Kind.ARRAY);
        PyObject length = made.lookup(PyStr.interned("_length_"));
        if (length == null || length == PyObject.NONE) {
          throw Errors.of(Exceptions.AttributeError, "class must define a '_length_' attribute");
        }
        if (!(length instanceof PyInt n)) {
          throw Errors.typeError("The '_length_' attribute must be an integer");
        }
        if (n.isNegative()) {
          throw Errors.valueError("The '_length_' attribute must not be negative");
        }
        if (n.isBig()) {
          throw Errors.overflowError("The '_length_' attribute is too large");
        }
        PyObject item = made.lookup(ITEM);
        if (item == null || item == PyObject.NONE) {
          throw Errors.of(Exceptions.AttributeError, "class must define a '_type_' attribute");
        }
        CType each = CType.of(item);
        if (each == null) {
          throw Errors.typeError("_type_ must have storage info");
        }
        long count = n.longValue();
        if (each.size != 0 && count > Long.MAX_VALUE / each.size || count > Integer.MAX_VALUE) {
          throw Errors.overflowError("array too large");
        }
        c.item = (PyType) item;
        c.length = (int) count;
        c.size = count * each.size;
        c.align = each.align;
        c.format =
            "("
                + count
                + (each.kind == CType.Kind.ARRAY
                    ? "," + each.format.substring(1)
                    : ")" + each.format);
        each.isFinal = true;
        made.metadata = c;
        if (each.kind == CType.Kind.SIMPLE && (each.code == 'c' || each.code == 'u')) {
          PyCArray.addText(made, each.code);
        }
        return made;
      }

      @Override
      public PyObject multiply(PyObject v, PyObject w) {
        return arrayOf(v, w);
      }
    }
  }

  /** Single values. */
  @BuiltinType(
      name = "PyCSimpleType",
      ops = SimpleType.SimpleTypeOps.class,
      parts = {MetaMethods.class},
      doc = "metatype for the PyCSimpleType Objects")
  static final class SimpleType {
    static final PyType TYPE =
        meta("PyCSimpleType", new SimpleTypeOps(), new MetaTypesSimpleTypeTable());

    private SimpleType() {}

    static final class SimpleTypeOps extends TypeOps {
      @Override
      public PyObject newObject(PyType metatype, PyObject[] args, PyStr[] kwnames) {
        PyType made = (PyType) super.newObject(metatype, args, kwnames);
        PyObject letter = made.lookup(ITEM);
        if (letter == null) {
          throw Errors.of(Exceptions.AttributeError, "class must define a '_type_' attribute");
        }
        if (!(letter instanceof PyStr s)) {
          throw Errors.typeError("class must define a '_type_' string attribute");
        }
        if (s.length() != 1) {
          throw Errors.valueError(
              "class must define a '_type_' attribute which must be a string of length 1");
        }
        char code = s.value().charAt(0);
        if (Scalars.CODES.indexOf(code) < 0) {
          throw Errors.of(
              Exceptions.AttributeError,
              "class must define a '_type_' attribute which must be\n"
                  + "a single character string containing one of 'cbBhHiIlLdfuzZqQPXOv?g'.");
        }
        describe(made, code, false);
        if (made.type == TYPE && made.base == SimpleData.TYPE && Scalars.swaps(code)) {
          PyType other =
              (PyType)
                  super.newObject(
                      metatype,
                      new PyObject[] {
                        PyStr.of(((PyStr) args[0]).value() + "_be"), args[1], args[2]
                      },
                      null);
          describe(other, code, true);
          PyStr big = PyStr.interned("__ctype_be__");
          PyStr little = PyStr.interned("__ctype_le__");
          for (PyType t : new PyType[] {made, other}) {
            Abstract.setAttribute(t, big, other);
            Abstract.setAttribute(t, little, made);
          }
        }
        return made;
      }

      private static void describe(PyType made, char code, boolean swapped) {
        CType c = new CType(CType.Kind.SIMPLE);
        c.code = code;
        c.size = c.align = Scalars.size(code);
        CType inherited = made.base == null ? null : CType.of(made.base);
        c.swapped = swapped || inherited != null && inherited.swapped;
        c.format = Scalars.format(code, c.swapped);
        made.metadata = c;
      }

      @Override
      public PyObject multiply(PyObject v, PyObject w) {
        return arrayOf(v, w);
      }
    }
  }

  /** Function pointers. */
  @BuiltinType(
      name = "PyCFuncPtrType",
      ops = FuncPtrType.FuncPtrTypeOps.class,
      parts = {MetaMethods.class},
      doc = "metatype for C function pointers")
  static final class FuncPtrType {
    static final PyType TYPE =
        meta("PyCFuncPtrType", new FuncPtrTypeOps(), new MetaTypesFuncPtrTypeTable());

    private FuncPtrType() {}

    static final class FuncPtrTypeOps extends TypeOps {
      @Override
      public PyObject newObject(PyType metatype, PyObject[] args, PyStr[] kwnames) {
        PyType made = (PyType) super.newObject(metatype, args, kwnames);
        CType c = new CType(CType.Kind.FUNCTION);
        c.size = c.align = 8;
        c.length = 1;
        c.format = "X{}";
        PyObject flags = made.lookup(PyStr.interned("_flags_"));
        if (!(flags instanceof PyInt n)) {
          throw Errors.typeError("class must define _flags_ which must be an integer");
        }
        c.flags = (int) n.longValue();
        PyObject argtypes = made.lookup(PyStr.interned("_argtypes_"));
        if (argtypes != null) {
          if (!(argtypes instanceof PyTuple)) {
            throw Errors.typeError("_argtypes_ must be a sequence of types");
          }
          c.setArgtypes(argtypes);
        }
        PyObject restype = made.lookup(PyStr.interned("_restype_"));
        if (restype != null) {
          if (restype != PyObject.NONE
              && CType.of(restype) == null
              && !Abstract.isCallable(restype)) {
            throw Errors.typeError("_restype_ must be a type, a callable, or None");
          }
          c.setRestype(restype);
        }
        made.metadata = c;
        return made;
      }

      @Override
      public PyObject multiply(PyObject v, PyObject w) {
        return arrayOf(v, w);
      }
    }
  }

  static PyStr name(PyType t) {
    return (PyStr) Abstract.getAttribute(t, Names.DUNDER_NAME);
  }
}
