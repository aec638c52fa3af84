package dev.dormouse.runtime.modules.elementtree;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.PyList;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import java.util.ArrayList;

/**
 * Pieces of text between two tags, on their way to an element. Nearly always they are strings, and
 * are one before an element gets them. What a program passes to {@code TreeBuilder.data} may be
 * anything; that stays a list, so that it fails where CPython fails: when the text is read.
 */
final class CharacterData {
  private int count;

  /** The only piece if it is a string. */
  private String first;

  /** All pieces if there are several and all are strings; kept for the next ones. */
  private final StringBuilder more = new StringBuilder();

  /** All pieces if one of them is no exact str; null otherwise. */
  private ArrayList<PyObject> objects;

  boolean isEmpty() {
    return count == 0;
  }

  void add(String piece) {
    count++;
    if (objects != null) {
      objects.add(PyStr.of(piece));
    } else if (count == 1) {
      first = piece;
    } else {
      if (count == 2) {
        more.append(first);
      }
      more.append(piece);
    }
  }

  void add(PyObject piece) {
    if (piece.type == PyStr.TYPE) {
      add(((PyStr) piece).value());
      return;
    }
    if (objects == null) {
      ArrayList<PyObject> all = new ArrayList<>();
      if (!isEmpty()) {
        all.add(strings());
      }
      clear();
      objects = all;
    }
    count++;
    objects.add(piece);
  }

  void clear() {
    count = 0;
    first = null;
    objects = null;
    more.setLength(0);
  }

  private PyStr strings() {
    return PyStr.of(count == 1 ? first : more.toString());
  }

  /** What an element keeps of it: one object, or a {@link Joined}. */
  PyObject content() {
    if (objects == null) {
      return strings();
    }
    return objects.size() == 1 ? objects.get(0) : new Joined(objects);
  }

  /** All of it as one object; throws if it is not text. */
  PyObject join() {
    return objects == null ? strings() : join(objects);
  }

  private static PyObject join(ArrayList<PyObject> pieces) {
    PyObject list = PyList.of(pieces.toArray(PyObject.NO_ARGS));
    return Abstract.callMethod(PyStr.of(""), "join", list);
  }

  /** Text in pieces that are put together when somebody looks. Python code never sees it. */
  static final class Joined extends PyObject {
    private final ArrayList<PyObject> pieces;

    Joined(ArrayList<PyObject> pieces) {
      super(PyObject.NONE.type);
      this.pieces = pieces;
    }

    /** Text that was there, and what came after it. */
    Joined(PyObject before, PyObject after) {
      this(new ArrayList<>());
      add(before);
      add(after);
    }

    void add(PyObject content) {
      if (content instanceof Joined j) {
        pieces.addAll(j.pieces);
      } else {
        pieces.add(content);
      }
    }

    Joined copy() {
      return new Joined(new ArrayList<>(pieces));
    }

    PyObject join() {
      return CharacterData.join(pieces);
    }
  }
}
