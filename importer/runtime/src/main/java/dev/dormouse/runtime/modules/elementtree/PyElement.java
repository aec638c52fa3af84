package dev.dormouse.runtime.modules.elementtree;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Exceptions;
import dev.dormouse.runtime.objects.PyBytes;
import dev.dormouse.runtime.objects.PyDict;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyList;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.runtime.objects.Sequences;
import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Getter;
import dev.dormouse.tables.Method;
import dev.dormouse.tables.Setter;

/** {@code xml.etree.ElementTree.Element}. */
@BuiltinType(
    name = "Element",
    ops = ElementOps.class,
    parts = {ElementSearch.class, ElementCopies.class})
final class PyElement extends PyObject {
  static final PyType TYPE =
      PyType.builtin("Element", PyType.OBJECT, new ElementOps(), new PyElementTable())
          .in("xml.etree.ElementTree")
          .with(PyType.BASETYPE)
          .withWeakrefs();

  private static final int FIRST_CAPACITY = 4;

  PyObject tag = NONE;

  /** May be a {@link CharacterData.Joined}; for others {@link #text()}. */
  PyObject text = NONE;

  /** As {@link #text}. */
  PyObject tail = NONE;

  /** Null while nobody asked and there are none. */
  PyDict attributes;

  /** Null while there never were any. */
  private PyElement[] children;

  int count;

  PyElement(PyType type) {
    super(type);
  }

  /** A plain one; {@code attributes} may be null, and is kept otherwise. */
  PyElement(PyObject tag, PyDict attributes) {
    super(TYPE);
    this.tag = tag;
    this.attributes = attributes == null || attributes.size() == 0 ? null : attributes;
  }

  PyElement child(int index) {
    return children[index];
  }

  PyObject[] toArray() {
    PyObject[] all = new PyObject[count];
    if (count > 0) {
      System.arraycopy(children, 0, all, 0, count);
    }
    return all;
  }

  static PyException notAnElement(PyObject o) {
    return Errors.typeError("expected an Element, not \"" + o.type.fullName() + "\"");
  }

  static PyElement check(PyObject o) {
    if (o instanceof PyElement e) {
      return e;
    }
    throw notAnElement(o);
  }

  /** Growing is as in CPython, since {@code __sizeof__} tells. */
  private void reserve(int more) {
    int size = count + more;
    if (children == null) {
      children = new PyElement[Math.max(FIRST_CAPACITY, grown(size))];
    } else if (size > children.length) {
      PyElement[] wider = new PyElement[grown(size)];
      System.arraycopy(children, 0, wider, 0, count);
      children = wider;
    }
  }

  private static int grown(int size) {
    return size <= FIRST_CAPACITY ? size : (size >> 3) + (size < 9 ? 3 : 6) + size;
  }

  void add(PyElement child) {
    reserve(1);
    children[count++] = child;
  }

  /** Puts {@code by} where the children from {@code start} to {@code stop} are. */
  void replace(int start, int stop, PyElement[] by) {
    int more = by.length - (stop - start);
    if (more > 0) {
      reserve(more);
    }
    if (children == null) {
      return;
    }
    int behind = Math.max(stop, start);
    System.arraycopy(children, behind, children, behind + more, count - behind);
    System.arraycopy(by, 0, children, start, by.length);
    for (int i = count + more; i < count; i++) {
      children[i] = null;
    }
    count += more;
  }

  void setChild(int index, PyElement child) {
    children[index] = child;
  }

  void removeAt(int index) {
    count--;
    System.arraycopy(children, index + 1, children, index, count - index);
    children[count] = null;
  }

  void reset() {
    attributes = null;
    children = null;
    count = 0;
  }

  PyDict attributes() {
    if (attributes == null) {
      attributes = new PyDict();
    }
    return attributes;
  }

  PyObject text() {
    if (text instanceof CharacterData.Joined j) {
      text = j.join();
    }
    return text;
  }

  PyObject tail() {
    if (tail instanceof CharacterData.Joined j) {
      tail = j.join();
    }
    return tail;
  }

  // methods

  @Method(signature = "(subelement, /)")
  static void append(PyElement self, PyElement subelement) {
    self.add(subelement);
  }

  @Method(signature = "(elements, /)")
  static void extend(PyElement self, PyObject elements) {
    PyObject[] all =
        Sequences.fast(elements, "expected sequence, not \"" + elements.type.fullName() + "\"");
    for (PyObject o : all) {
      self.add(check(o));
    }
  }

  @Method(signature = "(index, subelement, /)")
  static void insert(PyElement self, long index, PyElement subelement) {
    long at = index < 0 ? Math.max(0, index + self.count) : Math.min(index, self.count);
    self.replace((int) at, (int) at, new PyElement[] {subelement});
  }

  @Method(signature = "(subelement, /)")
  static void remove(PyElement self, PyElement subelement) {
    for (int i = 0; i < self.count; i++) {
      if (Abstract.equal(self.child(i), subelement)) {
        if (i < self.count) {
          self.removeAt(i);
          return;
        }
        break;
      }
    }
    throw Errors.valueError("list.remove(x): x not in list");
  }

  @Method
  static void clear(PyElement self) {
    self.reset();
    self.text = NONE;
    self.tail = NONE;
  }

