package dev.dormouse.runtime.objects;

import dev.dormouse.code.CodeFormatException;
import dev.dormouse.code.CodeObject;
import dev.dormouse.code.CodeUnit;
import dev.dormouse.code.CodeVerifier;
import dev.dormouse.code.ConstantFactory;
import dev.dormouse.code.Constants;

/**
 * Code that a Python program put together with {@code code(…)} or {@code replace()}: its constants
 * are any Python objects. Nothing is checked when it is made, as in CPython; before it runs it is
 * verified, and wordcode that could break the loop is replaced by an instruction that raises
 * SystemError.
 */
final class MadeCode extends CodeUnit {
  /** An opcode that does not exist. */
  private static final byte[] TRAP = {(byte) 255, 0};

  int argcount;
  int posonlyargcount;
  int kwonlyargcount;
  int stacksize;
  int flags;
  int firstlineno;
  byte[] code;
  PyObject[] consts;
  PyStr[] names;
  PyStr[] localsplusnames;
  byte[] localspluskinds;
  String filename;
  String name;
  String qualname;
  byte[] linetable;
  byte[] exceptiontable;

  @Override
  public String name() {
    return name;
  }

  @Override
  public String qualname() {
    return qualname;
  }

  @Override
  public String filename() {
    return filename;
  }

  @Override
  public int argcount() {
    return argcount;
  }

  @Override
  public int posonlyargcount() {
    return posonlyargcount;
  }

  @Override
  public int kwonlyargcount() {
    return kwonlyargcount;
  }

  @Override
  public int flags() {
    return flags;
  }

  @Override
  public int stacksize() {
    return stacksize;
  }

  @Override
  public int firstlineno() {
    return firstlineno;
  }

  @Override
  public int nlocalsplus() {
    return localsplusnames.length;
  }

  @Override
  public int nfreevars() {
    int n = 0;
    for (byte kind : localspluskinds) {
      if ((kind & CO_FAST_FREE) != 0) {
        n++;
      }
    }
    return n;
  }

  @Override
  public byte[] wordcode() {
    return code.clone();
  }

  /** The wordcode if it is safe to run. */
  byte[] runnable() {
    try {
      new CodeVerifier()
          .verify(
              filename, this, code, consts.length, names.length, localspluskinds, exceptiontable);
      return code.clone();
    } catch (CodeFormatException e) {
      return TRAP;
    }
  }

  @Override
  public Object[] consts(ConstantFactory factory) {
    return consts.clone();
  }

  @Override
  public Object[] names(ConstantFactory factory) {
    return names.clone();
  }

  @Override
  public String[] localsplusnames() {
    return strings(localsplusnames);
  }

  private static String[] strings(PyStr[] from) {
    String[] to = new String[from.length];
    for (int i = 0; i < to.length; i++) {
      to[i] = from[i].value();
    }
    return to;
  }

  @Override
  public byte[] localspluskinds() {
    return localspluskinds.clone();
  }

  @Override
  public byte[] exceptiontable() {
    return exceptiontable.clone();
  }

  @Override
  public byte[] linetable() {
    return linetable.clone();
  }

  @Override
  public Object docstring(ConstantFactory factory) {
    return (flags & CO_OPTIMIZED) != 0 && consts.length > 0 && consts[0] instanceof PyStr s
        ? s
        : null;
  }

  @Override
  public CodeObject toCodeObject() {
    return new CodeObject(
        argcount,
        posonlyargcount,
        kwonlyargcount,
        stacksize,
        flags,
        code,
        constants(consts),
        strings(names),
        strings(localsplusnames),
        localspluskinds,
        filename,
        name,
        qualname,
        firstlineno,
        linetable,
        exceptiontable);
  }

  private static Object[] constants(PyObject[] from) {
    Object[] to = new Object[from.length];
    for (int i = 0; i < to.length; i++) {
      to[i] = constant(from[i]);
    }
    return to;
  }

  /**
   * A Python object in the {@link Constants} domain; ValueError in marshal's words for one that is
   * no constant.
   */
  private static Object constant(PyObject o) {
    if (o == PyObject.NONE) {
      return Constants.Singleton.NONE;
    }
    if (o == PyObject.ELLIPSIS) {
      return Constants.Singleton.ELLIPSIS;
    }
    if (o instanceof PyBool b) {
      return b.truth();
    }
    if (o instanceof PyInt i) {
      return i.isBig() ? (Object) i.bigValue() : (Object) i.longValue();
    }
    if (o instanceof PyStr s) {
      return s.value();
    }
    if (o instanceof PyFloat f) {
      return f.value;
    }
    if (o instanceof PyComplex c) {
      return new Constants.Complex(c.real, c.imag);
    }
    if (o instanceof PyBytes b) {
      return new Constants.Bytes(b.value);
    }
    if (o instanceof PyTuple t) {
      return new Constants.Tuple(constants(t.items));
    }
    if (o instanceof PySet s) {
      return new Constants.FrozenSet(constants(Abstract.toArray(s)));
    }
    if (o instanceof PyCode c) {
      return c.unit.toCodeObject();
    }
    throw Errors.valueError("unmarshallable object");
  }
}
