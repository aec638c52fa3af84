package dev.dormouse.runtime.eval;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Calls;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.ItemArrays;
import dev.dormouse.runtime.objects.PyCode;
import dev.dormouse.runtime.objects.PyDict;
import dev.dormouse.runtime.objects.PyFrame;
import dev.dormouse.runtime.objects.PyFunction;
import dev.dormouse.runtime.objects.PyMethod;
import dev.dormouse.runtime.objects.PyMethodDescr;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.runtime.objects.Slot;
import dev.dormouse.runtime.objects.ThreadState;
import java.util.Arrays;

/** Calls from the loop: LOAD_METHOD, CALL, CALL_FUNCTION_EX, MAKE_FUNCTION. */
final class Invocation {
  private Invocation() {}

  /**
   * Stack before: … object; after: … method, object when the method can be called with self as
   * first argument, else … null, attribute.
   */
  static void loadMethod(PyObject[] s, int sp, PyStr name) {
    PyObject o = s[sp - 1];
    PyType t = o.type;
    PyObject d = t.lookup(name);
    if (d != null
        && (d.type.flags & PyType.METHOD_DESCRIPTOR) != 0
        && t.usesGenericGetAttribute()) {
      PyDict dict = t.hasDict ? o.dictOrNull() : null;
      PyObject own = dict == null ? null : dict.get(name);
      if (own == null) {
        s[sp - 1] = d;
        s[sp] = o;
        return;
      }
      s[sp - 1] = null;
      s[sp] = own;
      return;
    }
    PyObject attribute = Abstract.getAttribute(o, name);
    s[sp - 1] = null;
    s[sp] = attribute;
  }

  /**
   * Stack from {@code base}: null, callable, arguments; or method, self, arguments. The values of
   * the keyword arguments named by {@link PyFrame#kwnames} come last and are counted in {@code
   * count}. Clears what it pops.
   */
  static PyObject call(ThreadState ts, PyFrame f, PyObject[] s, int base, int count) {
    PyStr[] kwnames = f.kwnames;
    f.kwnames = null;
    PyObject callable = s[base];
    int first = base + 1;
    int total = count + 1;
    if (callable == null) {
      callable = s[base + 1];
      if (callable instanceof PyMethod m) {
        callable = m.function;
        s[base + 1] = m.self;
      } else {
        first = base + 2;
        total = count;
      }
    }
    if (callable instanceof PyFunction function) {
      return callFunction(ts, function, s, base, first, total, kwnames);
    }
    PyObject result;
    if (callable instanceof PyMethodDescr descr && s[base] == callable) {
      PyObject self = s[first];
      PyObject[] args =
          count == 0 ? PyObject.NO_ARGS : ItemArrays.copyOfRange(s, first + 1, first + 1 + count);
      result = descr.callMethod(self, args, kwnames);
    } else {
      PyObject[] args =
          total == 0 ? PyObject.NO_ARGS : ItemArrays.copyOfRange(s, first, first + total);
      result = callable.type.ops.call(callable, args, kwnames);
    }
    Arrays.fill(s, base, base + 2 + count, null);
    return result;
  }

  private static PyObject callFunction(
      ThreadState ts,
      PyFunction function,
      PyObject[] s,
      int base,
      int first,
      int total,
      PyStr[] kwnames) {
    PyCode code = function.code;
    if (code.wordcode == null) {
      code.wake(PyCode.WakeReason.CALL);
    }
    PyFrame callee = new PyFrame(code, function, function.globals, function.builtins, null);
    int keywords = kwnames == null ? 0 : kwnames.length;
    Calls.bind(function, callee.localsplus, s, first, total - keywords, kwnames);
    Arrays.fill(s, base, first + total, null);
    return ts.interpreter.evaluator.evaluate(ts, callee, null);
  }

  static PyStr[] keywordNames(PyCode co, int arg) {
    PyObject[] items = ((PyTuple) co.consts[arg]).items;
    PyStr[] names = new PyStr[items.length];
    for (int i = 0; i < names.length; i++) {
      names[i] = (PyStr) items[i];
    }
    return names;
  }

  /**
   * CALL_FUNCTION_EX: null, callable, args and, with the lowest bit of {@code flags}, kwargs;
   * leaves the result at {@code f.sp - 1}.
   */
  static void callEx(PyFrame f, int flags) {
    PyObject[] s = f.localsplus;
    int sp = f.sp;
    PyObject kwargs = (flags & 1) != 0 ? s[--sp] : null;
    PyObject args = s[--sp];
    PyObject callable = s[--sp];
    PyDict keywords =
        kwargs == null
            ? null
            : kwargs instanceof PyDict d ? d : Collecting.toDict(kwargs, callable);
    if (!(args instanceof PyTuple)) {
      if (!args.type.has(Slot.ITER) && !Abstract.isSequence(args)) {
        throw Errors.typeError(
            Collecting.functionName(callable)
                + " argument after * must be an iterable, not "
                + args.type.name());
      }
      args = PyTuple.of(Abstract.toArray(args));
    }
    PyObject result = Abstract.callWithDict(callable, ((PyTuple) args).items, keywords);
    Arrays.fill(s, sp - 1, f.sp, null);
    s[sp - 1] = result;
    f.sp = sp;
  }

  /** Returns the new stack height. */
  static int makeFunction(PyFrame f, PyObject[] s, int sp, int flags) {
    PyFunction function = new PyFunction((PyCode) s[--sp], f.globals);
    if ((flags & 8) != 0) {
      function.closure = (PyTuple) s[--sp];
    }
    if ((flags & 4) != 0) {
      function.setAnnotations(s[--sp]);
    }
    if ((flags & 2) != 0) {
      function.kwdefaults = (PyDict) s[--sp];
    }
    if ((flags & 1) != 0) {
      function.defaults = (PyTuple) s[--sp];
    }
    s[sp++] = function;
    return sp;
  }
}
