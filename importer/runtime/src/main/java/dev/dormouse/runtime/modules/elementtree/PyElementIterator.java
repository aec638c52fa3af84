package dev.dormouse.runtime.modules.elementtree;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Ops;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.tables.BuiltinType;
import java.util.ArrayList;
import java.util.Arrays;

/**
 * What {@code Element.iter} and {@code Element.itertext} return: a walk through the tree, parents
 * before children. The tree may change meanwhile; the walk goes on by numbers of children.
 */
@BuiltinType(name = "_element_iterator", ops = PyElementIterator.IteratorOps.class)
final class PyElementIterator extends PyObject {
  static final PyType TYPE =
      PyType.builtin(
              "_element_iterator", PyType.OBJECT, new IteratorOps(), new PyElementIteratorTable())
          .in("_elementtree")
          .with(PyType.DISALLOW_INSTANTIATION);

  /** Where the walk begins; null once it has begun. */
  private PyElement root;

  /** None for all. */
  private final PyObject tag;

  /** Texts and tails instead of elements. */
  private final boolean texts;

  /** The elements that the walk is within, outermost first. */
  private final ArrayList<PyElement> parents = new ArrayList<>();

  /** Of each of {@link #parents}, the number of the child that is next. */
  private int[] nextChild = new int[8];

  PyElementIterator(PyElement root, PyObject tag, boolean texts) {
    super(TYPE);
    this.root = root;
    this.tag = tag;
    this.texts = texts;
  }

  private void enter(PyElement e) {
    int depth = parents.size();
    if (depth == nextChild.length) {
      nextChild = Arrays.copyOf(nextChild, depth * 2);
    }
    nextChild[depth] = 0;
    parents.add(e);
  }

  private PyObject next() {
    while (true) {
      PyElement entered;
      if (parents.isEmpty()) {
        if (root == null) {
          return null;
        }
        entered = root;
        root = null;
      } else {
        int top = parents.size() - 1;
        PyElement parent = parents.get(top);
        int i = nextChild[top];
        if (i >= parent.count) {
          parents.remove(top);
          // The tail of the first element is not within it.
          if (texts && top > 0) {
            PyObject tail = parent.tail();
            if (isText(tail)) {
              return tail;
            }
          }
          continue;
        }
        nextChild[top] = i + 1;
        entered = parent.child(i);
      }
      enter(entered);
      if (texts) {
        PyObject text = entered.text();
        if (isText(text)) {
          return text;
        }
      } else if (tag == NONE || Abstract.equal(entered.tag, tag)) {
        return entered;
      }
    }
  }

  private static boolean isText(PyObject o) {
    return o != NONE && Abstract.isTrue(o);
  }

  /** The slots. */
  static final class IteratorOps extends Ops {
    @Override
    public PyObject iter(PyObject o) {
      return o;
    }

    @Override
    public PyObject next(PyObject o) {
      return ((PyElementIterator) o).next();
    }

    @Override
    public PyObject[] referents(PyObject o) {
      PyElementIterator it = (PyElementIterator) o;
      return it.parents.toArray(NO_ARGS);
    }
  }
}
