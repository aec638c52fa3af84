package dev.dormouse.runtime.modules.elementtree;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.ArgParser;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Numbers;
import dev.dormouse.runtime.objects.Ops;
import dev.dormouse.runtime.objects.PyDict;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.runtime.objects.Slot;
import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Method;
import java.util.ArrayList;

/** {@code xml.etree.ElementTree.TreeBuilder}. */
@BuiltinType(name = "TreeBuilder", ops = PyTreeBuilder.TreeBuilderOps.class)
final class PyTreeBuilder extends PyObject {
  static final PyType TYPE =
      PyType.builtin("TreeBuilder", PyType.OBJECT, new TreeBuilderOps(), new PyTreeBuilderTable())
          .in("xml.etree.ElementTree")
          .with(PyType.BASETYPE);

  /** The first element; null before it. */
  private PyObject root;

  /** The element that is open; None outside the root. */
  private PyObject current = NONE;

  /** The element that began or ended last. */
  private PyObject last = NONE;

  /** What character data that comes now is the tail of; null if it is the text of {@link #last}. */
  private PyObject lastForTail;

  /** What was open when each open element began. */
  private final ArrayList<PyObject> stack = new ArrayList<>();

  private final CharacterData data = new CharacterData();

  /** These make what is in the tree; null for the standard elements, and for none. */
  private PyObject elementFactory;

  private PyObject commentFactory;
  private PyObject piFactory;
  private boolean insertComments;
  private boolean insertPis;

  /** Who hears of events; null for nobody. */
  EventQueue events;

  PyTreeBuilder(PyType type) {
    super(type);
  }

  /** Whether instructions need to become objects. */
  boolean wantsPis() {
    return insertPis || events != null && events.pi != null;
  }

  // data

  private void flush() {
    if (data.isEmpty()) {
      return;
    }
    PyObject owner = lastForTail == null ? last : lastForTail;
    boolean tail = lastForTail != null;
    if (owner.type == PyElement.TYPE) {
      PyElement e = (PyElement) owner;
      PyObject present = tail ? e.tail : e.text;
      if (present == NONE || isText(present)) {
        PyObject content = together(present, data.content());
        data.clear();
        if (tail) {
          e.tail = content;
        } else {
          e.text = content;
        }
        return;
      }
    }
    PyStr name = PyStr.interned(tail ? "tail" : "text");
    PyObject present = Abstract.getAttribute(owner, name);
    PyObject joined = data.join();
    if (present != NONE) {
      joined = Numbers.binary(Slot.ADD, present, joined);
    }
    Abstract.setAttribute(owner, name, joined);
    data.clear();
  }

  private static boolean isText(PyObject o) {
    return o.type == PyStr.TYPE || o instanceof CharacterData.Joined;
  }

  /**
   * Text that comes in several parts, since comments are between them, is put together only when
   * somebody reads it: else a text with many comments would be copied for each.
   */
  private static PyObject together(PyObject present, PyObject content) {
    if (present == NONE) {
      return content;
    }
    if (present instanceof CharacterData.Joined j) {
      j.add(content);
      return j;
    }
    return new CharacterData.Joined(present, content);
  }

  void addData(String text) {
    if (last != NONE || !data.isEmpty()) {
      data.add(text);
    }
  }

  @Method(name = "data", signature = "(data, /)")
  void addData(PyObject text) {
    if (last != NONE || !data.isEmpty()) {
      data.add(text);
    }
  }

  // elements

  private static void append(PyObject parent, PyObject child) {
    if (parent.type == PyElement.TYPE) {
      ((PyElement) parent).add(PyElement.check(child));
    } else {
      Abstract.callMethod(parent, PyStr.interned("append"), child);
    }
  }

  /** {@code attributes} may be null. */
  PyObject startElement(PyObject tag, PyDict attributes) {
    flush();
    PyObject node;
    if (elementFactory == null) {
      node = new PyElement(tag, attributes);
    } else {
      node = Abstract.call(elementFactory, tag, attributes == null ? new PyDict() : attributes);
    }
    lastForTail = null;
    PyObject parent = current;
    if (parent != NONE) {
      append(parent, node);
    } else if (root == null) {
      root = node;
    } else {
      throw ElementTreeModule.parseError("multiple elements on top level");
    }
    stack.add(parent);
    current = node;
    last = node;
    if (events != null) {
      events.tell(events.start, node);
    }
    return node;
  }

  PyObject endElement() {
    flush();
    if (stack.isEmpty()) {
      throw Errors.indexError("pop from empty stack");
    }
    last = current;
    lastForTail = current;
    current = stack.remove(stack.size() - 1);
    if (events != null) {
      events.tell(events.end, last);
    }
    return last;
  }

  @Method(name = "start", signature = "(tag, attrs, /)")
  PyObject start(PyObject tag, PyDict attributes) {
    return startElement(tag, attributes);
  }

  @Method(name = "end", signature = "(tag, /)")
  PyObject end(PyObject tag) {
    return endElement();
  }

  @Method(name = "comment", signature = "(text, /)")
  PyObject comment(PyObject text) {
    flush();
    PyObject comment = text;
    if (commentFactory != null) {
      comment = Abstract.call(commentFactory, text);
      insert(comment, insertComments);
    }
    if (events != null) {
      events.tell(events.comment, comment);
    }
    return comment;
  }

  @Method(name = "pi", signature = "(target, text=None, /)")
  PyObject pi(PyObject target, PyObject text) {
    flush();
    PyObject data = text == null ? NONE : text;
    PyObject pi;
    if (piFactory != null) {
      pi = Abstract.call(piFactory, target, data);
      insert(pi, insertPis);
    } else {
      pi = PyTuple.of(target, data);
    }
    if (events != null) {
      events.tell(events.pi, pi);
    }
    return pi;
  }

  private void insert(PyObject node, boolean wanted) {
    if (wanted && current != NONE) {
      append(current, node);
      lastForTail = node;
    }
  }

  @Method(name = "close")
  PyObject close() {
    return root == null ? NONE : root;
  }

  /** The slots. */
  static final class TreeBuilderOps extends Ops {
    @Override
    public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
      return new PyTreeBuilder(cls);
    }

    @Override
    public void init(PyObject o, PyObject[] args, PyStr[] kwnames) {
      PyObject[] p =
          ArgParser.parse(
              "TreeBuilder",
              "element_factory\0comment_factory\0pi_factory\0insert_comments\0insert_pis",
              0,
              1,
              0,
              args,
              kwnames);
      ElementTreeState state = ElementTreeState.current();
      PyTreeBuilder b = (PyTreeBuilder) o;
      boolean comments = p[3] != null && Abstract.isTrue(p[3]);
      boolean pis = p[4] != null && Abstract.isTrue(p[4]);
      b.elementFactory = given(p[0], null);
      b.commentFactory = given(p[1], state.commentFactory);
      b.insertComments = comments && b.commentFactory != null;
      b.piFactory = given(p[2], state.piFactory);
      b.insertPis = pis && b.piFactory != null;
    }

    private static PyObject given(PyObject o, PyObject standard) {
      return o == null || o == NONE ? standard : o;
    }

    @Override
    public PyObject[] referents(PyObject o) {
      PyTreeBuilder b = (PyTreeBuilder) o;
      ArrayList<PyObject> all = new ArrayList<>(b.stack);
      PyObject[] more = {
        b.root, b.current, b.last, b.elementFactory, b.commentFactory, b.piFactory
      };
      for (PyObject x : more) {
        if (x != null) {
          all.add(x);
        }
      }
      return all.toArray(NO_ARGS);
    }
  }
}
