package dev.dormouse.runtime.objects;

/** The slots of {@code set}. */
class SetOps extends Ops {
  /**
   * A set that is looked for in a set is compared as a frozenset; other unhashable objects are the
   * {@code error}.
   */
  static PyObject hashable(PyObject o, PyException error) {
    if (!(o instanceof PySet s) || !error.matches(Exceptions.TypeError)) {
      throw error;
    }
    PySet frozen = new PySet(PySet.FROZEN);
    frozen.update(s);
    return frozen;
  }

  @Override
  public int length(PyObject o) {
    return ((PySet) o).size();
  }

  @Override
  public boolean contains(PyObject o, PyObject item) {
    long hash;
    try {
      hash = Abstract.hash(item);
    } catch (PyException e) {
      return ((PySet) o).contains(hashable(item, e));
    }
    return ((PySet) o).find(item, hash) >= 0;
  }

  @Override
  public PyObject iter(PyObject o) {
    return new PySetIterator((PySet) o);
  }

  @Override
  public PyObject repr(PyObject o) {
    PySet s = (PySet) o;
    String name = s.type.name();
    ThreadState ts = ThreadState.current();
    if (!ts.enterRepr(o)) {
      return PyStr.of(s.size() == 0 ? name + "()" : name + "(...)");
    }
    try {
      if (s.size() == 0) {
        return PyStr.of(name + "()");
      }
      StringBuilder out = new StringBuilder(s.type == PySet.TYPE ? "{" : name + "({");
      String separator = "";
      for (PyObject x : Abstract.toArray(s)) {
        out.append(separator).append(Abstract.repr(x).value());
        separator = ", ";
      }
      return PyStr.of(out.append(s.type == PySet.TYPE ? "}" : "})").toString());
    } finally {
      ts.leaveRepr(o);
    }
  }

  @Override
  public PyObject richCompare(PyObject v, PyObject w, int op) {
    if (!(v instanceof PySet a) || !(w instanceof PySet b)) {
      return PyObject.NOT_IMPLEMENTED;
    }
    return PyBool.of(
        switch (op) {
          case Abstract.EQ -> equal(a, b);
          case Abstract.NE -> !equal(a, b);
          case Abstract.LT -> a.size() < b.size() && SetMethods.isSubset(a, b);
          case Abstract.LE -> SetMethods.isSubset(a, b);
          case Abstract.GT -> a.size() > b.size() && SetMethods.isSubset(b, a);
          default -> SetMethods.isSubset(b, a);
        });
  }

  private static boolean equal(PySet a, PySet b) {
    return a.size() == b.size() && !a.surelyDiffers(b) && SetMethods.isSubset(a, b);
  }

  @Override
  public PyObject or(PyObject v, PyObject w) {
    if (!(v instanceof PySet a) || !(w instanceof PySet b)) {
      return PyObject.NOT_IMPLEMENTED;
    }
    PySet result = a.sibling(a);
    if (a != b) {
      result.update(b);
    }
    return result;
  }

  @Override
  public PyObject and(PyObject v, PyObject w) {
    if (!(v instanceof PySet a) || !(w instanceof PySet)) {
      return PyObject.NOT_IMPLEMENTED;
    }
    return SetMethods.intersect(a, w);
  }

  @Override
  public PyObject subtract(PyObject v, PyObject w) {
    if (!(v instanceof PySet a) || !(w instanceof PySet)) {
      return PyObject.NOT_IMPLEMENTED;
    }
    return SetMethods.subtract(a, w);
  }

  @Override
  public PyObject xor(PyObject v, PyObject w) {
    if (!(v instanceof PySet a) || !(w instanceof PySet)) {
      return PyObject.NOT_IMPLEMENTED;
    }
    return SetMethods.symmetricDifference(a, w);
  }

  @Override
  public PyObject inplaceOr(PyObject v, PyObject w) {
    if (!(w instanceof PySet)) {
      return PyObject.NOT_IMPLEMENTED;
    }
    ((PySet) v).update(w);
    return v;
  }

  @Override
  public PyObject inplaceAnd(PyObject v, PyObject w) {
    if (!(w instanceof PySet)) {
      return PyObject.NOT_IMPLEMENTED;
    }
    SetChanges.intersectionUpdate((PySet) v, new PyObject[] {w});
    return v;
  }

  @Override
  public PyObject inplaceSubtract(PyObject v, PyObject w) {
    if (!(w instanceof PySet)) {
      return PyObject.NOT_IMPLEMENTED;
    }
    ((PySet) v).differenceUpdate(w);
    return v;
  }

  @Override
  public PyObject inplaceXor(PyObject v, PyObject w) {
    if (!(w instanceof PySet)) {
      return PyObject.NOT_IMPLEMENTED;
    }
    ((PySet) v).symmetricDifferenceUpdate(w);
    return v;
  }

  @Override
  public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
    return new PySet(cls);
  }

  @Override
  public void init(PyObject o, PyObject[] args, PyStr[] kwnames) {
    PySet s = (PySet) o;
    ArgParser.noKeywords(null, "set", kwnames);
    ArgParser.positional(null, o.type.name(), args, null, 0, 1);
    s.clear();
    if (args.length == 1) {
      s.update(args[0]);
    }
  }

  @Override
  public PyObject[] referents(PyObject o) {
    return ((PySet) o).toArray();
  }
}
