package dev.dormouse.runtime.modules.ast;

import dev.dormouse.code.Constants;
import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.PyBool;
import dev.dormouse.runtime.objects.PyBytes;
import dev.dormouse.runtime.objects.PyComplex;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyFloat;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyList;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PySet;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyTuple;
import java.nio.charset.StandardCharsets;

/**
 * Reads attributes of node objects as Java values, with CPython's words for what is missing or
 * wrong.
 */
final class FieldReader {
  private final AstTypes types;

  FieldReader(AstTypes types) {
    this.types = types;
  }

  /** The constructor of {@code sum} that an object was made by. */
  AstTypes.Node constructor(PyObject o, String sum) {
    AstTypes.Node node = types.constructor(o, sum);
    if (node == null) {
      throw Errors.typeError(
          "expected some sort of " + sum + ", but got " + Abstract.repr(o).value());
    }
    return node;
  }

  /** Null if the attribute is missing. */
  private static PyObject get(PyObject o, String field) {
    return Abstract.getAttributeOrNull(o, PyStr.interned(field));
  }

  PyObject required(PyObject o, String owner, String field) {
    PyObject v = get(o, field);
    if (v == null) {
      throw Errors.typeError("required field \"" + field + "\" missing from " + owner);
    }
    return v;
  }

  /** Null if the attribute is missing or None. */
  PyObject optional(PyObject o, String field) {
    PyObject v = get(o, field);
    return v == PyObject.NONE ? null : v;
  }

  static PyException isRequired(String owner, String field) {
    return Errors.valueError("field '" + field + "' is required for " + owner);
  }

  /** The items of a list attribute. */
  PyObject[] list(PyObject o, String owner, String field) {
    PyObject v = required(o, owner, field);
    if (!(v instanceof PyList list)) {
      throw Errors.typeError(
          owner + " field \"" + field + "\" must be a list, not a " + v.type.name());
    }
    return list.toArray();
  }

  /** As {@link #list}, without None among the items. */
  PyObject[] elements(PyObject o, String owner, String field) {
    PyObject[] all = list(o, owner, field);
    for (PyObject e : all) {
      if (e == PyObject.NONE) {
        throw Errors.valueError("None disallowed in " + owner + " field \"" + field + "\"");
      }
    }
    return all;
  }

  /** The number of an operator or context in its sum. */
  int simple(PyObject o, String owner, String field, String sum) {
    return constructor(required(o, owner, field), sum).number;
  }

  int number(PyObject o, String owner, String field) {
    return toInt(required(o, owner, field));
  }

  /** 0 if missing. */
  int optionalNumber(PyObject o, String field) {
    PyObject v = optional(o, field);
    return v == null ? 0 : toInt(v);
  }

  private static int toInt(PyObject v) {
    if (!(v instanceof PyInt i)) {
      throw Errors.valueError("invalid integer value: " + Abstract.repr(v).value());
    }
    if (i.isBig() || i.longValue() != (int) i.longValue()) {
      throw Errors.overflowError("Python int too large to convert to C int");
    }
    return (int) i.longValue();
  }

  String identifier(PyObject o, String owner, String field) {
    String s = toIdentifier(required(o, owner, field));
    if (s == null) {
      throw isRequired(owner, field);
    }
    return s;
  }

  String optionalIdentifier(PyObject o, String field) {
    PyObject v = optional(o, field);
    return v == null ? null : toIdentifier(v);
  }

  String[] identifiers(PyObject o, String owner, String field) {
    PyObject[] list = elements(o, owner, field);
    String[] all = new String[list.length];
    for (int i = 0; i < all.length; i++) {
      all[i] = toIdentifier(list[i]);
    }
    return all;
  }

  private static String toIdentifier(PyObject v) {
    if (v == PyObject.NONE) {
      return null;
    }
    if (v.type != PyStr.TYPE) {
      throw Errors.typeError("AST identifier must be of type str");
    }
    return ((PyStr) v).value();
  }

  String string(PyObject o, String owner, String field) {
    return toText(required(o, owner, field));
  }

  String optionalString(PyObject o, String field) {
    PyObject v = optional(o, field);
    return v == null ? null : toText(v);
  }

  private static String toText(PyObject v) {
    if (v.type == PyStr.TYPE) {
      return ((PyStr) v).value();
    }
    if (v.type == PyBytes.TYPE) {
      // Allowed, but nothing in the compiler looks at these strings.
      return new String(bytes(v), StandardCharsets.ISO_8859_1);
    }
    throw Errors.typeError("AST string must be of type str");
  }

  private static byte[] bytes(PyObject v) {
    return v.type.ops.getBuffer(v, 0).toByteArray();
  }

  /** The end is the beginning where it is not given. */
  Place place(PyObject o, String owner) {
    int line = number(o, owner, "lineno");
    int column = number(o, owner, "col_offset");
    PyObject endLine = optional(o, "end_lineno");
    PyObject endColumn = optional(o, "end_col_offset");
    return new Place(
        line,
        column,
        endLine == null ? line : toInt(endLine),
        endColumn == null ? column : toInt(endColumn));
  }

  /** For patterns, which must say where they end. */
  Place requiredPlace(PyObject o, String owner) {
    return new Place(
        number(o, owner, "lineno"),
        number(o, owner, "col_offset"),
        number(o, owner, "end_lineno"),
        number(o, owner, "end_col_offset"));
  }

  static boolean isNamedConstant(PyObject v) {
    return v == PyObject.NONE || v == PyBool.TRUE || v == PyBool.FALSE;
  }

  /** A value as the compiler has it; TypeError for what no literal can be. */
  static Object constant(PyObject v) {
    if (v == PyObject.NONE) {
      return Constants.Singleton.NONE;
    }
    if (v == PyObject.ELLIPSIS) {
      return Constants.Singleton.ELLIPSIS;
    }
    if (v == PyBool.TRUE || v == PyBool.FALSE) {
      return v == PyBool.TRUE;
    }
    if (v.type == PyInt.TYPE) {
      PyInt i = (PyInt) v;
      return i.isBig() ? (Object) i.bigValue() : (Object) i.longValue();
    }
    if (v.type == PyFloat.TYPE) {
      return ((PyFloat) v).value;
    }
    if (v.type == PyComplex.TYPE) {
      return new Constants.Complex(((PyComplex) v).real, ((PyComplex) v).imag);
    }
    if (v.type == PyStr.TYPE) {
      return ((PyStr) v).value();
    }
    if (v.type == PyBytes.TYPE) {
      return new Constants.Bytes(bytes(v));
    }
    if (v.type == PyTuple.TYPE) {
      return new Constants.Tuple(constants(((PyTuple) v).items));
    }
    if (v.type == PySet.FROZEN) {
      return new Constants.FrozenSet(constants(Abstract.toArray(v)));
    }
    throw Errors.typeError("got an invalid type in Constant: " + v.type.fullName());
  }

  private static Object[] constants(PyObject[] items) {
    Object[] all = new Object[items.length];
    for (int i = 0; i < all.length; i++) {
      all[i] = constant(items[i]);
    }
    return all;
  }
}
