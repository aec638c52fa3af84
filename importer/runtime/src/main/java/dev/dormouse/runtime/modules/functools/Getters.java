package dev.dormouse.runtime.modules.functools;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.ArgParser;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Ops;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.runtime.objects.ThreadState;
import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Method;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code operator.itemgetter} and {@code operator.attrgetter}: functions that fetch parts of their
 * argument.
 */
final class Getters extends PyObject {
  static final PyType ITEMGETTER =
      PyType.builtin("itemgetter", PyType.OBJECT, new GetterOps(false), new GettersItemTable())
          .in("operator");

  static final PyType ATTRGETTER =
      PyType.builtin("attrgetter", PyType.OBJECT, new GetterOps(true), new GettersAttributeTable())
          .in("operator");

  /** What was given: the keys, or attribute names that may have dots. */
  private final PyObject[] wanted;

  /** For attributes, the names between the dots; null for items. */
  private final PyStr[][] paths;

  private Getters(PyType type, PyObject[] wanted, PyStr[][] paths) {
    super(type);
    this.wanted = wanted;
    this.paths = paths;
  }

  private PyObject fetch(PyObject from, int i) {
    if (paths == null) {
      return Abstract.getItem(from, wanted[i]);
    }
    PyObject o = from;
    for (PyStr name : paths[i]) {
      o = Abstract.getAttribute(o, name);
    }
    return o;
  }

  /** Members of {@code itemgetter}. */
  @BuiltinType(
      name = "itemgetter",
      ops = GetterOps.class,
      parts = {Members.class},
      doc =
          "itemgetter(item, ...) --> a function that returns the items of its argument, in a tuple"
              + " if they are several.")
  static final class Item {
    private Item() {}
  }

  /** Members of {@code attrgetter}. */
  @BuiltinType(
      name = "attrgetter",
      ops = GetterOps.class,
      parts = {Members.class},
      doc =
          "attrgetter(attr, ...) --> a function that returns the attributes of its argument, in a"
              + " tuple if they are several.\n\n"
              + "Names with dots lead on into the attribute found.")
  static final class Attribute {
    private Attribute() {}
  }

  /** What both have. */
  static final class Members {
    private Members() {}

    @Method(name = "__reduce__", doc = "Return state information for pickling")
    static PyObject reduce(Getters g) {
      return PyTuple.of(g.type, PyTuple.of(g.wanted.clone()));
    }
  }

  /** The slots of both. */
  static final class GetterOps extends Ops {
    private final boolean attributes;

    GetterOps(boolean attributes) {
      this.attributes = attributes;
    }

    private String name() {
      return attributes ? "attrgetter" : "itemgetter";
    }

    @Override
    public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
      ArgParser.noKeywords(null, name(), kwnames);
      if (args.length == 0) {
        throw Errors.typeError(name() + " expected 1 argument, got 0");
      }
      if (!attributes) {
        return new Getters(cls, args.clone(), null);
      }
      PyStr[][] paths = new PyStr[args.length][];
      for (int i = 0; i < args.length; i++) {
        if (!(args[i] instanceof PyStr s)) {
          throw Errors.typeError("attribute name must be a string");
        }
        paths[i] = path(s);
      }
      return new Getters(cls, args.clone(), paths);
    }

    private static PyStr[] path(PyStr dotted) {
      String s = dotted.value();
      List<PyStr> names = new ArrayList<>(2);
      int start = 0;
      for (int dot = s.indexOf('.'); dot >= 0; dot = s.indexOf('.', start)) {
        names.add(PyStr.interned(s.substring(start, dot)));
        start = dot + 1;
      }
      names.add(PyStr.interned(s.substring(start)));
      return names.toArray(new PyStr[0]);
    }

    @Override
    public PyObject call(PyObject o, PyObject[] args, PyStr[] kwnames) {
      ArgParser.noKeywords(null, name(), kwnames);
      ArgParser.positional(null, name(), args, null, 1, 1);
      Getters g = (Getters) o;
      if (g.wanted.length == 1) {
        return g.fetch(args[0], 0);
      }
      PyObject[] found = new PyObject[g.wanted.length];
      for (int i = 0; i < found.length; i++) {
        found[i] = g.fetch(args[0], i);
      }
      return PyTuple.of(found);
    }

    @Override
    public PyObject repr(PyObject o) {
      Getters g = (Getters) o;
      ThreadState ts = ThreadState.current();
      if (!ts.enterRepr(o)) {
        return PyStr.of(g.type.fullName() + "(...)");
      }
      try {
        StringBuilder out = new StringBuilder(g.type.fullName()).append('(');
        for (int i = 0; i < g.wanted.length; i++) {
          out.append(i > 0 ? ", " : "").append(Abstract.repr(g.wanted[i]).value());
        }
        return PyStr.of(out.append(')').toString());
      } finally {
        ts.leaveRepr(o);
      }
    }

    @Override
    public PyObject[] referents(PyObject o) {
      return ((Getters) o).wanted;
    }
  }
}
