package dev.dormouse.runtime.modules.elementtree;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.PyBytes;
import dev.dormouse.runtime.objects.PyList;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.tables.Method;

/**
 * The methods of {@code Element} that take a path. A path that is the tag of a child is looked up
 * here, any other by {@code xml.etree.ElementPath}. Comparing tags may run Python code that changes
 * the children, so their number is looked at each time.
 */
final class ElementSearch {
  private ElementSearch() {}

  /** Whether only {@code ElementPath} knows what {@code path} means. */
  private static boolean isPath(PyObject path, PyObject namespaces) {
    if (namespaces != null && namespaces != PyObject.NONE) {
      return true;
    }
    String p;
    if (path instanceof PyStr s) {
      p = s.value();
    } else if (path instanceof PyBytes b) {
      p = new String(b.value, java.nio.charset.StandardCharsets.ISO_8859_1);
    } else {
      return true;
    }
    if (p.length() >= 3 && (p.startsWith("{}") || p.startsWith("{*}"))) {
      return true;
    }
    boolean inUri = false;
    for (int i = 0; i < p.length(); i++) {
      switch (p.charAt(i)) {
        case '{' -> inUri = true;
        case '}' -> inUri = false;
        case '/', '*', '[', '@', '.' -> {
          if (!inUri) {
            return true;
          }
        }
        default -> {}
      }
    }
    return false;
  }

  private static PyObject orNone(PyObject o) {
    return o == null ? PyObject.NONE : o;
  }

  /** The first child with a tag; null if there is none. */
  private static PyElement first(PyElement e, PyObject tag) {
    for (int i = 0; i < e.count; i++) {
      PyElement child = e.child(i);
      if (Abstract.equal(child.tag, tag)) {
        return child;
      }
    }
    return null;
  }

  @Method(signature = "(path, namespaces=None)")
  static PyObject find(PyElement self, PyObject path, PyObject namespaces) {
    if (isPath(path, namespaces)) {
      return ElementTreeState.current().callPath("find", self, path, orNone(namespaces));
    }
    return orNone(first(self, path));
  }

  @Method(signature = "(path, default=None, namespaces=None)")
  static PyObject findtext(PyElement self, PyObject path, PyObject standard, PyObject namespaces) {
    if (isPath(path, namespaces)) {
      return ElementTreeState.current()
          .callPath("findtext", self, path, orNone(standard), orNone(namespaces));
    }
    PyElement found = first(self, path);
    if (found == null) {
      return orNone(standard);
    }
    PyObject text = found.text();
    return text == PyObject.NONE ? PyStr.of("") : text;
  }

  @Method(signature = "(path, namespaces=None)")
  static PyObject findall(PyElement self, PyObject path, PyObject namespaces) {
    if (isPath(path, namespaces)) {
      return ElementTreeState.current().callPath("findall", self, path, orNone(namespaces));
    }
    PyList found = new PyList();
    for (int i = 0; i < self.count; i++) {
      PyElement child = self.child(i);
      if (Abstract.equal(child.tag, path)) {
        found.add(child);
      }
    }
    return found;
  }

  @Method(signature = "(path, namespaces=None)")
  static PyObject iterfind(PyElement self, PyObject path, PyObject namespaces) {
    return ElementTreeState.current().callPath("iterfind", self, path, orNone(namespaces));
  }
}
