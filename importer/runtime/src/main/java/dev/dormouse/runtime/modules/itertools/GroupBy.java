package dev.dormouse.runtime.modules.itertools;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.ArgParser;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Ops;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Method;

/** {@code groupby}. */
@BuiltinType(
    name = "groupby",
    ops = GroupBy.GroupByOps.class,
    doc =
        "(iterable, key=None)\n"
            + "--\n\n"
            + "Pairs of a key and an iterator over the consecutive items that have it.")
final class GroupBy extends PyObject {
  static final PyType TYPE =
      PyType.builtin("groupby", PyType.OBJECT, new GroupByOps(), new GroupByTable())
          .in("itertools")
          .with(PyType.BASETYPE);

  private final PyObject iterator;

  /** None when items are their own keys. */
  private final PyObject keyFunction;

  /** The key of the group that is handed out; null before the first. */
  private PyObject targetKey;

  /** The key of {@link #currentValue}; null before the first item. */
  private PyObject currentKey;

  /** The item ahead; null when a group has taken it. */
  private PyObject currentValue;

  /** The one group that may still draw items: asking for the next group ends the one before. */
  private PyObject currentGroup;

  private GroupBy(PyType type, PyObject iterator, PyObject keyFunction) {
    super(type);
    this.iterator = iterator;
    this.keyFunction = keyFunction;
  }

  @Method(name = "__reduce__", doc = "Return state information for pickling.")
  static PyObject reduce(GroupBy g) {
    PyTuple args = PyTuple.of(g.iterator, g.keyFunction);
    if (g.targetKey == null || g.currentKey == null || g.currentValue == null) {
      return PyTuple.of(g.type, args);
    }
    return PyTuple.of(g.type, args, PyTuple.of(g.currentValue, g.targetKey, g.currentKey));
  }

  @Method(
      name = "__setstate__",
      signature = "(state, /)",
      doc = "Set state information for unpickling.")
  static void setState(GroupBy g, PyObject state) {
    PyObject[] parts = ItertoolsModule.state(state, 3, 3);
    g.currentValue = parts[0];
    g.targetKey = parts[1];
    g.currentKey = parts[2];
  }

  /** Takes the next item; false at the end. */
  private boolean step() {
    PyObject value = Abstract.next(iterator);
    if (value == null) {
      return false;
    }
    PyObject key = keyFunction == NONE ? value : Abstract.call(keyFunction, value);
    currentValue = value;
    currentKey = key;
    return true;
  }

  /** The slots of {@code groupby}. */
  static final class GroupByOps extends Ops {
    @Override
    public PyObject iter(PyObject o) {
      return o;
    }

    @Override
    public PyObject next(PyObject o) {
      GroupBy g = (GroupBy) o;
      g.currentGroup = null;
      while (g.currentKey == null
          || g.targetKey != null && Abstract.equal(g.targetKey, g.currentKey)) {
        if (!g.step()) {
          return null;
        }
      }
      g.targetKey = g.currentKey;
      return PyTuple.of(g.currentKey, new Group(g, g.targetKey));
    }

    @Override
    public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
      PyObject[] p = ArgParser.parse("groupby", "iterable\0key", 0, 2, 1, args, kwnames);
      return new GroupBy(cls, Abstract.iter(p[0]), p[1] == null ? NONE : p[1]);
    }

    @Override
    public PyObject[] referents(PyObject o) {
      GroupBy g = (GroupBy) o;
      PyObject[] all = {g.iterator, g.keyFunction, g.targetKey, g.currentKey, g.currentValue};
      return ItertoolsModule.present(all);
    }
  }

  /** The items of one group ({@code _grouper}). */
  @BuiltinType(name = "_grouper", ops = GroupOps.class)
  static final class Group extends PyObject {
    static final PyType TYPE =
        PyType.builtin("_grouper", PyType.OBJECT, new GroupOps(), new GroupByGroupTable())
            .in("itertools");

    private final GroupBy parent;
    private final PyObject key;

    Group(GroupBy parent, PyObject key) {
      super(TYPE);
      this.parent = parent;
      this.key = key;
      parent.currentGroup = this;
    }

    @Method(name = "__reduce__", doc = "Return state information for pickling.")
    static PyObject reduceGroup(Group g) {
      return g.parent.currentGroup == g
          ? PyTuple.of(g.type, PyTuple.of(g.parent, g.key))
          : ItertoolsModule.emptyIterator();
    }
  }

  /** The slots of {@code _grouper}. */
  static final class GroupOps extends Ops {
    @Override
    public PyObject iter(PyObject o) {
      return o;
    }

    @Override
    public PyObject next(PyObject o) {
      Group g = (Group) o;
      GroupBy parent = g.parent;
      if (parent.currentGroup != g) {
        return null;
      }
      if (parent.currentValue == null && !parent.step()) {
        return null;
      }
      if (!Abstract.equal(g.key, parent.currentKey)) {
        return null;
      }
      PyObject item = parent.currentValue;
      parent.currentValue = null;
      return item;
    }

    @Override
    public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
      PyObject[] p = ArgParser.positionalForNew(Group.TYPE, cls, args, kwnames);
      ArgParser.positional(null, "_grouper", p, null, 2, 2);
      if (!(p[0] instanceof GroupBy parent)) {
        throw Errors.typeError(
            "_grouper() argument 1 must be itertools.groupby, not " + ArgParser.typeName(p[0]));
      }
      return new Group(parent, p[1]);
    }

    @Override
    public PyObject[] referents(PyObject o) {
      Group g = (Group) o;
      return new PyObject[] {g.parent, g.key};
    }
  }
}
