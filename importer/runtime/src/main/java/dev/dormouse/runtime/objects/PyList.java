package dev.dormouse.runtime.objects;

import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.ClassMethod;
import dev.dormouse.tables.Method;
import java.util.Arrays;

/** {@code list}. */
@BuiltinType(
    name = "list",
    ops = ListOps.class,
    doc =
        "(iterable=(), /)\n"
            + "--\n\n"
            + "Mutable sequence.\n\n"
            + "Holds the items of the iterable given, or nothing.")
public class PyList extends PyObject {
  public static final PyType TYPE =
      PyType.builtin("list", PyType.OBJECT, new ListOps(), new PyListTable())
          .with(PyType.BASETYPE | PyType.MATCH_SELF | PyType.SEQUENCE)
          .unhashable();

  /** The first {@link #size} elements are the items; the rest is room and null. */
  PyObject[] items;

  int size;

  public PyList(PyType type) {
    super(type);
    items = NO_ARGS;
  }

  public PyList() {
    this(TYPE);
  }

  /** Takes ownership of {@code items}. */
  public static PyList of(PyObject... items) {
    PyList list = new PyList(TYPE);
    list.items = items;
    list.size = items.length;
    return list;
  }

  public final int size() {
    return size;
  }

  public final PyObject get(int index) {
    return items[index];
  }

  public final void set(int index, PyObject value) {
    items[index] = value;
  }

  public final void add(PyObject value) {
    if (size == items.length) {
      items = ItemArrays.copyOf(items, grown(size + 1));
    }
    items[size++] = value;
  }

  /** A copy of the items. */
  public final PyObject[] toArray() {
    return size == 0 ? NO_ARGS : ItemArrays.copyOf(items, size);
  }

  private static int grown(int needed) {
    return needed <= 4 ? 4 : (int) Math.min((long) needed + (needed >> 1), Integer.MAX_VALUE - 16);
  }

  /** Makes room for {@code capacity} items in all. */
  final void reserve(int capacity) {
    if (capacity > items.length) {
      items = ItemArrays.copyOf(items, capacity);
    }
  }

  public final void addAll(PyObject[] more, int count) {
    if (size + count > items.length) {
      items = ItemArrays.copyOf(items, size == 0 ? count : grown(size + count));
    }
    System.arraycopy(more, 0, items, size, count);
    size += count;
  }

  /** Puts a value before position {@code at}, which must be between 0 and the size. */
  public final void insertAt(int at, PyObject value) {
    add(value);
    System.arraycopy(items, at, items, at + 1, size - 1 - at);
    items[at] = value;
  }

  public final PyObject removeAt(int at) {
    PyObject old = items[at];
    System.arraycopy(items, at + 1, items, at, size - 1 - at);
    items[--size] = null;
    return old;
  }

  /** Replaces the items from {@code low} to {@code high} (exclusive). */
  final void replace(int low, int high, PyObject[] by) {
    low = Math.min(low, size);
    high = Math.min(Math.max(low, high), size);
    int change = by.length - (high - low);
    int newSize = size + change;
    if (newSize > items.length) {
      items = ItemArrays.copyOf(items, grown(newSize));
    }
    System.arraycopy(items, high, items, high + change, size - high);
    System.arraycopy(by, 0, items, low, by.length);
    if (change < 0) {
      Arrays.fill(items, newSize, size, null);
      if (newSize == 0) {
        items = NO_ARGS;
      }
    }
    size = newSize;
  }

  public final void extendWith(PyObject iterable) {
    if (iterable.type == TYPE || iterable.type == PyTuple.TYPE) {
      PyObject[] more = iterable instanceof PyList l ? l.items : ((PyTuple) iterable).items;
      addAll(more, iterable instanceof PyList l ? l.size : more.length);
      return;
    }
    PyObject it = Abstract.iter(iterable);
    long hint = Abstract.lengthHint(iterable, 8);
    if (size == 0) {
      reserve((int) Math.min(hint, 1 << 16));
    }
    Ops ops = it.type.ops;
    for (PyObject x = ops.next(it); x != null; x = ops.next(it)) {
      add(x);
    }
  }

