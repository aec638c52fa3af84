package dev.dormouse.runtime.eval;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Exceptions;
import dev.dormouse.runtime.objects.Interpreter;
import dev.dormouse.runtime.objects.ItemArrays;
import dev.dormouse.runtime.objects.LoopOpcode;
import dev.dormouse.runtime.objects.Names;
import dev.dormouse.runtime.objects.Numbers;
import dev.dormouse.runtime.objects.PyBaseException;
import dev.dormouse.runtime.objects.PyBool;
import dev.dormouse.runtime.objects.PyCell;
import dev.dormouse.runtime.objects.PyCode;
import dev.dormouse.runtime.objects.PyDict;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyFrame;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyList;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PySet;
import dev.dormouse.runtime.objects.PySlice;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.runtime.objects.Raising;
import dev.dormouse.runtime.objects.ThreadState;

/**
 * The instructions that are not worth a case in {@link Loop}. They work on the frame's own stack
 * height and program counter.
 */
final class RareInstructions {
  private RareInstructions() {}

  static void execute(ThreadState ts, PyFrame f, int op, int arg) {
    PyObject[] s = f.localsplus;
    int sp = f.sp;
    PyCode co = f.code;
    switch (op) {
      case LoopOpcode.GET_ITER:
        s[sp - 1] = Abstract.iter(s[sp - 1]);
        break;
      case LoopOpcode.LIST_APPEND:
        ((PyList) s[sp - 1 - arg]).add(s[sp - 1]);
        f.sp = sp - 1;
        break;
      case LoopOpcode.BUILD_LIST:
        f.sp = sp - arg;
        push(f, PyList.of(ItemArrays.copyOfRange(s, sp - arg, sp)));
        break;
      case LoopOpcode.BUILD_MAP:
        f.sp = sp - 2 * arg;
        push(f, Collecting.buildMap(s, f.sp, arg));
        break;
      case LoopOpcode.COPY_FREE_VARS:
        Variables.copyFreeVars(f, arg);
        break;
      case LoopOpcode.MAKE_CELL:
        s[arg] = new PyCell(s[arg]);
        break;
      case LoopOpcode.UNARY_NOT:
        s[sp - 1] = PyBool.of(!Abstract.isTrue(s[sp - 1]));
        break;
      case LoopOpcode.UNARY_NEGATIVE:
        s[sp - 1] = Numbers.negative(s[sp - 1]);
        break;
      case LoopOpcode.UNARY_POSITIVE:
        s[sp - 1] = Numbers.positive(s[sp - 1]);
        break;
      case LoopOpcode.UNARY_INVERT:
        s[sp - 1] = Numbers.invert(s[sp - 1]);
        break;
      case LoopOpcode.DELETE_SUBSCR:
        f.sp = sp - 2;
        Abstract.delItem(s[sp - 2], s[sp - 1]);
        break;
      case LoopOpcode.DELETE_ATTR:
        f.sp = sp - 1;
        Abstract.setAttribute(s[sp - 1], co.names[arg], null);
        break;
      case LoopOpcode.DELETE_FAST:
        if (s[arg] == null) {
          throw Variables.unbound(co, arg);
        }
        s[arg] = null;
        break;
      case LoopOpcode.DELETE_DEREF:
        if (((PyCell) s[arg]).value == null) {
          throw Variables.unbound(co, arg);
        }
        ((PyCell) s[arg]).value = null;
        break;
      case LoopOpcode.DELETE_NAME:
        Variables.deleteName(f, co.names[arg]);
        break;
      case LoopOpcode.STORE_GLOBAL:
        f.sp = sp - 1;
        f.globals.put(co.names[arg], s[sp - 1]);
        break;
      case LoopOpcode.DELETE_GLOBAL:
        Variables.deleteGlobal(f, co.names[arg]);
        break;
      case LoopOpcode.LOAD_CLASSDEREF:
        push(f, Variables.loadClassDeref(f, co, arg));
        break;
      case LoopOpcode.IMPORT_NAME:
        f.sp = sp - 2;
        push(f, importName(ts, f, co.names[arg], s[sp - 1], s[sp - 2]));
        break;
      case LoopOpcode.IMPORT_FROM:
        push(f, Variables.importFrom(s[sp - 1], co.names[arg]));
        break;
      case LoopOpcode.IMPORT_STAR:
        f.sp = sp - 1;
        Variables.importStar(f, s[sp - 1]);
        break;
      default:
        collections(ts, f, op, arg);
        break;
    }
  }

