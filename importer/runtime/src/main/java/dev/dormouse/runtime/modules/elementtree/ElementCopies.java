package dev.dormouse.runtime.modules.elementtree;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Generic;
import dev.dormouse.runtime.objects.PyDict;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyList;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.tables.Method;

/**
 * Copying and pickling of {@code Element}. The state is the instance dict that an element of the
 * class in Python has, so that pickles of either are those of both.
 */
final class ElementCopies {
  private ElementCopies() {}

  private static PyObject share(PyObject text) {
    return text instanceof CharacterData.Joined j ? j.copy() : text;
  }

  @Method(name = "__copy__")
  static PyObject copy(PyElement self) {
    PyElement copy = new PyElement(self.tag, self.attributes);
    copy.text = share(self.text);
    copy.tail = share(self.tail);
    for (int i = 0; i < self.count; i++) {
      copy.add(self.child(i));
    }
    return copy;
  }

  @Method(name = "__deepcopy__", signature = "(memo, /)")
  static PyObject deepCopy(PyElement self, PyDict memo) {
    PyElement copy = new PyElement(deepened(self.tag, memo), null);
    if (self.attributes != null) {
      PyObject attributes = deepened(self.attributes, memo);
      if (!(attributes instanceof PyDict d)) {
        throw Errors.typeError("attrib must be dict, not " + attributes.type.fullName());
      }
      copy.attributes = d;
    }
    copy.text = deepened(self.text(), memo);
    copy.tail = deepened(self.tail(), memo);
    for (int i = 0; i < self.count; i++) {
      copy.add(PyElement.check(deepened(self.child(i), memo)));
    }
    memo.put(PyInt.of(Generic.id(self)), copy);
    return copy;
  }

  private static PyObject deepened(PyObject o, PyDict memo) {
    if (o == PyObject.NONE || o.type == PyStr.TYPE) {
      return o;
    }
    if (o.type == PyElement.TYPE || o.type == PyDict.TYPE && isText((PyDict) o)) {
      // What copy.deepcopy would do, without going through Python code.
      PyObject known = memo.get(PyInt.of(Generic.id(o)));
      if (known != null && known != PyObject.NONE) {
        return known;
      }
      if (o instanceof PyElement e) {
        return deepCopy(e, memo);
      }
      PyDict copy = ((PyDict) o).copy();
      memo.put(PyInt.of(Generic.id(o)), copy);
      return copy;
    }
    return ElementTreeState.current().deepcopy(o, memo);
  }

  private static boolean isText(PyDict d) {
    for (int i = 0; i < d.slotLimit(); i++) {
      PyObject key = d.keyAt(i);
      if (key != null && (key.type != PyStr.TYPE || d.valueAt(i).type != PyStr.TYPE)) {
        return false;
      }
    }
    return true;
  }

  @Method(name = "__getstate__")
  static PyObject getState(PyElement self) {
    PyDict state = new PyDict();
    state.put("tag", self.tag);
    state.put("_children", PyList.of(self.toArray()));
    state.put("attrib", self.attributes == null ? new PyDict() : self.attributes);
    state.put("text", self.text());
    state.put("tail", self.tail());
    return state;
  }

  @Method(name = "__setstate__", signature = "(state, /)")
  static void setState(PyElement self, PyObject state) {
    if (state.type != PyDict.TYPE) {
      throw Errors.typeError(
          "Don't know how to unpickle \"" + shortRepr(state) + "\" as an Element");
    }
    PyDict d = (PyDict) state;
    checkKeys(d);
    PyObject tag = d.get("tag");
    if (tag == null) {
      throw Errors.typeError("tag may not be NULL");
    }
    PyObject attributes = d.get("attrib");
    PyObject children = d.get("_children");
    self.tag = tag;
    self.text = text(d.get("text"));
    self.tail = text(d.get("tail"));
    if (children == null && attributes == null) {
      return;
    }
    PyDict kept = self.attributes;
    if (children != null) {
      if (!(children instanceof PyList list)) {
        throw Errors.typeError("'_children' is not a list");
      }
      self.reset();
      for (PyObject child : list.toArray()) {
        self.add(PyElement.check(child));
      }
    }
    if (attributes != null && !(attributes instanceof PyDict)) {
      throw Errors.typeError("attrib must be dict, not " + attributes.type.fullName());
    }
    self.attributes = attributes == null ? kept : (PyDict) attributes;
  }

  /** CPython's pickles of parsed elements may have text in pieces. */
  private static PyObject text(PyObject o) {
    if (o == null) {
      return PyObject.NONE;
    }
    if (o.type != PyList.TYPE) {
      return o;
    }
    CharacterData pieces = new CharacterData();
    for (PyObject piece : ((PyList) o).toArray()) {
      pieces.add(piece);
    }
    return pieces.isEmpty() ? PyStr.of("") : pieces.content();
  }

  private static void checkKeys(PyDict state) {
    for (int i = 0; i < state.slotLimit(); i++) {
      PyObject key = state.keyAt(i);
      if (key == null) {
        continue;
      }
      if (!(key instanceof PyStr name)) {
        throw Errors.typeError("keywords must be strings");
      }
      switch (name.value()) {
        case "tag", "attrib", "text", "tail", "_children" -> {}
        default ->
            throw Errors.typeError(
                "'" + name.value() + "' is an invalid keyword argument for this function");
      }
    }
  }

  private static String shortRepr(PyObject o) {
    String repr = Abstract.repr(o).value();
    return repr.length() > 200 ? repr.substring(0, 200) : repr;
  }
}
