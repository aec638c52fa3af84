package dev.dormouse.runtime.modules.itertools;

import dev.dormouse.runtime.objects.BuiltinTable;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Interpreter;
import dev.dormouse.runtime.objects.ItemArrays;
import dev.dormouse.runtime.objects.PyModule;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.runtime.objects.Sequences;
import dev.dormouse.tables.BuiltinModule;
import dev.dormouse.tables.Function;

/** {@code itertools}. */
@BuiltinModule(name = "itertools", doc = "Functional tools for creating and using iterators.")
public final class ItertoolsModule {
  private ItertoolsModule() {}

  public static BuiltinTable table() {
    return new ItertoolsModuleTable();
  }

  @Function(signature = "(iterable, n=2, /)", doc = "Returns a tuple of n independent iterators.")
  static PyObject tee(PyObject iterable, PyObject n) {
    int count = n == null ? 2 : Sequences.sizeArgument(n);
    if (count < 0) {
      throw Errors.valueError("n must be >= 0");
    }
    return Tee.split(iterable, count);
  }

  static void exec(PyModule m) {
    PyType[] types = {
      Accumulate.TYPE,
      Arrangements.COMBINATIONS,
      Arrangements.COMBINATIONS_WITH_REPLACEMENT,
      Arrangements.PERMUTATIONS,
      Chain.TYPE,
      Count.TYPE,
      Cycle.TYPE,
      GroupBy.TYPE,
      GroupBy.Group.TYPE,
      ISlice.TYPE,
      Pairwise.TYPE,
      Product.TYPE,
      Repeat.TYPE,
      Selection.COMPRESS,
      Selection.DROPWHILE,
      Selection.FILTERFALSE,
      Selection.STARMAP,
      Selection.TAKEWHILE,
      Tee.TYPE,
      Tee.Data.TYPE,
      ZipLongest.TYPE
    };
    for (PyType t : types) {
      m.set(t.name(), t);
    }
  }

  /** {@code iter(())}: what a used-up iterator pickles as. */
  static PyTuple emptyIterator() {
    return PyTuple.of(Interpreter.current().builtin("iter"), PyTuple.of(PyTuple.EMPTY));
  }

  /** The parts of a pickled state. */
  static PyObject[] state(PyObject state, int min, int max) {
    if (!(state instanceof PyTuple t)) {
      throw Errors.typeError("state is not a tuple");
    }
    int n = t.items.length;
    if (n < min || n > max) {
      String how = min == max ? "exactly" : n < min ? "at least" : "at most";
      int bound = n < min ? min : max;
      throw Errors.typeError(
          "function takes "
              + how
              + " "
              + bound
              + " argument"
              + (bound == 1 ? "" : "s")
              + " ("
              + n
              + " given)");
    }
    return t.items;
  }

  /** A part of a pickled state that must be of a type. */
  static PyObject part(PyObject[] parts, int i, PyType type) {
    if (!parts[i].type.isSubtype(type)) {
      throw Errors.typeError(
          "argument " + (i + 1) + " must be " + type.fullName() + ", not " + parts[i].type.name());
    }
    return parts[i];
  }

  /** Those that are not null. */
  static PyObject[] present(PyObject[] all) {
    PyObject[] some = new PyObject[all.length];
    int n = 0;
    for (PyObject o : all) {
      if (o != null) {
        some[n++] = o;
      }
    }
    return ItemArrays.copyOf(some, n);
  }
}
