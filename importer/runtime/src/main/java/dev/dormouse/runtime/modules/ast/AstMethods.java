package dev.dormouse.runtime.modules.ast;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.BuiltinTable;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Names;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Method;
import dev.dormouse.tables.StaticMethod;

/** The methods of {@code ast.AST}, put into that class, which itself is an ordinary one. */
@BuiltinType(name = "AST")
final class AstMethods {
  private AstMethods() {}

  static void addTo(PyType ast) {
    BuiltinTable table = new AstMethodsTable();
    for (int id = 0; id < table.count(); id++) {
      Abstract.setAttribute(ast, PyStr.interned(table.name(id)), table.descriptor(ast, id));
    }
  }

  @StaticMethod(
      name = "__new__",
      signature = "(*args, **kwargs)",
      doc = "Create and return a new object.")
  static PyObject newNode(PyObject[] args, PyStr[] kwnames) {
    if (args.length == (kwnames == null ? 0 : kwnames.length) || !(args[0] instanceof PyType cls)) {
      throw Errors.typeError("AST.__new__(): not enough arguments");
    }
    return new PyObject(cls);
  }

  @Method(
      name = "__init__",
      signature = "(*args, **kwargs)",
      doc = "Set the fields, by position or by name.")
  static void init(PyObject self, PyObject[] args, PyStr[] kwnames) {
    PyObject fields = Abstract.getAttributeOrNull(self.type, AstTypes.FIELDS);
    PyObject[] names = fields == null ? PyObject.NO_ARGS : Abstract.toArray(fields);
    int keywords = kwnames == null ? 0 : kwnames.length;
    int positional = args.length - keywords;
    if (positional > names.length) {
      throw Errors.typeError(
          self.type.name()
              + " constructor takes at most "
              + names.length
              + " positional argument"
              + (names.length == 1 ? "" : "s"));
    }
    for (int i = 0; i < positional; i++) {
      Abstract.setAttribute(self, Abstract.attributeName(names[i]), args[i]);
    }
    for (int k = 0; k < keywords; k++) {
      for (int i = 0; i < positional; i++) {
        if (Abstract.equal(names[i], kwnames[k])) {
          throw Errors.typeError(
              self.type.name() + " got multiple values for argument '" + kwnames[k].value() + "'");
        }
      }
      Abstract.setAttribute(self, kwnames[k], args[positional + k]);
    }
  }

  @Method(name = "__reduce__", doc = "Helper for pickle.")
  static PyObject reduce(PyObject self) {
    PyObject dict = Abstract.getAttributeOrNull(self, Names.DICT);
    return dict == null
        ? PyTuple.of(self.type, PyTuple.EMPTY)
        : PyTuple.of(self.type, PyTuple.EMPTY, dict);
  }
}
