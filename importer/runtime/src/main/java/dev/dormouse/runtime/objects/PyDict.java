package dev.dormouse.runtime.objects;

import dev.dormouse.tables.BuiltinType;
import java.util.Arrays;

/**
 * {@code dict}: insertion-ordered entries in one array of alternating keys and values, with a hash
 * index once there are more than {@link #LINEAR} of them. A key's hash is not stored for strings,
 * which know their own.
 *
 * <p>A module's namespace is a dict too; LOAD_GLOBAL remembers an entry's position and checks that
 * the key is still there ({@link #keyAt}), and remembers absence by {@link #keysVersion}. An entry
 * keeps its position until the dict grows, shrinks or is cleared.
 *
 * <p>Comparing keys that are not strings may run Python code that changes this dict; look-ups
 * notice ({@link #entries} replaced or entry changed) and start again.
 */
@BuiltinType(
    name = "dict",
    ops = DictOps.class,
    parts = {DictMethods.class},
    doc =
        "dict() -> new empty dictionary\n"
            + "dict(mapping) -> with the mapping's keys and values\n"
            + "dict(iterable) -> with the (key, value) pairs of an iterable\n"
            + "dict(**kwargs) -> with the names and values of the keyword arguments")
public class PyDict extends PyObject {
  public static final PyType TYPE =
      PyType.builtin("dict", PyType.OBJECT, new DictOps(), new PyDictTable())
          .with(PyType.BASETYPE | PyType.MATCH_SELF | PyType.MAPPING)
          .unhashable();

  private static final int LINEAR = 8;

  /** Key of entry i at 2i, value at 2i+1; both null where an entry was removed. */
  private PyObject[] entries;

  /** Hashes of the entries; null as long as all keys are exact strings. */
  private long[] hashes;

  /**
   * Entry number + 1 by hash, 0 for free, -1 for removed; null while there are at most {@link
   * #LINEAR} entries.
   */
  private int[] index;

  /** Number of entries, removed ones included. */
  private int limit;

  private int size;

  /**
   * The first living entry if there is one, so that taking from the front again and again stays
   * cheap.
   */
  private int first;

  /**
   * Number of places in {@link #index} that were never used since it was built; look-ups end at
   * one.
   */
  private int free;

  /**
   * A number that no other state of any dict's keys has, given when somebody wants to recognize it;
   * 0 before that, and again when a key comes or goes, or entries move. Values may change without.
   */
  private int keysVersion;

  /**
   * What belongs to this dict and was not looked up yet, apart from entries that are there already;
   * null for nearly all dicts. Look-ups ask it when they find nothing; whoever looks at more than
   * one key calls {@link #awaken} first.
   */
  private DormantEntries dormant;

  /** How many entries came before the dormant ones. */
  private int beforeDormant;

  public PyDict(PyType type) {
    super(type);
    entries = NO_ARGS;
  }

  public PyDict() {
    this(TYPE);
  }

  public final int size() {
    awaken();
    return size;
  }

  public final int keysVersion() {
    return keysVersion;
  }

  /**
   * The {@link #keysVersion}, given now if need be. Code is shared by functions with different
   * globals, so that a count of each dict's own changes would not tell them apart.
   */
  public final int stampKeys(Interpreter interp) {
    if (keysVersion == 0) {
      keysVersion = interp.nextKeysVersion();
    }
    return keysVersion;
  }

  /** Entry numbers run from 0 to this, exclusive; those of removed entries have a null key. */
  public final int slotLimit() {
    awaken();
    return limit;
  }

  public final PyObject keyAt(int entry) {
    return entry < limit ? entries[2 * entry] : null;
  }

  public final PyObject valueAt(int entry) {
    return entries[2 * entry + 1];
  }

  /** Replaces the value of a living entry. */
  public final void setValueAt(int entry, PyObject value) {
    entries[2 * entry + 1] = value;
  }

  /** The value of a str key, or null. Runs no Python code unless keys of other types collide. */
  public final PyObject get(PyStr key) {
    int e = find(key);
    return e < 0 ? null : entries[2 * e + 1];
  }

  public final PyObject get(String key) {
    return get(PyStr.interned(key));
  }

