package dev.dormouse.runtime.modules;

import dev.dormouse.runtime.objects.ExceptionGroups;
import dev.dormouse.runtime.objects.Exceptions;
import dev.dormouse.runtime.objects.PyBool;
import dev.dormouse.runtime.objects.PyByteArray;
import dev.dormouse.runtime.objects.PyBytes;
import dev.dormouse.runtime.objects.PyClassMethod;
import dev.dormouse.runtime.objects.PyComplex;
import dev.dormouse.runtime.objects.PyDict;
import dev.dormouse.runtime.objects.PyEnumerate;
import dev.dormouse.runtime.objects.PyFilter;
import dev.dormouse.runtime.objects.PyFloat;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyList;
import dev.dormouse.runtime.objects.PyMap;
import dev.dormouse.runtime.objects.PyMemoryView;
import dev.dormouse.runtime.objects.PyModule;
import dev.dormouse.runtime.objects.PyProperty;
import dev.dormouse.runtime.objects.PyRange;
import dev.dormouse.runtime.objects.PyReversed;
import dev.dormouse.runtime.objects.PySet;
import dev.dormouse.runtime.objects.PySlice;
import dev.dormouse.runtime.objects.PyStaticMethod;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PySuper;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.runtime.objects.PyZip;

/** The types that {@code builtins} shows. */
final class BuiltinTypes {
  private BuiltinTypes() {}

  static void addTo(PyModule m) {
    add(m, PyBool.TYPE);
    add(m, PyByteArray.TYPE);
    add(m, PyBytes.TYPE);
    add(m, PyClassMethod.TYPE);
    add(m, PyComplex.TYPE);
    add(m, PyDict.TYPE);
    add(m, PyEnumerate.TYPE);
    add(m, PyFilter.TYPE);
    add(m, PyFloat.TYPE);
    add(m, PySet.FROZEN);
    add(m, PyInt.TYPE);
    add(m, PyList.TYPE);
    add(m, PyMemoryView.TYPE);
    add(m, PyMap.TYPE);
    add(m, PyType.OBJECT);
    add(m, PyProperty.TYPE);
    add(m, PyRange.TYPE);
    add(m, PyReversed.TYPE);
    add(m, PySet.TYPE);
    add(m, PySlice.TYPE);
    add(m, PyStaticMethod.TYPE);
    add(m, PyStr.TYPE);
    add(m, PySuper.TYPE);
    add(m, PyTuple.TYPE);
    add(m, PyType.TYPE);
    add(m, PyZip.TYPE);
    exceptions(m);
  }

  private static void add(PyModule m, PyType t) {
    m.set(t.name(), t);
  }

  private static void exceptions(PyModule m) {
    PyType[] all = {
      Exceptions.ArithmeticError,
      Exceptions.AssertionError,
      Exceptions.AttributeError,
      Exceptions.BaseException,
      Exceptions.BlockingIOError,
      Exceptions.BrokenPipeError,
      Exceptions.BufferError,
      Exceptions.BytesWarning,
      Exceptions.ChildProcessError,
      Exceptions.ConnectionAbortedError,
      Exceptions.ConnectionError,
      Exceptions.ConnectionRefusedError,
      Exceptions.ConnectionResetError,
      Exceptions.DeprecationWarning,
      Exceptions.EOFError,
      Exceptions.EncodingWarning,
      Exceptions.Exception,
      Exceptions.FileExistsError,
      Exceptions.FileNotFoundError,
      Exceptions.FloatingPointError,
      Exceptions.FutureWarning,
      Exceptions.GeneratorExit,
      Exceptions.ImportError,
      Exceptions.ImportWarning,
      Exceptions.IndentationError,
      Exceptions.IndexError,
      Exceptions.InterruptedError,
      Exceptions.IsADirectoryError,
      Exceptions.KeyError,
      Exceptions.KeyboardInterrupt,
      Exceptions.LookupError,
      Exceptions.MemoryError,
      Exceptions.ModuleNotFoundError,
      Exceptions.NameError,
      Exceptions.NotADirectoryError,
      Exceptions.NotImplementedError,
      Exceptions.OSError,
      Exceptions.OverflowError,
      Exceptions.PendingDeprecationWarning,
      Exceptions.PermissionError,
      Exceptions.ProcessLookupError,
      Exceptions.RecursionError,
      Exceptions.ReferenceError,
      Exceptions.ResourceWarning,
      Exceptions.RuntimeError,
      Exceptions.RuntimeWarning,
      Exceptions.StopAsyncIteration,
      Exceptions.StopIteration,
      Exceptions.SyntaxError,
      Exceptions.SyntaxWarning,
      Exceptions.SystemError,
      Exceptions.SystemExit,
      Exceptions.TabError,
      Exceptions.TimeoutError,
      Exceptions.TypeError,
      Exceptions.UnboundLocalError,
      Exceptions.UnicodeDecodeError,
      Exceptions.UnicodeEncodeError,
      Exceptions.UnicodeError,
      Exceptions.UnicodeTranslateError,
      Exceptions.UnicodeWarning,
      Exceptions.UserWarning,
      Exceptions.ValueError,
      Exceptions.Warning,
      Exceptions.ZeroDivisionError
    };
    for (PyType t : all) {
      add(m, t);
    }
    m.set("EnvironmentError", Exceptions.OSError);
    m.set("IOError", Exceptions.OSError);
    m.set("BaseExceptionGroup", ExceptionGroups.BASE);
    m.set("ExceptionGroup", ExceptionGroups.exceptionGroupType());
  }
}
