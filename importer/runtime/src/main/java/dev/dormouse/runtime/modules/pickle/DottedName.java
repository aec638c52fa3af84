package dev.dormouse.runtime.modules.pickle;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Exceptions;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;

/** Qualified names as paths of attributes. */
final class DottedName {
  private DottedName() {}

  /** The parts; AttributeError if they lead into a function, of {@code owner} or null. */
  static PyStr[] split(PyStr name, PyObject owner, String verb) {
    String s = name.value();
    int parts = 1;
    for (int i = 0; i < s.length(); i++) {
      parts += s.charAt(i) == '.' ? 1 : 0;
    }
    PyStr[] path = new PyStr[parts];
    int start = 0;
    for (int i = 0; i < parts; i++) {
      int end = s.indexOf('.', start);
      String part = s.substring(start, end < 0 ? s.length() : end);
      if (part.equals("<locals>")) {
        throw Errors.of(
            Exceptions.AttributeError,
            owner == null
                ? "Can't " + verb + " local object " + Abstract.repr(name).value()
                : "Can't "
                    + verb
                    + " local attribute "
                    + Abstract.repr(name).value()
                    + " on "
                    + Abstract.repr(owner).value());
      }
      path[i] = PyStr.interned(part);
      start = end + 1;
    }
    return path;
  }

  /** What is at the end of a path; null if it leads nowhere. */
  static PyObject find(PyObject o, PyStr[] path) {
    for (PyStr part : path) {
      o = o == null ? null : Abstract.getAttributeOrNull(o, part);
    }
    return o;
  }
}
