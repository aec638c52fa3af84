package dev.dormouse.runtime.modules.sys;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Exceptions;
import dev.dormouse.runtime.objects.Interpreter;
import dev.dormouse.runtime.objects.PyBaseException;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyFrame;
import dev.dormouse.runtime.objects.PyList;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyTraceback;

/**
 * "Did you mean": the closest name for a NameError or AttributeError. Compare CPython's {@code
 * Python/suggestions.c}.
 */
final class Suggestions {
  private static final int MAX_CANDIDATES = 750;
  private static final int MAX_LENGTH = 40;
  private static final int MOVE_COST = 2;
  private static final int CASE_COST = 1;

  private Suggestions() {}

  /** The suggestion for an exception as it is shown, or null. */
  static String of(PyBaseException e) {
    try {
      if (e instanceof dev.dormouse.runtime.objects.PyAttributeError a) {
        return a.name instanceof PyStr name && a.obj != null && a.obj != PyObject.NONE
            ? closest(
                name.value(),
                Abstract.toArray(Abstract.call(Interpreter.current().builtin("dir"), a.obj)))
            : null;
      }
      if (e instanceof dev.dormouse.runtime.objects.PyNameError n
          && n.type == Exceptions.NameError) {
        return n.name instanceof PyStr name ? forName(e, name.value()) : null;
      }
    } catch (PyException failure) {
      // A suggestion is a courtesy: an object that cannot be listed gets none.
    }
    return null;
  }

  private static String forName(PyBaseException e, String name) {
    PyTraceback t = e.traceback;
    if (t == null) {
      return null;
    }
    while (t.next != null) {
      t = t.next;
    }
    PyFrame f = t.frame;
    PyList locals = new PyList();
    for (PyStr s : f.code.localsplusnames) {
      locals.add(s);
    }
    String found = closest(name, locals.toArray());
    if (found == null) {
      found = closest(name, Abstract.toArray(f.globals));
    }
    return found != null ? found : closest(name, Abstract.toArray(f.builtins));
  }

  private static String closest(String name, PyObject[] candidates) {
    if (candidates.length >= MAX_CANDIDATES || name.length() > MAX_LENGTH) {
      return null;
    }
    int best = Integer.MAX_VALUE;
    String found = null;
    for (PyObject o : candidates) {
      if (!(o instanceof PyStr s) || s.value().equals(name)) {
        continue;
      }
      String item = s.value();
      int limit = (name.length() + item.length() + 3) * MOVE_COST / 6;
      int distance = distance(name, item, Math.min(limit, best - 1));
      if (distance <= limit && distance < best) {
        best = distance;
        found = item;
      }
    }
    return found;
  }

  /** Weighted edit distance; anything over {@code limit} when it exceeds that. */
  private static int distance(String a, String b, int limit) {
    if (b.length() > MAX_LENGTH) {
      return limit + 1;
    }
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j * MOVE_COST;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i * MOVE_COST;
      for (int j = 1; j <= b.length(); j++) {
        int substitute = diagonal + cost(a.charAt(i - 1), b.charAt(j - 1));
        diagonal = row[j];
        row[j] = Math.min(substitute, Math.min(row[j], row[j - 1]) + MOVE_COST);
      }
    }
    return row[b.length()];
  }

  private static int cost(char a, char b) {
    if (a == b) {
      return 0;
    }
    return Character.toLowerCase(a) == Character.toLowerCase(b) ? CASE_COST : MOVE_COST;
  }
}
