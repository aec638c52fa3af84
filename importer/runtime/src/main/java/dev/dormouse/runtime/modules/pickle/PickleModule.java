package dev.dormouse.runtime.modules.pickle;

import dev.dormouse.runtime.objects.ArgParser;
import dev.dormouse.runtime.objects.BuiltinTable;
import dev.dormouse.runtime.objects.Bytes;
import dev.dormouse.runtime.objects.PyModule;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.tables.BuiltinModule;
import dev.dormouse.tables.Function;

/** {@code _pickle}. */
@BuiltinModule(name = "_pickle", doc = "Optimized C implementation for the Python pickle module.")
public final class PickleModule {
  private PickleModule() {}

  public static BuiltinTable table() {
    return new PickleModuleTable();
  }

  static void exec(PyModule m) {
    m.set("PickleBuffer", PyPickleBuffer.TYPE);
    m.set("Pickler", PyPickler.TYPE);
    m.set("Unpickler", PyUnpickler.TYPE);
    m.set("PickleError", PickleErrors.PICKLE);
    m.set("PicklingError", PickleErrors.PICKLING);
    m.set("UnpicklingError", PickleErrors.UNPICKLING);
  }

  @Function(
      signature = "(obj, file, protocol=None, *, fix_imports=True, buffer_callback=None)",
      doc = "Write a pickle of an object to a file: Pickler(file, protocol).dump(obj).")
  static void dump(
      PyObject obj, PyObject file, PyObject protocol, boolean fixImports, PyObject callback) {
    PyPickler pickler = new PyPickler(PyPickler.TYPE).with(protocol, fixImports, callback);
    pickler.setFile(file);
    pickler.pickle(obj);
  }

  @Function(
      signature = "(obj, protocol=None, *, fix_imports=True, buffer_callback=None)",
      doc = "Return a pickle of an object as bytes.")
  static PyObject dumps(PyObject obj, PyObject protocol, boolean fixImports, PyObject callback) {
    return new PyPickler(PyPickler.TYPE).with(protocol, fixImports, callback).pickle(obj);
  }

  @Function(
      signature = "(file, *, fix_imports=True, encoding='ASCII', errors='strict', buffers=())",
      doc = "Read a pickle from a file and return the object: Unpickler(file).load().")
  static PyObject load(PyObject[] args, PyStr[] kwnames) {
    PyObject[] a =
        ArgParser.parse(
            "load", "file\0fix_imports\0encoding\0errors\0buffers", 0, 1, 1, args, kwnames);
    return new PyUnpickler(PyUnpickler.TYPE).with("load", a, 1, new PickleInput(a[0])).unpickle();
  }

  @Function(
      signature = "(data, /, *, fix_imports=True, encoding='ASCII', errors='strict', buffers=())",
      doc = "Return the object of a pickle. Bytes behind the pickle are ignored.")
  static PyObject loads(PyObject[] args, PyStr[] kwnames) {
    PyObject[] a =
        ArgParser.parse(
            "loads", "\0fix_imports\0encoding\0errors\0buffers", 1, 1, 1, args, kwnames);
    PickleInput in = new PickleInput(Bytes.of(a[0]));
    return new PyUnpickler(PyUnpickler.TYPE).with("loads", a, 1, in).unpickle();
  }
}
