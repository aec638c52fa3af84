package dev.dormouse.runtime.modules;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Interpreter;
import dev.dormouse.runtime.objects.Names;
import dev.dormouse.runtime.objects.PyFrame;
import dev.dormouse.runtime.objects.PyList;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.ThreadState;
import dev.dormouse.tables.Function;

/** Builtin functions about code and namespaces: compile, eval, exec, dir, globals, locals, vars. */
final class BuiltinsCode {
  private BuiltinsCode() {}

  @Function(
      signature =
          "(source, filename, mode, flags=0, dont_inherit=False, optimize=-1, *,"
              + " _feature_version=-1)",
      doc = "Compile source into a code object that exec() or eval() can run.")
  static PyObject compile(
      PyObject source,
      PyObject filename,
      String mode,
      int flags,
      boolean dontInherit,
      int optimize,
      int featureVersion) {
    return Compiling.compile(source, filename, mode, flags, dontInherit, optimize, featureVersion);
  }

  @Function(
      signature = "(source, globals=None, locals=None, /)",
      doc = "Evaluate an expression in the given namespaces.")
  static PyObject eval(PyObject source, PyObject globals, PyObject locals) {
    return Compiling.eval(source, globals, locals);
  }

  @Function(
      signature = "(source, globals=None, locals=None, /, *, closure=None)",
      doc = "Execute source in the given namespaces.")
  static void exec(PyObject source, PyObject globals, PyObject locals, PyObject closure) {
    Compiling.exec(source, globals, locals, closure);
  }

  @Function(doc = "Return the dictionary of the current global namespace.")
  static PyObject globals() {
    PyFrame f = ThreadState.current().frame;
    return f == null ? PyObject.NONE : f.globals;
  }

  @Function(doc = "Return the current local namespace.")
  static PyObject locals() {
    PyFrame f = ThreadState.current().frame;
    if (f == null) {
      throw Errors.systemError("frame does not exist");
    }
    return f.localsMapping();
  }

  @Function(
      signature = "(object=None, /)",
      doc = "Return the namespace of an object, or the local one.")
  static PyObject vars(PyObject object) {
    if (object == null) {
      return locals();
    }
    PyObject d = Abstract.getAttributeOrNull(object, Names.DICT);
    if (d == null) {
      throw Errors.typeError("vars() argument must have __dict__ attribute");
    }
    return d;
  }

  @Function(
      signature = "(object=None, /)",
      doc = "Return the sorted names in the local namespace, or the attributes of an object.")
  static PyObject dir(PyObject object) {
    PyObject names;
    if (object == null) {
      names = Abstract.callMethod(locals(), Names.KEYS);
    } else {
      PyObject f = Abstract.lookupSpecial(object, Names.DIR);
      if (f == null) {
        throw Errors.typeError("object does not provide __dir__");
      }
      names = Abstract.call(f);
    }
    PyList sorted = PyList.of(Abstract.toArray(names));
    Abstract.callMethod(sorted, "sort");
    return sorted;
  }

  @Function(signature = "(*args, **kws)", doc = "Call sys.breakpointhook().")
  static PyObject breakpoint(PyObject[] args, PyStr[] kwnames) {
    PyObject hook = Interpreter.current().sysAttribute("breakpointhook");
    if (hook == null) {
      throw Errors.runtimeError("lost sys.breakpointhook");
    }
    return Abstract.call(hook, args, kwnames);
  }
}
