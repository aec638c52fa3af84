package dev.dormouse.runtime.objects;

import dev.dormouse.tables.BuiltinType;
import java.util.Arrays;

/**
 * {@code set} and {@code frozenset}, which differ by their type.
 *
 * <p>An open-addressing table that probes, grows and drops removed items as CPython's does ({@code
 * Objects/setobject.c}), so that items with the same hashes come in the same order: programs and
 * their expected outputs rely on the order of small ints.
 *
 * <p>Comparing items may run Python code that changes the set; look-ups notice that and start
 * again.
 */
@BuiltinType(
    name = "set",
    ops = SetOps.class,
    parts = {SetMethods.class, SetChanges.class},
    doc =
        "set() -> new empty set\n"
            + "set(iterable) -> a set of the items\n\n"
            + "Each item is in it once, in no order.")
public class PySet extends PyObject {
  public static final PyType TYPE =
      PyType.builtin("set", PyType.OBJECT, new SetOps(), new PySetTable())
          .with(PyType.BASETYPE | PyType.MATCH_SELF)
          .withWeakrefs()
          .unhashable();

  public static final PyType FROZEN =
      PyType.builtin("frozenset", PyType.OBJECT, new FrozenSetOps(), new FrozenSetMembersTable())
          .with(PyType.BASETYPE | PyType.MATCH_SELF)
          .withWeakrefs();

  private static final int MIN_SIZE = 8;
  private static final int LINEAR_PROBES = 9;

  /** Stands where an item was removed. */
  private static final PyObject REMOVED = new PyObject(PyType.OBJECT);

  /** Items by place; null where there never was one. */
  private PyObject[] table = new PyObject[MIN_SIZE];

  /** The items' hashes. */
  private long[] hashes = new long[MIN_SIZE];

  /** Places taken, those of removed items included. */
  private int fill;

  private int used;

  /** Where {@code pop} goes on looking. */
  private int finger;

  /** The hash of a frozenset, or -1 as long as nobody asked. */
  private long hash = -1;

  public PySet(PyType type) {
    super(type);
  }

  public PySet() {
    this(TYPE);
  }

  public static PySet frozen(PyObject... items) {
    PySet s = new PySet(FROZEN);
    for (PyObject o : items) {
      s.add(o);
    }
    return s;
  }

  public final int size() {
    return used;
  }

  public final void add(PyObject o) {
    add(o, hashOf(o));
  }

  /** About how many bytes the table takes. */
  final int memory() {
    return 64 + 16 * table.length;
  }

  /** Raises TypeError if {@code o} is unhashable. */
  public final boolean contains(PyObject o) {
    return find(o, hashOf(o)) >= 0;
  }

  /** False if it was not there. */
  public final boolean discard(PyObject o) {
    return remove(o, hashOf(o));
  }

  private static long hashOf(PyObject o) {
    return Abstract.hash(o);
  }

  final boolean isFrozen() {
    return type == FROZEN || type != TYPE && type.isSubtype(FROZEN);
  }

  /** The first place at or behind {@code place} that has an item, or -1. */
  final int next(int place) {
    PyObject[] t = table;
    for (int i = place; i < t.length; i++) {
      if (t[i] != null && t[i] != REMOVED) {
        return i;
      }
    }
    return -1;
  }

  final PyObject itemAt(int place) {
    return table[place];
  }

  final long hashAt(int place) {
    return hashes[place];
  }

  /** The items in order. */
  public final PyObject[] toArray() {
    PyObject[] all = new PyObject[used];
    int n = 0;
    for (PyObject o : table) {
      if (o != null && o != REMOVED) {
        all[n++] = o;
      }
    }
    return all;
  }

  /** The place of an item, or -1. */
  final int find(PyObject key, long hash) {
    while (true) {
      int at = probe(key, hash);
      if (at != RETRY) {
        return at < 0 ? -1 : at;
      }
    }
  }

  private static final int RETRY = Integer.MIN_VALUE;

