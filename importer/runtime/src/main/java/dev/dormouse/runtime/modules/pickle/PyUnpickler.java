package dev.dormouse.runtime.modules.pickle;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.ArgParser;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Exceptions;
import dev.dormouse.runtime.objects.Interpreter;
import dev.dormouse.runtime.objects.Ops;
import dev.dormouse.runtime.objects.PyDict;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Getter;
import dev.dormouse.tables.Method;
import dev.dormouse.tables.Setter;

/** {@code _pickle.Unpickler}: options and the memo, which lasts from one load to the next. */
@BuiltinType(
    name = "Unpickler",
    ops = PyUnpickler.UnpicklerOps.class,
    doc =
        "(file, *, fix_imports=True, encoding='ASCII', errors='strict',\n"
            + "          buffers=())\n"
            + "--\n\n"
            + "This reads pickles from a binary file, which has read() and readline().\n\n"
            + "fix_imports, encoding and errors are about pickles that Python 2 wrote: whether\n"
            + "modules have other names there, and how to decode its str, which stays bytes if"
            + " the\n"
            + "encoding is 'bytes'. buffers gives the buffers that the pickle refers to.")
final class PyUnpickler extends PyObject {
  static final PyType TYPE =
      PyType.builtin("Unpickler", PyType.OBJECT, new UnpicklerOps(), new PyUnpicklerTable())
          .in("_pickle")
          .with(PyType.BASETYPE);

  private static final PyStr PERSISTENT_LOAD = PyStr.interned("persistent_load");

  /** Null before {@code __init__}. */
  PickleInput input;

  UnpicklerMemo memo = new UnpicklerMemo();
  String encoding = "ASCII";
  String errors = "strict";
  boolean fixImports = true;

  /** An iterator; null for none. */
  PyObject buffers;

  /** {@code persistent_load}; null for none. */
  PyObject persistentLoad;

  /** Of the pickle that is being read. */
  int protocol;

  PyUnpickler(PyType type) {
    super(type);
  }

  /** Sets the options, by name as they come: fix_imports, encoding, errors, buffers. */
  PyUnpickler with(String function, PyObject[] a, int from, PickleInput in) {
    fixImports = a[from] == null || Abstract.isTrue(a[from]);
    encoding = text(function, "encoding", a[from + 1], "ASCII");
    errors = text(function, "errors", a[from + 2], "strict");
    PyObject b = a[from + 3];
    buffers = b == null || b == NONE ? null : Abstract.iter(b);
    input = in;
    return this;
  }

  private static String text(String function, String name, PyObject o, String otherwise) {
    return o == null ? otherwise : ArgParser.toText(o, function, "'" + name + "'");
  }

  PyObject unpickle() {
    protocol = 0;
    PyObject value = new Loader(this).load();
    input.skipConsumed();
    return value;
  }

  @Method(doc = "Read a pickle from the file and return the object that it makes.")
  PyObject load() {
    if (input == null) {
      throw PickleErrors.unpickling(
          "Unpickler.__init__() was not called by " + type.fullName() + ".__init__()");
    }
    return unpickle();
  }

  @Method(
      name = "find_class",
      signature = "(module_name, global_name, /)",
      doc =
          "Return an object of a module, which is imported if need be.\n\n"
              + "Subclasses override this to say what pickles may name: classes and functions"
              + " alike.")
  PyObject findClass(PyObject moduleName, PyObject globalName) {
    Interpreter interpreter = Interpreter.current();
    audit(interpreter, moduleName, globalName);
    PyObject module = moduleName;
    PyObject name = globalName;
    if (protocol < 3 && fixImports) {
      PickleRegistries registries = PickleRegistries.current();
      PyObject pair = registries.nameMapping().get(PyTuple.of(module, name));
      if (pair instanceof PyTuple t && t.items.length == 2) {
        module = t.items[0];
        name = t.items[1];
      } else {
        PyObject renamed = registries.importMapping().get(module);
        module = renamed == null ? module : renamed;
      }
    }
    if (!(module instanceof PyStr m)) {
      throw Errors.typeError("module name must be a string");
    }
    PyObject o = interpreter.importer().importModule(m.value());
    PyStr global = Abstract.attributeName(name);
    PyStr[] path = protocol >= 4 ? DottedName.split(global, o, "get") : new PyStr[] {global};
    PyObject found = DottedName.find(o, path);
    if (found == null) {
      throw Errors.of(
          Exceptions.AttributeError,
          "Can't get attribute "
              + Abstract.repr(global).value()
              + " on "
              + Abstract.repr(o).value());
    }
    return found;
  }

  private static void audit(Interpreter interpreter, PyObject module, PyObject name) {
    if (interpreter.auditHooks.size() > 0) {
      Abstract.call(interpreter.sysAttribute("audit"), PyStr.of("pickle.find_class"), module, name);
    }
  }

  @Method(name = "__sizeof__", doc = "Return the size in memory, in bytes.")
  int sizeOf() {
    return 128 + memo.size() * 8;
  }

  @Getter
  PyObject memo() {
    return new PyUnpicklerMemoProxy(this);
  }

  @Setter(name = "memo")
  void setMemo(PyObject value) {
    if (value == null) {
      throw Errors.typeError("attribute deletion is not supported");
    }
    if (value instanceof PyUnpicklerMemoProxy proxy) {
      memo = proxy.unpickler.memo.copy();
      return;
    }
    if (!(value instanceof PyDict d)) {
      throw Errors.typeError(
          "'memo' attribute must be an UnpicklerMemoProxy object or dict, not "
              + value.type.fullName());
    }
    UnpicklerMemo made = new UnpicklerMemo();
    for (int i = 0; i < d.slotLimit(); i++) {
      if (d.keyAt(i) != null) {
        if (!(d.keyAt(i) instanceof PyInt key)) {
          throw Errors.typeError("memo key must be integers");
        }
        long number = ArgParser.toLong(key);
        if (number < 0) {
          throw Errors.valueError("memo key must be positive integers.");
        }
        made.put(number, d.valueAt(i));
      }
    }
    memo = made;
  }

  @Getter(name = "persistent_load")
  PyObject persistentLoad() {
    if (persistentLoad == null) {
      throw Errors.attributeError("persistent_load", this, PERSISTENT_LOAD);
    }
    return persistentLoad;
  }

  @Setter(name = "persistent_load")
  void setPersistentLoad(PyObject value) {
    if (value == null) {
      throw Errors.typeError("attribute deletion is not supported");
    }
    if (!Abstract.isCallable(value)) {
      throw Errors.typeError("persistent_load must be a callable taking one argument");
    }
    persistentLoad = value;
  }

  static final class UnpicklerOps extends Ops {
    @Override
    public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
      return new PyUnpickler(cls);
    }

    @Override
    public void init(PyObject o, PyObject[] args, PyStr[] kwnames) {
      PyObject[] a =
          ArgParser.parse(
              "Unpickler", "file\0fix_imports\0encoding\0errors\0buffers", 0, 1, 1, args, kwnames);
      PyUnpickler u = (PyUnpickler) o;
      u.with("Unpickler", a, 1, new PickleInput(a[0]));
      u.persistentLoad = o.type == TYPE ? null : Abstract.getAttributeOrNull(o, PERSISTENT_LOAD);
      u.memo = new UnpicklerMemo();
    }
  }
}
