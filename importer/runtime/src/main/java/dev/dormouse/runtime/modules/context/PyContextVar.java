package dev.dormouse.runtime.modules.context;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.ArgParser;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Exceptions;
import dev.dormouse.runtime.objects.Generic;
import dev.dormouse.runtime.objects.GenericAliases;
import dev.dormouse.runtime.objects.Ops;
import dev.dormouse.runtime.objects.PyBaseException;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.runtime.objects.ThreadState;
import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.ClassMethod;
import dev.dormouse.tables.Getter;
import dev.dormouse.tables.Method;

/** {@code contextvars.ContextVar}. */
@BuiltinType(name = "ContextVar", ops = PyContextVar.ContextVarOps.class)
public final class PyContextVar extends PyObject {
  public static final PyType TYPE =
      PyType.builtin("ContextVar", PyType.OBJECT, new ContextVarOps(), new PyContextVarTable())
          .in("_contextvars");

  private final PyStr name;

  /** Null if there is none. */
  private final PyObject defaultValue;

  private PyContextVar(PyStr name, PyObject defaultValue) {
    super(TYPE);
    this.name = name;
    this.defaultValue = defaultValue;
  }

  /** A variable without a default, for a native module; it may serve all interpreters. */
  public static PyContextVar of(String name) {
    return new PyContextVar(PyStr.interned(name), null);
  }

  /** The value in the current context, or null. */
  public PyObject valueOrNull() {
    ThreadState ts = ThreadState.current();
    return ts.context == null ? null : ((PyContext) ts.context).values.get(this);
  }

  /** Sets the value in the current context, not to be undone. */
  public void assign(PyObject value) {
    PyContext.current().set(this, value);
  }

  @Getter(name = "name", member = true)
  static PyObject getName(PyContextVar v) {
    return v.name;
  }

  @Method(
      name = "get",
      signature = "(default=None, /)",
      doc = "Return the value in the current context, or a default.")
  static PyObject get(PyContextVar v, PyObject otherwise) {
    PyObject found = v.valueOrNull();
    if (found != null) {
      return found;
    }
    if (otherwise != null) {
      return otherwise;
    }
    if (v.defaultValue != null) {
      return v.defaultValue;
    }
    throw new PyException(new PyBaseException(Exceptions.LookupError, PyTuple.of(v)));
  }

  @Method(
      name = "set",
      signature = "(value, /)",
      doc = "Set the value in the current context; return a token to undo it.")
  static PyObject set(PyContextVar v, PyObject value) {
    PyContext c = PyContext.current();
    PyToken token = new PyToken(c, v, c.values.get(v));
    c.set(v, value);
    return token;
  }

  @Method(name = "reset", signature = "(token, /)", doc = "Undo the set() that gave the token.")
  static void reset(PyContextVar v, PyObject given) {
    if (!(given instanceof PyToken token)) {
      throw Errors.typeError("expected an instance of Token, got " + Abstract.repr(given).value());
    }
    if (token.used) {
      throw Errors.runtimeError(Abstract.repr(token).value() + " has already been used once");
    }
    if (token.variable != v) {
      throw Errors.valueError(
          Abstract.repr(token).value() + " was created by a different ContextVar");
    }
    PyContext c = PyContext.current();
    if (token.context != c) {
      throw Errors.valueError(Abstract.repr(token).value() + " was created in a different Context");
    }
    token.used = true;
    c.set(v, token.old);
  }

  @ClassMethod(name = "__class_getitem__", signature = "(item, /)", doc = "See PEP 585")
  static PyObject classGetItem(PyType cls, PyObject item) {
    return GenericAliases.make(cls, item);
  }

  static final class ContextVarOps extends Ops {
    @Override
    public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
      PyObject[] positional = ArgParser.positionalTail(args, kwnames, 0);
      PyObject otherwise = ArgParser.keywordsOnly("ContextVar", "default", args, kwnames)[0];
      if (positional.length != 1) {
        throw Errors.typeError(
            "ContextVar() takes "
                + (positional.length == 0 ? "exactly" : "at most")
                + " 1 positional argument ("
                + positional.length
                + " given)");
      }
      if (!(positional[0] instanceof PyStr name)) {
        throw Errors.typeError("context variable name must be a str");
      }
      return new PyContextVar(name, otherwise);
    }

    @Override
    public PyObject repr(PyObject o) {
      PyContextVar v = (PyContextVar) o;
      String otherwise =
          v.defaultValue == null ? "" : " default=" + Abstract.repr(v.defaultValue).value();
      return PyStr.of(
          "<ContextVar name="
              + Abstract.repr(v.name).value()
              + otherwise
              + " at "
              + Generic.address(o)
              + ">");
    }
  }
}
