package dev.dormouse.runtime.modules;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.ArgParser;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Names;
import dev.dormouse.runtime.objects.PyCell;
import dev.dormouse.runtime.objects.PyCode;
import dev.dormouse.runtime.objects.PyDict;
import dev.dormouse.runtime.objects.PyFrame;
import dev.dormouse.runtime.objects.PyFunction;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.runtime.objects.ThreadState;
import dev.dormouse.runtime.objects.TypeNew;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** {@code __build_class__}: the class statement. */
final class ClassBuilder {
  private ClassBuilder() {}

  static PyObject build(PyObject[] args, PyStr[] kwnames) {
    int keywords = kwnames == null ? 0 : kwnames.length;
    int positional = args.length - keywords;
    if (positional < 2) {
      throw Errors.typeError("__build_class__: not enough arguments");
    }
    if (!(args[0] instanceof PyFunction body)) {
      throw Errors.typeError("__build_class__: func must be a function");
    }
    if (!(args[1] instanceof PyStr name)) {
      throw Errors.typeError("__build_class__: name is not a string");
    }
    PyObject[] originalBases = Arrays.copyOfRange(args, 2, positional);
    PyTuple bases = resolveBases(originalBases);
    PyDict keywordArguments = ArgParser.keywordDict(args, kwnames);
    PyObject meta = keywordArguments.remove(Names.METACLASS);
    boolean isClass = true;
    if (meta == null) {
      meta = bases.items.length == 0 ? PyType.TYPE : bases.items[0].type;
    } else {
      isClass = meta instanceof PyType;
    }
    if (isClass) {
      meta = TypeNew.calculateMetaclass((PyType) meta, bases);
    }
    PyObject namespace = prepare(meta, isClass, name, bases, keywordArguments);
    PyObject cell = run(body, namespace);
    if (bases.items != originalBases && !same(bases.items, originalBases)) {
      Abstract.setItem(namespace, Names.ORIG_BASES, PyTuple.of(originalBases));
    }
    PyObject cls =
        Abstract.callWithDict(meta, new PyObject[] {name, bases, namespace}, keywordArguments);
    if (cls instanceof PyType && cell instanceof PyCell c) {
      checkCell(c, cls, name);
    }
    return cls;
  }

  private static boolean same(PyObject[] a, PyObject[] b) {
    if (a.length != b.length) {
      return false;
    }
    for (int i = 0; i < a.length; i++) {
      if (a[i] != b[i]) {
        return false;
      }
    }
    return true;
  }

  /** Replaces bases that are no classes by what their {@code __mro_entries__} says (PEP 560). */
  private static PyTuple resolveBases(PyObject[] bases) {
    List<PyObject> resolved = null;
    for (int i = 0; i < bases.length; i++) {
      PyObject b = bases[i];
      PyObject entries =
          b instanceof PyType ? null : Abstract.getAttributeOrNull(b, Names.MRO_ENTRIES);
      if (entries == null) {
        if (resolved != null) {
          resolved.add(b);
        }
        continue;
      }
      PyObject r = Abstract.call(entries, PyTuple.of(bases.clone()));
      if (!(r instanceof PyTuple t)) {
        throw Errors.typeError("__mro_entries__ must return a tuple");
      }
      if (resolved == null) {
        resolved = new ArrayList<>(Arrays.asList(bases).subList(0, i));
      }
      resolved.addAll(Arrays.asList(t.items));
    }
    return PyTuple.of(resolved == null ? bases : resolved.toArray(PyObject.NO_ARGS));
  }

  private static PyObject prepare(
      PyObject meta, boolean isClass, PyStr name, PyTuple bases, PyDict keywords) {
    if (meta == PyType.TYPE) {
      return new PyDict();
    }
    PyObject prepare = Abstract.getAttributeOrNull(meta, Names.PREPARE);
    if (prepare == null) {
      return new PyDict();
    }
    PyObject namespace = Abstract.callWithDict(prepare, new PyObject[] {name, bases}, keywords);
    if (!Abstract.isMapping(namespace)) {
      throw Errors.typeError(
          (isClass ? ((PyType) meta).name() : "<metaclass>")
              + ".__prepare__() must return a mapping, not "
              + namespace.type.name());
    }
    return namespace;
  }

  /** Runs the class body in {@code namespace}; returns the {@code __class__} cell or None. */
  private static PyObject run(PyFunction body, PyObject namespace) {
    ThreadState ts = ThreadState.current();
    PyCode code = body.code;
    code.wake(PyCode.WakeReason.CALL);
    PyFrame frame = new PyFrame(code, body, body.globals, body.builtins, namespace);
    return ts.interpreter.evaluator.evaluate(ts, frame, null);
  }

  private static void checkCell(PyCell cell, PyObject cls, PyStr name) {
    if (cell.value == cls) {
      return;
    }
    if (cell.value == null) {
      throw Errors.runtimeError(
          "__class__ not set defining "
              + Abstract.repr(name).value()
              + " as "
              + Abstract.repr(cls).value()
              + ". Was __classcell__ propagated to type.__new__?");
    }
    throw Errors.typeError(
        "__class__ set to "
            + Abstract.repr(cell.value).value()
            + " defining "
            + Abstract.repr(name).value()
            + " as "
            + Abstract.repr(cls).value());
  }
}