  /** The value of any key, or null; raises TypeError if it is unhashable. */
  public final PyObject get(PyObject key) {
    int e = findAny(key);
    return e < 0 ? null : entries[2 * e + 1];
  }

  public final boolean containsKey(PyObject key) {
    return findAny(key) >= 0;
  }

  public final void put(PyStr key, PyObject value) {
    if (key.type != PyStr.TYPE) {
      put((PyObject) key, value);
      return;
    }
    int e = find(key);
    if (e >= 0) {
      entries[2 * e + 1] = value;
    } else {
      append(key, hashes == null ? 0 : strHash(key), value);
    }
  }

  public final void put(String key, PyObject value) {
    put(PyStr.interned(key), value);
  }

  public final void put(PyObject key, PyObject value) {
    if (key instanceof PyStr s && s.type == PyStr.TYPE) {
      put(s, value);
      return;
    }
    long hash = Abstract.hash(key);
    int e = findHashed(key, hash);
    if (e >= 0) {
      entries[2 * e + 1] = value;
      return;
    }
    enter(key, hash, value);
  }

  /** Removes a key; its value, or null if there was none. */
  public final PyObject remove(PyStr key) {
    awaken();
    return removeEntry(find(key));
  }

  public final PyObject remove(PyObject key) {
    awaken();
    return removeEntry(findAny(key));
  }

  public final void clear() {
    dormant = null;
    entries = NO_ARGS;
    hashes = null;
    index = null;
    limit = 0;
    size = 0;
    first = 0;
    keysVersion = 0;
  }

  /** The number of the first living entry at or behind {@code entry}, or -1. */
  final int next(int entry) {
    awaken();
    for (int i = Math.max(entry, first); i < limit; i++) {
      if (entries[2 * i] != null) {
        return i;
      }
    }
    return -1;
  }

  /** The number of the last living entry at or before {@code entry}, or -1. */
  final int previous(int entry) {
    awaken();
    for (int i = Math.min(entry, limit - 1); i >= first; i--) {
      if (entries[2 * i] != null) {
        return i;
      }
    }
    return -1;
  }

  /**
   * Removes the last living entry, and forgets the removed ones behind it: taking from the end
   * again and again stays cheap.
   */
  final PyTuple removeLast(int entry) {
    PyTuple pair = PyTuple.of(entries[2 * entry], entries[2 * entry + 1]);
    removeEntry(entry);
    limit = entry;
    first = Math.min(first, limit);
    return pair;
  }

  /** Removes a living entry by its number. */
  final PyObject removeAt(int entry) {
    return removeEntry(entry);
  }

  /**
   * The value of a key; {@code value} after entering it if there was none. The key is hashed once.
   */
  final PyObject setDefault(PyObject key, PyObject value) {
    long hash = hashOf(key);
    int e = findHashed(key, hash);
    if (e >= 0) {
      return entries[2 * e + 1];
    }
    enter(key, hash, value);
    return value;
  }

  /** Puts an entry of {@code from}, whose hash is known, into this dict. */
  final void putFrom(PyDict from, int entry) {
    PyObject key = from.entries[2 * entry];
    PyObject value = from.entries[2 * entry + 1];
    if (from.hashes == null) {
      put((PyStr) key, value);
      return;
    }
    long hash = from.hashes[entry];
    int e = findHashed(key, hash);
    if (e >= 0) {
      entries[2 * e + 1] = value;
    } else {
      enter(key, hash, value);
    }
  }

  /** The entry number of the key that is entry {@code entry} of {@code from}, or -1. */
  final int findFrom(PyDict from, int entry) {
    PyObject key = from.entries[2 * entry];
    return from.hashes == null ? find((PyStr) key) : findHashed(key, from.hashes[entry]);
  }

  /** The entry number of a key whose hash is known, or -1. */
  final int findKnown(PyObject key, long hash) {
    return findHashed(key, hash);
  }

  /** The value of a key whose hash is known, or null. */
  public final PyObject getKnown(PyObject key, long hash) {
    int e = findHashed(key, hash);
    return e < 0 ? null : entries[2 * e + 1];
  }

  /** Removes a key whose hash is known; its value, or null if there was none. */
  public final PyObject removeKnown(PyObject key, long hash) {
    return removeEntry(findHashed(key, hash));
  }

