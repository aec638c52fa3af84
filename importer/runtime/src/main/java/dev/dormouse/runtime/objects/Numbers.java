package dev.dormouse.runtime.objects;

/**
 * Arithmetic on any objects: the binary operator protocol with reflected operands and sequence
 * fall-backs, unary operators, in-place forms. Follows {@code binary_op1} and its kin in CPython's
 * {@code Objects/abstract.c}.
 */
public final class Numbers {
  private Numbers() {}

  /** {@code op} is a slot below {@link Slot#BINARY_END}, or DIVMOD. */
  public static PyObject binary(int op, PyObject v, PyObject w) {
    PyObject r = binaryOrNot(op, v, w);
    if (r != PyObject.NOT_IMPLEMENTED) {
      return r;
    }
    if (op == Slot.ADD && v.type.has(Slot.CONCAT)) {
      r = v.type.ops.concat(v, w);
    } else if (op == Slot.MULTIPLY) {
      if (v.type.has(Slot.REPEAT)) {
        return v.type.ops.repeat(v, Abstract.repeatCount(w));
      }
      if (w.type.has(Slot.REPEAT)) {
        return w.type.ops.repeat(w, Abstract.repeatCount(v));
      }
    }
    if (r == PyObject.NOT_IMPLEMENTED) {
      throw unsupported(symbol(op), v, w);
    }
    return r;
  }

  /** The number protocol alone; NotImplemented when neither side knows. */
  static PyObject binaryOrNot(int op, PyObject v, PyObject w) {
    PyType tv = v.type;
    PyType tw = w.type;
    boolean left = tv.has(op);
    boolean right = tw != tv && tw.has(op) && !(left && tv.ops == tw.ops);
    if (left) {
      if (right && tw.isSubtype(tv)) {
        PyObject r = tw.ops.binary(op, v, w);
        if (r != PyObject.NOT_IMPLEMENTED) {
          return r;
        }
        right = false;
      }
      PyObject r = tv.ops.binary(op, v, w);
      if (r != PyObject.NOT_IMPLEMENTED) {
        return r;
      }
    }
    return right ? tw.ops.binary(op, v, w) : PyObject.NOT_IMPLEMENTED;
  }

  /** {@code v op= w}; {@code op} is the plain operation. */
  public static PyObject inplace(int op, PyObject v, PyObject w) {
    PyType tv = v.type;
    if (tv.has(op + Slot.INPLACE)) {
      PyObject r = tv.ops.binary(op + Slot.INPLACE, v, w);
      if (r != PyObject.NOT_IMPLEMENTED) {
        return r;
      }
    }
    PyObject r = binaryOrNot(op, v, w);
    if (r != PyObject.NOT_IMPLEMENTED) {
      return r;
    }
    if (op == Slot.ADD) {
      if (tv.has(Slot.INPLACE_CONCAT)) {
        r = tv.ops.inplaceConcat(v, w);
      } else if (tv.has(Slot.CONCAT)) {
        r = tv.ops.concat(v, w);
      }
    } else if (op == Slot.MULTIPLY) {
      if (tv.has(Slot.INPLACE_REPEAT)) {
        return tv.ops.inplaceRepeat(v, Abstract.repeatCount(w));
      }
      if (tv.has(Slot.REPEAT)) {
        return tv.ops.repeat(v, Abstract.repeatCount(w));
      }
      if (w.type.has(Slot.REPEAT)) {
        return w.type.ops.repeat(w, Abstract.repeatCount(v));
      }
    }
    if (r == PyObject.NOT_IMPLEMENTED) {
      throw unsupported(op == Slot.POWER ? "**=" : symbol(op) + "=", v, w);
    }
    return r;
  }

  /** {@code pow(v, w, modulo)}. */
  public static PyObject power(PyObject v, PyObject w, PyObject modulo) {
    if (modulo == PyObject.NONE) {
      return binary(Slot.POWER, v, w);
    }
    PyType tv = v.type;
    PyType tw = w.type;
    boolean right = tw != tv && tw.has(Slot.POWER) && tv.ops != tw.ops;
    if (tv.has(Slot.POWER)) {
      if (right && tw.isSubtype(tv)) {
        PyObject r = tw.ops.power(v, w, modulo);
        if (r != PyObject.NOT_IMPLEMENTED) {
          return r;
        }
        right = false;
      }
      PyObject r = tv.ops.power(v, w, modulo);
      if (r != PyObject.NOT_IMPLEMENTED) {
        return r;
      }
    }
    if (right) {
      PyObject r = tw.ops.power(v, w, modulo);
      if (r != PyObject.NOT_IMPLEMENTED) {
        return r;
      }
    }
    PyType tm = modulo.type;
    if (tm != tv && tm != tw && tm.has(Slot.POWER)) {
      PyObject r = tm.ops.power(v, w, modulo);
      if (r != PyObject.NOT_IMPLEMENTED) {
        return r;
      }
    }
    throw Errors.typeError(
        "unsupported operand type(s) for ** or pow(): '"
            + v.type.fullName()
            + "', '"
            + w.type.fullName()
            + "', '"
            + modulo.type.fullName()
            + "'");
  }

