package dev.dormouse.runtime.modules.collections;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.GenericAliases;
import dev.dormouse.runtime.objects.Names;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.runtime.objects.Sequences;
import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.ClassMethod;
import dev.dormouse.tables.Getter;
import dev.dormouse.tables.Method;

/** {@code collections.deque}: a ring of items in one array whose length is a power of two. */
@BuiltinType(
    name = "deque",
    ops = DequeOps.class,
    doc =
        "deque([iterable[, maxlen]]) --> deque object\n\n"
            + "A list that is fast at both ends. With maxlen it drops items at one end when it is"
            + " full and some come at the other.")
public class PyDeque extends PyObject {
  public static final PyType TYPE =
      PyType.builtin("deque", PyType.OBJECT, new DequeOps(), new PyDequeTable())
          .in("collections")
          .with(PyType.BASETYPE | PyType.SEQUENCE)
          .withWeakrefs()
          .unhashable();

  private PyObject[] ring = new PyObject[8];

  /** Where the first item is. */
  private int head;

  private int size;

  /** The greatest size; -1 for none. */
  int maxlen = -1;

  /** Changes with every item that comes or goes, so that iterators notice. */
  long state;

  PyDeque(PyType type) {
    super(type);
  }

  final int size() {
    return size;
  }

  private int place(int index) {
    return head + index & ring.length - 1;
  }

  final PyObject get(int index) {
    return ring[place(index)];
  }

  final void put(int index, PyObject value) {
    ring[place(index)] = value;
  }

  private void grow() {
    PyObject[] wider = new PyObject[ring.length * 2];
    copyTo(wider);
    ring = wider;
    head = 0;
  }

  private void copyTo(PyObject[] to) {
    int untilEnd = Math.min(size, ring.length - head);
    System.arraycopy(ring, head, to, 0, untilEnd);
    System.arraycopy(ring, 0, to, untilEnd, size - untilEnd);
  }

  final PyObject[] toArray() {
    PyObject[] all = new PyObject[size];
    copyTo(all);
    return all;
  }

  final void addLast(PyObject value) {
    if (size == ring.length) {
      grow();
    }
    ring[place(size++)] = value;
    state++;
    if (maxlen >= 0 && size > maxlen) {
      removeFirst();
    }
  }

  final void addFirst(PyObject value) {
    if (size == ring.length) {
      grow();
    }
    head = head - 1 & ring.length - 1;
    ring[head] = value;
    size++;
    state++;
    if (maxlen >= 0 && size > maxlen) {
      removeLast();
    }
  }

  final PyObject removeFirst() {
    PyObject value = ring[head];
    ring[head] = null;
    head = head + 1 & ring.length - 1;
    size--;
    state++;
    return value;
  }

  final PyObject removeLast() {
    int at = place(--size);
    PyObject value = ring[at];
    ring[at] = null;
    state++;
    return value;
  }

  final void removeAll() {
    ring = new PyObject[8];
    head = 0;
    size = 0;
    state++;
  }

  final void extendWith(PyObject iterable) {
    if (iterable == this) {
      for (PyObject o : toArray()) {
        addLast(o);
      }
      return;
    }
    PyObject it = Abstract.iter(iterable);
    for (PyObject x = Abstract.next(it); x != null; x = Abstract.next(it)) {
      addLast(x);
    }
  }

  /** Moves the last {@code n} items to the front; a negative number the other way. */
  final void rotateBy(int n) {
    if (size <= 1) {
      return;
    }
    n %= size;
    if (n > size / 2) {
      n -= size;
    } else if (n < -(size / 2)) {
      n += size;
    }
    for (; n > 0; n--) {
      PyObject o = removeLast();
      head = head - 1 & ring.length - 1;
      ring[head] = o;
      size++;
    }
    for (; n < 0; n++) {
      PyObject o = removeFirst();
      ring[place(size++)] = o;
    }
  }

  final PyObject deleteAt(int index) {
    PyObject old = get(index);
    rotateBy(-index);
    removeFirst();
    rotateBy(index);
    return old;
  }

  @Method(signature = "(x, /)", doc = "Add an element to the right side of the deque.")
  static void append(PyDeque self, PyObject x) {
    self.addLast(x);
  }

  @Method(signature = "(x, /)", doc = "Add an element to the left side of the deque.")
  static void appendleft(PyDeque self, PyObject x) {
    self.addFirst(x);
  }

  @Method(doc = "Remove all elements from the deque.")
  static void clear(PyDeque self) {
    self.removeAll();
  }

  @Method(doc = "Return a shallow copy of a deque.")
  static PyObject copy(PyDeque self) {
    if (self.type == TYPE) {
      PyDeque copy = new PyDeque(TYPE);
      copy.maxlen = self.maxlen;
      copy.extendWith(self);
      return copy;
    }
    PyObject copy =
        self.maxlen < 0
            ? Abstract.call(self.type, self)
            : Abstract.call(self.type, self, PyInt.of(self.maxlen));
    if (!(copy instanceof PyDeque)) {
      throw Errors.typeError(self.type.name() + "() must return a deque, not " + copy.type.name());
    }
    return copy;
  }

  @Method(name = "__copy__", doc = "Return a shallow copy of a deque.")
  static PyObject copyForModule(PyDeque self) {
    return copy(self);
  }