  /**
   * The place of an item; for a new one, the complement of the place where it belongs; or {@link
   * #RETRY}.
   */
  private int probe(PyObject key, long hash) {
    PyObject[] t = table;
    int mask = t.length - 1;
    long perturb = hash;
    int i = (int) hash & mask;
    int removed = -1;
    while (true) {
      int last = i + LINEAR_PROBES <= mask ? i + LINEAR_PROBES : i;
      for (int at = i; at <= last; at++) {
        PyObject o = t[at];
        if (o == null) {
          return removed >= 0 ? ~removed : ~at;
        }
        if (o == REMOVED) {
          // CPython takes the last such place on the way, not the first.
          removed = at;
        } else if (hashes[at] == hash) {
          if (o == key) {
            return at;
          }
          if (isSmallInt(o) && isSmallInt(key)) {
            if (((PyInt) o).value == ((PyInt) key).value) {
              return at;
            }
            continue;
          }
          boolean equal = Abstract.equal(o, key);
          if (table != t || t[at] != o) {
            return RETRY;
          }
          if (equal) {
            return at;
          }
        }
      }
      perturb >>>= 5;
      i = (int) (i * 5L + 1 + perturb) & mask;
    }
  }

  private static boolean isSmallInt(PyObject o) {
    return o.type == PyInt.TYPE && ((PyInt) o).big == null;
  }

  final void add(PyObject key, long hash) {
    int at = probe(key, hash);
    while (at == RETRY) {
      at = probe(key, hash);
    }
    if (at >= 0) {
      return;
    }
    boolean reuses = table[~at] == REMOVED;
    table[~at] = key;
    hashes[~at] = hash;
    used++;
    if (reuses) {
      return;
    }
    fill++;
    if (fill * 5L >= (table.length - 1) * 3L) {
      resize(grownSize());
    }
  }

  private int grownSize() {
    return used > 50000 ? used * 2 : used * 4;
  }

  /** Makes a table of more than {@code wanted} places, without removed items. */
  private void resize(int wanted) {
    int size = MIN_SIZE;
    while (size <= wanted) {
      size <<= 1;
    }
    PyObject[] old = table;
    long[] oldHashes = hashes;
    table = new PyObject[size];
    hashes = new long[size];
    fill = used;
    for (int i = 0; i < old.length; i++) {
      if (old[i] != null && old[i] != REMOVED) {
        insertClean(old[i], oldHashes[i]);
      }
    }
  }

  /** Enters an item that is not there yet into a table without removed items. */
  private void insertClean(PyObject key, long hash) {
    int mask = table.length - 1;
    long perturb = hash;
    int i = (int) hash & mask;
    while (true) {
      int last = i + LINEAR_PROBES <= mask ? i + LINEAR_PROBES : i;
      for (int at = i; at <= last; at++) {
        if (table[at] == null) {
          table[at] = key;
          hashes[at] = hash;
          return;
        }
      }
      perturb >>>= 5;
      i = (int) (i * 5L + 1 + perturb) & mask;
    }
  }

  final boolean remove(PyObject key, long hash) {
    int at = find(key, hash);
    if (at < 0) {
      return false;
    }
    removeAt(at);
    return true;
  }

  private PyObject removeAt(int place) {
    PyObject o = table[place];
    table[place] = REMOVED;
    hashes[place] = -1;
    used--;
    return o;
  }

  /** Removes and returns some item; null if there is none. */
  final PyObject pop() {
    if (used == 0) {
      return null;
    }
    int at = finger & table.length - 1;
    while (table[at] == null || table[at] == REMOVED) {
      at = at + 1 & table.length - 1;
    }
    finger = at + 1;
    return removeAt(at);
  }

  public final void clear() {
    if (fill == 0 && table.length == MIN_SIZE) {
      return;
    }
    table = new PyObject[MIN_SIZE];
    hashes = new long[MIN_SIZE];
    fill = 0;
    used = 0;
  }

  /** Takes over the items of {@code other}, which must not be used any more. */
  final void become(PySet other) {
    table = other.table;
    hashes = other.hashes;
    fill = other.fill;
    used = other.used;
  }

  /** Removed items cost time until the table is made anew, at a quarter. */
  final void dropRemoved() {
    if (fill - used > (table.length - 1) / 4) {
      resize(grownSize());
    }
  }

