package dev.dormouse.runtime.modules.ctypes;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.tables.BuiltinType;
import java.util.HashSet;
import java.util.Set;

/** {@code Structure} and {@code Union}. */
final class PyStructure {
  private static final PyStr FIELDS = PyStr.interned("_fields_");

  private PyStructure() {}

  /** Structures. */
  @BuiltinType(name = "Structure", ops = FieldedOps.class, doc = "Structure base class")
  static final class Struct {
    static final PyType TYPE =
        CtypesModule.data(
            "Structure", new FieldedOps(), new PyStructureStructTable(), MetaTypes.StructType.TYPE);

    private Struct() {}
  }

  /** Unions. */
  @BuiltinType(name = "Union", ops = FieldedOps.class, doc = "Union base class")
  static final class Union {
    static final PyType TYPE =
        CtypesModule.data(
            "Union", new FieldedOps(), new PyStructureUnionTable(), MetaTypes.UnionType.TYPE);

    private Union() {}
  }

  /** The slots. */
  static final class FieldedOps extends PyCData.DataOps {
    @Override
    public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
      return PyCData.fresh(cls);
    }

    @Override
    public void init(PyObject o, PyObject[] args, PyStr[] kwnames) {
      initialize(o, args, kwnames);
    }
  }

  private static void initialize(PyObject o, PyObject[] args, PyStr[] kwnames) {
    int keywords = kwnames == null ? 0 : kwnames.length;
    int positional = args.length - keywords;
    Set<PyStr> given = new HashSet<>();
    if (positional > 0) {
      int used = fill(o, o.type, args, 0, positional, given);
      if (used < positional) {
        throw Errors.typeError("too many initializers");
      }
    }
    for (int i = 0; i < keywords; i++) {
      if (given.contains(kwnames[i])) {
        throw Errors.typeError("duplicate values for field " + Abstract.repr(kwnames[i]).value());
      }
      Abstract.setAttribute(o, kwnames[i], args[positional + i]);
    }
  }

  /** Sets fields in order, those of bases first; answers which argument is the next. */
  private static int fill(
      PyObject o, PyType cls, PyObject[] args, int next, int end, Set<PyStr> given) {
    if (CType.of(cls.base) != null) {
      next = fill(o, cls.base, args, next, end, given);
    }
    PyObject fields = cls.own(FIELDS);
    if (fields == null) {
      return next;
    }
    for (PyObject pair : Abstract.toArray(fields)) {
      if (next == end) {
        break;
      }
      PyStr name = (PyStr) (pair instanceof PyTuple t ? t.items[0] : Abstract.toArray(pair)[0]);
      Abstract.setAttribute(o, name, args[next++]);
      given.add(name);
    }
    return next;
  }
}