  @Method(signature = "(key, default=None)")
  static PyObject get(PyElement self, PyObject key, PyObject standard) {
    PyObject value = self.attributes == null ? null : self.attributes.get(key);
    return value != null ? value : standard == null ? NONE : standard;
  }

  @Method(signature = "(key, value, /)")
  static void set(PyElement self, PyObject key, PyObject value) {
    self.attributes().put(key, value);
  }

  @Method
  static PyObject keys(PyElement self) {
    PyList all = new PyList();
    PyDict d = self.attributes;
    for (int i = 0; d != null && i < d.slotLimit(); i++) {
      if (d.keyAt(i) != null) {
        all.add(d.keyAt(i));
      }
    }
    return all;
  }

  @Method
  static PyObject items(PyElement self) {
    PyList all = new PyList();
    PyDict d = self.attributes;
    for (int i = 0; d != null && i < d.slotLimit(); i++) {
      if (d.keyAt(i) != null) {
        all.add(PyTuple.of(d.keyAt(i), d.valueAt(i)));
      }
    }
    return all;
  }

  @Method(signature = "(tag=None)")
  static PyObject iter(PyElement self, PyObject tag) {
    boolean all =
        tag == null
            || tag instanceof PyStr s && s.value().equals("*")
            || tag instanceof PyBytes b && b.value.length == 1 && b.value[0] == '*';
    return new PyElementIterator(self, all ? NONE : tag, false);
  }

  @Method
  static PyObject itertext(PyElement self) {
    return new PyElementIterator(self, NONE, true);
  }

  @Method(signature = "(tag, attrib, /)")
  static PyObject makeelement(PyElement self, PyObject tag, PyDict attrib) {
    return new PyElement(tag, attrib.copy());
  }

  @Method(name = "__sizeof__")
  static long size(PyElement self) {
    long size = 56;
    if (self.attributes != null || self.children != null) {
      size += 64;
    }
    if (self.children != null && self.children.length > FIRST_CAPACITY) {
      size += 8L * self.children.length;
    }
    return size;
  }

  // attributes

  private static PyObject checkNew(PyObject value) {
    if (value == null) {
      throw Errors.of(Exceptions.AttributeError, "can't delete element attribute");
    }
    return value;
  }

  @Getter(name = "tag", doc = "A string identifying what kind of data this element represents")
  static PyObject getTag(PyElement self) {
    return self.tag;
  }

  @Setter(name = "tag")
  static void setTag(PyElement self, PyObject value) {
    self.tag = checkNew(value);
  }

  @Getter(name = "text", doc = "A string of text directly after the start tag, or None")
  static PyObject getText(PyElement self) {
    return self.text();
  }

  @Setter(name = "text")
  static void setText(PyElement self, PyObject value) {
    self.text = checkNew(value);
  }

  @Getter(name = "tail", doc = "A string of text directly after the end tag, or None")
  static PyObject getTail(PyElement self) {
    return self.tail();
  }

  @Setter(name = "tail")
  static void setTail(PyElement self, PyObject value) {
    self.tail = checkNew(value);
  }

  @Getter(name = "attrib", doc = "A dictionary containing the element's attributes")
  static PyObject getAttrib(PyElement self) {
    return self.attributes();
  }

  @Setter(name = "attrib")
  static void setAttrib(PyElement self, PyObject value) {
    if (!(checkNew(value) instanceof PyDict d)) {
      throw Errors.typeError("attrib must be dict, not " + value.type.fullName());
    }
    self.attributes = d;
  }

  // construction

  /**
   * The attributes that a call of {@code Element} or {@code SubElement} gives, in a dict of their
   * own: a dict at position {@code at} or under the keyword {@code attrib}, and the other keywords.
   * Null if there are none.
   */
  static PyDict attributes(String function, int at, PyObject[] args, PyStr[] kwnames) {
    int positional = args.length - (kwnames == null ? 0 : kwnames.length);
    PyDict all = null;
    if (positional > at) {
      if (!(args[at] instanceof PyDict given)) {
        throw Errors.typeError(
            function
                + "() argument "
                + (at + 1)
                + " must be dict, not "
                + args[at].type.fullName());
      }
      all = given.copy();
    }
    if (positional == args.length) {
      return all;
    }
    int taken = -1;
    if (all == null) {
      all = new PyDict();
      for (int i = positional; i < args.length; i++) {
        if (kwnames[i - positional].value().equals("attrib")) {
          if (!(args[i] instanceof PyDict given)) {
            throw Errors.typeError("attrib must be dict, not " + args[i].type.fullName());
          }
          all = given.copy();
          taken = i;
        }
      }
    }
    for (int i = positional; i < args.length; i++) {
      if (i != taken) {
        all.put(kwnames[i - positional], args[i]);
      }
    }
    return all;
  }

  /** Throws unless {@code args} has the positional arguments that {@code function} takes. */
  static void checkCount(String function, int least, PyObject[] args, PyStr[] kwnames) {
    int n = args.length - (kwnames == null ? 0 : kwnames.length);
    if (n < least || n > least + 1) {
      int bound = n < least ? least : least + 1;
      throw Errors.typeError(
          function
              + "() takes at "
              + (n < least ? "least " : "most ")
              + bound
              + (bound == 1 ? " argument (" : " arguments (")
              + n
              + " given)");
    }
  }
}
