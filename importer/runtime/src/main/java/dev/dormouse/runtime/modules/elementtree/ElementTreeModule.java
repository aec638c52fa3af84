package dev.dormouse.runtime.modules.elementtree;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.BuiltinTable;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Exceptions;
import dev.dormouse.runtime.objects.PyBaseException;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyModule;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.tables.BuiltinModule;
import dev.dormouse.tables.Function;

/** {@code _elementtree}. Compare CPython's {@code Modules/_elementtree.c}. */
@BuiltinModule(name = "_elementtree")
public final class ElementTreeModule {
  static final PyType PARSE_ERROR =
      Exceptions.define("xml.etree.ElementTree", "ParseError", Exceptions.SyntaxError);

  private ElementTreeModule() {}

  public static BuiltinTable table() {
    return new ElementTreeModuleTable();
  }

  static PyException parseError(String message) {
    return new PyException(
        (PyBaseException) Abstract.call(PARSE_ERROR, new PyObject[] {PyStr.of(message)}));
  }

  static PyException parseError(int code, String message, int line, int column) {
    PyException e = parseError(message + ": line " + line + ", column " + column);
    e.value.dict().put("code", PyInt.of(code));
    e.value.dict().put("position", PyTuple.of(PyInt.of(line), PyInt.of(column)));
    return e;
  }

  static void exec(PyModule m) {
    m.set("Element", PyElement.TYPE);
    m.set("ParseError", PARSE_ERROR);
    m.set("TreeBuilder", PyTreeBuilder.TYPE);
    m.set("XMLParser", PyXmlTreeParser.TYPE);
  }

  @Function(name = "SubElement", signature = "(parent, tag, attrib={}, /, **extra)")
  static PyObject subElement(PyObject[] args, PyStr[] kwnames) {
    PyElement.checkCount("SubElement", 2, args, kwnames);
    if (!(args[0] instanceof PyElement parent)) {
      throw Errors.typeError(
          "SubElement() argument 1 must be xml.etree.ElementTree.Element, not "
              + args[0].type.fullName());
    }
    PyElement child = new PyElement(args[1], PyElement.attributes("SubElement", 2, args, kwnames));
    parent.add(child);
    return child;
  }

  @Function(
      name = "_set_factories",
      signature = "(comment_factory, pi_factory, /)",
      doc =
          "Change the factories used to create comments and processing instructions.\n\n"
              + "For internal use only.")
  static PyObject setFactories(PyObject comment, PyObject pi) {
    check(comment, "Comment");
    check(pi, "PI");
    ElementTreeState state = ElementTreeState.current();
    PyObject old =
        PyTuple.of(
            state.commentFactory == null ? PyObject.NONE : state.commentFactory,
            state.piFactory == null ? PyObject.NONE : state.piFactory);
    state.commentFactory = comment == PyObject.NONE ? null : comment;
    state.piFactory = pi == PyObject.NONE ? null : pi;
    return old;
  }

  private static void check(PyObject factory, String what) {
    if (factory != PyObject.NONE && !Abstract.isCallable(factory)) {
      throw Errors.typeError(what + " factory must be callable, not " + factory.type.fullName());
    }
  }
}
