package dev.dormouse.runtime.modules.functools;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.ArgParser;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.ItemArrays;
import dev.dormouse.runtime.objects.Names;
import dev.dormouse.runtime.objects.Ops;
import dev.dormouse.runtime.objects.PyBool;
import dev.dormouse.runtime.objects.PyDict;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyMethod;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.runtime.objects.Sequences;
import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Getter;
import dev.dormouse.tables.Method;
import dev.dormouse.tables.Setter;

/** What {@code functools.lru_cache} makes of a function ({@code _lru_cache_wrapper}). */
@BuiltinType(
    name = "_lru_cache_wrapper",
    ops = LruCache.LruCacheOps.class,
    doc =
        "Create a cached callable that wraps another function.\n\n"
            + "maxsize is 0 for no caching, None for no limit; typed tells arguments of different"
            + " types apart.")
final class LruCache extends PyObject {
  static final PyType TYPE =
      PyType.builtin("_lru_cache_wrapper", PyType.OBJECT, new LruCacheOps(), new LruCacheTable())
          .in("functools")
          .with(PyType.BASETYPE | PyType.METHOD_DESCRIPTOR)
          .withDict()
          .withWeakrefs();

  /** Separates positional arguments from keyword arguments in a key. */
  private static final PyObject KEYWORDS = new PyObject(PyType.OBJECT);

  /**
   * A cached result in a ring from the one used longest ago to the one used last. A PyObject so
   * that a dict can hold it.
   */
  private static final class Link extends PyObject {
    Link previous;
    Link next;
    PyObject key;
    long hash;
    PyObject result;

    Link() {
      super(PyType.OBJECT);
      previous = this;
      next = this;
    }

    void unlink() {
      previous.next = next;
      next.previous = previous;
    }

    /** Enters this before {@code root}, as the one used last. */
    void linkLast(Link root) {
      previous = root.previous;
      next = root;
      previous.next = this;
      root.previous = this;
    }
  }

  private final PyObject function;

  /** -1 for no limit. */
  private final int maxsize;

  private final boolean typed;
  private final PyObject infoType;

  /** Results by key, or {@link Link}s when there is a limit. */
  private final PyDict cache = new PyDict();

  private final Link root = new Link();
  private long hits;
  private long misses;

  private LruCache(PyType type, PyObject function, int maxsize, boolean typed, PyObject infoType) {
    super(type);
    this.function = function;
    this.maxsize = maxsize;
    this.typed = typed;
    this.infoType = infoType;
  }

  /** Function, limit or None, whether types count, and the class of cache_info's result. */
  PyObject[] parts() {
    PyObject max = maxsize < 0 ? NONE : PyInt.of(maxsize);
    return new PyObject[] {function, max, PyBool.of(typed), infoType};
  }

  /** An empty one of the {@link #parts} of another. */
  static LruCache of(PyObject[] parts) {
    int max = parts[1] == NONE ? -1 : (int) ((PyInt) parts[1]).longValue();
    return new LruCache(TYPE, parts[0], max, parts[2] == PyBool.TRUE, parts[3]);
  }

  @Method(name = "cache_info", doc = "Report cache statistics")
  static PyObject cacheInfo(LruCache c) {
    PyObject max = c.maxsize < 0 ? NONE : PyInt.of(c.maxsize);
    return Abstract.call(
        c.infoType, PyInt.of(c.hits), PyInt.of(c.misses), max, PyInt.of(c.cache.size()));
  }

  @Method(name = "cache_clear", doc = "Clear the cache and cache statistics")
  static void cacheClear(LruCache c) {
    c.hits = 0;
    c.misses = 0;
    c.cache.clear();
    c.root.next = c.root;
    c.root.previous = c.root;
  }

  @Method(name = "__reduce__")
  static PyObject reduce(LruCache c) {
    return Abstract.getAttribute(c, Names.QUALNAME);
  }

  @Method(name = "__copy__")
  static PyObject copy(LruCache c) {
    return c;
  }

  @Method(name = "__deepcopy__", signature = "(memo, /)")
  static PyObject deepcopy(LruCache c, PyObject memo) {
    return c;
  }

  @Getter(name = "__dict__")
  static PyObject getDict(LruCache c) {
    return c.dict();
  }

