package dev.dormouse.runtime.modules;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.BuiltinTable;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Generic;
import dev.dormouse.runtime.objects.Interpreter;
import dev.dormouse.runtime.objects.Names;
import dev.dormouse.runtime.objects.Numbers;
import dev.dormouse.runtime.objects.PyBool;
import dev.dormouse.runtime.objects.PyDict;
import dev.dormouse.runtime.objects.PyModule;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.tables.BuiltinModule;
import dev.dormouse.tables.Function;

/** The {@code builtins} module. Compare CPython's {@code Python/bltinmodule.c}. */
@BuiltinModule(
    name = "builtins",
    doc = "Built-in functions, types, exceptions, and other objects.",
    parts = {BuiltinsIteration.class, BuiltinsCode.class, BuiltinsText.class})
public final class BuiltinsModule {
  private BuiltinsModule() {}

  public static BuiltinTable table() {
    return new BuiltinsModuleTable();
  }

  @Function(
      name = "__build_class__",
      signature = "(func, name, /, *bases, metaclass=None, **kwds)",
      doc = "Helper of the class statement.")
  static PyObject buildClass(PyObject[] args, PyStr[] kwnames) {
    return ClassBuilder.build(args, kwnames);
  }

  @Function(signature = "(x, /)", doc = "Return the absolute value of the argument.")
  static PyObject abs(PyObject x) {
    return Numbers.absolute(x);
  }

  @Function(signature = "(obj, /)", doc = "Return whether the object is callable.")
  static boolean callable(PyObject obj) {
    return Abstract.isCallable(obj);
  }

  @Function(signature = "(obj, name, /)", doc = "Delete the named attribute of the object.")
  static void delattr(PyObject obj, PyObject name) {
    Abstract.setAttribute(obj, attributeName("delattr", name), null);
  }

  private static PyStr attributeName(String function, PyObject name) {
    if (!(name instanceof PyStr s)) {
      throw Errors.typeError("attribute name must be string, not '" + name.type.name() + "'");
    }
    return s;
  }

  @Function(signature = "(x, y, /)", doc = "Return the tuple (x//y, x%y).")
  static PyObject divmod(PyObject x, PyObject y) {
    return Numbers.divmod(x, y);
  }

  @Function(
      signature = "(object, name, default=None, /)",
      doc = "Get a named attribute; with a default, return that when there is none.")
  static PyObject getattr(PyObject object, PyObject name, PyObject otherwise) {
    PyStr n = attributeName("getattr", name);
    if (otherwise == null) {
      return Abstract.getAttribute(object, n);
    }
    PyObject v = Abstract.getAttributeOrNull(object, n);
    return v == null ? otherwise : v;
  }

  @Function(
      signature = "(obj, name, /)",
      doc = "Return whether the object has an attribute with the given name.")
  static boolean hasattr(PyObject obj, PyObject name) {
    return Abstract.getAttributeOrNull(obj, attributeName("hasattr", name)) != null;
  }

  @Function(signature = "(obj, name, value, /)", doc = "Set the named attribute of the object.")
  static void setattr(PyObject obj, PyObject name, PyObject value) {
    Abstract.setAttribute(obj, PyStr.interned(attributeName("setattr", name)), value);
  }

  @Function(signature = "(obj, /)", doc = "Return the hash value of the object.")
  static long hash(PyObject obj) {
    return Abstract.hash(obj);
  }

  @Function(signature = "(obj, /)", doc = "Return the identity of the object.")
  static long id(PyObject obj) {
    return Generic.id(obj);
  }

  @Function(
      signature = "(obj, class_or_tuple, /)",
      doc = "Return whether an object is an instance of a class or of one of several.")
  static boolean isinstance(PyObject obj, PyObject classOrTuple) {
    return Abstract.isInstance(obj, classOrTuple);
  }

  @Function(
      signature = "(cls, class_or_tuple, /)",
      doc = "Return whether a class is derived from a class or from one of several.")
  static boolean issubclass(PyObject cls, PyObject classOrTuple) {
    return Abstract.isSubclass(cls, classOrTuple);
  }

  @Function(signature = "(obj, /)", doc = "Return the number of items in a container.")
  static long len(PyObject obj) {
    return Abstract.size(obj);
  }

  @Function(
      signature = "(base, exp, mod=None)",
      doc = "Equivalent to base**exp, or base**exp % mod.")
  static PyObject pow(PyObject base, PyObject exp, PyObject mod) {
    return Numbers.power(base, exp, mod == null ? PyObject.NONE : mod);
  }

  @Function(
      signature = "(number, ndigits=None)",
      doc = "Round a number to a given precision in decimal digits.")
  static PyObject round(PyObject number, PyObject ndigits) {
    PyObject f = Abstract.lookupSpecial(number, Names.ROUND);
    if (f == null) {
      throw Errors.typeError("type " + number.type.name() + " doesn't define __round__ method");
    }
    return ndigits == null || ndigits == PyObject.NONE
        ? Abstract.call(f)
        : Abstract.call(f, ndigits);
  }

  @Function(
      name = "__import__",
      signature = "(name, globals=None, locals=None, fromlist=(), level=0)",
      doc = "Import a module; the function behind the import statement.")
  static PyObject importFunction(
      PyObject name, PyObject globals, PyObject locals, PyObject fromlist, int level) {
    if (!(name instanceof PyStr n)) {
      throw Errors.typeError("module name must be a string");
    }
    PyDict g = globals instanceof PyDict d ? d : null;
    if (globals != null && globals != PyObject.NONE && g == null && level > 0) {
      throw Errors.typeError("globals must be a dict");
    }
    return Interpreter.current()
        .importer()
        .importName(n, g, fromlist == null ? PyTuple.EMPTY : fromlist, level);
  }

  static void exec(PyModule m) {
    m.set("None", PyObject.NONE);
    m.set("Ellipsis", PyObject.ELLIPSIS);
    m.set("NotImplemented", PyObject.NOT_IMPLEMENTED);
    m.set("False", PyBool.FALSE);
    m.set("True", PyBool.TRUE);
    BuiltinTypes.addTo(m);
    m.set("__debug__", PyBool.of(Interpreter.current().flags.optimize == 0));
  }
}