  /** Puts a key whose hash is known. */
  public final void putKnown(PyObject key, long hash, PyObject value) {
    int e = findHashed(key, hash);
    if (e >= 0) {
      entries[2 * e + 1] = value;
    } else {
      enter(key, hash, value);
    }
  }

  /** The hash of a living entry's key. */
  final long hashOfEntry(int entry) {
    return hashAt(entry);
  }

  private static long hashOf(PyObject key) {
    return key.type == PyStr.TYPE ? strHash((PyStr) key) : Abstract.hash(key);
  }

  private void enter(PyObject key, long hash, PyObject value) {
    if (hashes == null && key.type != PyStr.TYPE) {
      spellHashes();
    }
    append(key, hash, value);
  }

  /** Moves a living entry to the end or, keeping its key and value, to the front. */
  final void move(int entry, boolean toEnd) {
    PyObject key = entries[2 * entry];
    PyObject value = entries[2 * entry + 1];
    long hash = hashAt(entry);
    if (entry == (toEnd ? limit - 1 : first)) {
      return;
    }
    if (toEnd) {
      removeEntry(entry);
      enter(key, hash, value);
      return;
    }
    if (first == 0) {
      makeRoomInFront();
      entry = findKnown(key, hash);
    }
    removeEntry(entry);
    int e = --first;
    entries[2 * e] = key;
    entries[2 * e + 1] = value;
    if (hashes != null) {
      hashes[e] = hash;
    }
    size++;
    keysVersion = 0;
    if (index != null) {
      insertIndex(hash, e);
    }
  }

  /** Shifts all entries up by as many places as there are entries. */
  private void makeRoomInFront() {
    compact();
    int room = Math.max(4, size);
    PyObject[] kv = new PyObject[2 * (limit + 2 * room)];
    System.arraycopy(entries, 0, kv, 2 * room, 2 * limit);
    entries = kv;
    if (hashes != null) {
      long[] hs = new long[kv.length >> 1];
      System.arraycopy(hashes, 0, hs, room, limit);
      hashes = hs;
    }
    first = room;
    limit += room;
    index = null;
    buildIndex();
    keysVersion = 0;
  }

  /** About how many bytes the entries and the index take. */
  final int memory() {
    awaken();
    return 64
        + 8 * entries.length
        + (hashes == null ? 0 : 8 * hashes.length)
        + (index == null ? 0 : 4 * index.length);
  }

  /** An exact dict with the same entries. */
  public final PyDict copy() {
    PyDict copy = new PyDict();
    copy.takeEntries(this);
    return copy;
  }

  /** Makes this dict's entries those of {@code other}; removed entries are left behind. */
  final void takeEntries(PyDict other) {
    other.awaken();
    dormant = null;
    if (other.size == other.limit) {
      entries = ItemArrays.copyOf(other.entries, 2 * other.limit);
      hashes = other.hashes == null ? null : other.hashes.clone();
      index = other.index == null ? null : other.index.clone();
      limit = other.limit;
      size = other.size;
      free = other.free;
      if (hashes != null && hashes.length < limit) {
        hashes = Arrays.copyOf(hashes, limit);
      }
    } else {
      entries = new PyObject[2 * other.size];
      hashes = other.hashes == null ? null : new long[other.size];
      index = null;
      limit = 0;
      for (int i = 0; i < other.limit; i++) {
        if (other.entries[2 * i] != null) {
          entries[2 * limit] = other.entries[2 * i];
          entries[2 * limit + 1] = other.entries[2 * i + 1];
          if (hashes != null) {
            hashes[limit] = other.hashes[i];
          }
          limit++;
        }
      }
      size = limit;
      if (limit > LINEAR) {
        buildIndex();
      }
    }
    first = 0;
    keysVersion = 0;
  }

  /** The entry number of a str key, or -1. */
  public final int find(PyStr key) {
    if (key.type != PyStr.TYPE) {
      return findAny(key);
    }
    int e = findAwake(key);
    return e >= 0 || dormant == null ? e : findDormant(key);
  }

