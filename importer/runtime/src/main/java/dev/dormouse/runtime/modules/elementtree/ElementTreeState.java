package dev.dormouse.runtime.modules.elementtree;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Interpreter;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;

/**
 * What {@code _elementtree} knows of the library in Python, per interpreter. It is looked up when
 * it is first needed, so that importing the module imports nothing.
 */
final class ElementTreeState {
  private final Interpreter interpreter;
  private PyObject elementPath;
  private PyObject deepcopy;

  /** As {@code _set_factories} was told; null for none. */
  PyObject commentFactory;

  PyObject piFactory;

  private ElementTreeState(Interpreter interpreter) {
    this.interpreter = interpreter;
  }

  static ElementTreeState current() {
    Interpreter interpreter = Interpreter.current();
    ElementTreeState state = (ElementTreeState) interpreter.registered(ElementTreeState.class);
    if (state == null) {
      state = new ElementTreeState(interpreter);
      interpreter.register(ElementTreeState.class, state);
    }
    return state;
  }

  /** Calls a function of {@code xml.etree.ElementPath}. */
  PyObject callPath(String function, PyObject... args) {
    if (elementPath == null) {
      elementPath = interpreter.importer().importModule("xml.etree.ElementPath");
    }
    return Abstract.callMethod(elementPath, PyStr.interned(function), args);
  }

  PyObject deepcopy(PyObject o, PyObject memo) {
    if (deepcopy == null) {
      deepcopy = Abstract.getAttribute(interpreter.importer().importModule("copy"), "deepcopy");
    }
    return Abstract.call(deepcopy, o, memo);
  }
}
