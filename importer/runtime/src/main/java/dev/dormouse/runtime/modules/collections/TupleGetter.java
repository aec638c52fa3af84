package dev.dormouse.runtime.modules.collections;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.ArgParser;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Ops;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.runtime.objects.Sequences;
import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Getter;
import dev.dormouse.tables.Method;
import dev.dormouse.tables.Setter;

/** The property behind a named tuple's field ({@code _tuplegetter}). */
@BuiltinType(name = "_tuplegetter", ops = TupleGetter.TupleGetterOps.class)
final class TupleGetter extends PyObject {
  static final PyType TYPE =
      PyType.builtin("_tuplegetter", PyType.OBJECT, new TupleGetterOps(), new TupleGetterTable())
          .in("_collections");

  private final int index;
  private PyObject doc;

  private TupleGetter(PyType type, int index, PyObject doc) {
    super(type);
    this.index = index;
    this.doc = doc;
  }

  @Getter(name = "__doc__", member = true)
  static PyObject getDoc(TupleGetter g) {
    return g.doc;
  }

  @Setter(name = "__doc__")
  static void setDoc(TupleGetter g, PyObject value) {
    g.doc = value == null ? NONE : value;
  }

  @Method(name = "__reduce__")
  static PyObject reduce(TupleGetter g) {
    return PyTuple.of(g.type, PyTuple.of(PyInt.of(g.index), g.doc));
  }

  /** The slots of {@code _tuplegetter}. */
  static final class TupleGetterOps extends Ops {
    @Override
    public PyObject repr(PyObject o) {
      TupleGetter g = (TupleGetter) o;
      return PyStr.of("_tuplegetter(" + g.index + ", " + Abstract.repr(g.doc).value() + ")");
    }

    @Override
    public PyObject descrGet(PyObject descr, PyObject obj, PyObject owner) {
      if (obj == null) {
        return descr;
      }
      TupleGetter g = (TupleGetter) descr;
      if (!(obj instanceof PyTuple t)) {
        if (obj == NONE) {
          return descr;
        }
        throw Errors.typeError(
            "descriptor for index '"
                + g.index
                + "' for tuple subclasses doesn't apply to '"
                + obj.type.name()
                + "' object");
      }
      if (g.index < 0 || g.index >= t.items.length) {
        throw Errors.indexError("tuple index out of range");
      }
      return t.items[g.index];
    }

    @Override
    public void descrSet(PyObject descr, PyObject obj, PyObject value) {
      throw Errors.attributeError(
          value == null ? "can't delete attribute" : "can't set attribute", null, null);
    }

    @Override
    public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
      PyObject[] p = ArgParser.positionalForNew(TYPE, cls, args, kwnames);
      ArgParser.positional(null, "_tuplegetter", p, null, 2, 2);
      return new TupleGetter(cls, Sequences.sizeArgument(p[0]), p[1]);
    }
  }
}