  private static void collections(ThreadState ts, PyFrame f, int op, int arg) {
    PyObject[] s = f.localsplus;
    int sp = f.sp;
    PyCode co = f.code;
    switch (op) {
      case LoopOpcode.BUILD_SET:
        {
          PySet set = new PySet();
          for (int i = sp - arg; i < sp; i++) {
            set.add(s[i]);
          }
          f.sp = sp - arg;
          push(f, set);
          break;
        }
      case LoopOpcode.BUILD_CONST_KEY_MAP:
        f.sp = sp - 1 - arg;
        push(f, Collecting.buildConstKeyMap(s, f.sp, (PyTuple) s[sp - 1]));
        break;
      case LoopOpcode.BUILD_STRING:
        f.sp = sp - arg;
        push(f, Collecting.buildString(s, f.sp, arg));
        break;
      case LoopOpcode.BUILD_SLICE:
        {
          PyObject step = arg == 3 ? s[--sp] : PyObject.NONE;
          f.sp = sp - 2;
          push(f, new PySlice(s[sp - 2], s[sp - 1], step));
          break;
        }
      case LoopOpcode.FORMAT_VALUE:
        {
          PyObject spec = (arg & 4) != 0 ? s[--sp] : null;
          f.sp = sp - 1;
          push(f, Collecting.format(s[sp - 1], spec, arg));
          break;
        }
      case LoopOpcode.SET_ADD:
        f.sp = sp - 1;
        ((PySet) s[sp - 1 - arg]).add(s[sp - 1]);
        break;
      case LoopOpcode.MAP_ADD:
        f.sp = sp - 2;
        ((PyDict) s[sp - 2 - arg]).put(s[sp - 2], s[sp - 1]);
        break;
      case LoopOpcode.LIST_EXTEND:
        f.sp = sp - 1;
        Collecting.listExtend((PyList) s[sp - 1 - arg], s[sp - 1]);
        break;
      case LoopOpcode.SET_UPDATE:
        f.sp = sp - 1;
        Collecting.setUpdate((PySet) s[sp - 1 - arg], s[sp - 1]);
        break;
      case LoopOpcode.DICT_UPDATE:
        f.sp = sp - 1;
        Collecting.dictUpdate((PyDict) s[sp - 1 - arg], s[sp - 1]);
        break;
      case LoopOpcode.DICT_MERGE:
        f.sp = sp - 1;
        Collecting.dictMerge((PyDict) s[sp - 1 - arg], s[sp - 1], s[sp - 3 - arg]);
        break;
      case LoopOpcode.LIST_TO_TUPLE:
        s[sp - 1] = PyTuple.of(((PyList) s[sp - 1]).toArray());
        break;
      case LoopOpcode.UNPACK_EX:
        f.sp = sp - 1;
        f.sp = Collecting.unpackIterable(s, sp - 1, s[sp - 1], arg & 0xFF, arg >> 8);
        break;
      case LoopOpcode.CALL_FUNCTION_EX:
        Invocation.callEx(f, arg);
        break;
      case LoopOpcode.LOAD_BUILD_CLASS:
        push(f, buildClass(f));
        break;
      case LoopOpcode.LOAD_ASSERTION_ERROR:
        push(f, Exceptions.AssertionError);
        break;
      case LoopOpcode.SETUP_ANNOTATIONS:
        Variables.setupAnnotations(f);
        break;
      case LoopOpcode.PRINT_EXPR:
        f.sp = sp - 1;
        printExpression(ts, s[sp - 1]);
        break;
      default:
        exceptions(ts, f, op, arg);
        break;
    }
  }