  private int findAwake(PyStr key) {
    if (hashes != null) {
      return search(key, strHash(key));
    }
    PyObject[] kv = entries;
    if (index == null) {
      int end = 2 * limit;
      for (int i = 0; i < end; i += 2) {
        if (kv[i] == key) {
          return i >> 1;
        }
      }
      int h = key.value().hashCode();
      for (int i = 0; i < end; i += 2) {
        if (kv[i] != null) {
          String other = ((PyStr) kv[i]).value();
          if (other.hashCode() == h && other.equals(key.value())) {
            return i >> 1;
          }
        }
      }
      return -1;
    }
    int mask = index.length - 1;
    for (int at = spread(strHash(key)) & mask; ; at = at + 1 & mask) {
      int e = index[at];
      if (e == 0) {
        return -1;
      }
      if (e > 0) {
        PyObject k = kv[2 * e - 2];
        if (k == key || k.hashCode() == key.hashCode() && ((PyStr) k).value().equals(key.value())) {
          return e - 1;
        }
      }
    }
  }

  /**
   * Gives this dict entries that it takes over one by one. It must be one whose keys are all exact
   * strings, and not have dormant entries already. A key that is there keeps its value.
   */
  public final void setDormant(DormantEntries entries) {
    dormant = entries;
    beforeDormant = limit;
  }

  private int findDormant(PyStr key) {
    DormantEntries from = dormant;
    int number = from.find(key);
    if (number < 0) {
      return -1;
    }
    PyObject value = from.value(number);
    // Making the value may have looked up the same key.
    int e = findAwake(key);
    if (e < 0) {
      append(from.key(number), hashes == null ? 0 : strHash(key), value);
      e = limit - 1;
    }
    return e;
  }

  /** Takes over all dormant entries, and puts all into the order in which they were set. */
  private void awaken() {
    if (dormant != null) {
      awakenAll();
    }
  }

  private void awakenAll() {
    DormantEntries from = dormant;
    int count = from.count();
    for (int i = 0; i < count; i++) {
      findDormantOrAwake(from.key(i));
    }
    if (dormant == null) {
      return; // making a value looked at this dict as a whole
    }
    dormant = null;
    PyDict ordered = new PyDict();
    for (int i = 0; i < beforeDormant; i++) {
      if (entries[2 * i] != null && from.find((PyStr) entries[2 * i]) < 0) {
        ordered.putFrom(this, i);
      }
    }
    for (int i = 0; i < count; i++) {
      int at = findAwake(from.key(i));
      if (at < 0) {
        throw from.notFound(i);
      }
      ordered.putFrom(this, at);
    }
    for (int i = beforeDormant; i < limit; i++) {
      if (entries[2 * i] != null) {
        ordered.putFrom(this, i);
      }
    }
    takeEntries(ordered);
  }

  private void findDormantOrAwake(PyStr key) {
    if (findAwake(key) < 0) {
      findDormant(key);
    }
  }

  /** The entry number of any key, or -1. */
  public final int findAny(PyObject key) {
    if (key instanceof PyStr s && s.type == PyStr.TYPE) {
      return find(s);
    }
    return findHashed(key, Abstract.hash(key));
  }

  private int findHashed(PyObject key, long hash) {
    awaken();
    return search(key, hash);
  }

  private int search(PyObject key, long hash) {
    while (true) {
      int e = probe(key, hash);
      if (e != RETRY) {
        return e;
      }
    }
  }

  private static final int RETRY = -2;

  private int probe(PyObject key, long hash) {
    PyObject[] kv = entries;
    if (index == null) {
      for (int i = 0; i < limit; i++) {
        int r = same(kv, i, key, hash);
        if (r != 0) {
          return r < 0 ? RETRY : i;
        }
      }
      return -1;
    }
    int[] idx = index;
    int mask = idx.length - 1;
    for (int at = spread(hash) & mask; ; at = at + 1 & mask) {
      int e = idx[at];
      if (e == 0) {
        return -1;
      }
      if (e > 0) {
        int r = same(kv, e - 1, key, hash);
        if (r != 0) {
          return r < 0 ? RETRY : e - 1;
        }
      }
    }
  }

