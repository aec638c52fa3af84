package dev.dormouse.runtime.modules.pickle;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Codecs;
import dev.dormouse.runtime.objects.Exceptions;
import dev.dormouse.runtime.objects.Interpreter;
import dev.dormouse.runtime.objects.Names;
import dev.dormouse.runtime.objects.PyDict;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.objects.PyType;
import java.nio.charset.StandardCharsets;

/** What of a dump is written by name, or as a call that makes it anew. */
final class ReducedSaver {
  private final Saver saver;

  ReducedSaver(Saver saver) {
    this.saver = saver;
  }

  /** The types of the singletons are in no module: they are calls of type. */
  void saveType(PyType t) {
    PyObject instance =
        t == PyObject.NONE.type
            ? PyObject.NONE
            : t == PyObject.ELLIPSIS.type
                ? PyObject.ELLIPSIS
                : t == PyObject.NOT_IMPLEMENTED.type ? PyObject.NOT_IMPLEMENTED : null;
    if (instance == null) {
      saveGlobal(t, null);
    } else {
      saveReduce(PyTuple.of(PyType.TYPE, PyTuple.of(instance)), t);
    }
  }

  // by name

  /** {@code name} null stands for the object's own. */
  void saveGlobal(PyObject o, PyStr name) {
    PyObject given = name;
    if (given == null) {
      given = Abstract.getAttributeOrNull(o, Names.QUALNAME);
      if (given == null) {
        given = Abstract.getAttribute(o, Names.DUNDER_NAME);
      }
    }
    PyStr global = Abstract.attributeName(given);
    PyStr[] path = DottedName.split(global, null, "pickle");
    PyObject moduleName = moduleOf(o, path);
    PyObject module;
    try {
      module = Interpreter.current().importer().importModule(((PyStr) moduleName).value());
    } catch (PyException e) {
      throw cannot(o, "import of module " + Abstract.repr(moduleName).value() + " failed");
    }
    PyObject parent = module;
    PyObject found = module;
    for (PyStr part : path) {
      parent = found;
      found = found == null ? null : Abstract.getAttributeOrNull(found, part);
    }
    String place = Abstract.str(moduleName).value();
    if (found == null) {
      throw cannot(o, "attribute lookup " + global.value() + " on " + place + " failed");
    }
    if (found != o) {
      throw cannot(o, "it's not the same object as " + place + "." + global.value());
    }
    if (saver.protocol >= 2 && saveExtension(o, moduleName, global)) {
      return;
    }
    if (saver.protocol >= 4) {
      saver.save(moduleName);
      saver.save(global);
      saver.out.op(Opcodes.STACK_GLOBAL);
    } else if (parent != module) {
      PyObject getattr = Interpreter.current().builtin("getattr");
      saveReduce(PyTuple.of(getattr, PyTuple.of(parent, path[path.length - 1])), null);
    } else {
      writeGlobal(o, moduleName, path[path.length - 1]);
    }
    saver.putMemo(o);
  }

  private static PyException cannot(PyObject o, String why) {
    return PickleErrors.pickling("Can't pickle " + Abstract.repr(o).value() + ": " + why);
  }

  /** Where an object says it is, or the module where it is found; {@code __main__} otherwise. */
  private static PyObject moduleOf(PyObject o, PyStr[] path) {
    PyObject name = Abstract.getAttributeOrNull(o, Names.MODULE);
    if (name != null && name != PyObject.NONE) {
      // The memo goes by identity.
      return name instanceof PyStr s && s.type == PyStr.TYPE ? PyStr.interned(s) : name;
    }
    PyObject modules = Interpreter.current().sysAttribute("modules");
    PyObject all = Abstract.callMethod(Abstract.callMethod(modules, "copy"), "items");
    for (PyObject item : Abstract.toArray(all)) {
      PyObject[] pair = ((PyTuple) item).items;
      if (pair[1] != PyObject.NONE
          && !(pair[0] instanceof PyStr s && s.value().equals("__main__"))
          && DottedName.find(pair[1], path) == o) {
        return pair[0];
      }
    }
    return Names.MAIN;
  }