  private static String symbol(int op) {
    return switch (op) {
      case Slot.ADD -> "+";
      case Slot.SUBTRACT -> "-";
      case Slot.MULTIPLY -> "*";
      case Slot.REMAINDER -> "%";
      case Slot.TRUE_DIVIDE -> "/";
      case Slot.FLOOR_DIVIDE -> "//";
      case Slot.LSHIFT -> "<<";
      case Slot.RSHIFT -> ">>";
      case Slot.AND -> "&";
      case Slot.XOR -> "^";
      case Slot.OR -> "|";
      case Slot.MATRIX_MULTIPLY -> "@";
      case Slot.DIVMOD -> "divmod()";
      default -> "** or pow()";
    };
  }

  private static PyException unsupported(String symbol, PyObject v, PyObject w) {
    if (symbol.equals(">>") && v instanceof PyBuiltinFunction f && f.name().equals("print")) {
      return Errors.typeError(
          "unsupported operand type(s) for >>: '"
              + v.type.fullName()
              + "' and '"
              + w.type.fullName()
              + "'. Did you mean \"print(<message>, file=<output_stream>)\"?");
    }
    return Errors.typeError(
        "unsupported operand type(s) for "
            + symbol
            + ": '"
            + v.type.fullName()
            + "' and '"
            + w.type.fullName()
            + "'");
  }

  public static PyObject add(PyObject v, PyObject w) {
    return binary(Slot.ADD, v, w);
  }

  public static PyObject subtract(PyObject v, PyObject w) {
    return binary(Slot.SUBTRACT, v, w);
  }

  public static PyObject multiply(PyObject v, PyObject w) {
    return binary(Slot.MULTIPLY, v, w);
  }

  public static PyObject remainder(PyObject v, PyObject w) {
    return binary(Slot.REMAINDER, v, w);
  }

  public static PyObject trueDivide(PyObject v, PyObject w) {
    return binary(Slot.TRUE_DIVIDE, v, w);
  }

  public static PyObject floorDivide(PyObject v, PyObject w) {
    return binary(Slot.FLOOR_DIVIDE, v, w);
  }

  public static PyObject lshift(PyObject v, PyObject w) {
    return binary(Slot.LSHIFT, v, w);
  }

  public static PyObject rshift(PyObject v, PyObject w) {
    return binary(Slot.RSHIFT, v, w);
  }

  public static PyObject and(PyObject v, PyObject w) {
    return binary(Slot.AND, v, w);
  }

  public static PyObject xor(PyObject v, PyObject w) {
    return binary(Slot.XOR, v, w);
  }

  public static PyObject or(PyObject v, PyObject w) {
    return binary(Slot.OR, v, w);
  }

  public static PyObject matrixMultiply(PyObject v, PyObject w) {
    return binary(Slot.MATRIX_MULTIPLY, v, w);
  }

  public static PyObject divmod(PyObject v, PyObject w) {
    return binary(Slot.DIVMOD, v, w);
  }

  public static PyObject negative(PyObject o) {
    if (!o.type.has(Slot.NEGATIVE)) {
      throw Errors.typeError("bad operand type for unary -: '" + o.type.fullName() + "'");
    }
    return o.type.ops.negative(o);
  }

  public static PyObject positive(PyObject o) {
    if (!o.type.has(Slot.POSITIVE)) {
      throw Errors.typeError("bad operand type for unary +: '" + o.type.fullName() + "'");
    }
    return o.type.ops.positive(o);
  }

  public static PyObject invert(PyObject o) {
    if (!o.type.has(Slot.INVERT)) {
      throw Errors.typeError("bad operand type for unary ~: '" + o.type.fullName() + "'");
    }
    return o.type.ops.invert(o);
  }

  public static PyObject absolute(PyObject o) {
    if (!o.type.has(Slot.ABSOLUTE)) {
      throw Errors.typeError("bad operand type for abs(): '" + o.type.fullName() + "'");
    }
    return o.type.ops.absolute(o);
  }
}