  private static void exceptions(ThreadState ts, PyFrame f, int op, int arg) {
    PyObject[] s = f.localsplus;
    int sp = f.sp;
    switch (op) {
      case LoopOpcode.PUSH_EXC_INFO:
        {
          PyBaseException previous = ts.excInfo.value;
          PyObject e = s[sp - 1];
          s[sp - 1] = previous == null ? PyObject.NONE : previous;
          push(f, e);
          ts.excInfo.value = (PyBaseException) e;
          break;
        }
      case LoopOpcode.POP_EXCEPT:
        f.sp = sp - 1;
        ts.excInfo.value = s[sp - 1] == PyObject.NONE ? null : (PyBaseException) s[sp - 1];
        s[sp - 1] = null;
        break;
      case LoopOpcode.CHECK_EXC_MATCH:
        s[sp - 1] = PyBool.of(ExceptionMatching.matches(s[sp - 2], s[sp - 1]));
        break;
      case LoopOpcode.CHECK_EG_MATCH:
        ExceptionMatching.checkGroup(ts, f);
        break;
      case LoopOpcode.PREP_RERAISE_STAR:
        f.sp = sp - 2;
        push(f, ExceptionMatching.prepareReraise(s[sp - 2], (PyList) s[sp - 1]));
        break;
      case LoopOpcode.RERAISE:
        {
          PyException e = new PyException((PyBaseException) s[sp - 1]);
          if (arg != 0) {
            e.restoredLasti = (int) ((PyInt) s[sp - 1 - arg]).longValue();
          }
          e.contextSet = true;
          e.reraised = true;
          throw e;
        }
      case LoopOpcode.RAISE_VARARGS:
        throw raise(ts, s, sp, arg);
      case LoopOpcode.BEFORE_WITH:
        ContextManagers.enter(f);
        break;
      case LoopOpcode.BEFORE_ASYNC_WITH:
        ContextManagers.enterAsync(f);
        break;
      case LoopOpcode.WITH_EXCEPT_START:
        ContextManagers.exitWithException(f);
        break;
      case LoopOpcode.GET_LEN:
        push(f, PyInt.of(Abstract.length(s[sp - 1])));
        break;
      case LoopOpcode.MATCH_MAPPING:
        push(f, PyBool.of((s[sp - 1].type.flags & PyType.MAPPING) != 0));
        break;
      case LoopOpcode.MATCH_SEQUENCE:
        push(f, PyBool.of((s[sp - 1].type.flags & PyType.SEQUENCE) != 0));
        break;
      case LoopOpcode.MATCH_KEYS:
        push(f, Patterns.matchKeys(s[sp - 2], (PyTuple) s[sp - 1]));
        break;
      case LoopOpcode.MATCH_CLASS:
        f.sp = sp - 3;
        push(f, Patterns.matchClass(s[sp - 3], s[sp - 2], arg, (PyTuple) s[sp - 1]));
        break;
      case LoopOpcode.GET_YIELD_FROM_ITER:
        s[sp - 1] = Generators.yieldFromIter(f, s[sp - 1]);
        break;
      case LoopOpcode.GET_AWAITABLE:
        s[sp - 1] = Generators.awaitable(s[sp - 1], arg);
        break;
      case LoopOpcode.GET_AITER:
        s[sp - 1] = Generators.asyncIter(s[sp - 1]);
        break;
      case LoopOpcode.GET_ANEXT:
        push(f, Generators.asyncNext(s[sp - 1]));
        break;
      case LoopOpcode.END_ASYNC_FOR:
        Generators.endAsyncFor(f);
        break;
      case LoopOpcode.ASYNC_GEN_WRAP:
        s[sp - 1] = Generators.wrapYield(s[sp - 1]);
        break;
      default:
        throw Errors.systemError("unknown opcode");
    }
  }

  private static void push(PyFrame f, PyObject v) {
    f.localsplus[f.sp++] = v;
  }

  private static PyObject importName(
      ThreadState ts, PyFrame f, PyStr name, PyObject fromList, PyObject level) {
    PyObject importer = f.builtins.get(Names.IMPORT);
    if (importer == null) {
      throw Errors.importError(Exceptions.ImportError, "__import__ not found", null, null);
    }
    Interpreter interp = ts.interpreter;
    if (importer == interp.importFunction) {
      return interp.importer().importName(name, f.globals, fromList, Abstract.toJavaInt(level));
    }
    PyObject locals = f.namespace() == null ? PyObject.NONE : f.namespace();
    return Abstract.call(importer, name, f.globals, locals, fromList, level);
  }

  private static PyObject buildClass(PyFrame f) {
    PyObject v = f.builtins.get(Names.BUILD_CLASS);
    if (v == null) {
      throw Errors.nameError("__build_class__ not found", Names.BUILD_CLASS);
    }
    return v;
  }

  private static void printExpression(ThreadState ts, PyObject value) {
    PyObject hook = ts.interpreter.sysAttribute("displayhook");
    if (hook == null) {
      throw Errors.runtimeError("lost sys.displayhook");
    }
    Abstract.call(hook, value);
  }

  private static PyException raise(ThreadState ts, PyObject[] s, int sp, int arg) {
    switch (arg) {
      case 0:
        {
          PyBaseException handled = ts.handledException();
          if (handled == null) {
            return Errors.runtimeError("No active exception to reraise");
          }
          PyException e = new PyException(handled);
          e.contextSet = true;
          e.reraised = true;
          return e;
        }
      case 1:
        return Raising.exception(s[sp - 1]);
      default:
        return Raising.exception(s[sp - 2], s[sp - 1]);
    }
  }
}
