package dev.dormouse.runtime.modules.ctypes;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyType;
import java.util.ArrayList;
import java.util.List;

/** What is known about a class of C data; its metaclass keeps it in {@link PyType#metadata}. */
final class CType {
  /** The kinds of C data. */
  enum Kind {
    SIMPLE,
    STRUCT,
    UNION,
    ARRAY,
    POINTER,
    FUNCTION
  }

  /** Where a structure keeps a simple value, for passing it by value. */
  record Scalar(long offset, char code) {}

  final Kind kind;
  long size;
  long align = 1;

  /**
   * Items of an array, fields of a structure, 1 for pointers; decides how {@code _objects} look.
   */
  int length;

  /**
   * What arrays and pointers consist of; null for others, and for a pointer that has no type yet.
   */
  PyType item;

  /** The letter in {@code _type_} of a simple type; 0 for others. */
  char code;

  /** Whether the bytes of the value are in the other order than the machine's. */
  boolean swapped;

  /** PEP 3118; null while unknown. */
  String format;

  /** The class has instances, or a pointer to it, and so its fields must stay. */
  boolean isFinal;

  boolean hasBitFields;

  /** The fields of a structure with those of its bases, in order. */
  List<CField> fields = new ArrayList<>();

  // Functions only

  int flags;
  PyObject restype;
  PyObject[] argtypes;

  /** What {@link #argtypes} were given as. */
  PyObject argtypesGiven;

  PyObject[] converters;

  /** {@code _check_retval_} of {@link #restype}, or null. */
  PyObject checker;

  CType(Kind kind) {
    this.kind = kind;
  }

  /** What is known about a class, or null if it is no class of C data, or an abstract one. */
  static CType of(PyObject cls) {
    return cls instanceof PyType t && t.metadata instanceof CType c ? c : null;
  }

  static CType require(PyObject cls) {
    CType c = of(cls);
    if (c == null) {
      throw Errors.typeError("abstract class");
    }
    return c;
  }

  boolean isPointerLike() {
    return kind == Kind.POINTER || kind == Kind.ARRAY;
  }

  /**
   * Whether reading gives a Python value of its own: a simple type itself does, a subclass of one
   * does not.
   */
  static boolean readsAsValue(PyType cls, CType c) {
    return c.kind == Kind.SIMPLE && cls.base == SimpleData.TYPE;
  }

  /** The simple values in an instance, in order of place. */
  void scalars(long at, List<Scalar> into) {
    switch (kind) {
      case SIMPLE -> into.add(new Scalar(at, code));
      case POINTER, FUNCTION -> into.add(new Scalar(at, 'P'));
      case ARRAY -> {
        CType each = of(item);
        for (int i = 0; i < length; i++) {
          each.scalars(at + i * each.size, into);
        }
      }
      case STRUCT, UNION -> {
        for (CField f : fields) {
          of(f.fieldType).scalars(at + f.offset, into);
        }
      }
    }
  }

  boolean hasUnion() {
    if (kind == Kind.UNION) {
      return true;
    }
    if (kind == Kind.ARRAY) {
      return of(item).hasUnion();
    }
    for (CField f : fields) {
      if (of(f.fieldType).hasUnion()) {
        return true;
      }
    }
    return false;
  }

  // functions

  void setRestype(PyObject value) {
    if (value != PyObject.NONE && of(value) == null && !Abstract.isCallable(value)) {
      throw Errors.typeError("restype must be a type, a callable, or None");
    }
    restype = value;
    checker = Abstract.getAttributeOrNull(value, PyStr.interned("_check_retval_"));
  }

  /** Sets {@code argtypes}; {@code value} null or None for none. */
  void setArgtypes(PyObject value) {
    if (value == null || value == PyObject.NONE) {
      argtypes = null;
      converters = null;
      return;
    }
    PyObject[] types = Abstract.toArray(value);
    converters = converters(types);
    argtypes = types;
    argtypesGiven = value;
  }

  private static final int MOST_ARGUMENTS = 1024;

  static PyObject[] converters(PyObject[] types) {
    if (types.length > MOST_ARGUMENTS) {
      throw Errors.of(
          ArgumentError.type(),
          "_argtypes_ has too many arguments (" + types.length + "), maximum is " + MOST_ARGUMENTS);
    }
    PyObject[] found = new PyObject[types.length];
    for (int i = 0; i < types.length; i++) {
      found[i] = Abstract.getAttributeOrNull(types[i], PyStr.interned("from_param"));
      if (found[i] == null) {
        throw Errors.typeError("item " + (i + 1) + " in _argtypes_ has no from_param method");
      }
      CType c = of(types[i]);
      if (c != null && (c.kind == Kind.STRUCT || c.kind == Kind.UNION)) {
        refuseByValue(i + 1, c);
      }
    }
    return found;
  }

  private static void refuseByValue(int number, CType c) {
    PyException wrong = null;
    if (c.hasUnion()) {
      wrong =
          Errors.typeError(
              "item " + number + " in _argtypes_ passes a union by value, which is unsupported.");
    } else if (c.hasBitFields) {
      wrong =
          Errors.typeError(
              "item "
                  + number
                  + " in _argtypes_ passes a struct/union with a bitfield by value, which is"
                  + " unsupported.");
    }
    if (wrong != null) {
      throw wrong;
    }
  }
}
