package dev.dormouse.runtime.objects;

import java.util.ArrayList;
import java.util.List;

/**
 * What {@code types.GenericAlias} and {@code types.UnionType} have in common: collecting type
 * parameters, substituting them, showing types. Compare CPython's {@code
 * Objects/genericaliasobject.c}.
 */
public final class GenericAliases {
  private static final PyStr ORIGIN = PyStr.interned("__origin__");
  private static final PyStr ARGS = PyStr.interned("__args__");
  private static final PyStr PARAMETERS = PyStr.interned("__parameters__");
  private static final PyStr SUBST = PyStr.interned("__typing_subst__");
  private static final PyStr PREPARE = PyStr.interned("__typing_prepare_subst__");
  private static final PyStr IS_UNPACKED = PyStr.interned("__typing_is_unpacked_typevartuple__");
  private static final PyStr UNPACKED_ARGS = PyStr.interned("__typing_unpacked_tuple_args__");

  private GenericAliases() {}

  public static PyObject make(PyType origin, PyObject args) {
    return new PyGenericAlias(origin, args instanceof PyTuple t ? t : PyTuple.of(args));
  }

  static boolean is(PyObject o) {
    return o instanceof PyGenericAlias;
  }

  /** How a type shows as an argument: by qualified name if it is a class. */
  static String argumentRepr(PyObject a) {
    if (a == PyObject.ELLIPSIS) {
      return "...";
    }
    if (Abstract.getAttributeOrNull(a, ORIGIN) != null
        && Abstract.getAttributeOrNull(a, ARGS) != null) {
      return Abstract.repr(a).value();
    }
    PyObject qualname = Abstract.getAttributeOrNull(a, Names.QUALNAME);
    PyObject module = Abstract.getAttributeOrNull(a, Names.MODULE);
    if (qualname == null || module == null || module == PyObject.NONE) {
      return Abstract.repr(a).value();
    }
    String name = Abstract.str(qualname).value();
    String where = Abstract.str(module).value();
    return where.equals("builtins") ? name : where + "." + name;
  }

  /** The type parameters in {@code args}, each once, in order of appearance. */
  static PyTuple parameters(PyObject[] args) {
    List<PyObject> found = new ArrayList<>();
    for (PyObject a : args) {
      if (a instanceof PyType) {
        continue;
      }
      if (Abstract.getAttributeOrNull(a, SUBST) != null) {
        addOnce(found, a);
      } else if (Abstract.getAttributeOrNull(a, PARAMETERS) instanceof PyTuple inner) {
        for (PyObject p : inner.items) {
          addOnce(found, p);
        }
      }
    }
    return PyTuple.of(found.toArray(PyObject.NO_ARGS));
  }

  private static void addOnce(List<PyObject> found, PyObject p) {
    if (indexOf(found.toArray(PyObject.NO_ARGS), p) < 0) {
      found.add(p);
    }
  }

  private static int indexOf(PyObject[] all, PyObject o) {
    for (int i = 0; i < all.length; i++) {
      if (all[i] == o) {
        return i;
      }
    }
    return -1;
  }

  /** {@code self[item]}: the arguments of {@code self} with its parameters replaced. */
  static PyTuple substitute(PyObject self, PyTuple args, PyTuple parameters, PyObject item) {
    int expected = parameters.items.length;
    if (expected == 0) {
      throw Errors.typeError(Abstract.repr(self).value() + " is not a generic class");
    }
    PyObject given = unpack(item);
    for (PyObject p : parameters.items) {
      PyObject prepare = Abstract.getAttributeOrNull(p, PREPARE);
      if (prepare != null && prepare != PyObject.NONE) {
        given = Abstract.call(prepare, self, given instanceof PyTuple ? given : PyTuple.of(given));
      }
    }
    PyObject[] values = given instanceof PyTuple t ? t.items : new PyObject[] {given};
    if (values.length != expected) {
      throw Errors.typeError(
          "Too "
              + (values.length > expected ? "many" : "few")
              + " arguments for "
              + Abstract.repr(self).value()
              + "; actual "
              + values.length
              + ", expected "
              + expected);
    }
    List<PyObject> result = new ArrayList<>();
    for (PyObject a : args.items) {
      if (a instanceof PyType) {
        result.add(a);
        continue;
      }
      PyObject flag = Abstract.getAttributeOrNull(a, IS_UNPACKED);
      boolean unpacked = flag != null && Abstract.isTrue(flag);
      PyObject subst = Abstract.getAttributeOrNull(a, SUBST);
      PyObject replaced =
          subst != null
              ? Abstract.call(subst, values[indexOf(parameters.items, a)])
              : substituteIn(a, parameters.items, values);
      if (unpacked) {
        for (PyObject o : Abstract.toArray(replaced)) {
          result.add(o);
        }
      } else {
        result.add(replaced);
      }
    }
    return PyTuple.of(result.toArray(PyObject.NO_ARGS));
  }

  /**
   * Replaces the parameters of a type that itself has some, such as the {@code list[T]} of {@code
   * dict[str, list[T]]}.
   */
  private static PyObject substituteIn(PyObject o, PyObject[] parameters, PyObject[] values) {
    if (!(Abstract.getAttributeOrNull(o, PARAMETERS) instanceof PyTuple own)
        || own.items.length == 0) {
      return o;
    }
    List<PyObject> inner = new ArrayList<>();
    for (PyObject p : own.items) {
      int i = indexOf(parameters, p);
      if (i < 0) {
        inner.add(p);
      } else if (p.type.has(Slot.ITER) && values[i] instanceof PyTuple many) {
        for (PyObject v : many.items) {
          inner.add(v);
        }
      } else {
        inner.add(values[i]);
      }
    }
    return Abstract.getItem(o, PyTuple.of(inner.toArray(PyObject.NO_ARGS)));
  }

  /** Puts the arguments of unpacked tuples ({@code *tuple[int, str]}) among the others. */
  private static PyObject unpack(PyObject item) {
    PyObject[] items = item instanceof PyTuple t ? t.items : new PyObject[] {item};
    List<PyObject> result = new ArrayList<>();
    for (PyObject i : items) {
      PyObject inner = i instanceof PyType ? null : Abstract.getAttributeOrNull(i, UNPACKED_ARGS);
      if (inner instanceof PyTuple t
          && (t.items.length == 0 || t.items[t.items.length - 1] != PyObject.ELLIPSIS)) {
        for (PyObject o : t.items) {
          result.add(o);
        }
      } else {
        result.add(i);
      }
    }
    return PyTuple.of(result.toArray(PyObject.NO_ARGS));
  }
}
