package dev.dormouse.runtime.modules;

import dev.dormouse.runtime.objects.Ops;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.tables.BuiltinType;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;

/** What an abstract base class remembers ({@code _abc._abc_data}). Classes are held weakly. */
@BuiltinType(name = "_abc_data", doc = "Internal state held by ABC machinery.")
final class AbcData extends PyObject {
  static final PyType TYPE =
      PyType.builtin("_abc_data", PyType.OBJECT, new AbcDataOps(), new AbcDataTable()).in("_abc");

  // Null until first needed.
  private Set<PyType> registry;
  private Set<PyType> cache;
  private Set<PyType> negativeCache;

  /** The registration count at which the negative cache was started. */
  private long negativeVersion;

  AbcData() {
    super(TYPE);
    negativeVersion = AbcModule.getCacheToken();
  }

  private static Set<PyType> weakSet() {
    return Collections.newSetFromMap(new WeakHashMap<>(4));
  }

  Set<PyType> registryOrNull() {
    return registry;
  }

  Set<PyType> registry() {
    return registry == null ? registry = weakSet() : registry;
  }

  Set<PyType> cache() {
    return cache == null ? cache = weakSet() : cache;
  }

  Set<PyType> negativeCache() {
    return negativeCache == null ? negativeCache = weakSet() : negativeCache;
  }

  boolean inCache(PyType t) {
    return cache != null && cache.contains(t);
  }

  boolean inNegativeCache(PyType t) {
    return negativeCache != null && negativeCache.contains(t);
  }

  boolean negativeIsCurrent(long version) {
    return negativeVersion >= version;
  }

  void clearNegative(long version) {
    if (negativeCache != null) {
      negativeCache.clear();
    }
    negativeVersion = version;
  }

  long negativeVersion() {
    return negativeVersion;
  }

  /** Nothing but what every object has. */
  static final class AbcDataOps extends Ops {
    @Override
    public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
      return new AbcData();
    }
  }
}