  @Method(signature = "(value, /)", doc = "Return how many elements equal the value.")
  static int count(PyDeque self, PyObject value) {
    long state = self.state;
    int n = 0;
    for (int i = 0; i < self.size; i++) {
      if (Abstract.equal(self.get(i), value)) {
        n++;
      }
      self.checkState(state);
    }
    return n;
  }

  final void checkState(long expected) {
    if (state != expected) {
      throw Errors.runtimeError("deque mutated during iteration");
    }
  }

  @Method(signature = "(iterable, /)", doc = "Add the items of an iterable on the right side.")
  static void extend(PyDeque self, PyObject iterable) {
    self.extendWith(iterable);
  }

  @Method(
      signature = "(iterable, /)",
      doc = "Add the items of an iterable on the left side, one after the other.")
  static void extendleft(PyDeque self, PyObject iterable) {
    PyObject it = Abstract.iter(iterable == self ? PyTuple.of(self.toArray()) : iterable);
    for (PyObject x = Abstract.next(it); x != null; x = Abstract.next(it)) {
      self.addFirst(x);
    }
  }

  @Method(
      signature = "(value, start=0, stop=None, /)",
      doc = "Return the first index of a value; ValueError if it is not there.")
  static int index(PyDeque self, PyObject value, PyObject start, PyObject stop) {
    long state = self.state;
    int from = Math.min(Sequences.bound(start, self.size, 0), self.size);
    int to = Math.min(Sequences.bound(stop, self.size, self.size), self.size);
    for (int i = from; i < to; i++) {
      boolean equal = Abstract.equal(self.get(i), value);
      if (equal) {
        return i;
      }
      self.checkState(state);
    }
    throw Errors.valueError(Abstract.repr(value).value() + " is not in deque");
  }

  @Method(signature = "(index, object, /)", doc = "Put an object before the index.")
  static void insert(PyDeque self, PyObject index, PyObject object) {
    int i = Sequences.sizeArgument(index);
    int n = self.size;
    if (self.maxlen == n) {
      throw Errors.indexError("deque already at its maximum size");
    }
    if (i >= n) {
      self.addLast(object);
    } else if (i <= -n || i == 0) {
      self.addFirst(object);
    } else {
      self.rotateBy(-i);
      if (i < 0) {
        self.addLast(object);
      } else {
        self.addFirst(object);
      }
      self.rotateBy(i);
    }
  }

  @Method(doc = "Remove and return the rightmost element.")
  static PyObject pop(PyDeque self) {
    self.checkNotEmpty();
    return self.removeLast();
  }

  @Method(doc = "Remove and return the leftmost element.")
  static PyObject popleft(PyDeque self) {
    self.checkNotEmpty();
    return self.removeFirst();
  }

  private void checkNotEmpty() {
    if (size == 0) {
      throw Errors.indexError("pop from an empty deque");
    }
  }

  @Method(
      signature = "(value, /)",
      doc = "Remove the first element equal to the value; ValueError if there is none.")
  static void remove(PyDeque self, PyObject value) {
    int n = self.size;
    for (int i = 0; i < n; i++) {
      boolean equal = Abstract.equal(self.get(i), value);
      if (self.size != n) {
        throw Errors.indexError("deque mutated during remove().");
      }
      if (equal) {
        self.deleteAt(i);
        return;
      }
    }
    throw Errors.valueError(Abstract.repr(value).value() + " is not in deque");
  }

  @Method(doc = "Reverse the deque in place.")
  static void reverse(PyDeque self) {
    for (int i = 0, j = self.size - 1; i < j; i++, j--) {
      PyObject o = self.get(i);
      self.put(i, self.get(j));
      self.put(j, o);
    }
  }

  @Method(
      signature = "(n=1, /)",
      doc = "Move n elements from the right side to the left, or the other way if n is negative.")
  static void rotate(PyDeque self, PyObject n) {
    self.rotateBy(n == null ? 1 : reduced(self, n));
  }

  private static int reduced(PyDeque self, PyObject n) {
    long by = Abstract.toJavaLong(n);
    return self.size == 0 ? 0 : (int) (by % self.size);
  }

  @Method(name = "__reversed__", doc = "Return a reverse iterator over the deque.")
  static PyObject reversed(PyDeque self) {
    return new PyDequeIterator(self, true);
  }

  @Method(name = "__reduce__", doc = "Return state information for pickling.")
  static PyObject reduce(PyDeque self) {
    PyObject state = Abstract.callMethod(self, Names.GETSTATE);
    PyObject it = Abstract.iter(self);
    PyTuple args =
        self.maxlen < 0 ? PyTuple.EMPTY : PyTuple.of(PyTuple.EMPTY, PyInt.of(self.maxlen));
    return PyTuple.of(self.type, args, state, it);
  }

  @Method(name = "__sizeof__", doc = "Return the size in memory, in bytes.")
  static int sizeOf(PyDeque self) {
    return 64 + 8 * self.ring.length;
  }

  @ClassMethod(name = "__class_getitem__", signature = "(object, /)", doc = "See PEP 585")
  static PyObject classGetItem(PyType cls, PyObject item) {
    return GenericAliases.make(cls, item);
  }

  @Getter(doc = "maximum size of a deque or None if unbounded")
  static PyObject maxlen(PyDeque self) {
    return self.maxlen < 0 ? NONE : PyInt.of(self.maxlen);
  }
}
