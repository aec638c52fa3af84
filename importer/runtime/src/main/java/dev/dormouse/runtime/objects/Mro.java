package dev.dormouse.runtime.objects;

import java.util.ArrayList;
import java.util.List;

/**
 * C3 linearization; compare {@code mro_implementation} in CPython's {@code Objects/typeobject.c}.
 */
final class Mro {
  private Mro() {}

  /**
   * Computes and installs the MRO of {@code t}, through an overridden {@code mro()} of its
   * metaclass if there is one.
   */
  static void install(PyType t) {
    PyType[] mro;
    PyObject custom = t.type == PyType.TYPE ? null : t.type.lookup(Names.MRO_METHOD);
    if (custom == null || custom == PyType.TYPE.lookup(Names.MRO_METHOD)) {
      mro = compute(t);
    } else {
      PyObject result = Abstract.call(custom.type.ops.descrGet(custom, t, t.type));
      PyObject[] items = Abstract.toArray(result);
      mro = new PyType[items.length];
      for (int i = 0; i < items.length; i++) {
        if (!(items[i] instanceof PyType m)) {
          throw Errors.typeError("mro() returned a non-class ('" + items[i].type.name() + "')");
        }
        if (!solidFits(t, m)) {
          throw Errors.typeError("mro() returned base with unsuitable layout ('" + m.name() + "')");
        }
        mro[i] = m;
      }
    }
    if (mro.length == 0) {
      throw Errors.typeError("type MRO must not be empty");
    }
    t.setMro(mro);
  }

  private static boolean solidFits(PyType t, PyType m) {
    return t.layout.isSubtype(m.layout);
  }

  static PyType[] compute(PyType t) {
    PyType[] bases = t.bases;
    for (PyType b : bases) {
      if (b.mro == null) {
        throw Errors.typeError("Cannot extend an incomplete type '" + b.name() + "'");
      }
    }
    if (bases.length == 1) {
      PyType[] rest = bases[0].mro;
      PyType[] mro = new PyType[rest.length + 1];
      mro[0] = t;
      System.arraycopy(rest, 0, mro, 1, rest.length);
      return mro;
    }
    for (int i = 0; i < bases.length; i++) {
      for (int j = i + 1; j < bases.length; j++) {
        if (bases[i] == bases[j]) {
          throw Errors.typeError("duplicate base class " + bases[i].name());
        }
      }
    }
    PyType[][] lists = new PyType[bases.length + 1][];
    for (int i = 0; i < bases.length; i++) {
      lists[i] = bases[i].mro;
    }
    lists[bases.length] = bases;
    int[] at = new int[lists.length];
    List<PyType> mro = new ArrayList<>();
    mro.add(t);
    while (true) {
      boolean done = true;
      PyType next = null;
      for (int i = 0; i < lists.length && next == null; i++) {
        if (at[i] < lists[i].length) {
          done = false;
          PyType candidate = lists[i][at[i]];
          if (!inTail(candidate, lists, at)) {
            next = candidate;
          }
        }
      }
      if (done) {
        return mro.toArray(new PyType[0]);
      }
      if (next == null) {
        throw conflict(lists, at);
      }
      mro.add(next);
      for (int i = 0; i < lists.length; i++) {
        if (at[i] < lists[i].length && lists[i][at[i]] == next) {
          at[i]++;
        }
      }
    }
  }

  private static boolean inTail(PyType candidate, PyType[][] lists, int[] at) {
    for (int i = 0; i < lists.length; i++) {
      for (int j = at[i] + 1; j < lists[i].length; j++) {
        if (lists[i][j] == candidate) {
          return true;
        }
      }
    }
    return false;
  }

  private static PyException conflict(PyType[][] lists, int[] at) {
    StringBuilder names = new StringBuilder();
    List<PyType> seen = new ArrayList<>();
    for (int i = 0; i < lists.length; i++) {
      if (at[i] < lists[i].length && !seen.contains(lists[i][at[i]])) {
        seen.add(lists[i][at[i]]);
        names.append(names.length() == 0 ? " " : ", ").append(lists[i][at[i]].name());
      }
    }
    return Errors.typeError(
        "Cannot create a consistent method resolution\norder (MRO) for bases" + names);
  }
}