  private boolean saveExtension(PyObject o, PyObject module, PyStr global) {
    PyDict extensions = saver.registries.extensions;
    PyObject code = extensions.size() == 0 ? null : extensions.get(PyTuple.of(module, global));
    if (code == null) {
      return false;
    }
    if (!(code instanceof PyInt i)) {
      throw PickleErrors.pickling(
          "Can't pickle "
              + Abstract.repr(o).value()
              + ": extension code "
              + Abstract.repr(code).value()
              + " isn't an integer");
    }
    long n = i.isBig() ? -1 : i.longValue();
    if (n <= 0 || n > Integer.MAX_VALUE) {
      throw PickleErrors.pickling(
          "Can't pickle "
              + Abstract.repr(o).value()
              + ": extension code "
              + Abstract.str(code).value()
              + " is out of range");
    }
    if (n < 256) {
      saver.out.op(Opcodes.EXT1, n, 1);
    } else if (n < 65536) {
      saver.out.op(Opcodes.EXT2, n, 2);
    } else {
      saver.out.op(Opcodes.EXT4, n, 4);
    }
    return true;
  }

  private void writeGlobal(PyObject o, PyObject moduleName, PyStr name) {
    PyObject module = moduleName;
    PyObject global = name;
    if (saver.pickler.fixImports) {
      PyObject pair = saver.registries.reverseNameMapping().get(PyTuple.of(module, global));
      if (pair instanceof PyTuple t && t.items.length == 2) {
        module = t.items[0];
        global = t.items[1];
      } else {
        PyObject old = saver.registries.reverseImportMapping().get(module);
        module = old == null ? module : old;
      }
    }
    String m = identifier(module, "module identifier '" + Abstract.str(module).value() + "'");
    String g =
        identifier(
            global,
            "global identifier '"
                + Abstract.str(module).value()
                + "."
                + Abstract.str(global).value()
                + "'");
    saver.out.line(Opcodes.GLOBAL, m);
    saver.out.write(latin(g + "\n"));
  }

  /** A name in the encoding of the protocol, one char a byte. */
  private String identifier(PyObject name, String called) {
    try {
      byte[] bytes =
          Codecs.encodeText((PyStr) name, saver.protocol == 3 ? "utf-8" : "ascii", "strict").value;
      return new String(bytes, StandardCharsets.ISO_8859_1);
    } catch (PyException e) {
      if (!e.matches(Exceptions.UnicodeEncodeError)) {
        throw e;
      }
      throw PickleErrors.pickling(
          "can't pickle " + called + " using pickle protocol " + saver.protocol);
    }
  }

  private static byte[] latin(String s) {
    return s.getBytes(StandardCharsets.ISO_8859_1);
  }

  // by a call

  /** What {@code __reduce__} returned, for an object that may be null. */
  void saveReduce(PyTuple value, PyObject o) {
    PyObject[] v = value.items;
    if (v.length < 2 || v.length > 6) {
      throw PickleErrors.pickling("tuple returned by __reduce__ must contain 2 through 6 elements");
    }
    PyObject callable = v[0];
    if (!Abstract.isCallable(callable)) {
      throw PickleErrors.pickling(
          "first item of the tuple returned by __reduce__ must be callable");
    }
    if (!(v[1] instanceof PyTuple arguments)) {
      throw PickleErrors.pickling(
          "second item of the tuple returned by __reduce__ must be a tuple");
    }
    PyObject state = element(v, 2);
    PyObject listItems = iterator(v, 3, "fourth");
    PyObject dictItems = iterator(v, 4, "fifth");
    PyObject setter = element(v, 5);
    if (setter != null && !Abstract.isCallable(setter)) {
      throw PickleErrors.pickling(
          "sixth element of the tuple returned by __reduce__ must be a function, not "
              + setter.type.fullName());
    }
    String name = saver.protocol >= 2 ? nameOf(callable) : "";
    if (name.equals("__newobj_ex__")) {
      saveNewExtended(arguments);
    } else if (name.equals("__newobj__")) {
      saveNew(arguments, o);
    } else {
      saver.save(callable);
      saver.save(arguments);
      saver.out.op(Opcodes.REDUCE);
    }
    if (o != null) {
      if (saver.isInMemo(o)) {
        // A tuple that refers to itself: it was written while its arguments were.
        saver.out.op(Opcodes.POP);
        saver.getMemo(o);
      } else {
        saver.putMemo(o);
      }
    }
    if (listItems != null) {
      saver.appendAll(listItems);
    }
    if (dictItems != null) {
      saver.setAll(dictItems);
    }
    if (state != null && setter == null) {
      saver.save(state);
      saver.out.op(Opcodes.BUILD);
    } else if (state != null) {
      saver.save(setter);
      saver.save(o);
      saver.save(state);
      saver.out.op(Opcodes.TUPLE2);
      saver.out.op(Opcodes.REDUCE);
      saver.out.op(Opcodes.POP);
    }
  }