  @Method(signature = "(object, /)", doc = "Add an item at the end.")
  static void append(PyList self, PyObject object) {
    self.add(object);
  }

  @Method(doc = "Remove all items.")
  static void clear(PyList self) {
    if (self.size != 0 || self.items.length != 0) {
      self.items = NO_ARGS;
      self.size = 0;
    }
  }

  @Method(doc = "Return a new list with the same items.")
  static PyObject copy(PyList self) {
    return of(self.toArray());
  }

  @Method(signature = "(iterable, /)", doc = "Add the items of an iterable at the end.")
  static void extend(PyList self, PyObject iterable) {
    self.extendWith(iterable);
  }

  @Method(signature = "(index, object, /)", doc = "Put an item before the index.")
  static void insert(PyList self, PyObject index, PyObject object) {
    int i = Sequences.sizeArgument(index);
    if (i < 0) {
      i = Math.max(0, i + self.size);
    }
    self.insertAt(Math.min(i, self.size), object);
  }

  @Method(
      signature = "(index=-1, /)",
      doc =
          "Remove and return the item at the index, by default the last; IndexError if there is"
              + " none.")
  static PyObject pop(PyList self, PyObject index) {
    int i = index == null ? -1 : Sequences.sizeArgument(index);
    if (self.size == 0) {
      throw Errors.indexError("pop from empty list");
    }
    if (i < 0) {
      i += self.size;
    }
    if (i < 0 || i >= self.size) {
      throw Errors.indexError("pop index out of range");
    }
    return self.removeAt(i);
  }

  @Method(
      signature = "(value, /)",
      doc = "Remove the first item equal to the value; ValueError if there is none.")
  static void remove(PyList self, PyObject value) {
    for (int i = 0; i < self.size; i++) {
      if (Abstract.equal(self.items[i], value)) {
        self.replace(i, i + 1, NO_ARGS);
        return;
      }
    }
    throw Errors.valueError("list.remove(x): x not in list");
  }

  @Method(
      signature = "(value, start=0, stop=sys.maxsize, /)",
      doc = "Return the first index of a value; ValueError if it is not there.")
  static int index(PyList self, PyObject value, PyObject start, PyObject stop) {
    int from = Sequences.bound(start, self.size, 0);
    int to = Sequences.bound(stop, self.size, Integer.MAX_VALUE);
    for (int i = from; i < to && i < self.size; i++) {
      if (Abstract.equal(self.items[i], value)) {
        return i;
      }
    }
    throw Errors.valueError(Abstract.repr(value).value() + " is not in list");
  }

  @Method(signature = "(value, /)", doc = "Return how many items equal the value.")
  static int count(PyList self, PyObject value) {
    int n = 0;
    for (int i = 0; i < self.size; i++) {
      if (Abstract.equal(self.items[i], value)) {
        n++;
      }
    }
    return n;
  }

  @Method(doc = "Reverse the order of the items in this list.")
  static void reverse(PyList self) {
    Sequences.reverse(self.items, 0, self.size);
  }

  @Method(
      signature = "(*, key=None, reverse=False)",
      doc =
          "Put the items of this list in ascending order; equal ones keep their order.\n\n"
              + "A key function gives what is compared; with reverse the order is descending.")
  static void sort(PyList self, PyObject key, PyObject reverse) {
    ListSort.sort(
        self, key == NONE ? null : key, reverse != null && Abstract.toJavaInt(reverse) != 0);
  }

  @Method(name = "__reversed__", doc = "Return a reverse iterator over the list.")
  static PyObject reversed(PyList self) {
    return new PyListIterator(self, true);
  }

  @Method(name = "__sizeof__", doc = "Return the size of the list in memory, in bytes.")
  static int sizeOf(PyList self) {
    return 40 + 8 * self.items.length;
  }

  @ClassMethod(name = "__class_getitem__", signature = "(object, /)", doc = "See PEP 585")
  static PyObject classGetItem(PyType cls, PyObject item) {
    return GenericAliases.make(cls, item);
  }
}
