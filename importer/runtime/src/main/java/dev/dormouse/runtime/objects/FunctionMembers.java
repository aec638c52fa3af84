package dev.dormouse.runtime.objects;

import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Getter;
import dev.dormouse.tables.Setter;

/** The attributes of functions. Compare CPython's {@code Objects/funcobject.c}. */
@BuiltinType(name = "function", ops = FunctionOps.class, doc = "Create a function object.")
final class FunctionMembers {
  private FunctionMembers() {}

  static PyObject make(PyObject[] args, PyStr[] kwnames) {
    PyObject[] p =
        ArgParser.parse(
            "function", "code\0globals\0name\0argdefs\0closure", 0, 5, 2, args, kwnames);
    if (!(p[0] instanceof PyCode code)) {
      throw Errors.typeError(
          "function() argument 'code' must be code, not " + ArgParser.typeName(p[0]));
    }
    if (!(p[1] instanceof PyDict globals)) {
      throw Errors.typeError(
          "function() argument 'globals' must be dict, not " + ArgParser.typeName(p[1]));
    }
    PyFunction f = new PyFunction(code, globals);
    if (p[2] != null && p[2] != PyObject.NONE) {
      if (!(p[2] instanceof PyStr)) {
        throw Errors.typeError("arg 3 (name) must be None or string");
      }
      f.setName(p[2]);
    }
    if (p[3] != null && p[3] != PyObject.NONE) {
      if (!(p[3] instanceof PyTuple t)) {
        throw Errors.typeError("arg 4 (defaults) must be None or tuple");
      }
      f.defaults = t;
    }
    f.closure = closure(code, p[4]);
    return f;
  }

  private static PyTuple closure(PyCode code, PyObject given) {
    if (given == null || given == PyObject.NONE) {
      if (code.nfreevars > 0) {
        throw Errors.typeError("arg 5 (closure) must be tuple");
      }
      return null;
    }
    if (!(given instanceof PyTuple t)) {
      throw Errors.typeError("arg 5 (closure) must be None or tuple");
    }
    if (t.items.length != code.nfreevars) {
      throw Errors.valueError(
          code.name()
              + " requires closure of length "
              + code.nfreevars
              + ", not "
              + t.items.length);
    }
    for (PyObject c : t.items) {
      if (!(c instanceof PyCell)) {
        throw Errors.typeError("arg 5 (closure) expected cell, found " + c.type.name());
      }
    }
    return t;
  }

  @Getter(name = "__code__")
  static PyObject getCode(PyFunction f) {
    return f.code;
  }

  @Setter(name = "__code__")
  static void setCode(PyFunction f, PyObject value) {
    if (!(value instanceof PyCode code)) {
      throw Errors.typeError("__code__ must be set to a code object");
    }
    int closure = f.closure == null ? 0 : f.closure.items.length;
    if (code.nfreevars != closure) {
      throw Errors.valueError(
          Abstract.str(f.name()).value()
              + "() requires a code object with "
              + closure
              + " free vars, not "
              + code.nfreevars);
    }
    // They stay those of the code that the function was made from.
    f.name();
    f.qualname();
    f.code = code;
  }

  @Getter(name = "__globals__", member = true)
  static PyObject getGlobals(PyFunction f) {
    return f.globals;
  }

  @Getter(name = "__builtins__", member = true)
  static PyObject getBuiltins(PyFunction f) {
    return f.builtins;
  }

  @Getter(name = "__closure__", member = true)
  static PyObject getClosure(PyFunction f) {
    return f.closure == null ? PyObject.NONE : f.closure;
  }

  @Getter(name = "__name__")
  static PyObject getName(PyFunction f) {
    return f.name();
  }

  @Setter(name = "__name__")
  static void setName(PyFunction f, PyObject value) {
    if (!(value instanceof PyStr)) {
      throw Errors.typeError("__name__ must be set to a string object");
    }
    f.setName(value);
  }

  @Getter(name = "__qualname__")
  static PyObject getQualname(PyFunction f) {
    return f.qualname();
  }

  @Setter(name = "__qualname__")
  static void setQualname(PyFunction f, PyObject value) {
    if (!(value instanceof PyStr)) {
      throw Errors.typeError("__qualname__ must be set to a string object");
    }
    f.setQualname(value);
  }

  @Getter(name = "__defaults__")
  static PyObject getDefaults(PyFunction f) {
    return f.defaults == null ? PyObject.NONE : f.defaults;
  }

  @Setter(name = "__defaults__")
  static void setDefaults(PyFunction f, PyObject value) {
    if (value != null && value != PyObject.NONE && !(value instanceof PyTuple)) {
      throw Errors.typeError("__defaults__ must be set to a tuple object");
    }
    f.defaults = value instanceof PyTuple t ? t : null;
  }

  @Getter(name = "__kwdefaults__")
  static PyObject getKwdefaults(PyFunction f) {
    return f.kwdefaults == null ? PyObject.NONE : f.kwdefaults;
  }

  @Setter(name = "__kwdefaults__")
  static void setKwdefaults(PyFunction f, PyObject value) {
    if (value != null && value != PyObject.NONE && !(value instanceof PyDict)) {
      throw Errors.typeError("__kwdefaults__ must be set to a dict object");
    }
    f.kwdefaults = value instanceof PyDict d ? d : null;
  }

  @Getter(name = "__annotations__")
  static PyObject getAnnotations(PyFunction f) {
    return f.annotations();
  }

  @Setter(name = "__annotations__")
  static void setAnnotations(PyFunction f, PyObject value) {
    if (value != null && value != PyObject.NONE && !(value instanceof PyDict)) {
      throw Errors.typeError("__annotations__ must be set to a dict object");
    }
    f.setAnnotations(value instanceof PyDict ? value : null);
  }

  @Getter(name = "__doc__", member = true)
  static PyObject getDoc(PyFunction f) {
    return f.doc();
  }

  @Setter(name = "__doc__")
  static void setDoc(PyFunction f, PyObject value) {
    f.doc = value == null ? PyObject.NONE : value;
  }

  @Getter(name = "__module__", member = true)
  static PyObject getModule(PyFunction f) {
    return f.module;
  }

  @Setter(name = "__module__")
  static void setModule(PyFunction f, PyObject value) {
    f.module = value == null ? PyObject.NONE : value;
  }

  @Getter(name = "__dict__")
  static PyObject getDict(PyFunction f) {
    return f.dict();
  }

  @Setter(name = "__dict__")
  static void setDict(PyFunction f, PyObject value) {
    if (!(value instanceof PyDict d)) {
      throw Errors.typeError(
          "__dict__ must be set to a dictionary, not a '"
              + (value == null ? "NULL" : value.type.name())
              + "'");
    }
    f.setDict(d);
  }
}
