package dev.dormouse.runtime.modules.functools;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.ArgParser;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Interpreter;
import dev.dormouse.runtime.objects.ItemArrays;
import dev.dormouse.runtime.objects.Ops;
import dev.dormouse.runtime.objects.PyDict;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.runtime.objects.ThreadState;
import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Method;

/** {@code operator.methodcaller}. */
@BuiltinType(
    name = "methodcaller",
    ops = MethodCaller.MethodCallerOps.class,
    doc =
        "methodcaller(name, ...) --> a function that calls the method of its argument, with the"
            + " other arguments given.")
final class MethodCaller extends PyObject {
  static final PyType TYPE =
      PyType.builtin("methodcaller", PyType.OBJECT, new MethodCallerOps(), new MethodCallerTable())
          .in("operator");

  private final PyStr name;

  /** Values of keyword arguments last. */
  private final PyObject[] args;

  private final PyStr[] kwnames;

  private MethodCaller(PyType type, PyStr name, PyObject[] args, PyStr[] kwnames) {
    super(type);
    this.name = name;
    this.args = args;
    this.kwnames = kwnames;
  }

  @Method(name = "__reduce__", doc = "Return state information for pickling")
  static PyObject reduce(MethodCaller m) {
    PyObject[] positional = ArgParser.positionalTail(m.args, m.kwnames, 0);
    if (!ArgParser.hasKeywords(m.kwnames)) {
      PyObject[] all = new PyObject[positional.length + 1];
      all[0] = m.name;
      System.arraycopy(positional, 0, all, 1, positional.length);
      return PyTuple.of(m.type, PyTuple.of(all));
    }
    PyObject functools = Interpreter.current().importer().importModule("functools");
    PyObject partial = Abstract.getAttribute(functools, "partial");
    PyDict keywords = ArgParser.keywordDict(m.args, m.kwnames);
    PyObject maker = Abstract.callWithDict(partial, new PyObject[] {m.type, m.name}, keywords);
    return PyTuple.of(maker, PyTuple.of(positional));
  }

  /** The slots of {@code methodcaller}. */
  static final class MethodCallerOps extends Ops {
    @Override
    public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
      if (args.length - (kwnames == null ? 0 : kwnames.length) < 1) {
        throw Errors.typeError("methodcaller needs at least one argument, the method name");
      }
      if (!(args[0] instanceof PyStr name)) {
        throw Errors.typeError("method name must be a string");
      }
      return new MethodCaller(
          cls, PyStr.interned(name), ItemArrays.copyOfRange(args, 1, args.length), kwnames);
    }

    @Override
    public PyObject call(PyObject o, PyObject[] args, PyStr[] kwnames) {
      ArgParser.noKeywords(null, "methodcaller", kwnames);
      ArgParser.positional(null, "methodcaller", args, null, 1, 1);
      MethodCaller m = (MethodCaller) o;
      return Abstract.call(
          Abstract.getAttribute(args[0], m.name), ItemArrays.copy(m.args), m.kwnames);
    }

    @Override
    public PyObject repr(PyObject o) {
      MethodCaller m = (MethodCaller) o;
      ThreadState ts = ThreadState.current();
      if (!ts.enterRepr(o)) {
        return PyStr.of(m.type.fullName() + "(...)");
      }
      try {
        StringBuilder out =
            new StringBuilder(m.type.fullName()).append('(').append(Abstract.repr(m.name).value());
        int positional = m.args.length - (m.kwnames == null ? 0 : m.kwnames.length);
        for (int i = 0; i < m.args.length; i++) {
          out.append(", ");
          if (i >= positional) {
            out.append(m.kwnames[i - positional].value()).append('=');
          }
          out.append(Abstract.repr(m.args[i]).value());
        }
        return PyStr.of(out.append(')').toString());
      } finally {
        ts.leaveRepr(o);
      }
    }

    @Override
    public PyObject[] referents(PyObject o) {
      return ((MethodCaller) o).args;
    }
  }
}
