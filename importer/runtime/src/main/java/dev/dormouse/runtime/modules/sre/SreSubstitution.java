package dev.dormouse.runtime.modules.sre;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Interpreter;
import dev.dormouse.runtime.objects.PyBytes;
import dev.dormouse.runtime.objects.PyList;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import java.nio.charset.StandardCharsets;

/**
 * One call of {@code Pattern.sub} or {@code subn}.
 *
 * <p>As in CPython, a replacement without a backslash stands for itself and is never parsed. Other
 * templates are read by {@link SreTemplate}, or by {@code re._subx}, which gives a literal or a
 * function of the match.
 */
final class SreSubstitution {
  private final PyPattern pattern;
  private final SreSubject subject;

  /**
   * What to put in if {@link #template} is null: a function of the match if {@link #callable}, else
   * an object.
   */
  private PyObject replacement;

  private SreTemplate template;
  private boolean callable;

  /** How many were replaced. */
  long count;

  SreSubstitution(PyPattern pattern, PyObject replacement, PyObject string) {
    this.pattern = pattern;
    this.replacement = replacement;
    this.callable = Abstract.isCallable(replacement);
    boolean literal = callable || isLiteral(replacement);
    if (!literal) {
      template = SreTemplate.parse(pattern, replacement);
      if (template == null) {
        askLibrary();
      }
    }
    subject = pattern.subject(string);
    if (template != null && !subject.isLike(replacement)) {
      template = null;
      askLibrary();
    }
  }

  private void askLibrary() {
    PyObject subx =
        Abstract.getAttribute(
            Interpreter.current().importer().importModule("re"), PyStr.interned("_subx"));
    replacement = Abstract.call(subx, pattern, replacement);
    callable = Abstract.isCallable(replacement);
  }

  private static boolean isLiteral(PyObject replacement) {
    if (replacement instanceof PyStr s) {
      return s.value().indexOf('\\') < 0;
    }
    byte[] bytes = replacement instanceof PyBytes b ? b.value : SreSubject.bytesOrNull(replacement);
    if (bytes == null) {
      return false;
    }
    for (byte b : bytes) {
      if (b == '\\') {
        return false;
      }
    }
    return true;
  }

  /** Replaces at most {@code limit} matches, 0 meaning all. */
  PyObject run(long limit) {
    SreEngine engine = subject.engine(pattern.code, 0, Long.MAX_VALUE);
    if (limit < 0 || !engine.search()) {
      return subject.slice(0, subject.length);
    }
    return template != null || !callable && subject.isLike(replacement)
        ? runText(engine, limit)
        : runObjects(engine, limit);
  }

  /** Without calling anything: {@code engine} has the first match. */
  private PyObject runText(SreEngine engine, long limit) {
    StringBuilder out = new StringBuilder();
    String literal = null;
    if (template == null) {
      literal =
          replacement instanceof PyStr s
              ? s.value()
              : new String(((PyBytes) replacement).value, StandardCharsets.ISO_8859_1);
    }
    int last = 0;
    do {
      subject.appendTo(out, last, engine.start());
      if (template != null) {
        template.expand(out, subject, engine.spans());
      } else {
        out.append(literal);
      }
      last = engine.end();
      count++;
      engine.advance();
    } while ((limit == 0 || count < limit) && engine.search());
    subject.appendTo(out, last, subject.length);
    return subject.toObject(out);
  }

  /** With a list of parts, as the replacements may be of any type. */
  private PyObject runObjects(SreEngine engine, long limit) {
    PyList parts = new PyList();
    int last = 0;
    do {
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
    } while ((limit == 0 || count < limit) && engine.search());
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
