package dev.dormouse.runtime.modules;

import dev.dormouse.runtime.objects.BuiltinTable;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.PyDict;
import dev.dormouse.runtime.objects.PyList;
import dev.dormouse.runtime.objects.PyModule;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyWeakProxy;
import dev.dormouse.runtime.objects.PyWeakRef;
import dev.dormouse.runtime.objects.WeakRefs;
import dev.dormouse.tables.BuiltinModule;
import dev.dormouse.tables.Function;

/** The {@code _weakref} module. */
@BuiltinModule(name = "_weakref", doc = "Weak-reference support module.")
public final class WeakrefModule {
  private WeakrefModule() {}

  public static BuiltinTable table() {
    return new WeakrefModuleTable();
  }

  static void exec(PyModule m) {
    m.set("ref", PyWeakRef.TYPE);
    m.set("ReferenceType", PyWeakRef.TYPE);
    m.set("ProxyType", PyWeakProxy.TYPE);
    m.set("CallableProxyType", PyWeakProxy.CALLABLE_TYPE);
  }

  @Function(signature = "(object, /)", doc = "Return the number of weak references to an object.")
  static int getweakrefcount(PyObject object) {
    return WeakRefs.current().of(object).size();
  }

  @Function(signature = "(object, /)", doc = "Return a list of all weak references to an object.")
  static PyObject getweakrefs(PyObject object) {
    PyList all = new PyList();
    for (PyWeakRef r : WeakRefs.current().of(object)) {
      all.add(r.shown());
    }
    return all;
  }

  @Function(
      signature = "(object, callback=None, /)",
      doc = "Create a proxy that refers weakly to an object.")
  static PyObject proxy(PyObject object, PyObject callback) {
    return PyWeakProxy.of(object, callback == PyObject.NONE ? null : callback);
  }

  @Function(
      name = "_remove_dead_weakref",
      signature = "(dct, key, /)",
      doc = "Remove an entry whose weak reference is dead.")
  static void removeDead(PyDict dct, PyObject key) {
    PyObject v = dct.get(key);
    if (v == null) {
      return;
    }
    if (!(v instanceof PyWeakRef r)) {
      throw Errors.typeError("not a weakref");
    }
    if (r.get() == null) {
      dct.remove(key);
    }
  }
}