  @Setter(name = "__dict__")
  static void setDict(LruCache c, PyObject value) {
    if (!(value instanceof PyDict d)) {
      throw Errors.typeError(
          "__dict__ must be set to a dictionary, not a '"
              + (value == null ? "NULL" : value.type.name())
              + "'");
    }
    c.setDict(d);
  }

  private PyObject key(PyObject[] args, PyStr[] kwnames) {
    int keywords = kwnames == null ? 0 : kwnames.length;
    if (!typed && keywords == 0) {
      if (args.length == 1 && (args[0].type == PyInt.TYPE || args[0].type == PyStr.TYPE)) {
        return args[0];
      }
      return PyTuple.of(ItemArrays.copy(args));
    }
    int positional = args.length - keywords;
    int length = positional + (keywords > 0 ? 1 + 2 * keywords : 0) + (typed ? args.length : 0);
    PyObject[] key = new PyObject[length];
    System.arraycopy(args, 0, key, 0, positional);
    int n = positional;
    if (keywords > 0) {
      key[n++] = KEYWORDS;
      for (int i = 0; i < keywords; i++) {
        key[n++] = kwnames[i];
        key[n++] = args[positional + i];
      }
    }
    for (int i = 0; typed && i < args.length; i++) {
      key[n++] = args[i].type;
    }
    return PyTuple.of(key);
  }

  private PyObject callUnbounded(PyObject[] args, PyStr[] kwnames) {
    PyObject key = key(args, kwnames);
    // The hash is computed once: it may be Python code.
    long hash = Abstract.hash(key);
    PyObject result = cache.getKnown(key, hash);
    if (result != null) {
      hits++;
      return result;
    }
    misses++;
    result = Abstract.call(function, args, kwnames);
    cache.putKnown(key, hash, result);
    return result;
  }

  private PyObject callBounded(PyObject[] args, PyStr[] kwnames) {
    PyObject key = key(args, kwnames);
    long hash = Abstract.hash(key);
    Link link = (Link) cache.getKnown(key, hash);
    if (link != null) {
      link.unlink();
      link.linkLast(root);
      hits++;
      return link.result;
    }
    misses++;
    PyObject result = Abstract.call(function, args, kwnames);
    if (cache.getKnown(key, hash) != null) {
      // The call came here again with the same arguments and was faster.
      return result;
    }
    if (cache.size() >= maxsize && root.next != root) {
      Link oldest = root.next;
      oldest.unlink();
      cache.removeKnown(oldest.key, oldest.hash);
    }
    Link fresh = new Link();
    fresh.key = key;
    fresh.hash = hash;
    fresh.result = result;
    cache.putKnown(key, hash, fresh);
    fresh.linkLast(root);
    return result;
  }

  /** The slots of the wrapper. */
  static final class LruCacheOps extends Ops {
    @Override
    public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
      PyObject[] p =
          ArgParser.parse(
              "lru_cache",
              "user_function\0maxsize\0typed\0cache_info_type",
              0,
              4,
              4,
              args,
              kwnames);
      if (!Abstract.isCallable(p[0])) {
        throw Errors.typeError("the first argument must be callable");
      }
      int maxsize = -1;
      if (p[1] != NONE) {
        if (!Abstract.hasIndex(p[1])) {
          throw Errors.typeError("maxsize should be integer or None");
        }
        maxsize = Math.max(0, Sequences.sizeArgument(p[1]));
      }
      return new LruCache(cls, p[0], maxsize, Abstract.isTrue(p[2]), p[3]);
    }

    @Override
    public PyObject call(PyObject o, PyObject[] args, PyStr[] kwnames) {
      LruCache c = (LruCache) o;
      if (c.maxsize < 0) {
        return c.callUnbounded(args, kwnames);
      }
      if (c.maxsize > 0) {
        return c.callBounded(args, kwnames);
      }
      c.misses++;
      return Abstract.call(c.function, args, kwnames);
    }

    @Override
    public PyObject descrGet(PyObject descr, PyObject obj, PyObject owner) {
      return obj == null || obj == NONE ? descr : new PyMethod(descr, obj);
    }

    @Override
    public PyObject[] referents(PyObject o) {
      LruCache c = (LruCache) o;
      return new PyObject[] {c.function, c.cache, c.infoType};
    }
  }
}
