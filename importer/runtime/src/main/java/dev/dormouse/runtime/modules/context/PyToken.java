package dev.dormouse.runtime.modules.context;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Generic;
import dev.dormouse.runtime.objects.GenericAliases;
import dev.dormouse.runtime.objects.Ops;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.ClassMethod;
import dev.dormouse.tables.Getter;

/** {@code contextvars.Token}: what a variable was before it was set. */
@BuiltinType(name = "Token", ops = PyToken.TokenOps.class)
public final class PyToken extends PyObject {
  /** {@code Token.MISSING}. */
  private static final PyObject MISSING =
      new PyObject(
          PyType.builtin(
              "Token.MISSING", PyType.OBJECT, new MissingOps(), new PyTokenMissingTable()));

  public static final PyType TYPE =
      PyType.builtin("Token", PyType.OBJECT, new TokenOps(), new PyTokenTable())
          .in("_contextvars")
          .unhashable()
          .add("MISSING", MISSING);

  final PyContext context;
  final PyContextVar variable;

  /** Null if the variable had no value. */
  final PyObject old;

  boolean used;

  PyToken(PyContext context, PyContextVar variable, PyObject old) {
    super(TYPE);
    this.context = context;
    this.variable = variable;
    this.old = old;
  }

  @Getter(name = "var")
  static PyObject getVariable(PyToken t) {
    return t.variable;
  }

  @Getter(name = "old_value")
  static PyObject getOld(PyToken t) {
    return t.old == null ? MISSING : t.old;
  }

  @ClassMethod(name = "__class_getitem__", signature = "(item, /)", doc = "See PEP 585")
  static PyObject classGetItem(PyType cls, PyObject item) {
    return GenericAliases.make(cls, item);
  }

  static final class TokenOps extends Ops {
    @Override
    public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
      throw Errors.runtimeError("Tokens can only be created by ContextVars");
    }

    @Override
    public PyObject repr(PyObject o) {
      PyToken t = (PyToken) o;
      return PyStr.of(
          "<Token"
              + (t.used ? " used" : "")
              + " var="
              + Abstract.repr(t.variable).value()
              + " at "
              + Generic.address(o)
              + ">");
    }
  }

  @BuiltinType(name = "Token.MISSING", ops = MissingOps.class)
  static final class Missing {
    private Missing() {}
  }

  static final class MissingOps extends Ops {
    @Override
    public PyObject repr(PyObject o) {
      return PyStr.of("<Token.MISSING>");
    }
  }
}