  private static PyObject element(PyObject[] v, int i) {
    return i < v.length && v[i] != PyObject.NONE ? v[i] : null;
  }

  private static PyObject iterator(PyObject[] v, int i, String which) {
    PyObject o = element(v, i);
    if (o != null && !Abstract.isIterator(o)) {
      throw PickleErrors.pickling(
          which
              + " element of the tuple returned by __reduce__ must be an iterator, not "
              + o.type.fullName());
    }
    return o;
  }

  private static String nameOf(PyObject callable) {
    return Abstract.getAttributeOrNull(callable, Names.DUNDER_NAME) instanceof PyStr s
        ? s.value()
        : "";
  }

  private void saveNewExtended(PyTuple arguments) {
    PyObject[] a = arguments.items;
    if (a.length != 3) {
      throw PickleErrors.pickling(
          "length of the NEWOBJ_EX argument tuple must be exactly 3, not " + a.length);
    }
    if (!(a[0] instanceof PyType)) {
      throw notA("first", "class", a[0]);
    }
    if (!(a[1] instanceof PyTuple positional)) {
      throw notA("second", "tuple", a[1]);
    }
    if (!(a[2] instanceof PyDict keywords)) {
      throw notA("third", "dict", a[2]);
    }
    if (saver.protocol >= 4) {
      saver.save(a[0]);
      saver.save(a[1]);
      saver.save(a[2]);
      saver.out.op(Opcodes.NEWOBJ_EX);
      return;
    }
    PyObject[] bound = new PyObject[positional.items.length + 2];
    bound[0] = Abstract.getAttribute(a[0], Names.NEW);
    bound[1] = a[0];
    System.arraycopy(positional.items, 0, bound, 2, positional.items.length);
    saver.save(
        Abstract.callWithDict(PickleRegistries.attribute("functools", "partial"), bound, keywords));
    saver.save(PyTuple.EMPTY);
    saver.out.op(Opcodes.REDUCE);
  }

  private static PyException notA(String which, String what, PyObject o) {
    return PickleErrors.pickling(
        which
            + " item from NEWOBJ_EX argument tuple must be a "
            + what
            + ", not "
            + o.type.fullName());
  }

  private void saveNew(PyTuple arguments, PyObject o) {
    if (arguments.items.length < 1) {
      throw PickleErrors.pickling("__newobj__ arglist is empty");
    }
    PyObject cls = arguments.items[0];
    if (!(cls instanceof PyType)) {
      throw PickleErrors.pickling("args[0] from __newobj__ args is not a type");
    }
    if (o != null && Abstract.getAttributeOrNull(o, Names.CLASS) != cls) {
      throw PickleErrors.pickling("args[0] from __newobj__ args has the wrong class");
    }
    saver.save(cls);
    saver.save(PyTuple.of(Abstract.tail(arguments.items)));
    saver.out.op(Opcodes.NEWOBJ);
  }
}