  /** Adds the items of any iterable. */
  public final void update(PyObject other) {
    if (other instanceof PySet s) {
      merge(s);
      return;
    }
    if (other.type == PyDict.TYPE) {
      PyDict d = (PyDict) other;
      if ((fill + (long) d.size()) * 5 >= (table.length - 1) * 3L) {
        resize((used + d.size()) * 2);
      }
      for (int e = d.next(0); e >= 0; e = d.next(e + 1)) {
        add(d.keyAt(e), d.hashOfEntry(e));
      }
      return;
    }
    PyObject it = Abstract.iter(other);
    for (PyObject x = Abstract.next(it); x != null; x = Abstract.next(it)) {
      add(x);
    }
  }

  private void merge(PySet other) {
    if (other == this || other.used == 0) {
      return;
    }
    if ((fill + (long) other.used) * 5 >= (table.length - 1) * 3L) {
      resize((used + other.used) * 2);
    }
    if (fill == 0 && table.length == other.table.length && other.fill == other.used) {
      table = ItemArrays.copy(other.table);
      hashes = other.hashes.clone();
      fill = other.fill;
      used = other.used;
      return;
    }
    PyObject[] t = other.table;
    long[] h = other.hashes;
    if (fill == 0) {
      fill = other.used;
      used = other.used;
      for (int i = 0; i < t.length; i++) {
        if (t[i] != null && t[i] != REMOVED) {
          insertClean(t[i], h[i]);
        }
      }
      return;
    }
    for (int i = 0; i < t.length; i++) {
      PyObject o = t[i];
      if (o != null && o != REMOVED) {
        add(o, h[i]);
      }
    }
  }

  /**
   * An exact set or frozenset, like this one, with the items of {@code iterable} (null for none).
   */
  final PySet sibling(PyObject iterable) {
    PySet s = new PySet(isFrozen() ? FROZEN : TYPE);
    if (iterable != null) {
      s.update(iterable);
    }
    return s;
  }

  final void differenceUpdate(PyObject other) {
    if (other == this) {
      clear();
      return;
    }
    if (other instanceof PySet s) {
      if (s.used >> 3 > used) {
        s = SetMethods.intersect(this, s);
      }
      for (int i = s.next(0); i >= 0; i = s.next(i + 1)) {
        remove(s.itemAt(i), s.hashAt(i));
      }
    } else {
      PyObject it = Abstract.iter(other);
      for (PyObject x = Abstract.next(it); x != null; x = Abstract.next(it)) {
        discard(x);
      }
    }
    dropRemoved();
  }

  final void symmetricDifferenceUpdate(PyObject other) {
    if (other == this) {
      clear();
      return;
    }
    if (other.type == PyDict.TYPE) {
      PyDict d = (PyDict) other;
      for (int e = d.next(0); e >= 0; e = d.next(e + 1)) {
        toggle(d.keyAt(e), d.hashOfEntry(e));
      }
      return;
    }
    PySet s = other instanceof PySet given ? given : sibling(other);
    for (int i = s.next(0); i >= 0; i = s.next(i + 1)) {
      toggle(s.itemAt(i), s.hashAt(i));
    }
  }

  private void toggle(PyObject key, long hash) {
    if (!remove(key, hash)) {
      add(key, hash);
    }
  }

  /** The hash of these items in CPython, whatever their order. */
  final long frozenHash() {
    if (hash != -1) {
      return hash;
    }
    long h = 0;
    for (int i = next(0); i >= 0; i = next(i + 1)) {
      h ^= shuffle(hashes[i]);
    }
    h ^= (used + 1L) * 1927868237L;
    h ^= h >>> 11 ^ h >>> 25;
    h = h * 69069L + 907133923L;
    return hash = h == -1 ? 590923713L : h;
  }

  /** Spreads a hash so that sets of near numbers differ much. */
  private static long shuffle(long h) {
    return (h ^ 89869747L ^ h << 16) * 3644798167L;
  }

  /** Two frozensets whose hashes are known and differ. */
  final boolean surelyDiffers(PySet other) {
    return hash != -1 && other.hash != -1 && hash != other.hash;
  }

  @Override
  public String toString() {
    return Arrays.toString(toArray());
  }
}
