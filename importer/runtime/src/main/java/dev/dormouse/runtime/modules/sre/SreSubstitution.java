package dev.dormouse.runtime.modules.sre;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Interpreter;
import dev.dormouse.runtime.objects.PyBytes;
import dev.dormouse.runtime.objects.PyList;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;

/**
 * One call of {@code Pattern.sub} or {@code subn}.
 *
 * <p>As in CPython, a replacement without a backslash stands for itself and is never parsed; any
 * other template goes to {@code re._subx}, which gives a literal or a function of the match.
 */
final class SreSubstitution {
  private final PyPattern pattern;
  private final SreSubject subject;

  /** What to put in: a function of the match if {@link #callable}, else an object. */
  private final PyObject replacement;

  private final boolean callable;

  /** How many were replaced. */
  long count;

  SreSubstitution(PyPattern pattern, PyObject template, PyObject string) {
    this.pattern = pattern;
    if (Abstract.isCallable(template)) {
      replacement = template;
      callable = true;
    } else if (isLiteral(template)) {
      replacement = template;
      callable = false;
    } else {
      PyObject subx =
          Abstract.getAttribute(
              Interpreter.current().importer().importModule("re"), PyStr.interned("_subx"));
      replacement = Abstract.call(subx, pattern, template);
      callable = Abstract.isCallable(replacement);
    }
    subject = pattern.subject(string);
  }

  private static boolean isLiteral(PyObject template) {
    if (template instanceof PyStr s) {
      return s.value().indexOf('\\') < 0;
    }
    if (template instanceof PyBytes b) {
      return indexOf(b.value, '\\') < 0;
    }
    byte[] copy = SreSubject.bytesOrNull(template);
    return copy != null && indexOf(copy, '\\') < 0;
  }

  private static int indexOf(byte[] bytes, int wanted) {
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == wanted) {
        return i;
      }
    }
    return -1;
  }

  PyObject run(long limit) {
    SreEngine engine = subject.engine(pattern.code, null, null);
    PyList parts = new PyList();
    int last = 0;
    while ((limit == 0 || count < limit) && engine.search()) {
      if (last < engine.start()) {
        parts.add(subject.slice(last, engine.start()));
      }
      PyObject item = replacement;
      if (callable) {
        item = Abstract.call(replacement, new PyMatch(pattern, subject, engine));
      }
      if (item != PyObject.NONE) {
        parts.add(item);
      }
      last = engine.end();
      count++;
      engine.advance();
    }
    if (last < subject.length) {
      parts.add(subject.slice(last, subject.length));
    }
    return join(parts);
  }

  private PyObject join(PyList parts) {
    int n = parts.size();
    PyObject empty = subject.slice(0, 0);
    if (n == 0) {
      return empty;
    }
    if (!subject.isBytes()) {
      if (n == 1 && parts.get(0).type == PyStr.TYPE) {
        return parts.get(0);
      }
      StringBuilder text = new StringBuilder();
      int i = 0;
      while (i < n && parts.get(i) instanceof PyStr s) {
        text.append(s.value());
        i++;
      }
      if (i == n) {
        return PyStr.of(text.toString());
      }
    }
    // Bytes, or a function returned something else: the method checks the items, in its own words.
    return Abstract.callMethod(empty, "join", parts);
  }
}
