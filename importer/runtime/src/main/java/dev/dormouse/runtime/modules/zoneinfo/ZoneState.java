package dev.dormouse.runtime.modules.zoneinfo;

import dev.dormouse.runtime.modules.datetime.DatetimeApi;
import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Interpreter;
import dev.dormouse.runtime.objects.PyObject;
import java.util.ArrayList;
import java.util.HashMap;

/**
 * What the module keeps per interpreter: the caches of zones, the durations that they share, and
 * what it uses of the library in Python, which is looked up when it is first needed.
 */
final class ZoneState {
  private static final int STRONG_CACHE_SIZE = 8;

  /** So many durations are shared; the zones of the whole database have some 450. */
  private static final int MAX_DELTAS = 512;

  private record Entry(PyObject key, PyObject zone) {}

  private final Interpreter interpreter;
  private final HashMap<Long, PyObject> deltas = new HashMap<>();

  /** The zones that were asked for last, the latest first, so that they do not go away. */
  private ArrayList<Entry> strongCache = new ArrayList<>();

  /** The {@code WeakValueDictionary} of {@code ZoneInfo} itself; subclasses have one each. */
  private PyObject weakCache;

  private ZoneState(Interpreter interpreter) {
    this.interpreter = interpreter;
  }

  static ZoneState current() {
    Interpreter interpreter = Interpreter.current();
    ZoneState state = (ZoneState) interpreter.registered(ZoneState.class);
    if (state == null) {
      state = new ZoneState(interpreter);
      interpreter.register(ZoneState.class, state);
    }
    return state;
  }

  PyObject library(String module, String function, PyObject... args) {
    PyObject found = interpreter.importer().importModule(module);
    return Abstract.callMethod(found, function, args);
  }

  PyObject newWeakCache() {
    return library("weakref", "WeakValueDictionary");
  }

  PyObject weakCache() {
    if (weakCache == null) {
      weakCache = newWeakCache();
    }
    return weakCache;
  }

  /** Comparing keys may run Python code that changes the cache; the search goes on in the old. */
  private Entry find(PyObject key) {
    for (Entry e : strongCache.toArray(new Entry[0])) {
      if (Abstract.equal(key, e.key)) {
        return e;
      }
    }
    return null;
  }

  /** The zone, which is the latest then; null if it is not kept. */
  PyObject recall(PyObject key) {
    Entry found = find(key);
    if (found == null) {
      return null;
    }
    strongCache.remove(found);
    keep(found);
    return found.zone;
  }

  void keep(PyObject key, PyObject zone) {
    keep(new Entry(key, zone));
  }

  private void keep(Entry e) {
    strongCache.add(0, e);
    if (strongCache.size() > STRONG_CACHE_SIZE) {
      strongCache.remove(STRONG_CACHE_SIZE);
    }
  }

  void forget(PyObject key) {
    Entry found = find(key);
    if (found != null) {
      strongCache.remove(found);
    }
  }

  void forgetAll() {
    strongCache = new ArrayList<>();
  }

  PyObject timedelta(long seconds) {
    PyObject known = deltas.get(seconds);
    if (known == null) {
      known = DatetimeApi.timedelta(seconds);
      if (deltas.size() < MAX_DELTAS) {
        deltas.put(seconds, known);
      }
    }
    return known;
  }

  TimeType timeType(long offset, long dst, PyObject name) {
    return new TimeType(offset, timedelta(offset), timedelta(dst), name);
  }
}
