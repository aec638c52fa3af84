package dev.dormouse.runtime.modules.elementtree;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Exceptions;
import dev.dormouse.runtime.objects.Generic;
import dev.dormouse.runtime.objects.Ops;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyList;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PySlice;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.runtime.objects.Sequences;
import dev.dormouse.runtime.objects.Slices;
import dev.dormouse.runtime.objects.ThreadState;
import java.util.ArrayList;

/** The slots of {@code Element}: it is a sequence of its children. */
final class ElementOps extends Ops {
  private static final PyElement[] NOTHING = {};

  @Override
  public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
    return new PyElement(cls);
  }

  @Override
  public void init(PyObject o, PyObject[] args, PyStr[] kwnames) {
    PyElement e = (PyElement) o;
    PyElement.checkCount("Element", 1, args, kwnames);
    var attributes = PyElement.attributes("Element", 1, args, kwnames);
    if (attributes != null && attributes.size() > 0) {
      e.reset();
      e.attributes = attributes;
    }
    e.tag = args[0];
    e.text = PyObject.NONE;
    e.tail = PyObject.NONE;
  }

  @Override
  public int length(PyObject o) {
    return ((PyElement) o).count;
  }

  private static boolean isInside(PyElement e, int index) {
    return index >= 0 && index < e.count;
  }

  /** Counts negative numbers from the end; throws if the key is no number. */
  private static int index(PyElement e, PyObject key) {
    if (!Abstract.hasIndex(key)) {
      throw Errors.typeError("element indices must be integers");
    }
    int i = Abstract.toIndex(key, Exceptions.IndexError);
    return i < 0 ? i + e.count : i;
  }

  @Override
  public PyObject getItem(PyObject o, PyObject key) {
    PyElement e = (PyElement) o;
    if (key instanceof PySlice slice) {
      Slices range = select(e, slice);
      PyObject[] selected = new PyObject[range.count];
      for (int i = 0, at = range.start; i < selected.length; i++, at += range.step) {
        selected[i] = e.child(at);
      }
      return PyList.of(selected);
    }
    int i = index(e, key);
    if (!isInside(e, i)) {
      throw Errors.indexError("child index out of range");
    }
    return e.child(i);
  }

  @Override
  public void setItem(PyObject o, PyObject key, PyObject value) {
    PyElement e = (PyElement) o;
    if (key instanceof PySlice slice) {
      if (value == null) {
        delete(e, select(e, slice));
      } else {
        assign(e, slice, value);
      }
      return;
    }
    int i = index(e, key);
    if (!isInside(e, i)) {
      throw Errors.indexError("child assignment index out of range");
    }
    if (value == null) {
      e.removeAt(i);
    } else {
      e.setChild(i, PyElement.check(value));
    }
  }

  /** What a slice selects of the children that are there once its parts are numbers. */
  private static Slices select(PyElement e, PySlice slice) {
    PySlice known = known(slice);
    return Slices.of(known, e.count);
  }

  /** The same slice, of which no part runs Python code when it is asked for its number. */
  private static PySlice known(PySlice slice) {
    PyObject step = known(slice.step);
    PyObject start = known(slice.start);
    PyObject stop = known(slice.stop);
    return new PySlice(start, stop, step);
  }

  private static PyObject known(PyObject part) {
    return part instanceof PyInt || !Abstract.hasIndex(part) ? part : Abstract.index(part);
  }

  private static void delete(PyElement e, Slices range) {
    if (range.count == 0) {
      return;
    }
    if (range.step == 1) {
      e.replace(range.start, range.stop, NOTHING);
      return;
    }
    int last = range.start + (range.count - 1) * range.step;
    int low = Math.min(range.start, last);
    int high = Math.max(range.start, last) + 1;
    int step = Math.abs(range.step);
    ArrayList<PyElement> kept = new ArrayList<>();
    for (int i = low; i < high; i++) {
      if ((i - low) % step != 0) {
        kept.add(e.child(i));
      }
    }
    e.replace(low, high, kept.toArray(NOTHING));
  }

  private static void assign(PyElement e, PySlice slice, PyObject value) {
    PySlice known = known(slice);
    Slices.of(known, e.count);
    PyObject[] all =
        Sequences.fast(value, "expected sequence, not \"" + value.type.fullName() + "\"");
    Slices range = Slices.of(known, e.count);
    if (range.step != 1 && all.length != range.count) {
      throw Errors.valueError(
          "attempt to assign sequence of size "
              + all.length
              + " to extended slice of size "
              + range.count);
    }
    PyElement[] by = new PyElement[all.length];
    for (int i = 0; i < by.length; i++) {
      by[i] = PyElement.check(all[i]);
    }
    if (range.step == 1) {
      e.replace(range.start, Math.max(range.start, range.stop), by);
      return;
    }
    for (int i = 0, at = range.start; i < by.length; i++, at += range.step) {
      e.setChild(at, by[i]);
    }
  }

  @Override
  public PyObject repr(PyObject o) {
    PyElement e = (PyElement) o;
    ThreadState ts = ThreadState.current();
    if (!ts.enterRepr(o)) {
      throw Errors.runtimeError("reentrant call inside " + o.type.fullName() + ".__repr__");
    }
    try {
      return PyStr.of(
          "<Element " + Abstract.repr(e.tag).value() + " at " + Generic.address(o) + ">");
    } finally {
      ts.leaveRepr(o);
    }
  }

  @Override
  public PyObject[] referents(PyObject o) {
    PyElement e = (PyElement) o;
    PyObject[] children = e.toArray();
    PyObject[] all = new PyObject[children.length + (e.attributes == null ? 3 : 4)];
    System.arraycopy(children, 0, all, 0, children.length);
    int n = children.length;
    all[n++] = e.tag;
    all[n++] = e.text();
    all[n++] = e.tail();
    if (e.attributes != null) {
      all[n] = e.attributes;
    }
    return all;
  }
}