  /** 1 the same key, 0 another, -1 the dict changed while comparing. */
  private int same(PyObject[] kv, int entry, PyObject key, long hash) {
    PyObject k = kv[2 * entry];
    if (k == null) {
      return 0;
    }
    if (k == key) {
      return 1;
    }
    if (hashAt(entry) != hash) {
      return 0;
    }
    if (k.type == PyInt.TYPE
        && key.type == PyInt.TYPE
        && ((PyInt) k).big == null
        && ((PyInt) key).big == null) {
      return ((PyInt) k).value == ((PyInt) key).value ? 1 : 0;
    }
    boolean equal = Abstract.equal(k, key);
    if (entries != kv || entry >= limit || kv[2 * entry] != k) {
      return -1;
    }
    return equal ? 1 : 0;
  }

  private long hashAt(int entry) {
    return hashes != null ? hashes[entry] : strHash((PyStr) entries[2 * entry]);
  }

  private static long strHash(PyStr s) {
    return Hashes.mix(s.value().hashCode());
  }

  private static int spread(long hash) {
    return (int) (hash ^ hash >>> 32);
  }

  private void spellHashes() {
    long[] all = new long[entries.length >> 1];
    for (int i = 0; i < limit; i++) {
      if (entries[2 * i] != null) {
        all[i] = strHash((PyStr) entries[2 * i]);
      }
    }
    hashes = all;
  }

  private void append(PyObject key, long hash, PyObject value) {
    if (2 * limit == entries.length) {
      grow();
    }
    int e = limit++;
    if (size == 0) {
      first = e;
    }
    entries[2 * e] = key;
    entries[2 * e + 1] = value;
    if (hashes != null) {
      hashes[e] = hash;
    }
    size++;
    keysVersion = 0;
    if (index != null) {
      insertIndex(hashAt(e), e);
    } else if (limit > LINEAR) {
      buildIndex();
    }
  }

  private void grow() {
    if (size < limit - (limit >> 2)) {
      compact();
      return;
    }
    int capacity = limit < 4 ? 4 : limit * 2;
    entries = ItemArrays.copyOf(entries, 2 * capacity);
    if (hashes != null) {
      hashes = Arrays.copyOf(hashes, capacity);
    }
    if (index != null) {
      buildIndex();
    }
  }

  private void compact() {
    PyObject[] kv = new PyObject[Math.max(8, 4 * size)];
    long[] hs = hashes == null ? null : new long[kv.length >> 1];
    int n = 0;
    for (int i = 0; i < limit; i++) {
      if (entries[2 * i] != null) {
        kv[2 * n] = entries[2 * i];
        kv[2 * n + 1] = entries[2 * i + 1];
        if (hs != null) {
          hs[n] = hashes[i];
        }
        n++;
      }
    }
    entries = kv;
    hashes = hs;
    limit = n;
    first = 0;
    index = null;
    if (limit > LINEAR) {
      buildIndex();
    }
  }

  private void buildIndex() {
    int capacity = Math.max(entries.length >> 1, limit);
    int length = Integer.highestOneBit(Math.max(16, capacity * 2 - 1)) << 1;
    index = new int[length];
    free = length;
    for (int i = 0; i < limit; i++) {
      if (entries[2 * i] != null) {
        insertIndex(hashAt(i), i);
      }
    }
  }

  private void insertIndex(long hash, int entry) {
    int mask = index.length - 1;
    int at = spread(hash) & mask;
    while (index[at] > 0) {
      at = at + 1 & mask;
    }
    if (index[at] == 0 && --free < length4()) {
      // Entries came and went at the end of the array, which therefore did not grow.
      buildIndex();
      return;
    }
    index[at] = entry + 1;
  }

  private int length4() {
    return index.length >> 2;
  }

  private PyObject removeEntry(int e) {
    if (e < 0) {
      return null;
    }
    if (index != null) {
      int mask = index.length - 1;
      int at = spread(hashAt(e)) & mask;
      while (index[at] != e + 1) {
        at = at + 1 & mask;
      }
      index[at] = -1;
    }
    PyObject value = entries[2 * e + 1];
    entries[2 * e] = null;
    entries[2 * e + 1] = null;
    size--;
    keysVersion = 0;
    // The place stays empty until the entries move, as in CPython: iterators notice keys that come
    // and go.
    if (e == first) {
      while (first < limit && entries[2 * first] == null) {
        first++;
      }
    }
    return value;
  }
}
